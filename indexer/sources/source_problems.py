"""What can go wrong with a source, each said in one sentence that a clerk can act on."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from indexer.council.problems import PackhorseError

__all__ = [
    "AnswerTooLarge",
    "NoSuchSource",
    "NotAllowed",
    "OddAnswer",
    "PageInstead",
    "Refused",
    "ServiceOff",
    "SiteBusy",
    "SiteUnreachable",
    "SourceError",
    "SourceExists",
    "Unforeseen",
    "VisitStopped",
    "WrongPage",
    "contained",
]

log = logging.getLogger("packhorse.sync")


class SourceError(PackhorseError):
    """A source cannot be used now, or not in the way that was asked."""


class SiteUnreachable(SourceError):
    """No answer: no such host, refused, cut off, or slower than we wait."""


class SiteBusy(SourceError):
    """The site asks to be left alone for `seconds`."""

    def __init__(self, sentence: str, *, seconds: float) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class ServiceOff(SourceError):
    """The site answers, but its web service for data is switched off or closed to us."""


class Refused(SourceError):
    """One address answers with `status`, an HTTP status of 400 or more."""

    def __init__(self, sentence: str, *, status: int) -> None:
        super().__init__(sentence)
        self.status = status


class OddAnswer(SourceError):
    """The answer is not of the kind that was asked for."""


class PageInstead(OddAnswer):
    """The answer is a web page where data was asked for."""


class WrongPage(OddAnswer):
    """A meeting's page does not name the meeting."""


class Unforeseen(OddAnswer):
    """Our own code breaks on an answer or a paper: the rest goes on without it."""


class NotAllowed(SourceError):
    """We must not ask: robots.txt, another host than the site's, a private address."""


class AnswerTooLarge(SourceError):
    """The answer is beyond the bound on bytes."""


class NoSuchSource(SourceError):
    """No source has that name."""


class SourceExists(SourceError):
    """The same source was added before."""


class VisitStopped(PackhorseError):
    """The program ends: what was done of the visit is kept, the rest is done by the next."""


@contextmanager
def contained(what: str) -> Iterator[None]:
    """Keep an error that nobody foresaw with the paper, meeting or site that caused it.

    Raises:
        Unforeseen: in place of any exception that is none of ours.
    """
    try:
        yield
    except PackhorseError:
        raise
    except Exception as exc:
        log.error("unforeseen=%s at=%s", type(exc).__name__, what, exc_info=exc)
        raise Unforeseen(
            f"{what} cannot be used; the log says more, and it is tried again later."
        ) from exc
