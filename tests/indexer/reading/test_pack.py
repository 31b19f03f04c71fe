"""Whole packs: the samples against their truth, real ones where they lie beside the repository."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.demo import PACKS
from indexer.council.packs import BlockKind, DocumentKind, Pack, PageKind
from indexer.pdf.read import read_document
from indexer.reading.pack import read_pack
from indexer.reading.page_text import squash
from indexer.show import as_json
from tests.indexer.reading.typed import typed

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "tests" / "samples"
SHARED = Path(os.environ.get("PACKHORSE_SHARED") or ROOT / ".." / "shared").resolve()
TRUTH: dict[str, dict[str, Any]] = json.loads((SAMPLES / "truth.json").read_text("utf-8"))

JANUARY = "blackpool-cyp-scrutiny-2022-01-27"
SEPTEMBER = "blackpool-cyp-scrutiny-2022-09-22"
REAL = (
    JANUARY,
    SEPTEMBER,
    "portfolio-report-childrens-services-2019-06",
    "report-youth-justice-team-inspection-2022-01-27",
    "slides-resilience-revolution-2021-10-20",
)

each_sample = pytest.mark.parametrize("name", list(TRUTH))
each_real = pytest.mark.parametrize("name", REAL)


@cache
def sample(name: str) -> Pack:
    return read_pack(read_document(PACKS / f"{name}.pdf"))


@cache
def real(name: str) -> Pack:
    path = SHARED / "packs" / f"{name}.pdf"
    if not path.exists():
        pytest.skip(f"the real packs are not at {SHARED}")
    return read_pack(read_document(path))


def shared_truth(name: str) -> dict[str, Any]:
    truth: dict[str, Any] = json.loads(
        (SHARED / "packs" / "truth" / f"{name}.json").read_text("utf-8")
    )
    return truth


def unpointed(text: str) -> str:
    """Without the "; and" that strings the points of a list together."""
    return text.removesuffix(" and").rstrip(";, ")


# --- samples ----------------------------------------------------------------------


@each_sample
def test_the_meeting_of_a_sample(name: str) -> None:
    found, truth = as_json(sample(name)), TRUTH[name]
    for key in ("title", "council", "committee", "date", "time", "venue", "published", "kind"):
        assert found[key] == truth[key], key
    assert found["contact"].startswith(truth["contact"].split(",")[0])
    assert len(found["members"]) == len(truth["members"])
    for member, wanted in zip(found["members"], truth["members"], strict=True):
        assert member.startswith(wanted)


@each_sample
def test_every_page_of_a_sample(name: str) -> None:
    keys = ("pdf_page", "page", "item", "appendix", "kind", "ocr")
    found = [tuple(page[key] for key in keys) for page in as_json(sample(name))["pages"]]
    assert found == [tuple(page[key] for key in keys) for page in TRUTH[name]["pages"]]


@each_sample
def test_every_item_of_a_sample(name: str) -> None:
    found, truth = as_json(sample(name))["items"], TRUTH[name]["items"]
    keys = (
        "number",
        "title",
        "purpose",
        "first_page",
        "last_page",
        "first_pdf_page",
        "officers",
        "exempt",
    )
    assert [[item[key] for key in keys] for item in found] == [
        [item[key] for key in keys] for item in truth
    ]
    for item, wanted in zip(found, truth, strict=True):
        assert [(r["text"], r["page"], r["pdf_page"]) for r in item["recommendations"]] == [
            (unpointed(r["text"]), r["page"], r["pdf_page"]) for r in wanted["recommendations"]
        ]
        assert [
            (a["label"], a["title"], a["first_page"], a["last_page"]) for a in item["appendices"]
        ] == [
            (a["label"], a["title"], a["first_page"], a["last_page"]) for a in wanted["appendices"]
        ]


@each_sample
def test_the_minutes_in_a_sample(name: str) -> None:
    found, truth = as_json(sample(name))["minutes"], TRUTH[name]["minutes"]
    assert [minutes["meeting_date"] for minutes in found] == [
        minutes["meeting_date"] for minutes in truth
    ]
    for minutes, wanted in zip(found, truth, strict=True):
        assert len(minutes["present"]) == len(wanted["present"])
        assert all(w in p for p, w in zip(minutes["present"], wanted["present"], strict=True))
        assert minutes["apologies"] == wanted["apologies"]
        assert [
            (m["number"], m["title"], m["agreed"], m["agreed_pages"], m["page"], m["pdf_page"])
            for m in minutes["minutes"]
        ] == [
            (
                m["number"],
                m["title"],
                [unpointed(text) for text in m["agreed"]],
                m["agreed_pages"],
                m["page"],
                m["pdf_page"],
            )
            for m in wanted["minutes"]
        ]
        for minute, told in zip(minutes["minutes"], wanted["minutes"], strict=True):
            assert minute["undertakings"] == told["undertakings"]


@each_sample
def test_the_abbreviations_in_a_sample(name: str) -> None:
    assert dict(sample(name).abbreviations) == {
        entry["short"]: entry["long"] for entry in TRUTH[name]["abbreviations"]
    }


@each_sample
def test_every_quote_of_a_sample_stands_on_its_page(name: str) -> None:
    _quotes_stand(sample(name))


# --- real packs -------------------------------------------------------------------


@each_real
def test_every_page_of_a_real_document(name: str) -> None:
    pack = real(name)
    for page, wanted in zip(pack.pages, shared_truth(name)["pages"], strict=True):
        if pack.kind in (DocumentKind.PACK, DocumentKind.SUPPLEMENT):
            assert page.printed_page == wanted["printed_page"], page.pdf_page
        else:  # in no pack: its own numbers, if any
            assert page.printed_page in (None, wanted["internal_page"]), page.pdf_page
        assert page.item == (None if wanted["item"] is None else str(wanted["item"]))
        part = wanted["part"]
        assert (f"Appendix {page.appendix}" if page.appendix else None) == (
            part if part.startswith("Appendix") else None
        ), page.pdf_page
        assert (page.kind is PageKind.BLANK) == wanted["blank"], page.pdf_page


@each_real
def test_every_quote_of_a_real_document_stands_on_its_page(name: str) -> None:
    _quotes_stand(real(name))


@each_real
def test_no_real_document_is_taken_for_exempt(name: str) -> None:
    pack = real(name)
    assert pack.exempt_pages == ()
    assert not any(item.exempt for item in pack.items)


def test_the_items_of_january() -> None:
    pack = real(JANUARY)
    assert pack.kind is DocumentKind.PACK
    assert [(item.number, item.first_page, item.last_page) for item in pack.items] == [
        ("1", None, None),
        ("2", 1, 6),
        ("3", 7, 14),
        ("4", None, None),
        ("5", 15, 92),
        ("6", 93, 146),
        ("7", 147, 152),
        ("8", 153, 156),
        ("9", 157, 160),
        ("10", 161, 164),
        ("11", 165, 174),
        ("12", None, None),
    ]
    assert {item.number: len(item.recommendations) for item in pack.items if item.officers} == {
        "5": 1,
        "6": 1,
        "7": 1,
        "8": 1,
        "9": 1,
        "10": 1,
        "11": 2,
    }
    assert all(len(item.officers) == 1 for item in pack.items if item.report_title)
    assert all(len(item.sections) == 15 for item in pack.items if item.report_title)


def test_the_items_of_september() -> None:
    pack = real(SEPTEMBER)
    ranges = {item.number: (item.first_page, item.last_page) for item in pack.items}
    assert len(ranges) == 14
    assert ranges["7"] == (77, 188)
    assert ranges["11"] == (213, 218)
    officers = {item.number: len(item.officers) for item in pack.items if item.report_title}
    assert officers == {n: 2 if n == "12" else 1 for n in map(str, range(4, 15))}
    asked = {item.number: len(item.recommendations) for item in pack.items if item.officers}
    assert asked == {
        "4": 1,
        "5": 2,
        "6": 2,
        "7": 1,
        "8": 1,
        "9": 1,
        "10": 1,
        "11": 1,
        "12": 1,
        "13": 1,
        "14": 2,
    }


def test_the_minutes_in_the_real_packs() -> None:
    counts = {
        minutes.meeting_date.isoformat() if minutes.meeting_date else "": {
            minute.number: len(minute.agreed) for minute in minutes.minutes if minute.agreed
        }
        for name in (JANUARY, SEPTEMBER)
        for minutes in real(name).minutes
    }
    assert counts == {
        "2022-01-12": {"2": 1, "4": 1},
        "2021-12-09": {"2": 1, "4": 3, "5": 4, "7": 1, "8": 4, "9": 2},
        "2022-06-30": {"2": 1, "4": 2, "6": 2, "7": 1, "10": 3, "11": 3},
    }


def test_a_point_that_a_page_break_cuts_stands_where_it_starts() -> None:
    minute = next(m for m in real(SEPTEMBER).minutes[0].minutes if m.number == "4")
    assert [agreed.printed_page for agreed in minute.agreed] == [1, 1]
    assert minute.agreed[1].text.endswith("municipal year.")


def test_a_published_supplement() -> None:
    folder = SHARED / "packs" / "kent"
    found = sorted(folder.glob("*.pdf"))
    if not found:
        pytest.skip(f"the published supplement is not at {folder}")
    pack = read_pack(read_document(found[0]))
    assert pack.kind is DocumentKind.SUPPLEMENT
    assert [(p.printed_page, p.item, p.kind.value) for p in pack.pages] == [
        (None, None, "front"),
        (None, None, "blank"),
        (1, "9", "report"),
        (2, "9", "report"),
        (3, "9", "report"),
        (4, "9", "blank"),
    ]
    assert pack.items[0].late
    _quotes_stand(pack)


def _quotes_stand(pack: Pack) -> None:
    for page in pack.pages:
        text = squash(page.text)
        for block in page.blocks:
            assert block.quote
            assert squash(block.quote) in text, (page.pdf_page, block.quote)
            if block.kind is not BlockKind.ROW:
                assert squash(block.text) == squash(block.quote)


# --- packs of another make -----------------------------------------------------------


def test_a_pack_that_numbers_its_agenda_too() -> None:
    pack = read_pack(
        typed(
            [
                "BARFORD CITY COUNCIL\nCABINET\nTUESDAY, 16 JANUARY 2024 AT 10:00 HOURS\n"
                "IN COMMITTEE ROOM 3, COUNCIL HOUSE, BARFORD\nA G E N D A\n1 APOLOGIES\n"
                "2 MINUTES\nTo confirm the Minutes.\n3 - 4\nPage 1 of 6",
                "3 FINANCIAL MONITORING\nReport of the Director of Finance.\n5 - 6\nPage 2 of 6",
                "CABINET\nMINUTES OF A MEETING HELD ON TUESDAY 12 DECEMBER 2023\nPRESENT: Councillor Cole\n"
                "1 ROADS\nRESOLVED:- That roads be mended.\nPage 3 of 6",
                "more\nPage 4 of 6",
                "Barford City Council\nReport to Cabinet\nReport Author: Fay Green, Director of Finance\n"
                "1 Executive Summary\n1.1 All is well.\n2 Recommendations\nThat the Cabinet:\n"
                "2.1 Notes the forecast.\nPage 5 of 6",
                "end\nPage 6 of 6",
            ]
        )
    )
    assert pack.meeting.council == "Barford City Council"
    assert pack.meeting.time == "10:00"
    assert [page.printed_page for page in pack.pages] == [1, 2, 3, 4, 5, 6]
    assert [page.item for page in pack.pages] == [None, None, "2", "2", "3", "3"]
    assert pack.items[1].purpose == "To confirm the Minutes."
    assert pack.items[2].recommendations[0].text == "Notes the forecast."
    assert pack.items[2].officers == ("Fay Green, Director of Finance",)


MINUTES = (
    "Minutes of the Parks Committee held on 8 May 2025\nPresent: Cllr A Brown\n"
    "1. Benches\nRESOLVED that two benches be bought."
)


def kinds(*pages: str) -> list[str]:
    return [page.kind.value for page in read_pack(typed(pages)).pages]


def test_minutes_end_where_the_meeting_closed() -> None:
    assert kinds(
        f"{MINUTES}\nThe meeting closed at 9.05 pm.", "Slide for the green\nRecommendation\nThat"
    ) == ["minutes", "report"]


def test_minutes_end_where_a_report_opens() -> None:
    report = "Report to Parks Committee\nSubject: Slide\nRecommendation\nThat one be bought."
    assert kinds(MINUTES, report) == ["minutes", "report"]
    inside = "Report of the Clerk\nSummary\nOne is needed.\nRESOLVED that a slide be bought."
    assert kinds(MINUTES, inside) == ["minutes", "minutes"]


def test_a_document_without_words_is_read_all_the_same() -> None:
    pack = read_pack(typed(["", "", ""]))
    assert [page.kind for page in pack.pages] == [PageKind.BLANK] * 3
    assert pack.items == ()
    assert pack.meeting.council is None


@pytest.mark.parametrize(
    ("bookmark", "title"),
    [
        (" ", ""),
        ("9 Late bins", "Late bins"),
        ("Bins", "Bins"),
        ("Pay/Re-grading", "Pay/Re-grading"),
    ],
)
def test_an_item_that_only_a_stamp_tells_has_its_bookmarks_title(bookmark: str, title: str) -> None:
    texts = ["AGENDA\n1 Fees (Pages 1 - 1)", "a\nPage 1\nAgenda Item 1", "b\nPage 2\nAgenda Item 9"]
    items = read_pack(typed(texts, outline=[(0, "1 Fees", 2), (0, bookmark, 3)])).items
    assert [(item.number, item.title) for item in items] == [("1", "Fees"), ("9", title)]


def test_a_title_that_says_not_whose_minutes_has_the_committee_before_it() -> None:
    pack = read_pack(
        typed(
            [
                "CABINET\nMinutes of a meeting held on 30th May, 2025.\nPresent: Councillor A Brown "
                "(Chair); Councillors B Green and C White.\n1 APOLOGIES\nThere were none.\n"
                "2 MINUTES\nRESOLVED - That the minutes be approved.\n3 ROADS\nThe plan was noted."
            ]
        )
    )
    assert pack.kind is DocumentKind.MINUTES
    assert (pack.meeting.committee, pack.title) == ("Cabinet", "Cabinet: Minutes of a meeting")


def test_a_summons_is_no_minutes() -> None:
    pack = read_pack(
        typed(
            [
                "SALTMERE BOROUGH COUNCIL\n20 March 2025\nDear Sir or Madam\nYou are invited to "
                "attend a meeting of Saltmere Borough Council\nin the Town Hall on Wednesday,\n"
                "26 March 2025 commencing at 7.00pm.\nYours faithfully\nJo Little\nChief Executive\n"
                "A G E N D A\n1. Prayer\n2. Apologies\n3. Minutes of Committees\n"
                "3.1. Planning Committee dated 5 March 2025\n4. Notices of Motion"
            ]
        )
    )
    assert pack.kind is DocumentKind.PACK
    assert str(pack.meeting.date) == "2025-03-26"
    assert [item.number for item in pack.items] == ["1", "2", "3", "3.1", "4"]
