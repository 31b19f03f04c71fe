"""What leads to a paper's words and is none of them."""

from __future__ import annotations

import pytest

from indexer.council.packs import BlockKind
from indexer.evidence.navigation import is_contents, signposts

P, H, R = BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ROW


def test_lines_that_lead_to_pages_are_a_list_of_contents() -> None:
    assert is_contents("Foreword ........ 3\nWhat we heard . . . . . 4\nNext steps …… 9")
    assert is_contents("Contents\nForeword 3\nWhat we heard 4\nNext steps 9\nPage 2")


def test_figures_blanks_and_prose_beside_a_short_list_are_none() -> None:
    assert not is_contents("")
    assert not is_contents("Ward, visits\nQuayside 3\nHilltop 4\nOld Town 9")
    assert not is_contents("Interment ........ 250\nNew grave ........ 600\nPermit ...... 175")
    assert not is_contents("Hall ........ 10.50\nField ........ 20.00\nBarn ...... 35.00")
    assert not is_contents("Signed ............... 14th October 2025")
    assert not is_contents("A motion is put by three members.\nIt is voted on.\nMeetings ..... 4")


def test_a_long_block_is_soon_told_from_a_list_of_contents() -> None:
    assert not is_contents("contents\n" + "a 1 " * 25_000 + "\n" + "." * 100_000 + "\nend")


def test_headings_heads_and_sections_of_other_papers_are_signposts() -> None:
    units = [
        (P, "Report to: Homes Committee"),
        (P, "Relevant Officer: Gareth Blythe, Head of Repairs"),
        (H, "6.0 Background information"),
        (P, "6.1 The Council is the landlord of 8,214 homes."),
        (H, "Open cases at month end"),
        (R, "Month: May; Cases: 12"),
        (H, "7.0 Legal considerations:"),
        (P, "7.1 None."),
        (H, "8.0 Background papers"),
        (P, "8.1 Letter from the regulator, 14 May 2024."),
    ]
    assert list(signposts(units)) == [0, 1, 2, 6, 7, 8, 9]


def test_a_label_by_itself_is_evidence() -> None:
    units = [(P, "Recommendation: that the plan be agreed."), (P, "It costs £40,000 a year.")]
    assert list(signposts(units)) == []


@pytest.mark.parametrize(
    ("heading", "aside"),
    [
        ("Appendix A: Homes", False),
        ("APPENDIX B – RISK REGISTER", False),
        ("Annex 1: Costs", False),
        ("Appendix 2 Performance data", False),
        ("12. Appendices", True),
        ("Appendix", True),
    ],
)
def test_what_an_appendix_says_is_evidence(heading: str, aside: bool) -> None:
    units = [(H, heading), (P, "412 homes were inspected and 30 had faults.")]
    assert (1 in signposts(units)) is aside
