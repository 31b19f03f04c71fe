"""The supplement of 7 April 2025: minutes, a revised appendix and late reports."""

from __future__ import annotations

from papers import Pack

from supplement.damp import revised_appendix
from supplement.doors import late_report, programme
from supplement.front import front_sheet
from supplement.inspection import inspection
from supplement.meeting import MEETING
from supplement.minutes import special_minutes
from supplement.storm import storm
from supplement.tenants import tenants_questions

__all__ = ["MEETING", "draw"]


def draw(pack: Pack) -> None:
    front_sheet(pack)
    special_minutes(pack)
    revised_appendix(pack)
    late_report(pack)
    inspection(pack)
    programme(pack)
    tenants_questions(pack)
    storm(pack)
