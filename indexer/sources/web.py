"""One site's web server, visited politely.

One request at a time with a pause between two, a name and a contact in every one,
robots.txt obeyed, few retries with growing waits, Retry-After honoured, redirects only
within the site, every answer bounded in bytes and time.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

import certifi
import httpx

from indexer.council.problems import why
from indexer.sources.addresses import host_of, is_public, joined, same_site, upgraded
from indexer.sources.robots import MAX_BYTES as ROBOTS_BYTES
from indexer.sources.robots import Robots, read_robots
from indexer.sources.source_problems import (
    AnswerTooLarge,
    NotAllowed,
    OddAnswer,
    Refused,
    SiteBusy,
    SiteUnreachable,
)

__all__ = ["NAME", "Manners", "Mark", "Web", "WebAnswer", "user_agent"]

NAME = "Packhorse"
VERSION = "0.1"

TIMEOUT = 90.0
"""Seconds. Councils' services were seen to take 60 for an answer."""

DOWNLOAD_SECONDS = 900.0
TRIES = 3

PATIENCE = 60.0
"""A longer Retry-After ends this visit; the next one waits for its end."""

MAX_WAIT = 24 * 3600.0
MAX_REDIRECTS = 5
MAX_ANSWER = 20 * 2**20
MAX_FILE = 200 * 2**20
TAIL = 2048
"""Bytes of a PDF's end that tell two versions apart: its trailer has offsets and an /ID."""

CHUNK = 64 * 1024

T = TypeVar("T")


def user_agent(contact: str | None) -> str:
    """The name that we go by, with whom to ask about it."""
    kept = (one if " " <= one <= "~" and one not in "()\\" else " " for one in contact or "")
    who = " ".join("".join(kept).split())
    return f"{NAME}/{VERSION} (reads agenda packs; contact: {who or 'not given'})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How sites are visited.

    Attributes:
        contact: an e-mail address, telephone number or page, for the User-Agent.
        allow_private: also visit loopback and private networks.
        pause: seconds between the end of an answer and the next request.
        timeout: seconds that the server may stay silent, and that a whole answer other
            than a download may take.
        back_off: seconds before the second and the third try, each with up to a half more
            by chance.
    """

    contact: str | None = None
    allow_private: bool = False
    pause: float = 1.0
    timeout: float = TIMEOUT
    back_off: tuple[float, ...] = (3.0, 15.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAnswer:
    """A whole answer: the address that gave it after redirects, and its bytes."""

    url: str
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What tells two versions of a file apart; None where unknown.

    Attributes:
        size: in bytes.
        tail: hex SHA-256 of the last `TAIL` bytes.
        sha256: of all bytes, once they were fetched.
    """

    size: int | None = None
    tail: str | None = None
    sha256: str | None = None

    def differs(self, other: Mark) -> bool:
        """Whether the file must have changed; False may mean that nothing is known."""
        return any(
            one is not None and two is not None and one != two
            for one, two in zip(astuple(self), astuple(other), strict=True)
        )


