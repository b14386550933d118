"""Trees that have the shape of English clauses, made so that a pattern of a codebook may match them."""

from __future__ import annotations

from typing import Literal

from hypothesis import strategies as st

from eventcoder.codebook.patterns import Pattern
from eventcoder.codebook.slots import Slot
from eventcoder.document import Sentence
from eventcoder.testing.strategies.material import Material
from eventcoder.testing.strategies.phrases import Phrases, Word
from eventcoder.testing.strategies.vocabulary import DAYS, PREPOSITIONS

Form = Literal["finite", "infinitive", "gerund"]
PAST, PARTICIPLE = "Tense=Past|VerbForm=Fin", "Tense=Past|VerbForm=Part"
ORDER = ("object", "particle", "phrase", "infinitive", "finite")  # in which slots follow the trigger
DEEP = 2  # so many clauses may lie in each other


@st.composite
def clauses(draw: st.DrawFn, material: Material) -> Sentence:
    """Sentences of one main clause, with what hangs on it.

    Args:
        material: what they are made of.

    Returns:
        A strategy for sentences.
    """
    writer = _Clauses(draw, material)
    pattern, _ = writer.one_of(material.patterns)
    root = writer.clause(pattern, "root", None)
    if writer.seldom():
        writer.put(",", "PUNCT", "punct", root)
        said = Word("said", "say", "VERB", "parataxis", root, "VBD", PAST)
        writer.party("nsubj", said)
        writer.words.append(said)
    writer.put(".", "PUNCT", "punct", root)
    return writer.sentence()


