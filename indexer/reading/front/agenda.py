"""The items that an agenda lists: number, title, purpose, printed pages.

The numbers of the items go up by one, which tells them from the numbered lists
inside an item; where the type is known, items also share their left edge and their
titles are bold. A title ends where its type does, at its page range, or where a
sentence says what is to be done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from indexer.council.dates import SPELT
from indexer.council.packs import Item, PrintedPage
from indexer.reading.lines.looks import Look
from indexer.reading.page_text import PAGE_WORD, is_capitals_mostly, join_lines, plain_words

__all__ = [
    "AGENDA",
    "LONG_NUMBER",
    "NUMBER",
    "PAGES",
    "TIME",
    "AgendaLine",
    "read_entries",
]

AGENDA = re.compile(
    r"(?:supplementary\s+|revised\s+)?a\s*g\s*e\s*n\s*d\s*a(?:\s+items?)?\s*:?",
    re.I,
)
PAGES = rf"{PAGE_WORD}\s*:?\s*(?P<first>\d{{1,4}})(?:\s*(?:[-–—]|to|i)\s*(?P<last>\d{{1,4}}))?"
"""The pages of an item's papers, "Pages 3 - 10"; a pattern, of any case."""

_RANGE = re.compile(rf"\(?\s*\b{PAGES}\s*\)?", re.I)
_BARE_RANGE = re.compile(r"(?:^|\s)\(?(?P<first>\d{1,4})\s*[-–—]\s*(?P<last>\d{1,4})\)?$")
NUMBER, LONG_NUMBER = (
    re.compile(
        rf"(?:(?:agenda\s+)?item\s*(?:no\.?\s*)?)?(?P<number>{number})"
        r"(?P<mark>[.):]|\s?[-–—:](?=\s))?(?:\s+(?P<rest>\S.*))?",
        re.I,
    )
    for number in (
        r"\d{1,2}(?:\.\d{1,2}){0,2}\s?[a-z]?|[A-Z]{1,2}\.?\d{1,2}|\d{1,2}\s?\([a-z]\)",
        r"[1-9]\d{0,3}/\d{2,4}|\d{2,4}/[1-9]\d{0,3}|[1-9]\d{2,3}",
    )
)
"""An item's number and title; and one that a council counts through the year: "117", "101/25",
"24/117"."""
_BRACKETED = re.compile(r"\(?(?P<number>\d{1,2}|[a-z])\)(?:\s+(?P<rest>\S.*))?", re.I)
_LEAST_ITEMS = 3
_PENDING = re.compile(
    r"\([^()]*\b(?:attached|enclosed|tabled|to follow)\)|"
    r"[\(\[]?\s*(?<!marked )(?<!marked ['\"‘“])\b(?:(?:report|paper|document)s?\s+)?"
    r"(?:to follow|verbal (?:report|update|item))\b\s*[\)\]]?",
    re.I,
)
_PURPOSE = re.compile(
    r"(?:(?-i:To) [a-z]+|to (?:receive|consider|note|agree|approve|confirm|declare|review"
    r"|discuss|determine|appoint|elect|sign|adopt|scrutini[sz]e)|for the \w+ to"
    r"|the (?:committee|board|panel|cabinet|chair(?:man|person)?|councillors?) (?:to|is|are|will)"
    r"|(?:joint |the |the attached |a |this )?report (?:of|by|from|attached|is|will)|a report"
    r"|this item|members? (?:are|will|of|and|is)|if any|any (?:member|councillor)|please"
    r"|(?:presentation|presented) (?:by|from)|minutes of the meeting|attached|lead officer"
    r"|(?:contact(?: officer)?|wards?(?: affected)?)(?=\s*:))\b",
    re.I,
)
"""A line that says what is to be done, and is no more of the title."""
_END = re.compile(
    r"(?:venue|other|further|general|public|meeting|access|attendance|additional|emergency|fire)"
    r"\s+(?:information|evacuation|procedures?|arrangements)\b.*|information for (?:the public"
    r"|members).*"
    r"|notes?\s*(?::.*)?|contact(?: officer| details)?s?\s*:.*|for (?:further|more) information.*"
    r"|for queries.*|membership\s*(?::.*)?|dated?\s*:.*|date of (?:publication|issue|despatch).*"
    r"|published\b.*|issued (?:on|by|:).*|yours (?:sincerely|faithfully).*"
    r"|this agenda (?:has been|was) .*"
    r"|(?:webcasting|filming|recording|mobile phones?|accessibility|large print)\b.*"
    r"|(?:access to|copies of) (?:agendas?|the agenda|information).*|quorum\b.*"
    r"|distribution\s*(?::.*)?|to\s*:\s.*|members\s*:.*|members of the (?:committee|panel"
    r"|board)\s*:?|(?:committee|panel|board) members\s*:?|third party recording.*"
    r"|.*\bwelcomes? members of the public\b.*"
    r"|information about (?:the|this) .*|chief executive(?: officer)?|please (?:contact|note).*"
    r"|(?:members of the )?public (?:are|wishing|who|speaking|attendance|questions) (?:welcome"
    r"|to|wish|are).*|if you (?:require|need|would like|have any|wish).*",
    re.I,
)
_PART = re.compile(
    r"(?:part\s+(?:[IVX]{1,4}|[A-C1-4]|one|two|three)\b.{0,80}"
    r"|(?:exempt|confidential|public|private|open|closed|part (?:one|two)|non-?key|key|standard|"
    r"procedural|reserved|urgent)\s+(?:items?|business|matters|decisions?|session|section|agenda"
    r"|reports?)\b.{0,80}"
    r"|(?:items?|matters|reports?|business) (?:for|from|in|referred|to be)\b.{0,80}"
    r"|pink papers?.*|not for publication.*|agenda items?.*|no\.?\s+title.*"
    r"|item\s+(?:no\.?\s+)?(?:title|subject|page)?.*"
    r"|pages?(?:\s+(?:nos?|numbers?)\.?)?|public document pack)",
    re.I,
)
_CLOSED_PARTS = frozenset("ii 2 b two".split())
_CLOSED_WORDS = frozenset("exempt confidential private pink closed exclusion".split())
_OPEN_PARTS = frozenset("i 1 a one".split())
_EXEMPT = re.compile(
    r"\bexempt\b.{0,40}\b(?:paragraph|schedule|information)|not for publication|"
    r"\bconfidential (?:item|report|appendix)\b|^\W*(?:exempt|confidential)\b",
    re.I,
)
_PROCEDURAL = re.compile(
    r"exclusion of (?:the )?(?:press|public)|exclude the (?:press|public)|"
    r"(?:press and |)public (?:be|are) excluded|items? (?:likely|which|that|containing)|declaration",
    re.I,
)
"""The agenda's standard item about shutting out the public is not itself exempt."""
_OPEN_WORDS = frozenset("and of the for to in on with a an by at from".split())
_OPEN_MARKS = ("-", "–", ",", "&", "/")
_FAR = 12
"""Numbers that an agenda may leave out at once."""
_EDGE = 12.0
"""Points by which the left edges of numbers in one column differ: "99" above "100"."""
_WRAPPED = 36
"""Letters in a line of a title that goes on to the next; a shorter one has ended."""
TIME = re.compile(
    r"(?<![\d.])(?P<time>\d{1,2}(?:[.:]\d{2})?\s*(?:[ap]\.m\.?|[ap]m|noon|midday)|"
    r"(?:12\s*)?noon|midday|\d{1,2}[.:]\d{2}(?=\s*(?:hours|hrs|$|,|\s+(?:in|at)\b)))(?![a-z])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    text: str
    look: Look | None


@dataclass(slots=True)
class _Start:
    """A line that may open an item."""

    at: int
    key: tuple[str, int, str]
    number: str
    rest: str
    marked: bool
    long: bool = False
    score: float = 0.0


def _key(number: str) -> tuple[str, int, str]:
    match = re.fullmatch(r"([a-z]*)\.?(\d+)((?:\.\d+)*)\s?\(?([a-z]?)\)?", number.lower())
    assert match is not None
    letter = match[4] or "".join(f"{int(part):03d}" for part in match[3].split(".")[1:])
    return match[1], int(match[2]), letter


def _long_keys(number: str) -> list[tuple[str, int, str]]:
    """The ways to read a long number. Only those of one year count on from each other."""
    before, slash, after = number.partition("/")
    if not slash:
        return [] if _is_year(number) and len(number) == 4 else [("", int(number), "")]
    keys = [(f"/{after}", int(before), "")] if _is_year(after) else []
    return keys + ([(f"{before}/", int(after), "")] if _is_year(before) else [])


def _is_year(digits: str) -> bool:
    return len(digits) == 2 or (len(digits) == 4 and digits.startswith(("19", "20")))


def _written(family: str, number: int) -> str:
    """The number as the agenda would write it."""
    if family.endswith("/"):
        return f"{family}{number}"
    return f"{number}{family}" if "/" in family else str(number)


def _follows(before: tuple[str, int, str], after: tuple[str, int, str]) -> float | None:
    """The cost of `after` being the next item, None where it cannot be."""
    if after <= before:
        return None
    if before[0] == after[0]:
        step = after[1] - before[1]
        return 0.8 * max(0, step - 1) if step <= _FAR else None
    if "/" in before[0] + after[0]:
        return None
    return 0.3 if after[1] == 1 else 1.5


def read_entries(
    lines: Sequence[AgendaLine], total: int
) -> tuple[tuple[Item, ...], int, int, list[str]]:
    """(items, index of the first item's line, index past the last's, warnings)."""
    begin = next(
        (
            i + 1
            for i, line in enumerate(lines)
            if AGENDA.fullmatch(line.text) or line.text.lower().startswith("agenda item no")
        ),
        0,
    )
    starts = _starts(lines, begin)
    chain = max(_best_chain(starts, lines), _in_brackets(lines, begin), key=len)
    if not chain:
        return (), len(lines), len(lines), []
    ends = [start.at for start in chain[1:]] + [len(lines)]
    entries: list[Item] = []
    margin = _margin(chain, lines)
    above = [line.text for line in lines[begin : chain[0].at]]
    parts = [_is_closed(text) for text in above if _PART.fullmatch(text)]
    told = any(text.lower().startswith("part") and _is_closed(text) is False for text in above)
    exempt_from_here = True in parts and not told
    last_line = chain[-1].at + 1
    previous = 0
    for start, end in zip(chain, ends, strict=True):
        final = end == len(lines)
        block = list(range(start.at + (not start.rest), end))
        if final or len(block) > 12:
            # An item may be called "Membership": its title is not the end of the agenda.
            ends_at = (i for i in block if i > start.at + 1 and _END.fullmatch(lines[i].text))
            stop = next(ends_at, end)
            block = [i for i in block if i < stop]
        entry, exempt_after = _entry(start, block, lines, previous, total, margin)
        entries.append(replace(entry, exempt=entry.exempt or exempt_from_here))
        previous = entry.first_page or previous
        exempt_from_here = exempt_after if exempt_after is not None else exempt_from_here
        if final:
            last_line = (block[-1] + 1) if block else start.at + 1
    warnings = []
    keys = [start.key for start in chain]
    missing = [
        _written(a[0], n) for a, b in pairwise(keys) if a[0] == b[0] for n in range(a[1] + 1, b[1])
    ]
    if missing:
        warnings.append(f"The agenda has no item {', '.join(missing)}, or it could not be read.")
    return tuple(entries), chain[0].at, last_line, warnings


def _starts(lines: Sequence[AgendaLine], begin: int) -> list[_Start]:
    starts = []
    for at in range(begin, len(lines)):
        text = lines[at].text
        match, long = NUMBER.fullmatch(text), False
        if not match:
            match, long = LONG_NUMBER.fullmatch(text), True
        if not match:
            continue
        number = "".join(match["number"].split())
        rest = (match["rest"] or "").strip()
        if not rest and at + 1 >= len(lines):
            continue
        if rest and not (rest[0].isalnum() or rest[0] in "\"'“‘*([£"):
            continue
        # "10 January 2022" and "6.00 pm" are no items; nor is a right-hand page range.
        if rest and (SPELT.match(text) or TIME.match(text)):
            continue
        if _BARE_RANGE.fullmatch(text):
            continue
        if number[-1].isalpha() and rest and number[-1].isupper() and not match["mark"]:
            continue
        if long and rest and not match["mark"] and not (rest[0].isupper() or rest[0] in "\"'“‘"):
            continue
        starts += [
            _Start(at, key, number, rest, bool(match["mark"]), long)
            for key in (_long_keys(number) if long else [_key(number)])
        ]
    return _without_strays(starts, lines)


def _in_brackets(lines: Sequence[AgendaLine], begin: int) -> list[_Start]:
    """The items of an agenda that writes "(1)" or "a)": they open right below the word agenda, at
    one edge, and none is missing or stands twice.

    Points of an item, and notes below an agenda without numbers, do not.
    """
    starts: list[_Start] = []
    for at, line in enumerate(lines[begin:] if begin else (), begin):
        match = _BRACKETED.fullmatch(line.text)
        if match is None and not starts and not _PART.fullmatch(line.text):
            return []
        if match and (not starts or _alike(line.look, lines[starts[0].at].look)):
            number = match["number"].lower()
            counts = int(number) if number.isdigit() else ord(number) - ord("a") + 1
            starts.append(_Start(at, ("", counts, ""), number, match["rest"] or "", marked=True))
    ways = {start.number.isdigit() for start in starts}
    whole = [start.key[1] for start in starts] == [*range(1, len(starts) + 1)]
    return starts if whole and len(ways) == 1 and len(starts) >= _LEAST_ITEMS else []


def _alike(look: Look | None, other: Look | None) -> bool:
    return look is None or other is None or abs(look.left - other.left) <= _EDGE


def _without_strays(starts: list[_Start], lines: Sequence[AgendaLine]) -> list[_Start]:
    """Long numbers only where they count: one just before or after it is there too, at
    the same edge, on the left of the page. Page numbers, years, sums and house numbers
    do not."""
    middle = max((line.look.right for line in lines if line.look is not None), default=0.0) / 2
    numbers: dict[tuple[str, int], list[Look | None]] = {}
    for start in starts:
        numbers.setdefault(start.key[:2], []).append(lines[start.at].look)

    def counts(start: _Start) -> bool:
        look = lines[start.at].look
        if look is None and not (start.rest or start.marked):
            return False
        if look is not None and look.left > middle:
            return False
        return any(
            _alike(look, other)
            for step in (-3, -2, -1, 1, 2, 3)
            for other in numbers.get((start.key[0], start.key[1] + step), ())
        )

    kept = [start for start in starts if not start.long or counts(start)]
    if not kept:
        return []
    # The first number says how the agenda counts: below "1" or "101/25", "25/0123" and
    # "25/0124" are applications.
    family, number, _ = kept[0].key
    if kept[0].long:
        return [start for start in kept if not start.long or start.key[0] == family]
    if number + _FAR < 100 and (family, number + 1) in numbers:
        return [start for start in kept if not start.long]
    return kept


def _best_chain(starts: list[_Start], lines: Sequence[AgendaLine]) -> list[_Start]:
    """The run of lines with rising numbers that most looks like an agenda."""
    if not starts:
        return []
    lefts = [round(look.left) for s in starts if (look := lines[s.at].look) is not None]
    edge = min(lefts) if lefts else None
    for start in starts:
        score = 1.0
        after = [lines[i].text for i in range(start.at, min(start.at + 5, len(lines)))]
        title = start.rest or (after[1] if len(after) > 1 else "")
        if any(_RANGE.fullmatch(t) for t in after[1:]) or _RANGE.search(title):
            score += 0.5
        look = lines[start.at].look
        titled = lines[start.at : start.at + 1] if start.rest else lines[start.at + 1 :][:1]
        if any(line.look is not None and line.look.bold for line in titled):
            score += 0.5
        if look is not None and edge is not None:
            score += 0.5 if look.left <= edge + 6 else -0.4
        if title.isupper():
            score += 0.3
        if start.rest and start.rest[0].islower():
            score -= 1.0
        if title.endswith((";", ",")):
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
    if max(score for score, _ in best) < 0.8:
        return []
    chain = []
    while end is not None:
        chain.append(starts[end])
        end = best[end][1]
    return chain[::-1]


def _margin(chain: Sequence[_Start], lines: Sequence[AgendaLine]) -> float | None:
    """Where the lines of titles end at the latest, in points from the left."""
    return max(
        (
            look.right
            for start in chain
            if len(start.rest) >= _WRAPPED
            and not _RANGE.search(start.rest)
            and not _BARE_RANGE.search(start.rest)
            and (look := lines[start.at].look)
        ),
        default=None,
    )


def _entry(
    start: _Start,
    block: Sequence[int],
    lines: Sequence[AgendaLine],
    previous: int,
    total: int,
    margin: float | None,
) -> tuple[Item, bool | None]:
    """(the item, whether what follows on the agenda is exempt, None for no change)."""
    texts: list[tuple[str, Look | None]] = []
    said: list[str] = []
    first = last = None
    ranged_at: int | None = None
    exempt_after: bool | None = None
    for order, index in enumerate(block):
        text = start.rest if index == start.at else lines[index].text
        match = _RANGE.search(text)
        if match and not (match.group().strip().startswith("(") or match.end() == len(text)):
            match = None
        if match is None and first is None:
            match = _bare_range(text, previous, total)
        if match:
            low = PrintedPage(int(match["first"]))
            high = PrintedPage(int(match.groupdict().get("last") or low))
            if low <= high and (first is None or low >= first):
                first = low if first is None else first
                last = high if last is None else max(last, high)
                before = text[: match.start()]
                if match.group().endswith(")") and "(" not in match.group():
                    before = before.rpartition("(")[0].rstrip()  # "(attached, pages 2 to 3)"
                text = (before + " " + text[match.end() :]).strip()
                if ranged_at is None:
                    ranged_at = len(texts) + (1 if text else 0)
        if order > 0 and _PART.fullmatch(text):
            closed = _is_closed(text)
            exempt_after = exempt_after if closed is None else closed
            if exempt_after is not None or not texts:
                continue
        said.append(text)  # with what it says of papers that are kept back
        text = " ".join(_PENDING.sub(" ", text).split()).strip(" -–")
        asks = _PURPOSE.search(text) if not texts and not is_capitals_mostly(text) else None
        if asks and (before := text[: asks.start()].strip()).isupper():
            # "MINUTES To approve those of 3 May"
            texts.append((before, lines[index].look))
            text = text[asks.start() :]
        if text:
            texts.append((text, lines[index].look))
    cut = _title_lines(texts, ranged_at, margin)
    title = join_lines(text for text, _ in texts[:cut])
    purpose = join_lines(text for text, _ in texts[cut:]) or None
    whole = " ".join(filter(None, said))
    return Item(
        number=start.number,
        title=title,
        purpose=purpose,
        first_page=first,
        last_page=last,
        exempt=bool(_EXEMPT.search(whole)) and not _PROCEDURAL.search(whole),
    ), exempt_after


def _is_closed(part: str) -> bool | None:
    """Whether the public is shut out of a part of the agenda; None where its heading tells not."""
    first, *others = plain_words(part) or [""]
    numbered = first == "part" and others[:1]
    if (
        not _CLOSED_WORDS.isdisjoint((first, *others))
        or (numbered and others[0] in _CLOSED_PARTS)
        or part.lower().startswith("not for publication")
    ):
        return True
    opened = first in ("public", "open") or (numbered and others[0] in _OPEN_PARTS)
    return False if opened else None


def _bare_range(text: str, previous: int, total: int) -> re.Match[str] | None:
    """A range without the word: "3 - 10" at the end of a line, if it can be one."""
    match = _BARE_RANGE.search(text)
    if match is None:
        return None
    first, last = int(match["first"]), int(match["last"])
    if not (max(previous, 1) <= first <= last <= max(total, 1) + 10) or last - first > 400:
        return None
    return match


def _is_full(
    line: tuple[str, Look | None], after: tuple[str, Look | None], margin: float | None
) -> bool:
    """Whether the next line's first word would not have stood in this one."""
    look, (following, other) = line[1], after
    if margin is None or look is None or other is None or not following:
        return False
    word = (other.right - other.left) * len(following.split()[0]) / len(following)
    return look.right + word > margin


def _is_open(line: str) -> bool:
    """Whether a line cannot be the end of a title."""
    return line.endswith(_OPEN_MARKS) or not _OPEN_WORDS.isdisjoint(line.lower().split()[-1:])


def _title_lines(
    texts: Sequence[tuple[str, Look | None]], ranged_at: int | None, margin: float | None
) -> int:
    """How many of an item's lines are its title."""
    if not texts:
        return 0
    first, look = texts[0]
    limit = min(len(texts), 6)
    if ranged_at is not None and 0 < ranged_at <= 4:
        limit = min(limit, ranged_at)
    looks = [other for _, other in texts[1:]]
    if look is not None and look.bold and any(other and not other.bold for other in looks):
        alike = (bool(other and other.bold) for other in looks)
        return min(limit, 1 + sum(1 for _ in takewhile(bool, alike)))
    if is_capitals_mostly(first):
        alike = (is_capitals_mostly(text) for text, _ in texts[1:])
        return min(limit, 1 + sum(1 for _ in takewhile(bool, alike)))
    cut = 1
    while cut < limit:
        text = texts[cut][0]
        if _PURPOSE.match(text) or (text.endswith(".") and len(text.split()) >= 5):
            break
        if len(texts[cut - 1][0]) < _WRAPPED and not text[0].islower():
            break
        if ranged_at is None or cut >= ranged_at:
            # Without a range to close the title, a line goes on only where the one
            # before it was cut: it is full, ends in a small word or this one starts small.
            full = _is_full(texts[cut - 1], texts[cut], margin)
            if not (full or _is_open(texts[cut - 1][0]) or text[0].islower()):
                break
        cut += 1
    return cut
