"""``/packhorse``: what it answers is seen by who typed it alone.

Payload: https://docs.slack.dev/interactivity/implementing-slash-commands
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from bot.memory.questions import AskedQuestion, Full
from bot.memory.watched_words import MAX_WORD
from bot.people import committees
from bot.people.access import NOBODY
from bot.people.committees import learn
from bot.slack.intake import MAX_QUESTION, TOO_LONG, TOO_MANY
from bot.slack.office import Office
from bot.slack.scheduling import ABSENT, lines
from bot.slack.slack_ports import Card
from bot.slack.slack_text import plain, shorten
from bot.slack.views.message import Message, paragraph, pieces
from bot.slack.views.pack_blocks import actions_message, item_message, next_message
from bot.slack.views.page_blocks import pages_message
from bot.slack.views.phrases import help_message, refusal, sentence
from bot.slack.views.schedule_blocks import list_modal
from bot.slack.worker import searching
from indexer.council.bodies import same_committee
from indexer.council.packs import Pack, Page
from indexer.council.problems import PackhorseError, SettingsError

__all__ = ["COMMAND", "WORDS", "read_pages", "register"]

COMMAND = "/packhorse"

MAX_PAGES = 8
MIN_WORD = 2
MAX_WORDS = 40
"""Of each member: so that the list fits a message, and a paper is read in no time."""
NO_MEETING = "I have no papers for an upcoming meeting that you may see."
PUBLIC_ONLY = (
    "A restricted committee answers only in private channels, and this one is not private."
)

Answerer = Callable[[Office, dict[str, Any], str], Message]


def register(app: App, office: Office) -> None:
    def packhorse(ack: Ack, command: dict[str, Any]) -> None:
        text = plain(str(command.get("text") or ""))
        word, _, rest = text.partition(" ")
        word, rest = word.casefold(), rest.strip()
        if word == "ask" and rest:
            # On disk before the acknowledgement: a question is not lost.
            ack(**_said(_ask(office, command, rest)))
            return
        ack()
        why = office.access.refusal(command["user_id"])
        if why is not None:
            message = sentence(why)
        elif word in _CLERK_WORDS and not office.roles.is_clerk(command["user_id"]):
            message = refusal(office.roles)
        elif word in ("schedule", "schedules"):
            shown = _schedule(office, command)
            if shown is None:
                return
            message = shown
        elif word in _WORDS:
            try:
                message = _WORDS[word](office, command, rest)
            except PackhorseError as exc:
                message = sentence(str(exc))
        else:
            message = help_message(
                clerk=office.roles.is_clerk(command["user_id"]),
                unknown=shorten(text, 80) if word not in ("", "help", "ask") else None,
            )
        if not office.delivery.respond(message, response_url=command["response_url"]):
            office.delivery.post(message, channel=command["user_id"])

    app.command(COMMAND)(packhorse)


def read_pages(text: str) -> range | None:
    """``93-96``, ``pp. 93 to 96`` or ``93`` as a range of printed pages."""
    match = re.fullmatch(r"(?:pp?\.?\s*)?(\d{1,5})(?:\s*(?:-|–|—|to)\s*(\d{1,5}))?", text.strip())
    if not match:
        return None
    first = int(match.group(1))
    last = int(match.group(2) or first)
    return range(first, last + 1) if first <= last else range(last, first + 1)


# --- what each word does ---------------------------------------------------


def _ask(office: Office, command: dict[str, Any], question: str) -> Message:
    if len(question) > MAX_QUESTION:
        return sentence(TOO_LONG)
    channel, user = str(command["channel_id"]), str(command["user_id"])
    committee = office.memory.places.committee(channel)
    # A command has no message; its trigger is unique and stands for one.
    name = hashlib.sha256(str(command["trigger_id"]).encode()).hexdigest()[:32]
    try:
        office.memory.questions.admit(
            AskedQuestion(
                origin="command",
                channel=channel,
                message_ts=name,
                thread_ts=name,
                team=command.get("team_id"),
                user=user,
                direct=channel.startswith("D"),
                text=question,
                committee=committee,
                response_url=str(command["response_url"]),
            ),
            event_id=None,
            most=office.settings.max_waiting,
        )
    except Full:
        return sentence(TOO_MANY)
    office.worker.wake()
    # Slack would have to be asked who they are: not before the acknowledgement.
    said = searching(office.cards(NOBODY), committee, office.today())
    return sentence(f"{said[:1].upper()}{said[1:]}")


def _next(office: Office, command: dict[str, Any], rest: str) -> Message:
    committee = None
    if rest:
        committee = _committee(office, command, rest)
        if committee is None:
            return _unknown_committee(office, command, rest)
    meeting = _meeting(office, command, committee)
    if not meeting or (meeting[0].date and meeting[0].date < office.today()):
        return sentence(NO_MEETING)
    first, *also = [(card, office.papers.pack(card.document)) for card in meeting]
    return next_message(*first, also)


def _item(office: Office, command: dict[str, Any], rest: str) -> Message:
    wanted = rest.strip().rstrip(".").casefold()
    if not wanted:
        return sentence("Which item? For example: /packhorse item 6")
    meeting = _packs(office, command)
    found = [
        (card, item)
        for card, pack in meeting
        for item in pack.items
        if item.number.casefold() == wanted
    ]
    if found:
        # A late report's pages are in its supplement, its title on the agenda.
        card, item = next(
            ((card, item) for card, item in found if item.first_pdf_page is not None), found[0]
        )
        title = next((one.title for _, one in found if one.title), "")
        points = office.papers.points(card.document).get(item.number, ())
        return item_message(card, dataclasses.replace(item, title=title), points)
    if not meeting:
        return sentence(NO_MEETING)
    numbers = ", ".join(dict.fromkeys(item.number for _, pack in meeting for item in pack.items))
    return sentence(
        f"{shorten(meeting[0][0].title, 160)} has no item {shorten(rest, 20)}"
        f"{f'; its items are {shorten(numbers, 400)}' if numbers else ''}."
    )


def _pages(office: Office, command: dict[str, Any], rest: str) -> Message:
    wanted = read_pages(rest)
    if wanted is None:
        return sentence("Which pages? For example: /packhorse pages 93-96")
    meeting = _packs(office, command)
    for card, pack in meeting:
        found: list[Page] = [page for page in pack.pages if page.printed_page in wanted]
        if found:
            message = pages_message(
                card.title, card.document, pack, found[:MAX_PAGES], url=card.url
            )
            if len(found) > MAX_PAGES:
                last = found[MAX_PAGES].printed_page
                extra = sentence(
                    f"That is {len(found)} pages; the others: "
                    f"{COMMAND} pages {last}-{found[-1].printed_page}"
                )
                return Message([*message.blocks, *extra.blocks])
            return message
    if not meeting:
        return sentence(NO_MEETING)
    return sentence(f"{shorten(meeting[0][0].title, 160)} has no page with that printed number.")


def _actions(office: Office, command: dict[str, Any], _rest: str) -> Message:
    meeting = _packs(office, command)
    if not meeting:
        return sentence(NO_MEETING)
    card, pack = next(((c, p) for c, p in meeting if p.actions), meeting[0])
    return actions_message(card, pack)


def _follow(office: Office, command: dict[str, Any], rest: str) -> Message:
    name = _committee(office, command, rest)
    if name is None:
        return _unknown_committee(office, command, rest)
    office.memory.places.follow(command["user_id"], name)
    return sentence(
        f"You now follow {name}: its meetings are in your Home tab, and digests that go to its "
        "followers come to you."
    )


def _unfollow(office: Office, command: dict[str, Any], rest: str) -> Message:
    followed = office.memory.places.followed(command["user_id"])
    name = next((name for name in followed if same_committee(name, rest)), None)
    if name is None:
        mine = shorten(", ".join(followed), 500) or "none"
        return sentence(f"You don't follow that; you follow: {mine}.")
    office.memory.places.unfollow(command["user_id"], name)
    return sentence(f"You no longer follow {name}.")


def _mute(office: Office, command: dict[str, Any], rest: str) -> Message:
    user, places = str(command["user_id"]), office.memory.places
    if not rest:
        muted = shorten(", ".join(places.muted(user)), 1_000)
        return sentence(
            f"You get no direct messages about: {muted}."
            if muted
            else f"You have muted nothing. To mute a committee: {COMMAND} mute and its name"
        )
    name = _named(rest, places.followed(user)) or _committee(office, command, rest)
    if name is None:
        return _unknown_committee(office, command, rest)
    places.mute(user, name)
    return sentence(
        f"You get no direct messages about {name} from now on; {COMMAND} unmute {name} undoes this."
    )


def _unmute(office: Office, command: dict[str, Any], rest: str) -> Message:
    user, places = str(command["user_id"]), office.memory.places
    name = _named(rest, places.muted(user))
    if name is None:
        muted = shorten(", ".join(places.muted(user)), 500) or "none"
        return sentence(f"You have not muted that; you have muted: {muted}.")
    places.unmute(user, name)
    return sentence(f"You get direct messages about {name} again.")


def _words(office: Office, command: dict[str, Any], rest: str) -> Message:
    user, words = str(command["user_id"]), office.memory.words
    doing, _, word = rest.partition(" ")
    word = word.strip().strip("“”\"'‘’").strip()
    doing = doing.casefold()
    mine = words.of(user)
    if doing in ("", "list"):
        return _word_list(mine)
    if doing == "add":
        if not MIN_WORD <= len(word) <= MAX_WORD:
            return sentence(
                f"Which word or name? Of {MIN_WORD} to {MAX_WORD} characters, for example: "
                f"{COMMAND} words add Claremont Road"
            )
        if len(mine) >= MAX_WORDS:
            return sentence(f"You are already watching for {MAX_WORDS} words: remove one first.")
        if not words.add(user, word):
            return sentence(f"You are already watching for “{word}”.")
        return sentence(
            f"When a new paper mentions “{word}”, you get a direct message with the pages."
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
    return Message(
        [
            paragraph(piece)
            for piece in pieces(f"{before}You get a message when a new paper mentions: {said}.")
        ]
    )


def _schedule(office: Office, command: dict[str, Any]) -> Message | None:
    """Open the list of schedules; a message where it cannot be opened."""
    if office.schedules is None:
        return sentence(ABSENT)
    office.delivery.client.views_open(
        trigger_id=command["trigger_id"], view=list_modal(lines(office.schedules))
    )
    return None


def _set_committee(office: Office, command: dict[str, Any], rest: str) -> Message:
    channel = str(command["channel_id"])
    if rest.casefold() in ("none", "-"):
        office.memory.places.set_committee(channel, None, by=command["user_id"])
        office.access.workspace.refresh()
        return sentence("This channel no longer follows a committee: I answer from all papers.")
    learn(office.memory, office.papers.names())
    bodies = office.memory.committees.bodies()
    body = bodies.typed(rest)
    if body is None:
        return _unknown_committee(office, command, rest)
    name = bodies.label(body)
    closed = not office.access.may_hear(NOBODY, name)
    if closed and not office.access.workspace.is_private(channel):
        return sentence(PUBLIC_ONLY)
    office.memory.places.set_committee(channel, name, by=command["user_id"])
    office.access.workspace.refresh()
    return sentence(f"In this channel I now answer from the papers of {name}.")


def _restrict(office: Office, command: dict[str, Any], rest: str) -> Message:
    learn(office.memory, office.papers.names())
    said = committees.restrict(office.memory, rest, by=command["user_id"])
    office.access.workspace.refresh()
    return sentence(said)


def _unrestrict(office: Office, _command: dict[str, Any], rest: str) -> Message:
    said = committees.unrestrict(office.memory, rest)
    office.access.workspace.refresh()
    return sentence(said)


def _committees(office: Office, _command: dict[str, Any], _rest: str) -> Message:
    learn(office.memory, office.papers.names())
    lines = committees.list_committees(office.memory)
    return Message([paragraph(piece) for piece in pieces("\n".join(lines) or "None yet.")])


def _merge(office: Office, _command: dict[str, Any], rest: str) -> Message:
    learn(office.memory, office.papers.names())
    one, into = _two(rest, " into ", "merge Planning Cttee into Planning Committee")
    return sentence(committees.merge(office.memory, one, into))


def _part(office: Office, _command: dict[str, Any], rest: str) -> Message:
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


def _remove(office: Office, command: dict[str, Any], rest: str) -> Message:
    wanted = rest.removesuffix(".pdf")
    names = [card.document for card in office.papers.cards()]
    if wanted in names:
        # The index may be busy for minutes.
        office.delivery.respond(
            sentence(f"Removing {wanted} …"), response_url=command["response_url"]
        )
    if not wanted or not office.papers.remove(wanted):
        return sentence(
            "I have no document of that name. I have: "
            f"{shorten(', '.join(sorted(names)), 1_500) or 'none'}."
        )
    return sentence(f"{wanted} is removed: nobody finds it any more.")


_WORDS: dict[str, Answerer] = {
    "next": _next,
    "item": _item,
    "page": _pages,
    "pages": _pages,
    "actions": _actions,
    "follow": _follow,
    "unfollow": _unfollow,
    "mute": _mute,
    "unmute": _unmute,
    "words": _words,
    "word": _words,
    "committee": _set_committee,
    "committees": _committees,
    "merge": _merge,
    "part": _part,
    "restrict": _restrict,
    "unrestrict": _unrestrict,
    "remove": _remove,
}

_CLERK_WORDS = frozenset(
    {
        "committee",
        "committees",
        "merge",
        "part",
        "remove",
        "restrict",
        "schedule",
        "schedules",
        "unrestrict",
    }
)


WORDS = frozenset(_WORDS) | _CLERK_WORDS | {"ask", "help"}
"""Every word that it understands."""


# --- helpers ----------------------------------------------------------------


def _said(message: Message) -> dict[str, Any]:
    return {"response_type": "ephemeral", **message.payload()}


def _meeting(
    office: Office, command: dict[str, Any], committee: str | None = None
) -> tuple[Card, ...]:
    return office.meeting(
        user=command["user_id"], channel=command["channel_id"], committee=committee
    )


def _packs(office: Office, command: dict[str, Any]) -> list[tuple[Card, Pack]]:
    found = [(card, office.papers.pack(card.document)) for card in _meeting(office, command)]
    return [(card, pack) for card, pack in found if pack is not None]


def _committee(office: Office, command: dict[str, Any], name: str) -> str | None:
    """A committee that the user may read, by its name or an unmistakable part of it."""
    return _named(name, office.committees(user=command["user_id"], channel=command["channel_id"]))


def _named(name: str, names: tuple[str, ...]) -> str | None:
    exact = [known for known in names if same_committee(known, name)]
    if exact:
        return exact[0]
    part = [known for known in names if name and name.casefold() in known.casefold()]
    return part[0] if len(part) == 1 else None


def _unknown_committee(office: Office, command: dict[str, Any], name: str) -> Message:
    known = ", ".join(office.committees(user=command["user_id"], channel=command["channel_id"]))
    begin = (
        f"I have no papers of a committee called “{shorten(name, 80)}”"
        if name
        else "I need to know which committee"
    )
    return sentence(f"{begin}; I know: {shorten(known, 1_000) or 'none yet'}.")
