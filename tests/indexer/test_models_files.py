from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from indexer.council.problems import ModelError
from indexer.models.model_files import EMBEDDER, READER, ModelFiles


@pytest.fixture
def toy(tmp_path: Path) -> ModelFiles:
    (tmp_path / "model.onnx").write_bytes(b"graph")
    (tmp_path / "tokenizer.json").write_bytes(b"words")
    return ModelFiles(
        name="toy",
        folder=tmp_path,
        model_sha256=hashlib.sha256(b"graph").hexdigest(),
        tokenizer_sha256=hashlib.sha256(b"words").hexdigest(),
    )


@pytest.mark.parametrize("known", [EMBEDDER, READER], ids=lambda known: known.name)
def test_every_known_model_is_installed_and_is_the_one_expected(known: ModelFiles) -> None:
    assert hashlib.sha256(known.read_model()).hexdigest() == known.model_sha256
    assert known.read_tokenizer().startswith(b"{")


def test_files_of_the_expected_hash_are_read(toy: ModelFiles) -> None:
    assert toy.read_model() == b"graph"
    assert toy.read_tokenizer() == b"words"


@pytest.mark.parametrize("file_name", ["model.onnx", "tokenizer.json"])
def test_a_changed_file_is_refused_by_name(toy: ModelFiles, file_name: str) -> None:
    (toy.folder / file_name).write_bytes(b"other")
    read = toy.read_model if file_name == "model.onnx" else toy.read_tokenizer
    with pytest.raises(ModelError, match=rf"{file_name} is not the file"):
        read()


def test_a_missing_file_is_said(toy: ModelFiles) -> None:
    (toy.folder / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json cannot be read.* run make setup again"):
        toy.read_tokenizer()


def test_a_version_tells_models_apart_by_their_weights(toy: ModelFiles) -> None:
    assert toy.version.startswith("toy@")
    assert EMBEDDER.version.partition("@")[2] == EMBEDDER.model_sha256[:12]
