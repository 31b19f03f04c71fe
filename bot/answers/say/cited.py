"""Drafted claims, each checked against the units that it cites."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

import prompts
from bot.answers.answer import Claim
from bot.answers.check import completed, judge, needed
from bot.answers.citing import title_of
from bot.answers.evidence import Evidence
from bot.answers.say.drafts import DraftedClaim
from bot.answers.say.material import Material
from bot.answers.say.model import ModelUnavailableError, Talk
from bot.answers.scope import Scope
from indexer.council.dates import spoken_date

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

__all__ = ["Cited", "Problem", "revised"]

UNITS = 4
CHARACTERS = 600
"""Of a claim and a claim's text: what is longer is no claim but a paste."""

QUOTED_WORDS = 60
"""Of a unit that is shown in the place of a claim that does not hold."""

Problem = tuple[DraftedClaim, str]
"""A claim that does not hold, and why."""

_Made = TypeVar("_Made", bound=BaseModel)


class Cited:
    """Checks claims against some material.

    Args:
        question: what was asked; see `bot.answers.check.judge`.
    """

    def __init__(self, material: Material, scope: Scope, *, question: str) -> None:
        self._material = material
        self._scope = scope
        self._question = question

    def checked(self, drafted: Sequence[DraftedClaim]) -> tuple[list[Claim | None], list[Problem]]:
        """The claims, None for each that does not hold, and what is wrong with those."""
        claims: list[Claim | None] = []
        problems: list[Problem] = []
        leant = Counter(
            (unit.document, unit.pdf_page) for proposed in drafted for unit in self.units(proposed)
        )
        for proposed in drafted:
            text = " ".join(proposed.text.split())
            units = self.units(proposed)
            if not text or len(text) > CHARACTERS:
                continue
            facts = self._facts(units)
            reasons = judge(text, units, question=self._question, facts=facts)
            if units and reasons:
                beside = self._material.beside(units)
                more = completed(text, units, beside, question=self._question, facts=facts)
                units, reasons = (more, ()) if more else (units, reasons)
            if reasons:
                problems.append((proposed, "; ".join(reasons)))
                claims.append(None)
            else:
                # Those on pages that the draft leans on most are kept before others.
                order = sorted(units, key=lambda one: -leant[one.document, one.pdf_page])
                kept = needed(text, order, question=self._question, facts=facts)
                claims.append(self.claim(text, [one for one in units if one in kept]))
        return claims, problems

    def units(self, proposed: DraftedClaim) -> list[Evidence]:
        """The units that a claim cites, those that there are."""
        found = (self._material.unit(name) for name in proposed.units)
        return list(dict.fromkeys(one for one in found if one is not None))[:UNITS]

    def claim(self, text: str, units: Sequence[Evidence]) -> Claim:
        """A claim with the places of its units."""
        return Claim(
            text=text,
            citations=tuple(
                dict.fromkeys(one for unit in units for one in self._material.citations(unit))
            ),
        )

    def quoted(self, refused: Sequence[DraftedClaim], kept: Sequence[Claim]) -> list[Claim]:
        """The units of claims that do not hold, as they stand, each once."""
        said = {one.quote for claim in kept for one in claim.citations}
        quoted: list[Claim] = []
        for proposed in refused:
            for unit in self.units(proposed):
                if unit.quote in said or len(unit.text.split()) > QUOTED_WORDS:
                    continue
                said.add(unit.quote)
                quoted.append(self.claim(unit.text, [unit]))
        return quoted

    def _facts(self, units: Sequence[Evidence]) -> list[str]:
        """What is known of the units' papers: their body and the day of their meeting."""
        cards = [self._scope.card(name) for name in dict.fromkeys(one.document for one in units)]
        return [
            fact
            for card in cards
            for fact in (
                title_of(self._scope, card.document),
                card.title,
                _words(card.document),
                card.council,
                card.committee,
                spoken_date(card.meeting_date) if card.meeting_date else None,
            )
            if fact
        ]


def revised(
    talk: Talk, kind: type[_Made], messages: Sequence[BaseMessage], problems: Sequence[Problem]
) -> _Made | None:
    """The draft once more, with what was wrong; None where none comes."""
    from langchain_core.messages import AIMessage, HumanMessage, ToolMessage

    told = prompts.load("revise").fill(
        problems=prompts.fence(
            {
                f"claim {number}": f"{claim.text}\nWhy not: {reason}"
                for number, (claim, reason) in enumerate(problems, start=1)
            }
        )
    )
    last = messages[-1]
    calls = last.tool_calls if isinstance(last, AIMessage) else []
    try:
        if calls:
            answers = [ToolMessage(told, tool_call_id=call["id"] or "") for call in calls]
            _, made = talk.choice([*messages, *answers], [kind])
            return next((one for _, one in made if isinstance(one, kind)), None)
        return talk.structured(kind, [*messages, HumanMessage(told)])
    except ModelUnavailableError:
        return None


def _words(document: str) -> str:
    """The words of a file's name, which often says what a paper is."""
    return re.sub(r"(?!(?<=\d)-(?=\d))[\W_]", " ", document)
