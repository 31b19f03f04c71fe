"""The catalogue: the same on SQLite and PostgreSQL, old or new and never half."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.packs import BlockKind, Page, PageKind, PdfPage, PrintedPage
from indexer.evidence.passages import Passage, Unit
from indexer.store.catalogue import Catalogue, NewDocument
from indexer.store.terms import terms


@pytest.fixture(params=["sqlite", "postgresql"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Catalogue]:
    url = (
        f"sqlite:///{tmp_path / 'catalogue.db'}"
        if request.param == "sqlite"
        else request.getfixturevalue("empty_postgres")
    )
    opened = Catalogue(url)
    yield opened
    opened.close()


def passage(text: str, ordinal: int = 0, pdf_page: int = 1) -> Passage:
    return Passage(
        pdf_page=PdfPage(pdf_page),
        ordinal=ordinal,
        context="Item 6 Damp",
        place="Item 6 Damp",
        units=(Unit(text=text, quote=text, kind=BlockKind.PARAGRAPH, frame="REF DUE"),),
    )


def write(catalogue: Catalogue, name: str, *texts: str, **changes: object) -> int:
    generation = catalogue.begin(name)
    catalogue.add_passages(
        generation,
        [passage(text, number) for number, text in enumerate(texts)],
        [[float(number), 0.5] for number in range(len(texts))],
    )
    values = {
        "document": name,
        "sha256": "0" * 64,
        "read_by": "reading model",
        "path": f"/{name}.pdf",
        "url": None,
        "kind": "pack",
        "title": f"Agenda {name}",
        "council": "Saltmere",
        "committee": "Homes",
        "meeting_date": dt.date(2025, 4, 10),
        "available_from": dt.date(2025, 4, 2),
        "published": True,
        "seconds": 0.5,
        "structure": "{}",
        "pages": (
            Page(
                pdf_page=PdfPage(1),
                printed_page=PrintedPage(15),
                item="6",
                appendix="6(a)",
                kind=PageKind.APPENDIX,
                ocr=True,
                text="£4 — “odd” text\n\x0bof a page 𝟜",
            ),
        ),
    }
    catalogue.commit(generation, NewDocument(**(values | changes)))  # type: ignore[arg-type]
    return generation


def found(catalogue: Catalogue, question: str, generations: list[int]) -> list[str]:
    hits = catalogue.full_text(dict.fromkeys(terms(question), 1.0), generations, limit=10)
    rows = catalogue.passages([one for one, _ in hits])
    return [rows[one].text for one, _ in hits]


def test_what_is_written_is_read_back(catalogue: Catalogue) -> None:
    generation = write(catalogue, "a", "The ferry fare is £4.", "The harbour is closed.")
    (card,) = catalogue.cards()
    assert (card.document, card.generation, card.page_count, card.passage_count) == (
        "a",
        generation,
        1,
        2,
    )
    assert card.meeting_date == dt.date(2025, 4, 10)
    page = catalogue.page(generation, 1)
    assert page is not None
    assert (page.printed_page, page.item, page.appendix, page.kind, page.ocr) == (
        15,
        "6",
        "6(a)",
        PageKind.APPENDIX,
        True,
    )
    assert page.text == "£4 — “odd” text\n\x0bof a page 𝟜"
    assert catalogue.all_pages(generation) == [page]
    rows = catalogue.passages_on([(generation, 1)])
    assert [row.text for row in rows] == ["The ferry fare is £4.", "The harbour is closed."]
    assert rows[0].units[0].frame == "REF DUE"
    assert (rows[0].document, rows[0].printed_page, rows[0].item) == ("a", 15, "6")
    copies = catalogue.vectors(generation)
    assert [one for one, _ in copies] == [row.passage for row in rows]
    assert np.allclose(copies[1][1], [1.0, 0.5])


def test_nobody_reads_what_is_not_committed(catalogue: Catalogue) -> None:
    generation = catalogue.begin("a")
    (number,) = catalogue.add_passages(generation, [passage("The ferry fare.")], [[1.0]])
    assert catalogue.cards() == []
    assert catalogue.passages([number]) == {}
    assert catalogue.passages_on([(generation, 1)]) == []
    assert catalogue.sweepable() == [generation]


def test_a_replacement_is_one_step_and_leaves_the_old_to_be_swept(catalogue: Catalogue) -> None:
    old = write(catalogue, "a", "The ferry fare.")
    new = write(catalogue, "a", "The harbour wall.")
    assert [card.generation for card in catalogue.cards()] == [new]
    assert catalogue.sweepable() == [old]
    rows = catalogue.passages_on([(old, 1), (new, 1)])
    assert [row.text for row in rows] == ["The harbour wall."]
    catalogue.sweep(old)
    assert catalogue.sweepable() == []
    assert catalogue.vectors(old) == []
    assert catalogue.all_pages(old) == []
    assert catalogue.full_text({"ferri": 1.0}, [old, new], limit=5) == []


def test_a_removed_document_is_not_read(catalogue: Catalogue) -> None:
    generation = write(catalogue, "a", "The ferry fare.")
    assert catalogue.remove("a")
    assert not catalogue.remove("a")
    assert catalogue.cards() == []
    assert catalogue.structure(generation) is None
    assert catalogue.sweepable() == [generation]


def test_passage_numbers_are_never_used_again(catalogue: Catalogue) -> None:
    """Chroma may still hold the old one's vector."""
    first = catalogue.add_passages(catalogue.begin("a"), [passage("One.")], [[1.0]])
    for generation in catalogue.sweepable():
        catalogue.sweep(generation)
    second = catalogue.add_passages(catalogue.begin("a"), [passage("Two.")], [[1.0]])
    assert second[0] > first[0]


