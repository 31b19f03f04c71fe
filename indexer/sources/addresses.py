"""Web addresses: cleaned as browsers clean them, kept within a site and off private networks."""

from __future__ import annotations

import ipaddress
from urllib.parse import unquote

import httpx

from indexer.sources.source_problems import NotAllowed

__all__ = ["base_address", "host_of", "is_public", "joined", "same_site", "upgraded"]

_PORTS = {"http": 80, "https": 443}

_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

_NOT_PUBLIC = tuple(
    ipaddress.ip_network(one)
    for one in ("192.88.99.0/24", "fec0::/10", "64:ff9b:1::/48", "3fff::/20", "5f00::/16")
)
"""What some versions of `ipaddress` take for global: the relays of 6to4, site-local
addresses, and later lines of IANA's registries of special-purpose addresses."""


def base_address(text: str) -> str:
    """A site's address as we keep it: scheme, host and folder, without a last slash.

    People paste the address of a page; its file name and query are cut off, and https
    is assumed where no scheme is given.

    Raises:
        NotAllowed: it is no http(s) address, or carries a user name or password.
    """
    text = text.strip()
    url = _url(text if "://" in text else f"https://{text}")
    folder = url.path
    if "." in folder.rsplit("/", 1)[-1]:
        folder = folder.rsplit("/", 1)[0]
    whole = url.copy_with(host=_place(url)[0], path=folder or "/", query=None, fragment=None)
    return str(whole).rstrip("/")


def host_of(address: str) -> tuple[str, int]:
    """(host in lower case, port) of an http(s) address.

    Raises:
        NotAllowed: it is no http(s) address, or carries a user name or password.
    """
    return _place(_url(address))


def joined(page: str, href: str) -> str:
    """The address that a link on a page means; "" where it means none.

    Line ends and tabs are dropped and spaces encoded, as the URL standard of browsers
    has it (https://url.spec.whatwg.org/#concept-basic-url-parser); a fragment is cut off.
    """
    clean = href.strip(" \t\r\n\f\0")
    for end in "\t\r\n":
        clean = clean.replace(end, "")
    try:
        return str(httpx.URL(page).join(clean).copy_with(fragment=None))
    except (httpx.InvalidURL, ValueError):
        return ""


def same_site(address: str, site: str) -> bool:
    """Whether an address is on the site's host and port; https for http is the same site."""
    try:
        here, home = _url(address), _url(site)
    except NotAllowed:
        return False
    (host, port), (home_host, home_port) = _place(here), _place(home)
    upgraded = (home.scheme, home_port, here.scheme, port) == ("http", 80, "https", 443)
    same = (here.scheme, port) == (home.scheme, home_port)
    return host == home_host and (same or upgraded)


def upgraded(address: str, site: str) -> str:
    """An http address of a site that is watched by https, as https.

    Servers behind a proxy that does the encryption write http in links and redirects.
    """
    if address.startswith("http://") and site.startswith("https://"):
        secure = f"https://{address.removeprefix('http://')}"
        if same_site(secure, site):
            return secure
    return address


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet.

    Addresses that carry an IPv4 address inside (mapped, 6to4, Teredo, NAT64) are judged
    by it too.
    """
    try:
        ip: ipaddress.IPv4Address | ipaddress.IPv6Address = ipaddress.ip_address(
            address.split("%")[0]
        )
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inside = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inside.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(one is not None and not is_public(str(one)) for one in inside):
            return False
        if ip.ipv4_mapped is not None:
            return True
    return (
        ip.is_global
        and not ip.is_multicast
        and not ip.is_reserved
        and not any(ip.version == net.version and ip in net for net in _NOT_PUBLIC)
    )


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
        # What no host may have stands in it percent-encoded; a last dot is allowed.
        named = all(url.host.removesuffix(".").split(".")) and "%" not in url.host
        named = named and not url.userinfo
        if url.scheme in _PORTS and named and (url.port or 0) < 2**16:
            return url
    except (httpx.InvalidURL, ValueError):
        pass
    raise NotAllowed(
        f"{unquote(address)[:200]} is not a web address that can be used: "
        "it looks like https://democracy.example.gov.uk, without a user name or password."
    )


def _place(url: httpx.URL) -> tuple[str, int]:
    return url.raw_host.decode("ascii").rstrip("."), url.port or _PORTS[url.scheme]
