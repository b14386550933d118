"""What fills a slot of a pattern: what each kind of slot accepts of all that stands in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import chain

from eventcoder.codebook.model import CompiledPattern, Rule
from eventcoder.codebook.slots import Filler, Place, Slot
from eventcoder.coding import targets
from eventcoder.coding.anywhere import fill_anywhere
from eventcoder.coding.context import Context
from eventcoder.coding.occupants import Ask, Occupants, words_match
from eventcoder.coding.reading import Binding
from eventcoder.grammar import nouns, syntax
from eventcoder.grammar.clause import Clause
from eventcoder.memo import Drawn


class Fillers:
    """What may fill the slots of the patterns that are tried on a clause; patterns that ask for the same share the answer.

    Args:
        context: the sentence.
        clause: the clause.
        ask: gives the reading of a complement.
    """

    def __init__(self, context: Context, clause: Clause, ask: Ask) -> None:
        self.context = context
        self.clause = clause
        self.ask = ask
        self.occupants = Occupants(context, clause, ask)
        self._parties: dict[int, bool] = {}
        # By the identity of the slot:
        self._accepted: dict[int, Iterable[Binding]] = {}
        self._present: dict[int, bool] = {}
        self._possible: dict[int, bool] = {}

    def has_something(self, slot: Slot) -> bool:
        """Whether something stands in its place that a slot may accept: a quick no for most slots, before anybody asks who it is."""
        present = self._present.get(id(slot))
        if present is None:
            present = self._present[id(slot)] = self._has_what_is_asked(slot)
        return present

    def may_fill(self, slot: Slot) -> bool:
        """Whether anything in its place is what a slot asks for, be it taken or not."""
        possible = self._possible.get(id(slot))
        if possible is None:
            possible = self._possible[id(slot)] = self.has_something(slot) and bool(self._accepted_by(slot))
        return possible

    def fill(self, slot: Slot, taken: Set[int], rule: Rule) -> Binding | None:
        """The best filler of a slot.

        Args:
            slot: the slot.
            taken: heads that fill other slots of the pattern.
            rule: the rule that the pattern belongs to.

        Returns:
            What fills it, with the head -1 for a slot that asks for a particle or preposition only; None if it stays empty.
        """
        accepted = self._accepted_by(slot)
        if slot.filler is None:
            return next(iter(accepted), None)
        free = (binding for binding in accepted if binding.head not in taken)
        phrases = self._in_phrases_of(taken, slot) if taken and slot.place == "phrase" else ()
        thing = _first(chain(free, phrases), self._is_party) if slot.is_party else next(chain(free, phrases), None)
        if thing is None and slot.may_be_missing and slot.place in ("object", "phrase"):
            place = targets.place_named(self.context, self.clause, rule)
            return None if place is None else Binding(slot, place)
        return thing

    def _has_what_is_asked(self, slot: Slot) -> bool:
        """Whether the words, a code, a phrase that may be a party, a particle or whatever else a slot asks for is in its place."""
        if slot.words is not None and slot.asks_for_words:
            return not slot.words.heads.isdisjoint(self.occupants.words(slot.look))
        if slot.filler == "family":
            return any(code.startswith(slot.family) for code in self.occupants.codes(slot.look))
        if slot.is_party:
            return any(_may_be_party(self.context, slot, head) for head in self.occupants.heads(slot.look))
        return bool(self._accepted_by(slot))

    def _is_party(self, head: int) -> bool:
        if head not in self._parties:
            self._parties[head] = targets.is_party(self.context, head)
        return self._parties[head]

    def _accepted_by(self, slot: Slot) -> Iterable[Binding]:
        """What a slot accepts of what stands in its place, the best first."""
        accepted = self._accepted.get(id(slot))
        if accepted is None:
            if slot.filler is None:  # it asks for a particle or preposition only
                accepted = () if OPENERS[slot.place](self.clause).isdisjoint(slot.prepositions) else (Binding(slot, -1),)
            else:
                heads = self.occupants.heads(slot.look)
                accepted = Drawn(self._accepted_of(heads, slot)) if heads else ()
            self._accepted[id(slot)] = accepted
        return accepted

    def _accepted_of(self, heads: Iterable[int], slot: Slot) -> Iterator[Binding]:
        accepts = _accepts_party if slot.filler in ("target", "source") else ACCEPTS[slot.filler]
        return (binding for head in heads if (binding := accepts(self, slot, head)) is not None)

    def _in_phrases_of(self, taken: Set[int], slot: Slot) -> Iterator[Binding]:
        """What the slot accepts of the phrases of what fills other slots: "asked for asylum [in X]", "objected to the plan [of X]"."""
        tree = self.context.tree
        agents = self.clause.agents  # "the storming of the palace by supporters [of X]"
        for holder in sorted(i for i in taken if i > self.clause.trigger and tree[i].upos == "NOUN" and i not in agents):
            found = syntax.prepositional_phrases(tree, holder, syntax.PHRASES_OF_NOUNS)
            heads = [head for preposition, head in found if preposition in slot.prepositions]
            others = (head for head in heads if head not in taken and head != self.clause.trigger)
            yield from self._accepted_of((head for head in others if not slot.is_party or self._is_party(head)), slot)


def _first(found: Iterator[Binding], is_party: Callable[[int], bool]) -> Binding | None:
    """The first that is a party, or else the very first: of one alone nobody asks who it is."""
    first, second = next(found, None), next(found, None)
    if first is None or second is None or is_party(first.head):
        return first
    return next((binding for binding in chain((second,), found) if is_party(binding.head)), first)


def empty_slots(context: Context, clause: Clause, candidate: CompiledPattern, ask: Ask) -> list[Slot]:
    """The slots of a pattern that nothing fills.

    Args:
        context: the sentence.
        clause: the clause that the pattern is tried on.
        candidate: the pattern.
        ask: gives the reading of a complement.

    Returns:
        The slots, in the order of the pattern.
    """
    taken: set[int] = set()
    fillers = Fillers(context, clause, ask)
    anywhere = candidate.pattern.anywhere
    whole = (anywhere[:length] for length in range(1, len(anywhere) + 1))
    empty = [slots[-1] for slots in whole if fill_anywhere(context, clause, slots) is None][:1]
    for slot in candidate.pattern.placed:
        found = fillers.fill(slot, taken, candidate.rule)
        if found is None:
            empty.append(slot)
        else:
            taken.add(found.head)
    return empty


# Particles and prepositions ----------------------------------------------------------------------------------------------


def _particle(clause: Clause) -> Set[str]:
    following = clause.tree[clause.trigger + 1].form if clause.trigger + 1 < len(clause.tree) else ""
    return {following, *clause.particles}


def _predicate(clause: Clause) -> Set[str]:
    return set(syntax.cases(clause.tree, clause.trigger))


OPENERS: Mapping[Place, Callable[[Clause], Set[str]]] = {"particle": _particle, "predicate": _predicate}


# What it accepts there ---------------------------------------------------------------------------------------------------


def _accepts_words(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    assert slot.words is not None
    return Binding(slot, head) if words_match(fillers.context.tree, head, slot.words) else None


def _accepts_family(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    reading = fillers.occupants.complement(head)
    return Binding(slot, head, reading) if reading is not None and reading.code.startswith(slot.family) else None


def _accepts_party(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    context = fillers.context
    if not _may_be_party(context, slot, head):
        return None
    if (slot.words or slot.roles or slot.forbidden) and not _meets_restriction(context, slot, head):
        return None
    return Binding(slot, head, spoken=_is_spoken(context, head, fillers.ask))


def _may_be_party(context: Context, slot: Slot, head: int) -> bool:
    """Whether a phrase may be somebody by its form: no verb, no number, no time."""
    token = context.tree.tokens[head]
    if token.upos in ("VERB", "AUX") and not nouns.is_counted(context.tree, head):
        return False
    is_number = slot.place == "phrase" and token.upos == "NUM"
    return not is_number and token.word not in context.lexicon.time_nouns


def _accepts_anything(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    return Binding(slot, head)


ACCEPTS: Mapping[Filler | None, Callable[[Fillers, Slot, int], Binding | None]] = {
    "words": _accepts_words,
    "family": _accepts_family,
    "any": _accepts_anything,
}


def _meets_restriction(context: Context, slot: Slot, head: int) -> bool:
    """Whether a party meets the restriction of its slot: one of the words, or one of the roles."""
    if slot.words is not None and words_match(context.tree, head, slot.words):
        return True
    if slot.asks_for_words:
        return False
    actor = context.mentions.actor(head) or next(iter(context.mentions.actors(head)), None)  # "the two countries"
    parts = set(actor.parts) if actor else set()
    if actor is not None and len(actor.parts) == 1 and actor.kind in ("country", "city"):
        parts.add("STATE")
    if any(part.startswith("IGO") for part in parts):
        parts.add("IGO")
    if parts & set(slot.forbidden):
        return False
    return not slot.roles or not parts.isdisjoint(slot.roles)


def _is_spoken(context: Context, head: int, ask: Ask) -> bool:
    """Whether a phrase names a speech act: an offer, a demand, criticism."""
    reading = ask(head) if context.tree[head].upos == "NOUN" else None
    return (
        reading is not None
        and reading.rule.code is not None
        and reading.clause.kind == "nominal"
        and context.codebook.code(reading.rule.code).is_verbal
        and context.mentions.actor(head) is None
    )
