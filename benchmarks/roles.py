"""Rank the heads of the parties of political verbs and event nouns by who they are taken for. Prints Markdown tables.

    python benchmarks/roles.py parses/*.conllu
    python benchmarks/roles.py parses/*.conllu --gap country --contexts 3
    python benchmarks/roles.py parses/*.conllu --gap none --limit 600

A party is the subject or object of a trigger of the codebook, or its by-, with-, of-, on-, against-, between- or to-phrase. It may be a
`thing`, an actor without a code (`nobody`), without a `role` where it is no place or state, without a `country`, or lack `none` of these.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs
import corpora

from eventcoder import Coder
from eventcoder.actors import Actor, Mentions
from eventcoder.coding.readings import Readings

PREPOSITIONS = frozenset(("by", "with", "of", "against", "to", "between", "on"))
STATES = frozenset(("country", "city", "region"))
GAPS = ("thing", "nobody", "role", "country", "none")


@attrs.frozen
class Party:
    """The head of a phrase that an event has as a party.

    Args:
        lemma: its lemma.
        gap: what is missing, one of `GAPS`.
        code: its code, or a dash.
        context: the words around it.
    """

    lemma: str
    gap: str
    code: str
    context: str


def parties(coder: Coder, paths: list[Path]) -> Iterator[Party]:
    """The parties in parsed documents.

    Args:
        coder: the coder whose codebook has the triggers.
        paths: CoNLL-U files.

    Yields:
        Every noun that is a party, once for a sentence.
    """
    for readings in corpora.readings_in(coder, paths):
        yield from _in_sentence(readings)


def _in_sentence(readings: Readings) -> Iterator[Party]:
    mentions = readings.context.mentions
    clauses = [clause for trigger in readings.triggers for clause, _ in readings.candidates(trigger)]
    heads = {head for clause in clauses for head in (*clause.agents, *clause.objects)}
    heads |= {head for clause in clauses for preposition, head in clause.phrases if preposition in PREPOSITIONS}
    named = {i for name in mentions.names() for i in name.tokens}
    for head in sorted(heads - named - set(readings.triggers)):
        if mentions.sentence[head].upos in ("NOUN", "PROPN"):
            yield _party(mentions, head)


def _party(mentions: Mentions, head: int) -> Party:
    token, actor = mentions.sentence[head], mentions.actor(head)
    first, last = max(0, head - 9), min(len(mentions.sentence), head + 7)
    words = mentions.sentence.words(tuple(range(first, head))), token.text, mentions.sentence.words(tuple(range(head + 1, last)))
    context = f"{words[0]} [{words[1]}] {words[2]}".replace("\n", " ")
    name = "NAME" if token.upos == "PROPN" and mentions.role_at(head) is None else token.word
    return Party(name, gap_of(actor), (actor.code if actor is not None else None) or "-", context)


def gap_of(actor: Actor | None) -> str:
    """What an actor lacks.

    Args:
        actor: an actor, or None for a thing.

    Returns:
        One of `GAPS`.
    """
    if actor is None:
        return "thing"
    if not actor.code:
        return "nobody"
    if len(actor.code) == 3 and actor.kind == "role":
        return "country"
    if len(actor.parts) == 1 and actor.kind not in STATES and not actor.code.startswith("IGO"):
        return "role"
    return "none"


def main() -> None:
    """Print how many parties lack what, then the commonest heads that lack something, or a sample of all."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("trees", nargs="+", type=Path, help="CoNLL-U files")
    parser.add_argument("--gap", choices=GAPS, default="thing", help="what they lack")
    parser.add_argument("--limit", type=int, default=100, help="how many heads to list")
    parser.add_argument("--contexts", type=int, default=0, help="how many contexts to show of each")
    parser.add_argument("--word", action="append", help="only these heads")
    parser.add_argument("--sample", type=int, default=0, help="list this many parties at random instead")
    arguments = parser.parse_args()
    found = list(parties(Coder(), arguments.trees))
    counts = Counter(party.gap for party in found)
    print("| lack | parties |\n|---|---:|")
    print("\n".join(f"| {gap} | {counts[gap]} |" for gap in GAPS))
    lacking = [party for party in found if party.gap == arguments.gap and (not arguments.word or party.lemma in arguments.word)]
    if arguments.sample:
        chosen = random.Random(1).sample(lacking, min(arguments.sample, len(lacking)))
        print("\n".join(f"- {party.code}: {party.context}" for party in chosen))
        return
    print("\n| head | parties | as |\n|---|---:|---|")
    for lemma, count in Counter(party.lemma for party in lacking).most_common(arguments.limit):
        those = [party for party in lacking if party.lemma == lemma]
        codes = Counter(party.code[-3:] for party in those)
        print(f"| {lemma} | {count} | {', '.join(code for code, _ in codes.most_common(3))} |")
        for party in random.Random(1).sample(those, min(arguments.contexts, count)):
            print(f"  - {party.code}: {party.context}")


if __name__ == "__main__":
    main()
