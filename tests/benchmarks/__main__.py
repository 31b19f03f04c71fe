"""``make bench``, or ``python -m tests.benchmarks [NAME …]`` for some of them."""

from __future__ import annotations

import importlib
import sys
import warnings

from tests.benchmarks.shared import SHARED

warnings.filterwarnings("ignore", category=DeprecationWarning)

NEEDS_SHARED = ("answers", "indexing", "reading", "sure")
NAMES = ("answers", "askers", "corpus", "indexing", "kill", "reading", "sure", "sync")


def main() -> int:
    """Run the measurements that were named, or all; 2 for an unknown name."""
    if sys.argv[1:2] in (["corpus"], ["claims"]):
        importlib.import_module(f"tests.benchmarks.{sys.argv[1]}").run(*sys.argv[2:])
        return 0
    wanted = sys.argv[1:] or list(NAMES)
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"No measurement is called {unknown[0]}: choose from {', '.join(NAMES)}.")
        return 2
    for name in wanted:
        if name in NEEDS_SHARED and not (SHARED / "packs").is_dir():
            print(f"{name}: left out, there are no real packs at {SHARED} (PACKHORSE_SHARED).")
            continue
        importlib.import_module(f"tests.benchmarks.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
