"""Buttons and forms about schedules and single digests: clerks only."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from slack_bolt import Ack, App

from bot.digests.schedule_store import Rule
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, error_name, tried
from bot.slack.listeners.clicks import Act, Click, on_clicks
from bot.slack.office import NotShown, Office
from bot.slack.schedule_desk import DigestRef, Schedules
from bot.slack.scheduling import (
    FieldProblem,
    all_committees,
    next_words,
    proposal,
    read_form,
    save_rule,
    send_preview,
    without_buttons,
)
from bot.slack.views.message import person
from bot.slack.views.phrases import refusal, sentence
from bot.slack.views.schedule_blocks import MAX_NOTE, list_modal, note_modal, post_modal, rule_form
from indexer.council.dates import spoken_date
from indexer.council.problems import PackhorseError

__all__ = ["register"]

COMING = "The preview is being made: it will appear in our direct messages."
IN_DIRECT = "The preview is in our direct messages."
NO_COMMITTEES = "I don't know any committees yet: index a pack first."
PAUSED = "Paused: it will post nothing until you resume it."
RESUMED = "Resumed, for what falls due from now on."

Values = dict[str, Any]
ScheduleAct = Callable[[Office, Schedules, Click, Values], None]
Keep = Callable[[Office, str, Values, Values], Callable[[], None]]
"""Keeps what a clerk's form says, of its own values and of what was kept with it, and gives
what is to be done when it has closed."""


def register(app: App, office: Office) -> None:
    acts: dict[str, ScheduleAct] = {
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
    on_clicks(app, office, {name: _clerks_click(act) for name, act in acts.items()})
    for name, field, keep in (
        ("schedule_rule", "when", _keep_rule),
        ("digest_note", "note", _keep_note),
        ("digest_post", "note", _keep_post),
    ):
        app.view(name)(_clerks_form(office, field, keep))


# --- buttons ---------------------------------------------------------------------------------


def _clerks_click(act: ScheduleAct) -> Act:
    """Let only clerks do it; what cannot be done is said, in the list if it was clicked in."""

    def clicked(office: Office, click: Click, value: Values) -> None:
        if not office.roles.is_clerk(click.user):
            click.tell(office, refusal(office.roles))
            return
        try:
            act(office, office.schedules, click, value)
        except PackhorseError as exc:
            if not click.modal:
                raise
            _show(office, click.modal, str(exc))

    return clicked


def _show(office: Office, modal: str | None, said: str) -> None:
    """Draw the list anew in which was clicked."""
    if modal is not None:
        view = list_modal(office.schedules.lines(), said=said)
        # https://docs.slack.dev/reference/methods/views.update
        tried("schedules", office.delivery.client.views_update, view_id=modal, view=view)


def _number(value: Values) -> int:
    """The rule that a button is about."""
    return int(value.get("r") or 0)


def _open(office: Office, schedules: Schedules, click: Click, _value: Values) -> None:
    click.open(office, list_modal(schedules.lines()))


def _form(office: Office, click: Click, rule: Rule | None = None) -> None:
    kept = {"v": click.modal or "", **({"r": rule.id} if rule else {})}
    click.open(office, rule_form(all_committees(office), rule=rule, kept=kept))


def _add(office: Office, _schedules: Schedules, click: Click, _value: Values) -> None:
    if not all_committees(office):
        _show(office, click.modal, NO_COMMITTEES)
        return
    _form(office, click)


def _change(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    _form(office, click, schedules.book.rule(_number(value)))


def _pause(
    office: Office, schedules: Schedules, click: Click, value: Values, *, paused: bool, said: str
) -> None:
    schedules.change(_number(value), paused=paused)
    _show(office, click.modal, said)


def _remove(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    schedules.book.remove_rule(_number(value))
    _show(office, click.modal, "Removed.")


def _preview_rule(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    which = schedules.of_rule(_number(value))
    _show(office, click.modal, COMING)
    send_preview(office, schedules, which, user=click.user)
    _show(office, click.modal, IN_DIRECT)


def _preview(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    click.tell(office, COMING)
    send_preview(office, schedules, DigestRef.of(value), user=click.user)


def _approve(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    schedules.decide(DigestRef.of(value), approve=True, by=click.user)
    said = ("Approved by ", person(click.user), ". It will be posted within a minute.")
    without_buttons(office, click.body, *said)


def _skip(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    schedules.decide(DigestRef.of(value), approve=False, by=click.user)
    said = ("Skipped by ", person(click.user), ": no digest will be posted for this meeting.")
    without_buttons(office, click.body, *said)


def _kept(click: Click, which: DigestRef) -> Values:
    return {**which.value, "channel": click.channel, "ts": click.message_ts}


def _note(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    which = DigestRef.of(value)
    click.open(office, note_modal(schedules.noted(which), kept=_kept(click, which)))


def _post(office: Office, schedules: Schedules, click: Click, value: Values) -> None:
    which = DigestRef.of(value)
    meeting = schedules.meeting_of(which)
    about = (
        f"{meeting.committee}, {spoken_date(meeting.date)}: its digest will be posted within a minute, and not "
        "again when its time comes."
    )
    click.open(office, post_modal(about, kept=_kept(click, which)))


# --- forms -----------------------------------------------------------------------------------


def _clerks_form(office: Office, field: str, keep: Keep) -> Callable[..., None]:
    """Let only clerks do it; what cannot be kept is said at a field of the form."""

    def sent(ack: Ack, body: Values, view: Values) -> None:
        user = str(body["user"]["id"])
        try:
            if not office.roles.is_clerk(user):
                raise NotShown(office.roles.refusal())
            kept = json.loads(view["private_metadata"] or "{}")
            then = keep(office, user, view["state"]["values"], kept)
        except PackhorseError as exc:
            at = exc.field if isinstance(exc, FieldProblem) else field
            # https://docs.slack.dev/surfaces/modals#displaying_errors
            ack(response_action="errors", errors={at: str(exc)})
            return
        ack()
        then()

    return sent


def _keep_rule(office: Office, user: str, values: Values, kept: Values) -> Callable[[], None]:
    schedules = office.schedules
    before = schedules.book.rule(_number(kept)) if kept.get("r") else None
    form = read_form(values, office, rule=before, now=schedules.now())
    saved = save_rule(schedules, form, rule=before, by=user)
    modal = str(kept.get("v") or "") or None
    return lambda: _show(office, modal, next_words(schedules, saved))


def _keep_note(office: Office, _user: str, values: Values, kept: Values) -> Callable[[], None]:
    which, text = DigestRef.of(kept), _text(values)
    office.schedules.note(which, text)

    def tell() -> None:
        channel, ts = str(kept.get("channel") or ""), str(kept.get("ts") or "")
        if not channel or not ts or _drawn_anew(office, which, channel, ts):
            return
        said = f"Noted: it will appear at the top: “{text}”" if text else "The note is gone."
        office.delivery.post(sentence(said), channel=channel, thread_ts=ts)

    return tell


def _drawn_anew(office: Office, which: DigestRef, channel: str, ts: str) -> bool:
    """Show the proposal with its note; False where that does not work."""
    try:
        message = proposal(office.schedules, which, channel=channel)
        if message is not None:
            office.delivery.update(message, channel=channel, ts=ts)
    except (PackhorseError, *SLACK_TROUBLES) as exc:
        log.info("proposal=not redrawn reason=%s", error_name(exc))
        return False
    return message is not None


def _keep_post(office: Office, user: str, values: Values, kept: Values) -> Callable[[], None]:
    office.schedules.decide(DigestRef.of(kept), approve=True, by=user, note=_text(values))

    def tell() -> None:
        if kept.get("channel"):
            office.delivery.post(
                sentence("It will be posted within a minute."),
                channel=str(kept["channel"]),
                thread_ts=kept.get("ts") or None,
            )

    return tell


def _text(values: Values) -> str:
    return str(values["note"]["note"].get("value") or "").strip()[:MAX_NOTE]
