"""Time expressions in a sentence.

Expressions are found on the words alone, by the patterns of `codebooks/english/time.yaml`; which event one belongs to is
settled in `eventcoder.dates.dating`, and which days they mean in `eventcoder.dates.periods`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any, TypeAlias

import attrs

from eventcoder.document import Sentence
from eventcoder.english.timewords import ANCHORS, TimeWords, encode

PREPOSITIONS = ("case", "mark")
UNDOUBTED = 1800  # numbers from here on are often years
Classes: TypeAlias = list[Mapping[str, Any]]  # those of each word of a sentence
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
    classes = words.of_all(sentence)
    near = {i for anchor, names in enumerate(classes) if ANCHORS & names.keys() for i in range(anchor - LONGEST + 1, anchor + 1)}
    found: list[Expression] = []
    last = -1
    for position, names in enumerate(classes):
        if names and position > last and position in near and (expression := _longest(sentence, words, classes, position)) is not None:
            found.append(attrs.evolve(expression, opening=_opening(sentence, classes, expression)))
            last = expression.last
    return _join(found, classes)


def _longest(sentence: Sentence, words: TimeWords, classes: Classes, first: int) -> Expression | None:
    run = takewhile(bool, classes[first : first + LONGEST])
    best: Expression | None = None
    for name, length in words.matching[encode(run)]:
        last = first + length - 1
        if best is not None and last <= best.last:
            continue
        values = tuple(pair for found in classes[first : last + 1] for pair in found.items())
        expression = Expression(name, first, last, values)
        if _credible(sentence, classes, expression):
            best = expression
    return best


def _credible(sentence: Sentence, classes: Classes, expression: Expression) -> bool:
    """Whether an expression names a time at all: not "every Monday", "May said", "in 2000 villages"."""
    before = classes[expression.first - 1] if expression.first > 0 else {}
    doubts = DOUBTS.get(expression.name, ())
    return "EVERY" not in before and not any(doubt(sentence, classes, expression, before) for doubt in doubts)


# What else an expression of a kind may be, given the classes of the word before it -----------------------------------------


def _is_name(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "[May] said", but not "in May", "the May attack"."""
    last = expression.last
    if expression.first < last or "NAME" not in classes[last] or "IN" in before:
        return False
    return not (_has_article(sentence, expression, before) and sentence[last].relation in ("compound", "nmod", "obl"))


