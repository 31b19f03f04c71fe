"""Connections to public addresses only.

A host's addresses are looked up once, every one of them is judged, and the connection
goes to an address that was judged: a name that resolves to another address a moment
later (DNS rebinding) gains nothing. TLS still checks the certificate for the name.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable
from functools import cache
from typing import Any

import certifi
import httpcore

from indexer.sources.addresses import is_public
from indexer.sources.source_problems import NotAllowed

__all__ = ["open_pool"]


class _PublicOnly(httpcore.NetworkBackend):
    """Opens TCP connections, to addresses of the public internet unless told otherwise."""

    def __init__(self, *, allow_private: bool) -> None:
        self._inner = httpcore.SyncBackend()
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as exc:
            raise httpcore.ConnectError(str(exc)) from exc
        addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise NotAllowed(
                        f"{host} leads to {address}, an address of this machine or of a private "
                        "network: papers are fetched from public sites only "
                        "(PACKHORSE_ALLOW_PRIVATE_HOSTS=true lifts that)."
                    )
        problem: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in addresses:
            try:
                return self._inner.connect_tcp(
                    address, port, timeout, local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as exc:
                problem = exc
        raise problem


def open_pool(*, allow_private: bool, secure: bool) -> httpcore.ConnectionPool:
    """One connection to one site, kept open between requests.

    Args:
        secure: the site is asked by https, or may lead to it.
    """
    return httpcore.ConnectionPool(
        ssl_context=_certificates() if secure else None,
        max_connections=1,
        keepalive_expiry=30,
        network_backend=_PublicOnly(allow_private=allow_private),
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Whom we trust; read once, which takes a tenth of a second."""
    context = ssl.create_default_context(cafile=certifi.where())
    # Councils with a certificate authority of their own are reached with the usual variable.
    context.load_default_certs()
    return context
