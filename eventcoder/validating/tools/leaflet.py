"""An item as a text that a judge reads in an annotation tool, and its last line, by which it is known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from eventcoder.validating.items import Item, Sample
from eventcoder.validating.questions import DESIGN, coded

PASSPORT = ("id", "coded", "article", *DESIGN)  # what the last line says
SHOWN = ("source", "target", "date", "place")


def leaflet(item: Item, sample: Sample) -> str:
    """The text of an item: its sentence first, so that offsets in that are offsets in the text; then what was coded.

    Args:
        item: the item.
        sample: the sample that it is of.

    Returns:
        Lines; the last is its passport.
    """
    facts = [f"coded: {coded(item)}"] if item.kind == "event" else ["nothing was coded in this sentence"]
    if item.definition:
        facts.append(f"which is: {item.definition}")
    if item.kind == "event":
        facts += [f"{name}: {getattr(item, name)}" for name in SHOWN]
    if item.others:
        facts.append(f"also coded: {'; '.join(item.others)}")
    if item.published:
        facts.append(f"published: {item.published}")
    if item.before:
        facts.append(f"before it: {item.before}")
    made = {**{"id": item.id, "coded": coded(item), "article": item.doc_id}, **_design(item, sample)}
    return "\n".join([" ".join(item.sentence.split("\n")), "", *facts, json.dumps(made, ensure_ascii=False)])


def _design(item: Item, sample: Sample) -> Mapping[str, Any]:
    values = (item.kind, item.stratum, item.size, item.together, round(sample.weight(item), 4), item.check)
    return dict(zip(DESIGN, values, strict=True))


def passport(text: str) -> dict[str, Any] | None:
    r"""What the last line of a text says of its item; None if it is none of a sample.

    >>> passport('Iran met Iraq.\n{"id": "e1", "check": "b86af2"}')
    {'id': 'e1', 'check': 'b86af2'}
    >>> passport("Iran met Iraq.") is None
    True
    """
    last = text.rstrip().rpartition("\n")[2].strip()
    try:
        found = json.loads(last)
    except ValueError:
        return None
    return found if isinstance(found, dict) and "id" in found and "check" in found else None
