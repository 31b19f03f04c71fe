"""The documentation against the code: every command and every setting is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

import app
from bot.settings import Settings

ROOT = Path(__file__).parents[1]


def commands(command: Any, *path: str) -> Iterator[str]:
    if not hasattr(command, "commands"):
        yield " ".join(path)
        return
    for name, inner in command.commands.items():
        yield from commands(inner, *path, name)


def test_every_command_is_listed_and_no_other() -> None:
    told = re.findall(
        r"^\| `packhorse ([^`]+)`", (ROOT / "docs/commands.md").read_text("utf-8"), re.MULTILINE
    )
    assert sorted(told) == sorted(commands(typer.main.get_command(app.cli)))


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
