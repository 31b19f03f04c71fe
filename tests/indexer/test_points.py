"""What members are asked, and what they should be told first."""

import pytest

from indexer.council.packs import (
    BlockKind,
    DocumentKind,
    Page,
    PageKind,
    PdfPage,
    PrintedPage,
)
from indexer.evidence.passages import Passage, Unit, passages_of
from indexer.points import add_points
from indexer.points.asked import requested, told
from indexer.points.candidates import candidates
from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import typed


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "That Members question the Cabinet Member about the decisions.",
            ["Question the Cabinet Member about the decisions"],
        ),
        ("(A) That the executive approves the strategy.", ["Approve the strategy"]),
        (
            "recommend to the Council that £9,000 be added to the roads budget",
            ["Recommend to the Council that £9,000 be added to the roads budget"],
        ),
        ("Notes and endorses plans for the pier.", ["Note and endorse plans for the pier"]),
        (
            "To the closure of the yard and, where appropriate, its sale.",
            ["Agree to the closure of the yard and its sale"],
        ),
        (
            "That the report be noted and that any gaps be identified.",
            ["Note the report", "Identify any gaps"],
        ),
        (
            "2.1 To note the contents of the report and identify any areas for review, where appropriate.",
            ["Note the contents of the report", "Identify any areas for review"],
        ),
        (
            "For the Committee to have oversight and input into the Play Strategy.",
            ["Have oversight and input into the Play Strategy"],
        ),
        (
            "For the Scrutiny Committee to have oversight in order to provide support.",
            ["Have oversight in order to provide support"],
        ),
        (
            "Members will have the opportunity to question the Leader. Notice should be given.",
            ["Question the Leader"],
        ),
        (
            "Cabinet is recommended to approve the purchase of a mower, having regard to its age.",
            ["Approve the purchase of a mower"],
        ),
        (
            "That the Town Council engages a caterer with a licence.",
            ["Engage a caterer with a licence"],
        ),
        ("To note: • the rise in cost • the new date", ["Note: the rise in cost; the new date"]),
        (
            "If no offers are received by May the Clerk be instructed to sell.",
            ["If no offers are received by May the Clerk be instructed to sell"],
        ),
        ("£2,500 approved. Meets the criteria.", ["£2,500 approved"]),
        ("Something else entirely.", ["Something else entirely"]),
    ],
)
def test_a_recommendation_is_told_as_a_verb_and_its_object(text: str, asked: list[str]) -> None:
    assert told(text) == asked
    assert not any("…" in one for one in told(text))


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (
            "Councillors were asked to send their comments to the Clerk by May.",
            ["Send their comments to the Clerk by May"],
        ),
        (
            "ACTION: All to visit a library before the next meeting. All are to visit a library.",
            ["Visit a library before the next meeting"],
        ),
        (
            "The Board members have been encouraged to suggest names, and will meet in June.",
            ["Suggest names, and will meet in June"],
        ),
        ("The Clerk was asked to write to the county. All members were present.", []),
        ("Councillors agreed to buy a bench.", []),
    ],
)
def test_what_minutes_say_that_members_were_asked(said: str, asked: list[str]) -> None:
    unit = Unit(kind=BlockKind.PARAGRAPH, text=said, quote=said)
    passage = Passage(pdf_page=PdfPage(2), ordinal=0, context="Minutes", place="", units=(unit,))
    found = requested([passage], {PdfPage(2): PrintedPage(9)})
    assert [one.do for one in found] == asked
    assert all(one.printed_page == 9 and one.text in said for one in found)


REPORT = (
    "Report to: Planning Committee\nReport of: Ada Field, Treasurer\nBackground\n"
    "The library was founded in 1921 and is open to everybody who lives in the town.\n"
    "We would like to thank the staff for their hard work during the year.\n"
    "It is proposed to close four libraries in April, which would save £86,000 a year.\n"
    "The survey was carried out online and on paper.\n"
    "Recommendations\n1. That the closures be approved."
)


