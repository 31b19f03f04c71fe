"""Papers that the public may not see, told by what they are marked with.

Schedule 12A of the Local Government Act 1972 lets a council keep a paper exempt;
the paper then says so at its head ("NOT FOR PUBLICATION by virtue of paragraph 3 of
Part 1 of Schedule 12A", "Part II", pink paper). Ordinary papers speak of the same
law: the agenda's standing item about shutting out the public, a report's section
"Does the information submitted include any exempt information? No", a form's "for
publication". A mark is a line of its own at the head or foot of a page.

A mark on the first page of a paper makes the whole paper exempt, and a report takes
its appendices with it; one that first stands behind public pages of the same item is
an annex's, and holds from there to the item's end: keeping back too much can be put
right, publishing too much cannot. The leaf that stands in for a paper left out of the
public pack ("Document is Restricted") says nothing about the pages around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from indexer.council.packs import ExemptPage, Item, Page, PageKind, PdfPage
from indexer.reading.front.paper_kinds import opens_minutes, opens_report
from indexer.reading.page_text import join_lines, lines_of, plain_words
from indexer.reading.stamps import is_stamp, item_key

__all__ = ["exempt_pages", "is_marked"]

_Paper = tuple[str | None, str | None]
"""The item and the appendix that a page belongs to."""

_HEAD_LINES = 10
_FOOT_LINES = 4
_ROWS = (
    tuple(map(str, range(1, 1000))),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    tuple("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv".split()),
)
"""What labels count by."""
_EDGE_LINES = 4
_PLACEHOLDER_WORDS = 3
"""Words that a leaf may have besides its stamps and its mark and still stand for nothing."""

_ITEM = re.compile(r"(?:agenda|minute)\s+item(?:\s+no\.?)?\s*:?\s*\w{1,5}", re.I)
_LABEL = r"(?:[A-Z0-9]{1,3}(?:\s?\([a-z0-9]{1,3}\))?|three|four|five|seven|eight|nine)"
_APPENDIX = rf"(?:appendix|annexe?|enclosure|attachment)\s+{_LABEL}"
_CLOSED = r"(?:exempt|(?:strictly )?(?:private|confidential)|restricted|not for publication)"
_CLOSED_WORDS = (
    rf"(?:(?:strictly|fully|wholly|partly|partially) )?{_CLOSED}"
    rf"(?:\s*(?:/|&|,|[-–—]|\band\b)\s*{_CLOSED})*"
)
_PART_TWO = r"part\s+(?:II|2|B|two)\b"
_PAPER = r"(?:report|appendix|annexe?|item|paper|document)"
# What may come behind: the paragraph, rule or part that the paper is kept back under.
_TAIL = (
    r"(?:[\s:;,(/–—-]*(?:(?:under|by virtue of|pursuant to|in accordance with"
    r"|as defined (?:in|by)|within|by) )?(?:the )?"
    r"(?:para(?:graph)?s?|rules?|regulations?|sections?|schedule|access to information"
    rf"|categor(?:y|ies)|local government act|{_PART_TWO})(?!\w).{{0,160}})?"
)
_LABELLED = (
    # Its label before the mark: "Appendix 1 - CONFIDENTIAL", "Classification: EXEMPT" …
    rf"{_APPENDIX}[\s:,(–—-]*{_CLOSED_WORDS}(?: (?:{_PAPER}|information))?"
    rf"(?:\)?\s*[:–—-].{{0,100}}|\){{1,2}}.{{0,100}}|{_TAIL})"
    rf"|{_APPENDIX}\b.{{0,100}}[:(–—-]\s*{_CLOSED_WORDS}\)?"
    r"|(?:(?:\w+ )?classification|(?:report |document |publication )?status"
    r"|access to information|confidentiality|report|agenda item \w{1,5})"
    rf"\s*[:(–—-]+\s*{_CLOSED_WORDS}(?: {_PAPER})?{_TAIL}"
)
_MARK = re.compile(
    r"\W*(?:"
    r"(?:this (?:report|appendix|paper|document|item) is |strictly )?not for publication\b.{0,200}"
    r"|(?:private (?:and|&) )?confidential(?:\s*[-–—:]?\s*(?:report|appendix|item|paper"
    r"|information|not for publication)\b.{0,120})?"
    r"|(?:fully |wholly |partly |partially )?exempt(?:\s*[-–—:]?\s*(?:report|appendix|item|paper"
    r"|from publication|information)\b.{0,200}|\s+(?:by virtue|under|pursuant)\b.{0,200})?"
    r"|this (?:report|appendix|paper|document|item) (?:is|contains?) (?:exempt"
    r"|confidential)\b.{0,200}"
    r"|by virtue of (?:the )?(?:paragraph|category|categories|regulation)\b.{0,200}"
    r"|(?:the )?document is restricted|restricted(?: document| report)?"
    rf"|{_PART_TWO}(?: {_PAPER})?\s*[-–—:(]*\s*(?:exempt|private|confidential|closed"
    r"|not for publication|pink).{0,120}"
    r"|pink (?:papers?|report|item)\b.{0,80}|(?:closed|private) report\b.{0,80}"
    r"|official[ -]sensitive\b.{0,60}"
    rf"|{_CLOSED_WORDS}(?: {_PAPER})?{_TAIL}|{_LABELLED}"
    r")\W*",
    re.I,
)
_BARE = re.compile(rf"\W*{_CLOSED_WORDS}\W*", re.I)
_BARE_PART = ("part ii", "part 2", "part two")
_OPENS_WITH = ("report", "appendix", "exempt", "confidential", "not for")
"""How the head of a page begins in which a sentence on the law is a mark."""
_PART = re.compile(r"\W*part (?:(?P<first>I|1|one)|III|3|three)\b(?!\s+of\b).{0,80}", re.I)
_APPENDIX_LINE = re.compile(
    # Its label is no word of a sentence: "Annex to the report".
    r"\W*(?:(?:exempt|confidential) )?(?!\w+\s+(?:to|of|for|(?-i:[a-z]{2,3}))\b)"
    rf"(?P<label>{_APPENDIX})\b.*",
    re.I,
)
_APPENDIX_EXEMPT = re.compile(
    r"\b(?:EXEMPT|CONFIDENTIAL|NOT FOR PUBLICATION)\b|\((?i:exempt"
    r"|confidential|not for publication)\)"
)
_OPPOSITE = re.compile(r"\W*(?:public|open|social|council|affordable|voluntary)\W*", re.I)
# Nothing that "No copies may be made", "No. 4", "No. of copies: 12" and "No-one" begin with.
_ANSWER = re.compile(
    r"\W*(?:no|none|nil|n/?a|not applicable|not exempt)"
    r"(?:\W*|(?:\s*[,(–—]|\s+-)\s*[^\W\d].{0,40}|\s+(?:exempt|confidential)\b.{0,40})",
    re.I,
)
_ANSWERED = re.compile(r".*[:?–—-]\s*(?:no|none|nil|n/?a|not applicable)\W*", re.I)
_ABOUT = re.compile(
    r"\binformation (?:is|are|must|should|shall|will|may|can|cannot|about|on how)\b", re.I
)
_OPEN_END = re.compile(r"\b(?:in|at|see|and|or|the|to|of|by|with|as|is)$", re.I)
_LAW = re.compile(
    r"\bnot for publication\b|\bby virtue of\b.{0,60}\bschedule 12a\b"
    r"|\bexempt\b.{0,80}\b(?:paragraphs?|schedule 12a|category)\b",
    re.I | re.S,
)
_LEFT_OUT = re.compile(r"(?:\bby virtue of\b.{0,200}?)?\bdocument is restricted\b", re.I)
_LAW_WORDS = re.compile(
    r"\bschedule 12a\b|\blocal government act\b|\b(?:by virtue|under|rule|para(?:graph)?s?)\b", re.I
)
_DENIED = re.compile(
    r"\b(?:does not|do not|no|not|none|nil|n/a|any|whether|if|is this|are there|contains? no"
    r"|include any|does the)\b[^.]{0,60}"
    r"\b(?:exempt|confidential)\b|\b(?:exempt|confidential)\b[^.?]{0,90}[?:]\s*(?:no|none|n/a"
    r"|nil|not)\b|do not include|"
    r"[?]|\bexclusion of\b|\bexclude the\b|\bbe excluded\b|\blikely to be\b|\bnot exempt\b",
    re.I,
)
_SPACED = rf"(?:\d{{1,3}}\s(?-i:[A-Z])(?=\s*[,(–—]|\s+(?:is|are|to|and)\b)|{_LABEL})"
"""A label, or one such as "2 B" that can be told from "2 A summary"."""
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|through)\s+)"
_OF_ANOTHER = re.compile(
    r"\b(?:appendix|appendices|annexe?s?|enclosures?|attachments?)\s+"
    rf"(?P<labels>{_SPACED}(?:(?:(?:,? and|,? &|,)\s+|{_TO}){_SPACED})*)(?!\w)"
    # Not taken, so that the next appendix of the same sentence is found as well.
    r"(?=(?P<rest>[^.]{0,80}?\b(?:exempt|confidential|not for publication)\b))",
    re.I,
)


def exempt_pages(pages: Sequence[Page], entries: Sequence[Item]) -> tuple[ExemptPage, ...]:
    """Every page that must stay out of a public index, and the words that say so.

    Args:
        pages: understood, with item and appendix.
        entries: the agenda's items; one listed as exempt takes its pages with it.
    """
    listed = {item_key(entry.number): entry for entry in entries if entry.exempt}
    chapters = _in_chapters(pages)
    seen: set[_Paper] = set()
    alone: dict[int, str] = {}
    papers: dict[_Paper, str] = {}
    onwards: dict[str | None, tuple[int, str]] = {}
    for page in pages:
        if page.kind in (PageKind.FRONT, PageKind.BLANK):
            continue
        mark = _mark(page)
        if mark is None and page.item not in chapters:
            mark = _part_two(page)
        paper = (page.item, page.appendix)
        if mark is not None and _is_placeholder(page):
            alone[page.pdf_page] = mark
        elif mark is not None:
            # A labelled appendix is one paper; without a label an annex looks like more
            # of the report before it, whose pages so far are public.
            if page.appendix is not None or paper not in seen:
                papers.setdefault(paper, mark)
            else:
                onwards.setdefault(page.item, (page.pdf_page, mark))
        seen.add(paper)
        for label, words in _others(page):
            papers.setdefault((page.item, label), words)
    found = []
    for page in pages:
        if page.kind is PageKind.FRONT:
            continue
        start, words = onwards.get(page.item, (len(pages) + 1, ""))
        why = (
            alone.get(page.pdf_page)
            or _why(page, listed, papers)
            or (words if page.pdf_page >= start else None)
        )
        if why is not None:
            found.append(
                ExemptPage(pdf_page=page.pdf_page, printed_page=page.printed_page, why=why)
            )
    return tuple(found)


def _why(page: Page, listed: Mapping[str, Item], papers: Mapping[_Paper, str]) -> str | None:
    if page.item is not None and (entry := listed.get(item_key(page.item))):
        return f"item {entry.number} is listed as exempt on the agenda"
    if page.appendix is None:
        return papers.get((page.item, None))
    labelled = (
        words
        for (item, label), words in papers.items()
        if item == page.item and label and item_key(label) == item_key(page.appendix)
    )
    # A report that is exempt takes its appendices with it.
    return (
        papers.get((page.item, page.appendix))
        or papers.get((page.item, None))
        or next(labelled, None)
    )


def is_marked(text: str, *, parts: bool = True) -> bool:
    """Whether a page by itself says that it is not for the public; `parts`: or "Part II"."""
    page = Page(pdf_page=PdfPage(1), text=text)
    return _mark(page) is not None or (parts and _part_two(page) is not None)


def _own_lines(page: Page) -> list[str]:
    """The page's lines without the pack's stamps."""
    return [
        line
        for line in lines_of(page.text)
        if line and not is_stamp(line) and not _ITEM.fullmatch(line)
    ]


def _mark(page: Page) -> str | None:
    """The words that mark a page, None if it is not marked."""
    if (
        page.appendix is not None
        and _APPENDIX_EXEMPT.search(page.appendix)
        and not _is_denied(page.appendix)
    ):
        return _shortened(page.appendix)  # its bookmark says so
    lines = _own_lines(page)
    head = lines[:_HEAD_LINES]
    foot = range(max(0, len(lines) - _FOOT_LINES), len(lines))
    for at in (*range(len(head)), *foot):
        if _is_mark(lines, at, page.appendix):
            return _shortened(_said(lines, at))
    joined = join_lines(head)
    match = _LAW.search(joined)
    opening = " ".join(plain_words(joined)[:2])
    if match is not None and opening.startswith(_OPENS_WITH):
        sentence = joined[max(0, match.start() - 80) : match.end() + 80]
        if not _is_denied(sentence) and not _OF_ANOTHER.search(sentence):
            return _shortened(match.group())
    return None


def _is_mark(lines: Sequence[str], at: int, appendix: str | None) -> bool:
    line = lines[at]
    if _MARK.fullmatch(line) is None:
        return False
    before = lines[at - 1] if at else ""
    after = lines[at + 1] if at + 1 < len(lines) else ""
    around = join_lines(lines[at : at + 3]) if at < _HEAD_LINES else line
    if _ANSWERED.fullmatch(line) or _ANSWER.fullmatch(after):
        return False
    if _is_denied(line if _stands_alone(line) else around):
        return False
    if _goes_on(line, before) or (_ABOUT.search(line) and not _is_lawful(line)):
        return False
    if named := _APPENDIX_LINE.fullmatch(line):
        label = named["label"].split(" ", 1)[1]
        own = appendix is not None and item_key(label) == item_key(appendix)
        edge = at < _EDGE_LINES or (at == len(lines) - 1 and not _OPEN_END.search(before))
        if not own and (not edge or _in_list(lines, at)):
            return False
    if _is_bare(line):
        if not (line.isupper() or _LAW.search(around)):
            return False
        # A table or form may have a cell "Exempt"; a mark stands at the very edge.
        if _EDGE_LINES <= at < len(lines) - _FOOT_LINES:
            return False
        return not (_OPPOSITE.fullmatch(before) or _OPPOSITE.fullmatch(after))
    return True


def _is_bare(line: str) -> bool:
    """Is it a word or two that may also be a table's cell: "EXEMPT", "STRICTLY PRIVATE"?"""
    return bool(_BARE.fullmatch(line)) and "for publication" not in line.lower()


