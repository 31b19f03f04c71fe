"""Draw papers of made-up councils in many styles, with their truth: more to learn from.

Only a few bodies' real papers have truth written by hand; how other clerks set out the same
things is told here: heads, lists of people, minutes and their decisions, action columns,
reports with their tables of particulars, agendas, notices and papers that are none of these.
Names are made up; running text comes from whoever calls.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from indexer.council.packs import PdfPage, RawPage
from indexer.models.training.roles import Paper
from indexer.reading.lines.looks import Look

__all__ = ["draw_paper", "draw_papers"]

T = TypeVar("T")

_TOLD: Any = json.loads((Path(__file__).parent / "drawn-words.json").read_text("utf-8"))
_SAID: dict[str, list[str]] = _TOLD
_FIRST, _LAST, _PLACE = _SAID["first"], _SAID["last"], _SAID["places"]
_COMMITTEE, _TOPIC, _POST = _SAID["committees"], _SAID["topics"], _SAID["posts"]
_USUAL, _DEEDS, _THAT = _SAID["usual"], _SAID["deeds"], _SAID["that"]
_ACTS, _DEBATE, _LEADS = _SAID["actions"], _SAID["debate"], _SAID["leads"]
_DECISIONS: dict[str, list[str]] = _TOLD["decisions"]


@dataclass(slots=True)
class _DrawnLine:
    text: str
    bold: bool = False
    size: float = 11.0
    centred: bool = False
    indent: float = 0.0


@dataclass(slots=True)
class _Sheet:
    """A paper being drawn: lines, and truth whose pages are told once the lines have theirs."""

    rng: random.Random
    filler: Sequence[str]
    lines: list[_DrawnLine] = field(default_factory=list)
    truth: dict[str, Any] = field(default_factory=dict)
    places: list[tuple[dict[str, Any], str, int]] = field(default_factory=list)
    width: int = 90
    loose: bool = True
    owner: str = "beside"
    short: bool = False
    flat: bool = False
    """All lines look alike."""
    welsh: bool = False
    lead: str = ""
    """A heading that what is said next runs on from, in its line."""
    points: str = ""
    """How paragraphs under an item are numbered, if they are."""

    def said(self, text: str) -> str:
        """The text in the paper's language; what has no Welsh here stays English."""
        for english, welsh in _TOLD["welsh"].items() if self.welsh else ():
            text = re.sub(english, partial(_in_welsh, welsh), text, flags=re.I)
        return text

    def line(self, text: str = "", **look: Any) -> None:
        self.lines.append(_DrawnLine(self.said(text), **({} if self.flat else look)))

    def blank(self) -> None:
        if self.loose or self.rng.random() < 0.4:
            self.lines.append(_DrawnLine(""))

    def para(self, text: str, **look: Any) -> None:
        text, self.lead = self.lead + text, ""
        for part in textwrap.wrap(self.said(text), self.width):
            self.lines.append(_DrawnLine(part, **({} if self.flat else look)))

    def mark(self, kind: str, text: str, **more: Any) -> None:
        """Put a thing into the truth, on the page that the next line falls on."""
        entry = {"text": self.said(text), **more}
        self.truth.setdefault(kind, []).append(entry)
        self.places.append((entry, "pdf_page", len(self.lines)))

    def item(self, number: str | None, title: str) -> None:
        entry: dict[str, Any] = {"number": number, "title": self.said(title)}
        self.truth.setdefault("items", []).append(entry)
        self.places.append((entry, "first_pdf_page", len(self.lines)))

    def pick(self, *options: T) -> T:
        return self.rng.choice(options)

    def chance(self, of: float) -> bool:
        return self.rng.random() < of


def _in_welsh(told: str, match: re.Match[str]) -> str:
    said = match.expand(told)
    return said.upper() if match[0].isupper() else said


def draw_papers(count: int, filler: Sequence[str], seed: int = 0) -> list[Paper]:
    """That many papers, each in a style of its own; the last quarter of them are short."""
    return [
        draw_paper(
            random.Random(f"{seed}-{at}"), filler, f"drawn-{seed}-{at}", short=4 * at >= 3 * count
        )
        for at in range(count)
    ]


def draw_paper(
    rng: random.Random, filler: Sequence[str], name: str, *, short: bool = False
) -> Paper:
    """One paper: most often minutes or a report.

    Args:
        short: of a page or two, with few items, now and then in Welsh, or typed in one size.
    """
    sheet = _Sheet(rng, filler, width=rng.choice((72, 84, 95, 110)), loose=rng.random() < 0.6)
    weights = (50, 20, 25, 5) if short else (40, 30, 9, 21)
    draw = rng.choices((_minutes, _report, _agenda, _other), weights)[0]
    if short:
        sheet.short, sheet.flat, sheet.welsh = True, rng.random() < 0.5, rng.random() < 0.3
    draw(sheet)
    for key in ("council", "committee", "title"):
        if sheet.truth.get(key):
            sheet.truth[key] = sheet.said(sheet.truth[key])
    return _paged(sheet, name)


# --- names -----------------------------------------------------------------------------


_ONSETS = "Bar Cal Dun Fen Gar Hal Ing Kel Lor Mar Nor Pem Rad Sel Tam Wel Ash Bro Cran".split()
_ENDS = "ton ley wick ham field more ster by worth dale man son ford hurst low ridge ard".split()


def _made_up(sheet: _Sheet) -> str:
    return sheet.pick(*_ONSETS) + sheet.pick(*_ENDS)


def _surname(sheet: _Sheet) -> str:
    return _made_up(sheet) if sheet.chance(0.6) else sheet.pick(*_LAST)


def _place(sheet: _Sheet) -> str:
    return _made_up(sheet) if sheet.chance(0.5) else sheet.pick(*_PLACE)


