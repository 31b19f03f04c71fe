"""Digests of the sample packs: what is asked, what matters, what is owed, all checked."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from bot.answers.answer import Claim
from bot.answers.check import faults, standing
from bot.demo import PACKS
from bot.digests.catch_up import catch_up, wanted_days
from bot.digests.compose import compose, procedural
from bot.digests.digest import ActionStatus, Digest
from bot.digests.formats import as_html, as_markdown, as_record, whole
from bot.digests.meeting_papers import Paper
from bot.digests.parts import (
    PHONE_LINES,
    changed_papers,
    duration,
    fingerprint,
    head,
    parts,
    phone_lines,
    reminder,
    text_of,
    update_part,
)
from bot.slack.views.digest_blocks import digest_messages
from indexer.council.packs import Item
from indexer.pdf.read import read_document
from indexer.reading.pack import read_pack
from tests.bot.digests.town import pack, paper_of
from tests.slack_server.limits import block_faults

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TRUTH: dict[str, Any] = json.loads((SAMPLES / "truth.json").read_text("utf-8"))
JANUARY = ("saltmere-homes-scrutiny-2025-01-16",)
APRIL = ("saltmere-homes-scrutiny-2025-04-10", "saltmere-homes-scrutiny-2025-04-10-supplement")

# Read off the trackers by eye, for the week before each meeting.
STATUSES = {
    JANUARY: {
        "1": "complete",
        "2": "open",
        "3": "complete",
        "4": "open",
        "5": "open",
        "6": "overdue",
        "7": "open",
        "8": "open",
        "9": "open",
        "10": "open",
        "11": "complete",
    },
    APRIL: {
        "2": "open",
        "4": "complete",
        "5": "overdue",
        "6": "complete",
        "7": "complete",
        "8": "due",
        "9": "open",
        "10": "overdue",
        "12": "complete",
        "13": "complete",
        "14": "complete",
        "15": "open",
        "16": "overdue",
    },
}
MEETINGS = pytest.mark.parametrize("names", [JANUARY, APRIL], ids=["January", "April"])


@lru_cache
def papers(names: tuple[str, ...]) -> tuple[Paper, ...]:
    return tuple(paper_of(read_pack(read_document(PACKS / f"{name}.pdf"))) for name in names)


@lru_cache
def digest(names: tuple[str, ...]) -> Digest:
    day = dt.date(2025, 1, 10) if names == JANUARY else dt.date(2025, 4, 7)
    return compose(papers(names), as_of=day)


def claims(made: Digest) -> list[Claim]:
    return [
        *(claim for item in made.items for claim in (*item.asked, *item.points)),
        *(line.claim for line in (*made.agreed_last_time, *made.promised)),
        *(action.claim for action in made.actions),
        *made.decisions,
        *made.forward_plan,
    ]


@MEETINGS
def test_every_quote_stands_on_its_page(names: tuple[str, ...]) -> None:
    texts = {
        (paper.document, number): page.text
        for paper in papers(names)
        for number, page in paper.pages.items()
    }
    found = claims(digest(names))
    assert len(found) > 40
    for claim in found:
        quotes = [one.quote for one in claim.citations]
        for citation in claim.citations:
            assert standing(citation.quote, texts[citation.document, citation.pdf_page])
        assert faults(claim.text, quotes) == []


@MEETINGS
def test_every_item_with_its_pages_and_all_that_it_asks(names: tuple[str, ...]) -> None:
    found = {item.number: item for item in digest(names).items}
    for name in reversed(names):
        for item in TRUTH[name]["items"]:
            made = found[item["number"]]
            if item["first_page"] and made.document == name:
                assert made.pages == (item["first_page"], item["last_page"])
                assert len(made.asked) == len(item["recommendations"])
                assert made.unquoted == ()
                assert [one.citations[0].printed_page for one in made.asked] == [
                    one["page"] for one in item["recommendations"]
                ]
    assert set(found) == {item["number"] for name in names for item in TRUTH[name]["items"]}


@MEETINGS
def test_every_tracked_recommendation_with_its_status(names: tuple[str, ...]) -> None:
    assert {action.number: action.status.value for action in digest(names).actions} == STATUSES[
        names
    ]


def test_matters_of_form_stand_apart() -> None:
    made = digest(JANUARY)
    assert [item.number for item in made.routine] == ["1", "2", "3", "9"]
    assert not any(item.points for item in made.routine)


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Apologies for absence", True),
        ("To confirm the minutes of 3 May", True),
        ("DATE AND TIME OF NEXT MEETING", True),
        ("Exclusion of the public", True),
        ("Budget monitoring, quarter 2", False),
        ("Election expenses audit", False),
    ],
)
def test_what_is_a_matter_of_form(title: str, form: bool) -> None:
    assert procedural(Item(number="1", title=title)) is form


def test_points_carry_money_change_risk_or_a_deadline() -> None:
    made = {item.number: item for item in digest(JANUARY).items}
    said = " ".join(claim.text for claim in made["6"].points)
    assert "overspend of £270,000" in said
    assert len(made["6"].points) >= 2
    assert all(
        made["6"].pages[0] <= point.citations[0].printed_page <= made["6"].pages[1]  # type: ignore[index, operator]
        for point in made["6"].points
    )


def test_rows_of_the_tracker_are_told_by_the_tracker_alone() -> None:
    tracked = [action.claim.text for action in digest(APRIL).actions]
    assert len(tracked) == 13
    said = [claim.text for item in digest(APRIL).items for claim in item.points]
    assert not [one for one in said if any(row in one for row in tracked)]


def test_what_came_late_takes_its_place_on_the_agenda() -> None:
    made = digest(APRIL)
    items = {item.number: item for item in made.items}
    assert items["8"].late
    assert items["8"].document == APRIL[1]
    assert not items["5"].late
    assert items["5"].document == APRIL[0]
    assert items["11"].late
    (late,) = made.late_papers
    assert [number for number, _, _ in late.items] == ["3", "5", "8", "11"]
    # What comes late for an item that has its papers is named under it.
    revised = "Late paper: Damp and mould: progress report – revised Appendix 5(b), pp. 33–34"
    assert [revised in text_of([part]) for part in parts(made)].count(True) == 1
    assert revised in text_of(part for part in parts(made) if part.title.startswith("5 "))


def test_a_pack_that_is_published_again_says_nothing_twice() -> None:
    pack = papers(JANUARY)[0]
    again = dataclasses.replace(pack, pack=dataclasses.replace(pack.pack, document="reissued"))
    once = digest(JANUARY)
    twice = compose([pack, again], as_of=dt.date(2025, 1, 9))
    assert [one.claim.text for one in twice.actions] == [one.claim.text for one in once.actions]
    assert text_of(parts(twice)) == text_of(parts(once))
    assert (twice.page_count, twice.reading_minutes) == (once.page_count, once.reading_minutes)


def test_a_reminder_promises_no_items_in_its_thread() -> None:
    assert "Item by item in the thread" in text_of(head(digest(JANUARY)))
    assert "Item by item" not in text_of(reminder(digest(JANUARY)))
    assert "Ask me in this message's thread" in text_of(reminder(digest(JANUARY)))


def test_last_time_leaves_out_the_agreeing_of_minutes() -> None:
    made = digest(JANUARY)
    assert {line.meeting_date for line in made.agreed_last_time} == {dt.date(2024, 10, 17)}
    assert not any("signed by the Chair" in line.claim.text for line in made.agreed_last_time)
    assert any("undertook to provide" in line.claim.text for line in made.promised)


@MEETINGS
def test_the_short_message_fits_a_phone(names: tuple[str, ...]) -> None:
    short = text_of(head(digest(names), note="Please come early."))
    assert phone_lines(short) <= PHONE_LINES < 60
    for item in digest(names).business:
        assert item.title in short
    overdue = digest(names).count(ActionStatus.OVERDUE)
    left = overdue - short.count("• Overdue (")
    assert (f", and {left} more overdue" in short) == (0 < left < overdue)
    assert phone_lines(text_of(reminder(digest(names)))) <= phone_lines(short)


def test_a_very_long_agenda_still_fits_and_says_what_is_missing() -> None:
    one = pack("long", dt.date(2026, 3, 9))
    items = tuple(
        Item(number=str(number), title=f"A matter of some weight and a long name {number}")
        for number in range(1, 80)
    )
    made = compose(
        [paper_of(type(one)(**{n: getattr(one, n) for n in one.__slots__} | {"items": items}))],
        as_of=dt.date(2026, 3, 2),
    )
    short = text_of(head(made))
    assert phone_lines(short) <= PHONE_LINES
    assert "more items, in the thread" in short
    assert head(made)[-1].about == ("long", None)
    (bare,) = parts(made)
    assert len(bare.rows) == 79  # said once for all, each by its name


@MEETINGS
def test_the_record_holds_what_the_contract_names(names: tuple[str, ...]) -> None:
    record = as_record(digest(names))
    assert json.loads(json.dumps(record)) == record
    assert set(record) >= {"meeting", "items", "agreed_last_time", "actions", "late_papers", "text"}
    assert set(record["meeting"]) == {"committee", "date", "time", "venue", "contact"}
    for item in record["items"]:
        assert set(item) >= {"number", "title", "pages", "officers", "asked", "points"}
        for asked in item["asked"]:
            assert set(asked) >= {"text", "page", "pdf_page"}
        for point in item["points"]:
            assert set(point) >= {"text", "quote", "document", "page", "pdf_page"}
    for action in record["actions"]:
        assert set(action) >= {"number", "text", "officer", "target", "status", "page", "pdf_page"}


def test_abbreviations_are_explained_where_the_digest_uses_them() -> None:
    for names in (JANUARY, APRIL):
        made = digest(names)
        said = " ".join(claim.text for claim in claims(made))
        assert all(short in said for short, _ in made.abbreviations)


def test_html_and_markdown_escape_what_papers_say() -> None:
    from bot.digests.parts import DigestRow, Part

    row = DigestRow(text="*[x](y)* <script>", bullet=True)
    laid_out = [Part(title="<b>A & B</b>", rows=(row,))]
    page = as_html(laid_out, title="<x>", calendar='SUMMARY:"A & <B>"\r\n')
    (link,) = re.findall(r'href="data:text/calendar;charset=utf-8,([^"]*)"', page)
    assert unquote(link) == 'SUMMARY:"A & <B>"\r\n'
    assert "<script>" not in page
    assert "&lt;b&gt;A &amp; B" in page
    assert "\\*\\[x\\](y)\\* \\<script\\>" in as_markdown(laid_out)


@MEETINGS
def test_slack_takes_every_message(names: tuple[str, ...]) -> None:
    made = digest(names)
    messages = digest_messages(head(made))
    assert len(messages) == 1
    for part in parts(made):
        messages += digest_messages((part,))
    for message in messages:
        assert block_faults(message.payload()["blocks"]) == []
    said = "\n".join(message.text for message in messages)
    asked = [claim for item in made.items for claim in item.asked]
    tasks = [claim for item in made.business for claim in item.tasks]
    assert len(tasks) >= len(asked) // 2
    for claim in [*tasks, *(one for one in claims(made) if one not in asked)]:
        assert " ".join(claim.text.split())[:40].replace("&", "&amp;") in said
    asks = [
        element
        for message in messages
        for block in message.payload()["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    # Of each item, and of the whole pack under the head.
    assert len(asks) == len(made.business) + 1


@MEETINGS
def test_text_markdown_and_html_say_the_same(names: tuple[str, ...]) -> None:
    made = digest(names)
    everywhere = [
        text_of(whole(made)),
        as_markdown(whole(made)).replace("\\", ""),
        as_html(whole(made), title="x"),
    ]
    for item in made.business:
        for shown in everywhere:
            assert item.title.split()[0] in shown
    assert all("None" not in shown for shown in everywhere)


def test_an_update_names_what_changed() -> None:
    before = [(papers(APRIL)[0].document, papers(APRIL)[0].pack.sha256)]
    part = update_part(papers(APRIL), before)
    said = text_of([part])
    assert "New: Supplement, 10 April 2025" in said
    assert "8 Longshore Towers: fire doors, pp. 35–48" in said
    assert "Weekly food waste" not in said
    assert changed_papers(before, before) == ([], [], [])
    assert fingerprint(before) != fingerprint([(before[0][0], "other")])


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(5, "about 5 minutes"), (60, "about 1 hour"), (125, "about 2 hours 5 minutes")],
)
def test_durations(minutes: int, said: str) -> None:
    assert duration(minutes) == said


@pytest.mark.parametrize(
    ("today", "said"),
    [
        (
            dt.date(2025, 4, 3),
            ("17 October 2024", "Next meeting: Thursday 10 April 2025", "3 overdue", "Item 6: "),
        ),
        (
            dt.date(2025, 5, 1),
            (
                "10 April 2025: the papers hold no minutes of it",
                "No papers for an upcoming",
                "In the forward plan",
            ),
        ),
    ],
)
def test_catching_up_takes_ten_lines_that_stand_on_their_pages(
    today: dt.date, said: tuple[str, ...]
) -> None:
    there = (*papers(JANUARY), *papers(APRIL))
    texts = {(one.document, page): p.text for one in there for page, p in one.pages.items()}
    committee = there[0].pack.meeting.committee or ""
    told = catch_up(committee, there, today=today)
    rows = [row for part in told for row in part.rows]
    assert 10 <= len(rows) <= 13
    for row in rows:
        for one in row.claim.citations if row.claim else ():
            assert standing(one.quote, texts[one.document, one.pdf_page])
    text = text_of(told)
    assert all(part in text for part in said)
    # What was decided comes before what was noted.
    assert "be noted" not in text
    # What two decisions were taken under is named once.
    for paper in there:
        for minutes in paper.pack.minutes:
            assert all(text.count(f"{minute.title}: ") <= 1 for minute in minutes.minutes)
    (message,) = digest_messages(told)
    assert block_faults(message.payload()["blocks"]) == []


def test_catching_up_goes_by_the_day_that_the_site_knows() -> None:
    (pack, *_) = papers(APRIL)
    called = pack.pack.minutes[0].committee or ""
    moved = {pack.document: (dt.date(2025, 4, 17), "7.30 pm")}
    for printed in (dt.date(2025, 4, 10), None):
        meeting = dataclasses.replace(pack.pack.meeting, date=printed)
        paper = dataclasses.replace(pack, pack=dataclasses.replace(pack.pack, meeting=meeting))
        told = text_of(
            catch_up("Homes", [paper], today=dt.date(2025, 4, 12), moments=moved, also=[called])
        )
        assert "Next meeting: Thursday 17 April 2025, 7.30 pm" in told
        # Its minutes are of the committee by its other name.
        assert "No earlier meeting" not in told


def test_catching_up_keeps_capitals_and_counts_one_item() -> None:
    (paper, *_) = papers(APRIL)
    earlier = tuple(
        dataclasses.replace(
            one,
            minutes=tuple(
                dataclasses.replace(minute, title="NHS FUNDING IN LONGSHORE")
                for minute in one.minutes
            ),
        )
        for one in paper.pack.minutes
    )
    asking = [item for item in paper.pack.items if item.recommendations][:4]
    for count, said in ((3, "and 1 more item to decide"), (4, "and 2 more items to decide")):
        pack = dataclasses.replace(paper.pack, minutes=earlier, items=tuple(asking[:count]))
        one = dataclasses.replace(paper, pack=pack)
        told = text_of(catch_up(pack.meeting.committee or "", [one], today=dt.date(2025, 4, 3)))
        assert said in told
        assert "NHS FUNDING IN LONGSHORE: " in told


def test_items_lead_to_their_pages_and_within_a_page_to_their_parts() -> None:
    address = "https://council.example/april.pdf"
    papers_there = [dataclasses.replace(one, url=address) for one in papers(APRIL)]
    made = compose(papers_there, as_of=dt.date(2025, 4, 7))
    first = made.business[0]
    printed = next(one for one in papers_there[0].pack.items if one.number == first.number)
    assert first.url == f"{address}#page={printed.first_pdf_page}"
    shown = json.dumps([one.payload() for one in digest_messages(head(made))])
    for item in made.business:
        assert not item.where or json.dumps(item.url) in shown
    page = as_html((*head(made, wide=True), *parts(made)), title="t")
    assert not re.search(r"<a [^>]*>(?:(?!</a>).)*<a ", page), "a link within a link"


def test_nothing_is_told_of_meetings_without_papers() -> None:
    told = text_of(catch_up("Harbours Committee", (), today=dt.date(2025, 4, 3)))
    assert "No earlier meeting" in told
    assert "No papers for an upcoming meeting yet." in told
    days = [dt.date(2025, month, 1) for month in range(1, 10)]
    assert sorted(wanted_days(days, days[5])) == days[2:6]
