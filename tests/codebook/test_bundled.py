"""The bundled codebook keeps its own promises: every example of every rule, through the live parser."""

from __future__ import annotations

import pytest

from eventcoder.authoring.examples import check_examples
from eventcoder.authoring.lint import lint
from eventcoder.codebook import Codebook
from eventcoder.coder import Coder


@pytest.mark.parser
def test_every_example_comes_out_as_its_rule_says() -> None:
    failed = [str(outcome) for outcome in check_examples(Coder()) if not outcome.passed]
    assert not failed, "\n".join(failed)


def test_it_has_no_faults(bundled: Codebook) -> None:
    assert [str(problem) for problem in lint(bundled)] == []


def test_every_rule_has_an_example(bundled: Codebook) -> None:
    assert [rule.id for rule in bundled.rules.values() if not rule.examples and not rule.counterexamples] == []
