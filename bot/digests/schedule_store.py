"""The clerks' book: rules, meetings, closure days, and what became of every post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import DBAPIError

from bot.digests import digest_tables as tables
from bot.digests.ports import Known, Listed
from bot.digests.rules import When, meeting_start, read_when, say_when
from indexer.council.bodies import committee_key
from indexer.council.problems import NotPossible, SettingsError, StorageError
from indexer.store.database import open_engine, storage_sentence, upgrade, writing

__all__ = ["Post", "Rule", "ScheduleStore", "ScheduledMeeting", "open_schedules"]

VERSION_TABLE = "packhorse_digests_version"
WHATS = ("full", "reminder", "late papers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a clerk has set: for which committee, where, when, what.

    Attributes:
        targets: channels' and members' ids; "followers" for all who follow it.
        what: "full", "reminder" or "late papers".
        approval: a clerk sees it first.
        changed_at: it holds for what falls due from then on (UTC).
    """

    id: int
    committee: str
    targets: tuple[str, ...]
    when: When
    what: str
    approval: bool
    paused: bool
    made_by: str
    changed_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduledMeeting:
    """A meeting.

    Attributes:
        state: planned or cancelled.
        moved_from, moved_time: its day and time before it moved.
        site: names it at the council's site that lists it, "" where none does.
        said: what that site said of it last.
        printed: what each paper said last, (date, time) by document; a paper that says it
            again moves nothing.
        past_days: those that it was on before it moved.
    """

    id: int
    committee: str
    date: dt.date
    time: str | None
    state: str
    moved_from: dt.date | None
    documents: tuple[str, ...]
    published_at: dt.datetime | None
    changed_at: dt.datetime
    site: str = ""
    said: dict[str, Any] | None = None
    moved_time: str | None = None
    printed: dict[str, list[str]] = field(default_factory=dict)
    past_days: tuple[dt.date, ...] = ()

    @property
    def starts(self) -> dt.datetime:
        return meeting_start(self.date, self.time)


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Something that is to be posted, was, or was not.

    Attributes:
        key: its identity: the same is never posted twice.
        kind: full, reminder, late papers, update, notice (moved or cancelled), news (what a
            source brought, for clerks), alert (a member's word, for that member).
        state: due, waiting (for approval), approved, posted, skipped, missed, refused,
            cancelled, no pack.
        reason: of that state, in a sentence.
        note: the clerk's, shown on top.
        parent: key of the post whose thread it belongs to.
        papers: (document, sha256) that it was made from.
    """

    key: str
    kind: str
    rule: int | None
    meeting: int | None
    target: str
    due_at: dt.datetime
    state: str = "due"
    reason: str = ""
    note: str = ""
    approved_by: str = ""
    parent: str | None = None
    channel: str | None = None
    ts: str | None = None
    posted_at: dt.datetime | None = None
    papers: tuple[tuple[str, str], ...] = ()
    text: str = ""

    @property
    def settled(self) -> bool:
        """Nothing more comes of it."""
        return self.state in ("posted", "skipped", "missed", "refused", "cancelled")


class ScheduleStore:
    """The tables.

    Raises:
        StorageError: from any method, when the database cannot be used.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    # --- rules -------------------------------------------------------------------

    def rules(self) -> list[Rule]:
        """All that are not removed, in the order they were made."""
        with self._reading() as connection:
            rows = (
                connection.execute(
                    sa.select(tables.rules)
                    .where(tables.rules.c.removed.is_(False))
                    .order_by(tables.rules.c.id)
                )
                .mappings()
                .all()
            )
        return [_rule(row) for row in rows]

    def rule(self, number: int) -> Rule:
        """One rule.

        Raises:
            SettingsError: there is none of that number.
        """
        for rule in self.rules():
            if rule.id == number:
                return rule
        raise NotPossible(f"There is no rule {number}: `schedule list` shows them.")

    def add_rule(
        self,
        *,
        committee: str,
        targets: Sequence[str],
        when: When,
        what: str,
        approval: bool,
        by: str,
        now: dt.datetime,
    ) -> Rule:
        """Set a rule. It holds for what falls due from now on."""
        if not committee.strip():
            raise SettingsError("Say which committee: its name is missing.")
        self._check_rule(what, targets)
        for rule in self.rules():
            if committee_key(rule.committee) == committee_key(committee) and (
                (rule.what, rule.when, set(rule.targets)) == (what, when, set(targets))
            ):
                raise NotPossible(f"Rule {rule.id} already does that: nothing was added.")
        with self._writing() as connection:
            result = connection.execute(
                sa.insert(tables.rules).values(
                    committee=committee,
                    targets=list(dict.fromkeys(targets)),
                    due=say_when(when),
                    what=what,
                    approval=approval,
                    paused=False,
                    removed=False,
                    made_by=by,
                    made_at=now.timestamp(),
                    changed_at=now.timestamp(),
                )
            )
            assert result.inserted_primary_key is not None
            number = int(result.inserted_primary_key[0])
        return self.rule(number)

    @staticmethod
    def _check_rule(what: str, targets: Sequence[str]) -> None:
        if what not in WHATS:
            raise SettingsError(f"“{what}” is not one of {', '.join(WHATS)}.")
        if not targets:
            raise SettingsError("A rule needs a channel or a member to post to.")

    def change_rule(self, number: int, *, now: dt.datetime, **changes: Any) -> Rule:
        """Change a rule; what has been posted by it stays posted.

        Args:
            changes: of targets, when, what, approval, paused.
        """
        rule = self.rule(number)
        self._check_rule(changes.get("what", rule.what), changes.get("targets", rule.targets))
        values: dict[str, Any] = {}
        for name, value in changes.items():
            if name == "when":
                values["due"] = say_when(value)
            elif name == "targets":
                values["targets"] = list(dict.fromkeys(value))
            else:
                values[name] = value
        if values:
            # A rule that is taken up again does not post what fell due in the meantime.
            with self._writing() as connection:
                connection.execute(
                    sa.update(tables.rules)
                    .where(tables.rules.c.id == rule.id)
                    .values(**values, changed_at=now.timestamp())
                )
                if changes.keys() - {"paused"}:
                    # What waits by the old terms falls due again by the new ones.
                    connection.execute(
                        sa.delete(tables.posts).where(
                            tables.posts.c.rule == rule.id,
                            tables.posts.c.state.in_(("due", "no pack", "waiting")),
                            tables.posts.c.kind.in_(("full", "reminder")),
                        )
                    )
        return self.rule(number)

    def remove_rule(self, number: int) -> None:
        """Remove a rule; its history stays."""
        self.rule(number)
        with self._writing() as connection:
            connection.execute(
                sa.update(tables.rules).where(tables.rules.c.id == number).values(removed=True)
            )

    def rename_committee(self, names: Sequence[str], name: str) -> None:
        """What was called by some names is called by another: rules and meetings follow. A
        meeting stays as it is where the other has one of its own on that day."""
        rules, meetings = tables.rules, tables.meetings
        keys = {committee_key(one) for one in names}
        with self._writing() as connection:
            for row in connection.execute(sa.select(rules.c.id, rules.c.committee)).all():
                if committee_key(row.committee) in keys:
                    connection.execute(
                        sa.update(rules).where(rules.c.id == row.id).values(committee=name)
                    )
            taken = sa.alias(meetings)
            free = ~sa.exists().where(
                taken.c.committee_key == committee_key(name),
                taken.c.date == meetings.c.date,
                taken.c.site == meetings.c.site,
            )
            connection.execute(
                sa.update(meetings)
                .where(meetings.c.committee_key.in_(keys), free)
                .values(committee=name, committee_key=committee_key(name))
            )

    # --- closure days ---------------------------------------------------------------

    def closures(self) -> dict[dt.date, str]:
        with self._reading() as connection:
            rows = connection.execute(
                sa.select(tables.closures).order_by(tables.closures.c.day)
            ).all()
        return {row.day: row.name for row in rows}

    def close(self, day: dt.date, name: str | None = None) -> str:
        """Note a day on which the council is closed; what it is called. One that has a name
        keeps it where none is given."""
        name = name or self.closures().get(day) or "The council is closed"
        with self._writing() as connection:
            connection.execute(sa.delete(tables.closures).where(tables.closures.c.day == day))
            connection.execute(sa.insert(tables.closures).values(day=day, name=name))
        return name

    def reopen(self, day: dt.date) -> None:
        with self._writing() as connection:
            connection.execute(sa.delete(tables.closures).where(tables.closures.c.day == day))

    # --- meetings -------------------------------------------------------------------

    def meetings(self) -> list[ScheduledMeeting]:
        """All that are known, by date."""
        with self._reading() as connection:
            rows = (
                connection.execute(
                    sa.select(tables.meetings).order_by(
                        tables.meetings.c.date, tables.meetings.c.id
                    )
                )
                .mappings()
                .all()
            )
        return [_coming(row) for row in rows]

    def meeting(self, number: int) -> ScheduledMeeting:
        for meeting in self.meetings():
            if meeting.id == number:
                return meeting
        raise NotPossible(f"There is no meeting {number}: `schedule meetings` shows them.")

    def sync(
        self, known: Sequence[Known], listed: Sequence[Listed] = (), *, now: dt.datetime
    ) -> None:
        """Bring the meetings up to date with the papers that are there, and with what
        councils' sites say.

        A paper that says another day than it did moves its meeting. Of a meeting that a
        site lists, only the site's word counts.
        """
        held = self.meetings()
        by_site = {one.site: one for one in held if one.site}
        for one in listed:
            if self._follow(one, by_site.get(one.site), held, now):
                held = self.meetings()
        by_site = {one.site: one for one in held if one.site}
        by_key: dict[str, list[ScheduledMeeting]] = {}
        for meeting in held:
            by_key.setdefault(committee_key(meeting.committee), []).append(meeting)
        for paper in sorted(known, key=lambda one: (one.kind != "pack", one.indexed_at)):
            key = committee_key(paper.committee)
            if paper.site in by_site:
                meeting = by_site[paper.site]
                if self._add_paper(paper, meeting):
                    by_site[paper.site] = self.meeting(meeting.id)
            elif self._sync_one(paper, by_key.get(key, []), now):
                by_key[key] = [
                    one for one in self.meetings() if committee_key(one.committee) == key
                ]

    def _follow(
        self,
        one: Listed,
        meeting: ScheduledMeeting | None,
        held: Sequence[ScheduledMeeting],
        now: dt.datetime,
    ) -> bool:
        """Follow a site where it says something new; whether anything had to be written.

        What it says again does not undo what a clerk has set meanwhile.
        """
        said = {"date": one.date.isoformat(), "time": one.time, "cancelled": one.cancelled}
        if meeting is not None and meeting.said == said:
            return False
        if meeting is None:
            meeting = _same_meeting(one, held)
            if meeting is None:
                with self._writing() as connection:
                    _insert_once(
                        connection,
                        tables.meetings,
                        committee=one.committee,
                        committee_key=committee_key(one.committee),
                        date=one.date,
                        time=one.time or None,
                        documents=[],
                        site=one.site,
                        said=said,
                        state="cancelled" if one.cancelled else "planned",
                        changed_at=now.timestamp(),
                    )
                return True
        before = meeting.said or {
            "date": meeting.date.isoformat(),
            "time": meeting.time or "",
            "cancelled": meeting.state == "cancelled",
        }
        noted: dict[str, Any] = {"site": one.site, "said": said}
        date, time, state = meeting.date, meeting.time, meeting.state
        moved = one.date != meeting.date or (
            bool(one.time and meeting.time) and meeting_start(one.date, one.time) != meeting.starts
        )
        if moved and (said["date"], said["time"]) != (before["date"], before["time"]):
            date, time = one.date, one.time or meeting.time
        elif one.time and not meeting.time:
            noted["time"] = one.time
        if said["cancelled"] != before["cancelled"]:
            state = "cancelled" if one.cancelled else "planned"
        if (date, time, state) == (meeting.date, meeting.time, meeting.state):
            self._set_meeting(meeting.id, **noted)
        else:
            self._change_meeting(
                meeting, date=date, time=noted.pop("time", time), state=state, now=now, **noted
            )
        return True

    def _sync_one(self, paper: Known, held: Sequence[ScheduledMeeting], now: dt.datetime) -> bool:
        """Bring one paper's meeting up to date; whether anything had to be written.

        A paper moves its meeting when it says another day than it said before. What it
        says again does not undo what a clerk has set meanwhile.

        Args:
            held: the meetings of its committee.
        """
        says = [paper.date.isoformat(), paper.time or ""]
        there = next((one for one in held if one.date == paper.date), None)
        home = next((one for one in held if paper.document in one.documents), None)
        if home is None:
            # A paper of the old day is for the meeting that has moved away from it.
            home = there or next((one for one in held if paper.date in one.past_days), None)
            if home is not None:
                return self._add_paper(paper, home, says)
            self._insert_meeting(paper, says, now)
            return True
        before = home.printed.get(paper.document) or _said_before(paper, home)
        if before == says or home.site:
            return self._add_paper(paper, home, says)
        if before[0] == says[0]:
            time = paper.time if paper.kind == "pack" and paper.time else home.time
            self._set_meeting(home.id, printed={**home.printed, paper.document: says}, time=time)
        elif there is not None and there.id != home.id:
            self._set_meeting(
                home.id, documents=[one for one in home.documents if one != paper.document]
            )
            self._add_paper(paper, there, says)
        elif paper.kind != "pack" and there is None:
            self._set_meeting(
                home.id, documents=[one for one in home.documents if one != paper.document]
            )
            self._insert_meeting(paper, says, now)
        else:
            self._change_meeting(
                home,
                date=paper.date,
                time=paper.time or home.time,
                state="planned",
                now=now,
                printed={**home.printed, paper.document: says},
            )
        return True

    def _insert_meeting(self, paper: Known, says: list[str], now: dt.datetime) -> None:
        with self._writing() as connection:
            _insert_once(
                connection,
                tables.meetings,
                committee=paper.committee,
                committee_key=committee_key(paper.committee),
                date=paper.date,
                time=paper.time,
                state="planned",
                documents=[paper.document],
                printed={paper.document: says},
                published_at=paper.indexed_at.timestamp() if paper.kind == "pack" else None,
                # It is known since its paper is, not since somebody looked.
                changed_at=min(paper.indexed_at, now).timestamp(),
            )

    def _add_paper(
        self, paper: Known, meeting: ScheduledMeeting, says: list[str] | None = None
    ) -> bool:
        """Note that a meeting has a paper; whether that was new."""
        values: dict[str, Any] = {}
        known = paper.document in meeting.documents
        if not known:
            values["documents"] = [*meeting.documents, paper.document]
        if says is not None and meeting.printed.get(paper.document) != says:
            values["printed"] = {**meeting.printed, paper.document: says}
        if paper.kind == "pack" and meeting.published_at is None:
            values["published_at"] = paper.indexed_at.timestamp()
        # A pack tells when its meeting begins; not one that has moved since.
        tells = paper.time and paper.kind == "pack" and paper.date == meeting.date
        if tells and (
            not meeting.time or (not known and not meeting.site and paper.time != meeting.time)
        ):
            values["time"] = paper.time
        if values:
            self._set_meeting(meeting.id, **values)
        return bool(values)

    def _set_meeting(self, number: int, **values: Any) -> None:
        with self._writing() as connection:
            connection.execute(
                sa.update(tables.meetings).where(tables.meetings.c.id == number).values(**values)
            )

    def _change_meeting(
        self,
        meeting: ScheduledMeeting,
        *,
        date: dt.date,
        time: str | None,
        state: str,
        now: dt.datetime,
        **values: Any,
    ) -> None:
        """Move, cancel or revive a meeting, whoever says so.

        What was given up for it (it was cancelled, or had begun) falls due again where it is
        to take place; a post that waits sees the new day by itself.
        """
        values |= {"date": date, "time": time, "state": state, "changed_at": now.timestamp()}
        if (date, time) != (meeting.date, meeting.time):
            values |= {"moved_from": meeting.date, "moved_time": meeting.time}
        if date != meeting.date:
            days = dict.fromkeys((*meeting.past_days, meeting.date))
            values["past_days"] = [one.isoformat() for one in days if one != date]
        with self._writing() as connection:
            connection.execute(
                sa.update(tables.meetings)
                .where(tables.meetings.c.id == meeting.id)
                .values(**values)
            )
            if state == "planned" and meeting_start(date, time) > now:
                connection.execute(
                    sa.update(tables.posts)
                    .where(
                        tables.posts.c.meeting == meeting.id,
                        tables.posts.c.kind.in_(("full", "reminder")),
                        tables.posts.c.state.in_(("cancelled", "missed")),
                    )
                    .values(state="due", due_at=now.timestamp(), reason="", approved_by="")
                )

    def plan_meeting(
        self, *, committee: str, date: dt.date, time: str | None, now: dt.datetime
    ) -> ScheduledMeeting | None:
        """Note a meeting whose papers are still to come; None where it is known already."""
        if self._on(committee, date) is not None:
            return None
        with self._writing() as connection:
            _insert_once(
                connection,
                tables.meetings,
                committee=committee,
                committee_key=committee_key(committee),
                date=date,
                time=time,
                state="planned",
                documents=[],
                changed_at=now.timestamp(),
            )
        return self._on(committee, date)

    def _on(self, committee: str, date: dt.date) -> ScheduledMeeting | None:
        key = committee_key(committee)
        return next(
            (
                one
                for one in self.meetings()
                if one.date == date and committee_key(one.committee) == key
            ),
            None,
        )

    def move_meeting(
        self, number: int, *, date: dt.date, time: str | None, now: dt.datetime
    ) -> ScheduledMeeting:
        """Move a meeting, correct its time, or revive one that was cancelled.

        Raises:
            SettingsError: there is none of that number, or its committee meets that day.
        """
        meeting = self.meeting(number)
        same = date == meeting.date and (not time or meeting_start(date, time) == meeting.starts)
        if same and meeting.state == "planned":
            return meeting
        taken = self._on(meeting.committee, date)
        if taken is not None and taken.id != number:
            raise NotPossible(
                f"{meeting.committee} has a meeting on {date:%A} {date.day} {date:%B %Y} already "
                f"(number {taken.id}): cancel this one instead."
            )
        self._change_meeting(
            meeting, date=date, time=time or meeting.time, state="planned", now=now
        )
        return self.meeting(number)

    def cancel_meeting(self, number: int, *, now: dt.datetime) -> ScheduledMeeting:
        """Cancel a meeting; what is cancelled stays so."""
        meeting = self.meeting(number)
        if meeting.state != "cancelled":
            self._change_meeting(
                meeting, date=meeting.date, time=meeting.time, state="cancelled", now=now
            )
        return self.meeting(number)

    # --- posts -----------------------------------------------------------------------

    def open_post(self, post: Post, *, now: dt.datetime) -> Post:
        """Note that something is due; what is known of it already stands."""
        with self._writing() as connection:
            _insert_once(connection, tables.posts, **_values(post), made_at=now.timestamp())
        held = self.post(post.key)
        assert held is not None
        return held

    def post(self, key: str) -> Post | None:
        with self._reading() as connection:
            row = (
                connection.execute(sa.select(tables.posts).where(tables.posts.c.key == key))
                .mappings()
                .first()
            )
        return _post(row) if row else None

    def posts(self, *, meeting: int | None = None) -> list[Post]:
        """All, or those of one meeting, in the order they were due."""
        query = sa.select(tables.posts).order_by(tables.posts.c.due_at, tables.posts.c.key)
        if meeting is not None:
            query = query.where(tables.posts.c.meeting == meeting)
        with self._reading() as connection:
            return [_post(row) for row in connection.execute(query).mappings()]

    def set_post(self, key: str, *, unless: Sequence[str] = (), **values: Any) -> bool:
        """Set fields of a post; whether that was done. Nothing that is settled changes any
        more, nor what is in one of the states of `unless`, decided by whoever came first.
        """
        plain = {
            name: value.timestamp()
            if isinstance(value, dt.datetime)
            else [list(one) for one in value]
            if name == "papers"
            else value
            for name, value in values.items()
        }
        settled = ("posted", "skipped", "missed", "refused", "cancelled", *unless)
        with self._writing() as connection:
            changed = connection.execute(
                sa.update(tables.posts)
                .where(tables.posts.c.key == key, tables.posts.c.state.not_in(settled))
                .values(**plain)
            )
        return bool(changed.rowcount == 1)

    # --- what else is told -------------------------------------------------------------

    def tell_news(self, numbers: Sequence[int], post: Post | None, *, now: dt.datetime) -> None:
        """Note that a post tells of happenings, by their numbers; None: nobody is told.

        In one transaction: where another process has noted any of them, nothing is noted.
        """
        with self._writing() as connection:
            if (
                connection.execute(
                    sa.select(tables.news.c.number).where(tables.news.c.number.in_(numbers))
                ).first()
                is not None
            ):
                return
            connection.execute(
                sa.insert(tables.news),
                [{"number": number, "post": post.key if post else ""} for number in numbers],
            )
            if post is not None:
                _insert_once(connection, tables.posts, **_values(post), made_at=now.timestamp())

    def told_news(self, *, after: int = 0) -> set[int]:
        """The numbers of happenings that were seen to, above a number."""
        column = tables.news.c.number
        with self._reading() as connection:
            return set(connection.execute(sa.select(column).where(column > after)).scalars())

    def news_of(self, post: str) -> list[int]:
        """The numbers of the happenings that a post tells of."""
        query = sa.select(tables.news.c.number).where(tables.news.c.post == post)
        with self._reading() as connection:
            return sorted(connection.execute(query).scalars())

    def looked_through(self) -> set[tuple[str, str]]:
        """(document, sha256) of papers that were searched for members' words."""
        with self._reading() as connection:
            return {
                (row.document, row.sha256)
                for row in connection.execute(sa.select(tables.looked_through))
            }

    def note_mentions(
        self,
        document: str,
        sha256: str,
        found: Sequence[tuple[Post, Sequence[str]]],
        *,
        now: dt.datetime,
    ) -> list[Post]:
        """Note that a paper was searched, and what is to be told of it; in one transaction.

        Args:
            found: for each member a post, and the places in the paper by their hashes.

        Returns:
            the posts that tell a member of a place for the first time.
        """
        made: list[Post] = []
        with self._writing() as connection:
            if not _insert_once(
                connection,
                tables.looked_through,
                document=document,
                sha256=sha256,
                at=now.timestamp(),
            ):
                return []
            for post, hashes in found:
                new = [
                    one
                    for one in hashes
                    if _insert_once(
                        connection,
                        tables.mentions,
                        member=post.target,
                        mention=one,
                        post=post.key,
                    )
                ]
                if new:
                    _insert_once(connection, tables.posts, **_values(post), made_at=now.timestamp())
                    made.append(post)
        return made

    def mentions_of(self, post: str) -> set[str]:
        """The places that a post tells of, by their hashes."""
        query = sa.select(tables.mentions.c.mention).where(tables.mentions.c.post == post)
        with self._reading() as connection:
            return set(connection.execute(query).scalars())

    # --- what is being posted ----------------------------------------------------------

    def put_out(self, name: str, post: str, prepared: str, *, now: dt.datetime) -> None:
        """Keep what a post comes to until it is posted, by the name of its workflow."""
        with self._writing() as connection:
            connection.execute(sa.delete(tables.outbox).where(tables.outbox.c.name == name))
            connection.execute(
                sa.insert(tables.outbox).values(
                    name=name, post=post, prepared=prepared, at=now.timestamp()
                )
            )

    def out(self, name: str) -> tuple[str, str] | None:
        """(the post's key, what was kept); None where it is posted, or was forgotten."""
        query = sa.select(tables.outbox.c.post, tables.outbox.c.prepared).where(
            tables.outbox.c.name == name
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return (row.post, row.prepared) if row is not None else None

    def took_out(self, name: str) -> None:
        """It is posted."""
        with self._writing() as connection:
            connection.execute(sa.delete(tables.outbox).where(tables.outbox.c.name == name))

    # --- points in a model's words -----------------------------------------------------

    def kept_points(self, key: str) -> list[dict[str, Any]] | None:
        """What a language model said of an item, by `bot.digests.points`; None: nothing yet."""
        query = sa.select(tables.plain_points.c.claims).where(tables.plain_points.c.key == key)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return list(row.claims) if row is not None else None

    def keep_points(self, key: str, record: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Keep it, unless something is kept of it already; what then stands there."""
        with self._writing() as connection:
            _insert_once(connection, tables.plain_points, key=key, claims=record)
        held = self.kept_points(key)
        assert held is not None
        return held

    # --- connections -----------------------------------------------------------------

    @contextmanager
    def _guarded(self, opened: AbstractContextManager[Connection]) -> Any:
        try:
            with opened as connection:
                yield connection
        except DBAPIError as exc:
            raise StorageError(storage_sentence(self.engine, exc)) from exc

    def _reading(self) -> Any:
        return self._guarded(self.engine.connect())

    def _writing(self) -> Any:
        return self._guarded(writing(self.engine))


def open_schedules(url: str | Engine) -> ScheduleStore:
    """Open the book and bring its tables up to date.

    Raises:
        SettingsError, StorageError
    """
    engine = open_engine(url) if isinstance(url, str) else url
    upgrade(engine, migrations=Path(__file__).with_name("migrations"), version_table=VERSION_TABLE)
    return ScheduleStore(engine)


def _insert_once(connection: Connection, table: sa.Table, **values: Any) -> bool:
    """Insert a row; False where there is one of its key."""
    insert: Any = (
        postgresql.insert(table)
        if connection.dialect.name == "postgresql"
        else sqlite.insert(table)
    )
    # Not by rowcount: PostgreSQL's driver gives none for an INSERT that returns a key.
    made = insert.values(**values).on_conflict_do_nothing().returning(*table.primary_key.columns)
    return connection.execute(made).first() is not None


def _rule(row: Any) -> Rule:
    return Rule(
        id=row["id"],
        committee=row["committee"],
        targets=tuple(row["targets"]),
        when=read_when(row["due"]),
        what=row["what"],
        approval=row["approval"],
        paused=row["paused"],
        made_by=row["made_by"],
        changed_at=_moment(row["changed_at"]),
    )


def _coming(row: Any) -> ScheduledMeeting:
    return ScheduledMeeting(
        id=row["id"],
        committee=row["committee"],
        date=row["date"],
        time=row["time"],
        state=row["state"],
        moved_from=row["moved_from"],
        documents=tuple(row["documents"]),
        published_at=_moment(row["published_at"]) if row["published_at"] is not None else None,
        changed_at=_moment(row["changed_at"]),
        site=row["site"],
        said=row["said"],
        moved_time=row["moved_time"],
        printed=dict(row["printed"] or {}),
        past_days=tuple(dt.date.fromisoformat(day) for day in row["past_days"] or ()),
    )


def _said_before(paper: Known, meeting: ScheduledMeeting) -> list[str]:
    """What a paper said when that was not noted yet: of a meeting that has moved it cannot
    be told who moved it, so the paper is taken to have said what it says."""
    date = paper.date if meeting.moved_from is not None else meeting.date
    return [date.isoformat(), paper.time or ""]


def _same_meeting(one: Listed, held: Sequence[ScheduledMeeting]) -> ScheduledMeeting | None:
    """The meeting that is known from papers, or from a clerk, and that a site now lists."""
    mine = [
        meeting
        for meeting in held
        if not meeting.site and committee_key(meeting.committee) == committee_key(one.committee)
    ]
    return next((meeting for meeting in mine if meeting.date == one.date), None) or next(
        (meeting for meeting in mine if set(meeting.documents) & set(one.documents)), None
    )


def _post(row: Any) -> Post:
    names = [name for name in Post.__slots__ if name in row]
    values = {name: row[name] for name in names}
    values["due_at"] = _moment(row["due_at"])
    values["posted_at"] = _moment(row["posted_at"]) if row["posted_at"] is not None else None
    values["papers"] = tuple((one[0], one[1]) for one in row["papers"])
    return Post(**values)


def _values(post: Post) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(post, name) for name in Post.__slots__}
    values["due_at"] = post.due_at.timestamp()
    values["posted_at"] = post.posted_at.timestamp() if post.posted_at else None
    values["papers"] = [list(one) for one in post.papers]
    return values


def _moment(seconds: float) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, tz=dt.UTC)
