"""The minutes of earlier meetings: who was there, and what each minute records as agreed.

What counts as agreed is what the minute sets apart as such: a paragraph that opens
with "The Committee agreed", "RESOLVED", "It was recommended" and the points under
it. "Members agreed with the officer" in the middle of a debate is debate.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from indexer.council.dates import MONTH, date_in, dates_in
from indexer.council.packs import (
    Agreed,
    Block,
    BlockKind,
    EarlierMinutes,
    Minute,
    Page,
    PdfPage,
    PrintedPage,
    Vote,
)
from indexer.reading.front.paper_kinds import opens_minutes
from indexer.reading.minutes.minutes_close import PRESENT, SENTENCE_END, before_close, says_ended
from indexer.reading.minutes.people import PERSON_TITLE, lists_of_people, people_with_posts
from indexer.reading.minutes.votes import votes_in
from indexer.reading.page_text import ENDED, join_lines, lines_of, unlinked

__all__ = ["opens_decision", "read_minutes"]

_BODY = (
    r"(?:the\s+|this\s+|that\s+)?(?:(?:sub-?)?committee|cabinet|council|board|panel|executive"
    r"|commission|forum|"
    r"authority|group|members?|councillors?|meeting|chair(?:man|person)?|mayor|leader|partnership)"
)
_VERB = r"(?:agreed(?!\s+with\b)|resolved|recommended|decided|determined)"
_MOVED = (
    r"(?:proposed|moved)\b(?:[^.:;]|\b(?:Cllrs?|Mrs?|Ms|Dr|[A-Z])\.){0,140}?(?:\band|,)\s+"
    r"(?:it was\s+)?(?:unanimously\s+)?(?:resolved|agreed)"
    r"(?=\s+(?:unanimously\s+)?(?:that|to)\b|\s*[:–—])"
)
"""A motion and its mover and seconder, up to what was resolved."""

_NUMBER = re.compile(r"(?:\d{1,4}(?:\.\d{1,3})+\.?|\d{1,3}[.)])\s+(?=\S)")
"""A paragraph's own number, in minutes that number their paragraphs: "89.1", "12."."""

_DIGITS = re.compile(r"\d+")
_OPENS = re.compile(
    rf"(?:(?:accordingly|therefore|following\b[^,:.]{{0,80}}|after\b[^,:.]{{0,80}}"
    rf"|upon\b[^,:.]{{0,120}}|in conclusion|having\b[^,:.]{{0,120}}),?\s+)?"
    rf"(?:{_BODY}\s+(?-i:NOTED|APPROVED|ENDORSED|ADOPTED|ACCEPTED|GRANTED|REFUSED|DEFERRED)\b"
    rf"|{_BODY}\s+(?:resolution|decision)s?(?=\s*:)"
    r"|outcome(?=\s*:\s*(?:approved|agreed|granted|refused|rejected|deferred|noted|carried)\b)"
    rf"|(?:it was\s+)?(?:duly\s+)?{_MOVED}"
    rf"|{_BODY}(?:\s+(?:members|of the council|councillors))?\s+(?:then\s+|also\s+|further\s+"
    rf"|therefore\s+|unanimously\s+|subsequently\s+|had\s+)*{_VERB}"
    rf"|it was\s+(?:then\s+|also\s+|further\s+|therefore\s+|unanimously\s+"
    rf"|moved,? seconded and\s+)*{_VERB}|(?:unanimously\s+)?(?:{_VERB}|recommendations?|resolution"
    rf"|decisions?)(?:\s+(?:unanimously|to (?:the )?(?:full )?(?:council|cabinet|executive"
    rf"|committee)|"
    rf"\(unanimously\)|\([^)]{{1,40}}\)|nem\.? con\.?))*(?=\s*[:–—-]|\s+that\b|\s+to\b|\s*$|\s*\.))"
    r"(?P<after>\s*(?:unanimously)?\s*(?:[:–—]|-(?=\s))?\s*)",
    re.I,
)
_COLON_FORM = re.compile(
    rf"(?<=[.!?]\s)(?:(?i:{_BODY}\s+(?:unanimously\s+)?{_VERB}\s*:)|RESOLVED\b"
    rf"|AGREED\s*[:–—-]|(?:Agreed|Resolved)\s*:)\s*(?P<rest>.*)$",
    re.S,
)
_RESOLVED_LAST = re.compile(
    rf"(?<=[.!?]\s)(?:{_BODY}\s+(?:then\s+|therefore\s+|unanimously\s+)*(?:resolved|(?-i:AGREED))"
    rf"|it was\s+(?:then\s+|therefore\s+|unanimously\s+)*(?:resolved|(?-i:AGREED))|it was {_MOVED})"
    r"\s+(?:unanimously\s+)?(?P<rest>(?:that|to)\b(?:[^.!?]|[.!?](?=\S))*[.!?]?)$",
    re.I,
)
"""The decision as a debate's last sentence: "The Committee resolved to approve it."."""

