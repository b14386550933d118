"""Clauses of verbs, modals and states, and the prepositional phrases that belong to them, wherever a parser may have hung them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import ClassVar

import attrs

from eventcoder.grammar import arguments, complements, syntax
from eventcoder.grammar.clause import Clause, Heads, Kind, Phrases
from eventcoder.grammar.marks import Marks, indirect_question, question, verb_marks
from eventcoder.grammar.tree import Tree

Found = list[tuple[str, int]]


@attrs.frozen
class VerbalClause(Clause):
    """A verb with its arguments: "Iran attacked Israel", "Israel was attacked by Iran"."""

    kind: ClassVar[Kind] = "verbal"

    @cached_property
    def _passive(self) -> bool:
        """Whether its subject undergoes it."""
        return syntax.is_passive(self.tree, self.trigger)

    @property
    def leaves_out_agent(self) -> bool:
        return self._passive and not self.agents

    @cached_property
    def agents(self) -> Heads:
        return arguments.by_phrases(self.tree, self.trigger) if self._passive else arguments.subjects(self.tree, self.trigger)

    @cached_property
    def objects(self) -> Heads:
        return arguments.direct_objects(self.tree, self.trigger)

    @cached_property
    def infinitives(self) -> Heads:
        holders = (self.trigger, *(i for i in self.objects if i > self.trigger))
        found = complements.infinitives(self.tree, holders, self.trigger)
        if found or not self._passive:
            return found
        before = (i for i in self.objects if i < self.trigger)  # "[plans] to trade were announced"
        return tuple(verb for i in before for verb in complements.infinitives(self.tree, (i,), i))

    @cached_property
    def phrases(self) -> Phrases:
        """What hangs on the verb directly comes first."""
        tree, trigger = self.tree, self.trigger
        found = syntax.prepositional_phrases(tree, trigger, syntax.PHRASES_OF_VERBS)
        if self._passive:
            found = [p for p in found if p[0] != "by" or tree[p[1]].upos == "VERB"]  # the doer is no such phrase
        found += self._phrases_of_particles()
        found += self._phrases_of_objects()
        found += self._shared_phrases(bare=not found and not self.objects)
        found += self._stranded_phrases()
        found += syntax.prepositional_phrases(tree, trigger, ("ccomp",))  # "questioned [whether] it would work"
        found += _compound_prepositions(tree, found)
        found += _inner_phrases(tree, (head for _, head in tuple(found) if head > trigger))
        return tuple(found)

    def _phrases_of_particles(self) -> Found:
        """ "stayed away [from the talks]"."""
        particles = (i for i in self.tree.dependents(self.trigger, "advmod") if self.tree[i].word in self.tree.lexicon.particles)
        return [p for i in particles if i > self.trigger for p in syntax.prepositional_phrases(self.tree, i, ("obl", "nmod"))]

    def _phrases_of_objects(self) -> Found:
        """ "recalled its envoy [from X]"; "recalled its chargé d'affaires [from X]", "stopped the flow of arms [to X]"."""
        tree, found = self.tree, []
        for i in (*self.objects, *self.results):
            if i != tree[self.trigger].head:
                found += syntax.prepositional_phrases(tree, i, syntax.PHRASES_OF_NOUNS)
                found += syntax.sides_before(tree, i)
                if tree[i].word not in tree.lexicon.event_nouns and not syntax.has_child(tree, i, "nmod"):
                    found += [("of", j) for j in self._owners(i)]
                for j in tree.dependents(i, "nmod"):
                    found += syntax.phrases_of_noun(tree, j)
        return found

    def _owners(self, thing: int) -> Heads:
        """ "revoked [the school]'s licence", "[his] licence was revoked"; in "defended his decision" he may be the subject."""
        tree, found = self.tree, self.tree.dependents(thing, "nmod:poss")
        named = (i for i in found if not any(tree[j].upos == "PRON" for j in (i, *tree.dependents(i, "nmod:poss"))))
        return tuple(found if thing < self.trigger else named)

    def _shared_phrases(self, bare: bool) -> Found:
        """Phrases shared by conjoined verbs: in "met and talked [with X]" what follows the last belongs to both."""
        tree, trigger = self.tree, self.trigger
        token = tree[trigger]
        found: Found = []
        stranded = [tree[i].word for i in tree.dependents(trigger, "obl") if tree[i].upos == "ADP" and i > trigger]
        for i in tree.dependents(trigger, "conj") if stranded else ():
            # "meet with and talk [to X]"
            found += [(preposition, head) for preposition in stranded for _, head in syntax.prepositional_phrases(tree, i, ("obl",))]
        if token.relation == "conj" and token.head >= 0 and not self._passive:
            found += [p for p in syntax.prepositional_phrases(tree, token.head, ("obl",)) if p[1] > trigger]
        for i in tree.children[trigger] if bare else ():
            if not found and tree[i].relation == "conj" and syntax.is_verbal(tree, i) and not arguments.own_subjects(tree, i):
                found += syntax.prepositional_phrases(tree, i, ("obl",))
        return found

    def _stranded_phrases(self) -> Found:
        """ "the [group] they met with": a stranded preposition takes the antecedent."""
        tree, token = self.tree, self.tree[self.trigger]
        if token.deprel != "acl:relcl" or token.head < 0:
            return []
        after = (tree[i] for i in tree.dependents(self.trigger, "obl", "case", "advmod") if i > self.trigger)
        return [(preposition.word, token.head) for preposition in after if preposition.upos == "ADP"]

    @cached_property
    def recipients(self) -> Heads:
        tree, token = self.tree, self.tree[self.trigger]
        if token.relation not in ("advcl", "acl") or not syntax.is_gerund(tree, self.trigger):
            return ()
        noun = arguments.statement_around(tree, token.head)
        holders = (token.head,) if noun is None else (noun, tree[noun].head)
        before = [i for holder in holders if holder >= 0 for i in tree.children[holder] if i < self.trigger]
        addressed = [i for i in before if tree[i].relation in ("obl", "nmod") and "to" in syntax.cases(tree, i)]
        return (*(i for i in before if tree[i].deprel == "iobj"), *addressed)


def _compound_prepositions(tree: Tree, found: Found) -> Found:
    """Prepositions with a noun inside: "marched in support of [X]"."""
    return [
        (whole, inner)
        for preposition, head in found
        for last, inner in syntax.prepositional_phrases(tree, head, ("nmod",))
        if (whole := f"{preposition} {tree[head].form} {last}") in tree.lexicon.prepositions
    ]


def _inner_phrases(tree: Tree, heads: Iterable[int]) -> Found:
    """A phrase may hang on the one before it: "spoke by phone [with X]"."""
    found: Found = []
    for head in heads:
        if tree[head].upos in ("SYM", "NUM"):
            found += syntax.prepositional_phrases(tree, head, ("nmod",))
        elif tree[head].upos == "NOUN":
            found += syntax.phrases_of_noun(tree, head)
    return found


@attrs.frozen
class ModalClause(Clause):
    """A modal that a codebook reads as an event of its own, done by the subject of its verb: "Iran [must] leave"."""

    kind: ClassVar[Kind] = "modal"

    @property
    def carrier(self) -> int:
        return self.tree[self.trigger].head

    @property
    def marks(self) -> Marks:
        marks = verb_marks(self.tree, self.carrier, skip_modal=True)
        return marks + question(self.tree, self.carrier) + indirect_question(self.tree, self.carrier)

    @cached_property
    def agents(self) -> Heads:
        return arguments.agents(self.tree, self.carrier)

    @cached_property
    def objects(self) -> Heads:
        return arguments.direct_objects(self.tree, self.carrier)

    @property
    def infinitives(self) -> Heads:
        return (self.carrier,)


@attrs.frozen
class StateClause(Clause):
    """A predicate: "Iran is [ready] to talk", "France remained [critical] of Iran"."""

    kind: ClassVar[Kind] = "state"

    @property
    def carrier(self) -> int:
        token = self.tree[self.trigger]
        return token.head if token.relation == "xcomp" and token.head >= 0 else self.trigger

    @cached_property
    def agents(self) -> Heads:
        return arguments.subjects(self.tree, self.carrier)

    @cached_property
    def infinitives(self) -> Heads:
        return complements.infinitives(self.tree, (self.trigger,), self.trigger)

    @cached_property
    def phrases(self) -> Phrases:
        found = syntax.prepositional_phrases(self.tree, self.trigger, syntax.PHRASES_OF_VERBS)
        found += syntax.prepositional_phrases(self.tree, self.trigger, syntax.PHRASES_OF_NOUNS)
        found += _inner_phrases(self.tree, (head for _, head in tuple(found) if head > self.trigger))
        return tuple(found)
