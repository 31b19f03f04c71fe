"""Answers that are shown again: what they quote must still be there, the same, and allowed."""

from __future__ import annotations

from bot.answers.answer import Answer
from bot.answers.check import standing
from bot.people.access import Viewer
from bot.slack.office import NotShown, Office
from bot.slack.worker import documents_of, within

__all__ = ["stored_answer"]

CHANGED = "A paper that this answer quotes has been taken out or replaced since: please ask again."
NOT_HERE = "This answer quotes papers that are not for this channel, so I can't show it here."


def stored_answer(office: Office, request_id: str, reader: Viewer) -> Answer:
    """An answer as it was given, to be shown to a reader now; `NotShown` says why it can't be."""
    answer = office.memory.questions.answer(request_id)
    if answer is None:
        raise office.cleared()
    shown = documents_of(answer)
    if not shown and (why := office.access.refusal(reader.user)):
        raise NotShown(why)
    if not shown <= frozenset(office.papers.names()):
        raise NotShown(CHANGED)
    allowed = office.access.documents(reader)
    if not shown <= allowed:
        raise NotShown(NOT_HERE)
    for cited in answer.citations:
        text = office.papers.page_text(cited.document, cited.pdf_page)
        if text is None or not (cited.quote in text or standing(cited.quote, text)):
            raise NotShown(CHANGED)
    return within(answer, allowed)
