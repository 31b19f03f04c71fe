"""The bot as a process of its own, to be killed: API address, database, seconds to think.

It answers from a script like `town.ScriptedDesk`, so that the tests can tell what it says.
"""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path

from pydantic import SecretStr

from bot.memory import open_memory
from bot.settings import Settings
from tests.bot.slack.town import URL, ScriptedDesk, Shelf, make_pack, service_of
from tests.slack_server.server import APP_TOKEN, BOT_TOKEN

if __name__ == "__main__":
    api_url, database, seconds = sys.argv[1:4]
    shelf = Shelf()
    shelf.add(make_pack(), url=URL)
    settings = Settings(
        slack_bot_token=SecretStr(BOT_TOKEN),
        slack_app_token=SecretStr(APP_TOKEN),
        slack_api_url=api_url,
        home=Path(database).parent,
    )
    memory = open_memory(f"sqlite:///{database}")
    service = service_of(settings, ScriptedDesk(seconds=float(seconds)), shelf, memory)
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    service.start()
    stop.wait()
    service.stop()
