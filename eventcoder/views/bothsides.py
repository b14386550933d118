"""Values that a layout writes once for both parties of an event."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from eventcoder.loading.shapes import Place, Placed, mapping_of, placed, record, says, word
from eventcoder.loading.yamlfile import Text, line_of
from eventcoder.views.filling import FILLED

SIDES = ("source", "target")
EACH = "_n"  # ends the name of a value that is made for both
NTH = re.compile(rf"{EACH}\b")
PARTY = re.compile(r"\bparty\b")

NAMED = mapping_of(word, placed(record(FILLED, expected="a mapping with from, text or decide")))


@says(NAMED.schema)
def steps(value: Any, place: Place) -> dict[str, Placed[dict[str, Any]]]:
    """Values by name; one whose name ends in `_n` is two, of the source (`_1`) and of the target (`_2`)."""
    if isinstance(value, Mapping):
        value = {of(side, name): of(side, step) for name, step in value.items() for side in (SIDES if str(name).endswith(EACH) else ("",))}
    return NAMED(value, place)


def of(side: str, value: Any) -> Any:
    """What is written for both parties, as it is for one: `party.code` is `source.code`, and `name_n` is `name_1`.

    >>> of("target", {"if": {"party": "armed", "role_n": 1}}), of("", "party")
    ({'if': {'target': 'armed', 'role_2': 1}}, 'party')
    """
    if isinstance(value, Mapping):
        return {of(side, key): of(side, member) for key, member in value.items()}
    if isinstance(value, list):
        return [of(side, member) for member in value]
    if not side or not isinstance(value, str):
        return value
    return Text(PARTY.sub(side, NTH.sub(f"_{SIDES.index(side) + 1}", value)), line_of(value))
