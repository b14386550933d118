"""Strategies for codebooks whose examples hold."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml
from hypothesis import note
from hypothesis import strategies as st

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.testing.strategies.options import check_sizes
from eventcoder.testing.strategies.rules import MOST_RULES, Content, RuleMaker


def codebooks(*, min_rules: int = 1, max_rules: int = 6) -> st.SearchStrategy[Codebook]:
    """Small codebooks, loaded: valid, with patterns of all kinds, and with examples and counterexamples that hold.

    Args:
        min_rules: fewest rules.
        max_rules: most rules, up to 10.

    Returns:
        A strategy for codebooks.

    Raises:
        InputError: these are no numbers of rules.

    >>> from hypothesis import given
    >>> @given(codebooks())
    ... def have_an_example_for_each_rule(codebook):
    ...     assert all(rule.examples for rule in codebook.rules.values())
    >>> have_an_example_for_each_rule()
    """
    return _loaded(codebook_files(min_rules=min_rules, max_rules=max_rules), load_lexicon())


def codebook_files(*, min_rules: int = 1, max_rules: int = 6) -> st.SearchStrategy[str]:
    """Small codebooks as YAML texts, to be written to a file: what `codebooks` loads.

    Args:
        min_rules: fewest rules.
        max_rules: most rules, up to 10.

    Returns:
        A strategy for texts.

    Raises:
        InputError: these are no numbers of rules.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> from hypothesis import given
    >>> from eventcoder import load_codebook
    >>> @given(codebook_files(max_rules=2))
    ... def are_loaded(text):
    ...     with TemporaryDirectory() as folder:
    ...         path = Path(folder, "mine.yaml")
    ...         _ = path.write_text(text, encoding="utf-8")
    ...         assert len(load_codebook(path).rules) <= 2
    >>> are_loaded()
    """
    check_sizes(min_rules, max_rules, ("min_rules", "max_rules"), 1, MOST_RULES)
    return contents(min_rules, max_rules).map(written)


@st.composite
def _loaded(draw: st.DrawFn, files: st.SearchStrategy[str], lexicon: Lexicon) -> Codebook:
    """Codebooks; where a test fails, their files are shown."""
    text = draw(files)
    note(f"The codebook:\n\n{text}")
    return loaded(text, lexicon)


def written(content: Content) -> str:
    """The content of a file as YAML."""
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=200)


def loaded(text: str, lexicon: Lexicon) -> Codebook:
    """The codebook in a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "drawn.yaml")
        path.write_text(text, encoding="utf-8")
        return load_codebook(path, lexicon=lexicon, cache=False)


@st.composite
def contents(draw: st.DrawFn, least: int, most: int) -> Content:
    """What the files of small codebooks hold.

    Args:
        least: fewest rules.
        most: most rules.

    Returns:
        A strategy for mappings.
    """
    maker = RuleMaker(draw)
    count = draw(st.integers(least, most))
    while len(maker.book.rules) < count:
        maker.rule(count - len(maker.book.rules))
    return maker.book.content()
