"""The pack of 16 January 2025."""

from __future__ import annotations

from papers import Pack

from january.damp import damp_report, tenants_survey
from january.decisions import decisions, forward_plan
from january.front import front_sheet
from january.meeting import MEETING
from january.minutes import october_minutes
from january.waste import waste_report
from january.work import work_plan

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
