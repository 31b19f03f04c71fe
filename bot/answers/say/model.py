"""A language model, whichever LangChain's `init_chat_model` makes, and a talk with it.

What a model cannot do is done without, step by step: tools, then two calls with structured
output (a plan and an answer), then one. A model that cannot give even that leaves the
answer to quotes. Whatever it gives is only a proposal, which `bot.answers.check` judges.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, SecretStr, ValidationError

import prompts
from indexer.council.problems import PackhorseError, SettingsError, why

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessage, BaseMessage

__all__ = [
    "Ability",
    "AnswerUnwanted",
    "CannotError",
    "ModelUnavailableError",
    "Talk",
    "Writer",
    "open_writer",
    "while_wanted",
]

MAX_ASKED = 1_000
"""Characters of a question that the model is shown: nobody asks more, and a flood of words
must not push the rules out of its sight."""

SECONDS = 40.0
TOKENS = 12_000

CANNOT = frozenset({400, 404, 405, 415, 422, 501})
"""HTTP statuses with which providers refuse a request that they do not support."""

LOOK_SECONDS = 0.5
"""Between two looks at whether an answer is still wanted."""

_wanted: ContextVar[Callable[[], bool]] = ContextVar("wanted", default=lambda: True)

_log = logging.getLogger(__name__)
T = TypeVar("T")
_Made = TypeVar("_Made", bound=BaseModel)


class ModelUnavailableError(PackhorseError):
    """The language model did not give a usable answer, for whatever reason."""


class AnswerUnwanted(PackhorseError):
    """Whoever asked has stopped the question."""


class CannotError(ModelUnavailableError):
    """The model was reached, and does not do what it was asked for."""


@contextmanager
def while_wanted(wanted: Callable[[], bool]) -> Iterator[None]:
    """Answer within this only as long as `wanted` says so: else no model is asked or waited
    for any more, and `AnswerUnwanted` is raised."""
    before = _wanted.set(wanted)
    try:
        yield
    finally:
        _wanted.reset(before)


class Ability(IntEnum):
    """What a model can do; the next lower one is tried where one fails."""

    ONE_CALL = 1
    TWO_CALLS = 2
    TOOLS = 3


class Ready(BaseModel):
    """Say that you are ready."""

    model_config = ConfigDict(title="ready")

    ready: bool


class Writer:
    """A language model that plans searches, drafts answers and says digests' points.

    Args:
        model: a LangChain chat model.
        name: how it is called in settings, for the answer's record.
        seconds: how long a whole answer may take.
        tokens: how much of the papers it is shown for one question.

    Attributes:
        ability: what it has been found able to do so far; only ever lowered.
    """

    def __init__(
        self, model: BaseChatModel, *, name: str, seconds: float = SECONDS, tokens: int = TOKENS
    ) -> None:
        self.model = model
        self.name = name
        self.seconds = seconds
        self.tokens = tokens
        self.ability = Ability.TOOLS

    def talk(self, seconds: float | None = None) -> Talk:
        """A talk with the model about one question, of as long as an answer may take."""
        return Talk(self, self.seconds if seconds is None else seconds)

    def probe(self) -> Ability:
        """What the model can do, found out by one structured call and one tool call.

        Raises:
            ModelUnavailableError: unreachable, too slow, or it can do neither.
        """
        from langchain_core.messages import HumanMessage

        talk, text = self.talk(), prompts.load("probe").fill()
        talk.structured(Ready, text)
        try:
            talk.choice([HumanMessage(text)], [Ready])
        except CannotError:
            talk.lower(Ability.TWO_CALLS)
        return self.ability


@dataclass(slots=True)
class Talk:
    """One question's exchange with a model, within the time that an answer may take.

    Attributes:
        calls, tokens: what it has cost so far; tokens in and out, 0 where the provider
            does not say.
    """

    writer: Writer
    seconds: float
    calls: int = 0
    tokens: int = 0
    _started: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """Seconds that are left for the answer."""
        return self.seconds - (time.monotonic() - self._started)

    def structured(self, kind: type[_Made], prompt: str | Sequence[BaseMessage]) -> _Made:
        """One value of a type.

        Raises:
            ModelUnavailableError: unreachable, too slow, refused, or not such a value.
        """
        asked: Any = prompt if isinstance(prompt, str) else list(prompt)
        try:
            made = self._invoke(
                lambda: self.writer.model.with_structured_output(kind, include_raw=True), asked
            )
        except CannotError:
            # Not every model's client knows of schemas; nearly every model knows JSON.
            schema = json.dumps(kind.model_json_schema())
            wish = f"Reply with one JSON value that fits this schema, and nothing else: {schema}"
            asked = f"{prompt}\n\n{wish}" if isinstance(prompt, str) else [*prompt, _human(wish)]
            made = {"raw": self._invoke(lambda: self.writer.model, asked)}
        if isinstance(made, kind):
            return made
        self._count(made.get("raw"))
        if isinstance(made.get("parsed"), kind):
            parsed: _Made = made["parsed"]
            return parsed
        return _from_text(kind, _text(made.get("raw")))

    def choice(
        self, messages: Sequence[BaseMessage], tools: Sequence[type[BaseModel]]
    ) -> tuple[AIMessage, list[tuple[str, BaseModel | None]]]:
        """The model's choice among some tools: its message and, for each call, the call's id
        and value; None where its arguments are of no use.

        Raises:
            ModelUnavailableError: unreachable, too slow, or it called none.
        """
        said = self._invoke(
            lambda: self.writer.model.bind_tools(list(tools), tool_choice="any"),
            list(messages),
        )
        self._count(said)
        by_name = {tool.model_json_schema()["title"]: tool for tool in tools}
        found: list[tuple[str, BaseModel | None]] = []
        for call in said.tool_calls:
            value: BaseModel | None = None
            if (kind := by_name.get(call["name"])) is not None:
                try:
                    value = kind.model_validate(call["args"])
                except ValidationError:
                    value = None
            found.append((call["id"] or "", value))
        if not found:
            raise CannotError("The language model calls no tools.")
        return said, found

    def lower(self, to: Ability) -> None:
        """Remember that the model can do no more than `to`."""
        if to < self.writer.ability:
            _log.warning("the language model %s: only %s from now on", self.writer.name, to.name)
            self.writer.ability = to

    def _invoke(self, make: Callable[[], Any], asked: Any) -> Any:
        self.calls += 1
        try:
            return _within(self.left, lambda: make().invoke(asked))
        except (NotImplementedError, ValidationError) as exc:
            raise CannotError("The language model cannot do that.") from exc
        except TimeoutError as exc:
            raise ModelUnavailableError("The language model took too long.") from exc
        except AnswerUnwanted:
            raise
        except Exception as exc:  # each provider raises its own kinds
            status = getattr(exc, "status_code", None)
            kind = CannotError if status in CANNOT else ModelUnavailableError
            raise kind("The language model could not be used.") from exc

    def _count(self, message: Any) -> None:
        usage = getattr(message, "usage_metadata", None) or {}
        self.tokens += int(usage.get("total_tokens") or 0)


def _within(seconds: float, do: Callable[[], T]) -> T:
    """What `do` gives, if it does within so many seconds, and while it is wanted. It goes on
    in its thread until the client's own time is over; nobody waits for it."""
    if seconds <= 0:
        raise TimeoutError
    if not (wanted := _wanted.get())():
        raise AnswerUnwanted
    box: list[T] = []
    trouble: list[BaseException] = []

    def run() -> None:
        try:
            box.append(do())
        except BaseException as exc:  # handed over to the thread that waits
            trouble.append(exc)

    thread = threading.Thread(target=run, name="packhorse-model", daemon=True)
    thread.start()
    until = time.monotonic() + seconds
    while thread.is_alive() and (left := until - time.monotonic()) > 0:
        thread.join(min(left, LOOK_SECONDS))
        if thread.is_alive() and not wanted():
            raise AnswerUnwanted
    if trouble:
        raise trouble[0]
    if not box:
        raise TimeoutError
    return box[0]


