"""The closed word classes of English that clause analysis rests on, read from `codebooks/english.yaml`.

The lexicon says how words build clauses (light verbs, transparent verbs, modals, speech verbs, event nouns);
which words make which event is the business of a codebook.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import attrs

from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.yamlfile import read_yaml, suggestion


@attrs.frozen
class EventNoun:
    """A noun that names an event.

    Args:
        verb: the verb whose patterns it matches too, or None.
        object: prepositions that mark what would be the object of that verb.
        possessor: what a possessor stands for: `subject` ("his attack") or `object` ("his arrest").
    """

    verb: str | None
    object: tuple[str, ...]
    possessor: str = "subject"


@attrs.frozen
class Lexicon:
    """Word classes, each a set of lemmas. See the comments in `codebooks/english.yaml` for what each class does."""

    light_verbs: frozenset[str] = frozenset()
    undergo_verbs: frozenset[str] = frozenset()
    transparent: frozenset[str] = frozenset()
    transparent_passives: frozenset[str] = frozenset()
    causative: frozenset[str] = frozenset()
    intends: frozenset[str] = frozenset()
    modals: Mapping[str, str] = attrs.field(factory=dict, hash=False)
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
    attribution: frozenset[str] = frozenset()
    statements: frozenset[str] = frozenset()
    issuing_verbs: frozenset[str] = frozenset()
    prepositions: frozenset[str] = frozenset()
    place_prepositions: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    reciprocal_pronouns: frozenset[str] = frozenset()
    refusing_modals: frozenset[str] = frozenset()
    irregular_verbs: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    event_nouns: Mapping[str, EventNoun] = attrs.field(factory=dict, hash=False)

    @property
    def function_words(self) -> frozenset[str]:
        """Prepositions and particles: in a pattern these open a slot instead of filling one."""
        return self.prepositions | self.particles


DEFAULT_OBJECT_PREPOSITIONS = ("of", "on", "against")


def load_lexicon(path: Path) -> Lexicon:
    """Read a lexicon.

    Args:
        path: a YAML file in the form of `codebooks/english.yaml`.

    Returns:
        The lexicon.

    Raises:
        CodebookError: if the file is not of that form; names every problem.
    """
    data = read_yaml(path)
    problems: list[Problem] = []
    names = {field.name: field for field in attrs.fields(Lexicon)}
    values: dict[str, Any] = {}
    for key, value in data.items():
        where = f"{path}:{key.line}" if hasattr(key, "line") else str(path)
        if key == "negation" and isinstance(value, dict):
            values["negation_words"] = _words(value.get("words", []), where, problems)
            values["negation_verbs"] = _words(value.get("verbs", []), where, problems)
            values["hesitation"] = _words(value.get("hesitation", []), where, problems)
        elif key == "event_nouns" and isinstance(value, dict):
            values["event_nouns"] = {str(noun): _event_noun(entry or {}) for noun, entry in value.items()}
        elif key in ("modals", "irregular_verbs") and isinstance(value, dict):
            values[str(key)] = {str(word): str(meaning) for word, meaning in value.items()}
        elif key in names:
            values[str(key)] = _words(value, where, problems)
        else:
            problems.append(Problem(where, "", "a word class of the lexicon", repr(str(key)), suggestion(str(key), names)))
    if problems:
        raise CodebookError(tuple(problems))
    return Lexicon(**values)


def _words(value: object, where: str, problems: list[Problem]) -> frozenset[str]:
    if not isinstance(value, list):
        problems.append(Problem(where, "", "a list of words", repr(value)))
        return frozenset()
    return frozenset(str(word) for word in value)


def _event_noun(entry: Mapping[str, Any]) -> EventNoun:
    verb = entry.get("verb")
    return EventNoun(
        str(verb) if verb else None,
        tuple(map(str, entry.get("object") or DEFAULT_OBJECT_PREPOSITIONS)),
        str(entry.get("possessor") or "subject"),
    )
