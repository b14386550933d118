"""Changes as rows of a table."""

from __future__ import annotations

from eventcoder.comparing.changes import Change, value_of

SIDES = ("code", "source", "target", "status", "date", "trigger")
COLUMNS: dict[str, type] = dict.fromkeys(
    (
        *("document", "sentence_id", "change", "differs", "old_rule", "new_rule"),
        *(f"{age}_{name}" for name in SIDES for age in ("old", "new")),
        *("why", "old_is", "new_is", "sentence"),
    ),
    str,
)


def change_row(change: Change) -> dict[str, str | None]:
    """The cells of a change, by the names of their columns.

    Args:
        change: the change.

    Returns:
        The cells; None for what there is none of.
    """
    event = change.event
    row: dict[str, str | None] = {
        "document": change.document,
        "sentence_id": event.sentence_id,
        "change": change.kind,
        "differs": " ".join(change.fields),
        "old_rule": change.rules[0],
        "new_rule": change.rules[1],
        "why": None if change.fate is None else change.fate.text,
        "old_is": change.was,
        "new_is": change.now,
        "sentence": event.sentence,
    }
    for age, side in (("old", change.old), ("new", change.new)):
        for name in SIDES:
            value = None if side is None else side.trigger.text if name == "trigger" else value_of(side, name)
            row[f"{age}_{name}"] = None if value is None else str(value)
    return row
