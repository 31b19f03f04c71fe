from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from indexer.council.packs import Block, BlockKind
from indexer.reading.blocks import BlockRow, Trail, page_blocks
from indexer.reading.lines.looks import Look
from indexer.reading.page_text import squash
from tests.indexer.reading.typed import look, typed_page


def blocks(
    text: str,
    looks: Mapping[int, Look] | None = None,
    *,
    body: float = 11,
    rows: tuple[BlockRow, ...] = (),
    skip: frozenset[int] = frozenset(),
    trail: Trail | None = None,
) -> tuple[Block, ...]:
    return page_blocks(
        typed_page(1, text),
        skip=skip,
        looks=looks or {},
        body=body if looks else 0.0,
        trail=trail or Trail(),
        rows=rows,
    )


def test_sections_and_numbered_paragraphs_are_the_path() -> None:
    found = blocks(
        "6.0 Background information\n6.4 Six recommendations were made by the inspectors to\n"
        "improve the service:\n• Evaluate what works.\n– Reduce delays.\n6.5 Progress was made."
    )
    assert [(b.kind, b.text, b.path) for b in found] == [
        (BlockKind.HEADING, "6.0 Background information", ()),
        (
            BlockKind.PARAGRAPH,
            "6.4 Six recommendations were made by the inspectors to improve the service:",
            ("6.0 Background information", "6.4"),
        ),
        (BlockKind.LIST_ITEM, "Evaluate what works.", ("6.0 Background information", "6.4")),
        (BlockKind.LIST_ITEM, "Reduce delays.", ("6.0 Background information", "6.4")),
        (BlockKind.PARAGRAPH, "6.5 Progress was made.", ("6.0 Background information", "6.5")),
    ]


def test_bold_lines_are_headings_and_a_wider_gap_ends_a_paragraph() -> None:
    text = "Recruitment\nThere is a campaign that runs on all\nsocial media.\nWe are assured."
    looks = {
        0: look(100, bold=True, width=90),
        1: look(120),
        2: look(134, width=100),
        3: look(160),
    }
    found = blocks(text, looks)
    assert [(b.kind, b.text) for b in found] == [
        (BlockKind.HEADING, "Recruitment"),
        (BlockKind.PARAGRAPH, "There is a campaign that runs on all social media."),
        (BlockKind.PARAGRAPH, "We are assured."),
    ]
    assert found[2].path == ("Recruitment",)


def test_three_capitals_are_no_heading() -> None:
    kinds = [block.kind for text in ("YES", "HRA", "FINANCE") for block in blocks(text)]
    assert kinds == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH, BlockKind.HEADING]


def test_bold_words_in_a_sentence_are_no_heading() -> None:
    text = "It works on a report entitled\nClosing the Gap in Health which is out in October\n2021."
    looks = {0: look(100), 1: look(114, bold=True), 2: look(128, width=30)}
    assert [b.kind for b in blocks(text, looks)] == [BlockKind.PARAGRAPH]


def test_a_bold_resolution_is_whole_whatever_its_next_line_starts_with() -> None:
    for wrapped in (
        "£2,310 plus VAT, paid from reserves.",
        "March 31 2027 at the old price.",
        "Thornwick Nurseries for two years.",
    ):
        text = f"RESOLVED that six trees be bought for the upper green at\n{wrapped}"
        looks = {0: look(100, bold=True), 1: look(114, bold=True, width=220)}
        found = blocks(text, looks)
        assert [(b.kind, b.text) for b in found] == [(BlockKind.PARAGRAPH, text.replace("\n", " "))]


def test_a_bold_line_that_opens_a_resolution_is_no_heading() -> None:
    for text in (
        "RESOLVED to buy a bench",
        "AGREED: That the fee be £40",
        "The Council resolved that trees be planted",
    ):
        assert blocks(text, {0: look(100, bold=True)})[0].kind is BlockKind.PARAGRAPH
    for text in ("RESOLVED –", "Agreed Syllabus Conference", "RESOLVED (7:4)"):
        assert blocks(text, {0: look(100, bold=True)})[0].kind is BlockKind.HEADING