def _said(lines: Sequence[str], at: int) -> str:
    """The mark with the lines that give the law for it, and none of the paper's own words."""
    end = at + 1
    while (
        end < min(at + 3, len(lines))
        and _is_lawful(lines[end])
        and _LAW.search(join_lines(lines[at : end + 1]))
    ):
        end += 1
    return join_lines(lines[at:end])


def _is_lawful(line: str) -> bool:
    """Does the line say by itself under what the paper is kept back?"""
    return bool(_LAW_WORDS.search(line))


def _stands_alone(line: str) -> bool:
    """Is it a mark whatever the paper goes on to say? A heading "Exempt information" and a
    cell "CONFIDENTIAL" are not."""
    return _is_lawful(line) or (line.isupper() and not _is_bare(line) and "INFORMATION" not in line)


def _is_denied(text: str) -> bool:
    """Does it say that nothing is exempt, or only ask? "Not for publication" is no denial."""
    if re.search(r"\bnot for publication\s*[:?–—-]+\s*(?:no|none|nil|n/?a)\b", text, re.I):
        return True
    return bool(_DENIED.search(text.lower().replace("not for publication", "closed")))


def _goes_on(line: str, before: str) -> bool:
    """Is the line the end of a sentence that the lines before it begin?"""
    return (
        line[0].islower()
        and len(line.split()) > 3
        and not before.endswith((".", ":"))
        and _MARK.fullmatch(before) is None
    )


