"""One visit to one source: what is new or may have changed is looked at, fetched, indexed.

A quiet visit asks for each committee's list of meetings and takes at most one further
look for each committee: two requests a committee, the site's rules and its list of
committees included. News costs what it costs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from indexer.council.dates import spoken_date
from indexer.sources.record import record_files, record_look, record_meetings
from indexer.sources.shelf import Shelf, ShelfPlace
from indexer.sources.source import Committee, PaperKind, Source
from indexer.sources.source_problems import (
    OddAnswer,
    ServiceOff,
    SiteBusy,
    SiteUnreachable,
    SourceError,
    Unforeseen,
    VisitStopped,
    WrongPage,
    contained,
)
from indexer.sources.store import MeetingRow, PaperRow, SourceRow, State, Store
from indexer.sources.web import Mark
from indexer.sources.when import (
    interval_of_fetch,
    interval_of_look,
    interval_of_mark,
    is_due,
    past,
)

__all__ = ["Visit"]

HOUR = 3600.0
CALM_HOURS = 24.0
"""How long a site's rules and its list of committees are taken as they were."""

AHEAD = dt.timedelta(days=730)
"""How far ahead meetings are asked for: councils set their calendars for a year or two."""

MONTH = dt.timedelta(days=31)
IN_A_ROW = 3
"""So many meetings or papers in a row without an answer, and the site counts as down."""


@dataclass(frozen=True, slots=True)
class _Due:
    """Something to look at again; `ratio` says how overdue it is, 1 being just due."""

    ratio: float
    meeting: MeetingRow | None
    part: str = ""
    paper: PaperRow | None = None
    whole: bool = False


