"""Passages: of one page each, made of sentences and rows that join to the text again."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.council.packs import (
    Appendix,
    Block,
    BlockKind,
    DocumentKind,
    ExemptPage,
    Item,
    Meeting,
    Pack,
    Page,
    PageKind,
    PdfPage,
)
from indexer.evidence.passages import MAX_UNIT_WORDS, PLACE, WORDS, Unit, passages_of, sentences


def plain(text: str) -> str:
    return " ".join(text.split())


@given(st.text())
def test_sentences_joined_give_the_text_again(text: str) -> None:
    assert " ".join(sentences(text)) == plain(text)


words = st.sampled_from(
    "the fee of £4.50 is due. No. 5 Cllr. A. Marsh said: (a) yes; e.g. p. 12. 3.1 “Not yet.” "
    "Rents rose! Why? R.A.F. Ltd. paid • 10 April 2025. It".split()
)


@given(st.lists(words, max_size=300).map(" ".join))
def test_sentences_of_reports_join_again_and_are_not_too_long(text: str) -> None:
    parts = sentences(text)
    assert " ".join(parts) == plain(text)
    assert all(1 <= len(part.split()) <= MAX_UNIT_WORDS for part in parts)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The fee rose. It was £4.50 before.", 2),
        ("Cllr. Marsh asked Mr. Jones of Tidewater Ltd. about it.", 1),
        ("See para. 3 and p. 12 of it.", 1),
        ("The J. Smith room is open.", 1),
        ("“It is late.” The Chair agreed.", 2),
        ("Is it late? Yes! It is.", 3),
        ("", 0),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def pack_of(pages: list[Page], exempt: tuple[int, ...] = ()) -> Pack:
    return Pack(
        document="pack",
        sha256="0" * 64,
        kind=DocumentKind.PACK,
        title="Agenda",
        pages=tuple(pages),
        exempt_pages=tuple(
            ExemptPage(pdf_page=PdfPage(number), printed_page=None, why="exempt")
            for number in exempt
        ),
    )


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind=kind, text=text, quote=text)


blocks = st.lists(
    st.tuples(st.sampled_from(list(BlockKind)), st.lists(words, max_size=120).map(" ".join)),
    max_size=12,
)


@given(st.lists(blocks, max_size=4))
def test_no_word_of_a_page_is_lost_moved_or_doubled(
    pages: list[list[tuple[BlockKind, str]]],
) -> None:
    pack = pack_of(
        [
            Page(
                pdf_page=PdfPage(number),
                blocks=tuple(block(text, kind) for kind, text in page),
            )
            for number, page in enumerate(pages, start=1)
        ]
    )
    passages = list(passages_of(pack))
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    for number, page in enumerate(pages, start=1):
        mine = [passage for passage in passages if passage.pdf_page == number]
        assert plain(" ".join(one.text for one in mine)) == plain(
            " ".join(text for _, text in page)
        )
        assert all(passage.units for passage in mine)
    for passage in passages:
        longest = max(len(unit.text.split()) for unit in passage.units)
        assert len(passage.text.split()) <= 2 * WORDS + longest


def test_exempt_pages_and_blank_leaves_give_no_passages() -> None:
    pages = [
        Page(pdf_page=PdfPage(1), blocks=(block("Open words."),)),
        Page(pdf_page=PdfPage(2), blocks=(block("Secret words."),)),
        Page(pdf_page=PdfPage(3), kind=PageKind.BLANK, blocks=(block("Stamp."),)),
    ]
    assert [passage.text for passage in passages_of(pack_of(pages, exempt=(2,)))] == ["Open words."]


def test_a_passage_is_embedded_with_its_place_but_without_its_meeting() -> None:
    pack = replace(
        pack_of(
            [
                Page(
                    pdf_page=PdfPage(1),
                    item="6",
                    appendix="6(a)",
                    blocks=(
                        Block(
                            kind=BlockKind.PARAGRAPH,
                            text="Rents rose.",
                            quote="Rents rose.",
                            path=("SCHOOL FOOD PLAN", "6.0 Background"),
                        ),
                    ),
                ),
                Page(pdf_page=PdfPage(2), blocks=(block("Fees fell."),)),
            ]
        ),
        meeting=Meeting(committee="Scrutiny Committee", date=dt.date(2025, 4, 10)),
        items=(
            Item(
                number="6",
                title="School Food Plan",
                appendices=(
                    Appendix(
                        label="6(a)",
                        title="Menus",
                        first_pdf_page=PdfPage(1),
                        last_pdf_page=PdfPage(1),
                    ),
                ),
            ),
        ),
    )
    first, second = passages_of(pack)
    assert first.place == "Item 6 School Food Plan > 6.0 Background"
    assert first.context.startswith("Scrutiny Committee, 10 April 2025 > Item 6 School Food Plan")
    assert first.embedded == f"{first.place}. Rents rose."
    assert second.embedded == "Fees fell."
    # A paper by itself has nothing but its title to be told from others by.
    alone = passages_of(pack_of([Page(pdf_page=PdfPage(1), blocks=(block("Open words."),))]))
    assert [passage.place for passage in alone] == ["Agenda"]


@given(st.lists(st.integers(1, 200), max_size=3))
def test_a_place_is_the_first_step_and_the_nearest_as_far_as_they_fit(lengths: list[int]) -> None:
    path = tuple(letter * length for letter, length in zip("xyz", lengths, strict=False))
    body = Block(kind=BlockKind.PARAGRAPH, text="Words.", quote="Words.", path=path)
    (passage,) = passages_of(pack_of([Page(pdf_page=PdfPage(1), blocks=(body,))]))
    whole = " > ".join(("Agenda", *path[-1:]))
    assert passage.place == (whole if len(whole) <= PLACE else path[-1][-PLACE:])


def test_a_row_is_one_unit_with_its_headers_as_frame() -> None:
    row = Block(
        kind=BlockKind.ROW,
        text="REF: 5; DUE: March. Then April.",
        quote="5 March. Then April.",
        cells=(("REF", "5"), ("DUE", "March. Then April.")),
    )
    (passage,) = passages_of(pack_of([Page(pdf_page=PdfPage(1), blocks=(row,))]))
    (unit,) = passage.units
    assert (unit.text, unit.quote, unit.frame) == (row.text, row.quote, "REF DUE")


PROSE = " ".join(
    f"Part {number} of the plan was put to the partners in spring and they agreed to it."
    for number in range(1, 9)
)


def units_of(row: Block, page_text: str) -> list[Unit]:
    page = Page(pdf_page=PdfPage(1), text=page_text, blocks=(row,))
    return [unit for passage in passages_of(pack_of([page])) for unit in passage.units]


def test_prose_in_a_box_is_read_as_prose() -> None:
    row = Block(kind=BlockKind.ROW, text=PROSE, quote=PROSE, cells=(("", ""), ("", PROSE)))
    units = units_of(row, PROSE)
    assert len(units) > 2
    assert " ".join(unit.text for unit in units) == PROSE
    assert all(unit.quote == unit.text and unit.kind is BlockKind.PARAGRAPH for unit in units)


def test_a_row_of_long_cells_is_cut_and_keeps_its_name() -> None:
    row = Block(
        kind=BlockKind.ROW,
        text=f"ID: 4; Action: {PROSE}; Owner: The Head of Service",
        quote=f"4 {PROSE} The Head of Service",
        cells=(("ID", "4"), ("Action", PROSE), ("Owner", "The Head of Service")),
    )
    units = units_of(row, f"ID Action Owner\n4\n{PROSE}\nThe Head of Service")
    assert all(unit.text.startswith("4 – ") for unit in units)
    assert units[-1].text == "4 – Owner: The Head of Service"
    assert units[-1].quote == "The Head of Service"
    assert {unit.frame for unit in units} == {"ID Action Owner 4"}
    said = " ".join(unit.quote for unit in units)
    assert said == f"{PROSE} The Head of Service"


def test_a_cell_that_is_printed_across_others_is_quoted_with_its_row() -> None:
    across = "4 Part 1 of the plan The Head was put to of Service the partners"
    row = Block(
        kind=BlockKind.ROW,
        text=f"ID: 4; Action: {PROSE}",
        quote=across,
        cells=(("ID", "4"), ("Action", PROSE)),
    )
    assert {unit.quote for unit in units_of(row, across)} == {across}


def test_a_row_is_said_with_what_it_stands_under() -> None:
    heading = "Infant mortality – deaths of children under 1 per 1,000 live births. (2018/20)"
    row = Block(
        kind=BlockKind.ROW,
        text="England: 3.9; Blackpool: 5.4",
        quote="3.9 5.4",
        cells=(("England", "3.9"), ("Blackpool", "5.4")),
        group=heading,
    )
    (unit,) = units_of(row, f"England Blackpool\n{heading}\n3.9 5.4")
    assert unit.text == "Infant mortality – England: 3.9; Blackpool: 5.4"
    assert (unit.quote, unit.frame) == ("3.9 5.4", f"England Blackpool {heading}")


@given(before=st.integers(1, 24), after=st.integers(0, 12))
def test_what_opens_a_list_stands_in_one_passage_with_it(before: int, after: int) -> None:
    def block(kind: BlockKind, text: str) -> Block:
        return Block(kind=kind, text=text, quote=text)

    said = block(BlockKind.PARAGRAPH, "Members heard that the wall would take until spring.")
    opening = block(BlockKind.PARAGRAPH, "The Committee agreed:")
    item = block(BlockKind.LIST_ITEM, "1. That the wall be inspected before the winter; and")
    blocks = (*[said] * before, opening, item, *[said] * after)
    passages = list(passages_of(pack_of([Page(pdf_page=PdfPage(1), blocks=blocks)])))
    assert [unit.text for one in passages for unit in one.units] == [b.text for b in blocks]
    (home,) = (one for one in passages if item.text in one.text)
    assert opening.text in home.text
