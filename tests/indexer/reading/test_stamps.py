from hypothesis import given
from hypothesis import strategies as st

from indexer.reading.stamps import is_blank, item_key, read_stamps
from tests.indexer.reading.typed import typed


def printed(texts: list[str], **kwargs: object) -> list[int | None]:
    raw = typed(texts)
    stamps = read_stamps(raw.pages, **kwargs)  # type: ignore[arg-type]
    return [stamps.printed.get(page.pdf_page) for page in raw.pages]


def test_the_stamp_is_told_from_a_papers_own_number() -> None:
    pages = ["AGENDA"] + [f"words\nPage {n + 3} of 63\n{n + 31}\nPage {n}" for n in range(1, 9)]
    assert printed(pages, ranges=[(1, 8)], front_pages=1) == [None, 1, 2, 3, 4, 5, 6, 7, 8]


def test_an_unstamped_page_in_a_run_has_the_number_the_run_implies() -> None:
    pages = ["AGENDA", "a\nPage 1", "b\nPage 2", "words of an annual report\n33", "c\nPage 4"]
    raw = typed(pages)
    stamps = read_stamps(raw.pages, ranges=[(1, 4)], front_pages=1)
    assert stamps.printed[raw.pages[3].pdf_page] == 3
    assert stamps.implied == {4}
    assert any("PDF page 4 bears no page stamp" in warning for warning in stamps.warnings)


def test_a_trailing_blank_leaf_uses_up_a_number_that_the_agenda_announces() -> None:
    leaf = "This page is intentionally left blank"
    pages = ["Agenda", "a\nPage 1\nAgenda Item 9", "b\nPage 2", leaf]
    assert printed(pages, ranges=[(1, 3)], front_pages=1) == [None, 1, 2, 3]
    assert printed(pages, ranges=[(1, 2)], front_pages=1) == [None, 1, 2, None]


def test_a_supplement_may_carry_the_numbering_on() -> None:
    pages = ["Agenda", "a\nPage 31\nAgenda Item 3", "b\nPage 32", "c\nPage 33"]
    assert printed(pages, ranges=[(31, 33)], front_pages=1) == [None, 31, 32, 33]


def test_a_paper_by_itself_has_no_pack_stamp() -> None:
    assert printed([f"words\nPage {n}" for n in range(1, 6)]) == [None] * 5
    assert printed([f"words\n{n}" for n in range(1, 6)]) == [None] * 5


def test_an_extract_from_a_pack_keeps_its_stamps() -> None:
    pages = ["Report\nPage 93\nAgenda Item 6", "more\nPage 94"]
    assert printed(pages) == [93, 94]


def test_page_of_is_the_packs_own_where_it_holds_from_end_to_end() -> None:
    pages = [f"words {n}\nPage {n} of 8" for n in range(1, 9)]
    assert printed(pages, ranges=[(3, 4), (5, 8)], front_pages=2) == list(range(1, 9))


def test_numbering_that_jumps_leaves_the_gap_unnumbered() -> None:
    pages = [
        "AGENDA",
        "a\nPage 1",
        "b\nPage 2",
        "an unstamped page of words",
        "c\nPage 7",
        "d\nPage 8",
        "e\nPage 9",
    ]
    assert printed(pages, ranges=[(1, 9)], front_pages=1) == [None, 1, 2, None, 7, 8, 9]


def test_item_and_appendix_stamps_are_read_however_spelt() -> None:
    raw = typed(
        [
            "AGENDA",
            "a\nPage 1\nAgenda Item 5a",
            "b\nPage 2\nAppendix 4 (a)",
            "of Appendix 7\nPage 3",
            "c\nPage 4Agenda Item 6",
        ]
    )
    stamps = read_stamps(raw.pages, ranges=[(1, 4)], front_pages=1)
    assert dict(stamps.items) == {2: "5a", 5: "6"}
    assert dict(stamps.appendices) == {3: "4(a)"}
    assert stamps.lines[raw.pages[2].pdf_page] == {1, 2}


