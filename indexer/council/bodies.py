"""Councils' bodies: committees, panels, boards. The one place that says whether two names
are of the same body.

Names are the same where they differ in nothing but spelling, or where a clerk has said so
(an alias). Names that are merely alike are different bodies: `Bodies.like` only suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from indexer.council.problems import NotPossible, SettingsError

__all__ = [
    "Bodies",
    "Body",
    "BodyName",
    "committee_key",
    "committee_named",
    "is_part_of",
    "meant_among",
    "same_committee",
]

ALIKE = 0.75
"""Likeness from which a clerk is asked whether two names are one body."""

_KINDS_OF_COUNCIL = frozenset(
    "council councils authority borough city county district metropolitan royal london unitary "
    "town parish community of and".split()
)

_KINDS = frozenset(
    "assembly board commission committee forum group panel subboard subcommittee subgroup "
    "subpanel".split()
)
"""With which names of bodies end; by itself none is a name."""

_NAMES = frozenset("cabinet council executive".split())
"""These are, by themselves."""

LISTED = 20
"""Names that a sentence lists."""

_SUB = re.compile(r"\bsub[\s-]*(?=committee|group|panel|board)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as a front sheet or a site names it. `council`: None where it is not said."""

    name: str
    council: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A council's body.

    Attributes:
        name: as people read it; `aliases`: what else it is called.
        council: whose it is; None where that is not known.
        parent: the id of the body that it is part of, a sub-committee of its committee.
        confirmed: a clerk has looked at it, so that no parent is presumed from its name.
    """

    id: int
    name: str
    council: str | None = None
    aliases: tuple[str, ...] = ()
    parent: int | None = None
    confirmed: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


def _words(name: str) -> list[str]:
    """A name's words without case, punctuation, "the" and the two ways to write "and"."""
    joined = _SUB.sub("sub", name.casefold().replace("&", " and "))
    # An apostrophe parts no words, every other mark does.
    joined = joined.translate(dict.fromkeys(map(ord, "'’`")))
    return [word for word in re.findall(r"\w+", joined) if word != "the"]


def _telling(name: str) -> list[str]:
    """Those that tell a name from others."""
    return [word for word in _words(name) if word not in ("and", "for", "of")]


def committee_key(name: str | None) -> str:
    """What the spellings of one body's name share; "" of no name.

    >>> committee_key("The Homes & Neighbourhoods Scrutiny Committee")
    'homes and neighbourhoods scrutiny'
    >>> committee_key("Planning Sub Committee") == committee_key("Planning Sub-Committee")
    True
    """
    words = _words(name or "")
    return " ".join(word for word in words if word != "committee") or " ".join(words)


def same_committee(one: str | None, other: str | None) -> bool:
    """Whether two names are spellings of one; names that a clerk has merged are known to
    `Bodies`."""
    return bool(one) and bool(other) and committee_key(one) == committee_key(other)


def meant_among(names: Iterable[str], typed: str) -> tuple[str, ...]:
    """Those of some names that a person may mean: the one that is so called, else all that
    have each word that was typed, in any order, or of three letters or more its beginning.
    What is a whole name itself is no part of a longer one: there are two such committees.

    >>> meant_among(["Planning Committee", "Homes and Neighbourhoods Committee"], "homes")
    ('Homes and Neighbourhoods Committee',)
    >>> meant_among(["Strategic Planning Committee"], "Planning Committee")
    ()
    """
    known = {committee_key(name): name for name in names}
    if exact := known.get(committee_key(typed)):
        return (exact,)
    said = _telling(typed)
    if not said:
        return ()
    whole = said[-1] in _NAMES or (said[-1] in _KINDS and len(said) > 1)

    def fits(name: str) -> bool:
        words = _telling(name)
        return not (whole and len(words) > len(said)) and all(
            any(w == one or one in (f"{w}s", f"{w}es") for w in words)
            or (len(one) > 2 and any(w.startswith(one) for w in words))
            for one in said
        )

    return tuple(filter(fits, sorted(known.values())))


def committee_named(typed: str, names: Iterable[str], every: Iterable[str] = ()) -> str:
    """The one of some names that a person means.

    Args:
        every: names of whatever there is, which are not told: who types one of them means it.

    Raises:
        SettingsError: nothing was typed. NotPossible: it fits none of them, or several.
    """
    known = sorted(set(names))
    if not typed.strip():
        raise SettingsError(f"Which committee? I know: {_listed(known)}.")
    found = meant_among(known, typed)
    if any(same_committee(typed, one) for one in every):
        found = tuple(one for one in found if same_committee(typed, one))
    if len(found) == 1:
        return found[0]
    if found:
        raise NotPossible(f"“{typed[:80]}” fits several committees ({_listed(found)}).")
    plain = {committee_key(name).replace(" ", ""): name for name in known}
    close = get_close_matches(committee_key(typed).replace(" ", ""), plain, n=1, cutoff=0.6)
    rest = f": did you mean {plain[close[0]]}?" if close else f"; I know: {_listed(known)}."
    raise NotPossible(f"I know no committee called “{typed[:80]}”{rest}")


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return "; ".join(names[:LISTED]) + more or "none yet"


