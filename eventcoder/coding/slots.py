"""What fills a slot of a pattern: where in the clause each kind of slot looks, and what it accepts there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from itertools import chain

from eventcoder.codebook.model import CompiledPattern, Rule
from eventcoder.codebook.slots import Filler, Look, Place, Slot, Words
from eventcoder.coding import targets
from eventcoder.coding.anywhere import fill_anywhere
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Binding, Reading
from eventcoder.grammar import arguments, complements, nouns, syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.tree import Tree
from eventcoder.memo import Drawn

# The best reading of the clause around a token, even one that lacks its target.
Ask = Callable[[int], Reading | None]

TRANSPARENT_PASSED = 4  # transparent verbs before a complement: "agreed to [continue] to [help] to release" has two


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
        self._heads: dict[Look, tuple[int, ...]] = {}
        self._words: dict[Look, set[str]] = {}
        self._codes: dict[Look, list[str]] = {}
        self._parties: dict[int, bool] = {}
        self._complements: dict[int, Reading | None] = {}
        # By the identity of the slot:
        self._accepted: dict[int, Iterable[Binding]] = {}
        self._possible: dict[int, bool] = {}

    def may_fill(self, slot: Slot) -> bool:
        """Whether anything in its place is what a slot asks for, be it taken or not."""
        possible = self._possible.get(id(slot))
        if possible is None:
            possible = self._possible[id(slot)] = self._has_what_is_asked(slot) and bool(self._accepted_by(slot))
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
        thing = self._first_party(chain(free, phrases)) if slot.is_party else next(chain(free, phrases), None)
        if thing is None and slot.may_be_missing and slot.place in ("object", "phrase"):
            place = targets.place_named(self.context, self.clause, rule)
            return None if place is None else Binding(slot, place)
        return thing

    def _has_what_is_asked(self, slot: Slot) -> bool:
        """Whether the words, or a code, that a slot asks for are in its place: a quick no for most slots."""
        if slot.words is not None and slot.asks_for_words:
            return not slot.words.heads.isdisjoint(self._words_at(slot.look))
        return slot.filler != "family" or any(code.startswith(slot.family) for code in self._codes_at(slot.look))

    def _words_at(self, look: Look) -> set[str]:
        """The words that stand in a place, in every form in which a slot may ask for them."""
        words = self._words.get(look)
        if words is None:
            tree = self.context.tree
            named = (i for head in self.heads(look) for i in nouns.names(tree, head))
            words = self._words[look] = {form for i in named for form in forms_of(tree, i)}
        return words

    def _codes_at(self, look: Look) -> list[str]:
        """The codes of the complements that stand in a place."""
        codes = self._codes.get(look)
        if codes is None:
            readings = map(self.complement, self.heads(look))
            codes = self._codes[look] = [reading.code for reading in readings if reading is not None]
        return codes

    def _first_party(self, found: Iterator[Binding]) -> Binding | None:
        """The first that is a party, or else the very first: of one alone nobody asks who it is."""
        first, second = next(found, None), next(found, None)
        if first is None or second is None or self._is_party(first.head):
            return first
        return next((binding for binding in chain((second,), found) if self._is_party(binding.head)), first)

    def heads(self, look: Look) -> tuple[int, ...]:
        """The heads of all that stands in a place."""
        heads = self._heads.get(look)
        if heads is None:
            found = dict.fromkeys(FILLERS[look.place](self.context, self.clause, look))
            heads = self._heads[look] = tuple(head for head in found if head != self.clause.trigger)
        return heads

    def complement(self, head: int) -> Reading | None:
        """The reading of a complement that has a code."""
        if head not in self._complements:
            self._complements[head] = complement(self.context, head, self.ask)
        return self._complements[head]

    def _is_party(self, head: int) -> bool:
        if head not in self._parties:
            self._parties[head] = targets.is_party(self.context, head)
        return self._parties[head]

    def _accepted_by(self, slot: Slot) -> Iterable[Binding]:
        """What a slot accepts of what stands in its place, the best first."""
        accepted = self._accepted.get(id(slot))
        if accepted is None:
            accepted = self._accepted[id(slot)] = self._opened(slot) if slot.filler is None else self._accept(slot)
        return accepted

    def _opened(self, slot: Slot) -> tuple[Binding, ...]:
        """The binding of a slot that asks for a particle or preposition only, if the clause has one."""
        return () if OPENERS[slot.place](self.clause).isdisjoint(slot.prepositions) else (Binding(slot, -1),)

    def _accept(self, slot: Slot) -> Iterable[Binding]:
        """What the slot accepts of all that stands in its place."""
        heads = self.heads(slot.look)
        return Drawn(self._accepted_of(heads, slot)) if heads else ()

    def _accepted_of(self, heads: Iterable[int], slot: Slot) -> Iterator[Binding]:
        accepts = _accepts_party if slot.filler in ("target", "source") else ACCEPTS[slot.filler]
        return (binding for head in heads if (binding := accepts(self, slot, head)) is not None)

    def _in_phrases_of(self, taken: Set[int], slot: Slot) -> Iterator[Binding]:
        """What the slot accepts of the phrases of what fills other slots: "asked for asylum [in X]", "objected to the plan [of X]"."""
        tree = self.context.tree
        for holder in sorted(i for i in taken if i > self.clause.trigger and tree[i].upos == "NOUN"):
            found = syntax.prepositional_phrases(tree, holder, syntax.PHRASES_OF_NOUNS)
            heads = [head for preposition, head in found if preposition in slot.prepositions]
            others = (head for head in heads if head not in taken and head != self.clause.trigger)
            yield from self._accepted_of((head for head in others if not slot.is_party or self._is_party(head)), slot)


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


# Where each kind of slot looks -------------------------------------------------------------------------------------------


def _particle(clause: Clause) -> Set[str]:
    following = clause.tree[clause.trigger + 1].form if clause.trigger + 1 < len(clause.tree) else ""
    return {following, *clause.particles}


def _predicate(clause: Clause) -> Set[str]:
    return set(syntax.cases(clause.tree, clause.trigger))


def _subject(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    yield from clause.agents
    if not clause.agents and look.filler in ("source", "target"):
        yield from (i for i in clause.premodifiers if not targets.says_where(context, i))


def _object(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    tree = clause.tree
    if look.filler == "family":
        yield from clause.gerunds
        yield from (i for i in clause.infinitives if not syntax.is_infinitive(tree, i))
    if clause.kind == "nominal":
        yield from clause.nominal_objects
        yield from clause.between if look.filler == "target" else clause.premodifiers
    elif look.filler in ("target", "source"):
        # An indirect object is the likelier party: "gave Y weapons".
        yield from sorted(clause.objects, key=lambda i: not arguments.is_indirect(tree, i))
    else:
        yield from clause.objects
        yield from clause.gerunds if look.filler in ("any", "words") else ()
        yield from clause.results if look.filler in ("words", "family") else ()


def _phrase(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    # In the order of the text, whatever a phrase hangs on: "committed crimes [against villagers] [in Ituri]".
    heads = [head for preposition, head in clause.phrases if preposition in look.prepositions]
    yield from sorted(heads, key=lambda head: (head < clause.trigger, head))
    if set(look.prepositions) & clause.particles:
        yield from (*clause.objects, *clause.results)
    if look.filler != "target" and "of" in look.prepositions:
        yield from clause.premodifiers
    if look.filler == "target":
        doers = complements.doers_in_phrases(context.tree, clause.infinitives)
        yield from (doer for preposition, doer in doers if preposition in look.prepositions)


def _infinitive(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    yield from clause.infinitives
    yield from (head for preposition, head in clause.phrases if preposition == "to" and look.filler != "any")


def _finite(context: Context, clause: Clause, look: Look) -> Iterator[int]:
    yield from clause.finite_complements


OPENERS: Mapping[Place, Callable[[Clause], Set[str]]] = {"particle": _particle, "predicate": _predicate}
FILLERS: Mapping[Place, Callable[[Context, Clause, Look], Iterator[int]]] = {
    "subject": _subject,
    "object": _object,
    "phrase": _phrase,
    "infinitive": _infinitive,
    "finite": _finite,
}


# What it accepts there ---------------------------------------------------------------------------------------------------


def _accepts_words(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    assert slot.words is not None
    return Binding(slot, head) if words_match(fillers.context.tree, head, slot.words) else None


def _accepts_family(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    reading = fillers.complement(head)
    return Binding(slot, head, reading) if reading is not None and reading.code.startswith(slot.family) else None


def _accepts_party(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    context, tree = fillers.context, fillers.context.tree
    token = tree[head]
    if token.upos in ("VERB", "AUX") and not nouns.is_counted(tree, head):
        return None
    is_number = slot.place == "phrase" and token.upos == "NUM"
    if is_number or token.word in context.lexicon.time_nouns:
        return None
    if (slot.words or slot.roles or slot.forbidden) and not _meets_restriction(context, slot, head):
        return None
    return Binding(slot, head, spoken=_is_spoken(context, head, fillers.ask))


def _accepts_anything(fillers: Fillers, slot: Slot, head: int) -> Binding | None:
    return Binding(slot, head)


ACCEPTS: Mapping[Filler | None, Callable[[Fillers, Slot, int], Binding | None]] = {
    "words": _accepts_words,
    "family": _accepts_family,
    "any": _accepts_anything,
}


def complement(context: Context, head: int, ask: Ask) -> Reading | None:
    """The reading of a complement that has a code; transparent verbs are looked through: "agreed to [help] release"."""
    tree, lexicon = context.tree, context.lexicon
    current = syntax.content_head(tree, head)
    for _ in range(TRANSPARENT_PASSED):
        reading = ask(current)
        if reading is not None and reading.rule.code is not None:
            return reading
        if tree[current].word not in lexicon.transparent | lexicon.light_verbs:
            return None
        inner = complements.carried(tree, current)
        if inner is None:
            return None
        current = inner
    return None


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


def words_match(tree: Tree, index: int, words: Words) -> bool:
    """Whether a phrase's head (or what it counts, or a conjunct of it) is in a word set."""
    for head in nouns.names(tree, index):
        for form in forms_of(tree, head):
            if form in words.singles:
                return True
            for before, after in words.phrases.get(form, ()):
                if before and not set(before) <= syntax.modifiers(tree, head):
                    continue
                if after and not _has_tail(tree, head, after):
                    continue
                return True
    return False


def forms_of(tree: Tree, index: int) -> set[str]:
    """In which forms a set may list a word."""
    token = tree.tokens[index]
    return {token.word, token.form, tree.hyphenated.get(index, token.form)}


def _has_tail(tree: Tree, head: int, tail: tuple[str, ...]) -> bool:
    wanted = tail[-1]
    return any(wanted in (tree[i].word, tree[i].form) for i in tree.subtree(head) if i > head)
