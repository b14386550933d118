"""What is asked of each item, and the columns of a sheet: those that are given, and those to fill in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from eventcoder.validating.items import Item, Sample

RIGHT, WRONG, UNSURE, COUNTRY = "right", "wrong", "unsure", "country"
PLAIN, OF_ACTORS = (RIGHT, WRONG, UNSURE), (RIGHT, COUNTRY, WRONG, UNSURE)
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "event": PLAIN,
    "root": PLAIN,
    "source": OF_ACTORS,
    "target": OF_ACTORS,
    "date": PLAIN,
    "place": PLAIN,
}
CORRECT, MISSED, MISSED_CODES, NOTE = "correct code", "missed", "missed codes", "note"
FREE = (CORRECT, MISSED, MISSED_CODES, NOTE)  # columns to fill in without a list of answers
DESIGN = ("kind", "stratum", "size", "together", "weight", "check")  # columns that say how an item was drawn
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what neither XML nor every reader of tables can hold
MARK = ("[[", "]]")  # around the trigger, where a format has no colours


def column_of(question: str) -> str:
    """The column with the answers to a question.

    >>> column_of("root"), column_of("note")
    ('root?', 'note')
    """
    return f"{question}?" if question in ANSWERS else question


ALSO = "also coded"  # the column with the other events of the sentence
EVENT_COLUMNS = (
    *("id", "sentence", "coded", "event?", "root?", CORRECT, "source", "source?", "target", "target?", "date", "date?"),
    *("place", "place?", MISSED, MISSED_CODES, NOTE, "article", "published", *DESIGN),
)
SENTENCE_COLUMNS = ("id", "sentence", MISSED, MISSED_CODES, NOTE, "article", "published", *DESIGN)
ASKED = frozenset({*map(column_of, ANSWERS), *FREE})


def cells(item: Item, sample: Sample) -> dict[str, str | int | float]:
    """What is given of an item, by column.

    Args:
        item: the item.
        sample: the sample that it is of.

    Returns:
        Its cells: `code` and its name as one, so that no program takes the code for a number.
    """
    return {
        "id": item.id,
        "before": item.before,
        "sentence": item.sentence,
        "coded": coded(item),
        ALSO: "; ".join(item.others),
        "source": item.source,
        "target": item.target,
        "date": item.date,
        "place": item.place,
        "article": item.doc_id,
        "published": item.published,
        "kind": item.kind,
        "stratum": item.stratum,
        "size": item.size,
        "together": item.together,
        "weight": round(sample.weight(item), 4),
        "check": item.check,
    }


def coded(item: Item) -> str:
    """The event of an item: code, name, and its status if it is not asserted."""
    return item.event + (f" [{item.status}]" if item.status not in ("", "asserted") else "")


def marked(item: Item) -> str:
    """The sentence of an item with its trigger marked.

    >>> marked(Item("e", "event", "a", "all", 1, 1, "111", "Iran condemned Israel.", triggers=((5, 14),)))
    'Iran [[condemned]] Israel.'
    """
    text = item.sentence
    for start, end in sorted(item.triggers, reverse=True):
        text = f"{text[:start]}{MARK[0]}{text[start:end]}{MARK[1]}{text[end:]}"
    return text
