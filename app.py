"""Packhorse's command line: ``packhorse COMMAND``, or ``python app.py COMMAND``.

Exit status: 0 done, 1 some input failed or the bot could not run (the rest is done),
2 wrong usage or a wrong setting, 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import atexit
import datetime as dt
import errno
import gc
import io
import json
import os
import re
import sys
from contextlib import closing
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.people_commands import register as register_people
from bot.cli.schedule_commands import register as register_digests
from bot.cli.source_commands import source_cli, sync
from indexer.council.problems import DocumentError, PackhorseError, SettingsError

if TYPE_CHECKING:
    from bot.answers.answer import Citation
    from bot.answers.desk import Desk
    from bot.cli.terminal import Terminal
    from bot.settings import Settings
    from indexer.index import Index

__all__ = ["main"]

_NOTHING_YET = "Nothing is indexed yet: packhorse index FILE.pdf"

STOPPED = 130
"""The exit status of what Ctrl-C has stopped, as shells have it."""

cli = typer.Typer(
    name="packhorse",
    help="Answers councillors' questions about agenda packs, with page references that hold.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

# `readable=False`: what may not be read is said by us, in a sentence, and stops nothing else.
HomeOption = Annotated[
    Path | None,
    typer.Option("--home", help="Where all state lives (PACKHORSE_HOME).", readable=False),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Today, as YYYY-MM-DD.")
]
CommitteeOption = Annotated[
    str | None, typer.Option("--committee", help="Only this committee's papers.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"packhorse {version('packhorse')}\n")
        raise typer.Exit


@cli.callback()
def _start(
    context: typer.Context,
    home: HomeOption = None,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Say which version this is.", callback=_tell_version, is_eager=True
        ),
    ] = False,
) -> None:
    context.obj = home


def main() -> None:
    """Run a command; what goes wrong is one sentence on standard error."""
    from bot.cli.terminal import Terminal

    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # What it cannot tell or say is a question mark, which is no reason to stop.
            stream.reconfigure(errors="replace")
    try:
        try:
            cli()
        finally:
            # What it does not take is told below, not by Python when all is over.
            if sys.stdout is not None:
                sys.stdout.flush()
    except SettingsError as exc:
        from bot.settings import where_set

        Terminal().problem(where_set(str(exc)))
        sys.exit(2)
    except PackhorseError as exc:
        Terminal().problem(str(exc))
        sys.exit(1)
    except SystemExit as exc:
        # Typer makes this of Ctrl-C, and says nothing.
        if exc.code == STOPPED:
            Terminal().problem("Stopped. What was indexed before is as it was.")
        raise
    except BrokenPipeError:
        _let_go_of_output()
        sys.exit(0)
    except OSError as exc:
        if exc.filename is None and exc.errno not in _OUTPUT_FAILS:
            raise
        _let_go_of_output()
        Terminal().problem(
            f"{exc.filename or 'Standard output'} cannot be used ({exc.strerror}): "
            "check who may use it and that the disk has room."
        )
        sys.exit(1)


_OUTPUT_FAILS = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def _let_go_of_output() -> None:
    """Python would write again what could not be written, and complain in its own way."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _soon_over() -> None:
    """Seek garbage seldom, in a process that will not live long.

    Imports, and reading a pack, make very many objects that stay: to look for garbage among
    them again and again takes a tenth of a cold answer, a third of getting the text.
    """
    gc.set_threshold(300_000, 20, 50)
    # Nor through all of it once more when the memory is about to be given back.
    atexit.register(gc.freeze)


