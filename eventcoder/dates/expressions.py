"""Time expressions in a sentence.

Expressions are found on the words alone, by the patterns of `codebooks/english/time.yaml`; which event one belongs to is
settled in `eventcoder.dates.dating`, and which days they mean in `eventcoder.dates.periods`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from eventcoder.document import Sentence
from eventcoder.english.timewords import ANCHORS, TimeWords, encode

PREPOSITIONS = ("case", "mark")
LONGEST = 9  # words of an expression: "Saturday, the 7th of October, 2023"


@attrs.frozen
class Expression:
    """A run of words that says when.

    Args:
        name: which computation gives its days.
        first: position of its first word.
        last: position of its last word.
        values: (class, what it stands for) of each word.
        opening: SINCE, UNTIL or an empty string: what the preposition before it makes of it.
        until: the other end of a range, or None.
    """

    name: str
    first: int
    last: int
    values: tuple[tuple[str, Any], ...]
    opening: str = ""
    until: Expression | None = None

    def get(self, name: str) -> Any:
        """What the first word of a class stands for, or None."""
        return next((value for key, value in self.values if key == name), None)

    def which(self, *names: str) -> str:
        """The first of some classes that a word of the expression is of, or an empty string."""
        return next((name for name in names if self.get(name) is not None), "")


# Finding -----------------------------------------------------------------------------------------------------------------


def find_expressions(sentence: Sentence, words: TimeWords) -> list[Expression]:
    """All time expressions of a sentence.

    Args:
        sentence: the sentence.
        words: the words of time.

    Returns:
        Expressions in order, none inside another; ranges are joined.
    """
    if not words.may_occur(sentence):
        return []
    classes = [words.of(sentence, i) for i in range(len(sentence))]
    found: list[Expression] = []
    anchors = [i for i, names in enumerate(classes) if ANCHORS & names.keys()]
    position = 0
    while position < len(classes):
        near = classes[position] and any(position <= anchor < position + LONGEST for anchor in anchors)
        expression = _longest(sentence, words, classes, position) if near else None
        if expression is None:
            position += 1
            continue
        found.append(attrs.evolve(expression, opening=_opening(sentence, classes, expression)))
        position = expression.last + 1
    return _join(found, classes)


def _longest(sentence: Sentence, words: TimeWords, classes: list[dict[str, Any]], first: int) -> Expression | None:
    rest = encode(classes[first : first + LONGEST])
    best: Expression | None = None
    for name, pattern in words.patterns:
        match = pattern.match(rest)
        if match is None or not match[0]:
            continue
        last = first + match[0].count("<") - 1
        if best is not None and last <= best.last:
            continue
        values = tuple(pair for found in classes[first : last + 1] for pair in found.items())
        expression = Expression(name, first, last, values)
        if _credible(sentence, classes, expression):
            best = expression
    return best


def _credible(sentence: Sentence, classes: list[dict[str, Any]], expression: Expression) -> bool:
    """Whether an expression names a time at all: not "every Monday", "May said", "in 2000 villages"."""
    before = classes[expression.first - 1] if expression.first > 0 else {}
    doubts = DOUBTS.get(expression.name)
    return "EVERY" not in before and not (doubts is not None and doubts(sentence, classes, expression, before))


# What else an expression of a kind may be, given the classes of the word before it -----------------------------------------


def _is_name(sentence: Sentence, classes: list[dict[str, Any]], expression: Expression, before: dict[str, Any]) -> bool:
    """ "[May] said", but not "in May", "the May attack"."""
    last = expression.last
    if expression.first < last or "NAME" not in classes[last] or "IN" in before:
        return False
    return not (_has_article(sentence, expression, before) and sentence[last].relation in ("compound", "nmod", "obl"))


def _is_count(sentence: Sentence, classes: list[dict[str, Any]], expression: Expression, before: dict[str, Any]) -> bool:
    """ "in [2000] villages"; a lone number is a year after "in" or an article, or where it hangs on a noun."""
    token = sentence[expression.last]
    if "YEAR" not in classes[expression.last] or _has_article(sentence, expression, before):
        return False
    if token.relation == "nummod" and token.head > expression.last:
        return True
    return not (expression.first < expression.last or "IN" in before or token.relation in ("nmod", "obl", "compound", "conj"))


def _is_any_unit(sentence: Sentence, classes: list[dict[str, Any]], expression: Expression, before: dict[str, Any]) -> bool:
    """ "this [day]" is any day; "the last [weeks]" are a span."""
    return bool(expression.get("PLURAL")) or expression.get("UNIT")[0] in ("day", "hour")


def _counts_things(sentence: Sentence, classes: list[dict[str, Any]], expression: Expression, before: dict[str, Any]) -> bool:
    """ "in [October 7] people"."""
    last = expression.last
    counts = "IN" in before and expression.get("MONTH") and sentence[last].relation == "nummod"
    return bool(counts and "DAY" in classes[last] and sentence[last].head > last)


def _is_fall(sentence: Sentence, classes: list[dict[str, Any]], expression: Expression, before: dict[str, Any]) -> bool:
    """ "in the [fall] of the Soviet Union"."""
    following = expression.last + 1
    return following < len(classes) and "YEAR" not in classes[expression.last] and sentence[following].form == "of"


def _has_article(sentence: Sentence, expression: Expression, before: dict[str, Any]) -> bool:
    return "THE" in before or (expression.first > 0 and sentence[expression.first - 1].deprel == "nmod:poss")


DOUBTS: Mapping[str, Callable[[Sentence, list[dict[str, Any]], Expression, dict[str, Any]], bool]] = {
    "month": _is_name,
    "year": _is_count,
    "unit": _is_any_unit,
    "day": _counts_things,
    "season": _is_fall,
}


def _opening(sentence: Sentence, classes: list[dict[str, Any]], expression: Expression) -> str:
    """Whether a preposition of the expression itself makes it the start or the end of a range."""
    if expression.name == "days" or _is_possessive(sentence, expression):
        return ""
    for i in range(expression.first, expression.last + 1):
        for child in sentence.dependents(i, *PREPOSITIONS):
            if child <= expression.first:
                return next((name for name in ("SINCE", "UNTIL") if name in classes[child]), "")
    return ""


def _is_possessive(sentence: Sentence, expression: Expression) -> bool:
    following = sentence[expression.last + 1].text if expression.last + 1 < len(sentence) else ""
    return following in ("'s", "’s", "'", "’")


def _join(found: list[Expression], classes: list[dict[str, Any]]) -> list[Expression]:
    """Join the ends of ranges: "from May 3 to July 5", "between Monday and Friday", "2015-2018"."""
    joined: list[Expression] = []
    for expression in found:
        previous = joined[-1] if joined else None
        if previous is not None and previous.until is None and expression.first - previous.last == 2:
            between, before = classes[previous.last + 1], classes[previous.first - 1] if previous.first > 0 else {}
            if ("TO" in between and "PAIR" in before) or "DASH" in between:
                joined[-1] = attrs.evolve(previous, until=attrs.evolve(expression, opening=""), opening="")
                continue
        joined.append(expression)
    return joined
