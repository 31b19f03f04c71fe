"""The parts, put together by the settings."""

from __future__ import annotations

from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from bot.composition import open_embeddings, open_index
from bot.settings import open_settings
from indexer.council.problems import SettingsError, StorageError
from indexer.models.embed import LocalEmbeddings
from tests.pdfs import paragraphs, plain_pdf


def test_the_local_model_unless_told_otherwise() -> None:
    assert isinstance(open_embeddings(open_settings()), LocalEmbeddings)


@pytest.mark.parametrize(
    "name", ["nonsense", "nobody:model", "huggingface:sentence-transformers/all-MiniLM-L6-v2"]
)
def test_an_embedding_that_cannot_be_had_is_named(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PACKHORSE_EMBEDDINGS", name)
    with pytest.raises(SettingsError, match="PACKHORSE_EMBEDDINGS"):
        open_embeddings(open_settings())


def test_an_embedding_without_its_key_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("PACKHORSE_EMBEDDINGS", "openai:text-embedding-3-small")
    with pytest.raises(SettingsError, match="PACKHORSE_EMBEDDINGS"):
        open_embeddings(open_settings())


def test_any_langchain_embedding_takes_the_local_ones_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made = DeterministicFakeEmbedding(size=12)
    monkeypatch.setattr("langchain.embeddings.init_embeddings", lambda _name: made)
    monkeypatch.setenv("PACKHORSE_EMBEDDINGS", "somebody:model-1")
    index = open_index(open_settings())
    with index.writing():
        index.add(plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)]))
    (card,) = index.documents()
    assert card.read_by.endswith("somebody:model-1")
    assert index.vectors.count() == card.passage_count
    index.close()


def test_another_embedding_means_reading_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Vectors of different models, of other lengths even, never mix."""
    path = plain_pdf(tmp_path / "a.pdf", [paragraphs("ferry", 8)])
    for size in (12, 20):
        made = DeterministicFakeEmbedding(size=size)
        monkeypatch.setattr("langchain.embeddings.init_embeddings", lambda _name, made=made: made)
        monkeypatch.setenv("PACKHORSE_EMBEDDINGS", f"somebody:model-{size}")
        index = open_index(open_settings())
        with index.writing():
            assert index.add(path).status != "unchanged"
            assert index.add(path).status == "unchanged"
        found = index.search("ferry", weights={}, cards=index.documents(), limit=3)
        assert found
        index.close()


def test_servers_that_do_not_answer_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACKHORSE_CHROMA_URL", "http://127.0.0.1:9")
    index = open_index(open_settings())
    with pytest.raises(StorageError, match=r"127\.0\.0\.1:9"):
        index.vectors.count()
    index.close()
    monkeypatch.setenv("PACKHORSE_DATABASE_URL", "postgresql://somebody@127.0.0.1:9/papers")
    with pytest.raises(StorageError, match=r"127\.0\.0\.1:9"):
        open_index(open_settings())
