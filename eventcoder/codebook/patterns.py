"""Pattern text to compiled patterns: the only parser of the language that `docs/codebook.md` defines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Literal

import attrs

from eventcoder.codebook.slots import ANYWHERE, Filler, Place, Slot, Words
from eventcoder.codebook.variants import PatternError, variants
from eventcoder.loading.yamlfile import suggestion

PatternKind = Literal["verb", "noun", "state"]

ARTICLES = frozenset({"a", "an", "the"})
MODIFIER = 3  # what a modifier of the trigger adds to the specificity of a pattern
ROLE = re.compile(r"[A-Z]{2,6}")
ANYTHING = 10_000  # words: more than any set
PARTIES: Mapping[str, Filler] = {"TARGET": "target", "SOURCE": "source", "ACTOR": "actor", "ACTORS": "actors"}
ANY_PLACE = "~"  # before what stands anywhere before or after the trigger


@attrs.frozen
class Pattern:
    """A compiled pattern.

    Args:
        text: as written in the codebook.
        kind: verb, noun or state.
        triggers: lemmas that can be its trigger.
        modifiers: words that must modify the trigger ("peace talks").
        slots: what else must be there.
        requires: a sentence without a word of each of these sets cannot match, whatever its tree.
    """

    text: str
    kind: PatternKind
    triggers: frozenset[str]
    slots: tuple[Slot, ...]
    modifiers: tuple[str, ...] = ()
    requires: tuple[frozenset[str], ...] = ()

    @cached_property
    def weight(self) -> int:
        """Its specificity: the heavier of two patterns is tried first."""
        return sum(slot.weight for slot in self.slots) + MODIFIER * len(self.modifiers)

    @property
    def narrowness(self) -> int:
        """What decides between patterns of the same weight: the longer and the fewer the codes of a family, the narrower it is.

        A word set, a restriction and a modifier of the trigger count as much as a family of one three-digit code.
        """
        families = sum(100 * min(map(len, slot.family)) - len(slot.family) for slot in self.slots if slot.family)
        return families + 299 * (len(self.modifiers) + sum(bool(slot.words or slot.roles or slot.forbidden) for slot in self.slots))

    @property
    def breadth(self) -> int:
        """How many words its slots take: of two patterns that ask for as much, the one that fits fewer clauses is tried first."""
        sets = (slot.words for slot in self.slots if slot.words is not None)
        anything = sum(slot.filler == "any" for slot in self.slots)
        return ANYTHING * anything + sum(len(words.singles) + sum(map(len, words.phrases.values())) for words in sets)

    @cached_property
    def has_target(self) -> bool:
        return any(slot.filler == "target" for slot in self.slots)

    @cached_property
    def anywhere(self) -> tuple[Slot, ...]:
        """Its slots that are looked for in the order of the text, whatever the tree."""
        return tuple(slot for slot in self.slots if slot.place in ANYWHERE)

    @cached_property
    def placed(self) -> tuple[Slot, ...]:
        """Its other slots, each with its place in the tree."""
        return tuple(slot for slot in self.slots if slot.place not in ANYWHERE)

    @cached_property
    def firm(self) -> tuple[Slot, ...]:
        """Its slots that something in their own place must fill, those first of which it is soon known whether anything can.

        Not so after prepositions, where a phrase of what fills another slot will do.
        """
        asking = (slot for slot in self.placed if slot.place != "phrase" and not slot.may_be_missing)
        return tuple(sorted(asking, key=lambda slot: slot.effort))

    @cached_property
    def has_subject(self) -> bool:
        return any(slot.place == "subject" for slot in self.slots)


@attrs.frozen
class Vocabulary:
    """What patterns may refer to: word sets and groups of roles (expanded), code families, prepositions and particles, codes and roots."""

    words: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[str, ...]]
    function_words: frozenset[str]
    codes: frozenset[str] = frozenset()
    roles: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict)
    made: dict[str, Words] = attrs.field(factory=dict, init=False, repr=False, eq=False)
    _slots: dict[tuple[Slot, bool], Slot] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def shared(self, slot: Slot) -> Slot:
        """The one slot of all patterns that ask for the same, so that what fills it is looked for once."""
        return self._slots.setdefault((slot, slot.literal), slot)

    def words_of(self, part: str) -> Words:
        """The words that `a|b|{SET}` stands for, arranged by their heads."""
        if part not in self.made:
            self.made[part] = make_words(_members(part, self), self.function_words)
        return self.made[part]

    def verbs_of(self, part: str) -> Words:
        """The same words, where a phrase may also begin with a verb: "take revenge", besides "peace talks"."""
        words = self.words_of(part)
        phrases = {head: list(found) for head, found in words.phrases.items()}
        for head, found in words.phrases.items():
            for before, after in found:
                if before:
                    phrases.setdefault(before[0], []).append(((), (*before[1:], head, *after)))
        return Words(words.singles, {head: tuple(found) for head, found in phrases.items()})

    def restriction(self, part: str) -> tuple[str, ...]:
        """The roles and word sets that `A|@GROUP|{SET}` stands for; `!@GROUP` forbids each role of the group."""
        found: list[str] = []
        for piece in part.split("|"):
            forbids, group, name = piece.partition("@")
            if not group or forbids not in ("", "!"):
                found.append(piece)
            elif name in self.roles:
                found += [forbids + member for member in self.roles[name]]
            else:
                raise PatternError("the name of a group of roles after @", repr(piece), suggestion(name, self.roles))
        return tuple(dict.fromkeys(found))


def make_words(members: Iterable[str], function_words: frozenset[str]) -> Words:
    """Arrange words and phrases by their heads."""
    singles: set[str] = set()
    phrases: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = {}
    for member in members:
        parts = member.lower().split()
        if len(parts) == 1:
            singles.add(parts[0])
            continue
        cut = next((i for i, part in enumerate(parts) if i > 0 and part in function_words), len(parts))
        head = parts[cut - 1]
        phrases.setdefault(head, []).append((tuple(parts[: cut - 1]), tuple(parts[cut:])))
    return Words(frozenset(singles), {head: tuple(found) for head, found in phrases.items()})


@attrs.frozen
class Variant:
    """One way to read a line, its parts read: a pattern for each trigger of several words, and one for all of one word.

    Args:
        text: the line as written in the codebook.
        kind: verb, noun or state.
        before: the slots in front of the trigger.
        phrases: the triggers of several words.
        simple: the triggers of one word.
        rest: what follows the trigger.
        vocabulary: the word sets and families it may name.
    """

    text: str
    kind: PatternKind
    before: tuple[Slot, ...]
    phrases: tuple[tuple[str, ...], ...]
    simple: frozenset[str]
    rest: tuple[str, ...]
    vocabulary: Vocabulary = attrs.field(repr=False)

    def __len__(self) -> int:
        return len(self.phrases) + bool(self.simple)

    def pattern(self, number: int) -> Pattern:
        """One of the patterns; raises `PatternError` if that cannot be."""
        triggers, modifiers, slots = self.parts(number)
        return _finish(Pattern(self.text, self.kind, triggers, tuple(map(self.vocabulary.shared, slots)), modifiers))

    def parts(self, number: int) -> tuple[frozenset[str], tuple[str, ...], tuple[Slot, ...]]:
        """The triggers of one of the patterns, the modifiers of its trigger, and its slots in the order in which they are written.

        A trigger of several words has a particle, an object or a modifier of its own: "carry out", "lash out at", "peace talks".
        """
        if number >= len(self.phrases):
            return self.simple, (), (*self.before, *_slots(self.rest, self.vocabulary))
        words = self.phrases[number]
        if self.kind == "verb":
            return frozenset({words[0]}), (), (*self.before, *_slots(words[1:] + self.rest, self.vocabulary))
        cut = next((i for i, word in enumerate(words) if i > 0 and word in self.vocabulary.function_words), len(words))
        slots = (*self.before, *_slots(words[cut:] + self.rest, self.vocabulary))
        return frozenset({words[cut - 1]}), words[: cut - 1], slots


@attrs.frozen
class Line:
    """One line of a codebook: the patterns of all its variants."""

    variants: tuple[Variant, ...]

    def __len__(self) -> int:
        return sum(map(len, self.variants))

    def pattern(self, number: int) -> Pattern:
        """One of the patterns; raises `PatternError` if that cannot be."""
        for variant in self.variants:
            if number < len(variant):
                return variant.pattern(number)
            number -= len(variant)
        raise IndexError(number)


def read_line(text: str, vocabulary: Vocabulary, act: str = "") -> Line:
    """Read the parts of one line of a codebook, such as `threaten TARGET [with {FORCE}]`; raises `PatternError` if it is no pattern."""
    if not text.split():
        raise PatternError("a pattern", "an empty line")
    return Line(tuple(_variant(text, written, vocabulary) for written in variants(text, act)))


def _variant(text: str, written: str, vocabulary: Vocabulary) -> Variant:
    parts = written.split()
    before: list[Slot] = []
    while parts and (parts[0].startswith(ANY_PLACE) or _is_subject(parts[0])):
        part = parts.pop(0)
        before.append(_anywhere_slot("before", part, vocabulary) if part.startswith(ANY_PLACE) else _subject_slot(part, vocabulary))
    if not parts:
        raise PatternError("a verb, noun or state after the subject", repr(text))
    kind: PatternKind = "verb"
    if parts[0] == "be":
        kind = "state"
        parts.pop(0)
        if parts and _prepositions(parts[0], vocabulary) and len(parts) > 1:
            before.append(Slot("predicate", None, _prepositions(parts.pop(0), vocabulary)))
        if parts and parts[0] in ARTICLES:
            parts.pop(0)
    elif parts[0] in ARTICLES:
        kind = "noun"
        parts.pop(0)
    if not parts:
        raise PatternError("a trigger word", repr(text), "name the verb, noun or adjective that names the event")
    members = [tuple(member.lower().split()) for member in _members(parts[0], vocabulary)]
    phrases = tuple(words for words in members if len(words) > 1)
    simple = frozenset(words[0] for words in members if len(words) == 1)
    return Variant(text, kind, tuple(before), phrases, simple, tuple(parts[1:]), vocabulary)


def compile_pattern(text: str, vocabulary: Vocabulary, act: str = "") -> tuple[Pattern, ...]:
    """Compile one line of a codebook.

    Args:
        text: the pattern, such as `threaten TARGET with {FORCE}`.
        vocabulary: the word sets and families it may name.
        act: what stands for ACT in it.

    Returns:
        Of each variant one pattern for each trigger with a particle or modifier of its own, and one for all its one-word triggers.

    Raises:
        PatternError: the text is no pattern.
    """
    line = read_line(text, vocabulary, act)
    return tuple(line.pattern(number) for number in range(len(line)))


def _finish(pattern: Pattern) -> Pattern:
    for filler in ("target", "source"):
        if sum(slot.filler == filler for slot in pattern.slots) > 1:
            raise PatternError(f"{filler.upper()} once", repr(pattern.text))
    # Slots that name their words are filled first, so that a party takes what is left.
    slots = tuple(sorted(pattern.slots, key=lambda slot: slot.place not in ANYWHERE and slot.filler in ("target", "source", "any")))
    asked = [words for slot in slots for words in slot.requirements()]
    requires = tuple(dict.fromkeys((*asked, *(frozenset({word}) for word in pattern.modifiers))))
    return attrs.evolve(pattern, slots=slots, requires=requires)


def _is_subject(part: str) -> bool:
    return part.startswith(("TARGET", "SOURCE", "SUBJECT"))


def _subject_slot(part: str, vocabulary: Vocabulary) -> Slot:
    name, _, restriction = part.partition(":")
    if name == "SUBJECT":
        if not restriction:
            raise PatternError("SUBJECT:{SET} or SUBJECT:word", repr(part))
        if restriction.startswith("<"):
            return Slot("subject", "family", family=_family(restriction, vocabulary))
        return Slot("subject", "words", words=vocabulary.words_of(restriction))
    return _filler_slot("subject", part, (), vocabulary)


def _slots(parts: Sequence[str], vocabulary: Vocabulary) -> tuple[Slot, ...]:
    slots: list[Slot] = []
    rest = list(parts)
    while rest:
        part = rest.pop(0)
        if part in ARTICLES:
            continue
        if part.startswith(ANY_PLACE):
            slots.append(_anywhere_slot("after", part, vocabulary))
        elif part == "that":
            if not rest:
                raise PatternError("what follows that", "the end of the pattern", "write that * or that <family>")
            slots.append(_filler_slot("finite", rest.pop(0), (), vocabulary))
        elif part == "to" and rest and rest[0].startswith(("<", "*", "{")):
            slots.append(_filler_slot("infinitive", rest.pop(0), ("to",), vocabulary))
        elif prepositions := _prepositions(part, vocabulary):
            if rest and rest[0] != "that" and not rest[0].startswith(ANY_PLACE) and not _prepositions(rest[0], vocabulary):
                slots.append(_filler_slot("phrase", rest.pop(0), prepositions, vocabulary))
            else:
                slots.append(Slot("particle", None, prepositions))
        else:
            slots.append(_filler_slot("object", part, (), vocabulary))
    return tuple(slots)


def _anywhere_slot(place: Place, part: str, vocabulary: Vocabulary) -> Slot:
    """What stands anywhere before or after the trigger: `~word`, `~in_a_row`, `~{SET}`, `~TARGET`; or right beside it: `~_out`, `~in_`."""
    name = part.removeprefix(ANY_PLACE)
    if name in PARTIES:
        return Slot(place, PARTIES[name])
    beside = name.startswith("_") if place == "after" else name.endswith("_")
    name = name.strip("_")
    if not re.fullmatch(r"[\w{}|'’.&/-]+", name):
        raise PatternError("a word, {SET}, TARGET, SOURCE, ACTOR or ACTORS after ~", repr(part))
    return Slot(place, "words", words=vocabulary.words_of(name), literal="{" not in name, beside=beside)


def _filler_slot(place: Place, part: str, prepositions: tuple[str, ...], vocabulary: Vocabulary) -> Slot:
    if part == "*":
        return Slot(place, "any", prepositions)
    if part.startswith("<"):
        return Slot(place, "family", prepositions, family=_family(part, vocabulary))
    name, _, restriction = part.partition(":")
    if name in ("TARGET", "SOURCE"):
        filler: Filler = "target" if name == "TARGET" else "source"
        if not restriction:
            return Slot(place, filler, prepositions)
        return _restricted(place, filler, prepositions, restriction, vocabulary)
    if not re.fullmatch(r"[\w{}|'’.&/-]+", part):
        raise PatternError("a word, {SET}, <family>, TARGET, SOURCE or *", repr(part))
    words = vocabulary.verbs_of(part) if place == "infinitive" else vocabulary.words_of(part)
    return Slot(place, "words", prepositions, words, literal="{" not in part)


def _restricted(place: Place, filler: Filler, prepositions: tuple[str, ...], restriction: str, vocabulary: Vocabulary) -> Slot:
    """A party that must be in a word set or have a role: `MIL|REB|{GUNMEN}`, `@DISSENTERS`, `!COP`."""
    pieces = vocabulary.restriction(restriction)
    sets = [piece for piece in pieces if piece.startswith("{")]
    roles = tuple(piece for piece in pieces if not piece.startswith(("{", "!")))
    forbidden = tuple(piece[1:] for piece in pieces if piece.startswith("!"))
    for role in (*roles, *forbidden):
        if not ROLE.fullmatch(role):
            raise PatternError("a role code in capitals, such as MIL, or a word set in braces", repr(role))
    words = vocabulary.words_of("|".join(sets)) if sets else None
    return Slot(place, filler, prepositions, words, roles=roles, forbidden=forbidden)


def _prepositions(part: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The prepositions that a part of a pattern consists of, or nothing."""
    words = tuple(word.replace("_", " ") for word in part.split("|"))
    known = [word in vocabulary.function_words for word in words]
    if any(known) and not all(known):
        odd = next(word for word, is_known in zip(words, known, strict=True) if not is_known)
        raise PatternError(
            "prepositions or particles of english/words.yaml only", repr(part), f"{odd!r} is none: take it out, or add it to prepositions"
        )
    return words if all(known) else ()


def _members(part: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words that `a|b|{SET}` stands for."""
    found: list[str] = []
    for piece in part.split("|"):
        if piece.startswith("{"):
            name = piece.strip("{}")
            if not piece.endswith("}") or name not in vocabulary.words:
                raise PatternError("the name of a word set in braces", repr(piece), suggestion(name, vocabulary.words))
            found.extend(vocabulary.words[name])
        elif not piece or (piece.isupper() and len(piece) > 1 and piece in ("TARGET", "SOURCE")):
            raise PatternError("a word", repr(part), "a trigger stands before the first slot")
        else:
            found.append(piece.replace("_", " "))
    return tuple(found)


def _family(part: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The code prefixes that `<name|04|AID>` stands for."""
    if not part.endswith(">"):
        raise PatternError("a code family in angle brackets", repr(part))
    found: list[str] = []
    for piece in part[1:-1].split("|"):
        if piece in vocabulary.codes:
            found.append(piece)
        elif piece in vocabulary.families:
            found.extend(vocabulary.families[piece])
        else:
            mend = suggestion(piece, [*vocabulary.families, *vocabulary.codes])
            raise PatternError("a code, a root or the name of a family in angle brackets", repr(piece), mend)
    return tuple(found)
