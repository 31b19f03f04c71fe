"""The nearest places as they stand: what is shown of a passage, and how."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answers.answer import Citation, Claim
from bot.answers.find import Candidate, Found
from bot.answers.say import quotes
from bot.answers.say.quotes import quoted
from indexer.council.packs import BlockKind
from indexer.evidence.passages import Unit
from indexer.models.reader import Reading
from indexer.store.catalogue import PassageRow
from tests.passages import passage_row


def candidate(number: int, *units: tuple[str, float, BlockKind], answers: float = 0.9) -> Candidate:
    """A passage on a page of its own whose units the reader supports as given."""
    row = passage_row(number, (Unit(text=text, quote=text, kind=kind) for text, _, kind in units))
    support = []
    start = 0
    for text, probability, _ in units:
        at = start
        for word in text.split(" "):
            support.append((at, at + len(word), probability))
            at += len(word) + 1
        start += len(text) + 1
    return Candidate(
        passage=row,
        score=-number / 100,
        reading=Reading(rank=-number / 100, answers=answers, support=tuple(support)),
    )


def found(*candidates: Candidate) -> Found:
    return Found(candidates=candidates, seconds_find=0, seconds_rerank=0)


P, L, H, R = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING, BlockKind.ROW


def row(**cells: str) -> Unit:
    return Unit(
        text="; ".join(f"{header}: {cell}" for header, cell in cells.items()),
        quote=" ".join(cells.values()),
        kind=R,
        frame=" ".join(cells),
        cells=tuple(cells.items()),
    )


def claims(
    *candidates: Candidate, page_text: str | None = None, best_first: bool = False
) -> list[Claim]:
    """What is shown of candidates whose pages hold no more than they do, or some text."""

    def text_of(passage: PassageRow) -> str:
        return "\n".join(unit.quote for unit in passage.units) if page_text is None else page_text

    return quoted(found(*candidates), lambda one: [one], text_of, cited, best_first=best_first)


def shown(one: Candidate, words: int = 85) -> str:
    """What is shown of a candidate alone, in so many words."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(quotes, "FIRST_WORDS", words)
        return "\n".join(claim.text for claim in claims(one))


def cited(passage: PassageRow, words: str) -> Citation:
    return Citation(
        document=passage.document,
        title="Pack",
        pdf_page=passage.pdf_page,
        printed_page=None,
        quote=words,
    )


def test_a_short_passage_is_shown_whole() -> None:
    page = candidate(1, ("Damp is a hazard.", 0.1, P), ("Last year 412 homes were seen.", 0.9, P))
    assert shown(page) == "Damp is a hazard. Last year 412 homes were seen."


def test_a_long_passage_is_shown_around_its_best_sentence() -> None:
    page = candidate(
        1,
        ("x " * 20 + "a.", 0.1, P),
        ("Last year 412 homes were seen.", 0.9, P),
        ("They were dry.", 0.1, P),
        ("y " * 20 + "b.", 0.1, P),
    )
    assert shown(page, 12) == "Last year 412 homes were seen. They were dry."


def test_a_list_comes_with_the_line_that_opens_it() -> None:
    page = candidate(
        1,
        ("It was a long and tiresome evening.", 0.1, P),
        ("The Committee agreed:", 0.1, P),
        ("1. To visit the depot;", 0.9, L),
        ("2. To ask for a report.", 0.1, L),
    )
    assert shown(page, 14) == (
        "The Committee agreed: 1. To visit the depot; 2. To ask for a report."
    )


def test_pages_differ_and_share_the_words() -> None:
    long = " ".join(["word"] * 60) + "."
    every = [candidate(number, (long, 0.9, P)) for number in range(1, 6)]
    twice = candidate(1, ("The same page again.", 0.9, P))
    places = claims(every[0], twice, *every[1:])
    assert [place.citations[0].pdf_page for place in places] == [1, 2, 3]


def test_where_a_passage_does_not_stand_its_page_s_next_one_is_shown() -> None:
    wrong = candidate(1, ("Wrong words.", 0.9, P))
    right = candidate(1, ("Right words.", 0.2, P))
    right = replace(right, passage=replace(right.passage, passage=2))
    assert [one.text for one in claims(wrong, right, page_text="Right words.")] == ["Right words."]


def test_the_words_that_speak_to_the_question_are_marked() -> None:
    page = candidate(1, ("Damp is a hazard.", 0.1, P), ("412 homes.", 0.9, P))
    [claim] = claims(page)
    assert [run for run, marked in claim.pieces if marked] == ["412 homes."]
    assert "".join(run for run, _ in claim.pieces) == claim.text


