"""Answers that are shown again: what they quote must still be there, the same, and allowed."""

from __future__ import annotations

import dataclasses

from bot.answers.answer import Answer
from bot.answers.check import standing
from bot.people.access import Viewer
from bot.slack.office import Office
from bot.slack.views.message import Message
from bot.slack.views.phrases import cleared, sentence
from bot.slack.worker import documents_of

__all__ = ["stored_answer"]

CHANGED = "A paper that this answer quotes has been taken out or replaced since: please ask again."
NOT_HERE = "This answer quotes papers that are not for this channel, so I can't show it here."


def stored_answer(office: Office, request_id: str, reader: Viewer) -> Answer | Message:
    """An answer as it was given, to be shown to a reader now; or what says why not."""
    answer = office.memory.questions.answer(request_id)
    if answer is None:
        return cleared(office.settings.retention_days)
    shown = documents_of(answer)
    if not shown:
        why = office.access.refusal(reader.user)
        return sentence(why) if why else answer
    if not shown <= frozenset(office.papers.names()):
        return sentence(CHANGED)
    allowed = office.access.documents(reader)
    if not shown <= allowed:
        return sentence(NOT_HERE)
    for cited in answer.citations:
        text = office.papers.page_text(cited.document, cited.pdf_page)
        if text is None or not (cited.quote in text or standing(cited.quote, text)):
            return sentence(CHANGED)
    claims = tuple(
        dataclasses.replace(
            claim,
            citations=tuple(
                dataclasses.replace(
                    cited, also=tuple(also for also in cited.also if also[0] in allowed)
                )
                for cited in claim.citations
            ),
        )
        for claim in answer.claims
    )
    return dataclasses.replace(answer, claims=claims)
