"""Where a word stands in a codebook: the patterns that it may trigger, and those that it may fill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from eventcoder.authoring.lint import IN_PATTERN, entries_of
from eventcoder.codebook.model import Codebook, CompiledPattern
from eventcoder.codebook.patterns import make_words
from eventcoder.codebook.slots import Slot, Words
from eventcoder.loading.yamlfile import suggestion


@attrs.frozen
class Use:
    """A pattern that a word has to do with.

    Args:
        pattern: the pattern as written.
        rule: the id of its rule.
        code: the code that it gives, or None for no event.
        weight: how much it asks for; of two patterns the heavier one is tried first.
        where: `file:line`.
        origin: the codebook that it comes from, if the one that is searched extends it; else an empty string.
    """

    pattern: str
    rule: str
    code: str | None
    weight: int
    where: str
    origin: str = ""


@attrs.frozen
class Uses:
    """What a codebook does with a word.

    Args:
        sets: the word sets and groups of roles that it is in, as `{NAME}` or `@NAME`, and their `file:line`.
        triggers: for each way in which it may be a trigger ("as a verb"), the patterns in the order in which they are tried.
        fills: the patterns that it may fill a slot of, in that order; of a role or a name, those that name it.
    """

    sets: Mapping[str, str]
    triggers: Mapping[str, tuple[Use, ...]]
    fills: tuple[Use, ...]

    def __bool__(self) -> bool:
        return bool(self.sets or self.triggers or self.fills)


def find(codebook: Codebook, word: str) -> Uses:
    """Look a word up in a codebook.

    Args:
        codebook: the codebook; read without the cache, its patterns know their lines.
        word: a dictionary form, also of several words (*lash out at*), a role (`MIL`), or the name of a word set or of a group of roles
            (`{GUN}`, `@DISSENTERS`).

    Returns:
        The patterns, by what it does in them; nothing if the codebook does not have it.
    """
    word = " ".join(word.split())
    if word.startswith(("{", "@")):
        named = [entry for entry in entries_of(codebook) if word in _names(entry.pattern.text)]
        return Uses(_places(codebook, _including(codebook, word)), {}, _uses(codebook, named))
    if with_role := [
        entry for entry in entries_of(codebook) if any(word in (*slot.roles, *slot.forbidden) for slot in entry.pattern.slots)
    ]:
        return Uses(
            _places(codebook, {f"@{name}" for name, members in codebook.vocabulary.roles.items() if word in members}),
            {},
            _uses(codebook, with_role),
        )
    asked = make_words([word], codebook.vocabulary.function_words)
    fills = [entry for entry in entries_of(codebook) if any(_may_fill(slot, word.lower(), asked) for slot in entry.pattern.slots)]
    return Uses(_places(codebook, _containing(codebook, word)), dict(_triggers(codebook, word.lower())), _uses(codebook, fills))


def close_words(codebook: Codebook, word: str) -> str:
    """What is close to a word that a codebook does not have.

    Args:
        codebook: the codebook.
        word: the word.

    Returns:
        A hint of the form "did you mean 'x'?", or an empty string.
    """
    members = {member for found in codebook.vocabulary.words.values() for member in found}
    names = {f"{{{name}}}" for name in codebook.word_places} | {f"@{name}" for name in codebook.role_places}
    return suggestion(word, sorted(codebook.trigger_words | members | names))


def _uses(codebook: Codebook, entries: Iterable[CompiledPattern]) -> tuple[Use, ...]:
    """Patterns in the order in which they are tried, each line once."""
    found: dict[tuple[str, str], Use] = {}
    for entry in sorted(entries, key=lambda entry: entry.order):
        text, rule = entry.pattern.text, entry.rule
        origin = codebook.origins.get(rule.id, "")
        found.setdefault((rule.id, f"{text} {rule.code}"), Use(str(text), rule.id, rule.code, entry.pattern.weight, entry.where, origin))
    return tuple(found.values())


def _names(text: str) -> set[str]:
    """The word sets and groups of roles that a pattern names, as `{NAME}` and `@NAME`."""
    return {name if name.startswith("@") else f"{{{name}}}" for name in IN_PATTERN.findall(text)}


def _triggers(codebook: Codebook, word: str) -> Iterator[tuple[str, tuple[Use, ...]]]:
    """The patterns that a word triggers, by the way in which it does."""
    for way, index in (("as a verb", codebook.verbs), ("as a noun", codebook.nouns), ("as what somebody is", codebook.states)):
        heads = dict.fromkeys(word.split())
        found = [entry for head in heads for entry in index.get(head, ()) if head == word or _has_trigger(codebook, entry, word)]
        if found:
            yield way, _uses(codebook, found)
    noun = codebook.lexicon.event_nouns.get(word)
    if noun is not None and noun.verb is not None and noun.verb in codebook.verbs:
        yield f"as a noun that stands for the verb {noun.verb!r}", _uses(codebook, codebook.verbs[noun.verb])


def _has_trigger(codebook: Codebook, entry: CompiledPattern, phrase: str) -> bool:
    """Whether a trigger of several words stands in a pattern, or in a word set that the pattern names."""
    text = entry.pattern.text
    sets = (codebook.vocabulary.words[name] for name in IN_PATTERN.findall(text) if not name.startswith("@"))
    return phrase in text.replace("_", " ") or any(phrase in map(str.lower, members) for members in sets)


def _may_fill(slot: Slot, word: str, asked: Words) -> bool:
    """Whether a word, or a word with others, is what a slot asks for."""
    if slot.words is None:
        return False
    if asked.singles <= slot.words.singles and all(
        set(found) <= set(slot.words.phrases.get(head, ())) for head, found in asked.phrases.items()
    ):
        return True
    phrases = ((*before, head, *after) for head, found in slot.words.phrases.items() for before, after in found)
    return " " not in word and any(word in phrase for phrase in phrases)


def _containing(codebook: Codebook, word: str) -> set[str]:
    """The word sets and groups of roles that have a word, or something that the word is part of."""
    lower = word.lower()
    sets = {
        f"{{{name}}}"
        for name, members in codebook.vocabulary.words.items()
        if any(lower == member.lower() or lower in member.lower().split() for member in members)
    }
    return sets | {f"@{name}" for name, members in codebook.vocabulary.roles.items() if word in members or sets & {*members}}


def _including(codebook: Codebook, name: str) -> set[str]:
    """A word set or group of roles, if there is one of that name, and those that include it, also by others."""
    written = {own: own if own.startswith("@") else f"{{{own}}}" for own in codebook.references}
    found = {name} & {*written.values()}
    while True:
        bare = {included if included.startswith("@") else included[1:-1] for included in found}
        more = {written[own] for own, included in codebook.references.items() if bare & {*included}} - found
        if not more:
            return found
        found |= more


def _places(codebook: Codebook, names: Iterable[str]) -> dict[str, str]:
    """Where word sets and groups of roles stand."""
    return {name: codebook.role_places[name[1:]] if name.startswith("@") else codebook.word_places[name[1:-1]] for name in sorted(names)}
