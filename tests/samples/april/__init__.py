"""The pack of 10 April 2025, on a new template and with later figures."""

from __future__ import annotations

from papers import Pack

from april.damp import damp_report
from april.decisions import decisions_and_plan
from april.food import consultation, food_report
from april.front import front_sheet
from april.meeting import MEETING
from april.minutes import january_minutes
from april.work import work_plan

__all__ = ["MEETING", "draw"]


def draw(pack: Pack) -> None:
    front_sheet(pack)
    january_minutes(pack)
    damp_report(pack)
    food_report(pack)
    consultation(pack)
    decisions_and_plan(pack)
    work_plan(pack)
