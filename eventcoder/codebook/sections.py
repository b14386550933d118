"""What a file of a codebook must hold, section by section."""

from __future__ import annotations

import re
from typing import Any

import attrs

from eventcoder.codebook.codes import CODE_FIELDS
from eventcoder.codebook.codes import SECTIONS as CODE_SECTIONS
from eventcoder.codebook.codes import code as code_name
from eventcoder.codebook.model import CHANGING, Example, Policy, Transition
from eventcoder.codebook.wordsets import ROLES, TAKEN_OUT, WORDS
from eventcoder.loading.shapes import (
    Place,
    Placed,
    Shape,
    flag,
    list_of,
    mapping_of,
    matching,
    one_of,
    placed,
    record,
    says,
    text,
    word,
    words,
)

NO_EVENT = "none"


# A sentence, and the events that come of it. Spaces are those of Python and of JavaScript.
_EVENT = rf"(?:|{NO_EVENT}|---|[^\s;]+\s+[^\s;]+\s+[^\s;]+)"
_EVENTS = rf"=>\s*{_EVENT}\s*(?:;\s*{_EVENT}\s*)*"
_SENTENCE = r"(?:(?!=>)[\s\S])*"
_EXAMPLE = f"{_SENTENCE}(?:{_EVENTS})?"
_RESULT = f"{_SENTENCE}{_EVENTS}"


@says({"type": "string", "pattern": f"^{_EXAMPLE}$"})
def example(value: Any, place: Place) -> Example:
    """A sentence and, after `=>`, what must come of it."""
    if not isinstance(value, str):
        raise place.unfit("one line of text", value, "quote it")
    sentence, _, result = value.partition("=>")
    triples: list[tuple[str, str, str]] = []
    for part in result.split(";"):
        parts = part.split()
        if len(parts) == 3:
            triples.append((parts[0], parts[1], parts[2]))
        elif parts not in ([], [NO_EVENT], ["---"]):
            place.report("SOURCE CODE TARGET after =>", repr(part.strip()), "write --- for a missing actor")
    return Example(sentence.strip(), tuple(triples), str(place))


SET_NAME = re.compile(r"[A-Z0-9_-]*[A-Z][A-Z0-9_-]*")


def set_name(called: str) -> Shape[str]:
    """The name of a word set or group of roles."""

    @says({"type": "string", "pattern": f"^(?:{SET_NAME.pattern})$"})
    def read(value: Any, place: Place) -> str:
        if SET_NAME.fullmatch(str(value)):
            return str(value)
        raise place.of(str(value)).unfit(f"the name of a {called} in capitals", value, f"write {str(value).upper()}")

    return read


@says({"type": "string", "pattern": f"^{_RESULT}$"})
def result(value: Any, place: Place) -> Example:
    """An example that must say what comes of it."""
    found = example(value, place)
    if "=>" not in value:
        place.report("sentence => SOURCE CODE TARGET", repr(str(value)), "write => and what must come of it, or => none")
    return found


@says({"type": "string", "pattern": f"^(?:{TAKEN_OUT}{_EXAMPLE}|{_RESULT})$"})
def changed_result(value: Any, place: Place) -> Example:
    """An example to add, or after `!` the sentence of one to take out."""
    return example(value, place) if str(value).startswith(TAKEN_OUT) else result(value, place)


POLICY_KEYS = tuple(field.name for field in attrs.fields(Policy) if field.name != "transitions")
POLICY = record(dict.fromkeys(POLICY_KEYS, placed(words)))
BECOMES = record(dict.fromkeys(CHANGING, placed(word)), expected="status: code, for each status that changes the code")


@says(lambda: mapping_of(word, BECOMES).schema())
def transitions(value: Any, place: Place) -> dict[str, Placed[Transition]]:
    """A table of what becomes of a family of codes under each status."""
    rows = mapping_of(word, BECOMES, "family: what becomes of it under each status")(value, place)
    return {
        f"{family} {status}": Placed(Transition(status, family, code.value), code.place)
        for family, row in rows.items()
        for status, code in row.items()
    }


CODE = matching(re.compile(r"\S+"), "a code, or none")


@says(lambda: {"anyOf": [text.schema(), words.schema()]})
def acts(value: Any, place: Place) -> tuple[str, ...]:
    """What stands for ACT in the patterns of a rule, or a list of that."""
    return words(value, place) if isinstance(value, list) else (text(value, place),)


