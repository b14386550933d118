"""A sample: events and sentences that a judge sees, and how much each stands for."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import attrs

Kind = Literal["event", "sentence"]
CHECK_LENGTH = 6  # hexadecimal digits: one damaged row in 16 million goes unseen


@attrs.frozen
class Drawn:
    """An event, or a sentence that gave none, and what it was drawn from.

    Args:
        id: identifier of the event, or one made for the sentence.
        kind: event or sentence.
        doc_id: identifier of its document.
        stratum: the part of the population that it was drawn from.
        size: how many events or sentences that part has.
        together: how many events of the population its sentence has.
    """

    id: str
    kind: Kind
    doc_id: str
    stratum: str
    size: int
    together: int


@attrs.frozen
class Item(Drawn):
    """What was drawn, as a judge sees it.

    Args:
        code: the event code; empty for a sentence.
        sentence: the text of the sentence.
        before: the words before it in the article, if that is known.
        triggers: where the word that names the event stands in the sentence: start and end, several if it cannot be told which.
        sides: the same for source and target, where the sentence has their words once.
        published: the day of the article, in words.
        status: asserted, future ...
        event: code and name.
        definition: what the code means.
        source: who did it: code, that in words, and the words of the text.
        target: to whom.
        date: when, in words.
        place: where, in words.
        others: the other events of its sentence, whether they are drawn or not: code, name and trigger.
    """

    code: str
    sentence: str
    before: str = ""
    triggers: tuple[tuple[int, int], ...] = ()
    sides: Mapping[str, tuple[int, int]] = attrs.field(factory=dict, hash=False)
    published: str = ""
    status: str = ""
    event: str = ""
    definition: str = ""
    source: str = ""
    target: str = ""
    date: str = ""
    place: str = ""
    others: tuple[str, ...] = ()

    @property
    def check(self) -> str:
        """Digits by which a row shows that what scoring needs of it is as it was."""
        return check_of(self.id, self.kind, self.stratum, self.size, self.together, self.code)


def check_of(*values: object) -> str:
    """The check digits of some values.

    >>> check_of("e1", "event", "all", 100, 1, "040"), check_of("e1", "event", "all", 100, 1, "40")
    ('b86af2', 'f7ae6b')
    """
    return hashlib.blake2b("\0".join(map(str, values)).encode(), digest_size=CHECK_LENGTH // 2).hexdigest()


@attrs.frozen
class Stratum:
    """A part of the population.

    Args:
        kind: whether it has events or sentences.
        name: what its events have in common.
        size: how many it has.
        drawn: how many of them are in the sample.
    """

    kind: Kind
    name: str
    size: int
    drawn: int

    @property
    def weight(self) -> float:
        """How many each that is drawn stands for."""
        return self.size / self.drawn if self.drawn else 0.0


@attrs.frozen(repr=False)
class Sample:
    """A sample of events, made by `sample`; `write_sample` makes files for judges of it.

    Args:
        items: the events and sentences, in random order.
        strata: what they were drawn from.
        seed: of the draw.
        notes: what a user should know of it.
    """

    items: tuple[Item, ...]
    strata: tuple[Stratum, ...]
    seed: int
    notes: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __repr__(self) -> str:
        events = sum(item.kind == "event" for item in self.items)
        return f"<Sample {events} events, {len(self.items) - events} sentences>"

    def weight(self, item: Item) -> float:
        """How many events or sentences of the population an item stands for.

        Args:
            item: one of the sample.

        Returns:
            The size of its stratum over how many of that were drawn: summed over the items of a kind, the size of the population.
        """
        return next(stratum.weight for stratum in self.strata if (stratum.kind, stratum.name) == (item.kind, item.stratum))

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td style='text-align:left'>{stratum.kind}</td><td style='text-align:left'>{html.escape(stratum.name)}</td>"
            f"<td>{stratum.size:,}</td><td>{stratum.drawn:,}</td><td>{stratum.weight:.2f}</td></tr>"
            for stratum in self.strata
        )
        head = "".join(f"<th>{name}</th>" for name in ("kind", "stratum", "size", "drawn", "weight"))
        return f"<table><tr>{head}</tr>{rows}</table>"


def design(sample: Sample) -> list[dict[str, Any]]:
    """The strata as rows of a table."""
    return [{**attrs.asdict(stratum), "weight": stratum.weight} for stratum in sample.strata]
