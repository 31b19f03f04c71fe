"""The bot as a service: the settings turned into a running Slack app."""

from __future__ import annotations

import datetime as dt
import logging
from zoneinfo import ZoneInfo

from bot.composition import open_desk
from bot.memory import open_memory
from bot.papers import IndexedPapers
from bot.settings import Settings
from bot.slack.app import serve
from bot.slack.ports import SlackSettings
from indexer.problems import SettingsError

__all__ = ["serve_slack", "slack_settings", "today_in_britain"]


def today_in_britain() -> dt.date:
    """The date in the councils' own time zone, wherever the machine stands."""
    return dt.datetime.now(ZoneInfo("Europe/London")).date()


def slack_settings(settings: Settings) -> SlackSettings:
    """What the Slack part needs of the settings.

    Raises:
        SettingsError: a token is missing.
    """
    if settings.slack_bot_token is None:
        raise SettingsError(
            "SLACK_BOT_TOKEN is not set: create the app from `packhorse manifest`, install it, "
            "and copy its bot token."
        )
    app_token, secret = settings.slack_app_token, settings.slack_signing_secret
    return SlackSettings(
        bot_token=settings.slack_bot_token.get_secret_value(),
        app_token=app_token.get_secret_value() if app_token else None,
        signing_secret=secret.get_secret_value() if secret else None,
        api_url=settings.slack_api_url,
        host=settings.host,
        port=settings.port,
        clerks=settings.slack_clerks,
        clerk_group=settings.slack_clerk_group,
        clerks_channel=settings.slack_clerks_channel,
        retention_days=settings.retention_days,
        files=settings.home / "files",
    )


def serve_slack(settings: Settings) -> None:
    """Run until the process is told to stop.

    Raises:
        SettingsError: a token is missing or not taken, or a port is in use.
        StorageError, ModelError: the index cannot be used.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    slack = slack_settings(settings)
    desk = open_desk(settings)
    desk.warm_up()
    serve(
        slack,
        desk,
        IndexedPapers(desk.index, today=today_in_britain),
        open_memory(settings.database),
        today=today_in_britain,
    )
