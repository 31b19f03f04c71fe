"""The front sheet: whose meeting, when and where, who is asked to it, and the items.

Councils lay it out differently, but it is always a head (council, committee, day,
time, place), an agenda of numbered items, and notes for those who attend. The
numbers of the items go up by one, which tells them from the numbered lists inside
an item; where the type is known, items also share their left edge.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from indexer.packs import PdfPage, RawPage
from indexer.reading.looks import Look
from indexer.reading.stamps import is_blank
from indexer.reading.text import date_in, dates_in, fold, join_lines, lines_of, squash

__all__ = ["Entry", "FrontSheet", "announced_ranges", "council_named", "front_pages", "read_front", "tidy_name"]

_AGENDA = re.compile(r"(?:supplementary\s+|revised\s+)?a\s*g\s*e\s*n\s*d\s*a(?:\s+items?)?\s*:?", re.I)
_SUPPLEMENT = re.compile(
    r"\bsupplement(?:ary|al)?\b.{0,40}\b(?:agenda|pack|papers?|item)|agenda supplement|"
    r"unavailable when the (?:main )?agenda was|late (?:item|paper|report)s?\b|to follow (?:item|paper)|"
    r"marked ['\"]?to follow", re.I | re.S,
)
_RANGE = re.compile(
    r"\(?\s*\bpages?\s*:?\s*(?P<first>\d{1,4})(?:\s*(?:[-–—]|to)\s*(?P<last>\d{1,4}))?\s*\)?", re.I
)
_BARE_RANGE = re.compile(r"(?:^|\s)\(?(?P<first>\d{1,4})\s*[-–—]\s*(?P<last>\d{1,4})\)?$")
_BARE_PAGE = re.compile(r"\(?(?P<first>\d{1,4})\)?$")
_NUMBER = re.compile(
    r"(?:(?:agenda\s+)?item\s*(?:no\.?\s*)?)?"
    r"(?P<number>\d{1,2}(?:\.\d{1,2})?\s?[a-z]?|[A-Z]{1,2}\.?\d{1,2}|\d{1,2}\s?\([a-z]\))"
    r"(?P<mark>[.):]|\s?[-–—:](?=\s))?(?:\s+(?P<rest>\S.*))?", re.I,
)
_PENDING = re.compile(
    r"[\(\[]?\s*\b(?:(?:report|paper|document)s?\s+)?(?:to follow|verbal (?:report|update|item))\b\s*[\)\]]?",
    re.I,
)
_PURPOSE = re.compile(
    r"(?:(?:for the (?:committee|board|panel|cabinet)|the (?:committee|board|panel|cabinet) (?:is |are )?)"
    r"|to (?:receive|consider|note|agree|approve|confirm|declare|report|inform|provide|update|be|sign|"
    r"review|discuss|determine|hear|appoint|elect|present|scrutini[sz]e|make|set|give|seek|decide|"
    r"answer|deal|endorse|recommend|resolve|enable|identify|invite|ask|take|advise|outline|adopt)\b"
    r"|(?:joint )?report (?:of|by|from)\b|report attached|members (?:are|will|of)\b|members? and officers\b"
    r"|(?:the )?(?:chair(?:man|person)?|councillors?) (?:to|will|are|is)\b|if any\b|any (?:member|councillor)"
    r"|please\b|a report\b|this (?:item|report)\b|presentation (?:by|from)\b|minutes of the meeting\b"
    r"|the (?:attached )?report\b|attached\b|presented by\b|lead officer\b|contact(?: officer)?\s*:|wards?\s*(?:affected)?\s*:)",
    re.I,
)
_END = re.compile(
    r"(?:venue|other|further|general|public|meeting|access|attendance|additional|emergency|fire)"
    r"\s+(?:information|evacuation|procedures?|arrangements)\b.*|information for (?:the public|members).*"
    r"|notes?\s*(?::.*)?|contact(?: officer| details)?s?\s*:.*|for (?:further|more) information.*"
    r"|for queries.*|membership\s*(?::.*)?|dated?\s*:.*|date of (?:publication|issue|despatch).*"
    r"|published\b.*|issued (?:on|by|:).*|yours (?:sincerely|faithfully).*|this agenda (?:has been|was) .*"
    r"|(?:webcasting|filming|recording|mobile phones?|accessibility|large print)\b.*"
    r"|(?:access to|copies of) (?:agendas?|the agenda|information).*|quorum\b.*"
    r"|distribution\s*(?::.*)?|to\s*:\s.*|members\s*:.*|members of the (?:committee|panel|board)\s*:?"
    r"|information about (?:the|this) .*|chief executive(?: officer)?|please (?:contact|note).*"
    r"|(?:members of the )?public (?:are|wishing|who|speaking|attendance|questions) (?:welcome|to|wish|are).*"
    r"|if you (?:require|need|would like|have any|wish).*", re.I,
)
_PART = re.compile(
    r"(?:part\s+(?:[IVX]{1,4}|[A-C1-4]|one|two|three)\b.{0,80}"
    r"|(?:exempt|confidential|public|private|open|closed|part (?:one|two)|non-?key|key|standard|"
    r"procedural|reserved|urgent)\s+(?:items?|business|matters|decisions?|session|section|agenda|reports?)\b.{0,80}"
    r"|(?:items?|matters|reports?|business) (?:for|from|in|referred|to be)\b.{0,80}"
    r"|pink papers?.*|not for publication.*|agenda items?.*|no\.?\s+title.*|item\s+(?:no\.?\s+)?(?:title|subject|page)?.*"
    r"|pages?(?:\s+(?:nos?|numbers?)\.?)?|public document pack)", re.I,
)
_EXEMPT_PART = re.compile(
    r"part\s+(?:II|2|B|two)\b.*|.*\b(?:exempt|confidential|private|pink|closed)\b.*"
    r"|not for publication.*|.*exclusion of (?:the )?(?:press|public).*", re.I,
)
_WRAPPED = 36
"""Letters in a line of a title that goes on to the next; a shorter one has ended."""

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY_DATE = re.compile(rf"\b{_DAY}\b", re.I)
_TIME = re.compile(
    r"(?<![\d.])(?P<time>\d{1,2}(?:[.:]\d{2})?\s*(?:a\.?m\.?|p\.?m\.?|noon|midday)|"
    r"(?:12\s*)?noon|midday|\d{1,2}[.:]\d{2}(?=\s*(?:hours|hrs|$|,|\s+(?:in|at)\b)))(?![a-z])", re.I,
)
_COMMITTEE = re.compile(
    r"\b(?:committee|cabinet|council|board|panel|forum|executive|sub-?committee|commission|"
    r"authority|group|assembly|partnership|scrutiny)\b", re.I,
)
_COUNCIL = re.compile(
    r"(?:the\s+)?(?P<name>(?:(?:royal|london)\s+borough(?:\s+council)?\s+of\s+[A-Z][\w'’.-]+"
    r"(?:(?:\s+(?:and|&|upon|with|on)|[\s-]+[A-Z][\w'’.-]+))*(?:\s+council)?"
    r"|city\s+of\s+[A-Z][\w'’.-]+(?:\s+[A-Z][\w'’.-]+)?(?:\s+(?:metropolitan\s+district\s+)?council)?"
    r"|(?:[A-Z][\w'’.&-]*\s+(?:(?:and|with|upon|on|the|of|&|in|le)\s+)*){1,5}"
    r"(?:(?:city|county|borough|district|metropolitan|town|parish|unitary|combined)\s+)*(?:council|authority)"
    r"|[A-Z][\w'’.-]+(?:\s+(?:and\s+)?[A-Z][\w'’.-]+)*\s+fire\s+(?:and|&)\s+rescue\s+(?:authority|service)))",
    re.I,
)
_NOT_A_COUNCIL = re.compile(
    r"\b(?:full|annual|special|extraordinary|meeting|the|this|your|our|local|parish|a|an|to|of the|"
    r"by|for|members?|each|any|tax|scrutiny|cabinet|executive|planning|licensing|agenda|chief)$|"
    r"^(?:full|annual|special|extraordinary|meeting of|this|your|our|a|to|for|by|leader of|cost of|"
    r"deputy|members?|agenda|minutes|report|information|corporate|executive|the leader|town)\b", re.I,
)
_HELD_IN = re.compile(
    r"^(?:(?:to be held )?(?:in|at)\s+(?:the\s+)?|venue\s*:\s*|place\s*:\s*|location\s*:\s*|held (?:in|at)\s+)(?P<venue>\S.*)",
    re.I,
)
_PLACE_WORDS = re.compile(
    r"\b(?:room|hall|chamber|suite|house|centre|center|offices?|building|street|road|teams|zoom|"
    r"virtual|online|remote|theatre|library|civic|guildhall|council chamber)\b", re.I,
)
_MEMBERS_END = re.compile(
    r"(?:the above|members? (?:are|is)\b.*requested|you are|dear |a\s*g\s*e\s*n\s*d\s*a\b|agenda\b"
    r"|quorum|substitutes?\b|contact|for (?:further|more)|time\s*:|date\s*:|venue\s*:|if you|notes?\b"
    r"|webcast|public\b|democratic services|published|independent persons?)", re.I,
)
_SENTENCE = re.compile(r"(?:\S+\s+){6,}\S+\.")
_CONTACT = re.compile(
    r"(?:please\s+contact\s*:?|contact(?:\s+(?:officer|details|point|name|us))?(?:\s+for this meeting)?\s*:|"
    r"ask\s+for\s*:|(?:committee|democratic services|governance) officer\s*:|clerk(?: to the (?:committee|council))?\s*:|"
    r"enquiries to\s*:|contact\s+(?=[A-Z]))\s*", re.I,
)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<!\d)(?:\(?\+44\)?\s?\(?0?\)?|\(?0)[\d\s()-]{8,14}\d(?!\d)")
_PUBLISHED = re.compile(
    r"(?:date of (?:publication|issue|despatch|agenda publication)|published(?: on)?|issued(?: on)?|"
    r"(?:agenda )?publication date|dated?|despatched(?: on)?|agenda published)\s*:?\s*", re.I,
)
_INFO_HEAD = re.compile(
    r"(?:venue|attendance|access|public|meeting)\s+information\s*:?|information for (?:the public|visitors).*"
    r"|attend(?:ing|ance) (?:at )?(?:the )?meetings?\b.*|accessibility\b.*|other information\s*:?", re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An item as the front sheet lists it. `first` and `last` are printed pages."""

    number: str
    title: str
    purpose: str | None = None
    first: int | None = None
    last: int | None = None
    exempt: bool = False
    pdf_page: PdfPage


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontSheet:
    """What the front sheet says; None where it does not say."""

    pages: int = 0
    council: str | None = None
    committee: str | None = None
    date: dt.date | None = None
    time: str | None = None
    venue: str | None = None
    members: tuple[str, ...] = ()
    contact: str | None = None
    published: dt.date | None = None
    venue_information: str | None = None
    entries: tuple[Entry, ...] = ()
    supplement: bool = False
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    pdf_page: PdfPage
    look: Look | None


