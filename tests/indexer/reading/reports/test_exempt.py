import pytest

from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import typed

AGENDA = "AGENDA\n1 Apologies\n2 Budget (Pages 1 - 2)\n3 Land (Pages 3 - 4)\n{}"


def closed(*pages: str, agenda: str = "") -> list[int]:
    texts = [AGENDA.format(agenda), *(f"{text}\nPage {n}" for n, text in enumerate(pages, 1))]
    texts[1] += "\nAgenda Item 2"
    texts[3] += "\nAgenda Item 3"
    return [page.pdf_page for page in read_pack(typed(texts)).exempt_pages]


@pytest.mark.parametrize(
    "mark",
    [
        "NOT FOR PUBLICATION by virtue of paragraph 3 of Part 1 of Schedule 12A",
        "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A\nof the Local Government Act 1972.",
        "CONFIDENTIAL",
        "EXEMPT REPORT",
        "Part II - Private and confidential",
        "Document is Restricted",
        "PINK PAPERS",
        "Exempt information - paragraph 3, Schedule 12A",
        "Exempt / Confidential under Access to Information Procedure Rule 10.4(3)",
        "Exempt – para 3",
        "NOT FOR PUBLICATION - Exempt under paragraph 3",
        "Appendix 1 - CONFIDENTIAL",
        "Appendix 1 (Exempt)",
        "Annex B – Valuation of the yard (EXEMPT)",
        "PART II",
        "PRIVATE",
        "PRIVATE ITEM",
        "Private - Part 2",
        "STRICTLY PRIVATE AND CONFIDENTIAL",
        "Classification: EXEMPT",
        "Information Classification: CONFIDENTIAL",
        "Part 2 report - not for publication",
        "Access to Information: Exempt under paragraph 3",
        "EXEMPT REPORT\nThe public is likely to be excluded while it is discussed.",
        "CONFIDENTIAL\nNo part of this report may be copied or passed to anybody else.",
        "EXEMPT REPORT - NO. 4",
        "CONFIDENTIAL INFORMATION ON CONTRACTS",
        "EXEMPT INFORMATION - MAY 2025",
        "Exempt Information: Will Street lease",
        "CONFIDENTIAL\nNo copies may be made",
        "CONFIDENTIAL\nNo. 12 of 20 copies",
        "CONFIDENTIAL\nNo-one may copy this paper",
        "EXEMPT REPORT\nNo. of copies: 14",
        "EXEMPT\nNo disclosure without leave of the solicitor",
        "Appendix 2 – EXEMPT\nEnc 1",
        "Annex A EXEMPT\nList",
        "Annex to the report of the director\nAppendix 2 – EXEMPT",
        "NOT FOR PUBLICATION\nIt must not be copied: it is exempt.",
        "PART II\nRent\nPart (3) Rent\nPart: one or more tenants",
    ],
)
def test_a_marked_paper_is_kept_back_whole(mark: str) -> None:
    assert closed("a", "b", f"{mark}\nThe land at Mill Lane", "more") == [4, 5]


def test_a_heading_over_its_mark_is_no_leaf_in_place_of_a_paper() -> None:
    mark = "EXEMPT\nPay/Re-grading 2024/25\nDocument is Restricted"
    assert closed("a", "b", mark, "The salaries of the chief officers.") == [4, 5]


@pytest.mark.parametrize(
    "line",
    [
        "6.4 Does the information submitted include any exempt information? No",
        "Exempt information: None",
        "For publication [Do not include information which is exempt from publication under "
        "schedule 12a of the Local Government Act 1972]",
        "This report does not contain exempt information.",
        "Is the report confidential? No",
        "Confidential helplines are open to every tenant of the borough.",
        "The press and public be excluded, as exempt information in paragraph 3 of Schedule 12A "
        "is likely to be disclosed.",
        "Part 2 of the strategy",
        "Confidential information is kept in locked rooms by all staff.",
        "Classification: PUBLIC",
        "Report status: Not exempt",
        "Part 1: not confidential",
        "Not for publication: No",
        "Exempt / Confidential: No",
        "Private report: none",
        "CONFIDENTIAL\nNo",
        "Appendix 1 - Private Sector Housing Plan",
        "Appendices\nAppendix 1 – Map\nAppendix 2 (Exempt)",
    ],
)
def test_what_only_speaks_of_exemption_is_public(line: str) -> None:
    assert closed("a", "b", f"Report to: Cabinet\n{line}\nwords", "more") == []


