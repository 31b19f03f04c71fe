"""An understood pack for a person to read, or as JSON for a program.

The JSON is the contract of ``packhorse show --json``: unknown is null or absent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import count
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from indexer.council.dates import spoken_date, spoken_day
from indexer.council.packs import (
    Action,
    EarlierMinutes,
    Item,
    MinutedAction,
    Pack,
    PageKind,
    PdfPage,
    PrintedPage,
    Vote,
    page_name,
)
from indexer.evidence.passages import Unit
from indexer.store.catalogue import PassageRow

__all__ = ["ReportTable", "as_json", "as_text", "report_tables", "some_fields"]

Json = dict[str, Any]

COLUMN = 12
"""Columns of the screen that a table's column needs on average; with fewer, its rows are
lines."""


@dataclass(slots=True, kw_only=True)
class ReportTable:
    """A table of a paper, as far as its rows became evidence.

    Attributes:
        header: the name of each column, "" where it has none.
        rows: cells by column.
    """

    pdf_page: PdfPage
    printed_page: PrintedPage | None
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def report_tables(passages: Iterable[PassageRow]) -> list[ReportTable]:
    """The tables that passages, in reading order, are rows of. A table that goes on over a
    page stays one as long as its columns do."""
    found: list[ReportTable] = []
    columns: dict[tuple[str, int], int] = {}
    before = ""
    for passage in passages:
        for unit in passage.units:
            if not unit.cells:
                columns, before = {}, ""
                continue
            label = _label(unit)
            nth: dict[str, count[int]] = {}
            cells = {
                (header, next(nth.setdefault(header, count()))): cell
                for header, cell in ((("", label),) if label else ()) + unit.cells
            }
            known = columns.keys() & cells.keys()
            if not (known - {("", 0)} or len(known) == len(cells) or (label and before)):
                columns, before = {}, ""
                found.append(
                    ReportTable(pdf_page=passage.pdf_page, printed_page=passage.printed_page)
                )
            table = found[-1]
            for key in cells:
                if key not in columns:
                    columns[key] = len(columns)
                    table.header.append(key[0])
            if not label or label != before:
                table.rows.append([])
            row = table.rows[-1]
            row += [""] * (len(columns) - len(row))
            for key, cell in cells.items():
                said = row[columns[key]]
                row[columns[key]] = cell if cell == said else f"{said} {cell}".strip()
            before = label
    for table in found:
        for row in table.rows:
            row += [""] * (len(table.header) - len(row))
    return found


def _label(unit: Unit) -> str:
    """What names the row that a unit is a piece of, a row with long cells being cut; "" for
    a whole row."""
    header, cell = unit.cells[0]
    said = f"{header}: {cell}" if header else cell
    return unit.text.removesuffix(said).rstrip(" –") if len(unit.cells) == 1 else ""


def as_json(
    pack: Pack,
    superseded: Mapping[PdfPage, str] | None = None,
    tables: Sequence[ReportTable] = (),
) -> Json:
    """The pack as plain values that ``json.dumps`` takes.

    Args:
        superseded: pages that a later paper replaces, and that paper's name.
    """
    return {
        **some_fields(pack, "document title"),
        **some_fields(pack.meeting, "council committee date time venue"),
        **some_fields(pack, "contact published kind members venue_information"),
        "asked": _each(pack.asked, ASKED),
        "points": _each(pack.points, POINT),
        # A report by itself is no item of an agenda: what it asks stands at the top.
        "items": [_item(item) for item in pack.items if item.number or len(pack.items) > 1],
        "minutes": [_minutes(minutes) for minutes in pack.minutes],
        "recommendations": _each(pack.recommendations, RECOMMENDATION),
        "officers": list(pack.officers),
        "actions": [
            *(some_fields(one, ACTION) | {"number": one.number or None} for one in pack.actions),
            *(
                _minuted(action)
                for minutes in pack.minutes
                for minute in minutes.minutes
                for action in minute.actions
            ),
        ],
        "decisions": _each(pack.decisions, "reference date text description member" + PAGE),
        "forward_plan": _each(pack.forward_plan, "date matter reference taker member" + PAGE),
        "work_plan": _each(pack.work_plan, "when topics" + PAGE),
        "pages": _each(pack.pages, "pdf_page printed_page item appendix kind ocr"),
        "tables": _each(tables, "header rows" + PAGE),
        "abbreviations": dict(pack.abbreviations),
        "exempt_pages": _each(pack.exempt_pages, "pdf_page printed_page why"),
        "superseded": [
            {**some_fields(page, "pdf_page printed_page"), "by": by}
            for page in pack.pages
            if (by := (superseded or {}).get(page.pdf_page))
        ],
        "warnings": list(pack.warnings),
    }


PAGE = " printed_page pdf_page"
SPAN = " first_page last_page first_pdf_page last_pdf_page"
ASKED = "do text" + PAGE
POINT = "text quote" + PAGE
RECOMMENDATION = "number text" + PAGE
ACTION = "number date recommendation target officer update status printed_pages pdf_pages"
"""Fields that are shown, in their order."""

_NAMES = {"printed_page": "page", "printed_pages": "pages", "for_": "for"}
"""What fields are called in JSON, where that differs."""


def some_fields(record: object, names: str) -> Json:
    """Some fields of a record, by the names that they have in JSON."""
    return {_NAMES.get(name, name): _plain(getattr(record, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _each(records: Iterable[object], names: str) -> list[Json]:
    return [some_fields(one, names) for one in records]


def _item(item: Item) -> Json:
    return {
        "number": item.number or None,
        **some_fields(item, "title purpose" + SPAN + " officers"),
        "asked": _each(item.asked, ASKED),
        "points": _each(item.points, POINT),
        "recommendations": _each(item.recommendations, RECOMMENDATION),
        "appendices": _each(item.appendices, "label title" + SPAN),
        "sections": _each(item.sections, "name heading number first_pdf_page last_pdf_page"),
        **some_fields(item, "report_title report_date addressee exempt late"),
    }


def _minutes(minutes: EarlierMinutes) -> Json:
    attendance = "present in_attendance apologies"
    return {
        **some_fields(minutes, f"meeting_date committee {attendance} first_pdf_page last_pdf_page"),
        "minutes": [
            {
                **some_fields(minute, "number title"),
                "agreed": [agreed.text for agreed in minute.agreed],
                "agreed_pages": [agreed.printed_page for agreed in minute.agreed],
                "undertakings": [said.text for said in minute.undertakings],
                "actions": [_minuted(action) for action in minute.actions],
                "votes": _each(minute.votes, "for_ against abstained" + PAGE),
                **some_fields(minute, PAGE),
            }
            for minute in minutes.minutes
        ],
    }


def _minuted(action: MinutedAction) -> Json:
    """An action of minutes, with the keys that a row of the tracker has."""
    return dict.fromkeys(_NAMES.get(name, name) for name in ACTION.split()) | {
        "recommendation": action.text,
        "officer": action.who,
        "pages": [action.printed_page],
        "pdf_pages": [action.pdf_page],
    }


# --- for a person ----------------------------------------------------------------------


def as_text(
    pack: Pack,
    superseded: Mapping[PdfPage, str] | None = None,
    tables: Sequence[ReportTable] = (),
    *,
    width: int = 100,
) -> str:
    """An outline to read: the meeting, the items with what they ask, the minutes, the
    tables, and what could not be told.

    Args:
        superseded: pages that a later paper replaces, and that paper's name.
        width: how many characters a table's line may have.
    """
    lines = [*_head_lines(pack), *_item_lines(pack), *_minute_lines(pack)]
    lines += _record_lines(pack, width)
    for table in tables:
        lines += ["", f"TABLE, {_at(table)}"]
        lines += _table(table.header, table.rows, width)
    if pack.exempt_pages:
        lines += ["", "NOT FOR THE PUBLIC"]
        lines += [f"  {_at(page)}: {page.why}" for page in pack.exempt_pages]
    replaced = [page for page in pack.pages if page.pdf_page in (superseded or {})]
    if replaced and superseded:
        lines += ["", "REPLACED BY A LATER PAPER"]
        lines += [f"  {_at(page)}: see {superseded[page.pdf_page]}" for page in replaced]
    if pack.warnings:
        lines += ["", "TO CHECK", *(f"  {warning}" for warning in pack.warnings)]
    return "\n".join(lines) + "\n"


def _head_lines(pack: Pack) -> list[str]:
    meeting = pack.meeting
    lines = [pack.title or pack.document]
    day = spoken_day(meeting.date) if meeting.date else None
    about = (
        ("Council", meeting.council),
        ("Committee", meeting.committee),
        ("Meeting", _join(", ", [day, meeting.time, meeting.venue])),
        ("Published", spoken_date(pack.published) if pack.published else None),
        ("Contact", pack.contact),
        ("Members", ", ".join(pack.members) or None),
        ("Pages", _page_counts(pack)),
    )
    lines += [f"  {name}: {value}" for name, value in about if value]
    return lines


def _page_counts(pack: Pack) -> str:
    stamped = [page for page in pack.pages if page.printed_page is not None]
    text = f"{len(pack.pages)} in the file ({pack.kind.value})"
    if stamped:
        text += (
            f", printed {stamped[0].printed_page}-{stamped[-1].printed_page} "
            f"from PDF page {stamped[0].pdf_page} on"
        )
    else:
        text += ", no printed page numbers"
    read = sum(page.ocr for page in pack.pages)
    blank = sum(page.kind is PageKind.BLANK for page in pack.pages)
    if read:
        text += f", {read} read by OCR"
    if blank:
        text += f", {blank} blank"
    return text


def _item_lines(pack: Pack) -> list[str]:
    lines: list[str] = []
    for item in pack.items:
        pages = _range(item.first_page, item.last_page)
        marks = [mark for mark, is_so in (("exempt", item.exempt), ("late", item.late)) if is_so]
        head = _join(" ", [item.number, item.title])
        if pages:
            head += f" (pp. {pages})" if "-" in pages else f" (p. {pages})"
        elif item.first_pdf_page:
            head += f" (PDF pp. {_range(item.first_pdf_page, item.last_pdf_page)})"
        if marks:
            head += f" [{', '.join(marks)}]"
        lines += ["", head]
        if item.purpose:
            lines.append(f"  {item.purpose}")
        if item.officers:
            lines.append(f"  Officers: {'; '.join(item.officers)}")
        for point in item.recommendations:
            number = f"{point.number} " if point.number else ""
            if number.strip().isalpha():
                number = f"({point.number}) "
            lines.append(f"  Asked: {number}{point.text} ({_at(point)})")
        for appendix in item.appendices:
            title = f": {appendix.title}" if appendix.title else ""
            span = _range(appendix.first_page, appendix.last_page)
            pages = _range(appendix.first_pdf_page, appendix.last_pdf_page)
            where = f"pp. {span}" if span else f"PDF pp. {pages}"
            lines.append(f"  Appendix {appendix.label}{title} ({where})")
    return lines


def _minute_lines(pack: Pack) -> list[str]:
    lines: list[str] = []
    for minutes in pack.minutes:
        when = spoken_date(minutes.meeting_date) if minutes.meeting_date else None
        lines += ["", f"MINUTES OF {when or 'a date that is not given'}"]
        if minutes.present:
            lines.append(f"  Present: {', '.join(minutes.present)}")
        if minutes.apologies:
            lines.append(f"  Apologies: {', '.join(minutes.apologies)}")
        for minute in minutes.minutes:
            lines.append(f"  {_join(' ', [minute.number, minute.title])} ({_at(minute)})")
            told: list[tuple[str, str, object]] = [
                *(("Agreed", one.text, one) for one in minute.agreed),
                *(("Undertaken", one.text, one) for one in minute.undertakings),
                *(("Action", _join(": ", [one.who, one.text]), one) for one in minute.actions),
                *(("Vote", _counted(one), one) for one in minute.votes),
            ]
            lines += [f"    {what}: {text} ({_at(one)})" for what, text, one in told]
    return lines


def _counted(vote: Vote) -> str:
    sides = (("for", vote.for_), ("against", vote.against), ("abstained", vote.abstained))
    return ", ".join(f"{count} {side}" for side, count in sides if count is not None)


_RECORDS = (
    (
        "TRACKER OF RECOMMENDATIONS",
        "actions",
        {
            "No.": "number",
            "Date": "date",
            "Recommendation": "recommendation",
            "Due": "target",
            "Officer": "officer",
            "Update": "update",
            "Status": "status",
        },
    ),
    (
        "DECISIONS TAKEN",
        "decisions",
        {"Reference": "reference", "Date": "date", "Member": "member", "Decision": "text"},
    ),
    (
        "FORWARD PLAN",
        "forward_plan",
        {
            "Date": "date",
            "Reference": "reference",
            "Matter": "matter",
            "Decided by": "taker",
            "Member": "member",
        },
    ),
)
"""Title, the pack's field, and the field of each column; the page comes last."""


