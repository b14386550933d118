"""Texts to sentences: joined where the tokenizer broke them, cut where they are endless; with a stand-in for the model."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eventcoder.parse.stretches import LONGEST_SENTENCE, parse_texts
from eventcoder.parse.surface import Analysis, Surface


class Bars:
    """A model that ends a sentence at each bar, and a token at each space."""

    mixes = True

    def __init__(self) -> None:
        self.calls: list[int] = []

    def split(self, paragraphs: Sequence[str]) -> list[list[list[Surface]]]:
        self.calls.append(sum(map(len, paragraphs)))
        found = []
        for paragraph in paragraphs:
            sentences, at = [], 0
            for part in paragraph.split("|"):
                tokens = []
                for word in part.split():
                    at = paragraph.index(word, at)
                    tokens.append(Surface(word, at, at + len(word), (word,)))
                    at += len(word)
                sentences.append(tokens)
            found.append([sentence for sentence in sentences if sentence])
        return found

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        return [[Analysis(word, "X", "", "", min(i, 1), "dep" if i else "root") for i, word in enumerate(words)] for words in sentences]


def sentences(text: str, limit: int = 1000) -> list[str]:
    return [" ".join(token.text for token in sentence) for sentence in parse_texts(Bars(), [text], limit)[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Minister Wang | Yi arrived .", ["Minister Wang Yi arrived ."]),
        ("He left , | she said .", ["He left , she said ."]),
        ("He left . | She stayed .", ["He left .", "She stayed ."]),
        ("A . | " * 9 + "Minister Wang | Yi arrived . | B .", ["A ."] * 9 + ["Minister Wang Yi arrived .", "B ."]),
    ],
)
def test_what_edited_text_would_not_break_is_joined(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_text_without_punctuation_keeps_its_breaks() -> None:
    assert sentences("Hi all | We met | No news yet | See you") == ["Hi all", "We met", "No news yet", "See you"]


def test_a_sentence_never_goes_on_in_the_next_paragraph() -> None:
    assert sentences("Minister Wang\nYi arrived .") == ["Minister Wang", "Yi arrived ."]


def test_joined_sentences_are_not_endless() -> None:
    half = "word " * (LONGEST_SENTENCE // 2 + 1)
    assert [len(sentence.split()) for sentence in sentences(f"{half}| {half}", limit=10_000)] == [LONGEST_SENTENCE // 2 + 1] * 2


def test_endless_sentences_are_cut_between_words() -> None:
    text = "word " * (3 * LONGEST_SENTENCE)
    found = sentences(text, limit=10 * len(text))
    assert max(len(sentence.split()) for sentence in found) <= LONGEST_SENTENCE
    assert " ".join(found) == text.strip()


def test_no_more_is_parsed_together_than_the_limit() -> None:
    model = Bars()
    found, _ = parse_texts(model, ["One two .\nThree four .\nFive six .", "Six ."], 12)
    assert [sentence.id for sentence in found] == ["1", "2", "3"]
    assert max(model.calls) <= 12
    assert [sentence.comments for sentence in found] == [("# newpar",)] * 3


def test_the_limit_does_not_decide_what_is_joined() -> None:
    text = "Hi all | We met\nNo news yet | See you\nMinister Wang | Yi arrived"  # odd breaks everywhere: its author's
    assert sentences(text, 30) == sentences(text) == ["Hi all", "We met", "No news yet", "See you", "Minister Wang", "Yi arrived"]
