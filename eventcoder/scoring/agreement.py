"""How far coders agree: Krippendorff's alpha and Cohen's kappa, by NLTK."""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Mapping

import attrs

from eventcoder.packages import require


@attrs.frozen
class Agreement:
    """How far coders agree on one question.

    Args:
        name: the question.
        items: how many items at least two of them answered.
        observed: share of pairs of answers to the same item that are the same.
        alpha: Krippendorff's alpha for nominal data; None if there is one answer only, so that chance cannot be told from agreement.
        kappas: Cohen's kappa of each two coders, on the items that both answered; None as for alpha.
    """

    name: str
    items: int
    observed: float
    alpha: float | None
    kappas: Mapping[tuple[str, str], float | None] = attrs.field(hash=False)


def agreement(name: str, answers: Mapping[str, Mapping[str, Hashable]]) -> Agreement | None:
    """Work out how far coders agree.

    Args:
        name: the question.
        answers: coder -> item -> answer; items that a coder did not answer lack.

    Returns:
        The agreement, or None if no item was answered twice.

    Raises:
        OutputError: NLTK is not installed.

    >>> found = agreement("root", {"a": {"1": "x", "2": "x", "3": "y"}, "b": {"1": "x", "2": "y", "3": "y"}})
    >>> found.items, round(found.observed, 3), round(found.alpha, 3), round(found.kappas["a", "b"], 3)
    (3, 0.667, 0.444, 0.4)
    """
    coders = sorted(answers)
    items = sorted({item for said in answers.values() for item in said})
    shared = [item for item in items if sum(item in said for said in answers.values()) > 1]
    if not shared:
        return None
    triples = [(coder, item, answers[coder][item]) for coder in coders for item in shared if item in answers[coder]]
    pairs = [
        (answers[one][item], answers[other][item])
        for one, other in itertools.combinations(coders, 2)
        for item in shared
        if item in answers[one] and item in answers[other]
    ]
    observed = sum(one == other for one, other in pairs) / len(pairs)
    kappas = {
        (one, other): _kappa(one, other, answers)
        for one, other in itertools.combinations(coders, 2)
        if answers[one].keys() & answers[other]
    }
    return Agreement(name, len(shared), observed, _alpha(triples), kappas)


def _alpha(triples: list[tuple[str, str, Hashable]]) -> float | None:
    if len({answer for _, _, answer in triples}) < 2:
        return None
    return float(_task(triples).alpha())


def _kappa(one: str, other: str, answers: Mapping[str, Mapping[str, Hashable]]) -> float | None:
    both = sorted(answers[one].keys() & answers[other].keys())
    triples = [(coder, item, answers[coder][item]) for coder in (one, other) for item in both]
    if len({answer for _, _, answer in triples}) < 2:
        return None
    return float(_task(triples).kappa())


def _task(triples: list[tuple[str, str, Hashable]]):  # type: ignore[no-untyped-def]  # NLTK has no types
    return require("nltk.metrics.agreement", "validation", purpose="the agreement of judges").AnnotationTask(data=triples)