def _record_lines(pack: Pack, width: int) -> list[str]:
    lines: list[str] = []
    for title, name, columns in _RECORDS:
        rows = [
            [*(getattr(one, column) or "" for column in columns.values()), _at(one)]
            for one in getattr(pack, name)
        ]
        if rows:
            lines += ["", title, *_table([*columns, "Page"], rows, width)]
    plans = [
        [plan.when if at == 0 else "", topic, _at(plan)]
        for plan in pack.work_plan
        for at, topic in enumerate(plan.topics)
    ]
    if plans:
        lines += ["", "WORK PLAN", *_table(["When", "Topic", "Page"], plans, width)]
    return lines


def _at(record: Any) -> str:
    """Where a record stands: on its page, or on each of its pages."""
    if isinstance(record, Action):
        return ", ".join(map(page_name, record.printed_pages, record.pdf_pages))
    return page_name(record.printed_page, record.pdf_page)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[str]:
    """A table's lines, without columns that are empty; a line for each row where there is
    not room for the columns side by side."""
    used = [at for at in range(len(header)) if any(row[at] for row in rows)]
    if len(used) * COLUMN > width - 2:
        return [
            "  " + "; ".join(_join(": ", (header[at], row[at])) for at in used if row[at])
            for row in rows
        ]
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(header))
    for at in used:
        table.add_column(Text(header[at]), overflow="fold", no_wrap=header[at] == "Page")
    for row in rows:
        table.add_row(*(Text(row[at]) for at in used))
    out = StringIO()
    Console(file=out, width=width - 2, color_system=None).print(table)
    return [f"  {line.rstrip()}" for line in out.getvalue().splitlines()]


def _join(separator: str, parts: Iterable[str | None]) -> str:
    return separator.join(part for part in parts if part)


def _range(first: int | None, last: int | None) -> str:
    if first is None:
        return ""
    return str(first) if last is None or last == first else f"{first}-{last}"