def _apart(one: str | None, other: str | None) -> bool:
    """Whether two names are certainly of two councils: each has a word of its own. "Saltmere
    Council" may be Saltmere Borough Council, West Sussex is not East Sussex."""
    left, right = (set(_words(name or "")) - _KINDS_OF_COUNCIL for name in (one, other))
    return bool(left - right) and bool(right - left)


def is_part_of(name: str, whole: str) -> bool:
    """Whether a name says that its body is part of another: "Planning Committee – Part II",
    "Planning Sub-Committee A" and "Sub-Committee of the Planning Committee" are of the
    Planning Committee, "Strategic Planning Committee" and "Planning Policy Board" are not.
    """
    words, stem = _words(name), _words(whole)
    if not stem or words == stem:
        return False
    if words[: len(stem)] == stem or words[-len(stem) - 1 :] == ["of", *stem]:
        return True
    short = committee_key(whole).split()
    rest = words[len(short) :] if words[: len(short)] == short else []
    return bool(rest) and rest[0].startswith("sub")


class Bodies:
    """The bodies that are known, at one moment."""

    def __init__(self, known: Iterable[Body] = ()) -> None:
        self._by_id = {body.id: body for body in known}

    def __iter__(self) -> Iterator[Body]:
        return iter(sorted(self._by_id.values(), key=lambda body: (body.name, body.id)))

    def get(self, number: int) -> Body | None:
        """The body of an id."""
        return self._by_id.get(number)

    def label(self, body: Body) -> str:
        """A body's name, with its council where another council's body has the same."""
        twins = [one for one in self._by_id.values() if same_committee(one.name, body.name)]
        return f"{body.name} ({body.council})" if len(twins) > 1 and body.council else body.name

    def matching(self, name: str, council: str | None = None) -> tuple[Body, ...]:
        """Every body that a name may be of: more than one where two councils have one of
        that name and it is not said whose it is."""
        key, whose = committee_key(name), committee_key(council)
        found = [
            body
            for body in self._by_id.values()
            if any(committee_key(one) == key for one in (*body.names, self.label(body)))
            and not _apart(council, body.council)
        ]
        exact = [body for body in found if whose and committee_key(body.council) == whose]
        return tuple(exact or found)

    def find(self, name: str, council: str | None = None) -> Body | None:
        """The body of that name; None where there is none, or it may be either of two."""
        found = self.matching(name, council)
        return found[0] if len(found) == 1 else None

    def names_of(self, name: BodyName) -> tuple[str, ...]:
        """Every name of the body that a name is of; () of one that is not known."""
        body = self.find(name.name, name.council)
        return (self.label(body), *body.names) if body else ()

    def called(self, name: str, council: str | None = None) -> str:
        """What the body of a name is called here; the name itself where it is not known."""
        body = self.find(name, council)
        return self.label(body) if body else name

    def same(self, one: BodyName, other: BodyName) -> bool:
        """Whether two names are certainly of one body."""
        left, right = self.find(one.name, one.council), self.find(other.name, other.council)
        if left is not None or right is not None:
            return left == right
        return not _apart(one.council, other.council) and same_committee(one.name, other.name)

    def above(self, name: BodyName) -> tuple[tuple[Body, ...], ...]:
        """What a name may be of, and what that is part of: chains, the lowest body first.

        A body that no clerk has confirmed is, besides, part of whatever its name says, and
        the same as its namesakes of other councils: to restrict one restricts it too.
        """
        chains: list[tuple[Body, ...]] = []
        for body in self.matching(name.name, name.council):
            chain = [body]
            while (parent := self._by_id.get(chain[-1].parent or 0)) and parent not in chain:
                chain.append(parent)
            chains.append(tuple(chain))
            if not any(one.confirmed for one in chain):
                chains += [
                    (*chain, one) for one in self._presumed(chain[-1].names) if one not in chain
                ]
        return tuple(chains) or tuple((one,) for one in self._presumed((name.name,)))

    def _presumed(self, names: Sequence[str]) -> list[Body]:
        return [
            body
            for body in self._by_id.values()
            if any(
                same_committee(name, whole) or is_part_of(name, whole)
                for name in names
                for whole in body.names
            )
        ]

    def typed(self, name: str) -> Body | None:
        """The body that a person means: by its name, or by an unmistakable part of it."""
        part = meant_among(map(self.label, self), name)
        found = self.matching(name) or [body for body in self if self.label(body) in part]
        return found[0] if len(found) == 1 else None

    def like(self, name: str, council: str | None = None) -> tuple[Body, ...]:
        """Bodies whose names are alike, the most first: for a clerk to say whether they are
        the same."""
        key, said = committee_key(name), " ".join(_words(name))

        def likeness(body: Body) -> float:
            return max(
                SequenceMatcher(None, said, " ".join(_words(one))).ratio() for one in body.names
            )

        found = [
            (likeness(body), body)
            for body in self._by_id.values()
            if not any(committee_key(one) == key for one in body.names)
            and not _apart(council, body.council)
        ]
        alike = sorted((one for one in found if one[0] >= ALIKE), key=lambda one: -one[0])
        return tuple(body for _, body in alike)
