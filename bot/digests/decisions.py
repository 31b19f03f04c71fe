"""What clerks decide about digests: each decision is one function with one set of checks, for
the terminal and for Slack alike.

What is decided is kept in the book, and carried out by `bot.jobs.posting` when the publisher
next looks into it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.digests.parts import Part, moment
from bot.digests.planning import Planned, post_of, proposal_of, targets_of
from bot.digests.publisher import DigestPublisher
from bot.digests.schedule_store import PROPOSAL, Post, Rule, ScheduledMeeting
from indexer.council.bodies import committee_key, same_committee
from indexer.council.dates import spoken_date, spoken_day
from indexer.council.problems import NotPossible, SettingsError

__all__ = ["DigestRef", "Preview", "ScheduleLine", "Schedules", "next_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRef:
    """The digest that a button is about: a proposal, or one post, by its key, or all that a rule
    posts for a meeting."""

    key: str | None = None
    rule: int | None = None
    meeting: int | None = None

    @property
    def value(self) -> dict[str, Any]:
        """What the button carries."""
        return {"r": self.rule, "m": self.meeting} if self.key is None else {"k": self.key}

    @classmethod
    def of(cls, value: Mapping[str, Any]) -> DigestRef:
        """The inverse of `value`."""
        if value.get("k"):
            return cls(key=str(value["k"]))
        return cls(rule=int(value.get("r") or 0), meeting=int(value.get("m") or 0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Exactly what would be posted now.

    Attributes:
        kind: full, reminder or late papers.
        targets: where to; `messages`: the first message, then those of its thread.
    """

    kind: str
    targets: tuple[str, ...]
    messages: tuple[tuple[Part, ...], ...]


ScheduleLine = tuple[Rule, Planned | None]
"""A rule, and what it posts next."""


