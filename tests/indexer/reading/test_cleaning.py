from indexer.reading.cleaning import furniture
from tests.indexer.reading.typed import typed


def kept(texts: list[str], groups: list[object] | None = None) -> list[list[str]]:
    raw = typed(texts)
    gone = furniture(raw.pages, {}, groups or [0] * len(texts), {})
    return [
        [
            line
            for i, line in enumerate(page.text.split("\n"))
            if i not in gone.get(page.pdf_page, frozenset())
        ]
        for page in raw.pages
    ]


def test_heads_feet_and_own_numbers_go_but_the_first_head_stays() -> None:
    texts = [
        f"MINUTES OF THE HOUSING COMMITTEE\nwords about {word}\nHousing Plan 2025\n{n}"
        for n, word in enumerate(("rents", "roofs", "repairs", "heat"), 31)
    ]
    assert kept(texts) == [
        ["MINUTES OF THE HOUSING COMMITTEE", "words about rents"],
        ["words about roofs"],
        ["words about repairs"],
        ["words about heat"],
    ]


def test_page_of_goes() -> None:
    texts = [f"words {word}\nmore {word}\nPage {n} of 63" for n, word in enumerate("abcd", 4)]
    assert all(len(lines) == 2 for lines in kept(texts))


def test_what_reports_say_alike_is_no_footer() -> None:
    texts = [f"Report {word}\ntext\n14.1 None." for word in "abcd"]
    assert all(lines[-1] == "14.1 None." for lines in kept(texts))


def test_a_sentence_that_closes_two_slides_stays() -> None:
    texts = [
        f"Title {word}\ntext {word}\nThese should be challenged by everybody here." for word in "ab"
    ]
    assert all(len(lines) == 3 for lines in kept(texts))


def test_another_papers_head_does_not_count() -> None:
    texts = ["The same opening line of text\na", "The same opening line of text\nb"]
    assert kept(texts, groups=[1, 2]) == [text.split("\n") for text in texts]


def test_numbers_that_do_not_count_on_are_figures() -> None:
    texts = [f"Budget {word}\ntotal\n{n}" for word, n in zip("abc", (40, 17, 95), strict=True)]
    assert all(len(lines) == 3 for lines in kept(texts))
