"""The clerks' book: rules, meetings, closure days, and what became of every post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, RowMapping

from bot.digests import digest_tables as tables
from bot.digests.meeting_papers import Known
from bot.digests.rules import AtMoment, When, london, meeting_start, read_when, say_when
from indexer.council.bodies import committee_key
from indexer.council.dates import spoken_day
from indexer.council.problems import NotPossible, SettingsError
from indexer.sources.facts import CalendarEntry
from indexer.store.database import (
    TableStore,
    as_row,
    insert_once,
    open_engine,
    read_as,
    upgrade,
)

__all__ = [
    "PROPOSAL",
    "Post",
    "Rule",
    "ScheduleStore",
    "ScheduledMeeting",
    "open_schedules",
    "read_what",
]

VERSION_TABLE = "packhorse_digests_version"
WHATS = ("full", "reminder", "late papers")
PROPOSAL = "proposal"
SETTLED = ("posted", "skipped", "missed", "refused", "cancelled")
"""States of a post of which nothing more comes."""


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
        moved_from, moved_time: its day and time before it moved, as they were told.
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
            source brought, for clerks), alert (a member's word, for that member); proposal
            (what clerks decide on, once for all posts that wait for it).
        state: due, waiting (for approval), approved, posted, skipped, missed, refused,
            cancelled, no pack.
        reason: of that state, in a sentence.
        note: the clerk's, shown on top.
        parent: key of the post whose thread it belongs to.
        papers: (document, sha256) that it was made from; of one that waits for approval, those
            that it was proposed from.
    """

    key: str
    kind: str
    rule: int | None = None
    meeting: int | None = None
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
        return self.state in SETTLED

    @property
    def thread(self) -> tuple[str, str] | None:
        """(channel, ts) of its message, once it is posted."""
        return (self.channel, self.ts) if self.channel and self.ts else None