def test_a_blank_leaf_is_known_with_and_without_its_sentence() -> None:
    assert is_blank("This page is intentionally left blank\nPage 6")
    assert is_blank("\nPage 6\n")
    assert is_blank("This page is intentionally left blank\nAgenda Page 6")
    assert is_blank("This page is intentionally left blank\nPage 6 of 240")
    assert not is_blank("None.\nPage 6")
    assert not is_blank("Page 23\nAppendix 6(a)")


def test_two_spellings_of_an_item_meet() -> None:
    assert item_key("6 (A)") == item_key("6(a).") == "6(a)"


@given(
    front=st.integers(0, 4),
    count=st.integers(3, 40),
    unstamped=st.sets(st.integers(0, 39)),
    own=st.integers(-30, 30),
)
def test_any_run_of_stamps_is_followed(
    front: int, count: int, unstamped: set[int], own: int
) -> None:
    body = []
    for n in range(1, count + 1):
        stamped = n in (1, count) or n - 1 not in unstamped
        body.append(f"words\n{max(1, n + own)}" + (f"\nPage {n}" if stamped else ""))
    pages = ["AGENDA"] * front + body
    found = printed(pages, ranges=[(1, count)], front_pages=front)
    stamped_share = sum("Page" in page for page in body) / count
    if stamped_share >= 0.5:
        assert found == [None] * front + list(range(1, count + 1))


STAMPED = (
    "Page {}",
    "{}",
    "Page {} of 240",
    "{} of 240",
    "- {} -",
    "Agenda Page {}",
    "PACK PAGE {}",
    "Page No. {}",
    "Tudalen {}",
)
OWN = ("", "Page {}", "{}", "Page {} of 9", "Tudalen {}")


@given(
    style=st.sampled_from(STAMPED),
    stamped_front=st.booleans(),
    top=st.booleans(),
    first=st.sampled_from([1, 101]),
    left_out=st.integers(0, 9),
    papers=st.lists(st.tuples(st.integers(2, 9), st.sampled_from(OWN)), min_size=3, max_size=6),
)
def test_the_packs_numbers_are_found_whatever_its_papers_bear(
    style: str,
    stamped_front: bool,
    top: bool,
    first: int,
    left_out: int,
    papers: list[tuple[int, str]],
) -> None:
    """Stamped in any style, at the head or the foot; one paper, `left_out` pages long, is
    private and not in the file."""
    number = first
    pages = ["AGENDA" + (f"\n{style.format(number)}" if stamped_front else "")]
    right: list[int | None] = [number if stamped_front else None]
    number += stamped_front
    ranges = []
    for place, (length, own) in enumerate(papers):
        if place == len(papers) - 1 and left_out:
            ranges.append((number, number + left_out - 1))
            number += left_out
        ranges.append((number, number + length - 1))
        for own_number in range(1, length + 1):
            words = f"words of paper {place}, its part {own_number}"
            stamp, foot = style.format(number), own.format(own_number)
            lines = [stamp, words, foot] if top else [words, foot, stamp]
            pages.append("\n".join(filter(None, lines)))
            right.append(number)
            number += 1
    assert printed(pages, ranges=ranges, front_pages=1) == right


def test_numbers_that_begin_again_with_each_paper_are_no_stamps() -> None:
    pages = ["AGENDA"] + [f"words\nPage {n}" for _ in range(4) for n in range(1, 6)]
    ranges = [(1, 5), (6, 10), (11, 15), (16, 20)]
    assert printed(pages, ranges=ranges, front_pages=1) == [None] * 21


def test_one_reports_own_numbers_are_no_stamps() -> None:
    pages = ["AGENDA"] + [f"words {n}" for n in range(8)]
    pages += [f"words\nPage {n}" for n in range(1, 6)] + ["words"] * 4
    ranges = [(1, 4), (5, 8), (9, 17)]
    assert printed(pages, ranges=ranges, front_pages=1) == [None] * len(pages)