def _person(sheet: _Sheet) -> str:
    style = sheet.rng.random()
    first, last = sheet.pick(*_FIRST), _surname(sheet)
    if style < 0.6:
        return f"{first} {last}"
    if style < 0.9:
        return f"{first[0]} {last}" if sheet.chance(0.6) else f"{first[0]}. {last}"
    return f"{first[0]} {sheet.pick(*_FIRST)[0]} {last}"


def _council(sheet: _Sheet) -> str:
    place = _place(sheet)
    if sheet.chance(0.25):
        place += sheet.pick(" and ", " & ", "-on-", " St ", " Upper ", "-cum-") + sheet.pick(
            *_PLACE
        )
    if sheet.short and sheet.chance(0.2):
        return f"{place} {sheet.pick(*_SAID['authorities'])}"
    return sheet.pick(
        f"{place} Parish Council",
        f"{place} Town Council",
        f"{place} City Council",
        f"{place} County Council",
        f"{place} District Council",
        f"{place} Borough Council",
        f"{place} Community Council",
        f"{place} Council",
        f"London Borough of {place}",
        f"Royal Borough of {place}",
        f"{place} Metropolitan Borough Council",
        f"{place} Fire and Rescue Authority",
        f"{place} Combined Authority",
        f"City of {place} Council",
        f"{place} Community Interest Company",
        f"{place} Libraries Trust",
        f"{place} National Park Authority",
        f"Cyngor {place}",
        f"{place} Harbour Commissioners",
        f"West {place} Waste Authority",
        f"Parish Council of {place}",
        f"{place} City & District Council",
        f"{place}’s {sheet.pick('Libraries', 'Museums', 'Leisure', 'Parks')} "
        f"{sheet.pick('IPS', 'CIC', 'Ltd', 'Foundation', 'Society')}",
        f"{place} {sheet.pick('Health Board', 'Housing Association', 'Port Authority')}",
    )


def _date(sheet: _Sheet) -> tuple[str, str]:
    """(ISO, as it is written)."""
    day = dt.date(2003, 1, 1) + dt.timedelta(days=sheet.rng.randrange(8300))
    nth = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    month, week = day.strftime("%B"), day.strftime("%A")
    return day.isoformat(), sheet.pick(
        f"{day.day} {month} {day.year}",
        f"{week} {day.day} {month} {day.year}",
        f"{week}, {day.day} {month} {day.year}",
        f"{day.day}{nth} {month} {day.year}",
        f"{week} {day.day}{nth} {month} {day.year}",
        f"{week}, {day.day}{nth} {month}, {day.year}",
        f"{day:%d/%m/%Y}",
        f"{day.day}.{day.month}.{day.year}",
        f"{month} {day.day} {day.year}",
        f"{day.day} {month[:3]} {day.year}",
        f"{week} {day.day}{nth} of {month} {day.year}",
    )


def _time(sheet: _Sheet) -> str:
    hour = sheet.rng.randrange(1, 12)
    return sheet.pick(
        f"{hour}.30 pm",
        f"{hour}.00pm",
        f"1{hour % 9}:00",
        f"{hour} pm",
        f"{hour}.00 pm - {hour + 2}.15 pm",
        f"{hour}.00pm to {hour + 1}.30pm",
    )


def _venue(sheet: _Sheet) -> str:
    place = _place(sheet)
    return sheet.pick(
        f"the Village Hall, {place}",
        f"Council Chamber, Town Hall, {place}",
        "Committee Room 2",
        f"Civic Centre, {place}",
        f"{place} Community Centre",
        "Guildhall",
        f"the Reading Room, {place}",
        "Microsoft Teams",
        f"Conference Room A, County Hall, {place}",
    )


def _caps(sheet: _Sheet, text: str, of: float = 0.35) -> str:
    return text.upper() if sheet.chance(of) else text


def _filler(sheet: _Sheet) -> str:
    spoken = sheet.welsh or not sheet.filler
    return _phrase(sheet, sheet.pick(*_DEBATE)) if spoken else sheet.pick(*sheet.filler)


# --- minutes ---------------------------------------------------------------------------


