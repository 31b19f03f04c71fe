"""The documentation against the code: every command and every setting is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

import app
from bot.cli.program import STATUSES
from bot.settings import Settings

ROOT = Path(__file__).parents[1]


def commands(command: Any, *path: str) -> Iterator[tuple[str, str]]:
    """Every command's name, and the first sentence of its help."""
    if not hasattr(command, "list_commands"):
        yield " ".join(path), " ".join(command.help.partition("\n\n")[0].split())
        return
    for name in command.list_commands(None):
        yield from commands(command.get_command(None, name), *path, name)


CLI: Any = typer.main.get_command(app.cli)


def test_every_command_is_listed_with_its_help() -> None:
    told = re.findall(
        r"^\| `packhorse ([^`]+)` \| (.*) \|$",
        (ROOT / "docs/commands.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert told == sorted(commands(CLI))


def test_the_list_of_commands_says_what_their_own_help_says() -> None:
    whole = dict(commands(CLI))
    listed = CLI.get_help(
        typer.main.get_command(app.cli).make_context("packhorse", [], resilient_parsing=True)
    )
    for name, does in whole.items():
        if " " not in name:
            assert does in " ".join(listed.split())


def test_every_exit_status_is_documented() -> None:
    told = (ROOT / "docs/commands.md").read_text("utf-8")
    for status, meaning in STATUSES.items():
        assert f"| {status} | {meaning} |" in told


def test_every_setting_is_listed() -> None:
    told = (ROOT / "docs/configuration.md").read_text("utf-8")
    names = [
        str(field.validation_alias or f"PACKHORSE_{name.upper()}")
        for name, field in Settings.model_fields.items()
    ]
    assert [name for name in names if f"`{name}`" not in told] == []


def test_every_link_between_documents_leads_somewhere() -> None:
    for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 150
