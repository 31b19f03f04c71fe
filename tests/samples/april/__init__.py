"""The pack of 10 April 2025, on a new template and with later figures."""

from __future__ import annotations

from tests.samples.april.damp import damp_report
from tests.samples.april.decisions import decisions_and_plan
from tests.samples.april.food import consultation, food_report
from tests.samples.april.front import front_sheet
from tests.samples.april.meeting import MEETING
from tests.samples.april.minutes import january_minutes
from tests.samples.april.work import work_plan
from tests.samples.papers import Pack

__all__ = ["MEETING", "draw"]


def draw(pack: Pack) -> None:
    front_sheet(pack)
    january_minutes(pack)
    damp_report(pack)
    food_report(pack)
    consultation(pack)
    decisions_and_plan(pack)
    work_plan(pack)