def _minutes(sheet: _Sheet) -> None:
    pick, chance = sheet.pick, sheet.chance
    council = _council(sheet)
    committee = pick(*_COMMITTEE) if chance(0.65) else None
    iso, day = _date(sheet)
    truth = sheet.truth
    truth.update(kind="minutes", council=council, committee=committee, date=iso)
    _minutes_head(sheet, council, committee, day)
    columns = chance(0.4)
    sheet.owner = pick("beside", "below", "same line", "led", "led")
    _people(sheet)
    sheet.blank()
    if columns and chance(0.7):
        sheet.line(pick("Action", "ACTION", "Action by", "Actions"))
    style = pick(
        "9",
        "9.",
        "99",
        "99.",
        "A99",
        "9/9",
        "none",
        "9.0",
        "alone",
        "9)",
        "9.9.9",
        "Item 9",
        "(9)",
        "9/9/9",
        *(("9/9-9", "none", "none", "9.", "9") if sheet.short else ()),
    )
    counts = ("9", "9.", "9.0", "alone", "9)", "9.9.9", "Item 9", "(9)")
    number = 1 if style in counts else sheet.rng.randrange(12, pick(180, 3000))
    prefix = pick("CAB", "SC", "P", "C", "OS")
    if sheet.short and chance(0.3):
        number = sheet.rng.randrange(2, 60)
    usual, others = (sheet.rng.randrange(1, 4), (0, 4)) if sheet.short else (3, (3, 9))
    titles = [pick(*_USUAL) for _ in range(usual)] + [
        pick(*_TOPIC) if chance(0.7) else pick(*_USUAL) for _ in range(sheet.rng.randrange(*others))
    ]
    capitals, bold = chance(0.35), chance(0.7)
    phrasing = "welsh" if sheet.welsh else pick(*tuple(_DECISIONS))
    runs_on = pick(": ", ": ", " – ", " ") if chance(0.3) else ""
    under = pick("Item", "Agenda Item", "Minute") if chance(0.15) else ""
    sheet.points = pick("{n}.{at} ", "{at}. ", "({at}) ", "{at}) ") if chance(0.25) else ""
    # Headings within an item are none of the items.
    below = pick(None, None, None, "{at}. ", "{a}) ", "• ", "{n}.{at} ", "")
    below = None if sheet.short else below
    for order, title in enumerate(dict.fromkeys(titles), 1):
        mark = {
            "9": f"{number}",
            "9.": f"{number}.",
            "99": f"{number}",
            "99.": f"{number}.",
            "A99": f"{prefix}{number}",
            "9/9": f"{number}/{iso[2:4]}",
            "none": "",
            "9.0": f"{number}.0",
            "alone": f"{number}.",
            "9)": f"{number})",
            "9.9.9": f"{int(iso[5:7])}.{iso[2:4]}.{number:02}",
            "Item 9": f"Item {number}{pick(':', '.', ' –')}",
            "(9)": f"({number})",
            "9/9/9": f"{iso[2:4]}/{int(iso[5:7]):02}/{number}",
            "9/9-9": f"{iso[2:4]}/{int(iso[2:4]) + 1:02}-{number}",
        }[style]
        shown = title.upper() if capitals else title
        if chance(0.15):
            shown += pick(":", f" ({_council(sheet)})", f" – {_place(sheet)}")
        plain = mark.removeprefix("Item ").strip("(.): –")
        sheet.item(plain or None, shown.rstrip(":"))
        if style == "alone":
            sheet.line(mark, bold=bold)
            sheet.line(shown, bold=bold)
        elif runs_on:
            sheet.lead = f"{mark} {shown.rstrip(':')}{runs_on}".lstrip()
        else:
            sheet.line(f"{mark} {shown}".strip(), bold=bold)
        if under and not runs_on:
            sheet.line(f"({under} {order})")
        if not runs_on:
            sheet.blank()
        if below is not None and chance(0.4):
            for at in range(sheet.rng.randrange(1, 5)):
                point = below.format(n=number, at=at + 1, a="abcde"[at])
                sheet.line(f"{point}{pick(*_TOPIC)}", bold=bold and chance(0.8))
                _minute_body(sheet, phrasing, columns, number)
        else:
            _minute_body(sheet, phrasing, columns, number)
        if sheet.lead:
            sheet.para(pick(*_SAID["nothing"]).replace("{date}", _date(sheet)[1]))
        number += 1
    if columns and chance(0.25):
        _action_list(sheet)
    if chance(0.7):
        sheet.line(
            pick(
                "The meeting closed at 9.05pm",
                "CHAIRMAN",
                "Signed ................ Date ......",
                "The meeting ended at 12.10 pm.",
                "(The meeting commenced at 6.00pm and ended at 7.12pm)",
            )
        )


def _minutes_head(sheet: _Sheet, council: str, committee: str | None, day: str) -> None:
    pick, chance = sheet.pick, sheet.chance
    body = committee or pick("Council", "Parish Council", council)
    time, venue = _time(sheet), _venue(sheet)
    word = pick("Minutes", "MINUTES", "Draft Minutes", "Minute", "Notes", "Public Minutes")
    if sheet.short and chance(0.3):
        word = pick("Action Notes", "Record", "Unconfirmed Minutes", "Notes of Decisions")
    big: dict[str, Any] = {
        "bold": chance(0.8),
        "size": pick(11.0, 13.0, 16.0),
        "centred": chance(0.5),
    }
    title = None
    named = chance(0.8)
    style = sheet.rng.randrange(12)
    if style in (0, 1, 2, 7, 9) and named:
        sheet.line(_caps(sheet, council), **big)
        sheet.blank()
    if style == 0:
        title = f"{word} of the {body} Meeting" if chance(0.6) else f"{word} of the {body}"
        text = f"{title} held on {day} at {time} in {venue}"
        sheet.para(_caps(sheet, text), **big)
    elif style == 1:
        sheet.line(_caps(sheet, body), **big)
        sheet.blank()
        sheet.line(day, **big)
        title = pick(f"{word} of the meeting", f"{body} {word}")
        if title.startswith(word):
            sheet.para(f"{title} held at {venue} at {time}")
        else:
            sheet.line(title, **big)
    elif style == 2:
        title = f"{body} – {word}" if chance(0.5) else f"{body} {word}"
        sheet.line(_caps(sheet, title), **big)
        for label, value in (("Date", day), ("Time", time), (pick("Venue", "Place"), venue)):
            sheet.line(f"{label}:  {value}")
    elif style == 3:
        title = pick("Board Meeting Minutes", f"{body} Meeting Minutes", f"Open {body} Minutes")
        sheet.line(council, **big)
        sheet.line(_caps(sheet, title), **big)
        sheet.line(f"Title of Meeting {council} - {body}")
        sheet.line(f"Date {day}")
        sheet.line(f"Place {venue}")
        sheet.line(f"Time {time}")
        named = True
    elif style == 4:
        title = f"Meeting of the {body}"
        if named:
            sheet.para(f"At a meeting of the {body} of {council} held on {day} at {venue}")
        else:
            sheet.para(f"At a meeting of the {body} held at {venue} on {day}")
        title = f"Meeting of the {body}"
    elif style == 5:
        title = f"Meeting (no.{sheet.rng.randrange(3, 600)}) of"
        sheet.line(title, **big)
        sheet.line(council, **big)
        sheet.line(f"{day} {time}")
        sheet.line(venue)
        sheet.blank()
        sheet.line(word)
        title, named = f"{word} of {title[:-3]}", True
        sheet.truth["committee"] = committee = None
    elif style == 6:
        title = f"{pick('Meeting', 'Extraordinary Meeting', 'Annual Meeting')} {day}"
        sheet.line(_caps(sheet, council, 0.7), **big)
        sheet.line(_caps(sheet, title, 0.7), **big)
        sheet.para(f"{council} held their meeting at {time} on {day} at {venue}.")
        sheet.truth["committee"], named = None, True
    elif style == 7:
        title = f"{word} of a meeting of the {body}"
        sheet.para(f"{title} held in {venue} on {day}")
        sheet.line(f"(commencing at {time})")
    elif style == 9:
        title = f"{word} of {pick('a', 'the')} meeting of the {body}"
        for text in (title.removesuffix(f" {body}"), body, f"{pick('on', 'held on')} {day}"):
            sheet.line(text, **big)
        if chance(0.5):
            sheet.line(f"{pick('at', 'commencing at', 'Time:')} {time}")
    elif style == 10:
        sheet.line(council, bold=True)
        sheet.para(f"{pick('Registered office', 'Address', 'Clerk')}: {venue}, {_place(sheet)}")
        if chance(0.5):
            sheet.para(f"A body that works for {_place(sheet)}, supported by {_council(sheet)}")
        title = pick(word, f"{body} {word}", f"{body}: {word} of meeting")
        sheet.line(_caps(sheet, title), **big)
        for label, value in (("Date", day), ("Time", time), (pick("Venue", "Place"), venue)):
            sheet.line(f"{label}{pick(':', '')} {value}")
        named = True
    elif style == 11:
        title = f"{word} of the {council} {pick('Meeting', 'meeting')}"
        sheet.line(_caps(sheet, title, 0.6), **big)
        sheet.line(_caps(sheet, f"held in {venue}", 0.6), **big)
        sheet.line(_caps(sheet, f"on {day}", 0.6), **big)
        sheet.truth["committee"], named = None, True
    else:
        text = f"{council}: {body}" if named and committee else council
        sheet.line(_caps(sheet, text), **big)
        named = True
        sheet.line(f"{word} of meeting held {day}, {time}")
        title = f"{word} of meeting"
    if not named:
        sheet.truth["council"] = None
    sheet.truth["title"] = title
    sheet.blank()


