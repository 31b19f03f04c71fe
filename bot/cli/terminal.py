"""What people see in the terminal: sentences, tables, progress."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from indexer.council.packs import counted, page_name

if TYPE_CHECKING:
    from bot.answers.answer import Answer, Citation, FoundPage
    from indexer.index import Added, DocumentCard

__all__ = [
    "NOTHING_YET",
    "Terminal",
    "harmless",
    "harmless_json",
    "print_json",
    "problem",
    "say",
    "tell",
]

NOTHING_YET = "Nothing is indexed yet: packhorse index FILE.pdf"

_CONTROL = "00-08 0b-1f 7f-9f 200e-200f 202a-202e 2066-2069 d800-dfff"
"""What a terminal would obey rather than show: control characters, those that turn the
direction of writing, and halves of characters."""

_ESCAPED = {
    code: f"\\u{code:04x}"
    for first, last in (span.split("-") for span in _CONTROL.split())
    for code in range(int(first, 16), int(last, 16) + 1)
}
_LEFT_OUT = dict.fromkeys(_ESCAPED)

MUCH = 2000
"""Passages that Chroma is filled with in a moment: nothing is said of fewer."""

_WIDE = 300
"""Columns of a table that goes into a file or a pipe: nothing is folded there."""


def harmless(text: str) -> str:
    """Text without what a terminal would obey. Line ends and tabs stay."""
    return text.replace("\r\n", "\n").translate(_LEFT_OUT)


def harmless_json(text: str) -> str:
    """JSON with those characters escaped: the same data, nothing that a terminal obeys."""
    return text.translate(_ESCAPED)


def print_json(value: Any) -> None:
    """A line of JSON on standard output, for programs: what its encoding lacks is escaped."""
    text = harmless_json(json.dumps(value, ensure_ascii=False, default=str))
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, default=str)
    print(text, flush=True)


def _one_line(text: str) -> str:
    """Harmless text of what names a file, which may have line ends in its name."""
    return harmless(text).replace("\n", " ")


def say(text: str) -> None:
    """A line on standard output, as it is."""
    Terminal().say(text)


def tell(record: Any, lines: Iterable[str], *, as_json: bool) -> None:
    """What a command found: for programs, or line by line for people."""
    if as_json:
        print_json(record)
    else:
        for line in lines:
            say(line)


def problem(text: str) -> None:
    """One sentence on standard error."""
    Terminal().problem(text)


class Terminal:
    """Standard output for what was asked for, standard error for everything else.

    All text from papers is made harmless: taken neither for markup nor for a command.
    """

    def __init__(self) -> None:
        # `emoji` would turn ":page:" in a paper into a picture, `markup` take "[red]" for one.
        self.out, self.err = (
            Console(stderr=stderr, highlight=False, soft_wrap=True, emoji=False, markup=False)
            for stderr in (False, True)
        )
        self._tenth = 0

    def say(self, text: str = "") -> None:
        """A line on standard output, as it is."""
        self._lines(self.out, Text(harmless(text)))

    def head(self, text: str) -> None:
        """A line that stands out."""
        self._lines(self.out, Text(harmless(text), "bold"))

    def problem(self, text: str) -> None:
        """One sentence on standard error."""
        self._lines(self.err, Text(_one_line(text), "red"))

    def _lines(self, console: Console, text: Text) -> None:
        """Print lines; before a person, one that is too long goes on below where it began.
        No word is broken, so that paths and addresses stay whole."""
        for line in text.split("\n", allow_blank=True):
            if not console.file.isatty():
                console.print(line)
                continue
            end = indent = len(line.plain) - len(line.plain.lstrip(" "))
            wrapped = textwrap.wrap(
                line.plain[indent:],
                width=max(console.width - indent, 1),
                expand_tabs=False,
                replace_whitespace=False,
                break_long_words=False,
                break_on_hyphens=False,
            )
            for words in wrapped or [""]:
                end = line.plain.index(words, end) + len(words)
                console.print(" " * indent, line[end - len(words) : end], sep="")

    @property
    def width(self) -> int:
        """How many columns a page of text may take."""
        return self.out.width if self.out.is_terminal else 100

    def progress(self, names: Sequence[str]) -> FileProgress:
        """A bar over files on standard error, with what is waiting; plain lines where that
        is not a terminal."""
        return FileProgress(names, self.err)

    def filling(self, done: int, total: int) -> None:
        """How far Chroma is filled again: a line for each tenth, if there is much of it."""
        tenth = done * 10 // total
        if total >= MUCH and tenth != self._tenth:
            self.err.print(
                f"Search by meaning is being set up again: {done:,} of {total:,} passages."
            )
        self._tenth = tenth

    def indexed(self, added: Sequence[Added], refused: Sequence[tuple[str, str]]) -> None:
        """What closes an index run: a table of what is in, then what was refused and why."""
        table = _table("pack", numbers=("pages", "passages", "seconds"))
        table.add_column("remarks", overflow="fold", min_width=12)
        for one in added:
            notes = [one.status] if one.status != "new" else []
            if one.exempt:
                notes.append(f"{counted(len(one.exempt), 'exempt page')} left out")
            if one.warnings:
                notes.append(f"{counted(len(one.warnings), 'warning')} (packhorse show)")
            seconds = f"{one.seconds:.1f}"
            table.add_row(
                _one_line(one.document),
                *(str(one.pages), str(one.passages), seconds),
                harmless(", ".join(notes)) or "none",
            )
        if added:
            self._print(table)
        # A single file's sentence has only just been said.
        if refused and (added or len(refused) > 1):
            self.head(f"Not indexed: {counted(len(refused), 'file')}")
            for _, sentence in refused:
                self.say(f"  {sentence}".replace("\n", " "))

    def packs(self, cards: Sequence[DocumentCard]) -> None:
        """A table of what is indexed; where the terminal is too narrow for it, line by line."""
        words, numbers = ("document", "kind", "committee", "meeting"), ("pages", "passages")
        table = _table(*words, numbers=numbers)
        table.add_column("seen by councillors")
        for card in cards:
            table.add_row(
                _one_line(card.document),
                card.kind,
                harmless(card.committee or "–"),
                f"{card.meeting_date:%-d %b %Y}" if card.meeting_date else "–",
                str(card.page_count),
                str(card.passage_count),
                "yes" if card.published else "not yet published",
            )
        room = self.out.options.update(width=_WIDE)
        if not self.out.is_terminal or (
            self.out.measure(table, options=room).maximum <= self.out.width
        ):
            self._print(table)
            return
        for card in cards:
            self.head(card.document.replace("\n", " "))
            day = f"{card.meeting_date:%-d %b %Y}" if card.meeting_date else None
            self.say(f"  {', '.join(filter(None, (card.kind, card.committee, day)))}")
            hidden = "" if card.published else "; not yet published"
            self.say(
                f"  {counted(card.page_count, 'page')}, "
                f"{counted(card.passage_count, 'passage')}{hidden}"
            )

    def _print(self, table: Table) -> None:
        width = None if self.out.is_terminal else _WIDE
        Console(highlight=False, emoji=False, markup=False, width=width).print(table)

    def answer(self, answer: Answer) -> None:
        """An answer, then the places it stands on."""
        if answer.lead:
            self.say(answer.lead)
        for claim in answer.claims:
            said = [(harmless(run), "bold" if marked else "") for run, marked in claim.pieces]
            self._lines(self.out, Text.assemble(*said, f" ({harmless(claim.references)})"))
        for notice in answer.notices:
            self.say(notice)
        sources = list(dict.fromkeys(_source(one) for one in answer.citations))
        if sources:
            self.say()
            self.head("Sources" if answer.answered else "Nearest places")
            for source in sources:
                self.say(f"  {source}")
        elif answer.pages:
            self.say()
            self.head("Nearest pages")
            for page in answer.pages[:3]:
                self.say(f"  {', '.join([*_place(page), *filter(None, [page.url])])}")


def _table(*columns: str, numbers: Sequence[str]) -> Table:
    """A table of columns of words, then those of numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _place(page: Citation | FoundPage) -> list[str]:
    printed = [] if page.printed_page is None else [f"p. {page.printed_page}"]
    return [page.title, *printed, f"PDF p. {page.pdf_page}"]


