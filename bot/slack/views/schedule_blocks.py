"""The clerks' schedules: the list in the Home tab, and its forms."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ConversationFilter,
    ConversationMultiSelectElement,
    InputBlock,
    InputInteractiveElement,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
    StaticSelectElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.digests.parts import counted
from bot.digests.planning import FOLLOWERS, Planned
from bot.digests.rules import say_when
from bot.digests.schedule_store import Rule
from bot.slack.schedule_desk import Preview
from bot.slack.slack_text import shorten
from bot.slack.views.message import (
    Part,
    actions,
    bold,
    button,
    confirm,
    context,
    day,
    label,
    modal,
    paragraph,
    place,
)
from indexer.council.dates import LONDON

__all__ = [
    "MAX_NOTE",
    "WHATS",
    "ScheduleLine",
    "committee_value",
    "list_modal",
    "moment",
    "next_line",
    "note_modal",
    "post_modal",
    "preview_intro",
    "rule_form",
    "rule_words",
    "targets_words",
]

WHATS = (
    ("full", "The full digest"),
    ("reminder", "A short reminder"),
    ("late papers", "A note on each late paper, as it comes"),
)
RULES = 45
MAX_OPTIONS = 100
MAX_NOTE = 1_000
"""Characters of a clerk's note."""

NONE_YET = "No digest is scheduled yet. Add one, and councillors get it without asking."


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleLine:
    """A rule with what it posts next."""

    rule: Rule
    next: Planned | None = None


def committee_value(name: str) -> str:
    """What stands for a committee in a list: its name may be longer than a value can be."""
    return hashlib.sha256(name.encode()).hexdigest()[:24]


def moment(at: dt.datetime) -> str:
    """``Tuesday 3 March 2026 at 09:00``, as clocks in London show it."""
    local = at.astimezone(LONDON)
    return f"{local:%A} {day(local.date())} at {local:%H:%M}"


def targets_words(targets: Sequence[str]) -> list[Part]:
    """Where to, for a person to read."""
    out: list[Part] = []
    for number, target in enumerate(targets):
        if number:
            out.append(", ")
        out.append("everybody who follows it" if target == FOLLOWERS else place(target))
    return out


def rule_words(rule: Rule) -> list[Part]:
    """A rule in a line."""
    when = "as they are published" if rule.what == "late papers" else say_when(rule.when)
    what = {"full": "full digest", "reminder": "reminder"}.get(rule.what, rule.what)
    out: list[Part] = [
        bold(shorten(rule.committee, 160)),
        f": {what}, {when}, to ",
        *targets_words(rule.targets),
    ]
    if rule.approval:
        out.append(", after a clerk’s approval")
    if rule.paused:
        out.extend([" ", bold("(paused)")])
    return out


def next_line(lines: Sequence[ScheduleLine]) -> list[Part]:
    """How many rules there are, and what is posted next by them."""
    if not lines:
        return [NONE_YET]
    due = min(
        (one.next for one in lines if one.next and not one.rule.paused),
        key=lambda one: one.due,
        default=None,
    )
    count = counted(len(lines), "schedule")
    if due is None:
        return [f"{count}; nothing is due yet."]
    return [f"{count}; next: {moment(due.due)}, {shorten(due.meeting.committee, 160)}."]


def list_modal(lines: Sequence[ScheduleLine], *, said: str = "") -> View:
    """The rules with their buttons, two blocks for each.

    Args:
        said: what has just been done.
    """
    blocks: list[Block] = []
    if said:
        blocks.append(paragraph(said))
    if not lines:
        blocks.append(paragraph(NONE_YET))
    for line in lines[:RULES]:
        rule = line.rule
        parts = rule_words(rule)
        if line.next is not None and not rule.paused:
            parts.append(
                f"\nNext: {moment(line.next.due)}, for the meeting on {day(line.next.meeting.date)}"
            )
            if line.next.meeting.published_at is None:
                parts.append(" (no pack yet)")
        elif rule.what != "late papers" and not rule.paused:
            parts.append("\nIt has nothing more to post until another meeting is known")
        blocks.append(paragraph(*parts))
        blocks.append(_buttons(rule))
    if len(lines) > RULES:
        blocks.append(context("The terminal lists the rest: packhorse schedule list"))
    blocks.append(actions([button("Add a schedule", "schedule_add", {"new": 1}, style="primary")]))
    return modal("Schedules of digests", blocks, close="Done", name="schedules")


def _buttons(rule: Rule) -> Block:
    value = {"r": rule.id}
    elements = [
        button(
            "Preview",
            "schedule_preview",
            value,
            spoken=f"Preview what is posted next about {rule.committee}",
        ),
        button("Resume", "schedule_resume", value)
        if rule.paused
        else button("Pause", "schedule_pause", value),
        button("Change", "schedule_change", value),
        button(
            "Remove",
            "schedule_remove",
            value,
            style="danger",
            sure=confirm(
                "Remove this schedule?",
                "It will post nothing more. What it has posted stays, as does its history.",
                "Remove",
            ),
        ),
    ]
    return actions(elements)