@dataclass(slots=True)
class _Start:
    """A line that may open an item."""

    at: int
    key: tuple[str, int, str]
    number: str
    rest: str
    marked: bool
    score: float = 0.0


# --- where the front sheet ends ----------------------------------------------


def announced_ranges(pages: Sequence[RawPage]) -> tuple[tuple[int, int], ...]:
    """The ``(Pages 15 - 92)`` of the first pages, as printed numbers in order."""
    found: list[tuple[int, int]] = []
    for page in pages:
        for match in re.finditer(
            r"\(\s*pages?\s*:?\s*(\d{1,4})(?:\s*(?:[-–—]|to)\s*(\d{1,4}))?\s*\)", page.text, re.I
        ):
            first = int(match[1])
            last = int(match[2] or first)
            if first <= last and (not found or first >= found[-1][0]):
                found.append((first, last))
    return tuple(found)


def front_pages(
    pages: Sequence[RawPage], outline: Sequence[tuple[int, str, PdfPage]]
) -> int:
    """How many pages at the start are the agenda itself; 0 if the document has none.

    The agenda goes on to the page before the first that bears a page stamp or an
    item's stamp, or that an item's bookmark leads to.
    """
    stamped = _first_stamped(pages)
    marked = next(
        (page for _, title, page in outline
         if page > 1 and re.match(r"\s*(?:item\s*)?\d", title, re.I)), None,
    )
    looks_like_agenda = _is_agenda(pages[: min(len(pages), 4)])
    if not looks_like_agenda:
        return 0
    ends = [end for end in (stamped, marked) if end is not None and end > 1]
    if ends:
        return min(ends) - 1
    for page in pages[1:]:
        if _opens_paper(page.text):
            return page.pdf_page - 1
    return len(pages)