class _Clauses(Phrases):
    """Puts down clauses, the words of each one after the other.

    Args:
        draw: makes the choices.
        material: what there is to choose from.
    """

    def __init__(self, draw: st.DrawFn, material: Material) -> None:
        super().__init__(draw, material)
        self.depth = 0

    def clause(self, pattern: Pattern, relation: str, head: Word | None, form: Form = "finite") -> Word:
        """A clause that a pattern may match; returns its head."""
        self.depth += 1
        trigger = self.one_of(sorted(pattern.triggers))
        if pattern.kind == "verb":
            found = self._verbal(pattern, trigger, relation, head, form)
        elif pattern.kind == "noun":
            found = self._nominal(pattern, trigger, relation, head)
        else:
            found = self._state(pattern, trigger, relation, head)
        self.depth -= 1
        return found

    def _verbal(self, pattern: Pattern, trigger: str, relation: str, head: Word | None, form: Form) -> Word:
        verb = Word(trigger, trigger, "VERB", relation, head, "VB", "VerbForm=Inf")
        object_slot = next((slot for slot in pattern.slots if slot.place == "object" and slot.filler == "target"), None)
        passive = form == "finite" and object_slot is not None and self.seldom()
        if form == "finite":
            self._subject(pattern, verb, passive)
            self._auxiliaries(verb, passive)
        elif form == "infinitive":
            self.put("to", "PART", "mark", verb, xpos="TO")
        else:
            verb.form, verb.xpos, verb.feats = self.material.inflection.gerund(trigger), "VBG", "VerbForm=Ger"
        self.words.append(verb)
        for slot in sorted(pattern.slots, key=_place_of):
            if slot.place in ORDER and not (passive and slot is object_slot):
                self._fill(slot, verb)
        if passive and not self.seldom():
            self.party("obl:agent", verb, "by")
        if self.seldom():
            self.party("obl", verb, self.one_of(PREPOSITIONS))
        if self.seldom():
            self.put("on", "ADP", "case", day := Word(self.one_of(DAYS), "", "PROPN", "obl", verb, "NNP"))
            day.lemma = day.form
            self.words.append(day)
        if self.depth < DEEP and self.seldom():
            self._coordinated(verb)
        return verb

    def _subject(self, pattern: Pattern, verb: Word, passive: bool) -> None:
        slot = next((slot for slot in pattern.slots if slot.place == "subject" and not slot.is_party), None)
        if slot is not None and not passive:
            self._filler(slot, "nsubj", verb)
        else:
            self.party("nsubj:pass" if passive else "nsubj", verb)

    def _auxiliaries(self, verb: Word, passive: bool) -> None:
        """The words before a verb, and its form after them."""
        auxiliary, negated = self.one_of(("", "will", "may", "has")), self.seldom()
        if auxiliary in ("will", "may"):
            self.put(auxiliary, "AUX", "aux", verb, xpos="MD")
        elif auxiliary == "has":
            self.put("has", "AUX", "aux", verb, "have", "VBZ")
        elif not passive and negated:
            self.put("did", "AUX", "aux", verb, "do", "VBD", PAST)
        if negated:
            self.put("not", "PART", "advmod", verb, xpos="RB", feats="Polarity=Neg")
        if passive:
            be = {"": "was", "has": "been"}.get(auxiliary, "be")
            self.put(be, "AUX", "aux:pass", verb, "be", "VBD", PAST if be == "was" else "")
        if passive or auxiliary == "has":
            verb.form, verb.xpos, verb.feats = self.material.inflection.participle(verb.lemma), "VBN", PARTICIPLE
        elif not auxiliary and not negated:
            verb.form, verb.xpos, verb.feats = self.material.inflection.past(verb.lemma), "VBD", PAST

    def _coordinated(self, verb: Word) -> None:
        """One more verb of the same subject."""
        other = Word("", self.one_of(sorted(self.one_of(self.material.verbal(())).triggers)), "VERB", "conj", verb, "VBD", PAST)
        other.form = self.material.inflection.past(other.lemma)
        self.put("and", "CCONJ", "cc", other)
        self.words.append(other)
        self.party("obj", other)

    def _nominal(self, pattern: Pattern, trigger: str, relation: str, head: Word | None) -> Word:
        """An event noun under a light verb: "launched an attack on ..."."""
        verb = Word("launched", "launch", "VERB", relation, head, "VBD", PAST)
        noun = Word(trigger, trigger, "NOUN", "obj", verb, "NN")
        self.party("nsubj", verb)
        self.words.append(verb)
        self.put("a", "DET", "det", noun)
        for modifier in pattern.modifiers:
            self.put(modifier, "NOUN", "compound", noun, xpos="NN")
        self.words.append(noun)
        for slot in sorted(pattern.slots, key=_place_of):
            if slot.place in ORDER:
                self._fill(slot, noun)
        return verb

    def _state(self, pattern: Pattern, trigger: str, relation: str, head: Word | None) -> Word:
        """Something said of a subject: "is critical of ..."."""
        said = Word(trigger, trigger, "ADJ", relation, head, "JJ")
        self._subject(pattern, said, passive=False)
        self.put("was", "AUX", "cop", said, "be", "VBD", PAST)
        if self.seldom():
            self.put("not", "PART", "advmod", said, xpos="RB", feats="Polarity=Neg")
        for slot in pattern.slots:
            if slot.place == "predicate":
                said.upos = "NOUN"
                self.opening(self.one_of(slot.prepositions), said)
        self.words.append(said)
        for slot in sorted(pattern.slots, key=_place_of):
            if slot.place in ORDER:
                self._fill(slot, said)
        return said

    # Slots

    def _fill(self, slot: Slot, trigger: Word) -> None:
        """What a slot after the trigger asks for."""
        of_noun = trigger.upos == "NOUN"
        if slot.place == "particle":
            self.put(self.one_of(slot.prepositions).split()[0], "ADP", "compound:prt", trigger, xpos="RP")
        elif slot.place == "infinitive":
            self._complement(slot, "acl" if of_noun else "xcomp", trigger, "infinitive")
        elif slot.place == "finite":
            self._complement(slot, "ccomp", trigger, "finite")
        elif slot.place == "phrase":
            if slot.filler == "family":
                self._complement(slot, "acl" if of_noun else "advcl", trigger, "gerund", self.one_of(slot.prepositions))
            else:
                self._filler(slot, "nmod" if of_noun else "obl", trigger, self.one_of(slot.prepositions))
        elif slot.filler == "family":
            self._complement(slot, "nmod" if of_noun else "xcomp", trigger, "gerund")
        else:
            self._filler(slot, "nmod" if of_noun else "obj", trigger)

    def _complement(self, slot: Slot, relation: str, head: Word, form: Form, opening: str = "") -> None:
        """A clause in a slot; deep down only a verb."""
        if self.depth < DEEP and slot.words is None:
            pattern = self.one_of(self.material.verbal(slot.family))
        else:
            verb = self.one_of(sorted(slot.words.heads)) if slot.words else "attack"
            pattern = Pattern(verb, "verb", frozenset({verb}), ())
        before = len(self.words)
        verb_word = self.clause(pattern, relation, head, form)
        if form == "finite":
            self.words.insert(before, Word("that", "that", "SCONJ", "mark", verb_word))
        if opening:
            marks = [Word(part, part, "SCONJ", "mark", verb_word) for part in opening.split()]
            self.words[before:before] = marks

    def _filler(self, slot: Slot, relation: str, head: Word, opening: str = "") -> None:
        """A phrase in a slot: a party, a word that it asks for, or anything."""
        if slot.is_party:
            self.party(relation, head, opening)
        elif slot.words is not None:
            self.word_of(slot.words, relation, head, opening)
        else:
            self.noun(self.draw(self.material.nouns), relation, head, opening)


def _place_of(slot: Slot) -> int:
    return ORDER.index(slot.place) if slot.place in ORDER else -1
