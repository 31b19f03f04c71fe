"""Deciding and posting: what each due digest comes to.

`DigestPublisher.tick` notes what is due; `bot.jobs.posting` has each post prepared and
delivered, and goes on with it after a crash. A message is looked up in its channel by its key
before it is posted, since Slack would take the same message twice.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from bot.digests.compose import compose
from bot.digests.digest import Digest
from bot.digests.meeting_papers import Known, Paper
from bot.digests.parts import (
    DigestRow,
    Part,
    changed_papers,
    fingerprint,
    for_approval,
    head,
    moment,
    named_targets,
    parts,
    remark,
    reminder,
    text_of,
    update_part,
)
from bot.digests.planning import Planned, planned, post_of, proposal_of, targets_of
from bot.digests.points import Points
from bot.digests.ports import Library, Outgoing, Poster, PostRefused, PostUnsure
from bot.digests.rules import FOLLOWERS, due_at
from bot.digests.schedule_store import PROPOSAL, Post, Rule, ScheduledMeeting, ScheduleStore
from indexer.council.bodies import committee_key
from indexer.council.dates import LONDON, spoken_date, spoken_day
from indexer.council.packs import DocumentKind
from indexer.council.problems import NotPossible, PackhorseError, SettingsError

__all__ = ["LATE", "STOP", "WAIT", "DigestPublisher", "PreparedPost", "Teller"]

log = logging.getLogger("packhorse.digests")

LATE = dt.timedelta(minutes=10)
"""A digest that is posted later than this after its time says so."""

LOOK_BACK = dt.timedelta(days=14)
"""How far before its time a digest is looked for: a rule may have been given a later time
after the digest was posted and before that was noted."""

BOUND = ("full", "reminder", "late papers", "alert")
"""Posts whose thread is about the papers that they were made from."""

UNAPPROVED = "It is waiting for a clerk's approval."
NOT_THEIRS = "Its readers were not known to be members of this restricted committee."


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedPost:
    """What a post comes to now.

    Attributes:
        doing: "post", "wait" (ask again later) or "stop".
        messages: the first message's parts, then those of each reply in its thread.
        thread: (channel, ts) of the message whose thread all of it belongs to.
        private: history does not keep what it says.
    """

    doing: str = "post"
    messages: tuple[tuple[Part, ...], ...] = ()
    papers: tuple[tuple[str, str], ...] = ()
    thread: tuple[str, str] | None = None
    private: bool = False


STOP, WAIT = PreparedPost(doing="stop"), PreparedPost(doing="wait")


class Teller(Protocol):
    """Something else than digests that is told, once each, by posts of a kind of its own."""

    kind: str

    def tick(self, now: dt.datetime) -> None:
        """Note in the book the posts that are to be made."""

    def prepare(self, post: Post, now: dt.datetime) -> PreparedPost:
        """What a post of that kind comes to now."""


@dataclass(frozen=True, kw_only=True)
class DigestPublisher:
    """What decides about posts and makes them.

    Attributes:
        clerks_channel: where clerks are told, None: only the book knows.
        followers: the members who follow a committee.
        poster: posts; None: nothing can be posted, only looked at.
        may_read: whether a channel's readers, or a member, may read all of some
            documents. Where that cannot be found out now, they may not.
        bind: called with a digest's (channel, ts) and the meeting's documents, so that
            what is asked in its thread is about them.
        tellers: what else is told.
        points: what a language model has said of items; None: nothing.
        now: the moment, in UTC.
    """

    book: ScheduleStore
    library: Library
    poster: Poster | None
    clerks_channel: str | None = None
    nation: str = "ENG"
    followers: Callable[[str], Sequence[str]] = field(default=lambda _committee: ())
    may_read: Callable[[str, Sequence[str]], bool] = field(default=lambda _target, _documents: True)
    bind: Callable[[str, str, tuple[str, ...]], None] = field(
        default=lambda _channel, _ts, _documents: None
    )
    tellers: tuple[Teller, ...] = ()
    points: Points | None = None
    now: Callable[[], dt.datetime] = field(default=lambda: dt.datetime.now(dt.UTC))
    _composing: threading.Lock = field(default_factory=threading.Lock)

    # --- what is due --------------------------------------------------------------------

    def sync(self) -> Sequence[Known]:
        """Bring the book's meetings up to date with the papers, and with what sites say; the
        papers that are known."""
        known = self.library.known()
        self.book.sync(known, self.library.listed(), now=self.now())
        return known

    def tick(self) -> list[Post]:
        """Bring the book up to date, and give every post that is to be seen to now."""
        now = self.now()
        known = self.sync()
        for teller in self.tellers:
            try:
                teller.tick(now)
            except Exception as exc:  # digests are posted all the same
                log.error("%s=failed error=%s", teller.kind, type(exc).__name__, exc_info=exc)
        meetings = self.book.meetings()
        rules = self.book.rules()
        noted = {post.key for post in self.book.posts()}
        known_meetings = {one.id: one for one in meetings}
        self._end_proposals(known_meetings, now)
        for one in self.planned(rules):
            # What was told of a meeting long past may have been forgotten since: it is not
            # missed for that (`bot.people.privacy.LOOKED_BACK`).
            if one.meeting.starts < now - LOOK_BACK:
                continue
            if one.due <= now and one.key not in noted:
                post = post_of(one.rule, one.meeting, one.target, due_at=one.due)
                self.book.open_post(post, now=now)
        self._late_papers(rules, meetings, known, noted, now)
        self._after_posting(known_meetings, known, now)
        return [post for post in self.book.posts() if not post.settled and post.kind != PROPOSAL]

    def planned(self, rules: Sequence[Rule] | None = None) -> list[Planned]:
        """What rules ask for, soonest first; all rules where none are given."""
        return planned(
            self.book.rules() if rules is None else rules,
            self.book.meetings(),
            nation=self.nation,
            closures=self.book.closures(),
            followers=self.followers,
        )

    def _end_proposals(self, meetings: dict[int, ScheduledMeeting], now: dt.datetime) -> None:
        """Nothing is decided any more of a meeting that is off, or has begun."""
        for post in self.book.posts():
            meeting = meetings.get(post.meeting or 0)
            if post.kind != PROPOSAL or meeting is None:
                continue
            if meeting.state == "cancelled":
                self._stop(post.key, "cancelled", "The meeting is cancelled.")
            elif meeting.starts <= now:
                self._stop(post.key, "missed", "The meeting has begun.")

    def _late_papers(
        self,
        rules: Sequence[Rule],
        meetings: Sequence[ScheduledMeeting],
        known: Sequence[Known],
        noted: set[str],
        now: dt.datetime,
    ) -> None:
        """Rules of their own for supplements."""
        wanted = [rule for rule in rules if rule.what == "late papers" and not rule.paused]
        if not wanted:
            return
        # A paper may be for two committees.
        of_paper = {
            (name, committee_key(one.committee)): one for one in meetings for name in one.documents
        }
        for paper in known:
            meeting = of_paper.get((paper.document, committee_key(paper.committee)))
            if paper.kind != "supplement" or meeting is None or now >= meeting.starts:
                continue
            for rule in wanted:
                if paper.indexed_at < rule.changed_at or not _same(rule, meeting):
                    continue
                papers = ((paper.document, paper.sha256),)
                for target in targets_of(rule, self.followers):
                    key = f"late/{rule.id}/{meeting.id}/{target}/{fingerprint(papers)}"
                    if key not in noted:
                        post = post_of(
                            rule, meeting, target, due_at=paper.indexed_at, key=key, papers=papers
                        )
                        self.book.open_post(post, now=now)

    def _after_posting(
        self, meetings: dict[int, ScheduledMeeting], known: Sequence[Known], now: dt.datetime
    ) -> None:
        """What follows a digest in its thread: changed papers, a moved meeting."""
        posts = self.book.posts()
        current = {(paper.document, paper.sha256) for paper in known}
        for post in posts:
            meeting = meetings.get(post.meeting or 0)
            if post.state != "posted" or meeting is None or post.posted_at is None:
                continue
            if post.kind not in ("full", "reminder") or now >= meeting.starts:
                continue
            if meeting.changed_at > post.posted_at and (
                meeting.state == "cancelled"
                or meeting.moved_from is not None
                or _told_cancelled(post, posts)
            ):
                self._open_reply(post, _notice_name(meeting), "notice", now)
            if post.kind != "full" or meeting.state == "cancelled":
                continue
            papers = tuple(sorted(one for one in current if one[0] in meeting.documents))
            if papers and any(changed_papers(_last_papers(post, posts), papers)):
                self._open_reply(post, f"papers/{fingerprint(papers)}", "update", now)

    def _open_reply(self, post: Post, name: str, kind: str, now: dt.datetime) -> None:
        self.book.open_post(
            Post(
                key=f"{post.key}/{name}",
                kind=kind,
                rule=post.rule,
                meeting=post.meeting,
                target=post.target,
                due_at=now,
                parent=post.key,
            ),
            now=now,
        )

    # --- the steps of a post --------------------------------------------------------------

    def digest(
        self,
        meeting: ScheduledMeeting,
        papers: Sequence[Paper],
        *,
        ask: bool = True,
        final: bool = False,
    ) -> Digest:
        """A meeting's digest, as a clerk sees it before and as it is posted.

        Args:
            ask: whether a language model may be asked to say what it has not said before.
            final: what it has not said by then stays as it is.
        """
        documents = [paper.document for paper in papers]
        if ask and self.points is not None:
            self.points.make(documents)
        if final and self.points is not None:
            self.points.leave(documents)
        return compose(
            papers,
            as_of=self.now().astimezone(LONDON).date(),
            date=meeting.date,
            time=meeting.time,
            before=self._before(meeting),
            said=self.points.said if self.points else None,
        )

    def would_post(
        self,
        what: str,
        meeting: ScheduledMeeting,
        *,
        note: str = "",
        reader: str | None = None,
        late: Collection[str] = (),
    ) -> tuple[tuple[Part, ...], ...]:
        """Exactly what would be posted now: the first message, then those of its thread.

        Args:
            what: full, reminder or late papers.
            reader: a channel or member that it is shown to; None: whoever runs Packhorse.
            late: the late papers that are told; none: all that there are.

        Raises:
            NotPossible: there are no papers for it yet, or they are not for this reader.
        """
        papers = self.library.papers(meeting.documents)
        if not any(paper.pack.kind is DocumentKind.PACK for paper in papers):
            raise NotPossible(
                f"There is no pack yet for {meeting.committee} on {spoken_date(meeting.date)}, so "
                "there is nothing to show. It is posted when the pack arrives."
            )
        documents = [paper.document for paper in papers]
        if reader is not None and not self.may_read(reader, documents):
            raise SettingsError(
                f"{meeting.committee} is restricted, and its papers cannot be shown here: "
                f"packhorse schedule preview {meeting.id} shows it on the command line."
            )
        if what == "late papers":
            late = late or {
                one.document for one in papers if one.pack.kind is DocumentKind.SUPPLEMENT
            }
            if not late:
                raise SettingsError(
                    f"There are no late papers for {meeting.committee} on {spoken_date(meeting.date)}: a note is posted when one is published."
                )
        return self._messages(what, meeting, papers, note=note, told=late)

    def _messages(
        self,
        what: str,
        meeting: ScheduledMeeting,
        papers: Sequence[Paper],
        *,
        note: str = "",
        late: str = "",
        told: Collection[str] = (),
        final: bool = False,
    ) -> tuple[tuple[Part, ...], ...]:
        """What is posted of some papers: the first message, then those of its thread.

        Args:
            late: when it was due and why it comes late; "": it does not.
            told: the documents that a note on late papers tells of.
            final: as for `digest`.
        """
        if what == "late papers":
            return ((_late_part(meeting, papers, told, note=note),),)
        # A reminder has no points.
        digest = self.digest(meeting, papers, ask=what != "reminder", final=final)
        if what == "reminder":
            return (reminder(digest, note=note, late=late),)
        return (head(digest, note=note, late=late), *((part,) for part in parts(digest)))

    def _before(self, meeting: ScheduledMeeting) -> Sequence[Paper]:
        """The papers of the committee's last meeting that has any."""
        earlier = [
            one
            for one in self.book.meetings()
            if one.date < meeting.date
            and one.documents
            and one.state == "planned"
            and committee_key(one.committee) == committee_key(meeting.committee)
        ]
        return self.library.papers(earlier[-1].documents) if earlier else ()

    def prepare(self, key: str) -> PreparedPost:
        """What a post comes to now, from the papers as they now are."""
        try:
            # One at a time: composing is work, and nothing of it is in a hurry.
            with self._composing:
                return self._prepare(key)
        except PackhorseError as exc:
            log.warning("digest=%s later: %s", key, exc)
            return self._wait(key, str(exc))
        except Exception as exc:  # a digest that breaks must not be lost without a word
            log.error("digest=%s broke error=%s", key, type(exc).__name__, exc_info=exc)
            return self._broken(key)

    def _prepare(self, key: str) -> PreparedPost:
        post = self.book.post(key)
        if post is None or post.settled:
            return STOP
        now = self.now()
        for teller in self.tellers:
            if teller.kind == post.kind:
                return teller.prepare(post, now)
        if post.meeting is None:
            # Of a kind that is told no more.
            return STOP
        meeting = self.book.meeting(post.meeting)
        parent = self.book.post(post.parent) if post.parent else None
        if post.parent and (parent is None or parent.thread is None):
            return self._stop(key, "skipped", "The digest that it follows is gone.")
        if parent is not None and post.kind == "notice":
            moved = (meeting.moved_from, meeting.moved_time) != (meeting.date, meeting.time)
            told_off = _told_cancelled(parent, self.book.posts(meeting=meeting.id))
            later = not key.endswith(_notice_name(meeting))
            if later or not (moved or told_off or meeting.state == "cancelled"):
                return self._stop(key, "skipped", "It had changed again before it was told.")
            notice = remark(*_notice(meeting))
            return PreparedPost(messages=((notice,),), papers=parent.papers, thread=parent.thread)
        if meeting.state == "cancelled":
            return self._stop(key, "cancelled", "The meeting is cancelled.")
        if now >= meeting.starts:
            return self._missed(post)
        rule = self._rule(post)
        if post.state in ("due", "no pack") and (rule is None or rule.paused):
            word = "removed" if rule is None else "paused"
            return self._stop(key, "skipped", f"The rule was {word}.")
        due = self._due(post, rule, meeting)
        unseen = post.state in ("due", "no pack") and not post.approved_by
        if unseen and due > now:
            return self._wait(key, "The meeting has moved: the digest is posted for its new day.")
        papers = self.library.papers(meeting.documents)
        documents = [paper.document for paper in papers]
        if not any(paper.pack.kind is DocumentKind.PACK for paper in papers):
            return self._no_pack(post, meeting)
        if not self.may_read(post.target, documents):
            return self._not_theirs(post, rule, documents)
        if parent is not None and post.kind == "update":
            return self._update(post, parent, papers)
        told = {name for name, _ in post.papers}
        late = ""
        if post.state == "waiting" or (unseen and rule is not None and rule.approval):
            proposal = self._proposal(post, meeting, papers)
            if proposal.state == "skipped":
                return self._stop(key, "skipped", proposal.reason)
            if proposal.state not in ("approved", "posted"):
                return WAIT
            note = proposal.note
            self.book.set_post(key, approved_by=proposal.approved_by, note=note, reason="")
        else:
            note = post.note
            if now - due > LATE and not post.approved_by:
                why = post.reason or "Packhorse was not running then."
                late = f"this was due on {moment(due)}. {why}"
        messages = self._messages(post.kind, meeting, papers, note=note, late=late, told=told)
        return PreparedPost(messages=messages, papers=tuple(paper.version for paper in papers))

    def _due(self, post: Post, rule: Rule | None, meeting: ScheduledMeeting) -> dt.datetime:
        """When a post is due, the meeting being when it now is."""
        if rule is None or post.kind not in ("full", "reminder"):
            return post.due_at
        due = due_at(
            rule.when,
            meeting=meeting.date,
            published=meeting.published_at,
            nation=self.nation,
            closures=self.book.closures(),
        )
        return max(due, post.due_at) if due is not None else post.due_at

    def send(
        self,
        message: Outgoing,
        *,
        target: str,
        since: dt.datetime,
        thread: tuple[str, str] | None = None,
    ) -> tuple[str, str]:
        """Post one message, unless it is there already; where it is, as (channel, ts).

        Args:
            since: no earlier message can be this one.
            thread: (channel, ts) of the message that it answers.

        Raises:
            PostUnsure, PostRefused
        """
        if self.poster is None:
            raise PostRefused("nothing is posted from here")
        place, ts = thread or (target, None)
        return self.poster.post(place, message, since=since - LOOK_BACK, thread=ts)

    def deliver(self, key: str, prepared: PreparedPost, number: int) -> str:
        """Post one message of a post, and keep what came of it: "posted", "later", "refused"
        or, where the post was forgotten, "gone". A reply that is refused (the channel was
        archived meanwhile) ends the thread.

        Args:
            number: 0 for the first message, from 1 for those of its thread.
        """
        post = self.book.post(key)
        if post is None:
            return "gone"
        thread = prepared.thread or (post.thread if number else None)
        message = Outgoing(key=f"{key}#{number}", parts=prepared.messages[number])
        try:
            place = self.send(message, target=post.target, since=post.due_at, thread=thread)
        except PostUnsure as exc:
            log.warning("digest=%s later: %s", message.key, exc)
            if number == 0:
                self.book.set_post(key, reason=str(exc))
            return "later"
        except PostRefused as exc:
            if number == 0 and not post.settled:
                self._refused(post, str(exc))
            return "refused"
        if number == 0:
            self._posted(post, prepared, *place)
        return "posted"

    def _posted(self, post: Post, prepared: PreparedPost, channel: str, ts: str) -> None:
        """Keep what was posted, when, where and from which papers."""
        # The thread is bound first: what is noted as posted is not seen to again.
        if post.kind in BOUND and prepared.thread is None:
            documents = tuple(document for document, _ in prepared.papers)
            self.bind(channel, ts, documents)
        if post.state == "waiting":
            self.book.set_post(proposal_of(post), state="posted")
        self.book.set_post(
            post.key,
            state="posted",
            channel=channel,
            ts=ts,
            posted_at=self.now(),
            papers=prepared.papers,
            text="" if prepared.private else text_of(prepared.messages[0]),
        )

    # --- what it can come to ---------------------------------------------------------------

    def _refused(self, post: Post, why: str) -> None:
        if any(teller.kind == post.kind for teller in self.tellers):
            log.warning("%s=refused", post.kind)
        else:
            self.tell_clerks(
                f"{post.key}/refused",
                "A digest could not be posted",
                f"{self._named(post)} could not be posted to {post.target}: {why}",
            )
        self.book.set_post(post.key, state="refused", reason=why)

    def _broken(self, key: str) -> PreparedPost:
        """It could not be made: whoever runs Packhorse finds more in the log."""
        post = self.book.post(key)
        if post is not None and not post.settled and post.meeting is not None:
            with suppress(PackhorseError):
                self.tell_clerks(
                    f"{key}/broken",
                    "A digest could not be made",
                    f"{self._named(post)} could not be made from its papers. It is tried again "
                    "until the meeting; whoever runs Packhorse finds more in the log.",
                )
        return self._wait(key, "Something went wrong while it was made.")

    def _missed(self, post: Post) -> PreparedPost:
        why = post.reason or "Packhorse was not running before the meeting."
        if post.state == "no pack":
            why = "There was no pack before the meeting."
        unapproved = post.state == "waiting" and not post.approved_by
        if unapproved:
            why = "Nobody approved it before the meeting."
        if unapproved or not self._merely_follows(post):
            said = f"was due on {moment(post.due_at)} and was not posted. {why}"
            # Once, to however many it would have gone.
            whose = proposal_of(post) if unapproved else f"digest/{post.rule}/{post.meeting}"
            self._tell_of(post, f"{whose}/missed", "A digest was not posted", said)
        return self._stop(post.key, "missed", why)

    def _no_pack(self, post: Post, meeting: ScheduledMeeting) -> PreparedPost:
        if post.kind in ("full", "reminder"):
            # Once, to however many a rule posts it.
            whose = f"{meeting.id}/{post.rule}" if post.rule else post.key
            self.tell_clerks(
                f"{whose}/{post.kind}/nopack",
                "No pack yet",
                f"{self._named(post)} is due, but there is no pack: nothing was posted. It is "
                "posted as soon as the pack is indexed, until the meeting on "
                f"{spoken_date(meeting.date)} begins.",
            )
        return self._wait(post.key, "The pack was not there at the time.", state="no pack")

    def _not_theirs(self, post: Post, rule: Rule | None, documents: Sequence[str]) -> PreparedPost:
        """A restricted committee's papers go to its own channels and members only."""
        if not self._merely_follows(post):
            targets = rule.targets if rule is not None else (post.target,)
            others = [
                one for one in targets if one != FOLLOWERS and not self.may_read(one, documents)
            ]
            known = "is not known to be a private channel of that committee, or one of its members"
            if len(others) > 1:
                known = "are not known to be private channels of that committee, or its members"
            self._tell_of(
                post,
                # Once, to however many a rule posts it.
                f"digest/{post.rule}/{post.meeting}/restricted",
                "A digest is held back",
                f"is of a restricted committee, and {named_targets(others or [post.target])} "
                f"{known}: nothing was posted there. It is posted once that is settled, if that "
                "is before the meeting begins.",
            )
        return self._wait(post.key, NOT_THEIRS)

    def _stop(self, key: str, state: str, reason: str) -> PreparedPost:
        """Nothing more comes of a post."""
        self.book.set_post(key, state=state, reason=reason)
        return STOP

    def _wait(self, key: str, reason: str, **values: Any) -> PreparedPost:
        """It is seen to again."""
        self.book.set_post(key, reason=reason, **values)
        return WAIT

    def _rule(self, post: Post) -> Rule | None:
        """The rule that a post was made by, unless it was removed."""
        return next((one for one in self.book.rules() if one.id == post.rule), None)

    def _merely_follows(self, post: Post) -> bool:
        """Whether a member is a post's target only for following the committee."""
        rule = self._rule(post)
        return rule is not None and FOLLOWERS in rule.targets and post.target not in rule.targets

    # --- what clerks approve -------------------------------------------------------------

    def waiting_for(self, proposal: Post) -> list[Post]:
        """The posts that a clerk's decision about a proposal is for; none where they were
        proposed anew from other papers, or their rules are gone."""
        return [
            post
            for post in self.book.posts(meeting=proposal.meeting)
            if post.state == "waiting"
            and post.kind != PROPOSAL
            and proposal_of(post) == proposal.key
        ]

    def places(self, posts: Sequence[Post]) -> tuple[str, ...]:
        """Where posts go. Who follows a committee is nobody else's business."""
        return tuple(
            dict.fromkeys(FOLLOWERS if self._merely_follows(one) else one.target for one in posts)
        )

    def _proposal(self, post: Post, meeting: ScheduledMeeting, papers: Sequence[Paper]) -> Post:
        """What clerks are asked about a post as it would be now: once for all that wait for the
        same, and again where the papers have changed since."""
        late = post.kind == "late papers"
        proposed = post.papers if late else tuple(paper.version for paper in papers)
        if post.state != "waiting" or post.papers != proposed:
            self._wait(post.key, UNAPPROVED, state="waiting", papers=proposed, approved_by="")
        key = proposal_of(replace(post, papers=proposed))
        proposal = self.book.post(key)
        if proposal is not None and proposal.state != "due":
            return proposal
        same = key.rpartition("/")[0]
        others = [
            one
            for one in self.book.posts(meeting=meeting.id)
            if one.key != key and one.key.rpartition("/")[0] == same
        ]
        if proposal is None:
            notes = [one.note for one in others if one.note and one.state == "waiting"]
            now = self.now()
            proposal = Post(
                key=key,
                kind=PROPOSAL,
                meeting=meeting.id,
                target=self.clerks_channel or "clerks",
                due_at=now,
                papers=proposed,
                note=post.note or "".join(notes[-1:]),
            )
            proposal = self.book.open_post(proposal, now=now)
        text = self._propose(proposal, post.kind, meeting, papers, anew=bool(others) and not late)
        self.book.set_post(key, unless=("approved",), state="waiting", text=text)
        return self.book.post(key) or proposal

    def _propose(
        self,
        proposal: Post,
        what: str,
        meeting: ScheduledMeeting,
        papers: Sequence[Paper],
        *,
        anew: bool,
    ) -> str:
        """Put it before the clerks; what they are shown of it, as text."""
        names = [paper.document for paper in papers]
        told = {name for name, _ in proposal.papers}
        shown, *_ = self._messages(
            what, meeting, papers, note=proposal.note, told=told, final=what != "late papers"
        )
        text = text_of(shown)
        if self.clerks_channel and not self.may_read(self.clerks_channel, names):
            # The clerks' channel is not one of the committee's own.
            how = f"packhorse schedule preview {meeting.id} shows it."
            about = f"{_named(what, meeting)} is not shown here: {how}"
            shown, text = (remark("A restricted committee", about),), ""
        if self.clerks_channel:
            rules = {rule.id for rule in self.book.rules() if rule.approval}
            to = [
                one
                for one in self.book.posts(meeting=meeting.id)
                if one.kind == what
                and one.rule in rules
                and one.state in ("due", "no pack", "waiting")
                and not one.approved_by
                and self.may_read(one.target, names)
            ]
            message = Outgoing(
                key=f"{proposal.key}#0",
                parts=(for_approval(self.places(to), anew=anew), *shown),
                proposes=proposal.key,
            )
            with suppress(PostRefused):
                self.send(message, target=self.clerks_channel, since=proposal.due_at)
        return text

    def _update(self, post: Post, parent: Post, papers: Sequence[Paper]) -> PreparedPost:
        said = _last_papers(parent, self.book.posts(meeting=post.meeting))
        names = tuple(paper.version for paper in papers)
        if parent.thread is None or not any(changed_papers(said, names)):
            return self._stop(post.key, "skipped", "Nothing had changed after all.")
        # Whoever reads of a new paper may ask about it at once.
        self.bind(*parent.thread, tuple(document for document, _ in names))
        update = update_part(papers, said)
        return PreparedPost(messages=((update,),), papers=names, thread=parent.thread)

    def _tell_of(self, post: Post, key: str, title: str, text: str) -> None:
        """Tell the clerks once what became of a digest or a reminder."""
        if post.kind in ("full", "reminder"):
            self.tell_clerks(key, title, f"{self._named(post)} {text}")

    def tell_clerks(
        self, key: str, title: str, text: str, *, since: dt.datetime | None = None
    ) -> None:
        """Tell the clerks something once, where they have a channel.

        Args:
            since: no earlier message can be this one; None: of the last month.

        Raises:
            PostUnsure: Slack cannot be asked now; the caller's step is tried again.
        """
        log.info("clerks told: %s", text)
        if self.clerks_channel is not None:
            message = Outgoing(key=f"{key}#0", parts=(remark(title, text),), ours=True)
            since = since or self.now() - dt.timedelta(days=30)
            with suppress(PostRefused):
                self.send(message, target=self.clerks_channel, since=since)

    def _named(self, post: Post) -> str:
        try:
            return _named(post.kind, self.book.meeting(post.meeting or 0))
        except SettingsError:
            return "A digest"


