"""What clerks do with schedules and single digests, wherever in Slack they do it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bot.digests.parts import for_approval
from bot.digests.planning import FOLLOWERS
from bot.digests.rules import AtMoment, When, WhenPublished, london, read_when
from bot.digests.schedule_store import Rule
from bot.people.access import Viewer
from bot.slack.delivery import tried
from bot.slack.office import Office
from bot.slack.schedule_desk import DigestRef, Schedules
from bot.slack.views.digest_blocks import digest_messages
from bot.slack.views.message import Message, paragraph
from bot.slack.views.schedule_blocks import committee_value, moment, preview_intro
from indexer.council.bodies import committee_named, same_committee
from indexer.council.dates import spoken_date
from indexer.council.problems import PackhorseError, SettingsError

__all__ = [
    "FieldProblem",
    "all_committees",
    "next_words",
    "proposal",
    "read_form",
    "save_rule",
    "send_preview",
    "without_buttons",
]

NOT_PRIVATE = (
    "Its papers are restricted: choose only private channels that are set to this committee, "
    "and their members."
)
NOT_IN = "I am not in all of these channels: invite me with /invite, then save again."
CHECK_SECONDS = 1.5
"""Slack waits three seconds for the answer to a form
(https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response)."""


class FieldProblem(PackhorseError):
    """What is wrong with a field of a form. `field`: its block."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def all_committees(office: Office) -> tuple[str, ...]:
    """For clerks: every committee that has papers, meetings or rules, by name."""
    named = [card.committee for card in office.papers.cards()]
    book = office.schedules.book
    named += [rule.committee for rule in book.rules()]
    named += [meeting.committee for meeting in book.meetings()]
    names: list[str] = []
    for name in named:
        if name and not any(same_committee(name, other) for other in names):
            names.append(name)
    return tuple(sorted(names))


def next_words(schedules: Schedules, rule: Rule) -> str:
    """What a rule that was just saved will do next."""
    if rule.what == "late papers":
        return "Saved. Each late paper is announced as it is published."
    due = schedules.next_of(rule)
    if due is None:
        return "Saved. It does not apply to any known meeting yet, but will to the next one."
    pack = "" if due.meeting.published_at else ", whose pack is still to come"
    return (
        f"Saved. Next: {moment(due.due)}, for the meeting on {spoken_date(due.meeting.date)}{pack}."
    )


def read_form(
    values: Mapping[str, Any], office: Office, *, rule: Rule | None, now: dt.datetime
) -> dict[str, Any]:
    """What a form says.

    Args:
        values: the state's values (reference/interaction-payloads/view-interactions-payload).
        rule: the one that is changed, None for a new one.

    Returns:
        committee, targets, when, what and approval.

    Raises:
        FieldProblem
    """
    committee = rule.committee if rule else _committee(values, office)
    what = str((_held(values, "what").get("selected_option") or {}).get("value") or "full")
    targets = [
        *(_held(values, "channels").get("selected_conversations") or []),
        *(_held(values, "members").get("selected_users") or []),
        *([FOLLOWERS] if _held(values, "followers").get("selected_options") else []),
        # A direct message by its own id, from the command line, has no place in the form.
        *(one for one in (rule.targets if rule else ()) if one.startswith("D")),
    ]
    if not targets:
        raise FieldProblem("channels", "Choose a channel, a member or everybody who follows it.")
    when = _when(str(_held(values, "when").get("value") or ""), what=what, now=now)
    _check_targets(targets, committee, office)
    return {
        "committee": committee,
        "targets": targets,
        "when": when,
        "what": what,
        "approval": bool(_held(values, "approval").get("selected_options")),
    }


def save_rule(schedules: Schedules, form: dict[str, Any], *, rule: Rule | None, by: str) -> Rule:
    """Keep what a form says; what it leaves as it was is not touched."""
    if rule is None:
        return schedules.book.add_rule(**form, by=by, now=schedules.now())
    changes = {
        name: value
        for name, value in form.items()
        if name != "committee"
        and (set(value) != set(rule.targets) if name == "targets" else value != getattr(rule, name))
    }
    return schedules.change(rule.id, **changes) if changes else rule


