"""Clauses of event nouns: their light verbs, who does them and to whom, and the prepositional phrases that belong to them."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import ClassVar

import attrs

from eventcoder.english.lexicon import EventNoun
from eventcoder.grammar import arguments, complements, syntax
from eventcoder.grammar.clause import Clause, Heads, Kind, Phrases
from eventcoder.grammar.marks import Marks, noun_marks
from eventcoder.grammar.tree import Tree

COUNTS_PASSED = 3  # "a series of rounds of [talks]"; real chains are shorter


@attrs.frozen
class NominalClause(Clause):
    """An event noun, with a light verb or alone: "launched an [attack] on Iran", "the Israeli [attack] on Iran"."""

    kind: ClassVar[Kind] = "nominal"

    @property
    def carrier(self) -> int:
        return self.trigger if self.light_verb is None else self.light_verb

    @cached_property
    def light_verb(self) -> int | None:
        return find_light_verb(self.tree, self.trigger)

    @property
    def has_verb(self) -> bool:
        return self.light_verb is not None

    @property
    def marks(self) -> Marks:
        marks = noun_marks(self.tree, self.trigger)
        existential = syntax.has_child(self.tree, self.carrier, "expl")  # "there will be talks", where some trees have the noun on top
        return marks + super().marks if self.has_verb or existential else marks

    @cached_property
    def agents(self) -> Heads:
        """By-phrase, subject of the light verb, possessor, from-phrase, of-phrase, in this order."""
        tree = self.tree
        by = tuple(head for head in _marked(self.phrases, "by") if tree[head].upos != "VERB")
        if by:
            return by
        behind = _named_as_doer(tree, self.trigger)
        if behind is not None:
            return (behind,)
        if self.light_verb is not None:
            if _undergoes(tree, self.trigger, self.light_verb):
                return _marked(self.phrases, "from")
            lent = _lent(tree, self.trigger, self.light_verb)
            if lent and not all(tree[i].word in tree.lexicon.event_nouns for i in lent):
                return lent  # but "the attack renewed Iraqi calls": an event makes no calls
        times = tree.lexicon.time_nouns  # "Monday's attack"
        noun = event_noun(tree, self.trigger)
        undergoes = noun is not None and noun.possessor == "object"
        possessors = tuple(i for i in tree.dependents(self.trigger, "nmod:poss") if tree[i].word not in times)
        if possessors and possessors != self.nominal_objects and not self.possessor_undergoes:
            return possessors
        # "the expulsion of nuns [from X]" is no act of X; nor is "the retreat [from X]".
        somewhere = undergoes or "from" in _object_prepositions(tree, self.trigger)
        sources = () if somewhere else _marked(self.phrases, "from")
        of_phrases = _marked(self.phrases, "of")
        return sources or (() if set(of_phrases) & set(self.nominal_objects) else of_phrases)

    @cached_property
    def nominal_objects(self) -> Heads:
        tree = self.tree
        prepositions = set(_object_prepositions(tree, self.trigger)) - {"by"} - tree.lexicon.both_sides_prepositions
        used = {preposition for preposition, _ in self.phrases}
        marked = _marked(self.phrases, *prepositions)
        if "of" in prepositions and "of" in used:
            marked = _marked(self.phrases, *prepositions - {"of"}) or marked  # "the attacks of X on Y": the of-phrase does it
        if not marked and ("by" in used or self.possessor_undergoes):
            marked = tuple(tree.dependents(self.trigger, "nmod:poss"))  # "the city's capture by X", "his arrest"
        if not marked and self.light_verb is not None and _undergoes(tree, self.trigger, self.light_verb):
            marked = arguments.subjects(tree, self.light_verb)
        return marked

    @cached_property
    def possessor_undergoes(self) -> bool:
        noun = event_noun(self.tree, self.trigger)
        return noun is not None and noun.possessor == "object" and not _marked(self.phrases, "of")

    @cached_property
    def phrases(self) -> Phrases:
        """What hangs on the noun directly comes first."""
        found = list(syntax.prepositional_phrases(self.tree, self.trigger, syntax.PHRASES_OF_NOUNS))
        found += syntax.sides_before(self.tree, self.trigger)
        found += _phrases_above(self.tree, self.trigger, self.light_verb)
        for preposition, head in tuple(found):
            # "threats of action [against X]": what an abstract noun in an of-phrase governs comes last.
            if preposition == "of" and self.tree[head].upos == "NOUN":
                found += syntax.prepositional_phrases(self.tree, head, ("nmod",))
            elif preposition in ("of", "by") and self.tree[head].upos == "PROPN":
                found += syntax.phrases_of_noun(
                    self.tree, head
                )  # "an attack by X [on Y]", "the bombing of Y [by X]", hung on the name before
        if self.light_verb is not None and syntax.is_passive(self.tree, self.light_verb):
            found = [p for p in found if p[0] != "by"]  # the doer is no such phrase
        return tuple(found)

    @cached_property
    def infinitives(self) -> Heads:
        holders = (self.trigger,) if self.light_verb is None else (self.trigger, self.light_verb)
        return complements.infinitives(self.tree, holders, self.trigger)

    @cached_property
    def premodifiers(self) -> Heads:
        tree = self.tree
        sides = {head for _, head in syntax.sides_before(tree, self.trigger)}
        before = (i for i in tree.dependents(self.trigger, "amod", "compound", "nmod") if i < self.trigger and i not in sides)
        return tuple(i for i in before if tree[i].upos in ("ADJ", "PROPN", "NOUN") and tree[i].deprel != "nmod:poss")

    @property
    def between(self) -> Heads:
        return _marked(self.phrases, *self.tree.lexicon.both_sides_prepositions)


# What the lexicon says of the noun ---------------------------------------------------------------------------------------


def event_noun(tree: Tree, index: int) -> EventNoun | None:
    """The entry of a noun in the lexicon."""
    nouns, token = tree.lexicon.event_nouns, tree[index]
    return nouns.get(tree.hyphenated.get(index, "")) or nouns.get(token.word) or nouns.get(token.form)


def _object_prepositions(tree: Tree, index: int) -> Collection[str]:
    """Prepositions that mark what an event noun is done to."""
    noun = event_noun(tree, index)
    return tree.lexicon.object_prepositions if noun is None or noun.object is None else noun.object


# Light verbs -------------------------------------------------------------------------------------------------------------


def find_light_verb(tree: Tree, index: int) -> int | None:
    """The verb that lends a noun its subject: "[launched] an attack", "an attack [launched] by X"; None if there is none."""
    for _ in range(COUNTS_PASSED):  # past "a series of [attacks]" and "talks and [negotiations]"
        token = tree[index]
        counted = token.relation == "nmod" and token.head >= 0 and tree[token.head].word in tree.lexicon.quantity_nouns
        if not counted and token.relation != "conj":
            break
        index = token.head
    if syntax.has_child(tree, index, "cop") and _is_light(tree, index, index):
        return index  # "was behind the [attack]"
    verb = tree[index].head
    if verb >= 0 and (tree[verb].upos == "ADJ" and syntax.has_child(tree, verb, "cop")) and _is_light(tree, verb, index):
        return verb
    if verb >= 0 and syntax.is_verbal(tree, verb) and _is_light(tree, verb, index):
        return verb
    for i in tree.children[index]:
        participle = tree[i].deprel in ("acl", "acl:relcl") and i > index and syntax.verb_phrases(tree, i) & tree.lexicon.light_verbs
        if participle and index in arguments.direct_objects(tree, i):
            return i
    return None


def is_answered_for(clause: Clause) -> bool:
    """Whether an adjective names who did an event noun: "[responsible] for the attack"."""
    tree, light = clause.tree, clause.light_verb
    if light is not None or clause.kind != "nominal":
        return light is not None and tree[light].upos == "ADJ"
    return tree[tree[clause.trigger].head].upos == "ADJ" and _named_as_doer(tree, clause.trigger) is not None


def _named_as_doer(tree: Tree, index: int) -> int | None:
    """Whom a phrase after a noun says to have done it: "[militants] behind the attack", "the [group] responsible for the attack"."""
    head = tree[index].head
    if head < 0:
        return None
    described = tree[head].upos == "ADJ" and tree[head].relation in ("amod", "acl")
    words = f"be {tree[head].word}" if described else "be"
    listed = any(f"{words} {preposition}" in tree.lexicon.light_verbs for preposition in syntax.cases(tree, index))
    if not listed or not (described or tree[index].relation == "nmod"):
        return None
    return tree[head].head if described else head


def _is_light(tree: Tree, verb: int, noun: int) -> bool:
    """Whether a verb lends its subject to the event noun below it."""
    lexicon, token = tree.lexicon, tree[noun]
    prepositions = syntax.cases(tree, noun)
    if prepositions:
        # "was behind the attack", "was responsible for it"
        predicate = tree[verb].word if not syntax.has_child(tree, verb, "cop") else "be" if verb == noun else f"be {tree[verb].word}"
        listed = {f"{predicate} {preposition}" for preposition in prepositions}
    elif token.relation == "obj" or token.deprel == "nsubj:pass" or (token.deprel == "nsubj" and syntax.is_passive(tree, verb)):
        listed = syntax.verb_phrases(tree, verb)
    else:
        return False
    return any(not listed.isdisjoint(verbs) for verbs in (lexicon.light_verbs, lexicon.undergo_verbs, lexicon.transparent))


def _undergoes(tree: Tree, noun: int, verb: int) -> bool:
    """Whether the subject of the light verb is acted upon: "came under attack"."""
    listed = {f"{tree[verb].word} {preposition}" for preposition in syntax.cases(tree, noun)}
    return bool((listed | syntax.verb_phrases(tree, verb)) & tree.lexicon.undergo_verbs)


def _lent(tree: Tree, noun: int, verb: int) -> Heads:
    """The subject that a light verb lends its noun."""
    if syntax.is_passive(tree, verb):
        return arguments.by_phrases(tree, verb)
    found = arguments.subjects(tree, verb)
    return () if noun in found else found


# Phrases -----------------------------------------------------------------------------------------------------------------


def _marked(phrases: Phrases, *prepositions: str) -> Heads:
    """Heads of the phrases with some prepositions."""
    return tuple(head for preposition, head in phrases if preposition in prepositions)


def _phrases_above(tree: Tree, trigger: int, light_verb: int | None) -> list[tuple[str, int]]:
    """The phrases of an event noun that hang on what is above it."""
    token, found = tree[trigger], []
    if token.relation == "nmod" and tree[token.head].word in tree.lexicon.quantity_nouns:
        # "rounds of talks [between X and Y]", wherever it hangs.
        found += [p for p in syntax.prepositional_phrases(tree, token.head, syntax.PHRASES_OF_NOUNS) if p[1] != trigger]
    if token.deprel == "nsubj":
        # "clashes broke out [between X and Y]", "strikes continued [in Gaza]".
        found += [p for p in syntax.prepositional_phrases(tree, token.head, ("obl",)) if p[0] in tree.lexicon.noun_prepositions]
    if token.relation == "obj" and light_verb is None:
        # "reflected its rejection [to the plan]": the phrase after the noun may hang on the verb before it.
        after = syntax.prepositional_phrases(tree, token.head, ("obl",))
        beside = tree[trigger + 1].form if trigger + 1 < len(tree) else ""  # "condemned Russian aggression [in] Ukraine"
        found += [p for p in after if p[1] > trigger and (p[0] == beside or p[0] not in tree.lexicon.verb_prepositions)]
    if light_verb is not None:
        found += [p for p in syntax.prepositional_phrases(tree, light_verb, syntax.PHRASES_OF_VERBS) if p[1] != trigger]
    return found
