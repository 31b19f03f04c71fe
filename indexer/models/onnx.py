"""An ONNX graph of the BERT kind, run on the processor with its own tokenizer.

Inputs of the graph: ``input_ids``, ``attention_mask`` and ``token_type_ids``, int64,
(batch, tokens). onnxruntime and tokenizers are imported when a graph is opened, so
that importing this module costs nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from indexer.models.files import ModelFiles
from indexer.problems import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

__all__ = ["MAX_TOKENS", "Graph", "batches"]

BATCH_TOKENS = 512
"""Padded tokens in one run: measured, more is slower and takes more memory."""

SLOWER_JOINED = ["SkipLayerNormFusion"]
"""What onnxruntime makes one step of though two are quicker: measured, an addition and a
normalisation take a third of the time of both in one, a tenth of a whole run."""

MAX_TOKENS = 512
"""Positions that these models were trained with."""


class Graph:
    """A model that has been opened: its tokenizer and its session.

    Args:
        files: which model.
        threads: for one run; None leaves it to onnxruntime (one a core).

    Raises:
        ModelError: a file is missing, not the one expected, or cannot be opened.
    """

    def __init__(self, files: ModelFiles, *, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.inter_op_num_threads = 1
        if threads is not None:
            options.intra_op_num_threads = threads
        # Threads that wait by spinning take the processor from whoever else has work: measured,
        # twice the processor time for the same passages, and later on a busy machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
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

    def run(self, encodings: Sequence[Encoding]) -> dict[str, NDArray[np.float32]]:
        """Every output of the graph for a batch, padded to its longest member."""
        length = max(len(encoding.ids) for encoding in encodings)
        shape = (len(encodings), length)
        ids, mask, types = (np.zeros(shape, dtype=np.int64) for _ in range(3))
        for row, encoding in enumerate(encodings):
            end = len(encoding.ids)
            ids[row, :end] = encoding.ids
            mask[row, :end] = 1
            types[row, :end] = encoding.type_ids
        values = self._session.run(
            None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}
        )
        return dict(zip(self.outputs, values, strict=True))


def batches(encodings: Sequence[Encoding]) -> list[list[int]]:
    """Indices of `encodings`, like lengths together, each batch within `BATCH_TOKENS`."""
    found: list[list[int]] = []
    for row in sorted(range(len(encodings)), key=lambda row: len(encodings[row].ids)):
        longest = len(encodings[row].ids)
        if found and (len(found[-1]) + 1) * longest <= BATCH_TOKENS:
            found[-1].append(row)
        else:
            found.append([row])
    return found
