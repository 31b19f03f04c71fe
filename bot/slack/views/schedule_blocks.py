"""The clerks' schedules: the list in the Home tab, and its forms."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    CheckboxesElement,
    ConversationFilter,
    ConversationMultiSelectElement,
    InputBlock,
    InputInteractiveElement,
    PlainTextInputElement,
    RadioButtonsElement,
    UserMultiSelectElement,
)
from slack_sdk.models.views import View

from bot.digests.decisions import Preview, ScheduleLine, next_words
from bot.digests.parts import moment
from bot.digests.rules import FOLLOWERS, say_when
from bot.digests.schedule_store import Rule
from bot.slack.slack_text import shorten
from bot.slack.views.message import (
    Part,
    actions,
    bold,
    button,
    confirm,
    context,
    field,
    label,
    modal,
    options,
    paragraph,
    place,
    select,
)
from indexer.council.packs import counted

__all__ = [
    "MAX_NOTE",
    "WHATS",
    "committee_value",
    "list_modal",
    "next_line",
    "note_modal",
    "post_modal",
    "preview_intro",
    "rule_form",
]

WHATS = (
    ("full", "The full digest"),
    ("reminder", "A short reminder"),
    ("late papers", "A note on each late paper, as it comes in"),
)
INVITE = "I must be in each of them: invite me with /invite."
FOLLOWING = "Members follow it with /packhorse follow, and can mute it whenever they like."
WHEN = (
    "“5 working days before at 09:00”, “the day before at 18:00”, “when the pack is published” or "
    "“at 2026-03-02 09:00”. Working days exclude weekends, bank holidays and the council’s "
    "closure days. Late papers are announced as they come in."
)

RULES = 45
MAX_OPTIONS = 100
MAX_NOTE = 1_000
"""Characters of a clerk's note."""

NONE_YET = "No digest is scheduled yet. Add one, and councillors get it without asking."


def committee_value(name: str) -> str:
    """What stands for a committee in a list: its name may be longer than a value can be."""
    return hashlib.sha256(name.encode()).hexdigest()[:24]


def targets_words(targets: Sequence[str]) -> list[Part]:
    """Where to, for a person to read."""
    out: list[Part] = []
    for target in targets:
        out += [", ", "everybody who follows it" if target == FOLLOWERS else place(target)]
    return out[1:]


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
    coming = [due for rule, due in lines if due and not rule.paused]
    due = min(coming, key=lambda one: one.due, default=None)
    count = counted(len(lines), "schedule")
    if due is None:
        return [f"{count}; nothing is due yet."]
    return [f"{count}; next: {moment(due.due)}, {shorten(due.meeting.committee, 160)}."]


def list_modal(lines: Sequence[ScheduleLine], *, said: str = "") -> View:
    """The rules with their buttons, two blocks for each; `said`: what has just been done."""
    blocks: list[Block] = []
    if said:
        blocks.append(paragraph(said))
    if not lines:
        blocks.append(paragraph(NONE_YET))
    for rule, due in lines[:RULES]:
        parts = rule_words(rule)
        if not rule.paused:
            parts.append(f"\n{next_words(rule, due)}")
        blocks.append(paragraph(*parts))
        blocks.append(_buttons(rule))
    if len(lines) > RULES:
        blocks.append(context("The terminal lists the rest: packhorse schedule list"))
    blocks.append(actions([button("Add a schedule", "schedule_add", {"new": 1}, style="primary")]))
    return modal("Schedules of digests", blocks, close="Done", name="schedules")


def _buttons(rule: Rule) -> Block:
    value = {"r": rule.id}
    spoken = f"Preview what is posted next about {rule.committee}"
    sure = confirm(
        "Remove this schedule?",
        "It will post nothing more. What it has posted stays, as does its history.",
        "Remove",
    )
    pause = ("Resume", "schedule_resume") if rule.paused else ("Pause", "schedule_pause")
    return actions(
        [
            button("Preview", "schedule_preview", value, spoken=spoken),
            button(*pause, value),
            button("Change", "schedule_change", value),
            button("Remove", "schedule_remove", value, style="danger", sure=sure),
        ]
    )


