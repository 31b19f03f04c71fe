"""Count the house: what a stranger has to read, and where it is told twice.

python .ci/count.py [TREE] [--start]    a checkout; with --start, seconds until help is shown
"""

import ast
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOMS = ("bot", "indexer", "prompts")
TRAINING = Path("indexer", "models", "training")
PATTERNS = set("compile match search fullmatch sub subn split findall finditer".split())


def main(root: Path, start: bool) -> None:
    files = [path for room in ROOMS for path in sorted((root / room).rglob("*.py"))]
    files = [
        path
        for path in [root / "app.py", *files]
        if not path.is_relative_to(root / TRAINING) and "migrations" not in path.parts
    ]
    trees = {path.relative_to(root): ast.parse(path.read_text("utf-8")) for path in files}
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    lines = [line for path in files for line in path.read_text("utf-8").splitlines()]
    functions = sorted(
        ((node.end_lineno or 0) - node.lineno + 1, node.name)
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    names = Counter(path.name for path in trees if path.name != "__init__.py")
    classes = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef))
    print(f"lines                  {len(lines)}")
    print(f"of code                {sum(1 for line in lines if line.strip()[:1] not in ('', '#'))}")
    print(f"modules                {len(trees)}")
    print(f"patterns               {sum(map(_is_pattern, nodes))}")
    median = statistics.median(length for length, _ in functions)
    print(f"functions, median      {median:.0f} lines")
    print("longest functions      " + ", ".join(f"{name} {n}" for n, name in functions[:-6:-1]))
    print(f"file names repeated    {_repeated(names)}")
    print(f"class names repeated   {_repeated(classes)}")
    print(f"local imports          {sum(len(list(_local(tree))) for tree in trees.values())}")
    print(f"circles of imports     {_circles(trees)}")
    if start:
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "app.py", "--help"], cwd=root, check=True, capture_output=True
        )
        print(f"--help                 {time.monotonic() - began:.2f} s")


def _is_pattern(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in PATTERNS
    )


def _repeated(names: Counter[str]) -> str:
    twice = sorted(name for name, count in names.items() if count > 1)
    return f"{len(twice)} {' '.join(twice)}"


def _local(tree: ast.Module) -> Iterator[ast.AST]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom):
                    yield node


def _circles(trees: dict[Path, ast.Module]) -> str:
    """Of the imports that run when a module is loaded, those for types left out."""
    modules = {
        ".".join(path.with_suffix("").parts).removesuffix(".__init__"): path for path in trees
    }
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        needs = graph.setdefault(name, set())
        for node in trees[path].body:
            if isinstance(node, ast.ImportFrom) and node.module:
                own = {f"{node.module}.{alias.name}" for alias in node.names} & set(modules)
                needs |= own or ({node.module} & set(modules))
        needs.discard(name)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " → ".join(error.args[1])
    return "0"


if __name__ == "__main__":
    given = [one for one in sys.argv[1:] if not one.startswith("-")]
    main(Path(given[0] if given else ".").resolve(), "--start" in sys.argv)