TABLE = mapping_of(CODE, acts)


@says(lambda: {"anyOf": [CODE.schema(), {**TABLE.schema(), "minProperties": 1}]})
def code(value: Any, place: Place) -> str | dict[str, tuple[str, ...]]:
    """The code of a rule, or a table of codes and of what stands for ACT."""
    return TABLE(value, place) if isinstance(value, dict) and value else CODE(value, place)


RULE_FIELDS: dict[str, Shape[Any]] = {
    "id": matching(re.compile(r"\S.*"), "a name of its own, such as 13-ultimatum"),
    "code": code,
    "patterns": list_of(text, "a list, each a line of text", least=1, mend="quote patterns that start with { or *"),
    "examples": list_of(result, "a list, each a line of text", mend="put a dash before each sentence"),
    "counterexamples": list_of(example, "a list, each a line of text", mend="put a dash before each sentence"),
    "reciprocal": flag,
    "paired": matching(re.compile(r"\S+"), "a code"),
    "as_fact": flag,
    "source": one_of("speaker", "quoted"),
    "note": word,
}
RULE = record(
    RULE_FIELDS, ("id", "code", "patterns"), expected="a rule with id, code and patterns", entry=lambda rule: str(rule.get("id") or "")
)
CHANGED_RULE = record(
    {name: shape for name, shape in RULE_FIELDS.items() if name != "id"}
    | {"examples": list_of(changed_result, "a list, each a line of text", mend="put a dash before each sentence")},
    expected="what is different in the rule: code, patterns ...",
)
CHANGES: dict[str, Shape[Any]] = {
    "quads": CODE_SECTIONS["quads"],
    "codes": mapping_of(code_name, placed(record(CODE_FIELDS, expected="what is different in the code: name, definition ..."))),
    "families": mapping_of(word, placed(words)),
    "policy": POLICY,
    "roles": mapping_of(set_name(ROLES.called), placed(words)),
    "words": mapping_of(set_name(WORDS.called), placed(words)),
    "rules": mapping_of(word, placed(CHANGED_RULE)),
}
REMOVABLE = ("rules", "words", "roles", "families", "codes", "transitions", "unreached")
CHANGED = record(CHANGES, expected=f"a mapping with any of {', '.join(CHANGES)}")
REMOVED = record(dict.fromkeys(REMOVABLE, list_of(placed(word), "a list of names")))


@attrs.frozen
class Named:
    """Something of the codebook that is extended.

    Args:
        section: the section that it stands in.
        name: its name there.
        content: what is different in it, if it is changed.
    """

    section: str
    name: str
    content: Any = None

    @property
    def key(self) -> str:
        """What messages call it."""
        return f"{self.section} {self.name}"


@says(CHANGED.schema)
def change(value: Any, place: Place) -> dict[str, Placed[Named]]:
    """What is different in what the codebook has that is extended."""
    found = CHANGED(value, place)
    named = (
        Placed(Named(section, name, entry.value), entry.place) for section, entries in found.items() for name, entry in entries.items()
    )
    return {entry.value.key: entry for entry in named}


@says(lambda: {"anyOf": [list_of(word).schema(), REMOVED.schema()]})
def remove(value: Any, place: Place) -> dict[str, Placed[Named]]:
    """What is left out of the codebook that is extended: a list of rules, or a list for each section."""
    if not isinstance(value, (list, dict)):
        raise place.unfit(f"a list of rules, or a mapping with any of {', '.join(REMOVABLE)}", value)
    found = REMOVED({"rules": value} if isinstance(value, list) else value, place)
    named = (Placed(Named(section, entry.value), entry.place) for section, entries in found.items() for entry in entries)
    return {entry.value.key: entry for entry in named}


SECTIONS: dict[str, Shape[Any]] = CODE_SECTIONS | {
    "codebook": record(dict.fromkeys(("name", "version", "description", "extends"), placed(word))),
    "remove": remove,
    "change": change,
    "families": mapping_of(word, placed(words)),
    "policy": POLICY,
    "discards": record(dict.fromkeys(("sentences", "documents"), placed(words))),
    "transitions": transitions,
    "unreached": mapping_of(word, placed(text)),
    "roles": mapping_of(set_name(ROLES.called), placed(words)),
    "words": mapping_of(set_name(WORDS.called), placed(words)),
    "rules": list_of(placed(RULE)),
}
FILE = record(SECTIONS)