def _human(text: str) -> BaseMessage:
    from langchain_core.messages import HumanMessage

    return HumanMessage(text)


def _text(message: Any) -> str:
    content = getattr(message, "text", "") or getattr(message, "content", "")
    return content if isinstance(content, str) else str(content)


def _from_text(kind: type[_Made], text: str) -> _Made:
    """A value from a reply that holds it among other words, or in a code fence."""
    start, end = text.find("{"), text.rfind("}")
    try:
        return kind.model_validate_json(text[start : end + 1])
    except ValidationError as exc:
        raise CannotError("The language model's answer made no sense.") from exc


def open_writer(
    name: str, *, url: str | None, key: SecretStr | None, seconds: float, tokens: int = TOKENS
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
            f"PACKHORSE_MODEL={name} needs a package that is not installed ({why(exc)})."
        ) from None
    except Exception as exc:  # a missing key or an unknown provider; each says so its own way
        # Of the latter LangChain says how to name it in Python.
        reason = "LangChain knows no such provider" if type(exc) is ValueError else why(exc)
        raise SettingsError(
            f"PACKHORSE_MODEL={name} cannot be used ({reason}): it looks like provider:model, and "
            "needs that provider's LangChain package and key."
        ) from None
    return Writer(model, name=name, seconds=seconds, tokens=tokens)
