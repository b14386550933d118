"""Rank the verbs and event nouns that stand with political actors and that no rule reads. Prints a Markdown table.

    python benchmarks/unread.py parses/*.conllu
    python benchmarks/unread.py parses/*.conllu --kind verb --between two --limit 500 --examples 3
    python benchmarks/unread.py parses/*.conllu --word sack --word back --examples 20

A word is unread if it makes no event, no event uses it up, and no pattern reads it, as an event or as `none`. Its frame says who stands
where: SOURCE and TARGET are actors with a code, * is anything else.
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
from eventcoder.actors import Actor
from eventcoder.actors.actor import split_code
from eventcoder.authoring.coverage import used_words
from eventcoder.coding.readings import Readings
from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.kinds import clause_at

PRIVATE = frozenset(("CVL", "REF", "LAB", "BUS", "MED", "EDU", "HLH", "CRM", "NGO", "ELI"))  # roles that alone make nothing political
WORDS_BEFORE, WORDS_AFTER = 14, 14
OBJECTS_SHOWN = 5


@attrs.frozen
class Unread:
    """A verb or event noun that no rule reads.

    Args:
        kind: verb or noun.
        lemma: its lemma, with its particle.
        frame: where the actors stand.
        actors: how many of the sides, one or two, are actors with a code.
        thing: the lemma of an object that is no such actor, or an empty text.
        context: the codes of the actors, and the words around it.
    """

    kind: str
    lemma: str
    frame: str
    actors: int
    thing: str
    context: str


def unread(coder: Coder, paths: list[Path]) -> Iterator[Unread]:
    """The unread verbs and event nouns of parsed documents.

    Args:
        coder: the coder whose codebook is meant.
        paths: CoNLL-U files.

    Yields:
        Each verb or noun that stands with a political actor.
    """
    for readings in corpora.readings_in(coder, paths):
        yield from _in_sentence(readings)


def _in_sentence(readings: Readings) -> Iterator[Unread]:
    tree, mentions = readings.context.tree, readings.context.mentions
    used = used_words(readings)
    named = {i for name in mentions.names() for i in name.tokens}
    for token in tree:
        if token.index in used or token.index in named or readings.best(token.index) is not None:
            continue
        if token.upos == "VERB" and syntax.is_verbal(tree, token.index):
            found = _verb(readings, token.index)
        elif token.upos == "NOUN" and mentions.actor(token.index) is None:
            found = _noun(readings, token.index)
        else:
            continue
        if found is not None:
            yield found


def _verb(readings: Readings, index: int) -> Unread | None:
    """A verb with the frame of its clause, if a political actor has a part in it."""
    clause = clause_at(readings.context.tree, index, "verbal")
    objects = [i for i in clause.objects if i not in clause.agents]
    sources, targets = _known(readings, clause.agents), _known(readings, objects)
    frame = ["SOURCE" if sources else "*" if clause.agents else "-", "V"]
    if targets:
        frame.append("TARGET")
    elif objects:
        frame.append("*")
    preposition, others = _other_party(readings, clause)
    if not targets and others:
        frame.append(f"{preposition} TARGET")
    frame += _complements(clause)
    if syntax.is_passive(readings.context.tree, index):
        frame.append("(passive)")
    lemma = " ".join((readings.context.tree[index].word, *sorted(clause.particles)))
    thing = readings.context.tree[objects[0]].word if objects and not targets else ""
    return _made(readings, index, ("verb", lemma, " ".join(frame)), sources, targets or others, thing)


def _noun(readings: Readings, index: int) -> Unread | None:
    """A noun with its owner and the phrases on it, if a political actor has a part in it."""
    clause = clause_at(readings.context.tree, index, "nominal")
    before = (*readings.context.tree.dependents(index, "nmod:poss"), *clause.premodifiers)
    lent = clause.agents if clause.light_verb is not None else ()
    owners, lenders = _known(readings, before), _known(readings, lent)
    preposition, others = _other_party(readings, clause, *before, *lent)
    frame = ["SOURCE's"] if owners else ["SOURCE does"] if lenders else []
    frame += ["N", *([f"{preposition} TARGET"] if others else [])]
    return _made(readings, index, ("noun", readings.context.tree[index].word, " ".join(frame)), owners or lenders, others)


def _other_party(readings: Readings, clause: Clause, *taken: int) -> tuple[str, list[Actor]]:
    """The first prepositional phrase that is an actor and no mere place."""
    places = readings.context.lexicon.place_prepositions
    for preposition, head in clause.phrases:
        if preposition not in places and head not in taken and (known := _known(readings, (head,))):
            return preposition, known
    return "", []


def _complements(clause: Clause) -> list[str]:
    found = [("to *", clause.infinitives), ("that *", clause.finite_complements), ("doing *", clause.gerunds), ("as *", clause.results)]
    return [name for name, heads in found if heads]


def _known(readings: Readings, heads: tuple[int, ...] | list[int]) -> list[Actor]:
    actors = (readings.context.mentions.actor(head) for head in heads)
    return [actor for actor in actors if actor is not None and actor.code]


def _made(
    readings: Readings, index: int, name: tuple[str, str, str], sources: list[Actor], targets: list[Actor], thing: str = ""
) -> Unread | None:
    if not any(map(is_political, (*sources, *targets))):
        return None
    sentence = readings.context.sentence
    before = sentence.words(tuple(range(max(0, index - WORDS_BEFORE), index)))
    after = sentence.words(tuple(range(index + 1, min(len(sentence), index + WORDS_AFTER))))
    codes = " -> ".join("+".join(str(actor.code) for actor in side) or "---" for side in (sources, targets))
    context = " ".join(f"{codes}: {before} [{sentence[index].text}] {after}".split())
    return Unread(*name, (sources != []) + (targets != []), thing, context)


def is_political(actor: Actor) -> bool:
    """Whether an actor is a state, an organisation of states, or has a political role.

    Args:
        actor: an actor with a code.

    Returns:
        False for people, media, business and the like.
    """
    return not PRIVATE.intersection(split_code(actor.code))


def main() -> None:
    """Print the commonest unread words with their frames."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("trees", nargs="+", type=Path, help="CoNLL-U files")
    parser.add_argument("--kind", choices=("verb", "noun"), help="only verbs, or only nouns")
    parser.add_argument("--between", choices=("one", "two"), help="only with an actor on one side, or on both")
    parser.add_argument("--limit", type=int, default=100, help="how many to list")
    parser.add_argument("--examples", type=int, default=0, help="how many examples to show of each")
    parser.add_argument("--word", action="append", help="only these words")
    arguments = parser.parse_args()
    sides = {None: (1, 2), "one": (1,), "two": (2,)}[arguments.between]
    found: dict[tuple[str, str, str], list[Unread]] = {}
    for word in unread(Coder(), arguments.trees):
        if word.actors in sides and arguments.kind in (None, word.kind) and (not arguments.word or word.lemma in arguments.word):
            found.setdefault((word.lemma, word.kind, word.frame), []).append(word)
    counts = Counter({entry: len(those) for entry, those in found.items()})
    print(f"{counts.total():,} unread words in {len(counts):,} frames\n")
    print("| word | kind | frame | times | commonest objects |\n|---|---|---|---:|---|")
    for (lemma, kind, frame), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: arguments.limit]:
        those = found[lemma, kind, frame]
        things = Counter(word.thing for word in those if word.thing)
        print(f"| {lemma} | {kind} | {frame} | {count} | {', '.join(thing for thing, _ in things.most_common(OBJECTS_SHOWN))} |")
        for word in random.Random(1).sample(those, min(arguments.examples, count)):
            print(f"  - {word.context}")


if __name__ == "__main__":
    main()
