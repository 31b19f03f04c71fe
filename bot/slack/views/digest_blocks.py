"""A digest in Slack: its short message, and a message for each part of its thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.digests.decisions import DigestRef
from bot.digests.parts import DigestRow, Part
from bot.slack.views.message import (
    Message,
    actions,
    bold,
    bullets,
    button,
    confirm,
    context,
    header,
    link,
    page_links,
    paragraph,
    pieces,
    place,
)
from bot.slack.views.message import Part as Run
from bot.slack.views.pack_blocks import ask_about

__all__ = ["digest_messages"]

MAX_BLOCKS = 44
MAX_CHARACTERS = 9_000
"""Of a message's blocks; Slack takes about 13,000 in 50 blocks."""

ROW_CHARACTERS = 2_400

_ID = re.compile(r"\b[CGUW][A-Z0-9]{8,}\b")
"""A channel's or member's id, as Slack makes them. Looked for in our own words only."""


def digest_messages(
    laid_out: Sequence[Part],
    *,
    proposes: str | None = None,
    decides: DigestRef | None = None,
    ours: bool = False,
) -> list[Message]:
    """Parts as messages; more than one where Slack would not take them in one.

    Args:
        proposes: the key of the digest that clerks are asked to approve.
        ours: the first part is what we say ourselves, as above what is proposed.
        decides: the digest that clerks decide about beneath it.
    """
    groups: list[list[Block]] = [[]]
    size = 0
    for number, part in enumerate(laid_out):
        shown = (
            _intro(part)
            if number == 0 and (ours or proposes is not None)
            else _blocks(part, first=number == 0)
        )
        for block, weight in shown:
            if groups[-1] and (len(groups[-1]) >= MAX_BLOCKS or size + weight > MAX_CHARACTERS):
                groups.append([])
                size = 0
            groups[-1].append(block)
            size += weight
    if proposes is not None or decides is not None:
        groups[-1].append(_decisions(decides or DigestRef(key=proposes)))
    return [Message(blocks) for blocks in groups if blocks]


def _decisions(which: DigestRef) -> Block:
    """Buttons for clerks: a digest with a key waits for their approval."""
    value = which.value
    sure = confirm(
        "Skip this meeting?",
        "No digest will be posted for this meeting. This cannot be undone.",
        "Skip it",
    )
    skip = button("Skip this meeting", "digest_skip", value, style="danger", sure=sure)
    if which.key is None:
        spoken = "Post this digest now, with a note if you like"
        post = button("Post now", "digest_post", value, style="primary", spoken=spoken)
        return actions([post, skip])
    spoken = "Approve this digest: it will be posted at once"
    approve = button("Approve", "digest_approve", value, style="primary", spoken=spoken)
    note = button("Add a note", "digest_note", value)
    spoken = "Show all that would be posted, in our direct messages"
    preview = button("Preview", "digest_preview", value, spoken=spoken)
    return actions([approve, note, preview, skip])


def _intro(part: Part) -> Iterator[tuple[Block, int]]:
    """What we say ourselves; an id in it is shown as Slack shows it."""
    yield header(part.title), len(part.title)
    for row in part.rows:
        runs: list[Run] = []
        at = 0
        for match in _ID.finditer(row.text):
            runs.extend([row.text[at : match.start()], place(match.group())])
            at = match.end()
        yield paragraph(*runs, row.text[at:]), len(row.text)


def _blocks(part: Part, *, first: bool) -> Iterator[tuple[Block, int]]:
    if first:
        yield header(part.title), min(150, len(part.title))
    if not first or len(part.title) > 150:
        for title in pieces(part.title, ROW_CHARACTERS):
            yield paragraph(bold(title)), len(title)
    run: list[DigestRow] = []
    for row in part.rows:
        other = run and run[-1].bullet != row.bullet
        if other or (run and _weight([*run, row]) > ROW_CHARACTERS):
            yield _run(run), _weight(run)
            run = []
        run.append(row)
    if run:
        yield _run(run), _weight(run)
    if part.about is not None:
        value, spoken = ask_about(*part.about), f"Ask about {part.title}"
        yield actions([button("Ask about this", "ask_about", value, spoken=spoken)]), 200
    elif not part.rows:
        yield context("Nothing else."), 20


def _run(rows: Sequence[DigestRow]) -> Block:
    shown = [line for row in rows for line in _lines(row)]
    if rows[0].bullet:
        return bullets(shown)
    runs: list[Run] = []
    for number, line in enumerate(shown):
        if number:
            runs.append("\n")
        runs.extend(line)
    return paragraph(*runs)


def _lines(row: DigestRow) -> Iterator[list[Run]]:
    texts = pieces(row.text, ROW_CHARACTERS)
    for number, text in enumerate(texts):
        line: list[Run] = []
        if number == 0 and row.label:
            line.append(bold(row.label))
        if text:
            line.append(link(text, row.url) if row.url else text)
        if number == len(texts) - 1:
            line.extend(page_links(row.pages.items()))
            if row.more:
                line.append(row.more)
        yield line or [" "]


def _weight(rows: Sequence[DigestRow]) -> int:
    # A link's address counts too.
    addresses = [row.url for row in rows]
    addresses += [url for row in rows for url in row.pages.values()]
    words = sum(60 + len(row.label) + len(row.text) for row in rows)
    return words + sum(len(address or "") for address in addresses)
