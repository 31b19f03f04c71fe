"""The pack of 16 January 2025."""

from __future__ import annotations

from tests.samples.january.damp import damp_report, tenants_survey
from tests.samples.january.decisions import decisions, forward_plan
from tests.samples.january.front import front_sheet
from tests.samples.january.meeting import MEETING
from tests.samples.january.minutes import october_minutes
from tests.samples.january.waste import waste_report
from tests.samples.january.work import work_plan
from tests.samples.papers import Pack

__all__ = ["MEETING", "draw"]


def draw(pack: Pack) -> None:
    front_sheet(pack)
    october_minutes(pack)
    decisions(pack)
    forward_plan(pack)
    damp_report(pack)
    tenants_survey(pack)
    waste_report(pack)
    work_plan(pack)