@cli.command()
def index(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="PDFs, or folders of PDFs.", readable=False)],
    url: Annotated[
        str | None, typer.Option(help="Where the (one) PDF is published, for links.")
    ] = None,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """Read packs into the index; the same file again does nothing."""
    _soon_over()
    from indexer.pdf.children import READING

    READING.start()  # it imports what it needs while we do
    from bot.cli.terminal import Terminal
    from bot.composition import open_index
    from indexer.council.problems import NotReadable
    from indexer.index import Added, find_pdfs

    settings, terminal = _settings(context, home), Terminal()
    if url and not re.match(r"https?://[^/\s]", url, re.IGNORECASE):
        terminal.problem("--url is not a web address: it looks like https://example/pack.pdf.")
        raise typer.Exit(2)
    files: dict[Path, None] = {}
    problems: list[tuple[str, str]] = []
    for path in paths:
        refused: list[NotReadable] = []
        try:
            files.update(dict.fromkeys(find_pdfs(path, refused=refused.append)))
        except DocumentError as exc:
            problems.append((str(path), str(exc)))
        problems += [(str(path), str(exc)) for exc in refused]
    if url and len(files) + len(problems) > 1:
        for _, sentence in problems:
            terminal.problem(sentence)
        terminal.problem("--url goes with one PDF.")
        raise typer.Exit(2)
    added: list[Added] = []
    status = 0
    if files:
        try:
            # Closed, the catalogue is one file again, that may be copied.
            with (
                closing(open_index(settings)) as opened,
                _filling_shown(opened, terminal).writing(),
                terminal.progress(len(files)) as progress,
            ):
                for file, came in opened.add_all(
                    list(files),
                    url=url,
                    progress=progress.step,
                    begun=lambda number, file: progress.start(number, file.name),
                ):
                    if isinstance(came, Added):
                        added.append(came)
                    else:
                        problems.append((file.name, str(came)))
        except SettingsError:
            raise
        except PackhorseError as exc:  # what is in by then is told all the same
            problems.append(("", str(exc)))
        except KeyboardInterrupt:
            # What is finished is told first.
            status = STOPPED
    for _, sentence in problems:
        terminal.problem(sentence)
    if as_json:
        _print_json(
            {
                "indexed": [_plain(one) for one in added],
                "problems": [{"file": name, "problem": text} for name, text in problems],
            }
        )
    elif added:
        terminal.indexed(added, problems)
    if status or problems:
        raise typer.Exit(status or 1)


@cli.command()
def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    as_of: AsOfOption = None,
    committee: CommitteeOption = None,
    as_json: JsonOption = False,
    batch: Annotated[
        Path | None, typer.Option(help="Answer every line of a JSONL file instead.", readable=False)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where --batch writes.", readable=False)] = None,
    home: HomeOption = None,
) -> None:
    """Answer a question from the papers, with the pages it stands on."""
    _soon_over()
    from bot.answers.answer import Question
    from bot.cli.terminal import Terminal
    from bot.composition import open_desk
    from indexer.council.document_names import readable

    settings, terminal = _settings(context, home), Terminal()
    question = readable(question or "").strip() or None
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        terminal.problem('Ask one question ("…"), or give --batch FILE and --out FILE.')
        raise typer.Exit(2)
    if batch is not None and out is not None and batch.resolve() == out.resolve():
        terminal.problem("--out is the file of the questions: give another one.")
        raise typer.Exit(2)
    day = _day(as_of)
    if batch is not None and out is not None:
        from bot.cli.batch import answer_file

        desk = open_desk(settings)
        _filling_shown(desk.index, terminal)
        committee = _committee(desk, terminal, typed=committee or settings.committee)
        failed = answer_file(desk, batch, out, as_of=day, committee=committee, terminal=terminal)
        raise typer.Exit(1 if failed else 0)
    assert question is not None
    desk = open_desk(settings)
    _filling_shown(desk.index, terminal)
    committee = _committee(
        desk, terminal, typed=committee or settings.committee, day=day or dt.date.today()
    )
    answer = desk.answer(Question(text=question, as_of=day, committee=committee))
    if as_json:
        from bot.cli.batch import as_record

        _print_json(as_record(answer))
    else:
        terminal.answer(answer)
    # The answer is not held up by it; the next one is to find by meaning.
    desk.index.wait_until_filled()


@cli.command()
def chat(
    context: typer.Context,
    as_of: AsOfOption = None,
    committee: CommitteeOption = None,
    home: HomeOption = None,
) -> None:
    """A conversation: follow-up questions are understood. “bye” or an empty line ends it."""
    from bot.answers.answer import Question
    from bot.answers.question_kinds import TALK
    from bot.cli.terminal import Terminal
    from bot.composition import open_desk
    from indexer.council.document_names import readable

    settings, terminal = _settings(context, home), Terminal()
    desk, day = open_desk(settings), _day(as_of)
    history: list[str] = []
    replies: list[str] = []
    stood: list[tuple[Citation, ...]] = []
    _filling_shown(desk.index, terminal)
    desk.warm_up()
    committee = _committee(
        desk, terminal, typed=committee or settings.committee, day=day or dt.date.today()
    )
    terminal.say("Ask about the papers. “bye” or an empty line ends.")
    while True:
        try:
            text = readable(input("> ")).strip()
        except EOFError:
            break
        if not text:
            break
        if desk.heard(text).talk == "goodbye":
            terminal.say(TALK["goodbye"])
            break
        answer = desk.answer(
            Question(
                text=text,
                history=tuple(history),
                replies=tuple(replies),
                stood=tuple(stood),
                as_of=day,
                committee=committee,
            )
        )
        terminal.answer(answer)
        terminal.say()
        history.append(text)
        replies.append(answer.text)
        stood.append(answer.citations)
    desk.index.wait_until_filled()


