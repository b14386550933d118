"""The words of English that coding rests on, read from `codebooks/english/`.

The lexicon says how words build clauses (light verbs, transparent verbs, modals, speech verbs, event nouns) and how English writes numbers,
dates and counts; which words make which event is the business of a codebook.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from eventcoder.english.countwords import CountWords, counts_file
from eventcoder.english.numerals import NUMBERS_FILE, Numerals
from eventcoder.english.placewords import PLACES_FILE, PlaceWords
from eventcoder.english.references import REFERENCES_FILE, References
from eventcoder.english.timewords import FESTIVALS_FILE, TimeWords, time_file
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.shapes import Shape, made, mapping_of, one_of, read_file, record, word, word_set, words
from eventcoder.loading.yamlfile import suggestion
from eventcoder.showing import Brief

FILES = ("words.yaml", "nouns.yaml", "references.yaml", "numbers.yaml", "time.yaml", "festivals.yaml", "counts.yaml", "places.yaml")
WRITING = "phrasing.yaml"  # for writing English: lies beside them and is read elsewhere
MODALITIES = ("future", "hypothetical", "obligation")


@attrs.frozen
class EventNoun:
    """A noun that names an event.

    Args:
        verb: the verb whose patterns it matches too, or None.
        object: prepositions that mark what would be the object of that verb; None for `Lexicon.object_prepositions`.
        possessor: what a possessor stands for: `subject` ("his attack") or `object` ("his arrest").
    """

    verb: str | None = None
    object: tuple[str, ...] | None = None
    possessor: str = "subject"


@attrs.frozen(eq=False, repr=False)
class Lexicon(Brief):
    """The words of a language.

    Word classes are sets of lemmas, each a list of `codebooks/english/words.yaml`, where a comment says what it does. The other parts have
    a file each.

    Args:
        owning_prepositions: prepositions of whose somebody is, those that say it most clearly first.
        clitic_modals: contracted form -> modal.
        modals: modal verb -> future, hypothetical or obligation.
        irregular_verbs: form -> lemma.
        event_nouns: noun -> the event that it names.
        references: words by which phrases refer.
        numerals: number words.
        time: words of time.
        counts: how counts of persons are told.
        places: words beside names of places.
    """

    light_verbs: frozenset[str] = frozenset()
    undergo_verbs: frozenset[str] = frozenset()
    transparent: frozenset[str] = frozenset()
    transparent_passives: frozenset[str] = frozenset()
    abilities: frozenset[str] = frozenset()
    causative: frozenset[str] = frozenset()
    intends: frozenset[str] = frozenset()
    performatives: frozenset[str] = frozenset()
    performative_nouns: frozenset[str] = frozenset()
    decision_nouns: frozenset[str] = frozenset()
    irrealis_nouns: frozenset[str] = frozenset()
    rankings: frozenset[str] = frozenset()
    intending_prepositions: frozenset[str] = frozenset()
    opposing_prepositions: frozenset[str] = frozenset()
    demanding: frozenset[str] = frozenset()
    hypothetical_marks: frozenset[str] = frozenset()
    negation_words: frozenset[str] = frozenset()
    negation_verbs: frozenset[str] = frozenset()
    hesitation: frozenset[str] = frozenset()
    speech: frozenset[str] = frozenset()
    allegation: frozenset[str] = frozenset()
    denial: frozenset[str] = frozenset()
    factive: frozenset[str] = frozenset()
    subject_control: frozenset[str] = frozenset()
    quantity_nouns: frozenset[str] = frozenset()
    time_nouns: frozenset[str] = frozenset()
    irrealis_modifiers: frozenset[str] = frozenset()
    allegation_modifiers: frozenset[str] = frozenset()
    doer_modifiers: frozenset[str] = frozenset()
    attribution: frozenset[str] = frozenset()
    whole_prepositions: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    issuing_verbs: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    thing_place_prepositions: frozenset[str] = frozenset()
    vague_place_prepositions: frozenset[str] = frozenset()
    place_prepositions: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    refusing_modals: frozenset[str] = frozenset()
    copular_verbs: frozenset[str] = frozenset()
    appeals: frozenset[str] = frozenset()
    appeal_prepositions: frozenset[str] = frozenset()
    no_one: frozenset[str] = frozenset()
    focus_words: frozenset[str] = frozenset()
    near_misses: frozenset[str] = frozenset()
    inverted_auxiliaries: frozenset[str] = frozenset()
    untruths: frozenset[str] = frozenset()
    truths: frozenset[str] = frozenset()
    dismissals: frozenset[str] = frozenset()
    same_time_prepositions: frozenset[str] = frozenset()
    same_time_conjunctions: frozenset[str] = frozenset()
    consequent_conjunctions: frozenset[str] = frozenset()
    prosecution: frozenset[str] = frozenset()
    arranged_verbs: frozenset[str] = frozenset()
    arranging_verbs: frozenset[str] = frozenset()
    arranged_nouns: frozenset[str] = frozenset()
    transitive: frozenset[str] = frozenset()
    rivals: frozenset[str] = frozenset()
    taking_part_prepositions: frozenset[str] = frozenset()
    both_sides_prepositions: frozenset[str] = frozenset()
    noun_prepositions: frozenset[str] = frozenset()
    verb_prepositions: frozenset[str] = frozenset()
    party_prepositions: frozenset[str] = frozenset()
    object_prepositions: frozenset[str] = frozenset()
    object_gerund_prepositions: frozenset[str] = frozenset()
    allegation_prepositions: frozenset[str] = frozenset()
    counting_prepositions: frozenset[str] = frozenset()
    company_prepositions: frozenset[str] = frozenset()
    addressing_prepositions: frozenset[str] = frozenset()
    member_prepositions: frozenset[str] = frozenset()
    directions: frozenset[str] = frozenset()
    elsewhere_prepositions: frozenset[str] = frozenset()
    common_words: frozenset[str] = frozenset()
    opening_quotes: frozenset[str] = frozenset()
    closing_quotes: frozenset[str] = frozenset()
    straight_quotes: frozenset[str] = frozenset()
    owning_prepositions: tuple[str, ...] = ()
    clitic_modals: Mapping[str, str] = attrs.field(factory=dict)
    modals: Mapping[str, str] = attrs.field(factory=dict)
    irregular_verbs: Mapping[str, str] = attrs.field(factory=dict)
    event_nouns: Mapping[str, EventNoun] = attrs.field(factory=dict)
    references: References = attrs.field(factory=References)
    numerals: Numerals = attrs.field(factory=Numerals)
    time: TimeWords = attrs.field(factory=TimeWords)
    counts: CountWords = attrs.field(factory=CountWords)
    places: PlaceWords = attrs.field(factory=PlaceWords)

    @property
    def function_words(self) -> frozenset[str]:
        """Prepositions and particles: in a pattern these open a slot instead of filling one."""
        return self.prepositions | self.particles

    def __repr__(self) -> str:
        return f"Lexicon(hash={self.hash!r})"  # not all its words, which would fill the page of an error

    @cached_property
    def quotes(self) -> frozenset[str]:
        """Quotation marks of all kinds."""
        return self.opening_quotes | self.closing_quotes | self.straight_quotes

    @cached_property
    def locatives(self) -> frozenset[str]:
        """Prepositions that say where something lies."""
        return self.place_prepositions | self.thing_place_prepositions

    @cached_property
    def settings(self) -> frozenset[str]:
        """Prepositions that say where all that a clause tells happens."""
        return self.place_prepositions - self.vague_place_prepositions

    @cached_property
    def hash(self) -> str:
        """SHA-256 of all that the lexicon holds, shortened to 12 hexadecimal digits."""
        return hashlib.sha256(json.dumps(self, default=_plain, sort_keys=True).encode()).hexdigest()[:12]


def _plain(value: Any) -> Any:
    """What JSON can write of a value of the lexicon."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, re.Pattern):
        return value.pattern
    return {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}


