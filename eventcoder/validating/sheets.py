"""A sample as a table of text."""

from __future__ import annotations

import csv
import io

from eventcoder.validating.items import Sample
from eventcoder.validating.questions import ALSO, CONTROL, EVENT_COLUMNS, cells, marked

TABLE_COLUMNS = ("id", "before", "sentence", "coded", ALSO, *EVENT_COLUMNS[3:])
FORMULA = ("=", "+", "-", "@", "\t")  # how cells begin that Excel computes


def write_table(sample: Sample, delimiter: str) -> bytes:
    """A sample as text with separators, the trigger of each sentence in `[[ ]]`.

    Args:
        sample: the sample.
        delimiter: what parts the cells.

    Returns:
        UTF-8, with the mark by which Excel knows it.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n", delimiter=delimiter)
    writer.writerow(TABLE_COLUMNS)
    for item in sample:
        given = cells(item, sample) | {"sentence": marked(item)}
        writer.writerow([_harmless(given.get(name, "")) for name in TABLE_COLUMNS])
    return file.getvalue().encode("utf-8-sig", "backslashreplace")


def _harmless(value: str | int | float) -> str | int | float:
    """A cell that no program computes, and that any can read."""
    if not isinstance(value, str):
        return value
    text = CONTROL.sub(" ", value)
    return f" {text}" if text.startswith(FORMULA) and len(text) > 1 else text
