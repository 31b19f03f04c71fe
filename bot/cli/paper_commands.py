"""``packhorse index``, ``packs``, ``show`` and ``remove``."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict
from difflib import get_close_matches
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import HomeSettings, JsonOption
from bot.cli.program import DONE, FAILED, STOPPED
from bot.cli.terminal import NOTHING_YET, Terminal, print_json, say
from bot.composition import open_index, open_points
from bot.settings import is_web_address
from indexer.council.document_names import document_name
from indexer.council.problems import (
    DocumentError,
    NoSuchPath,
    NotReadable,
    PackhorseError,
    SettingsError,
)
from indexer.pdf.children import READING

if TYPE_CHECKING:
    from indexer.index import DocumentCard, Index


__all__ = ["index", "packs", "remove", "show"]

NameArgument = Annotated[str, typer.Argument(help="A document's name, as `packs` lists it.")]


def index(
    paths: Annotated[list[Path], typer.Argument(help="PDFs, or folders of PDFs.", readable=False)],
    url: Annotated[
        str | None, typer.Option(help="Where the PDF is published, for links; with one PDF only.")
    ] = None,
    as_json: JsonOption = False,
    *,
    settings: HomeSettings,
) -> None:
    """Read packs into the index; the same file again does nothing."""
    READING.start()  # it imports what it needs while we do
    from indexer.index import Added, find_pdfs

    terminal = Terminal()
    if url and not is_web_address(url):
        raise SettingsError("--url is not a web address: it looks like https://example/pack.pdf.")
    files: dict[Path, None] = {}
    problems: list[tuple[str, str]] = []
    added: list[Added] = []

    def refuse(name: str, exc: PackhorseError) -> None:
        problems.append((name, str(exc)))
        terminal.problem(str(exc))

    for path in paths:
        refused: list[NotReadable] = []
        try:
            files.update(dict.fromkeys(find_pdfs(path, refused=refused.append)))
        except DocumentError as exc:
            refuse(str(path), exc)
        for one in refused:
            refuse(str(path), one)
    if url and len(files) + len(problems) > 1:
        raise SettingsError("--url goes with one PDF.")
    status = DONE
    if files:
        try:
            # Closed, the catalogue is one file again, that may be copied.
            with closing(open_index(settings)) as opened:
                opened.when_filling(terminal.filling)
                with (
                    opened.writing(),
                    terminal.progress([file.name for file in files]) as progress,
                ):
                    for file, came in opened.add_all(
                        list(files),
                        url=url,
                        progress=progress.step,
                        begun=lambda number, _file: progress.begin(number),
                    ):
                        if isinstance(came, Added):
                            added.append(came)
                        else:
                            refuse(file.name, came)
        except SettingsError:
            raise
        except PackhorseError as exc:  # what is in by then is told all the same
            refuse("", exc)
        except KeyboardInterrupt:
            # What is finished is told first.
            status = STOPPED
    if as_json:
        print_json(
            {
                "indexed": [asdict(one) for one in added],
                "problems": [{"file": name, "problem": text} for name, text in problems],
            }
        )
    else:
        terminal.indexed(added, problems)
    raise typer.Exit(status or (FAILED if problems else DONE))


def packs(as_json: JsonOption = False, *, settings: HomeSettings) -> None:
    """List what is indexed."""
    cards = open_index(settings).documents(unpublished=True)
    if as_json:
        print_json([asdict(card) for card in cards])
    elif cards:
        Terminal().packs(cards)
    else:
        say(NOTHING_YET)


def show(
    pack: NameArgument,
    as_json: JsonOption = False,
    points: Annotated[
        bool,
        typer.Option(
            "--points", help="Ask the language model for points where there are none yet."
        ),
    ] = False,
    *,
    settings: HomeSettings,
) -> None:
    """Show what was understood of a document: items, recommendations, tables, pages."""
    from indexer import show as outline  # heavy, and of no use to `index`

    opened, terminal = open_index(settings), Terminal()
    card = _card(opened, pack)
    told = open_points(settings, opened)
    if points and not told.make([card.document], seconds=inf):
        terminal.problem("The language model cannot be used: the points are as they were.")
    whole = told.with_points(opened.whole_pack(card))
    # A draft does not replace anything yet.
    superseded = opened.superseded(opened.documents()).get(card.document, {})
    rows = opened.passages_of(card, [page.pdf_page for page in whole.pages])
    tables = outline.report_tables(rows)
    if as_json:
        print_json(outline.as_json(whole, superseded, tables))
    else:
        terminal.say(outline.as_text(whole, superseded, tables, width=terminal.width))


def remove(pack: NameArgument, *, settings: HomeSettings) -> None:
    """Take a document out of the index; the PDF stays where it is."""
    opened = open_index(settings)
    card = _card(opened, pack)
    with opened.writing():
        opened.remove(card.document) if card.published else opened.discard(card.document)
    say(f"{card.document} is no longer in the index.")


def _card(opened: Index, name: str) -> DocumentCard:
    cards = {card.document: card for card in opened.documents(unpublished=True)}
    wanted = document_name(Path(name))
    for one in (name, wanted):
        if one in cards:
            return cards[one]
    near = get_close_matches(wanted, cards, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "packhorse packs lists what is."
    raise NoSuchPath(f"No document called {wanted} is indexed: {hint}")
