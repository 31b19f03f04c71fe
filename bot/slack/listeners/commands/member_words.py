"""What a member sets for themselves by ``/packhorse``: committees followed and muted, words watched."""

from __future__ import annotations

from bot.memory.channels import MAX_WORD
from bot.slack.listeners.clicks import Click
from bot.slack.listeners.commands.paper_words import committee_meant
from bot.slack.office import NotShown, Office
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message
from bot.slack.views.phrases import COMMAND, sentence
from indexer.council.bodies import meant_among

__all__ = ["WORDS"]

MIN_WORD = 2
MAX_WORDS = 40
"""Of each member: so that the list fits a message, and a paper is read in no time."""


def _follow(office: Office, click: Click, rest: str) -> Message:
    name = committee_meant(office, click, rest)
    office.memory.places.follow(click.user, name)
    return sentence(
        f"You now follow {name}: its meetings are in your Home tab, and digests that go to its "
        "followers will come to you."
    )


def _unfollow(office: Office, click: Click, rest: str) -> Message:
    user, places = click.user, office.memory.places
    name = _own(rest, places.followed(user), none="You don't follow that", have="follow")
    places.unfollow(user, name)
    return sentence(f"You no longer follow {name}.")


def _mute(office: Office, click: Click, rest: str) -> Message:
    user, places = click.user, office.memory.places
    if not rest:
        muted = shorten(", ".join(places.muted(user)), 1_000)
        return sentence(
            f"You get no direct messages about: {muted}."
            if muted
            else f"You have muted nothing. To mute a committee: {COMMAND} mute and its name"
        )
    name = _one_of(rest, places.followed(user)) or committee_meant(office, click, rest)
    places.mute(user, name)
    return sentence(
        f"You will get no direct messages about {name} from now on; {COMMAND} unmute {name} undoes this."
    )


def _unmute(office: Office, click: Click, rest: str) -> Message:
    user, places = click.user, office.memory.places
    name = _own(rest, places.muted(user), none="You have not muted that", have="have muted")
    places.unmute(user, name)
    return sentence(f"You will get direct messages about {name} again.")


def _own(typed: str, names: tuple[str, ...], *, none: str, have: str) -> str:
    """The one of a member's own committees that they mean; `NotShown` with all of them."""
    name = _one_of(typed, names)
    if name is None:
        listed = shorten(", ".join(names), 500) or "none"
        begin = f"{none}; you" if typed else "Which committee? You"
        raise NotShown(f"{begin} {have}: {listed}.")
    return name


def _one_of(name: str, names: tuple[str, ...]) -> str | None:
    """The one that is so called, or the only one that has all these words."""
    found = meant_among(names, name)
    return found[0] if len(found) == 1 else None


def _words(office: Office, click: Click, rest: str) -> Message:
    user, words = click.user, office.memory.words
    doing, _, word = rest.partition(" ")
    word = word.strip().strip("“”\"'‘’").strip()
    doing = doing.casefold()
    mine = words.of(user)
    if doing in ("", "list"):
        return _word_list(mine)
    if doing == "add":
        if not MIN_WORD <= len(word) <= MAX_WORD:
            return sentence(
                f"Which word or name? Give {MIN_WORD} to {MAX_WORD} characters, for example: "
                f"{COMMAND} words add Claremont Road"
            )
        if len(mine) >= MAX_WORDS:
            return sentence(f"You are already watching for {MAX_WORDS} words: remove one first.")
        if not words.add(user, word):
            return sentence(f"You are already watching for “{word}”.")
        return sentence(
            f"When a new paper mentions “{word}”, you will get a direct message with the pages."
        )
    if doing == "remove":
        if words.remove(user, word):
            return sentence(f"You are no longer watching for “{shorten(word, 120)}”.")
        return _word_list(mine, f"“{shorten(word, 120)}” is not on your list. " if word else "")
    return sentence(
        f"I understand {COMMAND} words add …, {COMMAND} words remove … and {COMMAND} words list."
    )


def _word_list(mine: tuple[str, ...], before: str = "") -> Message:
    if not mine:
        return sentence(
            f"{before}You are not watching for any words yet. For example: {COMMAND} words add "
            "Claremont Road"
        )
    said = "; ".join(f"“{word}”" for word in mine)
    return sentence(f"{before}You will get a message when a new paper mentions: {said}.")


WORDS = {
    "follow": _follow,
    "unfollow": _unfollow,
    "mute": _mute,
    "unmute": _unmute,
    "words": _words,
    "word": _words,
}
"""What answers each word."""
