"""``packhorse digest`` and ``packhorse schedule …``."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import AsOfOption, CommitteeOption, HomeSettings, JsonOption, read_date
from bot.cli.terminal import print_json, say, tell
from bot.composition import open_index, open_points
from bot.digests.calendar import as_ics, meeting_ics
from bot.digests.compose import compose
from bot.digests.decisions import DigestRef, Schedules, next_words
from bot.digests.formats import as_html, as_markdown, as_record, whole
from bot.digests.library import IndexLibrary
from bot.digests.meeting_papers import meeting_papers, papers_before
from bot.digests.parts import text_of
from bot.digests.parts import when as said_when
from bot.digests.publisher import DigestPublisher
from bot.digests.rules import FOLLOWERS, read_day, read_target, read_time, read_when, say_when
from bot.digests.schedule_store import open_schedules, read_what
from bot.memory import open_memory
from indexer.council.bodies import committee_key, committee_named
from indexer.council.dates import LONDON, spoken_date, spoken_day
from indexer.council.document_names import document_name
from indexer.council.problems import NoSuchPath, SettingsError
from indexer.show import some_fields
from indexer.sources import SiteFacts, Store

if TYPE_CHECKING:
    from bot.digests.planning import Planned
    from bot.digests.schedule_store import Post, Rule, ScheduledMeeting, ScheduleStore
    from bot.settings import Settings
    from indexer.index import Index

__all__ = ["digest", "known_meetings", "meeting_record", "meeting_words", "schedule_cli"]

schedule_cli = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


RUNS = "The bot does it while it runs."

_COMMITTEE = typer.Option("--committee", help="The committee, as its papers name it.")
_TO = typer.Option(
    "--to",
    metavar="ID",
    parser=read_target,
    help="A channel's or member's ID, or “followers”; repeat it for several.",
)
_WHEN = typer.Option(
    "--when",
    metavar="TIME",
    parser=read_when,
    help="“5 working days before at 09:00”, “the day before at 18:00”, “when the pack is "
    "published” or “at 2026-03-02 09:00”.",
)
_WHAT = typer.Option(
    "--what", metavar="KIND", parser=read_what, help="full, reminder or “late papers”."
)
RuleArgument = Annotated[
    int, typer.Argument(help="The rule's number, as packhorse schedule list shows it.")
]
MeetingArgument = Annotated[
    int, typer.Argument(help="The meeting's number, as packhorse schedule meetings shows it.")
]
KeyArgument = Annotated[
    str, typer.Argument(help="The digest's key, as packhorse schedule history shows it.")
]
ByOption = Annotated[str, typer.Option("--by", help="Who does this, for the history.")]
NoteOption = Annotated[
    str | None, typer.Option("--note", help="A note on top, marked as the clerk's.")
]
TimeOption = Annotated[
    str | None, typer.Option("--time", parser=read_time, help="Such as “6.00 pm”.")
]


# --- digest ------------------------------------------------------------------------------


def digest(
    meeting: Annotated[
        str, typer.Argument(help="“next”, a date (27 January 2026), or a document's name.")
    ] = "next",
    committee: CommitteeOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown.")] = False,
    html: Annotated[
        bool, typer.Option("--html", help="As a page to print or send by email.")
    ] = False,
    ics: Annotated[
        bool, typer.Option("--ics", help="All its meetings and digests, for a calendar.")
    ] = False,
    *,
    settings: HomeSettings,
) -> None:
    """Sum up a meeting's papers, with every quote checked against its page."""
    if as_json + markdown + html + ics > 1:
        raise SettingsError("Give only one of --json, --markdown, --html and --ics.")
    if ics:
        _print_ics(settings, committee or settings.committee)
        return
    today = as_of or dt.date.today()
    index = open_index(settings)
    name, date = _which(index, meeting, committee or settings.committee, today, bool(as_of))
    papers = meeting_papers(index, committee=name, date=date, as_of=as_of)
    if not papers:
        raise NoSuchPath(f"No papers for {name or 'a meeting'} on {spoken_date(date)} are indexed.")
    points = open_points(settings, index)
    points.make([paper.document for paper in papers])
    made = compose(
        papers,
        as_of=today,
        said=points.said,
        before=papers_before(index, committee=name, date=date),
    )
    if as_json:
        print_json(as_record(made))
    elif markdown:
        print(as_markdown(whole(made)))
    elif html:
        print(
            as_html(
                whole(made),
                title=f"{made.meeting.name}, {said_when(made)}",
                calendar=meeting_ics(made.meeting, now=_now()),
            )
        )
    else:
        say(text_of(whole(made)))


