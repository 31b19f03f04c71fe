import pytest

from indexer.reading import read_pack
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
    ],
)
def test_a_marked_paper_is_kept_back_whole(mark: str) -> None:
    assert closed("a", "b", f"{mark}\nThe land at Mill Lane", "more") == [4, 5]


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
    ],
)
def test_what_only_speaks_of_exemption_is_public(line: str) -> None:
    assert closed("a", "b", f"Report to: Cabinet\n{line}\nwords", "more") == []


def test_an_item_in_the_agendas_private_part_is_kept_back() -> None:
    texts = ["AGENDA\n1 Budget (Pages 1 - 1)\nPart II - Exempt items\n2 Land (Pages 2 - 3)",
             "a\nPage 1\nAgenda Item 1", "b\nPage 2\nAgenda Item 2", "c\nPage 3"]
    pack = read_pack(typed(texts))
    assert [page.pdf_page for page in pack.exempt_pages] == [3, 4]
    assert [page.printed_page for page in pack.exempt_pages] == [2, 3]
    assert "item 2" in pack.exempt_pages[0].why
    assert [item.exempt for item in pack.items] == [False, True]


def test_an_appendix_that_its_report_calls_exempt_is_kept_back_alone() -> None:
    texts = ["AGENDA\n1 Land (Pages 1 - 3)",
             "Appendix B is exempt under paragraph 3.\nPage 1\nAgenda Item 1",
             "x\nPage 2\nAppendix A", "y\nPage 3\nAppendix B"]
    assert [page.pdf_page for page in read_pack(typed(texts)).exempt_pages] == [4]