@cli.command()
def packs(context: typer.Context, as_json: JsonOption = False, home: HomeOption = None) -> None:
    """What is indexed."""
    from bot.cli.terminal import Terminal
    from bot.composition import open_index

    cards = open_index(_settings(context, home)).documents(unpublished=True)
    if as_json:
        _print_json([_plain(card) for card in cards])
    elif cards:
        Terminal().packs(cards)
    else:
        Terminal().say(_NOTHING_YET)


@cli.command()
def show(
    context: typer.Context,
    pack: Annotated[str, typer.Argument(help="A document's name, as `packs` lists it.")],
    as_json: JsonOption = False,
    points: Annotated[
        bool, typer.Option("--points", help="Ask the language model for points not said yet.")
    ] = False,
    home: HomeOption = None,
) -> None:
    """What was understood of a document: items, recommendations, tables, pages."""
    from bot.cli.terminal import Terminal
    from bot.composition import open_index, open_points
    from indexer.show import as_json as outline_json
    from indexer.show import as_text as outline_text

    settings = _settings(context, home)
    opened = open_index(settings)
    card = _card(opened, pack)
    told = open_points(settings, opened)
    if points and not told.make([card.document], seconds=inf):
        Terminal().problem("No language model could be used: points are as they were.")
    whole = told.with_points(opened.whole_pack(card))
    # A draft does not replace anything yet.
    superseded = opened.superseded(opened.documents()).get(card.document, {})
    if as_json:
        _print_json(outline_json(whole, superseded))
    else:
        Terminal().say(outline_text(whole, superseded))


@cli.command()
def remove(
    context: typer.Context,
    pack: Annotated[str, typer.Argument(help="A document's name, as `packs` lists it.")],
    home: HomeOption = None,
) -> None:
    """Take a document out of the index. The PDF stays where it is."""
    from bot.cli.terminal import Terminal
    from bot.composition import open_index

    opened = open_index(_settings(context, home))
    card = _card(opened, pack)
    with opened.writing():
        opened.remove(card.document) if card.published else opened.discard(card.document)
    Terminal().say(f"{card.document} is no longer in the index.")


@cli.command()
def doctor(
    context: typer.Context,
    clock_is_right: Annotated[
        bool, typer.Option("--trust-clock", help="This machine's clock is right: go on by it.")
    ] = False,
    as_json: JsonOption = False,
    home: HomeOption = None,
) -> None:
    """What is configured, what works, what is missing and how to fix it."""
    from bot.cli.terminal import Terminal
    from bot.doctor import examine, trust_clock

    settings = _settings(context, home)
    if clock_is_right:
        trust_clock(settings)
    findings = examine(settings)
    if as_json:
        _print_json([_plain(one) for one in findings])
    else:
        terminal = Terminal()
        for one in findings:
            mark = {"ok": "ok     ", "note": "note   ", "problem": "problem"}[one.level]
            terminal.say(f"{mark}  {one.what}: {one.finding}")
    if any(one.level == "problem" for one in findings):
        raise typer.Exit(1)


@cli.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The archive to write.", readable=False)],
    home: HomeOption = None,
) -> None:
    """Write all that is kept into one archive, while Packhorse goes on running."""
    from bot.backup import make_backup
    from bot.cli.terminal import Terminal

    size = make_backup(_settings(context, home), file)
    Terminal().say(
        f"{file} holds all that is kept ({size / 2**20:.1f} MB), questions and the settings' "
        "secrets too: keep it as safe as those."
    )


@cli.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="An archive of `backup`.", readable=False)],
    home: HomeOption = None,
) -> None:
    """Put an archive in the place of what is kept; what was there is moved aside."""
    from bot.backup import restore_backup
    from bot.cli.terminal import Terminal, counted
    from bot.composition import open_index

    settings, terminal = _settings(context, home), Terminal()
    aside = restore_backup(settings, file)
    with closing(open_index(settings)) as opened:
        with _filling_shown(opened, terminal).writing():
            pass
        cards = opened.documents(unpublished=True)
    terminal.say(f"{counted(len(cards), 'document')} restored.")
    if aside:
        terminal.say(f"What was there before lies in {aside}: delete it once all is well.")


@cli.command()
def demo() -> None:
    """Index the sample packs into a folder of its own and answer three questions."""
    from bot.demo import run_demo

    raise typer.Exit(run_demo())


@cli.command()
def serve(context: typer.Context, home: HomeOption = None) -> None:
    """Run the Slack bot until it is stopped (Socket Mode if SLACK_APP_TOKEN is set)."""
    from bot.service import serve_slack

    serve_slack(_settings(context, home))


