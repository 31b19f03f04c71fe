"""The clerks' schedules, as Slack works with them, over the digests' own office.

The digest itself is posted by `bot.jobs.posting`; what is decided here is kept in the
book, and carried out when the office next looks into it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.digests.decisions import decide, decide_post, open_post
from bot.digests.parts import Part
from bot.digests.planning import Planned, planned
from bot.digests.publisher import DigestPublisher
from bot.digests.rules import When
from bot.digests.schedule_store import Post, Rule, ScheduledMeeting
from indexer.council.bodies import committee_key
from indexer.council.problems import SettingsError

__all__ = ["DigestRef", "Outlook", "Preview", "Schedules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRef:
    """The digest that a button is about: one post by its key, or all that a rule posts for
    a meeting."""

    key: str | None = None
    rule: int | None = None
    meeting: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Exactly what would be posted now.

    Attributes:
        kind: full, reminder or late papers.
        targets: where to; `messages`: the first message, then those of its thread.
    """

    kind: str
    meeting: ScheduledMeeting
    targets: tuple[str, ...]
    messages: tuple[tuple[Part, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What becomes of a meeting's digest in one place: posted as `at` (channel, ts), or
    due at a moment (UTC)."""

    target: str
    kind: str
    at: tuple[str, str] | None = None
    due: dt.datetime | None = None


class Schedules:
    """What a clerk sets, and decides about single digests.

    Raises, all: PackhorseError, whose sentence is for the clerk.
    """

    def __init__(self, publisher: DigestPublisher) -> None:
        self._publisher = publisher
        self._book = publisher.book

    def now(self) -> dt.datetime:
        """The moment, in UTC."""
        return self._publisher.now()

    # --- rules -------------------------------------------------------------------------

    def rules(self) -> Sequence[Rule]:
        """All rules, in the order they were made."""
        return self._book.rules()

    def rule(self, number: int) -> Rule:
        """One of them."""
        return self._book.rule(number)

    def committees(self) -> tuple[str, ...]:
        """Committees that have meetings."""
        names: dict[str, str] = {}
        for name in (
            *(rule.committee for rule in self._book.rules()),
            *(meeting.committee for meeting in self._book.meetings()),
        ):
            names.setdefault(committee_key(name), name)
        return tuple(sorted(names.values()))

    def next_of(self, rule: Rule) -> Planned | None:
        """What a rule posts next; None where no known meeting falls due by it yet."""
        now = self._publisher.now()
        settled = {post.key for post in self._book.posts() if post.settled}
        return next(
            (
                one
                for one in self._planned([rule])
                if one.meeting.starts > now and one.key not in settled
            ),
            None,
        )

    def add(
        self,
        *,
        committee: str,
        targets: Sequence[str],
        when: When,
        what: str,
        approval: bool,
        by: str,
    ) -> Rule:
        """Set a rule. It holds for what falls due from now on."""
        return self._book.add_rule(
            committee=committee,
            targets=targets,
            when=when,
            what=what,
            approval=approval,
            by=by,
            now=self._publisher.now(),
        )

    def change(self, number: int, **changes: Any) -> Rule:
        """Change a rule: targets, when, what, approval, paused."""
        return self._book.change_rule(number, now=self._publisher.now(), **changes)

    def remove(self, number: int) -> None:
        """Remove a rule. Its history stays."""
        self._book.remove_rule(number)

    # --- single digests ----------------------------------------------------------------

    def of_rule(self, number: int) -> DigestRef:
        """A rule's next digest that is not settled."""
        rule = self._book.rule(number)
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
            return self._book.meeting(self._post(digest.key).meeting or 0)
        return self._book.meeting(digest.meeting or 0)

    def preview(self, digest: DigestRef, *, reader: str) -> Preview:
        """Exactly what would be posted now, for a channel or a member to see."""
        if digest.key is not None:
            post = self._post(digest.key)
            kind, note = post.kind, post.note
            targets: tuple[str, ...] = (post.target,)
        else:
            rule = self._book.rule(digest.rule or 0)
            kind, note, targets = rule.what, "", rule.targets
        meeting = self.meeting_of(digest)
        return Preview(
            kind=kind,
            meeting=meeting,
            targets=targets,
            messages=self._publisher.would_post(kind, meeting, note=note, reader=reader),
        )

    def approve(self, digest: DigestRef, *, by: str, note: str | None = None) -> None:
        """Let it be posted at once."""
        self._decide(digest, approve=True, by=by, note=note)

    def noted(self, digest: DigestRef) -> str:
        """The clerk's own words on a digest that waits; "" for none."""
        if digest.key is None:
            return ""
        return open_post(self._book, digest.key).note

    def note(self, digest: DigestRef, text: str) -> None:
        """Put the clerk's own words on top; "" takes them away."""
        if digest.key is None:
            raise SettingsError(
                "A note can be added while a digest is waiting, or when it is posted."
            )
        self._book.set_post(open_post(self._book, digest.key).key, note=text)

    def skip(self, digest: DigestRef, *, by: str) -> None:
        """Leave this meeting out."""
        self._decide(digest, approve=False, by=by)

    def _decide(
        self, digest: DigestRef, *, approve: bool, by: str, note: str | None = None
    ) -> None:
        if digest.key is not None:
            decide_post(self._book, digest.key, approve=approve, by=by, note=note)
            return
        rule = self._book.rule(digest.rule or 0)
        decide(
            self._book,
            rule,
            self._book.meeting(digest.meeting or 0),
            followers=self._publisher.followers,
            approve=approve,
            by=by,
            note=note,
            now=self._publisher.now(),
        )

    def _post(self, key: str) -> Post:
        post = self._book.post(key)
        if post is None:
            raise SettingsError(
                "That digest is no longer waiting: its rule was changed or removed."
            )
        return post

    # --- for the Home tab --------------------------------------------------------------

    def outlook(self, committee: str | None, date: dt.date | None) -> Sequence[Outlook]:
        """What was and will be posted for a meeting, what is posted first."""
        meeting = next(
            (
                one
                for one in self._book.meetings()
                if one.date == date and committee_key(one.committee) == committee_key(committee)
            ),
            None,
        )
        if meeting is None:
            return ()
        posts = {
            post.key: post
            for post in self._book.posts(meeting=meeting.id)
            if post.kind in ("full", "reminder")
        }
        there = [
            Outlook(target=post.target, kind=post.kind, at=(post.channel, post.ts))
            for post in posts.values()
            if post.state == "posted" and post.channel and post.ts
        ]
        to_come = [
            Outlook(target=one.target, kind=one.rule.what, due=one.due)
            for one in self._planned(self._book.rules())
            if one.meeting.id == meeting.id and not (one.key in posts and posts[one.key].settled)
        ]
        return (*there, *to_come)

    # --- helpers -----------------------------------------------------------------------

    def _planned(self, rules: Sequence[Rule]) -> list[Planned]:
        return planned(
            rules,
            self._book.meetings(),
            nation=self._publisher.nation,
            closures=self._book.closures(),
            followers=self._publisher.followers,
        )

    def _next_meeting(self, rule: Rule) -> ScheduledMeeting | None:
        now = self._publisher.now()
        return next(
            (
                one
                for one in self._book.meetings()
                if one.starts > now
                and one.state == "planned"
                and committee_key(one.committee) == committee_key(rule.committee)
            ),
            None,
        )
