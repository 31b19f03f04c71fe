"""Some pages of a file as a PDF of their own."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfgen import canvas

from indexer.council.packs import PdfPage
from indexer.council.problems import DamagedPdf, NoSuchPath, TooLarge
from indexer.pdf.printing import MAX_PRINTED, print_pages
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
    assert [page.extract_text().strip() for page in reader.pages] == [
        f"The words of page {n}." for n in (3, 4, 9)
    ]
    # A link would bring the page that it leads to along.
    assert all("/Annots" not in page for page in reader.pages)
    assert b"elsewhere.example" not in made
    assert len(made) < path.stat().st_size / 2


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
