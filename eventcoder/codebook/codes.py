"""Event codes: what each means, how they nest, and how they cross over to other schemes.

A scheme is data. `codebooks/cameo/codes.yaml` holds CAMEO with its crosswalks to PLOVER and ACLED; a codebook may bring its own.
Codes nest by prefix: "1384" lies within "138", and both within the root "13".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs

from eventcoder.loading.shapes import Place, Placed, Shape, list_of, mapping_of, matching, number, pair_of, placed, record, text
from eventcoder.loading.yamlfile import suggestion

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@attrs.frozen
class EventCode:
    """One code of a scheme.

    Args:
        code: the code itself, such as "138".
        name: a short name.
        definition: what it means, in a sentence.
        type: the event type: threat, attack, message, support ...
        root: the code of the root it lies under, "13".
        quad: the quad class, 1 to 4, or None.
        goldstein: from -10 (conflict) to 10 (cooperation), or None.
        plover: the event type of PLOVER, or None.
        mode: the mode of PLOVER, or None.
        context: the context of PLOVER, several joined by "; ", or None.
        acled: event type and sub-event type of ACLED, as far as the code alone decides, or None.
    """

    code: str
    name: str
    definition: str
    type: str
    root: str
    quad: int | None = None
    goldstein: float | None = None
    plover: str | None = None
    mode: str | None = None
    context: str | None = None
    acled: tuple[str, str] | None = None

    @property
    def is_verbal(self) -> bool:
        """Whether its quad class is one of words, not of deeds."""
        return self.quad is not None and QUADS[self.quad].startswith("verbal")


@attrs.frozen
class CodeScheme(Mapping[str, EventCode]):
    """All codes of a scheme, by code, in ascending order.

    Args:
        codes: the codes.
        roots: the names of the roots, by their code, from words to deeds: of two roots the later is the more material one.
    """

    codes: Mapping[str, EventCode] = attrs.field(factory=dict, hash=False)
    roots: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def __getitem__(self, code: str) -> EventCode:
        return self.codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def is_more_material(self, code: str, other: str) -> bool:
        """Whether a code says more of deeds than another: its root stands later.

        >>> aid, fight = (EventCode(name, name, "", "x", root=name) for name in ("AID", "FIGHT"))
        >>> scheme = CodeScheme({"AID": aid, "FIGHT": fight}, {"AID": "Provide aid", "FIGHT": "Fight"})
        >>> scheme.is_more_material("FIGHT", "AID"), scheme.is_more_material("AID", "FIGHT")
        (True, False)
        """
        order = list(self.roots)
        return order.index(self[code].root) > order.index(self[other].root)


# What the file must hold.

code = matching(re.compile(r"[^\W_]+"), "a code of letters and digits, in quotes", 'write it as "013"')
CODE_FIELDS: dict[str, Shape[Any]] = {
    "name": text,
    "definition": text,
    "type": text,
    "goldstein": number(-10, 10),
    "plover": text,
    "mode": text,
    "context": text,
    "acled": pair_of(text, text, "[event type, sub-event type] or null"),
}
CODE = record(
    CODE_FIELDS,
    required=("name", "type"),
    expected="a mapping with name and type",
)
SECTIONS: dict[str, Shape[Any]] = {
    "roots": mapping_of(code, placed(text), "a mapping from roots to their names"),
    "quads": mapping_of(
        matching(re.compile("[1-4]"), "a quad class from 1 to 4"),
        placed(list_of(placed(code), "a list of roots")),
        "a mapping from quad classes to lists of roots",
    ),
    "codes": mapping_of(code, placed(CODE), "a mapping from codes to their fields"),
}


def make_scheme(
    roots: Mapping[str, Placed[str]],
    quads: Mapping[str, Placed[list[Placed[str]]]],
    codes: Mapping[str, Placed[dict[str, Any]]],
    place: Place,
) -> CodeScheme:
    """Put a scheme together from what the sections of a codebook hold; what does not go together is reported.

    Args:
        roots: root -> name; without any, the first two digits of a code are its root.
        quads: quad class -> its roots; may lack.
        codes: code -> its fields.
        place: the codebook, for what no line can be blamed for.

    Returns:
        The scheme, with the codes that are right.
    """
    quad_of = _quads(quads, roots, place)
    made: dict[str, EventCode] = {}
    for name, entry in sorted(codes.items()):
        root = _root(name, roots)
        if root:
            fields = {"definition": ""} | entry.value
            made[name] = EventCode(code=name, root=root, quad=quad_of.get(root), **fields)
        else:
            entry.place.report("a code that begins with a root", repr(name), "add its root to roots")
    named = {root: name.value for root, name in roots.items()} or {entry.root: entry.root for entry in made.values()}
    return CodeScheme(made, named)


def _root(name: str, roots: Collection[str]) -> str:
    """The longest root that a code begins with; without roots, the first two digits or else the whole code."""
    if not roots:
        return name[:2] if name.isdigit() else name
    return max((root for root in roots if name.startswith(root)), key=len, default="")


def _quads(quads: Mapping[str, Placed[list[Placed[str]]]], roots: Collection[str], place: Place) -> dict[str, int]:
    """The quad class of each root."""
    found: dict[str, int] = {}
    for quad, members in quads.items():
        for member in members.value:
            if member.value in found:
                member.place.report("each root in one quad class", f"{member.value!r} again")
            elif roots and member.value not in roots:
                member.place.report("a root that roots names", repr(member.value), suggestion(member.value, roots))
            else:
                found[member.value] = int(quad)
    missing = [root for root in roots if root not in found]
    if quads and missing:
        place.of("quads").report("a quad class for each root", f"none for {', '.join(missing)}")
    return found
