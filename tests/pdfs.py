"""Small PDFs for tests: plain ones, and such as nobody should ever send."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

__all__ = [
    "HALF_BAD",
    "HOSTILE",
    "HOSTILE_BUT_READABLE",
    "UNUSUAL",
    "encrypted",
    "paragraphs",
    "plain_pdf",
    "scan_of_nothing",
]


def plain_pdf(
    path: Path, pages: Sequence[Sequence[str]], *, title: str = "", encrypt: str | None = None
) -> Path:
    """A PDF of A4 pages, each a sequence of lines."""
    canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt, invariant=1)
    if title:
        canvas.setTitle(title)
    for lines in pages:
        text = canvas.beginText(60, 780)
        text.setFont("Helvetica", 11)
        for line in lines:
            text.textLine(line)
        canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return path


def paragraphs(word: str, count: int) -> list[str]:
    """Sentences that differ from page to page and from file to file by their word."""
    return [
        f"{number}.1 The {word} fund stood at {number * 137} pounds in year {number} of the plan."
        for number in range(1, count + 1)
    ]


def encrypted(path: Path) -> Path:
    """A PDF that opens only with a password."""
    return plain_pdf(path, [["The fees are to rise by four per cent."]], encrypt="secret")


def scan_of_nothing(path: Path) -> Path:
    """A page that is one grey picture, without letters."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO()
    Image.new("L", (400, 560), 200).save(picture, "PNG")
    picture.seek(0)
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *A4)
    canvas.showPage()
    canvas.save()
    return path


def _pdf(objects: dict[int, bytes], *, root: int = 1) -> bytes:
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = {}
    for number, body in objects.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start, size = out.tell(), max(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        out.write(b"%010d 00000 n \n" % places.get(number, 0))
    out.write(
        b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    )
    return out.getvalue()


def _stream(data: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), extra, data)


_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)
_WORDS = b"BT /F1 11 Tf 60 700 Td (The ferry fare rises to three pounds in May.) Tj ET"


def _tree_that_loops() -> bytes:
    return _pdf(
        {
            1: _CATALOG,
            2: b"<< /Type /Pages /Kids [6 0 R 2 0 R] /Count 100000 >>",
            6: b"<< /Type /Pages /Kids [2 0 R 6 0 R] /Count 100000 /Parent 2 0 R >>",
        }
    )


def _deep_tree() -> bytes:
    depth = 5000
    objects = {1: _CATALOG}
    for number in range(2, depth):
        objects[number] = b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (number + 1)
    objects[depth] = b"<< /Type /Page /MediaBox [0 0 595 842] >>"
    return _pdf(objects)


def _million_pages() -> bytes:
    kids = b" ".join([b"3 0 R"] * 200_000)
    return _pdf(
        {
            1: _CATALOG,
            2: b"<< /Type /Pages /Kids [%s] /Count 200000 >>" % kids,
            3: _PAGE,
            4: _stream(_WORDS),
            5: _FONT,
        }
    )


def _deep_arrays() -> bytes:
    return _pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /Names " + b"[" * 50_000 + b"]" * 50_000 + b" >>",
            2: b"<< /Type /Pages /Kids " + b"[" * 50_000 + b"]" * 50_000 + b" /Count 1 >>",
        }
    )


def _bomb() -> bytes:
    """A few hundred KB that unpack to 120 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(120)) + packer.flush()
    return _pdf(
        {
            1: _CATALOG,
            2: _ONE_PAGE,
            3: _PAGE,
            5: _FONT,
            4: _stream(packed, b"/Filter /FlateDecode"),
        }
    )


def _form_in_itself() -> bytes:
    """Readable words, and a form that draws itself twice, without end."""
    return _pdf(
        {
            1: _CATALOG,
            2: _ONE_PAGE,
            3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
            b"<< /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>",
            4: _stream(_WORDS + b" /X Do"),
            5: _FONT,
            6: _stream(
                b"/X Do /X Do",
                b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                b"/Resources << /XObject << /X 6 0 R >> >>",
            ),
        }
    )


def _two_pages(contents: bytes, more: dict[int, bytes] | None = None) -> bytes:
    """A page of readable words, and one with these contents (object 7)."""
    return _pdf(
        {
            1: _CATALOG,
            2: b"<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
            3: _PAGE,
            4: _stream(_WORDS),
            5: _FONT,
            6: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 7 0 R /Resources "
            b"<< /Font << /F1 5 0 R >> /XObject << /X 8 0 R >> >> >>",
            7: contents,
            **(more or {}),
        }
    )


def _form_drawn_often() -> bytes:
    """Drawn so often that PDFium, which takes the square of that, is busy for a minute."""
    return _two_pages(
        _stream(b"/X Do " * 20_000),
        {
            8: _stream(
                _WORDS + _WORDS.replace(b"700", b"600"),
                b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
                b"/Resources << /Font << /F1 5 0 R >> >>",
            )
        },
    )


def _inline_picture() -> bytes:
    """Words around a picture in the contents, under the short name of its filter."""
    return _two_pages(
        _stream(
            b"BT /F1 11 Tf 60 700 Td (The tram fare stays as it is.) Tj ET "
            b"q 9 0 0 9 60 600 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /A85 ID 5l~> EI Q "
        )
    )


def _flate_for_short() -> bytes:
    words = b"BT /F1 11 Tf 60 700 Td (The tram fare stays as it is.) Tj ET"
    return _two_pages(_stream(zlib.compress(words), b"/Filter /Fl"))


def _huge_picture() -> bytes:
    """Words under a picture of 20,000 by 20,000 pixels of one bit each."""
    side = 20_000
    return _two_pages(
        _stream(
            b"BT /F1 11 Tf 60 700 Td (The tram fare stays as it is.) Tj ET "
            b"q 400 0 0 300 60 300 cm /X Do Q"
        ),
        {
            8: _stream(
                zlib.compress(bytes(side * side // 8)),
                b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 "
                b"/ColorSpace /DeviceGray /Filter /FlateDecode" % (side, side),
            )
        },
    )


def _with_script() -> bytes:
    """Readable words, and a script to run on opening."""
    return _pdf(
        {
            1: b"<< /Type /Catalog /Pages 2 0 R /OpenAction 6 0 R >>",
            2: _ONE_PAGE,
            3: _PAGE,
            4: _stream(_WORDS),
            5: _FONT,
            6: b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/'\\)) >>",
        }
    )


HOSTILE = {
    "tree-that-loops": _tree_that_loops,
    "deep-tree": _deep_tree,
    "million-pages": _million_pages,
    "deep-arrays": _deep_arrays,
    "bomb": _bomb,
    "form-in-itself": _form_in_itself,
}
"""Bytes of files that must be refused, by name."""

HOSTILE_BUT_READABLE = {"with-script": _with_script}
"""Bytes of files whose words can be read all the same."""

UNUSUAL = {
    "inline-picture": _inline_picture,
    "flate-for-short": _flate_for_short,
    "huge-picture": _huge_picture,
}
"""Bytes of files with a ferry's fare on page 1 and a tram's on page 2, where some reader of
PDFs fails."""

HALF_BAD: dict[str, Callable[[], bytes]] = {
    "form-drawn-often": _form_drawn_often,
    "jbig2-contents": lambda: _two_pages(_stream(b"0" * 99, b"/Filter /JBIG2Decode")),
    "brotli-contents": lambda: _two_pages(_stream(b"0" * 99, b"/Filter /BrotliDecode")),
}
"""Bytes of files of which page 1 can be read and page 2 cannot."""