def _held(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    held = (values.get(name) or {}).get(name)
    return held if isinstance(held, dict) else {}


def _committee(values: Mapping[str, Any], office: Office) -> str:
    names = all_committees(office)
    held = _held(values, "committee")
    key = (held.get("selected_option") or {}).get("value")
    typed = " ".join(str(held.get("value") or "").split())
    for name in names:
        if key and not typed and committee_value(name) == key:
            return name
    try:
        if not names or not typed:
            raise SettingsError(
                "I know no committee of that name: choose one whose papers are indexed."
            )
        return committee_named(typed, names)
    except SettingsError as exc:
        raise FieldProblem("committee", str(exc)) from exc


def _when(text: str, *, what: str, now: dt.datetime) -> When:
    if what == "late papers" and not text.strip():
        return WhenPublished()
    try:
        when = read_when(text)
    except SettingsError as exc:
        raise FieldProblem("when", str(exc)) from exc
    if isinstance(when, AtMoment) and london(when.at) <= now:
        raise FieldProblem("when", "That moment has passed: choose a later one.")
    return when


def _check_targets(targets: Sequence[str], committee: str, office: Office) -> None:
    end = time.monotonic() + CHECK_SECONDS
    for target in targets:
        if target == FOLLOWERS:
            continue
        member = target.startswith(("U", "W"))
        field = "members" if member else "channels"
        if not office.access.may_hear(Viewer.at(target), committee):
            raise FieldProblem(field, NOT_PRIVATE)
        told = time.monotonic() >= end or not target.startswith(("C", "G"))
        if not told and office.delivery.is_in(target) is False:
            raise FieldProblem(field, NOT_IN)


def send_preview(office: Office, schedules: Schedules, which: DigestRef, *, user: str) -> None:
    """Show a clerk, in a direct message, exactly what would be posted."""
    preview = schedules.preview(which, reader=user)
    first, *rest = preview.messages
    # Late papers are told as they come in: there is no one post to decide on.
    told = which.key is None and preview.kind == "late papers"
    shown = digest_messages(first, decides=None if told else which)
    intro = paragraph(*preview_intro(preview))
    shown[0] = Message([intro, *shown[0].blocks])
    channel, ts = office.delivery.post(shown[0], channel=user)
    for message in [*shown[1:], *(one for part in rest for one in digest_messages(part))]:
        office.delivery.post(message, channel=channel, thread_ts=ts)


def proposal(schedules: Schedules, which: DigestRef, *, channel: str) -> Message | None:
    """What clerks are asked to approve, made anew; None where it is too long for one
    message."""
    preview = schedules.preview(which, reader=channel)
    intro = for_approval(", ".join(preview.targets))
    made = digest_messages((intro, *preview.messages[0]), proposes=which.key)
    return made[0] if len(made) == 1 else None


def without_buttons(office: Office, body: Mapping[str, Any], *said: Any) -> None:
    """Take the buttons about a digest off the message that was clicked on, and say what
    was decided in their place. It is no matter where that fails: it is decided."""
    message, container = body.get("message") or {}, body.get("container") or {}
    channel, ts = container.get("channel_id"), message.get("ts")
    if not channel or not ts or not message.get("blocks"):
        return
    note = paragraph(*said)
    kept = [block for block in message["blocks"] if not _about_a_digest(block)]
    tried(
        "decision",
        office.delivery.client.chat_update,
        channel=channel,
        ts=ts,
        blocks=[*kept, note.to_dict()],
        text=f"{message.get('text') or ''}\n{Message([note]).text}".strip()[:39_000],
    )


def _about_a_digest(block: dict[str, Any]) -> bool:
    elements = [one for one in block.get("elements") or [] if isinstance(one, dict)]
    return any(str(one.get("action_id") or "").startswith("digest_") for one in elements)
