"""YAML to a compiled `Codebook`, with every problem of every file reported at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import attrs

from eventcoder.codebook.codes import SECTIONS as CODE_SECTIONS
from eventcoder.codebook.codes import CodeScheme, make_scheme
from eventcoder.codebook.compiled import plain, restored
from eventcoder.codebook.model import CHANGING, Codebook, CompiledPattern, Discards, Example, Policy, Rule, Transition
from eventcoder.codebook.patterns import ROLE, PatternError, Vocabulary, compile_pattern
from eventcoder.codebook.wordsets import ROLES, WORDS, Notation, expand_sets, references
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.cache import cache_file, read_cache, write_cache
from eventcoder.loading.resources import codebooks_path, collector_paused
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
    read_file,
    record,
    text,
    word,
    words,
)
from eventcoder.loading.yamlfile import suggestion

T = TypeVar("T")

MAXIMUM_RULES = 100_000
MANY_PATTERNS = 1_000  # fewer are compiled as fast as they are read
NO_EVENT = "none"
BUNDLED = "cameo"  # what a codebook may build on

# What a file must hold.


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


def set_name(called: str) -> Shape[str]:
    """The name of a word set or group of roles."""

    def read(value: Any, place: Place) -> str:
        if str(value).isupper():
            return str(value)
        raise place.of(str(value)).unfit(f"the name of a {called} in capitals", value, f"write {str(value).upper()}")

    return read


def result(value: Any, place: Place) -> Example:
    """An example that must say what comes of it."""
    found = example(value, place)
    if "=>" not in value:
        place.report("sentence => SOURCE CODE TARGET", repr(str(value)))
    return found


def transitions(value: Any, place: Place) -> dict[str, Placed[Transition]]:
    """A table of what becomes of a family of codes under each status."""
    rows = mapping_of(word, BECOMES, "family: what becomes of it under each status")(value, place)
    return {
        f"{family} {status}": Placed(Transition(status, family, code.value), code.place)
        for family, row in rows.items()
        for status, code in row.items()
    }


POLICY_KEYS = tuple(field.name for field in attrs.fields(Policy) if field.name != "transitions")
POLICY = record(dict.fromkeys(POLICY_KEYS, placed(words)))
BECOMES = record(dict.fromkeys(CHANGING, placed(word)), expected="status: code, for each status that changes the code")
RULE_FIELDS: dict[str, Shape[Any]] = {
    "id": matching(re.compile(r"\S.*"), "a name of its own, such as 13-ultimatum"),
    "code": matching(re.compile(r"\S+"), "a code, or none"),
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
SECTIONS: dict[str, Shape[Any]] = CODE_SECTIONS | {
    "codebook": record(dict.fromkeys(("name", "version", "description"), placed(word)) | {"extends": placed(one_of(BUNDLED))}),
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


def codebook_files(path: Path) -> list[Path]:
    """The YAML files of a codebook: the file itself, or all below a folder, in order of their names."""
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    return [path]


def load_codebook(path: Path | str | None = None, *, lexicon: Lexicon | None = None, cache: bool = True) -> Codebook:
    """Read, check and compile a codebook.

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
            return restored(data, words)
        codebook = _load(root, words)
        if kept is not None and sum(len(rule.patterns) for rule in codebook.rules.values()) >= MANY_PATTERNS:
            write_cache(kept, plain(codebook))
        return codebook


def _cache_file(root: Path, lexicon: Lexicon) -> Path | None:
    """Where the compiled form is kept, by the names and the content of all files; None if one cannot be read, which loading will say."""
    parts: list[str | bytes] = [str(root), lexicon.hash]
    try:
        for file in (*codebook_files(root), *codebook_files(codebooks_path() / BUNDLED)):
            parts += [str(file), file.read_bytes()]
        return cache_file("codebook", Path(__file__).parent, parts)
    except OSError:
        return None


def _load(root: Path, lexicon: Lexicon) -> Codebook:
    problems: list[Problem] = []
    place = Place(str(root), problems)
    digest = hashlib.sha256(lexicon.hash.encode())
    sections = _read(root, problems, digest)
    if "extends" in sections["codebook"]:
        # What has the same name as something of the book that it builds on takes its place.
        below = _read(codebooks_path() / BUNDLED, problems, digest)
        sections = {name: own if name == "codebook" else {**below[name], **own} for name, own in sections.items()}
    scheme = make_scheme(sections["roots"], sections["quads"], sections["codes"], place)
    codebook = _compile(sections, scheme, lexicon, place)
    if problems:
        raise CodebookError(tuple(problems))
    return attrs.evolve(codebook, hash=digest.hexdigest()[:12])


def _read(root: Path, problems: list[Problem], digest: hashlib._Hash) -> dict[str, Any]:
    """What the files of a codebook hold, merged."""
    files = codebook_files(root)
    if not files:
        Place(str(root), problems).report("at least one YAML file", "an empty folder")
    sections: dict[str, Any] = {name: {} for name in SECTIONS}
    for file in files:
        shown_as = str(file.relative_to(root.parent)) if file.is_relative_to(root.parent) else str(file)
        found = read_file(file, FILE, problems, shown_as)
        if found is not None:
            digest.update(file.read_bytes())
            _merge(found, sections)
    return sections


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
        for code in filter(None, (rule.code, rule.paired)):
            _known_code(code, scheme, here)
        for line in range(len(rule.patterns)):
            _compile_pattern(line, rule, vocabulary, here, compiled)
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
    return Rule(
        id=fields["id"],
        code=None if fields["code"] == NO_EVENT else fields["code"],
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
    )


def _compile_pattern(
    line: int, rule: Rule, vocabulary: Vocabulary, place: Place, compiled: Mapping[str, dict[str, list[CompiledPattern]]]
) -> None:
    """Index the patterns of a line by their triggers, or report what is wrong with it."""
    written = rule.patterns[line]
    try:
        for number, pattern in enumerate(compile_pattern(written, vocabulary)):
            entry = CompiledPattern(pattern, rule, (line, number))
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
