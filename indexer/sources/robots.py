"""What a site's robots.txt allows us (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

__all__ = ["MAX_BYTES", "Robots", "read_robots"]

MAX_BYTES = 500 * 1024
"""RFC 9309, section 2.5: at least this much is to be parsed."""

MAX_DELAY = 30.0
"""Seconds. A longer Crawl-delay would make a first sync take weeks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """The rules for one robot: (allow, path pattern) pairs, and seconds between visits."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float = 0.0

    def allows(self, address: str) -> bool:
        """Whether the address may be asked for: the longest rule that fits decides."""
        parts = urlsplit(address)
        path = unquote(parts.path or "/") + (f"?{unquote(parts.query)}" if parts.query else "")
        fitting = [(len(pattern), allow) for allow, pattern in self.rules if _fits(pattern, path)]
        # True sorts after False: of two rules of one length the one that allows wins.
        return max(fitting)[1] if fitting else True


def read_robots(text: str, *, name: str) -> Robots:
    """The rules of a robots.txt for the robot called `name`, else those for all.

    A page in place of the file has no line that looks like a rule: all is allowed.
    """
    groups: list[tuple[list[str], list[tuple[bool, str]], list[float]]] = []
    naming = False
    for line in text.lstrip("\ufeff").splitlines():
        key, colon, value = line.split("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not colon:
            continue
        if key == "user-agent":
            if not naming:
                groups.append(([], [], []))
            groups[-1][0].append(value.lower())
            naming = True
            continue
        naming = False
        if not groups:
            continue
        if key in ("allow", "disallow") and value:
            groups[-1][1].append((key == "allow", unquote(value)))
        elif key == "crawl-delay" and value.replace(".", "", 1).isdecimal():
            groups[-1][2].append(min(float(value), MAX_DELAY))
    ours = [one for one in groups if name.lower() in one[0]] or [
        one for one in groups if "*" in one[0]
    ]
    return Robots(
        rules=tuple(rule for _, rules, _ in ours for rule in rules),
        delay=max((delay for *_, delays in ours for delay in delays), default=0.0),
    )


def _fits(pattern: str, path: str) -> bool:
    """Whether a path begins as the pattern says; ``*`` is any run, a last ``$`` the end."""
    whole = pattern.endswith("$")
    first, *others = (pattern[:-1] if whole else pattern).split("*")
    if not path.startswith(first):
        return False
    at = len(first)
    for number, part in enumerate(others, start=1):
        if whole and number == len(others):
            return len(path) - len(part) >= at and path.endswith(part)
        found = path.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return not whole or at == len(path)
