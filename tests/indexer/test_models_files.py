from __future__ import annotations

import hashlib
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.council.problems import ModelError
from indexer.models import model_files as files
from indexer.models.model_files import EMBEDDERS, READERS, ModelFiles, find_model


def model(**changes: str) -> ModelFiles:
    made = ModelFiles(
        name="toy",
        folder="toy",
        model_sha256=hashlib.sha256(b"graph").hexdigest(),
        tokenizer_sha256=hashlib.sha256(b"words").hexdigest(),
    )
    return replace(made, **changes)


@pytest.fixture
def weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(files, "WEIGHTS", tmp_path)
    (tmp_path / "toy").mkdir()
    (tmp_path / "toy" / "model.onnx").write_bytes(b"graph")
    (tmp_path / "toy" / "tokenizer.json").write_bytes(b"words")
    return tmp_path


@pytest.mark.parametrize("known", [*EMBEDDERS, *READERS], ids=lambda known: known.name)
def test_every_known_model_is_installed_and_is_the_one_expected(known: ModelFiles) -> None:
    assert hashlib.sha256(known.read_model()).hexdigest() == known.model_sha256
    assert known.read_tokenizer().startswith(b"{")


def test_a_packaged_model_is_found_without_importing_its_package() -> None:
    packaged = next(known for known in EMBEDDERS if known.package)
    assert packaged.locate() is not None
    assert packaged.package not in sys.modules


@pytest.mark.usefixtures("weights")
def test_files_of_the_expected_hash_are_read() -> None:
    assert model().read_model() == b"graph"
    assert model().read_tokenizer() == b"words"


@pytest.mark.parametrize("file_name", ["model.onnx", "tokenizer.json"])
def test_a_changed_file_is_refused_by_name(weights: Path, file_name: str) -> None:
    (weights / "toy" / file_name).write_bytes(b"other")
    read = model().read_model if file_name == "model.onnx" else model().read_tokenizer
    with pytest.raises(ModelError, match=rf"{file_name} is not the file"):
        read()


def test_a_missing_tokenizer_is_said(weights: Path) -> None:
    (weights / "toy" / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json cannot be read"):
        model().read_tokenizer()


def test_the_next_model_takes_the_place_of_one_left_out(weights: Path) -> None:
    left_out = model(name="left-out", folder="left-out")
    assert find_model((left_out, model())).name == "toy"
    (weights / "left-out").mkdir()
    (weights / "left-out" / "model.onnx").write_bytes(b"graph")
    assert find_model((left_out, model())).name == "left-out"


@pytest.mark.usefixtures("weights")
def test_a_model_can_be_chosen_by_name() -> None:
    assert find_model((model(), model(name="twin")), "twin").name == "twin"
    with pytest.raises(ModelError, match="no model called other: choose one of toy, twin"):
        find_model((model(), model(name="twin")), "other")


@pytest.mark.usefixtures("weights")
def test_no_model_at_all_is_an_error() -> None:
    absent = model(name="absent", package="no_such_package_at_all")
    with pytest.raises(ModelError, match="absent is not installed"):
        find_model((absent,))
    with pytest.raises(ModelError, match="absent is not installed"):
        absent.read_model()


def test_a_version_changes_with_the_weights() -> None:
    assert model().version != model(model_sha256="0" * 64).version
    assert model().version.startswith("toy@")
