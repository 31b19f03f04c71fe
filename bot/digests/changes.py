"""What became of a committee's actions since the meeting before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.digests.digest import ActionStatus, Change, DigestAction
from indexer.council.dates import target_days
from indexer.council.packs import Action

__all__ = ["changes"]

ALIKE = 0.8
"""Share of their words that two rows of the tracker have in common if they are the same."""


def changes(
    now: Sequence[DigestAction], before: Sequence[tuple[Action, ActionStatus]]
) -> Iterator[Change]:
    """Closed, slipped and new, in the tracker's order.

    Args:
        before: the earlier tracker's rows, and how each stood then.
    """
    for action in now:
        old = _same(action, before)
        if old is None:
            if before:
                yield Change(what="new", action=action)
            continue
        row, status = old
        done = action.status is ActionStatus.COMPLETE
        if done and status is not ActionStatus.COMPLETE:
            yield Change(what="closed", action=action)
            continue
        was, is_now = target_days(row.target or ""), target_days(action.target or "")
        if not done and was and is_now and is_now[1] > was[1]:
            yield Change(
                what="slipped",
                action=action,
                before=_said(row.target),
                after=_said(action.target),
            )


def _same(
    action: DigestAction, before: Sequence[tuple[Action, ActionStatus]]
) -> tuple[Action, ActionStatus] | None:
    words = _words(action.claim.text)
    for row, status in before:
        other = _words(row.recommendation)
        if words and len(words & other) >= ALIKE * len(words | other):
            return row, status
    return None


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z0-9]+", text.casefold()))


def _said(target: str | None) -> str:
    return (target or "").strip(" .")
