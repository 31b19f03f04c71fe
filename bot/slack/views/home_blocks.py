"""The Home tab."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence

from slack_sdk.models.blocks import Block, DividerBlock
from slack_sdk.models.views import View

from bot.answers.answer import Claim
from bot.digests.compose import procedural
from bot.digests.decisions import ScheduleLine
from bot.memory.clerks import Drop
from bot.memory.feedback_store import FeedbackLine
from bot.memory.questions import AskedQuestion, outcome
from bot.papers import Card
from bot.slack.slack_text import shorten
from bot.slack.views.message import (
    Part,
    actions,
    bold,
    bullets,
    button,
    context,
    header,
    opened,
    paragraph,
    place,
    select,
)
from bot.slack.views.pack_blocks import (
    Also,
    agenda,
    item_row,
    meeting_line,
    pack_controls,
    papers_line,
    told,
)
from bot.slack.views.phrases import sentence
from bot.slack.views.schedule_blocks import committee_value, next_line
from indexer.council.bodies import same_committee
from indexer.council.dates import spoken_date
from indexer.council.packs import Pack

__all__ = ["clerk_blocks", "clerk_lists_modal", "home_view", "meeting_blocks", "prompts"]

PAPERS = 3
"""Of a meeting, besides its pack."""

ITEMS = 6
POINT = 140
"""Characters of an item's point: the first that is no longer is shown."""

RECENT = 3
MAX_CONCERN = 600
"""Characters of one thing that clerks should know."""


def home_view(
    *,
    meetings: Sequence[Sequence[Block]],
    committees: Sequence[str],
    followed: Sequence[str],
    recent: Sequence[AskedQuestion],
    clerk: Sequence[Block] = (),
    days: int,
    muted: Sequence[str] = (),
    refusal: str | None = None,
) -> View:
    """A user's Home tab.

    Args:
        meetings: the next ones, soonest first, of the committees that they follow (of
            all, where they follow none), as of `meeting_blocks`.
        committees: those that can be followed.
        recent: their own last questions.
        clerk: for clerks, as of `clerk_blocks`.
        days: how long questions are kept.
        muted: committees that they want no direct messages about.
        refusal: why this user is shown nothing; then nothing else is said.
    """
    if refusal is not None:
        return View(type="home", blocks=sentence(refusal).blocks)
    blocks: list[Block] = [header("Next meetings")]
    if not meetings:
        blocks.append(paragraph("I have no papers for an upcoming meeting."))
    blocks.extend(block for meeting in meetings for block in meeting)
    blocks.extend(_following(committees, followed, muted))
    blocks.append(DividerBlock())
    blocks.append(header("Your recent questions"))
    if recent:
        blocks.append(bullets(_question(asked) for asked in recent[:RECENT]))
    else:
        blocks.append(paragraph("You have not asked anything yet."))
    kept = f"Questions and answers are kept for {days} days, then deleted."
    blocks.append(context(f"{kept} To see or delete what is kept about you, ask your clerk."))
    blocks.append(actions([button("How to ask, and what I can't do", "show_help")]))
    return View(type="home", blocks=[*blocks, *clerk])


def prompts(card: Card | None, pack: Pack | None) -> tuple[dict[str, str], ...]:
    """Questions about the next meeting that its papers may answer, the most wanted first."""
    if card is None:
        return ()
    when = f" on {spoken_date(card.date)}" if card.date else ""
    told = [item for item in (pack.items if pack else ()) if item.points]
    asked = [
        ("What are we asked to decide?", f"What are we asked to decide{when}?"),
        ("Which actions are overdue?", "Which actions are overdue?"),
        ("What has changed since last time?", "What has changed since the last meeting?"),
        *(
            (f"Summarise item {one.number}: {one.title}", f"Summarise item {one.number}{when}")
            for one in told[:1]
        ),
        ("What did we agree last time?", "What did we agree last time?"),
        ("What is on the agenda?", f"What is on the agenda{when}?"),
        ("Who are the officers?", "Who are the officers of the reports?"),
        ("Who chairs?", "Who chairs the committee?"),
    ]
    return tuple({"title": shorten(title, 60), "message": message} for title, message in asked)


