"""The bundled model: Stanza's networks on one shared encoder, run without Stanza, whose data structures take half its time.

The layers of tagger and parser are Stanza's, as are their files, but none of them is recurrent. Sentences go through the encoder
one behind the other, each seeing itself only; tags, lemmas, heads and relations are all read off the same vectors, and named entities off
other mixes of the same layers. What comes of a sentence does not depend on the others: attention and trees are computed sentence by
sentence, all that is done to single pieces and words in tiles, or in whole numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import torch
from torch import Tensor, nn
from torch.nn import functional

from eventcoder.parse.eightbit import EightBitLinear, multiplies_bytes
from eventcoder.parse.encoder import FILE, load_encoder
from eventcoder.parse.entities import FILE as ENTITIES
from eventcoder.parse.entities import EntityHead, best_labels, load_entities
from eventcoder.parse.heads import best_heads, bilinear, joined, relation_scores, tag_layers, tag_states
from eventcoder.parse.lemma_rules import LemmaRule
from eventcoder.parse.lemmas import FILE as LEMMAS
from eventcoder.parse.lemmas import Lemmatizer
from eventcoder.parse.segmenter import Segmenter
from eventcoder.parse.surface import Analysis, Surface
from eventcoder.parse.tiles import ROWS, TiledLinear, replace_layers
from eventcoder.parse.weights import PREFIX, layers, read_weights

PIECES = 1024  # at once: enough for matrix products to be efficient, and they bound memory
RULES = 10  # of lemmas, the likeliest, which are weighed for a word

_Cut = tuple[Sequence[str], list[int], list[int]]  # the words of a sentence, its pieces, and where the vectors of the words are


@attrs.frozen
class _Tags:
    """What the numbers of tags mean.

    Args:
        sizes: how many tags each output layer has.
        upos: the parts of speech.
        xpos: the tags of the treebank.
        features: for each column of features its name and values.
        rules: the lemma rules; None for one that is no rule.
    """

    sizes: list[int]
    upos: list[str]
    xpos: list[str]
    features: list[tuple[str, list[str]]]
    rules: list[LemmaRule | None]


class NetworkAnalyser:
    """An analyser of a model directory with an encoder; `mixes` texts, since what comes of a sentence does not depend on the others.

    Args:
        folder: the model directory.
        device: what to compute on.
        numbers: what to multiply in: "float32", "bfloat16" or "int8"; by default what this device is made for.

    Raises:
        Exception: anything that torch and Stanza raise on files that are no such model.
    """

    mixes = True

    def __init__(self, folder: Path, *, device: str = "cpu", numbers: str | None = None) -> None:
        def file(part: str) -> Path:
            return folder / "en" / part / "news.pt"

        self.device = device
        self._numbers = numbers or fastest_numbers(device)
        self._half = self._numbers == "bfloat16"
        self._encoder, self._pieces = load_encoder(folder / FILE)
        self._tagger, self._tags = _load_tagger(file("pos"))
        self._parser, self._relations = _load_parser(file("depparse"))
        self._entities = load_entities(folder / ENTITIES) if (folder / ENTITIES).is_file() else None
        self._mixes = [] if self._entities is None else self._entities.mix.tolist()
        for network in (self._encoder, self._tagger, self._parser, *self._named()):
            network.to(device)
        if self._half:
            for parameter in (*self._tagger.parameters(), *self._parser.parameters()):
                if parameter.dim() > 1:  # once, not at each product
                    parameter.data = parameter.data.to(torch.bfloat16)
        self._outputs = self._layer(joined(tag_layers(self._tagger)))
        self._arcs, self._bilinear = (self._layer(bilinear(scorer)) for scorer in (self._parser.unlabeled, self._parser.deprel))
        replace_layers((*self._encoder.layers, self._tagger, self._parser.unlabeled, self._parser.deprel, *self._named()), self._layer)
        self._split = Segmenter(file("tokenize"), file("mwt") if file("mwt").exists() else None)
        self._lemmas = Lemmatizer(json.loads((folder / LEMMAS).read_text(encoding="utf-8")))
        self._feats: dict[tuple[int, ...], str] = {}

    def split(self, paragraphs: Sequence[str]) -> list[list[list[Surface]]]:
        """Cut paragraphs into sentences of tokens; see `Analyser`."""
        return self._split(paragraphs)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """Tag and parse sentences of words; see `Analyser`."""
        found: list[list[Analysis]] = []
        with torch.inference_mode(), torch.autocast(self.device, torch.bfloat16, enabled=self._half):
            for group in _groups([(sentence, *self._pieces(sentence)) for sentence in sentences if sentence]):
                encoded, *mixes = self._encode(group)
                found += self._read(
                    encoded, [sentence for sentence, _, _ in group], self._name(mixes, [len(words) - 1 for words in encoded])
                )
        analyses = iter(found)
        return [next(analyses) if sentence else [] for sentence in sentences]

    def _layer(self, layer: nn.Linear) -> nn.Module:
        """A layer that computes each row alike in any company."""
        if self._numbers == "int8":
            return EightBitLinear(layer)
        return TiledLinear(layer, torch.bfloat16 if self._half else torch.float32)

    def _encode(self, group: list[_Cut]) -> list[list[Tensor]]:
        """For each mix of layers, the encoder's own first, and each sentence: the vectors of the root and the words."""
        mixes = self._encoder.one_by_one([pieces for _, pieces, _ in group], *self._mixes)
        return [[vectors[positions] for vectors, (_, _, positions) in zip(mix, group, strict=True)] for mix in mixes]

    def _name(self, mixes: list[list[Tensor]], sizes: list[int]) -> list[str | None]:
        """The label of a named entity of each word, or None of all if the model knows none."""
        if self._entities is None:
            return [None] * sum(sizes)
        words = torch.cat([torch.cat([vectors[1:] for vectors in mix]) for mix in mixes], 1)
        scores = self._entities(words, sizes).float().cpu().numpy()
        return [*best_labels(self._entities, scores, sizes)]

    def _named(self) -> tuple[EntityHead, ...]:
        return () if self._entities is None else (self._entities,)

    def _read(self, states: list[Tensor], sentences: Sequence[Sequence[str]], entities: list[str | None]) -> list[list[Analysis]]:
        words = torch.cat([vectors[1:] for vectors in states])
        tags = self._tag(words, [word for sentence in sentences for word in sentence])
        trees = best_heads(self._parser, states, self._arcs)
        heads = torch.cat([vectors[torch.from_numpy(tree.copy()).to(self.device)] for vectors, tree in zip(states, trees, strict=True)])
        relations = self._relate(words, heads)
        found: list[list[Analysis]] = []
        done = 0
        for tree in trees:
            end = done + len(tree)
            found.append(
                [
                    Analysis(*tag, head, self._relations[relation], entity)
                    for tag, head, relation, entity in zip(
                        tags[done:end], tree.tolist(), relations[done:end], entities[done:end], strict=True
                    )
                ]
            )
            done = end
        return found

    def _relate(self, words: Tensor, heads: Tensor) -> list[int]:
        pairs = zip(words.split(ROWS), heads.split(ROWS), strict=True)  # all at once would not fit the cache
        return [number for child, head in pairs for number in relation_scores(self._parser, child, head, self._bilinear).argmax(1).tolist()]

    def _tag(self, states: Tensor, words: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """Lemma, parts of speech and features of each word."""
        tags = self._tags
        columns = self._outputs(tag_states(self._tagger, states)).split(tags.sizes, 1)
        upos, xpos, *features = (column.argmax(1).tolist() for column in columns[:-1])
        kinds = [tags.upos[number] for number in upos]
        lemmas = self._lemmatize(words, kinds, columns[-1])
        feats = [self._features(values) for values in zip(*features, strict=True)]
        return list(zip(lemmas, kinds, [tags.xpos[number] for number in xpos], feats, strict=True))

    def _lemmatize(self, words: Sequence[str], kinds: Sequence[str], scores: Tensor) -> list[str]:
        lemmas = [self._lemmas.known(word, upos) for word, upos in zip(words, kinds, strict=True)]
        unknown = [i for i, lemma in enumerate(lemmas) if lemma is None]
        if unknown:
            best = functional.log_softmax(scores[unknown].float(), 1).topk(min(RULES, scores.shape[1]))
            for i, chances, numbers in zip(unknown, best.values.tolist(), best.indices.tolist(), strict=True):
                likely = [(rule, chance) for number, chance in zip(numbers, chances, strict=True) if (rule := self._tags.rules[number])]
                lemmas[i] = self._lemmas.guess(words[i], kinds[i], likely)
        return [lemma or word for lemma, word in zip(lemmas, words, strict=True)]

    def _features(self, values: tuple[int, ...]) -> str:
        if values not in self._feats:
            named = zip(self._tags.features, values, strict=True)
            self._feats[values] = "|".join(f"{name}={known[value]}" for (name, known), value in named if value >= PREFIX)
        return self._feats[values]


def _groups(cut: Sequence[_Cut]) -> Iterator[list[_Cut]]:
    """Sentences, in order, of no more than `PIECES` together, or a single one."""
    group: list[_Cut] = []
    size = 0
    for one in cut:
        if group and size + len(one[1]) > PIECES:
            yield group
            group, size = [], 0
        group.append(one)
        size += len(one[1])
    if group:
        yield group


def fastest_numbers(device: str) -> str:
    """What a device multiplies fastest in, at a cost in accuracy that is hard to measure."""
    if device != "cpu":
        return "float32"
    return "bfloat16" if multiplies_halves() else "int8" if multiplies_bytes() else "float32"


def multiplies_halves() -> bool:
    """Whether this processor multiplies in bfloat16 by itself, more than twice as fast as in single precision."""
    return any(getattr(torch.cpu, f"_is_{name}_supported", bool)() for name in ("avx512_bf16", "amx_tile"))


def _load_tagger(path: Path) -> tuple[nn.Module, _Tags]:
    saved = read_weights(path)
    tagger = layers(saved["model"])
    upos, xpos, feats, lemma_rule = (saved["vocab"][column]["_id2unit"] for column in ("upos", "xpos", "feats", "lemma_rule"))
    features = [(name, list(values)) for name, values in feats.items()]
    rules = [LemmaRule.parse(rule) if i >= PREFIX else None for i, rule in enumerate(lemma_rule)]
    return tagger, _Tags([len(layer.bias) for layer in tag_layers(tagger)], list(upos), list(xpos), features, rules)


def _load_parser(path: Path) -> tuple[nn.Module, list[str]]:
    saved = read_weights(path)
    return layers(saved["model"]), saved["vocab"]["deprel"]["_id2unit"][PREFIX:]
