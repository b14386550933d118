"""Time expressions in a sentence.

Expressions are found on the words alone, by the patterns of `codebooks/english/time.yaml`; which event one belongs to is
settled in `eventcoder.dates.dating`, and which days they mean in `eventcoder.dates.periods`.
"""

from __future__ import annotations

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
        near = any(position <= anchor < position + LONGEST for anchor in anchors)
        expression = _longest(sentence, words, classes, position) if near else None
        if expression is None:
            position += 1
            continue
        found.append(attrs.evolve(expression, opening=_opening(sentence, classes, expression)))
        position = expression.last + 1
    return _join(found, classes)


def _longest(sentence: Sentence, words: TimeWords, classes: list[dict[str, Any]], first: int) -> Expression | None:
    if not classes[first]:
        return None
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
    first, last = expression.first, expression.last
    before = classes[first - 1] if first > 0 else {}
    if "EVERY" in before:
        return False
    article = "THE" in before or (first > 0 and sentence[first - 1].deprel == "nmod:poss")
    if expression.name == "month" and first == last and "NAME" in classes[last]:
        return "IN" in before or (article and sentence[last].relation in ("compound", "nmod", "obl"))
    if expression.name == "year" and "YEAR" in classes[last]:
        counts = sentence[last].relation == "nummod" and sentence[last].head > last and not article
        return not counts and (first < last or article or "IN" in before or sentence[last].relation in ("nmod", "obl", "compound", "conj"))
    if expression.name == "unit" and (expression.get("PLURAL") or expression.get("UNIT")[0] in ("day", "hour")):
        return False  # "this day" is any day; "the last weeks" are a span
    if expression.name == "day" and "IN" in before and expression.get("MONTH") and sentence[last].relation == "nummod":
        return "DAY" not in classes[last] or sentence[last].head <= last  # "in October 7 people"
    if expression.name == "season" and last + 1 < len(classes) and "YEAR" not in classes[last]:
        return sentence[last + 1].text.lower() != "of"  # "in the fall of the Soviet Union"
    return True


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