def _first_stamped(pages: Sequence[RawPage]) -> int | None:
    for page in pages:
        tail = [line for line in lines_of(page.text) if line][-4:]
        head = [line for line in lines_of(page.text) if line][:2]
        if any(re.fullmatch(r"agenda item\s*:?\s*\S{1,6}", line, re.I) for line in tail + head):
            return page.pdf_page
        if any(re.fullmatch(r"page 1", line, re.I) for line in tail[-2:]) and page.pdf_page > 1:
            return page.pdf_page
    return None


def _opens_paper(text: str) -> bool:
    head = "\n".join([line for line in lines_of(text) if line][:6])
    return bool(re.search(r"^(?:report (?:to|of|by)\b|minutes of\b|present\s*:|relevant officer)",
                          head, re.I | re.M))


def _is_agenda(pages: Sequence[RawPage]) -> bool:
    head = "\n".join(page.text for page in pages[:2])
    lines = [line for page in pages for line in lines_of(page.text)]
    opening = [line for line in lines[:60] if line]
    if re.search(r"public document pack", head, re.I) and not _opens_paper(pages[0].text):
        return True
    if any(_AGENDA.fullmatch(line) for line in lines):
        return True
    if announced_ranges(pages):
        return True
    if _SUPPLEMENT.search(head) and any(_NUMBER.fullmatch(line) for line in opening):
        return True
    return bool(re.search(r"\bagenda item no\b|^agenda\b", head, re.I | re.M)) and any(
        _DAY_DATE.search(line) for line in opening
    )


# --- reading it -----------------------------------------------------------------


