"""Tests that are no Python: the examples of codebooks, and files of cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import attrs
import pytest

from eventcoder.authoring.examples import Outcome, check_example, examples_of, fits
from eventcoder.codebook import model
from eventcoder.codebook.load import codebook_files
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.errors import CodebookError, EventcoderError, InputError
from eventcoder.testing.assertions import assert_answer, why_missing
from eventcoder.testing.notation import Case as Line
from eventcoder.testing.notation import Question, read_cases
from eventcoder.testing.shared import Sentence, codebook_beside, shared

COLOURS = {"expected": "green", "got": "red"}


class Failed(Exception):
    """A test of ours does not hold.

    Args:
        place: `file:line`, and what stands there.
        told: what was expected, what came, and why, each in lines that begin with a name such as *expected*.
    """

    def __init__(self, place: str, told: str) -> None:
        self.place, self.told = place, told
        found = {name: line.split(None, 1)[1] for line in told.splitlines() if line.strip() and (name := line.split()[0]) in COLOURS}
        super().__init__(", ".join(f"{name} {found[name]}" for name in COLOURS if name in found) or told.strip())

    def __str__(self) -> str:
        return f"{self.place}\n{self.told}"


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
        for line in str(self).splitlines():
            colour = COLOURS.get("".join(line.split()[:1])) if line.startswith("  ") and not line.startswith("   ") else None
            terminal.line(line, **({colour: True} if colour else {}))

    def __str__(self) -> str:
        return str(self.failed)


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
            return Report(error, Crash(str(self.path), self.line, error.args[0]))
        return str(error) if isinstance(error, EventcoderError) else super().repr_failure(excinfo, style)


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

    def __init__(self, *, rule: model.Rule, root: Path, **given: Any) -> None:
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

    def __init__(self, *, example: model.Example, **given: Any) -> None:
        rule = given["parent"].rule
        file, _, line = example.where.rpartition(":")
        if file != rule.where.rpartition(":")[0]:  # of a rule that is changed here, and comes from elsewhere with its examples
            line = rule.where.rpartition(":")[2]
        super().__init__(line=int(line), heading=f"{rule.id}: {given['name']}", **given)
        self.example, self.text = example, example.text

    def runtest(self) -> None:
        """Code the sentence."""
        found = shared(self.config)
        coder, document = found.coder(self.parent.root, every=True), found.parsed(self)
        outcome = check_example(coder, self.parent.rule, self.example, self.counter, document)
        if not outcome.passed:
            place, _, told = str(outcome).partition("\n")
            raise Failed(place, "\n".join([told, *missing(coder, outcome), *how_it_was_read(coder, document)]))


def missing(coder: Coder, outcome: Outcome) -> Iterator[str]:
    """Each event that an example lacks, and what its code lacked."""
    readings = list(coder.read(outcome.document))
    for wanted in outcome.example.expected:
        if not any(fits(wanted, triple) for triple in outcome.got):
            line = " ".join(wanted)
            yield f"  missing   {line}{why_missing(coder, outcome.document, readings, line)}"


def how_it_was_read(coder: Coder, document: Document) -> Iterator[str]:
    """What came of each word that may tell of an event; the text itself, where it is one sentence, is shown already."""
    lines = str(coder.explain(document))
    yield "  how it was read"
    yield indent(dedent(lines.partition("\n")[2]) if len(document) == 1 else lines, "    ")


class Counterexample(Example):
    """A sentence gives no event by the rule."""

    counter = True
    prefix = "counterexample: "


# Cases


class CasesFile(pytest.File):
    """A file of sentences and what must come of them."""

    def collect(self) -> Iterator[pytest.Item]:
        """Each question of each line; what is no line is a test that fails, so that the others run."""
        try:
            for case in read_cases(self.path):
                for question in case.questions:
                    about = f" | {question.kind}: {question.about}" if question.about else ""
                    yield Case.from_parent(self, name=f"{case.text}{about}", case=case, question=question)
        except (InputError, OSError, UnicodeError) as error:
            yield Unreadable.from_parent(self, name="reads", error=error)


class Unreadable(LineTest):
    """A file of cases holds something else."""

    def __init__(self, *, error: Exception, **given: Any) -> None:
        super().__init__(line=1, heading=f"{given['parent'].name} can be read", **given)
        self.error = error

    def runtest(self) -> None:
        """Say what is wrong."""
        raise self.error if isinstance(self.error, InputError) else InputError(f"{self.path}: cannot be read ({self.error})")


class Case(LineTest, Sentence):
    """A sentence gives the answer that its line says."""

    def __init__(self, *, case: Line, question: Question, **given: Any) -> None:
        super().__init__(line=case.line, heading=f"{given['parent'].name}:{case.line}: {given['name']}", **given)
        self.case, self.question, self.text = case, question, case.text

    def runtest(self) -> None:
        """Ask the question."""
        found = shared(self.config)
        coder = found.coder(codebook_beside(self.path, self.config), every=True)
        document = attrs.evolve(found.parsed(self), date=self.case.date)
        try:
            assert_answer(document, self.question, coder=coder)
        except AssertionError as error:
            gap = " " * (4 if self.question.kind == "events" else 2)  # as wide as in the message
            raise Failed(f"{self.path.name}:{self.line}", f"  sentence{gap}{error}") from None
