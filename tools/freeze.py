"""Freeze the trees of the tests: parses the texts that have none yet, and drops trees whose text is gone.

    python tools/freeze.py [--entities | --all]

That covers every case below `tests/cases`, the examples of the codebook and those of `docs/codebook.md`. Trees that are frozen stay as they
are, to the byte; with --entities their words get the labels of named entities anew, and with --all every text is parsed anew, and
`eventcoder codebook diff --new-model` says beforehand what that changes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
import attrs  # noqa: E402
from cases import CASES  # noqa: E402
from frozen import blocks, sources  # noqa: E402

from eventcoder.formats.conllu import read_conllu, write_conllu  # noqa: E402
from eventcoder.parse import Parser  # noqa: E402


def freeze(path: Path, texts: list[str], parser: Parser, anew: bool) -> str:
    """Write a file of trees.

    Args:
        path: the file.
        texts: what it is for.
        parser: parses what is missing.
        anew: whether to parse everything.

    Returns:
        What was done, or nothing.
    """
    old = blocks(path)
    trees = {} if anew else {text: old[text] for text in texts if text in old}
    missing = [text for text in texts if text not in trees]
    parsed = parser.parse_many((text, None, "") for text in missing) if missing else ()
    trees |= {text: write_conllu(document) for text, document in zip(missing, parsed, strict=True)}
    content = "".join(trees[text] for text in texts)
    if content == "".join(old.values()):
        return ""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return f"{len(missing)} parsed, {len(old.keys() - set(texts))} dropped"


def name_entities(path: Path, parser: Parser) -> int:
    """Label the named entities of the trees of a file anew; the trees stay as they are.

    Args:
        path: the file.
        parser: what recognises them.

    Returns:
        How many documents have other labels now.
    """
    old = blocks(path)
    new = [with_entities(block, parser) for block in old.values()]
    path.write_text("".join(new), encoding="utf-8")
    return sum(one != other for one, other in zip(old.values(), new, strict=True))


def with_entities(block: str, parser: Parser) -> str:
    """A document in CoNLL-U with the named entities that a parser finds in it."""
    [document] = read_conllu(block)
    sentences = []
    for sentence, found in zip(document, parser.annotate(document), strict=True):
        tokens = tuple(attrs.evolve(token, entity=named.entity) for token, named in zip(sentence, found, strict=True))
        sentences.append(attrs.evolve(sentence, tokens=tokens))
    return write_conllu(attrs.evolve(document, sentences=tuple(sentences)))


def main(arguments: list[str]) -> int:
    """Freeze, and say what was done."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = options.add_mutually_exclusive_group()
    which.add_argument("--entities", action="store_true", help="label named entities anew, and leave the trees as they are")
    which.add_argument("--all", action="store_true", help="parse everything anew")
    chosen = options.parse_args(arguments)
    wanted, parser = sources(), Parser()
    for path in sorted(set(CASES.rglob("*.conllu")) - set(wanted)):
        path.unlink()
        print(f"{path.relative_to(ROOT)}: removed")
    for path, texts in wanted.items():
        if done := freeze(path, texts, parser, chosen.all):
            print(f"{path.relative_to(ROOT)}: {done}")
        if chosen.entities and path.exists() and (number := name_entities(path, parser)):
            print(f"{path.relative_to(ROOT)}: other entities in {number}")
    print(f"{sum(map(len, wanted.values())):,} trees in {len(wanted)} files, frozen with {parser.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
