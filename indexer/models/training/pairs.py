"""Questions to learn from: passages, questions with the words that answer them, and
near-misses, which are on a passage's topic and which it does not answer.

A pairs file has one JSON object a line::

    {"id", "document", "passage", "questions": [{"q", "quote"}, …], "near_miss"}

and a file of more has more questions over the same passages, or passages of its own::

    {"id", "questions": [{"q", "quote"}, …], "near_misses": ["…", …]}
    {"id", "document", "passage", "questions": […], "near_misses": […]}

A quote stands word for word in its passage.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Example", "Question", "context", "held_out", "load", "sentences", "split", "too_alike"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the characters ``passage[start:end]`` that answer it."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Example:
    """A passage with what was asked about it.

    `own`: we wrote it, as one of several of its document that are alike and of which
    only one answers each question.
    """

    id: str
    document: str
    passage: str
    questions: tuple[Question, ...]
    near_misses: tuple[str, ...]
    own: bool = False


def load(pairs: Path, more: Iterable[Path] = ()) -> list[Example]:
    """Every passage of a pairs file, with the questions of the files of more; passages
    that those bring along come behind.

    Raises:
        ValueError: a quote does not stand in its passage.
    """
    examples: dict[str, Example] = {}
    for row in _rows(pairs):
        examples[row["id"]] = Example(
            id=row["id"],
            document=row["document"],
            passage=row["passage"],
            questions=_questions(row, row["passage"]),
            near_misses=(row["near_miss"],),
        )
    for path in more:
        for row in _rows(path):
            known = examples.get(row["id"]) or Example(
                id=row["id"],
                document=row["document"],
                passage=row["passage"],
                questions=(),
                near_misses=(),
                own=True,
            )
            examples[row["id"]] = replace(
                known,
                questions=known.questions + _questions(row, known.passage),
                near_misses=known.near_misses + tuple(row["near_misses"]),
            )
    return list(examples.values())


def split(examples: Sequence[Example], parts: int) -> list[list[int]]:
    """Indices in `parts` parts of like size; a document is never in two of them."""
    by_document: dict[str, list[int]] = {}
    for index, example in enumerate(examples):
        by_document.setdefault(example.document, []).append(index)
    result: list[list[int]] = [[] for _ in range(parts)]
    for name in sorted(by_document, key=lambda name: (-len(by_document[name]), name)):
        min(result, key=len).extend(by_document[name])
    return [sorted(part) for part in result]


def held_out(examples: Sequence[Example], parts: int) -> list[int]:
    """Indices of one part in `parts` of the documents, always the same; none for 0."""
    return split(examples, parts)[0] if parts else []


HEADINGS = (
    "Background information",
    "Financial considerations",
    "Legal considerations",
    "Introduction",
    "Recommendations",
    "Risk management considerations",
    "Matters for consideration",
    "Appendix",
    "Minutes",
    "Updates and next steps",
)


def context(document: str, chance: random.Random) -> str:
    """A line such as an index puts before a passage; half the time none.

    Item and heading are made up: they are to be got used to, not to be trusted.
    """
    if chance.random() < 0.5:
        return ""
    name = " ".join(document.replace("-", " ").replace("_", " ").split()).strip(" .")
    number = chance.randint(1, 14)
    heading = f"{number}.{chance.randint(0, 9)} {chance.choice(HEADINGS)}"
    forms = (f"{name}. ", f"{name}. Item {number}. ", f"{name}. Item {number} > {heading}. ")
    return chance.choice(forms)


def sentences(passage: str) -> list[tuple[int, int]]:
    """Spans that end with a full stop, question mark, exclamation mark or colon."""
    ends = [match.end() for match in re.finditer(r"[.!?;:]\s+(?=\S)", passage)]
    return list(zip([0, *ends], [*ends, len(passage)], strict=True))


def too_alike(one: str, other: str) -> bool:
    """Do the passages share so many runs of four words that each answers for the other?"""
    first, second = _runs(one), _runs(other)
    return len(first & second) > 0.2 * max(1, min(len(first), len(second)))


@cache
def _runs(text: str) -> frozenset[str]:
    words = text.split()
    return frozenset(" ".join(words[i : i + 4]) for i in range(len(words) - 3))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _questions(row: dict[str, Any], passage: str) -> tuple[Question, ...]:
    questions = []
    for question in row["questions"]:
        start = passage.find(question["quote"])
        if start < 0:
            raise ValueError(f"{row['id']}: the quote {question['quote']!r} is not in the passage")
        questions.append(Question(question["q"], start, start + len(question["quote"])))
    return tuple(questions)
