"""One visit to one source: what is new or may have changed is looked at, fetched, indexed.

A quiet visit asks for each committee's list of meetings and takes at most one further
look for each committee: two requests a committee, the site's rules and its list of
committees included. News costs what it costs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from indexer.council.dates import spoken_date
from indexer.sources.record import SourceRecord
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


@dataclass(kw_only=True)
class Visit:
    """A visit.

    Attributes:
        today: the day by the council's clock.
        clock: seconds since 1970.
        thorough: look at everything again, due or not.
        tell: called with what is being done, for whoever waits.
        stop: asked before everything that takes long.
        indexed, failed: names of papers that were indexed, or could not be.
        problems: what went wrong without ending the visit.
    """

    store: Store
    shelf: Shelf
    row: SourceRow
    source: Source
    today: dt.date
    clock: Callable[[], float]
    thorough: bool = False
    tell: Callable[[str], None] = lambda _: None
    stop: Callable[[], bool] = lambda: False
    indexed: list[str] = field(default_factory=list, init=False)
    failed: list[str] = field(default_factory=list, init=False)
    problems: list[str] = field(default_factory=list, init=False)
    _silent: int = field(default=0, init=False)
    _titles: dict[str, str] = field(default_factory=dict, init=False)

    @property
    def _record(self) -> SourceRecord:
        return SourceRecord(store=self.store, source=self.row, today=self.today, clock=self.clock)

    def run(self) -> None:
        """Visit the source.

        Raises:
            SourceError: the source cannot be used now; what was done until then is kept.
            VisitStopped: `stop` said so; the same.
            StorageError
        """
        if self.source.parts:
            self._visit_meetings()
        else:
            self._visit_files()

    def _tell(self, what: str) -> None:
        self._go_on()
        self.tell(what)

    def _progress(self, doing: str, _done: int, _total: int) -> None:
        # What goes wrong while a paper is read counts as the paper's fault.
        if doing == "embedding":
            self._go_on()

    def _go_on(self) -> None:
        if self.stop():
            raise VisitStopped("The visit was stopped.")

    # --- sources with meetings ---------------------------------------------------

    def _visit_meetings(self) -> None:
        committees = self._watched()
        spare = len(committees)
        spare -= self._learn_rules(spare)
        if not committees or (spare > 0 and self._is_old(self.row.committees_at)):
            self._tell("committees")
            self.store.put_committees(self.row.id, self.source.committees(), now=self.clock())
            committees = self._watched()
            spare -= 1
        self._titles = self.store.titles(self.row.id)
        since = self.row.since or self.today - MONTH * self.row.months
        listed = self._list_meetings(committees, since)
        try:
            self._look_at_news(listed)
            self._look_again(committees, listed, spare)
        finally:
            self._purge()

    def _watched(self) -> list[Committee]:
        known = self.store.committees(self.row.id)
        if self.row.chosen is None:
            return [one for one in known if one.current]
        return [one for one in known if one.id in self.row.chosen]

    def _learn_rules(self, spare: int) -> int:
        """Obey the site's rules for robots; how many requests that took."""
        web = self.source.web
        if web is None:
            return 0
        if self.row.rules is not None and (spare <= 0 or not self._is_old(self.row.rules_at)):
            web.obey(self.row.rules)
            return 0
        self.store.update_source(self.row.id, rules=web.robots(), rules_at=self.clock())
        return 1

    def _is_old(self, at: float | None) -> bool:
        now = self.clock()
        return now - past(at, now) > CALM_HOURS * HOUR

    def _list_meetings(self, committees: Sequence[Committee], since: dt.date) -> set[str]:
        """Ask for every committee's meetings; the ids of committees that answered."""
        answered: set[str] = set()
        until = self.today + AHEAD
        for one in committees:
            self._tell(f"{one.title}: meetings")
            try:
                with contained(f"The list of meetings of {one.title}"):
                    found = self.source.meetings(one.id, since, until)
                    self._record.keep_meetings(one, found, since=since, until=until)
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
        papers = self.store.papers_by_meeting(self.row.id)
        meetings = [one for one in self.store.meetings(self.row.id) if one.committee in committees]
        # What is coming first, then backwards in time. Papers are fetched once all looks
        # are taken: what one meeting shows may be restricted at another.
        coming = [one for one in meetings if one.date >= self.today]
        past = [one for one in reversed(meetings) if one.date < self.today]
        for batch in (coming, past):
            changed = []
            for meeting in batch:
                looked = False
                for part in self.source.parts:
                    if part not in meeting.looks and self._shows(meeting, part):
                        meeting, looked = self._look(meeting, part), True
                if looked or any(
                    is_due(one, self.clock()) for one in papers.get(meeting.meeting, [])
                ):
                    changed.append(meeting)
            for meeting in changed:
                self._settle(meeting)

    def _look_again(self, committees: Sequence[Committee], answered: set[str], spare: int) -> None:
        """The most overdue thing of each committee, the most overdue committees first."""
        most: list[_Due] = []
        meetings = self.store.meetings(self.row.id)
        by_meeting = self.store.papers_by_meeting(self.row.id)
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
            if self.thorough:
                most.extend(due)
            else:
                most.extend(one for one in due[:1] if one.ratio >= 1)
        most.sort(key=lambda one: -one.ratio)
        for one in most if self.thorough else most[: max(spare, 0)]:
            self._do(one)

    def _due(self, meeting: MeetingRow, papers: Sequence[PaperRow]) -> list[_Due]:
        now, today = self.clock(), self.today
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
            for part in self.source.parts
            if self._shows(meeting, part)
        ]
        for paper in papers:
            found += self._due_paper(meeting, paper)
        return found

    def _due_paper(self, meeting: MeetingRow | None, paper: PaperRow) -> list[_Due]:
        if paper.state is not State.INDEXED:
            return []
        now, found = self.clock(), []
        for at, hours, whole in (
            (paper.marked_at, interval_of_mark(meeting, paper, today=self.today), False),
            (paper.fetched_at, interval_of_fetch(meeting, paper, today=self.today), True),
        ):
            if hours != float("inf"):
                ratio = (now - past(at, now)) / (HOUR * hours)
                found.append(_Due(ratio, meeting, paper=paper, whole=whole))
        return found

    def _do(self, due: _Due) -> None:
        if due.paper is None:
            assert due.meeting is not None
            # Looks taken a moment ago must not be forgotten.
            meeting = self.store.meeting(due.meeting.source, due.meeting.meeting)
            self._settle(self._look(meeting, due.part))
            return
        changed = due.whole or self._has_changed(due.paper)
        if changed:
            self.store.update_paper(due.paper.id, stale=True, not_before=0.0)
            self._settle(due.meeting)

    def _has_changed(self, paper: PaperRow) -> bool:
        try:
            with contained(paper.url or paper.title):
                mark = self.source.mark(paper)
        except SiteBusy:
            raise
        except SourceError as exc:
            self.problems.append(str(exc))
            self.store.update_paper(paper.id, marked_at=self.clock(), problem=str(exc))
            self._count_silence(exc)
            return False
        self._silent = 0
        known = "tail" if mark.tail else "size" if mark.size is not None else "none"
        self.store.update_paper(paper.id, marked_at=self.clock(), marks=known, problem="")
        return Mark(size=paper.size, tail=paper.tail).differs(mark)

    def _look(self, meeting: MeetingRow, part: str) -> MeetingRow:
        """Ask for one part of a meeting; the meeting as it is then known."""
        title = self._titles.get(meeting.committee, "")
        self._tell(f"{title}, {meeting.date:%-d %b %Y}")
        try:
            with contained("What the site tells of it"):
                look = self.source.look(meeting.meeting, meeting.committee, part)
                self._silent = 0
                self._record.keep_look(meeting, title, part, look)
        except SiteBusy:
            raise
        except SourceError as exc:
            # Sites take the page of a cancelled meeting away, or say that it is cancelled
            # and no more: that is no fault, and none of its papers has gone for that.
            problem = "" if meeting.cancelled and isinstance(exc, WrongPage) else str(exc)
            if problem:
                self.problems.append(f"{title}, {spoken_date(meeting.date)}: {problem}")
            self.store.update_meeting(
                meeting,
                problem=problem,
                looks={**meeting.looks, part: self.clock()},
            )
            self._count_silence(exc)
        return self.store.meeting(meeting.source, meeting.meeting)

    def _shows(self, meeting: MeetingRow, part: str) -> bool:
        """Whether a part may be asked for: of a hidden meeting only the first."""
        return not meeting.hidden or part == self.source.parts[0]

    def _count_silence(self, exc: SourceError) -> None:
        """End the visit where nothing answers any more."""
        if isinstance(exc, SiteUnreachable | ServiceOff):
            self._silent += 1
            if self._silent >= IN_A_ROW:
                raise exc

    # --- papers ------------------------------------------------------------------

    def _purge(self) -> None:
        """Take out what another meeting's look has shown to be restricted."""
        for row in self.store.papers(source=self.row.id):
            if row.state is State.RESTRICTED and row.document and row.meeting:
                self._settle_one(row, self.store.meeting(row.source, row.meeting), wanted=False)

    def _settle(self, meeting: MeetingRow | None) -> None:
        """Bring the index in line with what is listed for a meeting, or by a source of files."""
        what = self.row.name
        if meeting is not None:
            title = self._titles.get(meeting.committee, "")
            what = f"{title}, {spoken_date(meeting.date)}"
        try:
            with contained(what):
                self._bring_in_line(meeting)
        except Unforeseen as exc:
            self.problems.append(str(exc))

    def _bring_in_line(self, meeting: MeetingRow | None) -> None:
        of_meeting = meeting.meeting if meeting else None
        day = meeting.date if meeting else self.today
        # The pack first: what it holds is indexed by itself only where it cannot be used.
        for packs in (True, False):
            rows = self.store.papers(source=self.row.id, meeting=of_meeting)
            shown = [
                one
                for one in rows
                if one.state is not State.RESTRICTED
                and one.missing < 2
                and not (one.kind is PaperKind.PACK and one.state is State.FAILED)
            ]
            wanted = self.source.wanted(day, shown)
            has_pack = any(one.kind is PaperKind.PACK for one in shown)
            in_pack = any(one.kind is PaperKind.PACK and one.document for one in rows)
            for row in rows:
                if (row.kind is PaperKind.PACK) is packs:
                    late = row.kind is PaperKind.REPORT and has_pack
                    self._settle_one(
                        row, meeting, wanted=row.key in wanted, late=late, in_pack=in_pack
                    )

    def _settle_one(
        self,
        row: PaperRow,
        meeting: MeetingRow | None,
        *,
        wanted: bool,
        late: bool = False,
        in_pack: bool = False,
    ) -> None:
        place = ShelfPlace(
            source=self.row,
            meeting=meeting,
            late=late,
            committee=self._titles.get(meeting.committee, "") if meeting else "",
            backlog=bool(
                meeting and self.row.first_complete_at is None and meeting.date < self.today
            ),
        )
        if row.state is State.RESTRICTED:
            if row.document:
                self.shelf.drop(row, place, State.RESTRICTED)
        elif row.missing >= 2:
            if row.state is not State.WITHDRAWN:
                self.shelf.drop(row, place, State.WITHDRAWN)
        elif not wanted and not (row.kind is PaperKind.PACK and row.state is State.FAILED):
            if row.state is State.INDEXED and in_pack:
                self.shelf.drop(row, place, State.COVERED)
            elif row.state in (State.WANTED, State.FAILED):
                self.store.update_paper(row.id, state=State.COVERED.value, problem="")
        else:
            if row.state is State.COVERED:
                row = replace(row, state=State.WANTED)
                self.store.update_paper(row.id, state=State.WANTED.value)
            if is_due(row, self.clock()):
                row = self._take(row, place)
            if row.state is State.INDEXED and meeting is not None:
                self.shelf.compare(row, place)

    def _take(self, row: PaperRow, place: ShelfPlace) -> PaperRow:
        """Fetch a paper; the paper as it is then known."""
        self._tell(f"{row.name}: fetching")
        state = self.shelf.take(self.source, row, place, progress=self._progress)
        after = self.store.paper(row.id)
        if state is State.INDEXED:
            self.indexed.append(row.name)
            self._silent = 0
        elif state is State.FAILED:
            self.failed.append(row.name)
            self.problems.append(after.problem)
        return after

    # --- sources with files only ---------------------------------------------------

    def _visit_files(self) -> None:
        self._learn_rules(1)
        listed = self.source.papers()
        known = [
            one for one in self.store.papers(source=self.row.id) if one.state is not State.WITHDRAWN
        ]
        if known and not listed:
            raise OddAnswer(
                f"{self.row.address} holds no PDF any more: nothing was taken out of the "
                "index. Remove the source if that is intended."
            )
        self._record.keep_files(listed)
        self._settle(None)
        due = [
            one
            for row in self.store.papers(source=self.row.id)
            if row.url
            for one in self._due_paper(None, row)
            if one.ratio >= 1 or self.thorough
        ]
        for one in due:
            self._do(one)
