"""What is wrong with a text that is no YAML, in the words of somebody who writes a codebook."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

LONGEST_SHOWN = 60  # characters of a line in a message
VALID = "valid YAML"
INDENT = "indent it as the lines beside it"
QUOTE = "quote strings that hold ': ', ' #', or start with { [ \" * & % @"


def fault(error: yaml.YAMLError, lines: Sequence[str]) -> tuple[str, str, int, str]:
    """Explain an error of YAML.

    What stands first on its line is in a wrong column; what stands behind something else is part of a text that lacks quotes.

    Args:
        error: what the reader of YAML says.
        lines: the lines of the text.

    Returns:
        What was expected, what stands there instead, the number of the line where the mistake is, and how to mend it.
    """
    problem, mark = getattr(error, "problem", None) or "a syntax error", getattr(error, "problem_mark", None)
    start = getattr(error, "context_mark", None)
    if "unexpected end" in problem and start is not None:
        return VALID, f"{_short(lines[start.line][start.column :])} without an end", start.line + 1, "close the quotation mark or bracket"
    if mark is None or mark.line >= len(lines):
        return VALID, problem, mark.line + 1 if mark else 1, QUOTE
    text, line = lines[mark.line], mark.line + 1
    before, rest = text[: mark.column].strip(), text[mark.column :].strip()
    if "\t" in text[: mark.column + 1]:
        return "spaces before a key or a dash", "a tab", line, "replace each tab by spaces"
    if "could not find expected ':'" in problem and start is not None:
        return VALID, f"{_short(lines[start.line])} without a colon", start.line + 1, "write a colon after a key, a dash before an item"
    if "mapping values are not allowed" in problem:
        if ": " in before or before.startswith("- "):
            return VALID, f"a second ':' after {_short(before)}", line, QUOTE
        return VALID, f"{_short(text)} further in than what it belongs to, or behind a line that is complete", line, INDENT
    if "',' or" in problem:
        return VALID, f"{_short(rest)} where a comma or the closing bracket must be", line, f"put a comma between the parts, or {QUOTE}"
    if "cannot start any token" in problem:
        return VALID, f"{_short(rest)} without quotes", line, QUOTE
    if "expected" in problem and not before:
        since = f" than the lines from {start.line + 1} on that it seems to belong to" if start is not None else ""
        return VALID, f"{_short(text)} in another column{since}", line, INDENT
    if "expected" in problem:
        return VALID, f"{_short(rest)} behind {_short(before)}", line, QUOTE
    return VALID, problem, line, QUOTE


def _short(text: str) -> str:
    shown = repr(text.strip())
    return shown if len(shown) <= LONGEST_SHOWN else shown[: LONGEST_SHOWN - 3] + "..."
