"""What a layout asks of an event before it decides: `{code: ["18"], target: civilians, words: drone}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import attrs

from eventcoder.actors import Actor
from eventcoder.loading.shapes import Place, Shape, mapping_of, number, says, word, word_set
from eventcoder.loading.yamlfile import suggestion
from eventcoder.views.paths import getter
from eventcoder.views.scene import Scene

Test = Callable[[Scene], bool]

ANYTHING = "*"  # in the place of a value: it is there, whatever it is; at the end of a word: any ending
SIDES = ("source", "target")
HIGHEST = 1e9  # number that may be asked for


def pattern_of(words: Collection[str]) -> re.Pattern[str]:
    """A pattern that finds any of some words, in small or capital letters.

    >>> found = pattern_of(["drone", "bomb*"])
    >>> [bool(found.search(text)) for text in ("A Drone hit it", "bombardment", "a dronefly", "aplomb")]
    [True, True, False, False]
    """
    listed = [re.escape(word.removesuffix(ANYTHING)) + (r"\w*" if word.endswith(ANYTHING) else "") for word in sorted(words)]
    return re.compile(rf"\b(?:{'|'.join(listed)})\b" if listed else r"(?!)", re.IGNORECASE)


@attrs.frozen
class Group:
    """A kind of party.

    Args:
        roles: it has one of these roles.
        words: or its name has one of these words.
    """

    roles: frozenset[str]
    words: re.Pattern[str]

    @classmethod
    def of(cls, roles: Collection[str], words: Collection[str]) -> Group:
        """A kind of party by some roles and words."""
        return cls(frozenset(roles), pattern_of(words))

    def has(self, actor: Actor | None) -> bool:
        """Whether a party is one of them."""
        return actor is not None and (not self.roles.isdisjoint(actor.parts) or self.words.search(actor.text) is not None)


@attrs.frozen
class Names:
    """What the conditions of a layout may name.

    Args:
        groups: kinds of parties.
        words: sets of words, as one pattern each.
        values: the values and columns that have been made before.
    """

    groups: Mapping[str, Group]
    words: Mapping[str, re.Pattern[str]]
    values: Collection[str] = ()


def one_or_more(member: Shape[str]) -> Shape[list[str | None]]:
    """A value or a list of values, any of which may be null."""

    @says(lambda: {"anyOf": [member.schema(), {"type": ["array", "null"]}]})
    def read(value: Any, place: Place) -> list[str | None]:
        if isinstance(value, list):
            return [None if item is None else member(item, place.at(item)) for item in value]
        return [None if value is None else member(value, place)]

    return read


CHOICES = one_or_more(word)
NUMBERS = mapping_of(word, number(0, HIGHEST), "a mapping from values to numbers")


def conditions(value: Any, place: Place, names: Names) -> Test:
    """A test of an event: all that is asked of it must hold.

    Args:
        value: what the layout says under `if`.
        place: where it says so; takes what is wrong.
        names: what it may name.

    Raises:
        Unfit: nothing is asked, or something that cannot be.
    """
    if not isinstance(value, Mapping) or not value:
        raise place.unfit('conditions, such as {code: ["18"], target: civilians}', value)
    tests = [_condition(str(key), asked, place.at(key).key(key), names) for key, asked in value.items()]
    return lambda scene: all(test(scene) for test in tests)


def _condition(key: str, asked: Any, place: Place, names: Names) -> Test:
    if key == "not":
        test = conditions(asked, place, names)
        return lambda scene: not test(scene)
    if key == "code":
        codes = tuple(word_set([asked] if isinstance(asked, (str, int)) else asked, place))
        return lambda scene: scene.event.code.startswith(codes)
    if key == "with":
        others = tuple(word_set([asked] if isinstance(asked, (str, int)) else asked, place))
        return lambda scene: any(event.code.startswith(others) for event in scene.events)
    if key == "at least":
        return _at_least(asked, place, names)
    if key in SIDES:
        choices = CHOICES(asked, place)
        groups = [_named(name, names.groups, place, "groups") for name in choices if name is not None]
        return lambda scene: _fits(getattr(scene.event, key), groups, None in choices)
    if key in ("words", "sentence"):
        sets = [_named(name, names.words, place, "words") for name in CHOICES(asked, place)]
        if key == "words":
            return lambda scene: any(found.search(scene.words) for found in sets)
        return lambda scene: any(found.search(scene.event.sentence) for found in sets)
    get, allowed = getter(key, names.values, place), CHOICES(asked, place)
    return lambda scene: _is_one_of(get(scene), allowed)


def _at_least(asked: Any, place: Place, names: Names) -> Test:
    """`{event.arrested.low: 10}`: numbers that are there and not smaller."""
    least = [(getter(str(key), names.values, place), float(low)) for key, low in NUMBERS(asked, place).items()]
    return lambda scene: all((value := get(scene)) is not None and value >= low for get, low in least)


def _fits(actor: Actor | None, groups: Collection[Group], nobody: bool) -> bool:
    return nobody if actor is None else any(group.has(actor) for group in groups)


def _named(name: str | None, known: Mapping[str, Any], place: Place, of: str) -> Any:
    if name is not None and name in known:
        return known[name]
    raise place.unfit(f"one of the {of} of this view: {', '.join(known) or 'it has none'}", name, suggestion(str(name), known))


def _is_one_of(value: Any, choices: Collection[str | None]) -> bool:
    """Whether a value is one of those that are asked for; null is what is missing.

    >>> _is_one_of(None, [None]), _is_one_of("", ["*"]), _is_one_of(3, ["*"]), _is_one_of(True, ["true"])
    (True, False, True, True)
    """
    if value is None or value == "":
        return None in choices
    return ANYTHING in choices or (str(value).lower() if isinstance(value, bool) else str(value)) in choices