def _in_list(lines: Sequence[str], place: int) -> bool:
    """Is the line one of a list of appendices?"""
    near = [*lines[max(0, place - 2) : place], *lines[place + 1 : place + 3]]
    return any(
        _APPENDIX_LINE.fullmatch(line)
        or re.fullmatch(
            r"\W*(?:[\d.]+ )?(?:list of )?(?:appendices|annexe?s)\W*",
            line,
            re.I,
        )
        for line in near
    )


def _part_two(page: Page) -> str | None:
    """ "PART II" alone at the edge of a page: the private part of an agenda.

    Minutes have it as a heading over what was done in private and yet is published.
    """
    if page.kind is PageKind.MINUTES and not opens_minutes(page.text):
        return None
    lines = _own_lines(page)
    return next(
        (
            line
            for line in (*lines[:2], *lines[-1:])
            if line.isupper() and " ".join(plain_words(line)) in _BARE_PART
        ),
        None,
    )


def _in_chapters(pages: Sequence[Page]) -> frozenset[str | None]:
    """The items in whose papers "PART II" is a chapter: they have a third part, or a
    first one that is not the mark of a public report ("PART I" at the report's head)."""
    found: set[str | None] = set()
    for page in pages:
        lines = _own_lines(page)
        parts = [
            (at, match["first"])
            for at, line in enumerate(lines)
            if (match := _PART.fullmatch(line))
        ]
        if page.kind is not PageKind.FRONT and any(
            not first or at >= 2 or not opens_report(page.text) for at, first in parts
        ):
            found.add(page.item)
    return frozenset(found)


