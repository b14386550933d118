"""Words and phrases of sentences on their way: names, nouns, prepositions."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from eventcoder.codebook.slots import Words
from eventcoder.document import Sentence, Token
from eventcoder.testing.strategies.choices import Choices
from eventcoder.testing.strategies.material import Material
from eventcoder.testing.strategies.vocabulary import ADJECTIVES, PRONOUNS


@attrs.define(eq=False)
class Word:
    """A word on its way into a sentence; its head may come later."""

    form: str
    lemma: str
    upos: str
    relation: str
    head: Word | None
    xpos: str = ""
    feats: str = ""
    entity: str = ""


class Phrases(Choices):
    """Puts down the words of a sentence, one after the other.

    Args:
        draw: makes the choices.
        material: what there is to choose from.
    """

    def __init__(self, draw: st.DrawFn, material: Material) -> None:
        super().__init__(draw)
        self.material = material
        self.words: list[Word] = []

    def put(self, form: str, upos: str, relation: str, head: Word | None, lemma: str = "", xpos: str = "", feats: str = "") -> Word:
        """Add a word."""
        word = Word(form, lemma or form, upos, relation, head, xpos, feats)
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

    def word_of(self, words: Words, relation: str, head: Word, opening: str) -> None:
        """A word or phrase of a set."""
        chosen = self.one_of(sorted(words.heads))
        noun = Word(chosen, chosen, "NOUN", relation, head, "NN")
        before, after = ((), ()) if chosen in words.singles else self.one_of(words.phrases[chosen])
        self.opening(opening, noun)
        for part in before:
            self.put(part, "NOUN", "compound", noun, xpos="NN")
        self.words.append(noun)
        if after:
            last = Word(after[-1], after[-1], "NOUN", "nmod", noun, "NN")
            self.opening(" ".join(after[:-1]), last)
            self.words.append(last)

    def party(self, relation: str, head: Word, opening: str = "") -> Word:
        """A phrase that names somebody: a name, sometimes something else."""
        kind = self.one_of(("name", "name", "name", "described", "owned", "pronoun", "several"))
        if kind == "described":
            return self.noun(self.draw(self.material.nouns), relation, head, opening, adjective=self.one_of(ADJECTIVES))
        if kind == "owned":
            return self.noun(self.draw(self.material.nouns), relation, head, opening, owned=True)
        if kind == "pronoun":
            pronoun = Word(self.one_of(PRONOUNS), "", "PRON", relation, head, "PRP")
            pronoun.lemma = pronoun.form
            self.opening(opening, pronoun)
            self.words.append(pronoun)
            return pronoun
        name = self.name(relation, head, opening)
        if kind == "several":
            conjunction = self.put("and", "CCONJ", "cc", None)
            conjunction.head = self.name("conj", name)
        return name

    def name(self, relation: str, head: Word, opening: str = "") -> Word:
        """A name, its words in a row."""
        first, *rest = self.draw(self.material.names).split() or ["Iran"]
        entity = self.one_of(("", "Person", "Organization", "Location"))
        article = first == "the" and rest
        name = Word(rest.pop(0) if article else first, "", "PROPN", relation, head, "NNP", entity=f"B-{entity}" if entity else "")
        name.lemma = name.form
        self.opening(opening, name)
        if article:
            self.put("the", "DET", "det", name, xpos="DT")
        self.words.append(name)
        for part in rest:
            self.put(part, "PROPN", "flat", name, xpos="NNP").entity = f"I-{entity}" if entity else ""
        return name

    def noun(self, text: str, relation: str, head: Word, opening: str = "", adjective: str = "", owned: bool = False) -> Word:
        """A common noun with its article, its adjective or its owner."""
        word = Word(text, text.lower(), "NOUN", relation, head, "NN")
        self.opening(opening, word)
        if owned:
            owner = self.name("nmod:poss", word)
            self.put("'s", "PART", "case", owner, xpos="POS")
        else:
            self.put("the", "DET", "det", word, xpos="DT", feats="Definite=Def")
        if adjective:
            self.put(adjective, "ADJ", "amod", word, xpos="JJ")
        self.words.append(word)
        return word

    def opening(self, opening: str, head: Word) -> None:
        """The preposition before a phrase; of several words the others hang on the first."""
        parts = opening.split()
        if parts:
            first = self.put(parts[0], "ADP", "case", head, xpos="IN")
            for part in parts[1:]:
                self.put(part, "ADP", "fixed", first, xpos="IN")
