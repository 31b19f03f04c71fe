"""Papers that the public may not see, told by what they are marked with.

Schedule 12A of the Local Government Act 1972 lets a council keep a paper exempt;
the paper then says so at its head ("NOT FOR PUBLICATION by virtue of paragraph 3 of
Part 1 of Schedule 12A", "Part II", pink paper). Ordinary papers speak of the same
law: the agenda's standing item about shutting out the public, a report's section
"Does the information submitted include any exempt information? No", a form's "for
publication". A mark is a line of its own at the head or foot of a page.

One marked page makes its whole paper exempt: keeping back too much can be put
right, publishing too much cannot.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.packs import ExemptPage, Page, PageKind
from indexer.reading.agenda import Entry
from indexer.reading.stamps import item_key
from indexer.reading.text import join_lines, lines_of

__all__ = ["exempt_pages"]

_HEAD_LINES = 10
_FOOT_LINES = 4

_MARK = re.compile(
    r"\W*(?:"
    r"(?:this (?:report|appendix|paper|document|item) is |strictly )?not for publication\b.{0,200}"
    r"|(?:private (?:and|&) )?confidential(?:\s*[-–—:]?\s*(?:report|appendix|item|paper"
    r"|information|not for publication)\b.{0,120})?"
    r"|(?:fully |wholly |partly |partially )?exempt(?:\s*[-–—:]?\s*(?:report|appendix|item|paper"
    r"|from publication|information)\b.{0,200}"
    r"|\s+(?:by virtue|under|pursuant)\b.{0,200})?"
    r"|this (?:report|appendix|paper|document|item) (?:is|contains?) (?:exempt"
    r"|confidential)\b.{0,200}"
    r"|by virtue of (?:the )?(?:paragraph|category|categories|regulation)\b.{0,200}"
    r"|(?:the )?document is restricted|restricted(?: document| report)?"
    r"|part\s+(?:II|2|B|two)\s*[-–—:(]*\s*(?:exempt|private|confidential|closed"
    r"|not for publication|pink).{0,120}"
    r"|pink (?:papers?|report|item)\b.{0,80}|(?:closed|private) report\b.{0,80}"
    r"|official[ -]sensitive\b.{0,60}"
    r")\W*", re.I,
)
_LAW = re.compile(
    r"\bnot for publication\b|\bby virtue of\b.{0,60}\bschedule 12a\b"
    r"|\bexempt\b.{0,80}\b(?:paragraphs?|schedule 12a|category)\b",
    re.I | re.S,
)
_DENIED = re.compile(
    r"\b(?:does not|do not|no|not|none|nil|n/a|any|whether|if|is this|are there|contains? no"
    r"|include any|does the)\b[^.]{0,60}"
    r"\b(?:exempt|confidential)\b|\b(?:exempt|confidential)\b[^.?]{0,90}[?:]\s*(?:no|none|n/a"
    r"|nil|not)\b|do not include|"
    r"[?]|\bexclusion of\b|\bexclude the\b|\bbe excluded\b|\blikely to be\b|\bnot exempt\b", re.I,
)
_OF_ANOTHER = re.compile(
    r"\b(?:appendix|appendices"
    r"|annexe?s?)\s+(?P<label>[A-Z0-9]{1,3}(?:\s?\([a-z0-9]{1,3}\))?)\b[^.]{0,80}"
    r"\b(?:exempt|confidential|not for publication)\b", re.I,
)


def exempt_pages(
    pages: Sequence[Page], entries: Sequence[Entry]
) -> tuple[ExemptPage, ...]:
    """Every page that must stay out of a public index, and the words that say so.

    Args:
        pages: understood, with item and appendix.
        entries: the agenda's items; one listed as exempt takes its pages with it.
    """
    listed = {
        item_key(entry.number): entry for entry in entries if entry.exempt
    }
    reasons: dict[tuple[str | None, str | None], str] = {}
    for page in pages:
        if page.kind in (PageKind.FRONT, PageKind.BLANK):
            continue
        mark = _mark(page)
        if mark is not None:
            reasons.setdefault((page.item, page.appendix), mark)
        for label, words in _others(page):
            reasons.setdefault((page.item, label), words)
    found = []
    for page in pages:
        if page.kind is PageKind.FRONT:
            continue
        why = _why(page, listed, reasons)
        if why is not None:
            found.append(
                ExemptPage(pdf_page=page.pdf_page, printed_page=page.printed_page, why=why)
            )
    return tuple(found)


def _why(
    page: Page,
    listed: Mapping[str, Entry],
    reasons: Mapping[tuple[str | None, str | None], str],
) -> str | None:
    if page.item is not None and (entry := listed.get(item_key(page.item))):
        return f"item {entry.number} is listed as exempt on the agenda"
    direct = reasons.get((page.item, page.appendix))
    if direct is not None:
        return direct
    if page.appendix is not None:
        # A report that is exempt takes its appendices with it.
        return reasons.get((page.item, None)) or next(
            (words for (item, label), words in reasons.items()
             if item == page.item and label and _same_label(label, page.appendix)), None,
        )
    return None


def _same_label(named: str, label: str) -> bool:
    return item_key(named) == item_key(label)


def _mark(page: Page) -> str | None:
    """The words that mark a page, None if it is not marked."""
    lines = [line for line in lines_of(page.text) if line]
    head, foot = lines[:_HEAD_LINES], lines[-_FOOT_LINES:]
    for at, line in enumerate([*head, *foot]):
        match = _MARK.fullmatch(line)
        if match is None:
            continue
        around = join_lines(lines[at : at + 3]) if at < len(head) else line
        if _DENIED.search(around):
            continue
        bare = re.fullmatch(r"\W*(?:(?:private (?:and|&) )?confidential|exempt"
                            r"|restricted)\W*", line, re.I)
        if bare and not (line.isupper() or _LAW.search(around)):
            continue
        # A table or form may have a cell "Exempt"; a mark stands at the very edge.
        if bare and not (at < 4 or at >= len(head)):
            continue
        return _words(around if _LAW.search(around) else line)
    joined = join_lines(head)
    match = _LAW.search(joined)
    if match is not None and re.match(r"\W*(?:report|appendix|exempt|confidential"
                                      r"|not for)", joined, re.I):
        sentence = joined[max(0, match.start() - 80) : match.end() + 80]
        if not _DENIED.search(sentence) and not _OF_ANOTHER.search(sentence):
            return _words(sentence)
    return None


def _others(page: Page) -> list[tuple[str, str]]:
    """Appendices that a report says are exempt, with its words."""
    found: list[tuple[str, str]] = []
    if not re.search(r"exempt|confidential|not\s+for\s+publication", page.text, re.I):
        return found
    text = join_lines(line for line in lines_of(page.text) if line)
    for match in _OF_ANOTHER.finditer(text):
        if not _DENIED.search(match.group()):
            found.append((re.sub(r"\s+", "", match["label"]), _words(match.group())))
    return found


def _words(text: str) -> str:
    return text if len(text) <= 200 else text[:197].rsplit(" ", 1)[0] + " …"