class Schedules:
    """What a clerk sets, and decides about single digests.

    Raises, all: PackhorseError, whose sentence is for the clerk.
    """

    def __init__(self, publisher: DigestPublisher) -> None:
        self._publisher = publisher
        self.book = publisher.book
        self.now = publisher.now

    def next_of(self, rule: Rule) -> Planned | None:
        """What a rule posts next; None where no known meeting falls due by it yet."""
        now = self.now()
        settled = {post.key for post in self.book.posts() if post.settled}
        ahead = (one for one in self._publisher.planned([rule]) if one.meeting.starts > now)
        return next((one for one in ahead if one.key not in settled), None)

    def lines(self) -> list[ScheduleLine]:
        """All rules with what they post next."""
        return [(rule, self.next_of(rule)) for rule in self.book.rules()]

    def of_rule(self, number: int) -> DigestRef:
        """A rule's next digest that is not settled."""
        rule = self.book.rule(number)
        due = self.next_of(rule)
        meeting = due.meeting if due else self._next_meeting(rule)
        if meeting is None:
            raise SettingsError(
                f"No upcoming meeting of {rule.committee} is known yet: index its pack first."
            )
        return DigestRef(rule=rule.id, meeting=meeting.id)

    def meeting_of(self, digest: DigestRef) -> ScheduledMeeting:
        """The meeting that a digest is for."""
        if digest.key is not None:
            return self.book.meeting(self._post(digest.key).meeting or 0)
        return self.book.meeting(digest.meeting or 0)

    def preview(self, digest: DigestRef, *, reader: str) -> Preview:
        """Exactly what would be posted now, for a channel or a member to see."""
        note, late = "", set[str]()
        if digest.key is not None:
            post = self._post(digest.key)
            posts = self._carried(post)
            kind, note, targets = posts[0].kind, post.note, self._publisher.places(posts)
            late = {name for name, _ in post.papers}
        else:
            rule = self.book.rule(digest.rule or 0)
            kind, targets = rule.what, rule.targets
        meeting = self.meeting_of(digest)
        messages = self._publisher.would_post(kind, meeting, note=note, reader=reader, late=late)
        return Preview(kind=kind, targets=targets, messages=messages)

    def noted(self, digest: DigestRef) -> str:
        """The clerk's own words on a digest that waits; "" for none."""
        return self._open_post(digest.key or "").note

    def note(self, digest: DigestRef, text: str) -> None:
        """Put the clerk's own words on top of one that is still to be posted; "" takes them
        away."""
        self.book.set_post(self._open_post(digest.key or "").key, note=text)

    def decide(self, digest: DigestRef, *, approve: bool, by: str, note: str | None = None) -> str:
        """Let it be posted at once, or leave this meeting out; what comes of it, in a sentence."""
        outcome = "No digest will be posted for this meeting."
        if approve:
            outcome = self.will_post(digest)
        self._decide(digest, approve=approve, by=by, note=note)
        return outcome

    def will_post(self, digest: DigestRef) -> str:
        """When one that a clerk has approved is posted."""
        meeting = self.meeting_of(digest)
        if meeting.published_at is None:
            return "There is no pack yet: it will be posted once the pack is indexed."
        return "It will be posted within a minute."

    def _decide(self, digest: DigestRef, *, approve: bool, by: str, note: str | None) -> None:
        values: dict[str, Any] = {"state": "skipped", "reason": f"Skipped by {by}."}
        if approve:
            values = {"state": "approved", "approved_by": by, "reason": ""}
            values |= {"note": note} if note else {}
        if digest.key is None:
            self._decide_meeting(digest, values)
            return
        # Of two who decide at once the first does, and the other is told so.
        post = self._undecided(digest.key)
        if not self.book.set_post(post.key, unless=("approved",), **values):
            self._undecided(digest.key)

    def _decide_meeting(self, digest: DigestRef, values: dict[str, Any]) -> None:
        rule, meeting = self.book.rule(digest.rule or 0), self.meeting_of(digest)
        if committee_key(rule.committee) != committee_key(meeting.committee):
            raise NotPossible(
                f"Rule {rule.id} is for {rule.committee}, but meeting {meeting.id} is of "
                f"{meeting.committee}."
            )
        now, targets = self.now(), targets_of(rule, self._publisher.followers)
        if meeting.starts <= now:
            raise NotPossible(f"The meeting on {spoken_day(meeting.date)} has already begun.")
        if meeting.state != "planned":
            raise NotPossible(f"The meeting on {spoken_day(meeting.date)} is {meeting.state}.")
        if not targets:
            raise NotPossible(f"Nobody follows {rule.committee} yet.")
        said, decided = "", False
        for target in targets:
            # It is opened as what it is to be: the publisher looks into the book at any time.
            post = self.book.open_post(
                post_of(rule, meeting, target, due_at=now, **values), now=now
            )
            if (post.settled or post.state == "approved") and post.state != values["state"]:
                said = said or f"The digest to {target} is already {post.state}."
                continue
            # Who has approved it stays who has.
            self.book.set_post(post.key, unless=("approved",), **values)
            decided = True
        if not decided:
            raise NotPossible(said)

    def _post(self, key: str) -> Post:
        """A post by its key; one that waits for approval goes by its proposal."""
        post = self.book.post(key)
        if post is None:
            raise NotPossible(
                f"There is no digest “{key}”, or it is no longer waiting: its rule was changed or "
                "removed. packhorse schedule history shows the keys."
            )
        proposal = self.book.post(proposal_of(post)) if post.state == "waiting" else None
        return proposal or post

    def _carried(self, post: Post) -> list[Post]:
        """What a decision about a post is about: itself, or all that wait for a proposal."""
        posts = self._publisher.waiting_for(post) if post.kind == PROPOSAL else [post]
        if not posts:
            raise NotPossible(
                "That digest is no longer waiting: its papers or its rule have changed since, or it "
                "was decided otherwise. packhorse schedule history shows what waits now."
            )
        return posts

    def _open_post(self, key: str) -> Post:
        """A post, or a proposal, that is still to be posted."""
        post = self._post(key)
        if post.settled:
            raise NotPossible(f"That digest is already {post.state}.")
        if post.state != "approved":
            self._carried(post)
        return post

    def _undecided(self, key: str) -> Post:
        post = self._open_post(key)
        if post.state == "approved":
            raise NotPossible(
                "That digest has already been approved and will be posted within a minute."
            )
        return post

    def outlook(self, committee: str | None, date: dt.date | None) -> list[Post | Planned]:
        """What was and will be posted for a meeting, what is posted first."""
        of_day = (one for one in self.book.meetings() if one.date == date)
        meeting = next((one for one in of_day if same_committee(one.committee, committee)), None)
        if meeting is None:
            return []
        posts = [
            post
            for post in self.book.posts(meeting=meeting.id)
            if post.kind in ("full", "reminder")
        ]
        settled = {post.key for post in posts if post.settled}
        there = [one for one in posts if one.state == "posted" and one.channel and one.ts]
        to_come = [
            one
            for one in self._publisher.planned()
            if one.meeting.id == meeting.id and one.key not in settled
        ]
        return [*there, *to_come]

    def _next_meeting(self, rule: Rule) -> ScheduledMeeting | None:
        now = self.now()
        ahead = (one for one in self.book.meetings() if one.starts > now and one.state == "planned")
        return next((one for one in ahead if same_committee(one.committee, rule.committee)), None)


def next_words(rule: Rule, due: Planned | None) -> str:
    """What a rule does next."""
    if rule.what == "late papers":
        return "Each late paper is announced as it is published."
    if due is None:
        return "It does not apply to any known meeting yet, but will to the next one."
    pack = "" if due.meeting.published_at else ", whose pack is still to come"
    return f"Next: {moment(due.due)}, for the meeting on {spoken_date(due.meeting.date)}{pack}."