def _source(citation: Citation) -> str:
    parts = _place(citation)
    if citation.item:
        parts.append(f"item {citation.item}")
    if citation.earlier:
        parts.append("from an earlier meeting")
    if citation.ocr:
        parts.append("scanned page")
    if citation.superseded_by:
        parts.append(f"superseded by {citation.superseded_by}")
    for document, pdf_page, printed_page in citation.also:
        where = page_name(printed_page, pdf_page)
        parts.append(f"also {where} of {document}")
    if citation.url:
        parts.append(citation.url)
    return ", ".join(parts)


class FileProgress(Progress):
    """Progress over several files: one bar, and below it the names of those that wait."""

    def __init__(self, names: Sequence[str], console: Console) -> None:
        self._names = [harmless(name).replace("\n", " ") for name in names]
        self._number = 0
        super().__init__(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self.add_task("", total=None)

    def begin(self, number: int) -> None:
        """The `number`-th file begins, counted from 1."""
        self._number = number
        if self.disable:
            self.console.print(f"{self._label} …")

    def step(self, doing: str, done: int, total: int) -> None:
        """`doing` has come to `done` of `total`."""
        self.update(self._task, description=f"{self._label}: {doing}", completed=done, total=total)

    @property
    def _label(self) -> str:
        return f"[{self._number}/{len(self._names)}] {self._names[self._number - 1]}"

    def get_renderables(self) -> Iterable[RenderableType]:
        """The bar, and the queue behind it."""
        yield self.make_tasks_table(self.tasks)
        waiting = self._names[self._number :]
        if waiting:
            yield Text(
                f"{len(waiting)} waiting: {', '.join(waiting)}", no_wrap=True, overflow="ellipsis"
            )
