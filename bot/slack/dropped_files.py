"""Files that clerks drop: fetched, indexed as drafts, shown for a check, published.

One at a time, oldest first; the queue is on disk.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.memory import Memory
from bot.memory.clerks import Drop
from bot.memory.presence import Presence
from bot.papers import Papers
from bot.settings import Settings
from bot.slack import log
from bot.slack.delivery import SLACK_TROUBLES, Delivery, error_name, machine_trust, where
from bot.slack.queue_threads import QueueThreads
from bot.slack.slack_text import shorten
from bot.slack.views.message import Message
from bot.slack.views.pack_blocks import draft_message
from bot.slack.views.phrases import progress_message, sentence, trouble
from indexer.council.document_names import document_name
from indexer.council.packs import counted
from indexer.council.problems import DocumentError, PackhorseError, StorageError, TooLarge
from indexer.pdf.pdf_files import MAX_BYTES

__all__ = ["Files", "is_pdf"]

NOTE_SECONDS = 2.5
"""Between two updates of the progress; chat.update is in tier 3 (50 a minute)."""

FETCH_ATTEMPTS = 3

NOT_FETCHED = "I could not fetch that file from Slack: please drop it again, and tell your IT team if it happens again (the app needs the files:read scope)."


def is_pdf(file: dict[str, Any]) -> bool:
    """Whether Slack, or its name, says that a file is a PDF."""
    return (
        file.get("mimetype") == "application/pdf"
        or file.get("filetype") == "pdf"
        or str(file.get("name") or "").lower().endswith(".pdf")
    )


@dataclass
class Files(QueueThreads[Drop]):
    """A thread that works through dropped files.

    Attributes:
        presence: this process's, begun before this: others let its files be.
    """

    settings: Settings
    papers: Papers
    memory: Memory
    delivery: Delivery
    presence: Presence

    def __post_init__(self) -> None:
        super().__post_init__()
        self._queue = threading.Lock()
        # All drafts of a document have one name in the index: a click on one must not
        # meet another.
        self._documents: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def tell(self) -> None:
        """There is a file in the queue: whoever dropped it is told where it stands."""
        self.wake()
        self._tell_waiting(fresh=True)

    def decide(self, drop: Drop, noted: AbstractContextManager[None], *, publish: bool) -> bool:
        """Let everybody find the draft, or delete it. False: it was not waiting for that any
        more; after a `PackhorseError` it waits still.

        Args:
            noted: around the act itself, which may take minutes.
        """
        if not drop.document:
            return False
        act, after = (
            (self.papers.publish, "published") if publish else (self.papers.discard, "discarded")
        )
        if not self._documents[drop.document].acquire(blocking=False):
            raise DocumentError(
                f"{drop.name} is being read at the moment, from this file or from a newer one "
                "of that name: look again in a minute."
            )
        try:
            if not self.memory.drops.move(drop.id, before="ready", after=after):
                return False
            try:
                with noted:
                    act(drop.document)
            except Exception:
                self.memory.drops.move(drop.id, before=after, after="ready")
                raise
        finally:
            self._documents[drop.document].release()
        log.info("drop=%d %s", drop.id, after)
        if not publish:
            self._forget(drop)
        return True

    def take(self) -> Drop | None:
        # Of a process that died, before now or while this one lives.
        self.memory.drops.recover(lives=self.presence.lives)
        with self._queue:
            return self.memory.drops.take(owner=self.presence.number)

    def _tell_waiting(self, *, fresh: bool = False) -> None:
        """Say of each file that waits (`fresh`: and of which nothing is said yet) how many are
        before it."""
        with self._queue:  # so that none is taken, and gets a second note, meanwhile
            for before, drop in self.memory.drops.waiting():
                if before and not (fresh and drop.note_ts):
                    name, behind = shorten(drop.name, 200), counted(before, "other file")
                    self.note(drop, sentence(f"{name} is waiting behind {behind}."))

    def work(self, thing: Drop) -> None:
        """Fetch a file and index it as a draft. One that is being indexed when the bot is
        stopped starts again after the next start."""
        self._tell_waiting()
        drop = self.note(thing, progress_message(thing.name))
        drops = self.memory.drops
        told = 0.0

        def progress(done: int, total: int) -> None:
            nonlocal drop, told
            now = time.monotonic()
            if now - told >= NOTE_SECONDS and done < total:
                told = now
                drop = self.note(drop, progress_message(drop.name, done, total))

        try:
            path = self._fetch(drop)
            with self._documents[document_name(path)]:
                pack = self.papers.index(path, progress=progress)
                drops.note(drop, document=pack.document)
                replaced = drops.replace(pack.document)
                drops.move(drop.id, before="indexing", after="ready")
        except Exception as exc:
            ours = isinstance(exc, PackhorseError)
            if ours:
                log.warning("drop=%d refused error=%s", drop.id, type(exc).__name__)
            else:
                log.error("drop=%d broke error=%s at %s", drop.id, error_name(exc), where(exc))
            drops.move(drop.id, before="indexing", after="failed")
            self._forget(drop)
            self.note(drop, sentence(str(exc)) if ours else trouble(f"drop-{drop.id}"))
            return
        self.note(drop, draft_message(pack, drop_id=drop.id))
        for old in replaced:
            name = shorten(old.name, 200)
            why = "a newer file of that name has taken its place."
            self.note(old, sentence(f"{name} was not published: {why}"))
            self._forget(old)
        log.info("drop=%d ready pages=%d", drop.id, len(pack.pages))

    def note(self, drop: Drop, message: Message) -> Drop:
        """Let our one message about a file say something else; it never stands in the way of
        the indexing. Gives the file with the message's ts."""
        try:
            if drop.note_ts:
                self.delivery.update(message, channel=drop.channel, ts=drop.note_ts)
            else:
                _, ts = self.delivery.post(message, channel=drop.channel, thread_ts=drop.thread_ts)
                self.memory.drops.note(drop, note_ts=ts)
                return replace(drop, note_ts=ts)
        except SLACK_TROUBLES as exc:
            log.warning("drop=%d untold error=%s", drop.id, error_name(exc))
        return drop

    def _forget(self, drop: Drop) -> None:
        shutil.rmtree(self._folder(drop), ignore_errors=True)

    def _folder(self, drop: Drop) -> Path:
        return self.settings.home / "files" / str(drop.id)

    def _fetch(self, drop: Drop) -> Path:
        """The file on our disk, under the name that the clerk gave it.

        The bot's token goes to Slack's own hosts only, and over no redirect
        (https://docs.slack.dev/reference/objects/file-object#auth).
        """
        if not _slack_host(drop.url, self.settings.slack_api_url):
            raise DocumentError(NOT_FETCHED)
        path = self._folder(drop) / _file_name(drop.name)
        token, trust = {"Authorization": f"Bearer {self.settings.bot_token}"}, machine_trust()
        for attempt in range(1, FETCH_ATTEMPTS + 1):
            try:
                with httpx.stream(
                    "GET", drop.url, headers=token, timeout=60, verify=trust
                ) as response:
                    response.raise_for_status()
                    _keep(response.iter_bytes(), path, drop.name)
                return path
            except httpx.HTTPError as exc:
                log.warning("drop=%d unfetched error=%s", drop.id, type(exc).__name__)
                answer = exc.response if isinstance(exc, httpx.HTTPStatusError) else None
                if attempt == FETCH_ATTEMPTS or (answer is not None and answer.status_code < 429):
                    raise DocumentError(NOT_FETCHED) from exc
                asked = "" if answer is None else answer.headers.get("Retry-After", "")
                time.sleep(int(asked) if asked.isdecimal() and len(asked) < 4 else attempt)
        raise AssertionError("unreachable")


