"""The small transformer that the bundled tagger and parser share, in plain torch.

Stanza runs transformers through the `transformers` package. The bundled model needs only a six-layer BERT: this module is that
network and its word-piece tokenizer. One thing differs from BERT: a letter-case embedding for an otherwise uncased vocabulary.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import torch
from torch import Tensor, nn
from torch.nn import functional

FILE = Path("en") / "encoder" / "news.pt"
SHAPES = 4
MAX_PIECES = 512


def word_shape(word: str) -> int:
    """Tell how a word is written.

    Args:
        word: the word form.

    Returns:
        0 without capitals, 1 with a first capital only, 2 in capitals (two letters or more), 3 mixed.

    >>> [word_shape(word) for word in ("talks", "Iran", "NATO", "McCain", "5")]
    [0, 1, 2, 3, 0]
    """
    if word == word.lower():
        return 0
    if len(word) > 1 and word == word.upper():
        return 2
    return 1 if word[0] != word[0].lower() and word[1:] == word[1:].lower() else 3


def _is_separate(char: str) -> bool:
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P") or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF


class WordPieces:
    """BERT's uncased word-piece tokenizer; an identifier also carries the word's shape, times the size of the vocabulary."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self.vocabulary = {piece: i for i, piece in enumerate(vocabulary)}
        self._word = lru_cache(maxsize=50_000)(self._pieces)
        self._ends = self.vocabulary["[CLS]"], self.vocabulary["[SEP]"]

    def __call__(self, words: Sequence[str]) -> tuple[list[int], list[int]]:
        """Cut the words of a sentence into pieces.

        Args:
            words: the word forms.

        Returns:
            The identifiers of the pieces, between a first and a last one that stand for the ends of the sentence; and where the vectors of
            the root (0) and of each word are to be found: a word's at its last piece. A sentence of more than `MAX_PIECES` is cut, and the
            words cut off share the last position.
        """
        first, last = self._ends
        ids, positions = [first], [0]
        for word in words:
            ids += self._word(word)
            positions.append(len(ids) - 1)
        if len(ids) >= MAX_PIECES:
            del ids[MAX_PIECES - 1 :]
            positions = [min(position, MAX_PIECES - 2) for position in positions]
        ids.append(last)
        return ids, positions

    def _pieces(self, word: str) -> list[int]:
        plain = "".join(char for char in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(char) not in ("Mn", "Cc", "Cf"))
        parts: list[str] = []
        fresh = True
        for char in plain:
            if char.isspace():
                fresh = True
            elif _is_separate(char):
                parts.append(char)
                fresh = True
            elif fresh:
                parts.append(char)
                fresh = False
            else:
                parts[-1] += char
        offset = word_shape(word) * len(self.vocabulary)
        # A word may be very long (an address of a page): its last piece stands for it, so a few pieces are enough.
        return [i + offset for part in parts for i in self._greedy(part)][-16:] or [self.vocabulary["[UNK]"] + offset]

    def _greedy(self, part: str) -> list[int]:
        unknown = [self.vocabulary["[UNK]"]]
        if len(part) > 100:
            return unknown
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self.vocabulary.get(part[start:end] if start == 0 else "##" + part[start:end])
                if piece is not None:
                    found.append(piece)
                    start = end
                    break
            else:
                return unknown
        return found


class Layer(nn.Module):  # type: ignore[misc]  # torch is not followed
    """A BERT layer: self-attention and a feed-forward network, each followed by a normalisation."""

    def __init__(self, width: int, inner: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.attention = nn.Linear(width, 3 * width)
        self.attention_out = nn.Linear(width, width)
        self.attention_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.out = nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None, dropout: float) -> Tensor:
        """Transform a batch of sentences.

        Args:
            x: sentences by pieces by width.
            mask: what each piece may attend to, None for everything.
            dropout: the rate of dropout on the layer's two outputs, in training.

        Returns:
            The same shape.
        """
        return self._finish(x, self._attend(self.attention(x), mask), dropout)

    def one_by_one(self, x: Tensor, sizes: list[int]) -> Tensor:
        """Transform sentences that stand one after the other, each of which sees itself only, without any padding.

        Args:
            x: pieces by width.
            sizes: how many pieces each sentence has.

        Returns:
            The same shape.
        """
        seen = [self._attend(part[None], None)[0] for part in self.attention(x).split(sizes)]
        return self._finish(x, torch.cat(seen), 0.0)

    def _attend(self, joint: Tensor, mask: Tensor | None) -> Tensor:
        """What each piece takes from those it attends to; query, key and value stand side by side."""
        rows, length, width = joint.shape[0], joint.shape[1], joint.shape[2] // 3
        query, key, value = joint.view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        # Written out, since torch's fused attention is made for long texts: with sentences it is half as fast, and training a tenth.
        weights = query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5
        if mask is not None:
            weights = weights.masked_fill(~mask, -torch.inf)
        context = weights.softmax(-1).to(value.dtype) @ value
        return context.transpose(1, 2).reshape(rows, length, width)

    def _finish(self, x: Tensor, context: Tensor, dropout: float) -> Tensor:
        x = self.attention_norm(x + self._dropped(self.attention_out(context), dropout))
        inner = self.out(functional.gelu(self.inner(x)))
        return self.norm(x + self._dropped(inner, dropout))

    def _dropped(self, x: Tensor, rate: float) -> Tensor:
        """Drop the same numbers of all pieces of a sentence: random numbers are slow on a CPU, so few are drawn."""
        if not self.training or not rate:
            return x
        return x * functional.dropout(x.new_ones(len(x), 1, x.shape[2]), rate)


