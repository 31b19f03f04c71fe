"""What each room may import, so that arrows go one way."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def imports(folder: str) -> Iterator[tuple[Path, str]]:
    """Every module that a folder's modules import, also inside functions and for types."""
    for path in (ROOT / folder).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield path, alias.name
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield path, node.module
                for alias in node.names:
                    yield path, f"{node.module}.{alias.name}"


def within(module: str, *rooms: str) -> bool:
    return any(module == room or module.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize(
    ("folder", "closed"),
    [
        (
            "indexer",
            (
                "bot",
                "prompts",
                "app",
                "slack_bolt",
                "slack_sdk",
                "langchain",
                "langchain_core",
                "langchain_openai",
            ),
        ),
        ("prompts", ("bot", "indexer", "app")),
        ("bot/answers", ("bot.slack", "bot.digests", "slack_bolt", "slack_sdk")),
        ("bot/digests", ("bot.slack", "slack_bolt", "slack_sdk")),
        ("bot/people", ("bot.slack", "slack_bolt", "slack_sdk", "bot.answers.say")),
        ("bot/memory", ("bot.slack", "slack_bolt", "slack_sdk")),
        ("bot/jobs", ("bot.slack", "bot.cli", "slack_bolt", "slack_sdk")),
        ("bot/slack", ("bot.cli",)),
        (
            "indexer/council",
            (
                "indexer.reading",
                "indexer.store",
                "indexer.index",
                "indexer.sources",
                "indexer.evidence",
                "indexer.pdf",
                "indexer.models",
            ),
        ),
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


def test_only_the_index_opens_the_vectors() -> None:
    found = {str(path) for path, name in imports("bot") if within(name, "indexer.store.vectors")}
    assert found == set()
