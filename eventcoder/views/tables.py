"""The tables in `codebooks/views/`: what other data sets need beyond the codes of the codebook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.yamlfile import read_yaml


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


def load_views(folder: Path | None = None) -> ViewTables:
    """Read the tables of the views.

    Args:
        folder: where `cameo.yaml` and `acled.yaml` are; by default the bundled ones.

    Returns:
        The tables.

    Raises:
        CodebookError: a file is no YAML.

    >>> load_views().mirror["042"]
    '043'
    """
    folder = folder or codebooks_path() / "views"
    cameo, acled = read_yaml(folder / "cameo.yaml"), read_yaml(folder / "acled.yaml")
    groups = {str(name): frozenset(map(str, roles)) for name, roles in acled["groups"].items()}
    rules = tuple(
        AcledRule(
            tuple(map(str, row["from"])),
            groups[row["source"]] if "source" in row else None,
            groups[row["target"]] if "target" in row else None,
            (str(row["to"][0]), str(row["to"][1])) if row["to"] else None,
        )
        for row in acled["rows"]
    )
    return ViewTables(_texts(cameo["mirror"]), _texts(cameo["countries"]), rules)


def _texts(mapping: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in mapping.items()}
