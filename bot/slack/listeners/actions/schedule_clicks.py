"""Buttons about schedules and single digests: clerks only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.digests.schedule_store import Rule
from bot.slack.delivery import tried
from bot.slack.listeners.clicks import Act, Click, Clicks
from bot.slack.office import Office
from bot.slack.schedule_desk import DigestRef, Schedules
from bot.slack.scheduling import all_committees, lines, send_preview, without_buttons
from bot.slack.views.digest_blocks import digest_value, read_digest
from bot.slack.views.message import person
from bot.slack.views.phrases import refusal
from bot.slack.views.schedule_blocks import list_modal, note_modal, post_modal, rule_form
from indexer.council.dates import spoken_date
from indexer.council.problems import PackhorseError

__all__ = ["CLICKS", "show_schedules"]

COMING = "The preview is being made: it will appear in our direct messages."
IN_DIRECT = "The preview is in our direct messages."
NO_COMMITTEES = "I don't know any committees yet: index a pack first."

ScheduleAct = Callable[[Office, Schedules, Click, dict[str, Any]], None]


def show_schedules(office: Office, modal: str | None, said: str) -> None:
    """Draw the list anew in which was clicked."""
    if modal is None or office.schedules is None:
        return
    view = list_modal(lines(office.schedules), said=said)
    # https://docs.slack.dev/reference/methods/views.update
    tried("schedules", office.delivery.client.views_update, view_id=modal, view=view)


def _for_clerks(act: ScheduleAct) -> Act:
    """Let only clerks do it; what cannot be done is said, in the list if it was clicked in."""

    def clicked(office: Office, click: Click, value: dict[str, Any]) -> None:
        if not office.roles.is_clerk(click.user):
            click.tell(office, refusal(office.roles))
            return
        schedules = office.scheduled()
        try:
            act(office, schedules, click, value)
        except PackhorseError as exc:
            if not click.modal:
                raise
            show_schedules(office, click.modal, str(exc))

    return clicked


def _open(office: Office, schedules: Schedules, click: Click, _value: dict[str, Any]) -> None:
    click.open(office, list_modal(lines(schedules)))


def _form(office: Office, click: Click, rule: Rule | None = None) -> None:
    kept = {"v": click.modal or "", **({"r": rule.id} if rule else {})}
    click.open(office, rule_form(all_committees(office), rule=rule, kept=kept))


def _add(office: Office, _schedules: Schedules, click: Click, _value: dict[str, Any]) -> None:
    if not all_committees(office):
        show_schedules(office, click.modal, NO_COMMITTEES)
        return
    _form(office, click)


def _change(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    _form(office, click, schedules.book.rule(int(value.get("r") or 0)))


def _pause(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    schedules.change(int(value.get("r") or 0), paused=True)
    show_schedules(office, click.modal, "Paused: it will post nothing until you resume it.")


def _resume(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    schedules.change(int(value.get("r") or 0), paused=False)
    show_schedules(office, click.modal, "Resumed, for what falls due from now on.")


def _remove(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    schedules.book.remove_rule(int(value.get("r") or 0))
    show_schedules(office, click.modal, "Removed.")


def _preview_rule(
    office: Office, schedules: Schedules, click: Click, value: dict[str, Any]
) -> None:
    which = schedules.of_rule(int(value.get("r") or 0))
    show_schedules(office, click.modal, COMING)
    send_preview(office, schedules, which, user=click.user)
    show_schedules(office, click.modal, IN_DIRECT)


def _kept(click: Click, which: DigestRef) -> dict[str, Any]:
    return {**digest_value(which), "channel": click.channel, "ts": click.message_ts}


def _approve(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    schedules.decide(read_digest(value), approve=True, by=click.user)
    said = ("Approved by ", person(click.user), ". It will be posted within a minute.")
    without_buttons(office, click.body, *said)


def _skip(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    schedules.decide(read_digest(value), approve=False, by=click.user)
    said = ("Skipped by ", person(click.user), ": no digest will be posted for this meeting.")
    without_buttons(office, click.body, *said)


def _note(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    which = read_digest(value)
    click.open(office, note_modal(schedules.noted(which), kept=_kept(click, which)))


def _preview(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    click.tell(office, COMING)
    send_preview(office, schedules, read_digest(value), user=click.user)


def _post(office: Office, schedules: Schedules, click: Click, value: dict[str, Any]) -> None:
    which = read_digest(value)
    meeting = schedules.meeting_of(which)
    about = (
        f"{meeting.committee}, {spoken_date(meeting.date)}: its digest will be posted within a minute, and not "
        "again when its time comes."
    )
    click.open(office, post_modal(about, kept=_kept(click, which)))


CLICKS: Clicks = {
    action_id: _for_clerks(act)
    for action_id, act in {
        "show_schedules": _open,
        "schedule_add": _add,
        "schedule_change": _change,
        "schedule_pause": _pause,
        "schedule_resume": _resume,
        "schedule_remove": _remove,
        "schedule_preview": _preview_rule,
        "digest_approve": _approve,
        "digest_skip": _skip,
        "digest_note": _note,
        "digest_preview": _preview,
        "digest_post": _post,
    }.items()
}