def _print_ics(settings: Settings, committee: str | None) -> None:
    """Print the calendar of a committee, or of all."""
    office = _office(settings)
    name = _committee(settings, office.book, committee) if committee else None

    def wanted(other: str) -> bool:
        return name is None or committee_key(other) == committee_key(name)

    meetings = [one for one in office.book.meetings() if wanted(one.committee)]
    posts = [one for one in office.planned() if wanted(one.meeting.committee) and one.due >= _now()]
    # Not print: a calendar's lines end as its standard says, on every system.
    sys.stdout.write(as_ics(meetings, posts, name=name or "Meetings", now=_now()))


def _which(
    index: Index, meeting: str, committee: str | None, today: dt.date, bounded: bool
) -> tuple[str | None, dt.date]:
    """The committee and day that a command names.

    Raises:
        NoSuchPath: nothing indexed is of such a meeting.
        SettingsError: it fits meetings of several committees.
    """
    cards = [
        card
        for card in index.documents(as_of=today if bounded else None)
        if card.meeting_date is not None and card.kind in ("pack", "supplement")
    ]
    if committee is not None:
        name = committee_named(committee, [one.body for one in cards if one.body])
        cards = [card for card in cards if committee_key(card.body) == committee_key(name)]

    named = [card for card in cards if card.document in (meeting, document_name(Path(meeting)))]
    if named:
        assert named[0].meeting_date is not None
        return named[0].body, named[0].meeting_date
    if meeting == "next":
        ahead = [card for card in cards if card.meeting_date and card.meeting_date >= today]
        if not ahead:
            raise NoSuchPath(
                f"There are no papers of a meeting on or after {spoken_date(today)}: give a date or "
                "one of its documents, or index its pack."
            )
        date = min(card.meeting_date for card in ahead if card.meeting_date)
    else:
        try:
            date = read_day(meeting, today=today)
        except SettingsError:
            raise SettingsError(
                f"“{meeting}” is not a meeting: write next, a date such as 27 January 2026, or a "
                "document's name."
            ) from None
    fitting = {committee_key(card.body): card.body for card in cards if card.meeting_date == date}
    if not fitting:
        raise NoSuchPath(f"No papers for a meeting on {spoken_date(date)} are indexed.")
    if len(fitting) > 1:
        names = "; ".join(sorted(name or "a committee without a name" for name in fitting.values()))
        raise SettingsError(
            f"On {spoken_date(date)} several committees meet ({names}): choose one with --committee."
        )
    return next(iter(fitting.values())), date


# --- rules -------------------------------------------------------------------------------


