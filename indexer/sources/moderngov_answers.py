"""What ModernGov sites answer, read into our own types: the XML of their web service, and the
pages of meetings, which link packs, supplements and printed minutes.

Shapes and quirks are the service's: True and False are words, counts have a leading
space, empty elements hold line ends, entities are encoded twice, dates are dd/mm/yyyy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree.ElementTree import Element

from indexer.council.dates import date_in
from indexer.council.document_names import readable
from indexer.sources.addresses import joined, same_site, upgraded
from indexer.sources.source import (
    Committee,
    Facts,
    ListedMeeting,
    ListedPaper,
    PaperKind,
    SourceLook,
)
from indexer.sources.source_problems import OddAnswer, WrongPage
from indexer.sources.xml_tree import parse_xml, value

__all__ = ["read_committees", "read_meeting", "read_meetings", "read_page"]

_DOCUMENT = re.compile(r"/documents/([gbs])(\d+)(?:/(.*))?$", re.IGNORECASE)
"""A meeting's own document, a supplement, or a report."""

_LEFT_BEHIND = re.compile(r"<!\[[^>]*>?")
"""Sections that word processors leave behind, which the parser may stumble over."""

_KINDS = {"0": PaperKind.AGENDA, "10": PaperKind.PACK, "1": PaperKind.MINUTES}
"""The meaning of ``T=`` in the address of a meeting's own documents."""

_BY_NAME = {
    "reports pack": "10",
    "report pack": "10",
    "front sheet": "0",
    "frontsheet": "0",
    "printed minutes": "1",
}
"""The same by what they are called, where the address has none."""


def read_committees(data: bytes) -> list[Committee]:
    """All committees that an answer to GetCommittees names.

    Raises:
        OddAnswer: it is no such answer.
    """
    root = _root(data, "committees")
    return [
        Committee(
            id=value(node, "committeeid"),
            title=value(node, "committeetitle"),
            category=value(node, "committeecategory"),
            current=not (_yes(node, "committeedeleted") or _yes(node, "committeeexpired")),
        )
        for node in root.findall("committee")
        if value(node, "committeeid") and value(node, "committeetitle")
    ]