class ScheduleStore(TableStore):
    """The digests' tables."""

    # --- rules -------------------------------------------------------------------

    def rules(self) -> list[Rule]:
        """All that are not removed, in the order they were made."""
        rules = tables.rules
        query = sa.select(rules).where(rules.c.removed.is_(False)).order_by(rules.c.id)
        return [read_as(Rule, row, when=read_when(row["due"])) for row in self.rows(query)]

    def rule(self, number: int) -> Rule:
        """One rule.

        Raises:
            SettingsError: there is none of that number.
        """
        for rule in self.rules():
            if rule.id == number:
                return rule
        raise NotPossible(f"There is no rule {number}: packhorse schedule list shows them.")

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
        rule = Rule(
            id=0,
            committee=committee,
            targets=tuple(dict.fromkeys(targets)),
            when=when,
            what=what,
            approval=approval,
            paused=False,
            made_by=by,
            changed_at=now,
        )
        self._check(rule, now, "added")
        insert = sa.insert(tables.rules).values(**_rule_row(rule), removed=False, made_at=now)
        with self.writing() as connection:
            number = connection.execute(insert.returning(tables.rules.c.id)).scalar_one()
        return self.rule(number)

    def change_rule(self, number: int, *, now: dt.datetime, **changes: Any) -> Rule:
        """Change a rule; what has been posted by it stays posted.

        Args:
            changes: of committee, targets, when, what, approval, paused and made_by; what is as
                it was is not touched.
        """
        rule, rules, posts = self.rule(number), tables.rules, tables.posts
        targets = tuple(dict.fromkeys(changes.get("targets", rule.targets)))
        changes["targets"] = rule.targets if set(targets) == set(rule.targets) else targets
        changed = replace(rule, **changes)
        if changed == rule:
            return rule
        # A rule that is taken up again does not post what fell due in the meantime.
        row = _rule_row(replace(changed, changed_at=now))
        update = sa.update(rules).where(rules.c.id == rule.id).values(**row)
        if replace(changed, paused=rule.paused) == rule:
            self.write(update)
            return self.rule(number)
        self._check(changed, now if changed.when != rule.when else None, "changed")
        # What waits by the old terms falls due again by the new ones.
        anew = sa.delete(posts).where(
            posts.c.rule == rule.id,
            posts.c.state.in_(("due", "no pack", "waiting")),
            posts.c.kind.in_(("full", "reminder")),
        )
        self.write(update, anew)
        return self.rule(number)

    def _check(self, rule: Rule, now: dt.datetime | None, done: str) -> None:
        """Refuse a rule that makes no sense, or that is there already.

        Args:
            now: its moment, if it has one, must come later; None: that stays as it was.
        """
        read_what(rule.what)
        if not rule.committee.strip():
            raise SettingsError("Say which committee: its name is missing.")
        if not rule.targets:
            raise SettingsError("A rule needs a channel or a member to post to.")
        if now and isinstance(rule.when, AtMoment) and london(rule.when.at) <= now:
            raise SettingsError("That moment has passed: choose a later one.")
        for other in self.rules():
            if other.id != rule.id and _terms(other) == _terms(rule):
                raise NotPossible(f"Rule {other.id} already does that: nothing was {done}.")

    def remove_rule(self, number: int) -> None:
        """Remove a rule; its history stays."""
        self.rule(number)
        self.write(sa.update(tables.rules).where(tables.rules.c.id == number).values(removed=True))

    def rename_committee(self, names: Sequence[str], name: str) -> None:
        """What was called by some names is called by another: rules and meetings follow. A
        meeting stays as it is where the other has one of its own on that day."""
        rules, meetings = tables.rules, tables.meetings
        keys = {committee_key(one) for one in names}
        with self.writing() as connection:
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
        rows = self.rows(sa.select(tables.closures).order_by(tables.closures.c.day))
        return {row["day"]: row["name"] for row in rows}

    def close(self, day: dt.date, name: str | None = None) -> str:
        """Note a day on which the council is closed; what it is called. One that has a name
        keeps it where none is given."""
        name = name or self.closures().get(day) or "The council is closed"
        closures = tables.closures
        self.write(
            sa.delete(closures).where(closures.c.day == day),
            sa.insert(closures).values(day=day, name=name),
        )
        return name

    def reopen(self, day: dt.date) -> bool:
        """Note that the council is open on a day after all; whether it had been closed."""
        return self.write(sa.delete(tables.closures).where(tables.closures.c.day == day)) == 1

    # --- meetings -------------------------------------------------------------------

    def meetings(self) -> list[ScheduledMeeting]:
        """All that are known, by date."""
        query = sa.select(tables.meetings).order_by(tables.meetings.c.date, tables.meetings.c.id)
        return [_meeting(row) for row in self.rows(query)]

    def meeting(self, number: int) -> ScheduledMeeting:
        for meeting in self.meetings():
            if meeting.id == number:
                return meeting
        raise NotPossible(f"There is no meeting {number}: packhorse schedule meetings shows them.")

    def sync(
        self, known: Sequence[Known], listed: Sequence[CalendarEntry] = (), *, now: dt.datetime
    ) -> None:
        """Bring the meetings up to date with the papers that are there, and with what
        councils' sites say.

        A paper that says another day than it did moves its meeting. Of a meeting that a
        site lists, only the site's word counts.
        """
        papers = sorted(known, key=lambda one: (one.kind != "pack", one.indexed_at))
        every: list[CalendarEntry | Known] = [*listed, *papers]
        held = _by_name(self.meetings())
        for said in every:
            own = [*held.get(said.site, ()), *held.get(committee_key(said.committee), ())]
            if self._follow(said, own, now):
                held = _by_name(self.meetings())

    def _follow(
        self, said: CalendarEntry | Known, own: Sequence[ScheduledMeeting], now: dt.datetime
    ) -> bool:
        """Follow a site or a paper where it says something new; whether anything had to be
        written. What it says again does not undo what a clerk has set meanwhile.

        Args:
            own: the meeting that the site knows by this name, if any, and its committee's.
        """
        listed = next((one for one in own if said.site and one.site == said.site), None)
        if isinstance(said, CalendarEntry):
            return self._follow_site(said, listed or _same_meeting(said, own), now)
        if listed is not None:
            return self._add_paper(said, listed)
        return self._follow_paper(said, own, now)

    def _follow_site(
        self, entry: CalendarEntry, meeting: ScheduledMeeting | None, now: dt.datetime
    ) -> bool:
        said = {"date": entry.date.isoformat(), "time": entry.time, "cancelled": entry.cancelled}
        state = "cancelled" if entry.cancelled else "planned"
        noted: dict[str, Any] = {"site": entry.site, "said": said}
        if meeting is None:
            time = entry.time or None
            self._insert_meeting(entry.committee, entry.date, time, now, state=state, **noted)
            return True
        if meeting.said == said:
            return False
        before = meeting.said or {
            "date": meeting.date.isoformat(),
            "time": meeting.time or "",
            "cancelled": meeting.state == "cancelled",
        }
        date, time = meeting.date, meeting.time
        moved = entry.date != date or (
            bool(entry.time and time) and meeting_start(entry.date, entry.time) != meeting.starts
        )
        if moved and (said["date"], said["time"]) != (before["date"], before["time"]):
            date, time = entry.date, entry.time or time
        elif entry.time and not time:
            # It was not known: that moves nothing.
            meeting, time = replace(meeting, time=entry.time), entry.time
        if said["cancelled"] == before["cancelled"]:
            state = meeting.state
        self._change_meeting(meeting, date=date, time=time, state=state, now=now, **noted)
        return True

    def _follow_paper(
        self, paper: Known, held: Sequence[ScheduledMeeting], now: dt.datetime
    ) -> bool:
        """A paper moves its meeting when it says another day than it said before.

        Args:
            held: the meetings of its committee.
        """
        says = [paper.date.isoformat(), paper.time or ""]
        there = next((one for one in held if one.date == paper.date), None)
        home = next((one for one in held if paper.document in one.documents), None)
        if home is not None:
            before = home.printed.get(paper.document) or _said_before(paper, home)
            printed = {**home.printed, paper.document: says}
            if before == says or home.site:
                return self._add_paper(paper, home, says)
            if before[0] == says[0]:
                time = paper.time if paper.kind == "pack" and paper.time else home.time
                self._set_meeting(home.id, printed=printed, time=time)
                return True
            if there is home or (there is None and paper.kind == "pack"):
                time = paper.time or home.time
                self._change_meeting(
                    home, date=paper.date, time=time, state="planned", now=now, printed=printed
                )
                return True
            others = [one for one in home.documents if one != paper.document]
            self._set_meeting(home.id, documents=others)
        # A paper of the old day is for the meeting that has moved away from it.
        left = (one for one in held if paper.date in one.past_days and one is not home)
        place = there or next(left, None)
        if place is None:
            # It is known since its paper is, not since somebody looked.
            self._insert_meeting(
                paper.committee,
                paper.date,
                paper.time,
                min(paper.indexed_at, now),
                documents=[paper.document],
                printed={paper.document: says},
                published_at=paper.indexed_at if paper.kind == "pack" else None,
            )
            return True
        return self._add_paper(paper, place, says) or home is not None

    def _insert_meeting(
        self, committee: str, date: dt.date, time: str | None, at: dt.datetime, **values: Any
    ) -> None:
        about = {"state": "planned", "documents": [], "committee_key": committee_key(committee)}
        self.insert_once(
            tables.meetings,
            committee=committee,
            date=date,
            time=time,
            changed_at=at,
            **{**about, **values},
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
            values["published_at"] = paper.indexed_at
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
        meetings = tables.meetings
        self.write(sa.update(meetings).where(meetings.c.id == number).values(**values))

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
        meetings, posts = tables.meetings, tables.posts
        if (date, time, state) == (meeting.date, meeting.time, meeting.state):
            self._set_meeting(meeting.id, time=time, **values)
            return
        values |= {"date": date, "time": time, "state": state, "changed_at": now}
        if (date, time) != (meeting.date, meeting.time) and self._told(meeting):
            values |= {"moved_from": meeting.date, "moved_time": meeting.time}
        if date != meeting.date:
            days = dict.fromkeys((*meeting.past_days, meeting.date))
            values["past_days"] = [one.isoformat() for one in days if one != date]
        due_again = (
            sa.update(posts)
            .where(
                posts.c.meeting == meeting.id,
                posts.c.kind.in_(("full", "reminder", PROPOSAL)),
                posts.c.state.in_(("cancelled", "missed")),
            )
            .values(state="due", due_at=now, reason="", approved_by="")
        )
        takes_place = state == "planned" and meeting_start(date, time) > now
        self.write(
            sa.update(meetings).where(meetings.c.id == meeting.id).values(**values),
            *([due_again] if takes_place else []),
        )

    def _told(self, meeting: ScheduledMeeting) -> bool:
        """Whether anybody may have been told when a meeting now is: not one that moved there
        after all that was posted of it. It moves again from the day that was told."""
        posted = [post.posted_at for post in self.posts(meeting=meeting.id) if post.posted_at]
        return meeting.moved_from is None or not posted or max(posted) >= meeting.changed_at

    def plan_meeting(
        self, *, committee: str, date: dt.date, time: str | None, now: dt.datetime
    ) -> ScheduledMeeting | None:
        """Note a meeting whose papers are still to come; None where it is known already."""
        _check_ahead(date, time, now)
        if self._on(committee, date) is not None:
            return None
        self._insert_meeting(committee, date, time, now)
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
            SettingsError: there is none of that number, its committee meets that day, or that
                day has passed.
        """
        meeting = self.meeting(number)
        same = date == meeting.date and (not time or meeting_start(date, time) == meeting.starts)
        if same and meeting.state == "planned":
            return meeting
        time = time or meeting.time
        _check_ahead(date, time, now)
        taken = self._on(meeting.committee, date)
        if taken is not None and taken.id != number:
            raise NotPossible(
                f"{meeting.committee} has a meeting on {spoken_day(date)} already "
                f"(number {taken.id}): cancel this one instead."
            )
        self._change_meeting(meeting, date=date, time=time, state="planned", now=now)
        return self.meeting(number)

    def cancel_meeting(self, number: int, *, now: dt.datetime) -> ScheduledMeeting:
        """Cancel a meeting; what is cancelled stays so."""
        meeting = self.meeting(number)
        self._change_meeting(
            meeting, date=meeting.date, time=meeting.time, state="cancelled", now=now
        )
        return self.meeting(number)

    # --- posts -----------------------------------------------------------------------

    def open_post(self, post: Post, *, now: dt.datetime) -> Post:
        """Note that something is due; what is known of it already stands."""
        self.insert_once(tables.posts, **as_row(post), made_at=now)
        held = self.post(post.key)
        assert held is not None
        return held

    def post(self, key: str) -> Post | None:
        row = self.row(sa.select(tables.posts).where(tables.posts.c.key == key))
        return read_as(Post, row) if row else None

    def posts(self, *, meeting: int | None = None) -> list[Post]:
        """All, or those of one meeting, in the order they were due."""
        query = sa.select(tables.posts).order_by(tables.posts.c.due_at, tables.posts.c.key)
        if meeting is not None:
            query = query.where(tables.posts.c.meeting == meeting)
        return [read_as(Post, row) for row in self.rows(query)]

    def set_post(self, key: str, *, unless: Sequence[str] = (), **values: Any) -> bool:
        """Set fields of a post; whether that was done. Nothing that is settled changes any
        more, nor what is in one of the states of `unless`, decided by whoever came first.
        """
        posts = tables.posts
        open_ = posts.c.state.not_in((*SETTLED, *unless))
        return self.write(sa.update(posts).where(posts.c.key == key, open_).values(**values)) == 1

    # --- what else is told -------------------------------------------------------------

    def tell_news(self, numbers: Sequence[int], post: Post, *, now: dt.datetime) -> None:
        """Note that a post tells of happenings, by their numbers.

        In one transaction: where another process has noted any of them, nothing is noted.
        """
        news = tables.news
        with self.writing() as connection:
            query = sa.select(news.c.number).where(news.c.number.in_(numbers))
            if connection.execute(query).first() is None:
                connection.execute(
                    sa.insert(news), [{"number": one, "post": post.key} for one in numbers]
                )
                insert_once(connection, tables.posts, **as_row(post), made_at=now)

    def told_news(self, *, after: int = 0) -> set[int]:
        """The numbers of happenings that were seen to, above a number."""
        column = tables.news.c.number
        return set(self.scalars(sa.select(column).where(column > after)))

    def news_of(self, post: str) -> list[int]:
        """The numbers of the happenings that a post tells of."""
        return sorted(
            self.scalars(sa.select(tables.news.c.number).where(tables.news.c.post == post))
        )

    def looked_through(self) -> set[tuple[str, str]]:
        """(document, sha256) of papers that were searched for members' words."""
        rows = self.rows(sa.select(tables.looked_through))
        return {(row["document"], row["sha256"]) for row in rows}

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
        with self.writing() as connection:
            if not insert_once(
                connection, tables.looked_through, document=document, sha256=sha256, at=now
            ):
                return []
            made = [post for post, hashes in found if _note(connection, post, hashes)]
            for post in made:
                insert_once(connection, tables.posts, **as_row(post), made_at=now)
        return made

    def mentions_of(self, post: str) -> set[str]:
        """The places that a post tells of, by their hashes."""
        mentions = tables.mentions
        return set(self.scalars(sa.select(mentions.c.mention).where(mentions.c.post == post)))

    # --- what is being posted ----------------------------------------------------------

    def put_out(self, name: str, post: str, prepared: str, *, now: dt.datetime) -> None:
        """Keep what a post comes to until it is posted, by the name of its workflow."""
        outbox = tables.outbox
        self.write(
            sa.delete(outbox).where(outbox.c.name == name),
            sa.insert(outbox).values(name=name, post=post, prepared=prepared, at=now),
        )

    def out(self, name: str) -> tuple[str, str] | None:
        """(the post's key, what was kept); None where it is posted, or was forgotten."""
        row = self.row(sa.select(tables.outbox).where(tables.outbox.c.name == name))
        return (row["post"], row["prepared"]) if row is not None else None

    def took_out(self, name: str) -> None:
        """It is posted."""
        self.write(sa.delete(tables.outbox).where(tables.outbox.c.name == name))

    # --- points in a model's words -----------------------------------------------------

    def kept_points(self, key: str) -> list[dict[str, Any]] | None:
        """What a language model said of an item, by `bot.digests.points`; None: nothing yet."""
        row = self.row(sa.select(tables.plain_points).where(tables.plain_points.c.key == key))
        return list(row["claims"]) if row is not None else None

    def keep_points(self, key: str, record: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Keep it, unless something is kept of it already; what then stands there."""
        self.insert_once(tables.plain_points, key=key, claims=record)
        held = self.kept_points(key)
        assert held is not None
        return held


def open_schedules(url: str | Engine) -> ScheduleStore:
    """Open the book and bring its tables up to date.

    Raises:
        SettingsError, StorageError
    """
    engine = open_engine(url) if isinstance(url, str) else url
    upgrade(engine, migrations=Path(__file__).with_name("migrations"), version_table=VERSION_TABLE)
    return ScheduleStore(engine)


def read_what(text: str) -> str:
    """The kind of post that is meant.

    Raises:
        SettingsError: there is none of that name.
    """
    if text not in WHATS:
        raise SettingsError(f"“{text}” is not one of {', '.join(WHATS)}.")
    return text


def _terms(rule: Rule) -> tuple[object, ...]:
    """What a rule does: two of the same terms would post everything twice."""
    return committee_key(rule.committee), rule.what, rule.when, frozenset(rule.targets)


def _rule_row(rule: Rule) -> dict[str, Any]:
    return as_row(rule, without=("id", "when")) | {"due": say_when(rule.when)}


def _check_ahead(date: dt.date, time: str | None, now: dt.datetime) -> None:
    if meeting_start(date, time) <= now:
        raise NotPossible(f"{spoken_day(date, time)} has passed: choose a day to come.")


def _note(connection: Connection, post: Post, hashes: Sequence[str]) -> bool:
    """Note the places that a post is to tell its member; whether any is new to them."""
    new = [
        insert_once(connection, tables.mentions, member=post.target, mention=one, post=post.key)
        for one in hashes
    ]
    return any(new)


def _meeting(row: RowMapping) -> ScheduledMeeting:
    return read_as(
        ScheduledMeeting,
        row,
        printed=dict(row["printed"] or {}),
        past_days=tuple(dt.date.fromisoformat(day) for day in row["past_days"] or ()),
    )


def _by_name(held: Sequence[ScheduledMeeting]) -> dict[str, list[ScheduledMeeting]]:
    """Meetings by the name that a site knows them by, and by their committee."""
    found: dict[str, list[ScheduledMeeting]] = {}
    for meeting in held:
        for name in filter(None, (meeting.site, committee_key(meeting.committee))):
            found.setdefault(name, []).append(meeting)
    return found


def _said_before(paper: Known, meeting: ScheduledMeeting) -> list[str]:
    """What a paper said when that was not noted yet: of a meeting that has moved it cannot
    be told who moved it, so the paper is taken to have said what it says."""
    date = paper.date if meeting.moved_from is not None else meeting.date
    return [date.isoformat(), paper.time or ""]


def _same_meeting(
    entry: CalendarEntry, held: Sequence[ScheduledMeeting]
) -> ScheduledMeeting | None:
    """The meeting of its committee that is known from papers, or from a clerk, and that a site
    now lists."""
    papers = {name for name, _ in entry.documents}
    mine = [one for one in held if not one.site]
    return next((one for one in mine if one.date == entry.date), None) or next(
        (one for one in mine if papers.intersection(one.documents)), None
    )