_FORMERLY = re.compile(
    r"\b(?:in|since|of)\s+(?:\w+\s+)?(?:19|20)\d\d\b"
    r"|\b(?:previous(?:ly)?|earlier|last (?:year|month|meeting)|at (?:its|their))\b",
    re.I,
)
"""What a body resolved at another time is told in a debate and is no decision of this one."""

_TITLE = re.compile(
    r"(?:minute\s+)?(?P<number>\d{1,4}(?:\.\d{1,2})?[A-Z]?"
    r"|[A-Z][A-Za-z]{0,5}[./-]\d{1,4}(?:[/.-]\d{1,4}){0,2}"
    r"|[A-Z]{1,5}[./ -]?\d{1,4}(?:[/.-]\d{1,4}){0,2}|\d{1,4}/\d{1,4}(?:/\d{2,4})?)"
    r"\s*[.):]?(?:\s+(?:[–—-]\s+)?(?P<title>\S.*))?$"
)
_OF_DATE = re.compile(rf"(?:of\s+)?{MONTH}", re.I)
_NAMES_OF_DECISIONS = ("recommendation", "resolution", "decision", "outcome")
_THAT = re.compile(r"(?:that|to)\b", re.I)
_POINT = re.compile(
    r"(?P<number>\(?(?:\d{1,2}|[a-z]{1,2}|[ivx]{1,5})[).]|\d{1,2}(?:\.\d{1,2})+\.?)\s+(?=\S)", re.I
)
_INNER_POINT = re.compile(
    r"(?:^|(?<=[;.:,]\s)|(?<=and\s))(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\d{1,2}\.)\s+(?=\S)"
)
_DEED = (
    r"(?:provided?|circulated?|shared?|suppl(?:y|ied)|sen[dt]|report back|bring|brought|arranged?"
    r"|forward(?:ed)?|keep|investigate|look into|follow up|check|produced?|respond|write|feed back"
    r"|let (?:the )?(?:committee|members?|board|panel|\w+) (?:have|know)|distributed?|raise|liaise"
    r"|organised?|make available)\b"
)
_PROMISED = re.compile(
    rf"\b(?:agreed|undertook|offered(?! by)|promised|committed)\b[^.;]{{0,60}}?\b{_DEED}", re.I
)
_SPEAKER = re.compile(
    rf"\b(?:{PERSON_TITLE}\.?\s+[A-Z]|(?:the )?(?:\w+ ){{0,4}}(?:officer|director|manager|head"
    r"|lead|adviser|clerk)\b|(?:he|she|they)\b)",
    re.I,
)
_REPORTED = re.compile(
    r"\b(?:advised|confirmed|said|explained|responded|replied|stated|assured|informed)\b"
    r"[^.;]{0,200}?\b(?:he|she|they|it|this|that|information|details?|data|figures?|report|update"
    rf"|response|briefing)\b[^.;]{{0,60}}?\bwould\b[^.;]{{0,60}}?\b{_DEED}"
    r"[^.;]{0,200}?\b(?:members?|committee|councillors?|board|panel|cabinet|meeting)\b",
    re.I,
)
"""That somebody would do something for the members, told as what was said."""


@dataclass(slots=True)
class _Piece:
    """A block, or two that a page's end cut apart. `cuts`: where each page's words begin."""

    kind: BlockKind
    text: str
    cuts: list[tuple[int, PdfPage]]

    def page_at(self, offset: int) -> PdfPage:
        return [page for start, page in self.cuts if start <= offset][-1]


