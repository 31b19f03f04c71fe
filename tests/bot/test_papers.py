"""The papers as Slack shows them: drafts stay out of sight until they are published."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from bot.papers import Papers
from indexer.council.packs import PdfPage
from indexer.council.problems import DocumentError
from indexer.index import Index


def pdf(path: Path, words: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    canvas = Canvas(str(path))
    canvas.drawString(72, 700, words)
    canvas.save()
    return path


def ignore(_done: int, _total: int) -> None:
    return


def papers(index: Index) -> Papers:
    return Papers(index, today=lambda: dt.date(2025, 4, 8))


def text(desk: Papers) -> str:
    return desk.page_text("pack", PdfPage(1)) or ""


def test_a_draft_is_seen_by_nobody_until_it_is_published(
    words_index: Index, tmp_path: Path
) -> None:
    desk = papers(words_index)
    pack = desk.index(pdf(tmp_path / "a" / "pack.pdf", "The first words of it."), progress=ignore)
    assert pack.document == "pack"
    assert not desk.cards()
    desk.publish("pack")
    assert [card.document for card in desk.cards()] == ["pack"]


def test_what_is_published_stays_until_its_draft_replaces_it(
    words_index: Index, tmp_path: Path
) -> None:
    desk = papers(words_index)
    desk.index(pdf(tmp_path / "a" / "pack.pdf", "The first words of it."), progress=ignore)
    desk.publish("pack")
    desk.index(pdf(tmp_path / "b" / "pack.pdf", "Other words altogether."), progress=ignore)
    assert "first words" in text(desk)
    desk.publish("pack")
    assert "Other words" in text(desk)
    assert len(desk.cards()) == 1


def test_a_discarded_draft_leaves_what_is_published(words_index: Index, tmp_path: Path) -> None:
    desk = papers(words_index)
    desk.index(pdf(tmp_path / "a" / "pack.pdf", "The first words of it."), progress=ignore)
    desk.publish("pack")
    desk.index(pdf(tmp_path / "b" / "pack.pdf", "Other words altogether."), progress=ignore)
    desk.discard("pack")
    with pytest.raises(DocumentError, match="no draft of pack any more"):
        desk.publish("pack")
    assert "first words" in text(desk)
    assert desk.remove("pack")
    assert not desk.cards()


def test_what_is_published_already_is_no_draft(words_index: Index, tmp_path: Path) -> None:
    desk = papers(words_index)
    first = pdf(tmp_path / "a" / "pack.pdf", "The first words of it.")
    desk.index(first, progress=ignore)
    desk.publish("pack")
    desk.index(pdf(tmp_path / "b" / "pack.pdf", "Other words altogether."), progress=ignore)
    with pytest.raises(DocumentError, match="already been published"):
        desk.index(first, progress=ignore)
    desk.publish("pack")
    assert "Other words" in text(desk), "the draft that waited is still there"


def test_a_page_is_drawn_only_from_the_file_that_was_indexed(
    words_index: Index, tmp_path: Path
) -> None:
    desk = papers(words_index)
    path = pdf(tmp_path / "a" / "pack.pdf", "The first words of it.")
    desk.index(path, progress=ignore)
    desk.publish("pack")
    picture = desk.page_picture("pack", PdfPage(1), ["The first words"])
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    pdf(path, "Something else now.")
    assert desk.page_picture("pack", PdfPage(1), []) is None
    assert desk.page_picture("nothing", PdfPage(1), []) is None


def test_a_document_that_is_called_a_draft_is_one_of_its_own(
    words_index: Index, tmp_path: Path
) -> None:
    """ "Minutes (draft).pdf" is published; "Minutes.pdf" is dropped, and is no newer one of it."""
    desk = papers(words_index)
    desk.index(
        pdf(tmp_path / "a" / "Minutes (draft).pdf", "The first words of it."), progress=ignore
    )
    desk.publish("Minutes (draft)")
    desk.index(pdf(tmp_path / "b" / "Minutes.pdf", "Other words altogether."), progress=ignore)
    assert [card.document for card in desk.cards()] == ["Minutes (draft)"]
    desk.discard("Minutes")
    assert [card.document for card in desk.cards()] == ["Minutes (draft)"]
    desk.index(pdf(tmp_path / "b" / "Minutes.pdf", "Other words altogether."), progress=ignore)
    desk.publish("Minutes")
    assert [card.document for card in desk.cards()] == ["Minutes", "Minutes (draft)"]


def test_pages_are_printed_while_the_file_is_the_one_that_was_indexed(
    words_index: Index, tmp_path: Path
) -> None:
    desk = papers(words_index)
    path = pdf(tmp_path / "a" / "pack.pdf", "The first words of it.")
    desk.index(path, progress=ignore)
    desk.publish("pack")
    made = desk.pages_pdf("pack", [PdfPage(1)])
    assert made is not None
    assert made.startswith(b"%PDF-")
    assert desk.pages_pdf("none", [PdfPage(1)]) is None
    pdf(path, "Other words.")
    assert desk.pages_pdf("pack", [PdfPage(1)]) is None
