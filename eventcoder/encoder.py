"""The small transformer that the bundled tagger and parser share, in plain torch.

Stanza runs transformers through the `transformers` package. The bundled model needs only a six-layer BERT: this module is that
network and its word-piece tokenizer, handed to Stanza through its foundation cache. Two things differ from BERT: a letter-case
embedding for an otherwise uncased vocabulary, and a cache of sentences, since tagger and parser ask for the same ones in turn.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

NAME = "eventcoder-encoder"
FILE = Path("en") / "encoder" / "news.pt"
SHAPES = 4
MAX_PIECES = 512
PIECES_AT_ONCE = 1024  # enough for a matrix product to be efficient


def word_shape(word: str) -> int:
    """Tell how a word is written.

    Args:
        word: The word form.

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


class Pieces(dict[str, list[list[int]]]):
    """A tokenized batch, with the two keys and the method that Stanza asks of a `transformers` encoding."""

    def __init__(self, ids: Sequence[Sequence[int]], words: Sequence[Sequence[int | None]]):
        width = max(map(len, ids))
        super().__init__(
            input_ids=[[*row, *[0] * (width - len(row))] for row in ids],
            attention_mask=[[1] * len(row) + [0] * (width - len(row)) for row in ids],
        )
        self._words = words

    def word_ids(self, batch_index: int = 0) -> Sequence[int | None]:
        """The word that each piece of a sentence belongs to, None for the ends."""
        return self._words[batch_index]


class WordPieces:
    """BERT's uncased word-piece tokenizer; an identifier also carries the word's shape, times the size of the vocabulary."""

    model_max_length = MAX_PIECES

    def __init__(self, vocabulary: Sequence[str]):
        self.vocabulary = {piece: i for i, piece in enumerate(vocabulary)}
        self._word = lru_cache(maxsize=50_000)(self._pieces)

    def __call__(self, data: Sequence[Sequence[str]], **_: Any) -> Pieces:
        """Tokenize sentences of words.

        Args:
            data: The words of each sentence.

        Returns:
            Padded identifiers, an attention mask, and the word of each piece.
        """
        ids, words = [], []
        first, last = self.vocabulary["[CLS]"], self.vocabulary["[SEP]"]
        for sentence in data:
            row: list[int] = [first]
            owners: list[int | None] = [None]
            for i, word in enumerate(sentence):
                pieces = self._word(word)
                row += pieces
                owners += [i] * len(pieces)
            ids.append([*row, last])
            words.append([*owners, None])
        return Pieces(ids, words)

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


class Layer(nn.Module):  # type: ignore[misc]
    """A BERT layer: self-attention and a feed-forward network, each followed by a normalisation."""

    def __init__(self, width: int, inner: int, heads: int):
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
            x: Sentences by pieces by width.
            mask: What each piece may attend to, None for everything.
            dropout: The rate of dropout on the layer's two outputs.

        Returns:
            The same shape.
        """
        rows, length, width = x.shape
        query, key, value = self.attention(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        context = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        context = self.attention_out(context.transpose(1, 2).reshape(rows, length, width))
        x = self.attention_norm(x + functional.dropout(context, dropout, self.training))
        inner = self.out(functional.gelu(self.inner(x)))
        return self.norm(x + functional.dropout(inner, dropout, self.training))


def _of_one_length(rows: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Group sentences of about one length, shortest first: Stanza batches them as they come, and padding would cost as much as words."""
    group: list[int] = []
    for i in sorted(rows, key=lambda i: lengths[i]):
        if group and (len(group) + 1) * lengths[i] > PIECES_AT_ONCE:
            yield group
            group = []
        group.append(i)
    if group:
        yield group


