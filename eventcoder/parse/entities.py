"""Named entities from the vectors of the encoder: a window over neighbouring words scores labels, and the best valid sequence is taken.

The encoder is trained for tags and trees and stays as it is. Its last layers have forgotten much of what tells a person from a place, so
the scores are read from mixes of all its layers, which cost next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

FILE = Path("en") / "entities" / "news.pt"

Scores = npt.NDArray[np.float32]


def label_names(kinds: Sequence[str]) -> list[str]:
    """The labels of words in entities of these kinds: the first, one inside, the last, a single one; `O` is none.

    >>> label_names(["Person"])
    ['O', 'B-Person', 'I-Person', 'E-Person', 'S-Person']
    """
    return ["O", *(f"{mark}-{kind}" for kind in kinds for mark in "BIES")]


class EntityHead(nn.Module):  # type: ignore[misc]  # torch is not followed
    """Scores of labels.

    Args:
        kinds: the kinds of entities.
        layers: how many layers the encoder has, the embedding counted.
        width: the size of its vectors.
        mixes: how many weighted sums of the layers are read.
        hidden: the size of the hidden layers.
        dropout: the rate of dropout in training.
    """

    def __init__(self, kinds: Sequence[str], layers: int, width: int, mixes: int, hidden: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.kinds = list(kinds)
        self.labels = label_names(kinds)
        self.sizes = {"layers": layers, "width": width, "mixes": mixes, "hidden": hidden}
        self.mix = nn.Parameter(torch.full((mixes, layers), 1 / layers))
        self.word = nn.Linear(mixes * width, hidden)
        self.window = nn.Linear(3 * hidden, hidden)
        self.out = nn.Linear(hidden, len(self.labels))
        self.drop = nn.Dropout(dropout)

    def forward(self, words: Tensor, sizes: Sequence[int]) -> Tensor:
        """Score labels.

        Args:
            words: the vectors of the words of some sentences, the mixes side by side.
            sizes: how many words each sentence has.

        Returns:
            Words by labels.
        """
        hidden = self.drop(functional.gelu(self.word(self.drop(words))))
        hidden = functional.gelu(self.window(_with_neighbours(hidden, sizes)))
        scores: Tensor = self.out(self.drop(hidden))
        return scores


def _with_neighbours(words: Tensor, sizes: Sequence[int]) -> Tensor:
    """For each word the vectors of the word before, its own and that of the word after; zeros at the ends of sentences."""
    ends = list(accumulate(sizes))
    before, after = words.roll(1, 0), words.roll(-1, 0)
    before[[end - size for end, size in zip(ends, sizes, strict=True)]] = 0
    after[[end - 1 for end in ends]] = 0
    return torch.cat([before, words, after], 1)


def may_follow(labels: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which label (column) may follow which (row); before and after a sentence stands `O`."""
    inside = np.array([label[0] in "IE" for label in labels])
    opens = np.array([label[0] in "BI" for label in labels])
    kinds = np.array([label[2:] for label in labels])
    return np.where(opens[:, None], inside[None] & (kinds[:, None] == kinds[None]), ~inside[None])


def best_labels(head: EntityHead, scores: Scores, sizes: Sequence[int]) -> list[str]:
    """The labels of the words of some sentences that are valid together and have the highest scores.

    Args:
        head: what gave the scores, which knows the labels.
        scores: words by labels.
        sizes: how many words each sentence has.

    Returns:
        For each word its label in BIO, "" for none.
    """
    allowed = may_follow(head.labels)
    best = scores.argmax(1)
    end = 0
    for size in sizes:
        start, end = end, end + size
        path = np.concatenate([[0], best[start:end], [0]])
        if not allowed[path[:-1], path[1:]].all():  # else the best labels one by one are the best sequence
            best[start:end] = best_path(scores[start:end], allowed)
    names = ["", *(("B" if label[0] in "BS" else "I") + label[1:] for label in head.labels[1:])]
    return [names[number] for number in best]


def best_path(scores: Scores, allowed: npt.NDArray[np.bool_]) -> list[int]:
    """The sequence of labels with the highest sum of scores of all that are valid (Viterbi).

    Args:
        scores: words by labels.
        allowed: which label may follow which.

    Returns:
        The number of the label of each word.
    """
    steps = np.where(allowed, np.float32(0), np.float32(-np.inf))
    total = scores[0] + steps[0]
    back = []
    for row in scores[1:]:
        sums = total[:, None] + steps
        back.append(sums.argmax(0))
        total = sums.max(0) + row
    path = [int((total + steps[:, 0]).argmax())]
    for origins in reversed(back):
        path.append(int(origins[path[-1]]))
    return path[::-1]


def save_entities(path: Path, head: EntityHead) -> None:
    """Write a head, in half precision.

    Args:
        path: the file to write.
        head: the network.
    """
    state = {name: value.detach().to(torch.float16).contiguous() for name, value in head.state_dict().items()}
    torch.save({"sizes": head.sizes, "kinds": head.kinds, "model": state}, path)


def load_entities(path: Path) -> EntityHead:
    """Read what `save_entities` wrote, without running any code from the file.

    Args:
        path: the file.

    Returns:
        The head in single precision, ready to use.
    """
    saved = torch.load(path, map_location="cpu", weights_only=True)
    head = EntityHead(saved["kinds"], **saved["sizes"])
    head.load_state_dict({name: value.float() for name, value in saved["model"].items()})
    head.eval().requires_grad_(False)
    return head