def rule_form(
    committees: Sequence[str], *, rule: Rule | None = None, kept: dict[str, Any] | None = None
) -> View:
    """A new rule, or one that is to be changed; what is `kept` comes back with the form."""
    blocks: list[Block] = []
    if rule is None:
        blocks.append(field("committee", "Committee", _committees(committees)))
    else:
        blocks.append(paragraph(bold(shorten(rule.committee, 400))))
    targets, whats = rule.targets if rule else (), options(WHATS)
    channels = [one for one in targets if one.startswith(("C", "G"))]
    members = [one for one in targets if one.startswith(("U", "W"))]
    chosen = rule.what if rule else "full"
    to_channels = ConversationMultiSelectElement(
        action_id="channels",
        initial_conversations=channels or None,
        placeholder=label("Choose channels", 150),
        max_selected_items=max(20, len(channels)),
        filter=ConversationFilter(
            include=["public", "private"], exclude_external_shared_channels=True
        ),
    )
    to_members = UserMultiSelectElement(
        action_id="members",
        initial_users=members or None,
        placeholder=label("Choose members", 150),
        max_selected_items=max(100, len(members)),
    )
    follow = "Everybody who follows the committee"
    to_followers = _tick("followers", follow, ticked=FOLLOWERS in targets)
    what = RadioButtonsElement(
        action_id="what",
        options=whats,
        initial_option=next(one for one in whats if one.value == chosen),
    )
    when = PlainTextInputElement(
        action_id="when",
        max_length=80,
        initial_value=say_when(rule.when) if rule else "5 working days before at 09:00",
    )
    approve = "A clerk approves each digest before it is posted"
    approval = _tick("approval", approve, ticked=rule is not None and rule.approval)
    blocks += [
        field("channels", "To channels", to_channels, optional=True, hint=INVITE),
        field("members", "To members, as direct messages", to_members, optional=True),
        field("followers", "To followers", to_followers, optional=True, hint=FOLLOWING),
        field("what", "What", what),
        field("when", "When", when, hint=WHEN),
        field("approval", "Approval", approval, optional=True),
    ]
    title = "Change a schedule" if rule else "Add a schedule"
    return modal(title, blocks, submit="Save", name="schedule_rule", kept=kept or {})


def note_modal(note: str, *, kept: dict[str, Any]) -> View:
    """The clerk's words on top of a digest that waits."""
    return modal("Note on top", [_note(note)], submit="Save", name="digest_note", kept=kept)


def post_modal(intro: str, *, kept: dict[str, Any]) -> View:
    """Before a digest is posted ahead of its time."""
    blocks = [paragraph(intro), _note("")]
    return modal("Post now", blocks, submit="Post now", name="digest_post", kept=kept)


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
    element = PlainTextInputElement(
        action_id="note", multiline=True, max_length=MAX_NOTE, initial_value=note or None
    )
    hint = "Shown at the top, marked as the clerk’s. Leave it empty for none."
    return field("note", "Note from the clerk", element, optional=True, hint=hint)


def _committees(names: Sequence[str]) -> InputInteractiveElement:
    if len(names) > MAX_OPTIONS:
        return PlainTextInputElement(
            action_id="committee",
            max_length=400,
            placeholder=label("Its name, or a part that fits no other", 150),
        )
    choices = [(committee_value(name), name) for name in names]
    return select("committee", "Choose a committee", choices)


def _tick(action_id: str, text: str, *, ticked: bool) -> CheckboxesElement:
    (yes,) = options([("yes", text)])
    initial = [yes] if ticked else None
    return CheckboxesElement(action_id=action_id, options=[yes], initial_options=initial)
