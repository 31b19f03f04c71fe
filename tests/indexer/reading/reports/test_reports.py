import datetime as dt

import pytest

from indexer.council.packs import Block, BlockKind, Page, PageKind, PdfPage
from indexer.reading.front.particulars import particulars
from indexer.reading.pack import read_pack
from indexer.reading.reports.reports import read_report
from indexer.reading.reports.sections import named
from tests.indexer.reading.typed import look, typed

REPORT = """Report to:
HOUSING SCRUTINY COMMITTEE
Relevant Officers:
Vera Gale, Director of Housing, Marl Council
Omar Lyle, Chair of the Homes Partnership (and Head of
Estates, North Region)
Date of Meeting:
13 March 2025
DAMP AND MOULD
1.0 Purpose of the report:
1.1 To report on damp.
2.0 Recommendation(s):
2.1 To note:
– the work done
– the costs
2.2 To recommend that the team be made per-
3.0 Reasons for recommendation(s):"""


def test_the_head_of_a_report() -> None:
    pack = read_pack(typed([REPORT]))
    item = pack.items[0]
    assert item.addressee == "HOUSING SCRUTINY COMMITTEE"
    assert item.officers == (
        "Vera Gale, Director of Housing, Marl Council",
        "Omar Lyle, Chair of the Homes Partnership (and Head of Estates, North Region)",
    )
    assert item.report_date == dt.date(2025, 3, 13)
    assert item.report_title == "DAMP AND MOULD"
    assert pack.meeting.committee == "Housing Scrutiny Committee"
    assert pack.meeting.date == dt.date(2025, 3, 13)
    assert pack.pages[0].kind is PageKind.REPORT
    assert pack.pages[0].item is None


def test_recommendations_with_their_sub_points_and_over_a_page_break() -> None:
    page = REPORT.replace("\n3.0 Reasons for recommendation(s):", "")
    rest = "manent from April.\n3.0 Reasons for recommendation(s):\n3.1 x."
    item = read_pack(typed([page, rest])).items[0]
    assert [(r.number, r.text, r.pdf_page) for r in item.recommendations] == [
        ("2.1", "To note: • the work done • the costs", 1),
        ("2.2", "To recommend that the team be made permanent from April.", 1),
    ]


@pytest.mark.parametrize(
    ("lines", "points"),
    [
        (
            "Recommendations\nThe Executive is recommended to:\n(1) Approve the plan; and\n"
            "(2) Note the costs.\nContact Officers:\nName: Jo",
            ["Approve the plan", "Note the costs."],
        ),
        (
            "RECOMMENDATION\nThe Cabinet is asked to note the update.",
            ["The Cabinet is asked to note the update."],
        ),
        (
            "2 Recommendations\nThat the Cabinet:\n2.1 Notes the forecast.\n2.2 Approves the sum.",
            ["Notes the forecast.", "Approves the sum."],
        ),
        (
            "Recommendation(s):\na) That fees rise.\nb) That rents fall.",
            ["That fees rise.", "That rents fall."],
        ),
        (
            "RECOMMENDATION: GRANT PERMISSION subject to the following conditions:\n"
            "1. Start within three years.\n2. Matching bricks.",
            [
                "GRANT PERMISSION subject to the following conditions: "
                "• Start within three years. • Matching bricks."
            ],
        ),
        (
            "RECOMMENDATION\nThat the bridge is mended.\nTHE SIGNIFICANT ISSUES IN THIS PAPER ARE:\n"
            "It would cost £9,000.",
            ["That the bridge is mended."],
        ),
        (
            "RECOMMENDATIONS\n(A) GRANT permission subject to these conditions:\n1. Start soon.\n"
            "(B) Delegate the wording to officers.\nPat Oakes\nDirector of Place",
            [
                "GRANT permission subject to these conditions: • Start soon.",
                "Delegate the wording to officers.",
            ],
        ),
        (
            "RECOMMENDATIONS\na) That a band be hired for the fair.\n\nThe band would play on "
            "the green from two until five in the afternoon of the first day.\n\n"
            "b) That stalls be let.",
            [
                "That a band be hired for the fair. The band would play on the green from two "
                "until five in the afternoon of the first day.",
                "That stalls be let.",
            ],
        ),
        (
            "Recommendations\n1. Approves the budget.\n\nThe Cabinet also endorses the plan and "
            "agrees that it is submitted to the Secretary of State.\n\n2. Notes the plan.\n\n"
            "It also thanks the fire brigade.\n\n3. Notes the risks.",
            [
                "Approves the budget. The Cabinet also endorses the plan and agrees that it is "
                "submitted to the Secretary of State.",
                "Notes the plan. It also thanks the fire brigade.",
                "Notes the risks.",
            ],
        ),
        (
            "RECOMMENDATION\nThat the bridge is mended.\nPAT OAKES\nDirector of Place\n"
            "Contact: Sam Reed, Engineer\nE-mail: sam.reed@amberford.example",
            ["That the bridge is mended."],
        ),
    ],
)
def test_recommendations_however_they_are_set(lines: str, points: list[str]) -> None:
    text = (
        "Report to: Cabinet\nReport of: Head of Finance\nSubject: Fees\nSummary\nIn short.\n"
        f"{lines}\nBackground\nLong ago."
    )
    item = read_pack(typed([text])).items[0]
    assert [point.text for point in item.recommendations] == points
    assert item.officers == ("Head of Finance",)
    assert item.report_title == "Fees"