def _keep(pieces: Iterable[bytes], path: Path, name: str) -> None:
    """Write what Slack sends into a file, unless it is `TooLarge` for a pack."""
    size = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            for piece in pieces:
                size += len(piece)
                if size > MAX_BYTES:
                    raise TooLarge(
                        f"{name} has more than the {MAX_BYTES // 2**20} MB that a pack may have: "
                        "split it."
                    )
                file.write(piece)
    except OSError as exc:
        # No fault of Slack's, whose own are of httpx.
        raise StorageError(
            f"{name} could not be kept, for {path.parent.parent} cannot be written "
            f"({exc.strerror or exc}): ask whoever runs Packhorse to make room there or to check "
            "who may write, and drop the file again."
        ) from exc


def _slack_host(url: str, api_url: str) -> bool:
    parts, api = urlsplit(url), urlsplit(api_url)
    if parts.scheme == "https":
        host = parts.hostname or ""
        return host.endswith((".slack.com", ".slack-gov.com")) or host == api.hostname
    return (parts.scheme, parts.netloc) == (api.scheme, api.netloc)


def _file_name(name: str) -> str:
    """A safe file name: the clerk's own words, without anything that means a path."""
    name = "".join(" " if one < " " or one in '/\\:*?"<>|' else one for one in name).strip(" .")
    stem = name[:-4] if name.lower().endswith(".pdf") else name
    while len(stem.encode()) > 180:
        stem = stem[:-1]
    return f"{stem.strip() or 'pack'}.pdf"
