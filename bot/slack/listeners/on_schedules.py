"""Buttons and forms about schedules and single digests: clerks only."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from slack_bolt import App

from bot.digests.decisions import DigestRef, Schedules, next_words
from bot.digests.parts import for_approval
from bot.digests.rules import FOLLOWERS, WhenPublished, read_when
from bot.digests.schedule_store import Rule
from bot.people.access import Viewer
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, error_name, tried
from bot.slack.listeners.clicks import Act, Click, FieldProblem, Form, on_clicks, on_form
from bot.slack.office import Office
from bot.slack.views.digest_blocks import digest_messages
from bot.slack.views.message import Message, paragraph, person
from bot.slack.views.phrases import sentence
from bot.slack.views.schedule_blocks import (
    MAX_NOTE,
    committee_value,
    list_modal,
    note_modal,
    post_modal,
    preview_intro,
    rule_form,
)
from indexer.council.bodies import committee_named, same_committee
from indexer.council.dates import spoken_date
from indexer.council.problems import PackhorseError, SettingsError

__all__ = ["register"]

COMING = "The preview is being made: it will appear in our direct messages."
IN_DIRECT = "The preview is in our direct messages."
NO_COMMITTEES = "I don't know any committees yet: index a pack first."
PAUSED = "Paused: it will post nothing until you resume it."
RESUMED = "Resumed, for what falls due from now on."
NOT_PRIVATE = (
    "Its papers are restricted: choose only private channels that are set to this committee, "
    "and their members."
)
NOT_IN = "I am not in all of these channels: invite me with /invite, then save again."
CHECK_SECONDS = 1.5
"""Slack waits three seconds for the answer to a form
(https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response)."""

Values = dict[str, Any]


def register(app: App, office: Office) -> None:
    acts: dict[str, Act] = {
        "show_schedules": _open,
        "schedule_add": _add,
        "schedule_change": _change,
        "schedule_pause": partial(_pause, paused=True, said=PAUSED),
        "schedule_resume": partial(_pause, paused=False, said=RESUMED),
        "schedule_remove": _remove,
        "schedule_preview": _preview_rule,
        "digest_approve": _approve,
        "digest_skip": _skip,
        "digest_note": _note,
        "digest_preview": _preview,
        "digest_post": _post,
    }
    on_clicks(app, office, **{name: _clerks_click(act) for name, act in acts.items()})
    for name, field, keep in (
        ("schedule_rule", "when", _keep_rule),
        ("digest_note", "note", _keep_note),
        ("digest_post", "note", _keep_post),
    ):
        on_form(app, office, name, keep, field=field, clerks=True)


# --- buttons ---------------------------------------------------------------------------------


def _clerks_click(act: Act) -> Act:
    """Let only clerks do it; what cannot be done is said, in the list if it was clicked in."""

    def clicked(office: Office, click: Click, value: Values) -> None:
        office.clerks_only(click.user)
        try:
            act(office, click, value)
        except PackhorseError as exc:
            if not click.modal:
                raise
            _show(office, click.modal, str(exc))

    return clicked


def _show(office: Office, modal: str | None, said: str) -> None:
    """Draw anew the list that was clicked in."""
    if modal is not None:
        view = list_modal(office.schedules.lines(), said=said)
        # https://docs.slack.dev/reference/methods/views.update
        tried("schedules", office.delivery.client.views_update, view_id=modal, view=view)


def _number(value: Values) -> int:
    """The rule that a button is about."""
    return int(value.get("r") or 0)


def _open(office: Office, click: Click, _value: Values) -> None:
    click.open(office, list_modal(office.schedules.lines()))


def _form(office: Office, click: Click, rule: Rule | None = None) -> None:
    kept = {"v": click.modal or "", **({"r": rule.id} if rule else {})}
    click.open(office, rule_form(_all_committees(office), rule=rule, kept=kept))


def _add(office: Office, click: Click, _value: Values) -> None:
    if not _all_committees(office):
        _show(office, click.modal, NO_COMMITTEES)
        return
    _form(office, click)


def _change(office: Office, click: Click, value: Values) -> None:
    _form(office, click, office.schedules.book.rule(_number(value)))


def _pause(office: Office, click: Click, value: Values, *, paused: bool, said: str) -> None:
    schedules = office.schedules
    schedules.book.change_rule(_number(value), now=schedules.now(), paused=paused)
    _show(office, click.modal, said)


def _remove(office: Office, click: Click, value: Values) -> None:
    office.schedules.book.remove_rule(_number(value))
    _show(office, click.modal, "Removed.")


def _preview_rule(office: Office, click: Click, value: Values) -> None:
    which = office.schedules.of_rule(_number(value))
    _show(office, click.modal, COMING)
    _send_preview(office, which, user=click.user)
    _show(office, click.modal, IN_DIRECT)


def _preview(office: Office, click: Click, value: Values) -> None:
    click.tell(office, COMING)
    _send_preview(office, DigestRef.of(value), user=click.user)


def _approve(office: Office, click: Click, value: Values) -> None:
    said = office.schedules.decide(DigestRef.of(value), approve=True, by=click.user)
    _without_buttons(office, click.body, "Approved by ", person(click.user), f". {said}")


def _skip(office: Office, click: Click, value: Values) -> None:
    said = office.schedules.decide(DigestRef.of(value), approve=False, by=click.user)
    _without_buttons(office, click.body, "Skipped by ", person(click.user), f". {said}")


def _kept(click: Click, which: DigestRef) -> Values:
    return {**which.value, "channel": click.channel, "ts": click.message_ts}


def _note(office: Office, click: Click, value: Values) -> None:
    which = DigestRef.of(value)
    click.open(office, note_modal(office.schedules.noted(which), kept=_kept(click, which)))


def _post(office: Office, click: Click, value: Values) -> None:
    which = DigestRef.of(value)
    meeting = office.schedules.meeting_of(which)
    about = (
        f"The digest of {meeting.committee}, {spoken_date(meeting.date)}. "
        f"{office.schedules.will_post(which)} It is not posted again when its time comes."
    )
    click.open(office, post_modal(about, kept=_kept(click, which)))


def _all_committees(office: Office) -> tuple[str, ...]:
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


def _send_preview(office: Office, which: DigestRef, *, user: str) -> None:
    """Show a clerk, in a direct message, exactly what would be posted."""
    preview = office.schedules.preview(which, reader=user)
    first, *rest = preview.messages
    # Late papers are told as they come in: there is no one post to decide on.
    told = which.key is None and preview.kind == "late papers"
    shown = digest_messages(first, decides=None if told else which)
    intro = paragraph(*preview_intro(preview))
    shown[0] = Message([intro, *shown[0].blocks])
    channel, ts = office.delivery.post(shown[0], channel=user)
    for message in [*shown[1:], *(one for part in rest for one in digest_messages(part))]:
        office.delivery.post(message, channel=channel, thread_ts=ts)


def _proposal(schedules: Schedules, which: DigestRef, *, channel: str) -> Message | None:
    """What clerks are asked to approve, made anew; None where it is too long for one
    message."""
    preview = schedules.preview(which, reader=channel)
    intro = for_approval(preview.targets)
    made = digest_messages((intro, *preview.messages[0]), proposes=which.key)
    return made[0] if len(made) == 1 else None


def _without_buttons(office: Office, body: Mapping[str, Any], *said: Any) -> None:
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


# --- forms -----------------------------------------------------------------------------------


def _keep_rule(office: Office, form: Form) -> Callable[[], None]:
    schedules, kept = office.schedules, form.kept
    before = schedules.book.rule(_number(kept)) if kept.get("r") else None
    filled, now = _read_rule(form, office, rule=before), schedules.now()
    saved = (
        schedules.book.change_rule(before.id, now=now, **filled)
        if before
        else schedules.book.add_rule(**filled, by=form.user, now=now)
    )
    modal = str(kept.get("v") or "") or None
    said = f"Saved. {next_words(saved, schedules.next_of(saved))}"
    return lambda: _show(office, modal, said)


def _keep_note(office: Office, form: Form) -> Callable[[], None]:
    which, text = DigestRef.of(form.kept), form.text("note")[:MAX_NOTE]
    office.schedules.note(which, text)

    def tell() -> None:
        channel, ts = str(form.kept.get("channel") or ""), str(form.kept.get("ts") or "")
        if not channel or not ts or _drawn_anew(office, which, channel, ts):
            return
        said = f"Noted: it will appear at the top: “{text}”" if text else "The note is gone."
        office.delivery.post(sentence(said), channel=channel, thread_ts=ts)

    return tell


def _drawn_anew(office: Office, which: DigestRef, channel: str, ts: str) -> bool:
    """Show the proposal with its note; False where that does not work."""
    try:
        message = _proposal(office.schedules, which, channel=channel)
        if message is not None:
            office.delivery.update(message, channel=channel, ts=ts)
    except (PackhorseError, *SLACK_TROUBLES) as exc:
        log.info("proposal=not redrawn reason=%s", error_name(exc))
        return False
    return message is not None


def _keep_post(office: Office, form: Form) -> Callable[[], None]:
    which, note = DigestRef.of(form.kept), form.text("note")[:MAX_NOTE]
    said = office.schedules.decide(which, approve=True, by=form.user, note=note)

    def tell() -> None:
        if form.kept.get("channel"):
            office.delivery.post(
                sentence(said),
                channel=str(form.kept["channel"]),
                thread_ts=form.kept.get("ts") or None,
            )

    return tell


def _read_rule(form: Form, office: Office, *, rule: Rule | None) -> Values:
    """What a form says.

    Args:
        rule: the one that is changed, None for a new one.

    Returns:
        committee, targets, when, what and approval.

    Raises:
        FieldProblem, or SettingsError, of the time
    """
    committee = rule.committee if rule else _committee(form.text("committee"), office)
    what = form.text("what") or "full"
    targets = [
        *form.filled["channels"],
        *form.filled["members"],
        *([FOLLOWERS] if form.filled["followers"] else []),
        # A direct message by its own id, from the command line, has no place in the form.
        *(one for one in (rule.targets if rule else ()) if one.startswith("D")),
    ]
    if not targets:
        raise FieldProblem("channels", "Choose a channel, a member or everybody who follows it.")
    late = what == "late papers" and not form.text("when")
    when = WhenPublished() if late else read_when(form.text("when"))
    _check_targets(targets, committee, office)
    return {
        "committee": committee,
        "targets": targets,
        "when": when,
        "what": what,
        "approval": bool(form.filled["approval"]),
    }


def _committee(given: str, office: Office) -> str:
    """By what stands for it in a list, or as it was typed."""
    names = _all_committees(office)
    for name in names:
        if committee_value(name) == given:
            return name
    try:
        if not names or not given:
            raise SettingsError(
                "I know no committee of that name: choose one whose papers are indexed."
            )
        return committee_named(" ".join(given.split()), names)
    except SettingsError as exc:
        raise FieldProblem("committee", str(exc)) from exc


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
