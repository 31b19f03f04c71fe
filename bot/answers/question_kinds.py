"""What a question is after, learned from example phrasings (`kinds.txt`)."""

from __future__ import annotations

import calendar
import hashlib
import re
import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.answers.followups import BARE_WORDS
from indexer.council.dates import SPELT
from indexer.models.embed import Embeds
from indexer.store.terms import terms

__all__ = [
    "FILE",
    "TALK",
    "VECTORS",
    "Examples",
    "MessageKind",
    "Shape",
    "Wanted",
    "is_example",
    "keep_vectors",
    "shape_of",
    "topic_of",
]

Vectors = NDArray[Any]
FILE = Path(__file__).with_name("kinds.txt")
VECTORS = Path(__file__).with_name("kinds.npz")
"""The vectors of its lines and their shapes by our model, made by `keep_vectors`; so that nobody's
first question waits for hundreds of texts to be embedded."""
TEXT, COURTESY, ASIDE = "text", "talk", "aside"
TALK = {
    "greeting": "Hello. Ask me anything about the papers, for example: “What are we asked to "
    "decide?”, “Which actions are overdue?” or “Summarise item 6”.",
    "thanks": "You’re welcome.",
    "goodbye": "Goodbye.",
    "help": "I answer questions about the agenda papers and name the page behind each answer. For example: “What’s on the agenda?”, “What are we asked to decide?”, “Which "
    "actions are overdue?”, “Is there anything about Station Road?”. I can’t tell you what the papers don’t say.",
}
"""What is said to a courtesy."""

BARE = ("mention", "abbreviation", "more")
"""Kinds that need no filter: what they ask for is named in the question, or was before."""

ALL = 0.165
"""How far ahead of "text" a kind is for all its records that pass a filter to be the answer: at
this mark one in a hundred of 2,784 questions about the text of
papers is taken for a list."""

ALONE = 0.4
"""For a question to stand alone, whatever was asked before, and for a question's shape, in which
a name is like any other. At this mark two of the 2,784 questions are taken to ask for all of
something, and so are the shapes of eight of the 336 that name one thing."""

TALKS = 0.1
"""For a message to be a courtesy: at this mark one in a thousand of the 2,784 questions is taken
for one."""

GOES_ON = -0.04
"""For a few words to go on about the kind of record that was asked for before."""

HEARD_LAST = 32
"""Texts whose nearness to the examples is remembered."""

PERSON, SHORT, PLACE = "Jane Smith", "SEND", "Riverside"
"""What stands for a name in a shape."""

