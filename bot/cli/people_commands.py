"""``packhorse forget``, ``export`` and ``committee …``, to be mounted by `app.py`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.memory import Memory
    from bot.settings import Settings

__all__ = ["register"]

HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Where all state lives (PACKHORSE_HOME).", readable=False),
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]
UserArgument = Annotated[str, typer.Argument(help="A Slack member's id, such as U012AB3CD.")]
NameArgument = Annotated[str, typer.Argument(help="A committee's name.")]

committee_cli = typer.Typer(
    name="committee",
    help="The committees that are known, and whose papers are for their own members only.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(cli: typer.Typer) -> None:
    """Add the commands to the program's."""
    cli.command()(forget)
    cli.command()(export)
    cli.add_typer(committee_cli)


def forget(
    context: typer.Context,
    user: UserArgument,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Delete all that is kept of a Slack member, and say what that was."""
    from bot.cli.terminal import Terminal, print_json
    from bot.people import privacy

    member = privacy.read_member(user)
    settings, terminal = _settings(context, home), Terminal()
    gone = privacy.forget(_opened(settings).engine, member)
    listed = member in settings.slack_clerks
    if as_json:
        print_json({"user": member, "deleted": gone, "listed_as_clerk": listed})
        return
    if gone:
        terminal.say(f"Of {member} was found and deleted:")
        for label, count in gone.items():
            terminal.say(f"  {count:4} {label}")
    else:
        terminal.say(f"Nothing is kept of {member}.")
    if listed:
        terminal.say(f"{member} is still listed in PACKHORSE_SLACK_CLERKS: take the id out there.")


def export(context: typer.Context, user: UserArgument, home: HomeOption = None) -> None:
    """Print all that is kept of a Slack member, as JSON."""
    from bot.cli.terminal import print_json
    from bot.people import privacy

    member = privacy.read_member(user)
    settings = _settings(context, home)
    print_json({"user": member, "held": privacy.export(_opened(settings).engine, member)})


@committee_cli.command("list")
def list_(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """Every committee that is known, its other names, and what it is part of."""
    from bot.cli.terminal import Terminal, print_json
    from bot.people.committees import list_committees

    memory = _learned(context, home)
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
    lines = list_committees(memory)
    for line in lines or ["No committee is known yet: index a pack, or add a source."]:
        Terminal().say(line)


@committee_cli.command()
def restrict(context: typer.Context, name: NameArgument, home: HomeOption = None) -> None:
    """Its papers are quoted only in private channels that are set to it, and to their members."""
    from bot.people import committees

    _say(committees.restrict(_learned(context, home), name, by="the terminal"))


@committee_cli.command()
def unrestrict(context: typer.Context, name: NameArgument, home: HomeOption = None) -> None:
    """Everybody may ask about it again."""
    from bot.people import committees

    _say(committees.unrestrict(_learned(context, home), name))


@committee_cli.command()
def merge(
    context: typer.Context,
    name: NameArgument,
    into: Annotated[str, typer.Argument(help="The committee that it is.")],
    home: HomeOption = None,
) -> None:
    """Two names are of one committee, which is called by the second."""
    from bot.people import committees

    _say(committees.merge(_learned(context, home), name, into))


@committee_cli.command()
def alias(
    context: typer.Context,
    name: NameArgument,
    other: Annotated[str, typer.Argument(help="What it is called too.")],
    home: HomeOption = None,
) -> None:
    """A committee goes by another name too."""
    from bot.people import committees

    _say(committees.name_also(_learned(context, home), name, other))


@committee_cli.command()
def part(
    context: typer.Context,
    name: NameArgument,
    whole: Annotated[
        str | None, typer.Argument(help="What it is part of; left out: of no other.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """A committee is part of another, as a sub-committee is, or of none."""
    from bot.people import committees

    _say(committees.place(_learned(context, home), name, whole))


def _say(sentence: str) -> None:
    from bot.cli.terminal import Terminal

    Terminal().say(sentence)


def _settings(context: typer.Context, home: Path | None) -> Settings:
    from bot.settings import open_settings

    return open_settings(home or context.obj)


def _opened(settings: Settings) -> Memory:
    from bot.memory import open_memory

    return open_memory(settings.database)


def _learned(context: typer.Context, home: Path | None) -> Memory:
    """The memory, with a committee of every body that a paper or a site names."""
    from bot.composition import open_index
    from bot.people.access import paper_names
    from bot.people.committees import learn
    from indexer.sources import SiteFacts, Store

    settings = _settings(context, home)
    facts = SiteFacts(Store(settings.database), nation=settings.nation)
    index = open_index(settings)
    memory = _opened(settings)
    learn(memory, paper_names(index.documents(), facts.bodies_of()), facts.bodies())
    return memory
