"""What a codebook adds to another one, changes in it and leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from eventcoder.codebook.model import Example, Layer
from eventcoder.codebook.sections import NO_EVENT, Named
from eventcoder.codebook.wordsets import TAKEN_OUT
from eventcoder.loading.shapes import Place, Placed
from eventcoder.loading.yamlfile import Text, line_of, suggestion

Code = str | Mapping[str, tuple[str, ...]]  # of a rule: one, or a table
Sections = Mapping[str, Mapping[str, Placed[Any]]]
WRITTEN = {"words": "{%s}", "roles": "@%s", "families": "<%s>"}  # how patterns name them
NAMED = re.compile(r"\{\w+\}|@\w+|<[^>]*>")
ADDED_TO = ("patterns", "examples", "counterexamples")  # parts of a rule to which a change adds


@attrs.frozen
class Merged:
    """What the sections of a codebook hold, together with those of the one that it extends.

    Args:
        sections: section -> name -> entry.
        layers: the codebooks that they come from, the topmost first.
        origins: the names of the codebooks that rules, `{SETS}` and `@GROUPS` come from, other than the topmost.
    """

    sections: Sections
    layers: tuple[Layer, ...]
    origins: Mapping[str, str]


def extended(own: Sections, layer: Layer, below: Merged) -> Merged:
    """Put a codebook on top of the one that it extends. What does not go together is reported, and left as it was.

    Args:
        own: what its own files hold.
        layer: its name and files.
        below: the codebook that it extends.

    Returns:
        Both together: what has the same name is the upper one's.
    """
    changes, removals = own["change"], own["remove"]
    sections = {name: dict(entries) for name, entries in below.sections.items() if name in own}
    changed: set[tuple[str, str]] = set()
    for entry in changes.values():
        named: Named = entry.value
        known = sections[named.section]
        if named.name not in known:
            _unknown(entry, known, below)
        elif named.name in own[named.section] or named.key in removals:
            place = entry.place.of(named.key)
            place.report("what is changed to be neither written anew nor removed", "both", "keep one of them")
        else:
            known[named.name] = _changed(known[named.name], named, entry.place)
            changed.add((named.section, named.name))
    for entry in removals.values():
        if entry.value.name not in sections[entry.value.section]:
            _unknown(entry, sections[entry.value.section], below)
    gone = {(entry.value.section, entry.value.name) for entry in removals.values()}
    left = {name: {key: value for key, value in entries.items() if (name, key) not in gone} for name, entries in sections.items()}
    merged = {name: own[name] if name in ("codebook", "change", "remove") else _both(left[name], own[name]) for name in own}
    for entry in removals.values():
        if entry.value.name in sections[entry.value.section] and entry.value.name not in own[entry.value.section]:
            kept = sections[entry.value.section][entry.value.name]
            if users := [*_users(entry.value, merged)]:
                _in_use(entry, users)
                merged[entry.value.section] = {**merged[entry.value.section], entry.value.name: kept}
    origins = {
        written(section, name): below.origins.get(written(section, name), below.layers[0].name)
        for section in ("rules", "words", "roles")
        for name in left[section]
        if name not in own[section] and (section, name) not in changed
    }
    return Merged(merged, (layer, *below.layers), origins)


def _both(below: Mapping[str, Placed[Any]], own: Mapping[str, Placed[Any]]) -> dict[str, Placed[Any]]:
    """The entries of a section of both; their order, which roots have a meaning by, is the upper one's if it names them all."""
    return dict(own) if below.keys() <= own.keys() else {**below, **own}


def written(section: str, name: str) -> str:
    """A name as patterns write it: `{SET}`, `@GROUP`, `<family>`; that of a rule or code as it is."""
    return WRITTEN.get(section, "%s") % name


def _unknown(entry: Placed[Named], known: Iterable[str], below: Merged) -> None:
    named = entry.value
    place = entry.place.of(named.key)
    place.report(f"a name that {below.layers[0].name} has among its {named.section}", repr(named.name), suggestion(named.name, known))


# Changes


def _changed(entry: Placed[Any], named: Named, place: Place) -> Placed[Any]:
    """An entry as a change makes it; it stands where the change does."""
    if named.section == "codes":
        return Placed({**entry.value, **named.content}, place)
    if named.section == "rules":
        return Placed(_changed_rule(entry, named.content, place.of(named.key)), place)
    content = named.content.value if isinstance(named.content, Placed) else named.content
    if named.section == "quads":
        return Placed([*entry.value, *content], place)
    if named.section in ("families", "policy"):
        return Placed(_less([*entry.value, *content], place.of(named.key)), place)
    return Placed((*entry.value, *content), place)  # what words and roles take out is known only when their sets are written out


