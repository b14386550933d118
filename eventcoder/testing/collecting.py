"""Tests that are no Python: the examples of codebooks, and files of cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any

import attrs
import pytest

from eventcoder.authoring.examples import check_example, examples_of
from eventcoder.codebook.load import codebook_files
from eventcoder.codebook.model import Example as Written
from eventcoder.codebook.model import Rule as BookRule
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.errors import CodebookError, EventcoderError
from eventcoder.testing.shared import Sentence, shared

COLOURS = {"expected": "green", "got": "red"}


class Failed(Exception):
    """A test of ours does not hold.

    Args:
        place: `file:line` and what stands there.
        facts: what to show, each under a name, such as what was expected.
        why: lines that explain it.
    """

    def __init__(self, place: str, facts: dict[str, str], why: str = "") -> None:
        self.place, self.facts, self.why = place, facts, why
        super().__init__(", ".join(f"{name} {facts[name]}" for name in COLOURS if name in facts) or place)

    def lines(self) -> Iterator[tuple[str, str]]:
        """What to show: each line, and the name of what it is."""
        yield "place", self.place
        yield from ((name, f"  {name:<9} {fact}") for name, fact in self.facts.items())
        if self.why:
            yield "why", "  why"
            yield from (("why", f"    {line}".rstrip()) for line in self.why.splitlines())


@attrs.frozen
class Crash:
    """Where a test does not hold and, in a line, what does not; the summary at the end and reports in XML ask for it."""

    path: str
    lineno: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.lineno}: {self.message}"


@attrs.frozen
class Report:
    """How pytest shows that a test does not hold."""

    failed: Failed
    reprcrash: Crash

    def toterminal(self, terminal: Any) -> None:
        """Write it to the terminal."""
        for name, line in self.failed.lines():
            terminal.line(line, **({COLOURS[name]: True} if name in COLOURS else {}))

    def __str__(self) -> str:
        return "\n".join(line for _, line in self.failed.lines())


class LineTest(pytest.Item):
    """A test that a line of a file asks for."""

    def __init__(self, *, line: int, heading: str, **given: Any) -> None:
        super().__init__(**given)
        self.line, self.heading = line, heading

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the test stands, and what it is called among the failures."""
        return self.path, self.line - 1, self.heading

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What to show: no lines of Python, for no Python is wrong."""
        error = excinfo.value
        if isinstance(error, Failed):
            return Report(error, Crash(str(self.path), self.line, str(error)))
        return str(error) if isinstance(error, EventcoderError) else super().repr_failure(excinfo, style)


def explanation(coder: Coder, document: Document) -> str:
    """Why a text gave these events, or none; the text itself, where it is one sentence, is shown already."""
    lines = coder.explain(document)
    return dedent(lines.partition("\n")[2]) if len(document) == 1 else lines


# Codebooks


class CodebookFile(pytest.File):
    """A file of a codebook: whether it loads, and the examples of its rules."""

    root: Path

    @classmethod
    def of(cls, parent: pytest.Collector, path: Path, root: Path) -> CodebookFile:
        """The tests of a file that belongs to a codebook, which is the file itself or a folder."""
        file = cls.from_parent(parent, path=path)
        file.root = root
        return file

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Whether it loads, then rule by rule."""
        book = shared(self.config).book(self.root)
        if isinstance(book, CodebookError):
            yield Loads.from_parent(self, name="loads", error=book)
            return
        yield Loads.from_parent(self, name="loads")
        for rule in book.rules.values():
            if rule.where.rpartition(":")[0] == self.shown and (rule.examples or rule.counterexamples):
                yield Rule.from_parent(self, name=rule.id, rule=rule, root=self.root)

    @property
    def shown(self) -> str:
        """What the codebook calls this file."""
        return str(self.path.relative_to(self.root.parent))


class Loads(LineTest):
    """A file of a codebook can be loaded. It is no error of collecting, which would keep the other tests from running."""

    parent: CodebookFile

    def __init__(self, *, error: CodebookError | None = None, **given: Any) -> None:
        super().__init__(line=1, heading=f"{given['parent'].shown} loads", **given)
        self.error = error

    def runtest(self) -> None:
        """Show the problems of this file, and in the first file those that belong to none."""
        if self.error is None:
            return
        files = codebook_files(self.parent.root)
        names = [str(file.relative_to(self.parent.root.parent)) for file in files]
        own = [problem for problem in self.error.problems if problem.where.rpartition(":")[0] == self.parent.shown]
        if self.path == files[0]:
            own += [problem for problem in self.error.problems if problem.where.rpartition(":")[0] not in names]
        if not own:
            pytest.skip(f"there are problems in other files of {self.parent.root.name}")
        raise CodebookError(tuple(own))


class Rule(pytest.Collector):
    """The examples of a rule."""

    def __init__(self, *, rule: BookRule, root: Path, **given: Any) -> None:
        super().__init__(**given)
        self.rule, self.root = rule, root

    def collect(self) -> Iterator[pytest.Item]:
        """Its examples, then its counterexamples."""
        for example, counter in examples_of(self.rule):
            kind = Counterexample if counter else Example
            yield kind.from_parent(self, name=f"{kind.prefix}{' '.join(example.text.split())}", example=example)


class Example(LineTest, Sentence):
    """A sentence gives the events that the rule says."""

    parent: Rule
    counter = False
    prefix = ""

    def __init__(self, *, example: Written, **given: Any) -> None:
        line = int(example.where.rpartition(":")[2])
        super().__init__(line=line, heading=f"{given['parent'].rule.id}: {given['name']}", **given)
        self.example, self.text = example, example.text

    def runtest(self) -> None:
        """Code the sentence."""
        found = shared(self.config)
        coder, document = found.coder(self.parent.root, every=True), found.parsed(self)
        outcome = check_example(coder, self.parent.rule, self.example, self.counter, document)
        if not outcome.passed:
            facts = {"sentence": self.text, "expected": outcome.wanted, "got": outcome.came}
            raise Failed(f"{self.example.where}: rule {self.parent.rule.id}", facts, explanation(coder, document))


class Counterexample(Example):
    """A sentence gives no event by the rule."""

    counter = True
    prefix = "counterexample: "
