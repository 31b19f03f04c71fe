"""``packhorse digest`` and ``packhorse schedule …``, to be mounted by `app.py`.

`register` adds both to a Typer app. Exit status as everywhere: 0 done, 1 it could not be
done, 2 wrong usage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from indexer.council.problems import NoSuchPath, SettingsError

if TYPE_CHECKING:
    from bot.digests.planning import Planned
    from bot.digests.ports import Library
    from bot.digests.schedule_store import Post, ScheduledMeeting, ScheduleStore
    from bot.settings import Settings
    from indexer.index import Index

__all__ = ["register", "schedule_cli"]

schedule_cli = typer.Typer(
    name="schedule",
    help="When digests are posted, where, and what became of them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Where all state lives (PACKHORSE_HOME).", readable=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]
ByOption = Annotated[str, typer.Option("--by", help="Who does this, for the history.")]
NoteOption = Annotated[
    str | None, typer.Option("--note", help="A note on top, marked as the clerk's.")
]


def register(cli: typer.Typer) -> None:
    """Add ``digest`` and ``schedule`` to the program's commands."""
    cli.command(name="digest")(digest)
    cli.add_typer(schedule_cli)


# --- digest ------------------------------------------------------------------------------


def digest(
    context: typer.Context,
    meeting: Annotated[
        str, typer.Argument(help="“next”, a date (27 January 2026), or a document's name.")
    ] = "next",
    committee: Annotated[str | None, typer.Option("--committee", help="Of this committee.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DATE", help="Today, as YYYY-MM-DD.")
    ] = None,
    as_json: JsonOption = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown.")] = False,
    html: Annotated[bool, typer.Option("--html", help="As a page to print or mail.")] = False,
    ics: Annotated[
        bool, typer.Option("--ics", help="All its meetings and digests, for a calendar.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """A meeting's papers in short, every quote checked against its page."""
    from bot.composition import open_index, open_points
    from bot.digests.calendar import meeting_ics
    from bot.digests.compose import compose
    from bot.digests.formats import as_html, as_markdown, as_record, as_text, whole
    from bot.digests.meeting_papers import meeting_papers, papers_before
    from bot.digests.parts import when

    settings = _settings(context, home)
    if as_json + markdown + html + ics > 1:
        _wrong("Give one of --json, --markdown, --html and --ics.")
    if ics:
        _print_ics(settings, committee or settings.committee)
        return
    today = _date(as_of) if as_of else dt.date.today()
    index = open_index(settings)
    name, date = _which(index, meeting, committee or settings.committee, today, bool(as_of))
    papers = meeting_papers(index, committee=name, date=date, as_of=today if as_of else None)
    if not papers:
        raise NoSuchPath(f"No papers for {name or 'a meeting'} on {date:%-d %B %Y} are indexed.")
    points = open_points(settings, index)
    points.make([paper.document for paper in papers])
    made = compose(
        papers,
        as_of=today,
        said=points.said,
        before=papers_before(index, committee=name, date=date),
    )
    if as_json:
        _print_json(as_record(made))
    elif markdown:
        print(as_markdown(whole(made)))
    elif html:
        print(
            as_html(
                whole(made),
                title=f"{made.meeting.committee or 'Meeting'}, {when(made)}",
                calendar=meeting_ics(made.meeting, now=_now()),
            )
        )
    else:
        _say(as_text(made))


def _print_ics(settings: Settings, committee: str | None) -> None:
    """Print the calendar of a committee, or of all."""
    import sys

    from bot.digests.calendar import as_ics
    from indexer.council.bodies import committee_key

    book = _synced(settings)
    name = _committee(settings, book, committee) if committee else None

    def wanted(other: str) -> bool:
        return name is None or committee_key(other) == committee_key(name)

    meetings = [one for one in book.meetings() if wanted(one.committee)]
    posts = [
        one
        for one in _planned(settings, book)
        if wanted(one.meeting.committee) and one.due >= _now()
    ]
    # Not print: a calendar's lines end as its standard says, on every system.
    sys.stdout.write(as_ics(meetings, posts, name=name or "Meetings", now=_now()))


def _planned(settings: Settings, book: ScheduleStore) -> list[Planned]:
    """All that the rules ask for; who follows a committee stands together."""
    from bot.digests.planning import FOLLOWERS, planned

    return planned(
        book.rules(),
        book.meetings(),
        nation=settings.nation,
        closures=book.closures(),
        followers=lambda _committee: (FOLLOWERS,),
    )


def _which(
    index: Index, meeting: str, committee: str | None, today: dt.date, bounded: bool
) -> tuple[str | None, dt.date]:
    """The committee and day that a command names.

    Raises:
        NoSuchPath: nothing indexed is of such a meeting.
        SettingsError: it fits meetings of several committees.
    """
    from bot.digests.decisions import committee_named
    from indexer.council.bodies import committee_key
    from indexer.council.document_names import document_name

    cards = [
        card
        for card in index.documents(as_of=today if bounded else None)
        if card.meeting_date is not None and card.kind in ("pack", "supplement")
    ]
    if committee is not None:
        name = committee_named(committee, [one.committee for one in cards if one.committee])
        cards = [card for card in cards if committee_key(card.committee) == committee_key(name)]
    from bot.digests.decisions import read_day

    named = [card for card in cards if card.document in (meeting, document_name(Path(meeting)))]
    if named:
        assert named[0].meeting_date is not None
        return named[0].committee, named[0].meeting_date
    if meeting == "next":
        ahead = [card for card in cards if card.meeting_date and card.meeting_date >= today]
        if not ahead:
            raise NoSuchPath(
                f"No meeting on or after {today:%-d %B %Y} is among the papers: name one by its "
                "date or document, or index its pack."
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
    fitting = {
        committee_key(card.committee): card.committee for card in cards if card.meeting_date == date
    }
    if not fitting:
        raise NoSuchPath(f"No papers for a meeting on {date:%-d %B %Y} are indexed.")
    if len(fitting) > 1:
        names = "; ".join(sorted(name or "one without a name" for name in fitting.values()))
        raise SettingsError(
            f"On {date:%-d %B %Y} several committees meet ({names}): say which with --committee."
        )
    return next(iter(fitting.values())), date


# --- rules -------------------------------------------------------------------------------


@schedule_cli.command()
def add(
    context: typer.Context,
    committee: Annotated[str, typer.Option("--committee", help="As its packs name it.")],
    to: Annotated[
        list[str],
        typer.Option("--to", help="A channel's or member's id, or “followers”; repeatable."),
    ],
    when: Annotated[
        str,
        typer.Option(
            "--when",
            help="“5 working days before at 09:00”, “the day before at 18:00”, “when the pack "
            "is published”, “at 2026-03-02 09:00”.",
        ),
    ],
    what: Annotated[str, typer.Option("--what", help="full, reminder or “late papers”.")] = "full",
    approval: Annotated[
        bool, typer.Option("--approval", help="A clerk approves it before it is posted.")
    ] = False,
    by: ByOption = "the command line",
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Set a rule. It holds for what falls due from now on."""
    from bot.digests.decisions import check_target
    from bot.digests.rules import read_when

    settings = _settings(context, home)
    book, now = _book(settings), _now()
    for target in to:
        check_target(target)
    rule = book.add_rule(
        committee=_committee(settings, book, committee),
        targets=to,
        when=read_when(when),
        what=what,
        approval=approval,
        by=by,
        now=now,
    )
    if as_json:
        _print_json(_rule_record(rule))
        return
    _say(f"Rule {rule.id}: {_rule_words(rule)}")
    _next_of(settings, book, rule.id)


@schedule_cli.command(name="list")
def list_rules(
    context: typer.Context, as_json: JsonOption = False, home: HomeOption = None
) -> None:
    """The rules, and the council's closure days."""
    book = _book(_settings(context, home))
    rules, closures = book.rules(), book.closures()
    if as_json:
        _print_json(
            {
                "rules": [_rule_record(rule) for rule in rules],
                "closures": {day.isoformat(): name for day, name in closures.items()},
            }
        )
        return
    if not rules:
        _say("No rules yet: packhorse schedule add --help")
    for rule in rules:
        _say(f"{rule.id}  {_rule_words(rule)}")
    for day, name in closures.items():
        _say(f"Closed on {day.isoformat()}: {name}")


@schedule_cli.command()
def edit(
    context: typer.Context,
    rule: Annotated[int, typer.Argument(help="The rule's number.")],
    to: Annotated[list[str] | None, typer.Option("--to")] = None,
    when: Annotated[str | None, typer.Option("--when")] = None,
    what: Annotated[str | None, typer.Option("--what")] = None,
    approval: Annotated[bool | None, typer.Option("--approval/--no-approval")] = None,
    home: HomeOption = None,
) -> None:
    """Change a rule. What it has posted stays posted, and is not posted again."""
    from bot.digests.decisions import check_target
    from bot.digests.rules import read_when

    settings = _settings(context, home)
    book = _book(settings)
    for target in to or ():
        check_target(target)
    changes = {
        name: value
        for name, value in (
            ("targets", to),
            ("when", read_when(when) if when else None),
            ("what", what),
            ("approval", approval),
        )
        if value is not None
    }
    changed = book.change_rule(rule, now=_now(), **changes)
    _say(f"Rule {changed.id}: {_rule_words(changed)}")
    _next_of(settings, book, rule)


@schedule_cli.command()
def pause(
    context: typer.Context, rule: Annotated[int, typer.Argument()], home: HomeOption = None
) -> None:
    """Pause a rule."""

    _book(_settings(context, home)).change_rule(rule, now=_now(), paused=True)
    _say(f"Rule {rule} is paused: packhorse schedule resume {rule}")


@schedule_cli.command()
def resume(
    context: typer.Context, rule: Annotated[int, typer.Argument()], home: HomeOption = None
) -> None:
    """Take a rule up again, for what falls due from now on."""
    settings = _settings(context, home)
    book = _book(settings)
    book.change_rule(rule, now=_now(), paused=False)
    _say(f"Rule {rule} is active again.")
    _next_of(settings, book, rule)


@schedule_cli.command()
def remove(
    context: typer.Context, rule: Annotated[int, typer.Argument()], home: HomeOption = None
) -> None:
    """Remove a rule. Its history stays."""

    _book(_settings(context, home)).remove_rule(rule)
    _say(f"Rule {rule} is removed.")


@schedule_cli.command()
def closed(
    context: typer.Context,
    day: Annotated[str, typer.Argument(help="As 2026-12-24.")],
    name: Annotated[str | None, typer.Option("--name", help="Why.")] = None,
    open_again: Annotated[
        bool, typer.Option("--open", help="It is a working day after all.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """Note a day on which the council is closed, beside weekends and bank holidays."""
    book, date = _book(_settings(context, home)), _date(day)
    if open_again:
        book.reopen(date)
        _say(f"{_said(date)} is a day like any other.")
        return
    before = book.closures().get(date)
    kept = book.close(date, name)
    there = " (noted already)" if before == kept else ""
    _say(f"Closed on {_said(date)}: {kept}{there}")


# --- meetings ----------------------------------------------------------------------------


@schedule_cli.command()
def meetings(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """The coming meetings that are known, by number."""
    settings = _settings(context, home)
    book = _synced(settings)
    ahead = [one for one in book.meetings() if one.starts >= _now()]
    if as_json:
        _print_json([_meeting_record(one) for one in ahead])
        return
    for one in ahead:
        _say(f"{one.id}  {_meeting_words(one)}")
    if not ahead:
        _say("No upcoming meeting is known.")


@schedule_cli.command()
def meeting(
    context: typer.Context,
    committee: Annotated[str, typer.Option("--committee")],
    date: Annotated[str, typer.Option("--date", help="As 2026-01-27.")],
    time: Annotated[str | None, typer.Option("--time", help="As “6.00 pm”.")] = None,
    home: HomeOption = None,
) -> None:
    """Note a meeting whose papers are still to come."""
    from bot.digests.decisions import read_time
    from bot.digests.rules import meeting_start

    settings = _settings(context, home)
    book, day = _synced(settings), _date(date)
    name = _committee(settings, book, committee)
    clock = read_time(time) if time else None
    if meeting_start(day, clock) <= _now():
        raise SettingsError(f"{_said(day)} has passed: choose a day to come.")
    noted = book.plan_meeting(committee=name, date=day, time=clock, now=_now())
    if noted is None:
        _say(f"There already: {name}, {_said(day)}. Nothing was added.")
    else:
        _say(f"Noted as meeting {noted.id}: {_meeting_words(noted)}.")


@schedule_cli.command()
def move(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The meeting's number.")],
    date: Annotated[str, typer.Option("--date", help="Its new day, as 2026-01-27.")],
    time: Annotated[str | None, typer.Option("--time")] = None,
    home: HomeOption = None,
) -> None:
    """Move a meeting: its digests move, and a posted one is told of it in its thread."""
    from bot.digests.decisions import read_time

    moved = _synced(_settings(context, home)).move_meeting(
        number, date=_date(date), time=read_time(time) if time else None, now=_now()
    )
    _say(_meeting_words(moved))


@schedule_cli.command()
def cancel(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The meeting's number.")],
    home: HomeOption = None,
) -> None:
    """Cancel a meeting and its digests; a posted one is told of it in its thread."""
    cancelled = _synced(_settings(context, home)).cancel_meeting(number, now=_now())
    _say(_meeting_words(cancelled))


# --- posts -------------------------------------------------------------------------------


@schedule_cli.command()
def rehearse(
    context: typer.Context,
    start: Annotated[str, typer.Option("--from", help="A day; without it, today.")] = "today",
    end: Annotated[
        str | None, typer.Option("--to", help="A day, itself included; without it, a month on.")
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Everything that would be posted, when and where. Nothing is posted."""
    from indexer.council.dates import LONDON

    settings = _settings(context, home)
    book = _synced(settings)
    first = _date(start)
    last = _date(end) if end else first + dt.timedelta(days=31)
    if last < first:
        _wrong("--to is before --from.")
    known = {post.key: post for post in book.posts()}
    rows = []
    for one in _planned(settings, book):
        local = one.due.astimezone(LONDON)
        if first <= local.date() <= last:
            post = known.get(one.key)
            rows.append(
                {
                    "due": local.isoformat(),
                    "to": one.target,
                    "what": one.rule.what,
                    "committee": one.meeting.committee,
                    "meeting": one.meeting.date.isoformat(),
                    "rule": one.rule.id,
                    "approval": one.rule.approval,
                    "pack": one.meeting.published_at is not None,
                    "state": post.state if post else "to come",
                }
            )
    if as_json:
        _print_json(rows)
        return
    day = None
    for row in rows:
        due = dt.datetime.fromisoformat(str(row["due"]))
        if due.date() != day:
            day = due.date()
            _say(_said(day))
        marks = [str(row["state"])]
        if row["approval"]:
            marks.append("after approval")
        if not row["pack"]:
            marks.append("no pack yet")
        meeting = _said(dt.date.fromisoformat(str(row["meeting"])))
        _say(
            f"  {due:%H:%M}  {row['what']} to {row['to']}: {row['committee']}, "
            f"{meeting} (rule {row['rule']}; {', '.join(marks)})"
        )
    if not rows:
        _say("Nothing would be posted in that time.")


@schedule_cli.command()
def preview(
    context: typer.Context,
    number: Annotated[int, typer.Argument(help="The meeting's number.")],
    what: Annotated[str, typer.Option("--what", help="full, reminder or “late papers”.")] = "full",
    note: NoteOption = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Exactly what would be posted for a meeting now."""
    from bot.composition import open_index, open_points
    from bot.digests.formats import as_record
    from bot.digests.parts import text_of
    from bot.digests.publisher import DigestPublisher
    from bot.digests.schedule_store import WHATS

    if what not in WHATS:
        raise SettingsError(f"“{what}” is not one of {', '.join(WHATS)}.")
    settings = _settings(context, home)
    book, index = _synced(settings), open_index(settings)
    publisher = DigestPublisher(
        book=book,
        library=_library(settings, index),
        poster=None,
        nation=settings.nation,
        points=open_points(settings, index, book),
    )
    coming = book.meeting(number)
    if as_json and what == "full":
        _print_json(as_record(publisher.digest(coming, publisher.library.papers(coming.documents))))
        return
    messages = [text_of(one) for one in publisher.would_post(what, coming, note=note or "")]
    if as_json:
        _print_json({"what": what, "messages": messages})
    else:
        _say("\n\n".join(messages))


@schedule_cli.command()
def approve(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="As `schedule history` shows it.")],
    note: NoteOption = None,
    by: ByOption = "the command line",
    home: HomeOption = None,
) -> None:
    """Approve a digest that waits; the running bot posts it within a minute."""
    from bot.digests.decisions import decide_post

    decide_post(_book(_settings(context, home)), key, approve=True, by=by, note=note)
    _say("Approved.")


@schedule_cli.command()
def note(
    context: typer.Context,
    key: Annotated[str, typer.Argument(help="As `schedule history` shows it.")],
    text: Annotated[str, typer.Argument(help="Shown on top, marked as the clerk's.")],
    home: HomeOption = None,
) -> None:
    """Put a note on top of a digest that is not posted yet."""
    from bot.digests.decisions import open_post

    book = _book(_settings(context, home))
    book.set_post(open_post(book, key, approved=True).key, note=text)
    _say("Noted.")


@schedule_cli.command()
def skip(
    context: typer.Context,
    rule: Annotated[int, typer.Argument(help="The rule's number.")],
    number: Annotated[int, typer.Argument(help="The meeting's number.")],
    by: ByOption = "the command line",
    home: HomeOption = None,
) -> None:
    """Leave a meeting out of a rule."""

    _decide(_settings(context, home), rule, number, approve=False, by=by)
    _say("Skipped.")


@schedule_cli.command(name="post-now")
def post_now(
    context: typer.Context,
    rule: Annotated[int, typer.Argument(help="The rule's number.")],
    number: Annotated[int, typer.Argument(help="The meeting's number.")],
    by: ByOption = "the command line",
    home: HomeOption = None,
) -> None:
    """Post a meeting's digest without waiting for its time; the running bot does it."""

    _decide(_settings(context, home), rule, number, approve=True, by=by)
    _say("The running bot posts it within a minute.")


@schedule_cli.command()
def history(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """What was posted, when, where, from which papers, approved by whom; and what was not."""
    from indexer.council.dates import LONDON

    book = _book(_settings(context, home))
    # What a member looks out for is nobody else's business.
    posts = [post for post in book.posts() if post.kind != "alert"]
    if as_json:
        _print_json([_post_record(post) for post in posts])
        return
    names = {one.id: one for one in book.meetings()}
    for post in posts:
        of = names.get(post.meeting or 0)
        when = (post.posted_at or post.due_at).astimezone(LONDON)
        about = f"{of.committee}, {of.date.isoformat()}" if of else "a meeting"
        _say(f"{when:%Y-%m-%d %H:%M}  {post.state}: {post.kind} to {post.target}, {about}")
        details = [post.key]
        if post.papers:
            details.append("from " + ", ".join(name for name, _ in post.papers))
        if post.approved_by:
            details.append(f"approved by {post.approved_by}")
        if post.reason:
            details.append(post.reason)
        _say(f"    {'; '.join(details)}")
    if not posts:
        _say("Nothing was due yet.")


# --- shared ------------------------------------------------------------------------------


def _print_json(what: Any) -> None:
    from bot.cli.terminal import print_json

    print_json(what)


def _say(text: str) -> None:
    from bot.cli.terminal import Terminal

    Terminal().say(text)


def _wrong(text: str) -> None:
    from bot.cli.terminal import Terminal

    Terminal().problem(text)
    raise typer.Exit(2)


def _settings(context: typer.Context, home: Path | None) -> Settings:
    from bot.settings import open_settings

    given = context.find_root().obj
    return open_settings(home or (given if isinstance(given, Path) else None))


def _book(settings: Settings) -> ScheduleStore:
    from bot.digests.schedule_store import open_schedules

    settings.home.mkdir(parents=True, exist_ok=True)
    return open_schedules(settings.database)


def _synced(settings: Settings) -> ScheduleStore:
    """The book, brought up to date with what is indexed."""
    book = _book(settings)
    _sync(settings, book)
    return book


def _sync(settings: Settings, book: ScheduleStore) -> None:
    from bot.composition import open_index

    library = _library(settings, open_index(settings))
    book.sync(library.known(), library.listed(), now=_now())


def _library(settings: Settings, index: Index) -> Library:
    """The papers, and what councils' sites say of their meetings."""
    from bot.digests.library import IndexLibrary
    from indexer.sources import SiteFacts, Store

    return IndexLibrary(index, SiteFacts(Store(settings.database), nation=settings.nation))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _date(text: str) -> dt.date:
    from bot.digests.decisions import read_day

    return read_day(text, today=dt.date.today())


def _said(date: dt.date) -> str:
    from indexer.council.dates import spoken_day

    return spoken_day(date)


def _committee(settings: Settings, book: ScheduleStore, name: str) -> str:
    """A committee as its papers, rules or meetings name it."""
    from bot.composition import open_index
    from bot.digests.decisions import committee_named

    return committee_named(
        name,
        [
            *(card.committee for card in open_index(settings).documents() if card.committee),
            *(rule.committee for rule in book.rules()),
            *(meeting.committee for meeting in book.meetings()),
        ],
    )


def _next_of(settings: Settings, book: ScheduleStore, number: int) -> None:
    """Say what a rule will do next."""
    from indexer.council.dates import LONDON

    _sync(settings, book)
    ahead = [one for one in _planned(settings, book) if one.rule.id == number and one.due >= _now()]
    if ahead:
        one = ahead[0]
        _say(
            f"Next: {one.due.astimezone(LONDON):%A %Y-%m-%d %H:%M}, for the meeting on "
            f"{one.meeting.date.isoformat()}."
        )
    else:
        _say("No known meeting falls due by it yet.")


def _decide(
    settings: Settings, rule_number: int, meeting_number: int, *, approve: bool, by: str
) -> None:
    """Decide about one rule and one meeting before, or instead of, its time."""
    from bot.digests.decisions import decide
    from bot.memory import open_memory

    book = _synced(settings)
    rule = book.rule(rule_number)
    decide(
        book,
        rule,
        book.meeting(meeting_number),
        approve=approve,
        by=by,
        now=_now(),
        followers=open_memory(settings.database).places.followers,
    )


def _rule_words(rule: Any) -> str:
    from bot.digests.rules import say_when

    flags = (("after approval", rule.approval), ("paused", rule.paused))
    marks = [word for word, on in flags if on]
    mark = f" ({', '.join(marks)})" if marks else ""
    return (
        f"{rule.committee}: {rule.what} to {', '.join(rule.targets)}, {say_when(rule.when)}{mark}"
    )


def _rule_record(rule: Any) -> dict[str, Any]:
    from bot.digests.rules import say_when

    return {
        "rule": rule.id,
        "committee": rule.committee,
        "to": list(rule.targets),
        "when": say_when(rule.when),
        "what": rule.what,
        "approval": rule.approval,
        "paused": rule.paused,
        "by": rule.made_by,
    }


def _meeting_words(coming: ScheduledMeeting) -> str:
    time = f", {coming.time}" if coming.time else ""
    moved = f", moved from {_said(coming.moved_from)}" if coming.moved_from else ""
    state = ", cancelled" if coming.state == "cancelled" else ""
    pack = "" if coming.published_at else ", no pack yet"
    return f"{coming.committee}, {_said(coming.date)}{time}{moved}{state}{pack}"


def _meeting_record(coming: ScheduledMeeting) -> dict[str, Any]:
    return {
        "meeting": coming.id,
        "committee": coming.committee,
        "date": coming.date.isoformat(),
        "time": coming.time,
        "state": coming.state,
        "moved_from": coming.moved_from.isoformat() if coming.moved_from else None,
        "documents": list(coming.documents),
    }


def _post_record(post: Post) -> dict[str, Any]:
    return {
        "key": post.key,
        "kind": post.kind,
        "rule": post.rule,
        "meeting": post.meeting,
        "to": post.target,
        "due": post.due_at.isoformat(),
        "state": post.state,
        "reason": post.reason,
        "note": post.note,
        "approved_by": post.approved_by,
        "channel": post.channel,
        "ts": post.ts,
        "posted": post.posted_at.isoformat() if post.posted_at else None,
        "papers": _papers(post.papers),
        "text": post.text,
    }


def _papers(papers: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"document": document, "sha256": sha} for document, sha in papers]
