"""The relation between two mentions that the caller supplies.

The same rules and readings as for open coding; only the binding of arguments may be relaxed, in these steps:

1. strict: the named mention fills the slot of the pattern;
2. `inside`: it lies inside the phrase that fills the slot ("criticised [the decision of] X");
3. `pronoun`: a pronoun fills the slot, and the mention is the subject of a verb above;
4. `nearby`: it lies elsewhere in the clause;
5. `unbound`: it lies outside the clause.

A clause that no rule reads strictly may be read with its target slot left `empty`.

The reading that binds both mentions best is taken, then the outermost, then the most specific. A clause that another
reading has absorbed ("agreed to [release]"), that says what for ("sent aid [to support] Y"), or that only describes the
source ("X, [fighting] in Y, said"), yields to the reading around it, and a mere message to what it says. There is no default label.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from eventcoder.coding.assemble import make_event
from eventcoder.coding.counts import counts_of, with_counts
from eventcoder.coding.reading import Reading
from eventcoder.coding.readings import Readings
from eventcoder.coding.selection import unused
from eventcoder.event import Event
from eventcoder.grammar import arguments, complements, nouns
from eventcoder.grammar.tree import Tree

CharacterSpan = tuple[int, int]
# How well each step binds a mention: through two good ones a reading goes before any that has to look about.
POINTS = {"": 4, "inside": 3, "pronoun": 3, "nearby": 1, "unbound": 0}
YIELDING = 3  # points that an absorbed or describing clause is behind
READINGS_BOUND = 3  # of each word: the next ones are seldom meant


@attrs.frozen
class Fit:
    """A reading and how well it binds the two mentions.

    Args:
        readings: the sentence it is of.
        reading: the reading.
        source: the step that binds the source.
        target: the step that binds the target.
        selected: whether it would be an event in open coding.
        yields: whether it is absorbed by another reading, says what for, or only describes the source.
        depth: how deep in the tree its trigger lies.
    """

    readings: Readings
    reading: Reading
    source: str
    target: str
    selected: bool
    yields: bool
    depth: int

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        """The better fit first."""
        points = (
            POINTS[self.source]
            + POINTS[self.target]
            - YIELDING * self.yields
            - self.readings.context.codebook.is_message(self.reading.code)
        )
        return -points, not self.selected, self.depth, -self.reading.pattern.weight, self.reading.rule.id


def relate(sentences: Iterable[Readings], source: CharacterSpan | None, target: CharacterSpan | None) -> Event | None:
    """Code the relation between two mentions.

    Args:
        sentences: the readings of each sentence of the text, in order.
        source: span of the source in code points of the text, or None if it names no such party.
        target: span of the target, or None.

    Returns:
        The event, or None if no rule reads a clause that connects the two.
    """
    best = min((fit for readings in sentences for fit in fits(readings, source, target)), key=lambda fit: fit.order, default=None)
    if best is None:
        return None
    context, reading = best.readings.context, best.reading
    sides = []
    for span in (source, target):
        head = nouns.head_of(context.tree, tokens_in(context.tree, span))
        sides.append(None if head is None else (context.mentions.actor(head) or context.mentions.owner(head)))
    steps = (("source", best.source), ("target", best.target), ("slot", "empty" if reading.loose else ""))
    relaxed = tuple(f"{name} {step}" for name, step in steps if step)
    event = make_event(context, reading, sides[0], sides[1], reading.rule.reciprocal, relaxed)
    return with_counts(context, event, counts_of(context, reading, event))


def tokens_in(tree: Tree, span: CharacterSpan | None) -> frozenset[int]:
    """Positions of the tokens that overlap a span."""
    if span is None:
        return frozenset()
    return frozenset(token.index for token in tree if token.start < span[1] and token.end > span[0] and token.upos != "PUNCT")


def fits(readings: Readings, source: CharacterSpan | None, target: CharacterSpan | None) -> Iterator[Fit]:
    """Every reading of a sentence with the steps that binding the two mentions takes; none if neither stands in it."""
    tree = readings.context.tree
    source_tokens, target_tokens = tokens_in(tree, source), tokens_in(tree, target)
    if source and not source_tokens and target and not target_tokens:
        return
    events = {reading.trigger: reading for reading in unused(readings)}
    absorbed = frozenset(i for reading in events.values() for i in reading.consumed)
    for index in readings.triggers:
        above = list(tree.ancestors(index))
        purpose = complements.is_purpose(tree, index)
        yields = purpose or index in absorbed or bool(source_tokens & set(above)) or index in source_tokens
        for reading in readings.all(index)[:READINGS_BOUND] or readings.all(index, loose=True)[:1]:
            if reading.rule.code is None:
                break
            source_step = "" if source is None else bind(tree, reading, source_heads(reading), source_tokens)
            target_step = "" if target is None else bind(tree, reading, target_heads(reading), target_tokens)
            if reading.rule.reciprocal and source is not None and target is not None:
                swapped = (
                    bind(tree, reading, target_heads(reading), source_tokens),
                    bind(tree, reading, source_heads(reading), target_tokens),
                )
                if sum(POINTS[step] for step in swapped) > POINTS[source_step] + POINTS[target_step]:
                    source_step, target_step = swapped
            yield Fit(readings, reading, source_step, target_step, events.get(index) == reading, yields, len(above))


def source_heads(reading: Reading) -> tuple[int, ...]:
    """What stands in the source role."""
    return reading.sources or reading.clause.premodifiers


def target_heads(reading: Reading) -> tuple[int, ...]:
    """What stands in the target role, and failing that the other phrases that the pattern bound."""
    others = [binding.head for binding in reading.bindings if binding.slot.place != "subject" and binding.slot.filler != "source"]
    complement = reading.complement
    if complement is not None:
        others += [*complement.targets, *complement.clause.objects]
    return tuple(dict.fromkeys((*reading.targets, *others)))


def bind(tree: Tree, reading: Reading, heads: tuple[int, ...], tokens: frozenset[int]) -> str:
    """The first step by which a mention is bound to one of some heads."""
    if any(head in tokens or tokens & set(tree.conjuncts(head)) for head in heads):
        return ""
    if any(tokens & set(tree.subtree(head)) for head in heads):
        return "inside"
    if heads and any(tree[head].upos == "PRON" for head in heads) and tokens & set(subjects_above(tree, reading)):
        return "pronoun"
    carrier = reading.clause.carrier
    if tokens & set(tree.subtree(reading.trigger)) or (carrier >= 0 and tokens & set(tree.subtree(carrier))):
        return "nearby"
    return "unbound"


def subjects_above(tree: Tree, reading: Reading) -> list[int]:
    """The subjects of the verbs that a clause is embedded in, with their conjuncts."""
    above = (head for index in tree.ancestors(reading.trigger) for head in arguments.own_subjects(tree, index))
    return [conjunct for head in above for conjunct in tree.conjuncts(head)]
