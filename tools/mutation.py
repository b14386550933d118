"""Which special cases nothing watches: switches them off one at a time, and lists those that no test notices.

    python tools/mutation.py [--package NAME ...] [--kind if ...] [--sample 150 --seed 1] [--jobs 1] [--most 10]

A special case stands in a function: an `if` or `elif` (made to never hold), an operand of an `or` (dropped), an `a if b else c` (always c).
The code is changed in the memory of a process of its own; no file is touched. A special case is noticed if a case of `tests/cases` or an
example of the codebook comes out otherwise, if one of 200 random trees cannot be coded, or else if a test of `tests/NAME` fails. What is
not noticed is printed as a list to work through: give the branch a case that fails without it, or take it out. With --most the exit
code is 1 if more than so many per cent go unnoticed.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import importlib
import io
import json
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any, Literal, get_args

import attrs
import hypothesis
import pytest

ROOT = Path(__file__).resolve().parent.parent
TESTS = ROOT / "tests"
sys.path[:0] = [str(ROOT), str(TESTS)]
from cases import case_files  # noqa: E402
from frozen import FrozenParser, document_of, trees_of_examples  # noqa: E402

from eventcoder.authoring.examples import check_examples  # noqa: E402
from eventcoder.coder import Coder  # noqa: E402
from eventcoder.document import Document  # noqa: E402
from eventcoder.statuses import STATUSES  # noqa: E402
from eventcoder.testing.answers import answer  # noqa: E402
from eventcoder.testing.notation import read_cases  # noqa: E402
from eventcoder.testing.strategies.trees import documents  # noqa: E402

LANGUAGE = ("grammar", "actors", "dates", "coding")  # packages that hold what is known about sentences, case by case
ODD_TREES = 200
SECONDS = 60  # for the cases; twenty times as long for the tests
OPTIMIZED = 1  # the flag of code that is a function's, not a class's or a module's
Kind = Literal["if", "or", "else"]
Key = tuple[str, str, int]


@attrs.frozen
class SpecialCase:
    """A place where the code can be switched.

    Args:
        file: the file.
        line: where the condition stands.
        column: where on the line.
        kind: what is switched.
        operand: which operand of an `or`.
        text: the code of the condition.
    """

    file: Path
    line: int
    column: int
    kind: Kind
    operand: int
    text: str

    @property
    def package(self) -> str:
        return self.file.relative_to(ROOT / "eventcoder").parts[0]

    def __str__(self) -> str:
        shown = {"if": "if {}", "or": "or {}", "else": "... if {} else ..."}[self.kind].format(" ".join(self.text.split()))
        return f"{self.file.relative_to(ROOT)}:{self.line}  `{shown[:150]}`"


# Finding and switching


class Switch(ast.NodeTransformer):
    """Finds the special cases of a module, and switches off the one it is given."""

    def __init__(self, file: Path, chosen: SpecialCase | None = None) -> None:
        self.file = file
        self.chosen = chosen
        self.found: list[SpecialCase] = []
        self._depth = 0

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        self._depth += 1
        self.generic_visit(node)
        self._depth -= 1
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        return self._conditional(node, "if")

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        return self._conditional(node, "else")

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        drop = None
        for operand, value in enumerate(node.values):
            if isinstance(node.op, ast.Or) and self._is_chosen(value, "or", operand):
                drop = operand
        self.generic_visit(node)
        if drop is None:
            return node
        rest = node.values[:drop] + node.values[drop + 1 :]
        kept = ast.BoolOp(ast.Or(), rest) if len(rest) > 1 else rest[0]
        return ast.IfExp(ast.Constant(True), kept, node)  # what is dropped stays in sight, so that closures keep their variables

    def _conditional(self, node: ast.If | ast.IfExp, kind: Kind) -> ast.AST:
        chosen = self._is_chosen(node.test, kind)
        self.generic_visit(node)
        if chosen:
            node.test = ast.BoolOp(ast.And(), [node.test, ast.Constant(False)])
        return node

    def _is_chosen(self, condition: ast.expr, kind: Kind, operand: int = 0) -> bool:
        if not self._depth:
            return False
        case = SpecialCase(self.file, condition.lineno, condition.col_offset, kind, operand, ast.unparse(condition))
        self.found.append(case)
        return case == self.chosen


def special_cases(package: str) -> list[SpecialCase]:
    """Every special case of a package, in the order of its files."""
    found = []
    for file in sorted((ROOT / "eventcoder" / package).rglob("*.py")):
        switch = Switch(file)
        switch.visit(ast.parse(file.read_text("utf-8")))
        found += switch.found
    return found


def switched(case: SpecialCase) -> dict[Key, CodeType]:
    """The code of the functions of a module, with one special case off."""
    tree = Switch(case.file, case).visit(ast.parse(case.file.read_text("utf-8")))
    return dict(functions_of(compile(ast.fix_missing_locations(tree), str(case.file), "exec", dont_inherit=True)))


def functions_of(code: CodeType) -> Iterator[tuple[Key, CodeType]]:
    """The outermost functions of a module or class."""
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_flags & OPTIMIZED:
                yield key_of(inner), inner
            else:
                yield from functions_of(inner)


def key_of(code: CodeType) -> Key:
    return code.co_filename, code.co_name, code.co_firstlineno


def switch_off(case: SpecialCase, functions: dict[Key, list[FunctionType]]) -> None:
    """Give the functions of this process their new code."""
    for key, code in switched(case).items():
        for function in functions.get(key, ()):
            if function.__code__ != code:
                function.__code__ = code


def loaded_functions() -> dict[Key, list[FunctionType]]:
    """The functions in memory, after every module of the library is loaded."""
    for file in sorted((ROOT / "eventcoder").rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if file.stem != "__main__" and not name.startswith("eventcoder.parse."):
            importlib.import_module(name)
    found: dict[Key, list[FunctionType]] = {}
    gc.unfreeze()
    for function in gc.get_objects():
        if isinstance(function, FunctionType):
            found.setdefault(key_of(function.__code__), []).append(function)
    return found


# Noticing


@attrs.frozen
class Cases:
    """The frozen cases and examples, and trees of any shape, ready to be run.

    Args:
        coder: gives the events of every status.
        odd: random trees, always the same.
        loading: files whose code runs while knowledge is loaded, so that it must be loaded anew.
    """

    coder: Coder
    odd: tuple[Document, ...]
    loading: frozenset[str]

    @classmethod
    def load(cls) -> Cases:
        loading: set[str] = set()
        sys.settrace(lambda frame, *_: loading.add(frame.f_code.co_filename))
        try:
            coder = ready()
        finally:
            sys.settrace(None)
        for file in case_files():
            for case in read_cases(file):
                document_of(case)
        return cls(coder, tuple(odd_trees()), frozenset(loading))

    def notice(self, case: SpecialCase | None) -> str:
        """The first case or example that comes out otherwise, or nothing."""
        coder = ready() if case is not None and str(case.file) in self.loading else self.coder
        for file in case_files():
            for asked in read_cases(file):
                for question in asked.questions:
                    if answer(coder, document_of(asked), question) != question.wanted:
                        return f"{asked.file.name}:{asked.line} {question.kind}"
        if failed := next((outcome.rule.id for outcome in check_examples(coder) if not outcome.passed), ""):
            return failed
        for document in self.odd:
            coder.code_document(document)
        return ""


def ready() -> Coder:
    """A coder that has loaded its knowledge, and knows the frozen trees."""
    coder = Coder(None, FrozenParser(trees_of_examples()), None, STATUSES)
    _ = coder.codebook, coder.actors
    return coder


def odd_trees() -> list[Document]:
    """Well-formed trees that no parser would give; what cannot be coded there raises an exception."""
    found: list[Document] = []
    settings = hypothesis.settings(
        max_examples=ODD_TREES, derandomize=True, database=None, deadline=None, phases=[hypothesis.Phase.generate]
    )

    @settings
    @hypothesis.given(documents())
    def draw(document: Document) -> None:
        found.append(document)

    draw()
    return found


def failing_test(package: str) -> str:
    """The first test of a package that fails, or nothing."""
    if not (TESTS / package).exists():
        return ""
    options = ["-x", "-q", "--no-header", "--tb=no", "-m", "not parser", "--hypothesis-seed=0", "-p", "no:cacheprovider"]
    with contextlib.redirect_stdout(io.StringIO()) as output, contextlib.redirect_stderr(output):
        status = pytest.main([*options, "--rootdir", str(ROOT), str(TESTS / package)])
    return "" if status in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED) else output.getvalue().strip()[-200:] or str(status)


def in_processes(ask: Callable[[Any], str], items: Sequence[Any], jobs: int, seconds: int) -> Iterator[tuple[int, str]]:
    """Ask a question about each item in a process of its own; what crashes or takes too long is an answer too."""
    gc.collect()
    gc.freeze()  # so that the processes share what is loaded
    waiting, running, done = list(enumerate(items)), dict[int, tuple[int, int]](), 0
    while waiting or running:
        while waiting and len(running) < jobs:
            number, item = waiting.pop(0)
            reading, writing = os.pipe()
            child = os.fork()
            if child == 0:
                _answer_and_exit(ask, item, writing, seconds)
            os.close(writing)
            running[child] = number, reading
        child, _ = os.wait()
        number, reading = running.pop(child)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            said = pipe.read()
        done += 1
        print(f"\r{done} of {len(items)}", end="\n" if done == len(items) else "", file=sys.stderr, flush=True)
        yield number, json.loads(said) if said else "ran too long, or crashed"


def _answer_and_exit(ask: Callable[[Any], str], item: Any, pipe: int, seconds: int) -> None:
    signal.alarm(seconds)  # which ends the process
    try:
        said = ask(item)
    except BaseException as error:
        said = repr(error)[:200]
    with os.fdopen(pipe, "w", encoding="utf-8") as file:
        file.write(json.dumps(said))
    os._exit(0)


def noticed(sample: Sequence[SpecialCase], jobs: int) -> list[str]:
    """Who notices that each special case is switched off: cases, tests or nobody."""
    functions, cases = loaded_functions(), Cases.load()

    def prepare(case: SpecialCase) -> None:
        switch_off(case, functions)
        if str(case.file) in cases.loading:  # what it compiles is for nobody else
            os.environ["EVENTCODER_CACHE"] = tempfile.mkdtemp(dir=os.environ["EVENTCODER_CACHE"])

    def by_cases(case: SpecialCase | None) -> str:
        if case is not None:
            prepare(case)
        return cases.notice(case)

    def by_tests(case: SpecialCase | str) -> str:
        if isinstance(case, str):
            return failing_test(case)
        prepare(case)
        return failing_test(case.package)

    broken = [
        *in_processes(by_cases, [None], 1, SECONDS),
        *in_processes(by_tests, sorted({case.package for case in sample}), 1, 20 * SECONDS),
    ]
    if wrong := [said for _, said in broken if said]:
        raise SystemExit("\n  ".join(["fails before anything is switched off:", *wrong]))
    by = [""] * len(sample)
    for number, said in in_processes(by_cases, sample, jobs, SECONDS):
        by[number] = "cases" if said else ""
    left = [number for number, who in enumerate(by) if not who]
    for position, said in in_processes(by_tests, [sample[number] for number in left], jobs, 20 * SECONDS):
        by[left[position]] = "tests" if said else ""
    return by


# Reporting


def report(sample: Sequence[SpecialCase], by: Sequence[str], total: int, seed: int) -> str:
    """A table of the packages and kinds, and the list of what went unnoticed."""
    rows: dict[str, Counter[str]] = {}
    for name_of in (lambda case: case.package, lambda case: f"`{case.kind}`", lambda case: "all"):
        for case, who in zip(sample, by, strict=True):
            rows.setdefault(name_of(case), Counter())[who] += 1
    lines = [f"{len(sample)} of {total} special cases switched off (seed {seed})", ""]
    lines += ["| what | switched off | noticed by cases | by tests | unnoticed |", "|---|---|---|---|---|"]
    for name, row in rows.items():
        lines.append(f"| {name} | {row.total()} | {row['cases']} | {row['tests']} | {row['']} ({row[''] / max(row.total(), 1):.0%}) |")
    return "\n".join([*lines, "", *(f"- [ ] {case}" for case, who in zip(sample, by, strict=True) if not who)])


def main(arguments: list[str]) -> int:
    """Switch off, and print what nobody noticed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--package", action="append", help=f"package of eventcoder; may be repeated (default: {', '.join(LANGUAGE)})")
    options.add_argument("--kind", action="append", choices=get_args(Kind), help="kind of special case; may be repeated (default: all)")
    options.add_argument("--sample", type=int, help="how many special cases (default: all)")
    options.add_argument("--seed", type=int, default=1, help="which sample")
    options.add_argument("--jobs", type=int, default=1, help="how many processes at a time")
    options.add_argument("--most", type=float, default=100, help="per cent that may go unnoticed")
    chosen = options.parse_args(arguments)
    every = [case for package in chosen.package or LANGUAGE for case in special_cases(package)]
    every = [case for case in every if case.kind in (chosen.kind or get_args(Kind))]
    sample = every if chosen.sample is None else random.Random(chosen.seed).sample(every, min(chosen.sample, len(every)))
    sample.sort(key=lambda case: (case.file, case.line, case.column))
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"EVENTCODER_CACHE": folder, "HYPOTHESIS_STORAGE_DIRECTORY": folder}
        by = noticed(sample, chosen.jobs)
    print(report(sample, by, len(every), chosen.seed))
    return 1 if by.count("") * 100 > chosen.most * len(sample) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
