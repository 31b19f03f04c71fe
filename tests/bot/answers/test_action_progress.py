"""Done, overdue, or neither for certain."""

from __future__ import annotations

import datetime as dt

import pytest

from bot.answers.action_progress import is_complete, is_late

TODAY = dt.date(2025, 4, 10)


def action(due: str = "", status: str = "", update: str = "") -> dict[str, str]:
    return {"due": due, "status": status, "update": update}


@pytest.mark.parametrize(
    ("status", "update", "complete"),
    [
        ("Complete", "", True),
        ("Done", "", True),
        ("Yes", "", True),
        ("12/03/2025", "", True),
        ("", "The map has been completed.", True),
        ("Not complete", "", False),
        ("Partially complete", "", False),
        ("No", "", False),
        ("", "", False),
        ("Open", "The first map was completed.", False),
    ],
)
def test_done(status: str, update: str, complete: bool) -> None:
    assert is_complete(action(status=status, update=update)) is complete


@pytest.mark.parametrize(
    ("target", "status", "update", "late"),
    [
        ("March 2025", "", "", True),
        ("9 April 2025", "Open", "", True),
        ("April 2025", "", "", False),
        ("10 April 2025", "", "", False),
        ("August 2025", "Open", "", False),
        ("Spring 2025", "", "", False),
        ("March", "", "", False),
        ("TBC", "", "", False),
        ("August 2025", "Overdue", "", True),
        ("March 2025", "Complete", "", False),
        ("March 2025", "", "The map was sent to Members.", False),
        ("March 2025", "Deferred", "", False),
        ("", "", "", False),
    ],
)
def test_overdue(target: str, status: str, update: str, late: bool) -> None:
    assert is_late(action(target, status, update), TODAY) is late
