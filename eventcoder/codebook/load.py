"""YAML to a compiled `Codebook`, with every problem of every file reported at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs

from eventcoder.codebook.codes import CodeScheme, make_scheme
from eventcoder.codebook.compiled import plain, restored
from eventcoder.codebook.layers import Merged, extended
from eventcoder.codebook.model import Codebook, CompiledPattern, Discards, Layer, Policy, Rule
from eventcoder.codebook.patterns import ROLE, Vocabulary, compile_pattern
from eventcoder.codebook.sections import FILE, NO_EVENT, SECTIONS
from eventcoder.codebook.variants import PatternError
from eventcoder.codebook.wordsets import ROLES, TAKEN_OUT, WORDS, Notation, expand_sets, references
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.cache import cache_file, read_cache, write_cache
from eventcoder.loading.resources import codebooks_path, collector_paused
from eventcoder.loading.shapes import Place, Placed, read_file
from eventcoder.loading.yamlfile import suggestion

T = TypeVar("T")

MAXIMUM_RULES = 100_000
MANY_PATTERNS = 1_000  # fewer are compiled as fast as they are read
BUNDLED = "cameo"  # what a codebook may extend by its name


def codebook_files(path: Path) -> list[Path]:
    """The YAML files of a codebook: the file itself, or all below a folder, in order of their names."""
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    return [path]


def load_codebook(path: Path | str | None = None, *, lexicon: Lexicon | None = None, cache: bool = True) -> Codebook:
    """Read, check and compile a codebook, with the one that it extends, if it does.

    Args:
        path: a YAML file, a folder of them, or None for the bundled CAMEO codebook.
        lexicon: the words of the language; the bundled English ones by default.
        cache: whether to keep the compiled form of a large one in the user's cache folder (`EVENTCODER_CACHE`, or that of the system).

    Returns:
        The codebook.

    Raises:
        CodebookError: with every problem found in all files.

    >>> load_codebook().name
    'cameo'
    """
    if path is not None and not str(path).strip():
        raise CodebookError((Problem("codebook", "", "the path of a file or folder", repr(path)),))
    root = Path(path) if path is not None else codebooks_path() / BUNDLED
    with collector_paused():
        words = lexicon or load_lexicon()
        kept = _cache_file(root, words) if cache else None
        if kept is not None and (data := read_cache(kept)) is not None:
            codebook = restored(data, words)
            if all(_is_as_read(layer) for layer in codebook.layers):
                return codebook
        codebook = _load(root, words)
        if kept is not None and sum(len(rule.patterns) for rule in codebook.rules.values()) >= MANY_PATTERNS:
            write_cache(kept, plain(codebook))
        return codebook


def _cache_file(root: Path, lexicon: Lexicon) -> Path | None:
    """Where the compiled form is kept, by the names and the content of its own files and of those of the bundled codebook.

    It says itself which files of other codebooks it was made of. None if a file cannot be read, which loading will say.
    """
    parts: list[str | bytes] = [str(root), lexicon.hash]
    try:
        for file in (*codebook_files(root), *codebook_files(codebooks_path() / BUNDLED)):
            parts += [str(file), file.read_bytes()]
        return cache_file("codebook", Path(__file__).parent, parts)
    except OSError:
        return None


def _is_as_read(layer: Layer) -> bool:
    """Whether the files of a codebook are still what they were."""
    try:
        found = [(file.name, _sha256(file)) for file in codebook_files(Path(layer.root))]
    except OSError:
        return False
    return found == [(Path(name).name, digest) for name, digest in layer.files]


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


# From files to sections


@attrs.frozen
class _Read:
    """What the files of one codebook hold, and the file or folder of the codebook that it extends."""

    root: Path
    layer: Layer
    sections: Mapping[str, dict[str, Placed[Any]]]
    below: Path | None


def _load(root: Path, lexicon: Lexicon) -> Codebook:
    problems: list[Problem] = []
    place = Place(str(root), problems)
    merged = _merged(root, problems)
    scheme = make_scheme(merged.sections["roots"], merged.sections["quads"], merged.sections["codes"], place)
    codebook = _compile(merged.sections, scheme, lexicon, place)
    if problems:
        raise CodebookError(tuple(problems))
    digest = hashlib.sha256(lexicon.hash.encode())
    for layer in merged.layers:
        for _, found in layer.files:
            digest.update(bytes.fromhex(found))
    return attrs.evolve(codebook, hash=digest.hexdigest()[:12], layers=merged.layers, origins=merged.origins)


def _merged(root: Path, problems: list[Problem]) -> Merged:
    """A codebook, and those that it extends, put together from the ground up."""
    read = [_read(root, problems, set())]
    while (below := read[-1].below) is not None:
        shown = {name for each in read for name, _ in each.layer.files}
        above = [each.root.resolve() for each in read]
        if below.resolve() in above:
            circle = [*(each.root.name for each in read[above.index(below.resolve()) :]), below.name]
            _extends(read[-1]).place.report("a codebook that does not extend this one", " > ".join(circle))
            break
        read.append(_read(below, problems, shown))
    if "extends" in read[-1].sections["codebook"]:  # what is missing there would be reported of all that builds on it
        raise CodebookError(tuple(problems))
    merged = Merged(read[-1].sections, (read[-1].layer,), {})
    for each in reversed(read[:-1]):
        merged = extended(each.sections, each.layer, merged)
    return merged


def _extends(read: _Read) -> Placed[str]:
    return read.sections["codebook"]["extends"]


def _read(root: Path, problems: list[Problem], taken: set[str]) -> _Read:
    """Read the files of a codebook, whose names in messages must be other than those that are taken."""
    files = codebook_files(root)
    if not files:
        Place(str(root), problems).report("at least one YAML file", "an empty folder")
    sections: dict[str, Any] = {name: {} for name in SECTIONS}
    kept: list[tuple[str, str]] = []
    below: Path | None = None
    for file in files:
        shown_as = str(file.relative_to(root.parent)) if file.is_relative_to(root.parent) else str(file)
        if shown_as in taken:
            shown_as = str(file)
        found = read_file(file, FILE, problems, shown_as)
        if found is not None:
            kept.append((shown_as, _sha256(file)))
            _merge(found, sections)
            below = _below(found, file, files) or below
    if "extends" not in sections["codebook"]:
        for section in ("change", "remove"):
            for entry in list(sections[section].values())[:1]:
                mend = "name under codebook: extends: what it belongs to"
                entry.place.of(section).report("a codebook that extends another one", "one that does not", mend)
    about = {name: entry.value for name, entry in sections["codebook"].items()}
    layer = Layer(about.get("name", root.stem), about.get("version", "0"), str(root), tuple(kept))
    return _Read(root, layer, sections, below)


def _below(found: Mapping[str, Any], file: Path, own: list[Path]) -> Path | None:
    """The file or folder of the codebook that a file says is extended."""
    entry: Placed[str] | None = found.get("codebook", {}).get("extends")
    if entry is None:
        return None
    if entry.value == BUNDLED:
        return codebooks_path() / BUNDLED
    path = file.parent / entry.value
    if not path.exists():
        beside = sorted(other.name for other in file.parent.iterdir() if other != file and (other.is_dir() or other.suffix == ".yaml"))
        expected = f"{BUNDLED}, or the path of a codebook, such as ../ours.yaml"
        entry.place.report(expected, repr(entry.value), suggestion(entry.value, (BUNDLED, *beside)))
        return None
    if len(own) > 1 and {*codebook_files(path)} & {*own}:
        entry.place.report("a codebook outside of the folder of this one", repr(entry.value), "put it beside the folder")
        return None
    return path


def _merge(found: Mapping[str, Any], sections: Mapping[str, Any]) -> None:
    """Add what a file holds; what may stand only once in a codebook is reported if it is there already."""
    for section, content in found.items():
        named = ((rule.value["id"], rule) for rule in content) if section == "rules" else content.items()
        kept: dict[str, Placed[Any]] = sections[section]
        for name, entry in named:
            first = kept.setdefault(name, entry)
            if first is not entry:
                place = entry.place.of(name)
                place.report(f"{name} once in {section}", f"a second one (the first: {first.place})", "merge the two or rename one")


# From sections to patterns


def _compile(sections: Mapping[str, Any], scheme: CodeScheme, lexicon: Lexicon, place: Place) -> Codebook:
    words = _expanded(sections["words"], WORDS)
    roles = {
        name: tuple(member for member in members if ROLE.fullmatch(member) or WORDS.name(member) in words)
        for name, members in _expanded(sections["roles"], ROLES).items()
    }
    families = _values(sections["families"])
    vocabulary = Vocabulary(words, families, lexicon.function_words, frozenset({*scheme, *scheme.roots}), roles)
    for entry in sections["roles"].values():
        _known_members(entry, words)
    rules = {name: _rule(entry) for name, entry in sections["rules"].items()}
    if len(rules) > MAXIMUM_RULES:
        place.report(f"at most {MAXIMUM_RULES} rules", str(len(rules)))
    compiled: dict[str, dict[str, list[CompiledPattern]]] = {"verb": {}, "noun": {}, "state": {}}
    for name, rule in rules.items():
        here = sections["rules"][name].place.of(name)
        for code in filter(None, (*rule.codes, rule.paired)):
            _known_code(code, scheme, here)
        for row, (own, act) in enumerate(rule.rows()):
            for line in range(len(rule.patterns)):
                _compile_pattern((line, row), own, act, vocabulary, here, compiled)
    for code, reason in sections["unreached"].items():
        _known_code(code, scheme, reason.place)
    index = {
        kind: {trigger: tuple(sorted(found, key=lambda c: c.order)) for trigger, found in triggers.items()}
        for kind, triggers in compiled.items()
    }
    about = {"name": Path(place.file).stem, "version": "0", "description": ""} | _values(sections["codebook"])
    about.pop("extends", None)
    return Codebook(
        **about,
        scheme=scheme,
        rules=rules,
        policy=_policy(sections, scheme),
        unreached=_values(sections["unreached"]),
        vocabulary=vocabulary,
        references={
            **{name: references(entry.value) for name, entry in sections["words"].items()},
            **{f"@{name}": _included(entry.value) for name, entry in sections["roles"].items()},
        },
        word_places={name: str(entry.place) for name, entry in sections["words"].items()},
        role_places={name: str(entry.place) for name, entry in sections["roles"].items()},
        lexicon=lexicon,
        hash="",
        verbs=index["verb"],
        nouns=index["noun"],
        states=index["state"],
        discards=Discards(**_values(sections["discards"])),
    )


def _expanded(entries: Mapping[str, Placed[tuple[str, ...]]], notation: Notation) -> dict[str, tuple[str, ...]]:
    """Word sets or groups of roles with all that they include; what cannot be is reported."""
    expanded, errors = expand_sets({name: list(entry.value) for name, entry in entries.items()}, notation)
    for name, error in errors:
        entries[name].place.report(error.expected, error.got, error.mend)
    return expanded


def _known_members(group: Placed[tuple[str, ...]], words: Mapping[str, tuple[str, ...]]) -> None:
    """Report what is no member of a group of roles, and a group without any."""
    if not group.value:
        group.place.report("at least one role or word set", "none")
    for member in group.value:
        if member.startswith(TAKEN_OUT):
            continue
        name = WORDS.name(member)
        if name is not None and name not in words:
            group.place.report("the name of a word set", repr(member), suggestion(name, words))
        elif name is None and ROLES.name(member) is None and not ROLE.fullmatch(member):
            group.place.report("a role code in capitals, such as MIL, a word set in braces, or @ and another group", repr(member))


def _included(members: tuple[str, ...]) -> tuple[str, ...]:
    """The word sets and, as `@NAME`, the groups of roles that a group of roles includes."""
    return (*references(members, WORDS), *(f"@{name}" for name in references(members, ROLES)))


def _values(entries: Mapping[str, Placed[T]]) -> dict[str, T]:
    return {name: entry.value for name, entry in entries.items()}


def _rule(entry: Placed[dict[str, Any]]) -> Rule:
    fields = entry.value
    code = fields["code"]
    table: dict[str, tuple[str, ...]] = code if isinstance(code, dict) else {}
    shared = os.path.commonprefix(list(table))  # noqa: RUF071  (codes are no paths)
    code = shared if table else code
    return Rule(
        id=fields["id"],
        code=None if code == NO_EVENT else code,
        patterns=tuple(fields["patterns"]),
        reciprocal=fields.get("reciprocal", False),
        as_fact=fields.get("as_fact", False),
        speaker="source" in fields,
        quoted=fields.get("source") == "quoted",
        examples=tuple(fields.get("examples", ())),
        counterexamples=tuple(fields.get("counterexamples", ())),
        where=str(entry.place),
        note=fields.get("note", ""),
        paired=fields.get("paired", ""),
        acts=tuple((code, act) for code, acts in table.items() for act in acts),
    )


def _compile_pattern(
    at: tuple[int, int],
    rule: Rule,
    act: str,
    vocabulary: Vocabulary,
    place: Place,
    compiled: Mapping[str, dict[str, list[CompiledPattern]]],
) -> None:
    """Index the patterns of a line, by one row of the rule's table, by their triggers, or report what is wrong with it."""
    written = rule.patterns[at[0]]
    try:
        for number, pattern in enumerate(compile_pattern(written, vocabulary, act)):
            entry = CompiledPattern(pattern, rule, (*at, number))
            for trigger in pattern.triggers:
                compiled[pattern.kind].setdefault(trigger, []).append(entry)
    except PatternError as error:
        place.at(written).of(f"{rule.id}: {written}").report(error.expected, error.got, error.mend)


def _policy(sections: Mapping[str, Any], scheme: CodeScheme) -> Policy:
    for transition in sections["transitions"].values():
        _known_code(transition.value.code, scheme, transition.place)
        if not any(code.startswith(transition.value.family) for code in scheme):
            mend = suggestion(transition.value.family, scheme)
            transition.place.report("the beginning of a code of the scheme as family", repr(transition.value.family), mend)
    found = sorted(_values(sections["transitions"]).values(), key=lambda t: (-len(t.family), t.family, t.status))
    return Policy(**_values(sections["policy"]), transitions=tuple(found))


def _known_code(code: str, scheme: CodeScheme, place: Place) -> None:
    if code not in scheme:
        place.report("a code of the scheme", repr(code), suggestion(code, scheme))
