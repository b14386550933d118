"""Which event of the one side is which of the other, in one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import attrs

from eventcoder.event import Event

REACH = 60  # characters between two triggers that may tell of one event

Pair = tuple[int | None, int | None]
Rank = tuple[float, ...]


@attrs.frozen
class Gist:
    """What tells an event from the others of its text.

    Args:
        start: where its trigger begins in the text.
        end: where it ends.
        source: code or words of the source, or None for nobody.
        target: the same of the target.
        code: its code.
        root: its root code.
        rule: id of its rule.
        status: its status.
    """

    start: int
    end: int
    source: str | None
    target: str | None
    code: str
    root: str
    rule: str = ""
    status: str = "asserted"


def gist(event: Event) -> Gist:
    """What tells an event from the others of its text."""
    source, target = (None if side is None else (side.code or side.text) for side in (event.source, event.target))
    return Gist(event.trigger.start, event.trigger.end, source, target, event.code, event.root, event.rule, event.status)


def align(old: Sequence[Gist], new: Sequence[Gist]) -> tuple[Pair, ...]:
    """Pair the events of two codings of a text, each at most once: those that agree most first.

    Two events may be one if they have the same trigger and agree in the code or a named party, or if their triggers are near and root and
    parties are the same.

    Args:
        old: the events of the one side.
        new: those of the other.

    Returns:
        Positions in `old` and `new`, None for what is on one side only, in the order of the text. Whoever is called old: the pairs are
        the same.

    >>> attack = Gist(5, 13, "IRN", "ISR", "190", "19")
    >>> recoded, later = attrs.evolve(attack, code="138", root="13"), attrs.evolve(attack, start=40, end=48)
    >>> align([attack], [recoded]), align([attack], [later]), align([later], [recoded])
    (((0, 0),), ((0, 0),), ((None, 0), (0, None)))
    """
    partner = _equal(old, new)
    taken = set(partner.values())
    ranked = sorted(
        (rank, i, j)
        for i, one in enumerate(old)
        if i not in partner
        for j, other in enumerate(new)
        if j not in taken and (rank := _rank(one, other)) is not None
    )
    # Of two pairs with one event in common the first wins, whichever side is called old: by its rank, or by where the other event stands.
    for _, i, j in ranked:
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    found: list[Pair] = [(i, partner.get(i)) for i in range(len(old))]
    found += [(None, j) for j in range(len(new)) if j not in taken]
    return tuple(sorted(found, key=lambda pair: _place(pair, old, new)))


def _equal(old: Sequence[Gist], new: Sequence[Gist]) -> dict[int, int]:
    """The events that are the same in all: nearly all of them, mostly."""
    places: defaultdict[Gist, list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        places[new[j]].append(j)
    return {i: places[one].pop() for i, one in enumerate(old) if places.get(one)}


def _rank(one: Gist, other: Gist) -> Rank | None:
    """How well two events go together, the best lowest; None if they are two."""
    same_word = one.start < other.end and other.start < one.end
    sides = (one.source == other.source) + (one.target == other.target)
    swapped = sides < 2 and (one.source, one.target) == (other.target, other.source)
    named = any(side is not None and side == counter for side, counter in ((one.source, other.source), (one.target, other.target)))
    apart = abs(one.start - other.start)
    if same_word:
        if one.code != other.code and not named and not swapped:
            return None
    elif sides < 2 or not named or one.root != other.root or apart > REACH:
        return None
    unlike = 2 - max(sides, 1.5 * swapped)
    return (
        not same_word,
        unlike,
        one.code != other.code,
        one.root != other.root,
        one.rule != other.rule,
        one.status != other.status,
        apart,
    )


def _place(pair: Pair, old: Sequence[Gist], new: Sequence[Gist]) -> tuple[int, int, int]:
    """Where in the text a pair stands."""
    i, j = pair
    starts = [side[k].start for side, k in ((old, i), (new, j)) if k is not None]
    return min(starts), -1 if i is None else i, -1 if j is None else j
