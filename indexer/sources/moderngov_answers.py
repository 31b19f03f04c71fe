"""The XML answers of ModernGov's web service, read into our own types.

Shapes and quirks are the service's: True and False are words, counts have a leading
space, empty elements hold line ends, entities are encoded twice, dates are dd/mm/yyyy.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

from indexer.sources.addresses import joined, same_site, upgraded
from indexer.sources.source import (
    Committee,
    Facts,
    ListedMeeting,
    ListedPaper,
    PaperKind,
    ShownItem,
    SourceLook,
)
from indexer.sources.source_problems import OddAnswer
from indexer.sources.xml_tree import Node, parse_xml

__all__ = ["plain_number", "read_committees", "read_meeting", "read_meetings"]

_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_FILE = re.compile(r"/documents/s(\d+)(?:/|$)", re.IGNORECASE)


def read_committees(data: bytes) -> list[Committee]:
    """All committees that an answer to GetCommittees names.

    Raises:
        OddAnswer: it is no such answer.
    """
    root = _root(data, "committees")
    return [
        Committee(
            id=node.value("committeeid"),
            title=node.value("committeetitle"),
            category=node.value("committeecategory"),
            current=not (_yes(node, "committeedeleted") or _yes(node, "committeeexpired")),
        )
        for node in root.all("committee")
        if node.value("committeeid") and node.value("committeetitle")
    ]


def read_meetings(data: bytes) -> list[ListedMeeting]:
    """All meetings that an answer to GetMeetings lists; those without a date are left out.

    Raises:
        OddAnswer: it is no such answer.
    """
    found = []
    for committee in _root(data, "getmeetings").all("committee"):
        for node in committee.all("committeemeetings", "meeting"):
            date = _date(node.value("meetingdate"))
            if node.value("meetingid") and date:
                found.append(
                    ListedMeeting(
                        id=node.value("meetingid"),
                        committee=committee.value("committeeid"),
                        date=date,
                        time=node.value("meetingtime"),
                        status=node.value("meetingstatus"),
                    )
                )
    return found


def read_meeting(data: bytes, *, site: str) -> SourceLook:
    """What an answer to GetMeeting tells, without anything that is restricted.

    Args:
        site: the site's address; papers elsewhere are left out.

    Raises:
        OddAnswer: it is no such answer.
    """
    root = _root(data, "meeting")
    if not root.value("meetingid"):
        raise OddAnswer("The answer about a meeting names no meeting.")
    if _no(root, "isdisplayallowed"):
        return SourceLook(hidden=True, restricted=frozenset(_all_keys(root, site)))
    items: list[ShownItem] = []
    papers: dict[str, ListedPaper] = {}
    restricted: set[str] = set()
    for node in root.all("agendaitems", "agendaitem"):
        closed = _yes(node, "isrestricted") or _no(node, "isdisplayallowed")
        number = plain_number(node.value("fulldisplaynumberformat"))
        items.append(
            ShownItem(number="", title="", restricted=True)
            if closed
            else ShownItem(number=number, title=_words(node.value("agendaitemtitle")))
        )
        for linked in node.all("linkeddocuments", "linkeddoc"):
            if closed or not _open(linked):
                restricted.update(_keys(linked, site))
            elif (paper := _paper(linked, number, site)) is not None:
                papers.setdefault(paper.key, paper)
    for linked in root.all("linkeddocuments", "linkeddoc"):
        if not _open(linked):
            restricted.update(_keys(linked, site))
        elif (paper := _paper(linked, "", site)) is not None:
            papers.setdefault(paper.key, paper)
    agenda = root.value("agendapublished").lower()
    return SourceLook(
        facts=Facts(
            date=_date(root.value("meetingdate")),
            time=root.value("meetingtime"),
            status=root.value("meetingstatus"),
            venue=root.value("meetinglocation") or root.value("meetingroom"),
            agenda_published={"true": True, "false": False}.get(agenda),
            items=tuple(items),
        ),
        # One paper may hang on two items, of which one is restricted.
        papers=tuple(paper for paper in papers.values() if paper.key not in restricted),
        restricted=frozenset(restricted),
    )


def plain_number(shown: str) -> str:
    """An item's number as it is said: "9." → "9", "10(a)." → "10(a)"."""
    return shown.strip().rstrip(".:").strip()


def _paper(node: Node, item: str, site: str) -> ListedPaper | None:
    """A paper that hangs on an item; None for links elsewhere and decision notices."""
    if _yes(node, "isdecisionattachment"):
        return None
    url = upgraded(joined(f"{site}/", node.value("url")), site)
    key = _file_key(url)
    if key is None or not same_site(url, site):
        return None
    return ListedPaper(
        key=key,
        kind=PaperKind.REPORT,
        title=_words(node.value("title")),
        url=url,
        item=plain_number(item),
        published_on=_date(node.value("publicationdate")),
    )


def _keys(node: Node, site: str) -> Iterator[str]:
    key = _file_key(joined(f"{site}/", node.value("url")))
    if key:
        yield key
    if node.value("attachmentid"):
        yield f"s{node.value('attachmentid')}"


def _all_keys(root: Node, site: str) -> Iterator[str]:
    for node in root.walk():
        if node.name == "linkeddoc":
            yield from _keys(node, site)


def _file_key(url: str) -> str | None:
    """``s60860`` for mgConvert2PDF.aspx?ID=60860 and for documents/s60860/….pdf alike."""
    parts = urlsplit(url)
    if parts.path.lower().endswith("/mgconvert2pdf.aspx"):
        query = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
        number = query.get("id", "")
        return f"s{number}" if number.isdigit() and number.isascii() else None
    found = _FILE.search(parts.path)
    return f"s{found[1]}" if found else None


def _root(data: bytes, name: str) -> Node:
    root = parse_xml(data).first(name)
    if root is None:
        raise OddAnswer(f"The answer holds no {name}.")
    return root


def _open(node: Node) -> bool:
    """Whether a paper may be read by anyone: a sign of restriction of any kind closes it."""
    return not (
        _yes(node, "isrestricted")
        or _no(node, "isdisplayallowed")
        or node.value("restrictionsref").lower() not in ("", "0", "none", "false")
    )


def _yes(node: Node, name: str) -> bool:
    return node.value(name).lower() in ("true", "1", "yes")


def _no(node: Node, name: str) -> bool:
    return node.value(name).lower() in ("false", "0", "no")


def _date(text: str) -> dt.date | None:
    if found := _DATE.search(text):
        day, month, year = found.groups()
    elif found := _ISO.search(text):
        year, month, day = found.groups()
    else:
        return None
    try:
        date = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    # 01/01/0001 and the like stand for no date, and days cannot be counted back from them.
    return date if date.year >= 1900 else None


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def _words(text: str) -> str:
    """A title without the tags that some councils leave in it."""
    if "<" not in text:
        return text
    parser = _Words()
    parser.feed(re.sub(r"<!\[[^>]*>?", "", text))
    parser.close()
    return " ".join(" ".join(parser.pieces).split())