def _people(sheet: _Sheet) -> None:
    """Who was there, in attendance and away: lines that are no items and decide nothing."""
    pick, chance = sheet.pick, sheet.chance
    title = pick("", "Councillor ", "Cllr ", "Cllr. ", "Mr ", "Mrs ")
    lists = [
        (
            pick("Present:", "PRESENT", "Members Present:", "Attendees", "Sederunt:"),
            3 if sheet.short else 8,
            pick("", " (Chair)", ", Chair"),
        )
    ]
    if not sheet.short:
        lists.append((pick("In attendance:", "Also Present:", "Officers", "Invited:"), 4, ""))
    if chance(0.6):
        lists.append((pick("Apologies:", "APOLOGIES", "Apologies were received from"), 3, ""))
    for label, most, post in lists:
        names = [f"{title}{_person(sheet)}" for _ in range(sheet.rng.randrange(1, most))]
        names[0] += post
        columns = pick(1, 1, 2)
        if chance(0.5):
            sheet.para(f"{label} {pick(', ', '; ').join(names)}{pick('', '.')}")
        else:
            sheet.line(label, bold=chance(0.6))
            for at in range(0, len(names), columns):
                sheet.line("   ".join(names[at : at + columns]))
        sheet.blank()


_POINTS = ("({})", "{}.", "({}) That", "{}) That", "{}. That", "{}")


def _phrase(sheet: _Sheet, text: str) -> str:
    out = text.replace("{t}", sheet.pick(*_SAID["things"]))
    while "{p}" in out:
        out = out.replace("{p}", _person(sheet), 1)
    for mark, options in (
        ("{that}", _THAT),
        ("{deed}", _DEEDS),
        ("{v}", _SAID["verbs"]),
        ("{s}", _SAID["subjects"]),
        ("{w}", _SAID["passives"]),
    ):
        out = out.replace(mark, sheet.pick(*options))
    return out.replace("{s2}", sheet.pick(*_SAID["subjects"]).replace("The ", "the "))


def _minute_body(sheet: _Sheet, phrasing: str, columns: bool, number: int) -> None:
    pick, chance = sheet.pick, sheet.chance
    if sheet.short and chance(0.4):
        sheet.para(pick(*_SAID["nothing"]).replace("{date}", _date(sheet)[1]))
        sheet.blank()
        return
    count = 0
    for _ in range(sheet.rng.randrange(0, 4)):
        text = (
            _filler(sheet)
            if chance(0.5)
            else " ".join(_phrase(sheet, pick(*_DEBATE)) for _ in range(sheet.rng.randrange(1, 5)))
        )
        if sheet.points and not sheet.lead:
            count += 1
            text = sheet.points.format(n=number, at=count) + text
        if not columns and chance(0.2):
            who = pick(f"Cllr {_person(sheet)}", "The Clerk", "Clerk", _person(sheet))
            act = pick(*_ACTS).replace("{who}", who)
            sheet.mark("actions", act, who=who)
            text = f"{text} {act}"
        elif columns and chance(0.3):
            who = _doer(sheet)
            act = pick(*_ACTS).replace("{who}", pick(who, "The Clerk", _person(sheet)))
            if sheet.owner == "led":
                _led_action(sheet, text, act, who)
                continue
            if chance(0.35):
                # A name in the column makes an action of whatever is said beside it.
                act = _phrase(sheet, pick(*_DEBATE)) if chance(0.6) else _topic_line(sheet)
                sheet.mark("actions", act, who=who)
                sheet.para(act)
            elif chance(0.6):
                sheet.para(text)
                sheet.mark("actions", act, who=who)
                sheet.para(act)
            else:
                # The sentence goes on in the paragraph's line, as clerks write it.
                sheet.mark("actions", act, who=who)
                sheet.para(f"{text} {act}")
            _owner(sheet, who)
            continue
        sheet.para(text)
        if columns and sheet.owner != "led" and chance(0.2):
            _owner(sheet, pick("Noted", "NOTED", "Info", "Noted.", "Item 6", "For information"))
        sheet.blank()
    if chance(0.8):
        if not sheet.welsh and chance(0.3):
            phrasing = pick(*tuple(_DECISIONS))
        sheet.lead = sheet.lead or sheet.points.format(n=number, at=count + 1)
        _decision(sheet, phrasing, columns)


