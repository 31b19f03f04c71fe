"""What a file is, as a clerk would name it: a pack, a supplement, minutes, a report, slides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from indexer.council.dates import date_in
from indexer.council.packs import DocumentKind, RawDocument, RawPage
from indexer.reading.front.front_sheet import FrontSheet
from indexer.reading.minutes.people import people_listed
from indexer.reading.page_text import lines_of

__all__ = ["document_kind", "opens_minutes", "opens_report", "records_decision"]

_HEAD = 12
_PRESENT = re.compile(
    r"(?:(?:members? |councillors? )?(?:present|in attendance|attendance)|present\s*[:–-].*|"
    r"(?:in )?attendance\s*:.*|apologies(?: for absence)?\s*:.*)\s*:?",
    re.I,
)
_REPORT = re.compile(
    r"(?:joint )?report (?:to|of|by|from|title|author)\b.{0,120}|report\s*:.*|"
    r"(?:relevant|lead|contact|responsible|report) (?:officer|author|director)s?\b.{0,100}|"
    r"(?:\d+(?:\.\d*)*\.?\s+)?(?:purpose of (?:the )?report|summary|executive summary"
    r"|recommendations?(?:\(s\))?"
    r"|introduction)\s*:?|subject\s*:.*|decision (?:to be taken by|no)\b.*|.*record of decision.*",
    re.I,
)


_DECISION = re.compile(r"\b(?:record of (?:\w+ ){0,3}decision|decision (?:notice|record))\b", re.I)


def records_decision(text: str) -> bool:
    """Is a decision of the executive or an officer recorded here, as its head says?"""
    lines = [line for line in lines_of(text) if line][:8]
    heads = (line for line in lines if len(line.split()) <= 10 and not line.endswith("."))
    return any((at := _DECISION.search(line)) and ":" not in line[: at.start()] for line in heads)


def opens_minutes(text: str) -> bool:
    """Does the page open like the minutes of a meeting?

    They say who was there, and either what they are or, above that, on which day.
    """
    lines = [line for line in lines_of(text) if line][:45]
    at = next((at for at, line in enumerate(lines) if _PRESENT.fullmatch(line)), None)
    if at is None:
        return False
    head = " ".join(lines[:_HEAD]).lower()
    dated = at < _HEAD and date_in(" ".join(lines[:at])) is not None
    named = "minute" in head or "notes of" in head
    return named or (
        dated and any(people_listed(lines[at : at + _HEAD])[:2]) and not opens_report(text)
    )


def opens_report(text: str) -> bool:
    """Does the page open like an officer's report?"""
    lines = [line for line in lines_of(text) if line][:25]
    return sum(bool(_REPORT.fullmatch(line)) for line in lines) >= 2


def document_kind(raw: RawDocument, front: FrontSheet) -> DocumentKind:
    """Judge by the front sheet first, then the first pages."""
    if front.pages:
        return DocumentKind.SUPPLEMENT if front.supplement else DocumentKind.PACK
    pages = [page for page in raw.pages if page.text.strip()]
    if pages and opens_minutes(pages[0].text):
        return DocumentKind.MINUTES
    if _are_slides(raw.pages):
        return DocumentKind.SLIDES
    if pages and any(opens_report(page.text) for page in pages[:2]):
        return DocumentKind.REPORT
    return DocumentKind.OTHER


def _are_slides(pages: Sequence[RawPage]) -> bool:
    wide = [page for page in pages if page.width > 1.2 * page.height and page.rotation in (0, 180)]
    if not pages or len(wide) < 0.8 * len(pages):
        return False
    words = median(len(page.text.split()) for page in pages)
    return words < 160