def test_the_best_sentence_may_come_first_and_the_rest_around_it() -> None:
    page = candidate(
        1,
        ("It rained for days on end.", 0.1, P),
        ("Last year 412 homes were seen.", 0.9, P),
        ("None of them were dry inside.", 0.1, P),
    )
    text = "It rained for days on end. Last year 412 homes were seen. None of them were dry inside."
    assert [one.text for one in claims(page, page_text=text, best_first=True)] == [
        "Last year 412 homes were seen.",
        "It rained for days on end. … None of them were dry inside.",
    ]


def test_rows_are_a_small_table_under_their_headers() -> None:
    page = candidate(1, ("unit", 0.5, R), ("unit", 0.5, R))
    page = replace(
        page,
        passage=replace(
            page.passage,
            units=(
                row(Area="Fennick Bank", Cases="59"),
                row(Area="Marram", Cases="49"),
            ),
        ),
    )
    [claim] = claims(page)
    assert claim.text == "Area; Cases\nFennick Bank; 59\nMarram; 49"


def test_what_is_not_on_the_page_is_not_shown() -> None:
    assert claims(candidate(1, ("Homes were seen.", 0.9, P)), page_text="Other words.") == []


def test_of_a_place_only_what_stands_on_its_page_is_shown() -> None:
    page = candidate(
        1,
        ("Last year 412 homes were seen.", 0.9, P),
        ("This sentence stands nowhere on it.", 0.5, P),
        ("The reasonable majority: 65-79%, good.", 0.5, P),
        ("The large majority: 80% and more, outstanding.", 0.5, P),
    )
    text = (
        "Last year 412 homes were seen. The reasonable majority: 65-79%, good. "
        "The large majority: 80% and more, outstanding."
    )
    [claim] = claims(page, page_text=text)
    assert claim.text == text.replace("seen. The", "seen. … The")
    assert " ".join(one.quote for one in claim.citations) == text


def test_nothing_found_is_nothing_shown() -> None:
    assert claims() == []


def test_a_long_sentence_is_cut_around_the_clause_that_speaks_to_the_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = candidate(1, ("One.", 0.0, P))
    words = [f"w{number}{',' * (number in (38, 45))}" for number in range(60)]
    text = " ".join(words)
    starts = [text.index(word) for word in words]
    support = tuple(
        (start, start + len(word), 0.9 if 40 <= number < 44 else 0.0)
        for number, (start, word) in enumerate(zip(starts, words, strict=True))
    )
    unit = Unit(text=text, quote=text, kind=P)
    one = replace(
        one,
        passage=replace(one.passage, units=(unit,)),
        reading=Reading(rank=0, answers=0.9, support=support),
    )
    monkeypatch.setattr(quotes, "FIRST_WORDS", 20)
    [claim] = claims(one)
    assert claim.text.startswith("… ")
    assert claim.text.endswith(" …")
    assert len(claim.text.split()) == 22
    [(start, end)] = claim.marks
    assert claim.text[start:end] == "w39 w40 w41 w42 w43 w44 w45,"


def test_a_row_with_long_headers_is_said_with_the_cells_that_matter() -> None:
    headers = ("School", "Pupils on the roll", "Pupils not eligible for free meals", "Share of all")
    unit = row(**dict(zip(headers, ("Mereside", "211", "40", "18.9%"), strict=True)))
    one = candidate(1, ("One.", 0.0, P))
    at = unit.text.index("40")
    one = replace(
        one,
        passage=replace(one.passage, units=(unit,)),
        reading=Reading(rank=0, answers=0.9, support=((at, at + 2, 0.9),)),
    )
    # Cut through a header it would speak of those who are eligible.
    assert shown(one, words=9) == "Mereside; Pupils not eligible for free meals: 40"
    # What stands over it in the table, and over a figure that opens it, is said too.
    for text, cells, said in (
        (f"Refused – {unit.text}", unit.cells, "Refused – Mereside"),
        (unit.text[18:], unit.cells[1:], "Pupils on the roll: 211"),
    ):
        part = replace(unit, text=text, cells=cells)
        at = text.index("40")
        other = replace(
            one,
            passage=replace(one.passage, units=(part,)),
            reading=Reading(rank=0, answers=0.9, support=((at, at + 2, 0.9),)),
        )
        assert shown(other, words=12) == f"{said}; Pupils not eligible for free meals: 40"


def test_of_a_long_table_the_rows_around_the_mark_are_shown_under_its_headers() -> None:
    units = tuple(
        row(**{"Name of the house": f"House {number}", "Doors that failed": f"{number}1"})
        for number in range(20)
    )
    text = " ".join(unit.text for unit in units)
    at = text.index("181")
    one = candidate(1, ("One.", 0.0, P))
    one = replace(
        one,
        passage=replace(one.passage, units=units),
        reading=Reading(rank=0, answers=0.9, support=((at, at + 3, 0.9),)),
    )
    said = "Name of the house; Doors that failed\nHouse 18; 181\nHouse 19; 191"
    assert shown(one, words=14) == said