def test_a_papers_points_are_whole_sentences_of_it_the_news_first() -> None:
    pack = read_pack(typed([REPORT]))
    assert pack.kind is not DocumentKind.PACK
    made = add_points(pack, tuple(passages_of(pack)))
    assert "£86,000" in made.points[0].text
    page = " ".join(made.pages[0].text.split())
    assert all(" ".join(point.quote.split()) in page for point in made.points)
    assert not any("thank" in point.text for point in made.points)


@pytest.mark.parametrize(
    ("said", "kind", "stands"),
    [
        ("The pool will close in May 2025.", BlockKind.PARAGRAPH, True),
        ("The former pool will close in May 2025.", BlockKind.PARAGRAPH, True),
        ("The latter will close in May 2025.", BlockKind.PARAGRAPH, False),
        ("The last are expected to be home by 6 June.", BlockKind.PARAGRAPH, False),
        ("It was agreed that the pool would close in May.", BlockKind.PARAGRAPH, True),
        ("To close the pool, which costs £9,000 a year;", BlockKind.LIST_ITEM, True),
        ("(b) The pool will close in May 2025", BlockKind.LIST_ITEM, True),
        ("2024/2025 budget £ 2024/2025 forecast £ 2025/2026 budget", BlockKind.PARAGRAPH, False),
        ("Ward Homes with no smoke alarm on 31 May", BlockKind.LIST_ITEM, False),
        ("IT services will move to Aldermoor in May 2025.", BlockKind.PARAGRAPH, True),
        ("His Majesty's Inspectorate will visit in May.", BlockKind.PARAGRAPH, True),
        ("Those who park on verges will be fined £50.", BlockKind.PARAGRAPH, True),
        ("He undertook to close the pool in May.", BlockKind.PARAGRAPH, False),
        ("4.2 This will cost £9,000 in 2025.", BlockKind.PARAGRAPH, False),
        ("It would be met from the roads reserve.", BlockKind.PARAGRAPH, False),
        ("Despite this, the cost will rise by £9,000.", BlockKind.PARAGRAPH, False),
        ("The pool will close in May and the", BlockKind.PARAGRAPH, False),
        ("of which £9,000 will be met by the county.", BlockKind.PARAGRAPH, False),
    ],
)
def test_a_point_can_be_understood_by_itself(said: str, kind: BlockKind, stands: bool) -> None:
    unit = Unit(kind=kind, text=said, quote=said)
    passage = Passage(pdf_page=PdfPage(1), ordinal=0, context="", place="", units=(unit,))
    page = Page(pdf_page=PdfPage(1), kind=PageKind.REPORT)
    found = candidates([passage], [page], PdfPage(1), PdfPage(1))
    assert [one.text for one in found] == [said] * stands


def test_sentences_of_a_tables_cells_may_be_said_where_they_stand_together() -> None:
    said = "The pool will close in May 2025."
    cells = (
        ("No", "4"),
        ("Discussion", f"• {said} • Ada Field, chair • The slide is to be mended in June."),
        ("Cost", "£9,000"),
    )
    text = "; ".join(f"{head}: {cell}" for head, cell in cells)
    row = Unit(kind=BlockKind.ROW, text=text, quote=text, cells=cells)
    passage = Passage(pdf_page=PdfPage(1), ordinal=0, context="", place="", units=(row,))
    printed = "4 • The pool will\nclose in May 2025. £9,000\n• Ada Field, chair • The slide is"
    page = Page(pdf_page=PdfPage(1), kind=PageKind.MINUTES, text=printed)
    found = candidates([passage], [page], PdfPage(1), PdfPage(1))
    assert [one.text for one in found] == [said]


def test_nothing_is_said_of_exempt_pages() -> None:
    pack = read_pack(typed([REPORT]))
    assert add_points(pack, ()).points == ()
