"""Paragraphs of a text, and pieces of bounded size."""

from __future__ import annotations

import textwrap
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.cleaning import clean
from eventcoder.parse.paragraphs import paragraphs, split, unwrapped

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


REPORT = (
    "KHARTOUM (AP) -- Sudan's army shelled a market on Monday, killing nine people, witnesses said.",
    "The attack came two days after the Rapid Support Forces captured the town of Wad Madani, the capital of Gezira state, where half a "
    "million people had sought shelter from the fighting.",
    '"We will not rest until the rebels are defeated," General Abdel Fattah al-Burhan told reporters in Port Sudan on Thursday. He accused '
    "the United Arab Emirates of arming them.",
    "The United Nations condemned the attack.",
    "On May 10, Egypt and Saudi Arabia called on both sides to return to the long-delayed talks in Jeddah, which collapsed in December "
    "after the army's walk-out.",
)


def read(text: str) -> list[str]:
    """The paragraphs of a text as they are parsed, white space being one."""
    plain = unwrapped(clean(text)).text
    return [" ".join(plain[start:end].split()) for start, end in paragraphs(plain)]


@pytest.mark.parametrize("width", range(40, 81))
def test_wrapped_text_reads_like_the_same_text_unwrapped(width: int) -> None:
    for indent, between in product(("", "  ", "    ", "        ", "\t"), ("\n", "\n\n")):
        if indent or between == "\n\n":  # without either nothing says where a paragraph ends
            wrapped = between.join(textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in REPORT)
            assert read(wrapped) == read("\n".join(REPORT)), (indent, between)
    quoted = "\n\n".join(textwrap.indent(textwrap.fill(paragraph, width), "    ") for paragraph in REPORT)
    assert read(quoted) == read("\n".join(REPORT))


def test_hyphens_at_the_end_of_a_line() -> None:
    assert read("The talks were long-\ndelayed, and honey-\nand wax-producing\nbees died.") == [
        "The talks were long-delayed, and honey- and wax-producing bees died."
    ]
