"""Names: of documents made safe for files, of committees as people write them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher, get_close_matches
from urllib.parse import unquote, urlsplit

from indexer.sources.addresses import host_of
from indexer.sources.source import Committee, PaperKind
from indexer.sources.source_problems import NoSuchCommittee

__all__ = ["document_name", "file_name", "find_committee", "short_name", "slug"]

_HOST_WORDS = frozenset(
    "www democracy democratic moderngov modgov mgov mg committee committees meeting meetings "
    "councillor councillors cmis decisionmaking decisions agenda agendas minutes your "
    "councilmeetings local localgov".split()
)
_COMMON = frozenset("the of and for a committee committees meeting meetings panel".split())
NEAR = 0.86
"""A spelling this like (of 1) to one title, and to no other, is taken for it."""


def slug(text: str, *, longest: int = 60) -> str:
    """Lower-case letters, digits and hyphens; whole words where `longest` cuts."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ").replace("’", ""))
    plain = plain.replace("'", "").encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    made = "-".join(words)
    while len(made) > longest and len(words) > 1:
        words.pop()
        made = "-".join(words)
    return made[:longest]


def short_name(address: str) -> str:
    """A source's name from its address: ``example`` of democracy.example.gov.uk."""
    if "://" not in address:
        return slug(address.rstrip("/").rsplit("/", 1)[-1], longest=24) or "folder"
    host = host_of(address)[0]
    if ":" in host or host.replace(".", "").isdigit():
        return slug(host)
    labels = re.sub(r"\.(?:gov|org|co|ac|nhs)\.uk$|\.[a-z]+$", "", host).split(".")
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
    """The committee that a person means.

    Case, punctuation, "&" and small words do not count; part of a title will do where it
    fits one committee only, and so will initials or a misspelling of one.

    Raises:
        NoSuchCommittee: none or several fit; the sentence lists the nearest.
    """
    current = [one for one in committees if one.current] or list(committees)
    for same in (
        lambda one: one.id == wanted.strip(),
        lambda one: slug(one.title, longest=999) == slug(wanted, longest=999),
        lambda one: _words(one.title) == _words(wanted),
        lambda one: set(_words(wanted)) <= set(_words(one.title)),
        lambda one: _initials_fit(wanted, one.title),
        lambda one: _likeness(wanted, one.title) >= NEAR,
    ):
        fitting = [one for one in current if same(one)]
        if len(fitting) == 1 and (_words(wanted) or wanted.strip() == fitting[0].id):
            return fitting[0]
        if fitting and _words(wanted):
            several = " or ".join(f"“{one.title}”" for one in fitting[:5])
            raise NoSuchCommittee(f"“{wanted}” could be {several}: write more of the name.")
    titles = {one.title: one for one in current}
    near = sorted(current, key=lambda one: -_likeness(wanted, one.title))[:3]
    near = [one for one in near if _likeness(wanted, one.title) >= 0.4] or [
        titles[title] for title in get_close_matches(wanted, titles, n=3, cutoff=0.2)
    ]
    hint = (
        f"did you mean {' or '.join(f'“{one.title}”' for one in near)}?"
        if near
        else "leave --committee out to watch all of them."
    )
    raise NoSuchCommittee(f"The site has no committee called “{wanted}”: {hint}")


def _words(text: str) -> tuple[str, ...]:
    return tuple(
        _singular(word)
        for word in slug(text, longest=999).split("-")
        if word and word not in _COMMON
    )


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _likeness(wanted: str, title: str) -> float:
    return SequenceMatcher(None, " ".join(_words(wanted)), " ".join(_words(title))).ratio()


def _initials_fit(wanted: str, title: str) -> bool:
    """Whether the words wanted are words of the title, or initials of a run of them."""
    words = [word for word in slug(title, longest=999).split("-") if word not in _COMMON]
    initials = "".join(word[0] for word in words)
    parts = _words(wanted)
    return bool(parts) and all(
        part in {_singular(word) for word in words} or (len(part) > 1 and part in initials)
        for part in parts
    )
