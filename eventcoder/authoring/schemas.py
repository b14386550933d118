"""JSON Schemas of codebooks and of lists of actors, by which editors complete and check; made from what loading asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from eventcoder.actors.load import FILE as ACTORS_FILE
from eventcoder.codebook.codes import EventCode
from eventcoder.codebook.model import Policy, Rule
from eventcoder.codebook.sections import FILE as CODEBOOK_FILE
from eventcoder.loading.shapes import Schema

DRAFT = "http://json-schema.org/draft-07/schema#"
MODELINE = "# yaml-language-server: $schema={}"  # the first line of a file, by which editors find its schema
ARGUMENT = re.compile(r"^        (\w+): (.*)$", re.MULTILINE)

SECTIONS = {
    "codebook": "Name, version and description of the codebook, and the one that it extends.",
    "remove": "What is left out of the codebook that this one extends: a list of rules, or a list for each section.",
    "change": "What is different in what the extended codebook has: only that is written.",
    "roots": "The roots of the codes and their names, from words to deeds.",
    "quads": "Quad class (1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict): its roots.",
    "codes": "The codes, in quotes; each has at least a name and a type.",
    "families": "Names for groups of codes, each a list of prefixes; patterns write <name>.",
    "policy": "What an event must show; each a list of prefixes of codes.",
    "discards": "Words in whose company nothing is an event: in the sentence, or in the whole document.",
    "transitions": "Family of codes: what becomes of it under each status.",
    "unreached": "Codes that no rule can give, and why.",
    "roles": "Names for groups of roles, in capitals; patterns write @NAME.",
    "words": "Word sets, in capitals: lists of dictionary forms, or {OTHER_SETS}; patterns write {NAME}.",
    "rules": "The rules: each has an id, a code and patterns.",
}
HEAD = {
    "name": "What the codebook is called.",
    "version": "Its version.",
    "description": "One line about it.",
    "extends": "cameo, the bundled codebook, or the path of another one: a file or a folder, as seen from this file.",
}
RULE = {
    "code": "The code of the event, or none: it matches, but gives no event.",
    "source": "speaker: the source is who says the sentence. quoted: the same, only in the speaker's own words.",
    "examples": "Sentences that it must code: sentence => SOURCE CODE TARGET, several events with ;, --- for nobody.",
    "counterexamples": "Sentences that must give no event by this rule; with =>, what they must give.",
}
CHANGES = {
    "quads": "Roots are added to the quad class.",
    "codes": "Name, definition and labels that replace those of the code.",
    "rules": "Patterns and examples are added to those of the rule, other keys replace its own; after ! one is taken out.",
    "words": "Words are added to the set; after ! one is taken out.",
    "roles": "Roles are added to the group; after ! one is taken out.",
    "families": "Codes are added to the family; after ! one is taken out.",
    "policy": "Codes are added; after ! one is taken out.",
}


def codebook_schema() -> Schema:
    """The JSON Schema of a file of a codebook.

    Returns:
        A schema, draft 7: whatever loading takes fits it, and what does not fit it loading refuses. What files must be together (a code
        that is given and that no file has, and the like) only loading knows.

    >>> sorted(codebook_schema()["properties"]["codebook"]["properties"])
    ['description', 'extends', 'name', 'version']
    """
    schema = _headed(CODEBOOK_FILE.schema(), "A file of an eventcoder codebook")
    sections = schema["properties"]
    for name, text in SECTIONS.items():
        sections[name]["description"] = text
    policy, rule, code = (dict(_arguments(kind)) for kind in (Policy, Rule, EventCode))
    changes = sections["change"]["properties"]
    _describe(sections["codebook"], HEAD)
    for within in (sections, changes):
        _describe(within["policy"], policy)
        _describe(within["codes"]["additionalProperties"], code)
    for rules in (sections["rules"]["items"], changes["rules"]["additionalProperties"]):
        _describe(rules, rule | RULE)
    _describe(sections["change"], CHANGES)
    return schema


def actors_schema() -> Schema:
    """The JSON Schema of a list of actors.

    Returns:
        A schema, draft 7: whatever loading takes fits it, and what does not fit it loading refuses.

    >>> actors_schema()["properties"]["actors"]["items"]["required"]
    ['names']
    """
    return _headed(ACTORS_FILE.schema(), "A list of actors of eventcoder")


def _headed(schema: Schema, title: str) -> Schema:
    return {"$schema": DRAFT, "title": title, **schema}


def _describe(schema: Schema, texts: dict[str, str]) -> None:
    """Say what the keys of a mapping are for."""
    for name, member in schema["properties"].items():
        if name in texts:
            member["description"] = texts[name]


def _arguments(kind: type[Any]) -> Iterator[tuple[str, str]]:
    """What the docstring of a class says of its fields."""
    for name, text in ARGUMENT.findall(kind.__doc__ or ""):
        yield name, text[0].upper() + text[1:]