class Visit:
    """A visit.

    Args:
        today: the day by the council's clock.
        clock: seconds since 1970.
        thorough: look at everything again, due or not.
        tell: called with what is being done, for whoever waits.
        progress: of reading and embedding, as `Index.add` calls it.
        stop: asked before everything that takes long.

    Attributes:
        indexed, failed: names of papers that were indexed, or could not be.
        problems: what went wrong without ending the visit.
    """

    def __init__(
        self,
        store: Store,
        shelf: Shelf,
        row: SourceRow,
        source: Source,
        *,
        today: dt.date,
        clock: Callable[[], float],
        thorough: bool = False,
        tell: Callable[[str], None] = lambda _: None,
        progress: Callable[[str, int, int], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self.indexed: list[str] = []
        self.failed: list[str] = []
        self.problems: list[str] = []
        self._store = store
        self._shelf = shelf
        self._row = row
        self._source = source
        self._today = today
        self._clock = clock
        self._thorough = thorough
        self._say = tell
        self._say_progress = progress
        self._stop = stop
        self._silent = 0
        self._titles: dict[str, str] = {}

    def run(self) -> None:
        """Visit the source.

        Raises:
            SourceError: the source cannot be used now; what was done until then is kept.
            VisitStopped: `stop` said so; the same.
            StorageError
        """
        if self._source.parts:
            self._visit_meetings()
        else:
            self._visit_files()

    def _tell(self, what: str) -> None:
        if self._stop():
            raise VisitStopped("The visit was stopped.")
        self._say(what)

    def _progress(self, doing: str, done: int, total: int) -> None:
        # What goes wrong while a paper is read counts as the paper's fault.
        if doing == "embedding" and self._stop():
            raise VisitStopped("The visit was stopped.")
        if self._say_progress:
            self._say_progress(doing, done, total)

    # --- sources with meetings ---------------------------------------------------

    def _visit_meetings(self) -> None:
        committees = self._watched()
        spare = len(committees)
        spare -= self._learn_rules(spare)
        if not committees or (spare > 0 and self._is_old(self._row.committees_at)):
            self._tell("committees")
            self._store.put_committees(self._row.id, self._source.committees(), now=self._clock())
            committees = self._watched()
            spare -= 1
        self._titles = self._store.titles(self._row.id)
        since = self._row.since or self._today - MONTH * self._row.months
        listed = self._list_meetings(committees, since)
        try:
            self._look_at_news(listed)
            self._look_again(committees, listed, spare)
        finally:
            self._purge()

    def _watched(self) -> list[Committee]:
        known = self._store.committees(self._row.id)
        if self._row.chosen is None:
            return [one for one in known if one.current]
        return [one for one in known if one.id in self._row.chosen]

    def _learn_rules(self, spare: int) -> int:
        """Obey the site's rules for robots; how many requests that took."""
        if self._row.rules is not None and (spare <= 0 or not self._is_old(self._row.rules_at)):
            self._source.obey(self._row.rules)
            return 0
        rules = self._source.rules()
        if rules is None:
            return 0
        self._store.update_source(self._row.id, rules=rules, rules_at=self._clock())
        return 1

    def _is_old(self, at: float | None) -> bool:
        now = self._clock()
        return now - past(at, now) > CALM_HOURS * HOUR

    def _list_meetings(self, committees: Sequence[Committee], since: dt.date) -> set[str]:
        """Ask for every committee's meetings; the ids of committees that answered."""
        answered: set[str] = set()
        until = self._today + AHEAD
        for one in committees:
            self._tell(f"{one.title}: meetings")
            try:
                with contained(f"The list of meetings of {one.title}"):
                    found = self._source.meetings(one.id, since, until)
                    record_meetings(
                        self._store,
                        self._row,
                        one,
                        found,
                        since=since,
                        until=until,
                        today=self._today,
                        now=self._clock(),
                    )
            except (SiteBusy, SiteUnreachable):
                raise
            except SourceError as exc:
                # The first answer tells whether the service works at all.
                if not answered and not isinstance(exc, Unforeseen):
                    raise
                self.problems.append(f"{one.title}: {exc}")
                continue
            answered.add(one.id)
        return answered

    def _look_at_news(self, committees: set[str]) -> None:
        """Meetings that are new or have changed, and papers that are still to be fetched."""
        papers = self._store.papers_by_meeting(self._row.id)
        meetings = [
            one for one in self._store.meetings(self._row.id) if one.committee in committees
        ]
        # What is coming first, then backwards in time. Papers are fetched once all looks
        # are taken: what one meeting shows may be restricted at another.
        coming = [one for one in meetings if one.date >= self._today]
        past = [one for one in reversed(meetings) if one.date < self._today]
        for batch in (coming, past):
            changed = []
            for meeting in batch:
                looked = False
                for part in self._source.parts:
                    if part not in meeting.looks and self._shows(meeting, part):
                        meeting, looked = self._look(meeting, part), True
                if looked or any(
                    is_due(one, self._clock()) for one in papers.get(meeting.meeting, [])
                ):
                    changed.append(meeting)
            for meeting in changed:
                self._settle(meeting)

    def _look_again(self, committees: Sequence[Committee], answered: set[str], spare: int) -> None:
        """The most overdue thing of each committee, the most overdue committees first."""
        most: list[_Due] = []
        meetings = self._store.meetings(self._row.id)
        by_meeting = self._store.papers_by_meeting(self._row.id)
        for committee in committees:
            if committee.id not in answered:
                continue
            due = [
                one
                for meeting in meetings
                if meeting.committee == committee.id
                for one in self._due(meeting, by_meeting.get(meeting.meeting, []))
            ]
            due.sort(key=lambda one: -one.ratio)
            if self._thorough:
                most.extend(due)
            else:
                most.extend(one for one in due[:1] if one.ratio >= 1)
        most.sort(key=lambda one: -one.ratio)
        for one in most if self._thorough else most[: max(spare, 0)]:
            self._do(one)

    def _due(self, meeting: MeetingRow, papers: Sequence[PaperRow]) -> list[_Due]:
        now, today = self._clock(), self._today
        complete = not any(one.missing or is_due(one, now) for one in papers) and any(
            one.kind is PaperKind.PACK and one.document for one in papers
        )
        found = [
            _Due(
                (now - past(meeting.looks.get(part), now))
                / (HOUR * interval_of_look(meeting, part, today=today, complete=complete)),
                meeting,
                part=part,
            )
            for part in self._source.parts
            if self._shows(meeting, part)
        ]
        for paper in papers:
            found += self._due_paper(meeting, paper)
        return found

    def _due_paper(self, meeting: MeetingRow | None, paper: PaperRow) -> list[_Due]:
        if paper.state is not State.INDEXED:
            return []
        now, found = self._clock(), []
        for at, hours, whole in (
            (paper.marked_at, interval_of_mark(meeting, paper, today=self._today), False),
            (paper.fetched_at, interval_of_fetch(meeting, paper, today=self._today), True),
        ):
            if hours != float("inf"):
                ratio = (now - past(at, now)) / (HOUR * hours)
                found.append(_Due(ratio, meeting, paper=paper, whole=whole))
        return found

    def _do(self, due: _Due) -> None:
        if due.paper is None:
            assert due.meeting is not None
            # Looks taken a moment ago must not be forgotten.
            meeting = self._store.meeting(due.meeting.source, due.meeting.meeting)
            self._settle(self._look(meeting, due.part))
            return
        changed = due.whole or self._has_changed(due.paper)
        if changed:
            self._store.update_paper(due.paper.id, stale=True, not_before=0.0)
            if due.meeting is None:
                self._settle_files()
            else:
                self._settle(due.meeting)

    def _has_changed(self, paper: PaperRow) -> bool:
        try:
            with contained(paper.url or paper.title):
                mark = self._source.mark(paper)
        except SiteBusy:
            raise
        except SourceError as exc:
            self.problems.append(str(exc))
            self._store.update_paper(paper.id, marked_at=self._clock(), problem=str(exc))
            self._count_silence(exc)
            return False
        self._silent = 0
        known = "tail" if mark.tail else "size" if mark.size is not None else "none"
        self._store.update_paper(paper.id, marked_at=self._clock(), marks=known, problem="")
        return Mark(size=paper.size, tail=paper.tail).differs(mark)

    def _look(self, meeting: MeetingRow, part: str) -> MeetingRow:
        """Ask for one part of a meeting; the meeting as it is then known."""
        title = self._titles.get(meeting.committee, "")
        self._tell(f"{title}, {meeting.date:%-d %b %Y}")
        try:
            with contained("What the site tells of it"):
                look = self._source.look(meeting.meeting, meeting.committee, part)
                self._silent = 0
                record_look(
                    self._store,
                    self._row,
                    meeting,
                    title=title,
                    part=part,
                    look=look,
                    today=self._today,
                    now=self._clock(),
                )
        except SiteBusy:
            raise
        except SourceError as exc:
            # Sites take the page of a cancelled meeting away, or say that it is cancelled
            # and no more: that is no fault, and none of its papers has gone for that.
            problem = "" if meeting.cancelled and isinstance(exc, WrongPage) else str(exc)
            if problem:
                self.problems.append(f"{title}, {spoken_date(meeting.date)}: {problem}")
            self._store.update_meeting(
                meeting.source,
                meeting.meeting,
                problem=problem,
                looks={**meeting.looks, part: self._clock()},
            )
            self._count_silence(exc)
        return self._store.meeting(meeting.source, meeting.meeting)

    def _shows(self, meeting: MeetingRow, part: str) -> bool:
        """Whether a part may be asked for: of a hidden meeting only the first."""
        return not meeting.hidden or part == self._source.parts[0]

    def _count_silence(self, exc: SourceError) -> None:
        """End the visit where nothing answers any more."""
        if isinstance(exc, SiteUnreachable | ServiceOff):
            self._silent += 1
            if self._silent >= IN_A_ROW:
                raise exc

    # --- papers ------------------------------------------------------------------

    def _purge(self) -> None:
        """Take out what another meeting's look has shown to be restricted."""
        for row in self._store.papers(self._row.id):
            if row.state is State.RESTRICTED and row.document and row.meeting:
                self._settle_one(row, self._store.meeting(row.source, row.meeting), wanted=False)

    def _settle(self, meeting: MeetingRow) -> None:
        """Bring the index in line with what a meeting's site lists."""
        title = self._titles.get(meeting.committee, "")
        try:
            with contained(f"{title}, {spoken_date(meeting.date)}"):
                self._bring_in_line(meeting)
        except Unforeseen as exc:
            self.problems.append(str(exc))

    def _bring_in_line(self, meeting: MeetingRow) -> None:
        for _ in range(2):
            rows = self._store.papers(self._row.id, meeting=meeting.meeting)
            shown = [
                one
                for one in rows
                if one.state is not State.RESTRICTED
                and one.missing < 2
                # Where a pack cannot be used, its reports are taken one by one.
                and not (one.kind is PaperKind.PACK and one.state is State.FAILED)
            ]
            wanted = self._source.wanted(meeting.date, shown)
            failed_before = len(self.failed)
            has_pack = any(one.kind is PaperKind.PACK for one in shown)
            for row in sorted(rows, key=lambda one: one.kind is not PaperKind.PACK):
                late = row.kind is PaperKind.REPORT and has_pack
                self._settle_one(row, meeting, wanted=row.key in wanted, late=late)
            if len(self.failed) == failed_before:
                break
        self._drop_covered(meeting)

    def _settle_one(
        self, row: PaperRow, meeting: MeetingRow | None, *, wanted: bool, late: bool = False
    ) -> None:
        place = ShelfPlace(
            source=self._row,
            meeting=meeting,
            late=late,
            committee=self._titles.get(meeting.committee, "") if meeting else "",
            backlog=bool(
                meeting and self._row.first_complete_at is None and meeting.date < self._today
            ),
        )
        if row.state is State.RESTRICTED:
            if row.document:
                self._shelf.drop(row, place, State.RESTRICTED)
        elif row.missing >= 2:
            if row.state is not State.WITHDRAWN:
                self._shelf.drop(row, place, State.WITHDRAWN)
        elif not wanted and not (row.kind is PaperKind.PACK and row.state is State.FAILED):
            if row.state in (State.WANTED, State.FAILED):
                self._store.update_paper(row.id, state=State.COVERED.value, problem="")
        else:
            if row.state is State.COVERED:
                row = replace(row, state=State.WANTED)
                self._store.update_paper(row.id, state=State.WANTED.value)
            if is_due(row, self._clock()):
                self._take(row, place)
                row = self._store.paper(row.id)
            if row.state is State.INDEXED and meeting is not None:
                self._shelf.compare(row, place)

    def _take(self, row: PaperRow, place: ShelfPlace) -> None:
        self._tell(f"{row.name}: fetching")
        state = self._shelf.take(self._source, row, place, progress=self._progress)
        after = self._store.paper(row.id)
        if state is State.INDEXED:
            self.indexed.append(row.name)
            self._silent = 0
        elif state is State.FAILED:
            self.failed.append(row.name)
            self.problems.append(after.problem)

    def _drop_covered(self, meeting: MeetingRow) -> None:
        """Take out single papers once a pack that holds them is indexed."""
        rows = self._store.papers(self._row.id, meeting=meeting.meeting)
        if not any(one.kind is PaperKind.PACK and one.document for one in rows):
            return
        shown = [one for one in rows if one.state is not State.RESTRICTED and one.missing < 2]
        wanted = self._source.wanted(meeting.date, shown)
        for row in shown:
            if row.key not in wanted and row.state is State.INDEXED:
                self._shelf.drop(row, ShelfPlace(source=self._row, meeting=meeting), State.COVERED)

    # --- sources with files only ---------------------------------------------------

    def _visit_files(self) -> None:
        self._learn_rules(1)
        listed = self._source.papers()
        known = [
            one for one in self._store.papers(self._row.id) if one.state is not State.WITHDRAWN
        ]
        if known and not listed:
            raise OddAnswer(
                f"{self._row.address} holds no PDF any more: nothing was taken out of the "
                "index. Remove the source if that is intended."
            )
        record_files(self._store, self._row, listed, now=self._clock())
        self._settle_files()
        due = [
            one
            for row in self._store.papers(self._row.id)
            if row.url
            for one in self._due_paper(None, row)
            if one.ratio >= 1 or self._thorough
        ]
        for one in due:
            self._do(one)

    def _settle_files(self) -> None:
        for row in self._store.papers(self._row.id):
            self._settle_one(row, None, wanted=True)
