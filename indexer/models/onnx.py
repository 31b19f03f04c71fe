"""An ONNX graph of the BERT kind, run on the processor with its own tokenizer.

Inputs of the graph: ``input_ids``, ``attention_mask`` and ``token_type_ids``, int64,
(batch, tokens). Each text goes through alone, on one thread, and as many at a time as
there are processors: nothing is padded, no thread waits for another in the middle of a
product, and what is made of a text does not depend on its company, as it does where a
batch is quantised by one scale. Measured on two cores, that takes a tenth less time
than batches of like lengths.

onnxruntime and tokenizers are imported when a graph is opened, so that importing this
module costs nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from indexer.council.problems import ModelError
from indexer.models.model_files import ModelFiles

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

__all__ = ["MAX_TOKENS", "Graph", "LocalModel"]

SLOWER_JOINED = ["SkipLayerNormFusion"]
"""What onnxruntime makes one step of though two are quicker: measured, an addition and a
normalisation take a third of the time of both in one, a tenth of a whole run."""

CPU = Path("/proc/cpuinfo")

MAX_TOKENS = 512
"""Positions that these models were trained with."""


def has_vnni() -> bool:
    """Whether the processor is known to add up products of bytes exactly (AMD from Zen 4 on,
    Intel from Ice Lake on); only Linux tells."""
    with suppress(OSError), CPU.open(encoding="utf-8") as told:
        flags = next((line.split() for line in told if line.startswith("flags")), [])
        return not {"avx512_vnni", "avx_vnni"}.isdisjoint(flags)
    return False


class Graph:
    """A model that has been opened: its tokenizer and its session.

    Args:
        files: which model.
        threads: texts at a time; None is one for each processor.

    Raises:
        ModelError: a file is missing, not the one expected, or cannot be opened.
    """

    def __init__(self, files: ModelFiles, *, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        if not has_vnni():
            # There, onnxruntime's sums of two products of bytes overflow unless it is told
            # to take care: the vectors had a cosine of .66 with the right ones. Elsewhere
            # care changes no bit and nearly doubles the time of a run.
            options.add_session_config_entry("session.x64quantprecision", "1")
        # Lengths differ from run to run: a plan of memory for each would be kept.
        options.enable_mem_pattern = False
        model, tokenizer = files.read_model(), files.read_tokenizer()
        try:
            self._session: Any = onnxruntime.InferenceSession(
                model,
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=SLOWER_JOINED,
            )
            self.tokenizer: Tokenizer = Tokenizer.from_buffer(tokenizer)
        except Exception as exc:  # onnxruntime and tokenizers raise kinds of their own
            raise ModelError(f"The model {files.name} cannot be opened: {exc}") from exc
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
        self.outputs: tuple[str, ...] = tuple(o.name for o in self._session.get_outputs())

        # From Python 3.13 on the processors that this process may use, until then all.
        count = getattr(os, "process_cpu_count", os.cpu_count)
        self._threads = threads or count() or 1
        self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix=files.name)

    def run(self, encodings: Sequence[Encoding]) -> list[dict[str, NDArray[np.float32]]]:
        """Every output of the graph for each text, in order, without the batch's axis."""
        if self._threads == 1 or len(encodings) < 2:
            return [self._run(encoding) for encoding in encodings]
        # The longest first: what is left for the end is short, and no thread waits long.
        order = sorted(range(len(encodings)), key=lambda place: -len(encodings[place].ids))
        values = self._pool.map(self._run, [encodings[place] for place in order])
        return [found for _, found in sorted(zip(order, values, strict=True), key=itemgetter(0))]

    def _run(self, encoding: Encoding) -> dict[str, NDArray[np.float32]]:
        ids = np.array([encoding.ids], dtype=np.int64)
        types = np.array([encoding.type_ids], dtype=np.int64)
        values = self._session.run(
            None,
            {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types},
        )
        return {name: value[0] for name, value in zip(self.outputs, values, strict=True)}


class LocalModel:
    """A model of ours, opened at first use.

    Args:
        model: another than ours.
        threads: texts at a time; None is one for each processor.

    Raises:
        ModelError: at first use, if the files are missing or not those expected.
    """

    OURS: ModelFiles

    def __init__(self, model: ModelFiles | None = None, *, threads: int | None = None) -> None:
        self._files = model or self.OURS
        self._threads = threads
        self._graph: Graph | None = None
        self._opening = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name and the beginning of its hash: indexes compare by it."""
        return self._files.version

    def open(self) -> Graph:
        """The model, read from its files once; a question need not be the first to wait."""
        with self._opening:
            if self._graph is None:
                self._graph = Graph(self._files, threads=self._threads)
            return self._graph
