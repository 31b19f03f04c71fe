"""What several commands take: where the home is, days, committees, JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

__all__ = [
    "AsOfOption",
    "CommitteeOption",
    "HomeOption",
    "HomeSettings",
    "JsonOption",
    "read_date",
    "read_number",
]

_HOME = "Where everything is kept (PACKHORSE_HOME)."

# `readable=False`: what may not be read is said by us, in a sentence, and stops nothing else.
HomeOption = Annotated[Path | None, typer.Option("--home", help=_HOME, readable=False)]


def _settings(context: typer.Context, home: Path | None) -> Any:
    from bot.settings import open_settings  # takes longer than all of `--help`

    return open_settings(home or context.find_root().params.get("home"))


# The option is a folder as it is typed; the command gets the settings that hold there.
if TYPE_CHECKING:
    HomeSettings: TypeAlias = Settings
else:
    HomeSettings = Annotated[
        Path | None,
        typer.Option(
            "--home",
            help=_HOME,
            readable=False,
            callback=_settings,
            default_factory=lambda: None,
            show_default=False,
        ),
    ]


def read_date(text: str) -> dt.date:
    """A day as people write it.

    Raises:
        SettingsError: it is not a day.
    """
    from bot.digests.rules import read_day  # takes longer than all of `--help`

    return read_day(text, today=dt.date.today())


def read_number(least: int, most: int) -> Callable[[str], int]:
    """What reads a whole number within limits.

    Raises, when it reads:
        typer.BadParameter: it is not one.
    """

    def read(text: str) -> int:
        # A default comes as the number that it is.
        number = int(text) if str(text).isdecimal() else -1
        if not least <= number <= most:
            raise typer.BadParameter(f"{text} is not a whole number from {least} to {most}.")
        return number

    return read


AsOfOption = Annotated[
    dt.date | None,
    typer.Option("--as-of", metavar="DATE", parser=read_date, help="Go by this day, not today."),
]
CommitteeOption = Annotated[
    str | None, typer.Option("--committee", help="Only this committee's papers.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]
