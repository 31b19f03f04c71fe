"""Where fetched papers lie, and their way into the index and out of it.

A file lies at ``FOLDER/<hash>/<document>.pdf``: what was indexed is never overwritten.
Two papers of the same bytes are one text: the second one's row points to the first
one's document, and gets a text of its own when the first one changes or goes.
"""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from indexer.council.dates import spoken_date, time_of_day
from indexer.council.problems import DocumentError, StorageError, not_writable
from indexer.index import Added, Index
from indexer.sources.site_names import slug
from indexer.sources.source import PaperKind, Source
from indexer.sources.source_problems import SiteBusy, SourceError, Unforeseen, contained
from indexer.sources.store import (
    MeetingRow,
    News,
    PaperRow,
    SourceRow,
    State,
    Store,
    insert_news,
)
from indexer.store.database import as_row

__all__ = ["Shelf", "ShelfPlace"]

RETRY_HOURS = 0.25
MAX_RETRY_HOURS = 24.0
LOCK_SECONDS = 120.0
"""How long to wait for another process that is indexing."""

_COMING = "coming-"
_SITE_WINS = " counts."
"""How a sentence ends that says where site and PDF differ."""


_SPOKEN = {
    PaperKind.PACK: "the agenda pack",
    PaperKind.AGENDA: "the agenda",
    PaperKind.SUPPLEMENT: "a supplement",
    PaperKind.REPORT: "a report",
    PaperKind.MINUTES: "the minutes",
    PaperKind.FILE: "a paper",
}
_NEW, _REPLACED = (News.NEW, "came in"), (News.REPLACED, "was replaced")
_TAKEN_OUT = {
    State.WITHDRAWN: (News.WITHDRAWN, "is no longer published"),
    State.RESTRICTED: (News.RESTRICTED, "has been restricted by the council"),
}
_UNTROUBLED = {"stale": False, "problem": "", "tries": 0, "not_before": 0.0}
"""What is noted of a paper that could be fetched."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfPlace:
    """Where a paper belongs.

    Attributes:
        committee: its title; "" for a paper of no meeting.
        late: it is a report that came after the pack.
        backlog: it was out before we first looked.
    """

    source: SourceRow
    meeting: MeetingRow | None = None
    committee: str = ""
    late: bool = False
    backlog: bool = False


@dataclass(frozen=True)
class Shelf:
    """Fetched papers.

    Attributes:
        folder: where they lie.
        clock: seconds since 1970.
    """

    store: Store
    index: Index
    folder: Path
    clock: Callable[[], float] = time.time
    _one_at_a_time: threading.RLock = field(default_factory=threading.RLock, init=False)

    def take(
        self,
        reader: Source,
        paper: PaperRow,
        place: ShelfPlace,
        *,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> State | None:
        """Fetch a paper and index it if its bytes are new.

        What goes wrong with this one paper is kept with it, and tried again later.

        Returns:
            INDEXED if something was indexed, FAILED, or None if nothing has changed.

        Raises:
            SiteBusy: the site asks to be left alone.
            VisitStopped: `progress` said so.
            StorageError
        """
        try:
            with contained(paper.title or paper.name), self._room() as room:
                return self._taken(reader, paper, place, room / "paper.pdf", progress)
        except SiteBusy:
            raise
        except (SourceError, DocumentError) as exc:
            news = None
            if isinstance(exc, DocumentError | Unforeseen) and not paper.tries:
                news = self._news(News.FAILED, paper, place, f"could not be indexed. {exc}")
            self._failed(paper, str(exc), news)
            return State.FAILED

    def _taken(
        self,
        reader: Source,
        paper: PaperRow,
        place: ShelfPlace,
        file: Path,
        progress: Callable[[str, int, int], None] | None,
    ) -> State | None:
        try:
            got = reader.fetch(paper, file)
        except OSError as exc:
            raise not_writable(self.folder, exc) from exc
        now = self.clock()
        fetched = as_row(got) | _UNTROUBLED | {"fetched_at": now, "marked_at": now}
        if paper.document and got.sha256 == paper.sha256:
            if paper.document == paper.name and paper.file:
                # At another address perhaps: citations link to where it is now.
                self._indexed(Path(paper.file), paper)
            self.store.update_paper(paper.id, **fetched)
            return None
        assert got.sha256 is not None
        # Two sites visited side by side may bring the same bytes at the same time.
        with self._one_at_a_time:
            twin = self._twin(paper, got.sha256)
            if twin:
                became, values = self._share(paper, twin)
            else:
                became, values = self._add(paper, place, file, got.sha256, progress)
            what, came = _REPLACED if paper.document else _NEW
            document = values["document"]
            self.store.update_paper(
                paper.id,
                news=self._news(what, paper, place, came + became, document=document),
                state=State.INDEXED.value,
                **values,
                **fetched,
            )
        return State.INDEXED

    def compare(self, paper: PaperRow, place: ShelfPlace) -> None:
        """Note anew where site and PDF differ: a meeting may have moved since."""
        if paper.document != paper.name:
            return
        others = [one for one in paper.warnings if not one.endswith(_SITE_WINS)]
        warnings = (*self._differences(paper, place), *others)
        if warnings != paper.warnings:
            self.store.update_paper(paper.id, warnings=warnings)

    def drop(self, paper: PaperRow, place: ShelfPlace, state: State) -> None:
        """Take a paper out of the index, and say why in its state."""
        news = None
        if paper.document and state in _TAKEN_OUT:
            what, why = _TAKEN_OUT[state]
            news = self._news(what, paper, place, f"{why}: it was taken out.")
        self._forget_text(paper)
        self.store.update_paper(
            paper.id,
            news=news,
            state=state.value,
            document=None,
            file=None,
            sha256=None,
            size=None,
            tail=None,
            stale=False,
            problem="",
            warnings=[],
        )

    def tidy(self) -> None:
        """Remove what a sync that was killed had half fetched."""
        for room in self.folder.glob(f"{_COMING}*"):
            shutil.rmtree(room, ignore_errors=True)

    def clear(self, source: SourceRow) -> int:
        """Take all papers of a source out of the index; how many texts that were.

        What other sources share with it they keep, under their own names.
        """
        papers = self.store.papers(source=source.id)
        own = [one for one in papers if one.document == one.name]
        for one in papers:
            if one.document != one.name:
                self.store.update_paper(one.id, document=None)
        for one in own:
            self._forget_text(one)
            self.store.update_paper(one.id, document=None, file=None)
        return len(own)

    # --- into the index --------------------------------------------------------

    def _add(
        self,
        paper: PaperRow,
        place: ShelfPlace,
        file: Path,
        sha256: str,
        progress: Callable[[str, int, int], None] | None,
    ) -> tuple[str, dict[str, Any]]:
        """Index a paper; what is told of it, and what is noted of it."""
        target = self.folder / sha256[:16] / f"{paper.name}.pdf"
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            file.replace(target)
        except OSError as exc:
            raise not_writable(self.folder, exc) from exc
        try:
            self._hand_over(paper)
            added = self._indexed(target, paper, progress)
        except Exception as exc:
            if str(target) != paper.file and not isinstance(exc, StorageError):
                _discard(target)
            raise
        if paper.file and paper.file != str(target):
            _discard(Path(paper.file))
        told = f" ({added.pages} pages)."
        if added.exempt:
            told += (
                f" {len(added.exempt)} pages that are marked exempt were left out: "
                "ask the council whether they should be public."
            )
        warnings = [*self._differences(paper, place), *added.exempt, *added.warnings]
        return told, {"document": paper.name, "file": str(target), "warnings": warnings}

    def _indexed(
        self,
        file: Path,
        paper: PaperRow,
        progress: Callable[[str, int, int], None] | None = None,
    ) -> Added:
        with self._writing():
            return self.index.add(file, url=paper.url or None, progress=progress)

    def _twin(self, paper: PaperRow, sha256: str) -> PaperRow | None:
        """Another paper of the same bytes whose text is indexed."""
        same = self.store.papers(sha256=sha256, state=State.INDEXED.value)
        return next((one for one in same if one.document not in (None, paper.name)), None)

    def _share(self, paper: PaperRow, twin: PaperRow) -> tuple[str, dict[str, Any]]:
        """Let a paper stand for the text of another one, as `_add` does for its own."""
        self._forget_text(paper)
        warnings = list(twin.warnings) if twin.meeting == paper.meeting else []
        told = f"; its text is that of {twin.document}."
        return told, {"document": twin.document, "file": None, "warnings": warnings}

    def _forget_text(self, paper: PaperRow) -> None:
        """Remove a paper's own text from the index, unless another one needs it."""
        if paper.document != paper.name:
            return
        self._hand_over(paper)
        with self._writing():
            self.index.remove(paper.name)
        if paper.file:
            _discard(Path(paper.file))

    def _hand_over(self, paper: PaperRow) -> None:
        """Give papers that share this one's text a text of their own."""
        if paper.document != paper.name or not paper.file:
            return
        sharing = [one for one in self.store.papers(document=paper.name) if one.id != paper.id]
        if not sharing:
            return
        heir = sharing[0]
        target = Path(paper.file).with_name(f"{heir.name}.pdf")
        try:
            shutil.copyfile(paper.file, target)
        except OSError as exc:
            raise not_writable(self.folder, exc) from exc
        self._indexed(target, heir)
        self.store.update_paper(heir.id, document=heir.name, file=str(target))
        for one in sharing[1:]:
            self.store.update_paper(one.id, document=heir.name)

    # --- what is told ----------------------------------------------------------

    def _differences(self, paper: PaperRow, place: ShelfPlace) -> list[str]:
        """Where the site and the PDF say different things of the meeting."""
        meeting, card = place.meeting, self.index.card(paper.name)
        if meeting is None or card is None:
            return []
        found, theirs = [], self.index.pack(card).meeting
        if theirs.date and theirs.date != meeting.date:
            found.append(_differ("on", spoken_date(theirs.date), spoken_date(meeting.date), "date"))
        if theirs.time and meeting.time and _time(theirs.time) != _time(meeting.time):
            found.append(_differ("at", theirs.time, meeting.time, "time"))
        rooms = [set(_plain(one).split("-")) for one in (theirs.venue, meeting.venue)]
        if theirs.venue and meeting.venue and rooms[0].isdisjoint(rooms[1]):
            found.append(_differ("in", theirs.venue, meeting.venue, "venue"))
        name, here = _plain(theirs.committee), _plain(place.committee)
        if name and here and name not in here and here not in name:
            found.append(
                f"The PDF names {theirs.committee}, the site {place.committee}: "
                "the site's name counts."
            )
        return found

    def _news(
        self,
        what: News,
        paper: PaperRow,
        place: ShelfPlace,
        became: str,
        *,
        document: str | None = None,
    ) -> sa.Insert:
        """Tells what became of a paper, in words that follow its name."""
        sentence = f"{_spoken(paper, place)} {became}"
        return insert_news(
            what,
            sentence[0].upper() + sentence[1:],
            now=self.clock(),
            source=place.source.name,
            committee=place.committee,
            meeting=paper.meeting,
            date=place.meeting.date if place.meeting else None,
            document=document or paper.document,
            kind=paper.kind.value,
            backlog=place.backlog,
        )

    def _failed(self, paper: PaperRow, sentence: str, news: sa.Insert | None) -> None:
        hours = min(RETRY_HOURS * 2**paper.tries, MAX_RETRY_HOURS)
        self.store.update_paper(
            paper.id,
            news=news,
            # The text that was indexed before stays; a new one is still wanted.
            state=(State.INDEXED if paper.document else State.FAILED).value,
            stale=paper.document is not None,
            problem=sentence,
            tries=min(paper.tries + 1, 9),
            not_before=self.clock() + hours * 3600,
        )

    # --- room and locks ----------------------------------------------------------

    @contextmanager
    def _room(self) -> Iterator[Path]:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            room = tempfile.TemporaryDirectory(dir=self.folder, prefix=_COMING)
        except OSError as exc:
            raise not_writable(self.folder, exc) from exc
        with room as name:
            yield Path(name)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """The writer's lock of the index."""
        with self._one_at_a_time, self.index.writing(seconds=LOCK_SECONDS):
            yield


def _spoken(paper: PaperRow, place: ShelfPlace) -> str:
    what = "a late paper" if place.late else _SPOKEN[paper.kind]
    if paper.kind in (PaperKind.REPORT, PaperKind.FILE, PaperKind.SUPPLEMENT) and paper.title:
        what += f" (“{paper.title}”)"
    if place.meeting is None:
        return what
    return f"{place.committee}, {spoken_date(place.meeting.date, place.meeting.time)}: {what}"


def _plain(name: str | None) -> str:
    return slug(name or "", longest=200)


def _differ(where: str, pdf: str, site: str, what: str) -> str:
    return (
        f"The PDF says that the meeting is {where} {pdf}, the site says {site}: "
        f"the site's {what} counts."
    )


def _time(text: str) -> dt.time | str | None:
    """A time of day, however it is written; words that tell none, as they are."""
    try:
        return time_of_day(text) or text.lower().strip()
    except ValueError:
        return text


def _discard(file: Path) -> None:
    """Delete a file and its folder if nothing else is in it; what stays does no harm."""
    try:
        file.unlink(missing_ok=True)
        file.parent.rmdir()
    except OSError:
        pass
