"""What a clerk decides about committees, in Slack or at the terminal: each decision is one
function, and says in a sentence what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.digests.schedule_store import open_schedules
from bot.memory import Memory
from bot.people.access import Names
from indexer.council.bodies import Bodies, Body, BodyName, committee_named, meant_among
from indexer.council.problems import NotPossible, SettingsError

__all__ = [
    "known",
    "learn",
    "list_committees",
    "merge",
    "name_also",
    "place",
    "restrict",
    "unrestrict",
]


def learn(memory: Memory, names: Names, also: Iterable[BodyName] = ()) -> None:
    """Make committees of the bodies that papers and sites name."""
    memory.committees.learn([*(one for some in names.values() for one in some), *also])


def restrict(
    memory: Memory, typed: str, *, by: str, is_private: Callable[[str], bool] = lambda _: True
) -> str:
    """Let a committee's papers be for its own members only, from its first paper on.

    Args:
        is_private: whether only invited members read a channel.

    Raises:
        SettingsError: the name may be any of several.
    """
    bodies = memory.committees.bodies()
    found = _typed(bodies, typed)
    several = () if found else meant_among(map(bodies.label, bodies), typed)
    if several:
        raise NotPossible(
            f"Did you mean {' or '.join(several)}? Type a whole name; for a committee still to "
            "come, with the word “Committee”."
        )
    name = bodies.label(found) if found else " ".join(typed.split())
    if not name:
        raise SettingsError("Which committee? Type its name.")
    memory.places.restrict(name, by=by)
    where = "only in private channels that are set to it, and to their members"
    if found is not None:
        hint = (
            ""
            if any(is_private(channel) for channel, _ in memory.places.channels(name))
            else f" No private channel is set to it yet: type /packhorse committee {name} "
            "in its private channel."
        )
        return f"Papers of {name}, and of what is part of it, are quoted {where}.{hint}"
    like = [bodies.label(one) for one in bodies.like(name)]
    asks = f" Did you mean {' or '.join(like)}?" if like else ""
    return (
        f"I don't know a committee of that name yet. Once there are papers of {name}, they are quoted "
        f"{where}.{asks}"
    )


def unrestrict(memory: Memory, typed: str) -> str:
    """Let everybody ask about a committee again.

    Raises:
        SettingsError: it is not known, may be any of several, or is not restricted.
    """
    bodies = memory.committees.bodies()
    closed = [body for number in memory.places.restricted_ids() if (body := bodies.get(number))]
    body = known(bodies, typed)
    if body not in closed or not memory.places.unrestrict(bodies.label(body)):
        names = "; ".join(sorted(bodies.label(one) for one in closed)) or "none"
        raise NotPossible(
            f"{bodies.label(body)} is not restricted. The restricted committees are: {names}."
        )
    above = [one for one in _above(bodies, body) if one in closed]
    if above:
        return f"{bodies.label(body)} is still restricted, because it is part of {bodies.label(above[0])}."
    return f"Everybody may ask about {bodies.label(body)} again."


def merge(memory: Memory, one: str, into: str) -> str:
    """Two names are of one committee.

    Raises:
        SettingsError: one of them is not known, or they are one already.
    """
    bodies = memory.committees.bodies()
    first, second = known(bodies, one), known(bodies, into)
    if first.id == second.id:
        raise NotPossible(f"They are one committee already: {bodies.label(first)}.")
    memory.committees.merge(first, second)
    open_schedules(memory.engine).rename_committee(first.names, bodies.label(second))
    return f"{first.name} and {second.name} are one committee now: {second.name}."


def name_also(memory: Memory, name: str, other: str) -> str:
    """A committee goes by another name too.

    Raises:
        SettingsError
    """
    body = known(memory.committees.bodies(), name)
    memory.committees.also(body, other)
    return f"{body.name} is also called {' '.join(other.split())}."


def place(memory: Memory, name: str, parent: str | None) -> str:
    """A committee is part of another, or of none.

    Raises:
        SettingsError
    """
    bodies = memory.committees.bodies()
    body = known(bodies, name)
    if parent is None:
        memory.committees.place(body, None)
        return f"{bodies.label(body)} is a committee of its own, and part of no other."
    whole = known(bodies, parent)
    memory.committees.place(body, whole)
    return f"{bodies.label(body)} is part of {bodies.label(whole)}: whatever restricts that also restricts it."


def list_committees(memory: Memory) -> list[str]:
    """A line on each committee: other names, what it is part of, and what a clerk should
    look at."""
    bodies = memory.committees.bodies()
    closed = memory.places.restricted_ids()
    return [_line(bodies, body, closed) for body in bodies]


def _line(bodies: Bodies, body: Body, closed: frozenset[int]) -> str:
    said = [bodies.label(body)]
    if body.aliases:
        said.append(f"also called {', '.join(body.aliases)}")
    parent = bodies.get(body.parent or 0)
    if parent:
        said.append(f"part of {bodies.label(parent)}")
    if body.id in closed:
        said.append("restricted")
    if not body.confirmed and parent is None:
        presumed = _above(bodies, body)
        if presumed:
            said.append(f"treated as part of {bodies.label(presumed[0])} until you say otherwise")
        like = [bodies.label(one) for one in bodies.like(body.name, body.council)]
        if like:
            said.append(f"similar to {' and '.join(like[:3])}: are they the same?")
    return "; ".join(said)


def _above(bodies: Bodies, body: Body) -> list[Body]:
    """What a committee is part of, or is taken as part of."""
    chains = bodies.above(BodyName(body.name, body.council))
    return [one for chain in chains for one in chain if one.id != body.id]


def _typed(bodies: Bodies, typed: str) -> Body | None:
    """Raises: SettingsError: it may be either of two."""
    found = bodies.matching(typed)
    if len(found) > 1:
        raise NotPossible(f"Which one: {' or '.join(bodies.label(one) for one in found)}?")
    return bodies.typed(typed)


def known(bodies: Bodies, typed: str) -> Body:
    """The committee that a clerk means.

    Raises:
        SettingsError: it is not known, or may be any of several.
    """
    labels = {bodies.label(one): one for one in bodies}
    return _typed(bodies, typed) or labels[committee_named(typed, labels)]
