from __future__ import annotations

from dataclasses import replace

from bot.answers.find import Candidate, Found
from bot.answers.say.quotes import Picking, pick_lines
from indexer.catalogue import PassageRow
from indexer.models.reader import Reader, Reading
from indexer.packs import BlockKind, PageKind, PdfPage
from indexer.passages import Unit


def candidate(
    number: int, *units: tuple[str, float, BlockKind], answers: float = 0.9
) -> Candidate:
    """A passage on a page of its own whose units the reader supports as given."""
    row = PassageRow(
        passage=number, document="pack", generation=1, pdf_page=PdfPage(number),
        printed_page=None, item=None, appendix=None, kind=PageKind.REPORT, ocr=False,
        ordinal=number, context="",
        units=tuple(Unit(text=text, quote=text, kind=kind) for text, _, kind in units),
    )
    support = []
    start = 0
    for text, probability, _ in units:
        at = start
        for word in text.split(" "):
            support.append((at, at + len(word), probability))
            at += len(word) + 1
        start += len(text) + 1
    return Candidate(
        passage=row, fused=0.0, bonus=0.0, score=-number / 100,
        reading=Reading(rank=-number / 100, answers=answers, support=tuple(support)),
    )


def found(*candidates: Candidate) -> Found:
    return Found(question="?", candidates=candidates, seconds_find=0, seconds_rerank=0)


P, L = BlockKind.PARAGRAPH, BlockKind.LIST_ITEM


def texts(*candidates: Candidate, compares: bool = False, **picking: float) -> list[str]:
    lines = pick_lines(
        found(*candidates), reader=Reader(), picking=Picking(**picking),  # type: ignore[arg-type]
        compares=compares,
    )
    return [line.text for line in lines]


def test_the_best_sentence_opens_the_answer() -> None:
    page = candidate(
        1, ("Damp is a hazard.", 0.1, P), ("Last year 412 homes were inspected.", 0.9, P),
        ("Nobody was hurt by it at all.", 0.05, P),
    )
    assert texts(page) == ["Last year 412 homes were inspected."]


def test_each_thing_asked_gets_its_best_sentence() -> None:
    def part(one: Candidate, *values: float) -> Reading:
        assert one.reading is not None
        spans = [(start, end) for start, end, _ in one.reading.support]
        words = len(spans) // len(values)
        return Reading(rank=0.0, answers=0.9, support=tuple(
            (start, end, values[min(place // words, len(values) - 1)])
            for place, (start, end) in enumerate(spans)
        ))

    first = candidate(
        1, ("The lift is by the east door.", 0.9, P), ("Tea is at five today in full.", 0.2, P)
    )
    second = candidate(2, ("Masks are no longer worn here.", 0.4, P))
    asked = [
        replace(first, parts=(part(first, 0.9, 0.1), None)),
        replace(second, parts=(part(second, 0.1), part(second, 0.8))),
    ]
    assert texts(first, second) == ["The lift is by the east door."]
    assert texts(*asked, passages=1) == texts(*asked), "the second lies beyond the best ones"
    assert texts(*asked) == ["The lift is by the east door.", "Masks are no longer worn here."]


def test_sentences_side_by_side_are_one_line() -> None:
    page = candidate(1, ("It cost £4,200.", 0.9, P), ("The grant paid half of it.", 0.8, P))
    assert texts(page) == ["It cost £4,200. The grant paid half of it."]


def test_a_list_comes_with_the_line_that_opens_it() -> None:
    page = candidate(
        1, ("The Committee agreed:", 0.1, P), ("1. To visit the depot;", 0.9, L),
        ("2. To ask for a report.", 0.8, L),
    )
    assert texts(page) == ["The Committee agreed: 1. To visit the depot; 2. To ask for a report."]


def test_an_opening_line_brings_its_list_along() -> None:
    page = candidate(
        1, ("The Committee agreed:", 0.9, P), ("1. To visit the depot;", 0.1, L),
        ("2. To ask for a report.", 0.1, L), ("The meeting ended.", 0.0, P),
    )
    assert texts(page) == ["The Committee agreed: 1. To visit the depot; 2. To ask for a report."]


def test_rows_stay_lines_of_their_own() -> None:
    page = candidate(1, ("AREA: Fennick; CASES: 59", 0.9, BlockKind.ROW),
                     ("AREA: Marram; CASES: 49", 0.8, BlockKind.ROW))
    assert texts(page) == ["AREA: Fennick; CASES: 59", "AREA: Marram; CASES: 49"]


def test_another_page_is_opened_only_when_it_says_as_much() -> None:
    first = candidate(1, ("It cost £4,200.", 0.9, P))
    weak, strong = ("It was costly work.", 0.4, P), ("In April it cost £5,000.", 0.9, P)
    assert texts(first, candidate(2, weak)) == ["It cost £4,200."]
    assert texts(first, candidate(2, strong)) == ["It cost £4,200.", "In April it cost £5,000."]
    assert len(texts(first, candidate(2, weak), compares=True)) == 2


def test_words_are_bounded_but_for_the_first_line() -> None:
    page = candidate(1, (" ".join(["word"] * 60) + ".", 0.9, P), ("x " * 20 + "y.", 0.8, P))
    assert texts(page, words=50) == [" ".join(["word"] * 60) + "."]


def test_nothing_read_is_nothing_said() -> None:
    assert pick_lines(found(), reader=Reader()) == []
