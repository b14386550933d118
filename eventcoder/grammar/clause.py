"""What every clause has: a trigger, and slots that are empty unless a kind of clause fills them.

Whatever form an event takes in a sentence, it looks the same from here on. A clause is made for a trigger that a codebook asks about,
and each slot is worked out when a pattern first asks for it, so that a sentence without triggers costs next to nothing.
"""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar, Literal

import attrs

from eventcoder.document import Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import complements, syntax
from eventcoder.grammar.marks import Marks, question, verb_marks
from eventcoder.grammar.tree import Tree

Kind = Literal["verbal", "nominal", "state", "modal"]
Heads = tuple[int, ...]
Phrases = tuple[tuple[str, int], ...]


@attrs.frozen
class Clause:
    """One event-like construction of a sentence; `kinds.clause_at` makes it.

    Args:
        tree: the sentence and the word classes of its language.
        trigger: position of the word that names the event.

    Attributes:
        kind: how the event is expressed.
    """

    tree: Tree
    trigger: int
    kind: ClassVar[Kind]

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.tree.sentence

    @property
    def lexicon(self) -> Lexicon:
        """The words of the language."""
        return self.tree.lexicon

    # What carries it -------------------------------------------------------------------------------------------------

    @property
    def carrier(self) -> int:
        """The token that carries subject and auxiliaries: the light verb of a noun, the verb under a modal, else the trigger."""
        return self.trigger

    @property
    def light_verb(self) -> int | None:
        """The verb that lends an event noun its subject ("launched" in "launched an attack"), or None."""
        return None

    @property
    def has_verb(self) -> bool:
        """Whether a verb carries it; not so an event noun without a light verb."""
        return True

    @property
    def leaves_out_agent(self) -> bool:
        """Whether it is a passive that does not say who does it: "nine were detained"."""
        return False

    @property
    def marks(self) -> Marks:
        """The marks on the clause itself that bear on its status."""
        return verb_marks(self.tree, self.carrier) + question(self.tree, self.carrier)

    # Complements of the trigger --------------------------------------------------------------------------------------

    @cached_property
    def particles(self) -> frozenset[str]:
        """Particles and stranded prepositions."""
        return frozenset(syntax.particles(self.tree, self.trigger))

    @property
    def infinitives(self) -> Heads:
        """Verbs in infinitive complements of the trigger, or of its object ("issued an order to [attack]")."""
        return ()

    @cached_property
    def finite_complements(self) -> Heads:
        """Predicates of that-clauses."""
        return complements.finite_complements(self.tree, self.trigger)

    @cached_property
    def gerunds(self) -> Heads:
        """Verbs in gerund complements without a preposition: "stopped [supporting]"."""
        return complements.gerunds(self.tree, self.trigger)

    @cached_property
    def results(self) -> Heads:
        """Heads of small clauses: "found X [guilty]"."""
        return complements.results(self.tree, self.trigger)

    # Slots that a kind may fill --------------------------------------------------------------------------------------

    @property
    def agents(self) -> Heads:
        """Heads of the phrases that do it."""
        return ()

    @property
    def objects(self) -> Heads:
        """Heads of the phrases it is done to, prepositions aside."""
        return ()

    @property
    def nominal_objects(self) -> Heads:
        """Heads of the phrases that an event noun is done to."""
        return ()

    @property
    def phrases(self) -> Phrases:
        """(preposition, head) of every prepositional phrase and gerund of the trigger, its objects and its light verb."""
        return ()

    @property
    def premodifiers(self) -> Heads:
        """Adjectives and nouns before an event noun: "[Israeli] strikes", "the [Gaza] attack"."""
        return ()

    @property
    def between(self) -> Heads:
        """Heads of the phrases that name both sides: "talks between [X] and Y"."""
        return ()

    @property
    def possessor_undergoes(self) -> bool:
        """Whether a possessor is who an event noun is done to: "his arrest", but not "Britain's expulsion of diplomats"."""
        return False

    @property
    def recipients(self) -> Heads:
        """Whom the words are addressed to that a participle adds to: "wrote to [Y] asking for arms", "a letter to [Y] threatening ..."."""
        return ()
