"""Web addresses: cleaned as browsers clean them, kept within a site and off private networks."""

from __future__ import annotations

import ipaddress
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from indexer.sources.source_problems import NotAllowed

__all__ = ["base_address", "host_of", "is_public", "joined", "same_site", "upgraded"]

_PORTS = {"http": 80, "https": 443}

_LEGAL = "%/:?#[]@!$&'()*+,;=-._~|"
"""Characters that stay as they are in an address; all others are percent-encoded."""

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
    if "://" not in text:
        text = f"https://{text}"
    parts = _split(text)
    folder = parts.path
    if "." in folder.rsplit("/", 1)[-1]:
        folder = folder.rsplit("/", 1)[0]
    return urlunsplit(
        (parts.scheme, _netloc(parts.scheme, host_of(text)), folder.rstrip("/"), "", "")
    )


def host_of(address: str) -> tuple[str, int]:
    """(host in lower case, port) of an http(s) address.

    Raises:
        NotAllowed: it is no http(s) address, or carries a user name or password.
    """
    parts = _split(address)
    host = (parts.hostname or "").lower().rstrip(".")
    try:
        host = host.encode("idna").decode("ascii") if not host.isascii() else host
        return host, parts.port or _PORTS[parts.scheme]
    except (UnicodeError, ValueError):
        raise NotAllowed(f"{address} is not a web address: check it.") from None


def joined(page: str, href: str) -> str:
    """The address that a link on a page means.

    Line ends and tabs are dropped and spaces encoded, as the URL standard of browsers
    has it (https://url.spec.whatwg.org/#concept-basic-url-parser); a fragment is cut off.
    """
    clean = href.strip(" \t\r\n\f\0")
    for end in "\t\r\n":
        clean = clean.replace(end, "")
    try:
        return quote(urljoin(page, clean).split("#")[0], safe=_LEGAL)
    except ValueError:
        return page


def same_site(address: str, site: str) -> bool:
    """Whether an address is on the site's host and port; https for http is the same site."""
    try:
        (host, port), (home, home_port) = host_of(address), host_of(site)
    except NotAllowed:
        return False
    if host != home:
        return False
    upgraded = (urlsplit(site).scheme, home_port) == ("http", 80) and (
        urlsplit(address).scheme,
        port,
    ) == ("https", 443)
    return upgraded or (port == home_port and urlsplit(address).scheme == urlsplit(site).scheme)


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


def _split(address: str) -> SplitResult:
    wrong = NotAllowed(
        f"{unquote(address)[:200]} is not a web address that can be used: "
        "it looks like https://democracy.example.gov.uk, without a user name or password."
    )
    try:
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname or "@" in parts.netloc:
            raise wrong
    except ValueError:
        raise wrong from None
    return parts


def _netloc(scheme: str, host: tuple[str, int]) -> str:
    name = f"[{host[0]}]" if ":" in host[0] else host[0]
    return name if host[1] == _PORTS[scheme] else f"{name}:{host[1]}"
