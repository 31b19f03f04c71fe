"""Forms about schedules and single digests: clerks only."""

from __future__ import annotations

import json
from typing import Any

from slack_bolt import Ack, App

from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.listeners.actions.schedule_clicks import show_schedules
from bot.slack.office import Office
from bot.slack.scheduling import (
    ABSENT,
    FieldProblem,
    next_words,
    proposal,
    read_form,
    save_rule,
)
from bot.slack.views.digest_blocks import read_digest
from bot.slack.views.phrases import sentence
from bot.slack.views.schedule_blocks import MAX_NOTE
from bot.slack.worker import log
from indexer.council.problems import PackhorseError

__all__ = ["register"]


def register(app: App, office: Office) -> None:
    def refused(user: str) -> str | None:
        if not office.roles.is_clerk(user):
            return office.roles.refusal()
        return None if office.schedules is not None else ABSENT

    def errors(ack: Ack, field: str, said: str) -> None:
        # https://docs.slack.dev/surfaces/modals#displaying_errors
        ack(response_action="errors", errors={field: said})

    def rule(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        user = str(body["user"]["id"])
        why = refused(user)
        if why or office.schedules is None:
            errors(ack, "when", why or ABSENT)
            return
        schedules, kept = office.schedules, json.loads(view["private_metadata"] or "{}")
        try:
            before = schedules.rule(int(kept["r"])) if kept.get("r") else None
            form = read_form(view["state"]["values"], office, rule=before, now=schedules.now())
            saved = save_rule(schedules, form, rule=before, by=user)
        except FieldProblem as exc:
            errors(ack, exc.field, str(exc))
            return
        except PackhorseError as exc:
            errors(ack, "when", str(exc))
            return
        ack()
        show_schedules(office, str(kept.get("v") or "") or None, next_words(schedules, saved))

    def note(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        user, text = str(body["user"]["id"]), _note(view)
        why = refused(user)
        if why or office.schedules is None:
            errors(ack, "note", why or ABSENT)
            return
        kept = json.loads(view["private_metadata"])
        which = read_digest(kept)
        try:
            office.schedules.note(which, text)
        except PackhorseError as exc:
            errors(ack, "note", str(exc))
            return
        ack()
        channel, ts = kept.get("channel"), kept.get("ts")
        if not channel or not ts:
            return
        message = None
        try:
            message = proposal(office.schedules, which, channel=str(channel))
            if message is not None:
                office.delivery.update(message, channel=str(channel), ts=str(ts))
        except PackhorseError as exc:
            log.info("proposal=not redrawn reason=%s", type(exc).__name__)
            message = None
        except SLACK_TROUBLES as exc:
            log.info("proposal=not redrawn reason=%s", error_name(exc))
            message = None
        if message is None:
            said = f"Noted: it will appear at the top: “{text}”" if text else "The note is gone."
            office.delivery.post(sentence(said), channel=str(channel), thread_ts=str(ts))

    def post(ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        user = str(body["user"]["id"])
        why = refused(user)
        if why or office.schedules is None:
            errors(ack, "note", why or ABSENT)
            return
        kept = json.loads(view["private_metadata"])
        try:
            office.schedules.approve(read_digest(kept), by=user, note=_note(view))
        except PackhorseError as exc:
            errors(ack, "note", str(exc))
            return
        ack()
        if kept.get("channel"):
            office.delivery.post(
                sentence("It is posted within a minute."),
                channel=str(kept["channel"]),
                thread_ts=kept.get("ts") or None,
            )

    app.view("schedule_rule")(rule)
    app.view("digest_note")(note)
    app.view("digest_post")(post)


def _note(view: dict[str, Any]) -> str:
    held = view["state"]["values"]["note"]["note"].get("value") or ""
    return str(held).strip()[:MAX_NOTE]
