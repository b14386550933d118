"""Tokens and sentences with Stanza's tokenizer networks, run without Stanza.

Predictions are Stanza's: characters and their features go through its `Tokenizer`, its regular expression keeps addresses whole, and its
expander splits multi-word tokens. Many stretches of text are run side by side, since a recurrent network costs time by the step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from eventcoder.parse.expander import Expander
from eventcoder.parse.surface import Surface
from eventcoder.parse.weights import layers, read_weights

WHITESPACE = re.compile(r"[\s\u0080-\u009f]")  # as in Stanza
WINDOW = 1000  # characters at once, as in Stanza; a longer paragraph goes on after the last sentence that ends in its window
BATCH = 8_000  # characters side by side: with more, they do not fit the cache
FEATURES = ("space_before", "capitalized", "numeric", "end_of_para", "start_of_para")
# What the network says of a character: 1 a token ends, 2 a sentence, 3 a multi-word token, 4 both of these.
ENDS = 2, 4
MULTIWORD = 3, 4
ADDRESS = "@", "http", "www.", ".gov", ".org", ".edu", ".net", ".com", ".co"  # no address without one of these


@attrs.frozen
class _Paragraph:
    """Characters with single spaces for white space, the offset of each, and their numbers and features."""

    text: str
    offsets: NDArray[np.int64]
    units: NDArray[np.int64]
    features: NDArray[np.float32]


class Segmenter:
    """Cuts text into sentences of tokens.

    Args:
        tokenizer: the file of a Stanza tokenizer.
        expander: the file of a Stanza expander of multi-word tokens, or None.
    """

    def __init__(self, tokenizer: Path, expander: Path | None) -> None:
        saved = read_weights(tokenizer)
        config = saved["config"]
        wanted = config["feat_funcs"], config["hierarchical"], config["use_mwt"], config["use_dictionary"]
        if wanted != (list(FEATURES), True, True, False):
            raise ValueError(f"expected a tokenizer with the features {FEATURES}, hierarchical, with multi-word tokens, got {wanted}")
        self._network = layers(saved["model"])
        self._sharpness: float = config["hier_invtemp"]
        self._numbers: dict[str, int] = saved["vocab"]["_unit2id"]
        self._unknown = self._numbers["<UNK>"]
        self._expander = Expander(expander) if expander else None

    def __call__(self, paragraphs: Sequence[str]) -> list[list[list[Surface]]]:
        """Cut paragraphs into sentences of tokens.

        Args:
            paragraphs: texts that no sentence crosses.

        Returns:
            For each paragraph its sentences; offsets are into the paragraph.
        """
        read = [self._read(paragraph) for paragraph in paragraphs]
        return [list(self._sentences(paragraph, cuts)) for paragraph, cuts in zip(read, self._predict(read), strict=True)]

    def _read(self, text: str) -> _Paragraph:
        plain = WHITESPACE.sub(" ", text).rstrip(" ")
        codes = np.frombuffer(plain.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        spaces = codes == 32
        kept = np.ones(len(codes), dtype=bool)
        kept[1:] = ~(spaces[1:] & spaces[:-1])
        single = plain if kept.all() else "".join(char for char, keep in zip(plain, kept.tolist(), strict=True) if keep)
        features = np.zeros((len(single), len(FEATURES)), dtype=np.float32)
        features[:, 0] = spaces[kept]
        features[:, 1] = np.fromiter(map(str.isupper, single), dtype=bool, count=len(single))
        features[:, 2] = np.fromiter(map(str.isdecimal, single), dtype=bool, count=len(single))
        features[-1:, 3] = features[:1, 4] = 1
        unknown, numbers = self._unknown, self._numbers
        units = np.fromiter((numbers.get(char, unknown) for char in single), dtype=np.int64, count=len(single))
        return _Paragraph(single, np.flatnonzero(kept), units, features)

    def _predict(self, paragraphs: Sequence[_Paragraph]) -> list[NDArray[np.int64]]:
        """What ends at each character of each paragraph."""
        found = [np.zeros(len(paragraph.text), dtype=np.int64) for paragraph in paragraphs]
        done = [0] * len(paragraphs)
        waiting = [i for i, paragraph in enumerate(paragraphs) if paragraph.text]
        while waiting:
            sizes = {i: min(WINDOW, len(paragraphs[i].text) - done[i]) for i in waiting}
            for group in of_one_length(waiting, sizes, BATCH):
                best = self._run([paragraphs[i] for i in group], [done[i] for i in group], [sizes[i] for i in group])
                for i, row in zip(group, best, strict=True):
                    row = row[: sizes[i]]
                    last = done[i] + sizes[i] == len(paragraphs[i].text)
                    ends = np.flatnonzero(np.isin(row, ENDS))
                    size = sizes[i] if last or not len(ends) else int(ends[-1]) + 1
                    found[i][done[i] : done[i] + size] = row[:size]
                    done[i] += size
            waiting = [i for i in waiting if done[i] < len(paragraphs[i].text)]
        for paragraph, cuts in zip(paragraphs, found, strict=True):
            if paragraph.text:
                cuts[-1] = 4 if cuts[-1] > 2 else 2
                _keep_addresses(paragraph.text, cuts)
        return found

    def _run(self, paragraphs: Sequence[_Paragraph], starts: Sequence[int], sizes: Sequence[int]) -> NDArray[np.int64]:
        """Run the network over a stretch of each paragraph."""
        width = max(sizes) + 1  # Stanza's texts end in a character of padding
        units = np.zeros((len(sizes), width), dtype=np.int64)
        features = np.zeros((len(sizes), width, len(FEATURES)), dtype=np.float32)
        for i, (paragraph, start, size) in enumerate(zip(paragraphs, starts, sizes, strict=True)):
            units[i, :size] = paragraph.units[start : start + size]
            features[i, :size] = paragraph.features[start : start + size]
        with torch.inference_mode():
            return _predictions(self._network, self._sharpness, *map(torch.from_numpy, (units, features, np.array(sizes) + 1))).numpy()  # type: ignore[no-any-return]  # torch is not followed

    def _sentences(self, paragraph: _Paragraph, cuts: NDArray[np.int64]) -> Iterator[list[Surface]]:
        text, offsets = paragraph.text, paragraph.offsets.tolist()
        sentence: list[Surface] = []
        start = 0
        for i in np.flatnonzero(cuts).tolist():
            if text[start] == " ":
                start += 1
            if start <= i:
                token, cut = text[start : i + 1].rstrip(" ") or text[start : i + 1], cuts[i]
                words = self._expander(token) if self._expander and cut in MULTIWORD else (token,)
                sentence.append(Surface(token, offsets[start], offsets[i] + 1, words))
            start = i + 1
            if cuts[i] in ENDS and sentence:
                yield sentence
                sentence = []
        if sentence:
            yield sentence


def of_one_length(items: Sequence[int], sizes: dict[int, int] | Sequence[int], limit: int) -> Iterator[list[int]]:
    """Group items of about one length, shortest first, so that little is padded.

    Args:
        items: positions in `sizes`.
        sizes: how long each is.
        limit: how large a group may be: its number times its greatest length.

    >>> list(of_one_length([0, 1, 2, 3], [5, 1, 1, 6], 12))
    [[1, 2], [0, 3]]
    """
    group: list[int] = []
    for i in sorted(items, key=lambda i: sizes[i]):
        if group and (len(group) + 1) * sizes[i] > limit:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


def _keep_addresses(text: str, cuts: NDArray[np.int64]) -> None:
    """Make a token of each address of mail or of a page."""
    if not any(sign in text for sign in ADDRESS):
        return
    from stanza.models.tokenization.utils import MASK_RE  # few texts need it

    for match in MASK_RE.finditer(text):
        cuts[match.start() : match.end() - 1] = 0
        cuts[match.end() - 1] = max(cuts[match.end() - 1], 1)


def _predictions(network: nn.Module, sharpness: float, units: Tensor, features: Tensor, sizes: Tensor) -> Tensor:
    """The most likely cut after each character: what Stanza's `Tokenizer.forward` and a maximum give."""
    order = torch.arange(units.shape[1]).expand(units.shape)
    backwards = torch.where(order < sizes[:, None], sizes[:, None] - 1 - order, order)
    states = _recurrent(network.rnn, torch.cat([functional.embedding(units, network.embeddings.weight), features], 2), backwards)
    scores = functional.linear(states, *_together(network.tok_clf, network.sent_clf, network.mwt_clf))
    if sharpness > 0:
        states = states * (1 - torch.sigmoid(-scores[:, :, :1] * sharpness))
    states = _recurrent(network.rnn2, states, backwards)
    scores = scores + functional.linear(states, *_together(network.tok_clf2, network.sent_clf2, network.mwt_clf2))
    token, sentence, multiword = functional.logsigmoid(scores).unbind(2)
    no_token, no_sentence, one_word = functional.logsigmoid(-scores).unbind(2)
    single, multiple = token + one_word, token + multiword
    ends = [no_token, single + no_sentence, single + sentence, multiple + no_sentence, multiple + sentence]
    return torch.stack(ends, 2).argmax(2)


def _together(*layers: nn.Linear) -> tuple[Tensor, Tensor | None]:
    """Weights and biases of layers as those of one."""
    biases = [layer.bias for layer in layers if layer.bias is not None]
    return torch.cat([layer.weight for layer in layers]), torch.cat(biases) if biases else None


def _recurrent(lstm: nn.Module, x: Tensor, backwards: Tensor) -> Tensor:
    """Both directions of an LSTM, each as one dense run: much faster than torch's runs over packed sequences.

    Args:
        lstm: one layer, two directions.
        x: texts by characters by width.
        backwards: for each place the one it changes with when each text, without its padding, is turned round.
    """
    weights = [*lstm.parameters()]  # four of each direction
    forth, back = weights[:4], weights[4:]
    zero = x.new_zeros(1, len(x), forth[1].shape[1])
    turn = backwards[:, :, None]
    turned = x.gather(1, turn.expand(x.shape))
    ahead = torch.lstm(x, (zero, zero), forth, True, 1, 0.0, False, False, True)[0]
    behind = torch.lstm(turned, (zero, zero), back, True, 1, 0.0, False, False, True)[0]
    return torch.cat([ahead, behind.gather(1, turn.expand(behind.shape))], 2)
