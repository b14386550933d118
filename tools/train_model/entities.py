"""Train the scorer of named entities on the layers of a model's encoder, which stays as it is, so that tags, trees and lemmas do too.

    python -m tools.train_model.entities --entities FOLDER --work SCRATCH --model MODEL

FOLDER has train.tsv and dev.tsv: a token a line with its BIO label, an empty line between paragraphs. The vectors of all layers are
computed once and kept in SCRATCH (5 KB a word); an epoch over them takes half a minute. It can be stopped and started again.
"""

import argparse
import json
import logging
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from benchmarks.entities import STYLES, Named, count, f_scores, read_named, restyled, spans
from eventcoder.entitylabels import ENTITY_KINDS
from eventcoder.loading.resources import model_path
from eventcoder.parse import Parser
from eventcoder.parse.entities import FILE, EntityHead, best_labels, save_entities
from eventcoder.parse.network import NetworkAnalyser, _groups
from tools.train_model.card import digest, write_card

log = logging.getLogger("train_model")


@attrs.frozen
class Settings:
    """What decides a training run; `restyled` is the share of sentences that are also learnt in capitals or as headlines."""

    epochs: int = 10
    batch_words: int = 1500
    rate: float = 2e-3
    weight_decay: float = 0.01
    dropout: float = 0.2
    mixes: int = 2
    hidden: int = 256
    restyled: float = 0.15
    averaged: float = 0.3
    seed: int = 1234


@attrs.define
class Learned:
    """Sentences with the vectors of their words, and the numbers of their labels.

    Args:
        sentences: the sentences.
        vectors: words by layers by width, in a file.
        starts: where the words of each sentence begin, and where the last ends.
    """

    sentences: list[Named]
    vectors: Any
    starts: list[int]

    def batch(self, numbers: Sequence[int]) -> tuple[Tensor, list[int]]:
        """The vectors of some sentences one behind the other, and how many words each has."""
        rows = [self.vectors[self.starts[i] : self.starts[i + 1]] for i in numbers]
        return torch.from_numpy(np.concatenate(rows)).float(), [len(part) for part in rows]


def learned(model: Path, sentences: Sequence[Named], file: Path) -> Learned:
    """Compute the vectors of all layers for sentences, unless the file has them.

    Args:
        model: the model directory.
        sentences: the sentences.
        file: where to keep the vectors.

    Returns:
        Both together.
    """
    sentences = [sentence for sentence in sentences if sentence.words]
    starts = [0, *np.cumsum([len(sentence.words) for sentence in sentences]).tolist()]
    if not file.exists():
        analyser = NetworkAnalyser(model)
        sizes = analyser._encoder.sizes
        layers = sizes["layers"] + 1
        analyser._mixes = np.eye(layers).tolist()
        partial = file.with_suffix(".new")
        vectors = np.lib.format.open_memmap(partial, "w+", np.float16, (starts[-1], layers, sizes["width"]))
        done = 0
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16, enabled=analyser._half):
            for group in _groups([(sentence.words, *analyser._pieces(sentence.words)) for sentence in sentences]):
                _, *found = analyser._encode(group)
                for each in zip(*found, strict=True):
                    rows = torch.stack([layer[1:].float() for layer in each], 1)
                    vectors[done : done + len(rows)] = rows.numpy()
                    done += len(rows)
        vectors.flush()
        partial.replace(file)
    return Learned(sentences, np.load(file, mmap_mode="r"), starts)


def bioes(labels: Sequence[str]) -> list[str]:
    """BIO labels with the last word of each entity, and single ones, marked as such.

    >>> bioes(["B-Person", "I-Person", "B-Date", "O"])
    ['B-Person', 'E-Person', 'S-Date', 'O']
    """
    ends = [not after.startswith("I-") for after in [*labels[1:], "O"]]
    closed = {"B": "S", "I": "E"}
    return [closed[label[0]] + label[1:] if label != "O" and end else label for label, end in zip(labels, ends, strict=True)]


def mixed(head: EntityHead, vectors: Tensor) -> Tensor:
    """The mixes of the layers side by side, as the encoder gives them when it parses."""
    return torch.einsum("nlw,ml->nmw", vectors, head.mix).flatten(1)


def batches(data: Learned, numbers: Sequence[int], words: int, rng: random.Random) -> Iterator[list[int]]:
    """Sentences in random order, about as many words at once as are wanted."""
    order = list(numbers)
    rng.shuffle(order)
    group: list[int] = []
    size = 0
    for i in order:
        group.append(i)
        size += len(data.sentences[i].words)
        if size >= words:
            yield group
            group, size = [], 0
    if group:
        yield group


def score(head: EntityHead, data: Learned) -> dict[str, float]:
    """How many whole entities are recognised; see `benchmarks.entities`."""
    head.eval()
    counts: Counter[tuple[str, str]] = Counter()
    with torch.no_grad():
        for start in range(0, len(data.sentences), 64):
            numbers = range(start, min(start + 64, len(data.sentences)))
            vectors, sizes = data.batch(numbers)
            labels = iter(best_labels(head, head(mixed(head, vectors), sizes).numpy(), sizes))
            for i in numbers:
                count(counts, spans(data.sentences[i].labels), spans([next(labels) for _ in data.sentences[i].words]))
    return f_scores(counts, head.kinds)