class Encoder(nn.Module):  # type: ignore[misc]
    """A BERT encoder that remembers the sentences it saw last.

    Args:
        pieces: The size of the vocabulary.
        width: The size of a vector.
        layers: The number of layers.
        inner: The size of the feed-forward layers.
        heads: The number of attention heads.
        dropout: The rate of dropout in training.
        remember: How many pieces' vectors to keep when not training.

    Attributes:
        half: Whether the layers multiply in bfloat16.
    """

    # Stanza asks a transformer of the `transformers` package for these.
    _hf_peft_config_loaded = False

    def __init__(self, pieces: int, width: int, layers: int, inner: int, heads: int, dropout: float = 0.1, remember: int = 60_000):
        super().__init__()
        self.sizes = {"pieces": pieces, "width": width, "layers": layers, "inner": inner, "heads": heads}
        self.config = SimpleNamespace(hidden_size=width, num_hidden_layers=layers)
        self.pieces = nn.Embedding(pieces, width)
        self.positions = nn.Embedding(MAX_PIECES, width)
        self.shapes = nn.Embedding(SHAPES, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(width, inner, heads) for _ in range(layers))
        # A weighted sum of the embedding and the layers, at first the mean of the last four layers.
        self.mix = nn.Parameter(torch.tensor([0.25 if i > layers - 4 else 0.0 for i in range(layers + 1)]))
        self.dropout = dropout
        self.half = False
        self._remember = remember
        self._known: dict[bytes, Tensor] = {}
        self._held = 0
        self._last: tuple[Tensor, Tensor] | None = None

    def forward(self, input_ids: Tensor, attention_mask: Tensor, **_: Any) -> SimpleNamespace:
        """Encode sentences.

        Args:
            input_ids: Sentences by pieces; an identifier is piece + shape * vocabulary size.
            attention_mask: 1 for a piece, 0 for padding.

        Returns:
            An object whose `hidden_states` holds one tensor, the mix of the layers.
        """
        if self.training:
            # In training the tagger and the parser of one step share one pass.
            if self._last is None or self._last[0].shape != input_ids.shape or not torch.equal(self._last[0], input_ids):
                self._last = (input_ids, self._encode(input_ids, attention_mask))
            return SimpleNamespace(hidden_states=(self._last[1],))
        return SimpleNamespace(hidden_states=(self._recall(input_ids, attention_mask),))

    def forget(self) -> None:
        """Drop every remembered sentence; needed after each training step."""
        self._last = None
        self._known.clear()
        self._held = 0

    def _recall(self, ids: Tensor, mask: Tensor) -> Tensor:
        lengths = mask.sum(1).tolist()
        keys = [row[:length].numpy().tobytes() for row, length in zip(ids.cpu(), lengths, strict=True)]
        known = {key: self._known.pop(key) for key in set(keys) if key in self._known}
        new = [i for i, key in enumerate(keys) if key not in known]
        for group in _of_one_length(new, lengths):
            width = lengths[group[-1]]
            encoded = self._encode(ids[group, :width], mask[group, :width])
            known.update((keys[i], encoded[j, : lengths[i]]) for j, i in enumerate(group))
        result = ids.new_zeros((*ids.shape, self.sizes["width"]), dtype=self.norm.weight.dtype)
        for i, key in enumerate(keys):
            result[i, : lengths[i]] = known[key]
        if new:
            # What is asked for a second time is not asked for a third: only new sentences are kept.
            fresh = {keys[i]: known[keys[i]] for i in new}
            self._known.update(fresh)
            self._held += sum(len(vectors) for vectors in fresh.values())
        self._held -= sum(len(known[key]) for key in known if key not in self._known)
        while self._held > self._remember:
            self._held -= len(self._known.pop(next(iter(self._known))))
        return result

    def _encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        size = self.sizes["pieces"]
        length = ids.shape[1]
        x = self.pieces(ids % size) + self.shapes(ids // size) + self.positions.weight[:length]
        x = functional.dropout(self.norm(x), self.dropout, self.training)
        # Attention without a mask is faster, and most batches hold sentences of one length.
        seen = None if bool(mask.all()) else mask.bool()[:, None, None, :]
        mixed = self.mix[0] * x
        with torch.autocast("cpu", torch.bfloat16, enabled=self.half):
            for weight, layer in zip(self.mix[1:], self.layers, strict=True):
                x = layer(x, seen, self.dropout)
                mixed = mixed + weight * x
        return mixed


def multiplies_halves() -> bool:
    """Whether this processor multiplies in bfloat16 by itself, four times as fast as in single precision."""
    return any(getattr(torch.cpu, f"_is_{name}_supported", bool)() for name in ("avx512_bf16", "amx_tile"))


def convert_bert(weights: Mapping[str, Tensor], heads: int) -> Encoder:
    """Make an encoder from BERT's weights.

    Args:
        weights: The weights under the names that the `transformers` package gives them.
        heads: The number of attention heads.

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
        path: The file to write.
        encoder: The network.
        vocabulary: The word pieces, in the order of their identifiers.
    """
    state = {name: value.detach().to(torch.float16).contiguous() for name, value in encoder.state_dict().items()}
    torch.save({"sizes": encoder.sizes, "vocabulary": "\n".join(vocabulary), "model": state}, path)


def load_encoder(path: Path) -> tuple[Encoder, WordPieces]:
    """Read what `save_encoder` wrote, without running any code from the file.

    Args:
        path: The file.

    Returns:
        The encoder in single precision, ready to use, and its tokenizer.
    """
    saved = torch.load(path, map_location="cpu", weights_only=True)
    encoder = Encoder(**saved["sizes"])
    encoder.load_state_dict({name: value.float() for name, value in saved["model"].items()})
    return encoder.eval().requires_grad_(False), WordPieces(saved["vocabulary"].split("\n"))


def foundation_cache(model: Path, *, half: bool = False) -> Any:
    """Make the `foundation_cache` to give `stanza.Pipeline` with a model directory that has an encoder.

    Args:
        model: The model directory.
        half: Whether to multiply in bfloat16.

    Returns:
        A Stanza foundation cache that knows the encoder by the name that the tagger and the parser ask for; None without one.
    """
    if not (model / FILE).is_file():
        return None
    from stanza.models.common.foundation_cache import BertRecord, FoundationCache

    cache = FoundationCache(local_files_only=True)
    encoder, tokenizer = load_encoder(model / FILE)
    encoder.half = half
    cache.bert[NAME] = BertRecord(encoder, tokenizer, {})
    return cache
