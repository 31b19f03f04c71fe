"""Forms about schedules and single digests: clerks only."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App

from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, error_name
from bot.slack.listeners.actions.schedule_clicks import show_schedules
from bot.slack.office import NotShown, Office
from bot.slack.schedule_desk import DigestRef
from bot.slack.scheduling import FieldProblem, next_words, proposal, read_form, save_rule
from bot.slack.views.digest_blocks import read_digest
from bot.slack.views.phrases import sentence
from bot.slack.views.schedule_blocks import MAX_NOTE
from indexer.council.problems import PackhorseError

__all__ = ["register"]

Values = dict[str, Any]
Keep = Callable[[Office, str, Values, Values], Callable[[], None]]
"""Keeps what a clerk's form says, of its own values and of what was kept with it, and gives
what is to be done when it has closed."""


def register(app: App, office: Office) -> None:
    for name, field, keep in (
        ("schedule_rule", "when", _rule),
        ("digest_note", "note", _note),
        ("digest_post", "note", _post),
    ):
        app.view(name)(_for_clerks(office, field, keep))


def _for_clerks(office: Office, field: str, keep: Keep) -> Callable[..., None]:
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


def _rule(office: Office, user: str, values: Values, kept: Values) -> Callable[[], None]:
    schedules = office.scheduled()
    before = schedules.book.rule(int(kept["r"])) if kept.get("r") else None
    form = read_form(values, office, rule=before, now=schedules.now())
    saved = save_rule(schedules, form, rule=before, by=user)
    modal = str(kept.get("v") or "") or None
    return lambda: show_schedules(office, modal, next_words(schedules, saved))


def _note(office: Office, _user: str, values: Values, kept: Values) -> Callable[[], None]:
    which, text = read_digest(kept), _text(values)
    office.scheduled().note(which, text)

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
        message = proposal(office.scheduled(), which, channel=channel)
        if message is not None:
            office.delivery.update(message, channel=channel, ts=ts)
    except (PackhorseError, *SLACK_TROUBLES) as exc:
        log.info("proposal=not redrawn reason=%s", error_name(exc))
        return False
    return message is not None


def _post(office: Office, user: str, values: Values, kept: Values) -> Callable[[], None]:
    office.scheduled().decide(read_digest(kept), approve=True, by=user, note=_text(values))

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