def read_front(
    pages: Sequence[RawPage],
    looks: Mapping[PdfPage, Mapping[int, Look]],
    *,
    skip: Mapping[PdfPage, frozenset[int]],
    title: str = "",
    subject: str = "",
    total: int = 0,
) -> FrontSheet:
    """Understand the front sheet.

    Args:
        pages: the front pages only.
        looks: of their lines, where known.
        skip: the lines of each page that are stamps.
        title, subject: of the PDF's metadata, which ModernGov fills with the
            committee, the day and the time.
        total: how many pages the whole document has.
    """
    lines = [
        _Line(text, page.pdf_page, looks.get(page.pdf_page, {}).get(index))
        for page in pages if not is_blank(page)
        for index, text in enumerate(lines_of(page.text))
        if text and index not in skip.get(page.pdf_page, frozenset())
        and not re.fullmatch(r"public document pack", text, re.I)
    ]
    if not lines:
        return FrontSheet(pages=len(pages))
    entries, first, last, missing = _entries(lines, total)
    head = lines[:first] if entries else lines
    tail = lines[last:] if entries else []
    when, where = _when_and_where([line.text for line in head])
    committee, date, time = _from_metadata(title, subject)
    committee_line = _committee([line for line in head])
    if committee_line and (committee is None or fold(committee) != fold(committee_line)):
        committee = committee if committee and fold(committee) in fold(committee_line) else (
            tidy_name(committee_line) if committee is None else committee
        )
    supplement = bool(
        re.search(r"supplement", title, re.I)
        or _SUPPLEMENT.search("\n".join(line.text for line in head))
    )
    # A supplement lists only the items that it has papers for.
    warnings = [] if supplement else missing
    if when[0] and date and when[0] != date:
        warnings.append(
            f"The front sheet says {when[0].isoformat()}, the file's title "
            f"{date.isoformat()}: the front sheet is followed."
        )
    date = when[0] or date
    time = when[1] or time
    every = [line.text for line in lines]
    return FrontSheet(
        pages=len(pages),
        council=_council([line.text for line in head] + [line.text for line in tail]),
        committee=committee,
        date=date,
        time=time,
        venue=where,
        members=_members([line.text for line in head]) or _members([line.text for line in tail]),
        contact=_contact(every),
        published=_published([line.text for line in head], [line.text for line in tail], date),
        venue_information=_information([line.text for line in tail]),
        entries=entries,
        supplement=supplement,
        warnings=tuple(warnings),
    )


# --- items ----------------------------------------------------------------------


def _key(number: str) -> tuple[str, int, str]:
    match = re.fullmatch(r"([a-z]*)\.?(\d+)(?:\.(\d+))?\s?\(?([a-z]?)\)?", number.strip().lower())
    assert match is not None
    letter = match[4] or (f"{int(match[3]):03d}" if match[3] else "")
    return match[1], int(match[2]), letter


def _follows(before: tuple[str, int, str], after: tuple[str, int, str]) -> float | None:
    """The cost of `after` being the next item, None where it cannot be."""
    if after <= before:
        return None
    if before[0] == after[0]:
        if after[1] == before[1]:
            return 0.0
        step = after[1] - before[1]
        return 0.0 if step == 1 else (0.8 * (step - 1) if step <= 12 else None)
    return 0.3 if after[1] == 1 else 1.5


def _entries(
    lines: Sequence[_Line], total: int
) -> tuple[tuple[Entry, ...], int, int, list[str]]:
    """(items, index of the first item's line, index past the last's, warnings)."""
    begin = next(
        (i + 1 for i, line in enumerate(lines) if _AGENDA.fullmatch(line.text)
         or re.match(r"agenda item no\b", line.text, re.I)), 0,
    )
    starts = _starts(lines, begin)
    chain = _best_chain(starts, lines)
    if not chain:
        return (), len(lines), len(lines), []
    ends = [start.at for start in chain[1:]] + [len(lines)]
    entries: list[Entry] = []
    beside = _ranges_beside(chain, lines, total)
    exempt_from_here = any(
        _PART.fullmatch(line.text) and _EXEMPT_PART.fullmatch(line.text)
        for line in lines[begin : chain[0].at]
    ) and not any(re.match(r"part\s+(?:I|1|A|one)\b", line.text, re.I)
                  for line in lines[begin : chain[0].at])
    last_line = chain[-1].at + 1
    previous = 0
    for start, end in zip(chain, ends, strict=True):
        final = end == len(lines)
        block = [
            i for i in range(start.at + (0 if start.rest else 1), end)
            if i not in beside or beside[i] is start
        ]
        block += [i for i, owner in beside.items() if owner is start and i < start.at]
        stop = next(
            (i for i in block if i > start.at and _END.fullmatch(lines[i].text)
             and not _belongs(lines, i, start.at)), None,
        ) if final or len(block) > 12 else None
        if stop is not None:
            block = [i for i in block if i < stop]
        entry, exempt_after = _entry(start, block, lines, previous, total)
        entries.append(replace(entry, exempt=entry.exempt or exempt_from_here))
        previous = entry.first or previous
        exempt_from_here = exempt_after if exempt_after is not None else exempt_from_here
        if final:
            last_line = (block[-1] + 1) if block else start.at + 1
    warnings = []
    keys = [start.key for start in chain]
    missing = [
        str(n) for a, b in zip(keys, keys[1:], strict=False) if a[0] == b[0]
        for n in range(a[1] + 1, b[1])
    ]
    if missing:
        warnings.append(
            f"The agenda has no item {', '.join(missing)}, or it could not be read."
        )
    return tuple(entries), chain[0].at, last_line, warnings


def _ranges_beside(
    chain: Sequence[_Start], lines: Sequence[_Line], total: int
) -> dict[int, _Start]:
    """Page ranges that stand level with an item's number but are drawn before it."""
    found: dict[int, _Start] = {}
    for start in chain:
        look = lines[start.at].look
        for i in range(max(0, start.at - 3), start.at):
            other = lines[i].look
            if (look is not None and other is not None and abs(look.top - other.top) < 4
                    and _BARE_RANGE.fullmatch(lines[i].text)
                    and _bare_range(lines[i].text, 0, total)):
                found[i] = start
    return found


