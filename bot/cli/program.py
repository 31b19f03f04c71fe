"""The program around the commands: it imports the one that is called for, turns whatever
goes wrong into one sentence on standard error, and ends with one of `STATUSES`."""

from __future__ import annotations

import atexit
import errno
import gc
import io
import os
import sys
import tempfile
import traceback
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.cli.options import HomeOption
from indexer.council.problems import NotPossible, PackhorseError, SettingsError

__all__ = ["DONE", "FAILED", "MISUSED", "STATUSES", "STOPPED", "program", "run"]

DONE, FAILED, MISUSED, STOPPED = 0, 1, 2, 130
STATUSES = {
    DONE: "done",
    FAILED: "something failed or is missing, and is named; the rest is done",
    MISUSED: "the command or a setting is wrong; nothing is done",
    STOPPED: "stopped with Ctrl-C; what was finished is kept",
}

LASTING = ("mcp", "serve", "sync")
"""Commands that may run for months."""

METAVARS = {"Path": "PATH", "date": "DATE"}
"""What `--help` calls a value, by its type."""

_OUTPUT_FAILS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def program(*, help: str, commands: Mapping[str, tuple[str, str]]) -> typer.Typer:  # noqa: A002
    """The command line.

    Args:
        commands: by name, ``module:function`` or ``module:Typer``, and what it does. A
            module is imported when its command is called for: `--help` waits for none.
    """

    class Commands(TyperGroup):
        def __init__(self, **given: Any) -> None:
            super().__init__(**given)
            _in_words(self)
            # Their names, also for what is mistyped; what they are is imported below.
            self.commands = dict.fromkeys(commands)  # type: ignore[assignment]

        def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
            if cmd_name not in commands:
                return None
            if cmd_name not in LASTING:
                _soon_over()
            place, does = commands[cmd_name]
            module, _, name = place.partition(":")
            found = getattr(import_module(module), name)
            if not isinstance(found, typer.Typer):
                alone = typer.Typer(add_completion=False, rich_markup_mode=None)
                alone.command(cmd_name)(found)
                found = alone
            command = typer.main.get_command(found)
            command.help = command.help or does
            _in_words(command)
            return command

        def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
            with formatter.section("Commands"):
                formatter.write_dl([(name, does) for name, (_, does) in commands.items()])

    cli = typer.Typer(
        name="packhorse",
        cls=Commands,
        help=help,
        epilog="Exit status: "
        + ". ".join(f"{status}: {meaning}" for status, meaning in STATUSES.items())
        + ".",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    cli.callback()(_start)
    return cli


def _in_words(command: Any) -> None:
    """Have `--help` say what to give in words and not by Python's types, and of each command
    in a group its whole first sentence."""
    for param in command.params:
        if param.param_type_name == "argument":
            param.display_type_rich = lambda ctx: ""  # noqa: ARG005
        elif param.metavar is None:
            param.metavar = METAVARS.get(param.bare_type(), "TEXT")
    for one in getattr(command, "commands", {}).values():
        one.short_help = (
            " ".join((one.help or "").split("\n\n")[0].split()).split(". ")[0].rstrip(".") + "."
        )
        _in_words(one)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"packhorse {version('packhorse')}\n")
        raise typer.Exit


def _start(
    home: HomeOption = None,
    version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is.", callback=_version, is_eager=True
        ),
    ] = False,
) -> None:
    pass


def _soon_over() -> None:
    """Seek garbage seldom, in a process that will not live long.

    Imports, and reading a pack, make very many objects that stay: to look for garbage among
    them again and again takes a tenth of a cold answer, a third of getting the text.
    """
    gc.set_threshold(300_000, 20, 50)
    # Nor through all of it once more when the memory is about to be given back.
    atexit.register(gc.freeze)


def run(cli: typer.Typer) -> None:
    """Run what was typed, and exit with one of `STATUSES`."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What it cannot tell or say is a question mark, which is no reason to stop.
            stream.reconfigure(errors="replace")
    status, sentence = DONE, ""
    try:
        try:
            status = cli(standalone_mode=False) or DONE
        finally:
            # What it does not take is told below, not by Python when all is over.
            if sys.stdout is not None:
                sys.stdout.flush()
    except SystemExit as exc:
        status = exc.code if isinstance(exc.code, int) else FAILED
    except BrokenPipeError:
        _let_go_of_output()
    except typer.Abort:
        status = FAILED
    except Exception as exc:
        status, sentence = _said_of(exc)
    if status == STOPPED:
        sentence = "Stopped. What was finished is kept."
    if sentence:
        from bot.cli.terminal import problem  # `--help` needs none of it

        problem(sentence)
    sys.exit(status)


def _said_of(exc: Exception) -> tuple[int, str]:
    """The status and the sentence for what went wrong."""
    if isinstance(exc, typer.TyperException):
        return MISUSED, _usage(exc)
    if isinstance(exc, SettingsError) and not isinstance(exc, NotPossible):
        from bot.settings import where_set

        return MISUSED, where_set(str(exc))
    if isinstance(exc, PackhorseError):
        return FAILED, str(exc)
    if isinstance(exc, OSError) and (exc.filename is not None or exc.errno in _OUTPUT_FAILS):
        if exc.filename is None:
            _let_go_of_output()
        return FAILED, (
            f"{exc.filename or 'Standard output'} cannot be used ({exc.strerror}): "
            "check who may use it and that the disk has room."
        )
    with tempfile.NamedTemporaryFile(
        "w", prefix="packhorse-", suffix=".txt", delete=False, encoding="utf-8"
    ) as report:
        traceback.print_exception(exc, file=report)
    return FAILED, (
        f"Something went wrong that Packhorse did not foresee. {report.name} has the details: "
        "please send it to whoever looks after Packhorse."
    )


def _usage(exc: typer.TyperException) -> str:
    context: Any = getattr(exc, "ctx", None)
    said = exc.format_message() if hasattr(exc, "format_message") else str(exc)
    if context is not None and said == context.get_help():
        # A group without a command is answered with its help.
        sys.stderr.write(f"{said}\n")
        return ""
    if isinstance(exc, typer.BadParameter) and exc.__cause__ is not None:
        from bot.settings import wrong_with

        said = (
            f"{exc.param.get_error_hint() if exc.param else 'A value'}: {wrong_with(exc.__cause__)}"
        )
    said = said.replace("Got unexpected extra argument(s)", "It takes fewer arguments")
    command = context.command_path if context else "packhorse"
    return f"{said.rstrip('.')} (see {command} --help)."


def _let_go_of_output() -> None:
    """Python would write again what could not be written, and complain in its own way."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
