"""Event codes: what each means, how they nest, and how they cross over to other schemes.

A scheme is data. `codebooks/cameo/codes.yaml` holds CAMEO with its crosswalks to PLOVER and ACLED; a codebook may bring its own.
Codes nest by prefix: "1384" lies within "138", and both within the root "13".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from eventcoder.errors import Problem

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
KEYS = ("name", "definition", "type", "goldstein", "plover", "mode", "context", "acled")


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


@attrs.frozen
class CodeScheme(Mapping[str, EventCode]):
    """All codes of a scheme, by code, in ascending order.

    Args:
        codes: the codes.
        roots: the names of the roots, by their code.

    >>> scheme, problems = parse_codes({"codes": {"138": {"name": "Threaten with military force", "type": "threat"}}}, "codes.yaml")
    >>> scheme["138"].root, len(scheme), problems
    ('13', 1, ())
    """

    codes: Mapping[str, EventCode] = attrs.field(factory=dict, hash=False)
    roots: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    def __getitem__(self, code: str) -> EventCode:
        return self.codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.codes)

    def __len__(self) -> int:
        return len(self.codes)

    def ancestors(self, code: str) -> tuple[str, ...]:
        """The codes that a code lies within, nearest first; the root is the last.

        Args:
            code: a code, in the scheme or not.

        Returns:
            Codes and roots of the scheme that are proper prefixes of the code.

        >>> scheme, _ = parse_codes({"codes": {code: {"name": code, "type": "threat"} for code in ("138", "1384")}}, "codes.yaml")
        >>> scheme.ancestors("1384")
        ('138', '13')
        """
        shorter = (code[:length] for length in range(len(code) - 1, 0, -1))
        return tuple(prefix for prefix in shorter if prefix in self.codes or prefix in self.roots)

    def within(self, code: str, prefix: str) -> bool:
        """Whether a code of the scheme is the other code or lies below it.

        Args:
            code: a code.
            prefix: a code, a root or another prefix.

        Returns:
            True if the code is in the scheme and begins with the prefix.

        >>> scheme, _ = parse_codes({"codes": {"138": {"name": "Threaten", "type": "threat"}}}, "codes.yaml")
        >>> scheme.within("138", "13"), scheme.within("138", "139")
        (True, False)
        """
        return code in self.codes and code.startswith(prefix)


def parse_codes(mapping: Mapping[str, Any], where: str) -> tuple[CodeScheme, tuple[Problem, ...]]:
    """Read the code scheme of a codebook.

    Args:
        mapping: the codebook; of its keys `codes` is read, and `roots` (code to name) and `quads` (quad class to its roots), which
            may lack. Without `roots` the first two digits of a code are its root.
        where: the file, for messages; the line is added where the keys know theirs.

    Returns:
        The scheme, with the codes that are right, and everything found wrong.

    >>> parse_codes({"codes": {"138": {"name": "Threaten"}}}, "codes.yaml")[1][0].expected
    'type: a text'
    """
    problems: list[Problem] = []
    roots = _roots(mapping.get("roots"), where, problems)
    quads = _quads(mapping.get("quads"), roots, where, problems)
    entries = mapping.get("codes")
    if entries is not None and not isinstance(entries, Mapping):
        problems.append(Problem(where, "codes", "a mapping from codes to their fields", repr(entries)))
    codes: dict[str, EventCode] = {}
    for key, entry in entries.items() if isinstance(entries, Mapping) else ():
        place = _place(where, key)
        code = _code(key, place, "codes", problems)
        root = _root(code, roots) if code else ""
        if code and not root:
            problems.append(Problem(place, code, "a code that begins with a root", repr(code), "add its root to roots"))
        elif code:
            fields = _fields(code, entry, where, place, problems)
            if fields is not None:
                codes[code] = EventCode(code=code, root=root, quad=quads.get(root), **fields)
    named = roots or {entry.root: entry.root for entry in codes.values()}
    return CodeScheme(dict(sorted(codes.items())), dict(sorted(named.items()))), tuple(problems)


def codes_markdown(scheme: CodeScheme) -> str:
    """A readable table of a scheme, a section a root: the text of `docs/cameo.md`.

    Args:
        scheme: the codes.

    Returns:
        Markdown that ends with a newline.

    >>> scheme, _ = parse_codes({"codes": {"138": {"name": "Threaten", "type": "threat"}}, "roots": {"13": "Threaten"}}, "codes.yaml")
    >>> codes_markdown(scheme).splitlines()[-1]
    '| 138 | Threaten |  |  |  |  |'
    """
    count = f"{len(scheme)} codes under {len(scheme.roots)} roots"
    lines = ["# Event codes", "", f"{count}, made from the codebook by `python tools/codes_doc.py`.", ""]
    lines += ["PLOVER: event type, mode, context. ACLED: event type and sub-event type, as far as the code alone decides.", ""]
    for root, name in scheme.roots.items():
        entries = [entry for entry in scheme.values() if entry.root == root]
        if not entries:
            continue
        quad = entries[0].quad
        lines += [f"## {root} {name}", ""]
        lines += [f"Quad class {quad} ({QUADS[quad]}), type `{entries[0].type}`.", ""] if quad else [f"Type `{entries[0].type}`.", ""]
        lines += ["| code | name | definition | Goldstein | PLOVER | ACLED |", "|---|---|---|---|---|---|"]
        for entry in entries:
            plover = ", ".join(filter(None, (entry.plover, entry.mode, entry.context)))
            goldstein = "" if entry.goldstein is None else f"{entry.goldstein:.1f}"
            cells = (entry.code, entry.name, entry.definition, goldstein, plover, ": ".join(entry.acled or ()))
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def _place(where: str, key: object) -> str:
    line = getattr(key, "line", None)
    return f"{where}:{line}" if line else where


def _code(key: object, place: str, rule: str, problems: list[Problem]) -> str:
    """The code that a key stands for, or an empty string."""
    if isinstance(key, str) and key and key.isalnum():
        return str(key)
    problems.append(Problem(place, rule, "a code of letters and digits, in quotes", repr(key), 'write it as "013"'))
    return ""


def _root(code: str, roots: Mapping[str, str]) -> str:
    """The longest root that the code begins with; without roots, the first two digits or else the whole code."""
    if not roots:
        return code[:2] if code.isdigit() else code
    return max((root for root in roots if code.startswith(root)), key=len, default="")


def _roots(value: object, where: str, problems: list[Problem]) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        problems.append(Problem(where, "roots", "a mapping from roots to their names", repr(value)))
        return {}
    roots: dict[str, str] = {}
    for key, name in value.items():
        place = _place(where, key)
        code = _code(key, place, "roots", problems)
        if code and isinstance(name, str) and name:
            roots[code] = str(name)
        elif code:
            problems.append(Problem(place, "roots", "a name", repr(name)))
    return roots


def _quads(value: object, roots: Mapping[str, str], where: str, problems: list[Problem]) -> dict[str, int]:
    """The quad class of each root."""
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        problems.append(Problem(where, "quads", "a mapping from quad classes to lists of roots", repr(value)))
        return {}
    quads: dict[str, int] = {}
    for key, members in value.items():
        place = _place(where, key)
        if str(key) not in map(str, QUADS) or not isinstance(members, list):
            problems.append(Problem(place, "quads", "a quad class from 1 to 4 and a list of roots", f"{key}: {members!r}"))
            continue
        for member in members:
            root = _code(member, place, "quads", problems)
            if root in quads:
                problems.append(Problem(place, "quads", "each root in one quad class", f"{root!r} again"))
            elif root and roots and root not in roots:
                problems.append(Problem(place, "quads", "a root that roots names", repr(root)))
            elif root:
                quads[root] = int(str(key))
    missing = [root for root in roots if root not in quads]
    if missing:
        problems.append(Problem(where, "quads", "a quad class for each root", f"none for {', '.join(missing)}"))
    return quads


def _fields(code: str, entry: object, where: str, place: str, problems: list[Problem]) -> dict[str, Any] | None:
    """The fields of a code as `EventCode` takes them, or None if any is wrong."""
    if not isinstance(entry, Mapping):
        problems.append(Problem(place, code, "a mapping with name and type", repr(entry)))
        return None
    before = len(problems)
    fields: dict[str, Any] = {"definition": ""}
    for key, value in entry.items():
        if key not in KEYS:
            problems.append(Problem(_place(where, key) if hasattr(key, "line") else place, code, f"one of {', '.join(KEYS)}", repr(key)))
        elif value is None:
            continue
        elif key == "goldstein":
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not -10 <= value <= 10:
                problems.append(Problem(place, code, "goldstein: a number from -10 to 10", repr(value)))
            else:
                fields["goldstein"] = float(value)
        elif key == "acled":
            if isinstance(value, (list, tuple)) and len(value) == 2 and all(isinstance(part, str) and part for part in value):
                fields["acled"] = (str(value[0]), str(value[1]))
            else:
                problems.append(Problem(place, code, "acled: [event type, sub-event type] or null", repr(value)))
        elif isinstance(value, str) and value:
            fields[str(key)] = str(value)
        elif key not in ("name", "type"):
            problems.append(Problem(place, code, f"{key}: a text", repr(value)))
    for key in ("name", "type"):
        if key not in fields:
            problems.append(Problem(place, code, f"{key}: a text", repr(entry.get(key))))
    return fields if len(problems) == before else None
