"""Which documents a change of codebook reaches: those that have the words of a pattern that is new, gone or changed.

A pattern speaks of its trigger and the words that it asks for. Where they are missing, a document is coded as it was, so that after a
change of some rules few articles of a corpus need be coded anew. What a codebook says of all events (its choices of coding, what it
discards, its codes) and the words of the language reach every document.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import cached_property
from typing import TypeAlias

import attrs

from eventcoder.codebook import Codebook, Rule
from eventcoder.codebook.demands import Way
from eventcoder.codebook.model import CompiledPattern
from eventcoder.coding.triggers import words_asked_for
from eventcoder.document import Document, Sentence
from eventcoder.english.inflection import base_forms
from eventcoder.english.lexicon import Lexicon
from eventcoder.formats.conllu import read_document
from eventcoder.formats.unread import UnreadDocument
from eventcoder.grammar.repairs import repaired
from eventcoder.grammar.tree import HYPHENS, Tree
from eventcoder.memo import Lookup

Asked: TypeAlias = tuple[frozenset[str], ...]  # a sentence must have a word of each of these sets
Word: TypeAlias = tuple[str, str]  # lemma and form, in lower case
WAYS: tuple[Way, ...] = ("verbs", "nouns", "states")
ANYTHING: frozenset[Asked] = frozenset({()})
SAYS_NOTHING = ("patterns", "examples", "counterexamples", "where", "note", "acts")  # of a rule, beside the pattern that is looked at
FIELDS = tuple(field.name for field in attrs.fields(Rule) if field.name not in SAYS_NOTHING)


@attrs.frozen(eq=False)
class Reach:
    """What a change of codebook reaches.

    Args:
        everywhere: what differs that reaches every document, in words; an empty string if nothing does.
        of_word: for each word, what the patterns ask for of which it is the trigger in one codebook only.
        lexicon: the words of the language, the same before and after.
    """

    everywhere: str
    of_word: Mapping[Word, frozenset[Asked]]
    lexicon: Lexicon

    def touches(self, document: Document | UnreadDocument) -> bool:
        """Whether the events of a document may differ.

        Args:
            document: the document. One that is still to be read stays so, unless a word of it is a trigger of the change.

        Returns:
            False only if they are the same for certain.
        """
        if self.everywhere:
            return True
        if isinstance(document, UnreadDocument):
            if not self._may_touch(document.words()):
                return False
            document = read_document(document, lambda error: None)  # what cannot be read has no events, before and after
        return any(map(self._touches, document))

    def _may_touch(self, words: Iterable[Word]) -> bool:
        """Whether a word is a trigger of the change, alone or joined with those before it by hyphens."""
        asked, whole, is_joined = self.of_word, "", False
        for word in words:
            if asked[word]:
                return True
            lemma, form = word
            whole, is_joined = (f"{whole}-{lemma}", False) if is_joined else (whole, True) if form in HYPHENS else (form, False)
            if "-" in whole and asked[whole, whole]:
                return True
        return False

    def _touches(self, sentence: Sentence) -> bool:
        """Whether a sentence has a trigger of the change, and the words that one of its patterns asks for."""
        if not self._may_touch((token.word, token.form) for token in sentence):
            return False
        tree = Tree(repaired(sentence, self.lexicon), self.lexicon)
        written = [(token.word, token.form) for token in tree] + [(whole, whole) for whole in tree.hyphenated.values()]
        asked = {each for word in written for each in self.of_word[word]}
        words = words_asked_for(tree)
        return any(all(not words.isdisjoint(one_of) for one_of in each) for each in asked)


def reach(old: Codebook, new: Codebook) -> Reach:
    """What a change of codebook reaches.

    Args:
        old: the codebook before.
        new: the codebook after.

    Returns:
        What tells of a document whether it may be coded otherwise.

    >>> from eventcoder.codebook import load_codebook
    >>> from eventcoder.parse import Parser
    >>> parser = Parser()
    >>> changed = reach(load_codebook(), load_codebook("mine.yaml"))  # which adds: accuse TARGET of bomb
    >>> [changed.touches(parser.parse(text)) for text in ("Iran accused Turkey of bombing it.", "Iran accused Turkey of lying.")]
    [True, False]
    """
    everywhere = next((called for called, same in EVERYWHERE.items() if not same(old, new)), "")
    return Reach(everywhere, Lookup(_Difference(old, new).of), new.lexicon)


@attrs.frozen(eq=False)
class _Difference:
    """What words trigger in one of two codebooks only."""

    old: Codebook
    new: Codebook
    _numbers: dict[Hashable, int] = attrs.field(factory=dict, init=False)
    _said: dict[int, int] = attrs.field(factory=dict, init=False)

    def of(self, word: Word) -> frozenset[Asked]:
        """What the patterns ask for that a word triggers in one of them only."""
        lemma, form = word
        events = (noun.verb for each in word if (noun := self.new.lexicon.event_nouns.get(each)) is not None)
        forms = (lemma, form, *base_forms(form), self.new.lexicon.irregular_verbs.get(form), *events)
        if self._triggers.isdisjoint(forms):
            return frozenset()
        if (lemma in self.old.nouns) != (lemma in self.new.nouns):
            return ANYTHING  # an event noun before another one is no party
        found: set[Asked] = set()
        for is_verb in (False, True):
            before, after = (codebook.triggered[lemma, form, is_verb] for codebook in (self.old, self.new))
            for way in ("as_verb", "as_noun", "for_verb", "as_state"):
                one, other = ([each for asking in getattr(side, way) for each in asking.patterns] for side in (before, after))
                found.update(map(_asked, self._in_one(one, other)))
        return frozenset(found)

    @cached_property
    def _triggers(self) -> frozenset[str]:
        """The triggers of patterns that only one of the codebooks has."""
        found = set()
        for way in WAYS:
            one, other = getattr(self.old, way), getattr(self.new, way)
            found.update(word for word in one.keys() | other.keys() if self._in_one(one.get(word, ()), other.get(word, ())))
        return frozenset(found)

    def _in_one(self, one: Iterable[CompiledPattern], other: Iterable[CompiledPattern]) -> list[CompiledPattern]:
        """The patterns that only one of two lists has."""
        mine, theirs = ({self._say(each): each for each in found} for found in (one, other))
        return [(mine | theirs)[said] for said in mine.keys() ^ theirs.keys()]

    def _say(self, compiled: CompiledPattern) -> int:
        """A number for all of a pattern and its rule that events depend on."""
        if id(compiled) not in self._said:
            said = (compiled.pattern, *(getattr(compiled.rule, name) for name in FIELDS))
            self._said[id(compiled)] = self._numbers.setdefault(said, len(self._numbers))
        return self._said[id(compiled)]


def _asked(compiled: CompiledPattern) -> Asked:
    """The words without which a pattern says nothing; that a verb may be done to each other is looked up without any."""
    return () if compiled.rule.reciprocal and not compiled.pattern.has_target else compiled.pattern.requires


def _has_same_codes(old: Codebook, new: Codebook) -> bool:
    """Whether the codes that both have are the same; another one more changes nothing without a rule."""
    both = sorted(old.scheme.keys() & new.scheme.keys())
    one, other = ([attrs.evolve(scheme[code], definition="") for code in both] for scheme in (old.scheme, new.scheme))
    return one == other and [*old.scheme.roots.items()] == [*new.scheme.roots.items()]


# What reaches every document.
EVERYWHERE: Mapping[str, Callable[[Codebook, Codebook], bool]] = {
    "the words of the language": lambda old, new: old.lexicon.hash == new.lexicon.hash,
    "the choices of its policy": lambda old, new: old.policy == new.policy,
    "the words that it discards": lambda old, new: old.discards == new.discards,
    "its codes": _has_same_codes,
}
