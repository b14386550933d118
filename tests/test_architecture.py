"""The order of imports, and what an import may load."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "eventcoder"
FILES = sorted(path for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE or path.stem not in ("__init__", "__main__"))
ROW = re.compile(r"^\| (\d+) \| ([^|]+) \|", re.MULTILINE)
TABLE = {
    module: int(floor)
    for floor, cell in ROW.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    for module in re.findall(r"`([\w.]+)`", cell)
}


def name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """The modules of eventcoder that a file imports, wherever in it, for type checkers too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("eventcoder."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "eventcoder":
            package = (node.module or "").partition(".")[2]
            for alias in node.names:
                inner = f"{package}.{alias.name}".strip(".")
                is_module = any((PACKAGE / inner.replace(".", "/")).with_suffix(suffix).exists() for suffix in (".py", ""))
                if is_module or package:  # else a name of the package itself, such as __version__
                    yield inner if is_module else package


def package(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    here = package(name(path))
    assert here in TABLE, "add the package to the table in docs/architecture.md"
    found = {other for imported in imports(path) if (other := package(imported))}
    wrong = {other for other in found if other != here and TABLE[other] >= TABLE[here]}
    assert not wrong, f"{here} must not import from its own floor or a higher one"


def test_the_table_names_no_package_that_is_gone() -> None:
    assert set(TABLE) == {package(name(path)) for path in FILES}


def test_no_circles_inside_packages() -> None:
    """Module by module: whoever is imported does not import back, by whatever way."""
    arrows = {name(path): set(imports(path)) - {name(path)} for path in FILES}
    while free := {module for module, others in arrows.items() if not others & arrows.keys()}:
        arrows = {module: others for module, others in arrows.items() if module not in free}
    assert not arrows, "these import each other, or what does"


# Every kind of clause has the same slots, and `Clause` says of each that it is empty unless a kind fills it.
# `Coder` is all that most users hold: a method for each kind of input. `Background` is a list of what may be asked, and works nothing out.
LARGE_CLASSES = {"grammar.clause.Clause": 20, "coder.Coder": 13, "actors.background.Background": 14}
MOST_METHODS = 12
MOST_BRANCHES = 25


@pytest.mark.parametrize("path", FILES, ids=name)
def test_classes_and_functions_are_small(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, ast.FunctionDef) for part in node.body)
            assert methods <= LARGE_CLASSES.get(f"{name(path)}.{node.name}", MOST_METHODS), f"methods of {node.name}: split it"
        elif isinstance(node, ast.FunctionDef):
            assert branches(node) <= MOST_BRANCHES, f"branches of {node.name}: name its steps"


def branches(function: ast.FunctionDef) -> int:
    """How often a function may go one way or the other, functions inside it left out."""
    count, stack = 0, list(ast.iter_child_nodes(function))
    while stack:
        node = stack.pop()
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            continue
        if isinstance(node, ast.BoolOp):
            count += len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
        elif isinstance(node, (ast.If, ast.For, ast.While, ast.IfExp, ast.ExceptHandler, ast.match_case)):
            count += 1
        stack.extend(ast.iter_child_nodes(node))
    return count


def test_there_are_at_most_twelve_floors() -> None:
    """Packages and single modules as nodes: the longest way down."""
    below: dict[str, set[str]] = {}
    for path in FILES:
        here = package(name(path))
        below.setdefault(here, set()).update({package(other) for other in imports(path)} - {here})

    def floor(node: str) -> int:
        return 1 + max(map(floor, below.get(node, ())), default=0)

    assert max(map(floor, below)) <= 12


@pytest.mark.parametrize("module", ["eventcoder", "eventcoder.coder", "eventcoder.cli", "eventcoder.cli.code", "eventcoder.views"])
def test_imports_load_nothing_heavy(module: str) -> None:
    heavy = "torch", "stanza", "hypothesis", "pandas", "pyarrow", "numpy"
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
