from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.robots import MAX_DELAY, read_robots

SITE = "https://democracy.example.gov.uk"
TEXT = """\ufeff# council
User-agent: badbot
Disallow: /

User-Agent: *
Crawl-delay: 5
Disallow: /documents/
Allow: /documents/g
Disallow: /*.aspx$   # pages
Disallow: /mgConvert2PDF.aspx?ID=
Disallow:
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("", True),
        ("/documents/s1/x.pdf", False),
        ("/documents/g1/x.pdf?T=10", True),
        ("/documents%2Fs1", False),
        ("/mg.aspx", False),
        ("/mg.aspx?x=1", True),
        ("/mgConvert2PDF.aspx?ID=7", False),
    ],
)
def test_the_longest_rule_decides(path: str, allowed: bool) -> None:
    assert read_robots(TEXT, name="Packhorse").allows(SITE + path) == allowed


def test_rules_for_us_go_before_those_for_all() -> None:
    ours = TEXT + "\nUser-agent: PackHorse\nUser-agent: other\nDisallow: /private\n"
    rules = read_robots(ours, name="Packhorse")
    assert rules.allows(f"{SITE}/documents/s1")
    assert not rules.allows(f"{SITE}/private/x")
    assert rules.delay == 0
    assert read_robots(TEXT, name="Packhorse").delay == 5


def test_delays_are_bounded_and_pages_are_no_rules() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: 86400", name="x").delay == 30
    page = "<!DOCTYPE html><html><body style='color: red'>Disallow: /</body></html>"
    assert read_robots(page, name="x").allows(SITE)


def test_patterns_cannot_take_for_ever() -> None:
    rules = read_robots("User-agent: *\nDisallow: /" + "*a" * 5000 + "$", name="x")
    started = time.monotonic()
    assert rules.allows(SITE + "/" + "a" * 4000)
    assert time.monotonic() - started < 20


@given(st.text(max_size=200), st.text(max_size=50))
def test_any_text_gives_rules(text: str, path: str) -> None:
    rules = read_robots(text, name="Packhorse")
    assert rules.allows(f"{SITE}/{path}") in (True, False)
    assert 0 <= rules.delay <= MAX_DELAY