class Encoder(nn.Module):  # type: ignore[misc]  # torch is not followed
    """A BERT encoder.

    Args:
        pieces: the size of the vocabulary.
        width: the size of a vector.
        layers: the number of layers.
        inner: the size of the feed-forward layers.
        heads: the number of attention heads.
        dropout: the rate of dropout in training.
    """

    def __init__(self, pieces: int, width: int, layers: int, inner: int, heads: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.sizes = {"pieces": pieces, "width": width, "layers": layers, "inner": inner, "heads": heads}
        self.config = SimpleNamespace(hidden_size=width, num_hidden_layers=layers)  # Stanza's networks ask for it
        self.pieces = nn.Embedding(pieces, width)
        self.positions = nn.Embedding(MAX_PIECES, width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, heads) for _ in range(layers))
        # A weighted sum of the embedding and the layers, at first the mean of the last four layers.
        self.mix = nn.Parameter(torch.tensor([0.25 if i > layers - 4 else 0.0 for i in range(layers + 1)]))
        self.dropout = dropout

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Encode sentences.

        Args:
            ids: sentences by pieces; an identifier is piece + shape * size of the vocabulary.
            mask: true for a piece, false for padding.

        Returns:
            Sentences by pieces by width: the mix of the layers.
        """
        x = self._embed(ids, self.positions.weight[: ids.shape[1]])
        x = functional.dropout(x, self.dropout, self.training)
        # Attention without a mask is faster, and most batches hold sentences of one length.
        seen = None if bool(mask.all()) else mask[:, None, None, :]
        mixed = self.mix[0] * x
        for weight, layer in zip(self.mix[1:], self.layers, strict=True):
            x = layer(x, seen, self.dropout)
            mixed = mixed + weight * x
        return mixed

    def one_by_one(self, sentences: Sequence[Sequence[int]], *others: Sequence[float]) -> list[list[Tensor]]:
        """Encode sentences without padding: what comes out for one does not depend on the lengths of the others.

        Args:
            sentences: the identifiers of the pieces of each.
            others: the weights of further mixes, of the embedding and each layer.

        Returns:
            For each mix of the layers, the encoder's own and then the others, and each sentence: pieces by width.
        """
        sizes = [len(pieces) for pieces in sentences]
        device = self.positions.weight.device
        ids = torch.tensor([identifier for pieces in sentences for identifier in pieces], device=device)
        x = self._embed(ids, torch.cat([self.positions.weight[:size] for size in sizes]))
        mixed = self.mix[0] * x
        further = [weights[0] * x for weights in others]
        for i, (weight, layer) in enumerate(zip(self.mix[1:], self.layers, strict=True), 1):
            x = layer.one_by_one(x, sizes)
            mixed = mixed + weight * x
            for other, weights in zip(further, others, strict=True):
                other.add_(x, alpha=weights[i])
        return [list(mix.split(sizes)) for mix in (mixed, *further)]

    def _embed(self, ids: Tensor, positions: Tensor) -> Tensor:
        size = self.sizes["pieces"]
        return self.norm(self.pieces(ids % size) + self.shapes(ids // size) + positions)


def convert_bert(weights: Mapping[str, Tensor], heads: int) -> Encoder:
    """Make an encoder from BERT's weights.

    Args:
        weights: the weights under the names that the `transformers` package gives them.
        heads: the number of attention heads.

    Returns:
        The encoder; the case embedding starts as BERT's embedding of the first segment.
    """
    table = weights["embeddings.word_embeddings.weight"]
    layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
    inner = len(weights["encoder.layer.0.intermediate.dense.bias"])
    encoder = Encoder(table.shape[0], table.shape[1], layers, inner, heads)
    state: dict[str, Tensor] = {
        "pieces.weight": table,
        "positions.weight": weights["embeddings.position_embeddings.weight"],
        "shapes.weight": weights["embeddings.token_type_embeddings.weight"][:1].repeat(SHAPES, 1),
    }
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = weights[f"embeddings.LayerNorm.{kind}"]
        for i in range(layers):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            parts = [weights[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"{new}attention.{kind}"] = torch.cat(parts)
            state[f"{new}attention_out.{kind}"] = weights[f"{old}attention.output.dense.{kind}"]
            state[f"{new}attention_norm.{kind}"] = weights[f"{old}attention.output.LayerNorm.{kind}"]
            state[f"{new}inner.{kind}"] = weights[f"{old}intermediate.dense.{kind}"]
            state[f"{new}out.{kind}"] = weights[f"{old}output.dense.{kind}"]
            state[f"{new}norm.{kind}"] = weights[f"{old}output.LayerNorm.{kind}"]
    state["mix"] = encoder.mix.detach()
    encoder.load_state_dict(state)
    return encoder


def save_encoder(path: Path, encoder: Encoder, vocabulary: Sequence[str]) -> None:
    """Write an encoder and its vocabulary, in half precision.

    Args:
        path: the file to write.
        encoder: the network.
        vocabulary: the word pieces, in the order of their identifiers.
    """
    state = {name: value.detach().to(torch.float16).contiguous() for name, value in encoder.state_dict().items()}
    torch.save({"sizes": encoder.sizes, "vocabulary": "\n".join(vocabulary), "model": state}, path)


def load_encoder(path: Path) -> tuple[Encoder, WordPieces]:
    """Read what `save_encoder` wrote, without running any code from the file.

    Args:
        path: the file.

    Returns:
        The encoder in single precision, ready to use, and its tokenizer.
    """
    saved = torch.load(path, map_location="cpu", weights_only=True)
    encoder = Encoder(**saved["sizes"])
    encoder.load_state_dict({name: value.float() for name, value in saved["model"].items()})
    return encoder.eval().requires_grad_(False), WordPieces(saved["vocabulary"].split("\n"))
