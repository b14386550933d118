"""Train Stanza's tagger and parser together on one fine-tuned transformer.

The networks are Stanza's `Tagger` and `GraphParser`, saved in Stanza's format, without their recurrent layers; the loop is ours, since
Stanza's programs give each its own copy of the transformer. Sharing halves the time of training and of parsing, lets tags teach the
encoder about attachment and the other way round, and the parser needs no tags as input, so it cannot inherit the tagger's mistakes.
"""

import json
import logging
import math
import random
import struct
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import torch
from stanza.models.common.vocab import PAD_ID, VOCAB_PREFIX_SIZE
from stanza.models.depparse.data import Dataset as ParserData
from stanza.models.depparse.model import GraphParser
from stanza.models.depparse.trainer import GraphTrainer
from stanza.models.pos.data import Dataset as TaggerData
from stanza.models.pos.model import Tagger
from stanza.models.pos.tag_columns import build_tag_columns
from stanza.models.pos.trainer import Trainer as TaggerTrainer
from stanza.models.pos.vocab import WordVocab
from stanza.utils.conll import CoNLL
from torch import Tensor
from torch.nn import functional

from eventcoder.parse.encoder import FILE, Encoder, WordPieces, convert_bert, load_encoder, save_encoder
from eventcoder.parse.heads import arc_scores, best_heads, relation_scores, tag_layers, tag_states
from eventcoder.parse.lemma_rules import LemmaRule
from tools.train_model.treebank import Row, Tree, dateline, newswire, write_trees

log = logging.getLogger("train_model")
RARE = 3  # lemma rules seen less often are not learned

COMMON = {
    "shorthand": "en_news", "lang": "en", "word_emb_dim": 0, "word_cutoff": 100, "char": False, "charlm": False, "pretrain": False,
    "bert_model": "encoder", "bert_hidden_layers": 1, "bert_finetune": False, "use_peft": False, "num_layers": 0, "rec_dropout": 0,
    "char_emb_dim": 0, "transformed_dim": 0, "sample_train": 1.0, "reversed": False, "optim": "adam", "lr": 0.001, "beta2": 0.999,
    "max_steps": 1, "tag_emb_dim": 0,
}  # fmt: skip


@attrs.frozen
class Settings:
    """What decides a training run.

    With `minutes` the learning rate falls by the clock where that is faster than by steps: the run then ends in time on a busy machine,
    but cannot be repeated exactly. With `bfloat16` products are computed in bfloat16, three times as fast where the processor knows it.
    """

    epochs: float = 8
    minutes: float | None = None
    batch_words: int = 800
    encoder_rate: float = 1.5e-4
    head_rate: float = 1.5e-3
    warmup: float = 0.06
    dropout: float = 0.3
    masked_words: float = 0.05
    encoder_dropout: float = 0.1
    biaffine: int = 144
    tagger_weight: float = 0.3
    weight_decay: float = 0.01
    train_pieces: bool = False
    bfloat16: bool = True
    seed: int = 1234


