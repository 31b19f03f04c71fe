"""``/packhorse catch-up``: a committee's last meetings in about ten lines."""

from __future__ import annotations

from typing import Any

from bot.digests.catch_up import catch_up, wanted_days
from bot.people.access import Viewer
from bot.slack.listeners.commands.committee_names import committee_named, unknown_committee
from bot.slack.office import Office
from bot.slack.views.digest_blocks import digest_messages
from bot.slack.views.message import Message
from bot.slack.views.phrases import sentence
from indexer.council.bodies import BodyName

__all__ = ["WORDS"]

NO_PAPERS = "I have no papers of a committee's meetings that you may see."


def _catch_up(office: Office, command: dict[str, Any], rest: str) -> Message:
    user, channel = str(command["user_id"]), str(command["channel_id"])
    committee = committee_named(office, command, rest) if rest else None
    if rest and committee is None:
        return unknown_committee(office, command, rest)
    if committee is None:
        meeting = office.meeting(user=user, channel=channel)
        committee = meeting[0].committee if meeting else None
    if committee is None:
        return sentence(NO_PAPERS)
    allowed = office.access.documents(
        Viewer(user=user, channel=channel, alone=True), committee=committee
    )
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


def _two_words(office: Office, command: dict[str, Any], rest: str) -> Message:
    """``/packhorse catch up``, as people say it."""
    return _catch_up(office, command, rest.removeprefix("up").strip())


WORDS = {"catch-up": _catch_up, "catchup": _catch_up, "catch": _two_words}
"""What answers each word."""