def meeting_blocks(
    card: Card,
    pack: Pack | None,
    *,
    first: bool,
    also: Also = (),
    digest: Sequence[Part] = (),
    points: Mapping[str, Mapping[str, Sequence[Claim]]],
) -> list[Block]:
    """A meeting: the first is told, the others open.

    Args:
        also: its papers besides the pack.
        digest: where it is or when it comes; empty: unknown.
        points: by document and item, what a councillor should be told first.
    """
    papers = papers_line(card, also[:PAPERS])
    posted = ["\n", *digest] if digest else []
    blocks: list[Block] = [paragraph(bold(meeting_line(card)), "\n", *papers, *posted)]
    items = agenda(card, pack, also)
    rows: list[list[Part]] = []
    # Declarations and the like are for the whole agenda.
    business = [pair for pair in items if not procedural(pair[0])] or items
    for item, of in business[:ITEMS] if first else ():
        row = list(item_row(item, of.url))
        known = points.get(of.document, {}).get(item.number, ())
        for point in told([one for one in known if len(one.text) <= POINT][:1]):
            row += ["\n", *point]
        rows.append(row)
    if rows:
        blocks.append(bullets(rows))
    blocks.append(pack_controls(card, len(items), shown=len(rows)))
    return blocks


def _following(
    committees: Sequence[str], followed: Sequence[str], muted: Sequence[str]
) -> list[Block]:
    blocks: list[Block] = []
    for begin, names in (("You follow: ", followed), ("No direct messages about: ", muted)):
        if names:
            blocks.append(paragraph(begin, shorten(", ".join(names), 1_000)))
    elements = []
    for action_id, text, choices in (
        ("follow", "Follow a committee", [c for c in committees if c not in followed]),
        ("unfollow", "Stop following", list(followed)),
    ):
        if choices:
            listed = [(json.dumps({"c": committee_value(name)}), name) for name in choices[:100]]
            elements.append(select(action_id, text, listed))
    if elements:
        blocks.append(actions(elements))
    return blocks


def _question(asked: AskedQuestion) -> list[Part]:
    when = dt.datetime.fromtimestamp(asked.at, tz=dt.UTC).date()
    found = outcome(asked.state, asked.answered)
    return [f"{shorten(asked.text, 160)} – {found}, {spoken_date(when)}"]


def clerk_blocks(
    concerns: Sequence[str],
    drafts: Sequence[Drop],
    schedules: Sequence[ScheduleLine],
) -> list[Block]:
    """What only clerks see.

    Args:
        concerns: what they should know of who can see and ask what.
        schedules: of digests, which open.
    """
    blocks: list[Block] = [DividerBlock(), header("For clerks")]
    if concerns:
        blocks.append(paragraph(bold("Who can see what")))
        blocks.append(bullets([[shorten(one, MAX_CONCERN)] for one in concerns]))
    if drafts:
        blocks.append(paragraph(bold("Waiting for Publish")))
        blocks.append(bullets([[shorten(drop.name, 160)] for drop in drafts[:10]]))
    blocks.append(paragraph(*next_line(schedules)))
    listed = button("Schedules of digests", "show_schedules")
    asked = button("What was asked, and where", "show_clerk_lists")
    return [*blocks, actions([listed, asked])]


def clerk_lists_modal(
    *,
    latest: Sequence[AskedQuestion] = (),
    not_found: Sequence[AskedQuestion] = (),
    wrong: Sequence[FeedbackLine] = (),
    channels: Sequence[tuple[str, str]] = (),
    restricted: Collection[str] = (),
) -> View:
    """What was asked, what had no sure answer, what was marked, and which channel is about what."""

    def marked(line: FeedbackLine) -> list[Part]:
        said = f": {shorten(line.comment, 200)}" if line.comment else ""
        return [shorten(line.question, 200), f" – {line.reason or 'no reason given'}", said]

    def about(channel: str, committee: str) -> list[Part]:
        closed = any(same_committee(committee, name) for name in restricted)
        said = f" – {shorten(committee, 120)}{' (restricted)' if closed else ''}"
        return [place(channel), said]

    lists: dict[str, list[list[Part]]] = {
        "Asked recently": [[shorten(one.text, 200)] for one in latest[:10]],
        "Asked, without a sure answer": [[shorten(one.text, 200)] for one in not_found[:10]],
        "Marked as not useful": [marked(line) for line in wrong[:10]],
    }
    if channels:
        lists["Channels and their committees"] = [about(*one) for one in channels[:20]]
    blocks: list[Block] = []
    for title, rows in lists.items():
        blocks.append(paragraph(bold(title)))
        blocks.append(bullets(rows) if rows else paragraph("Nothing recently."))
    blocks.append(context("The whole list: packhorse feedback --csv"))
    return opened("For clerks", blocks)
