"""Say at which stage each missed event of a gold standard was lost, and which stage invented each extra one. Prints Markdown tables.

    python benchmarks/losses.py --articles news gold.jsonl FOLDER dates.json --conllu CACHE
    python benchmarks/losses.py --articles news gold.jsonl FOLDER dates.json --events losses.tsv

`--articles` may be given more than once. With `--conllu` the parses are kept in a folder, and a second run only codes.
The stages are those of `LOST` and `INVENTED`, in the order in which a sentence passes them.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import accuracy
import attrs
import corpora

from eventcoder import Coder, Event, scoring
from eventcoder.codebook.slots import Slot
from eventcoder.coding.assemble import make_event, sentence_events
from eventcoder.coding.parties import dyads, resolve_parties
from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.coding.selection import unused
from eventcoder.coding.slots import empty_slots
from eventcoder.coding.triggers import lookups
from eventcoder.document import Document, Token
from eventcoder.english.inflection import base_forms
from eventcoder.grammar.kinds import clause_at
from eventcoder.scoring.gold import GoldEvent
from eventcoder.scoring.matching import REACH, MadeEvent, made_event, match_events, party, same_parties

LOST = {
    "sentence": "the words around the trigger stand in two sentences",
    "no trigger": "no rule has a word of the trigger as its trigger",
    "tag": "the word is a trigger, but not as the part of speech or lemma that the parser gave it",
    "no pattern": "no pattern of the word has this root",
    "slot": "a pattern has the root, but a slot of it stayed empty (which)",
    "other reading": "a pattern has the root and matches, but another is more specific, or says that it is no event",
    "used up": "another event has used the word",
    "idle": "the word was taken for a part of a name, a mere attribute, or the background of what is said",
    "party": "no known party, or the source that its code needs is missing",
    "status": "taken for something that did not happen, or its code was changed by its status",
    "repeat": "another event of the sentence has the same root and parties",
}
INVENTED = {
    "party": "the root is right, and a party is wrong",
    "root": "an event of the gold stands there, of another root",
    "status": "the gold has it negated or hypothetical",
    "second": "a second event of this root where the gold has one",
    "nothing": "no event of the gold is near",
}
LATEST_FIRST = ("repeat", "status", "party", "idle", "used up", "other reading", "slot", "no pattern")


@attrs.frozen
class Loss:
    """A missed or extra event.

    Args:
        kind: `missed` or `extra`.
        stage: one of `LOST` or `INVENTED`.
        detail: what more is known: the empty slot, the rule that won.
        document: the article.
        event: root and parties.
        words: the words around its trigger.
    """

    kind: str
    stage: str
    detail: str
    document: str
    event: str
    words: str


# Missed -------------------------------------------------------------------------------------------------------------------


def lost_at(coder: Coder, readings: Sequence[Readings], gold: GoldEvent, text: str) -> tuple[str, str]:
    """The stage at which a missed event was lost.

    Args:
        coder: the coder.
        readings: those of each sentence of the article.
        gold: the event that was missed.
        text: the text of the article.

    Returns:
        (one of `LOST`, detail); of several words of a trigger, the one that came farthest counts.
    """
    near = text.find(gold.words)
    end = gold.start + len(gold.trigger)
    inside = [each for each in readings if any(near <= token.start < near + len(gold.words) for token in each.context.sentence)]
    own = next((each for each in inside if any(gold.start <= token.start < end for token in each.context.sentence)), None)
    if own is None:
        return "sentence", ""
    tokens = [token for token in own.context.sentence if gold.start <= token.start < end]
    found = [_of_word(coder, own, token, gold.root) for token in tokens if token.index in own.triggers]
    if found:
        return min(found, key=lambda each: LATEST_FIRST.index(each[0]))
    if len(inside) > 1:
        return "sentence", ""
    known = own.context.codebook.trigger_words
    mistaken = [token.text for token in tokens if known.intersection((token.text.lower(), *base_forms(token.text.lower())))]
    if mistaken:
        return "tag", " ".join(mistaken)
    return "no trigger", " ".join(token.lemma.lower() for token in tokens if token.upos in ("VERB", "NOUN", "ADJ", "PROPN"))


def _of_word(coder: Coder, readings: Readings, token: Token, root: str) -> tuple[str, str]:
    """How far one word of a trigger came towards an event of a root."""
    index = token.index
    codebook = readings.context.codebook
    matching = [reading for reading in readings.all(index) + readings.all(index, loose=True) if _root(readings, reading) == root]
    if not matching:
        return _nearest(readings, index, root)
    best = readings.best(index, loose=True)
    if best is None or _root(readings, best) != root:
        return "other reading", best.rule.id if best is not None else "strict"
    user = next((each for each in unused(readings) if index in each.consumed), None)
    if user is not None:
        return "used up", f"{token.lemma} by {readings.context.sentence[user.trigger].lemma} ({user.rule.id})"
    parties = resolve_parties(readings.context, best)
    if parties is None:
        return "party", best.rule.id
    made = [make_event(readings.context, best, source, target, parties.mutual) for source, target in dyads(parties)]
    if not made:
        return "party", best.rule.id
    if not any(coder.wanted(event) and codebook.root(event.code) == root for event in made):
        return "status", f"{made[0].status} {made[0].code}"
    return ("repeat", "") if any(event.trigger.token == index for event in sentence_events(readings)) else ("idle", best.rule.id)


def _root(readings: Readings, reading: Reading) -> str:
    return readings.context.codebook.root(reading.rule.code) if reading.rule.code else ""


def _nearest(readings: Readings, index: int, root: str) -> tuple[str, str]:
    """What the nearest pattern of the root lacks, if a word has one."""
    context = readings.context
    tried: list[tuple[int, int, list[Slot]]] = []
    for kind, patterns in lookups(context.tree, context.codebook, index):
        clause = clause_at(context.tree, index, kind)
        for number, candidate in enumerate(patterns):
            if candidate.rule.code is not None and context.codebook.root(candidate.rule.code) == root:
                empty = empty_slots(context, clause, candidate, readings.ask)
                tried.append((len(empty), number, empty))
    if tried:
        _, _, empty = min(tried, key=lambda each: each[:2])
        return "slot", " + ".join(_described(slot) for slot in empty) or "modifier, fact, speaker or second side"
    best = readings.best(index, loose=True)
    return "no pattern", f"{context.sentence[index].lemma}: {best.rule.id if best is not None else 'unread'}"


def _described(slot: Slot) -> str:
    """The kind of a slot: "target after a preposition", "words as object"."""
    asked = f"{'restricted ' * (slot.is_party and slot.is_restricted)}{slot.filler or 'particle'}"
    return f"{asked} {'after a preposition' if slot.place == 'phrase' else f'as {slot.place}'}"


# Extra --------------------------------------------------------------------------------------------------------------------


def invented_at(made: MadeEvent, gold: Sequence[GoldEvent], free: Sequence[GoldEvent]) -> tuple[str, str]:
    """The stage that invented an extra event.

    Args:
        made: the event.
        gold: the events of the article in the gold.
        free: the asserted ones of them that were not found.

    Returns:
        (one of `INVENTED`, detail).
    """
    near = [event for event in gold if abs(event.start - made.start) <= REACH]
    if any(event.root == made.root and event.status in ("negated", "hypothetical") for event in near):
        return "status", made.rule
    if any(event in free for event in near):
        return "root", f"{made.rule} for {'/'.join(event.root for event in near if event in free)}"
    if any(event.root == made.root and event.status == "asserted" for event in near):
        return "second", made.rule
    return "nothing", made.rule


# Articles -----------------------------------------------------------------------------------------------------------------


def losses(coder: Coder, document: Document, gold: Sequence[GoldEvent]) -> Iterator[Loss]:
    """Each missed and each extra event of an article.

    Args:
        coder: the coder.
        document: the article, parsed.
        gold: its events.

    Yields:
        The losses of each, the missed ones first.
    """
    events: list[Event] = coder.code_document(document)
    made = [made_event(event) for event in events]
    readings = list(coder.read(document))
    by_root = match_events(gold, made, "root")
    found = {i for i, _ in by_root.pairs}
    free = [event for i, event in enumerate(gold) if event.status == "asserted" and i not in found]
    for event in free:
        yield Loss("missed", *lost_at(coder, readings, event, document.text), document.id, _shown(event), event.words)
    for i, j in by_root.pairs:
        if not same_parties(gold[i], made[j]):
            yield Loss("extra", "party", _wrong_sides(gold[i], made[j]), document.id, _shown(gold[i]), gold[i].words)
    used = {j for _, j in by_root.pairs} | by_root.spared
    for j, other in enumerate(made):
        if j not in used:
            around = " ".join(document.text[max(0, other.start - 60) : other.start + 80].split())
            yield Loss("extra", *invented_at(other, gold, free), document.id, _shown(other), around)


def _shown(event: GoldEvent | MadeEvent) -> str:
    return f"{event.source or '---'} {event.root} {event.target or '---'}"


def _wrong_sides(gold: GoldEvent, made: MadeEvent) -> str:
    """What is wrong with the parties of an event whose root is right."""
    wrong = []
    for side, wanted, got in (("source", gold.source, made.source), ("target", gold.target, made.target)):
        if party(wanted) != party(got):
            wrong.append(f"{side} {'missing' if got is None else 'invented' if wanted is None else 'another'}")
    return f"{' and '.join(wrong)}: {made.source or '---'} {made.target or '---'}"


def table(found: dict[str, list[Loss]], kind: str, stages: dict[str, str]) -> str:
    """How many events were lost, or invented, at each stage, for each set of articles."""
    counts = {name: Counter(loss.stage for loss in each if loss.kind == kind) for name, each in found.items()}
    rows = [
        [stage, *(count[stage] for count in counts.values()), sum(count[stage] for count in counts.values()), why]
        for stage, why in stages.items()
    ]
    totals = [sum(count.values()) for count in counts.values()]
    return scoring.table(["stage", *counts, "all", "what it means"], [*rows, ["all", *totals, sum(totals), ""]])


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", nargs=4, action="append", required=True, metavar=("NAME", "GOLD", "FOLDER", "DATES"))
    parser.add_argument("--conllu", type=Path, help="folder in which parses are kept")
    parser.add_argument("--events", type=Path, help="write each event here, tab-separated")
    options = parser.parse_args()
    coder = Coder()
    found: dict[str, list[Loss]] = {}
    for name, *paths in options.articles:
        gold, folder, dates = map(Path, paths)
        corpora.require(gold, folder, dates)
        articles = accuracy.parsed_articles(coder, name, gold, folder, dates, options.conllu)
        found[name] = [loss for document, events in articles for loss in losses(coder, document, events)]
    print(f"## Missed, by the stage at which they were lost\n\n{table(found, 'missed', LOST)}\n")
    print(f"## Extra or with a wrong party, by the stage that made them\n\n{table(found, 'extra', INVENTED)}")
    if options.events is not None:
        lines = ("\t".join(attrs.astuple(loss)) for each in found.values() for loss in each)
        options.events.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