@attrs.define
class Joint:
    """The shared encoder and the two Stanza networks on it."""

    encoder: Encoder
    tokenizer: WordPieces
    tagger: Tagger
    parser: GraphParser

    @property
    def networks(self) -> tuple[torch.nn.Module, ...]:
        """Encoder, tagger, parser."""
        return (self.encoder, self.tagger, self.parser)

    def heads(self) -> list[tuple[str, torch.nn.Parameter]]:
        """The parameters that are not the encoder's."""
        return [(n, p) for net in (self.tagger, self.parser) for n, p in net.named_parameters() if not n.startswith("bert_model.")]

    def state(self) -> dict[str, Any]:
        """All weights, for a checkpoint."""
        return {
            "encoder": self.encoder.state_dict(),
            **{name: {k: v for k, v in net.state_dict().items() if not k.startswith("bert_model.")}
               for name, net in (("tagger", self.tagger), ("parser", self.parser))},
        }  # fmt: skip

    def load(self, state: dict[str, Any]) -> None:
        """Take the weights of a checkpoint."""
        self.encoder.load_state_dict(state["encoder"])
        self.tagger.load_state_dict(state["tagger"], strict=False)
        self.parser.load_state_dict(state["parser"], strict=False)


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Read single-precision tensors from a safetensors file."""
    data = path.read_bytes()
    (size,) = struct.unpack("<Q", data[:8])
    tensors = {}
    for name, entry in json.loads(data[8 : 8 + size]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = (8 + size + offset for offset in entry["data_offsets"])
            tensors[name] = torch.frombuffer(bytearray(data[start:end]), dtype=torch.float32).view(entry["shape"])
    return tensors


def base_files(bert: Path) -> list[Path]:
    """The files that an encoder is made from."""
    return [bert / FILE] if (bert / FILE).exists() else [bert / name for name in ("model.safetensors", "config.json", "vocab.txt")]


def build(trees: Sequence[Tree], bert: Path, work: Path, settings: Settings) -> Joint:
    """Make the networks.

    Args:
        trees: The training sentences, for the tag and relation inventories.
        bert: A folder with `model.safetensors`, `config.json` and `vocab.txt` of a BERT; or a model directory, whose encoder to go on from.
        work: A folder for a temporary file.
        settings: The sizes.

    Returns:
        Untrained heads on the pre-trained encoder.
    """
    if (bert / FILE).exists():
        encoder, tokenizer = load_encoder(bert / FILE)
    else:
        heads = json.loads((bert / "config.json").read_text())["num_attention_heads"]
        encoder = convert_bert(read_safetensors(bert / "model.safetensors"), heads)
        tokenizer = WordPieces((bert / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
    encoder.dropout = settings.encoder_dropout
    write_trees(work / "inventory.conllu", trees)
    document = CoNLL.conll2doc(input_file=str(work / "inventory.conllu"))
    shared = {**COMMON, "dropout": settings.dropout, "word_dropout": 0.0, "hidden_dim": encoder.sizes["width"] // 2}
    parser_args = {
        **shared,
        "deep_biaff_hidden_dim": settings.biaffine, "deep_biaff_output_dim": settings.biaffine,
        "linearization": False, "distance": False, "use_upos": False, "use_xpos": False, "use_ufeats": False, "batch_size": 1500,
    }  # fmt: skip
    tagger_args = {
        **shared, "deep_biaff_hidden_dim": 256, "composite_deep_biaff_hidden_dim": 100,
        "share_hid": True, "batch_size": 100, "tag_columns": build_tag_columns("lemma_rule=LemmaRule"),
    }  # fmt: skip
    parser_vocab = ParserData(document, parser_args, None).vocab
    tagger_vocab = TaggerData.init_vocab([document], {**tagger_args, "tag_columns": None})
    rules = [[[lemma_rule(word)] for word in tree.words] for tree in trees]
    tagger_vocab["lemma_rule"] = WordVocab(rules, "en", cutoff=RARE)
    tagger = Tagger(tagger_args, tagger_vocab, share_hid=True, bert_model=encoder, bert_tokenizer=tokenizer)
    parser = GraphParser(parser_args, parser_vocab, bert_model=encoder, bert_tokenizer=tokenizer)
    encoder.requires_grad_(True)
    encoder.pieces.requires_grad_(settings.train_pieces)
    return Joint(encoder, tokenizer, tagger, parser)


@attrs.frozen
class Batch:
    """Sentences as numbers.

    Args:
        ids: sentences by pieces.
        seen: which pieces are no padding.
        positions: sentences by words (0 is the root): the piece that stands for each.
        real: which words are no padding.
        heads: sentences by words: the head of each (the root has 0).
        relations: the relation of each real word, in the order of the sentences.
        tags: a row for each output layer of the tagger: the tag of each real word.
    """

    ids: Tensor
    seen: Tensor
    positions: Tensor
    real: Tensor
    heads: Tensor
    relations: Tensor
    tags: list[Tensor]

    @property
    def number(self) -> int:
        """How many words there are."""
        return len(self.relations)


def _padded(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    width = max(map(len, rows))
    lengths = torch.tensor([len(row) for row in rows])
    return torch.tensor([[*row, *[0] * (width - len(row))] for row in rows]), torch.arange(width) < lengths[:, None]


def make_batch(trees: Sequence[Tree], joint: Joint, *, masked: float = 0.0, rng: random.Random | None = None) -> Batch:
    """Number a batch's words, tags and relations.

    Args:
        trees: The sentences.
        joint: The networks, which have the inventories.
        masked: How large a share of the words is hidden from the encoder.
        rng: The source of randomness, if words are hidden.

    Returns:
        The batch.
    """
    sentences = [tree.words for tree in trees]
    cut = [joint.tokenizer([word.form for word in words]) for words in sentences]
    ids, seen = _padded([pieces for pieces, _ in cut])
    if rng is not None and masked:
        mask = joint.tokenizer.vocabulary["[MASK]"]
        for i, (_, positions) in enumerate(cut):
            for before, last in pairwise(positions):
                if rng.random() < masked:
                    ids[i, before + 1 : last + 1] = mask
    positions, real = _padded([places for _, places in cut])
    real[:, 0] = False
    heads, _ = _padded([[0, *(int(word.head) for word in words)] for words in sentences])
    words = [word for sentence in sentences for word in sentence]
    relations = torch.tensor(joint.parser.vocab["deprel"].map([word.deprel for word in words]))
    vocab = joint.tagger.vocab
    tags = [torch.tensor(vocab[column].map([getattr(word, column) for word in words])) for column in ("upos", "xpos")]
    tags += torch.tensor(vocab["feats"].map([word.feats for word in words])).unbind(1)
    rules = vocab["lemma_rule"]
    tags.append(torch.tensor([rules.unit2id(rule) if rule in rules else PAD_ID for rule in map(lemma_rule, words)]))
    return Batch(ids, seen, positions, real, heads, relations, tags)


def lemma_rule(word: Row) -> str:
    """The rule that makes a word's lemma."""
    return str(LemmaRule.between(word.form, word.lemma))


