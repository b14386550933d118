"""Cutting text into tokens: what Stanza's own program makes of it, made faster."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder.loading.resources import model_path
from eventcoder.parse import Parser
from eventcoder.parse.surface import Surface

pytestmark = pytest.mark.parser
PARAGRAPHS = [
    "SEOUL, July 5 (Xinhua) -- South Korea's president said Tuesday that he didn't want talks. \"We can't\u00a0wait,\" he said.",
    "Write to editor@paper.example or see http://a.example/b?c=d, www.b.example and news.example.com.",
    "It  cost\t$1,234.50;   the U.S. paid 10% -- e.g. in Jan.\u2009- and Mr. Smith's sons' cars weren't sold.",
    " Gonna go? I'd've thought so. CAN'T! Don't! Łódź's mayor, 樋口's friend and Mr. O'Neill’s aide won’t. ",
    "The army attacked the city, and the rebels withdrew to the hills; nobody knew why. " * 30,
    "Iran and Iraq and " * 100,
]


@pytest.fixture(scope="module")
def stanza_tokens() -> list[list[list[tuple[str, int, int, tuple[str, ...]]]]]:
    """What Stanza's own pipeline gives."""
    import stanza

    folder = str(model_path())
    pipeline = stanza.Pipeline("en", dir=folder, processors="tokenize,mwt", download_method=None, use_gpu=False, logging_level="CRITICAL")
    return [
        [
            [(token.text, token.start_char, token.end_char, tuple(word.text for word in token.words)) for token in sentence.tokens]
            for sentence in pipeline(paragraph).sentences
        ]
        for paragraph in PARAGRAPHS
    ]


def test_tokens_are_those_of_stanza(parser: Parser, stanza_tokens: list[list[list[tuple[str, int, int, tuple[str, ...]]]]]) -> None:
    mine = [[[(t.text, t.start, t.end, t.words) for t in sentence] for sentence in one] for one in parser._analyser.split(PARAGRAPHS)]
    for paragraph, expected in zip(mine, stanza_tokens, strict=True):
        assert paragraph == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("ab A.,'!?\n\t\u00a0\u20131é@/:", max_size=60), max_size=4))
def test_every_character_but_space_is_in_a_token(parser: Parser, paragraphs: list[str]) -> None:
    for paragraph, sentences in zip(paragraphs, parser._analyser.split(paragraphs), strict=True):
        tokens = [token for sentence in sentences for token in sentence]
        assert all(sentences)
        assert all(paragraph[token.start : token.end].split() == token.text.split() for token in tokens)
        assert "".join("".join(token.text.split()) for token in tokens) == "".join(paragraph.split())


def test_other_tokenizers_are_refused(tmp_path: Path) -> None:
    import torch

    from eventcoder.parse.segmenter import Segmenter

    saved = torch.load(model_path() / "en" / "tokenize" / "news.pt", weights_only=True)
    saved["config"]["feat_funcs"] = ["space_before"]
    torch.save(saved, tmp_path / "other.pt")
    with pytest.raises(ValueError, match="expected a tokenizer with the features"):
        Segmenter(tmp_path / "other.pt", None)


def test_expanders_that_write_words_anew_are_refused(tmp_path: Path) -> None:
    import torch

    from eventcoder.parse.expander import Expander

    saved = torch.load(model_path() / "en" / "mwt" / "news.pt", weights_only=True)
    saved["config"]["force_exact_pieces"] = False
    torch.save(saved, tmp_path / "other.pt")
    with pytest.raises(ValueError, match="one that writes the words anew"):
        Expander(tmp_path / "other.pt")


def test_places_of_words() -> None:
    assert list(Surface("word", 3, 7, ("word",)).places()) == [("word", 3, 7)]
