"""A BERT encoder in torch, small enough to read, with the two models built on it.

Both start from weights that are published as int8 ONNX graphs: `recover` turns them
back into float32 (each matrix is ``(quantised - zero point) * scale``). The graphs
name their nodes by the modules that they were exported from, which is how each
matrix finds its place. Graphs of our own are recovered in the same way, to be trained
further.
"""

from __future__ import annotations

import re

import numpy as np
import onnx
import torch
import torch.nn.functional as functional
from onnx import numpy_helper
from torch import Tensor, nn

__all__ = ["HEADS", "HIDDEN", "LAYERS", "Bert", "Embedder", "ReaderNet", "recover"]

HIDDEN, HEADS, LAYERS, INNER = 384, 12, 12, 1536
QKV = ("query", "key", "value")
VOCABULARY, POSITIONS, EPSILON = 30_522, 512, 1e-12


class Layer(nn.Module):
    """One block: attention, then two dense layers, each added and normalised."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.mix = nn.Linear(HIDDEN, HIDDEN)
        self.mix_norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.widen = nn.Linear(HIDDEN, INNER)
        self.narrow = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length = x.shape[0], x.shape[1]
        qkv = self.qkv(x).view(rows, length, 3, HEADS, HIDDEN // HEADS)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: on a processor torch's own is half as fast backwards in bfloat16.
        scores = query @ key.transpose(-1, -2) * (HIDDEN // HEADS) ** -0.5
        seen = (scores + mask.to(scores.dtype)).softmax(-1) @ value
        seen = seen.transpose(1, 2).reshape(rows, length, HIDDEN)
        x = self.mix_norm(x + self.mix(seen))
        out: Tensor = self.norm(x + self.narrow(functional.gelu(self.widen(x))))
        return out


class Bert(nn.Module):
    """Token ids to one vector a token, both (batch, tokens, …)."""

    def __init__(self) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.types = nn.Embedding(2, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        x: Tensor = self.norm(self.words(ids) + self.positions(places) + self.types(types))
        # Added to the attention's scores: nothing for a token, a great deal for padding.
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x

    def freeze(self, layers: int) -> None:
        """Leave the embeddings and the first `layers` blocks as they are."""
        for part in (self.words, self.positions, self.types, self.norm, *self.layers[:layers]):
            part.requires_grad_(False)


class Embedder(nn.Module):
    """Texts to vectors: the first token's. The caller normalises them."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = Bert()

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        out: Tensor = self.bert(ids, mask, types)
        return out


class ReaderNet(nn.Module):
    """Question and passage to (rank, answers, support) logits.

    Shapes: (batch,), (batch,), (batch, tokens).
    """

    def __init__(self) -> None:
        super().__init__()
        self.bert = Bert()
        self.rank_pool = nn.Linear(HIDDEN, HIDDEN)
        self.rank = nn.Linear(HIDDEN, 1)
        self.answers_pool = nn.Linear(HIDDEN, HIDDEN)
        self.answers = nn.Linear(HIDDEN, 1)
        self.support = nn.Linear(HIDDEN, 1)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        x = self.bert(ids, mask, types)
        first = x[:, 0]
        rank = self.rank(torch.tanh(self.rank_pool(first))).squeeze(-1)
        answers = self.answers(torch.tanh(self.answers_pool(first))).squeeze(-1)
        return rank, answers, self.support(x).squeeze(-1)

    def start_heads(self) -> None:
        """Before training: `answers` as `rank`, `support` at a low base rate."""
        self.answers_pool.load_state_dict(self.rank_pool.state_dict())
        with torch.no_grad():
            self.answers.weight.copy_(self.rank.weight * 0.3)
            self.answers.bias.zero_()
            self.support.weight.normal_(std=0.02)
            self.support.bias.fill_(-1.5)


def recover(graph: bytes) -> dict[str, Tensor]:
    """Float32 weights out of an int8 ONNX graph: a Hugging Face BERT export, or our own.

    Returns:
        A state dict for `Embedder` or, if the graph classifies, for the part of
        `ReaderNet` that ranks; all of it, if the graph is ours. Keys begin with
        ``bert.``, ``rank_pool.``, ``rank.``.
    """
    model = onnx.load_model_from_string(graph)
    raw = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    found: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = {}
    for name, value in raw.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            scale, zero = raw[stem + "_scale"], raw[stem + "_zero_point"]
            # Scales per column, where there are several, run along the last axis.
            found[stem] = (value.astype(np.float32) - zero.astype(np.float32)) * scale
        elif value.dtype == np.float32:
            found[name] = value
    modules: dict[str, Tensor] = {}
    for node in model.graph.node:
        if node.op_type == "MatMulInteger":
            stem = node.input[1].removesuffix("_quantized")
            module = re.sub(r"/(MatMul|Gemm).*$", "", node.name).strip("/").replace("/", ".")
            # As they multiply from the right; torch keeps them the other way round.
            modules[module + ".weight"] = torch.tensor(found.pop(stem).T.copy())
    modules |= {name: torch.tensor(value) for name, value in found.items() if name not in modules}
    if "bert.words.weight" in modules:
        return {
            name: value
            for name, value in modules.items()
            if re.fullmatch(r"[a-z_.0-9]+\.(?:weight|bias)", name)
        }
    return _renamed({_plain(name): value for name, value in modules.items()})


def _plain(name: str) -> str:
    return name.removeprefix("bert.").removeprefix("m.")


def _renamed(named: dict[str, Tensor]) -> dict[str, Tensor]:
    state: dict[str, Tensor] = {}
    for ours, theirs in (
        ("words.weight", "embeddings.word_embeddings.weight"),
        ("positions.weight", "embeddings.position_embeddings.weight"),
        ("types.weight", "embeddings.token_type_embeddings.weight"),
        ("norm.weight", "embeddings.LayerNorm.weight"),
        ("norm.bias", "embeddings.LayerNorm.bias"),
    ):
        state["bert." + ours] = named[theirs]
    for number in range(LAYERS):
        ours, theirs = f"bert.layers.{number}.", f"encoder.layer.{number}."
        for kind in ("weight", "bias"):
            attention = [f"{theirs}attention.self.{part}.{kind}" for part in QKV]
            state[f"{ours}qkv.{kind}"] = torch.cat([named[name] for name in attention])
            for mine, yours in (
                ("mix", "attention.output.dense"),
                ("mix_norm", "attention.output.LayerNorm"),
                ("widen", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("norm", "output.LayerNorm"),
            ):
                state[f"{ours}{mine}.{kind}"] = named[f"{theirs}{yours}.{kind}"]
    if "classifier.weight" in named:
        for kind in ("weight", "bias"):
            state[f"rank_pool.{kind}"] = named[f"pooler.dense.{kind}"]
            state[f"rank.{kind}"] = named[f"classifier.{kind}"].reshape(
                (1, HIDDEN) if kind == "weight" else (1,)
            )
    return state
