"""A real, small and unreliable language model behind a real OpenAI-compatible server:
whatever it makes up does not reach a reader."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from bot.answers.answer import Question
from bot.answers.desk import Desk
from bot.answers.find import Tuning
from bot.answers.say.model import open_writer
from indexer.index import Index
from indexer.models.reader import Reader
from tests.bot.answers.test_desk import assert_holds
from tests.bot.answers.test_manipulated import assert_nothing_unverified


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The model's address, OpenAI's way."""
    command = [sys.executable, "-m", "tests.small_model"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as running:
        assert running.stdout is not None
        said = next(line for line in running.stdout if line.startswith("address "))
        try:
            yield f"{said.split()[1]}/v1"
        finally:
            running.kill()


def test_nothing_that_it_makes_up_leaves(server: str, sample_index: Index) -> None:
    writer = open_writer(
        "openai:smollm2", url=server, key=SecretStr("none"), seconds=60, tokens=600
    )
    desk = Desk(sample_index, Reader(), tuning=Tuning(read=6), writer=writer)
    answer = desk.answer(
        Question(text="what does the food waste collection cost?", as_of=dt.date(2025, 4, 8))
    )
    assert_holds(answer, sample_index)
    assert_nothing_unverified(answer, sample_index)
