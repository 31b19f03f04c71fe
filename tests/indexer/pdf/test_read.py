"""Pages out of files: what is read, and what is refused in which words."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.council.document_names import document_name, readable
from indexer.council.problems import (
    DamagedPdf,
    DocumentError,
    EmptyFile,
    LockedPdf,
    NoSuchPath,
    NotAPdf,
    TooLarge,
)
from indexer.pdf import file_sha256, read
from indexer.pdf import pdf_files as files
from indexer.pdf.letters import open_pdf
from indexer.pdf.read import read_document
from tests.conftest import SAMPLES
from tests.pdfs import encrypted, plain_pdf


def test_pages_are_numbered_from_one_and_keep_their_words(tmp_path: Path) -> None:
    path = plain_pdf(
        tmp_path / "Agenda 10.04.25.pdf",
        [["First page."], [], ["Third page."]],
        title="Agenda   pack",
    )
    document = read_document(path)
    assert document.document == "Agenda 10.04.25"
    assert document.title == "Agenda pack"
    assert document.sha256 == file_sha256(path)
    assert [page.pdf_page for page in document.pages] == [1, 2, 3]
    assert [page.text.strip() for page in document.pages] == ["First page.", "", "Third page."]
    assert document.pages[0].width == pytest.approx(595, abs=1)


def test_the_text_is_pypdfs_untouched() -> None:
    path = sorted(SAMPLES.glob("*.pdf"))[0]
    document = read_document(path)
    for page, theirs in zip(document.pages[:5], PdfReader(path).pages, strict=False):
        assert page.text == theirs.extract_text()


CONTENTS = (
    b"q 0.5 w 1 0 0 RG 0 0 m\r\n9 9 l h S 1 1 5 5 re W* n Q BT /F1 9 Tf 0 g 60 700 Td "
    b"(4 m wide, \\( 1 2 l \\) (3 4 re ) 5 6 l ) Tj 0 -20 Td (a (deep (er 7 8 m ) 9 9 l ) f ) Tj ET ",
    b"BT /F1 9 Tf 60 700 Td (Ferry.) Tj ET % ( 1 2 m\n0 0 m 1 1 l S "
    b"BT /F1 9 Tf 60 600 Td <546f 6c 6c 732e 20> Tj [(Two) -300 (words)] TJ T* (last) ' ET f* ",
    b"BT /F1 9 Tf 60 700 Td (Over.) Tj ET q\nBI /W 8 /H 1 /BPC 8 /CS /G ID S 1 2 m \nEI Q 0 0 m S "
    b"BT /F1 9 Tf 60 600 Td (Under, 1 2 m .) Tj ET",
)


@pytest.mark.parametrize("contents", CONTENTS)
def test_words_are_kept_however_they_stand_among_lines(tmp_path: Path, contents: bytes) -> None:
    writer = PdfWriter(clone_from=plain_pdf(tmp_path / "a.pdf", [["One."]]))
    drawn = DecodedStreamObject()
    drawn.set_data(contents)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(drawn)
    writer.write(path := tmp_path / "b.pdf")
    theirs = PdfReader(path).pages[0].extract_text()
    assert theirs.strip()
    assert read_document(path).pages[0].text == theirs


def test_bookmarks_rotation_and_pictures(tmp_path: Path) -> None:
    writer = PdfWriter()
    for page in PdfReader(plain_pdf(tmp_path / "a.pdf", [["One."], ["Two."]])).pages:
        writer.add_page(page)
    writer.pages[1].rotate(90)
    parent = writer.add_outline_item(title="1 Apologies", page_number=0)
    writer.add_outline_item(title="Appendix", page_number=1, parent=parent)
    writer.write(tmp_path / "b.pdf")
    document = read_document(tmp_path / "b.pdf")
    assert document.outline == ((0, "1 Apologies", 1), (1, "Appendix", 2))
    assert [page.rotation for page in document.pages] == [0, 90]
    assert document.pages[0].images == 0


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", EmptyFile),
        (b"PK\x03\x04 a word processor's file", NotAPdf),
        (b"%PDF-1.7", DamagedPdf),
        (b"%PDF-1.7\n%%EOF", DamagedPdf),
        (b"%PDF-1.4\n" + b"\xff" * 5000, DamagedPdf),
    ],
)
def test_what_is_no_pdf_is_told_from_what_is_a_bad_one(
    tmp_path: Path, data: bytes, kind: type[DocumentError]
) -> None:
    path = tmp_path / "odd.pdf"
    path.write_bytes(data)
    with pytest.raises(kind, match=r"odd\.pdf") as caught:
        read_document(path)
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_a_header_after_a_few_bytes_is_still_a_pdf(tmp_path: Path) -> None:
    path = plain_pdf(tmp_path / "a.pdf", [["The ferry fare."]])
    path.write_bytes(b"\r\n\r\n" + path.read_bytes())
    assert "ferry" in read_document(path).pages[0].text


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_truncated_file_is_damaged_or_read_without_harm(tmp_path: Path, share: float) -> None:
    whole = plain_pdf(tmp_path / "a.pdf", [[f"Page {number}."] for number in range(9)])
    data = whole.read_bytes()
    whole.write_bytes(data[: int(len(data) * share)])
    with suppress(DamagedPdf):
        document = read_document(whole)
        assert all(
            page.text.strip() in ("", f"Page {page.pdf_page - 1}.") for page in document.pages
        )


def test_a_page_stays_open_for_who_needs_it_next_unless_it_has_a_picture(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(60, 700, "The ferry runs on Sundays.")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (9, 9))), 60, 60)
    canvas.showPage()
    canvas.save()
    with open_pdf(path) as document:
        with open_pdf(path) as again:
            assert again is document
        for number, stays in ((1, True), (2, False)):
            with document.opened(number) as first:
                pass
            with document.opened(number) as second:
                assert (second[0] is first[0]) == stays
                assert second[1].count_chars() == (26 if stays else 0)
    with open_pdf(path) as document, document.opened(1) as (_, text):
        assert text.count_chars() == 26


def test_a_password_is_asked_for_and_an_empty_one_is_not(tmp_path: Path) -> None:
    with pytest.raises(LockedPdf, match="password"):
        read_document(encrypted(tmp_path / "locked.pdf"))
    writer = PdfWriter(clone_from=plain_pdf(tmp_path / "a.pdf", [["The ferry fare."]]))
    writer.encrypt(user_password="", owner_password="clerk", algorithm="AES-256")
    writer.write(tmp_path / "open.pdf")
    assert "ferry" in read_document(tmp_path / "open.pdf").pages[0].text


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoSuchPath, match=r"nowhere\.pdf does not exist"):
        read_document(tmp_path / "nowhere.pdf")


def test_bounds_on_bytes_and_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = plain_pdf(tmp_path / "a.pdf", [["One."], ["Two."], ["Three."]])
    for module, name, bound, word in (
        (files, "MAX_BYTES", 100, "more than"),
        (read, "MAX_PAGES", 2, "3 pages"),
    ):
        with monkeypatch.context() as changed:
            changed.setattr(module, name, bound)
            with pytest.raises(TooLarge, match=word):
                read_document(path)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a/Agenda.pdf", "Agenda"),
        ("Agenda.PDF", "Agenda"),
        ("Report v1.2", "Report v1.2"),
        ("10.04.25.pdf", "10.04.25"),
        ("caf\udce9.pdf", "caf?"),
    ],
)
def test_what_a_document_is_called(path: str, name: str) -> None:
    assert document_name(Path(path)) == name


def test_readable_text_can_be_encoded() -> None:
    assert readable("a\x00b\ud800c£") == "ab?c£"
