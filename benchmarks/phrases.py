"""Score who noun phrases are, against codes that somebody gave who had read the articles.

    python benchmarks/phrases.py phrases.jsonl articles/ --conllu parses/

`articles/DOC.txt` are the articles. Phrases are JSON objects, one a line: `doc`; `near`, exact words that stand once in the article, with
the phrase in them; `phrase`, its exact words; `head`, its head word; `codes`, the codes that are right (null for nobody; `IGO???` for any
international organisation); `kind`, a name for the sort of phrase. A phrase is right if its first actor has one of the codes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import corpora

from eventcoder import Coder, Parser
from eventcoder.actors import Mentions

ANY = "IGO???"
Phrase = Mapping[str, Any]


def main() -> None:
    """Score the phrases and print a table by kind."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("phrases", type=Path, help="the phrases, a JSON object a line")
    options.add_argument("articles", type=Path, help="the folder of the articles")
    options.add_argument("--conllu", type=Path, help="keep the parses in this folder")
    given = options.parse_args()
    corpora.require(given.phrases, given.articles)
    phrases = [json.loads(line) for line in given.phrases.read_text(encoding="utf-8").splitlines() if line.strip()]
    texts = {name: _text(given.articles / f"{name}.txt") for name in sorted({phrase["doc"] for phrase in phrases})}
    coder = Coder()
    documents = corpora.parsed(given.phrases.stem, [(text, None, name) for name, text in texts.items()], Parser(), given.conllu)
    read = {document.id: [readings.context.mentions for readings in coder.read(document)] for document in documents}
    report([(phrase, code_of(phrase, texts[phrase["doc"]], read[phrase["doc"]])) for phrase in phrases])


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def code_of(phrase: Phrase, text: str, sentences: Iterable[Mentions]) -> str | None:
    """The code that a phrase is given; None for nobody, or somebody without a code."""
    start = text.index(phrase["near"]) + phrase["near"].index(phrase["phrase"])
    at = start + phrase["phrase"].rindex(phrase["head"])
    for mentions in sentences:
        tokens = mentions.sentence.tokens
        head = next((token.index for token in tokens if token.end > at and token.start < at + len(phrase["head"])), None)
        if head is None:
            continue
        end = start + len(phrase["phrase"])
        inside = {token.index for token in tokens if token.end > start and token.start < end and token.upos != "PUNCT"}
        tops = (i for i in sorted(inside) if tokens[i].head not in inside)  # where the parse has another head, what that is
        return next((actor.code for i in (head, *tops) for actor in mentions.actors(i)[:1] if actor.code), None)
    return None


def is_right(code: str | None, wanted: Sequence[str | None]) -> bool:
    """Whether a code is one of those that are right."""
    return code in wanted or (ANY in wanted and (code or "").startswith(ANY[:3]))


def same_party(code: str | None, wanted: Sequence[str | None]) -> bool:
    """Whether it has the country or organisation of one of them."""
    parties = {_party(one) for one in wanted}
    return is_right(code, wanted) or _party(code) in parties


def _party(code: str | None) -> str | None:
    return code and code[: 6 if code.startswith("IGO") else 3]


def report(coded: Sequence[tuple[Phrase, str | None]]) -> None:
    """Print how many phrases of each kind are right."""
    kinds = Counter(phrase["kind"] for phrase, _ in coded)
    right = Counter(phrase["kind"] for phrase, code in coded if is_right(code, phrase["codes"]))
    party = Counter(phrase["kind"] for phrase, code in coded if same_party(code, phrase["codes"]))
    print("| kind | phrases | right | country or organisation right |\n|---|---|---|---|")
    for kind, count in [*kinds.most_common(), ("all", len(coded))]:
        found = (right.total(), party.total()) if kind == "all" else (right[kind], party[kind])
        print(f"| {kind} | {count} | {found[0]} | {found[1]} |")


if __name__ == "__main__":
    main()
