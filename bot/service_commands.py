"""The bot and its home: ``packhorse serve``, ``mcp``, ``manifest``, ``doctor``, ``backup``,
``restore`` and ``demo``. They stand above `bot.cli`, which what they run uses too; each imports
its own part, for they have little in common."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import HomeSettings, JsonOption
from bot.cli.program import FAILED
from bot.cli.terminal import Terminal, print_json, say
from indexer.council.packs import counted

__all__ = ["backup", "demo", "doctor", "manifest", "mcp", "restore", "serve"]


def doctor(
    clock_is_right: Annotated[
        bool, typer.Option("--trust-clock", help="This machine's clock is right: go by it.")
    ] = False,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Say what is configured, what works, what is missing and how to fix it."""
    from bot.doctor import examine, trust_clock

    if clock_is_right:
        trust_clock(settings)
    findings = examine(settings)
    if as_json:
        print_json([asdict(one) for one in findings])
    else:
        for one in findings:
            say(f"{one.level:7}  {one.what}: {one.finding}")
    if any(one.level == "problem" for one in findings):
        raise typer.Exit(FAILED)


def backup(
    file: Annotated[Path, typer.Argument(help="The archive to write.", readable=False)],
    *,
    settings: HomeSettings,
) -> None:
    """Write everything that is kept into one archive, while Packhorse goes on running."""
    from bot.backup import make_backup

    size = make_backup(settings, file)
    say(
        f"{file} holds everything that is kept ({size / 2**20:.1f} MB), with people's questions "
        "and the secrets in the settings: keep it as safe as those."
    )


def restore(
    file: Annotated[Path, typer.Argument(help="An archive made by `backup`.", readable=False)],
    *,
    settings: HomeSettings,
) -> None:
    """Replace what is kept with a backup; what was there is moved aside."""
    from bot.backup import restore_backup
    from bot.composition import open_index

    aside = restore_backup(settings, file)
    with closing(open_index(settings)) as opened:
        opened.when_filling(Terminal().filling)
        with opened.writing():
            pass
        cards = opened.documents(unpublished=True)
    say(f"{counted(len(cards), 'document')} restored.")
    if aside:
        say(f"What was there before is in {aside}: delete it once all is well.")


def demo() -> None:
    """Index the sample packs into a folder of their own and answer three questions."""
    from bot.demo import run_demo

    raise typer.Exit(run_demo())


def serve(*, settings: HomeSettings) -> None:
    """Run the Slack bot until it is stopped (in Socket Mode if SLACK_APP_TOKEN is set)."""
    from bot.service import serve_slack

    serve_slack(settings)


def mcp(*, settings: HomeSettings) -> None:
    """Serve what everybody may read to an MCP client, on standard input and output."""
    from bot.mcp_server import serve as serve_mcp

    serve_mcp(settings)


def manifest(
    url: Annotated[
        str | None, typer.Option(help="HTTP mode: the https address at which Slack reaches it.")
    ] = None,
    links_to: Annotated[
        list[str] | None,
        typer.Option(help="A site, such as democracy.example.gov.uk: links to its papers unfurl."),
    ] = None,
    *,
    settings: HomeSettings,
) -> None:
    """Print the Slack app's manifest, to paste into “Create an app from a manifest”."""
    from bot.slack.manifest import manifest as slack_manifest

    group = bool(settings.slack_clerk_group)
    made = slack_manifest(url=url, clerk_group=group, sites=links_to or ())
    print(json.dumps(made, indent=2))
