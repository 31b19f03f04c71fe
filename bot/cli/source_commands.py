"""``packhorse source …`` and ``packhorse sync``."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.options import AsOfOption, HomeSettings, JsonOption, read_date, read_number
from bot.cli.program import DONE, FAILED
from bot.cli.schedule_commands import known_meetings, meeting_record, meeting_words
from bot.cli.terminal import Terminal, print_json, say, tell
from bot.composition import open_index, site_manners
from indexer.council.dates import spoken_date
from indexer.council.packs import counted
from indexer.council.problems import (
    NoSuchPath,
    PackhorseError,
    SettingsError,
    StorageError,
    not_readable,
)
from indexer.show import some_fields
from indexer.sources import Store, Sync, open_source
from indexer.sources.addresses import base_address, host_of, joined
from indexer.sources.check import check_meetings
from indexer.sources.clock import BY_HAND, Clock
from indexer.sources.shelf import Shelf
from indexer.sources.site_names import find_committee, short_name, slug
from indexer.sources.source_problems import NotAllowed, SourceExists
from indexer.sources.when import next_visit

if TYPE_CHECKING:
    from bot.settings import Settings
    from indexer.sources import Outcome
    from indexer.sources.check import MeetingCheck
    from indexer.sources.store import SourceRow

__all__ = ["source_cli", "sync"]

source_cli = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)
add_cli = typer.Typer(
    help="Watch a council's site, a folder, or a single address.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
source_cli.add_typer(add_cli, name="add")

NameOption = Annotated[str | None, typer.Option("--name", help="What to call the source.")]
NameArgument = Annotated[str, typer.Argument(help="A source's name, as `source list` shows it.")]


# --- add ----------------------------------------------------------------------


@add_cli.command("moderngov")
def add_moderngov(
    address: Annotated[str, typer.Argument(help="https://democracy.example.gov.uk")],
    committee: Annotated[
        list[str] | None,
        typer.Option("--committee", help="Only this committee; repeat it for several."),
    ] = None,
    since: Annotated[
        dt.date | None,
        typer.Option("--from", metavar="DATE", parser=read_date, help="Meetings from this day."),
    ] = None,
    months: Annotated[
        int,
        typer.Option(
            metavar="NUMBER",
            parser=read_number(0, 240),
            help="Otherwise, meetings of this many past months, 0 to 240.",
        ),
    ] = 12,
    name: NameOption = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Watch a council's ModernGov site."""
    _watch(
        settings,
        kind="moderngov",
        address=_typed(base_address, address),
        name=name,
        as_json=as_json,
        committee=committee or (),
        since=since,
        months=months,
    )


