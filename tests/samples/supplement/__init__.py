"""The supplement of 7 April 2025: minutes, a revised appendix and late reports."""

from __future__ import annotations

from tests.samples.papers import Pack
from tests.samples.supplement.damp import revised_appendix
from tests.samples.supplement.doors import late_report, programme
from tests.samples.supplement.front import front_sheet
from tests.samples.supplement.inspection import inspection
from tests.samples.supplement.meeting import MEETING
from tests.samples.supplement.minutes import special_minutes
from tests.samples.supplement.storm import storm
from tests.samples.supplement.tenants import tenants_questions

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