SHARPNESS, RIDGE = 4.0, 0.1
"""Of the regression: how fast an example's weight falls with its distance, and the penalty on a
single example's weight. With each example left out in turn, .67 are given their own kind; by the
nearest three of a kind it was .56."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A kind that a question is near to.

    Attributes:
        kind: a `RecordKind`'s value, or another label of `kinds.txt`.
        filter: which of them, "" for those on the question's topic.
        near: 1 for an example of that kind and of no other, 0 for what is like none.
        ahead: how far that is ahead of "text"'s.
    """

    kind: str
    filter: str
    near: float
    ahead: float

    @property
    def goes_on(self) -> bool:
        """Near enough for a few words that go on about records of this kind."""
        return bool(self.filter) and self.ahead >= GOES_ON

    @property
    def all(self) -> bool:
        """Whether the question asks for all records that pass the filter."""
        return self._asks and self.ahead >= ALL

    @property
    def alone(self) -> bool:
        """So near that the question, or its shape, asks for this and for nothing else."""
        return self._asks and self.ahead >= ALONE

    @property
    def _asks(self) -> bool:
        return (bool(self.filter) or self.kind in BARE) and self.kind != COURTESY


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageKind:
    """What a message is.

    Attributes:
        talk: "greeting", "thanks", "goodbye" or "help" where it needs a word and no search.
        aside: how much nearer it is to what people say to each other than to any question.
    """

    talk: str
    aside: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A question with what it names taken out: "is there anything on {Cobb Lane}?".

    Attributes:
        text: with one and the same name in each gap.
        named: what stood in the gaps.
    """

    text: str
    named: tuple[str, ...]


class Examples:
    """The examples with their vectors, which are kept in a home between runs.

    Args:
        embeddings: what embeds questions.
        folder: where vectors are kept; None keeps them nowhere.
    """

    def __init__(self, embeddings: Embeds, folder: Path | None) -> None:
        self._embeddings = embeddings
        self._folder = folder
        self._learned: dict[bool, tuple[Vectors, Vectors]] | None = None
        self._opening = threading.Lock()
        # One question is looked at from several sides: for a courtesy, a list, a follow-up.
        self._scores = lru_cache(maxsize=HEARD_LAST)(self._scored)

    def ranked(self, question: str, *, shape: bool = False) -> tuple[Wanted, ...]:
        """Every label, the nearest first; "text" where nothing is nearer.

        Args:
            shape: it is a question's shape, to be held against those of the examples.
        """
        scores = self._scores(question, shape)
        text = scores[TEXT, ""]
        return tuple(
            sorted(
                (
                    Wanted(kind=kind, filter=which, near=near, ahead=near - text)
                    for (kind, which), near in scores.items()
                ),
                key=lambda one: -one.near,
            )
        )

    def heard(self, message: str) -> MessageKind:
        """What a message is: a courtesy, something said to others, or a question."""
        if not any(map(str.isalnum, message)):
            # An emoji, or a question mark by itself.
            return MessageKind(talk="help" if "?" in message else "thanks", aside=0.0)
        ranked = self.ranked(message)
        aside = next(one.near for one in ranked if one.kind == ASIDE)
        first = next(one for one in ranked if one.kind != ASIDE)
        asked = next(one.near for one in ranked if one.kind not in (ASIDE, COURTESY))
        talk = first.kind == COURTESY and first.ahead >= TALKS and len(topic_of(message)) <= 1
        return MessageKind(talk=first.filter if talk else "", aside=aside - asked)

    def topic(self, question: str, wanted: Wanted) -> frozenset[str]:
        """What a question is about besides its kind: of the words that no example knows, those
        without which it is nearer to the kind. The others are how it is asked ("what's the juicy
        stuff?")."""
        whole = " ".join(question.split())
        near = self._scores(whole, False)[wanted.kind, wanted.filter]
        found: set[str] = set()
        for named in shape_of(whole, people=(), short=()).named:
            rest = whole.replace(named, " ").strip()
            without = self._scored(rest, False)[wanted.kind, wanted.filter] if rest else 1.0
            if rest == whole or without > near:
                found |= set(terms(named))
        return topic_of(question) & found

    def _scored(self, question: str, shape: bool) -> dict[tuple[str, str], float]:
        vectors, weights = self._open()[shape]
        asked = _of_length_1(np.array([self._embeddings.embed_query(_plain(question))]))
        near = _alike(asked, vectors)
        return dict(zip(_labels(), (near @ weights)[0].tolist(), strict=True))

    def _open(self) -> dict[bool, tuple[Vectors, Vectors]]:
        """The vectors of the examples as they stand (False) and of their shapes (True), and what
        each says of each label."""
        with self._opening:
            if self._learned is None:
                texts = _all_texts()
                known = dict(zip(texts, self._kept(texts), strict=True))
                self._learned = {
                    shape: _learned(np.array([known[text] for text in _texts(shape=shape)]))
                    for shape in (False, True)
                }
            return self._learned

    def _kept(self, texts: list[str]) -> Vectors:
        """The vectors that ship, or that the home has of other lines or another model; else made."""
        key = _key(self._embeddings, texts)
        with np.load(VECTORS, allow_pickle=False) as shipped:
            if str(shipped["key"]) == key:
                return np.asarray(shipped["vectors"], np.float32)
        path = self._folder / f"kinds-{key}.npy" if self._folder else None
        try:
            if path and path.exists():
                kept: Vectors = np.load(path, allow_pickle=False)
                if kept.ndim == 2 and len(kept) == len(texts):
                    return kept
        except (OSError, ValueError):
            pass  # It is made again.
        vectors = _embedded(self._embeddings, texts)
        try:
            if path:
                np.save(path, vectors)
        except OSError:
            pass  # Next time it is made again; nothing else is lost.
        return vectors


def shape_of(question: str, *, people: Collection[str], short: Collection[str]) -> Shape:
    """A question's shape: each run of words that no example knows is a name.

    Args:
        people: words of officers' names, in lower case.
        short: abbreviations, in lower case.
    """
    out: list[str] = []
    named: list[list[str]] = []
    inside = False
    tokens = re.findall(r"[^\W_](?:[\w'’&.-]*[^\W_])?|[^\w\s]", question)
    for token, after in zip(tokens, [*tokens[1:], ""], strict=True):
        own = terms(token)
        if not own or not topic_of(token):
            if inside and token.lower() in ("&", "and") and topic_of(after):
                named[-1].append(token)
                continue
            inside = False
            out.append(token)
            continue
        if inside:
            named[-1].append(token)
            continue
        inside = True
        named.append([token])
        low = token.lower()
        out.append(SHORT if low in short else PERSON if low in people else PLACE)
    return Shape(text=" ".join(out), named=tuple(" ".join(run) for run in named))


def is_example(question: str) -> bool:
    """Whether a question is word for word one of the examples that ask for all of something,
    but for a day and the number of an item: what is offered to people is."""
    return _said(question) in _asked()


@cache
def _asked() -> frozenset[str]:
    return frozenset(_said(text) for kind, which, text in _lines() if which and kind != COURTESY)


def _said(question: str) -> str:
    low = re.sub(r"\bitem \S+", "item 6", _plain(question).lower())
    return " ".join(re.findall(r"\w+", re.sub(r"['’]s\b", " is", low)))


def topic_of(question: str) -> frozenset[str]:
    """The terms of a question that no example knows: what it is about."""
    return frozenset(
        term
        for term in terms(_plain(question))
        if not (term in _words_of_examples() or term in BARE_WORDS or term.isdigit())
    )


_DAY = re.compile(rf"\s*\b(?:(?:on|of|for|from) )?(?:the )?(?:{SPELT.pattern})", re.IGNORECASE)


def _plain(question: str) -> str:
    """A question without what says only which one is meant: days, and numbers told apart."""
    undated = _DAY.sub(lambda day: "" if day["day"] or day["after"] else day[0], question)
    return re.sub(r"\b\d{1,2}\b", "6", undated.strip() or question)


@cache
def _lines() -> tuple[tuple[str, str, str], ...]:
    """(kind, filter, example) of each line."""
    found = []
    for line in FILE.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            label, _, text = line.partition(": ")
            kind, _, last = label.rpartition(" ")
            filtered = last in FILTERS
            found.append((kind if filtered else label, last if filtered else "", text))
    return tuple(found)


@cache
def _labels() -> tuple[tuple[str, str], ...]:
    """Each (kind, filter) once."""
    return tuple(dict.fromkeys((kind, which) for kind, which, _ in _lines()))


def keep_vectors(embeddings: Embeds, file: Path = VECTORS) -> None:
    """Write the vectors that ship: `python -m tests.samples.vectors` does, after `FILE` or the
    model has changed."""
    texts = _all_texts()
    vectors = _embedded(embeddings, texts).astype(np.float16)
    np.savez_compressed(file, key=np.array(_key(embeddings, texts)), vectors=vectors)


def _all_texts() -> list[str]:
    return list(dict.fromkeys([*_texts(shape=False), *_texts(shape=True)]))


def _key(embeddings: Embeds, texts: list[str]) -> str:
    model = str(getattr(embeddings, "name", type(embeddings).__name__))
    return hashlib.sha256("\n".join([model, *texts]).encode()).hexdigest()[:16]


def _embedded(embeddings: Embeds, texts: list[str]) -> Vectors:
    return np.array([embeddings.embed_query(text) for text in texts], dtype=np.float32)


def _learned(vectors: Vectors) -> tuple[Vectors, Vectors]:
    """The vectors of the lines, and by kernel ridge regression what each says of each label."""
    own = np.array([[(kind, which) == one for one in _labels()] for kind, which, _ in _lines()])
    ridge = RIDGE * np.eye(len(vectors))
    vectors = _of_length_1(vectors)
    return vectors, np.linalg.solve(_alike(vectors, vectors) + ridge, own.astype(float))


def _of_length_1(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors.astype(float), axis=1, keepdims=True)
    scaled: Vectors = vectors / np.where(lengths, lengths, 1.0)
    return scaled


def _alike(one: Vectors, other: Vectors) -> Vectors:
    """1 for the same vector of length 1, less the further they are apart."""
    alike: Vectors = np.exp(SHARPNESS * (one @ other.T - 1))
    return alike


@cache
def _texts(*, shape: bool) -> tuple[str, ...]:
    """What is embedded of each line.

    Args:
        shape: with one name for all people, one for all abbreviations and one for all else.
    """

    def name(kind: str, gap: re.Match[str]) -> str:
        if not shape:
            return gap[1]
        return PERSON if kind == "named" else SHORT if gap[1].isupper() else PLACE

    return tuple(
        _plain(re.sub(r"\{(.*?)\}", partial(name, which), text)) for _, which, text in _lines()
    )


@cache
def _words_of_examples() -> frozenset[str]:
    """The terms of the examples that ask for all of something, and of the calendar: they
    are about no topic."""
    times = " ".join(
        [
            *calendar.day_name,
            *calendar.month_name,
            *calendar.day_abbr,
            *calendar.month_abbr,
            "sept tues weds thurs today tomorrow tonight year ones one two",
            "three four five six seven eight nine ten eleven twelve",
        ]
    )
    return frozenset(terms(times)).union(
        *(
            terms(re.sub(r"\{.*?\}", " ", text))
            for kind, which, text in _lines()
            if which or kind in BARE
        )
    )


FILTERS = frozenset(
    "overdue open done unassigned due named all last late after item chair vice greeting thanks "
    "goodbye help".split()
)