def _changed_rule(entry: Placed[dict[str, Any]], content: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """The fields of a rule: those of the change, but patterns and examples are added."""
    fields = {**entry.value, **{name: value for name, value in content.items() if name not in ADDED_TO}}
    file = entry.place.file
    patterns = [Text(line, line_of(line, entry.place.line), getattr(line, "file", "") or file) for line in entry.value["patterns"]]
    fields["patterns"] = [*_less([*patterns, *content.get("patterns", ())], place.key("patterns"))]
    if not fields["patterns"]:
        place.report("at least one pattern that is left", "none", "remove the rule instead")
    for name in ADDED_TO[1:]:
        kept = _for_code(entry.value.get(name, ()), entry.value["code"], fields["code"])
        out = {example.text[1:].strip(): example for example in content.get(name, ()) if example.text.startswith(TAKEN_OUT)}
        texts = [example.text for example in kept]
        for text in out.keys() - {*texts}:
            place.key(name).report("after ! the sentence of an example", repr(text), suggestion(text, texts))
        more = [example for example in content.get(name, ()) if not example.text.startswith(TAKEN_OUT)]
        fields[name] = [*(example for example in kept if example.text not in out), *more]
    return fields


def _less(members: Iterable[str], place: Place) -> tuple[str, ...]:
    """A list without what members that begin with ! take out."""
    kept = [member for member in members if not member.startswith(TAKEN_OUT)]
    out = [member[1:].strip() for member in members if member.startswith(TAKEN_OUT)]
    for member in out:
        if member not in kept:
            place.report("after ! what the list has", repr(member), suggestion(member, kept))
    return tuple(member for member in kept if member not in out)


def _for_code(examples: Iterable[Example], old: Code, new: Code) -> list[Example]:
    """Examples of a rule whose code changes: they promise the new one; where there is none, or several, they promise nothing any more."""
    if new == old:
        return [*examples]
    if not isinstance(old, str) or not isinstance(new, str) or NO_EVENT in (old, new):
        return []
    return [
        attrs.evolve(example, expected=tuple((source, _renamed(code, old, new), target) for source, code, target in example.expected))
        for example in examples
    ]


def _renamed(code: str, old: str, new: str) -> str:
    """What an example promises: the new code in place of the old one, or of a code that the old one lies under and the new one does not."""
    return new if old.startswith(code) and not new.startswith(code) else code


# Removals


def _users(named: Named, sections: Sections) -> Iterator[str]:
    """What still needs a thing that is removed, in words."""
    name = written(named.section, named.name)
    if named.section in WRITTEN:
        for rule in sections["rules"].values():
            acts = [act for acts in rule.value["code"].values() for act in acts] if isinstance(rule.value["code"], dict) else []
            for pattern in (*rule.value["patterns"], *acts):
                if name in _names(pattern):
                    yield f"{str(pattern)!r} of rule {rule.value['id']} ({rule.place.at(pattern)})"
        for section in ("words", "roles"):
            for other, entry in sections[section].items():
                if name in entry.value:
                    yield f"{written(section, other)} ({entry.place})"
    elif named.section == "codes":
        yield from (
            f"rule {rule.value['id']} ({rule.place})" for rule in sections["rules"].values() if named.name in _codes(rule.value["code"])
        )
        for row, becomes in sections["transitions"].items():
            if becomes.value.code == named.name:
                yield f"the transition {row} ({becomes.place})"
        yield from (f"unreached ({entry.place})" for code, entry in sections["unreached"].items() if code == named.name)


def _codes(code: Code) -> Iterable[str]:
    return (code,) if isinstance(code, str) else code


def _names(pattern: str) -> set[str]:
    """The word sets, groups of roles and families that a pattern names."""
    found: set[str] = set()
    for name in NAMED.findall(pattern):
        found |= {f"<{family}>" for family in name[1:-1].split("|")} if name.startswith("<") else {name}
    return found


def _in_use(entry: Placed[Named], users: list[str]) -> None:
    named = entry.value
    others = f" and {len(users) - 1:,} more" if len(users) > 1 else ""
    entry.place.of(f"remove: {named.key}").report(
        "a name that nothing needs any more", f"{written(named.section, named.name)}, needed by {users[0]}{others}", "remove that too"
    )
