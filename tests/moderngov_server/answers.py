"""Drawing the service's XML and the site's pages.

Quirks drawn on purpose: True and False as words, a space before counts, line ends in
empty elements, entities encoded twice, raw spaces and line ends in relative links.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape

from tests.moderngov_server.council import AgendaItem, Committee, Council, Paper, Session

__all__ = ["committees", "meeting", "meetings", "page", "something_went_wrong"]

PEOPLE = (
    '<attendee membertype="Councillor" memberid="100" name="Councillor Ama Oyelaran" '
    'roledescription="Chair" attendance="Expected" politicalparty="" ward="" keyposts="" />\r\n'
)
HEAD = '<?xml version="1.0" encoding="utf-8"?>\r\n'


def committees(council: Council) -> bytes:
    rows = "".join(
        f"<committee><committeeid>{one.id}</committeeid>{_text('committeetitle', one.title)}"
        f"<committeedeleted>{one.deleted}</committeedeleted>"
        f"<committeeexpired>{one.expired}</committeeexpired>"
        f"{_text('committeecategory', one.category)}</committee>\r\n"
        for one in council.committees
    )
    count = len(council.committees)
    return (
        f"{HEAD}<committees><committeescount> {count}</committeescount>{rows}</committees>"
    ).encode()


def meetings(committee: Committee, since: dt.date, until: dt.date) -> bytes:
    found = [one for one in committee.sessions if since <= one.date <= until]
    rows = "".join(
        f"<meeting><meetingid>{one.id}</meetingid>"
        f"<meetingdate>{one.date:%d/%m/%Y}</meetingdate>"
        f"{_text('meetingstatus', one.status)}{_text('meetingtime', one.time)}"
        f"<iswebcast>False</iswebcast></meeting>\r\n"
        for one in found
    )
    return (
        f"{HEAD}<getmeetings><meetingscount> {len(found)}</meetingscount>"
        f"<committeescount> 1</committeescount><committee>"
        f"<committeeid>{committee.id}</committeeid>{_text('committeetitle', committee.title)}"
        f"<committeemeetingcount> {len(found)}</committeemeetingcount>"
        f"<committeemeetings>{rows}</committeemeetings></committee></getmeetings>"
    ).encode()


def meeting(committee: Committee, session: Session, base: str) -> bytes:
    off = "cancel" in session.status.lower()
    items = [] if off else session.items
    return (
        f"{HEAD}<meeting><meetingid>{session.id}</meetingid>"
        f"<meetingdate>{session.date:%d/%m/%Y}</meetingdate>"
        f"{_text('meetingstatus', session.status)}"
        f"<isdisplayallowed>{session.shown}</isdisplayallowed>"
        f"{_text('meetingtime', session.time)}{_text('meetingactualstarttime', '')}"
        f"{_text('meetingplannedfinishtime', '')}{_text('meetingactualfinishtime', '')}"
        f"{_text('meetinglocation', session.venue)}<iswebcast>False</iswebcast>"
        f"<agendaid>{session.id + 1000}</agendaid>"
        f"<agendapublished>{bool(session.pack or session.front)}</agendapublished>"
        f"<decisionpublished>False</decisionpublished>"
        f"<minutepublished>{session.minutes is not None}</minutepublished>"
        f"{_text('meetingroom', '')}<agendaitems>"
        f"{''.join(_items(committee, session, items, base))}</agendaitems>"
        f"<attendees>{PEOPLE}</attendees></meeting>"
    ).encode()


def _items(
    committee: Committee, session: Session, items: Iterable[AgendaItem], base: str
) -> Iterable[str]:
    for order, one in enumerate(items, start=3):
        papers = "".join(_paper(committee, session, one, paper, base) for paper in one.papers)
        yield (
            f"<agendaitem><agendaitemid>{session.id * 100 + order}</agendaitemid>"
            f"{_text('agendaitemtitle', one.title)}"
            f"{_text('agendatext', '<p>To consider the report.</p>')}"
            f"<agendaitemnumber>{order}</agendaitemnumber>"
            f"{_text('fulldisplaynumberformat', one.number)}{_text('authorusername', '')}"
            f"{_text('minutesnonemptyhtmlbody', '')}<iscallin>False</iscallin>"
            f"<isdecision>False</isdecision><isminutepublished>False</isminutepublished>"
            f"<ispubliccanspeak>False</ispubliccanspeak>"
            f"<isrestricted>{one.restricted}</isrestricted>"
            f"<isdisplayallowed>{one.shown}</isdisplayallowed>"
            f"{_text('minutesitemnumber', '')}{_text('refertocommittee', '')}"
            f"<linkeddocuments>{papers}</linkeddocuments></agendaitem>\r\n"
        )


def _paper(
    committee: Committee, session: Session, item: AgendaItem, paper: Paper, base: str
) -> str:
    published = f"{paper.published:%d/%m/%Y}" if paper.published else ""
    url = paper.url or f"{base}/mgConvert2PDF.aspx?ID={paper.id}"
    return (
        f"<linkeddoc><attachmentid>{paper.id}</attachmentid>{_text('title', paper.title)}"
        f"<isurl>True</isurl>{_text('url', url)}"
        f"<isrestricted>{paper.restricted}</isrestricted>"
        f"{_text('restrictionsRef', paper.restrictions)}<itemnum>{item.number}</itemnum>"
        f"{_text('publicationdate', published)}"
        f"<meetingdate>{session.date:%d/%m/%Y}</meetingdate>"
        f"{_text('committeetitle', committee.title)}"
        f"<isdecisionattachment>{paper.decision}</isdecisionattachment>"
        f"{_text('ownertitle', item.title)}</linkeddoc>"
    )


def page(committee: Committee, session: Session) -> bytes:
    """The meeting's page: its own files, reports, and links that must not be followed."""
    when = f"{session.date:%d-%b-%Y} {session.time}"
    links = []
    if "cancel" not in session.status.lower():
        for t, name, data in (
            (0, "Agenda frontsheet", session.front),
            (10, "Public reports pack", session.pack),
            (1, "Printed minutes", session.minutes),
        ):
            if data is not None:
                links.append(
                    (
                        f"documents/g{session.id}/{name} {when}\r\n {committee.title}"
                        f".pdf?T={t}&Info=1",
                        f"{name} {_size(session, data)}",
                    )
                )
        for number, (title, data) in session.supplements.items():
            links.append(
                (f"documents/b{number}/{title} {when}.pdf?T=9", f"{title} {_size(session, data)}")
            )
        for item in session.items:
            for paper in item.papers:
                if not paper.restricted and item.shown and not item.restricted:
                    links.append((f"documents/s{paper.id}/{paper.title}.pdf", paper.title))
    rows = "".join(
        f'<li><a class="mgLink"\r\n href=" {escape(href, quote=False)}" title="Link to document">'
        f"\r\n{escape(text)}</a></li>\r\n"
        for href, text in links
    )
    return (
        f'<!DOCTYPE html>\r\n<html lang="en"><head><title>Agenda for {escape(committee.title)}'
        f"</title></head><body><ul>"
        f'<li><a href="ieListMeetings.aspx?CId={committee.id}&amp;Year=0">All meetings</a></li>'
        f'<li><a href="documents/g{session.id + 777777}/Public reports pack.pdf?T=10">Other'
        f'</a></li><li><a href="https://elsewhere.example/documents/g{session.id}/x.pdf?T=10">'
        f"Elsewhere</a></li><li><a href="
        f'"ieListDocuments.aspx?CId={committee.id}&amp;MId={session.id}&amp;Ver=4">Agenda</a>'
        f"</li></ul><ul>{rows}</ul></body></html>"
    ).encode()


def something_went_wrong() -> bytes:
    return (
        b"<!DOCTYPE html>\r\n<html><head><title>Sorry</title></head>"
        b"<body><p>The page you asked for is not available.<br></p></body></html>"
    )


def _size(session: Session, data: bytes) -> str:
    return f"PDF {max(1, len(data) // 1024)} KB" if session.sizes else "PDF"


def _twice(text: str) -> str:
    return escape(escape(text))


def _text(name: str, value: str) -> str:
    """An element; an empty one holds a line end, a full one is encoded twice."""
    return f"<{name}>{_twice(value) if value else chr(13) + chr(10)}</{name}>"
