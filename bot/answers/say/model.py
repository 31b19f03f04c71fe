"""What a language model writes, as claims with quotes, not yet checked.

The model is any that LangChain's `init_chat_model` makes. It is given passages fenced as
data and must give back a `Draft`, or `DraftPoints` for a digest; whatever it gives back is
only a proposal, which `bot.answers.check` judges.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, Field, SecretStr, ValidationError

import prompts
from indexer.catalogue import PassageRow
from indexer.catalogue.terms import terms
from indexer.problems import PackhorseError, SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = [
    "Draft", "DraftClaim", "DraftPoints", "DraftQuote", "ModelUnavailableError", "Writer",
    "open_writer",
]

MAX_CLAIMS = 8
MAX_CHARACTERS = 600
"""Of one claim or quote: a longer one is no claim but a paste."""

MAX_ASKED = 1_000
"""Characters of a question that the model is shown: nobody asks more, and a flood of words
must not push the rules out of its sight."""

MIN_KEPT = 0.6
"""The share of a rewritten question's content words that the conversation must hold."""


class ModelUnavailableError(PackhorseError):
    """The language model did not give a usable draft, for whatever reason."""


class DraftQuote(BaseModel):
    """Words that the model says stand in a passage."""

    passage: int = Field(description="id of the passage")
    words: str = Field(description="words copied letter for letter from that passage")


class DraftClaim(BaseModel):
    """One line that the model proposes."""

    text: str = Field(description="one plain sentence")
    quotes: list[DraftQuote] = Field(default_factory=list)


class Draft(BaseModel):
    """What the model proposes as an answer."""

    answered: bool = Field(description="false if the passages do not hold the answer")
    claims: list[DraftClaim] = Field(default_factory=list)


class DraftPoints(BaseModel):
    """What the model proposes as points of a digest."""

    points: list[DraftClaim] = Field(default_factory=list)


_Made = TypeVar("_Made", bound=BaseModel)


class Writer:
    """A language model that drafts answers and points of digests.

    Args:
        model: a LangChain chat model.
        name: how it is called in settings, for the answer's record.
    """

    def __init__(self, model: BaseChatModel, *, name: str) -> None:
        self._model = model
        self.name = name

    def draft(
        self, question: str, passages: Sequence[PassageRow], *, today: dt.date
    ) -> Draft:
        """A draft from some passages; a quote's `passage` is a place in them, from 1.

        Raises:
            ModelUnavailableError: unreachable, too slow, refused, or not a draft.
        """
        text = prompts.load("answer").fill(
            today=f"{today:%-d %B %Y}",
            passages=prompts.fence({
                str(number): f"{passage.context}\n{passage.text}"
                for number, passage in enumerate(passages, start=1)
            }),
            question=prompts.fence({"question": question[:MAX_ASKED]}),
        )
        draft = self._made(Draft, text)
        return Draft(answered=draft.answered, claims=_bounded(draft.claims))

    def points(
        self, title: str, sentences: Sequence[str], *, meeting: dt.date
    ) -> list[DraftClaim]:
        """One plain sentence for each of some sentences of an item's papers; a quote's
        `passage` is a place in them, from 1.

        Raises:
            ModelUnavailableError: unreachable, too slow, refused, or no points.
        """
        text = prompts.load("digest").fill(
            meeting=f"{meeting:%-d %B %Y}",
            title=prompts.fence({"title": title[:MAX_ASKED]}),
            passages=prompts.fence({
                str(number): sentence for number, sentence in enumerate(sentences, start=1)
            }),
        )
        return _bounded(self._made(DraftPoints, text).points)

    def _made(self, kind: type[_Made], text: str) -> _Made:
        try:
            made = self._model.with_structured_output(kind).invoke(text)
            return made if isinstance(made, kind) else kind.model_validate(made)
        except ValidationError as exc:
            raise ModelUnavailableError("The language model's answer made no sense.") from exc
        except Exception as exc:  # each provider raises its own kinds
            raise ModelUnavailableError("The language model could not be reached.") from exc

    def standalone(self, question: str, history: Sequence[str]) -> str | None:
        """The question made whole from the conversation; None if the model could not, or
        brought in words of its own."""
        text = prompts.load("standalone").fill(
            history=prompts.fence({
                str(number): one[:MAX_ASKED] for number, one in enumerate(history[-5:], start=1)
            }),
            question=prompts.fence({"question": question[:MAX_ASKED]}),
        )
        try:
            reply = str(self._model.invoke(text).content).strip()
        except Exception:  # the rule does instead
            return None
        line = reply.splitlines()[0].strip().strip('"') if reply else ""
        if not 3 < len(line) <= 300:
            return None
        said = set(terms(line))
        kept = said & set(terms(" ".join((*history, question))))
        return line if said and len(kept) / len(said) >= MIN_KEPT else None


def _bounded(claims: Sequence[DraftClaim]) -> list[DraftClaim]:
    return [
        DraftClaim(
            text=claim.text,
            quotes=[one for one in claim.quotes[:4] if len(one.words) <= MAX_CHARACTERS],
        )
        for claim in claims[:MAX_CLAIMS]
        if 0 < len(claim.text) <= MAX_CHARACTERS
    ]


def open_writer(
    name: str, *, url: str | None, key: SecretStr | None, seconds: float
) -> Writer:
    """The model that the settings name, as ``provider:model``.

    Raises:
        SettingsError: LangChain knows no such model, or its package is not installed.
    """
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"timeout": seconds, "max_retries": 1, "temperature": 0}
    if url:
        options["base_url"] = url
    if key:
        options["api_key"] = key.get_secret_value()
    try:
        model = init_chat_model(name, **options)
    except ImportError as exc:
        raise SettingsError(
            f"PACKHORSE_MODEL={name} needs a package that is not installed "
            f"({str(exc).splitlines()[0]})."
        ) from None
    except Exception as exc:  # a missing key or an unknown provider; each says so its own way
        reason = str(exc).splitlines()[0] if str(exc) else type(exc).__name__
        raise SettingsError(f"PACKHORSE_MODEL={name} cannot be used ({reason}).") from None
    return Writer(model, name=name)
