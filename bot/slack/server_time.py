"""What time it is by Slack's clock."""

from __future__ import annotations

import urllib.request
from email.utils import parsedate_to_datetime

__all__ = ["server_time"]

SECONDS = 10


def server_time(api_url: str) -> float | None:
    """Seconds since 1970 by Slack's clock; None where it cannot be asked.

    Every answer bears the time (RFC 9110, section 6.6.1); ``api.test`` needs no token.
    """
    request = urllib.request.Request(f"{api_url.rstrip('/')}/api.test", method="POST")
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            return parsedate_to_datetime(str(answer.headers["Date"])).timestamp()
    except (OSError, ValueError, TypeError, OverflowError):
        return None