def _named(what: str, meeting: ScheduledMeeting) -> str:
    kind = {"full": "digest", "late papers": "note on late papers"}.get(what, what)
    return f"The {kind} for {meeting.committee}, {spoken_date(meeting.date)},"


def _notice_name(meeting: ScheduledMeeting) -> str:
    """Names a change by its moment: a meeting may be moved there and back."""
    return f"notice/{meeting.state}/{int(meeting.changed_at.timestamp())}"


def _notice(meeting: ScheduledMeeting) -> tuple[str, str]:
    """What is said of a change under a digest that is posted: (title, text)."""
    if meeting.state == "cancelled":
        return "This meeting is cancelled", f"{meeting.committee}, {spoken_date(meeting.date)}."
    text = f"It is now on {spoken_day(meeting.date, meeting.time)}."
    was = (meeting.moved_from, meeting.moved_time)
    if meeting.moved_from and was != (meeting.date, meeting.time):
        before = spoken_date(meeting.moved_from, meeting.moved_time)
        return "This meeting has moved", f"It was due to be on {before}. {text}"
    return "This meeting takes place after all", text


def _late_part(
    meeting: ScheduledMeeting, papers: Sequence[Paper], late: Collection[str], *, note: str
) -> Part:
    """A note on late papers."""
    others = [one.version for one in papers if one.document not in late]
    part = update_part(papers, others)
    title = f"Late papers: {meeting.committee}, {spoken_date(meeting.date)}"
    rows = [DigestRow(label="Note from the clerk: ", text=note)] if note else []
    return replace(part, title=title, rows=(*rows, *part.rows))


def _last_papers(post: Post, posts: Sequence[Post]) -> tuple[tuple[str, str], ...]:
    """What was last said of the papers in a digest's thread."""
    said = [
        one
        for one in posts
        if one.state == "posted"
        and one.posted_at is not None
        and (one.key == post.key or (one.parent == post.key and one.kind == "update"))
    ]
    return max(said, key=lambda one: one.posted_at or dt.datetime.min).papers if said else ()


def _told_cancelled(post: Post, posts: Sequence[Post]) -> bool:
    """Whether the last that a digest's thread says of its meeting is that it is off."""
    notices = [
        one
        for one in posts
        if one.parent == post.key and one.kind == "notice" and one.state == "posted"
    ]
    said = max(notices, key=lambda one: one.due_at, default=None)
    return said is not None and "/notice/cancelled/" in said.key


def _same(rule: Rule, meeting: ScheduledMeeting) -> bool:
    return committee_key(rule.committee) == committee_key(meeting.committee)
