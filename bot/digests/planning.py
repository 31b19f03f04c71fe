"""What is due when: rules laid over meetings. Nothing here posts or keeps anything."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.digests.parts import fingerprint
from bot.digests.rules import FOLLOWERS, AtMoment, WhenPublished, due_at, london
from bot.digests.schedule_store import PROPOSAL, Post, Rule, ScheduledMeeting
from indexer.council.bodies import committee_key

__all__ = ["Planned", "planned", "post_of", "proposal_of", "targets_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One post to one place. `due`: in UTC."""

    key: str
    rule: Rule
    meeting: ScheduledMeeting
    target: str
    due: dt.datetime


def post_of(
    rule: Rule, meeting: ScheduledMeeting, target: str, *, due_at: dt.datetime, **values: Any
) -> Post:
    """What a rule asks to be posted somewhere, as the book keeps it."""
    about = {"key": _key(rule, meeting, target), "kind": rule.what} | values
    return Post(rule=rule.id, meeting=meeting.id, target=target, due_at=due_at, **about)


def _key(rule: Rule, meeting: ScheduledMeeting, target: str) -> str:
    """A digest's identity. Neither the rule's time nor the meeting's day is part of it,
    so that an edited rule or a moved meeting does not post it anew."""
    return f"digest/{rule.id}/{meeting.id}/{target}"


def proposal_of(post: Post) -> str:
    """The key of the proposal that a post waits for: the same for all that would say the same,
    of one meeting from the same papers, wherever they go."""
    return f"{PROPOSAL}/{post.meeting}/{post.kind}/{fingerprint(post.papers)}"


def planned(
    rules: Iterable[Rule],
    meetings: Sequence[ScheduledMeeting],
    *,
    nation: str = "ENG",
    closures: Collection[dt.date] = (),
    followers: Callable[[str], Sequence[str]] = lambda _committee: (),
) -> list[Planned]:
    """Everything that the rules ask for, soonest first; what is paused is left out.

    What fell due before a rule was made or changed is not asked for by it, but for a
    meeting that became known, or was moved, since: that is posted late.

    Args:
        followers: the members who follow a committee.
    """
    found: list[Planned] = []
    for rule in rules:
        if rule.paused or rule.what == "late papers":
            continue
        for meeting in _for(rule, meetings):
            due = due_at(
                rule.when,
                meeting=meeting.date,
                published=meeting.published_at,
                nation=nation,
                closures=closures,
            )
            if due is None or due >= meeting.starts or _not_asked(rule, meeting, due):
                continue
            found += [
                Planned(
                    key=_key(rule, meeting, target),
                    rule=rule,
                    meeting=meeting,
                    target=target,
                    due=due,
                )
                for target in targets_of(rule, followers)
            ]
    return sorted(found, key=lambda one: (one.due, one.key))


def _not_asked(rule: Rule, meeting: ScheduledMeeting, due: dt.datetime) -> bool:
    if due >= rule.changed_at:
        return False
    since = meeting.changed_at > rule.changed_at
    return not since or meeting.changed_at >= meeting.starts or meeting.starts < rule.changed_at


def _for(rule: Rule, meetings: Sequence[ScheduledMeeting]) -> list[ScheduledMeeting]:
    key = committee_key(rule.committee)
    mine = [
        one for one in meetings if committee_key(one.committee) == key and one.state == "planned"
    ]
    if isinstance(rule.when, AtMoment):
        at = london(rule.when.at)
        return sorted((one for one in mine if one.starts > at), key=lambda one: one.starts)[:1]
    if isinstance(rule.when, WhenPublished):
        return [one for one in mine if one.published_at is not None]
    return mine


def targets_of(rule: Rule, followers: Callable[[str], Sequence[str]]) -> list[str]:
    """Where a rule posts to, its followers by name."""
    return list(
        dict.fromkeys(
            one
            for target in rule.targets
            for one in (followers(rule.committee) if target == FOLLOWERS else (target,))
        )
    )
