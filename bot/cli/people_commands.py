"""``packhorse forget``, ``export``, ``feedback`` and ``committee …``."""

from __future__ import annotations

import csv
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import HomeSettings, JsonOption
from bot.cli.terminal import print_json, say
from bot.composition import open_index
from bot.memory import open_memory
from bot.memory.feedback_store import COLUMNS
from bot.memory.questions import outcome
from bot.people import committees, privacy
from bot.people.access import paper_names
from indexer.sources import SiteFacts, Store

if TYPE_CHECKING:
    from bot.memory import Memory
    from bot.settings import Settings

__all__ = ["committee_cli", "export", "feedback", "forget"]

UserArgument = Annotated[str, typer.Argument(help="A Slack member's ID, such as U012AB3CD.")]
NameArgument = Annotated[str, typer.Argument(help="A committee's name.")]

committee_cli = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False)


def forget(user: UserArgument, as_json: JsonOption = False, *, settings: HomeSettings) -> None:
    """Delete all that is kept about a Slack member, and say what that was."""
    member = privacy.read_member(user)
    gone = privacy.forget(open_memory(settings.database).engine, member)
    listed = member in settings.slack_clerks
    if as_json:
        print_json({"user": member, "deleted": gone, "listed_as_clerk": listed})
        return
    if gone:
        say(f"Found and deleted for {member}:")
        for label, count in gone.items():
            say(f"  {count:4} {label}")
    else:
        say(f"Nothing is kept about {member}.")
    if listed:
        say(f"{member} is still listed in PACKHORSE_SLACK_CLERKS: remove the ID there.")


def export(user: UserArgument, *, settings: HomeSettings) -> None:
    """Print all that is kept about a Slack member, as JSON."""
    member = privacy.read_member(user)
    held = privacy.export(open_memory(settings.database).engine, member)
    print_json({"user": member, "held": held})


def feedback(
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")] = False,
    *,
    settings: HomeSettings,
) -> None:
    """Show what was asked in Slack, what had no sure answer and what was marked wrong."""
    lines = list(open_memory(settings.database).feedback.lines())
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        writer.writerows(line.cells for line in lines)
        return
    for line in lines:
        verdict = {None: "", True: ", useful", False: ", not useful"}[line.useful]
        found = outcome(line.state, line.answered)
        say(f"{line.asked:%-d %b %H:%M}  {found}{verdict}: {line.question}")
        if line.reason or line.comment:
            say(f"    {' – '.join(filter(None, (line.reason, line.comment)))}")
    if not lines:
        say("Nothing has been asked in Slack yet.")


@committee_cli.command("list")
def list_(as_json: JsonOption = False, *, settings: HomeSettings) -> None:
    """List every committee that is known, its other names, and what it is part of."""
    memory = _learned(settings)
    if as_json:
        bodies, closed = memory.committees.bodies(), memory.places.restricted_ids()
        print_json(
            [
                {
                    "id": body.id,
                    "name": body.name,
                    "label": bodies.label(body),
                    "council": body.council,
                    "aliases": list(body.aliases),
                    "parent": body.parent,
                    "confirmed": body.confirmed,
                    "restricted": body.id in closed,
                }
                for body in bodies
            ]
        )
        return
    lines = committees.list_committees(memory)
    for line in lines or ["No committee is known yet: index a pack, or add a source."]:
        say(line)


@committee_cli.command()
def restrict(name: NameArgument, *, settings: HomeSettings) -> None:
    """Quote a committee's papers only to its members and in private channels set to it."""
    say(committees.restrict(_learned(settings), name, by="the terminal"))


@committee_cli.command()
def unrestrict(name: NameArgument, *, settings: HomeSettings) -> None:
    """Let everybody ask about a committee again."""
    say(committees.unrestrict(_learned(settings), name))


@committee_cli.command()
def merge(
    name: NameArgument,
    into: Annotated[str, typer.Argument(help="The name that the committee keeps.")],
    *,
    settings: HomeSettings,
) -> None:
    """Treat two names as one committee, called by the second name."""
    say(committees.merge(_learned(settings), name, into))


@committee_cli.command()
def alias(
    name: NameArgument,
    other: Annotated[str, typer.Argument(help="Its other name.")],
    *,
    settings: HomeSettings,
) -> None:
    """Give a committee another name by which people ask about it."""
    say(committees.name_also(_learned(settings), name, other))


@committee_cli.command()
def part(
    name: NameArgument,
    whole: Annotated[
        str | None, typer.Argument(help="The committee it belongs to; leave it out for none.")
    ] = None,
    *,
    settings: HomeSettings,
) -> None:
    """Make a committee part of another, as a sub-committee is, or of none."""
    say(committees.place(_learned(settings), name, whole))


def _learned(settings: Settings) -> Memory:
    """The memory, with a committee of every body that a paper or a site names."""
    facts = SiteFacts(Store(settings.database))
    index = open_index(settings)
    memory = open_memory(settings.database)
    committees.learn(memory, paper_names(index.documents(), facts.bodies_of()), facts.bodies())
    return memory
