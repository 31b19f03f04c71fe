from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.sources.addresses import base_address, is_public, joined, same_site, upgraded
from indexer.sources.source_problems import NotAllowed

PAGE = "https://democracy.example.gov.uk/mg/ieListDocuments.aspx?CId=1&MId=2&Ver=4"


@pytest.mark.parametrize(
    ("given_", "base"),
    [
        ("https://democracy.example.gov.uk", "https://democracy.example.gov.uk"),
        ("democracy.example.gov.uk/", "https://democracy.example.gov.uk"),
        ("https://X.gov.uk/mg/ieListMeetings.aspx?CId=1&Year=0", "https://x.gov.uk/mg"),
        ("http://x.gov.uk:80/mg/", "http://x.gov.uk/mg"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000/", "http://[::1]:8000"),
    ],
)
def test_base_addresses(given_: str, base: str) -> None:
    assert base_address(given_) == base


@pytest.mark.parametrize(
    "address",
    [
        "../minutes/x.pdf",
        "ftp://x.gov.uk",
        "file:///etc",
        "https://",
        "https://a:b@x.gov.uk",
        "http://x:99999",
        "http://[::1",
        "javascript:alert(1)",
        "a..b",
        ".gov.uk",
    ],
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(NotAllowed):
        base_address(address)


@pytest.mark.parametrize(
    ("href", "path"),
    [
        ("documents/g2/The pack.pdf?T=10", "/mg/documents/g2/The%20pack.pdf?T=10"),
        (" documents/g2/A\r\n B.pdf\n", "/mg/documents/g2/A%20B.pdf"),
        ("documents/g2/A%20B.pdf#page=3", "/mg/documents/g2/A%20B.pdf"),
        ("/documents/é.pdf", "/documents/%C3%A9.pdf"),
        ("../../../x.pdf", "/x.pdf"),
    ],
)
def test_links_are_read_as_browsers_read_them(href: str, path: str) -> None:
    assert joined(PAGE, href) == f"https://democracy.example.gov.uk{path}"


def test_sites() -> None:
    site = "http://x.gov.uk"
    assert same_site("http://X.gov.uk./a", site)
    assert same_site("https://x.gov.uk/a", site)
    assert not same_site("http://x.gov.uk/a", "https://x.gov.uk")
    assert not same_site("http://x.gov.uk:8080/a", site)
    assert not same_site("http://evil.x.gov.uk/a", site)
    assert not same_site("http://x.gov.uk@evil.example/a", site)
    assert not same_site("nonsense", site)


def test_http_on_a_site_watched_by_https_is_asked_by_https() -> None:
    site = "https://x.gov.uk/mg"
    assert upgraded("http://x.gov.uk/a?b", site) == "https://x.gov.uk/a?b"
    assert upgraded("http://x.gov.uk:8080/a", site) == "http://x.gov.uk:8080/a"
    assert upgraded("http://y.gov.uk/a", site) == "http://y.gov.uk/a"
    assert upgraded("http://x.gov.uk/a", "http://x.gov.uk") == "http://x.gov.uk/a"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "fec0::1",
        "192.88.99.1",
        "::ffff:192.88.99.2",
        "2002:c058:6301::",
        "64:ff9b:1::808:808",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "nonsense",
        "",
    ],
)
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"]
)
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_another_is_judged_alike(address: ipaddress.IPv4Address) -> None:
    mapped = str(ipaddress.IPv6Address(f"::ffff:{address}"))
    assert is_public(mapped) == is_public(str(address))


@given(st.text(max_size=60))
def test_no_link_breaks_the_reader(href: str) -> None:
    assert isinstance(joined(PAGE, href), str)
