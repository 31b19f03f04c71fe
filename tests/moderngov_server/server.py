"""The site's HTTP server, with faults on demand and a record of what was asked."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.moderngov_server import answers
from tests.moderngov_server.council import Council

__all__ = ["Asked", "Fault", "Site", "serving"]


@dataclass
class Fault:
    """An answer that goes wrong, for addresses that hold `where`, `times` times.

    Attributes:
        status, headers, body: of an answer that takes the true one's place; a body of
            None leaves the true one.
        wait: seconds before the answer begins.
        cut: bytes after which the connection breaks.
        drip: seconds between two bytes of the body.
    """

    where: str
    times: int = 1_000_000
    status: int | None = None
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | None = None
    wait: float = 0.0
    cut: int | None = None
    drip: float = 0.0


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    status: int = 0
    sent: int = 0
    at: float = 0.0


class Site:
    """A council's site.

    Attributes:
        council: what it publishes; may be changed at any time.
        faults: looked at in order; the first that fits is used.
        asked: every request, in order.
        ranges, lengths: whether files come in ranges and with a Content-Length.
        robots: the site's robots.txt, None for 404.
    """

    def __init__(self, council: Council) -> None:
        self.council = council
        self.faults: list[Fault] = []
        self.asked: list[Asked] = []
        self.ranges = True
        self.lengths = True
        self.robots: str | None = None
        self.most_at_once = 0
        self.now = 0
        self.lock = threading.Lock()
        self.base = ""

    def fault(self, where: str, **settings: Any) -> Fault:
        made = Fault(where=where, **settings)
        self.faults.append(made)
        return made

    def paths(self, part: str = "") -> list[str]:
        return [one.path for one in self.asked if part in one.path]

    def forget(self) -> None:
        self.asked.clear()


@contextlib.contextmanager
def serving(council: Council, *, folder: str = "") -> Iterator[Site]:
    """Serve a council at ``site.base`` until the end of the block.

    Args:
        folder: where on the host the site lies ("/moderngov").
    """
    site = Site(council)

    class Bound(_Handler):
        pass

    Bound.site, Bound.folder = site, folder

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: Any) -> None:
            """A client that goes away is no news."""

    server = Quiet(("127.0.0.1", 0), Bound)
    site.base = f"http://127.0.0.1:{server.server_address[1]}{folder}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # One segment for headers and one for the body would wait for each other's ACK.
    disable_nagle_algorithm = True
    wbufsize = -1
    site: Site
    folder: str

    def log_message(self, *_: Any) -> None:
        pass

    def do_GET(self) -> None:
        site = self.site
        asked = Asked(
            self.path, {k.lower(): v for k, v in self.headers.items()}, at=time.monotonic()
        )
        with site.lock:
            site.asked.append(asked)
            site.now += 1
            site.most_at_once = max(site.most_at_once, site.now)
            fault = next((f for f in site.faults if f.where in self.path and f.times), None)
            if fault:
                fault.times -= 1
        try:
            self._answer(asked, fault)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        finally:
            with site.lock:
                site.now -= 1

    def _answer(self, asked: Asked, fault: Fault | None) -> None:
        status, kind, body = self._true_answer()
        headers: dict[str, str] = {"Content-Type": kind}
        if fault:
            time.sleep(fault.wait)
            headers |= fault.headers
            status = fault.status or status
            body = body if fault.body is None else fault.body
        wanted = re.fullmatch(r"bytes=-(\d+)", self.headers.get("Range", ""))
        if wanted and status == 200 and self.site.ranges and kind == "application/pdf":
            part = body[-int(wanted[1]) :]
            headers["Content-Range"] = f"bytes {len(body) - len(part)}-{len(body) - 1}/{len(body)}"
            status, body = 206, part
        asked.status = status
        self.send_response(status)
        if self.site.lengths or kind != "application/pdf":
            headers.setdefault("Content-Length", str(len(body)))
        else:
            headers["Connection"] = "close"
            self.close_connection = True
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if fault and fault.drip:
            self.wfile.flush()
            for byte in body:
                time.sleep(fault.drip)
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
            return
        if fault and fault.cut is not None:
            body = body[: fault.cut]
            self.close_connection = True
        self.wfile.write(body)
        asked.sent = len(body)

    def _true_answer(self) -> tuple[int, str, bytes]:
        parts = urlsplit(self.path)
        path = unquote(parts.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        page = "text/html; charset=utf-8"
        if path == "/robots.txt":
            if self.site.robots is None:
                return 404, page, answers.something_went_wrong()
            return 200, "text/plain", self.site.robots.encode()
        if "user-agent" not in {name.lower() for name in self.headers}:
            return 403, page, b"<html><body>Forbidden</body></html>"
        if not path.startswith(self.folder + "/"):
            return 404, page, answers.something_went_wrong()
        path = path[len(self.folder) :]
        if path.startswith("/mgWebService.asmx/"):
            return self._service(path.rsplit("/", 1)[-1], query)
        if path == "/ieListDocuments.aspx":
            found = self.site.council.session(int(query.get("MId", "0")))
            if found is None or not found[1].shown:
                return 200, page, answers.something_went_wrong()
            return 200, page, answers.page(*found)
        if path == "/mgConvert2PDF.aspx":
            return self._file("s", int(query.get("ID", "0")), "")
        document = re.fullmatch(r"/documents/([gsb])(\d+)/.*", path, re.DOTALL)
        if document:
            return self._file(document[1], int(document[2]), query.get("T", ""))
        return 404, page, answers.something_went_wrong()

    def _file(self, letter: str, number: int, t: str) -> tuple[int, str, bytes]:
        data = self.site.council.file(letter, number, t)
        if data is None:
            return 404, "text/html", answers.something_went_wrong()
        return 200, "application/pdf", data

    def _service(self, method: str, query: dict[str, str]) -> tuple[int, str, bytes]:
        xml, council = "text/xml; charset=utf-8", self.site.council
        failed = 500, "text/plain", b"Missing parameter."
        if method == "GetCommittees":
            return 200, xml, answers.committees(council)
        if method == "GetMeetings":
            try:
                number = int(query["lCommitteeId"])
                since, until = (
                    dt.datetime.strptime(query[name], "%d/%m/%Y").date()
                    for name in ("sFromDate", "sToDate")
                )
            except (KeyError, ValueError):
                return failed
            found = next((one for one in council.committees if one.id == number), None)
            return failed if found is None else (200, xml, answers.meetings(found, since, until))
        if method == "GetMeeting" and query.get("lMeetingId", "").isdigit():
            session = council.session(int(query["lMeetingId"]))
            if session is not None:
                return 200, xml, answers.meeting(*session, self.site.base)
        return failed
