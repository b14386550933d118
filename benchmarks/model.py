"""Score parser models on treebanks, from raw text and on gold words, and time them on one core.

    python benchmarks/model.py --gold ewt-dev.conllu gum-dev.conllu --model en-news-v1 en-news-v2 --speed FOLDER_OF_TXT
    python benchmarks/model.py --entities dev.tsv --model en-news-v3

Scores are the F1 of the CoNLL 2018 shared task (`udtools.udeval`, installed with Stanza): relation subtypes and punctuation count as there.
Raw text is the treebank's own, a document a paragraph; "headings apart" ends a paragraph after each sentence without a final mark.
All models are timed in turn in one process on one core, by processor time, the best of `--repeat` runs: by default in the numbers that the
library chooses for this processor, and in those of `--numbers`.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import re
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))  # where it is imported by the training programs

from entities import recognition

from eventcoder.document import Document
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.parse import Parser

METRICS = ("Tokens", "Sentences", "UPOS", "UFeats", "Lemmas", "UAS", "LAS")
CLOSED = re.compile(r"[.!?…][\"'”’)\]]*$")
PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")
PARTS = {
    "split": "tokens, sentences",
    "_encode": "encoder",
    "_tag": "tags, lemmas",
    "_relate": "relations",
    "_name": "entities",
    "analyse": "trees",
}

Timed = Callable[[Sequence[str]], tuple[int, dict[str, float]]]


def blocks(path: Path) -> list[str]:
    """The sentences of a CoNLL-U file, empty nodes and enhanced dependencies left out."""
    result = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = []
        for line in block.splitlines():
            cells = line.split("\t")
            if line.startswith("#"):
                lines.append(line)
            elif "." not in cells[0]:
                lines.append("\t".join([*cells[:8], "_", cells[9]]))
        if lines:
            result.append("\n".join(lines) + "\n\n")
    return result


def documents(sentences: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Group sentences by document: (name, sentences), the name from the identifier of the first."""
    name, group = "", list[str]()
    for sentence in sentences:
        found = re.search(r"^# sent_id = (.*?)[-_.]s?\d+$", sentence, re.MULTILINE)
        own = found.group(1) if found else name
        if group and own != name:
            yield name, group
            group = []
        name = own
        group.append(sentence)
    if group:
        yield name, group


def genre(document: str) -> str:
    """The genre that a document of EWT or GUM names: "weblog-..." or "GUM_news_..."."""
    return document.split("_")[1] if document.startswith("GUM_") else document.split("-")[0]


def raw_text(sentences: Sequence[str], *, headings_apart: bool = False) -> str:
    """The raw text of a document's sentences, in one line, or with an end of paragraph after each that no mark closes (headings)."""
    texts = [found.group(1) for s in sentences if (found := re.search(r"^# text = (.*)$", s, re.MULTILINE))]
    ends = ("\n\n" if headings_apart and not CLOSED.search(text) else " " for text in texts)
    return "".join(part for pair in zip(texts, ends, strict=True) for part in pair).strip()


def headline(form: str) -> str:
    """A word as headlines write it: long ones begin with a capital."""
    return form[:1].upper() + form[1:] if len(form) > 3 else form


def rewritten(sentences: str, write: Callable[[str], str]) -> str:
    """CoNLL-U with its words and tokens written otherwise."""
    lines = (line.split("\t") for line in sentences.split("\n"))
    return "\n".join("\t".join([cells[0], write(cells[1]), *cells[2:]]) if len(cells) == 10 else "\t".join(cells) for cells in lines)


def score(gold: str, system: str) -> dict[str, float]:
    """The F1 of a system's CoNLL-U."""
    from udtools import udeval

    result = udeval.evaluate(*(udeval.load_conllu(io.StringIO(text), "<text>", {}) for text in (gold, system)))
    return {metric: round(100 * result[metric].f1, 2) for metric in METRICS}


def conllu(documents: Sequence[Document]) -> str:
    """Documents as CoNLL-U."""
    return "".join(map(write_conllu, documents))


