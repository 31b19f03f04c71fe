"""Where a model's files lie, and whether they are the ones that we expect.

A file whose SHA-256 is not the one written here is refused: other weights would answer
differently in silence.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from indexer.council.problems import ModelError

__all__ = ["EMBEDDER", "READER", "ModelFiles"]

WEIGHTS = Path(__file__).parent / "weights"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFiles:
    """A model that we know: two files in one folder, and their SHA-256.

    Attributes:
        name: what the model is called, in the index and in messages.
        folder: where its files lie.
        model_sha256, tokenizer_sha256: hex digests of ``model.onnx`` and
            ``tokenizer.json``.
    """

    name: str
    folder: Path
    model_sha256: str
    tokenizer_sha256: str

    @property
    def version(self) -> str:
        """Name and the beginning of the hash: two indexes match if this does."""
        return f"{self.name}@{self.model_sha256[:12]}"

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
        path = self.folder / file_name
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


EMBEDDER = ModelFiles(
    name="embed-council-en",
    folder=WEIGHTS / "embed-council-en",
    model_sha256="a11133dd73d5e974dddff25b2959b6858d7f5cdae4f77b60dcfb3d91689e8305",
    tokenizer_sha256="d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
READER = ModelFiles(
    name="reader-council-en",
    folder=WEIGHTS / "reader-council-en",
    model_sha256="368a4897cba117c14055a14e6aa6df1c0b5c1b4946dad1afc26b8a3e182a42e7",
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)