def _doer(sheet: _Sheet) -> str:
    """Who is to act, as an action column names them."""
    one = sheet.pick(
        _initials(sheet),
        "Clerk",
        "All",
        "ALL",
        "The Clerk",
        "Chair",
        f"Cllr {_person(sheet)}",
        f"Cllr. {_person(sheet)}",
        _surname(sheet),
        _person(sheet),
        _initials(sheet),
    )
    if sheet.chance(0.25):
        one += sheet.pick("/", " / ", " & ", ", ", "/Cllr. ") + sheet.pick(
            _initials(sheet), "Clerk", _surname(sheet)
        )
    return one


def _topic_line(sheet: _Sheet) -> str:
    """A letter or paper that a correspondence list names."""
    point, topic = sheet.pick("i", "ii", "iv", "vi", "a", "b", "3"), sheet.pick(*_TOPIC).lower()
    lead = sheet.pick("", "consultation on ", "request for support towards ")
    return f"{point}) {_council(sheet)}, {lead}{topic}."


def _led_action(sheet: _Sheet, text: str, act: str, who: str) -> None:
    """An action that says it is one, in a paragraph of its own or at the end of what was said."""
    lead = sheet.pick("Action:", "ACTION:", "Action –", "ACTION", "Actions:", "Action point:")
    if sheet.chance(0.3):
        sheet.mark("actions", text, who=who)
        sheet.para(f"{text} {sheet.pick(f'({lead} {who})', f'{lead} {who}', f'[{who}]')}")
        return
    sheet.para(text)
    if sheet.chance(0.3):
        sheet.line(lead, bold=True)
        lead = ""
    for _ in range(sheet.rng.randrange(1, 3)):
        told = sheet.pick(act, f"{who} to {sheet.pick(*_DEEDS)}", f"{who}: {act}")
        point = sheet.pick("", "", "• ", "1. ")
        sheet.mark("actions", f"{lead} {point}{told}".strip(), who=who)
        sheet.para(f"{lead} {point}{told}".strip(), bold=sheet.chance(0.4))
        lead = ""
    sheet.blank()


def _action_list(sheet: _Sheet) -> None:
    """What is to be done, in a list or a table of its own at the end."""
    columns = sheet.chance(0.6)
    sheet.line(
        sheet.pick(
            "Action List",
            "ACTIONS",
            "Summary of actions",
            "Action points",
            "Actions arising",
            "ACTION LOG",
        ),
        bold=True,
    )
    if columns:
        sheet.line(
            sheet.pick(
                "No Action Owner Update",
                "Action By whom By when",
                "Ref Action Responsible",
                "Item Action Who",
            )
        )
    style = sheet.pick("{}.", "{:02}", "", "A{}", "6.{}", "Sept21.{:02}", "24/{}")
    for at in range(1, sheet.rng.randrange(3, 9)):
        who = sheet.pick(_initials(sheet), "Clerk", "All", _person(sheet))
        act = sheet.pick(
            f"{who} to {sheet.pick(*_DEEDS)}",
            sheet.pick(*_DEEDS).capitalize(),
            f"{sheet.pick(*_TOPIC)} – {who} to {sheet.pick(*_DEEDS)}",
        )
        line = f"{style.format(at)} {act}".strip()
        sheet.mark("actions", act, who=who)
        sheet.para(
            f"{line} {who} {sheet.pick('', 'Ongoing', 'June', 'Done')}".strip() if columns else line
        )


def _owner(sheet: _Sheet, who: str) -> None:
    """Who is to act: in a column of its own, or at the end of the last line."""
    style = sheet.owner
    if style == "same line" and sheet.lines[-1].text:
        sheet.lines[-1].text += " " * sheet.rng.randrange(4, 40) + who
        return
    for _ in range(sheet.rng.randrange(1, 4) if style == "below" else 0):
        sheet.line("")
    sheet.line(who, indent=430.0)


def _initials(sheet: _Sheet) -> str:
    return sheet.pick(*_FIRST)[0] + sheet.pick(*_LAST)[0]


def _decision(sheet: _Sheet, phrasing: str, columns: bool) -> None:
    pick, chance = sheet.pick, sheet.chance
    vote = ""
    if chance(0.15):
        vote = pick(
            " (9 votes for, 2 against, 1 abstention)",
            " Voting: For 7, Against 3",
            " (Unanimous)",
            " The vote was 6 in favour and 4 against.",
            " (Carried 8-2)",
        )
    if chance(0.25):
        sheet.para(pick(*_LEADS), bold=chance(0.6))
        sheet.blank()
        style = pick(*_POINTS)
        for at in range(sheet.rng.randrange(1, 5)):
            text = (
                pick(*_THAT)
                if "That" in style
                else pick(
                    f"that {pick(*_THAT)}",
                    f"That {pick(*_THAT)}",
                    f"to {pick(*_DEEDS)}",
                    pick(*_THAT),
                )
            )
            point = "" if style == "{}" else style.format(pick(at + 1, "abcdefg"[at]))
            text = f"{point} {text}".strip() + pick(";", "; and", ".")
            sheet.mark("agreed", text)
            sheet.para(text, indent=20.0)
        if vote:
            sheet.line(vote.strip())
        sheet.blank()
        return
    text = _phrase(sheet, pick(*_DECISIONS[phrasing])) + ("." if chance(0.9) else "")
    text = text.replace("..", ".")
    if chance(0.4) and phrasing not in ("resolved", "welsh"):
        lead = " ".join(_phrase(sheet, pick(*_DEBATE)) for _ in range(sheet.rng.randrange(1, 3)))
        sheet.mark("agreed", text)
        if text.startswith("it was"):
            lead = lead.rstrip(".") + pick(" and", ", after some discussion", ";")
        sheet.para(f"{lead} {text}{vote}")
    elif chance(0.2):
        text = text[0].lower() + text[1:] if text.startswith("It ") else text
        sheet.mark("agreed", text)
        sheet.para(f"{pick(*'abcde')}. {pick(*_TOPIC)}{pick(' – ', ' - ', ': ')}{text}{vote}")
    else:
        text = text[0].upper() + text[1:]
        sheet.mark("agreed", text)
        sheet.para(text + vote, bold=chance(0.3), indent=pick(0.0, 0.0, 36.0))
    if columns and chance(0.3):
        entry = sheet.truth["agreed"][-1]
        who = _initials(sheet)
        more = {"text": entry["text"], "who": who}
        sheet.truth.setdefault("actions", []).append(more)
        sheet.places.append((more, "pdf_page", len(sheet.lines) - 1))
        _owner(sheet, who)
    sheet.blank()