def read_meetings(data: bytes) -> list[ListedMeeting]:
    """All meetings that an answer to GetMeetings lists; those without a date are left out.

    Raises:
        OddAnswer: it is no such answer.
    """
    found = []
    for committee in _root(data, "getmeetings").findall("committee"):
        for node in committee.findall("committeemeetings/meeting"):
            date = date_in(value(node, "meetingdate"))
            if value(node, "meetingid") and date:
                found.append(
                    ListedMeeting(
                        meeting=value(node, "meetingid"),
                        committee=value(committee, "committeeid"),
                        date=date,
                        time=value(node, "meetingtime"),
                        status=value(node, "meetingstatus"),
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
    if not value(root, "meetingid"):
        raise OddAnswer("The answer about a meeting names no meeting.")
    if _no(root, "isdisplayallowed"):
        keys = [_keys(node, site) for node in root.iter("linkeddoc")]
        return SourceLook(hidden=True, restricted=frozenset().union(*keys))
    linked: list[tuple[Element, bool]] = []
    for node in root.findall("agendaitems/agendaitem"):
        closed = _closed(node)
        linked += [(one, closed) for one in node.findall("linkeddocuments/linkeddoc")]
    linked += [(one, False) for one in root.findall("linkeddocuments/linkeddoc")]
    papers: dict[str, ListedPaper] = {}
    restricted: set[str] = set()
    for one, closed in linked:
        if closed or not _open(one):
            restricted.update(_keys(one, site))
        elif (paper := _paper(one, site)) is not None:
            papers.setdefault(paper.key, paper)
    return SourceLook(
        facts=Facts(
            time=value(root, "meetingtime"),
            status=value(root, "meetingstatus"),
            venue=value(root, "meetinglocation") or value(root, "meetingroom"),
        ),
        # One paper may hang on two items, of which one is restricted.
        papers=tuple(paper for paper in papers.values() if paper.key not in restricted),
        restricted=frozenset(restricted),
    )


def _paper(node: Element, site: str) -> ListedPaper | None:
    """A paper that hangs on an item; None for links elsewhere and decision notices."""
    if _yes(node, "isdecisionattachment"):
        return None
    url = upgraded(joined(f"{site}/", value(node, "url")), site)
    key = _file_key(url)
    if key is None or not same_site(url, site):
        return None
    return ListedPaper(
        key=key,
        kind=PaperKind.REPORT,
        title=_words(value(node, "title")),
        url=url,
        published_on=date_in(value(node, "publicationdate")),
    )


def _keys(node: Element, site: str) -> Iterator[str]:
    key = _file_key(joined(f"{site}/", value(node, "url")))
    if key:
        yield key
    if value(node, "attachmentid"):
        yield f"s{value(node, 'attachmentid')}"


def _file_key(url: str) -> str | None:
    """``s60860`` for mgConvert2PDF.aspx?ID=60860 and for documents/s60860/….pdf alike."""
    parts = urlsplit(url)
    if parts.path.lower().endswith("/mgconvert2pdf.aspx"):
        query = {name.lower(): values[0] for name, values in parse_qs(parts.query).items()}
        number = query.get("id", "")
        return f"s{number}" if number.isdigit() and number.isascii() else None
    found = _DOCUMENT.search(parts.path)
    return f"s{found[2]}" if found and found[1].lower() == "s" else None


def _root(data: bytes, name: str) -> Element:
    root = next(parse_xml(data).iter(name), None)
    if root is None:
        raise OddAnswer(f"The answer holds no {name}.")
    return root


def _closed(node: Element) -> bool:
    return _yes(node, "isrestricted") or _no(node, "isdisplayallowed")


def _open(node: Element) -> bool:
    """Whether a paper may be read by anyone: a sign of restriction of any kind closes it."""
    unreferred = value(node, "restrictionsref").lower() in ("", "0", "none", "false")
    return unreferred and not _closed(node)


def _yes(node: Element, name: str) -> bool:
    return value(node, name).lower() in ("true", "1", "yes")


def _no(node: Element, name: str) -> bool:
    return value(node, name).lower() in ("false", "0", "no")


class _Markup(HTMLParser):
    """The words of a text with tags, and its links with theirs."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, list[str]]] = []
        self._in_link = False
        self.feed(_LEFT_BEHIND.sub("", text))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append((dict(attrs).get("href") or "", []))
            self._in_link = True

    def handle_endtag(self, tag: str) -> None:
        self._in_link = self._in_link and tag != "a"

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self._in_link:
            self.links[-1][1].append(data)


def _words(text: str) -> str:
    """A title without the tags that some councils leave in it."""
    return _spaced(_Markup(text).words) if "<" in text else text


def _spaced(pieces: list[str]) -> str:
    return " ".join(" ".join(pieces).split())


# --- the page of a meeting ------------------------------------------------------------------


def read_page(data: bytes, *, url: str, site: str, meeting: str) -> SourceLook:
    """What the page of a meeting links.

    Args:
        url: of the page; links are relative to it.
        site: links elsewhere are left out.
        meeting: the meeting's id; documents of other meetings are left out.

    Raises:
        WrongPage: it is not that meeting's page (a page of the site's that says that
            something went wrong comes with status 200 too).
    """
    text = data.decode("utf-8", "replace")
    mentions = re.search(
        rf"(?:\bM(?:eeting)?Id=|/g|documents/g){re.escape(meeting)}(?!\d)", text, re.IGNORECASE
    )
    if not mentions:
        raise WrongPage("The meeting's page came without its meeting.")
    papers: dict[str, ListedPaper] = {}
    for href, label in _Markup(text).links:
        address = upgraded(joined(url, href), site)
        paper = _linked(address, _spaced(label), meeting)
        if paper and same_site(address, site):
            papers.setdefault(paper.key, paper)
    return SourceLook(papers=tuple(papers.values()))


def _linked(address: str, label: str, meeting: str) -> ListedPaper | None:
    parts = urlsplit(address)
    found = _DOCUMENT.search(parts.path)
    if not found:
        return None
    letter, number, name = found[1].lower(), found[2], readable(unquote(found[3] or ""))
    title = (name[:-4] if name.lower().endswith(".pdf") else name).strip() or label
    if letter == "b":
        return ListedPaper(
            key=f"b{number}", kind=PaperKind.SUPPLEMENT, title=title, url=address, label=label
        )
    if letter != "g" or number != meeting:
        return None
    query = {key.upper(): values[0] for key, values in parse_qs(parts.query).items()}
    t = query.get("T") or next((t for words, t in _BY_NAME.items() if words in name.lower()), "")
    if t not in _KINDS:
        return None
    return ListedPaper(key=f"g{number}-t{t}", kind=_KINDS[t], title=title, url=address, label=label)
