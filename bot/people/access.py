"""Who may read what. Every way to see a paper asks here, and nowhere else is it decided.

A paper goes by all the names that its front sheet and the sites that list it give it. While
any of them is of a restricted committee, or of a body that is part of one, it may be quoted
only in private channels that a clerk has set to that committee, and, where only the asker
sees it, to the members of those channels. A paper that nobody says whose it is may be any
restricted committee's: it is for whoever may read all of them. Where Slack cannot tell,
nobody may.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.memory import Memory
from indexer.council.bodies import Bodies, BodyName
from indexer.index import DocumentCard

__all__ = ["NOBODY", "AccessPolicy", "Names", "Viewer", "Workspace", "paper_names"]

Names = Mapping[str, tuple[BodyName, ...]]
"""Every published document, with every body that it is said to be of."""


def paper_names(
    cards: Iterable[DocumentCard], at_sites: Mapping[str, Sequence[BodyName]]
) -> dict[str, tuple[BodyName, ...]]:
    """Of each document, every body that it is said to be of.

    Args:
        at_sites: as `indexer.sources.SiteFacts.bodies_of` gives it. Where a site does not
            say whose a committee is, it is the council's that the front sheet names.
    """
    return {
        card.document: tuple(
            dict.fromkeys(
                [
                    # Of a paper without a committee the council says nothing: its name may
                    # not have been read, and any restricted committee's papers bear it.
                    *([BodyName(card.committee, card.council)] if card.committee else ()),
                    *(
                        BodyName(one.name, one.council or card.council)
                        for one in at_sites.get(card.document, ())
                    ),
                ]
            )
        )
        for card in cards
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who is about to see something.

    Attributes:
        user: a member's id; "" where it is for whoever reads the channel.
        channel: where it will stand; None for a Home tab or a direct message.
        alone: nobody but the user will see it.
    """

    user: str = ""
    channel: str | None = None
    alone: bool = False

    @classmethod
    def at(cls, target: str) -> Viewer:
        """Whoever reads what is posted to a channel, or to a member."""
        if target.startswith(("U", "W")):
            return cls(user=target, alone=True)
        return cls(channel=target)


NOBODY = Viewer()
"""A reader of whom nothing is known: what they may read, everybody may."""


class Workspace:
    """What has to be asked of Slack; where there is no Slack, as here, no channel is private,
    and whoever asks is nobody in particular. Where it cannot be found out, the answer is the
    one that shows less."""

    def is_private(self, channel: str) -> bool:  # noqa: ARG002
        """Whether only invited members of this workspace read a channel."""
        return False

    def members(self, channel: str) -> Collection[str]:  # noqa: ARG002
        """Who reads a channel."""
        return ()

    def refusal(self, user: str) -> str | None:  # noqa: ARG002
        """None for a member of this workspace whom we answer, else why not, in a sentence."""
        return None

    def clerks(self) -> frozenset[str]:
        """Who sees to papers, committees and digests."""
        return frozenset()

    def clerks_channel_problem(self) -> str | None:
        """None where drafts and members' questions may go to the clerks' channel, else why
        not, in a sentence."""
        return None

    def refresh(self) -> None:
        """Something has changed: ask again."""


@dataclass
class AccessPolicy:
    """Decides, for a reader, which documents there are.

    Attributes:
        names: every document that is published now.
    """

    names: Callable[[], Names]
    memory: Memory
    workspace: Workspace

    def refusal(self, user: str) -> str | None:
        """Why somebody is shown nothing at all; None: they are shown what they may read."""
        return self.workspace.refusal(user) if user else None

    def documents(self, reader: Viewer, *, committee: str | None = None) -> frozenset[str]:
        """The documents that a reader may be shown.

        Args:
            committee: only those of this committee, by any of their names.
        """
        if self.refusal(reader.user) is not None:
            return frozenset()
        bodies = self.memory.committees.bodies()
        restricted = self.memory.places.restricted_ids()
        allowed: dict[frozenset[int], bool] = {}

        def open_to_reader(ids: frozenset[int]) -> bool:
            if ids not in allowed:
                allowed[ids] = self._at_home(ids, reader)
            return allowed[ids]

        return frozenset(
            document
            for document, names in self.names().items()
            if (committee is None or any(bodies.same(one, BodyName(committee)) for one in names))
            and all(open_to_reader(ids) for ids in _closing(bodies, restricted, names))
        )

    def limits(self, reader: Viewer, *, committee: str | None = None) -> frozenset[str] | None:
        """As `documents`; None where those are all that there are, without a look at them."""
        if (
            committee is None
            and not self.memory.places.restricted_ids()
            and self.refusal(reader.user) is None
        ):
            return None
        return self.documents(reader, committee=committee)

    def may_read(self, reader: Viewer, documents: Collection[str]) -> bool:
        """Whether all of some documents are there still, and the reader may be shown them."""
        return bool(documents) and frozenset(documents) <= self.documents(reader)

    def may_hear(self, reader: Viewer, committee: str) -> bool:
        """Whether papers of a committee, those to come too, may be shown to a reader."""
        if self.refusal(reader.user) is not None:
            return False
        bodies = self.memory.committees.bodies()
        closing = _closing(bodies, self.memory.places.restricted_ids(), (BodyName(committee),))
        return all(self._at_home(ids, reader) for ids in closing)

    def _at_home(self, ids: frozenset[int], reader: Viewer) -> bool:
        """Whether a reader reads along in a private channel of one of some committees."""
        homes = [channel for channel, number in self.memory.places.channel_ids() if number in ids]
        if reader.channel in homes and self.workspace.is_private(str(reader.channel)):
            return True
        return reader.alone and any(
            self.workspace.is_private(home) and reader.user in self.workspace.members(home)
            for home in homes
        )


def _closing(
    bodies: Bodies, restricted: frozenset[int], names: Sequence[BodyName]
) -> set[frozenset[int]]:
    """For each restriction that some names fall under, the committees whose channels are at
    home with it: the restricted one, and those between it and the name."""
    if not restricted:
        return set()
    if not names:
        return {frozenset([number]) for number in restricted}
    return {
        frozenset(one.id for one in chain[: place + 1])
        for name in names
        for chain in bodies.above(name)
        for place, body in enumerate(chain)
        if body.id in restricted
    }