def batches(trees: Sequence[Tree], words: int, rng: random.Random) -> Iterator[list[Tree]]:
    """Group sentences of about one length, in random order.

    Args:
        trees: The sentences.
        words: How many words a batch holds, padding included.
        rng: The source of randomness.

    Yields:
        Batches.
    """
    order = sorted(trees, key=lambda tree: len(tree.rows) + rng.random() * 4)
    groups: list[list[Tree]] = [[]]
    for tree in order:
        if groups[-1] and (len(groups[-1]) + 1) * len(tree.rows) > words:
            groups.append([])
        groups[-1].append(tree)
    rng.shuffle(groups)
    yield from groups


def states_of(joint: Joint, batch: Batch) -> Tensor:
    """The vectors of the root and the words of each sentence."""
    encoded = joint.encoder(batch.ids, batch.seen)
    return encoded.gather(1, batch.positions[:, :, None].expand(-1, -1, encoded.shape[2]))


def losses(joint: Joint, batch: Batch) -> tuple[Tensor, Tensor]:
    """Run both networks over a batch.

    Returns:
        The parser's and the tagger's loss per word.
    """
    states = states_of(joint, batch)
    dropped = joint.parser.drop(states)
    present = batch.real.clone()
    present[:, 0] = True
    arcs = arc_scores(joint.parser, dropped).masked_fill(~present[:, None], -math.inf)
    parsing = functional.cross_entropy(arcs[batch.real], batch.heads[batch.real], reduction="sum")
    above = dropped.gather(1, batch.heads[:, :, None].expand(-1, -1, states.shape[2]))
    labels = relation_scores(joint.parser, dropped[batch.real], above[batch.real])
    parsing = parsing + functional.cross_entropy(labels.float(), batch.relations - VOCAB_PREFIX_SIZE, reduction="sum")
    hidden = tag_states(joint.tagger, states[batch.real])
    tagging = sum(
        functional.cross_entropy(layer(hidden).float(), gold, ignore_index=PAD_ID, reduction="sum")
        for layer, gold in zip(tag_layers(joint.tagger), batch.tags, strict=True)
    )
    return parsing / batch.number, tagging / batch.number


