"""The bot as a process of its own, to be killed: API address, database, seconds to think.

It answers from a script like `town.ScriptedDesk`, so that the tests can tell what it says.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from bot.memory import open_memory
from bot.slack.app import serve
from bot.slack.ports import SlackSettings
from tests.bot.slack.town import URL, ScriptedDesk, Shelf, make_pack
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN

if __name__ == "__main__":
    api_url, database, seconds, streaming = sys.argv[1:5]
    shelf = Shelf()
    shelf.add(make_pack(), url=URL)
    serve(
        SlackSettings(
            bot_token=BOT_TOKEN, app_token=APP_TOKEN, api_url=api_url,
            files=Path(database).parent / "files", streaming=streaming == "yes",
        ),
        ScriptedDesk(seconds=float(seconds)),
        shelf,
        open_memory(f"sqlite:///{database}"),
        today=lambda: dt.date(2026, 3, 2),
    )