class Web:
    """A site.

    Args:
        site: its address; only its host is visited.
        sleep: of `time`; another in tests.

    Attributes:
        requests: sent so far, retries and redirects counted.
        received: bytes of bodies so far.
    """

    def __init__(
        self,
        site: str,
        manners: Manners,
        *,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.site = site
        self.host = host_of(site)[0]
        self.requests = 0
        self.received = 0
        self.rules = Robots()
        self._manners = manners
        self._agent = user_agent(manners.contact)
        self._sleep = sleep
        self._last = -1e9
        # Without a client: no proxy is taken from the environment, no cookie is kept, and
        # where a redirect leads is for us to judge.
        self._transport = _PublicOnly(allow_private=manners.allow_private)

    def close(self) -> None:
        self._transport.close()

    # --- what is asked ---------------------------------------------------------

    def robots(self) -> str:
        """The site's robots.txt, obeyed from now on; "" where none is served.

        Raises:
            SiteUnreachable, SiteBusy, Refused: also when the server fails, since then
                nothing may be asked (RFC 9309, section 2.3.1.4).
        """
        scheme, host = urlsplit(self.site)[:2]
        try:
            body = self.read(f"{scheme}://{host}/robots.txt", limit=ROBOTS_BYTES).body
        except (OddAnswer, AnswerTooLarge, NotAllowed):
            body = b""
        except Refused as exc:
            if exc.status >= 500:
                raise
            body = b""
        text = body.decode("utf-8", "replace")
        self.obey(text)
        return text

    def obey(self, robots: str) -> None:
        """Obey a robots.txt that was read before."""
        self.rules = read_robots(robots, name=NAME)

    def read(self, url: str, *, limit: int = MAX_ANSWER) -> WebAnswer:
        """A whole answer.

        Raises:
            SourceError: one of its kinds.
        """

        def take(response: httpx.Response, final: str) -> WebAnswer:
            body = b"".join(self._body(response, final, limit, self._manners.timeout))
            return WebAnswer(url=final, body=body)

        return self._tried(url, {"Accept-Encoding": "gzip"}, take)

    def download(self, url: str, to: Path, *, limit: int = MAX_FILE) -> Mark:
        """Fetch a PDF whole into a file.

        Raises:
            OddAnswer: it is not a PDF.
            AnswerTooLarge, SourceError
        """

        def take(response: httpx.Response, final: str) -> Mark:
            digest, size, head, tail = hashlib.sha256(), 0, b"", b""
            with to.open("wb") as file:
                for chunk in self._body(response, final, limit, DOWNLOAD_SECONDS):
                    if len(head) < 1024:
                        head += chunk[:1024]
                        if len(head) >= 1024:
                            _check_pdf(head, final)
                    digest.update(chunk)
                    tail = (tail + chunk)[-TAIL:]
                    size += len(chunk)
                    file.write(chunk)
            _check_pdf(head, final)
            headers = response.headers
            whole = "content-length" in headers or "transfer-encoding" in headers
            if not whole and b"%%EOF" not in tail:
                raise SiteUnreachable(f"{_short(final)} was cut off on its way.")
            return Mark(size=size, tail=hashlib.sha256(tail).hexdigest(), sha256=digest.hexdigest())

        return self._tried(url, {"Accept-Encoding": "identity"}, take)

    def peek(self, url: str) -> Mark:
        """What tells whether a file has changed, by asking for its last bytes only.

        A server that knows no ranges begins to send the whole; its Content-Length is
        read and the connection closed.

        Raises:
            SourceError: one of its kinds.
        """

        def take(response: httpx.Response, final: str) -> Mark:
            headers = response.headers
            if response.status_code == 206:
                size = headers.get("content-range", "").strip().rpartition("/")[2]
                tail = b"".join(self._body(response, final, TAIL, self._manners.timeout))
                return Mark(size=_count(size), tail=hashlib.sha256(tail).hexdigest())
            if "pdf" not in headers.get("content-type", "pdf"):
                raise OddAnswer(f"{_short(final)} is not a PDF any more.")
            return Mark(size=_count(headers.get("content-length", "")))

        headers = {"Accept-Encoding": "identity", "Range": f"bytes=-{TAIL}"}
        try:
            return self._tried(url, headers, take)
        except Refused as exc:
            if exc.status == 416:
                return Mark()
            raise

    # --- how it is asked -------------------------------------------------------

    def _tried(
        self,
        url: str,
        headers: Mapping[str, str],
        take: Callable[[httpx.Response, str], T],
    ) -> T:
        for attempt in range(TRIES):
            last = attempt == TRIES - 1
            try:
                with self._followed(url, headers) as (response, final):
                    return take(response, final)
            except SiteBusy as exc:
                if last or exc.seconds > PATIENCE:
                    raise
                self._sleep(exc.seconds)
            except SiteUnreachable:
                if last:
                    raise
                self._wait(attempt)
            except Refused as exc:
                # A failing page is often failing for good: it is asked for once more.
                if exc.status not in (500, 502, 504) or attempt:
                    raise
                self._wait(attempt)
        raise AssertionError("unreachable")

    def _wait(self, attempt: int) -> None:
        seconds = self._manners.back_off[min(attempt, len(self._manners.back_off) - 1)]
        self._sleep(seconds * (1 + random.random() / 2))

    @contextmanager
    def _followed(
        self, url: str, headers: Mapping[str, str]
    ) -> Iterator[tuple[httpx.Response, str]]:
        """The answer after redirects, its status looked at, its body not yet read."""
        url = upgraded(url, self.site)
        for _ in range(MAX_REDIRECTS + 1):
            with self._asked(url, headers) as response:
                if response.status_code not in (301, 302, 303, 307, 308):
                    self._look_at(response, url)
                    yield response, url
                    return
                target = joined(url, response.headers.get("location", ""))
                target = upgraded(target, self.site)
            if not same_site(target, self.site):
                raise NotAllowed(
                    f"{_short(url)} leads to another site ({_short(target)}), "
                    "which is not followed."
                )
            if target.startswith("https:") and self.site.startswith("http:"):
                # From here on the site is asked the safe way at once.
                self.site = f"https:{self.site.removeprefix('http:')}"
            url = target
        raise OddAnswer(f"{_short(url)} leads from one address to the next without end.")

    @contextmanager
    def _asked(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        if not same_site(url, self.site):
            raise NotAllowed(f"{_short(url)} is not on {self.host}.")
        if not self.rules.allows(url) and not url.endswith("/robots.txt"):
            raise NotAllowed(
                f"The robots.txt of {self.host} keeps robots away from {_short(url)}: "
                f"ask the council to allow {NAME}."
            )
        pause = max(self._manners.pause, self.rules.delay)
        waited = time.monotonic() - self._last
        if waited < pause:
            self._sleep(pause - waited)
        self.requests += 1
        sent = {"User-Agent": self._agent, "Accept": "*/*", **headers}
        limits = httpx.Timeout(self._manners.timeout).as_dict()
        try:
            request = httpx.Request("GET", url, headers=sent, extensions={"timeout": limits})
            with closing(self._transport.handle_request(request)) as response:
                try:
                    yield response
                finally:
                    self.received += response.num_bytes_downloaded
        except httpx.ConnectError as exc:
            raise SiteUnreachable(f"{self.host} cannot be reached ({why(exc)}).") from exc
        except httpx.TimeoutException as exc:
            raise SiteUnreachable(
                f"{self.host} gave no answer within {self._manners.timeout:g} seconds ({_short(url)})."
            ) from exc
        except httpx.TransportError as exc:
            raise SiteUnreachable(f"{_short(url)} was cut off on its way ({exc}).") from exc
        except httpx.InvalidURL as exc:
            raise NotAllowed(f"{_short(url)} is not a web address that can be used.") from exc
        finally:
            self._last = time.monotonic()

    def _look_at(self, response: httpx.Response, url: str) -> None:
        status = response.status_code
        if status in (429, 503):
            seconds = _retry_after(response.headers.get("retry-after", ""))
            raise SiteBusy(
                f"{self.host} asks to be left alone for a while (HTTP {status}).",
                seconds=self._manners.back_off[-1] if seconds is None else seconds,
            )
        if status >= 300:
            what = {
                401: "asks for a password",
                403: "is closed to us",
                404: "is not there",
                410: "is not there any more",
            }.get(status, "fails")
            raise Refused(f"{_short(url)} {what} (HTTP {status}).", status=status)

    def _body(
        self, response: httpx.Response, url: str, limit: int, seconds: float
    ) -> Iterator[bytes]:
        """A body's bytes, decompressed, bounded in number and in time."""
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "", "gzip", "deflate"):
            raise OddAnswer(f"{_short(url)} is compressed in an unknown way.")
        # Not httpx's: it takes half an answer for a whole one, and all of a bomb at once.
        unpack = _unpacker() if coding in ("gzip", "deflate") else None
        too_large = AnswerTooLarge(
            f"{_short(url)} is larger than {max(1, limit // 2**20)} MB, more than is taken."
        )
        if (_count(response.headers.get("content-length", "")) or 0) > limit:
            raise too_large
        started, received, count = time.monotonic(), 0, 0
        for raw in response.iter_raw():
            if time.monotonic() - started > seconds:
                raise SiteUnreachable(
                    f"{_short(url)} did not arrive complete within {seconds:g} seconds."
                )
            received += len(raw)
            while raw:
                if unpack and unpack.eof:
                    unpack = _unpacker()  # what is compressed may come in several parts
                piece, raw = _unpacked(unpack, raw) if unpack else (raw, b"")
                count += len(piece)
                if max(received, count) > limit:
                    raise too_large
                yield piece
        if unpack and received and not unpack.eof:
            raise SiteUnreachable(f"{_short(url)} was cut off on its way.")


def _unpacker() -> zlib._Decompress:
    return zlib.decompressobj(wbits=47)


def _unpacked(unpack: zlib._Decompress, raw: bytes) -> tuple[bytes, bytes]:
    """(what the first bytes stand for, the bytes left)."""
    try:
        return unpack.decompress(raw, CHUNK), unpack.unconsumed_tail or unpack.unused_data
    except zlib.error as exc:
        raise OddAnswer(f"The answer's compression is damaged ({exc}).") from None


def _check_pdf(head: bytes, url: str) -> None:
    # ISO 32000-1, annex H: readers accept the header anywhere in the first KiB.
    if b"%PDF-" in head[:1024]:
        return
    page = b"<html" in head.lower() or b"<!doctype" in head.lower()
    raise OddAnswer(
        f"{_short(url)} gives {'a web page' if page else 'something else'} instead of a PDF."
    )


def _retry_after(value: str) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None if neither."""
    seconds = _count(value)
    if seconds is not None:
        return float(min(seconds, MAX_WAIT))
    try:
        at = parsedate_to_datetime(value)
        if at.tzinfo is None:
            at = at.replace(tzinfo=dt.UTC)
        return min(max(0.0, (at - dt.datetime.now(dt.UTC)).total_seconds()), MAX_WAIT)
    except (ValueError, OverflowError, TypeError):
        return None


def _count(value: str) -> int | None:
    """A header's whole number; None where it is none, or longer than any real one."""
    value = value.strip()
    return int(value) if value.isascii() and value.isdigit() and len(value) <= 18 else None


def _short(url: str) -> str:
    text = unquote(url)
    return text if len(text) <= 160 else f"{text[:157]}…"


# --- connections -------------------------------------------------------------------


class _PublicOnly(httpx.HTTPTransport):
    """One connection to one site, at an address of the public internet unless told otherwise.

    A host's addresses are looked up once for a request, every one of them is judged, and the
    connection goes to an address that was judged: a name that resolves to another address a
    moment later (DNS rebinding) gains nothing. TLS still checks the certificate for the name.
    """

    def __init__(self, *, allow_private: bool) -> None:
        super().__init__(
            verify=_certificates(), limits=httpx.Limits(max_connections=1, keepalive_expiry=30)
        )
        self._allow_private = allow_private
        self._reached = ""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url, host = request.url, request.url.raw_host.decode("ascii")
        problem: Exception = httpx.ConnectError(f"{host} has no address")
        # The one that answered first: another may stay silent until the time is up.
        for address in sorted(self._addresses(host), key=lambda one: one != self._reached):
            there = httpx.Request(
                request.method,
                url.copy_with(host=address),
                headers=request.headers,  # in which the host stands by its name
                extensions={**request.extensions, "sni_hostname": host},
            )
            try:
                response = super().handle_request(there)
                self._reached = address
                return response
            except (httpx.ConnectError, httpx.ConnectTimeout) as exc:
                problem = exc
        raise problem

    def _addresses(self, host: str) -> list[str]:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as exc:
            raise httpx.ConnectError(str(exc)) from exc
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        for address in () if self._allow_private else addresses:
            if not is_public(address):
                raise NotAllowed(
                    f"{host} leads to {address}, an address of this machine or of a private "
                    "network: papers are fetched from public sites only "
                    "(PACKHORSE_ALLOW_PRIVATE_HOSTS=true lifts that)."
                )
        return addresses


@cache
def _certificates() -> ssl.SSLContext:
    """Whom we trust; read once, which takes a tenth of a second."""
    context = ssl.create_default_context(cafile=certifi.where())
    # Councils with a certificate authority of their own are reached with the usual variable.
    context.load_default_certs()
    return context
