"""Where minutes end."""

from __future__ import annotations

import pytest

from indexer.reading.minutes.minutes_close import ends_minutes, says_ended


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("The meeting closed at 8.15 pm.", True),
        ("The Chair closed the meeting at 21:00.", True),
        ("Meeting ended: 7.40 pm", True),
        ("The meeting was declared closed.", True),
        ("The meeting started at 6 pm and ended at 8 pm.", False),
        ("The public part of the meeting closed at 7 pm.", False),
        ("The library closed at 5 pm.", False),
        ("The consultation ended on 3 May.", False),
    ],
)
def test_the_meeting_closed(line: str, ended: bool) -> None:
    assert says_ended(line) is ended
    assert ends_minutes(f"12 Bins\nThe bins were discussed.\n{line}") is ended


def test_other_minutes_may_begin_on_the_page_where_some_end() -> None:
    page = "The meeting closed at 8 pm.\nMinutes of the Harbour Panel\nPresent: Councillor Hay"
    assert not ends_minutes(page)