def accuracy(parser: Parser, path: Path, *, by_genre: bool) -> dict[str, dict[str, float]]:
    """Score one model on one treebank.

    Args:
        parser: The model.
        path: The treebank.
        by_genre: Also score every genre, from raw text.

    Returns:
        Scores under "raw", "headings apart" (raw too), "gold words", the same "in capitals" and "in headline case", and, if asked for,
        "headings apart: GENRE".
    """
    groups = list(documents(blocks(path)))
    gold = "".join("".join(sentences) for _, sentences in groups)
    result = {}
    for kind, apart in (("raw", False), ("headings apart", True)):
        parsed = list(parser.parse_many((raw_text(sentences, headings_apart=apart), None, name) for name, sentences in groups))
        result[kind] = score(gold, conllu(parsed))
    written: dict[str, Callable[[str], str]] = {
        "gold words": str,
        "gold words in capitals": str.upper,
        "gold words in headline case": headline,
    }
    for kind, write in written.items():
        words = rewritten(gold, write)
        result[kind] = score(words, conllu([parser.annotate(document) for document in read_conllu(words, path.name)]))
    if by_genre:
        for name in sorted({genre(name) for name, _ in groups}):
            chosen = [i for i, (document_name, _) in enumerate(groups) if genre(document_name) == name]
            result[f"headings apart: {name}"] = score("".join("".join(groups[i][1]) for i in chosen), conllu([parsed[i] for i in chosen]))
    return result


