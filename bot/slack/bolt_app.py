"""The Slack app put together, and run: by Socket Mode or as an HTTP server."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvicorn
from pydantic import SecretStr
from slack_bolt import App, BoltContext
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.error import BoltError
from slack_bolt.logger import get_bolt_logger
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk.errors import SlackApiError

from bot.answers.desk import Desk
from bot.digests.decisions import Schedules
from bot.memory import Memory
from bot.memory.presence import Presence
from bot.papers import Papers
from bot.people.access import AccessPolicy
from bot.people.privacy import expire
from bot.settings import Settings
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, Delivery, error_name, web_client
from bot.slack.dropped_files import Files
from bot.slack.http_mode import HttpServer, listen
from bot.slack.intake import say_form
from bot.slack.listeners import register
from bot.slack.office import Office
from bot.slack.relay import bring_back
from bot.slack.worker import Worker
from indexer.council.problems import SettingsError, why

__all__ = ["Service"]

CLOSING_SECONDS = 5.0
DAY_SECONDS = 24 * 3600.0


class Service:
    """The running bot.

    Attributes:
        app: the Bolt app.
        office: its parts.
        port: where HTTP mode listens, known after `start`.
    """

    def __init__(
        self,
        settings: Settings,
        desk: Desk,
        papers: Papers,
        memory: Memory,
        *,
        access: AccessPolicy,
        today: Callable[[], dt.date] = dt.date.today,
        schedules: Schedules,
        may_expire: Callable[[], bool] = lambda: True,
    ) -> None:
        self._may_expire = may_expire
        secret = settings.slack_signing_secret
        if not settings.slack_app_token and not secret:
            raise SettingsError(
                "Slack needs SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)."
            )
        self.settings = settings
        client = web_client(token=settings.bot_token, base_url=settings.slack_api_url)
        get_bolt_logger(App).addFilter(_matters)
        try:
            self.app = App(
                client=client,
                signing_secret=secret.get_secret_value() if secret else "",
                # Socket Mode's envelopes come over a connection that we opened.
                request_verification_enabled=not settings.slack_app_token,
                listener_executor=ThreadPoolExecutor(
                    max_workers=32, thread_name_prefix="listeners"
                ),
                attaching_conversation_kwargs_enabled=False,
                raise_error_for_unhandled_request=False,
            )
        except BoltError:
            raise SettingsError(
                "Slack rejects SLACK_BOT_TOKEN: copy it again from the app's “Install App” page."
            ) from None
        except SLACK_TROUBLES as exc:
            raise SettingsError(
                f"Slack cannot be reached at {settings.slack_api_url} ({error_name(exc)}): check the "
                "network, and SLACK_API_URL if it is set."
            ) from exc
        delivery = Delivery(client)
        self._presence = Presence(memory.engine)
        self.office = Office(
            settings=settings,
            papers=papers,
            memory=memory,
            access=access,
            delivery=delivery,
            worker=Worker(
                settings=settings,
                desk=desk,
                papers=papers,
                memory=memory,
                access=access,
                delivery=delivery,
                today=today,
                presence=self._presence,
            ),
            files=Files(settings, papers, memory, delivery, self._presence),
            today=today,
            schedules=schedules,
        )
        register(self.app, self.office)
        self.app.error(self._error)
        self.port = settings.port
        self._socket: SocketModeHandler | None = None
        self._server: uvicorn.Server | None = None
        self._server_thread: threading.Thread | None = None
        self._stopped = threading.Event()

    def start(self) -> None:
        """Take up what a crash left, then listen."""
        self._stopped.clear()
        self.expire_old()
        threading.Thread(target=self._housekeeping, name="retention", daemon=True).start()
        self._presence.begin()
        self.office.worker.start()
        self.office.files.begin("files")
        self._take_up()
        if self.settings.slack_app_token:
            self._open_socket(self.settings.slack_app_token)
        else:
            self._open_server()
        log.info("serving mode=%s", "socket" if self.settings.slack_app_token else "http")

    def stop(self) -> None:
        """Stop listening first, then let the workers finish."""
        self._stopped.set()
        if self._socket is not None:
            client = self._socket.client
            # Its reader looks up once a second: wake it, so that closing takes no second.
            client.closed = True
            client.message_queue.put(None)
            # Slack's library waits for ever where the connection broke at the same moment.
            closing = threading.Thread(target=client.close, name="closing", daemon=True)
            closing.start()
            closing.join(CLOSING_SECONDS)
        if self._server is not None:
            self._server.should_exit = True
            if self._server_thread:
                self._server_thread.join(10.0)
        answered, read = self.office.worker.stop(), self.office.files.stop()
        if answered and read:
            # Otherwise the process is about to end, and with it its sign of life.
            self._presence.end()
        log.info("stopped")

    def broken(self) -> bool:
        """HTTP mode: the server has ended by itself."""
        return self._server_thread is not None and not self._server_thread.is_alive()

    def healthy(self) -> str | None:
        """None, or in a sentence what does not work."""
        return None if self.office.worker.alive() else "The workers have stopped."

    def ready(self) -> str | None:
        """None where a question can be answered, else why not, in a sentence."""
        if wrong := self.healthy():
            return wrong
        if not self.office.memory.ready():
            return "The database cannot be reached."
        if self._socket is not None and not self._socket.client.is_connected():
            return "The connection to Slack is down; it is being restored."
        return self.office.papers.trouble()

    def _take_up(self) -> None:
        """What was on disk and not yet in Slack when we died."""
        for reply in self.office.memory.relays.replies():
            bring_back(reply, self.office, again=True)
        for asked in self.office.memory.questions.forms():
            try:
                say_form(asked, self.office, again=True)
            except SLACK_TROUBLES as exc:
                log.error("request=%s unsaid error=%s", asked.request_id, error_name(exc))

    def _open_socket(self, app_token: SecretStr) -> None:
        self._socket = SocketModeHandler(
            self.app,
            app_token=app_token.get_secret_value(),
            web_client=self.office.delivery.client,
        )
        try:
            self._socket.client.connect()
        except SlackApiError:
            self._socket.client.close()
            raise SettingsError(
                "Slack rejects SLACK_APP_TOKEN: make one with connections:write under "
                "“Basic Information”, and switch Socket Mode on."
            ) from None
        except SLACK_TROUBLES as exc:
            self._socket.client.close()
            raise SettingsError(
                f"Slack's Socket Mode cannot be reached ({error_name(exc)}): check the network."
            ) from exc

    def _open_server(self) -> None:
        settings = self.settings
        try:
            listener = listen(settings.host, settings.port)
        except OSError as exc:
            raise SettingsError(
                f"The bot cannot listen at {settings.host}:{settings.port} ({why(exc)}): either it "
                "runs already, or set PACKHORSE_HOST and PACKHORSE_PORT."
            ) from exc
        self.port = int(listener.getsockname()[1])
        config = uvicorn.Config(
            HttpServer(self.app, healthy=self.healthy, ready=self.ready),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=10,
            limit_concurrency=200,
            interface="asgi3",
            lifespan="off",
            ws="none",
        )
        self._server = uvicorn.Server(config)
        # Signals are ours: see `serve`.
        self._server_thread = threading.Thread(
            target=self._server.run, args=([listener],), name="http", daemon=True
        )
        self._server_thread.start()

    def _housekeeping(self) -> None:
        while not self._stopped.wait(DAY_SECONDS):
            try:
                self.expire_old()
            except Exception as exc:  # tomorrow is another day
                log.error("retention=failed error=%s", type(exc).__name__)

    def expire_old(self) -> None:
        """Delete what is too old to be kept."""
        # By a clock that is ahead all that is kept would be too old.
        if self._may_expire():
            memory = self.office.memory
            gone = expire(memory.engine, days=self.settings.retention_days, now=memory.clock())
            log.info("retention questions=%d", gone)

    def _error(self, error: Exception, body: dict[str, Any], context: BoltContext) -> None:
        """A listener broke that had not acknowledged yet, or that hears events."""
        told = body.get("type") != "event_callback"
        self.office.broke(error, context.user_id if told else None)


def _matters(record: logging.LogRecord) -> bool:
    """Not that Bolt found a token in the environment and took our client's instead."""
    return record.msg != warning_client_prioritized_and_token_skipped()