# --- reports ---------------------------------------------------------------------------


def _report(sheet: _Sheet) -> None:
    pick, chance = sheet.pick, sheet.chance
    council = _council(sheet)
    committee = pick(*_COMMITTEE) if chance(0.8) else pick("Council", "Full Council")
    iso, day = _date(sheet)
    topic = pick(*_TOPIC)
    title = pick(
        topic,
        f"{topic} – {_place(sheet)}",
        f"{_place(sheet)} {topic}",
        f"{topic} {iso[:4]}",
        f"{topic}: {pick('Update', 'Final Review', 'Options Appraisal', 'Consultation')}",
        f"Review of {topic}",
        f"Proposed {topic} in {_place(sheet)} Ward",
    )
    officers = [_person(sheet) for _ in range(pick(1, 1, 2, 2))]
    posts = [pick(*_POST) for _ in officers]
    sheet.truth.update(
        kind="report", council=council, committee=committee, date=iso, title=title, officers=[]
    )
    style = sheet.rng.randrange(9)
    big: dict[str, Any] = {
        "bold": chance(0.8),
        "size": pick(11.0, 13.0, 16.0),
        "centred": chance(0.4),
    }
    named = chance(0.6)
    author_last = chance(0.3)
    contact = [
        f"{p}, {post}" if chance(0.7) else p for p, post in zip(officers, posts, strict=True)
    ]
    if named and style not in (4, 6):
        sheet.line(_caps(sheet, council, 0.5), **big)
        sheet.blank()
    if style == 0:  # particulars, labels with colons
        rows = [
            (
                pick("Meeting", "Committee", "Report to", "To", "Meeting name", "Decision maker"),
                committee,
            ),
            (pick("Date", "Date of meeting", "Meeting date"), day),
            (pick("Subject", "Report title", "Title", "Report of", "Title of report"), title),
            (
                pick("Ward(s) affected", "Wards affected", "Key Decision", "Classification"),
                pick("All", "No", "Open"),
            ),
            (pick("Report of", "From", "Report by"), pick(*posts)),
        ]
        if not author_last:
            rows += [
                (pick("Contact Officer", "Report Author", "Author", "Officer contact"), one)
                for one in contact
            ]
            sheet.truth["officers"] = officers
        for label, value in rows:
            if chance(0.3):
                sheet.line(f"{label}:", bold=chance(0.5))
                sheet.para(value)
            else:
                sheet.para(f"{label}:  {value}")
    elif style == 1:  # REPORT TO … in capitals
        sheet.line(
            f"REPORT TO {committee.upper()}" if chance(0.5) else f"Report to {committee}", **big
        )
        sheet.line(day)
        sheet.line(
            f"REPORT OF THE {pick(*posts).upper()}"
            if chance(0.5)
            else f"Report of the {pick(*posts)}",
            **big,
        )
        sheet.blank()
        sheet.para(_caps(sheet, title), **big)
    elif style == 2:  # a grid read column by column
        sheet.line("Item No.")
        sheet.line(str(sheet.rng.randrange(3, 20)))
        sheet.line("Classification:")
        sheet.line("Open")
        sheet.line("Date:")
        sheet.line(day)
        sheet.line(pick("Meeting Name:", "MEETING NAME", "Decision Taker:"))
        sheet.line(committee)
        sheet.line("Report title:")
        sheet.para(title, bold=True)
        sheet.line("Ward(s) or groups affected:")
        sheet.line("All")
        sheet.line("From:")
        sheet.line(pick(*posts))
    elif style == 3:
        sheet.para(_caps(sheet, title), **big)
        sheet.line(f"{committee} – {day}", **big)
        sheet.line(f"Report by {contact[0]}")
        sheet.truth["officers"] = officers[:1]
    elif style == 4:
        head = f"{council} – {committee}" if named else committee
        sheet.line(head, **big)
        sheet.line(f"{day}")
        sheet.para(title, **big)
        sheet.para(f"Purpose: {_filler(sheet)}")
    elif style == 5:
        sheet.line(f"Agenda Item {sheet.rng.randrange(2, 15)}")
        sheet.line(f"{committee}  {day}", **big)
        sheet.para(title, **big)
        sheet.line(f"Report of {pick(*posts)}")
    elif style == 6:
        where = f"{council} " if named else ""
        sheet.line(f"{where}{pick(committee, '')} Meeting {day}".replace("  ", " "), **big)
        sheet.line(f"Agenda Item {sheet.rng.randrange(2, 200)}")
        sheet.para(title, **big)
    elif style == 7:
        title = f"{title} {day}" if chance(0.5) else title
        sheet.truth["title"] = title
        sheet.line(title, **big)
        sheet.line(committee)
    else:
        sheet.line(f"Committee: {committee} Date: {day}")
        sheet.para(f"Title: {title}")
        sheet.line(f"Lead Officer: {contact[0]} Tel: 01632 960{sheet.rng.randrange(100, 999)}")
        sheet.truth["officers"] = officers[:1]
    if not named:
        sheet.truth["council"] = None
    sheet.blank()
    heads = [
        pick("Purpose of Report", "Summary", "Executive Summary", "Introduction"),
        pick(
            "Recommendations",
            "RECOMMENDATIONS",
            "Recommendation",
            "Recommendation(s)",
            "Recommendations:",
            "Decision required",
        ),
        pick("Background", "Key Issues", "Reasons for Recommendations"),
        "Financial Implications",
        "Legal Implications",
    ]
    if chance(0.4):
        heads[0], heads[1] = heads[1], heads[0]
    if sheet.short:
        heads = heads[: pick(2, 3)]
    numbers = pick("{}.", "{}.0", "{}", "", "")
    paragraph = 0
    for at, head in enumerate(heads, 1):
        sheet.line(f"{numbers.format(at)} {head}".strip(), bold=chance(0.8))
        sheet.blank()
        if head.lower().startswith(("recomm", "decision req")):
            paragraph = _recommendations(sheet, at, paragraph, committee)
            continue
        for _ in range(sheet.rng.randrange(1, 3)):
            paragraph += 1
            mark = f"{at}.{paragraph} " if numbers else f"{paragraph}. " if chance(0.5) else ""
            sheet.para(mark + _filler(sheet))
            sheet.blank()
    if not sheet.truth["officers"] and (author_last or chance(0.6)):
        sheet.truth["officers"] = officers
        if chance(0.4):
            sheet.line(pick("AUDIT TRAIL", "Contact details", "Report Author"), bold=True)
        for label, one in zip(
            (
                pick("Lead Officer", "Responsible officer", "Contact Officer:", "Author:"),
                pick("Report Author", "Prepared by", "Contact:"),
            ),
            contact,
            strict=False,
        ):
            sheet.para(f"{label} {one}")
            if chance(0.3):
                sheet.line(
                    f"Tel: 01632 960{sheet.rng.randrange(100, 999)}  email: officer@council.example"
                )
    elif not sheet.truth["officers"]:
        sheet.truth["officers"] = []