def evaluate(joint: Joint, trees: Sequence[Tree]) -> dict[str, float]:
    """Score on gold words: attachment without and with relations (subtypes left out), tags, and lemmas by rule.

    Args:
        joint: The networks.
        trees: The sentences.

    Returns:
        Fractions under "uas", "las", "upos", "xpos", "feats" and "lemma".
    """
    for network in joint.networks:
        network.eval()
    right: Counter[str] = Counter()
    total = 0
    relations = joint.parser.vocab["deprel"]
    names = [relation.split(":")[0] for relation in relations.unmap(range(VOCAB_PREFIX_SIZE, len(relations)))]
    rules = joint.tagger.vocab["lemma_rule"]
    with torch.no_grad():
        for group in batches(trees, 3000, random.Random(0)):
            batch = make_batch(group, joint)
            states = states_of(joint, batch)
            vectors = states[batch.real]
            words = [word for tree in group for word in tree.words]
            hidden = tag_states(joint.tagger, vectors)
            found = [layer(hidden).argmax(1) for layer in tag_layers(joint.tagger)]
            agree = [one == other for one, other in zip(found, batch.tags, strict=True)]
            right["upos"] += int(agree[0].sum())
            right["xpos"] += int(agree[1].sum())
            right["feats"] += int(torch.stack(agree[2:-1]).all(0).sum())
            made = [LemmaRule.parse(rule).apply(word.form) if "+" in rule else word.form
                    for word, rule in zip(words, rules.unmap(found[-1].tolist()), strict=True)]  # fmt: skip
            right["lemma"] += sum(lemma == word.lemma for lemma, word in zip(made, words, strict=True))
            trees_found = best_heads(joint.parser, [row[: 1 + len(tree.words)] for row, tree in zip(states, group, strict=True)])
            heads = torch.cat([torch.from_numpy(tree.copy()) for tree in trees_found])
            above = torch.cat([states[i, tree] for i, tree in enumerate(trees_found)])
            labels = relation_scores(joint.parser, vectors, above).argmax(1).tolist()
            attached = (heads == batch.heads[batch.real]).tolist()
            right["uas"] += sum(attached)
            right["las"] += sum(
                good and names[label] == word.deprel.split(":")[0] for good, label, word in zip(attached, labels, words, strict=True)
            )
            total += len(words)
    return {name: right[name] / total for name in ("uas", "las", "upos", "xpos", "feats", "lemma")}


