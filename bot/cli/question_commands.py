"""``packhorse ask`` and ``packhorse chat``."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.answers.answer import Answer, Question
from bot.cli.batch import answer_file, as_record
from bot.cli.options import AsOfOption, CommitteeOption, HomeSettings, JsonOption
from bot.cli.program import DONE, FAILED
from bot.cli.terminal import Terminal, print_json
from bot.composition import open_desk
from indexer.council.bodies import committee_named
from indexer.council.document_names import readable
from indexer.council.problems import NotPossible, SettingsError

if TYPE_CHECKING:
    from bot.answers.desk import Desk
    from bot.settings import Settings

__all__ = ["ask", "chat"]


def ask(
    question: Annotated[str | None, typer.Argument(help="What you want to know.")] = None,
    as_of: AsOfOption = None,
    committee: CommitteeOption = None,
    as_json: JsonOption = False,
    batch: Annotated[
        Path | None, typer.Option(help="Answer every line of a JSONL file instead.", readable=False)
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Where --batch writes.", readable=False)] = None,
    *,
    settings: HomeSettings,
) -> None:
    """Answer a question from the papers, with the pages it stands on."""
    terminal = Terminal()
    question = readable(question or "").strip() or None
    if (question is None) == (batch is None) or (batch is None) != (out is None):
        raise SettingsError('Ask one question ("…"), or give --batch FILE and --out FILE.')
    if batch is not None and out is not None:
        if batch.resolve() == out.resolve():
            raise SettingsError("--out is the file of the questions: give another file.")
        # Each question has a day of its own.
        desk = _desk(settings, terminal)
        committee = _committee(desk, terminal, committee or settings.committee)
        failed = answer_file(desk, batch, out, as_of=as_of, committee=committee, terminal=terminal)
        raise typer.Exit(FAILED if failed else DONE)
    assert question is not None
    desk = _desk(settings, terminal)
    committee = _committee(
        desk, terminal, committee or settings.committee, day=as_of or dt.date.today()
    )
    answer = desk.answer(Question(text=question, as_of=as_of, committee=committee))
    if as_json:
        print_json(as_record(answer))
    else:
        terminal.answer(answer)
    # The answer is not held up by it; the next question is to find by meaning.
    desk.index.wait_until_filled()


def chat(
    as_of: AsOfOption = None, committee: CommitteeOption = None, *, settings: HomeSettings
) -> None:
    """Ask in conversation: follow-up questions are understood.

    “bye” or an empty line ends it.
    """
    terminal = Terminal()
    before: list[Answer] = []
    desk = _desk(settings, terminal)
    desk.warm_up()
    committee = _committee(
        desk, terminal, committee or settings.committee, day=as_of or dt.date.today()
    )
    with suppress(ImportError):
        import readline  # noqa: F401 (from now on arrows edit, and bring back what was asked)
    terminal.say("Ask about the papers. “bye” or an empty line ends the conversation.")
    while True:
        try:
            text = readable(input("> ")).strip()
        except EOFError:
            break
        if not text:
            break
        if desk.heard(text).talk == "goodbye":
            from bot.answers.question_kinds import TALK

            terminal.say(TALK["goodbye"])
            break
        answer = desk.answer(
            Question(
                text=text,
                history=tuple(one.question.text for one in before),
                replies=tuple(one.text for one in before),
                stood=tuple(one.citations for one in before),
                as_of=as_of,
                committee=committee,
            )
        )
        terminal.answer(answer)
        terminal.say()
        before.append(answer)
    desk.index.wait_until_filled()


def _desk(settings: Settings, terminal: Terminal) -> Desk:
    desk = open_desk(settings)
    desk.index.when_filling(terminal.filling)
    return desk


def _committee(
    desk: Desk, terminal: Terminal, typed: str | None, *, day: dt.date | None = None
) -> str | None:
    """The committee that is meant by a name or an unmistakable part of it.

    Says on standard error that there are no papers of it: that the papers do not say would
    mislead. Where there are none at all, the answer says so.
    """
    cards = desk.index.documents(as_of=day)
    if not (cards and typed):
        return typed
    # The same paper may go to another committee, as a source knows.
    others = desk.went_to()
    names = {card.body for card in cards if card.body}.union(
        *(others.get(card.document, ()) for card in cards)
    )
    try:
        return committee_named(typed, names)
    except NotPossible as exc:
        terminal.problem(str(exc))
    return typed