def size(model: Path) -> dict[str, float]:
    """Megabytes of a model directory: as it lies on disk, and in a zip such as a wheel."""
    files = [path for path in model.rglob("*") if path.is_file()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            archive.write(path, path.relative_to(model))
    return {"disk": round(sum(path.stat().st_size for path in files) / 1e6, 1), "zip": round(len(packed.getvalue()) / 1e6, 1)}


def time_parser(model: Path, *, numbers: str | None = None) -> Timed:
    """What times the library with a model.

    Args:
        model: The model directory.
        numbers: What to multiply in; by default what the library chooses.
    """
    parser = Parser(model)
    if numbers is not None:
        from eventcoder.parse.network import NetworkAnalyser

        parser.__dict__["_analyser"] = NetworkAnalyser(model, numbers=numbers)
    spent: dict[str, float] = {}

    def watch(name: str) -> None:
        plain: Callable[..., Any] | None = getattr(parser._analyser, name, None)
        if plain is None:
            return

        def watched(*given: Any) -> Any:
            begun = time.process_time()
            result = plain(*given)
            spent[name] = spent.get(name, 0) + time.process_time() - begun
            return result

        setattr(parser._analyser, name, watched)

    for name in PARTS:
        watch(name)

    def run(texts: Sequence[str]) -> tuple[int, dict[str, float]]:
        spent.clear()
        started = time.process_time()
        words = sum(len(sentence) for document in parser.parse_many((text, None, "") for text in texts) for sentence in document)
        total = time.process_time() - started
        shares = {label: spent.get(name, 0.0) for name, label in PARTS.items()}
        shares["trees"] -= sum(spent.get(name, 0.0) for name in ("_encode", "_tag", "_relate", "_name"))
        return words, {**shares, "sentences": total - spent["split"] - spent["analyse"], "total": total}

    return run


def time_stanza(model: Path) -> Timed:
    """What times plain Stanza with a model directory."""
    import stanza

    pipeline = stanza.Pipeline("en", dir=str(model), download_method=None, use_gpu=False, processors=",".join(PROCESSORS), verbose=False)

    def run(texts: Sequence[str]) -> tuple[int, dict[str, float]]:
        started = time.process_time()
        documents = pipeline.bulk_process([stanza.Document([], text=text) for text in texts])
        return sum(document.num_words for document in documents), {"total": time.process_time() - started}

    return run


def spacy_speed(name: str, texts: Sequence[str], repeat: int) -> float:
    """Tokens a second of a spaCy pipeline without entity recognition."""
    import spacy

    pipeline = spacy.load(name, exclude=["ner"])
    seconds, documents = fastest(lambda: list(pipeline.pipe(texts)), repeat)
    return round(sum(len(document) for document in documents) / seconds)


def udpipe_speed(path: Path, texts: Sequence[str], repeat: int) -> float:
    """Words a second of a model of UDPipe 1, from text to trees in CoNLL-U.

    Raises:
        SystemExit: the file is no model.
    """
    from ufal import udpipe

    model = udpipe.Model.load(str(path))
    if model is None:
        sys.exit(f"{path}: expected a model of UDPipe 1")
    pipeline = udpipe.Pipeline(model, "tokenize", udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT, "conllu")
    seconds, parses = fastest(lambda: [pipeline.process(text) for text in texts], repeat)
    count: int = sum(line[:1].isdigit() and "-" not in line.split("\t", 1)[0] for parse in parses for line in parse.splitlines())
    return round(count / seconds)


def fastest(work: Callable[[], list[Any]], repeat: int) -> tuple[float, list[Any]]:
    """The least seconds of a processor that something takes of several times, and what it gives."""
    best = float("inf")
    for _ in range(repeat):
        started = time.process_time()
        found = work()
        best = min(best, time.process_time() - started)
    return best, found


def speed(runs: dict[str, Timed], texts: Sequence[str], repeat: int) -> list[dict[str, Any]]:
    """Time all models in turn on one core.

    Args:
        runs: What times each model, by its name.
        texts: What to parse.
        repeat: How often; the best counts.

    Returns:
        For each model, words a second and the share of each part.
    """
    import torch

    torch.set_num_threads(1)
    best: dict[str, tuple[int, dict[str, float]]] = {}
    for run in runs.values():
        run(texts[:2])
    for _ in range(repeat):
        for name, run in runs.items():
            found = run(texts)
            if name not in best or found[1]["total"] < best[name][1]["total"]:
                best[name] = found
    return [
        {
            "model": name,
            "words/s": round(words / spent["total"]),
            **{f"{part} %": round(100 * seconds / spent["total"]) for part, seconds in spent.items() if part != "total"},
        }
        for name, (words, spent) in best.items()
    ]


def table(rows: Sequence[dict[str, Any]]) -> str:
    """Rows as a Markdown table."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    return "\n".join([*lines, *("| " + " | ".join(str(row.get(column, "")) for column in columns) + " |" for row in rows)])


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", nargs="+", type=Path, required=True, help="model directories to compare")
    parser.add_argument("--gold", nargs="*", type=Path, default=[], help="treebanks in CoNLL-U")
    parser.add_argument("--entities", type=Path, help="a table of named entities: a token and its BIO label a line")
    parser.add_argument("--genres", action="store_true", help="also score each genre from raw text")
    parser.add_argument("--speed", type=Path, help="a folder of .txt files to time the models on")
    parser.add_argument("--numbers", nargs="*", default=["float32"], help="also time float32 (default), bfloat16 or int8")
    parser.add_argument("--plain", nargs="*", type=Path, default=[], help="model directories to time with plain Stanza too")
    parser.add_argument("--repeat", type=int, default=3, help="how often to time (default 3)")
    parser.add_argument("--spacy", help="also time this spaCy pipeline, if it is installed")
    parser.add_argument("--udpipe", type=Path, help="also time this model of UDPipe 1, if ufal.udpipe is installed")
    parser.add_argument("--json", type=Path, help="also write the figures here")
    args = parser.parse_args()
    logging.getLogger("stanza").setLevel(logging.CRITICAL)
    parsers = {path.name: Parser(path) for path in args.model}
    scores = []
    for gold in args.gold:
        for name, parser_model in parsers.items():
            for kind, figures in accuracy(parser_model, gold, by_genre=args.genres).items():
                scores.append({"treebank": gold.stem, "input": kind, "model": name, **figures})
                print(json.dumps(scores[-1]), file=sys.stderr, flush=True)
    entities = [{"model": name, **row} for name, known in parsers.items() if args.entities for row in recognition(known, args.entities)]
    sizes = [{"model": path.name, **{f"{kind} MB": value for kind, value in size(path).items()}} for path in args.model]
    times: list[dict[str, Any]] = []
    if args.speed:
        texts = [path.read_text(encoding="utf-8") for path in sorted(args.speed.glob("*.txt"))]
        runs = {path.name: time_parser(path) for path in args.model}
        runs |= {
            f"{path.name} in {numbers}": time_parser(path, numbers=numbers)
            for path in args.model
            for numbers in args.numbers
            if (path / "en" / "encoder").is_dir()
        }
        runs |= {f"{path.name} in plain Stanza": time_stanza(path) for path in args.plain}
        times = speed(runs, texts, args.repeat)
        if args.spacy:
            times.append({"model": args.spacy, "words/s": spacy_speed(args.spacy, texts, args.repeat)})
        if args.udpipe:
            times.append({"model": f"UDPipe 1, {args.udpipe.stem}", "words/s": udpipe_speed(args.udpipe, texts, args.repeat)})
    for rows in (scores, entities, sizes, times):
        if rows:
            print(table(rows) + "\n")
    if args.json:
        args.json.write_text(
            json.dumps({"scores": scores, "entities": entities, "sizes": sizes, "speed": times}, indent=1), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
