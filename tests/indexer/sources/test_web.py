"""How a site is visited: manners, limits, and everything a server can do wrong."""

from __future__ import annotations

import gzip
import hashlib
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from indexer.sources.source_problems import (
    AnswerTooLarge,
    NotAllowed,
    OddAnswer,
    Refused,
    SiteBusy,
    SiteUnreachable,
    SourceError,
)
from indexer.sources.web import TAIL, Manners, Web, user_agent
from tests.moderngov_server.council import Council
from tests.moderngov_server.server import Site, serving

FILE = "/documents/g4967/Public reports pack.pdf?T=10".replace(" ", "%20")
HERE = Manners(pause=0, allow_private=True)
LIST = "/mgWebService.asmx/GetCommittees"


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def web(site: Site, waits: list[float]) -> Iterator[Web]:
    manners = Manners(
        contact="Priya <clerk@example.gov.uk>", allow_private=True, pause=0, timeout=2
    )
    made = Web(site.base, manners, sleep=waits.append)
    yield made
    made.close()


def test_says_who_it_is(web: Web, site: Site) -> None:
    web.read(site.base + LIST)
    agent = site.asked[0].headers["user-agent"]
    assert agent.startswith("Packhorse/")
    assert "clerk@example.gov.uk" in agent
    assert "\n" not in user_agent("a\nX-Evil: (1) \N{SNOWMAN}")


def test_waits_between_requests_and_never_asks_two_at_once(site: Site) -> None:
    web = Web(site.base, Manners(allow_private=True, pause=0.1))
    for _ in range(4):
        web.read(site.base + LIST)
    gaps = [b.at - a.at for a, b in zip(site.asked, site.asked[1:], strict=False)]
    assert min(gaps) >= 0.1
    assert site.most_at_once == 1


def test_a_download_is_whole_or_fails(
    web: Web, site: Site, council: Council, tmp_path: Path
) -> None:
    pack = council.committees[0].sessions[0].pack
    assert pack is not None
    got = web.download(site.base + FILE, tmp_path / "x")
    assert (tmp_path / "x").read_bytes() == pack
    assert got.sha256 == hashlib.sha256(pack).hexdigest()
    assert replace(got, sha256=None) == web.peek(site.base + FILE)
    site.fault(FILE, cut=700)
    with pytest.raises(SiteUnreachable, match="cut off"):
        web.download(site.base + FILE, tmp_path / "x")
    site.lengths = False
    with pytest.raises(SiteUnreachable, match="cut off"):
        web.download(site.base + FILE, tmp_path / "x")


def test_a_cut_answer_is_asked_for_again(
    web: Web, site: Site, waits: list[float], tmp_path: Path
) -> None:
    site.fault(FILE, cut=700, times=1)
    web.download(site.base + FILE, tmp_path / "x")
    assert len(site.paths("g4967")) == 2
    assert 3 <= waits[0] <= 4.5


@pytest.mark.parametrize("ranges", [True, False])
def test_a_peek_costs_little(web: Web, site: Site, council: Council, ranges: bool) -> None:
    council.committees[0].sessions[0].pack = b"%PDF-1.7" + b"x" * 3_000_000
    site.ranges = ranges
    mark = web.peek(site.base + FILE)
    assert mark.size == 3_000_008
    assert (mark.tail is not None) == ranges
    assert web.received <= TAIL


@pytest.mark.parametrize("status", [500, 502, 504])
def test_a_server_that_fails_is_asked_once_more(web: Web, site: Site, status: int) -> None:
    site.fault(LIST, status=status)
    with pytest.raises(Refused) as told:
        web.read(site.base + LIST)
    assert told.value.status == status
    assert len(site.asked) == 2


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_refusal_is_not_argued_with(web: Web, site: Site, status: int) -> None:
    site.fault(LIST, status=status)
    with pytest.raises(Refused):
        web.read(site.base + LIST)
    assert len(site.asked) == 1


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_is_honoured(web: Web, site: Site, waits: list[float], status: int) -> None:
    site.fault(LIST, status=status, headers={"Retry-After": "7"}, times=1)
    web.read(site.base + LIST)
    assert waits == [7.0]
    site.fault(LIST, status=status, headers={"Retry-After": "3600"})
    with pytest.raises(SiteBusy) as told:
        web.read(site.base + LIST)
    assert told.value.seconds == 3600
    assert waits == [7.0]