def rule_form(
    committees: Sequence[str], *, rule: Rule | None = None, kept: dict[str, Any] | None = None
) -> View:
    """A new rule, or one that is to be changed.

    Args:
        kept: comes back with the form.
    """
    blocks: list[Block] = []
    if rule is None:
        blocks.append(_field("committee", "Committee", _committees(committees)))
    else:
        blocks.append(paragraph(bold(shorten(rule.committee, 400))))
    targets = rule.targets if rule else ()
    channels = [one for one in targets if one.startswith(("C", "G"))]
    members = [one for one in targets if one.startswith(("U", "W"))]
    blocks.extend(
        [
            _field(
                "channels",
                "To channels",
                ConversationMultiSelectElement(
                    action_id="channels",
                    initial_conversations=channels or None,
                    placeholder=label("Choose channels", 150),
                    max_selected_items=max(20, len(channels)),
                    filter=ConversationFilter(
                        include=["public", "private"], exclude_external_shared_channels=True
                    ),
                ),
                optional=True,
                hint="I must be in them: invite me there with /invite.",
            ),
            _field(
                "members",
                "To members, as direct messages",
                UserMultiSelectElement(
                    action_id="members",
                    initial_users=members or None,
                    placeholder=label("Choose members", 150),
                    max_selected_items=max(100, len(members)),
                ),
                optional=True,
            ),
            _field(
                "followers",
                "To followers",
                _ticks(
                    "followers",
                    (("yes", "Everybody who follows the committee"),),
                    ["yes"] if FOLLOWERS in targets else [],
                ),
                optional=True,
                hint="Members follow with /packhorse follow, and mute it as they like.",
            ),
            _field(
                "what",
                "What",
                _choice("what", WHATS, rule.what if rule else "full"),
            ),
            _field(
                "when",
                "When",
                PlainTextInputElement(
                    action_id="when",
                    max_length=80,
                    initial_value=say_when(rule.when) if rule else "5 working days before at 09:00",
                ),
                hint="“5 working days before at 09:00”, “the day before at 18:00”, “when the pack is "
                "published” or “at 2026-03-02 09:00”. Working days leave out weekends, bank "
                "holidays and the council’s closure days. Late papers are announced as they come.",
            ),
            _field(
                "approval",
                "Approval",
                _ticks(
                    "approval",
                    (("yes", "A clerk approves each digest before it is posted"),),
                    ["yes"] if rule and rule.approval else [],
                ),
                optional=True,
            ),
        ]
    )
    return modal(
        "Change a schedule" if rule else "Add a schedule",
        blocks,
        close="Cancel",
        submit="Save",
        name="schedule_rule",
        kept=kept or {},
    )


def note_modal(note: str, *, kept: dict[str, Any]) -> View:
    """The clerk's words on top of a digest that waits."""
    return modal(
        "Note on top",
        [_note(note)],
        close="Cancel",
        submit="Save",
        name="digest_note",
        kept=kept,
    )


def post_modal(intro: str, *, kept: dict[str, Any]) -> View:
    """Before a digest is posted ahead of its time."""
    return modal(
        "Post now",
        [paragraph(intro), _note("")],
        close="Cancel",
        submit="Post now",
        name="digest_post",
        kept=kept,
    )


def preview_intro(preview: Preview) -> list[Part]:
    """What stands above a preview."""
    return [
        bold("Preview. "),
        "This is what would be posted now to ",
        *targets_words(preview.targets),
        ". Only you see it here."
        if len(preview.messages) == 1
        else ". Only you see it here; what would stand in its thread is in this thread.",
    ]


def _note(note: str) -> InputBlock:
    return _field(
        "note",
        "Note from the clerk",
        PlainTextInputElement(
            action_id="note", multiline=True, max_length=MAX_NOTE, initial_value=note or None
        ),
        optional=True,
        hint="Shown at the top, marked as the clerk’s. Leave it empty for none.",
    )


def _committees(names: Sequence[str]) -> InputInteractiveElement:
    if len(names) > MAX_OPTIONS:
        return PlainTextInputElement(
            action_id="committee",
            max_length=400,
            placeholder=label("Its name, or a part that fits no other", 150),
        )
    return StaticSelectElement(
        action_id="committee",
        placeholder=label("Choose a committee", 150),
        options=[Option(text=label(name), value=committee_value(name)) for name in names],
    )


def _ticks(
    action_id: str, choices: Sequence[tuple[str, str]], ticked: Sequence[str]
) -> CheckboxesElement:
    options = [Option(value=value, text=label(text)) for value, text in choices]
    return CheckboxesElement(
        action_id=action_id,
        options=options,
        initial_options=[one for one in options if one.value in ticked] or None,
    )


def _choice(action_id: str, choices: Sequence[tuple[str, str]], chosen: str) -> RadioButtonsElement:
    options = [Option(value=value, text=label(text)) for value, text in choices]
    return RadioButtonsElement(
        action_id=action_id,
        options=options,
        initial_option=next(one for one in options if one.value == chosen),
    )


def _field(
    name: str,
    text: str,
    element: InputInteractiveElement,
    *,
    optional: bool = False,
    hint: str | None = None,
) -> InputBlock:
    return InputBlock(
        block_id=name,
        label=label(text, 200),
        element=element,
        optional=optional,
        hint=label(hint, 2_000) if hint else None,
    )
