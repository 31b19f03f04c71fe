"""What only clerks do by ``/packhorse``: committees, restrictions, removing a paper."""

from __future__ import annotations

from bot.people import committees
from bot.people.access import NOBODY
from bot.people.committees import learn
from bot.slack.listeners.clicks import Click
from bot.slack.office import Office
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message
from bot.slack.views.phrases import COMMAND, sentence
from indexer.council.problems import SettingsError

__all__ = ["WORDS"]

PUBLIC_ONLY = (
    "A restricted committee answers only in private channels, and this one is not private."
)


def _set_committee(office: Office, click: Click, rest: str) -> Message:
    channel = str(click.channel)
    if rest.casefold() in ("none", "-"):
        office.memory.places.set_committee(channel, None, by=click.user)
        office.access.workspace.refresh()
        return sentence("This channel no longer follows a committee: I answer from all papers.")
    learn(office.memory, office.papers.names())
    bodies = office.memory.committees.bodies()
    name = bodies.label(committees.known(bodies, rest))
    closed = not office.access.may_hear(NOBODY, name)
    if closed and not office.access.workspace.is_private(channel):
        return sentence(PUBLIC_ONLY)
    office.memory.places.set_committee(channel, name, by=click.user)
    office.access.workspace.refresh()
    return sentence(f"In this channel I now answer from the papers of {name}.")


def _restrict(office: Office, click: Click, rest: str) -> Message:
    learn(office.memory, office.papers.names())
    workspace, by = office.access.workspace, click.user
    # A channel may have been made private a moment ago.
    workspace.refresh()
    return sentence(
        committees.restrict(office.memory, rest, by=by, is_private=workspace.is_private)
    )


def _unrestrict(office: Office, _click: Click, rest: str) -> Message:
    said = committees.unrestrict(office.memory, rest)
    office.access.workspace.refresh()
    return sentence(said)


def _committees(office: Office, _click: Click, _rest: str) -> Message:
    learn(office.memory, office.papers.names())
    lines = committees.list_committees(office.memory)
    return sentence("\n".join(lines) or "None yet.")


def _merge(office: Office, _click: Click, rest: str) -> Message:
    learn(office.memory, office.papers.names())
    one, into = _two(rest, " into ", "merge Planning Cttee into Planning Committee")
    return sentence(committees.merge(office.memory, one, into))


def _part(office: Office, _click: Click, rest: str) -> Message:
    learn(office.memory, office.papers.names())
    name, whole = _two(rest, " of ", "part Licensing Panel of Licensing Committee")
    none = whole.casefold() in ("none", "-")
    return sentence(committees.place(office.memory, name, None if none else whole))


def _two(text: str, between: str, example: str) -> tuple[str, str]:
    """What stands before and behind a word; behind its last, for names hold "of" too."""
    first, found, second = text.rpartition(between)
    if not (found and first.strip() and second.strip()):
        raise SettingsError(f"For example: {COMMAND} {example}")
    return first.strip(), second.strip()


def _remove(office: Office, click: Click, rest: str) -> Message:
    wanted = rest.removesuffix(".pdf")
    names = [card.document for card in office.papers.cards()]
    if wanted in names:
        # The index may be busy for minutes.
        click.tell(office, f"Removing {wanted} …")
    if not wanted or not office.papers.remove(wanted):
        return sentence(
            "I have no document of that name. I have: "
            f"{shorten(', '.join(sorted(names)), 1_500) or 'none'}."
        )
    return sentence(f"{wanted} has been removed: nobody can find it any more.")


WORDS = {
    "committee": _set_committee,
    "committees": _committees,
    "merge": _merge,
    "part": _part,
    "restrict": _restrict,
    "unrestrict": _unrestrict,
    "remove": _remove,
}
"""What answers each word."""
