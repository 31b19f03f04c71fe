"""``/packhorse catch-up``: a committee's last meetings in about ten lines."""

from __future__ import annotations

from typing import Any

from bot.digests.catch_up import catch_up, wanted_days
from bot.slack.listeners.commands.committee_names import committee_named, typist
from bot.slack.office import NotShown, Office
from bot.slack.views.digest_blocks import digest_messages
from bot.slack.views.message import Message
from indexer.council.bodies import BodyName

__all__ = ["WORDS"]


def _catch_up(office: Office, command: dict[str, Any], rest: str) -> Message:
    reader = typist(command)
    if rest:
        committee: str | None = committee_named(office, command, rest)
    else:
        meeting = office.meeting(reader)
        committee = meeting[0].committee if meeting else None
    if committee is None:
        raise NotShown("I have no papers of a committee's meetings that you may see.")
    allowed = office.access.documents(reader, committee=committee)
    # A site may know better than the papers when they meet, and that they don't.
    moments = {
        one.document: (one.date, one.time)
        for one in office.papers.cards()
        if one.document in allowed and not one.cancelled and one.superseded_by is None
    }
    days = wanted_days((date for date, _ in moments.values() if date), office.today())
    found = [office.papers.paper(name) for name, (date, _) in moments.items() if date in days]
    papers = [paper for paper in found if paper is not None]
    also = office.memory.committees.bodies().names_of(BodyName(committee))
    told = catch_up(committee, papers, today=office.today(), moments=moments, also=also)
    (message,) = digest_messages(told)
    return message


WORDS = {"catch-up": _catch_up, "catchup": _catch_up}
"""What answers each word."""
