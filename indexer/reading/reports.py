"""An officer's report: to whom, by whom, for when, what it asks, under which headings.

The head is a list of labels and values ("Relevant Officer:", "Report of",
"Date of meeting"); what follows is sections (`indexer.reading.sections`). The
recommendations are the numbered or lettered points of the section that asks.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.packs import Block, BlockKind, Page, PdfPage, PrintedPage, Recommendation, Section
from indexer.reading.sections import ASKED, Part, parts_of, sections_of
from indexer.reading.text import date_in, join_lines, lines_of

__all__ = ["Report", "read_report"]

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?:{pattern})\s*(?:\(s\))?\s*(?P<mark>[:–-]|$)\s*", re.I))
    for name, pattern in (
        ("addressee", r"report to|to|meeting of|committee|decision[- ]maker"
                      r"|decision to be taken by|"
                      r"report for|body|forum|name of (?:committee|meeting|decision body)"),
        ("officer", r"(?:relevant|lead|responsible|report|reporting|contact|author(?:ising)?"
                    r"|senior responsible|"
                    r"accountable|presenting|wards?|key)\s+(?:officers?|authors?|directors?)"
                    r"(?:\s*(?:&|and|/)\s*(?:contact|title|job title|post|tel(?:ephone)?(?: no)?"
                    r"|email|details))*"
                    r"|(?:joint )?report (?:of|by|author)(?: the)?|authors?(?: of report)?"
                    r"|officers?|"
                    r"(?:corporate |executive |strategic |service |assistant )?director"
                    r"|head of service|"
                    r"report(?:ing)? author"),
        ("member", r"(?:relevant|lead|responsible)?\s*(?:cabinet|executive|portfolio"
                   r"|lead) (?:member|holder|councillor)"
                   r"(?: portfolio)?|portfolio(?: holder)?"),
        ("date", r"date(?: of (?:the )?(?:meeting|decision(?:/\s*meeting)?|report|committee"
                 r"|cabinet))?|"
                 r"meeting(?: date)?|meeting/decision date|date of decision/?"),
        ("title", r"(?:report )?(?:title|subject)(?: of (?:report|decision))?|report title"
                  r"|subject matter"
                  r"(?:\s*/\s*title of decision)?|report on"),
        ("other", r"wards?(?: affected| involved)?|key decision|decision (?:no|type|number"
                  r"|reference)|"
                  r"classification|electoral divisions?|status|purpose|ref(?:erence)?"
                  r"|agenda item(?: no)?|"
                  r"item(?: no)?|public|exempt|contact details|telephone|tel|e-?mail"
                  r"|forward plan (?:ref|no).*|"
                  r"past pathway.*|future pathway.*|enclosures?|appendices"),
    )
)
_NEEDS_COLON = re.compile(
    r"(?:to|committee|body|forum|director|title|subject|public|exempt|status|report on|officers?"
    r"|authors?|"
    r"purpose|portfolio|meeting of|wards?|ref(?:erence)?|tel|telephone|date|classification"
    r"|appendices|"
    r"enclosures?|key decision)$", re.I
)
_TITLE = r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame|Rev|Revd)\.?\s+)?"
_PERSON = re.compile(
    rf"{_TITLE}[A-Z][\w'’.-]*(?:\s+(?:de|van|von|le|la|Mc|Mac"
    rf"|O['’]))?(?:\s+[A-Z][\w'’.-]*){{1,3}}\s*(?:[,–]|\s-)"
)
_POINT = re.compile(
    r"(?P<number>\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-z]{1,2}|[ivx]{1,5})\)"
    r"|\d{1,2}(?:\.\d{1,2}){1,3}\.?|\d{1,2}\.|"
    r"R(?:EC)?\s?\d{1,2}[.:)]?|recommendation \d{1,2}\s*[:.–-]?)\s+(?=\S)", re.I
)
_LEADS = re.compile(r"that\b(?:\s+[\w',()-]+){0,8}\s*:[-–]?$|(?:the )?[\w ]{3,60}:[-–]$", re.I)
_NOTHING = re.compile(r"(?:none|n/?a|not applicable|nil)\W*", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a report says of itself; None or empty where it does not say."""

    title: str | None = None
    date: dt.date | None = None
    addressee: str | None = None
    officers: tuple[str, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    sections: tuple[Section, ...] = ()
    exempt: bool = False


def read_report(pages: Sequence[Page], *, skip: dict[PdfPage, frozenset[int]]) -> Report:
    """Understand the pages of one report, its appendices left out.

    Args:
        pages: in order, with their blocks.
        skip: the lines of each page that are stamps, heads and footers.
    """
    if not pages:
        return Report()
    head, parts = parts_of(pages)
    sections = sections_of(parts)
    values = _head_values(pages[0], skip.get(pages[0].pdf_page, frozenset()), parts)
    officers = _officers(values.get("officer", []))
    if not officers:
        officers = _closing_officers(pages, skip)
    answer = next((s.text for s in sections if s.name == "exempt"), "")
    return Report(
        title=_title(head, values, sections=bool(parts)),
        date=date_in(join_lines(values.get("date", []))),
        addressee=join_lines(values.get("addressee", [])) or None,
        officers=officers,
        recommendations=_recommendations(parts, pages),
        sections=sections,
        exempt=bool(re.search(r"\?\s*yes\b", answer, re.I)),
    )


# --- head --------------------------------------------------------------------------


def _label(line: str) -> tuple[str, str] | None:
    """(field, value on the same line) if the line is a label of the head."""
    for name, pattern in _LABELS:
        match = pattern.match(line)
        if match is None:
            continue
        rest = line[match.end() :].strip()
        if match["mark"] or (not rest and not _NEEDS_COLON.match(line.strip())):
            return name, rest
    return None


def _head_values(
    page: Page, skip: frozenset[int], parts: Sequence[Part]
) -> dict[str, list[str]]:
    """Label → the lines of its value, from the first page down to the first section."""
    stop = parts[0].heading if parts and parts[0].first == page.pdf_page else None
    values: dict[str, list[str]] = {}
    current: str | None = None
    titles = {b.text for b in page.blocks if b.kind is BlockKind.HEADING}
    lines = [line for i, line in enumerate(lines_of(page.text)) if line and i not in skip]
    for index, line in enumerate(lines[:45]):
        if stop is not None and stop.startswith(line) and len(line) > 5:
            break
        following = lines[index + 1] if index + 1 < len(lines) else ""
        label = _label(line)
        if label is None and following:
            # "Date of Decision/" and "Meeting" are one label on two lines.
            both = _label(f"{line} {following}")
            if both is not None and both[1] == "" and line.endswith("/"):
                label = (both[0], "")
        if label is not None:
            name, rest = label
            current = name if name not in values or name in ("officer",) else (
                current if not rest and current == name else None
            )
            if current is not None:
                values.setdefault(current, [])
                if rest:
                    values[current].append(rest)
            continue
        if current is None:
            continue
        if current == "date":
            if date_in(line):
                values["date"].append(line)
            current = None
            continue
        if line in titles and values[current] and not line.endswith(","):
            current = None
            continue
        if len(values[current]) >= 6:
            current = None
            continue
        values[current].append(line)
    return values


def _officers(lines: Sequence[str]) -> tuple[str, ...]:
    """"Name, post" of each officer; a post that runs over lines is joined."""
    people: list[list[str]] = []
    for line in lines:
        open_bracket = people and " ".join(people[-1]).count("(") > " ".join(people[-1]).count(")")
        if people and (open_bracket or not _PERSON.match(line)):
            people[-1].append(line)
        else:
            people.append([line])
    found = []
    for person in people:
        text = re.sub(r"\s+([,.;])", r"\1", join_lines(person)).strip(" .;,")
        text = re.sub(r"\s*[,;–-]?\s*(?:tel(?:ephone)?|e-?mail|phone)\b.*$", "", text, flags=re.I)
        text = re.sub(r"[,;\s]*[\w.+'-]+@[\w.-]+.*$", "", text).strip(" .;,")
        if text and not _NOTHING.fullmatch(text) and len(text) <= 200:
            found.append(text)
    return tuple(dict.fromkeys(found))


def _closing_officers(
    pages: Sequence[Page], skip: dict[PdfPage, frozenset[int]]
) -> tuple[str, ...]:
    """Officers named at the report's end ("Contact officer: …"), where its head names none."""
    for page in reversed(pages):
        lines = [
            line for i, line in enumerate(lines_of(page.text))
            if line and i not in skip.get(page.pdf_page, frozenset())
        ]
        for index, line in enumerate(lines):
            label = _label(re.sub(r"^\d+(?:\.\d+)*\s+", "", line))
            if label is None or label[0] != "officer":
                continue
            value = [label[1]] if label[1] else []
            for following in lines[index + 1 : index + 4]:
                if _label(following) or re.search(r"@|\btel\b|\d{5}", following, re.I):
                    break
                if value and (value[-1].endswith(".") or not re.match(r"[A-Z]", following)):
                    break
                value.append(following)
                if len(value) >= 2:
                    break
            if officers := _officers(value):
                return officers
    return ()


def _title(
    head: Sequence[tuple[Block, PdfPage]], values: dict[str, list[str]], *, sections: bool
) -> str | None:
    if values.get("title"):
        return join_lines(values["title"]) or None
    if not sections:
        return None
    headings = [
        block.text for block, _ in head
        if block.kind is BlockKind.HEADING and _label(block.text) is None
        and not re.match(r"(?:report (?:to|of)|agenda item|public report|exempt"
                         r"|date)\b", block.text, re.I)
        and date_in(block.text) is None
    ]
    return headings[-1].strip(" .:") if headings else None


# --- recommendations ------------------------------------------------------------------


def _recommendations(parts: Sequence[Part], pages: Sequence[Page]) -> tuple[Recommendation, ...]:
    printed = {page.pdf_page: page.printed_page for page in pages}
    for part in parts:
        if part.name == "recommendations":
            blocks = list(part.blocks)
            if not blocks and ASKED.search(part.heading):
                continue
            found = _points(blocks, printed)
            if found:
                return found
    for index, (block, pdf_page) in enumerate(all_blocks := _all(parts)):
        # No section asks; a sentence may.
        if block.kind is not BlockKind.ROW and re.match(
            r"(?:[\d.]+\s+)?(?:it is (?:therefore )?recommended|(?:the )?(?:committee|cabinet"
            r"|council|board|panel|"
            r"executive|members?)\s+(?:is|are)\s+(?:asked|recommended|requested"
            r"|invited)\b)", block.text, re.I
        ):
            follow = []
            for after in all_blocks[index + 1 :]:
                if after[0].kind is not BlockKind.LIST_ITEM:
                    break
                follow.append(after)
            return _points([(block, pdf_page), *follow], printed)
    return ()


def _all(parts: Sequence[Part]) -> list[tuple[Block, PdfPage]]:
    return [entry for part in parts for entry in part.blocks]


@dataclass(slots=True)
class _Point:
    number: str | None
    texts: list[str]
    pdf_page: PdfPage
    level: int
    leads: bool = False


def _points(
    blocks: Sequence[tuple[Block, PdfPage]], printed: dict[PdfPage, PrintedPage | None]
) -> tuple[Recommendation, ...]:
    """Each point that is asked, with the sub-points that belong to it."""
    points: list[_Point] = []
    lead: _Point | None = None
    for block, pdf_page in blocks:
        text = block.text
        match = _POINT.match(text)
        number = match["number"].strip(" .:()") if match else None
        body = text[match.end() :] if match else text
        numbered = bool(match)
        listed = block.kind is BlockKind.LIST_ITEM
        if block.kind is BlockKind.HEADING and not ASKED.search(text) and not numbered:
            if points and re.match(r"(?:contact|report author|wards?|name"
                                   r"|lead officer)\b", text, re.I):
                break
            continue
        if points and not numbered and not listed and _goes_on(points[-1], body):
            points[-1].texts[-1] = join_lines([points[-1].texts[-1], body])
            continue
        opens_list = body.rstrip().endswith((":", ":-", ":–"))
        leads_in = opens_list and bool(ASKED.search(body) or _LEADS.match(body))
        if (points and opens_list and not (numbered or listed or leads_in)
                and len(body.split()) <= 6):
            break
        if leads_in and not (listed and lead is not None):
            lead = _Point(number, [body], pdf_page, 0)
            continue
        level = 2 if listed and not _dotted(number) else 1
        if level == 2 and points and points[-1].leads and lead is None:
            points[-1].texts.append(body)
            continue
        if level == 2 and not numbered and points and points[-1].leads:
            points[-1].texts.append(body)
            continue
        if level == 1:
            lead = None if _dotted(number) else lead
        points.append(_Point(number, [body], pdf_page, level, leads=opens_list))
    if not points and lead is not None:
        points.append(lead)
    return tuple(
        Recommendation(
            text=_tidy_point(point.texts), pdf_page=point.pdf_page,
            printed_page=printed.get(point.pdf_page), number=point.number,
        )
        for point in points if not _NOTHING.fullmatch(point.texts[0])
    )


def _dotted(number: str | None) -> bool:
    return bool(number and re.fullmatch(r"\d+(?:\.\d+)+", number))


def _goes_on(point: _Point, text: str) -> bool:
    """The text is the rest of a point that a page's end cut."""
    return not re.search(r"[.:;!?]\W*$", point.texts[-1]) and (
        text[:1].islower() or not re.match(r"(?:to|that)\b", text, re.I)
    )


def _tidy_point(texts: Sequence[str]) -> str:
    text = texts[0] if len(texts) == 1 else f"{texts[0]} • " + " • ".join(texts[1:])
    return re.sub(r";(?:\s*(?:and|or))?$|,?\s+and$", "", text.strip()).strip()
