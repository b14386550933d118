"""Which documents a change of codebook reaches: those in which a pattern matches that is new, gone or changed.

A pattern speaks of its trigger and the words that it asks for. Where they are missing, or the clause is none that it matches, a document is
coded as it was, so that after a change of some rules few articles of a corpus need be coded anew. What a codebook says of all events (its
choices of coding, what it discards, its codes) and the words of the language reach every document.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, islice
from typing import Protocol, TypeAlias

import attrs

from eventcoder.codebook import Codebook, Rule
from eventcoder.codebook.demands import Supply, Way
from eventcoder.codebook.model import CompiledPattern
from eventcoder.coding.readings import Readings
from eventcoder.coding.triggers import triggers_at, triggers_in, words_asked_for
from eventcoder.document import Document
from eventcoder.english.inflection import base_forms
from eventcoder.formats.unread import UnreadDocument
from eventcoder.grammar.repairs import repaired
from eventcoder.grammar.tree import HYPHENS, Tree
from eventcoder.memo import Lookup

Word: TypeAlias = tuple[str, str]  # lemma and form, in lower case
Asked: TypeAlias = tuple[frozenset[str], ...]  # a sentence must have a word of each of these sets
WAYS: tuple[Way, ...] = ("verbs", "nouns", "states")
SAYS_NOTHING = ("patterns", "examples", "counterexamples", "where", "note", "acts")  # of a rule, beside the pattern that is looked at
FIELDS = tuple(field.name for field in attrs.fields(Rule) if field.name not in SAYS_NOTHING)


@attrs.frozen
class Difference:
    """What a word triggers in one of two codebooks only.

    Args:
        asked: what each of the patterns asks for.
        certain: whether it makes a difference whatever else the sentence says.
    """

    asked: frozenset[Asked] = frozenset()
    certain: bool = False


NONE = Difference()


class Reader(Protocol):
    """What reads documents: a `Coder`."""

    @property
    def codebook(self) -> Codebook:
        """What it reads them by."""

    def read(self, document: Document) -> Iterator[Readings]:
        """The readings of each sentence."""


@attrs.frozen(eq=False)
class Reach:
    r"""What a change of codebook reaches.

    Args:
        old: a coder with the codebook before.
        new: one that differs by the codebook after.

    >>> import tempfile
    >>> from eventcoder import Coder
    >>> from pathlib import Path
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "mine.yaml")
    ...     rules = 'rules: [{id: mine, code: "1124", patterns: [accuse TARGET of bomb]}]'
    ...     _ = path.write_text("codebook: {name: mine, extends: cameo}\n" + rules, encoding="utf-8")
    ...     coder = Coder(path)
    ...     changed = Reach(Coder(), coder)
    ...     texts = "Iran accused Turkey of bombing it.", "Iran accused Turkey of lying.", "It bombed whom it had accused."
    ...     [changed.touches(coder.parser.parse(text)) for text in texts]
    [True, False, False]
    """

    old: Reader
    new: Reader

    @cached_property
    def everywhere(self) -> str:
        """What differs that reaches every document, in words; an empty string if nothing does."""
        return next((called for called, same in EVERYWHERE.items() if not same(self.old.codebook, self.new.codebook)), "")

    def may_touch(self, document: UnreadDocument) -> bool:
        """Whether the events of a document may differ, as its words tell before its sentences are read.

        Args:
            document: the document.

        Returns:
            False only if they are the same for certain.
        """
        return bool(self.everywhere) or any(map(self._met_by_words, document.words()))

    def touches(self, document: Document) -> bool:
        """Whether the events of a document may differ: whether a pattern that is new matches, or one that is gone did.

        Args:
            document: the document.

        Returns:
            False only if they are the same for certain.
        """
        if self.everywhere:
            return True
        found = [self._met_by_words([(token.word, token.form) for token in sentence]) for sentence in document]
        if any(each.certain for met in found for each in met):
            return True
        lexicon = self.new.codebook.lexicon
        trees = [Tree(repaired(sentence, lexicon), lexicon) if met else None for sentence, met in zip(document, found, strict=True)]
        sides = ((self.old, self._patterns.only_old), (self.new, self._patterns.only_new))
        return any(patterns and self._match(coder, patterns, document, trees) for coder, patterns in sides)

    def _match(self, coder: Reader, patterns: Set[int], document: Document, trees: Sequence[Tree | None]) -> bool:
        """Whether some of the patterns match in a document; who is who there is asked only if they are candidates in one of its trees."""
        tried = [tree is not None and self._is_tried(coder.codebook, patterns, tree) for tree in trees]
        until = len(tried) - tried[::-1].index(True) if True in tried else 0
        return any(
            self._patterns.number(candidate) in patterns and readings.matches(index, candidate)
            for readings, is_tried in zip(islice(coder.read(document), until), tried, strict=False)
            if is_tried
            for index in readings.triggers
            for _, candidate in readings.candidates(index)
        )

    def _is_tried(self, codebook: Codebook, patterns: Set[int], tree: Tree) -> bool:
        """Whether some of the patterns are among those that are tried on a clause of a tree."""
        supply = Supply(codebook.demands, words_asked_for(tree))
        return any(
            self._patterns.number(pattern) in patterns
            for index in triggers_in(tree, codebook)
            for _, triggers in triggers_at(tree, codebook, index)
            for asking in triggers
            for pattern in supply.patterns(asking)
        )

    def _met_by_words(self, words: Sequence[Word]) -> list[Difference]:
        """What words of a sentence make of the change, whatever its tree."""
        written = [*words, *((whole, whole) for whole in _joined(words))]
        found = {each for word in written if (each := self._of_word[word]) is not NONE}
        known = frozenset(chain.from_iterable(written)) | self._unsaid if found else frozenset()
        return [each for each in found if each.certain or any(all(map(known.intersection, asked)) for asked in each.asked)]

    @cached_property
    def _patterns(self) -> _Patterns:
        return _Patterns(self.old.codebook, self.new.codebook)

    @cached_property
    def _of_word(self) -> Lookup[Word, Difference]:
        return Lookup(self._patterns.of)

    @cached_property
    def _unsaid(self) -> frozenset[str]:
        """Prepositions that a tree may have without the words (`words_asked_for`)."""
        return self.new.codebook.lexicon.both_sides_prepositions | {"of"}


def _joined(words: Sequence[Word]) -> Iterator[str]:
    """The words that hyphens may join, from any part of them on: where there is white space between, lines do not tell."""
    wholes: list[str] = []
    for (_, before), (_, mark), (lemma, _) in zip(words, words[1:], words[2:], strict=False):
        if mark in HYPHENS:
            wholes = [f"{part}-{lemma}" for part in (*wholes, before)]
            yield from wholes
        elif before not in HYPHENS:
            wholes = []


@attrs.frozen(eq=False)
class _Patterns:
    """The patterns that one of two codebooks has and the other has not."""

    old: Codebook
    new: Codebook
    _numbers: dict[Hashable, int] = attrs.field(factory=dict, init=False)
    _known: dict[int, int] = attrs.field(factory=dict, init=False)

    def of(self, word: Word) -> Difference:
        """What a word triggers in one of them only."""
        lemma, form = word
        events = (noun.verb for each in word if (noun := self.new.lexicon.event_nouns.get(each)) is not None)
        forms = (lemma, form, *base_forms(form), self.new.lexicon.irregular_verbs.get(form), *events)
        if self._triggers.isdisjoint(forms):
            return NONE
        found: list[CompiledPattern] = []
        for is_verb in (False, True):
            before, after = (codebook.triggered[lemma, form, is_verb] for codebook in (self.old, self.new))
            for way in ("as_verb", "as_noun", "for_verb", "as_state"):
                sides = ([each for asking in getattr(side, way) for each in asking.patterns] for side in (before, after))
                found += chain.from_iterable(self._differing(*sides))
        # Of some words it is asked whether they trigger anything at all: of a noun beside another one, which is then no party, and of a
        # verb that its subjects may do to each other.
        appears = (lemma in self.old.nouns) != (lemma in self.new.nouns)
        certain = appears or any(each.rule.reciprocal and not each.pattern.has_target for each in found)
        return Difference(frozenset(each.pattern.requires for each in found), certain) if found or certain else NONE

    @cached_property
    def only_old(self) -> frozenset[int]:
        """The numbers of those that only the old codebook has."""
        return frozenset(map(self.number, chain.from_iterable(old for old, _ in self._by_trigger.values())))

    @cached_property
    def only_new(self) -> frozenset[int]:
        """The numbers of those that only the new one has."""
        return frozenset(map(self.number, chain.from_iterable(new for _, new in self._by_trigger.values())))

    def number(self, compiled: CompiledPattern) -> int:
        """A number for all of a pattern and its rule that events depend on."""
        if id(compiled) not in self._known:
            said = (compiled.pattern, *(getattr(compiled.rule, name) for name in FIELDS))
            self._known[id(compiled)] = self._numbers.setdefault(said, len(self._numbers))
        return self._known[id(compiled)]

    @cached_property
    def _triggers(self) -> frozenset[str]:
        return frozenset(trigger for _, trigger in self._by_trigger)

    @cached_property
    def _by_trigger(self) -> dict[tuple[Way, str], tuple[list[CompiledPattern], list[CompiledPattern]]]:
        """For each trigger the patterns that only one of them has."""
        found = {}
        for way in WAYS:
            old, new = getattr(self.old, way), getattr(self.new, way)
            for word in old.keys() | new.keys():
                sides = self._differing(old.get(word, ()), new.get(word, ()))
                if any(sides):
                    found[way, word] = sides
        return found

    def _differing(
        self, old: Iterable[CompiledPattern], new: Iterable[CompiledPattern]
    ) -> tuple[list[CompiledPattern], list[CompiledPattern]]:
        """The patterns that are in one list only, those of each."""
        one, other = ({self.number(each): each for each in side} for side in (old, new))
        return [one[number] for number in one.keys() - other.keys()], [other[number] for number in other.keys() - one.keys()]


def _has_same_codes(old: Codebook, new: Codebook) -> bool:
    """Whether the codes that both have are the same; another one more changes nothing without a rule."""
    both = sorted(old.scheme.keys() & new.scheme.keys())
    one, other = ([attrs.evolve(scheme[code], definition="") for code in both] for scheme in (old.scheme, new.scheme))
    return one == other and [*old.scheme.roots.items()] == [*new.scheme.roots.items()]


# What reaches every document.
EVERYWHERE: Mapping[str, Callable[[Codebook, Codebook], bool]] = {
    "the words of the language": lambda old, new: old.lexicon.hash == new.lexicon.hash,
    "their policy": lambda old, new: old.policy == new.policy,
    "what they discard": lambda old, new: old.discards == new.discards,
    "their codes": _has_same_codes,
}