def test_retry_after_may_be_a_date(web: Web, site: Site) -> None:
    later = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(time.time() + 1800))
    site.fault(LIST, status=503, headers={"Retry-After": later})
    with pytest.raises(SiteBusy) as told:
        web.read(site.base + LIST)
    assert 1700 < told.value.seconds <= 1800


@pytest.mark.parametrize(
    "target",
    [
        "http://elsewhere.example/x.pdf",
        "//elsewhere.example/x.pdf",
        "https://127.0.0.1:1/x.pdf",
        "http://127.0.0.1:1/x.pdf",
        "file:///etc/passwd",
        "http://user@127.0.0.1/x",
    ],
)
def test_redirects_stay_within_the_site(web: Web, site: Site, target: str) -> None:
    site.fault(FILE, status=302, headers={"Location": target})
    with pytest.raises(NotAllowed):
        web.read(site.base + FILE)
    assert len(site.asked) == 1


def test_redirects_within_the_site_are_followed_but_not_for_ever(web: Web, site: Site) -> None:
    site.fault("/old", status=302, headers={"Location": LIST})
    assert web.read(site.base + "/old").url == site.base + LIST
    site.fault("/round", status=302, headers={"Location": "/round"})
    with pytest.raises(OddAnswer, match="without end"):
        web.read(site.base + "/round")


def test_robots_rules_hold_for_redirects_too(web: Web, site: Site) -> None:
    site.robots = "User-agent: *\nDisallow: /documents/\n"
    web.robots()
    with pytest.raises(NotAllowed, match=r"robots\.txt"):
        web.read(site.base + FILE)
    site.fault("/old", status=302, headers={"Location": FILE})
    with pytest.raises(NotAllowed, match=r"robots\.txt"):
        web.read(site.base + "/old")
    assert not site.paths("/documents/")


def test_a_failing_robots_file_closes_the_site_and_a_missing_one_opens_it(
    web: Web, site: Site
) -> None:
    assert web.robots() != "User-agent"
    web.read(site.base + LIST)
    site.fault("/robots.txt", status=500)
    with pytest.raises(Refused):
        web.robots()


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_bombs_are_defused(web: Web, site: Site, coding: str) -> None:
    import zlib

    plain = b"<committees>" + b" " * 60_000_000
    packed = gzip.compress(plain, 1) if coding == "gzip" else zlib.compress(plain, 1)
    site.fault(LIST, body=packed, headers={"Content-Encoding": coding})
    with pytest.raises(AnswerTooLarge):
        web.read(site.base + LIST)
    assert web.read(site.base + LIST, limit=70_000_000).body == plain


def test_a_compressed_answer_may_be_empty_or_in_parts(web: Web, site: Site) -> None:
    packed = {"Content-Encoding": "gzip"}
    site.fault("/robots.txt", body=b"", headers=packed)
    web.robots()
    site.fault(LIST, body=gzip.compress(b"<a>") + gzip.compress(b"</a>"), headers=packed)
    assert web.read(site.base + LIST).body == b"<a></a>"


PACKED = gzip.compress(b"<committees/>", mtime=0)
"""Without the time: it is part of a test's name, which every process must find the same."""


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"headers": {"Content-Encoding": "br"}}, OddAnswer),
        ({"headers": {"Content-Encoding": "gzip"}}, OddAnswer),
        (
            {"headers": {"Content-Encoding": "gzip"}, "body": PACKED[:-9]},
            SiteUnreachable,
        ),
        (
            {
                "headers": {"Content-Encoding": "gzip"},
                "body": PACKED + b"more",
            },
            OddAnswer,
        ),
        ({"status": 302, "headers": {"Location": "http://127.0.0.1:x/"}}, NotAllowed),
        ({"body": b"x" * 2_000_000}, AnswerTooLarge),
        ({"headers": {"Content-Length": "99999999999"}}, AnswerTooLarge),
        ({"wait": 2.6}, SiteUnreachable),
        ({"drip": 0.01}, SiteUnreachable),
    ],
    ids=str,
)
def test_answers_are_bounded(
    site: Site, settings: dict[str, Any], problem: type[SourceError]
) -> None:
    site.fault(LIST, **settings)
    web = Web(site.base, Manners(allow_private=True, pause=0, timeout=1, back_off=(0,)))
    with pytest.raises(problem):
        web.read(site.base + LIST, limit=1_000_000)


