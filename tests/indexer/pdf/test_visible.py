"""Words that nobody can see are left out and told of; words that can be seen never are."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2.raw as pdfium
import pytest
from PIL import Image, ImageDraw
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, read_object
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from indexer.pdf.letters import open_pdf
from indexer.pdf.read import read_document
from indexer.pdf.visible import hidden_words
from indexer.prepared import prepare

SHOWN = "The committee made no decision on the ferry."
SECRET = "The committee sold the ferry for one pound."


def white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(60, 600, SECRET)


def white_over_black(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(60, 700, SECRET)
    canvas.setFillGray(0)
    canvas.drawString(60, 700, SHOWN)


def off_the_page(canvas: Canvas) -> None:
    canvas.drawString(60, -5000, SECRET)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.1)
    canvas.drawString(60, 600, SECRET)


def invisible(canvas: Canvas, height: float = 600) -> None:
    text = canvas.beginText(60, height)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


def invisible_over_words(canvas: Canvas) -> None:
    invisible(canvas, 700)


def covered(canvas: Canvas) -> None:
    canvas.drawString(60, 600, SECRET)
    canvas.setFillGray(1)
    canvas.rect(50, 590, 500, 30, fill=1, stroke=0)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0)
    canvas.drawString(60, 600, SECRET)


def covered_in_part(canvas: Canvas) -> None:
    """Nobody says that a line is hidden from its beginning to its end."""
    canvas.drawString(60, 600, f"It is noted that the ferry runs. {SECRET}")
    canvas.setFillGray(1)
    canvas.rect(
        60 + canvas.stringWidth("It is noted that the ferry runs. "), 590, 400, 30, fill=1, stroke=0
    )


def in_a_table(canvas: Canvas) -> None:
    for row, (left, right) in enumerate([("Item", "Cost"), ("Pier", "£40"), ("Jetty", "£50")]):
        canvas.drawString(65, 605 - 20 * row, left)
        canvas.drawString(365, 605 - 20 * row, right)
    canvas.grid([60, 360, 560], [560, 580, 600, 620])
    canvas.setFillGray(1)
    canvas.drawString(100, 585, SECRET)


HIDDEN: list[Callable[[Canvas], None]] = [
    white,
    white_over_black,
    off_the_page,
    tiny,
    invisible,
    invisible_over_words,
    covered,
    transparent,
    covered_in_part,
    in_a_table,
]


def page(path: Path, draw: Callable[[Canvas], None], turn: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 700, SHOWN)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    if turn:
        writer = PdfWriter(clone_from=path)
        writer.pages[0].rotate(turn)
        writer.write(path)
    return path


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("draw", HIDDEN, ids=lambda draw: draw.__name__)
def test_hidden_words_are_no_evidence_and_the_clerk_is_told(
    tmp_path: Path, draw: Callable[[Canvas], None], turn: int
) -> None:
    read = prepare(page(tmp_path / "a.pdf", draw, turn))
    said = " ".join(one.text for one in read.passages)
    assert SHOWN in said
    assert "one pound" not in said
    assert "one pound" not in repr(read.pack)
    (warning,) = read.pack.warnings
    assert warning.startswith("Hidden words, which cannot be seen ")
    assert warning.endswith(" on PDF page 1.")


@pytest.mark.parametrize("apart", [True, False])
def test_very_many_white_words_under_a_picture_cost_no_more_than_their_page_may(
    tmp_path: Path, apart: bool
) -> None:
    picture = Image.effect_noise((1200, 1600), 4).point(lambda value: 252 if value > 120 else 200)
    data = io.BytesIO()
    picture.save(data, "PNG")

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        for number in range(400):
            column, row = divmod(number, 40) if apart else (0, 0)
            canvas.drawString(40 + 50 * column, 40 + 15 * row, f"secret{number}")
        canvas.drawImage(ImageReader(data), 0, 0, 595, 680)

    read = prepare(page(tmp_path / "a.pdf", draw))
    assert SHOWN in " ".join(one.text for one in read.passages)
    assert "secret" not in repr(read)
    (warning,) = read.pack.warnings
    assert warning.startswith("Hidden words, which cannot be seen ")
    assert warning.endswith(": 400 on PDF page 1.")


# --- what is seen ---------------------------------------------------------------------


def on_a_dark_header(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.1, 0.2, 0.4)
    canvas.rect(50, 595, 500, 20, fill=1, stroke=0)
    canvas.setFillGray(1)
    canvas.drawString(60, 600, "Recommendation, target date and lead officer")


def grey_and_small(canvas: Canvas) -> None:
    canvas.setFillGray(0.75)
    canvas.setFont("Helvetica", 5)
    canvas.drawString(60, 600, "1 See the report to the committee of 3 June.")


def sideways(canvas: Canvas) -> None:
    canvas.rotate(90)
    canvas.drawString(100, -560, "Printed up the side of the page")


def in_colours(canvas: Canvas) -> None:
    canvas.setFillColorRGB(1, 0.95, 0.6)
    canvas.rect(50, 595, 500, 20, fill=1, stroke=0)
    canvas.setFillColorRGB(0.8, 0.5, 0.1)
    canvas.drawString(60, 600, "Amber: at risk")


def far_apart(canvas: Canvas) -> None:
    text = canvas.beginText(60, 600)
    text.setWordSpace(90)
    text.textLine("4 Apologies Page 7")
    canvas.drawText(text)


def heavy(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.rect(50, 580, 500, 40, fill=1, stroke=0)
    canvas.setFillGray(0)
    canvas.setFont("Helvetica-Bold", 30)
    canvas.drawString(60, 590, "SUPPLEMENT")


def leaders(canvas: Canvas) -> None:
    canvas.drawString(60, 600, "Minutes of the last meeting " + "." * 60 + " 4")
    canvas.drawString(60, 580, "_" * 40)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize(
    "draw",
    [on_a_dark_header, grey_and_small, sideways, in_colours, far_apart, heavy, leaders],
    ids=lambda draw: draw.__name__,
)
def test_what_is_seen_is_kept(tmp_path: Path, draw: Callable[[Canvas], None], turn: int) -> None:
    path = page(tmp_path / "a.pdf", draw, turn)
    with open_pdf(path) as document:
        assert hidden_words(document[0], document[0].get_textpage()) == []


def shaded(canvas: Canvas) -> None:
    canvas._code.append("/Pattern cs /Shade scn")
    canvas.setFont("Helvetica-Bold", 30)
    canvas.drawString(60, 590, "SUPPLEMENT")


SHADE = b"""<< /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB
/Coords [60 0 500 0] /Extend [true true] /Function << /FunctionType 2 /Domain [0 1]
/C0 [0 0 0.5] /C1 [0 0.5 0.5] /N 1 >> >> >>"""


def white_over_black_and_shaded(canvas: Canvas) -> None:
    white_over_black(canvas)
    shaded(canvas)


def with_shade(tmp_path: Path, draw: Callable[[Canvas], None]) -> Path:
    writer = PdfWriter(clone_from=page(tmp_path / "a.pdf", draw))
    resources = writer.pages[0]["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    pattern = DictionaryObject({NameObject("/Shade"): read_object(io.BytesIO(SHADE), None)})
    resources[NameObject("/Pattern")] = pattern
    writer.write(tmp_path / "b.pdf")
    return tmp_path / "b.pdf"


def test_a_heading_that_a_pattern_fills_is_kept(tmp_path: Path) -> None:
    raw = read_document(with_shade(tmp_path, shaded))
    assert "SUPPLEMENT" in raw.pages[0].text
    assert not raw.warnings


def test_words_that_cannot_be_taken_off_the_page_hide_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch = pdfium.FPDFPageObj_SetIsActive
    stuck: list[Any] = []

    def first_is_stuck(item: Any, active: bool) -> Any:
        if not stuck:
            stuck.append(item)
            return 0
        return switch(item, active)

    monkeypatch.setattr(pdfium, "FPDFPageObj_SetIsActive", first_is_stuck)
    text = read_document(with_shade(tmp_path, white_over_black_and_shaded)).pages[0].text
    assert stuck
    assert "SUPPLEMENT" in text
    assert SECRET not in text


@pytest.mark.parametrize("askew", [0, 25])
def test_what_ocr_has_laid_over_a_picture_is_seen_in_it(tmp_path: Path, askew: int) -> None:
    picture = Image.new("L", (595, 842), 250)
    ImageDraw.Draw(picture).text((60, 136), "The harbour dues rise in May.", fill=20)
    data = io.BytesIO()
    picture.save(data, "PNG")
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842), invariant=1)
    canvas.drawImage(ImageReader(data), 0, 0, 595, 842)
    text = canvas.beginText(60 + askew, 697)
    text.setFont("Helvetica", 11)
    text.setTextRenderMode(3)
    text.textLine("The harbour dues rise in May.")
    canvas.drawText(text)
    canvas.save()
    document = read_document(tmp_path / "a.pdf")
    assert "harbour dues" in document.pages[0].text
    assert document.warnings == ()


def test_nothing_is_lost_from_real_packs(shared: Path) -> None:
    """What is hidden in them, when looked at, is hidden: leftovers on reused slides."""
    for path in sorted((shared / "packs").glob("*.pdf"))[:3]:
        with open_pdf(path) as document:
            for index in range(0, len(document), 4):
                opened = document[index]
                assert hidden_words(opened, opened.get_textpage()) == [], (path.name, index + 1)