@dataclass(slots=True)
class _Open:
    """A minute being read."""

    number: str
    title: str
    pdf_page: PdfPage
    pieces: list[_Piece] = field(default_factory=list)


def read_minutes(
    pages: Sequence[Page], *, skip: dict[PdfPage, frozenset[int]]
) -> tuple[EarlierMinutes, ...]:
    """Each set of minutes among the pages, which are the pack's pages of minutes in order."""
    return tuple(_read_set(group, skip) for group in _sets(pages))


def _sets(pages: Sequence[Page]) -> Iterator[list[Page]]:
    group: list[Page] = []
    for page in pages:
        if group and (page.item != group[-1].item or opens_minutes(page.text)):
            yield group
            group = []
        group.append(page)
    if group:
        yield group


def _read_set(pages: list[Page], skip: dict[PdfPage, frozenset[int]]) -> EarlierMinutes:
    printed = {page.pdf_page: page.printed_page for page in pages}
    pieces = _until_closed(_pieces(pages))
    first_minute, minutes = _minutes(pieces)
    lines = [
        line
        for index, line in enumerate(lines_of(pages[0].text))
        if line and index not in skip.get(pages[0].pdf_page, frozenset())
    ]
    stop = (first_minute or "")[:25]
    for at, line in enumerate(lines):
        if stop and at > 2 and (line.startswith(stop) or (len(line) > 6 and stop.startswith(line))):
            lines = lines[:at]
            break
    people = lists_of_people(lines)
    head = lines[: next((at for at, line in enumerate(lines) if at and PRESENT.match(line)), None)]
    return EarlierMinutes(
        meeting_date=_meeting_date(head) or _meeting_date(lines),
        committee=_committee(head),
        first_pdf_page=pages[0].pdf_page,
        last_pdf_page=pages[-1].pdf_page,
        present=people_with_posts(people["present"]),
        in_attendance=people_with_posts(people["attendance"]),
        apologies=people_with_posts(people["apologies"]),
        minutes=tuple(_minute(open_, printed) for open_ in minutes),
    )


# --- head ------------------------------------------------------------------------


_ON_LAST_MINUTES = re.compile(rf"\d\S*\W+(?!{MONTH})(?:.* )?minutes\b", re.I)
"""The heading of the minute that confirms the last minutes: "48 MINUTES"."""


def _meeting_date(lines: Sequence[str]) -> dt.date | None:
    stop = next((at for at, line in enumerate(lines) if at and _ON_LAST_MINUTES.match(line)), 25)
    return date_in(lines[: min(stop, 15)])


_WHOSE = re.compile(
    r"(?:draft |public )?(?:minutes|record) of (?:a |an |the )?(?:(?:\w+ )?meeting of )?(?:the )?"
    r"(?P<name>.{1,120}?)(?:\s+meeting\b|\s+held\b|\s*[-–—,]\s*(?:\w+day\b|\d)|\s+on\s+\w+day|$)",
    re.I,
)


def _committee(lines: Sequence[str]) -> str | None:
    for at in range(min(15, len(lines))):
        if match := _WHOSE.match(join_lines(lines[at : at + 3])):
            return match["name"].strip(" ,-–") or None
    names = [line for line in lines[:12] if len(line) <= 100 and not dates_in(line)]
    bodies = ("committee", "cabinet", "board", "panel", "executive", "forum")
    found = [line for line in names if line.lower().endswith(bodies)]
    if not any(line.lower() in ("minutes", "draft minutes") for line in lines[:15]):
        # Else it is whose minutes they are, of what body not being told.
        found += [line for line in names if line.lower().endswith("council")]
    return next(iter(found), None)


# --- minutes ----------------------------------------------------------------------


def _pieces(pages: Sequence[Page]) -> list[_Piece]:
    """The blocks of the pages, what a page's end cut joined again."""
    pieces: list[_Piece] = []
    for page in pages:
        for position, block in enumerate(page.blocks):
            before = pieces[-1] if pieces else None
            if (
                before is not None
                and position == 0
                and before.cuts[-1][1] != page.pdf_page
                and _goes_on(before, block)
            ):
                start = len(before.text) + 1
                before.text = join_lines([before.text, block.text])
                before.cuts.append((min(start, len(before.text) - 1), page.pdf_page))
                continue
            pieces.append(_Piece(block.kind, block.text, [(0, page.pdf_page)]))
    return pieces


