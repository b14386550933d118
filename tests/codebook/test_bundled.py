"""The bundled codebook keeps its own promises: every example of every rule comes out, on frozen trees, and nothing in it is at fault."""

from __future__ import annotations

from frozen import FrozenParser, trees_of_examples

from eventcoder.actors import ActorBook
from eventcoder.authoring.examples import check_examples
from eventcoder.authoring.lint import known_roles, lint
from eventcoder.codebook import Codebook
from eventcoder.coder import Coder


def test_every_example_comes_out_as_its_rule_says(bundled: Codebook, actors: ActorBook) -> None:
    coder = Coder(bundled, FrozenParser(trees_of_examples()), actors)
    failed = [str(outcome) for outcome in check_examples(coder) if not outcome.passed]
    assert not failed, "\n".join(failed)


def test_it_has_no_faults(bundled: Codebook, actors: ActorBook) -> None:
    assert [str(problem) for problem in lint(bundled, known_roles(actors))] == []


def test_every_rule_has_an_example(bundled: Codebook) -> None:
    assert [rule.id for rule in bundled.rules.values() if not rule.examples and not rule.counterexamples] == []
