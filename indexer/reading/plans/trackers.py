"""Records out of tables: the tracker of recommendations, executive decisions, the
forward plan and the committee's work plan.

A table is told by what its columns mean (`columns`) together with what is
written above it, and never by one council's template. A row that a page break
cuts is one record with a page and a quote for each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indexer.council.packs import (
    Action,
    Decision,
    ForwardPlanEntry,
    PdfPage,
    PrintedPage,
    RawDocument,
    WorkPlanEntry,
)
from indexer.reading.page_text import fold
from indexer.reading.plans.columns import (
    ACTION,
    DECISION,
    DONE,
    FORWARD,
    WORK,
    is_date_like,
    is_number_like,
    name_columns,
)
from indexer.reading.tables.by_page import Row, Table, joined_rows
from indexer.reading.tables.cells import LISTED

__all__ = ["Records", "read_records", "record_text"]

ENOUGH = 5
"""Points that make a table a tracker or a forward plan; see `_action_points`."""

HEAD = 500
"""Characters of a page that may hold the title of what follows."""

_TRACKER = (
    "tracker|monitoring|matters arising|outstanding actions|outstanding recommendations"
    "|action log|action sheet|action list|action points|action arising|actions arising"
    "|action from|actions from|committee actions|committee's actions|progress of actions"
    "|progress on actions|progress against actions|progress of recomm|progress on recomm"
    "|progress against recomm|scrutiny recommendations|recommendation monitor"
    "|recommendations monitor|recommendation log|recommendations log|recommendation made"
    "|recommendations made"
)
_WORK = "work plan|workplan|work program|workprogram|scrutiny program|forward agenda"
_PAST = "taken by|decision taken|decisions taken|outcome|resolved|resolution"
_AHEAD = "anticipated|expected|planned|proposed|due|to be|forthcoming|not before"
"""What is written above tables, or names their columns, in folded words."""
_DONE_AT_THE_END = (" taken", " made", " agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a document's tables hold as data, each in the order of its pages."""

    actions: tuple[Action, ...] = ()
    decisions: tuple[Decision, ...] = ()
    forward_plan: tuple[ForwardPlanEntry, ...] = ()
    work_plan: tuple[WorkPlanEntry, ...] = ()


@dataclass(slots=True)
class _Whole:
    """A row with all its parts. `quotes`: (page, its words there) for each part."""

    row: Row
    quotes: list[tuple[PdfPage, str]]

    @property
    def cells(self) -> tuple[str, ...]:
        return self.row.cells


@dataclass(slots=True)
class _WholeTable:
    """A table with the parts it has on later pages. `near`: what is written above it."""

    header: tuple[str, ...]
    caption: str
    near: str
    rows: list[_Whole]


def record_text(header: Sequence[str], cells: Sequence[str]) -> str:
    """A row as a person reads it out.

    >>> record_text(["No", "TARGET DATE"], ["1", "March 2022"])
    'No: 1; TARGET DATE: March 2022'
    """
    parts = [
        f"{name.rstrip(':')}: {cell}" if name else cell
        for name, cell in zip(header, cells, strict=True)
        if cell
    ]
    return "; ".join([*map(_without_stop, parts[:-1]), *parts[-1:]])


def _without_stop(text: str) -> str:
    return text[:-1] if text[-1] in ".;" and text[-2:-1].isalnum() else text


def _says(text: str, phrases: str) -> bool:
    return any(phrase in text for phrase in phrases.split("|"))


