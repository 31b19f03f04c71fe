"""What councils' sites brought, told to the clerks once each, with the outline understood.

A `bot.digests.publisher.Teller`: happenings of one meeting that come close together are one
message; which happenings a message tells of is noted in one transaction with it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import KW_ONLY, dataclass, field

from bot.digests.compose import page_range
from bot.digests.meeting_papers import title_of
from bot.digests.parts import DigestRow, Part, remark
from bot.digests.publisher import STOP, PreparedPost
from bot.digests.schedule_store import Post, ScheduleStore
from indexer.council.packs import Item, Pack, counted, page_name
from indexer.sources import SiteFacts
from indexer.sources.facts import Happening
from indexer.sources.source import PaperKind
from indexer.sources.store import News

__all__ = ["SiteNews", "outline"]

QUIET = dt.timedelta(seconds=60)
"""So long nothing more must have happened of a meeting: its papers come one by one."""

OLD = dt.timedelta(days=7)
"""Happenings that nobody was told of for so long are no news any more."""

CERTAIN = dt.timedelta(hours=1)
"""By then every transaction that took a number has ended: see `SiteNews.tick`."""

MANY = 100_000
"""Happenings that are looked at in one go; a first visit may bring some thousands."""

SHOWN_ROWS = 300
"""Of a list: what does not fit into one message goes on in its thread."""

SHOWN_OUTLINES = 3

_TITLES = {
    News.DOWN: "A source cannot be visited",
    News.CANCELLED: "A meeting is cancelled",
    News.MOVED: "A meeting has moved",
    News.REINSTATED: "A meeting takes place after all",
    News.UNLISTED: "A meeting is no longer listed",
    News.RESTRICTED: "A paper was restricted",
    News.WITHDRAWN: "A paper was withdrawn",
    News.NEW: "New papers came in",
    News.REPLACED: "Papers were replaced",
    News.VENUE: "A meeting has a new venue",
    News.FAILED: "A paper could not be read",
    News.BACK: "A source can be visited again",
}
"""Titles of messages; the first that applies is taken."""


@dataclass
class SiteNews:
    """Tells clerks what sources brought.

    Attributes:
        clerks_channel: where; None: nobody is told.
        pack: a published document understood, None where there is none.
        may_read: whether a channel's readers may read some documents: of others no
            outline is shown there.
        quiet: see `QUIET`.
    """

    kind = "news"

    book: ScheduleStore
    facts: SiteFacts
    _: KW_ONLY
    clerks_channel: str | None
    pack: Callable[[str], Pack | None]
    may_read: Callable[[str, Sequence[str]], bool]
    quiet: dt.timedelta = QUIET
    _mark: int = field(default=0, init=False)

    def tick(self, now: dt.datetime) -> None:
        """Note which messages there are to be."""
        if self.clerks_channel is None:
            return
        happened = self.facts.news(after=self._mark, limit=MANY)
        told = self.book.told_news(after=self._mark)
        new = [one for one in happened if one.number not in told and now - one.at <= OLD]
        read_through = self.facts.read_through()
        left = False
        for group in _groups(new):
            # A source's first visit may take hours, and is told of as a whole.
            if now - group[-1].at < self.quiet or (
                group[0].backlog and group[0].source not in read_through
            ):
                left = True
                continue
            post = Post(
                key=f"news/{group[0].number}",
                kind=self.kind,
                meeting=self._meeting(group[0]),
                target=self.clerks_channel,
                due_at=group[0].at,
            )
            self.book.tell_news([one.number for one in group], post, now=now)
        # A number that is missing may still come: its transaction has not ended yet. What
        # is older has been seen to, and is not asked for again.
        if not left:
            certain = [one.number for one in happened if now - one.at > CERTAIN]
            self._mark = max(certain, default=self._mark)

    def prepare(self, post: Post, now: dt.datetime) -> PreparedPost:  # noqa: ARG002
        """The message, from the papers as they now are."""
        numbers = set(self.book.news_of(post.key))
        first, last = min(numbers, default=1), max(numbers, default=0)
        happened = [
            one
            for one in self.facts.news(after=first - 1, limit=last - first + 1)
            if one.number in numbers
        ]
        if not happened:
            self.book.set_post(post.key, state="skipped", reason="Nothing is known about it.")
            return STOP
        return PreparedPost(messages=(self._shown(happened),))

    def _shown(self, happened: Sequence[Happening]) -> tuple[Part, ...]:
        kinds = {one.what for one in happened}
        title = next(title for what, title in _TITLES.items() if what in kinds)
        if happened[0].backlog:
            return (remark(title, _backlog(happened)),)
        sentences = list(dict.fromkeys(one.sentence for one in happened))
        several = len(sentences) > 1
        rows = [DigestRow(text=one, bullet=several) for one in sentences]
        parts = [Part(title=title, rows=tuple(_shown(rows)))]
        for one in happened:
            if (
                one.what not in (News.NEW, News.REPLACED)
                or one.document is None
                or (
                    one.kind in (PaperKind.REPORT, PaperKind.MINUTES) or len(parts) > SHOWN_OUTLINES
                )
            ):
                continue
            pack = self.pack(one.document)
            if pack is not None and self.may_read(str(self.clerks_channel), [one.document]):
                parts.append(outline(pack, self.facts.warnings(one.document)))
        return tuple(parts)

    def _meeting(self, one: Happening) -> int | None:
        site = f"{one.source}/{one.meeting}"
        return next((held.id for held in self.book.meetings() if held.site == site), None)


def outline(pack: Pack, warnings: Sequence[str] = ()) -> Part:
    """What was understood of a paper, for a clerk to check."""
    rows = [DigestRow(text=f"{counted(len(pack.pages), 'page')}, read as: {pack.kind.value}.")]
    rows += _shown(
        [DigestRow(label=f"{item.number} ", text=_item(item), bullet=True) for item in pack.items]
    )
    if not pack.items:
        rows.append(DigestRow(text="No agenda items were recognised."))
    if pack.exempt_pages:
        numbers = (page_name(one.printed_page, one.pdf_page) for one in pack.exempt_pages)
        rows.append(DigestRow(label="Left out as exempt: ", text=", ".join(numbers)))
    remarks = dict.fromkeys([*warnings, *pack.warnings])
    rows += _shown([DigestRow(label="Please check: ", text=one) for one in remarks])
    return Part(title=title_of(pack), rows=tuple(rows))


def _shown(rows: Sequence[DigestRow]) -> list[DigestRow]:
    rest = [DigestRow(text="The rest is in the paper itself.")] if len(rows) > SHOWN_ROWS else []
    return [*rows[:SHOWN_ROWS], *rest]


def _item(item: Item) -> str:
    pages = page_range(item.first_page, item.last_page)
    marks = [word for word, so in (("exempt", item.exempt), ("late paper", item.late)) if so]
    return ", ".join([item.title or "without a title", *([pages] if pages else []), *marks])


def _groups(happened: Iterable[Happening]) -> list[list[Happening]]:
    """Happenings of one meeting, or of one source's own; what was out before we first
    looked, by source."""
    groups: dict[tuple[str, str | None, bool], list[Happening]] = {}
    for one in happened:
        key = (one.source, None if one.backlog else one.meeting, one.backlog)
        groups.setdefault(key, []).append(one)
    return list(groups.values())


def _backlog(happened: Sequence[Happening]) -> str:
    papers = len({one.document or one.sentence for one in happened})
    meetings = len({one.meeting for one in happened})
    return (
        f"{happened[0].source} was read for the first time: {counted(papers, 'paper')} of "
        f"{counted(meetings, 'earlier meeting')} came in and can be asked about."
    )
