"""Many questions from a file: what programs and measurements use."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from bot.answers.answer import Answer, Question
from indexer.council.document_names import readable
from indexer.council.problems import NoSuchPath, NotReadable, PackhorseError, not_readable
from indexer.show import some_fields

if TYPE_CHECKING:
    from bot.answers.desk import Desk
    from bot.cli.terminal import Terminal

__all__ = ["answer_file", "as_record", "read_questions"]


def as_record(answer: Answer) -> dict[str, Any]:
    """An answer as programs get it: see the README's contract."""
    return {
        "answered": answer.answered,
        "answer": answer.text,
        "citations": [
            {
                **some_fields(one, "document printed_page pdf_page quote item url"),
                "also": [
                    {"document": document, "page": printed_page, "pdf_page": pdf_page}
                    for document, pdf_page, printed_page in one.also
                ],
            }
            for one in answer.citations
        ],
        "passages": [some_fields(one, "document pdf_page score") for one in answer.pages],
        **some_fields(answer, "written_by calls tokens"),
        "seconds": round(answer.timings.total, 4),
    }


def read_questions(
    path: Path,
    *,
    as_of: dt.date | None,
    committee: str | None,
    refused: Callable[[NotReadable], object] | None = None,
) -> list[tuple[str, Question]]:
    """(id, question) for each line of a JSONL file.

    Args:
        refused: called for each line that is not a question; the others are given.
            None: the first of them is raised.

    Raises:
        NoSuchPath, NotReadable: the file cannot be read, or a line is not a question.
    """
    try:
        # Not splitlines(): a question may hold a character that it takes for a line end.
        lines = path.read_text("utf-8-sig").split("\n")
    except FileNotFoundError:
        raise NoSuchPath(f"{path} does not exist: check the path.") from None
    except UnicodeDecodeError:
        raise NotReadable(f"{path} is not text in UTF-8: save it as UTF-8.") from None
    except OSError as exc:
        raise not_readable(path, exc) from None
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            day = row.get("as_of")
            found.append(
                (
                    readable(str(row["id"])),
                    Question(
                        text=_text(row["question"]),
                        history=_texts(row.get("history")),
                        replies=_texts(row.get("replies")),
                        as_of=dt.date.fromisoformat(day) if day else as_of,
                        documents=_texts(row.get("documents")),
                        committee=_text(row["committee"]) if row.get("committee") else committee,
                    ),
                )
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            problem = NotReadable(
                f"{path} line {number} is not a question: it needs an id and a question, and "
                "may have as_of (2026-01-27), committee, and the lists history, replies and "
                "documents, as JSON."
            )
            if refused is None:
                raise problem from None
            refused(problem)
    return found


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return readable(value)


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise TypeError
    return tuple(_text(one) for one in value)


def answer_file(
    desk: Desk,
    questions: Path,
    out: Path,
    *,
    as_of: dt.date | None,
    committee: str | None,
    terminal: Terminal,
) -> int:
    """Answer every question of a file into another; how many could not be answered
    for a reason other than the papers. Earlier answers stay until these are complete.

    Raises:
        NoSuchPath, NotReadable: the questions cannot be read, or the answers not written.
        StorageError: the index cannot be used.
    """
    problems: list[str] = []

    def tell(problem: object) -> None:
        problems.append(str(problem))
        terminal.problem(str(problem))

    asked = read_questions(questions, as_of=as_of, committee=committee, refused=tell)
    if problems and not asked:
        return len(problems)
    known = {card.document for card in desk.index.documents(unpublished=True)}
    desk.warm_up()
    desk.index.wait_until_filled()
    try:
        with _beside(out) as file, terminal.progress([questions.name]) as progress:
            progress.begin(1)
            for number, (name, question) in enumerate(asked, start=1):
                started = time.monotonic()
                for document in question.documents:
                    if document.removesuffix(".pdf") not in known:
                        terminal.problem(f"{name}: no document called {document} is indexed.")
                try:
                    record = as_record(desk.answer(question))
                except PackhorseError as exc:
                    tell(f"{name}: {exc}")
                    continue
                record["seconds"] = round(time.monotonic() - started, 4)
                file.write(json.dumps({"id": name, **record}, ensure_ascii=False) + "\n")
                file.flush()
                progress.step("answering", number, len(asked))
    except OSError as exc:
        raise NotReadable(f"{out} cannot be written ({exc.strerror or exc}).") from None
    return len(problems)


@contextmanager
def _beside(out: Path) -> Iterator[TextIO]:
    """A file beside another, whose place it takes once it is complete; what is no ordinary
    file (a pipe, a terminal) is written as it is."""
    if out.exists() and not out.is_file():
        with out.open("w", encoding="utf-8") as file:
            yield file
        return
    out = out.resolve()
    beside = out.with_name(f"{out.name}.unfinished")
    with beside.open("w", encoding="utf-8") as file:
        yield file
    beside.replace(out)
