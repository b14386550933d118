"""Sentences to normalised clauses: whatever form an event takes in a sentence, it looks the same from here on.

A clause has a trigger and slots (agents, objects, prepositional phrases, complements). It is made for a trigger that a
codebook asks about, and each slot is worked out when a pattern first asks for it, so that a sentence without
triggers costs next to nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import Literal

import attrs

from eventcoder import syntax
from eventcoder.lexicon import DEFAULT_OBJECT_PREPOSITIONS, Lexicon
from eventcoder.sentence import Sentence

Kind = Literal["verbal", "nominal", "state", "modal"]

# What hangs on a noun's light verb belongs to the noun: "issued a threat [against X]".
PHRASES_OF_VERBS = ("obl", "advcl", "nmod", "advmod", "xcomp")
SUBJECT_PHRASES = frozenset({"between", "among", "in", "near", "at", "across", "with"})
PHRASES_OF_NOUNS = ("nmod", "acl", "obl", "advcl")


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
        if self.kind != "nominal":
            return None
        sentence, index = self.sentence, self.trigger
        for _ in range(3):  # past "a series of [attacks]" and "talks and [negotiations]"
            token = sentence[index]
            counted = token.relation == "nmod" and token.head >= 0 and sentence[token.head].lemma.lower() in self.lexicon.quantity_nouns
            if not counted and token.relation != "conj":
                break
            index = token.head
        token = sentence[index]
        verb = token.head
        if verb >= 0 and syntax.is_verbal(sentence, verb) and self._is_light(verb, index):
            return verb
        for i in sentence.children[index]:
            # "an attack launched by X": the participle is the light verb.
            if sentence[i].deprel in ("acl", "acl:relcl") and i > index and self.verb_phrase(i) & self.lexicon.light_verbs:
                if index in (*syntax.direct_objects(sentence, self.lexicon, i),):
                    return i
        return None

    def _is_light(self, verb: int, noun: int) -> bool:
        """Whether a verb lends its subject to the event noun below it."""
        sentence, lexicon = self.sentence, self.lexicon
        token = sentence[noun]
        prepositions = syntax.cases(sentence, noun)
        empty = lexicon.light_verbs | lexicon.undergo_verbs | lexicon.transparent
        if prepositions:
            lemma = sentence[verb].lemma.lower()
            return any(f"{lemma} {preposition}" in empty for preposition in prepositions)
        if token.relation == "obj" or token.deprel == "nsubj:pass" or (token.deprel == "nsubj" and syntax.is_passive(sentence, verb)):
            return bool(self.verb_phrase(verb) & empty)
        return False

    def verb_phrase(self, verb: int) -> set[str]:
        """The lemma of a verb, and that lemma with each of its particles."""
        lemma = self.sentence[verb].lemma.lower()
        return {lemma} | {f"{lemma} {particle}" for particle in self._particles(verb)}

    def _particles(self, verb: int) -> set[str]:
        sentence = self.sentence
        found = {sentence[i].lemma.lower() for i in sentence.children[verb]
                 if sentence[i].deprel == "compound:prt" or (sentence[i].relation in ("advmod", "advcl", "obl") and sentence[i].lemma.lower() in self.lexicon.function_words)}
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
            return self._nominal_agents
        if self.kind == "state" or not self.passive:
            return syntax.subjects(self.sentence, self.lexicon, self.carrier)
        return syntax.by_phrases(self.sentence, self.carrier)

    @cached_property
    def objects(self) -> tuple[int, ...]:
        """Heads of the phrases it is done to, prepositions aside."""
        if self.kind in ("verbal", "modal"):
            return syntax.direct_objects(self.sentence, self.lexicon, self.carrier)
        return ()

    @cached_property
    def phrases(self) -> tuple[tuple[str, int], ...]:
        """(preposition, head) of every prepositional phrase and gerund of the trigger, its objects and its light verb."""
        sentence = self.sentence
        if self.kind == "modal":
            return ()
        if self.kind == "nominal":
            found = syntax.prepositional_phrases(sentence, self.trigger, PHRASES_OF_NOUNS)
            head = sentence[self.trigger].head
            if sentence[self.trigger].relation == "nmod" and sentence[head].lemma.lower() in self.lexicon.quantity_nouns:
                # "rounds of talks [between X and Y]", wherever it hangs.
                found += [p for p in syntax.prepositional_phrases(sentence, head, PHRASES_OF_NOUNS) if p[1] != self.trigger]
            if sentence[self.trigger].deprel == "nsubj":
                # "clashes broke out [between X and Y]", "strikes continued [in Gaza]".
                found += [p for p in syntax.prepositional_phrases(sentence, head, ("obl",)) if p[0] in SUBJECT_PHRASES]
            if self.light_verb is not None:
                found += [p for p in syntax.prepositional_phrases(sentence, self.light_verb, PHRASES_OF_VERBS) if p[1] != self.trigger]
                if self.passive:
                    found = [p for p in found if p[0] != "by"]
            for preposition, head in tuple(found):
                # "threats of action [against X]": what an abstract noun in an of-phrase governs comes last.
                if preposition == "of" and sentence[head].upos == "NOUN":
                    found += syntax.prepositional_phrases(sentence, head, ("nmod",))
            return tuple(found)
        found = syntax.prepositional_phrases(sentence, self.trigger, PHRASES_OF_VERBS)
        if self.kind == "verbal" and self.passive:
            found = [p for p in found if p[0] != "by" or sentence[p[1]].upos == "VERB"]  # the doer is no such phrase
        if self.kind == "state":
            return tuple(found + syntax.prepositional_phrases(sentence, self.trigger, PHRASES_OF_NOUNS))
        for i in self.objects:
            if i != sentence[self.trigger].head:
                found += syntax.prepositional_phrases(sentence, i, PHRASES_OF_NOUNS)
        token = sentence[self.trigger]
        if token.relation == "conj" and token.head >= 0 and not self.passive:
            # "met and talked with X": what follows the last conjunct belongs to it, wherever it hangs.
            found += [p for p in syntax.prepositional_phrases(sentence, token.head, ("obl",)) if p[1] > self.trigger]
        for i in sentence.children[self.trigger]:
            # "met and talked with X", seen from "met".
            if sentence[i].relation == "conj" and syntax.is_verbal(sentence, i) and not syntax.own_subjects(sentence, i) and not found and not self.objects:
                found += syntax.prepositional_phrases(sentence, i, ("obl",))
        if token.deprel == "acl:relcl" and token.head >= 0:
            # "the country in which", "the group with whom": resolved already; a stranded preposition takes the antecedent.
            found += [(particle, token.head) for particle in self._stranded]
        for _, head in tuple(found):
            # "spoke by phone [with X]": a phrase may hang on the one before it. These come last.
            if sentence[head].upos == "NOUN" and head > self.trigger:
                found += [p for p in syntax.prepositional_phrases(sentence, head, ("nmod",)) if p[0] not in ("of", "in")]
        return tuple(found)

    @cached_property
    def _stranded(self) -> tuple[str, ...]:
        sentence = self.sentence
        return tuple(sentence[i].lemma.lower() for i in sentence.children[self.trigger]
                     if sentence[i].upos == "ADP" and sentence[i].relation in ("obl", "case", "advmod") and i > self.trigger)

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
        found = []
        for holder in holders:
            for i in sentence.children[holder]:
                if sentence[i].relation in ("xcomp", "ccomp", "advcl", "acl") and (syntax.is_infinitive(sentence, i) or sentence[i].deprel == "xcomp") and i > self.trigger:
                    if not syntax.is_gerund(sentence, i) and not (sentence[i].relation == "advcl" and "in order" in syntax.cases(sentence, i)):
                        found.append(i)
                        found += self._conjoined(i)
        return tuple(found)

    @cached_property
    def finite_complements(self) -> tuple[int, ...]:
        """Predicates of that-clauses of the trigger, or of its object."""
        sentence = self.sentence
        found = []
        for i in sentence.children[self.trigger]:
            if sentence[i].relation in ("ccomp", "parataxis", "acl") and syntax.is_finite(sentence, i):
                found.append(i)
                found += self._conjoined(i)
        return tuple(found)

    @cached_property
    def gerunds(self) -> tuple[int, ...]:
        """Verbs in gerund complements without a preposition: "stopped supporting"."""
        sentence = self.sentence
        return tuple(i for i in sentence.children[self.trigger] if sentence[i].relation in ("xcomp", "ccomp", "obj") and sentence[i].upos == "VERB" and syntax.is_gerund(sentence, i))

    @cached_property
    def results(self) -> tuple[int, ...]:
        """Heads of small clauses: "found X [guilty]", "declared X [persona] non grata"."""
        sentence = self.sentence
        return tuple(i for i in sentence.children[self.trigger] if sentence[i].relation == "xcomp" and sentence[i].upos in ("ADJ", "NOUN", "ADV"))

    def _conjoined(self, index: int) -> list[int]:
        return [i for i in self.sentence.children[index] if self.sentence[i].relation == "conj" and syntax.is_verbal(self.sentence, i) and not syntax.own_subjects(self.sentence, i)]

    # Event nouns -----------------------------------------------------------------------------------------------------

    @cached_property
    def object_prepositions(self) -> tuple[str, ...]:
        """Prepositions that mark what an event noun is done to."""
        token = self.sentence[self.trigger]
        noun = self.lexicon.event_nouns.get(token.lemma.lower()) or self.lexicon.event_nouns.get(token.text.lower())
        return noun.object if noun else DEFAULT_OBJECT_PREPOSITIONS

    @cached_property
    def nominal_objects(self) -> tuple[int, ...]:
        """Heads of the phrases that an event noun is done to."""
        marked = [head for preposition, head in self.phrases if preposition in self.object_prepositions and preposition not in ("by", "between")]
        if "of" in self.object_prepositions:
            others = [head for preposition, head in self.phrases if preposition in self.object_prepositions and preposition not in ("of", "by", "between")]
            if others and any(p == "of" for p, _ in self.phrases):
                marked = others  # "the attacks of X on Y": the of-phrase does it
        if self.light_verb is None or not marked:
            possessors = self.sentence.dependents(self.trigger, "nmod:poss")
            if not marked and possessors and any(p == "by" for p, _ in self.phrases):
                marked = possessors  # "the city's capture by X"
        if not marked and self._possessor_undergoes:
            marked = self.sentence.dependents(self.trigger, "nmod:poss")
        if not marked and self.light_verb is not None and self._undergoes:
            marked = list(syntax.subjects(self.sentence, self.lexicon, self.light_verb))
        return tuple(marked)

    @cached_property
    def _possessor_undergoes(self) -> bool:
        """Whether a possessor is who it is done to: "his arrest"."""
        token = self.sentence[self.trigger]
        noun = self.lexicon.event_nouns.get(token.lemma.lower())
        return noun is not None and noun.possessor == "object"

    @cached_property
    def _undergoes(self) -> bool:
        """Whether the subject of the light verb is acted upon: "came under attack"."""
        sentence, verb = self.sentence, self.light_verb
        if verb is None:
            return False
        lemma = sentence[verb].lemma.lower()
        phrases = {lemma, *(f"{lemma} {preposition}" for preposition in syntax.cases(sentence, self.trigger))}
        return bool((phrases | self.verb_phrase(verb)) & self.lexicon.undergo_verbs)

    @cached_property
    def _nominal_agents(self) -> tuple[int, ...]:
        sentence, trigger = self.sentence, self.trigger
        by = [head for preposition, head in self.phrases if preposition == "by" and sentence[head].upos != "VERB"]
        if by:
            return tuple(by)
        if self.light_verb is not None:
            verb = self.light_verb
            if self._undergoes:
                return tuple(head for preposition, head in self.phrases if preposition == "from")
            if self.passive:
                agents = syntax.by_phrases(sentence, verb)
            elif trigger in (found := syntax.subjects(sentence, self.lexicon, verb)):
                agents = ()
            else:
                agents = found
            if agents and not all(sentence[i].lemma.lower() in self.lexicon.event_nouns for i in agents):
                return agents  # "the attack renewed Iraqi calls": an event makes no calls
        possessors = sentence.dependents(trigger, "nmod:poss")
        if possessors and tuple(possessors) != self.nominal_objects and not self._possessor_undergoes:
            return tuple(possessors)
        sources = [head for preposition, head in self.phrases if preposition == "from" and "from" not in self.object_prepositions]
        if sources:
            return tuple(sources)
        of_phrases = [head for preposition, head in self.phrases if preposition == "of"]
        if of_phrases and not set(of_phrases) & set(self.nominal_objects):
            return tuple(of_phrases)
        return ()

    @cached_property
    def adjunct_subjects(self) -> tuple[int, ...]:
        """The subject of the verb that an event noun is an adjunct of: "in talks with X, [Y] said ..."."""
        token = self.sentence[self.trigger]
        if self.kind != "nominal" or token.relation not in ("obl", "advcl") or token.head < 0 or not syntax.cases(self.sentence, self.trigger):
            return ()
        return syntax.subjects(self.sentence, self.lexicon, token.head)

    @cached_property
    def premodifiers(self) -> tuple[int, ...]:
        """Adjectives and nouns before an event noun: "Israeli strikes", "the Gaza attack"."""
        sentence = self.sentence
        return tuple(i for i in sentence.children[self.trigger] if i < self.trigger and sentence[i].relation in ("amod", "compound", "nmod") and sentence[i].upos in ("ADJ", "PROPN", "NOUN")
                     and sentence[i].deprel != "nmod:poss")

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
    if any(sentence[i].relation in ("cop", "aux") and sentence[i].lemma.lower() in ("be", "get") or sentence[i].deprel == "aux:pass" for i in sentence.children[index]):
        return True
    if token.head >= 0 and token.relation in ("xcomp", "obl", "advmod", "obj") and sentence[token.head].lemma.lower() in syntax.COPULAR | {"be"}:
        return True
    if token.relation == "conj" and token.head >= 0:
        return any(sentence[i].relation == "cop" for i in sentence.children[token.head])
    return False
