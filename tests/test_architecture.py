"""What each room may import, so that arrows go one way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def imports(folder: str) -> Iterator[tuple[Path, str]]:
    """Every module that a folder's modules, or a module, import, also inside functions and
    for types."""
    place = ROOT / folder
    for path in place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]:
        for name in names(path):
            yield path, name


@cache
def names(path: Path) -> tuple[str, ...]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return tuple(found)


def within(module: str, *rooms: str) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


LAYERS = (
    {"settings"},
    {"answers"},
    {"digests", "memory"},
    {"people", "jobs"},
    {"papers"},
    {"slack"},
    {"composition"},
    {"cli"},
    {"backup", "demo", "doctor", "mcp_server", "service"},
    {"service_commands"},
)
"""The rooms of `bot`, each of which imports only those of the rows before its own."""

SLACK = ("slack_bolt", "slack_sdk")
NOT_FOR_COUNCIL = "reading store index sources evidence pdf models"
MODELS = ("langchain", "langchain_core", "langchain_openai", "langchain_chroma")


def test_every_room_of_the_bot_imports_only_rooms_below_it() -> None:
    height = {room: at for at, rooms in enumerate(LAYERS) for room in rooms}
    own = {path.stem for path in (ROOT / "bot").iterdir() if path.name[:1] not in "_."}
    assert own == set(height), "a room is drawn nowhere"
    found = {
        f"{path.relative_to(ROOT)} imports {name}"
        for room in height
        for path, name in imports(f"bot/{room}")
        if name.startswith("bot.")
        and (other := name.split(".")[1]) != room
        and height[other] >= height[room]
    }
    assert found == set()


@pytest.mark.parametrize(
    ("folder", "closed"),
    [
        ("indexer", ("bot", "prompts", "app", *SLACK, *MODELS)),
        ("prompts", ("bot", "indexer", "app")),
        *((f"bot/{room}", SLACK) for room in ("answers", "digests", "memory", "people", "jobs")),
        ("bot/people", ("bot.answers.say",)),
        ("indexer/council", tuple(f"indexer.{room}" for room in NOT_FOR_COUNCIL.split())),
        ("indexer/reading", ("indexer.store", "indexer.index", "indexer.sources")),
        ("indexer/store", ("indexer.index", "indexer.sources", "indexer.reading")),
    ],
)
def test_a_room_imports_no_room_above_it(folder: str, closed: tuple[str, ...]) -> None:
    found = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path, name in imports(folder)
        if within(name, *closed)
    }
    assert found == set()


def test_only_one_module_speaks_to_language_models() -> None:
    speakers = {
        str(path.relative_to(ROOT))
        for path, name in imports("bot")
        if within(name, "langchain.chat_models", "langchain_core.language_models")
    }
    assert speakers == {"bot/answers/say/model.py"}


def test_the_index_is_the_door_to_the_store() -> None:
    """The bot's own tables are opened and locked as the index's are, and its words stemmed;
    a backup copies the catalogue itself."""
    shared = ("indexer.store.database", "indexer.store.locks", "indexer.store.terms")
    found = {
        str(path.relative_to(ROOT))
        for path, name in imports("bot")
        if within(name, "indexer.store") and name != "indexer.store" and not within(name, *shared)
    }
    assert found == {"bot/backup.py"}
