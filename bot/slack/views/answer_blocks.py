"""An answer as a councillor sees it: the first line answers, then points, each with its
page, then the sources, then what can be done with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from slack_sdk.models.blocks import (
    Block,
    ContextActionsBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    PlainTextInputElement,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.answers.answer import Answer, Citation, Claim
from bot.slack.slack_text import shorten
from bot.slack.views.folding import ALSO, TITLE, FoldedPlace, fold, places, where
from bot.slack.views.message import (
    Message,
    Part,
    actions,
    bold,
    bullets,
    button,
    context,
    field,
    italic,
    label,
    link,
    modal,
    options,
    paragraph,
    person,
    select,
)
from bot.slack.views.page_blocks import full_name
from indexer.council.dates import spoken_date
from indexer.council.packs import counted, page_name

__all__ = ["answer_message", "part_count", "shared_message", "wrong_modal"]

REASONS = (
    ("page", "The page does not say that"),
    ("missing", "Something is missing"),
    ("not asked", "It is not what I asked"),
    ("old", "It is out of date"),
    ("not found", "The papers do say it, and you didn't find it"),
    ("other", "Something else"),
)

PAGE_BUTTONS = 3
MAX_OPTIONS = 100


def part_count(answer: Answer) -> int:
    return len(fold(answer))


def answer_message(
    answer: Answer,
    *,
    request_id: str,
    part: int = 0,
    shareable: bool = False,
    clerks: bool = False,
    table: bool = False,
) -> Message:
    """One part of an answer.

    Args:
        request_id: what the buttons refer to.
        part: from 0.
        shareable: only the asker sees it, and may share it with the channel.
        clerks: there is a clerks' channel to pass the question on to.
        table: rows of a table are cited, which can be shown as one.
    """
    parts = fold(answer)
    claims, first = parts[part], part == 0
    cited: dict[tuple[str, int], Citation] = {}
    for one in (citation for claim in claims for citation in claim.citations):
        cited.setdefault(FoldedPlace(one).key, one)
    # The number of a place among all of the answer's names it in buttons.
    shown = [
        (number, place)
        for number, place in enumerate(places(answer))
        if place.key in cited or (first and not place.quotes)
    ]
    sources = [_source(one) for one in cited.values()]
    sources += [_nearest(place) for _, place in shown if not place.quotes]
    blocks: list[Block] = []
    rest = list(claims)
    if not first:
        blocks.append(paragraph(italic(f"Part {part + 1} of {len(parts)}")))
    elif answer.lead:
        blocks.append(paragraph(answer.lead))
    elif answer.answered and rest:
        blocks.append(paragraph(*_claim(rest.pop(0))))
    if rest:
        blocks.append(bullets(map(_claim, rest)))
    if sources:
        title = "Sources" if answer.answered or cited else "Nearest pages"
        blocks += [paragraph(bold(title)), bullets(sources)]
    if first:
        blocks.extend(map(context, answer.notices))
    about = {"q": request_id}
    elements = _page_controls(shown, request_id)
    if left := sum(map(len, parts[part + 1 :])):
        text, value = f"Show {counted(left, 'more point')}", {**about, "n": part + 1}
        elements.append(button(text, "answer_more", value, style="primary"))
    if first and table:
        spoken = "Show the rows that are cited as a table"
        elements.append(button("Show as a table", "show_table", about, spoken=spoken))
    if first and clerks and not answer.answered:
        elements.append(button("Ask the clerk", "ask_clerk", about, style="primary"))
    if first and shareable:
        spoken = "Post this answer in the channel for everybody"
        elements.append(button("Share to channel", "share_answer", about, spoken=spoken))
    if elements:
        blocks.append(actions(elements))
    if first:
        blocks.append(_feedback(request_id))
    return Message(blocks)


def shared_message(answer: Answer, *, request_id: str, user: str) -> Message:
    """A private answer that its asker shares."""
    shown = answer_message(answer, request_id=request_id)
    return Message(
        [paragraph(person(user), f" asked: {shorten(answer.question.text, 2_000)}"), *shown.blocks]
    )


def _claim(claim: Claim) -> list[Part]:
    out: list[Part] = [bold(run) if marked else run for run, marked in claim.pieces]
    shown: dict[str, Citation] = {}
    for citation in claim.citations:
        # The same number in two documents is two places.
        shown.setdefault(f"{citation.document}\n{where(citation)}", citation)
    for number, citation in enumerate(shown.values()):
        out.append(" (" if number == 0 else "; ")
        out += [link(where(citation), citation.url), _marks(citation)]
    if shown:
        out.append(")")
    return out


def _marks(citation: Citation) -> str:
    marks = []
    if citation.superseded_by:
        marks.append(f"superseded by {shorten(citation.superseded_by, TITLE)}")
    if citation.ocr:
        marks.append("scanned page")
    if citation.earlier:
        marks.append("from an earlier meeting")
    return f" – {', '.join(marks)}" if marks else ""


def _source(citation: Citation) -> list[Part]:
    named = f"{shorten(citation.title, TITLE)}, {full_name(citation, 'p.')}"
    row: list[Part] = [link(named, citation.url)]
    date = spoken_date(citation.meeting_date) if citation.meeting_date else ""
    if date and date not in citation.title:
        row.append(f", {date}")
    row.append(_marks(citation))
    if citation.also:
        names = [page_name(printed, pdf_page) for _, pdf_page, printed in citation.also]
        more = f" and {len(names) - ALSO} more pages" if len(names) > ALSO else ""
        row.append(f" – also on {', '.join(names[:ALSO])}{more}")
    return row


def _nearest(place: FoldedPlace) -> list[Part]:
    item = f", item {place.page.item}" if place.page.item else ""
    return [link(f"{shorten(place.page.title, TITLE)}, {place.name}{item}", place.page.url)]


def _page_controls(here: Sequence[tuple[int, FoldedPlace]], request_id: str) -> list[object]:
    elements: list[object] = [
        button(
            f"Show {place.name}",
            f"show_page_{number}",
            {"q": request_id, "i": number},
            spoken=f"Show {place.name} of {place.page.title} as a picture",
        )
        for number, place in here[:PAGE_BUTTONS]
    ]
    several = len({place.page.document for _, place in here}) > 1
    choices = [
        (
            json.dumps({"q": request_id, "i": number}),
            f"{place.name}, {place.page.title}" if several else place.name,
        )
        for number, place in here[PAGE_BUTTONS : PAGE_BUTTONS + MAX_OPTIONS]
    ]
    if choices:
        elements.append(select("show_page_chosen", "Show another page", choices))
    return elements


def _feedback(request_id: str) -> ContextActionsBlock:
    useful, not_useful = (
        FeedbackButtonObject(
            text=label(text),
            accessibility_label=f"This answer was {text.lower()}",
            value=json.dumps({"q": request_id, "useful": text == "Useful"}),
        )
        for text in ("Useful", "Not useful")
    )
    marks = FeedbackButtonsElement(
        action_id="feedback", positive_button=useful, negative_button=not_useful
    )
    return ContextActionsBlock(elements=[marks])


def wrong_modal(request_id: str) -> View:
    reasons = RadioButtonsElement(action_id="reason", options=options(REASONS))
    helps = "Anything that helps to put it right"
    comment = PlainTextInputElement(action_id="comment", multiline=True, max_length=2_000)
    return modal(
        "What was wrong?",
        [
            field("reason", "Which is nearest?", reasons),
            field("comment", helps, comment, optional=True, hint="The clerks read this."),
        ],
        close="Skip",
        submit="Send",
        name="feedback_wrong",
        kept={"q": request_id},
    )
