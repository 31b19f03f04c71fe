"""The bot as a process of its own, to be killed: API address, database, seconds to think.

It answers from a script like `town.ScriptedDesk`, so that the tests can tell what it says.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from bot.memory import open_memory
from bot.slack.slack_ports import SlackSettings
from tests.bot.slack.town import URL, ScriptedDesk, Shelf, make_pack, service_of
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN

if __name__ == "__main__":
    api_url, database, seconds = sys.argv[1:4]
    shelf = Shelf()
    shelf.add(make_pack(), url=URL)
    settings = SlackSettings(
        bot_token=BOT_TOKEN,
        app_token=APP_TOKEN,
        api_url=api_url,
        files=Path(database).parent / "files",
    )
    memory = open_memory(f"sqlite:///{database}")
    service = service_of(settings, ScriptedDesk(seconds=float(seconds)), shelf, memory)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    service.start()
    stop.wait()
    service.stop()
