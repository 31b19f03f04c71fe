"""Records read off tables, whatever a council calls its columns."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from bot.demo import PACKS
from indexer.council.packs import PdfPage, PrintedPage, RawDocument, RawPage
from indexer.pdf.read import read_document
from indexer.reading.plans.trackers import Records, read_records, record_text
from indexer.reading.tables.found import Row, Table, see_pages

SAMPLES = Path(__file__).parents[3] / "samples"
TRUTH = json.loads((SAMPLES / "truth.json").read_text(encoding="utf-8"))


def row(*cells: str, continues: bool = False) -> Row:
    return Row(
        cells=cells,
        quote=" ".join(cells),
        continues=continues,
        paragraphs=tuple(tuple(cell.split("\n")) if cell else () for cell in cells),
    )


def table(
    header: Sequence[str], *rows: Row, page: int = 1, caption: str = "", continues: bool = False
) -> Table:
    return Table(
        pdf_page=PdfPage(page),
        header=tuple(header),
        rows=rows,
        caption=caption,
        continues=continues,
    )


def records(*tables: Table, text: str = "", **options: object) -> Records:
    by_page: dict[PdfPage, tuple[Table, ...]] = {}
    for one in tables:
        by_page[one.pdf_page] = (*by_page.get(one.pdf_page, ()), one)
    raw = RawDocument(
        document="pack",
        path="pack.pdf",
        sha256="",
        title="",
        subject="",
        outline=(),
        pages=tuple(RawPage(pdf_page=PdfPage(n), text=text) for n in range(1, 9)),
    )
    return read_records(by_page, raw, **options)  # type: ignore[arg-type]


def test_a_row_reads_as_a_record() -> None:
    assert record_text(["", "RECOMMENDATION", "TARGET DATE:"], ["7", "To note.", "May 2022"]) == (
        "7; RECOMMENDATION: To note; TARGET DATE: May 2022"
    )
    assert record_text(["Ward", "Homes"], ["Marram", ""]) == "Ward: Marram"


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        (
            ["No.", "Date of meeting", "Action agreed", "By when", "Who", "Progress", "RAG"],
            ["3", "4 May 2024", "Send the list", "June", "A Rao", "Sent", "Green"],
        ),
        (
            [
                "Ref",
                "Date raised",
                "Recommendation",
                "Deadline",
                "Responsible Officer",
                "Update/Response",
                "Status",
            ],
            ["3", "4 May 2024", "Send the list", "June", "A Rao", "Sent", "Green"],
        ),
        (
            [
                "Minute No",
                "Meeting Date",
                "Action/Recommendation",
                "Due date",
                "Action owner",
                "Comments",
                "Complete?",
            ],
            ["3", "4 May 2024", "Send the list", "June", "A Rao", "Sent", "Green"],
        ),
        (
            [
                "Item No",
                "Meeting",
                "Action to be taken",
                "Implementation date",
                "Lead",
                "Progress to date",
                "RAG rating",
            ],
            ["3", "4 May 2024", "Send the list", "June", "A Rao", "Sent", "Green"],
        ),
    ],
)
def test_trackers_of_other_councils(header: list[str], cells: list[str]) -> None:
    (action,) = records(table(header, row(*cells))).actions
    assert (
        action.number,
        action.date,
        action.recommendation,
        action.target,
        action.officer,
        action.update,
        action.status,
    ) == tuple(cells)
    assert action.pdf_pages == (1,)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Done?", "Done 14/2"),
        ("Closed?", "Yes"),
        ("Response received", "Outstanding"),
        ("Recommendation status", "Accepted"),
        ("Actual completion date", "14 May 2024"),
        ("Date closed", "14 May 2024"),
    ],
)
def test_how_an_action_stands_under_other_names(column: str, cell: str) -> None:
    header = ["Date raised", "Action", "Owner", "Date response due", column]
    (action,) = records(
        table(
            header,
            row("4 May 2024", "Send the list", "A Rao", "1 June 2024", cell),
            caption="Action log",
        )
    ).actions
    assert (action.target, action.status) == ("1 June 2024", cell)


def test_a_column_that_is_named_status_comes_before_others() -> None:
    (action,) = records(
        table(
            ["Date raised", "Action", "Date closed", "Response received", "Status"],
            row("4 May 2024", "Send the list", "", "A list of 12", "Open"),
            caption="Action log",
        )
    ).actions
    assert action.status == "Open"


def test_a_row_over_a_page_break_is_one_action_with_both_pages() -> None:
    header = ["", "DATE OF REC", "RECOMMENDATION", "TARGET DATE", "STATUS"]
    found = records(
        table(header, row("1", "09.01.20", "That the data on inter-", "May", ""), page=3),
        table(
            header,
            row("", "", "agency work be sent.", "", "Not yet due.", continues=True),
            row("2", "09.01.20", "To note.", "TBC", ""),
            page=4,
            continues=True,
        ),
        printed={PdfPage(3): PrintedPage(171), PdfPage(4): PrintedPage(172)},
    )
    first, second = found.actions
    assert first.recommendation == "That the data on inter-agency work be sent."
    assert first.status == "Not yet due."
    assert first.pdf_pages == (3, 4)
    assert first.printed_pages == (171, 172)
    assert [page for page, _ in first.quotes] == [3, 4]
    assert second.number == "2"
    assert second.target == "TBC"
    assert second.status is None


def test_an_action_plan_in_a_report_is_no_tracker() -> None:
    plan = table(
        ["ID", "Action", "Anticipated impact", "Accountable Person", "Milestones", "Notes"],
        row("1", "Train staff", "Better practice", "Service Manager", "May", "Begun"),
        caption="Youth Justice Improvement Plan",
    )
    audit = table(
        ["Recommendation", "Priority", "Management response", "Officer", "Due date"],
        row("Check invoices", "High", "Agreed", "A Rao", "May 2025"),
    )
    assert records(plan, audit) == Records()


def test_actions_grouped_under_the_date_of_their_meeting() -> None:
    found = records(
        table(
            ["Action", "Lead", "Progress", "Status"],
            row("Meeting of 12 March 2024", "", "", ""),
            row("Send the list", "A Rao", "Sent", "Closed"),
            caption="Action log",
        )
    )
    (action,) = found.actions
    assert action.date == "Meeting of 12 March 2024"
    assert action.recommendation == "Send the list"
    assert action.number == ""


def test_the_date_above_a_group_fills_no_cell_of_a_date_column() -> None:
    day = "12 March 2024"
    tracker = table(
        ["Date", "Action", "Progress", "Status"],
        row(day, "", "", ""),
        row("", "Send the list", "Sent", "Closed"),
        caption="Action log",
    )
    taken = table(
        ["Reference", "Date", "Decision"],
        row(day, "", ""),
        row("EX06/2025", "", "To mend the roofs."),
        caption="Decisions taken",
        page=2,
    )
    found = records(tracker, taken)
    assert [action.date for action in found.actions] == [None]
    assert [decision.date for decision in found.decisions] == [None]


def test_decisions_taken() -> None:
    found = records(
        table(
            ["Reference", "Date", "Decision", "Why it was needed", "Taken by"],
            row("EX06/2025", "10/02/2025", "To mend the roofs.", "They leak.", "Executive"),
            caption="Decisions taken, January to March 2025",
        ),
        text="Decisions and Forward Plan",
    )
    (decision,) = found.decisions
    assert decision.reference == "EX06/2025"
    assert decision.text == "To mend the roofs."
    assert decision.description == "They leak."
    assert decision.member == "Executive"
    assert found.forward_plan == ()


@pytest.mark.parametrize(
    "header",
    [
        [
            "Anticipated Date of Decision",
            "Matter for Decision",
            "Decision Reference",
            "Decision Taker",
            "Relevant Cabinet Member",
        ],
        ["Date decision due", "Title", "Ref. No.", "Decision maker", "Portfolio Holder"],
        ["When", "Subject of the decision", "Number", "Who will take the decision?", "Lead member"],
    ],
)
def test_forward_plans(header: list[str]) -> None:
    found = records(
        table(header, row("May 2025", "Food waste", "02/2025", "Executive", "Cllr Arkwright")),
        text="FORWARD PLAN OF KEY DECISIONS",
    )
    (entry,) = found.forward_plan
    assert (entry.date, entry.matter, entry.reference, entry.taker, entry.member) == (
        "May 2025",
        "Food waste",
        "02/2025",
        "Executive",
        "Cllr Arkwright",
    )
    assert found.decisions == ()


def test_a_work_plan_without_column_names() -> None:
    found = records(
        table(
            ["Housing Committee - Work Plan 2025", ""],
            row("10 July 2025", "1. Repairs – performance.\n2. Rents – proposals\nfor five sites."),
            row("TBC", "Allotments."),
            row("TBC", "Parks."),
            caption="Housing Committee - Work Plan 2025",
        )
    )
    assert [(entry.when, entry.topics) for entry in found.work_plan] == [
        ("10 July 2025", ("Repairs – performance.", "Rents – proposals for five sites.")),
        ("TBC", ("Allotments.",)),
        ("TBC", ("Parks.",)),
    ]


def test_a_work_programme_with_a_row_for_each_topic() -> None:
    found = records(
        table(
            ["Meeting date", "Item", "Purpose", "Lead officer"],
            row("10 July 2025", "Repairs", "To scrutinise", "A Rao"),
            row("", "Rents", "To comment", "B Lee"),
            row("9 October 2025", "Budget", "To comment", "B Lee"),
            caption="Scrutiny Work Programme 2025/26",
        )
    )
    assert [(entry.when, entry.topics) for entry in found.work_plan] == [
        ("10 July 2025", ("Repairs", "Rents")),
        ("9 October 2025", ("Budget",)),
    ]


def test_a_work_programme_with_dates_as_headings() -> None:
    found = records(
        table(
            ["Item", "Purpose", "Lead officer"],
            row("Thursday 10 July 2025", "", ""),
            row("Repairs", "To scrutinise", "A Rao"),
            row("9 October 2025", "", ""),
            row("Budget", "To comment", "B Lee"),
            caption="Work Programme",
        )
    )
    assert [(entry.when, entry.topics) for entry in found.work_plan] == [
        ("Thursday 10 July 2025", ("Repairs",)),
        ("9 October 2025", ("Budget",)),
    ]


def test_tables_of_figures_are_no_records() -> None:
    assert (
        records(
            table(["Agency", "Staffing", "Total"], row("Police", "58,336", "101,596")),
            table(["Date", "Activity"], row("January 2022", "Needs assessment")),
        )
        == Records()
    )


# --- whole documents --------------------------------------------------------


def read(path: Path) -> Records:
    raw = read_document(path)
    return read_records(see_pages(raw)[1], raw)


@pytest.mark.parametrize("document", sorted(TRUTH))
def test_the_sample_packs(document: str) -> None:
    truth = TRUTH[document]
    found = read(PACKS / f"{document}.pdf")
    for name in ("actions", "decisions", "forward_plan", "work_plan"):
        entries = [json.loads(json.dumps(asdict(entry))) for entry in getattr(found, name)]
        wanted = truth[name]
        assert len(entries) == len(wanted), name
        for entry, want in zip(entries, wanted, strict=True):
            shared_fields = want.keys() & entry.keys()
            assert {key: entry[key] for key in shared_fields} == {
                key: want[key] for key in shared_fields
            }


def test_the_tracker_of_january(shared: Path) -> None:
    found = read(shared / "packs" / "blackpool-cyp-scrutiny-2022-01-27.pdf")
    assert [action.number for action in found.actions] == [str(n) for n in range(1, 20)]
    over = {
        action.number: action.pdf_pages for action in found.actions if len(action.pdf_pages) > 1
    }
    assert over == {"6": (175, 176), "11": (176, 177), "17": (177, 178)}
    assert found.actions[5].recommendation == (
        "That more specific data around the support given to young people turning 18 and the "
        "number of vulnerable young people accessing services be brought back to a future "
        "meeting of the Committee."
    )
    assert found.actions[10].officer == (
        "Paul Turner, Assistant Director of Children's Services (Education, SEND and Early Years"
    )
    assert found.actions[7].status == "Not yet due."
    assert found.work_plan[0].when == "24 March 2022"
    assert len(found.work_plan[0].topics) == 6
    assert found.decisions == ()
    assert found.forward_plan == ()


def test_the_records_of_september(shared: Path) -> None:
    found = read(shared / "packs" / "blackpool-cyp-scrutiny-2022-09-22.pdf")
    assert [action.number for action in found.actions] == [str(n) for n in range(1, 16)]
    assert found.actions[0].recommendation.endswith("and the impact on Local Authorities.")
    assert found.actions[0].update is not None
    assert found.actions[0].update.endswith("Outcomes of care review anticipated by June 2022.")
    assert [decision.reference for decision in found.decisions] == ["EX26/2022", "Ex29/2022"]
    assert [(entry.date, entry.reference, entry.member) for entry in found.forward_plan] == [
        ("October 2022", "14/2021", "Cllr Hobson"),
        ("October 2022", "12/2002", "Cllr Hobson"),
        ("*October 2022", "16/2022", "Cllr Campbell"),
    ]
    assert [entry.when for entry in found.work_plan[:5]] == [
        "30 June 2022",
        "22 September 2022",
        "17 November 2022",
        "2 February 2023",
        "June 2023 TBC",
    ]
    assert len(found.work_plan[1].topics) == 7