def _is_placeholder(page: Page) -> bool:
    """A leaf in place of a paper that is left out: the mark, and next to no other words."""
    lines = [line for line in _own_lines(page) if not _APPENDIX_LINE.fullmatch(line)]
    rest, marks = _LEFT_OUT.subn(" ", join_lines(lines))
    return marks > 0 and len(plain_words(rest)) <= _PLACEHOLDER_WORDS


def _others(page: Page) -> list[tuple[str, str]]:
    """Appendices that a report says are exempt, with its words."""
    if not any(word in page.text.lower() for word in ("exempt", "confidential", "publication")):
        return []
    return [
        (label, _shortened(match.group() + match["rest"]))
        for match in _OF_ANOTHER.finditer(join_lines(lines_of(page.text)))
        if not _is_denied(match.group() + match["rest"])
        for part in _row(match).replace(" and ", ", ").replace("&", ",").split(",")
        for label in _labels("".join(end.split()) for end in re.split(_TO, part))
    ]


_TITLED = re.compile(
    r"\s+(?:(?i:year|month|week|day)"
    r"|(?!(?:Exempt|Confidential|Not|To|Of|In|Is|Are|Contains?)\b)[A-Z][a-z])"
)
"""What follows a number that is of a title: "2 year plan", "3 Church Lane"."""


def _row(match: re.Match[str]) -> str:
    """The labels that are named; the title in "Appendix 1 - 2 year plan" has none of them."""
    one = _TITLED.match(match["rest"]) and not match[0].split()[0].lower().endswith("s")
    return re.split(r"\s[-–—]\s", match["labels"])[0] if one else match["labels"]


def _labels(ends: Iterator[str]) -> Iterator[str]:
    """Every label of a row of which the ends are named: "2" to "4", "5(a)" to "5(c)"."""
    yield (before := next(ends))
    for label in ends:
        one, two = (re.split(r"(\d+|[a-z]+)(?=\)?$)", item_key(end)) for end in (before, label))
        for row in _ROWS if one[::2] == two[::2] else ():
            if one[1:2] and one[1] in row and two[1] in row:
                for core in row[row.index(one[1]) : row.index(two[1])]:
                    yield f"{one[0]}{core}{one[2]}"
        yield (before := label)


def _shortened(text: str) -> str:
    return text if len(text) <= 200 else text[:197].rsplit(" ", 1)[0] + " …"