def _belongs(lines: Sequence[_Line], index: int, start: int) -> bool:
    """An item may be called "Membership": its title is not the end of the agenda."""
    return index <= start + 1


def _starts(lines: Sequence[_Line], begin: int) -> list[_Start]:
    starts = []
    for at in range(begin, len(lines)):
        text = lines[at].text
        match = _NUMBER.fullmatch(text)
        if not match:
            continue
        number = re.sub(r"\s+", "", match["number"])
        rest = (match["rest"] or "").strip()
        if not rest and at + 1 >= len(lines):
            continue
        if rest and not re.match(r"[A-Za-z\"'“‘*(\[£\d]", rest):
            continue
        # "10 January 2022" and "6.00 pm" are no items; nor is a right-hand page range.
        if rest and (re.match(rf"(?:{'|'.join(_MONTH_NAMES)})\b|(?:am|pm|a\.m|p\.m)\b|[-–]\s*\d",
                              rest, re.I) or _TIME.match(text)):
            continue
        if re.fullmatch(r"\d{1,2}\.\d{2}", number):
            continue
        if _BARE_RANGE.fullmatch(text) and not match["mark"]:
            continue
        if number[-1].isalpha() and rest and number[-1].isupper() and not match["mark"]:
            continue
        starts.append(
            _Start(at, _key(number), number, rest, bool(match["mark"]))
        )
    return starts


_MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august",
    "september", "october", "november", "december", "jan", "feb", "mar", "apr",
    "jun", "jul", "aug", "sept?", "oct", "nov", "dec",
)


def _best_chain(starts: list[_Start], lines: Sequence[_Line]) -> list[_Start]:
    """The run of lines with rising numbers that most looks like an agenda."""
    if not starts:
        return []
    lefts = [
        round(look.left) for s in starts if (look := lines[s.at].look) is not None
    ]
    edge = min(lefts) if lefts else None
    for start in starts:
        score = 1.0
        after = [lines[i].text for i in range(start.at, min(start.at + 5, len(lines)))]
        title = start.rest or (after[1] if len(after) > 1 else "")
        if any(_RANGE.fullmatch(t) for t in after[1:]) or _RANGE.search(title):
            score += 0.5
        look = lines[start.at].look
        title_look = look if start.rest else (
            lines[start.at + 1].look if start.at + 1 < len(lines) else None
        )
        if title_look is not None and title_look.bold:
            score += 0.5
        if look is not None and edge is not None:
            score += 0.5 if look.left <= edge + 6 else -0.4
        if title.isupper():
            score += 0.3
        if start.rest and start.rest[0].islower():
            score -= 1.0
        if title.endswith((";", ",")) or re.search(r"; (?:and|or)$", title):
            score -= 0.8
        start.score = score
    best: list[tuple[float, int | None]] = []
    for i, start in enumerate(starts):
        opening = start.key[1] - 1 if not start.key[0] else 0
        top, before = start.score - min(0.6, 0.1 * opening), None
        for j in range(i):
            cost = _follows(starts[j].key, start.key)
            if cost is None:
                continue
            score = best[j][0] + start.score - cost
            if score > top:
                top, before = score, j
        best.append((top, before))
    end: int | None = max(range(len(starts)), key=lambda i: best[i][0])
    if end is None or best[end][0] < 1.0:
        return []
    chain = []
    while end is not None:
        chain.append(starts[end])
        end = best[end][1]
    return chain[::-1]


def _entry(
    start: _Start, block: Sequence[int], lines: Sequence[_Line], previous: int, total: int
) -> tuple[Entry, bool | None]:
    """(the item, whether what follows on the agenda is exempt, None for no change)."""
    texts: list[tuple[str, Look | None]] = []
    first = last = None
    ranged_at: int | None = None
    exempt_after: bool | None = None
    exempt = False
    for order, index in enumerate(block):
        text = start.rest if index == start.at else lines[index].text
        match = _RANGE.search(text)
        if match and not (match.group().strip().startswith("(") or match.end() == len(text)):
            match = None
        if match is None and first is None:
            match = _bare_range(text, previous, total)
        if match:
            low = int(match["first"])
            high = int(match.groupdict().get("last") or low)
            if low <= high and (first is None or low >= first):
                first = low if first is None else first
                last = high if last is None else max(last, high)
                text = (text[: match.start()] + " " + text[match.end() :]).strip()
                if ranged_at is None:
                    ranged_at = len(texts) + (1 if text else 0)
        if order > 0 and _PART.fullmatch(text):
            if _EXEMPT_PART.fullmatch(text):
                exempt_after = True
            elif re.match(r"part\s+(?:I|1|A|one)\b|public\b|open\b", text, re.I):
                exempt_after = False
            if exempt_after is not None or not texts:
                continue
        text = re.sub(r"\s{2,}", " ", _PENDING.sub(" ", text)).strip(" -–")
        if text:
            texts.append((text, lines[index].look))
    cut = _title_lines(texts, ranged_at)
    title = join_lines(text for text, _ in texts[:cut])
    purpose = join_lines(text for text, _ in texts[cut:]) or None
    whole = " ".join(text for text, _ in texts)
    if re.search(r"\bexempt\b.{0,40}\b(?:paragraph|schedule|information)|not for publication|"
                 r"\bconfidential (?:item|report|appendix)\b|^\W*(?:exempt|confidential)\b", whole, re.I):
        exempt = not _procedural(whole)
    return Entry(
        number=start.number, title=title, purpose=purpose, first=first, last=last,
        exempt=exempt, pdf_page=lines[start.at].pdf_page,
    ), exempt_after


