"""Rows that were made by hand: `tests/cases/views/VIEW.yaml` has sentences, and what the view must make of each.

    checked: [Event Text, CAMEO Code]    # of these columns a row has what it says, and nothing where it says nothing
    cases:
    - text: Iran condemned Israel.
      rows:
      - {Event Text: Criticize or denounce, CAMEO Code: "111"}

A case may have the `date` of its article, and other columns of the input under `article`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import yaml
from cases import CASES

from eventcoder.testing.notation import ARTICLE

FOLDER = CASES / "views"


@attrs.frozen
class ViewCase:
    """A sentence and its rows.

    Args:
        view: the name of the view.
        text: the sentence.
        date: the date of the article.
        article: other columns of the input.
        rows: what must come, each with all checked columns.
    """

    view: str
    text: str
    date: str
    article: Mapping[str, str]
    rows: tuple[Mapping[str, Any], ...]


def view_files() -> list[Path]:
    return sorted(FOLDER.glob("*.yaml"))


def view_cases(file: Path) -> Iterator[ViewCase]:
    """The cases of a file."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for case in content["cases"]:
        rows = tuple(dict.fromkeys(content["checked"]) | row for row in case["rows"])
        yield ViewCase(file.stem, case["text"], str(case.get("date", ARTICLE)), case.get("article", {}), rows)