def _is_short_name(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "[Mon] refugees", "the [Sun]", but not "on Sun"."""
    return "NAME" in classes[expression.last] and "ON" not in before


def _is_in_name(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "Choe [Sun]-hui", "Judge [Friday] Otieno", "the [Sunday] Times", "Bloody [Sunday]", "the [6 April] Movement"."""
    span = range(expression.first, expression.last + 1)
    for i in span:
        around = (sentence[i].head, *sentence.dependents(i, "flat", "amod", "compound"))
        if any(_names_with(sentence, classes, i, other) for other in around if other >= 0 and other not in span):
            return True
    token, after = sentence[expression.last], expression.last + 1
    party = token.relation in ("nsubj", "obj", "iobj")
    beside = [i for i in (expression.first - 1, after) if 0 <= i < len(sentence) and sentence[i].upos == "PROPN"]
    return party and any(  # "Sunday Adelaja"
        (sentence[i].relation == token.relation and sentence[i].head == token.head)
        or (sentence[i].relation == "appos" and sentence[i].head == expression.last)
        for i in beside
    )


def _is_in_outlet(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "[TODAY] NICARAGUA", at the head of a text in small letters."""
    words = [token.text for token in sentence.tokens[expression.first : expression.last + 2]]
    loud = len(words) > 1 and all(word.isupper() for word in words) and not sentence.text.isupper()
    return loud and sentence[expression.last + 1].upos == "PROPN"


def _names_with(sentence: Sentence, classes: Classes, index: int, other: int) -> bool:
    """Whether a word of time and another, above or below it, are a name together."""
    upper, lower = (sentence[other], sentence[index]) if sentence[index].head == other else (sentence[index], sentence[other])
    if classes[other].keys() - {"NAME", "DAY", "NUMBER"}:
        return False  # "May 2023"; "early Monday"
    if lower.relation == "flat":
        return True
    written = (lower.text[:1].isupper() and lower.index > 0) or lower.text[:1].isdigit()
    proper = upper.text[:1].isupper() and upper.upos == "PROPN" and lower.index < upper.index
    return written and proper and lower.relation in ("amod", "compound", "nummod")


def _is_count(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "in [2000] villages"; a lone number is a year after "in" or an article, or where it hangs on a noun."""
    token, after = sentence[expression.last], expression.last + 1
    if after < len(classes) and "ZONE" in classes[after]:
        return True  # "at [2030] GMT"
    if (expression.get("YEAR") or UNDOUBTED) < UNDOUBTED and expression.first == expression.last and "OF" not in before:
        return True  # "from [1600] to 1800"
    if "YEAR" not in classes[expression.last] or _has_article(sentence, expression, before):
        return False
    if token.relation == "nummod" and token.head > expression.last:
        return True
    return not (expression.first < expression.last or "IN" in before or token.relation in ("nmod", "obl", "compound", "conj"))


def _is_any_unit(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "this [day]" is any day; "the last [weeks]" are a span; "the end of the [day]" is no end."""
    return "BESIDE" not in classes[expression.last - 1] and (
        bool(expression.get("PLURAL")) or expression.get("UNIT")[0] in ("day", "hour", "minute")
    )


def _is_part(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "the last days [of the war]": of what, no calendar says."""
    following = expression.last + 1
    return following < len(classes) and sentence[following].form == "of"


def _counts_things(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "in [October 7] people"."""
    last = expression.last
    counts = "IN" in before and expression.get("MONTH") and sentence[last].relation == "nummod"
    return bool(counts and "DAY" in classes[last] and sentence[last].head > last)


def _is_half(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "[the first half] of the match", "[the third quarter] was"; alone it counts after "in", before no "of"."""
    lone = not expression.which("OF", "YEAR")
    return lone and ("IN" not in before or _is_part(sentence, classes, expression, before))


def _is_rank(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "the [2nd] attack", but not "on the 2nd"."""
    last = expression.last
    lone = "ORDINAL" in classes[last] and not (expression.get("MONTH") or expression.get("UNIT"))
    return lone and not ("ON" in before and sentence[last].relation == "obl")


def _is_fall(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "in the [fall] of the Soviet Union"; a lone season counts only after "in"."""
    if "YEAR" in classes[expression.last]:
        return False
    lone = not expression.which("LAST", "NEXT", "THIS")
    opening = classes[expression.first - 2] if "THE" in before and expression.first > 1 else before
    return (lone and "OF" not in opening) or _is_part(sentence, classes, expression, before)


def _is_no_reference(sentence: Sentence, classes: Classes, expression: Expression, before: Mapping[str, Any]) -> bool:
    """ "the [then] minister", "and [then] fled", but not "by then"."""
    return expression.get("THEN") is not None and not before.keys() & {"SINCE", "UNTIL"}


def _has_article(sentence: Sentence, expression: Expression, before: Mapping[str, Any]) -> bool:
    return "THE" in before or (expression.first > 0 and sentence[expression.first - 1].deprel == "nmod:poss")


Doubt = Callable[[Sentence, Classes, Expression, Mapping[str, Any]], bool]
DOUBTS: Mapping[str, tuple[Doubt, ...]] = {
    "weekday": (_is_short_name, _is_in_name),
    "month": (_is_name, _is_in_name),
    "year": (_is_count,),
    "unit": (_is_any_unit, _is_part),
    "span": (_is_part,),
    "day": (_counts_things, _is_rank, _is_in_name),
    "season": (_is_fall,),
    "part": (_is_half,),
    "holiday": (_is_in_name,),
    "dayword": (_is_in_name, _is_in_outlet),
    "anaphoric": (_is_no_reference, _is_part),
}


def _opening(sentence: Sentence, classes: Classes, expression: Expression) -> str:
    """Whether a preposition of the expression itself makes it the start or the end of a range."""
    if expression.name == "days" or _is_possessive(classes, expression):
        return ""
    for i in range(expression.first, expression.last + 1):
        for child in sentence.dependents(i, *PREPOSITIONS):
            if expression.first - 3 <= child <= expression.first:  # a parser may hang another one far before on it
                return next((name for name in ("SINCE", "UNTIL") if name in classes[child]), "")
    return ""


def _is_possessive(classes: Classes, expression: Expression) -> bool:
    return expression.last + 1 < len(classes) and "POSSESSIVE" in classes[expression.last + 1]


def _join(found: list[Expression], classes: Classes) -> list[Expression]:
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