def train(data: Learned, dev: dict[str, Learned], work: Path, settings: Settings) -> tuple[EntityHead, list[dict[str, Any]]]:
    """Train; goes on from `work/entities.pt`.

    Args:
        data: what to learn from.
        dev: what to score after every epoch.
        work: where the checkpoint is kept.
        settings: the run's settings.

    Returns:
        The head, its weights averaged over the last steps, and the scores after each epoch.
    """
    torch.manual_seed(settings.seed)
    layers, width = data.vectors.shape[1:]
    head = EntityHead(ENTITY_KINDS, layers, width, settings.mixes, settings.hidden, settings.dropout)
    numbers = {label: number for number, label in enumerate(head.labels)}
    gold = [torch.tensor([numbers[label] for label in bioes(sentence.labels)]) for sentence in data.sentences]
    plain = [parameter for name, parameter in head.named_parameters() if parameter.dim() < 2 or name == "mix"]
    matrices = [parameter for name, parameter in head.named_parameters() if parameter.dim() == 2 and name != "mix"]
    groups = [{"params": matrices, "weight_decay": settings.weight_decay}, {"params": plain, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, fused=True)
    mean = torch.optim.swa_utils.AveragedModel(head)
    everything = range(len(data.sentences))
    total = settings.epochs * sum(1 for _ in batches(data, everything, settings.batch_words, random.Random(0)))
    checkpoint, step, first, history = work / "entities.pt", 0, 0, list[dict[str, Any]]()
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
        head.load_state_dict(saved["head"])
        mean.load_state_dict(saved["mean"])
        optimizer.load_state_dict(saved["optimizer"])
        step, first, history = saved["step"], saved["epoch"], saved["history"]
    for epoch in range(first, settings.epochs):
        started, losses = time.time(), []
        head.train()
        for group in batches(data, everything, settings.batch_words, random.Random(settings.seed * 1000 + epoch)):
            vectors, sizes = data.batch(group)
            for part in optimizer.param_groups:
                part["lr"] = settings.rate * min(1.0, step / 200) * max(0.02, 1 - step / total)
            with torch.autocast("cpu", torch.bfloat16):
                scores = head(mixed(head, vectors), sizes)
            loss = functional.cross_entropy(scores.float(), torch.cat([gold[i] for i in group]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
            if step > total * (1 - settings.averaged):
                mean.update_parameters(head)
        best = mean.module if int(mean.n_averaged) else head
        scores_by_set = {name: score(best, each) for name, each in dev.items()}
        history.append({"epoch": epoch + 1, "step": step, **scores_by_set})
        seconds = time.time() - started
        log.info("epoch %d loss %.4f %.0f s %s", epoch + 1, sum(losses) / len(losses), seconds, scores_by_set)
        if math.isnan(losses[-1]):
            raise RuntimeError("expected a finite loss, found NaN: lower the learning rate")
        state = {"head": head.state_dict(), "mean": mean.state_dict(), "optimizer": optimizer.state_dict(), "step": step}
        torch.save({**state, "epoch": epoch + 1, "history": history}, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
    return mean.module, history


def prepare(model: Path, folder: Path, work: Path, settings: Settings) -> tuple[Learned, dict[str, Learned]]:
    """Cut the tables into the product's sentences, add those written otherwise, and compute the vectors.

    Args:
        model: the model directory.
        folder: what has `train.tsv` and `dev.tsv`.
        work: the scratch folder.
        settings: the run's settings.

    Returns:
        What to learn from, and the sets to score: as it is, in capitals and as headlines.
    """
    parser = Parser(model)
    rng = random.Random(settings.seed)
    train_set = read_named(parser, folder / "train.tsv", work / "entities-train.json")
    dev_set = read_named(parser, folder / "dev.tsv", work / "entities-dev.json")
    chosen = [sentence for sentence in train_set if rng.random() < settings.restyled]
    train_set += [restyled(sentence, STYLES[1] if rng.random() < 0.4 else STYLES[2]) for sentence in chosen]
    dev = {style: [restyled(sentence, style) for sentence in dev_set] for style in STYLES}
    return (
        learned(model, train_set, work / "entities-train.npy"),
        {name: learned(model, sentences, work / f"entities-dev-{name.replace(' ', '-')}.npy") for name, sentences in dev.items()},
    )


def add_entities(model: Path, folder: Path, work: Path, settings: Settings) -> None:
    """Train a head for a model, and write it and what it was made of into the model.

    Args:
        model: the model directory, which is changed.
        folder: what has `train.tsv` and `dev.tsv`.
        work: the scratch folder.
        settings: the run's settings.
    """
    log.info("stage entities")
    data, dev = prepare(model, folder, work, settings)
    head, history = train(data, dev, work, settings)
    (model / FILE).parent.mkdir(parents=True, exist_ok=True)
    save_entities(model / FILE, head)
    card = json.loads((model / "card.json").read_text(encoding="utf-8"))
    card["entities"] = {
        "settings": attrs.asdict(settings),
        "data": {f"{folder.name}/{name}": digest(folder / name) for name in ("train.tsv", "dev.tsv")},
        "SHA-256": digest(model / FILE),
        "history": history,
    }
    write_card(model, card)
    notice = model / "NOTICE"
    text, own = (path.read_text(encoding="utf-8") for path in (notice, Path(__file__).parent / "NOTICE.entities"))
    if own not in text:
        notice.write_text(f"{text.rstrip()}\n\n{own}", encoding="utf-8")


def main() -> None:
    """Train and write the head."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.train_model.entities", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entities", type=Path, required=True, help="folder with train.tsv and dev.tsv")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder, with the checkpoint")
    parser.add_argument("--model", type=Path, default=model_path(), help="the model directory to add to (default: the bundled one)")
    parser.add_argument("--epochs", type=int, default=Settings().epochs, help="passes over the data")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(1)
    args.work.mkdir(parents=True, exist_ok=True)
    add_entities(args.model, args.entities, args.work, Settings(epochs=args.epochs))


if __name__ == "__main__":
    main()