@add_cli.command("folder")
def add_folder(
    path: Annotated[Path, typer.Argument(help="A folder that PDFs are put into.", readable=False)],
    name: NameOption = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Watch a folder that PDFs are put into."""
    try:
        next(path.iterdir(), None)
    except PermissionError as exc:
        raise not_readable(path, exc) from None
    except OSError:
        raise NoSuchPath(f"{path} is not a folder: check the path.") from None
    _watch(settings, kind="folder", address=str(path.resolve()), name=name, as_json=as_json)


@add_cli.command("url")
def add_url(
    address: Annotated[str, typer.Argument(help="The address of a PDF.")],
    name: NameOption = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Watch the address of a PDF."""
    _typed(host_of, address)
    place = joined(address, address)
    _watch(settings, kind="url", address=place, name=name, as_json=as_json)


# --- list, pause, resume, remove ------------------------------------------------


@source_cli.command("list")
def list_sources(as_json: JsonOption = False, *, settings: HomeSettings) -> None:
    """List what is watched, and how the last visit went."""
    store = Store(settings.database)
    rows = store.sources()
    records = [_record(store, row) for row in rows]
    if as_json:
        print_json(records)
        return
    terminal = Terminal()
    if not rows:
        terminal.say(_NOTHING_WATCHED)
    for one in records:
        terminal.head(f"{one['name']}: {one['kind']} {one['address']}")
        for line in _lines(one):
            terminal.say(f"  {line}")
    if not settings.clerk_contact and any(row.kind != "folder" for row in rows):
        terminal.say(_CONTACT)


@source_cli.command()
def pause(name: NameArgument, *, settings: HomeSettings) -> None:
    """Stop visiting a source until it is resumed. What is indexed stays."""
    _set_paused(settings, name, True)


@source_cli.command()
def resume(name: NameArgument, *, settings: HomeSettings) -> None:
    """Visit a paused source again."""
    _set_paused(settings, name, False)


@source_cli.command()
def remove(
    name: NameArgument,
    with_papers: Annotated[
        bool, typer.Option("--with-papers", help="Take its papers out of the index too.")
    ] = False,
    *,
    settings: HomeSettings,
) -> None:
    """Stop watching a source. Its papers stay in the index unless --with-papers is given."""
    store = Store(settings.database)
    row = store.source(name)
    if with_papers:
        count = Shelf(store, open_index(settings), settings.home / "papers").clear(row)
        what = f"{counted(count, 'paper')} {'was' if count == 1 else 'were'} taken out"
    else:
        count = sum(one.document == one.name for one in store.papers(source=row.id))
        what = f"{counted(count, 'paper')} left in the index"
    store.remove_source(row.id)
    say(f"{row.name} is no longer watched; {what}.")


# --- check ----------------------------------------------------------------------


@source_cli.command()
def check(
    name: Annotated[str | None, typer.Argument(help="Only this source.")] = None,
    days: Annotated[
        int,
        typer.Option(
            metavar="NUMBER",
            parser=read_number(0, 3650),
            help="How many days ahead to look, 0 to 3650.",
        ),
    ] = 28,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Compare what is published for the next meetings with what is indexed.

    It shows every meeting within the days that “packhorse schedule meetings” lists. The exit
    status is 1 if something is missing or a source cannot be visited.
    """
    today = as_of or dt.date.today()
    store = Store(settings.database)
    rows = [store.source(name)] if name else store.sources()
    documents = {one.document for one in open_index(settings).documents(unpublished=True)}
    checks = check_meetings(
        store,
        today=today,
        days=days,
        sources=[row.name for row in rows],
        in_index=documents,
        nation=settings.nation,
    )
    listed = {f"{one.source}/{one.meeting}" for one in checks}
    others = [
        one
        for one in known_meetings(settings)
        if not name and one.site not in listed and 0 <= (one.date - today).days <= days
    ]
    loose = [
        f"{row.name}: {paper.title} is not indexed: {paper.problem}"
        for row in rows
        for paper in store.papers(source=row.id)
        if paper.meeting is None and paper.problem
    ]
    ailing = [row for row in rows if row.status not in ("new", "ok")]
    if as_json:
        print_json(
            {
                "sources": [_record(store, row) for row in rows],
                "meetings": [asdict(one) for one in checks],
                "papers": loose,
                "other_meetings": [meeting_record(one) for one in others],
            },
        )
    else:
        _show_check(Terminal(), rows, checks, loose)
        for other in others:
            say(meeting_words(other))
        if not checks and not others:
            say(f"No meeting is known for the next {days} days.")
    if ailing or loose or any(one.missing for one in checks):
        raise typer.Exit(FAILED)


def _show_check(
    terminal: Terminal,
    rows: Sequence[SourceRow],
    checks: Sequence[MeetingCheck],
    loose: Sequence[str],
) -> None:
    for row in rows:
        if row.problem:
            terminal.problem(f"{row.name} ({row.status}): {row.problem}")
    for line in loose:
        terminal.problem(line)
    for one in checks:
        terminal.head(f"{one.committee}, {spoken_date(one.date, one.time)}")
        if one.venue:
            terminal.say(f"  where      {one.venue}")
        terminal.say(f"  published  {', '.join(one.published) or 'nothing'}")
        if one.published_on is not None:
            verdict = {True: "in time", False: "late", None: "it is not known whether in time"}
            terminal.say(
                f"  since      {spoken_date(one.published_on)} ({verdict[one.in_time]}; five "
                f"clear days: by {spoken_date(one.last_day)})"
            )
        terminal.say(f"  indexed    {', '.join(one.indexed) or 'nothing'}")
        for line in one.missing:
            terminal.say(f"  missing    {line}")
        for line in one.notes:
            terminal.say(f"  note       {line}")


# --- sync -----------------------------------------------------------------------


def sync(
    names: Annotated[
        list[str] | None, typer.Argument(help="Only these sources, due or not.")
    ] = None,
    watch: Annotated[
        bool,
        typer.Option(
            "--watch", help="Keep running: every 15 minutes in office hours, hourly otherwise."
        ),
    ] = False,
    thorough: Annotated[
        bool, typer.Option("--thorough", help="Visit everything again, not only what is due.")
    ] = False,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Fetch and index what sources have published since the last time."""
    terminal = Terminal()
    store = Store(settings.database)
    if not names and not store.sources():
        terminal.problem(_NOTHING_WATCHED)
        raise typer.Exit(FAILED)
    visits = Sync(
        store,
        open_index(settings),
        home=settings.home,
        opening=partial(open_source, site_manners(settings)),
    )
    clock = Clock(store, step=BY_HAND)
    while True:
        try:
            if doubt := clock.doubt():
                raise StorageError(doubt)
            outcomes = visits.run(names or (), thorough=thorough, tell=_teller(terminal))
        except PackhorseError as exc:
            if not watch:
                raise
            terminal.problem(str(exc))
        else:
            _show_outcomes(terminal, outcomes, as_json)
            if not watch:
                well = all(one.status in ("ok", "waiting") for one in outcomes)
                raise typer.Exit(DONE if well else FAILED)
        now = dt.datetime.now(dt.UTC)
        until = next_visit(now, nation=settings.nation)
        terminal.err.print(f"Next visit at {until.astimezone():%H:%M}.")
        time.sleep((until - now).total_seconds())


def _teller(terminal: Terminal) -> Callable[[str, str], None]:
    """Says what is being done, from any thread; in a log only what is fetched."""
    lock = threading.Lock()

    def visiting(source: str, what: str) -> None:
        with lock:
            if terminal.err.is_terminal or what.endswith(": fetching"):
                terminal.err.print(f"{source}: {what} …")

    return visiting


def _show_outcomes(terminal: Terminal, outcomes: Sequence[Outcome], as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in outcomes])
        return

    for one in outcomes:
        if one.status == "waiting":
            terminal.say(f"{one.source}: left alone for now. {one.problem}")
            continue
        failed = f", {len(one.failed)} failed" if one.failed else ""
        terminal.say(
            f"{one.source}: {counted(len(one.indexed), 'paper')} indexed{failed}; "
            f"{counted(one.requests, 'request')}, {one.received / 1e6:.1f} MB, {one.seconds:.0f} s"
        )
        for document in one.indexed:
            terminal.say(f"  {document}")
        if one.problem:
            terminal.problem(f"{one.source} ({one.status}): {one.problem}")


# --- shared -----------------------------------------------------------------------

_CONTACT = (
    "Requests to councils' sites name no contact: set PACKHORSE_CLERK_CONTACT, so that they "
    "know whom to ask."
)
_NOTHING_WATCHED = "Nothing is watched yet: packhorse source add moderngov ADDRESS"


def _typed(read: Callable[[str], Any], address: str) -> Any:
    try:
        return read(address)
    except NotAllowed as exc:  # of what was typed, not of what a site does
        raise SettingsError(str(exc)) from None


def _watch(
    settings: Settings,
    *,
    kind: str,
    address: str,
    name: str | None,
    as_json: bool,
    committee: Sequence[str] = (),
    **more: Any,
) -> None:
    """Look whether a source is there, and watch it from now on."""
    store = Store(settings.database)
    for row in store.sources():
        if row.address == address:
            raise SourceExists(
                f"{address} is watched already as {row.name}: remove that first to change it."
            )
    committees: Sequence[Any] = ()
    if kind != "folder":
        source = open_source(site_manners(settings), kind, address)
        try:
            if source.web:
                more |= {"rules": source.web.robots(), "rules_at": time.time()}
            if kind == "moderngov":
                committees = source.committees()
            else:
                for paper in source.papers():
                    source.mark(paper)
        finally:
            source.close()
    chosen = [find_committee(one, committees) for one in committee]
    now = time.time()
    row = store.add_source(
        name=_free_name(store, name, address),
        kind=kind,
        address=address,
        chosen=sorted({one.id for one in chosen}) or None,
        added_at=now,
        **more,
    )
    if committees:
        store.put_committees(row.id, committees, now=now)
    watched = [one.title for one in chosen or committees if chosen or one.current]
    lines = [f"{row.name} is watched now: {row.address}"]
    lines += (
        [f"  {title}" for title in watched]
        if chosen or not watched
        else [f"  all {len(watched)} committees"]
    )
    lines.append("packhorse sync fetches what is published.")
    if kind != "folder" and not settings.clerk_contact:
        lines.append(_CONTACT)
    record = some_fields(row, "name kind address") | {"committees": watched}
    tell(record, lines, as_json=as_json)


def _free_name(store: Store, wanted: str | None, address: str) -> str:
    taken = {row.name for row in store.sources()}
    if wanted is not None:
        name = slug(wanted, longest=24)
        if not name:
            raise SettingsError(f"--name {wanted} has no letter or digit to make a name from.")
        if name in taken:
            raise SourceExists(f"A source is called {name} already: choose another --name.")
        return name
    base, number = short_name(address), 1
    name = base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def _set_paused(settings: Settings, name: str, paused: bool) -> None:
    store = Store(settings.database)
    row = store.source(name)
    store.update_source(row.id, paused=paused)
    say(f"{row.name} {'is paused' if paused else 'will be visited again'}.")


def _record(store: Store, row: SourceRow) -> dict[str, Any]:
    papers = store.papers(source=row.id)
    committees = [
        one.title
        for one in store.committees(row.id)
        if (one.current if row.chosen is None else one.id in row.chosen)
    ]
    return {
        **some_fields(row, "name kind address"),
        "committees": committees,
        "all_committees": row.kind == "moderngov" and row.chosen is None,
        "from": row.since.isoformat() if row.since else None,
        **some_fields(row, "months paused status problem"),
        "visited": _moment(row.visited_at),
        "complete": _moment(row.complete_at),
        "not_before": _moment(row.not_before),
        "papers": sum(one.document is not None for one in papers),
        "failed": sum(bool(one.problem) for one in papers),
    }


def _moment(seconds: float | None) -> str | None:
    if not seconds:
        return None
    return dt.datetime.fromtimestamp(seconds, dt.UTC).isoformat(timespec="seconds")


def _when(moment: str) -> str:
    return f"{dt.datetime.fromisoformat(moment).astimezone():%-d %B %Y, %H:%M}"


def _lines(one: dict[str, Any]) -> list[str]:
    lines = []
    if one["all_committees"]:
        lines.append(f"all committees ({len(one['committees'])})")
    else:
        lines += one["committees"]
    state = "paused" if one["paused"] else one["status"]
    seen = f", last visited {_when(one['visited'])}" if one["visited"] else ", not visited yet"
    indexed = counted(one["papers"], "paper")
    lines.append(f"{state}{seen}; {indexed} indexed, {one['failed']} failed")
    if one["problem"]:
        lines.append(one["problem"])
    if one["problem"] and one["not_before"]:
        lines.append(f"next try after {_when(one['not_before'])}")
    return lines