@cli.command()
def mcp(context: typer.Context, home: HomeOption = None) -> None:
    """Serve what everybody may read to an MCP client, on standard input and output."""
    from bot.mcp_server import serve as serve_mcp

    serve_mcp(_settings(context, home))


@cli.command()
def manifest(
    context: typer.Context,
    url: Annotated[
        str | None, typer.Option(help="HTTP mode: the https address at which Slack reaches it.")
    ] = None,
    links_to: Annotated[
        list[str] | None,
        typer.Option(help="A site, such as democracy.example.gov.uk: links to its papers unfurl."),
    ] = None,
    home: HomeOption = None,
) -> None:
    """The Slack app's manifest, to paste into "Create an app from a manifest"."""
    from bot.slack.manifest import manifest as slack_manifest

    settings = _settings(context, home)
    try:
        print(
            json.dumps(
                slack_manifest(
                    socket_mode=url is None,
                    url=url,
                    clerk_group=bool(settings.slack_clerk_group),
                    sites=links_to or (),
                ),
                indent=2,
            )
        )
    except ValueError as exc:
        raise SettingsError(str(exc)) from None


@cli.command()
def feedback(
    context: typer.Context,
    as_csv: Annotated[bool, typer.Option("--csv", help="As CSV, for a spreadsheet.")] = False,
    home: HomeOption = None,
) -> None:
    """What was asked in Slack, what was not found, what was marked wrong."""
    import csv

    from bot.cli.terminal import Terminal
    from bot.memory import open_memory
    from bot.memory.feedback_store import COLUMNS

    lines = list(open_memory(_settings(context, home).database).feedback.lines())
    if as_csv:
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        writer.writerows(line.cells for line in lines)
        return
    terminal = Terminal()
    for line in lines:
        verdict = {None: "", True: ", useful", False: ", not useful"}[line.useful]
        found = {None: "not answered yet", True: "answered", False: "not found"}[line.answered]
        terminal.say(f"{line.asked:%-d %b %H:%M}  {found}{verdict}: {line.question}")
        if line.reason or line.comment:
            terminal.say(f"    {' – '.join(filter(None, (line.reason, line.comment)))}")
    if not lines:
        terminal.say("Nothing has been asked in Slack yet.")


register_digests(cli)
register_people(cli)
cli.add_typer(source_cli, name="source")
cli.command()(sync)


def _settings(context: typer.Context, home: Path | None) -> Settings:
    from bot.settings import open_settings

    return open_settings(home or context.obj)


def _filling_shown(index: Index, terminal: Terminal) -> Index:
    index.when_filling(terminal.filling)
    return index


def _committee(
    desk: Desk, terminal: Terminal, *, typed: str | None, day: dt.date | None = None
) -> str | None:
    """The committee that is meant by a name or an unmistakable part of it. Says on standard
    error where there is nothing to answer from, and why: that the papers do not say would
    mislead."""
    from indexer.council.bodies import committee_key, same_committee

    cards = desk.index.documents(as_of=day)
    if not cards:
        drafts = desk.index.documents(unpublished=True)
        terminal.problem(
            f"No paper is published by {day or dt.date.today():%-d %B %Y}: packhorse packs "
            "lists what is indexed."
            if drafts
            else _NOTHING_YET
        )
        return typed
    if not typed:
        return None
    # The same paper may go to another committee, as a source knows.
    others = desk.went_to()
    names = sorted(
        {card.committee for card in cards if card.committee}.union(
            *(others.get(card.document, ()) for card in cards)
        )
    )
    if any(same_committee(name, typed) for name in names):
        return typed
    part = [name for name in names if typed.casefold() in name.casefold()]
    if len({committee_key(name) for name in part}) == 1:
        return part[0]
    terminal.problem(
        f"“{typed}” may be {' or '.join(part)}: type more of the name."
        if part
        else f"No paper that is indexed is of {typed}: there are some of {'; '.join(names)}."
    )
    return typed


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"--as-of {text} is not a date: write it as 2026-01-27.") from None


def _card(opened: Any, name: str) -> Any:
    from difflib import get_close_matches

    from indexer.council.document_names import document_name
    from indexer.council.problems import NoSuchPath

    cards = {card.document: card for card in opened.documents(unpublished=True)}
    wanted = document_name(Path(name))
    for one in (name, wanted):
        if one in cards:
            return cards[one]
    near = get_close_matches(wanted, cards, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "packhorse packs lists what is."
    raise NoSuchPath(f"No document called {wanted} is indexed: {hint}")


def _print_json(value: Any) -> None:
    from bot.cli.terminal import print_json

    print_json(value)


def _plain(value: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(value)


if __name__ == "__main__":
    main()
