"""A committee's last meetings in about ten lines, for whoever joins late: what was agreed,
what is still open and overdue, what comes next. Each line stands on its page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.answers.answer import Claim
from bot.digests.compose import agreed_in, compose
from bot.digests.digest import ActionStatus, Digest, MinuteLine
from bot.digests.meeting_papers import Paper
from bot.digests.parts import DigestRow, Part, action_row, cut_short, when
from indexer.council.bodies import same_committee
from indexer.council.dates import spoken_date
from indexer.council.packs import DocumentKind, EarlierMinutes, counted

__all__ = ["MEETINGS", "Moment", "catch_up", "wanted_days"]

MEETINGS = 3
AGREED = 2
"""Lines of each meeting; overdue actions and items to come have as many."""

LETTERS = 150
"""Of a line; what it leaves out stands on its page."""

Moment = tuple[dt.date | None, str | None]
"""A meeting's day and time."""

NO_MINUTES = "the papers hold no minutes of it."
NO_DECISION = "its minutes record no decision that I could read."


def wanted_days(days: Iterable[dt.date], today: dt.date) -> frozenset[dt.date]:
    """Days of the meetings whose papers tell: the next one and the last ones."""
    known = sorted(set(days))
    past, coming = [one for one in known if one < today], [one for one in known if one >= today]
    return frozenset([*past[-MEETINGS:], *coming[:1]])


def catch_up(
    committee: str,
    papers: Sequence[Paper],
    *,
    today: dt.date,
    moments: Mapping[str, Moment] | None = None,
    also: Sequence[str] = (),
) -> tuple[Part, ...]:
    """The lines, laid out.

    Args:
        papers: the committee's, of the `wanted_days`.
        moments: by document, when its meeting is; of the others, what they say themselves.
        also: what else the committee is called.

    Raises:
        StorageError: a paper cannot be read.
    """
    known = moments or {}
    dated = [(known.get(one.document) or _printed(one), one) for one in papers]
    minuted = list(_minuted((committee, *also), papers))
    held = {moment[0] for moment, _ in dated} | {one.meeting_date for _, one in minuted}
    days = sorted((one for one in held if one and one < today), reverse=True)[:MEETINGS]
    digests = [
        compose(group, as_of=today, date=date, time=time)
        for (date, time), group in _meetings(dated)
        if any(one.pack.kind is DocumentKind.PACK for one in group)
    ]
    last = [row for one in days for row in _meeting(one, minuted)]
    return (
        Part(
            title=f"{committee}: the last meetings",
            rows=tuple(last) or (DigestRow(text="No earlier meeting is in the papers."),),
        ),
        Part(title="Still open", rows=tuple(_open(digests))),
        Part(
            title="What comes next",
            rows=tuple(_next(digests, today)),
            about=(digests[0].papers[0][0], None) if digests else None,
        ),
    )


def _printed(paper: Paper) -> Moment:
    return paper.pack.meeting.date, paper.pack.meeting.time


def _minuted(
    names: Sequence[str], papers: Sequence[Paper]
) -> Iterator[tuple[Paper, EarlierMinutes]]:
    for paper in papers:
        for minutes in paper.pack.minutes:
            whose = minutes.committee
            if whose is None or any(same_committee(whose, one) for one in names):
                yield paper, minutes


def _meetings(dated: Sequence[tuple[Moment, Paper]]) -> list[tuple[Moment, list[Paper]]]:
    """The papers of each meeting, its pack first; the latest meeting first."""
    found: dict[dt.date, list[tuple[Moment, Paper]]] = {}
    for moment, paper in dated:
        if moment[0]:
            found.setdefault(moment[0], []).append((moment, paper))
    for group in found.values():
        group.sort(key=lambda one: (one[1].pack.kind is not DocumentKind.PACK, -len(one[1].pages)))
    return [
        (found[day][0][0], [paper for _, paper in found[day]])
        for day in sorted(found, reverse=True)
    ]


def _meeting(date: dt.date, minuted: Sequence[tuple[Paper, EarlierMinutes]]) -> Iterator[DigestRow]:
    """A meeting's first decisions, and how many more there were."""
    found = [(paper, one) for paper, one in minuted if one.meeting_date == date]
    agreed: dict[str, MinuteLine] = {}
    for paper, minutes in found:
        for line in agreed_in(paper, minutes):
            agreed.setdefault(" ".join(line.claim.text.casefold().split()), line)
    if not agreed:
        yield DigestRow(label=f"{spoken_date(date)}: ", text=NO_DECISION if found else NO_MINUTES)
        return
    # What only notes something is told last.
    telling = sorted(
        agreed.values(), key=lambda one: one.claim.text.casefold().rstrip(" .").endswith("noted")
    )
    left = len(telling) - AGREED
    for number, line in enumerate(telling[:AGREED], start=1):
        more = [f" – {line.claim.citations[0].title}" if number == 1 else ""]
        more += [f", and {left} more agreed" if left > 0 and number == AGREED else ""]
        yield _row(
            f"{spoken_date(date)}: " if number == 1 else "",
            f"{line.title}: {line.claim.text}"
            if line.title and line.title not in {one.title for one in telling[: number - 1]}
            else line.claim.text,
            line.claim,
            more="".join(more),
        )


def _open(digests: Sequence[Digest]) -> Iterator[DigestRow]:
    """How the latest tracker stands, overdue actions by name."""
    tracked = next((one for one in digests if one.actions), None)
    if tracked is None:
        yield DigestRow(text="No actions are tracked in these papers.")
        return
    overdue = [one for one in tracked.actions if one.status is ActionStatus.OVERDUE]
    still = sum(one.status is not ActionStatus.COMPLETE for one in tracked.actions)
    yield DigestRow(
        text=f"{still} open, of which {len(overdue)} overdue, as of {spoken_date(tracked.as_of)}."
    )
    yield from (action_row(action, LETTERS) for action in overdue[:AGREED])


def _next(digests: Sequence[Digest], today: dt.date) -> Iterator[DigestRow]:
    coming = [one for one in digests if one.meeting.date >= today]
    if not coming:
        yield DigestRow(text="No papers for an upcoming meeting yet.")
        for claim in digests[0].forward_plan[:AGREED] if digests else ():
            yield _row("In the forward plan: ", claim.text, claim, bullet=True)
        return
    yield DigestRow(label="Next meeting: ", text=f"{when(coming[-1])}.")
    asking = [item for item in coming[-1].business if item.tasks]
    for item in asking[:AGREED]:
        left = len(asking) - AGREED
        yield _row(
            f"Item {item.number}: ",
            item.tasks[0].text,
            item.tasks[0],
            bullet=True,
            more=f", and {counted(left, 'more item')} to decide"
            if left > 0 and item is asking[AGREED - 1]
            else "",
        )


def _row(label: str, text: str, claim: Claim, *, bullet: bool = False, more: str = "") -> DigestRow:
    short = cut_short(text, LETTERS)
    first = Claim(text=claim.text, citations=claim.citations[:1])
    return DigestRow(label=label, text=short, claim=first, bullet=bullet or not label, more=more)
