"""A trained model as an int8 ONNX graph.

Opset 17; dynamic quantisation by onnxruntime, a scale for each column of each matrix
(https://onnxruntime.ai/docs/performance/model-optimizations/quantization.html).
"""

from __future__ import annotations

import hashlib
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from indexer.models.training.bert import Embedder, ReaderNet

__all__ = ["export"]

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def export(model: Embedder | ReaderNet, folder: Path, tokenizer: bytes) -> None:
    """Write ``model.onnx`` and ``tokenizer.json`` and print their SHA-256."""
    model = model.to("cpu").eval()
    outputs = (
        ("last_hidden_state",) if isinstance(model, Embedder) else ("rank", "answers", "support")
    )
    axes = {name: {0: "batch", 1: "tokens"} for name in (*INPUTS, "last_hidden_state", "support")}
    axes |= {name: {0: "batch"} for name in ("rank", "answers")}
    ids = torch.randint(1_000, 20_000, (2, 16))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        # The exporter that traces is the one whose graphs onnxruntime quantises whole.
        warnings.simplefilter("ignore")
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            model,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(plain),
            input_names=list(INPUTS),
            output_names=list(outputs),
            dynamic_axes={name: axes[name] for name in (*INPUTS, *outputs)},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain, folder / "model.onnx", per_channel=True, weight_type=QuantType.QInt8
        )
    (folder / "tokenizer.json").write_bytes(tokenizer)
    for name in ("model.onnx", "tokenizer.json"):
        print(name, hashlib.sha256((folder / name).read_bytes()).hexdigest())