def train(
    train_trees: Sequence[Tree], dev: dict[str, Sequence[Tree]], joint: Joint, work: Path, settings: Settings
) -> list[dict[str, Any]]:
    """Train; resumes from `work/joint.pt`, also with another number of epochs.

    Args:
        train_trees: The training sentences.
        dev: Sets to score after every epoch, by name; the mean of their LAS and UPOS chooses the best state.
        joint: The networks, which end in the best state.
        work: Where the checkpoint and the log of scores are kept.
        settings: The run's settings.

    Returns:
        Each evaluation's scores.
    """
    checkpoint, best_file = work / "joint.pt", work / "joint-best.pt"
    torch.manual_seed(settings.seed)
    decayed = [p for n, p in [*joint.encoder.named_parameters(), *joint.heads()] if p.requires_grad and p.dim() > 1]
    slow = {id(p) for p in joint.encoder.parameters()}
    groups: dict[tuple[bool, bool], list[torch.nn.Parameter]] = {}
    for _, p in [*joint.encoder.named_parameters(), *joint.heads()]:
        if p.requires_grad:
            groups.setdefault((id(p) in slow, any(p is q for q in decayed)), []).append(p)
    optimizer = torch.optim.AdamW(
        [{"params": params, "slow": encoder, "weight_decay": settings.weight_decay * decay} for (encoder, decay), params in groups.items()],
        betas=(0.9, 0.98), eps=1e-8, fused=True,
    )  # fmt: skip
    parameters = [p for group in optimizer.param_groups for p in group["params"]]
    history: list[dict[str, Any]] = []
    step = epoch = 0
    spent = 0.0
    if checkpoint.exists():
        saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
        joint.load(saved["model"])
        optimizer.load_state_dict(saved["optimizer"])
        step, epoch, history = saved["step"], saved["epoch"], saved["history"]
        spent = sum(h["seconds"] for h in history)
        log.info("resumed at epoch %d, step %d", epoch, step)
    per_epoch = sum(1 for _ in batches(train_trees, settings.batch_words, random.Random(0)))
    total = max(1, int(per_epoch * settings.epochs))
    limit = settings.minutes * 60 if settings.minutes else math.inf
    progress = max(step / total, spent / limit)
    while progress < 1:
        rng = random.Random(settings.seed * 1000 + epoch)
        changed = [newswire(tree, rng) for tree in train_trees] + [dateline(rng) for _ in range(len(train_trees) // 200)]
        started, sums = time.time(), [0.0, 0.0]
        for network in joint.networks:
            network.train()
        for count, group in enumerate(batches(changed, settings.batch_words, rng), 1):
            progress = max(step / total, (spent + time.time() - started) / limit)
            if progress >= 1:
                break
            scale = min(1.0, step / max(1, settings.warmup * total)) * min(1.0, (1 - progress) / (1 - settings.warmup))
            for parameter_group in optimizer.param_groups:
                parameter_group["lr"] = scale * (settings.encoder_rate if parameter_group["slow"] else settings.head_rate)
            with torch.autocast("cpu", torch.bfloat16, enabled=settings.bfloat16):
                parsing, tagging = losses(joint, make_batch(group, joint, masked=settings.masked_words, rng=rng))
            optimizer.zero_grad()
            (parsing + settings.tagger_weight * tagging).backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            step += 1
            sums = [sums[0] + parsing.item(), sums[1] + tagging.item()]
            if count % 50 == 0:
                means = [value / count for value in (*sums, time.time() - started)]
                log.info("step %d/%d parser %.3f tagger %.3f, %.2f s a step", step, total, *means)
        epoch += 1
        scores: dict[str, Any] = {name: evaluate(joint, trees) for name, trees in dev.items()}
        mean = sum(s["las"] + s["upos"] for s in scores.values()) / max(1, len(scores))
        log.info("epoch %d step %d %s", epoch, step, {n: {k: round(v, 4) for k, v in s.items()} for n, s in scores.items()})
        seconds = round(time.time() - started)
        spent += seconds
        progress = max(step / total, spent / limit)
        history.append({"epoch": epoch, "step": step, "mean": mean, "seconds": seconds, **scores})
        state = joint.state()
        if mean >= max(h["mean"] for h in history):
            torch.save(state, best_file)
        partial = checkpoint.with_suffix(".new")
        torch.save({"model": state, "optimizer": optimizer.state_dict(), "step": step, "epoch": epoch, "history": history}, partial)
        partial.replace(checkpoint)
        (work / "joint.json").write_text(json.dumps(history, indent=1))
        if math.isnan(sums[0]):
            raise RuntimeError("expected a finite loss, found NaN: lower the learning rates")
    if best_file.exists():
        joint.load(torch.load(best_file, map_location="cpu", weights_only=True))
    return history


def _halve(path: Path) -> None:
    """Store a Stanza model's weights in half precision; Stanza reads them into single precision."""
    saved = torch.load(path, map_location="cpu", weights_only=True)
    saved["model"] = {name: value.half() if value.is_floating_point() else value for name, value in saved["model"].items()}
    torch.save(saved, path)


def save(joint: Joint, directory: Path) -> None:
    """Write tagger, parser and encoder into a Stanza model directory.

    Args:
        joint: The trained networks.
        directory: The model directory.
    """
    for name in ("pos", "depparse", "encoder"):
        (directory / "en" / name).mkdir(parents=True, exist_ok=True)
    save_encoder(directory / "en" / "encoder" / "news.pt", joint.encoder, list(joint.tokenizer.vocabulary))
    tagger = TaggerTrainer.__new__(TaggerTrainer)
    tagger.args, tagger.model, tagger.vocab = {**joint.tagger.args, "bert_finetune": False}, joint.tagger, joint.tagger.vocab
    tagger.save(str(directory / "en" / "pos" / "news.pt"))
    args = {**joint.parser.args, "bert_finetune": False}
    parser = GraphTrainer(args=args, vocab=joint.parser.vocab, model=joint.parser, build_optimizer=False)
    parser.save(str(directory / "en" / "depparse" / "news.pt"))
    for name in ("pos", "depparse"):
        _halve(directory / "en" / name / "news.pt")
