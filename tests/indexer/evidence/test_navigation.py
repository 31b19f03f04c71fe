"""Lists of contents."""

from __future__ import annotations

from indexer.evidence.navigation import is_contents


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
