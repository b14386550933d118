"""The tables of `codebooks/views/`: what the views need beyond the codes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import Place, Shape, list_of, mapping_of, maybe, one_of, pair_of, read_file, record, says, word, word_set


@attrs.frozen
class AcledRule:
    """A row of ACLED's decision table.

    Args:
        suggested: event type, or event type and sub-event type, that the code suggests.
        source: roles one of which the source must have, or None if anybody will do.
        target: the same for the target.
        result: event type and sub-event type, or None where ACLED records no such events.
    """

    suggested: tuple[str, ...]
    source: frozenset[str] | None
    target: frozenset[str] | None
    result: tuple[str, str] | None


@attrs.frozen
class ViewTables:
    """What the views need beyond the codes.

    Args:
        mirror: the code of an event seen from the other side, where it differs.
        countries: CAMEO's spellings of country codes, where they differ from ISO 3166-1 alpha-3.
        acled: ACLED's decision table.
    """

    mirror: Mapping[str, str]
    countries: Mapping[str, str]
    acled: tuple[AcledRule, ...]


CAMEO_FILE = record({"mirror": mapping_of(word, word), "countries": mapping_of(word, word)}, ("mirror", "countries"))


ROW: Shape[Any] = Shape(lambda row, place: row, dict)  # what a row must hold is known once the groups are
ACLED_FILE = record({"groups": mapping_of(word, word_set), "rows": list_of(ROW)}, ("groups", "rows"))


@says(ACLED_FILE.schema)
def acled_file(value: Any, place: Place) -> tuple[AcledRule, ...]:
    """Groups of roles, and the rows that name them."""
    content = ACLED_FILE(value, place)
    groups: dict[str, frozenset[str]] = content["groups"]
    suggested = list_of(word, "[event type] or [event type, sub-event type]", least=1)
    fields: dict[str, Shape[Any]] = {
        "from": suggested,
        "source": one_of(*groups),
        "target": one_of(*groups),
        "to": maybe(pair_of(word, word, "[event type, sub-event type] or null")),
    }
    rows = list_of(record(fields, ("from", "to"), expected="a mapping with from and to"))(content["rows"], place.key("rows"))
    return tuple(
        AcledRule(tuple(row["from"]), groups.get(row.get("source", "")), groups.get(row.get("target", "")), row["to"]) for row in rows
    )


def load_views(folder: Path | None = None) -> ViewTables:
    """Read the tables of the views.

    Args:
        folder: where `cameo.yaml` and `acled.yaml` are; by default the bundled ones.

    Returns:
        The tables.

    Raises:
        CodebookError: a file is missing or wrong; names every problem of both.

    >>> load_views().mirror["042"]
    '043'
    """
    folder = folder or codebooks_path() / "views"
    problems: list[Problem] = []
    cameo = read_file(folder / "cameo.yaml", CAMEO_FILE, problems)
    acled = read_file(folder / "acled.yaml", acled_file, problems)
    if cameo is None or acled is None or problems:
        raise CodebookError(tuple(problems))
    return ViewTables(**cameo, acled=acled)