def read_records(
    tables: Mapping[PdfPage, Sequence[Table]],
    raw: RawDocument,
    *,
    printed: Mapping[PdfPage, PrintedPage | None] | None = None,
    titles: Mapping[PdfPage, str] | None = None,
) -> Records:
    """Every record in a document's tables.

    Args:
        tables: as `indexer.reading.tables.found.see_pages` gives them.
        raw: the document that they are from.
        printed: the printed number of each page, where it is known.
        titles: the title of the item or appendix that a page belongs to, where it
            is known; it helps to tell one kind of table from another.
    """
    printed, titles = printed or {}, titles or {}
    actions: list[Action] = []
    decisions: list[Decision] = []
    forward: list[ForwardPlanEntry] = []
    work: list[WorkPlanEntry] = []
    last_work: PdfPage | None = None
    for table in _whole_tables(tables, raw, titles):
        if not table.rows:
            continue
        first, last = table.rows[0].quotes[0][0], table.rows[-1].quotes[-1][0]
        if columns := _action_columns(table):
            actions += _actions(table, columns, printed)
        elif columns := _forward_columns(table):
            forward += [
                ForwardPlanEntry(**fields, **_place(row.quotes, printed))
                for row, fields in _rows(table, columns, "matter", groups=True)
            ]
        elif columns := _decision_columns(table):
            decisions += [
                Decision(**fields, **_place(row.quotes, printed))
                for row, fields in _rows(table, columns, "text")
            ]
        # The second table of a work plan may stand overleaf, without its title.
        elif columns := _work_columns(
            table, follows=last_work is not None and first - last_work <= 1
        ):
            work += _work_entries(table, columns, printed)
            last_work = last
    return Records(
        actions=tuple(actions),
        decisions=tuple(decisions),
        forward_plan=tuple(forward),
        work_plan=tuple(work),
    )


def _whole_tables(
    tables: Mapping[PdfPage, Sequence[Table]], raw: RawDocument, titles: Mapping[PdfPage, str]
) -> list[_WholeTable]:
    wholes: list[_WholeTable] = []
    texts = {page.pdf_page: page.text for page in raw.pages}
    for pdf_page in sorted(tables):
        for table in tables[pdf_page]:
            if not (table.continues and wholes):
                near = fold(
                    " ".join(
                        (titles.get(pdf_page, ""), table.caption, texts.get(pdf_page, "")[:HEAD])
                    )
                )
                wholes.append(_WholeTable(table.header, table.caption, near, []))
            rows = wholes[-1].rows
            for row in table.rows:
                if row.continues and rows:
                    rows[-1].row = joined_rows(rows[-1].row, row)
                    rows[-1].quotes.append((pdf_page, row.quote))
                else:
                    rows.append(_Whole(row, [(pdf_page, row.quote)]))
    return wholes


# --- the tracker ------------------------------------------------------------


def _action_columns(table: _WholeTable) -> dict[str, int]:
    columns = name_columns(table.header, ACTION)
    if "recommendation" not in columns:
        return {}
    if "status" not in columns:
        free = [
            "" if column in columns.values() else name for column, name in enumerate(table.header)
        ]
        columns |= name_columns(free, DONE)
    # The running number often stands in a column without a name.
    for column, name in enumerate(table.header):
        if not name and _mostly(is_number_like, table, column):
            columns.setdefault("number", column)
    return columns if _action_points(table, columns) >= ENOUGH else {}


def _mostly(fits: Callable[[str], bool], table: _WholeTable, column: int) -> bool:
    """Whether most of a column's cells with words fit."""
    filled = [row.cells[column] for row in table.rows if row.cells[column]]
    return sum(map(fits, filled)) * 2 > len(filled)


def _action_points(table: _WholeTable, columns: Mapping[str, int]) -> int:
    """How much speaks for a committee's own tracker rather than some plan of action.

    A tracker says when a thing was recommended and how it stands; an action plan in
    a report says who does what by when.
    """
    worth = {"date": 2, "status": 2, "update": 1, "target": 1, "officer": 1}
    points = sum(worth.get(field, 0) for field in columns)
    return points + 3 * _says(table.near, _TRACKER) if points >= 2 else 0


def _actions(
    table: _WholeTable, columns: Mapping[str, int], printed: Mapping[PdfPage, PrintedPage | None]
) -> Iterator[Action]:
    for row, fields in _rows(table, columns, "recommendation", groups="date" not in columns):
        yield Action(
            **{**fields, "number": (fields.get("number") or "").rstrip(".")},
            pdf_pages=tuple(page for page, _ in row.quotes),
            printed_pages=tuple(printed.get(page) for page, _ in row.quotes),
            quotes=tuple(row.quotes),
        )


def _place(
    quotes: Sequence[tuple[PdfPage, str]], printed: Mapping[PdfPage, PrintedPage | None]
) -> dict[str, Any]:
    page = quotes[0][0]
    return {"pdf_page": page, "printed_page": printed.get(page), "quotes": tuple(quotes)}


