"""Tokenizer and multi-word tokens, which Stanza's own training programs carry out, and the dictionary of lemmas."""

import json
import random
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tools.train_model.treebank import Tree, newswire_documents, write_trees

NAME = "en_news"


def tokenizer_data(trees: Sequence[Tree], directory: Path, part: str, *, seed: int | None = None) -> None:
    """Write the tokenizer's and the expander's inputs: text, gold CoNLL-U, character labels and multi-word tokens.

    Args:
        trees: The sentences, in the order of the text.
        directory: Where to write.
        part: "train" or "dev".
        seed: Lay the documents out as news with this seed; None keeps them as they are.
    """
    from stanza.utils.datasets import conllu_to_text
    from stanza.utils.datasets.common import prepare_tokenizer_dataset_labels

    directory.mkdir(parents=True, exist_ok=True)
    gold, text = directory / f"{NAME}.{part}.gold.conllu", directory / f"{NAME}.{part}.txt"
    if seed is None:
        write_trees(gold, trees)
    else:
        write_trees(gold, *newswire_documents(trees, random.Random(seed)))
    conllu_to_text.main([str(gold), str(text)])
    prepare_tokenizer_dataset_labels(str(text), str(gold), str(directory), NAME, part)


def train_tokenizer(directory: Path, output: Path, *, steps: int, seed: int) -> None:
    """Train the tokenizer and sentence splitter (Stanza 1.15 cannot resume one: its `--load_name` fails).

    Args:
        directory: The inputs that `tokenizer_data` wrote.
        output: The model file.
        steps: Steps of 32 windows.
        seed: The random seed.
    """
    from stanza.models import tokenizer

    tokenizer.main([
        "--mode", "train", "--lang", "en", "--shorthand", NAME, "--max_seqlen", "300", "--use_mwt",
        "--txt_file", f"{directory}/{NAME}.train.txt", "--label_file", f"{directory}/{NAME}-ud-train.toklabels",
        "--mwt_json_file", f"{directory}/{NAME}-ud-train-mwt.json", "--dev_txt_file", f"{directory}/{NAME}.dev.txt",
        "--dev_label_file", f"{directory}/{NAME}-ud-dev.toklabels", "--dev_conll_gold", f"{directory}/{NAME}.dev.gold.conllu",
        "--conll_file", f"{directory}/predicted.conllu", "--save_dir", str(output.parent), "--save_name", output.name,
        "--steps", str(steps), "--eval_steps", "500", "--report_steps", "100", "--seed", str(seed), "--device", "cpu",
    ])  # fmt: skip


def train_mwt(directory: Path, output: Path, *, epochs: int, seed: int) -> None:
    """Train the expander of multi-word tokens ("don't" into "do", "n't").

    Args:
        directory: The inputs that `tokenizer_data` wrote.
        output: The model file.
        epochs: Passes over the data.
        seed: The random seed.
    """
    from stanza.models import mwt_expander
    from stanza.utils.datasets import contract_mwt

    shutil.copyfile(directory / f"{NAME}.train.gold.conllu", directory / f"{NAME}.train.in.conllu")
    contract_mwt.contract_mwt(f"{directory}/{NAME}.dev.gold.conllu", f"{directory}/{NAME}.dev.in.conllu")
    mwt_expander.main([
        "--mode", "train", "--lang", "en", "--shorthand", NAME, "--num_epoch", str(epochs), "--seed", str(seed), "--device", "cpu",
        "--train_file", f"{directory}/{NAME}.train.in.conllu", "--eval_file", f"{directory}/{NAME}.dev.in.conllu",
        "--gold_file", f"{directory}/{NAME}.dev.gold.conllu", "--save_dir", str(output.parent), "--save_name", output.name,
    ])  # fmt: skip


def write_lemmas(trees: Sequence[Tree], output: Path) -> None:
    """Write the dictionary of lemmas: the most frequent one of each form and part of speech.

    Args:
        trees: The training sentences.
        output: The JSON file.
    """
    counts: dict[str, dict[str, Counter[str]]] = {}
    for tree in trees:
        for word in tree.words:
            if word.lemma != "_" or word.form == "_":
                counts.setdefault(word.upos, {}).setdefault(word.form, Counter())[word.lemma] += 1
    lemmas = {
        upos: {form: min(found, key=lambda lemma: (-found[lemma], lemma)) for form, found in sorted(forms.items())}
        for upos, forms in sorted(counts.items())
    }
    output.write_text(json.dumps(lemmas, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
