import pytest

from indexer.reading.numbering import own_numbers
from indexer.reading.pack import read_pack
from tests.indexer.reading.typed import typed, typed_page


def numbers(*pages: str) -> list[int | None]:
    found, _ = own_numbers([typed_page(at, text) for at, text in enumerate(pages, 1)])
    return [found.get(at) for at in range(1, len(pages) + 1)]  # type: ignore[call-overload]


@pytest.mark.parametrize(
    "foot",
    [
        "{}",
        "Page {}",
        "P a g e | {}",
        "Marl PC Minute {} 11/02/2026",
        "Marl Council, registered number 31542R {}",
    ],
)
def test_a_number_that_goes_up_in_the_same_words_is_the_papers(foot: str) -> None:
    pages = [f"Text of {at * 7}.\n{foot.format(at)}" for at in (182, 183, 184)]
    assert numbers(*pages) == [182, 183, 184]


def test_a_cover_without_a_number_has_none() -> None:
    assert numbers("A cover", "Page 2\nx", "Page 3\ny", "Page 4\nz") == [None, 2, 3, 4]


def test_a_page_of_a_run_may_have_kept_the_number_alone() -> None:
    pages = ["Slide 2\na", "Slide 3\nb", "4\nc", "7\nd", "Slide 6\ne", "Slide 7\nf"]
    assert numbers(*pages) == [2, 3, 4, None, 6, 7]


def test_numbers_that_do_not_go_up_are_no_pages() -> None:
    assert numbers("£40\n2019", "£52\n2019", "£7\n2019") == [None, None, None]
    assert numbers("12 trees", "no trees", "3 trees") == [None, None, None]


def test_numbering_that_starts_again_is_told() -> None:
    pack = read_pack(typed([f"text\nPage {n}" for n in (1, 2, 3, 1, 2)]), chains={})
    assert [page.printed_page for page in pack.pages] == [1, 2, 3, 1, 2]
    assert "more than one page is p. 1" in " ".join(pack.warnings)