def test_bold_from_end_to_end_and_long_is_one_paragraph() -> None:
    line = "That the Committee lets the kiosk in the lower park to the highest bidder for"
    text = f"{line}\n{line}\n{line}\nThree years."
    looks = {n: look(100 + 14 * n, bold=True, width=400 if n < 3 else 60) for n in range(4)}
    found = blocks(text, looks)
    assert [(b.kind, b.text) for b in found] == [(BlockKind.PARAGRAPH, text.replace("\n", " "))]


def test_a_heading_above_a_bold_paragraph_stays_one() -> None:
    text = "Reserves\nThe balance was higher than planned."
    looks = {0: look(100, bold=True, width=60), 1: look(120, bold=True)}
    assert [(b.kind, b.text) for b in blocks(text, looks)] == [
        (BlockKind.HEADING, "Reserves"),
        (BlockKind.PARAGRAPH, "The balance was higher than planned."),
    ]


def test_paragraphs_of_a_line_each_are_not_run_together() -> None:
    text = (
        "Cllr Brown gave thanks for all of the teas.\nThe hall was full again, as was the green\n"
        "AGREED that the report on it be noted.\nAll present then went home to bed."
    )
    looks = {n: look(100 + 22 * n, width=300 if n == 0 else 200) for n in range(4)}
    assert [b.text for b in blocks(text, looks)] == text.split("\n")


def test_a_sentence_set_in_wide_lines_is_not_cut() -> None:
    text = "The hall was full of people who had come by\nBus and who stayed until\nnine."
    looks = {n: look(100 + 26 * n, width=400) for n in range(3)}
    assert len(blocks(text, looks)) == 1


def test_a_label_and_its_value_on_one_row_are_one_block() -> None:
    text = "Relevant Officer:\nAda Field, Head of Parks"
    looks = {0: look(100, bold=True, width=90), 1: look(100, left=200)}
    assert [b.text for b in blocks(text, looks)] == ["Relevant Officer: Ada Field, Head of Parks"]


def test_rows_stand_in_the_place_of_their_words() -> None:
    row = BlockRow(
        text="AGENCY: Police; TOTAL: 101,596",
        quote="Police\n101,596",
        cells=(("AGENCY", "Police"), ("TOTAL", "101,596")),
        continues=True,
    )
    found = blocks("8.1 The costs are:\nPolice\n101,596\nThere are no pressures.", rows=(row,))
    assert [b.kind for b in found] == [
        BlockKind.PARAGRAPH,
        BlockKind.ROW,
        BlockKind.PARAGRAPH,
    ]
    assert found[1].cells == (("AGENCY", "Police"), ("TOTAL", "101,596"))
    assert found[1].continues


def test_the_header_of_a_table_is_no_heading() -> None:
    header = BlockRow(text="DATE\nMATTER", quote="DATE\nMATTER", header=True)
    found = blocks("DATE\nMATTER\nOctober 2022", rows=(header,))
    assert found[0].kind is BlockKind.PARAGRAPH
    assert found[0].text == "DATE MATTER"
    assert found[1].path == ()


def test_skipped_lines_are_in_no_block_and_cut_the_one_they_stand_in() -> None:
    found = blocks("a sentence that\nPage 7\ngoes on here", skip=frozenset({1}))
    assert [b.text for b in found] == ["a sentence that", "goes on here"]


def test_the_trail_goes_on_to_the_next_page() -> None:
    trail = Trail()
    blocks("6.0 Background information\n6.4 The first half of", trail=trail)
    assert blocks("the matter.", trail=trail)[0].path == ("6.0 Background information", "6.4")


lines = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)
    | st.sampled_from(
        ["1.0 Purpose:", "• a point", "(a) that", "6.4 text", "HEADING HERE", "re-", "done"]
    ),
    max_size=25,
)


@given(lines)
def test_every_quote_is_a_run_of_the_pages_own_words(texts: list[str]) -> None:
    text = "\n".join(texts)
    for block in blocks(text):
        assert squash(block.quote) in squash(text)
        assert squash(block.text) == squash(block.quote)


@given(lines)
def test_no_letter_of_a_page_is_lost(texts: list[str]) -> None:
    text = "\n".join(texts)
    said = "".join(sorted(squash("".join(block.quote for block in blocks(text)))))
    # A bullet may be a letter: "o" in Word's second level.
    missing = len(squash(text)) - len(said)
    assert 0 <= missing <= sum(line.strip().startswith("o ") for line in texts)