def test_full_text_knows_word_forms_numbers_and_odd_questions(catalogue: Catalogue) -> None:
    generation = write(
        catalogue,
        "a",
        "The Council's 7,526 pupils were re-referred.",
        "Ferries are late.",
        "Nothing of note.",
    )
    assert found(catalogue, "7526 pupil", [generation])[0].startswith("The Council")
    assert found(catalogue, "late ferry", [generation]) == ["Ferries are late."]
    for odd in ('"', "' OR 1=1 --", "*", "NEAR(", "a:b", "!&|()<->", "the", "\x00", "𝟜"):
        found(catalogue, odd, [generation])
    assert catalogue.full_text({"x' y": 1.0, '"': 1.0}, [generation], limit=5) == []


def test_rare_words_count_more_than_common_ones(catalogue: Catalogue) -> None:
    generation = write(
        catalogue,
        "a",
        *["The report on rents."] * 8,
        "The report on otters.",
    )
    assert found(catalogue, "report otter", [generation])[0] == "The report on otters."


def test_each_catalogue_has_a_name_of_its_own(catalogue: Catalogue, tmp_path: Path) -> None:
    other = Catalogue(f"sqlite:///{tmp_path / 'other.db'}")
    assert catalogue.identity == catalogue.identity
    assert len(catalogue.identity) >= 16
    assert catalogue.identity != other.identity
    other.close()


def test_the_writers_lock_is_held_by_one(catalogue: Catalogue) -> None:
    with catalogue.lock(seconds=0) as first:
        assert first
        with catalogue.lock(seconds=0.1) as second:
            assert not second
    with catalogue.lock(seconds=0) as third:
        assert third


def test_both_databases_rank_alike(tmp_path: Path, empty_postgres: str) -> None:
    texts = [
        f"The {one} of the {other} was {number} in 2024."
        for number, (one, other) in enumerate(
            (a, b) for a in ("cost", "count", "delay") for b in ("ferry", "bins", "rent", "fines")
        )
    ]
    results = []
    for url in (f"sqlite:///{tmp_path / 'catalogue.db'}", empty_postgres):
        opened = Catalogue(url)
        generation = write(opened, "a", *texts)
        rows = {row.passage: row.text for row in opened.passages_on([(generation, 1)])}
        results.append(
            [
                [
                    (rows[one], round(score, 6))
                    for one, score in opened.full_text(
                        dict.fromkeys(terms(question), 1.0), [generation], limit=7
                    )
                ]
                for question in ("cost of ferries", "how long was the delay of bins", "rents 2024")
            ]
        )
        opened.close()
    assert results[0] == results[1]


@given(st.text())
def test_terms_are_single_words_that_a_search_can_take(text: str) -> None:
    for term in terms(text):
        assert term.isalnum()
        assert term.isascii()
        assert term == term.lower()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Council's 7,526 pupils were re-referred", "council 7526 pupil re refer"),
        ("Councillors’ allowances", "councillor allow"),
        ("ﬁnance", "financ"),
        ("£1,850,000 and 35.2%", "1850000 35 2"),
        ("the of and", ""),
    ],
)
def test_terms(text: str, expected: str) -> None:
    assert " ".join(terms(text)) == expected