WORD_CLASSES = tuple(field.name for field in attrs.fields(Lexicon) if field.default == frozenset())
OTHER_WORDS: dict[str, Shape[Any]] = {
    "owning_prepositions": words,
    "modals": mapping_of(word, one_of(*MODALITIES)),
    "clitic_modals": mapping_of(word, word),
    "irregular_verbs": mapping_of(word, word),
}
WORDS_FILE = record(
    dict.fromkeys(WORD_CLASSES, word_set) | OTHER_WORDS,
    (*WORD_CLASSES, *OTHER_WORDS),
)
NOUN = record({"verb": word, "object": words, "possessor": one_of("subject", "object")}, expected="a mapping with verb, object, possessor")
NOUNS_FILE = mapping_of(word, made(EventNoun, NOUN))


def load_lexicon(path: Path | str | None = None) -> Lexicon:
    """Read a lexicon.

    Args:
        path: a folder with the files of `codebooks/english/`, or None for that one.

    Returns:
        The lexicon.

    Raises:
        CodebookError: a file is missing or wrong; names every problem of all files.

    >>> load_lexicon().modals["must"]
    'obligation'
    """
    folder = Path(path) if path is not None else codebooks_path() / "english"
    problems = [
        Problem(f"{file}:1", "", f"one of {', '.join(FILES)}", repr(file.name), suggestion(file.name, FILES))
        for file in sorted(folder.glob("*.y*ml"))
        if file.name not in (*FILES, WRITING)
    ]
    numerals = read_file(folder / "numbers.yaml", NUMBERS_FILE, problems) or Numerals()
    festivals = read_file(folder / "festivals.yaml", FESTIVALS_FILE, problems) or {}
    lexicon = Lexicon(
        **(read_file(folder / "words.yaml", WORDS_FILE, problems) or {}),
        event_nouns=read_file(folder / "nouns.yaml", NOUNS_FILE, problems) or {},
        references=read_file(folder / "references.yaml", REFERENCES_FILE, problems) or References(),
        numerals=numerals,
        time=read_file(folder / "time.yaml", time_file(numerals, festivals), problems) or TimeWords(),
        counts=read_file(folder / "counts.yaml", counts_file(numerals), problems) or CountWords(),
        places=read_file(folder / "places.yaml", PLACES_FILE, problems) or PlaceWords(),
    )
    if problems:
        raise CodebookError(tuple(problems))
    return lexicon