def _rows(
    table: _WholeTable, columns: Mapping[str, int], needed: str, *, groups: bool = False
) -> Iterator[tuple[_Whole, dict[str, Any]]]:
    """Each row that has the needed field, and its fields; `groups`: a date that a row lacks is
    that of the heading above it."""
    group = ""
    for row in table.rows:
        if (heading := _lone_cell(row)) is not None:
            group = heading
            continue
        fields = {field: row.cells[column] or None for field, column in columns.items()}
        if fields[needed] is None:
            continue
        if groups and fields.get("date") is None and is_date_like(group):
            fields["date"] = group
        yield row, fields


# --- decisions, taken and to come -------------------------------------------


def _decision_columns(table: _WholeTable) -> dict[str, int]:
    columns = name_columns(table.header, DECISION)
    if "text" not in columns or _says(fold(" ".join(table.header)), _AHEAD):
        return {}
    return columns if len({"reference", "date", "member"} & columns.keys()) >= 2 else {}


def _forward_columns(table: _WholeTable) -> dict[str, int]:
    columns = name_columns(table.header, FORWARD)
    if "matter" not in columns or len(columns) < 3:
        return {}
    names = [fold(name) for name in (*table.header, table.caption)]
    ahead = any(_says(name, _AHEAD) for name in names[:-1])
    past = any(_says(name, _PAST) or f" {name}".endswith(_DONE_AT_THE_END) for name in names)
    if past and not ahead:
        return {}
    worth = {"matter": 1, "date": 1, "taker": 2, "member": 1, "reference": 1}
    points = sum(worth[field] for field in columns)
    points += 2 if ahead else 0
    if _says(fold(table.caption), _WORK):
        points -= 3
    return columns if points >= ENOUGH and {"date", "taker"} & columns.keys() else {}


# --- the work plan ----------------------------------------------------------


def _work_columns(table: _WholeTable, *, follows: bool) -> dict[str, int]:
    titled = any(_says(text, _WORK) for text in (table.near, fold(" ".join(table.header))))
    if not (titled or follows):
        return {}
    columns = name_columns(table.header, WORK)
    groups = [heading for row in table.rows if (heading := _lone_cell(row)) is not None]
    dated = is_date_like(table.caption) or any(map(is_date_like, groups))
    if "topic" in columns and ("when" in columns or dated):
        return columns
    # Without names for its columns: times on the left, what is planned beside them.
    timed = len(table.header) >= 2 and _mostly(is_date_like, table, 0)
    return {"when": 0, "topic": 1} if timed else {}


def _work_entries(
    table: _WholeTable, columns: Mapping[str, int], printed: Mapping[PdfPage, PrintedPage | None]
) -> Iterator[WorkPlanEntry]:
    when = table.caption if is_date_like(table.caption) else ""
    entries: list[tuple[str, list[str], list[tuple[PdfPage, str]]]] = []
    for row in table.rows:
        heading = _lone_cell(row)
        if heading is not None and is_date_like(heading):
            when = heading
            continue
        stated = row.cells[columns["when"]] if "when" in columns else ""
        when = stated or when
        paragraphs = row.row.paragraphs[columns["topic"]]
        if not when or not paragraphs:
            continue
        if entries and entries[-1][0] == when and not (stated and _vague(when)):
            entries[-1][1].extend(_topics(paragraphs))
            entries[-1][2].extend(row.quotes)
        else:
            entries.append((when, _topics(paragraphs), list(row.quotes)))
    for time, topics, quotes in entries:
        yield WorkPlanEntry(when=time, topics=tuple(topics), **_place(quotes, printed))


def _vague(when: str) -> bool:
    """Two rows that say "TBC" do not mean the same time."""
    return not any(map(str.isdigit, when))


def _topics(paragraphs: Sequence[str]) -> list[str]:
    """A cell's list of topics, without their numbers; a cell without a list is one."""
    if LISTED.match(paragraphs[0]):
        topics: list[str] = []
        for paragraph in paragraphs:
            if mark := LISTED.match(paragraph):
                topics.append(paragraph[mark.end() :])
            else:
                topics[-1] += " " + paragraph
        return topics
    if len(paragraphs) > 1 and all(
        len(paragraph) <= 120 and not paragraph.endswith((".", ":")) for paragraph in paragraphs
    ):
        return list(paragraphs)
    return [" ".join(paragraphs)]


# --- cells ------------------------------------------------------------------


def _lone_cell(row: _Whole) -> str | None:
    """The text of a row that is a heading inside its table: its first cell and no other."""
    if len(row.cells) > 2 and row.cells[0] and not any(row.cells[1:]):
        return row.cells[0]
    return None