def _recommendations(sheet: _Sheet, section: int, paragraph: int, committee: str) -> int:
    pick, chance = sheet.pick, sheet.chance
    lead = pick(
        f"That the {committee} agree:",
        "It is recommended that:",
        f"{committee} is asked to:",
        "Members are asked to:",
        f"{committee} is asked to RESOLVE that:",
        None,
        None,
        "The Committee is recommended to:",
    )
    count = sheet.rng.randrange(1, 6)
    if lead:
        sheet.para(lead)
        sheet.blank()
    style = pick("{s}.{n}", "({n})", "{n}.", "({a})", "", "•", "{a})")
    for at in range(count):
        paragraph += 1
        mark = style.format(s=section, n=at + 1, a="abcdefg"[at])
        text = (
            pick(
                f"That {pick(*_THAT)}",
                f"To {pick(*_DEEDS)}",
                f"{pick(*_DEEDS).capitalize()}",
                pick(*_THAT),
                f"That Members {pick(*_DEEDS)}",
            )
            if lead
            else pick(
                f"That {pick(*_THAT)}",
                f"That the {committee} {pick(*_DEEDS)}",
                f"The {committee} is recommended to {pick(*_DEEDS)}",
                f"Members are asked to {pick(*_DEEDS)}",
            )
        )
        if chance(0.3):
            text += f" and {pick(*_DEEDS)}"
        text += pick(".", ";", "; and", ".")
        sheet.para(f"{mark} {text}".strip(), indent=20.0)
        sheet.blank()
    return paragraph


# --- agendas and others ------------------------------------------------------------------


def _agenda(sheet: _Sheet) -> None:
    pick, chance = sheet.pick, sheet.chance
    council = _council(sheet)
    committee = pick(*_COMMITTEE) if chance(0.5) else None
    iso, day = _date(sheet)
    body = committee or pick("Parish Council", "Council", council)
    sheet.truth.update(kind="agenda", council=council, committee=committee, date=iso)
    big: dict[str, Any] = {"bold": chance(0.8), "size": pick(11.0, 13.0, 16.0)}
    sheet.line(_caps(sheet, council), **big)
    sheet.blank()
    title = pick(
        f"Agenda for the {body} meeting",
        f"{body} Meeting – Agenda",
        "Agenda",
        f"Notice of a meeting of the {body}",
        f"Meeting of the {body}",
    )
    sheet.truth["title"] = title
    sheet.line(title, **big)
    sheet.para(
        pick(
            f"You are hereby summoned to attend a meeting of the {body} to be held on {day} at "
            f"{_time(sheet)} in {_venue(sheet)}",
            f"To be held on {day} at {_time(sheet)}, {_venue(sheet)}",
            f"Date: {day} Time: {_time(sheet)} Venue: {_venue(sheet)}",
        )
    )
    if chance(0.5):
        clerk = _person(sheet)
        sheet.truth["officers"] = [clerk]
        sheet.line(clerk)
        sheet.line(pick("Clerk to the Council", "Parish Clerk", "Town Clerk", "Proper Officer"))
    sheet.blank()
    sheet.line("AGENDA", bold=True)
    style = pick("{}.", "{}", "{})")
    for at in range(1, sheet.rng.randrange(6, 18)):
        text = pick(
            pick(*_USUAL),
            pick(*_TOPIC),
            f"To receive {pick(*_USUAL).lower()}",
            f"To consider {pick(*_TOPIC).lower()} and the arrangements for next year",
            f"To approve the {pick(*_TOPIC).lower()}",
            f"To {pick(*_DEEDS)}",
        )
        sheet.item(str(at), text)
        sheet.para(f"{style.format(at)} {text}")
        if chance(0.3):
            sheet.para(_filler(sheet)[:160])


