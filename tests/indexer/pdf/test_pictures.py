"""Pages as pictures: the quoted words are under the mark, and nothing else is."""

from __future__ import annotations

import io
import threading
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen import canvas

from indexer.council.packs import PdfPage
from indexer.council.problems import DamagedPdf, NoSuchPath
from indexer.pdf.drawing import highlight_boxes
from indexer.pdf.pictures import page_picture

QUOTED = [
    "The committee resolved to ask for a",
    "quarterly report on co-",
    "operation with schools.",
]
QUOTE = "The committee resolved to ask for a quarterly report on co-operation with schools."
OTHERS = ["Nothing was said about the car park.", "The next meeting is in May."]


def write(path: Path, *, rotation: int = 0, crop: tuple[int, int, int, int] | None = None) -> Path:
    """One page: the quoted lines in black between others in red."""
    sheet = canvas.Canvas(str(path), pagesize=(400, 600))
    lines = [OTHERS[0], *QUOTED, OTHERS[1]]
    for number, line in enumerate(lines):
        sheet.setFillColorRGB(*((0, 0, 0) if line in QUOTED else (1, 0, 0)))
        sheet.drawString(60, 500 - 40 * number, line)
    sheet.showPage()
    sheet.save()
    if rotation or crop:
        writer = pypdf.PdfWriter(clone_from=path)
        if rotation:
            writer.pages[0].rotate(rotation)
        if crop:
            writer.pages[0].cropbox = pypdf.generic.RectangleObject(crop)
        writer.write(path)
    return path


def pixels(png: bytes) -> tuple[Image.Image, dict[str, list[tuple[int, int]]]]:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    found: dict[str, list[tuple[int, int]]] = {"black": [], "red": [], "mark": []}
    for y in range(picture.height):
        for x in range(picture.width):
            red, green, blue = picture.getpixel((x, y))  # type: ignore[misc]
            if max(red, green, blue) < 60:
                found["black"].append((x, y))
            elif red > 200 and green < 40 and blue < 40:
                found["red"].append((x, y))
            elif red > 240 and green > 200 and blue < 90:
                found["mark"].append((x, y))
    return picture, found


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (30, 50, 380, 580)])
def test_marks_cover_the_quoted_words(
    tmp_path: Path, rotation: int, crop: tuple[int, int, int, int] | None
) -> None:
    path = write(tmp_path / "a.pdf", rotation=rotation, crop=crop)
    picture, found = pixels(page_picture(path, PdfPage(1), [QUOTE], width=520))
    assert abs(picture.width - 520) <= 1
    tall = rotation in (0, 180)
    assert (picture.height > picture.width) is tall
    marked = set(found["mark"])
    assert len(found["black"]) > 80
    assert len(found["red"]) > 50
    near = [
        sum((x + dx, y + dy) in marked for dx in range(-4, 5) for dy in range(-4, 5))
        for x, y in found["black"]
    ]
    assert min(near) > 0
    assert not any(
        (x + dx, y + dy) in marked
        for x, y in found["red"]
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
    )


def test_without_quotes_nothing_is_marked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf")
    for quotes in ((), ("words that are not on the page",), ("…",), ("",)):
        _, found = pixels(page_picture(path, PdfPage(1), quotes, width=300))
        assert found["mark"] == []


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE.upper(),
        QUOTE.replace(" ", "\n  "),
        QUOTE.replace("co-operation", "cooperation"),
        QUOTE.replace("co-operation", "co\u00ad-\noperation"),
        "“" + QUOTE + "”",
    ],
)
def test_spelling_of_breaks_does_not_matter(tmp_path: Path, quote: str) -> None:
    path = write(tmp_path / "a.pdf")
    assert highlight_boxes(path, PdfPage(1), [quote]) == highlight_boxes(path, PdfPage(1), [QUOTE])
    assert len(highlight_boxes(path, PdfPage(1), [quote])) == 3


def test_a_quote_in_pieces(tmp_path: Path) -> None:
    """A row's cells may stand apart on the page; each is marked where it stands."""
    path = write(tmp_path / "a.pdf")
    boxes = highlight_boxes(path, PdfPage(1), [f"{OTHERS[1]} {OTHERS[0]}"])
    assert len(boxes) == 2
    assert boxes[0][1] < boxes[1][1]


@settings(max_examples=25, deadline=None)
@given(quote=st.text(max_size=60))
def test_any_quote(quote: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    folder.mkdir(exist_ok=True)
    path = folder / "a.pdf"
    if not path.exists():
        write(path)
    for left, bottom, right, top in highlight_boxes(path, PdfPage(1), [quote]):
        assert 0 <= left < right <= 400
        assert 0 <= bottom < top <= 600


def test_a_scan_has_nothing_to_mark(tmp_path: Path) -> None:
    picture = tmp_path / "scan.png"
    Image.new("RGB", (200, 300), "white").save(picture)
    sheet = canvas.Canvas(str(tmp_path / "scan.pdf"), pagesize=(200, 300))
    sheet.drawImage(str(picture), 0, 0, 200, 300)
    sheet.save()
    png = page_picture(tmp_path / "scan.pdf", PdfPage(1), ["Anything at all on it"], width=200)
    assert pixels(png)[1]["mark"] == []


def test_a_poster_is_drawn_smaller(tmp_path: Path) -> None:
    sheet = canvas.Canvas(str(tmp_path / "poster.pdf"), pagesize=(14_000, 14_000))
    sheet.drawString(10, 10, "big")
    sheet.save()
    picture, _ = (
        Image.open(io.BytesIO(page_picture(tmp_path / "poster.pdf", PdfPage(1), width=14_000))),
        None,
    )
    assert picture.width * picture.height <= 12_100_000


@pytest.mark.parametrize("number", [0, 2, -1])
def test_no_such_page(tmp_path: Path, number: int) -> None:
    path = write(tmp_path / "a.pdf")
    with pytest.raises(DamagedPdf, match=r"a\.pdf has no page"):
        page_picture(path, PdfPage(number))


def test_files_that_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPath, match="does not exist"):
        page_picture(tmp_path / "gone.pdf", PdfPage(1))
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(DamagedPdf, match="cannot be drawn"):
        page_picture(broken, PdfPage(1))


def test_several_at_once(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf")
    drawn: list[bytes] = []
    threads = [
        threading.Thread(
            target=lambda: drawn.append(page_picture(path, PdfPage(1), [QUOTE], width=200))
        )
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn)) == 1
    assert len(drawn) == 6
