"""Judgements to outcomes: what all judges together say of an item, at each level of strictness."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

import attrs

from eventcoder.codebook.codes import CodeScheme
from eventcoder.validating.items import Drawn
from eventcoder.validating.judged import Judgement
from eventcoder.validating.questions import ANSWERS, COUNTRY, RIGHT, UNSURE, WRONG

NO_EVENT, OTHER = "none", "other"  # what stands in the place of a root: there is no event; another root, which was not named


@attrs.frozen
class Outcome(Drawn):
    """What the judges say of what was drawn.

    Args:
        root: root of the code that it has.
        verdicts: the answer to each question that was answered; unsure where the judges are split.
        right_root: the root that it should have, `none` without an event, `other` if that was not said, None if it is open.
        same_code: whether its code is right to the last digit; None if that is open.
        missed: how many events its sentence has beside; None if that was not answered.
        missed_roots: roots of these, as far as they were named.
    """

    root: str
    verdicts: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    right_root: str | None = None
    same_code: bool | None = None
    missed: float | None = None
    missed_roots: tuple[str, ...] = ()

    def said(self, question: str, *answers: str) -> bool | None:
        """Whether a question has one of some answers; None if it is open."""
        verdict = self.verdicts.get(question, UNSURE)
        return None if verdict == UNSURE else verdict in answers

    @property
    def event(self) -> bool | None:
        """Whether there is such an event."""
        return self.said("event", RIGHT)

    @property
    def same_root(self) -> bool | None:
        """Whether there is such an event and it is of the right kind."""
        return None if self.right_root is None else self.right_root == self.root


def outcomes(judgements: Iterable[Judgement], codes: CodeScheme) -> list[Outcome]:
    """What all judges together say of each item, by majority.

    Args:
        judgements: what each said.
        codes: the codes, for the roots of those that judges named.

    Returns:
        The outcomes, sorted by the identifiers of the items: the order of the judgements does not matter.
    """
    by_item = defaultdict(list)
    for judgement in sorted(judgements, key=lambda said: (said.id, said.judge)):
        by_item[judgement.id].append(judgement)
    return [_outcome(said, codes) for said in by_item.values()]


def _outcome(said: Sequence[Judgement], codes: CodeScheme) -> Outcome:
    first = said[0]

    def root(code: str) -> str:
        return codes[code].root if code in codes else code[:2]

    verdicts = {question: verdict for question in ANSWERS if (verdict := _majority([one.verdicts.get(question, "") for one in said]))}
    correct = _majority([one.correct for one in said])
    own = root(first.code)
    right: str | None = None
    if verdicts.get("event") == WRONG:
        right = NO_EVENT
    elif verdicts.get("event") == RIGHT and verdicts.get("root") == RIGHT:
        right = own
    elif verdicts.get("event") == RIGHT and verdicts.get("root") == WRONG:
        right = root(correct) if correct not in ("", UNSURE) else OTHER
    counts = [one.missed for one in said if one.missed is not None]
    named = max((one.missed_codes for one in said), key=len)
    return Outcome(
        **{name: getattr(first, name) for name in attrs.fields_dict(Drawn)},
        root=own,
        verdicts=verdicts,
        right_root=right,
        same_code=None if right is None or correct == UNSURE else right == own and correct in ("", first.code),
        missed=sum(counts) / len(counts) if counts else None,
        missed_roots=tuple(map(root, named)),
    )


def _majority(answers: Sequence[str]) -> str:
    """What most say of those who say something; unsure if there is no such answer.

    >>> _majority(["right", "right", "wrong"]), _majority(["right", "wrong"]), _majority(["", "wrong"])
    ('right', 'unsure', 'wrong')
    """
    counts = Counter(answer for answer in answers if answer).most_common(2)
    if not counts:
        return ""
    return UNSURE if len(counts) > 1 and counts[0][1] == counts[1][1] else counts[0][0]


# Whether an event that is there is right in something; None if that is open.
Level = Callable[[Outcome], "bool | None"]


def all_of(*levels: Level) -> Level:
    """A level that asks for several, and is open if one of them is: or what is wrong in one would weigh more than what is right in all."""

    def level(outcome: Outcome) -> bool | None:
        found = [one(outcome) for one in levels]
        return None if None in found else all(found)

    return level


def answered(question: str, *answers: str) -> Level:
    """A level that asks for one of some answers."""
    return lambda outcome: outcome.said(question, *answers)


def _there(outcome: Outcome) -> bool | None:
    return outcome.event


def _same_root(outcome: Outcome) -> bool | None:
    return outcome.same_root


def _same_code(outcome: Outcome) -> bool | None:
    return outcome.same_code


# Of all events that were coded: from there being one to all being right.
LEVELS: Mapping[str, Level] = {
    "event": _there,
    "event and root": _same_root,
    "event and code": _same_code,
    "event, root, both countries": all_of(_same_root, answered("source", RIGHT, COUNTRY), answered("target", RIGHT, COUNTRY)),
    "event, root, both actors": all_of(_same_root, answered("source", RIGHT), answered("target", RIGHT)),
}
# Of those that are events.
PARTS: Mapping[str, Level] = {
    "source: country": answered("source", RIGHT, COUNTRY),
    "source: whole code": answered("source", RIGHT),
    "target: country": answered("target", RIGHT, COUNTRY),
    "target: whole code": answered("target", RIGHT),
    "date": answered("date", RIGHT),
    "place": answered("place", RIGHT),
}
