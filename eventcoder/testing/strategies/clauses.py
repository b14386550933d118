"""Trees that have the shape of English clauses, made so that a pattern of a codebook may match them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, TypeVar

import attrs
from hypothesis import strategies as st

from eventcoder.actors import ActorBook
from eventcoder.codebook import Codebook
from eventcoder.codebook.patterns import Pattern, Vocabulary, compile_pattern
from eventcoder.codebook.slots import Slot, Words
from eventcoder.document import Sentence, Token
from eventcoder.testing.strategies.vocabulary import ADJECTIVES, DAYS, NAMES, NOUNS, PATTERNS, PREPOSITIONS, PRONOUNS

T = TypeVar("T")
Family = tuple[str, ...]
Form = Literal["finite", "infinitive", "gerund"]
PAST, PARTICIPLE = "Tense=Past|VerbForm=Fin", "Tense=Past|VerbForm=Part"
ORDER = ("object", "particle", "phrase", "infinitive", "finite")  # in which slots follow the trigger
DEEP = 2  # so many clauses may lie in each other


@attrs.frozen(eq=False)
class Material:
    """What clauses are made of.

    Args:
        patterns: patterns, the simplest first, each with the code of its rule.
        names: names of actors.
        nouns: nouns that stand for anything.
    """

    patterns: tuple[tuple[Pattern, str], ...]
    names: st.SearchStrategy[str]
    nouns: st.SearchStrategy[str]
    _verbal: dict[Family, tuple[Pattern, ...]] = attrs.field(factory=dict, init=False)

    def verbal(self, family: Family) -> tuple[Pattern, ...]:
        """The patterns of verbs whose rules give a code of a family; if there are none, all patterns of verbs."""
        if family not in self._verbal:
            found = tuple(pattern for pattern, code in self.patterns if pattern.kind == "verb" and code.startswith(family or ("",)))
            self._verbal[family] = found or (self.verbal(()) if family else _plain_patterns())
        return self._verbal[family]


def material(words: st.SearchStrategy[str] | None, codebook: Codebook | None, actors: ActorBook | None) -> Material:
    """What clauses are made of, by the options of `documents`.

    Args:
        words: further nouns.
        codebook: gives the patterns.
        actors: gives names.

    Returns:
        The material.
    """
    names = st.sampled_from(NAMES)
    if actors is not None and len(actors):
        names = names | st.integers(0, len(actors) - 1).map(lambda number: actors.entry(number).name)
    nouns = st.sampled_from(NOUNS)
    patterns = tuple(_patterns_of(codebook)) if codebook is not None else ()
    return Material(patterns or tuple((pattern, "") for pattern in _plain_patterns()), names, nouns if words is None else words | nouns)


def _plain_patterns() -> tuple[Pattern, ...]:
    vocabulary = Vocabulary({}, {}, frozenset({*PREPOSITIONS, "of", "to", "down"}))
    return tuple(pattern for text in PATTERNS for pattern in compile_pattern(text, vocabulary))


def _patterns_of(codebook: Codebook) -> Iterator[tuple[Pattern, str]]:
    """The patterns of a codebook with their codes; those of modal verbs are left out."""
    indices = (codebook.verbs, codebook.nouns, codebook.states)
    found = {id(each): each for index in indices for compiled in index.values() for each in compiled}
    for each in sorted(found.values(), key=lambda each: (each.pattern.weight, each.pattern.text)):
        if each.pattern.triggers.isdisjoint(codebook.lexicon.modals):
            yield each.pattern, each.rule.code or ""


@st.composite
def clauses(draw: st.DrawFn, material: Material) -> Sentence:
    """Sentences of one main clause, with what hangs on it.

    Args:
        material: what they are made of.

    Returns:
        A strategy for sentences.
    """
    writer = _Writer(draw, material)
    pattern, _ = writer.one_of(material.patterns)
    root = writer.clause(pattern, "root", None)
    if writer.seldom():
        writer.put(",", "PUNCT", "punct", root)
        said = _Word("said", "say", "VERB", "parataxis", root, "VBD", PAST)
        writer.party("nsubj", said)
        writer.words.append(said)
    writer.put(".", "PUNCT", "punct", root)
    return writer.sentence()


@attrs.define(eq=False)
class _Word:
    """A word on its way into a sentence; its head may come later."""

    form: str
    lemma: str
    upos: str
    relation: str
    head: _Word | None
    xpos: str = ""
    feats: str = ""
    entity: str = ""


class _Writer:
    """Puts down the words of a sentence, one after the other.

    Args:
        draw: makes the choices.
        material: what there is to choose from.
    """

    def __init__(self, draw: st.DrawFn, material: Material) -> None:
        self.draw = draw
        self.material = material
        self.words: list[_Word] = []
        self.depth = 0

    def seldom(self) -> bool:
        """Whether something optional is added: once in four times, and never in the simplest sentence."""
        return self.draw(st.integers(0, 3)) == 3

    def one_of(self, choices: Sequence[T]) -> T:
        """One of several, the first in the simplest sentence."""
        return choices[self.draw(st.integers(0, len(choices) - 1))]  # `sampled_from` looks at each of thousands

    def put(self, form: str, upos: str, relation: str, head: _Word | None, lemma: str = "", xpos: str = "", feats: str = "") -> _Word:
        """Add a word."""
        word = _Word(form, lemma or form, upos, relation, head, xpos, feats)
        self.words.append(word)
        return word

    def sentence(self) -> Sentence:
        """The sentence, with spaces between its words."""
        numbers = {id(word): number for number, word in enumerate(self.words)}
        tokens: list[Token] = []
        place = 0
        for number, word in enumerate(self.words):
            head, end = -1 if word.head is None else numbers[id(word.head)], place + len(word.form)
            tokens.append(
                Token(number, word.form, word.lemma, word.upos, head, word.relation, place, end, word.xpos, word.feats, entity=word.entity)
            )
            place = end + 1
        return Sentence(tuple(tokens), id="1", text=" ".join(word.form for word in self.words))

    # Clauses

    def clause(self, pattern: Pattern, relation: str, head: _Word | None, form: Form = "finite") -> _Word:
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

    def _verbal(self, pattern: Pattern, trigger: str, relation: str, head: _Word | None, form: Form) -> _Word:
        verb = _Word(trigger, trigger, "VERB", relation, head, "VB", "VerbForm=Inf")
        object_slot = next((slot for slot in pattern.slots if slot.place == "object" and slot.filler == "target"), None)
        passive = form == "finite" and object_slot is not None and self.seldom()
        if form == "finite":
            self._subject(pattern, verb, passive)
            self._auxiliaries(verb, passive)
        elif form == "infinitive":
            self.put("to", "PART", "mark", verb, xpos="TO")
        else:
            verb.form, verb.xpos, verb.feats = f"{trigger.removesuffix('e')}ing", "VBG", "VerbForm=Ger"
        self.words.append(verb)
        for slot in sorted(pattern.slots, key=_place_of):
            if slot.place in ORDER and not (passive and slot is object_slot):
                self._fill(slot, verb)
        if passive and not self.seldom():
            self._phrase("by", "obl:agent", verb)
        if self.seldom():
            self._phrase(self.one_of(PREPOSITIONS), "obl", verb)
        if self.seldom():
            self.put("on", "ADP", "case", day := _Word(self.one_of(DAYS), "", "PROPN", "obl", verb, "NNP"))
            day.lemma = day.form
            self.words.append(day)
        if self.depth < DEEP and self.seldom():
            self._coordinated(verb)
        return verb

    def _subject(self, pattern: Pattern, verb: _Word, passive: bool) -> None:
        slot = next((slot for slot in pattern.slots if slot.place == "subject" and not slot.is_party), None)
        if slot is not None and not passive:
            self._filler(slot, "nsubj", verb)
        else:
            self.party("nsubj:pass" if passive else "nsubj", verb)

    def _auxiliaries(self, verb: _Word, passive: bool) -> None:
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
            verb.form, verb.xpos, verb.feats = _past(verb.lemma), "VBN", PARTICIPLE
        elif not auxiliary and not negated:
            verb.form, verb.xpos, verb.feats = _past(verb.lemma), "VBD", PAST

    def _coordinated(self, verb: _Word) -> None:
        """One more verb of the same subject."""
        other = _Word("", self.one_of(sorted(self.one_of(self.material.verbal(())).triggers)), "VERB", "conj", verb, "VBD", PAST)
        other.form = _past(other.lemma)
        self.put("and", "CCONJ", "cc", other)
        self.words.append(other)
        self.party("obj", other)

    def _nominal(self, pattern: Pattern, trigger: str, relation: str, head: _Word | None) -> _Word:
        """An event noun under a light verb: "launched an attack on ..."."""
        verb = _Word("launched", "launch", "VERB", relation, head, "VBD", PAST)
        noun = _Word(trigger, trigger, "NOUN", "obj", verb, "NN")
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

    def _state(self, pattern: Pattern, trigger: str, relation: str, head: _Word | None) -> _Word:
        """Something said of a subject: "is critical of ..."."""
        said = _Word(trigger, trigger, "ADJ", relation, head, "JJ")
        self._subject(pattern, said, passive=False)
        self.put("was", "AUX", "cop", said, "be", "VBD", PAST)
        if self.seldom():
            self.put("not", "PART", "advmod", said, xpos="RB", feats="Polarity=Neg")
        for slot in pattern.slots:
            if slot.place == "predicate":
                said.upos = "NOUN"
                self._opening(self.one_of(slot.prepositions), said)
        self.words.append(said)
        for slot in sorted(pattern.slots, key=_place_of):
            if slot.place in ORDER:
                self._fill(slot, said)
        return said

    # Slots

    def _fill(self, slot: Slot, trigger: _Word) -> None:
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

    def _complement(self, slot: Slot, relation: str, head: _Word, form: Form, opening: str = "") -> None:
        """A clause in a slot; deep down only a verb."""
        if self.depth < DEEP and slot.words is None:
            pattern = self.one_of(self.material.verbal(slot.family))
        else:
            verb = self.one_of(sorted(slot.words.heads)) if slot.words else "attack"
            pattern = Pattern(verb, "verb", frozenset({verb}), ())
        before = len(self.words)
        verb_word = self.clause(pattern, relation, head, form)
        if form == "finite":
            self.words.insert(before, _Word("that", "that", "SCONJ", "mark", verb_word))
        if opening:
            marks = [_Word(part, part, "SCONJ", "mark", verb_word) for part in opening.split()]
            self.words[before:before] = marks

    def _filler(self, slot: Slot, relation: str, head: _Word, opening: str = "") -> None:
        """A phrase in a slot: a party, a word that it asks for, or anything."""
        if slot.is_party:
            self.party(relation, head, opening)
        elif slot.words is not None:
            self._words(slot.words, relation, head, opening)
        else:
            self._noun(self.draw(self.material.nouns), relation, head, opening)

    def _words(self, words: Words, relation: str, head: _Word, opening: str) -> None:
        """A word or phrase of a set."""
        chosen = self.one_of(sorted(words.heads))
        noun = _Word(chosen, chosen, "NOUN", relation, head, "NN")
        before, after = ((), ()) if chosen in words.singles else self.one_of(words.phrases[chosen])
        self._opening(opening, noun)
        for part in before:
            self.put(part, "NOUN", "compound", noun, xpos="NN")
        self.words.append(noun)
        if after:
            last = _Word(after[-1], after[-1], "NOUN", "nmod", noun, "NN")
            self._opening(" ".join(after[:-1]), last)
            self.words.append(last)

    # Phrases

    def party(self, relation: str, head: _Word, opening: str = "") -> _Word:
        """A phrase that names somebody: a name, sometimes something else."""
        kind = self.one_of(("name", "name", "name", "described", "owned", "pronoun", "several"))
        if kind == "described":
            return self._noun(self.draw(self.material.nouns), relation, head, opening, adjective=self.one_of(ADJECTIVES))
        if kind == "owned":
            return self._noun(self.draw(self.material.nouns), relation, head, opening, owned=True)
        if kind == "pronoun":
            pronoun = _Word(self.one_of(PRONOUNS), "", "PRON", relation, head, "PRP")
            pronoun.lemma = pronoun.form
            self._opening(opening, pronoun)
            self.words.append(pronoun)
            return pronoun
        name = self._name(relation, head, opening)
        if kind == "several":
            conjunction = self.put("and", "CCONJ", "cc", None)
            conjunction.head = self._name("conj", name)
        return name

    def _name(self, relation: str, head: _Word, opening: str = "") -> _Word:
        """A name, its words in a row."""
        first, *rest = self.draw(self.material.names).split() or ["Iran"]
        entity = self.one_of(("", "Person", "Organization", "Location"))
        article = first == "the" and rest
        name = _Word(rest.pop(0) if article else first, "", "PROPN", relation, head, "NNP", entity=f"B-{entity}" if entity else "")
        name.lemma = name.form
        self._opening(opening, name)
        if article:
            self.put("the", "DET", "det", name, xpos="DT")
        self.words.append(name)
        for part in rest:
            self.put(part, "PROPN", "flat", name, xpos="NNP").entity = f"I-{entity}" if entity else ""
        return name

    def _noun(self, noun: str, relation: str, head: _Word, opening: str = "", adjective: str = "", owned: bool = False) -> _Word:
        """A common noun with its article, its adjective or its owner."""
        word = _Word(noun, noun.lower(), "NOUN", relation, head, "NN")
        self._opening(opening, word)
        if owned:
            owner = self._name("nmod:poss", word)
            self.put("'s", "PART", "case", owner, xpos="POS")
        else:
            self.put("the", "DET", "det", word, xpos="DT", feats="Definite=Def")
        if adjective:
            self.put(adjective, "ADJ", "amod", word, xpos="JJ")
        self.words.append(word)
        return word

    def _phrase(self, opening: str, relation: str, head: _Word) -> None:
        self.party(relation, head, opening)

    def _opening(self, opening: str, head: _Word) -> None:
        """The preposition before a phrase; of several words the others hang on the first."""
        parts = opening.split()
        if parts:
            first = self.put(parts[0], "ADP", "case", head, xpos="IN")
            for part in parts[1:]:
                self.put(part, "ADP", "fixed", first, xpos="IN")


def _place_of(slot: Slot) -> int:
    return ORDER.index(slot.place) if slot.place in ORDER else -1


def _past(verb: str) -> str:
    """The past of a verb, as if it were regular."""
    return verb + ("d" if verb.endswith("e") else "ed")
