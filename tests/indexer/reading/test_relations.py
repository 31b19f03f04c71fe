from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from indexer.council.packs import (
    Appendix,
    DocumentKind,
    Item,
    Meeting,
    Pack,
    PdfPage,
    PrintedPage,
)
from indexer.reading.relations import superseded_pages

MEETING = Meeting(committee="Homes Scrutiny", date=dt.date(2025, 4, 10))


def item(number: str, title: str, first: int, last: int, pdf: int, **more: Any) -> Item:
    return Item(
        number=number,
        title=title,
        first_page=PrintedPage(first),
        last_page=PrintedPage(last),
        first_pdf_page=PdfPage(pdf),
        last_pdf_page=PdfPage(pdf + last - first),
        **more,
    )


def appendix(label: str, first: int, last: int) -> Appendix:
    return Appendix(
        label=label, title="Cases", first_pdf_page=PdfPage(first), last_pdf_page=PdfPage(last)
    )


PACK = Pack(
    document="pack",
    sha256="1",
    kind=DocumentKind.PACK,
    title="Pack",
    meeting=MEETING,
    published=dt.date(2025, 4, 2),
    items=(item("5", "Damp", 5, 12, 7, appendices=(appendix("5(b)", 13, 14),)),),
)


def supplement(one: Item, **more: Any) -> Pack:
    made = Pack(
        document="late",
        sha256="2",
        kind=DocumentKind.SUPPLEMENT,
        title="Late",
        meeting=MEETING,
        published=dt.date(2025, 4, 7),
        items=(one,),
    )
    return replace(made, **more)


def superseded(later: Pack, words: str = "") -> dict[str, dict[PdfPage, str]]:
    return superseded_pages([PACK, later], lambda _document, _pdf_page: words)


def test_pages_that_a_purpose_names_are_replaced() -> None:
    later = supplement(
        item("5", "Damp", 33, 34, 5, purpose="This replaces pages 11 and 12 of the agenda.")
    )
    assert superseded(later) == {"pack": {13: "late", 14: "late"}}


def test_a_revised_appendix_replaces_the_one_of_its_label() -> None:
    later = supplement(item("5", "Damp", 33, 34, 5, appendices=(appendix("5 (B)", 5, 6),)))
    assert superseded(later, "Appendix 5(b) – REVISED") == {"pack": {13: "late", 14: "late"}}
    assert superseded(later, "Appendix 5(b)") == {}


def test_a_revised_report_replaces_the_report_and_not_its_appendices() -> None:
    later = supplement(item("5", "Damp (revised report)", 33, 38, 5))
    assert superseded(later) == {"pack": dict.fromkeys(range(7, 13), "late")}


def test_a_late_report_replaces_nothing() -> None:
    assert superseded(supplement(item("8", "Fire doors", 35, 48, 7))) == {}


@pytest.mark.parametrize(
    "more",
    [
        {"meeting": Meeting(committee="Homes Scrutiny", date=dt.date(2025, 1, 16))},
        {"meeting": Meeting(committee="Cabinet", date=dt.date(2025, 4, 10))},
        {"published": dt.date(2025, 3, 1)},
        {"kind": DocumentKind.PACK},
    ],
)
def test_only_a_later_supplement_of_the_same_meeting_replaces(more: dict[str, Any]) -> None:
    later = supplement(item("5", "Damp (revised report)", 33, 38, 5), **more)
    assert superseded(later) == {}
