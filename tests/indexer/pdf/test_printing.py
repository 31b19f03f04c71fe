"""Some pages of a file as a PDF of their own."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageChops
from pypdf.generic import NameObject
from reportlab.pdfgen import canvas

from indexer.council.packs import PdfPage
from indexer.council.problems import DamagedPdf, NoSuchPath, TooLarge
from indexer.pdf.pictures import MAX_PRINTED, page_picture, print_pages
from tests.pdfs import encrypted


def write(path: Path, count: int) -> Path:
    sheet = canvas.Canvas(str(path))
    for number in range(1, count + 1):
        sheet.drawString(72, 700, f"The words of page {number}.")
        sheet.bookmarkPage(f"p{number}")
        sheet.linkRect("", f"p{count}", (70, 690, 200, 720))
        sheet.linkURL("https://elsewhere.example/", (70, 600, 200, 620))
        sheet.showPage()
    sheet.save()
    return path


def test_these_pages_and_nothing_else(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.pdf", 30)
    made = print_pages(path, [PdfPage(n) for n in (3, 4, 9)])
    reader = pypdf.PdfReader(io.BytesIO(made))
    size = pypdf.PdfReader(path).pages[0].mediabox
    assert len(reader.pages) == 3
    for page, number in zip(reader.pages, (3, 4, 9), strict=True):
        assert page.mediabox.width == pytest.approx(size.width, abs=1)
        assert page.mediabox.height == pytest.approx(size.height, abs=1)
        (picture,) = page.images
        # It looks as the page itself does.
        drawn = Image.open(io.BytesIO(page_picture(path, PdfPage(number), width=1_000)))
        same = picture.image.convert("L").resize(drawn.size)  # type: ignore[union-attr]
        apart = ImageChops.difference(same, drawn.convert("L"))
        assert apart.point([0] * 160 + [255] * 96).getbbox() is None
    assert b"elsewhere.example" not in made


def test_what_is_not_seen_on_a_page_does_not_come_along(tmp_path: Path) -> None:
    path = tmp_path / "pack.pdf"
    sheet = canvas.Canvas(str(path), pageCompression=0)
    sheet.drawString(72, 700, "The name of the family")
    sheet.rect(60, 690, 400, 30, fill=1)
    sheet.showPage()
    sheet.beginForm("exempt")
    sheet.drawString(72, 600, "An exempt sum of money")
    sheet.endForm()
    sheet.doForm("exempt")
    sheet.save()
    # As many programs write it: what any page draws is named by all of them.
    writer = pypdf.PdfWriter(clone_from=path)
    shared = NameObject("/Resources")
    writer.pages[0][shared] = writer.pages[1][shared]
    writer.write(path)
    made = print_pages(path, [PdfPage(1)])
    (page,) = pypdf.PdfReader(io.BytesIO(made)).pages
    assert page.extract_text() == ""
    assert b"exempt sum" in path.read_bytes()
    assert b"exempt sum" not in made


def test_what_cannot_be_printed_is_said_in_a_sentence(tmp_path: Path) -> None:
    path = write(tmp_path / "pack.pdf", 3)
    with pytest.raises(DamagedPdf, match=r"pack\.pdf cannot be printed"):
        print_pages(path, [PdfPage(4)])
    with pytest.raises(TooLarge, match="at most"):
        print_pages(path, [PdfPage(1)] * (MAX_PRINTED + 1))
    with pytest.raises(NoSuchPath):
        print_pages(tmp_path / "gone.pdf", [PdfPage(1)])
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing")
    with pytest.raises(DamagedPdf):
        print_pages(broken, [PdfPage(1)])
    with pytest.raises(DamagedPdf):
        print_pages(encrypted(tmp_path / "locked.pdf"), [PdfPage(1)])