def _procedural(text: str) -> bool:
    """The agenda's standard item about shutting out the public is not itself exempt."""
    return bool(re.search(
        r"exclusion of (?:the )?(?:press|public)|exclude the (?:press|public)|"
        r"(?:press and |)public (?:be|are) excluded|items? (?:likely|which|that|containing)|"
        r"declaration", text, re.I,
    ))


def _bare_range(text: str, previous: int, total: int) -> re.Match[str] | None:
    """A range without the word: "3 - 10" at the end of a line, if it can be one."""
    match = _BARE_RANGE.search(text)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    if not (max(previous, 1) <= first <= last <= max(total, 1) + 10) or last - first > 400:
        return None
    return match


def _title_lines(texts: Sequence[tuple[str, Look | None]], ranged_at: int | None) -> int:
    """How many of an item's lines are its title."""
    if not texts:
        return 0
    first, look = texts[0]
    limit = min(len(texts), 6)
    if ranged_at is not None and 0 < ranged_at <= 4:
        limit = min(limit, ranged_at)
    if look is not None and look.bold and any(
        other is not None and not other.bold for _, other in texts[1:]
    ):
        cut = 1
        while cut < limit and (other := texts[cut][1]) is not None and other.bold:
            cut += 1
        return cut
    if _capitals(first):
        cut = 1
        while cut < limit and _capitals(texts[cut][0]):
            cut += 1
        return cut
    cut = 1
    while cut < limit:
        text = texts[cut][0]
        if _PURPOSE.match(text) or (text.endswith(".") and len(text.split()) >= 5):
            break
        if len(texts[cut - 1][0]) < _WRAPPED and not text[0].islower():
            break
        if ranged_at is None or cut >= ranged_at:
            # Without a range to close the title, a line goes on only where the one
            # before it was cut: it ends in a small word or this one starts small.
            open_end = re.search(r"(?:\b(?:and|of|the|for|to|in|on|with|a|an|by|at|from)|[-–,&/])$",
                                 texts[cut - 1][0], re.I)
            if not (open_end or text[0].islower()):
                break
        cut += 1
    return cut


def _capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 2 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


# --- head ------------------------------------------------------------------------


def _from_metadata(
    title: str, subject: str
) -> tuple[str | None, dt.date | None, str | None]:
    """ModernGov writes "(Public Pack)Agenda Document for Cabinet, 30/01/2025 10:00"."""
    for text in (subject, title):
        match = re.search(
            r"(?:\bfor\s+)?(?P<committee>[^()]*?),\s*(?P<date>\d{1,2}/\d{1,2}/\d{4})"
            r"(?:\s+(?P<time>\d{1,2}:\d{2}))?\s*$", text,
        )
        if not match:
            continue
        committee = re.sub(r"^.*?\b(?:document|supplement|pack|agenda|minutes|papers?)\s+for\s+", "",
                           match["committee"].strip(), flags=re.I | re.S)
        committee = re.sub(r"^for\s+", "", committee, flags=re.I)
        return committee.strip() or None, date_in(match["date"]), match["time"]
    return None, None, None


def _when_and_where(head: Sequence[str]) -> tuple[tuple[dt.date | None, str | None], str | None]:
    """((date, time), venue) of the meeting from the head's lines."""
    best: tuple[int, int] | None = None
    for i, text in enumerate(head):
        around = join_lines(head[i : i + 2])
        if not dates_in(text) and not (_DAY_DATE.search(text) and dates_in(around)):
            continue
        rank = (
            2 * bool(_DAY_DATE.search(text)) + 2 * bool(_TIME.search(join_lines(head[i : i + 3])))
            + bool(re.search(r"\b(?:date|held|meeting|on)\b", text, re.I))
            - 3 * bool(_PUBLISHED.match(text))
        )
        if best is None or rank > best[0]:
            best = (rank, i)
    if best is None or best[0] < 1:
        return (None, None), _venue(head, 0)
    i = best[1]
    near = head[i : i + 4]
    date = date_in(join_lines(head[i : i + 2]))
    time = None
    for text in [*near, *head[max(0, i - 3) : i][::-1]]:
        if match := _TIME.search(text):
            time = " ".join(match["time"].split())
            time = time.lower() if time.isupper() else time
            break
    return (date, time), _venue(head, i)


