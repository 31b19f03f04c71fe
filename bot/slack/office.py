"""Everything that a listener needs, in one place, and the next pack for a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from bot.digests.decisions import Schedules
from bot.memory import Memory
from bot.memory.questions import new_request_id
from bot.papers import Card, Papers
from bot.people.access import AccessPolicy, Viewer
from bot.settings import Settings
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, Delivery, error_name, where
from bot.slack.dropped_files import Files
from bot.slack.views.message import Message
from bot.slack.views.phrases import refusal, sentence, trouble
from bot.slack.worker import Worker
from indexer.council.bodies import same_committee
from indexer.council.packs import Pack
from indexer.council.problems import PackhorseError

__all__ = ["NO_PAGE", "SEARCHING", "NotShown", "Office", "coming", "of_committees", "said_of"]

SEARCHING = "searching the papers…"
NO_PAGE = "I can't show that page here: it is not among the papers that I may show you."


class NotShown(PackhorseError):
    """What somebody asks for is not here, or not for them. `message`: that in full."""

    def __init__(self, said: str | Message) -> None:
        self.message = sentence(said) if isinstance(said, str) else said
        super().__init__(said if isinstance(said, str) else said.text)


def said_of(problem: PackhorseError) -> Message:
    """What somebody is told of what cannot be done for them."""
    return problem.message if isinstance(problem, NotShown) else sentence(str(problem))


@dataclass(frozen=True, kw_only=True)
class Office:
    """The parts of the running bot."""

    settings: Settings
    papers: Papers
    memory: Memory
    access: AccessPolicy
    delivery: Delivery
    worker: Worker
    files: Files
    today: Callable[[], dt.date]
    schedules: Schedules

    def cards(self, reader: Viewer) -> tuple[Card, ...]:
        """The papers that a reader may be shown."""
        allowed = self.access.documents(reader)
        return tuple(card for card in self.papers.cards() if card.document in allowed)

    def card(self, document: str, reader: Viewer) -> Card | None:
        """One of them; None where there is none of that name, or not for this reader."""
        return next((card for card in self.cards(reader) if card.document == document), None)

    def opened(self, document: str, reader: Viewer) -> tuple[Card, Pack]:
        """One of them with what is in it; `NotShown` where there is none of that name, or not
        for this reader."""
        card = self.card(document, reader)
        pack = self.papers.pack(document) if card else None
        if card is None or pack is None:
            raise NotShown(NO_PAGE)
        return card, pack

    def is_clerk(self, user: str) -> bool:
        return user in self.settings.slack_clerks or user in self.access.workspace.clerks()

    def clerks_only(self, user: str) -> None:
        """Raises: NotShown: for whoever is no clerk, with whom to ask."""
        if not self.is_clerk(user):
            raise NotShown(self.refusal())

    def refusal(self) -> Message:
        """For somebody who is no clerk."""
        clerks = sorted(self.access.workspace.clerks())
        return refusal(clerks, reached=bool(clerks or self.settings.slack_clerks_channel))

    @contextmanager
    def telling(self, user: str) -> Iterator[None]:
        """What breaks is told to the user here. Bolt must not hear of what breaks after an
        acknowledgement: it would take back one that it has not passed on to Slack yet."""
        try:
            yield
        except Exception as exc:
            self.broke(exc, user)

    def broke(self, error: Exception, user: str | None) -> None:
        """Something broke: the user gets a sentence and an id, the log the rest."""
        request_id = new_request_id()
        name, at = error_name(error), where(error)
        log.error("request=%s listener broke error=%s at=%s", request_id, name, at)
        if user:
            try:
                self.delivery.post(trouble(request_id), channel=user)
            except SLACK_TROUBLES as exc:
                log.error("request=%s untold error=%s", request_id, error_name(exc))

    def cleared(self) -> NotShown:
        """For an old message's button, that refers to something that is kept no more."""
        days = self.settings.retention_days
        return NotShown(
            f"That answer is no longer kept (I keep answers for {days} days): please ask again."
        )

    def meeting(self, reader: Viewer, committee: str | None = None) -> tuple[Card, ...]:
        """The papers of the next meeting, the main pack first; () where there is none.

        Of the named committee, else of the channel's, else of those that the user
        follows, else of any. Where no meeting is coming up, of the last one.
        """
        places, cards = self.memory.places, self.cards(reader)
        own = committee or (places.committee(reader.channel) if reader.channel else None)
        mine = of_committees(cards, [own] if own else places.followed(reader.user))
        if mine or committee:
            cards = mine
        dated = [card for card in cards if card.date]
        ahead = coming(cards, self.today())
        first = ahead[0] if ahead else max(dated, key=_latest, default=None)
        return (_of_meeting(first, cards) or (first,)) if first else ()

    def with_packs(self, cards: Iterable[Card]) -> list[tuple[Card, Pack | None]]:
        """Papers with what is in them."""
        return [(card, self.papers.pack(card.document)) for card in cards]

    def beside(self, card: Card, cards: tuple[Card, ...]) -> list[tuple[Card, Pack | None]]:
        """The other documents for a card's meeting, the largest first."""
        return self.with_packs(one for one in _of_meeting(card, cards) if one != card)

    def around(self, document: str, reader: Viewer) -> tuple[str, ...]:
        """A document with the others for its meeting: what is asked of one may stand in a
        supplement."""
        card = self.card(document, reader)
        others = _of_meeting(card, self.cards(reader)) if card else ()
        return tuple(dict.fromkeys([document, *(one.document for one in others)]))

    def searching(self, reader: Viewer, committee: str | None) -> str:
        """What we say while we search: ``searching 27 January's papers…``."""
        cards = self.cards(reader)
        ahead = coming(of_committees(cards, [committee]) if committee else cards, self.today())
        date = ahead[0].date if ahead else None
        return f"searching {date.day} {date:%B}’s papers…" if date else SEARCHING

    def committees(self, reader: Viewer) -> tuple[str, ...]:
        """Committees whose papers somebody may read, by name."""
        names: dict[str, str] = {}
        for card in self.cards(reader):
            if card.committee:
                names.setdefault(card.committee.casefold(), card.committee)
        return tuple(sorted(names.values()))


def of_committees(cards: Iterable[Card], names: Sequence[str]) -> tuple[Card, ...]:
    """The papers of some committees."""
    return tuple(
        card for card in cards if any(same_committee(card.committee, name) for name in names)
    )


def coming(cards: tuple[Card, ...], today: dt.date) -> tuple[Card, ...]:
    """One card for each coming meeting, its largest document, soonest first."""
    best: dict[tuple[dt.date, str], Card] = {}
    for card in sorted(cards, key=lambda one: -one.pages):
        if card.date and card.date >= today and not card.superseded_by:
            best.setdefault((card.date, (card.committee or card.document).casefold()), card)
    return tuple(best[key] for key in sorted(best))


def _latest(card: Card) -> tuple[dt.date, int]:
    return card.date or dt.date.min, card.pages


def _of_meeting(card: Card, cards: tuple[Card, ...]) -> tuple[Card, ...]:
    if card.date is None:
        return (card,)
    same = [
        one
        for one in cards
        if one.date == card.date
        and same_committee(one.committee, card.committee)
        and one.superseded_by is None
    ]
    return tuple(sorted(same, key=lambda one: -one.pages))
