import datetime as dt

import pytest

from indexer.packs import PageKind
from indexer.reading import read_pack
from indexer.reading.sections import named
from tests.indexer.reading.typed import typed

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
        ("Recommendations\nThe Executive is recommended to:\n(1) Approve the plan; and\n"
         "(2) Note the costs.\nContact Officers:\nName: Jo",
         ["Approve the plan", "Note the costs."]),
        ("RECOMMENDATION\nThe Cabinet is asked to note the update.",
         ["The Cabinet is asked to note the update."]),
        ("2 Recommendations\nThat the Cabinet:\n2.1 Notes the forecast.\n2.2 Approves the sum.",
         ["Notes the forecast.", "Approves the sum."]),
        ("Recommendation(s):\na) That fees rise.\nb) That rents fall.",
         ["That fees rise.", "That rents fall."]),
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
