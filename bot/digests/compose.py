"""A digest made from a meeting's papers, by structure and exact sentences.

What is asked and what matters were made when the papers were indexed (`indexer.points`),
and every claim goes through `bot.answers.check`. What does not pass
falls back to its quote, or is left out with the page named. Where a language model has said
what matters, its words stand in their place (`bot.digests.points`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.answers.answer import Citation, Claim
from bot.answers.check import MIN_QUOTE, standing, verify
from bot.answers.citing import link
from bot.digests.digest import (
    ActionStatus,
    Change,
    Digest,
    DigestAction,
    DigestItem,
    DigestMeeting,
    LatePaper,
    MinuteLine,
)
from bot.digests.meeting_papers import Paper, title_of
from bot.digests.points import is_quote, quoted_points
from indexer.council.action_status import status_of
from indexer.council.bodies import committee_key
from indexer.council.dates import target_days
from indexer.council.packs import (
    Action,
    Agreed,
    Decision,
    DocumentKind,
    EarlierMinutes,
    ForwardPlanEntry,
    Item,
    Minute,
    Pack,
    Page,
    PageKind,
    PdfPage,
    page_name,
)
from indexer.evidence.passages import sentences
from indexer.points.candidates import plain_text, words_of

T = TypeVar("T")

__all__ = ["agreed_in", "compose", "in_brief", "page_range", "procedural"]

WORDS_A_MINUTE = 230
"""Adults read 238 words of English a minute, silently (Brysbaert 2019, a review of 190
studies, https://doi.org/10.1016/j.jml.2019.104047); reports go a little slower."""

_PROCEDURAL = re.compile(
    r"\bdeclarations?\b|\bapologies\b|\bminutes\b|\bdate (?:and time )?of (?:the )?next\b|"
    r"\bnext meeting\b|\bpublic (?:questions?|speaking|participation|session|forum)\b|"
    r"\bpetitions?\b|\bmembers'? questions?\b|\bquestions from\b|\burgent (?:business|items?)\b|"
    r"\bany other (?:urgent )?business\b|\bexclusion of (?:the )?(?:press|public)\b|"
    r"\bchair(?:man|person)?'?s? (?:announcements?|communications?|remarks)\b|\bannouncements?\b|"
    r"\bsubstitut|\bmembership of the committee\b|\bwelcome\b|\bintroductions?\b|"
    r"\b(?:election|appointment) of (?:a |the )?(?:vice[- ]?)?chair|"
    r"\bfilming\b|\bwebcast|\bcall[- ]?in\b",
    re.IGNORECASE,
)
_SIGNED = frozenset("signed agreed approved confirmed accepted correct accurate".split())
"""What is said of minutes, which need not be told."""

_BULLET = re.compile(r"\s+[•▪◦–]\s+|\s+-\s+")

ALIKE = 0.8
"""Share of their words that two rows of the tracker have in common if they are the same."""

Said = Callable[[Paper, str], Sequence[Claim] | None]
"""Gives what a language model said of an item; None: nothing."""


def compose(
    papers: Sequence[Paper],
    *,
    as_of: dt.date,
    date: dt.date | None = None,
    time: str | None = None,
    said: Said | None = None,
    before: Sequence[Paper] = (),
) -> Digest:
    """The digest of one meeting.

    Args:
        papers: of the meeting, the main pack first (`bot.digests.meeting_papers.meeting_papers`).
        as_of: the day that actions are overdue from.
        date, time: of the meeting where it has moved since the papers were printed.
        before: the papers of the meeting before, to tell what has changed.
        said: see `bot.digests.points.Points.said`.

    Raises:
        StorageError: what a language model said cannot be read.
        ValueError: there are no papers, or none says when the meeting is.
    """
    if not papers:
        raise ValueError("a digest needs papers")
    date = date or _told(papers, lambda one: one.meeting.date)
    if date is None:
        raise ValueError("no paper says when the meeting is")
    pages = _pages(papers)
    # Seen from later, what was open then has not become overdue by it.
    as_of = min(as_of, date)
    maker = _Maker(papers, date, as_of, said)
    actions = tuple(_once(maker.actions(), lambda one: (one.number, words_of(one.claim.text))))
    digest = Digest(
        meeting=DigestMeeting(
            committee=_told(papers, lambda one: one.meeting.committee),
            date=date,
            time=time or _told(papers, lambda one: one.meeting.time),
            venue=_told(papers, lambda one: one.meeting.venue),
            contact=_told(papers, lambda one: one.contact),
            council=_told(papers, lambda one: one.meeting.council),
        ),
        as_of=as_of,
        papers=tuple(paper.version for paper in papers),
        titles=tuple((paper.document, title_of(paper.pack)) for paper in papers),
        items=tuple(maker.items()),
        agreed_last_time=tuple(_once(maker.agreed(), _minuted)),
        promised=tuple(_once(maker.promised(), _minuted)),
        actions=actions,
        links=tuple((title_of(one.pack), one.url) for one in papers if one.url),
        since=_told(before, lambda one: one.meeting.date),
        changes=tuple(_changes(actions, _standing(before))),
        decisions=tuple(_once(maker.decisions(), lambda one: words_of(one.text))),
        forward_plan=tuple(_once(maker.forward_plan(), lambda one: words_of(one.text))),
        late_papers=tuple(in_brief(paper, papers) for paper in papers[1:] if _is_late(paper)),
        page_count=len(pages),
        reading_minutes=_minutes(pages),
        report_minutes=_minutes(
            page for page in pages if page.kind is PageKind.REPORT and page.appendix is None
        ),
    )
    return replace(digest, abbreviations=_abbreviations(digest, papers))


def _told(papers: Iterable[Paper], fact: Callable[[Pack], T | None]) -> T | None:
    """A fact by the first paper that tells it."""
    return next((told for one in papers if (told := fact(one.pack))), None)


def _once(told: Iterable[T], name: Callable[[T], Hashable]) -> Iterator[T]:
    """Each thing once: a pack that is published anew, under another name, says all of it again."""
    seen = set()
    for one in told:
        if (said := name(one)) not in seen:
            seen.add(said)
            yield one


def _minuted(line: MinuteLine) -> Hashable:
    return line.meeting_date, line.minute, words_of(line.claim.text)


def _pages(papers: Iterable[Paper]) -> list[Page]:
    """Their pages, less those whose words stand in an earlier paper too."""
    kept: list[Page] = []
    for paper in papers:
        there = {one.text for one in kept if one.text.strip()}
        kept += [page for page in paper.pages.values() if page.text not in there]
    return kept


def agreed_in(paper: Paper, minutes: EarlierMinutes) -> Iterable[MinuteLine]:
    """What minutes that stand in a paper record as agreed, but for the minutes agreed."""
    day = minutes.meeting_date or dt.date.min
    return _Maker([paper], day, day, None).agreed_in(paper, minutes)


def _standing(papers: Sequence[Paper]) -> list[tuple[Action, ActionStatus]]:
    """The tracker of an earlier meeting, and how each row stood on that day."""
    return [
        (action, status_of(action, meeting=day, as_of=day))
        for paper in papers
        if (day := paper.pack.meeting.date)
        for action in paper.pack.actions
    ]


def _changes(
    now: Sequence[DigestAction], before: Sequence[tuple[Action, ActionStatus]]
) -> Iterator[Change]:
    """What became of the actions: closed, slipped and new, in the tracker's order.

    Args:
        before: the earlier tracker's rows, and how each stood then.
    """
    for action in now:
        old = _same(action, before)
        if old is None:
            if before:
                yield Change(what="new", action=action)
            continue
        row, status = old
        done = action.status is ActionStatus.COMPLETE
        if done and status is not ActionStatus.COMPLETE:
            yield Change(what="closed", action=action)
            continue
        was, is_now = target_days(row.target or ""), target_days(action.target or "")
        if not done and was and is_now and is_now[1] > was[1]:
            yield Change(
                what="slipped",
                action=action,
                before=_said(row.target),
                after=_said(action.target),
            )


def _same(
    action: DigestAction, before: Sequence[tuple[Action, ActionStatus]]
) -> tuple[Action, ActionStatus] | None:
    words = words_of(action.claim.text)
    for row, status in before:
        other = words_of(row.recommendation)
        if words and len(words & other) >= ALIKE * len(words | other):
            return row, status
    return None


def _said(target: str | None) -> str:
    return (target or "").strip(" .")


def procedural(item: Item) -> bool:
    """Whether an item is a matter of form: declarations, minutes, the next date."""
    return bool(_PROCEDURAL.search(item.title)) and not item.recommendations


def page_range(first: int | None, last: int | None) -> str:
    """``pp. 93–146``, ``p. 5``, "" where there are none."""
    if first is None:
        return ""
    return f"p. {first}" if last in (None, first) else f"pp. {first}–{last}"


def item_pages(item: Item) -> str:
    """An item's pages as people say them: printed ones where there are any."""
    in_file = page_range(item.first_pdf_page, item.last_pdf_page)
    return page_range(item.first_page, item.last_page) or (in_file and f"PDF {in_file}")


class _Maker:
    """The parts of a digest, each checked as it is made."""

    def __init__(
        self,
        papers: Sequence[Paper],
        date: dt.date,
        as_of: dt.date,
        said: Said | None,
    ) -> None:
        self._papers = papers
        self._date = date
        self._as_of = as_of
        self._texts = {
            (paper.document, int(number)): page.text
            for paper in papers
            for number, page in paper.pages.items()
        }
        self._said = said
        self._tracked = [
            words_of(action.recommendation) for paper in papers for action in paper.pack.actions
        ]

    # --- items -------------------------------------------------------------------

    def items(self) -> Iterable[DigestItem]:
        """Those of the agenda, with what supplements bring; new ones at the end."""
        found: dict[str, tuple[Paper, Item, bool]] = {}
        further: dict[str, list[str]] = {}
        for paper in self._papers:
            late = _is_late(paper)
            for item in paper.pack.items:
                key = item.number.casefold()
                if key not in found:
                    found[key] = (paper, item, late or item.late)
                    continue
                held = found[key]
                if _has_papers(item) and not _has_papers(held[1]):
                    # "To follow" on the agenda, and here it is.
                    title = held[1].title or item.title
                    found[key] = (paper, replace(item, title=title), True)
                elif late and _has_papers(item):
                    said = ", ".join(filter(None, (item.title or held[1].title, item_pages(item))))
                    further.setdefault(key, []).append(said)
        return [
            self._item(paper, item, late, further.get(key, ()))
            for key, (paper, item, late) in found.items()
        ]

    def _item(self, paper: Paper, item: Item, late: bool, further: Sequence[str]) -> DigestItem:
        asked: list[Claim] = []
        unquoted: list[str] = []
        for one in item.recommendations:
            claim = self._quoted(paper, plain_text(one.text), one.pdf_page, item.number)
            if claim is not None:
                asked.append(claim)
            else:
                unquoted.append(page_name(one.printed_page, one.pdf_page))
        routine = procedural(item)
        points = [] if routine or item.exempt else self._points(paper, item, asked)
        # A record that was chosen at indexing has words of ours, no model's.
        chosen = {plain_text(one.text) for one in item.points}
        first, last = item.first_page, item.last_page
        return DigestItem(
            number=item.number,
            title=item.title or item.report_title or "",
            document=paper.document,
            purpose=item.purpose,
            pages=(first, last if last is not None else first) if first is not None else None,
            where=item_pages(item),
            officers=item.officers,
            asked=tuple(asked),
            tasks=tuple(self._tasks(paper, item)),
            points=tuple(points),
            worded=sum(one.text not in chosen and not is_quote(one) for one in points),
            unquoted=tuple(dict.fromkeys(unquoted)),
            procedural=routine,
            exempt=item.exempt,
            late=late,
            further=tuple(further),
            url=link(paper.url, item.first_pdf_page) if item.first_pdf_page is not None else None,
        )

    def _tasks(self, paper: Paper, item: Item) -> Iterable[Claim]:
        """A verb and its object for all that is asked. It is made of a recommendation, and
        stands on that one's page: where the page does not have its words, it is left out."""
        for one in item.asked:
            claim = self._quoted(paper, plain_text(one.text), one.pdf_page, item.number)
            if claim is not None:
                yield replace(claim, text=one.do)

    def _points(self, paper: Paper, item: Item, asked: Sequence[Claim]) -> list[Claim]:
        """Those of the item, but for what stands under what is asked anyway, and rows of the
        tracker, which are told by themselves."""
        said = self._said(paper, item.number) if self._said else None
        points = quoted_points(paper, item.points, item.number) if said is None else said
        wanted = [words_of(claim.text) for claim in asked]
        return [
            claim
            for claim in points
            if (words := words_of(claim.text))
            and not any(len(words & one) > 0.7 * min(len(words), len(one)) for one in wanted)
            and not any(one and one <= words for one in self._tracked)
        ]

    # --- what happened before ------------------------------------------------------

    def agreed(self) -> Iterable[MinuteLine]:
        """What the last meeting agreed, but for the minutes that it agreed."""
        for paper, minutes in self._last_minutes():
            yield from self.agreed_in(paper, minutes)

    def agreed_in(self, paper: Paper, minutes: EarlierMinutes) -> Iterable[MinuteLine]:
        for minute in minutes.minutes:
            for one in minute.agreed:
                words, of_minutes = words_of(one.text), "minutes" in minute.title.casefold()
                if not (of_minutes and words & {"minutes", "record"} and words & _SIGNED):
                    yield from self._line(paper, minutes, minute, one)

    def promised(self) -> Iterable[MinuteLine]:
        """What somebody undertook to provide at the last meeting."""
        for paper, minutes in self._last_minutes():
            for minute in minutes.minutes:
                for one in minute.undertakings:
                    yield from self._line(paper, minutes, minute, one)

    def _line(
        self, paper: Paper, minutes: EarlierMinutes, minute: Minute, one: Agreed
    ) -> Iterable[MinuteLine]:
        claim = self._quoted(paper, one.text, one.pdf_page)
        if claim is not None:
            yield MinuteLine(
                meeting_date=minutes.meeting_date,
                minute=minute.number,
                title=minute.title,
                claim=claim,
            )

    def _last_minutes(self) -> list[tuple[Paper, EarlierMinutes]]:
        """The committee's own minutes in the papers, the latest meeting first. All that
        the committee is asked to agree are of meetings since it last agreed any."""
        committee = _told(self._papers, lambda one: one.meeting.committee)
        found = []
        for paper in self._papers:
            agenda = {
                number
                for item in paper.pack.items
                if "minutes" in item.title.casefold() and item.first_pdf_page is not None
                for number in range(
                    item.first_pdf_page, (item.last_pdf_page or item.first_pdf_page) + 1
                )
            }
            for minutes in paper.pack.minutes:
                other = minutes.committee is not None and (
                    committee_key(minutes.committee) != committee_key(committee)
                )
                # Minutes quoted in an appendix are not those of the last meeting.
                elsewhere = bool(agenda) and minutes.first_pdf_page not in agenda
                later = minutes.meeting_date is not None and minutes.meeting_date >= self._date
                if not (other or elsewhere or later):
                    found.append((paper, minutes))
        return sorted(found, key=lambda one: one[1].meeting_date or dt.date.min, reverse=True)

    # --- tables --------------------------------------------------------------------

    def actions(self) -> Iterable[DigestAction]:
        """Every row of the tracker that stands on its page, in order."""
        for paper in self._papers:
            for action in paper.pack.actions:
                if claim := self._action_claim(paper, action):
                    yield DigestAction(
                        number=action.number,
                        claim=claim,
                        officer=action.officer,
                        target=action.target,
                        update=action.update,
                        status=status_of(action, meeting=self._date, as_of=self._as_of),
                    )

    def _action_claim(self, paper: Paper, action: Action) -> Claim | None:
        """The recommendation as its column reads; the whole row is the quote. A page may
        print columns line by line across: then its words stand there in another order."""
        row = [(number, words) for number, words in action.quotes if words.strip()]
        citations = tuple(
            replace(cited, quote=words)
            for cited in (paper.cite(words, number) for number, words in row)
            if (words := self._standing(cited.quote, cited.document, cited.pdf_page))
        )
        text = action.recommendation
        claim = self._check(Claim(text=text, citations=citations)) if citations else None
        for number in action.pdf_pages:
            claim = claim or self._quoted(paper, text, number)
        if claim is not None:
            return claim
        if citations and words_of(text) <= words_of(" ".join(one.quote for one in citations)):
            return Claim(text=text, citations=citations)
        return self._bare(citations)

    def decisions(self) -> Iterable[Claim]:
        """Decisions that the executive has taken, reported to this meeting."""
        for paper in self._papers:
            for one in paper.pack.decisions:
                yield from self._row(paper, one, one.text, one.reference, one.date)

    def forward_plan(self) -> Iterable[Claim]:
        """Decisions that are coming."""
        for paper in self._papers:
            for one in paper.pack.forward_plan:
                yield from self._row(paper, one, one.matter, one.date, one.taker)

    def _row(
        self, paper: Paper, row: Decision | ForwardPlanEntry, text: str, *about: str | None
    ) -> Iterable[Claim]:
        quotes = row.quotes or ((row.pdf_page, text),)
        citations = tuple(paper.cite(words, number) for number, words in quotes)
        label = ", ".join(part for part in about if part)
        wordings = (f"{label}: {text}", text) if label else (text,)
        checked = (self._check(Claim(text=one, citations=citations)) for one in wordings)
        claim = next(filter(None, checked), None) or self._bare(citations)
        if claim is not None:
            yield claim

    # --- the check -------------------------------------------------------------------

    def _standing(self, words: str, document: str, pdf_page: int) -> str | None:
        """Words as they stand on a page; None where they do not."""
        return standing(words, self._texts.get((document, pdf_page), ""))

    def _check(self, claim: Claim) -> Claim | None:
        return verify(claim, self._texts)

    def _quoted(
        self, paper: Paper, text: str, pdf_page: PdfPage, item: str | None = None
    ) -> Claim | None:
        """A text that is its own quote."""
        citation = paper.cite(text, pdf_page, item=item)
        claim = self._check(Claim(text=text, citations=(citation,)))
        return claim or self._in_parts(text, paper, pdf_page, item)

    def _bare(self, citations: Sequence[Citation]) -> Claim | None:
        """The quotes themselves, where what was to be said of them did not pass."""
        stand = tuple(
            replace(one, quote=words)
            for one in citations
            if (words := self._standing(one.quote, one.document, one.pdf_page)) is not None
        )
        text = " ".join(one.quote for one in stand)
        return self._check(Claim(text=text, citations=stand)) if stand else None

    def _in_parts(
        self, text: str, paper: Paper, pdf_page: PdfPage, item: str | None
    ) -> Claim | None:
        """A text that goes over the end of its page, or is a list whose bullets the page
        draws otherwise: its sentences and points, each on its page, and one that the
        break cuts, on both."""
        citations: list[Citation] = []
        for piece in (one for sentence in sentences(text) for one in _BULLET.split(sentence)):
            if sum(character.isalnum() for character in piece) < MIN_QUOTE:
                continue
            placed = self._place(piece, paper, pdf_page, item)
            if placed is None:
                return None
            citations.extend(placed)
        return self._check(Claim(text=text, citations=tuple(citations))) if citations else None

    def _place(
        self, sentence: str, paper: Paper, pdf_page: PdfPage, item: str | None
    ) -> list[Citation] | None:
        following = PdfPage(pdf_page + 1)
        for number in (pdf_page, following):
            words = self._standing(sentence, paper.document, number)
            if words is not None:
                return [paper.cite(words, number, item=item)]
        words_of = sentence.split()
        for cut in range(len(words_of) - 2, 1, -1):
            head = self._standing(" ".join(words_of[:cut]), paper.document, pdf_page)
            tail = head and self._standing(" ".join(words_of[cut:]), paper.document, following)
            if head and tail:
                return [
                    paper.cite(head, pdf_page, item=item),
                    paper.cite(tail, following, item=item),
                ]
        return None


# --- papers ------------------------------------------------------------------------------


def _has_papers(item: Item) -> bool:
    return item.first_page is not None or item.first_pdf_page is not None


def _is_late(paper: Paper) -> bool:
    # A late report may also be published by itself.
    return paper.pack.kind is not DocumentKind.PACK


def in_brief(paper: Paper, papers: Sequence[Paper]) -> LatePaper:
    """A paper and its items, by the titles that the meeting's papers give them."""
    titles = {
        item.number.casefold(): item.title
        for one in reversed(papers)
        for item in one.pack.items
        if item.title
    }
    return LatePaper(
        document=paper.document,
        title=title_of(paper.pack),
        published=paper.pack.published,
        items=tuple(
            (item.number, item.title or titles.get(item.number.casefold(), ""), item_pages(item))
            for item in paper.pack.items
            if _has_papers(item)
        ),
    )


def _minutes(pages: Iterable[Page]) -> int:
    """Minutes to read some pages, rounded to five."""
    words = sum(len(page.text.split()) for page in pages)
    return max(5, round(words / WORDS_A_MINUTE / 5) * 5) if words else 0


def _abbreviations(digest: Digest, papers: Sequence[Paper]) -> tuple[tuple[str, str], ...]:
    """Those that stand in the digest without being spelt out there."""
    said = " ".join(
        claim.text for item in digest.items for claim in (*item.asked, *item.tasks, *item.points)
    ) + " ".join(line.claim.text for line in (*digest.agreed_last_time, *digest.promised))
    said += " ".join(item.title for item in digest.items)
    said += " ".join(action.claim.text for action in digest.actions)
    found: dict[str, str] = {}
    for paper in papers:
        for short, long in paper.pack.abbreviations:
            used = re.search(rf"(?<!\w){re.escape(short)}(?:s|'s|’s)?(?!\w)", said)
            if used and long.casefold() not in said.casefold():
                found.setdefault(short, long)
    return tuple(sorted(found.items()))