def test_an_item_in_the_agendas_private_part_is_kept_back() -> None:
    texts = [
        "AGENDA\n1 Budget (Pages 1 - 1)\nPart II - Exempt items\n2 Land (Pages 2 - 3)",
        "a\nPage 1\nAgenda Item 1",
        "b\nPage 2\nAgenda Item 2",
        "c\nPage 3",
    ]
    pack = read_pack(typed(texts))
    assert [page.pdf_page for page in pack.exempt_pages] == [3, 4]
    assert [page.printed_page for page in pack.exempt_pages] == [2, 3]
    assert "item 2" in pack.exempt_pages[0].why
    assert [item.exempt for item in pack.items] == [False, True]


def test_a_mark_at_the_foot_below_a_whole_sentence_keeps_the_paper_back() -> None:
    text = "\n".join(["The yard is let."] * 12) + "\nThis is the sum that the Council agreed to."
    assert closed("a", "b", f"{text}\nAppendix 2 - CONFIDENTIAL", "more") == [4, 5]


@pytest.mark.parametrize(
    ("open_", "closed_", "said"),
    [
        ("A", "B", "Appendix B is"),
        ("One", "Two", "Appendix Two is"),
        ("Z", "AA", "Appendix AA is"),
        ("2", "3", "Appendix Three is"),
        ("Two", "Three", "Appendix 3 is"),
        ("2", "2B", "Appendix 2 B is"),
        ("2", "2(b)", "Appendix 2(b) is"),
        ("1", "4", "Appendices 2, 3, and 4 are"),
        ("1", "3", "Appendix 2 and Appendix 3 are"),
        ("1", "3", "Appendices 2 to 4 are"),
        ("1", "3", "Appendix 2 - 4 contain"),
        ("1", "3", "Appendix 2 – 4 to this report are"),
        ("5(d)", "5(b)", "Appendices 5(a) – 5(c) are"),
        ("A", "IV", "Appendices I, iii to v and B are"),
        ("8", "10", "Enclosures 9-11 are"),
        ("2", "1", "Appendix 1 – 3 year plan is"),
    ],
)
def test_an_appendix_that_its_report_calls_exempt_is_kept_back_alone(
    open_: str, closed_: str, said: str
) -> None:
    texts = [
        "AGENDA\n1 Land (Pages 1 - 3)",
        f"{said} exempt under paragraph 3.\nPage 1\nAgenda Item 1",
        f"x\nPage 2\nAppendix {open_}",
        f"y\nPage 3\nAppendix {closed_}",
    ]
    assert [page.pdf_page for page in read_pack(typed(texts)).exempt_pages] == [4]


@pytest.mark.parametrize(
    ("report", "after"),
    [
        ("PART II\nHousing policies", "PART III\nRoads"),
        ("PART I\nHow the borough grew", "PART II\nHousing policies"),
        ("The plan has two parts:\nwords\nPART 1 - HOMES\nPART 2 - ROADS", "PART 2\nRoads"),
        ("PUBLIC\nPRIVATE\n12\n14", "more"),
    ],
)
def test_chapters_and_column_heads_are_public(report: str, after: str) -> None:
    assert closed("a", "b", report, after) == []


def test_a_public_report_has_a_part_of_its_own_above_its_private_annex() -> None:
    report = "PART I\nReport to: Cabinet\nReport of: Head of Parks\nRecommendation\nTo note."
    assert closed("a", "b", report, "PART II\nThe offer for the yard") == [5]