def test_a_page_in_place_of_a_pdf(web: Web, site: Site, tmp_path: Path) -> None:
    site.fault(FILE, body=b"<!DOCTYPE html><html>Sorry</html>", times=1)
    with pytest.raises(OddAnswer, match="a web page instead of a PDF"):
        web.download(site.base + FILE, tmp_path / "x")
    site.fault(FILE, body=b"", times=1)
    with pytest.raises(OddAnswer):
        web.download(site.base + FILE, tmp_path / "x")
    with pytest.raises(AnswerTooLarge):
        web.download(site.base + FILE, tmp_path / "x", limit=100)


def test_private_addresses_are_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.base.rsplit(":", 1)[1]
    with pytest.raises(NotAllowed, match="PACKHORSE_ALLOW_PRIVATE_HOSTS"):
        Web(site.base, Manners(pause=0)).read(site.base + LIST)
    # A public name that means a private address is one too.
    public = f"http://democracy.example.gov.uk:{port}"
    known = socket.getaddrinfo
    answers = [("93.184.215.14", 0), ("127.0.0.1", 0)]
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda *_, **__: [(0, 0, 0, "", one) for one in answers]
    )
    with pytest.raises(NotAllowed, match=r"127\.0\.0\.1"):
        Web(public, Manners(pause=0)).read(public + LIST)
    assert not site.asked
    # The address that was judged is the one that is called: the name is not asked twice.
    asked = []

    def once(host: str, *rest: Any, **named: Any) -> Any:
        asked.append(host)
        return known(host.replace("democracy.example.gov.uk", "127.0.0.1"), *rest, **named)

    monkeypatch.setattr("socket.getaddrinfo", once)
    Web(public, HERE).read(public + LIST)
    assert asked.count("democracy.example.gov.uk") == 1
    assert len(site.asked) == 1


def test_an_address_that_cannot_be_reached_is_not_tried_again(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []
    call = socket.create_connection

    def noted(address: tuple[str, int], *rest: Any, **named: Any) -> socket.socket:
        called.append(address[0])
        return call(address, *rest, **named)

    known = socket.getaddrinfo
    two = [(0, 0, 0, "", (one, 0)) for one in ("127.0.0.2", "127.0.0.1")]
    monkeypatch.setattr(
        "socket.getaddrinfo",
        lambda host, *rest, **named: (
            two if host.endswith(".gov.uk") else known(host, *rest, **named)
        ),
    )
    monkeypatch.setattr("socket.create_connection", noted)
    public = site.base.replace("127.0.0.1", "democracy.example.gov.uk")
    with closing(Web(public, HERE)) as web:
        for _ in range(2):
            web.read(public + LIST)
    assert called.count("127.0.0.2") == 1
    assert len(site.asked) == 2


def test_no_such_host_and_nobody_there(waits: list[float]) -> None:
    with serving(Council()) as closed:
        base = closed.base
    for address in (base, "http://no-such-host.invalid"):
        with pytest.raises(SiteUnreachable):
            Web(address, HERE, sleep=waits.append).read(address + LIST)
    assert len(waits) == 4


@pytest.mark.parametrize(
    "after",
    [
        "²",
        "9" * 5000,
        "-5",
        "soon",
        "Mon, 01 Jan 0001 00:00:00 +2359",
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Thu, 99 Foo 2026",
        "",
    ],
)
def test_no_retry_after_breaks_the_reader(web: Web, site: Site, after: str) -> None:
    site.fault(LIST, status=503, headers={"Retry-After": after.encode().decode("latin-1")})
    with pytest.raises(SiteBusy) as told:
        web.read(site.base + LIST)
    assert 0 <= told.value.seconds <= 24 * 3600


@pytest.mark.parametrize("length", ["²", "9" * 5000])
def test_no_length_breaks_the_reader(site: Site, web: Web, length: str) -> None:
    site.fault(
        FILE,
        status=206,
        headers={
            "Content-Range": f"bytes 0-1/{length}".encode().decode("latin-1"),
        },
    )
    assert web.peek(site.base + FILE).size is None
