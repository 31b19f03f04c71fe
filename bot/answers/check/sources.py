"""What a claim may be made of: the units that it cites, as the check reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from bot.answers.check.numbers import days, numbers
from bot.answers.check.wording import plain, spelt_out, words
from bot.answers.evidence import Evidence
from indexer.council.dates import MONTH

__all__ = ["CitedSource", "keys", "sources"]

_UNITS = ("£000", "£m", "000", "%", "£")
_UNIT = re.compile(
    r"(£\s?(?:'?000'?s?|k|thousands?)\b|\(£?'?000'?s?\))|(£\s?(?:m|millions?)\b)|"
    r"((?<![\d£,])'000'?s?\b|\bthousands\b)|(%|\bper\s?cent|\bpercentages?\b)|(£)",
    re.IGNORECASE,
)
"""What figures are in, a group for each of `_UNITS`."""

_MONTH_OF = re.compile(rf"\b({MONTH})\.?\s+'?(\d\d)(?!\w|[.,:]\d)", re.IGNORECASE)
"""A month and two digits: a day's, and a year's as well where those of a row's headers follow
on one another ("Mar 24", "Mar 25")."""

_SCALED = frozenset(("£000", "£m"))


@dataclass(frozen=True)
class CitedSource:
    """A cited unit in plain characters.

    Attributes:
        own: its words.
        under: what it stands under: headers, headings, the meeting's own facts.
        cells: a row's (header, cell) pairs.
        near: what else stands on its page.
        short_names: what its document writes out, as (short, long).
    """

    own: str
    under: str
    cells: tuple[tuple[str, str], ...]
    near: str = ""
    short_names: tuple[tuple[str, str], ...] = ()

    @cached_property
    def name(self) -> str:
        """A row's own name: its first cell that is no figure."""
        return next(
            (cell for _, cell in self.cells if any(len(word.text) > 1 for word in words(cell))), ""
        )

    @cached_property
    def page_units(self) -> frozenset[str]:
        """Thousands or millions, where the page of a row says that its bare figures are in them."""
        return _units_in(self.near) & _SCALED

    def units(self, header: str) -> frozenset[str]:
        """Units that figures under a header have from it, or from what is over the table."""
        # The frame holds the other columns' headers too, whose units are not this one's.
        around = self.under
        for other, _ in self.cells:
            # "£m" over the rows' names is the whole table's.
            if other and not _UNIT.fullmatch(other.strip()):
                around = around.replace(other, " ")
        for text in (header, around):
            found = _units_in(text)
            if found & _SCALED:
                return found - {"£"}
            if found:
                return found
        return frozenset()


def _units_in(text: str) -> frozenset[str]:
    return frozenset(_UNITS[(match.lastindex or 0) - 1] for match in _UNIT.finditer(text))


def sources(cited: Sequence[Evidence]) -> list[CitedSource]:
    """The cited units, plain."""
    return [_source(one) for one in cited]


def _source(one: Evidence) -> CitedSource:
    headers = plain(" | ".join(header for header, _ in one.cells))
    digits = sorted(int(two) for _, two in _MONTH_OF.findall(headers))
    apart = not digits or any(later - earlier > 1 for earlier, later in pairwise(digits))
    year = r"\g<0>" if apart else r"\g<0> (\1 20\2)"
    under = plain(f"{one.frame}\n{one.above}")
    return CitedSource(
        own=spelt_out(plain(one.text or one.quote)),
        under=_MONTH_OF.sub(year, under),
        cells=tuple(
            (_MONTH_OF.sub(year, plain(header)), plain(cell)) for header, cell in one.cells
        ),
        near=plain(one.near),
        short_names=tuple((plain(short), plain(long)) for short, long in one.short_names),
    )


@lru_cache(maxsize=4_000)
def keys(text: str) -> frozenset[str]:
    """What a text is told by: its content words' stems, figures and dates by value."""
    dates, figures = days(text), numbers(text)
    taken = [range(one.start, one.end) for one in dates]
    taken += [range(one.start, one.end) for one in figures]
    return frozenset(
        [
            *(f"{one.value}{one.unit}" for one in figures),
            *(f"{one.year or ''}-{one.month or ''}-{one.day or ''}" for one in dates),
            *(
                word.stem
                for word in words(text)
                if word.stem and not any(word.start in one for one in taken)
            ),
        ]
    )