def _until_closed(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces up to the one that says that the meeting closed; all where none does."""
    present = False
    for at, piece in enumerate(pieces):
        if present and says_ended(piece.text):
            before = before_close(piece.text)
            return pieces[:at] + ([_Piece(piece.kind, before, piece.cuts)] if before else [])
        present = present or any(word in piece.text.lower() for word in ("present", "attendance"))
    return pieces


def _goes_on(before: _Piece, block: Block) -> bool:
    if before.kind is BlockKind.HEADING or block.kind is not BlockKind.PARAGRAPH:
        return False
    return not ENDED.search(before.text) or block.text[:1].islower()


def _minutes(pieces: Sequence[_Piece]) -> tuple[str | None, list[_Open]]:
    """(the first minute's heading, every minute with the pieces under it)."""
    headings = [(at, match) for at, piece in enumerate(pieces) if (match := _heads(piece))]
    starts = _rising(headings)
    opened: list[_Open] = []
    first: str | None = None
    for at, piece in enumerate(pieces):
        if at in starts:
            number, title = starts[at]
            opened.append(_Open(number, title, piece.cuts[0][1]))
            first = first or piece.text
        elif opened:
            opened[-1].pieces.append(piece)
    for open_ in opened:
        if not open_.title and open_.pieces and len(open_.pieces[0].text) <= 160:
            # The number stands alone; the title is the heading or line after it.
            open_.title = open_.pieces.pop(0).text
    return first, opened


def _heads(piece: _Piece) -> re.Match[str] | None:
    match = _TITLE.match(piece.text) if piece.kind is BlockKind.HEADING else None
    title = (match["title"] or "") if match else ""
    decides = _OPENS.match(title) and not title.lower().startswith(_NAMES_OF_DECISIONS)
    # "17 February 2025", "90.3 RESOLVED –"
    return None if _OF_DATE.match(title) or decides else match


def _rising(headings: Sequence[tuple[int, re.Match[str]]]) -> dict[int, tuple[str, str]]:
    """The headings whose numbers go up; one that falls back is a list inside a minute."""
    chosen: dict[int, tuple[str, str]] = {}
    last = -1
    for at, match in headings:
        first, *more = _DIGITS.findall(match["number"]) or ["0"]
        after_year = more and "/" in match["number"] and len(first) == 4
        value = int(more[0] if after_year else first)
        if value >= last:
            last = value
            chosen[at] = (match["number"], (match["title"] or "").strip())
    return chosen


def _minute(open_: _Open, printed: dict[PdfPage, PrintedPage | None]) -> Minute:
    return Minute(
        number=open_.number,
        title=open_.title.strip(" ."),
        pdf_page=open_.pdf_page,
        printed_page=printed.get(open_.pdf_page),
        agreed=tuple(_agreed(open_.pieces, printed)),
        undertakings=tuple(_undertakings(open_.pieces, printed)),
        votes=tuple(
            Vote(
                for_=counted.for_,
                against=counted.against,
                abstained=counted.abstained,
                pdf_page=page,
                printed_page=printed.get(page),
            )
            for piece in open_.pieces
            for offset, counted in votes_in(piece.text)
            for page in (piece.page_at(offset),)
        ),
    )


def _agreed(
    pieces: Sequence[_Piece], printed: dict[PdfPage, PrintedPage | None]
) -> Iterator[Agreed]:
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        at += 1
        match = None if piece.kind is BlockKind.ROW else _opens(piece.text)
        number = _NUMBER.match(piece.text)
        if match is None:
            inner = _COLON_FORM.search(piece.text) or _last_resolved(piece.text)
            if inner is None:
                continue
            rest, start = inner["rest"].strip(" :–—-"), inner.start("rest")
        else:
            rest, start = piece.text[match.end() :].strip(), match.end()
            heads = piece.kind is BlockKind.HEADING or piece.text.isupper()
            leads = piece.text.rstrip().endswith((":", "–", "-", "—"))
            if not (rest or heads or leads) and len(piece.text.split()) > 3:
                continue
        if rest and not rest.endswith(":"):
            text = rest
            closed = match is None or match.group().rstrip().endswith((":", "–", "—", "-"))
            if match and not (closed or _POINT.match(rest) or _THAT.match(rest)):
                text, start = piece.text[match.start() :], match.start()
            for begin, end in _points(text):
                page, told = piece.page_at(start + begin), unlinked(text[begin:end])
                yield Agreed(text=told, pdf_page=page, printed_page=printed.get(page))
            # Points after "that:" inside one block are done; a list may still go on below.
            if not (
                at < len(pieces)
                and pieces[at].kind is BlockKind.LIST_ITEM
                and _POINT.match(pieces[at].text)
                and _POINT.match(rest)
            ):
                continue
        last: Agreed | None = None
        while at < len(pieces):
            follow = pieces[at]
            text = follow.text
            if follow.kind in (BlockKind.HEADING, BlockKind.ROW) or (
                number and _next_paragraph(number.group(), text)
            ):
                break
            point = _POINT.match(text)
            short = text.rstrip().endswith((":", ":-", ":–")) and len(text.split()) <= 8
            if point is None and last is None and short:
                at += 1  # "The Executive:-" leads in to the points
                continue
            if follow.kind is not BlockKind.LIST_ITEM and point is None:
                if last is not None or _opens(text):
                    break
            elif last is not None and last.text.rstrip().endswith(":") and _inner(text):
                last = replace(last, text=f"{last.text} {text}")
                at += 1
                continue
            if last is not None:
                yield last
            body = text[point.end() :] if point else text
            page = follow.page_at(point.end() if point else 0)
            last = Agreed(text=unlinked(body), pdf_page=page, printed_page=printed.get(page))
            at += 1
            if point is None and follow.kind is not BlockKind.LIST_ITEM:
                break
        if last is not None:
            yield last


def _opens(text: str) -> re.Match[str] | None:
    """What opens a decision at the head of a paragraph, past the paragraph's own number."""
    number = _NUMBER.match(text)
    return _OPENS.match(text, number.end() if number else 0)


def opens_decision(text: str) -> int | None:
    """Where the words end with which a paragraph opens as a decision; None if it does not."""
    match = _opens(text)
    return None if match is None or _FORMERLY.search(text) else match.end()


def _last_resolved(text: str) -> re.Match[str] | None:
    match = _RESOLVED_LAST.search(text)
    return None if match is None or _FORMERLY.search(match.group()) else match


def _next_paragraph(number: str, text: str) -> bool:
    """Is it the numbered paragraph after this one ("90.4" after "90.3"), and no point of it?"""
    here, there = _DIGITS.findall(number), _NUMBER.match(text)
    numbers = _DIGITS.findall(there.group()) if there else []
    return len(here) > 1 and len(numbers) == len(here) and numbers[:-1] == here[:-1]


def _points(text: str) -> list[tuple[int, int]]:
    """(begin, end) of what was agreed: one thing, or points "1. … 2. …" in one run."""
    points = list(_INNER_POINT.finditer(text))
    if len(points) < 2 or points[0].start():
        point = _POINT.match(text)
        return [(point.end() if point else 0, len(text))]
    ends = [*(point.start() for point in points[1:]), len(text)]
    return [(point.end(), end) for point, end in zip(points, ends, strict=True)]


def _inner(text: str) -> bool:
    point = _POINT.match(text)
    return point is None or not any(map(str.isdigit, point.group()))


def _undertakings(
    pieces: Sequence[_Piece], printed: dict[PdfPage, PrintedPage | None]
) -> Iterator[Agreed]:
    """Sentences in which somebody, not the committee, says that something will be done."""
    for piece in pieces:
        if piece.kind is not BlockKind.PARAGRAPH or _opens(piece.text):
            continue
        number = _NUMBER.match(piece.text)
        start = number.end() if number else 0
        for sentence in SENTENCE_END.split(piece.text[start:]):
            at = piece.text.find(sentence, start)
            start = at + len(sentence)
            promised = _PROMISED.search(sentence)
            if (promised and _SPEAKER.search(sentence[: promised.start()])) or _REPORTED.search(
                sentence
            ):
                page = piece.page_at(max(at, 0))
                yield Agreed(text=sentence.strip(), pdf_page=page, printed_page=printed.get(page))