def _venue(head: Sequence[str], at: int) -> str | None:
    order = [*range(at, min(at + 7, len(head))), *range(0, at)]
    for start in order:
        i, text = start, head[start]
        if re.fullmatch(r"(?:venue|place|location)\s*:?", text, re.I) and i + 1 < len(head):
            i += 1
            text = f"Venue: {head[i]}"
        match = _HELD_IN.match(text)
        if not match:
            # "Thursday 3 July 2025 at 6.00 pm in Committee Room A, Town Hall"
            inner = re.search(
                r"(?:a\.?m\.?|p\.?m\.?|noon|\d{4})[\s,.-]+(?:[Ii]n|[Aa]t)\s+(?:the\s+)?(?P<venue>[A-Z].*)", text
            )
            match = inner if inner else None
        if match and not _TIME.match(match["venue"]) and not date_in(match["venue"]):
            venue = match["venue"]
            for following in head[i + 1 : i + 3]:
                if venue.endswith(",") or (
                    _PLACE_WORDS.search(following) and len(following) < 80
                    and not _AGENDA.fullmatch(following) and not _MEMBERS_END.match(following)
                    and not _DAY_DATE.search(following) and not _NUMBER.fullmatch(following)
                    and not re.search(r"[.;]$|\bto\s*:", following)
                ):
                    venue = join_lines([venue, following])
                else:
                    break
            if _PLACE_WORDS.search(venue) or "," in venue or text.lower().startswith(
                ("venue", "place", "location")
            ):
                return venue.rstrip(" .")
    for i in range(at + 1, min(at + 4, len(head))):
        text = head[i]
        if (_PLACE_WORDS.search(text) and len(text) < 120 and not _AGENDA.fullmatch(text)
                and not re.search(r"\b(?:committee|members?)\b(?! room)", text, re.I)):
            return text.rstrip(" .")
    return None


def _committee(head: Sequence[_Line]) -> str | None:
    """The committee's name: a short line of its own near the day, in large or bold type."""
    best: tuple[float, str] | None = None
    date_at = next((i for i, line in enumerate(head) if _DAY_DATE.search(line.text)), None)
    for i, line in enumerate(head[:40]):
        text = line.text.strip(" :-–")
        text = re.split(rf"\s[-–—]\s*(?={_DAY})|,\s*(?={_DAY})", text, flags=re.I)[0].strip()
        text = re.sub(r"^(?:meeting|agenda|notice of (?:a )?meeting|a meeting|to|title)\s*(?:of|for|:)\s*(?:the\s+)?", "",
                      text, flags=re.I)
        match = _COMMITTEE.search(text)
        if (not match or len(text) > 110 or re.search(r"[.;@]|\bwww\b", text)
                or _council([text]) == text or re.match(r"(?:to|dear|councill?ors?|the above|members)\b", text, re.I)):
            continue
        score = 1.0
        if _capitals(text):
            score += 1.0
        if line.look is not None:
            score += 0.6 * line.look.bold + min(1.0, max(0.0, (line.look.size - 12) / 8))
        if date_at is not None:
            score += max(0.0, 1.0 - 0.2 * abs(date_at - i))
        if len(text.split()) > 12:
            score -= 1.0
        if best is None or score > best[0]:
            best = (score, text)
    return best[1] if best else None


_SMALL = frozenset("and of the for to in on with a an by at from".split())


def tidy_name(text: str) -> str:
    """A name in capitals as it would be written in a sentence."""
    if not _capitals(text):
        return text
    words = text.lower().split()
    return " ".join(
        word if i and word in _SMALL else "-".join(p[:1].upper() + p[1:] for p in word.split("-"))
        for i, word in enumerate(words)
    )


def _council(lines: Iterable[str]) -> str | None:
    """The council's name, on a line of its own before one inside a sentence."""
    inside: str | None = None
    for line in lines:
        text = line.strip(" -–:")
        if len(text) > 200 or not re.search(r"council|authority|borough|city of|rescue", text, re.I):
            continue
        for match in _COUNCIL.finditer(text):
            name = match["name"].strip()
            name = re.sub(r"^(?:(?:the|of|at|in|for|to|by|from|and)\s+)+", "", name, flags=re.I)
            stem = re.sub(r"\s+(?:council|authority)$", "", name, flags=re.I)
            if (stem == name and not re.search(r"borough|city of|rescue", name, re.I)) or not stem:
                continue
            if re.fullmatch(r"(?:(?:city|county|borough|district|metropolitan|town|parish|unitary|"
                            r"combined|local|planning|the)\s*)+", stem, re.I):
                continue
            if _NOT_A_COUNCIL.search(stem) or not re.match(r"[A-Z]", name):
                continue
            if not all(w[0].isupper() or w.lower() in _SMALL or w in {"&", "upon", "le"}
                       for w in re.split(r"[\s-]+", name) if w):
                continue
            if len(name) >= 0.9 * len(re.sub(r"^the\s+", "", text, flags=re.I)):
                return tidy_name(name)
            inside = inside or tidy_name(name)
    return inside


def council_named(text: str) -> str | None:
    """The council that a text names, for documents whose front sheet does not.

    It must open a line of its own, stand in the text twice, or own the web address.
    """
    counts: dict[str, int] = {}
    opens: set[str] = set()
    for line in text.split("\n"):
        if name := _council([line]):
            counts[name] = counts.get(name, 0) + 1
            if fold(line).startswith(fold(name)) and re.match(
                r"\s*(?:$|[-–—:|])", line.strip()[len(name) :]
            ):
                opens.add(name)
    if not counts:
        return None
    name = max(counts, key=lambda n: (counts[n], n in opens))
    site = squash(name.split()[0])
    owns = bool(re.search(rf"\b{re.escape(site)}\w*\.gov\.uk", text, re.I))
    return name if counts[name] >= 2 or name in opens or owns else None


