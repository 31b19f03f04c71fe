"""Names: of documents made safe for files, of committees as people write them."""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from indexer.council.bodies import committee_named, same_committee
from indexer.council.problems import NotPossible
from indexer.sources.addresses import host_of
from indexer.sources.source import Committee, PaperKind

__all__ = ["document_name", "file_name", "find_committee", "short_name", "slug"]

_HOST_WORDS = frozenset(
    "www democracy democratic moderngov modgov mgov mg committee committees meeting meetings "
    "councillor councillors cmis decisionmaking decisions agenda agendas minutes your "
    "councilmeetings local localgov".split()
)


def slug(text: str, *, longest: int = 60) -> str:
    """Lower-case letters, digits and hyphens; whole words where `longest` cuts."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("’", ""))
    plain = plain.replace("'", "").encode("ascii", "ignore").decode()
    words = "".join(one if one.isalnum() else " " for one in plain.lower()).split()
    made = "-".join(words)
    while len(made) > longest and len(words) > 1:
        words.pop()
        made = "-".join(words)
    return made[:longest]


_UNDER_UK = frozenset("gov org co ac nhs".split())


def short_name(address: str) -> str:
    """A source's name from its address: ``example`` of democracy.example.gov.uk."""
    if "://" not in address:
        return slug(address.rstrip("/").rsplit("/", 1)[-1], longest=24) or "folder"
    host = host_of(address)[0]
    if ":" in host or host.replace(".", "").isdigit():
        return slug(host)
    labels = host.split(".")
    if len(labels) > 1 and labels.pop() == "uk" and len(labels) > 1 and labels[-1] in _UNDER_UK:
        labels.pop()
    kept = [one for one in labels if one.rstrip("0123456789") not in _HOST_WORDS] or labels
    return slug("-".join(kept), longest=24) or "site"


def document_name(*, source: str, committee: str, date: dt.date, kind: PaperKind, key: str) -> str:
    """A document's name, made from nothing that could be a path and never changed after."""
    parts = (source, slug(committee, longest=48), date.isoformat(), kind.value, slug(key))
    return "-".join(part for part in parts if part)


def file_name(*, source: str, place: str) -> str:
    """The name of a document that belongs to no meeting, from its path or address."""
    path = unquote(urlsplit(place).path) if "://" in place else place
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    mark = hashlib.sha256(place.encode()).hexdigest()[:8]
    return "-".join(part for part in (source, slug(stem, longest=80), mark) if part)


def find_committee(wanted: str, committees: Sequence[Committee]) -> Committee:
    """The committee that a person means, by its number on the site or by its name.

    Raises:
        SettingsError, NotPossible: as of `committee_named`.
    """
    current = [one for one in committees if one.current] or list(committees)
    # Written out, "Cabinet" is not the "Cabinet Committee", which it may mean elsewhere.
    typed = wanted.strip().casefold()
    exact = [one for one in current if typed in (one.id.casefold(), one.title.casefold())]
    if len(exact) == 1:
        return exact[0]
    name = committee_named(wanted, [one.title for one in current])
    called = [one for one in current if same_committee(one.title, name)]
    if len(called) > 1:  # on a site of several councils
        raise NotPossible(
            f"Several committees are called “{name}”: give the number that one has on the site "
            f"({', '.join(one.id for one in called)})."
        )
    return called[0]
