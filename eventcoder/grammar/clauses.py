"""Sentences to normalised clauses: whatever form an event takes in a sentence, it looks the same from here on.

A clause has a trigger and slots (agents, objects, prepositional phrases, complements). It is made for a trigger that a
codebook asks about, and each slot is worked out when a pattern first asks for it, so that a sentence without
triggers costs next to nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import attrs

from eventcoder.document import Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import arguments, nominals, syntax
from eventcoder.grammar.phrases import nominal_phrases, verbal_phrases

Kind = Literal["verbal", "nominal", "state", "modal"]


@attrs.frozen
class Clause:
    """One event-like construction of a sentence.

    Args:
        sentence: the tree.
        lexicon: word classes of the language.
        trigger: position of the word that names the event.
        kind: how it is expressed.
    """

    sentence: Sentence
    lexicon: Lexicon
    trigger: int
    kind: Kind

    @cached_property
    def carrier(self) -> int:
        """The token that carries subject and auxiliaries: the light verb of a noun, the verb under a modal, else the trigger."""
        sentence = self.sentence
        token = sentence[self.trigger]
        if self.kind == "modal":
            return token.head
        if self.kind == "state" and token.relation == "xcomp" and token.head >= 0:
            return token.head
        if self.kind == "nominal" and self.light_verb is not None:
            return self.light_verb
        return self.trigger

    @cached_property
    def light_verb(self) -> int | None:
        """The verb that lends an event noun its subject ("launched" in "launched an attack"), or None."""
        return nominals.light_verb(self) if self.kind == "nominal" else None

    def verb_phrase(self, verb: int) -> set[str]:
        """The lemma of a verb, and that lemma with each of its particles."""
        lemma = self.sentence[verb].lemma.lower()
        return {lemma} | {f"{lemma} {particle}" for particle in self._particles(verb)}

    def _particles(self, verb: int) -> set[str]:
        sentence = self.sentence
        found = {
            sentence[i].lemma.lower()
            for i in sentence.children[verb]
            if sentence[i].deprel == "compound:prt"
            or (sentence[i].relation in ("advmod", "advcl", "obl") and sentence[i].lemma.lower() in self.lexicon.function_words)
        }
        following = sentence[verb + 1].lemma.lower() if verb + 1 < len(sentence) else ""
        if following in self.lexicon.particles:
            found.add(following)  # a particle that the parser took for a preposition
        return found

    @cached_property
    def particles(self) -> frozenset[str]:
        """Particles and stranded prepositions of the trigger."""
        return frozenset(self._particles(self.trigger))

    @cached_property
    def passive(self) -> bool:
        return syntax.is_passive(self.sentence, self.carrier)

    @cached_property
    def agents(self) -> tuple[int, ...]:
        """Heads of the phrases that do it."""
        if self.kind == "nominal":
            return nominals.agents(self)
        if self.kind == "state" or not self.passive:
            return arguments.subjects(self.sentence, self.lexicon, self.carrier)
        return arguments.by_phrases(self.sentence, self.carrier)

    @cached_property
    def objects(self) -> tuple[int, ...]:
        """Heads of the phrases it is done to, prepositions aside."""
        if self.kind in ("verbal", "modal"):
            return arguments.direct_objects(self.sentence, self.lexicon, self.carrier)
        return ()

    @cached_property
    def phrases(self) -> tuple[tuple[str, int], ...]:
        """(preposition, head) of every prepositional phrase and gerund of the trigger, its objects and its light verb."""
        if self.kind == "modal":
            return ()
        return tuple(nominal_phrases(self) if self.kind == "nominal" else verbal_phrases(self))

    @cached_property
    def infinitives(self) -> tuple[int, ...]:
        """Verbs in infinitive complements of the trigger, or of its object ("issued an order to attack")."""
        sentence = self.sentence
        if self.kind == "modal":
            return (self.carrier,)
        holders = [self.trigger]
        if self.kind == "nominal" and self.light_verb is not None:
            holders.append(self.light_verb)
        if self.kind == "verbal":
            holders += [i for i in self.objects if i > self.trigger]
        found: list[int] = []
        for holder in holders:
            for i in sentence.children[holder]:
                if i > self.trigger and self._is_infinitive_complement(i):
                    found += [i, *self._conjoined(i)]
        return tuple(found)

    def _is_infinitive_complement(self, index: int) -> bool:
        token = self.sentence[index]
        if token.relation not in ("xcomp", "ccomp", "advcl", "acl") or syntax.is_gerund(self.sentence, index):
            return False
        if token.relation == "advcl" and "in order" in syntax.cases(self.sentence, index):
            return False
        return syntax.is_infinitive(self.sentence, index) or (token.deprel == "xcomp" and syntax.is_verbal(self.sentence, index))

    @cached_property
    def finite_complements(self) -> tuple[int, ...]:
        """Predicates of that-clauses of the trigger, or of its object."""
        sentence = self.sentence
        found = []
        for i in sentence.children[self.trigger]:
            subjunctive = sentence[i].relation == "ccomp" and syntax.has_child(sentence, i, "nsubj", "nsubj:pass")
            if subjunctive or (sentence[i].relation in ("ccomp", "parataxis", "acl") and syntax.is_finite(sentence, i)):
                found.append(i)
                found += self._conjoined(i)
        return tuple(found)

    @cached_property
    def gerunds(self) -> tuple[int, ...]:
        """Verbs in gerund complements without a preposition: "stopped supporting"."""
        sentence = self.sentence
        return tuple(
            i
            for i in sentence.children[self.trigger]
            if sentence[i].relation in ("xcomp", "ccomp", "obj") and sentence[i].upos == "VERB" and syntax.is_gerund(sentence, i)
        )

    @cached_property
    def results(self) -> tuple[int, ...]:
        """Heads of small clauses: "found X [guilty]", "declared X [persona] non grata"."""
        sentence = self.sentence
        return tuple(
            i
            for i in sentence.children[self.trigger]
            if sentence[i].upos in ("ADJ", "NOUN", "ADV")
            and (sentence[i].relation == "xcomp" or (sentence[i].relation == "ccomp" and not syntax.has_child(sentence, i, "cop", "mark")))
        )

    def _conjoined(self, index: int) -> list[int]:
        return [
            i
            for i in self.sentence.children[index]
            if self.sentence[i].relation == "conj" and syntax.is_verbal(self.sentence, i) and not arguments.own_subjects(self.sentence, i)
        ]

    # Event nouns -----------------------------------------------------------------------------------------------------

    @cached_property
    def nominal_objects(self) -> tuple[int, ...]:
        """Heads of the phrases that an event noun is done to."""
        return nominals.objects(self)

    @cached_property
    def possessor_undergoes(self) -> bool:
        """Whether a possessor is who an event noun is done to: "his arrest", but not "Britain's expulsion of diplomats"."""
        noun = nominals.entry(self)
        if self.kind != "nominal" or noun is None or noun.possessor != "object":
            return False
        return not any(preposition == "of" for preposition, _ in self.phrases)

    @cached_property
    def adjunct_subjects(self) -> tuple[int, ...]:
        """The subject of the verb that an event noun is an adjunct of: "in talks with X, [Y] said ..."."""
        token = self.sentence[self.trigger]
        if (
            self.kind != "nominal"
            or token.relation not in ("obl", "advcl")
            or token.head < 0
            or not syntax.cases(self.sentence, self.trigger)
        ):
            return ()
        return arguments.subjects(self.sentence, self.lexicon, token.head)

    @cached_property
    def recipients(self) -> tuple[int, ...]:
        """Whom the words are addressed to that a participle adds to: "wrote to [Y] asking for arms", "a letter to [Y] threatening ..."."""
        sentence, token = self.sentence, self.sentence[self.trigger]
        if self.kind != "verbal" or token.relation not in ("advcl", "acl") or not syntax.is_gerund(sentence, self.trigger):
            return ()
        noun = arguments.statement_around(sentence, self.lexicon, token.head)
        holders = [token.head] if noun is None else [noun, sentence[noun].head]
        below = [i for holder in holders if holder >= 0 for i in sentence.children[holder] if i < self.trigger]
        addressed = [i for i in below if sentence[i].relation in ("obl", "nmod") and "to" in syntax.cases(sentence, i)]
        return tuple([i for i in below if sentence[i].deprel == "iobj"] + addressed)

    @cached_property
    def premodifiers(self) -> tuple[int, ...]:
        """Adjectives and nouns before an event noun: "Israeli strikes", "the Gaza attack"."""
        sentence = self.sentence
        return tuple(
            i
            for i in sentence.children[self.trigger]
            if i < self.trigger
            and sentence[i].relation in ("amod", "compound", "nmod")
            and sentence[i].upos in ("ADJ", "PROPN", "NOUN")
            and sentence[i].deprel != "nmod:poss"
        )

    @cached_property
    def between(self) -> tuple[int, ...]:
        """Heads of the phrases that name both sides: "talks between X and Y"."""
        return tuple(head for preposition, head in self.phrases if preposition in ("between", "among"))


def verbal_kind(sentence: Sentence, index: int) -> Kind | None:
    """Which kind of clause a token heads, or None."""
    token = sentence[index]
    if token.relation == "aux":
        return "modal" if token.xpos == "MD" or token.lemma.lower() in ("must", "should", "shall", "ought") else None
    if syntax.is_verbal(sentence, index):
        return "verbal"
    if token.upos in ("NOUN", "PROPN", "VERB"):
        return "nominal"
    return None


def is_predicate(sentence: Sentence, index: int) -> bool:
    """Whether a token is predicated of a subject by a copula, or by a verb like "remain"."""
    token = sentence[index]
    if any(
        (sentence[i].relation in ("cop", "aux") and sentence[i].lemma.lower() in ("be", "get")) or sentence[i].deprel == "aux:pass"
        for i in sentence.children[index]
    ):
        return True
    if (
        token.head >= 0
        and token.relation in ("xcomp", "obl", "advmod", "obj")
        and sentence[token.head].lemma.lower() in syntax.COPULAR | {"be"}
    ):
        return True
    if token.relation == "conj" and token.head >= 0:
        return any(sentence[i].relation == "cop" for i in sentence.children[token.head])
    return False