def _members(lines: Sequence[str]) -> tuple[str, ...]:
    """Who is asked to the meeting, as the sheet names them."""
    begin = next(
        (i for i, text in enumerate(lines)
         if re.match(r"(?:to|membership|committee members?|members?(?: of the .{3,60})?|councillors?"
                     r"|the membership of .{3,80})\s*(?:\(\d+\))?\s*:", text, re.I)
         or re.fullmatch(r"(?:committee )?membership(?: \(\d+\))?", text, re.I)), None,
    )
    if begin is None:
        return ()
    block: list[str] = []
    for i, text in enumerate(lines[begin : begin + 40]):
        if i and (_MEMBERS_END.match(text) or _SENTENCE.fullmatch(text) or _AGENDA.fullmatch(text) or _DAY_DATE.search(text)):
            break
        block.append(text)
    if len(block) > 30:
        return ()
    members: list[str] = []
    joined: list[str] = []
    for text in block:
        text = re.sub(r"^(?:to|membership|committee members?|members?(?: of the [^:]{3,60})?)\s*(?:\(\d+\))?\s*:\s*", "",
                      text, flags=re.I)
        if joined and not re.match(r"(?:councillors?|cllrs?|mrs?|ms|miss|dr|rev|co-?opt\w*|voting|non-?voting)\b",
                                   text, re.I) and not re.search(r"[a-z]\)$", joined[-1]):
            joined[-1] += " " + text
        else:
            joined.append(text)
    for text in joined:
        plural = re.match(r"(councillors|cllrs)\b\.?\s*:?\s*", text, re.I)
        role = re.match(r"(co-?opt\w*(?: members?)?|voting members?|non-?voting(?: members?)?|substitutes?)\s*:\s*",
                        text, re.I)
        body = text[(plural or role).end() :] if (plural or role) else text  # type: ignore[union-attr]
        if plural or role:
            people = [p.strip(" .;,") for p in re.split(
                r"(?:,|;)\s*(?:and\s+)?(?![^(]*\))|\s+and\s+(?![^(]*\))", body)]
            members.extend(
                f"Councillor {p}" if plural and not re.match(r"(?:councillor|cllr|mrs?|ms|dr|lord|lady|sir)\b(?=.*\s\w+\s)", p, re.I) else p
                for p in people if p
            )
        else:
            for person in re.split(r";\s*|,\s*(?=(?:councillor|cllr)\b)", body, flags=re.I):
                person = person.strip(" .;,")
                both = re.fullmatch(
                    r"(?P<one>(?:Mrs?|Ms|Miss|Dr)\.?\s+[^,]+?)\s+and\s+(?P<two>(?:Mrs?|Ms|Miss|Dr)\.?\s+[^,]+),"
                    r"\s*(?P<role>.+?)s", person
                )
                if both:
                    members += [f"{both[who]}, {both['role']}" for who in ("one", "two")]
                    continue
                if person and re.search(r"[A-Z]", person) and len(person) < 120:
                    members.append(person)
    return tuple(dict.fromkeys(members))


def _contact(lines: Sequence[str]) -> str | None:
    """Whom to ask about the agenda: name, post, telephone, e-mail."""
    for i, text in enumerate(lines):
        match = _CONTACT.search(text)
        if not match:
            continue
        block = join_lines([text[match.end() :], *lines[i + 1 : i + 4]])
        near = join_lines(lines[max(0, i - 3) : i + 5])
        if not (_EMAIL.search(near) or _PHONE.search(near)):
            continue
        ends = [m.end() for m in (_EMAIL.search(block), _PHONE.search(block)) if m]
        if ends:
            contact = block[: max(ends)]
        else:
            contact = block.split(".")[0]
            name = text[match.end() :].strip(" .")
            extras = [m.group().strip() for m in (_PHONE.search(near), _EMAIL.search(near)) if m]
            contact = ", ".join([name, *extras]) if name else ", ".join(extras)
        contact = re.sub(r"^(?:the\s+)?(?:[A-Za-z]+ ){0,3}(?:officer|clerk|team)\s*:\s*", "", contact, flags=re.I)
        contact = contact.strip(" .,;:")
        if contact and len(contact) < 300:
            return contact
    return None


def _published(
    head: Sequence[str], tail: Sequence[str], meeting: dt.date | None
) -> dt.date | None:
    """The day that the agenda went out: named as such, or a date alone before the meeting's."""
    for text in [*head, *tail]:
        match = _PUBLISHED.match(text)
        date = date_in(text[match.end() :]) if match else None
        if date and (meeting is None or date < meeting):
            return date
    for text in [*head[:25], *tail]:
        date = date_in(text)
        if (date and meeting and dt.timedelta(0) < meeting - date <= dt.timedelta(days=60)
                and len(text) <= 32 and not _TIME.search(text)):
            return date
    return None


def _information(tail: Sequence[str]) -> str | None:
    """The notes on the venue and on attending, as one text."""
    begin = next((i for i, text in enumerate(tail) if _INFO_HEAD.fullmatch(text)), None)
    if begin is None:
        return None
    return join_lines(tail[begin:]) or None
