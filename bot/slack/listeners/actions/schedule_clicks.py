"""Buttons about schedules and single digests: clerks only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.listeners.clicks import Click
from bot.slack.listeners.events.home_opened import publish_home
from bot.slack.office import Office
from bot.slack.schedule_desk import DigestRef, Schedules
from bot.slack.scheduling import (
    ABSENT,
    all_committees,
    lines,
    send_preview,
    without_buttons,
)
from bot.slack.views.digest_blocks import digest_value, read_digest
from bot.slack.views.message import person, value_of
from bot.slack.views.phrases import refusal
from bot.slack.views.schedule_blocks import list_modal, note_modal, post_modal, rule_form
from bot.slack.worker import log
from indexer.council.dates import spoken_date
from indexer.council.problems import PackhorseError

__all__ = ["register", "show_schedules"]

COMING = "The preview is being made; it comes into our direct messages."
IN_DIRECT = "The preview is in our direct messages."
PAUSED = "Paused: it posts nothing until you resume it."
NO_COMMITTEES = "I know no committee yet: index a pack first."

Act = Callable[[Schedules, Click, dict[str, Any], dict[str, Any]], None]


def show_schedules(office: Office, user: str, modal: str | None, said: str) -> None:
    """Draw the list anew where it was clicked on: in its modal, else in the Home tab."""
    if modal is None or office.schedules is None:
        publish_home(office, user, said=said)
        return
    try:
        # https://docs.slack.dev/reference/methods/views.update
        office.delivery.client.views_update(
            view_id=modal, view=list_modal(lines(office.schedules), said=said)
        )
    except SLACK_TROUBLES as exc:
        log.info("schedules=not redrawn reason=%s", error_name(exc))


def register(app: App, office: Office) -> None:
    def listen(action_id: str, act: Act, *, redraw: bool = False) -> None:
        def clicked(ack: Ack, body: dict[str, Any], action: dict[str, Any]) -> None:
            ack()
            click = Click.of(body)
            if not office.roles.is_clerk(click.user):
                click.tell(office, refusal(office.roles))
            elif office.schedules is None:
                click.tell(office, ABSENT)
            else:
                try:
                    act(office.schedules, click, value_of(action), body)
                except PackhorseError as exc:
                    if redraw:
                        show_schedules(office, click.user, click.modal, str(exc))
                    else:
                        click.tell(office, str(exc))

        app.action(action_id)(clicked)

    # --- rules -------------------------------------------------------------------------

    def form(click: Click, **about: Any) -> None:
        view = rule_form(
            all_committees(office),
            rule=about.get("rule"),
            kept={"v": click.modal or "", **({"r": about["rule"].id} if about.get("rule") else {})},
        )
        client = office.delivery.client
        if click.modal is None:
            client.views_open(trigger_id=click.trigger_id, view=view)
        else:
            client.views_push(trigger_id=click.trigger_id, view=view)

    def add(_schedules: Schedules, click: Click, _value: dict[str, Any], _body: Any) -> None:
        if not all_committees(office):
            show_schedules(office, click.user, click.modal, NO_COMMITTEES)
            return
        form(click)

    def change(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        form(click, rule=schedules.rule(int(value.get("r") or 0)))

    def pause(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        schedules.change(int(value.get("r") or 0), paused=True)
        show_schedules(office, click.user, click.modal, PAUSED)

    def resume(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        schedules.change(int(value.get("r") or 0), paused=False)
        show_schedules(office, click.user, click.modal, "Resumed, for what falls due from now on.")

    def remove(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        schedules.remove(int(value.get("r") or 0))
        show_schedules(office, click.user, click.modal, "Removed.")

    def preview_rule(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        which = schedules.of_rule(int(value.get("r") or 0))
        show_schedules(office, click.user, click.modal, COMING)
        send_preview(office, schedules, which, user=click.user)
        show_schedules(office, click.user, click.modal, IN_DIRECT)

    listen("schedule_add", add, redraw=True)
    listen("schedule_change", change, redraw=True)
    listen("schedule_pause", pause, redraw=True)
    listen("schedule_resume", resume, redraw=True)
    listen("schedule_remove", remove, redraw=True)
    listen("schedule_preview", preview_rule, redraw=True)

    # --- single digests ------------------------------------------------------------------

    def kept(click: Click, which: DigestRef) -> dict[str, Any]:
        return {**digest_value(which), "channel": click.channel, "ts": click.message_ts}

    def approve(
        schedules: Schedules, click: Click, value: dict[str, Any], body: dict[str, Any]
    ) -> None:
        schedules.approve(read_digest(value), by=click.user)
        without_buttons(
            office,
            body,
            "Approved by ",
            person(click.user),
            ". It is posted within a minute.",
        )

    def skip(
        schedules: Schedules, click: Click, value: dict[str, Any], body: dict[str, Any]
    ) -> None:
        schedules.skip(read_digest(value), by=click.user)
        without_buttons(
            office,
            body,
            "Skipped by ",
            person(click.user),
            ": no digest is posted for this meeting.",
        )

    def note(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        which = read_digest(value)
        office.delivery.client.views_open(
            trigger_id=click.trigger_id,
            view=note_modal(schedules.noted(which), kept=kept(click, which)),
        )

    def preview(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        click.tell(office, COMING)
        send_preview(office, schedules, read_digest(value), user=click.user)

    def post(schedules: Schedules, click: Click, value: dict[str, Any], _body: Any) -> None:
        which = read_digest(value)
        meeting = schedules.meeting_of(which)
        office.delivery.client.views_open(
            trigger_id=click.trigger_id,
            view=post_modal(
                f"{meeting.committee}, {spoken_date(meeting.date)}: its digest is posted within a "
                "minute, and not again when its time comes.",
                kept=kept(click, which),
            ),
        )

    listen("digest_approve", approve)
    listen("digest_skip", skip)
    listen("digest_note", note)
    listen("digest_preview", preview)
    listen("digest_post", post)
