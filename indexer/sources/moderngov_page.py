"""The page of a meeting on a ModernGov site: its pack, supplements and printed minutes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from urllib.parse import parse_qs, unquote, urlsplit

from indexer.council.document_names import readable
from indexer.sources.addresses import joined, same_site, upgraded
from indexer.sources.source import ListedPaper, PaperKind, SourceLook
from indexer.sources.source_problems import WrongPage

__all__ = ["read_page"]

_DOCUMENT = re.compile(r"/documents/([gb])(\d+)(?:/(.*))?$", re.IGNORECASE)

_KINDS = {"0": PaperKind.AGENDA, "10": PaperKind.PACK, "1": PaperKind.MINUTES}
"""The meaning of ``T=`` in the address of a meeting's own documents."""

_BY_NAME = (
    (re.compile(r"reports? pack", re.IGNORECASE), "10"),
    (re.compile(r"front\s?sheet", re.IGNORECASE), "0"),
    (re.compile(r"printed minutes", re.IGNORECASE), "1"),
)


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
    links = _Links()
    # Sections that word processors leave behind, which the parser may stumble over.
    links.feed(re.sub(r"<!\[[^>]*>?", "", text))
    links.close()
    papers: dict[str, ListedPaper] = {}
    for href, label in links.found:
        address = upgraded(joined(url, href), site)
        paper = _paper(address, label, meeting)
        if paper and same_site(address, site):
            papers.setdefault(paper.key, paper)
    return SourceLook(papers=tuple(papers.values()))


def _paper(address: str, label: str, meeting: str) -> ListedPaper | None:
    parts = urlsplit(address)
    found = _DOCUMENT.search(parts.path)
    if not found:
        return None
    letter, number, name = found[1].lower(), found[2], readable(unquote(found[3] or ""))
    title = re.sub(r"\.pdf$", "", name, flags=re.IGNORECASE).strip() or label
    if letter == "b":
        return ListedPaper(
            key=f"b{number}", kind=PaperKind.SUPPLEMENT, title=title, url=address, label=label
        )
    if number != meeting:
        return None
    query = {key.upper(): values[0] for key, values in parse_qs(parts.query).items()}
    t = query.get("T") or next((t for words, t in _BY_NAME if words.search(name)), "")
    if t not in _KINDS:
        return None
    return ListedPaper(key=f"g{number}-t{t}", kind=_KINDS[t], title=title, url=address, label=label)


class _Links(HTMLParser):
    """The links of a page with their words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._href: str | None = None
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._end()
            self._href = dict(attrs).get("href")

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._end()

    def close(self) -> None:
        super().close()
        self._end()

    def _end(self) -> None:
        if self._href:
            self.found.append((self._href, " ".join(" ".join(self._words).split())))
        self._href, self._words = None, []
