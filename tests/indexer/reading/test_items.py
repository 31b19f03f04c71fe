from indexer.council.packs import Item, PrintedPage
from indexer.reading.items import Placed, place_items
from indexer.reading.stamps import read_stamps
from tests.indexer.reading.typed import typed


def placed(
    texts: list[str],
    entries: list[tuple[str, str, int | None, int | None]],
    outline: list[tuple[int, str, int]] | None = None,
    front: int = 1,
) -> Placed:
    raw = typed(texts, outline=outline or ())
    ranges = [(first, last or first) for _, _, first, last in entries if first]
    return place_items(
        raw.pages,
        front=front,
        entries=[
            Item(
                number=number,
                title=title,
                first_page=PrintedPage(first) if first else None,
                last_page=PrintedPage(last) if last else None,
            )
            for number, title, first, last in entries
        ],
        stamps=read_stamps(raw.pages, ranges=ranges, front_pages=front),
        outline=raw.outline,
    )


BODY = ["Agenda"] + [f"words {n}\nPage {n}" for n in range(1, 9)]


def test_ranges_alone_place_the_items() -> None:
    found = placed(
        BODY, [("1", "Apologies", None, None), ("2", "Minutes", 1, 2), ("3", "Plan", 3, 8)]
    )
    assert [found.items.get(page.pdf_page) for page in typed(BODY).pages] == (
        [None, "2", "2", "3", "3", "3", "3", "3", "3"]
    )


def test_the_stamp_on_the_page_is_believed_before_the_agenda() -> None:
    texts = list(BODY)
    texts[4] += "\nAgenda Item 3"
    found = placed(texts, [("2", "Minutes", 1, 2), ("3", "Plan", 3, 8)])
    assert [span.first for span in found.spans] == [2, 5]
    assert any("the stamp is followed" in warning for warning in found.warnings)


def test_bookmarks_place_items_where_nothing_else_does() -> None:
    texts = ["Agenda", "a", "b", "c"]
    found = placed(
        texts,
        [("4", "Budget", None, None), ("5", "Fees", None, None)],
        [(0, "4 Budget", 2), (1, "Appendix A - Figures", 3), (0, "5 Fees", 4)],
    )
    assert [(span.number, span.first, span.last) for span in found.spans] == [
        ("4", 2, 3),
        ("5", 4, 4),
    ]
    assert [(a.label, a.title, a.first_pdf_page) for a in found.spans[0].appendices] == [
        ("A", "Figures", 3)
    ]


def test_titles_place_items_in_the_last_resort_and_it_is_said() -> None:
    texts = [
        "Agenda",
        "Report of the Treasurer\nBudget for the coming year\nwords",
        "more",
        "Report of the Clerk\nFees of the cemetery\nwords",
    ]
    found = placed(
        texts,
        [
            ("4", "Budget for the coming year", None, None),
            ("5", "Fees of the cemetery", None, None),
        ],
    )
    assert [(span.number, span.first, span.last) for span in found.spans] == [
        ("4", 2, 3),
        ("5", 4, 4),
    ]
    assert any("found by its title" in warning for warning in found.warnings)


def test_a_title_in_passing_places_nothing() -> None:
    """Items of every meeting come without papers, and earlier minutes bear their words."""
    minutes = "MINUTES OF THE HARBOUR COMMITTEE\n1 APOLOGIES FOR ABSENCE\n2 Mooring fees\nwords"
    texts = [
        "Agenda",
        minutes,
        "Report\nThe review of\nmooring fees is late.",
        "Report of the Harbour Master\nTitle: Mooring\nfees\nwords",
    ]
    found = placed(
        texts, [("1", "Apologies for Absence", None, None), ("2", "Mooring fees", None, None)]
    )
    assert [(span.number, span.first) for span in found.spans] == [("2", 4)]


def test_where_ranges_are_announced_only_items_with_one_have_papers() -> None:
    texts = ["Agenda", "Harbour dues\nwords", "Mooring fees\nwords"]
    found = placed(texts, [("4", "Harbour dues", None, None), ("5", "Mooring fees", 7, 9)])
    assert [(span.number, span.first) for span in found.spans] == [("5", 3)]


def test_appendices_by_their_stamps_with_titles_from_the_reports_own_list() -> None:
    texts = [
        "Agenda",
        "Appendix 2(b)); and\nList of appendices\nAppendix 2(a) - The Inspection\nAppendix 2(b) – Costs\nPage 1\n"
        "Agenda Item 2",
        "x\nPage 2\nAppendix 2(a)",
        "Appendix 4 of the inspection\nPage 3",
        "y\nPage 4\nAppendix 2 (b)",
    ]
    found = placed(texts, [("2", "Inspection", 1, 4)])
    assert [
        (a.label, a.title, a.first_pdf_page, a.last_pdf_page) for a in found.spans[0].appendices
    ] == [
        ("2(a)", "The Inspection", 3, 4),
        ("2(b)", "Costs", 5, 5),
    ]
    assert dict(found.appendices) == {3: "2(a)", 4: "2(a)", 5: "2(b)"}


def test_a_stamped_item_that_the_agenda_does_not_list_is_kept() -> None:
    found = placed(["Agenda", "a\nPage 1\nAgenda Item 9", "b\nPage 2"], [])
    assert [(span.number, span.first, span.last) for span in found.spans] == [("9", 2, 3)]
