"""What the training of both models shares: padding, the optimiser, a step."""

from __future__ import annotations

import math
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

if TYPE_CHECKING:
    from tokenizers import Encoding

__all__ = ["Learner", "device", "pad"]


def device() -> torch.device:
    """A GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def pad(encodings: Sequence[Encoding]) -> tuple[Tensor, Tensor, Tensor]:
    """Token ids, mask and types of a batch, (batch, longest), on the device."""
    length = max(len(encoding.ids) for encoding in encodings)
    rows = [[*e.ids, *[0] * (length - len(e.ids))] for e in encodings]
    mask = [[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in encodings]
    types = [[*e.type_ids, *[0] * (length - len(e.ids))] for e in encodings]
    ids, marks, kinds = (torch.tensor(x, device=device()) for x in (rows, mask, types))
    return ids, marks, kinds


class Learner:
    """AdamW with a short warm-up and a linear fall to nothing, in bfloat16.

    Args:
        parts: groups of (weights, learning rate at its highest).
        steps: how many there will be in all.
    """

    def __init__(self, parts: Iterable[tuple[Iterable[nn.Parameter], float]], steps: int) -> None:
        groups = [([w for w in weights if w.requires_grad], rate) for weights, rate in parts]
        self._weights = [weight for weights, _ in groups for weight in weights]
        self._optimiser = torch.optim.AdamW(
            [{"params": weights, "lr": rate} for weights, rate in groups],
            weight_decay=0.01,
            fused=True,
        )
        warm = max(1, min(30, steps // 10))
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser,
            lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm))),
        )
        self._steps, self._done, self._began = steps, 0, time.monotonic()
        self._loss = math.nan

    def step(self, loss: Tensor) -> None:
        """Learn from one batch; every twentieth says how far it has come."""
        torch.autograd.backward([loss])
        torch.nn.utils.clip_grad_norm_(self._weights, 1.0)
        self._optimiser.step()
        self._schedule.step()
        self._optimiser.zero_grad(set_to_none=True)
        value = float(loss.detach())
        self._loss = value if math.isnan(self._loss) else 0.95 * self._loss + 0.05 * value
        self._done += 1
        if self._done % 20 == 0 or self._done == self._steps:
            spent = time.monotonic() - self._began
            print(
                f"step {self._done} of {self._steps}: loss {self._loss:.4f}, {spent:.0f} s",
                flush=True,
            )