@schedule_cli.command()
def add(
    committee: Annotated[str, _COMMITTEE],
    to: Annotated[list[str], _TO],
    when: Annotated[Any, _WHEN],
    what: Annotated[str, _WHAT] = "full",
    approval: Annotated[
        bool, typer.Option("--approval", help="A clerk approves it before it is posted.")
    ] = False,
    by: ByOption = "the command line",
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Add a rule. It applies to what falls due from now on."""
    book = _book(settings)
    rule = book.add_rule(
        committee=_committee(settings, book, committee),
        targets=to,
        when=when,
        what=what,
        approval=approval,
        by=by,
        now=_now(),
    )
    _told_of(settings, rule, as_json)


@schedule_cli.command(name="list")
def list_rules(as_json: JsonOption = False, *, settings: HomeSettings) -> None:
    """List the rules, and the days when the council is closed."""
    book = _book(settings)
    rules, closures = book.rules(), book.closures()
    record = {
        "rules": [_rule_record(rule) for rule in rules],
        "closures": {day.isoformat(): name for day, name in closures.items()},
    }
    lines = [f"{rule.id}  {_rule_words(rule)}" for rule in rules]
    lines = lines or ["No rules yet: packhorse schedule add --help"]
    lines += [f"Closed on {day.isoformat()}: {name}" for day, name in closures.items()]
    tell(record, lines, as_json=as_json)


@schedule_cli.command()
def edit(
    rule: RuleArgument,
    committee: Annotated[str | None, _COMMITTEE] = None,
    to: Annotated[list[str] | None, _TO] = None,
    when: Annotated[Any, _WHEN] = None,
    what: Annotated[str | None, _WHAT] = None,
    approval: Annotated[
        bool | None,
        typer.Option("--approval/--no-approval", help="Whether a clerk approves it first."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="Whose rule it is from now on.")] = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Change a rule: give only what changes. What it has posted is not posted again."""
    book = _book(settings)
    changes = {
        "committee": _committee(settings, book, committee) if committee else None,
        "targets": to or None,
        "when": when,
        "what": what,
        "approval": approval,
        "made_by": by,
    }
    wanted = {name: value for name, value in changes.items() if value is not None}
    if not wanted:
        raise SettingsError("Say what to change: packhorse schedule edit --help lists it.")
    _told_of(settings, book.change_rule(rule, now=_now(), **wanted), as_json)


@schedule_cli.command()
def pause(rule: RuleArgument, *, settings: HomeSettings) -> None:
    """Pause a rule."""
    _book(settings).change_rule(rule, now=_now(), paused=True)
    say(f"Rule {rule} is paused: packhorse schedule resume {rule}")


@schedule_cli.command()
def resume(rule: RuleArgument, *, settings: HomeSettings) -> None:
    """Resume a rule, for what falls due from now on."""
    _told_of(settings, _book(settings).change_rule(rule, now=_now(), paused=False))


@schedule_cli.command()
def remove(rule: RuleArgument, *, settings: HomeSettings) -> None:
    """Remove a rule. Its history stays."""
    _book(settings).remove_rule(rule)
    say(f"Rule {rule} is removed.")


@schedule_cli.command()
def closed(
    day: Annotated[dt.date, typer.Argument(parser=read_date, help="Such as 2026-12-24.")],
    name: Annotated[str | None, typer.Option("--name", help="Why it is closed.")] = None,
    open_again: Annotated[
        bool, typer.Option("--open", help="It is a working day after all.")
    ] = False,
    *,
    settings: HomeSettings,
) -> None:
    """Add a day when the council is closed, besides weekends and bank holidays."""
    book = _book(settings)
    if open_again:
        listed = book.reopen(day)
        became = "is a normal day again" if listed else "was not on the list: nothing has changed"
        say(f"{spoken_day(day)} {became}.")
        return
    before = book.closures().get(day)
    kept = book.close(day, name)
    there = " (noted already)" if before == kept else ""
    say(f"Closed on {spoken_day(day)}: {kept}{there}")


# --- meetings ----------------------------------------------------------------------------


@schedule_cli.command()
def meetings(as_json: JsonOption = False, *, settings: HomeSettings) -> None:
    """List the upcoming meetings that are known, with their numbers."""
    ahead = [one for one in known_meetings(settings) if one.starts >= _now()]
    lines = [f"{one.id}  {meeting_words(one)}" for one in ahead]
    tell(
        [meeting_record(one) for one in ahead],
        lines or ["No upcoming meeting is known."],
        as_json=as_json,
    )


@schedule_cli.command()
def meeting(
    committee: Annotated[str, _COMMITTEE],
    date: Annotated[dt.date, typer.Option("--date", parser=read_date, help="Such as 2026-01-27.")],
    time: TimeOption = None,
    *,
    settings: HomeSettings,
) -> None:
    """Add a meeting whose papers are still to come."""
    book = _office(settings).book
    name = _committee(settings, book, committee)
    noted = book.plan_meeting(committee=name, date=date, time=time, now=_now())
    if noted is None:
        say(f"{name} on {spoken_day(date)} is known already: nothing was added.")
    else:
        say(f"Noted as meeting {noted.id}: {meeting_words(noted)}.")


@schedule_cli.command()
def move(
    number: MeetingArgument,
    date: Annotated[
        dt.date, typer.Option("--date", parser=read_date, help="Its new day, such as 2026-01-27.")
    ],
    time: TimeOption = None,
    *,
    settings: HomeSettings,
) -> None:
    """Move a meeting and its digests; threads of posted digests are told."""
    moved = _office(settings).book.move_meeting(number, date=date, time=time, now=_now())
    say(meeting_words(moved))


@schedule_cli.command()
def cancel(number: MeetingArgument, *, settings: HomeSettings) -> None:
    """Cancel a meeting and its digests; threads of posted digests are told."""
    cancelled = _office(settings).book.cancel_meeting(number, now=_now())
    say(meeting_words(cancelled))


# --- posts -------------------------------------------------------------------------------


@schedule_cli.command()
def rehearse(
    start: Annotated[
        dt.date | None, typer.Option("--from", parser=read_date, help="The first day; else today.")
    ] = None,
    end: Annotated[
        dt.date | None,
        typer.Option("--to", parser=read_date, help="The last day; else a month later."),
    ] = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Show everything that would be posted, when and where, without posting it."""
    office = _office(settings)
    first = start or dt.date.today()
    last = end or first + dt.timedelta(days=31)
    if last < first:
        raise SettingsError("--to is before --from.")
    states = {post.key: post.state for post in office.book.posts()}
    ahead = [
        (one, one.due.astimezone(LONDON), states.get(one.key, "to come"))
        for one in office.planned()
        if first <= one.due.astimezone(LONDON).date() <= last
    ]
    record = [_planned_record(*one) for one in ahead]
    tell(record, _rehearsed(ahead), as_json=as_json)


def _rehearsed(ahead: Sequence[tuple[Planned, dt.datetime, str]]) -> Iterator[str]:
    """A calendar of posts, each with the moment and what has become of it."""
    for day, due_then in groupby(ahead, key=lambda one: one[1].date()):
        yield spoken_day(day)
        for one, due, state in due_then:
            marks = [state]
            if one.rule.approval:
                marks.append("after approval")
            if one.meeting.published_at is None:
                marks.append("no pack indexed yet")
            yield (
                f"  {due:%H:%M}  {one.rule.what} to {one.target}: {one.meeting.committee}, "
                f"{spoken_day(one.meeting.date)} (rule {one.rule.id}; {', '.join(marks)})"
            )
    if not ahead:
        yield "Nothing would be posted in that time."


@schedule_cli.command()
def preview(
    number: MeetingArgument,
    what: Annotated[str, _WHAT] = "full",
    note: NoteOption = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Show exactly what would be posted for a meeting now."""
    index = open_index(settings)
    office = _office(settings, index)
    office = replace(office, points=open_points(settings, index, office.book))
    coming = office.book.meeting(number)
    papers = office.library.papers(coming.documents)
    if as_json and what == "full" and papers:
        print_json(as_record(office.digest(coming, papers)))
        return
    messages = [text_of(one) for one in office.would_post(what, coming, note=note or "")]
    tell({"what": what, "messages": messages}, ["\n\n".join(messages)], as_json=as_json)


@schedule_cli.command()
def approve(
    key: KeyArgument,
    note: NoteOption = None,
    by: ByOption = "the command line",
    *,
    settings: HomeSettings,
) -> None:
    """Approve a digest that is waiting; the running bot posts it within a minute."""
    said = _desk(settings).decide(DigestRef(key=key), approve=True, by=by, note=note)
    say(f"Approved. {said} {RUNS}")


@schedule_cli.command()
def note(
    key: KeyArgument,
    text: Annotated[str, typer.Argument(help="Shown on top, marked as the clerk's.")],
    *,
    settings: HomeSettings,
) -> None:
    """Put a note at the top of a digest that has not been posted yet."""
    _desk(settings).note(DigestRef(key=key), text)
    say("Noted.")


@schedule_cli.command()
def skip(
    rule: RuleArgument,
    number: MeetingArgument,
    by: ByOption = "the command line",
    *,
    settings: HomeSettings,
) -> None:
    """Leave a meeting out of a rule: its digest is not posted."""
    said = _desk(settings).decide(DigestRef(rule=rule, meeting=number), approve=False, by=by)
    say(f"Skipped. {said}")


@schedule_cli.command(name="post-now")
def post_now(
    rule: RuleArgument,
    number: MeetingArgument,
    by: ByOption = "the command line",
    *,
    settings: HomeSettings,
) -> None:
    """Post a meeting's digest now; the running bot does it within a minute."""
    said = _desk(settings).decide(DigestRef(rule=rule, meeting=number), approve=True, by=by)
    say(f"{said} {RUNS}")


@schedule_cli.command()
def history(as_json: JsonOption = False, *, settings: HomeSettings) -> None:
    """List what was posted, when, where, from which papers and by whose approval."""
    book = _book(settings)
    # What a member looks out for is nobody else's business.
    posts = [post for post in book.posts() if post.kind != "alert"]
    names = {one.id: one for one in book.meetings()}
    lines = [line for post in posts for line in _history(post, names.get(post.meeting or 0))]
    tell(
        [_post_record(post) for post in posts],
        lines or ["Nothing has been due yet."],
        as_json=as_json,
    )


def _history(post: Post, of: ScheduledMeeting | None) -> Iterator[str]:
    when = (post.posted_at or post.due_at).astimezone(LONDON)
    about = f"{of.committee}, {of.date.isoformat()}" if of else "a meeting"
    yield f"{when:%Y-%m-%d %H:%M}  {post.state}: {post.kind} to {post.target}, {about}"
    made_from = ", ".join(name for name, _ in post.papers)
    details = (
        post.key,
        made_from and f"from {made_from}",
        post.approved_by and f"approved by {post.approved_by}",
        post.reason,
    )
    yield f"    {'; '.join(filter(None, details))}"


# --- shared ------------------------------------------------------------------------------


def _book(settings: Settings) -> ScheduleStore:
    return open_schedules(settings.database)


def _office(settings: Settings, index: Index | None = None) -> DigestPublisher:
    """The book, brought up to date with what is indexed, and what it comes to; nothing is
    posted from here. Who follows a committee stands together."""
    facts = SiteFacts(Store(settings.database))
    office = DigestPublisher(
        book=_book(settings),
        library=IndexLibrary(index or open_index(settings), facts),
        poster=None,
        nation=settings.nation,
        followers=lambda _committee: (FOLLOWERS,),
    )
    office.sync()
    return office


def known_meetings(settings: Settings) -> list[ScheduledMeeting]:
    """Every meeting that is known from papers, sites and clerks."""
    return _office(settings).book.meetings()


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _committee(settings: Settings, book: ScheduleStore, name: str) -> str:
    """A committee as its papers or meetings name it; the first of all goes by what is typed."""
    known = {card.body for card in open_index(settings).documents() if card.body}
    known |= {meeting.committee for meeting in book.meetings()}
    return committee_named(name, known) if known or not name.strip() else " ".join(name.split())


def _told_of(settings: Settings, rule: Rule, as_json: bool = False) -> None:
    """Say what a rule is, and what it will do next."""
    if as_json:
        print_json(_rule_record(rule))
        return
    say(f"Rule {rule.id}: {_rule_words(rule)}")
    if not rule.paused:
        say(next_words(rule, Schedules(_office(settings)).next_of(rule)))


def _desk(settings: Settings) -> Schedules:
    """Where decisions about single digests are kept."""
    followers = open_memory(settings.database).places.followers
    return Schedules(replace(_office(settings), followers=followers))


def _rule_words(rule: Rule) -> str:
    flags = (("after approval", rule.approval), ("paused", rule.paused))
    marks = [word for word, on in flags if on]
    mark = f" ({', '.join(marks)})" if marks else ""
    return (
        f"{rule.committee}: {rule.what} to {', '.join(rule.targets)}, {say_when(rule.when)}{mark}"
    )


def _rule_record(rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.id,
        "committee": rule.committee,
        "to": list(rule.targets),
        "when": say_when(rule.when),
        **some_fields(rule, "what approval paused"),
        "by": rule.made_by,
    }


def meeting_words(coming: ScheduledMeeting) -> str:
    """A meeting in a line: when it is, what has become of it, and how it is known."""
    source = coming.site.partition("/")[0]
    known = f"listed by {source}" if source else "known from its papers"
    if not source and not coming.documents:
        known = "added by a clerk"
    parts = (
        coming.committee,
        spoken_day(coming.date),
        coming.time,
        f"moved from {spoken_day(coming.moved_from)}" if coming.moved_from else None,
        "cancelled" if coming.state == "cancelled" else None,
        None if coming.published_at else "no pack indexed yet",
        known,
    )
    return ", ".join(filter(None, parts))


def meeting_record(coming: ScheduledMeeting) -> dict[str, Any]:
    """A meeting as programs get it."""
    return {
        "meeting": coming.id,
        **some_fields(coming, "committee date time state moved_from documents"),
        "site": coming.site or None,
    }


def _planned_record(one: Planned, due: dt.datetime, state: str) -> dict[str, Any]:
    return {
        "due": due.isoformat(),
        "to": one.target,
        "what": one.rule.what,
        "committee": one.meeting.committee,
        "meeting": one.meeting.date.isoformat(),
        "rule": one.rule.id,
        "approval": one.rule.approval,
        "pack": one.meeting.published_at is not None,
        "state": state,
    }


def _post_record(post: Post) -> dict[str, Any]:
    return {
        **some_fields(post, "key kind rule meeting"),
        "to": post.target,
        "due": post.due_at.isoformat(),
        **some_fields(post, "state reason note approved_by channel ts"),
        "posted": post.posted_at.isoformat() if post.posted_at else None,
        "papers": [{"document": document, "sha256": sha} for document, sha in post.papers],
        "text": post.text,
    }
