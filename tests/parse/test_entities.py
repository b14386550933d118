"""Named entities: valid sequences of labels, windows that end with the sentence, and what the bundled model makes of names on no list."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import product
from pathlib import Path

import attrs
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder.entitylabels import ENTITY_KINDS
from eventcoder.loading.resources import model_path
from eventcoder.parse import Parser
from eventcoder.parse.eightbit import EightBitLinear
from eventcoder.parse.entities import FILE, EntityHead, best_labels, best_path, label_names, load_entities, may_follow, save_entities
from eventcoder.parse.tiles import TiledLinear, replace_layers

LABELS = label_names(["A", "B"])
ALLOWED = may_follow(LABELS)


def head() -> EntityHead:
    torch.manual_seed(1)
    return EntityHead(["A", "B"], 3, 8, 2, 64).eval().requires_grad_(False)  # type: ignore[no-any-return]  # torch is not followed


def test_an_entity_goes_on_until_its_last_word() -> None:
    follow = {LABELS[i]: {LABELS[j] for j in np.flatnonzero(row)} for i, row in enumerate(ALLOWED)}
    new = {"O", "B-A", "S-A", "B-B", "S-B"}
    assert follow == {label: {f"I{label[1:]}", f"E{label[1:]}"} if label[0] in "BI" else new for label in LABELS}


rows = st.lists(st.lists(st.integers(-9, 9), min_size=len(LABELS), max_size=len(LABELS)), min_size=1, max_size=4)


@settings(deadline=None)
@given(rows)
def test_the_best_of_all_valid_sequences(given_rows: list[list[int]]) -> None:
    scores = np.array(given_rows, dtype=np.float32)

    def total(path: tuple[int, ...]) -> float:
        return float(sum(scores[i, label] for i, label in enumerate(path)))

    def valid(path: tuple[int, ...]) -> bool:
        return bool(ALLOWED[[0, *path], [*path, 0]].all())

    found = tuple(best_path(scores, ALLOWED))
    assert valid(found)
    assert total(found) == max(total(path) for path in product(range(len(LABELS)), repeat=len(scores)) if valid(path))


@settings(deadline=None)
@given(st.lists(rows, min_size=1, max_size=3))
def test_each_sentence_is_labelled_by_itself(sentences: list[list[list[int]]]) -> None:
    network = head()
    together = best_labels(network, np.array([row for sentence in sentences for row in sentence], np.float32), [*map(len, sentences)])
    alone = [best_labels(network, np.array(sentence, np.float32), [len(sentence)]) for sentence in sentences]
    assert together == [label for labels in alone for label in labels]
    assert set(together) <= {"", "B-A", "I-A", "B-B", "I-B"}


@pytest.mark.parametrize(
    "make", [EightBitLinear, lambda layer: TiledLinear(layer, torch.float32), lambda layer: TiledLinear(layer, torch.bfloat16)]
)
def test_scores_do_not_depend_on_the_company(make: Callable[[torch.nn.Linear], torch.nn.Module]) -> None:
    network = head()
    replace_layers((network,), make)
    sizes = [3, 1, 140, 2]
    sentences = [torch.randn(size, 16) for size in sizes]
    together = network(torch.cat(sentences), sizes).split(sizes)
    for sentence, scores in zip(sentences, together, strict=True):
        assert torch.equal(network(sentence, [len(sentence)]), scores)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    network, words = head(), torch.randn(5, 16)
    save_entities(tmp_path / "news.pt", network)
    assert load_entities(tmp_path / "news.pt")(words, [2, 3]) == pytest.approx(network(words, [2, 3]), abs=0.01)


@pytest.mark.parser
class TestBundledModel:
    TEXT = "Ogbonna Ezeudu of the Delvanian Fishermen's Union met villagers in Kpalimbo on Tuesday."

    def test_names_that_no_list_has(self, parser: Parser) -> None:
        [sentence] = parser.parse(self.TEXT)
        found = [(sentence.words(tuple(range(entity.first, entity.last + 1))), entity.kind) for entity in sentence.entities]
        assert ("Ogbonna Ezeudu", "Person") in found
        assert ("Kpalimbo", "Location") in found
        assert ("Tuesday", "Date") in found
        assert {kind for _, kind in found} <= set(ENTITY_KINDS)

    def test_a_model_without_entities_gives_the_same_trees(self, parser: Parser, tmp_path: Path) -> None:
        folder = tmp_path / "plain"
        shutil.copytree(model_path(), folder)
        (folder / FILE).unlink()
        plain, named = Parser(folder).parse(self.TEXT), parser.parse(self.TEXT)
        tokens = tuple(attrs.evolve(token, entity="") for token in named.sentences[0])
        assert plain.sentences == (attrs.evolve(named.sentences[0], tokens=tokens),)
        assert Parser(folder).annotate(named) == named  # entities that are there stay
