"""A council's ModernGov site as a source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlencode

from indexer.sources.moderngov_answers import (
    read_committees,
    read_meeting,
    read_meetings,
    read_page,
)
from indexer.sources.publication import pack_day
from indexer.sources.source import (
    Committee,
    ListedMeeting,
    ListedPaper,
    PaperKind,
    SourceLook,
    WebSource,
)
from indexer.sources.source_problems import OddAnswer, PageInstead, Refused, ServiceOff

__all__ = ["ModernGov"]

T = TypeVar("T")


class ModernGov(WebSource):
    """A ModernGov site: its web service for facts and reports, its pages for packs.

    Args:
        web: the site; its `site` is the folder that ``mgWebService.asmx`` is in.
    """

    parts = ("facts", "page")

    def committees(self) -> list[Committee]:
        return self._service("GetCommittees", {}, read_committees)

    def meetings(self, committee: str, since: dt.date, until: dt.date) -> list[ListedMeeting]:
        asked = {
            "lCommitteeId": committee,
            "sFromDate": f"{since:%d/%m/%Y}",
            "sToDate": f"{until:%d/%m/%Y}",
        }
        found = self._service("GetMeetings", asked, read_meetings)
        return [one for one in found if one.committee in (committee, "")]

    def look(self, meeting: str, committee: str, part: str) -> SourceLook:
        if part == "facts":
            return self._service(
                "GetMeeting",
                {"lMeetingId": meeting},
                lambda data: read_meeting(data, site=self.web.site),
            )
        url = (
            f"{self.web.site}/ieListDocuments.aspx?"
            f"{urlencode({'CId': committee, 'MId': meeting, 'Ver': 4})}"
        )
        answer = self.web.read(url)
        return read_page(answer.body, url=answer.url, site=self.web.site, meeting=meeting)

    def wanted(self, meeting_date: dt.date, papers: Sequence[ListedPaper]) -> set[str]:
        """The pack, supplements, printed minutes; and what the pack cannot hold.

        Without a pack the front sheet and every report; with one only the reports that
        were published after it and not after the meeting (late papers).
        """
        keys = {
            paper.key
            for paper in papers
            if paper.kind in (PaperKind.PACK, PaperKind.SUPPLEMENT, PaperKind.MINUTES)
        }
        reports = [paper for paper in papers if paper.kind is PaperKind.REPORT]
        if not any(paper.kind is PaperKind.PACK for paper in papers):
            keys.update(paper.key for paper in papers if paper.kind is PaperKind.AGENDA)
            return keys | {paper.key for paper in reports}
        day = pack_day([one.published_on for one in reports if one.published_on], meeting_date)
        return keys | {
            paper.key
            for paper in reports
            if day and paper.published_on and day < paper.published_on <= meeting_date
        }

    def _service(self, method: str, asked: dict[str, str], read: Callable[[bytes], T]) -> T:
        url = f"{self.web.site}/mgWebService.asmx/{method}"
        if asked:
            url += f"?{urlencode(asked, safe='/')}"
        try:
            return read(self.web.read(url).body)
        except Refused as exc:
            if exc.status in (401, 403, 404, 405, 410):
                raise ServiceOff(
                    f"The web service of {self.web.host} is switched off or closed to us "
                    f"(HTTP {exc.status}): ask the council to open it, or add its packs "
                    "with `packhorse source add url` or `folder`."
                ) from exc
            raise
        except PageInstead as exc:
            raise ServiceOff(
                f"The web service of {self.web.host} answers with a web page instead of "
                "data: it may be switched off or under maintenance."
            ) from exc
        except OddAnswer as exc:
            raise OddAnswer(f"{self.web.host}, {method}: {exc}") from exc
