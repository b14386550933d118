"""The new codebook and lists as files."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs

from eventcoder.authoring.layout import formatted
from eventcoder.codebook.codes import CodeScheme, EventCode
from eventcoder.errors import InputError
from eventcoder.importing.petrarch.actors import NewActor
from eventcoder.importing.petrarch.folder import Imported
from eventcoder.importing.petrarch.rules import NO_EVENT, NewRule, NewRules
from eventcoder.importing.report import as_csv

REPORT = "import-report.csv"
CODEBOOK, ACTORS = "codebook", "actors"  # folders
PLAIN = re.compile(r"[A-Za-z][A-Za-z '’.&/-]*(?<! )")
RESERVED = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "TARGET"))
KNOWN_SHARE = 0.9  # of the codes that the bundled scheme must have for the new one to be CAMEO
MOST_NAMED = 3  # blocks that the name of a code lists
COMMON_FIELDS = ("name", "definition", "type", "goldstein", "plover", "mode", "context", "acled")


@attrs.frozen
class Written:
    """Where the new files are."""

    codebook: Path | None
    actors: Path | None
    report: Path


def write(imported: Imported, folder: Path, name: str, cameo: CodeScheme, *, overwrite: bool = False) -> Written:
    """Write the new codebook, the new lists and the report.

    Args:
        imported: what the dictionaries have become.
        folder: where to; made if need be.
        name: the name of the codebook.
        cameo: the codes of the bundled codebook, whose names are taken over if the dictionary uses them.
        overwrite: whether to delete a codebook and lists that are there already.

    Returns:
        Where the files are.

    Raises:
        InputError: there are such files, and they are not to be overwritten.
    """
    _make_room(folder, overwrite)
    report = folder / REPORT
    report.write_text(as_csv(imported.rows), encoding="utf-8")
    codebook = folder / CODEBOOK if imported.rules is not None else None
    if codebook is not None and imported.rules is not None:
        for path, text in _codebook_files(imported, imported.rules, name, cameo):
            _write(codebook / path, text)
            laid_out = formatted(codebook / path)
            (codebook / path).write_text(laid_out, encoding="utf-8", newline="\n")
    actors = folder / ACTORS if imported.actors or imported.roles else None
    if actors is not None:
        for path, text in _actor_files(imported):
            _write(actors / path, text)
    return Written(codebook, actors, report)


def _make_room(folder: Path, overwrite: bool) -> None:
    """Make the folder, without a codebook and lists from before, which would be read together with the new ones."""
    there = [path for part in (CODEBOOK, ACTORS) for path in sorted((folder / part).rglob("*.yaml"))]
    if there and not overwrite:
        raise InputError(f"{folder}: expected no codebook there, got {there[0]}; choose another folder, or overwrite it")
    for path in there:
        path.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def quoted(text: str) -> str:
    """A string of YAML, with quotes where it needs them.

    >>> quoted("Iran"), quoted("031"), quoted("no"), quoted('{SET} "x"')
    ('Iran', '"031"', '"no"', '"{SET} \\\\"x\\\\""')
    """
    return text if PLAIN.fullmatch(text) and text.lower() not in RESERVED else json.dumps(text, ensure_ascii=False)


def _listed(members: Iterable[str]) -> str:
    return "[" + ", ".join(map(quoted, members)) + "]"


# The codebook ------------------------------------------------------------------------------------------------------------


def _codebook_files(imported: Imported, rules: NewRules, name: str, cameo: CodeScheme) -> Iterator[tuple[str, str]]:
    """Each file of the codebook with its text: what it is and its codes, word sets, and the rules of each root."""
    sources = ", ".join(path.name for path in imported.sources)
    is_cameo = _is_cameo(rules.codes, cameo)
    roots = sorted({cameo.codes[code].root if is_cameo and code in cameo else _root(code) for code in rules.codes})
    yield (
        "codebook.yaml",
        "\n".join(
            [
                f"# Made from {sources} by eventcoder codebook import petrarch.",
                "codebook:",
                f"  name: {quoted(name)}",
                '  version: "1"',
                f"  description: {quoted(f'Rules imported from {sources}')}",
                "",
                *(_cameo_codes(rules.codes, cameo) if is_cameo else _own_codes(rules.codes)),
                "",
                *_policy(roots),
                *_discards(imported),
                "",
            ]
        ),
    )
    if rules.sets:
        yield "words.yaml", "words:\n" + "".join(f"  {set_name}: {_listed(members)}\n" for set_name, members in rules.sets.items())
    by_root: dict[str, list[NewRule]] = {}
    for rule in rules.rules:
        by_root.setdefault(rule.code if rule.code == NO_EVENT else _root(rule.code), []).append(rule)
    for root, found in sorted(by_root.items()):
        yield f"rules/{root}.yaml", "rules:\n" + "".join(map(_rule, found))


def _root(code: str) -> str:
    return code[:2] if code.isdigit() else code


def _rule(rule: NewRule) -> str:
    lines = [f"  - id: {quoted(rule.id)}", f"    code: {quoted(rule.code) if rule.code != NO_EVENT else NO_EVENT}"]
    lines += ["    reciprocal: true"] * rule.reciprocal
    lines += [f"    paired: {quoted(rule.paired)}"] if rule.paired else []
    lines += ["    patterns:", *(f"      - {json.dumps(pattern, ensure_ascii=False)}" for pattern in rule.patterns)]
    return "\n".join(lines) + "\n"


def _is_cameo(codes: Iterable[str], cameo: CodeScheme) -> bool:
    listed = list(codes)
    return all(any(code.startswith(root) for root in cameo.roots) for code in listed) and (
        sum(code in cameo for code in listed) >= KNOWN_SHARE * len(listed)
    )


def _cameo_codes(codes: Mapping[str, tuple[str, ...]], cameo: CodeScheme) -> list[str]:
    """The codes of CAMEO with their names and crosswalks, and those that it lacks."""
    quads: dict[int, list[str]] = {}
    for code in cameo.values():
        if code.quad is not None and code.root not in quads.setdefault(code.quad, []):
            quads[code.quad].append(code.root)
    lines = ["roots:", *(f"  {quoted(root)}: {quoted(root_name)}" for root, root_name in cameo.roots.items())]
    lines += ["quads:", *(f"  {quad}: {_listed(sorted(roots))}" for quad, roots in sorted(quads.items()))]
    lines += ["codes:", *(_code(cameo[code]) for code in cameo)]
    lines += [_unnamed(code, blocks) for code, blocks in codes.items() if code not in cameo]
    return lines


def _code(code: EventCode) -> str:
    fields = [
        f"{field}: {json.dumps(value if not isinstance(value, tuple) else list(value), ensure_ascii=False)}"
        for field in COMMON_FIELDS
        if (value := getattr(code, field)) not in (None, "")
    ]
    return f"  {quoted(code.code)}: {{{', '.join(fields)}}}"


def _own_codes(codes: Mapping[str, tuple[str, ...]]) -> list[str]:
    return ["# The dictionary does not name its codes: these are named by the verbs that have them.", "codes:"] + [
        _unnamed(code, blocks) for code, blocks in codes.items()
    ]


def _unnamed(code: str, blocks: Sequence[str]) -> str:
    some = ", ".join(blocks[:MOST_NAMED]) + (" ..." if len(blocks) > MOST_NAMED else "")
    return f"  {quoted(code)}: {{name: {quoted(some or f'code {code}')}, type: event}}"


def _policy(roots: Sequence[str]) -> list[str]:
    listed = _listed(roots)
    return [
        "policy:",
        "  # Both parties must be known (require_dyad of PETRARCH); without this line an event may lack its target.",
        f"  needs_target: {listed}",
        '  # Verbs listed in a form of their own ("left") are found by it, before the verb whose form it is ("leave").',
        f"  by_form: {listed}",
        "  # Only verbs are triggers, no nouns and modals; one that is coded takes up its clause, and verbs below it are not coded.",
        f"  verbs_only: {listed}",
        f"  whole_clause: {listed}",
        "  # Where grammar and pattern name no party, it is the nearest actor: before the verb the source, after it the target.",
        f"  nearest: {listed}",
    ]


def _discards(imported: Imported) -> list[str]:
    """What is discarded, one a line."""
    kinds = {
        "sentences": [word for each in imported.discards for word in each.sentences],
        "documents": [word for each in imported.discards for word in each.documents],
    }
    lines = ["", "discards:"] if any(kinds.values()) else []
    for kind, words in kinds.items():
        lines += [f"  {kind}:", *(f"    - {quoted(word)}" for word in dict.fromkeys(words))] if words else []
    return lines


# The lists ---------------------------------------------------------------------------------------------------------------


def _actor_files(imported: Imported) -> Iterator[tuple[str, str]]:
    """Each file of actors with its text; the first in the alphabet says how they are to be read."""
    yield (
        "agents.yaml",
        "\n".join(
            [
                "# These lists stand alone, without the bundled ones, and know nobody but those whom a phrase names.",
                "bundled: false",
                "scheme:",
                "  closed: true",
                '  unknown: "---"  # the country of a role where the phrase has none',
                "linkers: [of]",
                *_roles(imported),
                "",
            ]
        ),
    )
    for name, actors in imported.actors.items():
        stem = re.sub(r"\W+", "-", Path(name).stem).strip("-").lower() or "actors"
        yield f"{stem}.yaml", f"# Made from {name}.\nactors:\n" + "".join(map(_actor, actors)) if actors else f"# Made from {name}.\n"


def _roles(imported: Imported) -> Iterator[str]:
    nouns: dict[str, dict[str, None]] = {}
    for each in imported.roles:
        for role, listed in each.nouns.items():
            nouns.setdefault(role, {}).update(dict.fromkeys(listed))
    if nouns:
        yield "roles:"
    for role, found in nouns.items():
        yield f"  {quoted(role)}:"
        yield "    person:"
        yield from (f"      - {quoted(noun)}" for noun in found)


def _actor(actor: NewActor) -> str:
    fields = [f"names: {_listed(actor.names)}"]
    fields += [f"code: {quoted(actor.code)}"] if actor.code is not None else []
    fields += [f"kind: {actor.kind}"]
    if actor.terms:
        terms = []
        for term in actor.terms:
            days = [f"{key}: {day.isoformat()}" for key, day in (("from", term.first), ("to", term.last)) if day is not None]
            terms.append("{" + ", ".join((f"code: {quoted(term.code)}", *days)) + "}")
        fields.append(f"roles: [{', '.join(terms)}]")
    return f"  - {{{', '.join(fields)}}}\n"
