"""Paragraphs of a text, and pieces of bounded size."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.parse.paragraphs import paragraphs, split

WRAPPED = """\
The president of the country said on Monday that his government would not
accept the terms of the agreement, which had been negotiated in Geneva by the
two sides over several months and was due to be signed this week in front of
observers.
Opposition leaders, however, called on him to think again and warned that the
war could go on for years."""


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n ", []),
        ("Talks fail\nThe talks failed.", ["Talks fail", "The talks failed."]),
        ("One.\n\nTwo.\r\nThree.", ["One.", "Two.", "Three."]),
        ("“It is what we have,”\nhe said.\nThen he left.", ["“It is what we have,”\nhe said.", "Then he left."]),
        ("It ended.\nlower case begins anew.", ["It ended.", "lower case begins anew."]),
        ("broken\n\nby an empty line", ["broken", "by an empty line"]),
        ("STARS\nCOMPANY LAUNCHES PROGRAMME", ["STARS", "COMPANY LAUNCHES PROGRAMME"]),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_wrapped_text_is_joined_up_to_short_lines() -> None:
    first, second = texts(WRAPPED)
    assert first.startswith("The president")
    assert first.endswith("observers.")
    assert second.startswith("Opposition")


@given(st.text(st.sampled_from("aB. \n\r\t"), max_size=80), st.integers(1, 30))
def test_nothing_but_space_is_lost(text: str, size: int) -> None:
    pieces = [piece for start, end in paragraphs(text) for piece in split(text, start, end, size)]
    assert all(0 < end - start <= size for start, end in pieces)
    assert all(a[1] <= b[0] for a, b in pairwise(pieces))
    assert "".join("".join(text[start:end].split()) for start, end in pieces) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] for start, end in pieces)
