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
    module: int(layer)
    for layer, cell in ROW.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    for module in re.findall(r"`([\w.]+)`", cell)
}


def entry(module: str) -> str | None:
    """The name under which the table has a module: its own, or that of the package it is in."""
    while module not in TABLE and module:
        module = module.rpartition(".")[0]
    return module or None


def name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """The modules of eventcoder that a file imports, wherever in it, except for type checkers only."""
    stack: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while stack:
        node = stack.pop()
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            stack.extend(node.orelse)
            continue
        stack.extend(ast.iter_child_nodes(node))
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[2] for alias in node.names if alias.name.startswith("eventcoder."))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "eventcoder":
            package = (node.module or "").partition(".")[2]
            for alias in node.names:
                inner = f"{package}.{alias.name}".strip(".")
                is_module = any((PACKAGE / inner.replace(".", "/")).with_suffix(suffix).exists() for suffix in (".py", ""))
                yield inner if is_module or not package else package


@pytest.mark.parametrize("path", FILES, ids=name)
def test_imports_run_one_way(path: Path) -> None:
    module = entry(name(path))
    assert module, "add the module to the table in docs/architecture.md"
    found = {other for imported in imports(path) if (other := entry(imported))}
    wrong = {other for other in found if other != module and TABLE[other] >= TABLE[module]}
    assert not wrong, f"{module} must not import from its own layer or a later one"


def test_the_table_names_no_module_that_is_gone() -> None:
    assert set(TABLE) == {entry(name(path)) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("module", ["eventcoder", "eventcoder.coder", "eventcoder.cli", "eventcoder.cli.code", "eventcoder.views"])
def test_imports_load_nothing_heavy(module: str) -> None:
    heavy = "torch", "stanza", "hypothesis", "pandas", "pyarrow", "numpy"
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
