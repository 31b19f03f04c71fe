"""The demonstration: the sample packs indexed and three questions answered.

It keeps to a folder of its own and heeds no setting, so that it touches nothing that
is the user's. The council, its papers and its people are made up.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path

from bot.answers.answer import Question
from bot.answers.desk import Desk
from bot.cli.terminal import Terminal
from indexer.index import Added, Index, find_pdfs
from indexer.models.embed import LocalEmbeddings
from indexer.models.reader import Reader
from indexer.pdf.children import READING

__all__ = ["QUESTIONS", "TODAY", "run_demo"]

PACKS = Path(__file__).parent / "packs"

TODAY = dt.date(2025, 4, 9)
"""The day before the April meeting of the sample council."""

QUESTIONS = (
    "what did the committee agree about damp in January?",
    "which of the towers has the worst fire doors?",
    "which actions on the tracker are overdue?",
)
"""As councillors type them."""


def run_demo(home: Path | None = None) -> int:
    """Index, ask, and say where to go next; the exit status.

    Args:
        home: the folder to keep to; None takes ``.packhorse/demo`` here, or a
            temporary one where that cannot be made.
    """
    terminal = Terminal()
    home = home or _home()
    terminal.head("Packhorse on three sample papers of Saltmere, a council that we made up")
    terminal.say(f"The index is kept in {home}")
    terminal.say()
    READING.start()  # while the index is opened
    index = Index(
        database_url=f"sqlite:///{home / 'catalogue.db'}",
        chroma=home / "chroma",
        embeddings=LocalEmbeddings(),
        home=home,
    )
    files = find_pdfs(PACKS)
    added: list[Added] = []
    problems: list[tuple[str, str]] = []
    with index.writing(), terminal.progress([file.name for file in files]) as progress:
        for file, came in index.add_all(
            files,
            progress=progress.step,
            begun=lambda number, _file: progress.begin(number),
        ):
            if isinstance(came, Added):
                added.append(came)
            else:
                problems.append((file.name, str(came)))
    terminal.indexed(added, problems)
    desk = Desk(index, Reader())
    desk.warm_up()
    for question in QUESTIONS:
        started = time.monotonic()
        answer = desk.answer(Question(text=question, as_of=TODAY))
        seconds = time.monotonic() - started
        terminal.say()
        terminal.head(f"“{question}”")
        terminal.answer(answer)
        terminal.say(f"({seconds:.1f} s, {_outcome(answer.answered)})")
    index.close()
    terminal.say()
    terminal.head("Where to go next")
    for line in (
        "packhorse index FOLDER     your own agenda packs (the command is .venv/bin/packhorse)",
        'packhorse ask "…"          one question; packhorse chat for a conversation',
        "packhorse manifest         then packhorse serve: the bot in Slack",
        "packhorse doctor           what is configured, and what is missing",
        "README.md                  everything else",
    ):
        terminal.say(f"  {line}")
    return 0


def _outcome(answered: bool) -> str:
    if answered:
        return "every quote was found on the page that it cites"
    return "not sure that these answer it; every quote was found on its page"


def _home() -> Path:
    home = Path.cwd() / ".packhorse" / "demo"
    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / "writable").touch()
        (home / "writable").unlink()
    except OSError:
        return Path(tempfile.mkdtemp(prefix="packhorse-demo-"))
    return home
