"""Digests on their way to Slack: looked for by their key, posted once.

Slack takes the same message twice; so every message carries its key in its metadata
(https://docs.slack.dev/messaging/message-metadata), and is looked for in the channel's
history before it is posted.
"""

from __future__ import annotations

import datetime as dt

from bot.digests.ports import Outgoing, PostRefused, PostUnsure
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, Delivery, error_name, refused, web_client
from bot.slack.views.digest_blocks import digest_messages

__all__ = ["DIGEST_EVENT", "SlackPoster"]

DIGEST_EVENT = "packhorse_digest"
"""Type of the metadata that each digest message carries: its key."""

_REFUSALS = {
    "is_archived": "the channel is archived: choose another one for this rule, or take it "
    "out of the archive",
    "not_in_channel": "the bot is not in the channel: invite it with /invite",
    "channel_not_found": "there is no such channel, or the bot was removed from it: invite it "
    "again, or choose another channel",
    "user_not_found": "there is no such member",
    "cannot_dm_bot": "a bot cannot get direct messages",
    "user_disabled": "the member's account is switched off",
    "restricted_action": "only some people may post in that channel: allow the bot to, or choose another channel",
    "account_inactive": "the bot was removed from the workspace: install it again",
    "token_revoked": "the bot's token was taken back: install it again",
    "invalid_auth": "Slack rejects the bot's token: check SLACK_BOT_TOKEN",
    "missing_scope": "the bot lacks a permission: install it again with the manifest of this "
    "version",
}
_PASSING = frozenset(
    "internal_error fatal_error service_unavailable request_timeout ratelimited rate_limited "
    "message_limit_exceeded team_added_to_org".split()
)


class SlackPoster:
    """`bot.digests.ports.Poster` on Slack's Web API."""

    def __init__(self, *, token: str, api_url: str = "https://slack.com/api/") -> None:
        self.delivery = Delivery(web_client(token=token, base_url=api_url))

    def post(
        self, target: str, message: Outgoing, *, since: dt.datetime, thread: str | None = None
    ) -> tuple[str, str]:
        """Post a message unless it is there; what is too long for one goes on in its
        thread."""
        first: tuple[str, str] | None = None
        shown = digest_messages(message.parts, proposes=message.proposes, ours=message.ours)
        for number, one in enumerate(shown):
            key = f"{message.key}+{number}" if number else message.key
            metadata = {"event_type": DIGEST_EVENT, "event_payload": {"key": key}}
            channel, ts = (first[0], thread or first[1]) if first else (target, thread)
            try:
                there = self.delivery.find(
                    metadata, channel=channel, thread_ts=ts, since=since.timestamp()
                ) or self.delivery.post_as(metadata, one, channel=channel, thread_ts=ts)
            except SLACK_TROUBLES as exc:
                raise _problem(exc) from exc
            first = first or there
        assert first is not None
        return first


def _problem(exc: Exception) -> PostRefused | PostUnsure:
    name = error_name(exc)
    if refused(exc) and name not in _PASSING:
        log.error("digest=refused error=%s", name)
        return PostRefused(f"{_REFUSALS.get(name, f'Slack refuses it ({name})')}.")
    log.warning("digest=unsure error=%s", name)
    return PostUnsure("Slack could not be reached.")