@pytest.mark.parametrize(
    ("lines", "points"),
    [
        (
            "Recommendation: That Members note the update.",
            [(None, "That Members note the update.")],
        ),
        (
            "The Committee is asked to:\n– note the update; and\n– agree the sum.",
            [(None, "note the update"), (None, "agree the sum.")],
        ),
        ("Recommendation: see the end of this paper.", []),
        (
            "Decision: Cabinet propose to:\na) adopt the plan for parks\nb) fund the first year of it",
            [("a", "adopt the plan for parks"), ("b", "fund the first year of it")],
        ),
        ("Decision: Cabinet was to see the plan again.", []),
        (
            "Planning history\nA new barn.\nDecision\nRefused permission on 3 May 2019.\n"
            "Recommendation\nThat permission be granted.",
            [(None, "That permission be granted.")],
        ),
        (
            "Planning history\nA new barn.\nDecision\nRefused permission on 3 May 2019.",
            [],
        ),
        (
            "Decision:\nCabinet agree to:\na) adopt the plan for parks\n1. Financial implications\n"
            "It costs little.\n2. Legal implications\nNone are known.\n3. Risks\nIt may rain.",
            [("a", "adopt the plan for parks")],
        ),
    ],
)
def test_recommendations_outside_a_section_of_their_own(
    lines: str, points: list[tuple[str | None, str]]
) -> None:
    head = "Report to: Cabinet\nReport of: Head of Finance\nSubject: Fees\nSummary\nIn short."
    text = f"{head}\n{lines}\nBackground\nLong ago."
    item = read_pack(typed([text])).items[0]
    assert [(point.number, point.text) for point in item.recommendations] == points
    assert item.report_title == "Fees"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("2.0 Recommendation(s):", "recommendations"),
        ("3.0 Reasons for recommendation(s):", "reasons"),
        ("RECOMMENDATIONS", "recommendations"),
        ("What is the Cabinet asked to decide? Decision required", "recommendations"),
        ("4. Alternative options considered and rejected", "alternatives"),
        ("Resource implications", "finance"),
        ("8.0 Financial considerations:", "finance"),
        ("Comments of the Section 151 Officer", "finance"),
        ("Monitoring Officer's comments", "legal"),
        ("Public Sector Equality Duty", "equalities"),
        ("Background papers", "background papers"),
        ("6.0 Background information", "background"),
        ("Climate change and environmental implications", "sustainability"),
        ("Consultation undertaken", "consultation"),
        ("Workforce implications", "human resources"),
        ("Does this report contain exempt information?", "exempt"),
        ("Links to the Council Plan", "priority"),
        ("Weather", None),
        ("Transport and Environment Committee", None),
        ("Audit and Risk Committee – 4 March 2025", None),
        ("FINANCE SCRUTINY PANEL", None),
        ("Financial implications for the Council", "finance"),
        ("Risks to the Council", "risk"),
        ("Recommendations to Council", "recommendations"),
        ("13 February 2025", None),
        ("RECOMMENDED FOR PERMISSION", None),
        ("RECOMMENDED CONDITIONS", None),
    ],
)
def test_headings_are_known_by_their_words(heading: str, name: str | None) -> None:
    assert named(heading) == name


def test_the_answer_on_exempt_information_is_a_section() -> None:
    text = (
        "Report to:\nCABINET\n1.0 Purpose of the report:\n1.1 To report.\n6.0 Background\n6.1 x.\n"
        "6.2 Does the information submitted include any exempt information? {}\n"
        "7.0 List of Appendices:\n7.1 None.\n2.0 Recommendation(s):\n2.1 To note."
    )
    no, yes = (read_pack(typed([text.format(answer)])).items[0] for answer in ("No", "Yes"))
    section = next(s for s in no.sections if s.name == "exempt")
    assert section.number == "6.2"
    assert section.text.endswith("No")
    assert (no.exempt, yes.exempt) == (False, True)


