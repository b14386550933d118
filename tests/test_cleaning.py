"""What is cleaned before a text is parsed, and that each character still knows where it comes from."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.cleaning import clean

# Pieces that are cleaned, and pieces that are not, so that random texts have something in them.
PIECES = st.sampled_from(
    [
        "Iran", "Israel", " ", " ", "\n", "'s", "&amp;", "&amp;amp;", "&quot;", "&nbsp;", "&#8203;", "&", ";", "<b>", "</b>", "<p>",
        "<", ">", "<!--", "-->", "<script>", "</script>", "\u200b", "\u00ad", "\u200f", "\ufeff", "\x00", "\x1b[31m", "â€™", "Ã©", "ÄŸ",
        "\x93", "\ufffd", "\ud800", "\ufb01", "g\u0306", "é", "’", "中文",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(st.characters(), max_size=30))


@pytest.mark.parametrize(
    ("text", "expected", "notes"),
    [
        ("Iran\u200b attacked\u200b Israel.", "Iran attacked Israel.", ("2 invisible characters",)),
        ("Iran attacked \u200eIsrael\u200f.", "Iran attacked Israel.", ("2 invisible characters",)),
        ("Iran attacked Is\u00adrael\0.", "Iran attacked Israel.", ("2 invisible characters",)),
        ("\x1b[31mIran\x1b[0m", "Iran", ("2 invisible characters",)),
        ("Iran&#39;s &amp;quot;army&amp;quot;", 'Iran\'s "army"', ("3 HTML entities",)),
        ("AT&T; R&D; &copy", "AT&T; R&D; &copy", ()),
        ("<p>Iran <b>attacked</b> Israel.</p>", "\nIran attacked Israel.\n", ("4 HTML tags",)),
        ("A<script>Russia attacked Ukraine.</script>B<!-- no -->", "AB", ("2 HTML tags",)),
        ("3 < 4 > 2, <Zorb> <unknown tag>", "3 < 4 > 2, <Zorb> <unknown tag>", ()),
        ("&lt;i&gt;Iran&lt;/i&gt;", "Iran", ("2 HTML tags", "4 HTML entities")),
        ("ErdoÄŸan said itâ€™s â€œfineâ€\x9d", "Erdoğan said it’s “fine”", ("4 garbled letters",)),
        ("RodrÃ\u00adguez", "Rodríguez", ("1 garbled letter",)),
        ("\x93No\x94 \x96 it\x92s", "“No” – it’s", ("4 garbled letters",)),
        (
            "São Paulo’s Čaputová, Ångström, naïve, Łukasz, “Şahin”, œuvre",
            "São Paulo’s Čaputová, Ångström, naïve, Łukasz, “Şahin”, œuvre",
            (),
        ),
        ("of\ufb01cials met Erdog\u0306an", "officials met Erdoğan", ("2 letters in another form",)),
        ("Iran attacked \ud800Iraq.", "Iran attacked Iraq.", ("1 unreadable character",)),
        ("Iran\ufffds \ufffdarmy", "Iran\ufffds army", ("2 unreadable characters",)),
        ("Plain text.\r\n\tMore\u00a0text.", "Plain text.\r\n\tMore\u00a0text.", ()),
    ],
)
def test_what_is_cleaned(text: str, expected: str, notes: tuple[str, ...]) -> None:
    cleaned = clean(text)
    assert (cleaned.text, cleaned.notes) == (expected, notes)


@pytest.mark.parametrize(
    ("text", "word", "given"),
    [
        ("An Is\u00adrael", "Israel", "Is\u00adrael"),
        ("<b>Iran</b>&rsquo;s", "’", "&rsquo;"),
        ("so Ir&shy;an &amp;amp; x", "&", "&amp;amp;"),
        ("itâ€™s JosÃ©", "José", "JosÃ©"),
        ("con\ufb02ict", "conflict", "con\ufb02ict"),
    ],
)
def test_words_know_where_they_stand(text: str, word: str, given: str) -> None:
    cleaned = clean(text)
    start = cleaned.text.index(word)
    first, last = cleaned.span(start, start + len(word))
    assert text[first:last] == given


@given(TEXTS)
def test_places_go_forward_and_no_letter_is_made_up(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned.starts) == len(cleaned.ends) == len(cleaned.text)
    assert len(cleaned.given) == len(text)
    assert re.sub("[\ud800-\udfff]", "\ufffd", text) == cleaned.given
    assert all(a <= b for a, b in pairwise(cleaned.starts))
    assert all(a <= b for a, b in pairwise(cleaned.ends))
    assert all(0 <= start < end <= len(text) for start, end in zip(cleaned.starts, cleaned.ends, strict=True))
    for word in re.finditer(r"\S+", cleaned.text):
        first, last = cleaned.span(*word.span())
        assert word[0] == cleaned.given[first:last] or clean(text).notes


@given(TEXTS)
def test_what_nothing_was_done_to_is_the_same(text: str) -> None:
    cleaned = clean(text)
    assert bool(cleaned.notes) == (cleaned.text != text) or "\ufffd" in cleaned.given


@given(TEXTS)
def test_what_is_clean_stays_so(text: str) -> None:
    once = clean(text)
    again = clean(once.text)
    assert again.text == once.text or "garbled" in f"{once.notes}{again.notes}" or "HTML" in f"{again.notes}"
