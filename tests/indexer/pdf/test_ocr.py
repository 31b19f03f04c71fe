"""Pictures of pages read by OCR: both readers, every way up, askew and noisy."""

from __future__ import annotations

import json
import re
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.council.packs import PdfPage
from indexer.pdf.letters import open_pdf
from indexer.pdf.ocr import read_scans, scanned_pages
from indexer.pdf.ocr_engines import Engine, Image, RapidOcr, Tesseract, find_tesseract
from indexer.pdf.ocr_order import OcrBox, in_reading_order
from indexer.pdf.read import own_words, read_document

LINES = [
    "Agenda Item 8",
    "Report to: HOUSING SCRUTINY COMMITTEE",
    "1.0 Purpose of the report:",
    "1.1 To consider the number of empty garages in each ward.",
    "2.0 Recommendations",
    "2.1 That the rents of 142 garages be reviewed by June 2025.",
    "Page 153",
]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[a-z0-9]+(?:['’][a-z]+)?", text.lower()))


def share_found(truth: str, read: str) -> float:
    wanted, got = words(truth), words(read)
    return sum((wanted & got).values()) / sum(wanted.values())


def printed_page(path: Path) -> Image:
    """A page of print as a 150-dpi scanner sees it: blurred, noisy, half a degree askew."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for index, line in enumerate(LINES[:-1]):
        canvas.drawString(70, 760 - 24 * index, line)
    canvas.drawCentredString(297, 40, LINES[-1])
    canvas.save()
    with open_pdf(str(path)) as document:
        bitmap = document[0].render(scale=150 / 72, grayscale=True)
        image = np.array(bitmap.to_numpy()).reshape(bitmap.height, bitmap.width)
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 0.6, 1.0)
    image = cv2.warpAffine(image, matrix, (width, height), borderValue=(250, 250, 250))
    image = cv2.GaussianBlur(image, (0, 0), 0.7)
    noise = np.random.default_rng(1).normal(0, 8, image.shape)
    return np.clip(image + noise, 0, 255).astype(np.uint8)


def scanned_pdf(path: Path, image: Image, *, stamp: str = "") -> Path:
    picture = path.with_suffix(".png")
    cv2.imwrite(str(picture), image)
    height, width = image.shape
    size = A4 if height > width else A4[::-1]
    canvas = Canvas(str(path), pagesize=size)
    canvas.drawImage(ImageReader(str(picture)), 0, 0, *size)
    if stamp:
        canvas.drawCentredString(size[0] / 2, 15, stamp)
    canvas.save()
    return path


class Blind:
    """Reads the picture, overlooks the stamp."""

    workers = 1

    def read(self, image: Image) -> list[str]:
        assert image.ndim == 2
        return LINES[:-1]


def scans(
    path: Path, engine: Engine | None = None
) -> tuple[tuple[PdfPage, ...], dict[PdfPage, str]]:
    """The pages of a file that are scans, and what the engine reads on them."""
    with open_pdf(path) as document:
        pages, _ = own_words(path, document)
        found = scanned_pages(document, pages)
        return found, read_scans(document, pages, found, engine=engine)


def engines() -> list[Any]:
    program = find_tesseract()
    missing = pytest.mark.skipif(program is None, reason="tesseract-ocr is not installed")
    return [
        pytest.param(RapidOcr(), id="rapidocr"),
        pytest.param(Tesseract(program or "tesseract"), id="tesseract", marks=missing),
    ]


# --- which pages are scans --------------------------------------------------


def test_only_pictures_as_large_as_the_page_are_scans(tmp_path: Path) -> None:
    image = printed_page(tmp_path / "print.pdf")
    picture = tmp_path / "p.png"
    cv2.imwrite(str(picture), image)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawImage(ImageReader(str(picture)), 0, 0, *A4)  # 1: a scan
    canvas.showPage()
    canvas.drawImage(ImageReader(str(picture)), 0, 421, A4[0], 421)  # 2, 3: a scan in strips
    canvas.drawImage(ImageReader(str(picture)), 0, 0, A4[0], 421)
    canvas.showPage()
    canvas.drawImage(ImageReader(str(picture)), 200, 300, 150, 200)  # 3: a picture and a title
    canvas.drawString(100, 700, "Resilience Pathway")
    canvas.showPage()
    canvas.showPage()  # 4: blank
    canvas.drawString(100, 700, "Words " * 10)  # 5: text
    canvas.save()
    assert scans(tmp_path / "a.pdf", Blind())[0] == (1, 2)


# --- what they say ----------------------------------------------------------


@pytest.mark.parametrize("engine", engines())
@pytest.mark.parametrize("turns", [0, 1, 2], ids=["upright", "on its side", "upside down"])
def test_a_scan_is_read_whichever_way_up(tmp_path: Path, engine: Engine, turns: int) -> None:
    image = np.ascontiguousarray(np.rot90(printed_page(tmp_path / "print.pdf"), turns))
    pages, texts = scans(scanned_pdf(tmp_path / "scan.pdf", image), engine)
    assert pages == (1,)
    text = texts[PdfPage(1)]
    assert share_found("\n".join(LINES), text) >= 0.95
    # Lines stay lines, in their order.
    lines = text.split("\n")
    places = [
        next(i for i, line in enumerate(lines) if share_found(wanted, line) > 0.7)
        for wanted in LINES
    ]
    assert places == sorted(places)


def test_a_stamp_over_the_picture_stands_last(tmp_path: Path) -> None:
    image = printed_page(tmp_path / "print.pdf")
    path = scanned_pdf(tmp_path / "scan.pdf", image, stamp="Page 4711")

    _, found = scans(path, Blind())
    assert found[PdfPage(1)].split("\n") == [*LINES[:-1], "Page 4711"]


def test_a_blank_scan_has_no_text(tmp_path: Path) -> None:
    paper = np.random.default_rng(2).normal(245, 3, (1754, 1240)).clip(0, 255).astype(np.uint8)
    path = scanned_pdf(tmp_path / "scan.pdf", paper)
    assert scans(path) == ((1,), {})
    assert read_document(path).pages[0].text == ""


def test_rapidocr_needs_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "HOUSING" in " ".join(RapidOcr().read(printed_page(tmp_path / "print.pdf")))
    assert capfd.readouterr() == ("", "")


def test_tesseract_that_fails_gives_way_to_rapidocr(tmp_path: Path) -> None:
    broken = tmp_path / "tesseract"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    lines = Tesseract(str(broken)).read(printed_page(tmp_path / "print.pdf"))
    assert share_found("\n".join(LINES), "\n".join(lines)) >= 0.95


# --- reading order ----------------------------------------------------------


def test_columns_are_read_one_after_the_other() -> None:
    pieces = [(OcrBox(50, 20, 950, 50), "A heading over both columns")]
    for row in range(8):
        top = 100 + 40 * row
        pieces.append((OcrBox(520, top + 3, 940, top + 33), f"right {row}"))
        pieces.append((OcrBox(50, top, 470, top + 30), f"left {row}"))
    assert in_reading_order(pieces) == [
        "A heading over both columns",
        *(f"left {row}" for row in range(8)),
        *(f"right {row}" for row in range(8)),
    ]


def test_numbers_beside_paragraphs_are_on_their_lines() -> None:
    pieces = []
    for row in range(8):
        top = 100 + 40 * row
        pieces.append((OcrBox(150, top, 900, top + 30), f"paragraph {row}"))
        pieces.append((OcrBox(50, top + 2, 90, top + 30), f"{row}.0"))
    assert in_reading_order(pieces) == [f"{row}.0 paragraph {row}" for row in range(8)]
    assert in_reading_order([]) == []


# --- the pack at hand -------------------------------------------------------


@pytest.mark.parametrize("engine", engines())
def test_item_8_of_the_scanned_pack(shared: Path, engine: Engine) -> None:
    name = "blackpool-cyp-scrutiny-2022-01-27-scanned-item8"
    pages, text = scans(shared / "packs" / f"{name}.pdf", engine)
    assert pages == (157, 158, 159, 160)
    with (shared / "packs" / "pages" / f"{name}.jsonl").open(encoding="utf-8") as file:
        truth = {page["pdf_index"]: page["text"] for page in map(json.loads, file)}
    assert (
        share_found(
            "\n".join(truth[page] for page in pages), "\n".join(text[page] for page in pages)
        )
        >= 0.95
    )