def test_officers_of_tables_are_not_the_reports() -> None:
    rows = (
        (("Title", "Toilets plan"), ("Purpose", "Update"), ("Officer", "Lead Officer: Ada Moor")),
        (("Title", "Parking"), ("Purpose", "Orders"), ("Officer", "Lead Officer: Lee Ford")),
    )
    text = "Work plan\nTitle\nPurpose\nOfficer\n" + "\n".join(
        cell for row in rows for _, cell in row
    )
    assert read_report([page(text, *map(headed, rows))], skip={}, looks={}).officers == ()


@pytest.mark.parametrize(
    ("lines", "officers"),
    [
        ("Corporate Director: Jane Roe", ("Jane Roe",)),
        ("Officer: Jane Roe\nDirector: Ann Hill", ("Jane Roe", "Ann Hill")),
        ("Author(s): Jane Roe\nSenior Responsible Officer: Ann Hill", ("Jane Roe", "Ann Hill")),
    ],
)
def test_every_officer_after_a_label(lines: str, officers: tuple[str, ...]) -> None:
    assert read_report([page(lines)], skip={}, looks={}).officers == officers


def test_a_value_ends_with_its_row() -> None:
    pairs = (("Report author", "Ann Hill, Policy Manager"), ("Wards", "All"))
    text = "\n".join(part for pair in pairs for part in pair)
    rows = [headed((("", label), ("", value))) for label, value in pairs]
    assert read_report([page(text, *rows)], skip={}, looks={}).officers == (
        "Ann Hill, Policy Manager",
    )


def test_a_value_ends_at_any_label() -> None:
    text = (
        "Report to: Skills Board\nReport title: Grants for Training:\nApplication 15/26 for: Lathes\n"
        "Portfolio lead: Cllr Ann Weir\n"
        "Accountable officer: Pat Lode\nRecommendation(s)\nThat the grants be paid.\n"
        "1. Purpose\nTo say how the fund is shared out."
    )
    assert read_pack(typed([text])).items[0].report_title == (
        "Grants for Training: Application 15/26 for: Lathes"
    )


def test_a_value_goes_on_where_it_is_set_in_from_the_labels() -> None:
    lines = [
        "Title: Care of Adults",
        "Improvement Plan: Phase Two",
        "Portfolio lead: Cllr Ann Weir",
    ]
    looks = [look(top, left=left) for top, left in ((60, 60), (74, 150), (88, 60))]
    title = "Care of Adults Improvement Plan: Phase Two"
    assert particulars(lines, looks) == {"title": title}
    text = "\n".join([*lines, "1. Purpose", "To say how the plan goes on."])
    pages, seen = [page(text)], {PdfPage(1): dict(enumerate(looks))}
    assert read_report(pages, skip={}, looks=seen).title == title
    assert read_report(pages, skip={}, looks={}).title == "Care of Adults"


def headed(cells: tuple[tuple[str, str], ...]) -> Block:
    text = "; ".join(f"{header}: {cell}" if header else cell for header, cell in cells)
    return Block(kind=BlockKind.ROW, text=text, quote=text, cells=cells)


def page(text: str, *blocks: Block) -> Page:
    return Page(pdf_page=PdfPage(1), text=text, blocks=blocks)


def test_a_day_and_a_committee_open_no_section() -> None:
    text = (
        "HOMES AND ENVIRONMENT COMMITTEE\n13 FEBRUARY 2025\nDAMP HOMES\nRECOMMENDATION\n"
        "That the Committee notes the report.\nBACKGROUND\nLong ago."
    )
    item = read_pack(typed([text])).items[0]
    assert [section.name for section in item.sections] == ["recommendations", "background"]


@pytest.mark.parametrize(
    ("headings", "title"),
    [
        ("DAMP HOMES\nAMBERFORD DISTRICT COUNCIL", "DAMP HOMES"),
        ("12 HIGH STREET, AMBERFORD\nHOMES COMMITTEE", "12 HIGH STREET, AMBERFORD"),
        ("ESTABLISHMENT OF A HOMES PANEL", "ESTABLISHMENT OF A HOMES PANEL"),
    ],
)
def test_the_title_is_no_committee_and_opens_no_section(headings: str, title: str) -> None:
    lines = headings.split("\n")
    blocks = [Block(kind=BlockKind.HEADING, text=line, quote=line) for line in lines]
    said = Block(kind=BlockKind.PARAGRAPH, text="That fees rise.", quote="That fees rise.")
    asks = Block(kind=BlockKind.HEADING, text="RECOMMENDATION", quote="RECOMMENDATION")
    report = read_report([page(headings, *blocks, asks, said)], skip={}, looks={})
    assert report.title == title
