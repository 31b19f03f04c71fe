"""Everything that a listener needs, in one place, and the next pack for a reader."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from bot.memory import Memory
from bot.papers import Card, Papers
from bot.people.access import AccessPolicy, Viewer
from bot.slack.clerk_roles import SlackRoles
from bot.slack.delivery import Delivery
from bot.slack.schedule_desk import Schedules
from bot.slack.slack_ports import SlackSettings
from bot.slack.worker import Worker
from indexer.council.bodies import same_committee
from indexer.council.packs import Pack

__all__ = ["Office", "beside", "coming"]


@dataclass(frozen=True, kw_only=True)
class Office:
    """The parts of the running bot.

    Attributes:
        today: "today".
        schedules: the clerks' schedules of digests; None where none are kept here.
    """

    settings: SlackSettings
    papers: Papers
    memory: Memory
    roles: SlackRoles
    access: AccessPolicy
    delivery: Delivery
    worker: Worker
    today: Callable[[], dt.date]
    schedules: Schedules | None = None

    def cards(self, reader: Viewer) -> tuple[Card, ...]:
        """The papers that a reader may be shown."""
        allowed = self.access.documents(reader)
        return tuple(card for card in self.papers.cards() if card.document in allowed)

    def card(self, document: str, reader: Viewer) -> Card | None:
        """One of them; None where there is none of that name, or not for this reader."""
        return next((card for card in self.cards(reader) if card.document == document), None)

    def opened(self, document: str, reader: Viewer) -> tuple[Card, Pack] | None:
        """One of them with what is in it; None as for `card`."""
        card = self.card(document, reader)
        pack = self.papers.pack(document) if card else None
        return (card, pack) if card and pack else None

    def meeting(
        self, *, user: str, channel: str | None, committee: str | None = None
    ) -> tuple[Card, ...]:
        """The papers of the next meeting, the main pack first; () where there is none.

        Of the named committee, else of the channel's, else of those that the user
        follows, else of any. Where no meeting is coming up, of the last one.
        """
        cards = self.cards(Viewer(user=user, channel=channel, alone=True))
        wanted = [committee] if committee else []
        if not wanted and channel:
            follows = self.memory.places.committee(channel)
            wanted = [follows] if follows else []
        if not wanted:
            wanted = list(self.memory.places.followed(user))
        if wanted:
            mine = tuple(
                card
                for card in cards
                if any(same_committee(card.committee, name) for name in wanted)
            )
            cards = mine if mine or committee else cards
        ahead = coming(cards, self.today())
        if ahead:
            first = ahead[0]
        else:
            past = [card for card in cards if card.date is not None]
            if not past:
                return ()
            first = max(past, key=lambda card: (card.date or dt.date.min, card.pages))
        same = [
            card
            for card in cards
            if card.date == first.date
            and same_committee(card.committee, first.committee)
            and card.superseded_by is None
        ]
        return tuple(sorted(same, key=lambda card: -card.pages)) or (first,)

    def committees(self, *, user: str, channel: str | None = None) -> tuple[str, ...]:
        """Committees whose papers the user may read, by name."""
        names: dict[str, str] = {}
        for card in self.cards(Viewer(user=user, channel=channel, alone=True)):
            if card.committee:
                names.setdefault(card.committee.casefold(), card.committee)
        return tuple(sorted(names.values()))


def coming(cards: tuple[Card, ...], today: dt.date) -> tuple[Card, ...]:
    """One card for each coming meeting, its largest document, soonest first."""
    best: dict[tuple[dt.date, str], Card] = {}
    for card in cards:
        if card.date is None or card.date < today or card.superseded_by:
            continue
        key = (card.date, (card.committee or card.document).casefold())
        if key not in best or card.pages > best[key].pages:
            best[key] = card
    return tuple(best[key] for key in sorted(best))


def beside(card: Card, cards: tuple[Card, ...]) -> tuple[Card, ...]:
    """The other documents for a card's meeting, the largest first."""
    same = [
        one
        for one in cards
        if one.document != card.document
        and one.date == card.date
        and same_committee(one.committee, card.committee)
        and one.superseded_by is None
    ]
    return tuple(sorted(same, key=lambda one: -one.pages))