def _other(sheet: _Sheet) -> None:
    pick, chance = sheet.pick, sheet.chance
    council = _council(sheet)
    iso, day = _date(sheet)
    topic = pick(*_TOPIC)
    kind = pick(
        "other",
        "other",
        "slides",
        "decision notice",
        "decision notice",
        "forward plan",
        "questions and statements",
        "constitution",
        "appendix",
    )
    sheet.truth.update(kind=kind, council=council, committee=None, date=None)
    big: dict[str, Any] = {"bold": True, "size": pick(14.0, 18.0, 22.0)}
    title = {
        "slides": topic,
        "decision notice": pick(
            "Record of Executive Decision",
            "Decision Notice",
            "Officer Decision Record",
            "Delegated Decision Notice",
        ),
        "forward plan": pick(
            "Forward Plan of Key Decisions", "Notice of Forthcoming Key Decisions"
        ),
        "questions and statements": pick(
            "Public Questions and Statements",
            "Questions from the Public",
            "Written Questions and Answers",
        ),
        "constitution": pick(
            "Constitution of the Council",
            "Council Procedure Rules",
            "Part 3: Responsibility for Functions",
            "Standing Orders",
            "Code of Conduct",
            "Financial Regulations",
        ),
        "appendix": f"Appendix {pick(*'ABC123')} – {topic}",
        "other": pick(
            f"{topic} Strategy {iso[:4]}",
            f"Budget Book {iso[:4]}/{int(iso[2:4]) + 1:02}",
            f"{topic}: Guide for Residents",
            f"Statement of Accounts {iso[:4]}",
            f"{topic} Policy",
            f"Equality Impact Assessment: {topic}",
        ),
    }[kind]
    sheet.truth["title"] = title
    sheet.line(title, **big)
    sheet.line(council if chance(0.7) else _place(sheet))
    if sheet.lines[-1].text != council:
        sheet.truth["council"] = None
    if kind == "decision notice":
        sheet.truth["date"] = iso
        taker = pick(f"Cabinet Member for {pick(*_TOPIC)}", pick(*_POST), pick(*_COMMITTEE))
        sheet.line(f"{pick('Decision maker', 'Decision taken by', 'Decision-taker')}: {taker}")
        sheet.line(f"{pick('Date of decision', 'Date', 'Date decision taken')}: {day}")
        if chance(0.5):
            sheet.line(f"{pick('Subject', 'Title of decision', 'Report title')}: {topic}")
        lead = pick(
            "Decision:",
            "Decision",
            "Decision taken:",
            "Details of decision:",
            "DECISION(S) MADE",
            "The decision:",
        )
        sheet.line(lead, bold=chance(0.5))
        for at in range(pick(1, 1, 2, 3)):
            deed = f"{pick('To', 'That the Council', 'Agreed to')} {pick(*_DEEDS)}."
            deed = f"{at + 1}. {deed}" if chance(0.4) else deed
            sheet.mark("agreed", deed)
            sheet.para(deed)
        sheet.line(pick("Reasons for the decision:", "Reasons for decision", "Reason(s)"))
        sheet.para(_filler(sheet))
        sheet.line(pick("Alternative options considered:", "Options considered and rejected"))
        sheet.para(_filler(sheet)[:160])
        sheet.line(pick("Conflicts of interest declared: None", "Interests declared: none"))
        sheet.line("Call-in deadline: five working days after publication")
    for _ in range(sheet.rng.randrange(2, 9)):
        if kind == "slides":
            sheet.line(pick(*_TOPIC), **big)
            for _ in range(3):
                sheet.line(f"• {_filler(sheet)[:70]}")
        elif kind == "questions and statements":
            sheet.line(f"Question {sheet.rng.randrange(1, 9)} from {_person(sheet)}:")
            sheet.para(_filler(sheet))
            sheet.line("Answer:")
            sheet.para(_filler(sheet))
        elif kind == "forward plan":
            sheet.line(pick(*_TOPIC), bold=True)
            sheet.line(f"Decision due: {_date(sheet)[1]}")
            sheet.line(f"Decision maker: {pick(*_COMMITTEE)}")
        else:
            sheet.line(f"{sheet.rng.randrange(1, 9)}. {pick(*_TOPIC)}", bold=True)
            sheet.para(_filler(sheet))
            sheet.blank()


# --- pages -----------------------------------------------------------------------------


def _paged(sheet: _Sheet, name: str) -> Paper:
    """The sheet's lines on pages of one height, with a foot or head on each."""
    rng = sheet.rng
    rows = rng.choice((44, 50, 56))
    foot = rng.choice(
        ("{}", "Page {}", "Page {} of 9", f"{sheet.truth.get('council')} {{}}", "", "- {} -")
    )
    wide = sheet.truth["kind"] == "slides"
    width, height = (842.0, 595.0) if wide else (595.0, 842.0)
    pages: list[RawPage] = []
    looks: dict[PdfPage, dict[int, Look]] = {}
    blind = rng.random() < 0.25
    chunks = [sheet.lines[at : at + rows] for at in range(0, len(sheet.lines), rows)]
    for entry, key, at in sheet.places:
        entry[key] = min(at // rows, len(chunks) - 1) + 1
    for number, chunk in enumerate(chunks, 1):
        lines = list(chunk)
        if foot:
            line = _DrawnLine(foot.format(number), centred=True)
            lines = [line, *lines] if rng.random() < 0.3 else [*lines, line]
        text = "\n".join(
            line.text + (" " if line.text and rng.random() < 0.5 else "") for line in lines
        )
        seen: dict[int, Look] = {}
        for at, line in enumerate(lines):
            if not line.text or blind:
                continue
            long = min(width - 120, len(line.text) * 0.5 * line.size)
            left = (width - long) / 2 if line.centred else 60 + line.indent
            top = 50 + at * (height - 100) / max(rows, 1)
            seen[at] = Look(
                left=left,
                right=left + long,
                top=top,
                bottom=top + line.size,
                size=line.size,
                bold=line.bold,
            )
        page = PdfPage(number)
        pages.append(RawPage(pdf_page=page, text=text, width=width, height=height))
        looks[page] = seen
    return Paper(name=name, body="drawn", pages=pages, looks=looks, truth=sheet.truth)