def test_a_mark_behind_a_public_report_holds_from_there_on() -> None:
    texts = [
        "AGENDA\n1 Land (Pages 1 - 4)\n2 Roads (Pages 5 - 5)",
        "a\nPage 1\nAgenda Item 1",
        "b\nPage 2",
        "CONFIDENTIAL\nan offer\nPage 3",
        "the offer goes on\nPage 4",
        "c\nPage 5\nAgenda Item 2",
    ]
    assert [page.pdf_page for page in read_pack(typed(texts)).exempt_pages] == [4, 5]


@pytest.mark.parametrize(
    "law",
    [
        "By virtue of paragraph(s) 3 of Part 1 of Schedule 12A\nof the Local Government Act 1972.",
        "By virtue of Regulation 21(1)(A) of the Local Authorities (Executive Arrangements) "
        "(Access\nto Information) (England) Regulations 2000.",
        "Appendix 2",
    ],
)
def test_a_leaf_for_a_paper_left_out_says_nothing_of_its_neighbours(law: str) -> None:
    leaf = f"{law}\n\nDocument is Restricted"
    assert closed("a", leaf, "b", "c") == [3]
    assert closed("a", "b", leaf, "Map of the yard") == [4]
    assert closed("a", "b", "c", leaf) == [5]


def test_an_appendix_whose_bookmark_says_so_is_kept_back() -> None:
    texts = ["AGENDA\n1 Land (Pages 1 - 3)", "a\nPage 1\nAgenda Item 1", "b\nPage 2", "c\nPage 3"]
    outline = [(0, "Agenda", 1), (0, "1 Land", 2), (1, "Valuation EXEMPT", 4)]
    assert [page.pdf_page for page in read_pack(typed(texts, outline=outline)).exempt_pages] == [4]


def test_the_reason_tells_nothing_of_the_paper() -> None:
    text = "CONFIDENTIAL BY VIRTUE OF PARAGRAPH 3 OF SCHEDULE 12A\nThe yard goes to Lund for £9."
    texts = ["AGENDA\n1 Land (Pages 1 - 1)", f"{text}\nPage 1\nAgenda Item 1"]
    (page,) = read_pack(typed(texts)).exempt_pages
    assert page.why == text.split("\n")[0]


def test_a_marked_page_is_none_of_an_agenda_that_does_not_say_where_it_ends() -> None:
    call = (
        "Dear Councillor\nYou are summoned to attend a meeting of Lund Parish Council on Monday\n"
        "8 May 2023 at 7.30pm in the Village Hall, Lund, for the business below, and bring with\n"
        "you the papers that the clerk has sent to every member of the council this week.\n"
        "1. Apologies\n2. Minutes of 3 April\n3. The rent of the yard"
    )
    paper = "CONFIDENTIAL\n1. The yard goes to Lund\nfor a low rent."
    for head in (call, call.replace("1. Ap", "AGENDA\n1. Ap")):
        pack = read_pack(typed([head, paper, "2. It goes on."]))
        assert [item.number for item in pack.items] == ["1", "2", "3"]
        assert [page.pdf_page for page in pack.exempt_pages] == [2, 3]
        pack = read_pack(typed([head, "PART II\n4. The rent of the hall\n5. Staff"]))
        assert [item.number for item in pack.items] == ["1", "2", "3", "4", "5"]
        assert [item.exempt for item in pack.items] == [False, False, False, True, True]
        pack = read_pack(typed([head, paper, "2. It goes on."], outline=[(1, "The rent", 2)]))
        assert [page.pdf_page for page in pack.exempt_pages] == [2, 3]
    pack = read_pack(typed([call, "CONFIDENTIAL\n4. The yard goes to Lund\nfor a low rent."]))
    assert [page.pdf_page for page in pack.exempt_pages] == [2]


def test_a_marked_paper_that_speaks_of_a_meeting_is_no_agenda() -> None:
    report = "The Cabinet meeting will be held on 8 May 2023\n1. The yard goes to Lund\n2. Rent"
    pack = read_pack(typed([f"EXEMPT\n{report}", "3. Risks\nNone."]))
    assert [page.pdf_page for page in pack.exempt_pages] == [1, 2]
