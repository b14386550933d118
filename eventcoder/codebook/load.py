"""YAML to a compiled `Codebook`, with every problem of every file reported at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from eventcoder.codebook.codes import CodeScheme, parse_codes
from eventcoder.codebook.model import Codebook, CompiledPattern, Example, Policy, Rule, Transition
from eventcoder.codebook.patterns import PatternError, Vocabulary, compile_pattern
from eventcoder.codebook.wordsets import expand_sets, references
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.errors import CodebookError, Problem
from eventcoder.loading.resources import codebooks_path, collector_paused
from eventcoder.loading.yamlfile import line_of, read_yaml, suggestion

SECTIONS = ("codebook", "quads", "roots", "codes", "families", "policy", "transitions", "unreached", "words", "rules")
RULE_KEYS = ("id", "code", "patterns", "examples", "counterexamples", "reciprocal", "source", "note")
POLICY_KEYS = ("sourceless", "place_targets", "needs_target", "mutual", "shared_subject", "shared_target", "doer_is_target")
TRANSITION_STATUSES = ("future", "negated-future", "negated", "negated-complement")
MAXIMUM_RULES = 100_000
NO_EVENT = "none"


@attrs.define
class _Draft:
    """What has been read so far, and what was wrong with it."""

    meta: dict[str, str] = attrs.field(factory=dict)
    scheme_parts: dict[str, Any] = attrs.field(factory=dict)
    families: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    policy: dict[str, tuple[str, ...]] = attrs.field(factory=dict)
    transitions: list[tuple[Transition, str]] = attrs.field(factory=list)
    unreached: dict[str, str] = attrs.field(factory=dict)
    words: dict[str, list[str]] = attrs.field(factory=dict)
    word_places: dict[str, str] = attrs.field(factory=dict)
    rules: dict[str, Rule] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)

    def wrong(self, where: str, rule: str, expected: str, got: object, mend: str = "") -> None:
        self.problems.append(Problem(where, rule, expected, got if isinstance(got, str) else repr(got), mend))


def codebook_files(path: Path) -> list[Path]:
    """The YAML files of a codebook: the file itself, or all below a folder, in order of their names."""
    if path.is_dir():
        return sorted(p for p in path.rglob("*") if p.suffix in (".yaml", ".yml") and p.is_file())
    return [path]


def load_codebook(path: Path | str | None = None, *, lexicon: Lexicon | None = None) -> Codebook:
    """Read, check and compile a codebook.

    Args:
        path: a YAML file, a folder of them, or None for the bundled CAMEO codebook.
        lexicon: word classes of the language; the bundled English ones by default.

    Returns:
        The codebook.

    Raises:
        CodebookError: with every problem found in all files.

    >>> load_codebook().name
    'cameo'
    """
    with collector_paused():
        return _load(Path(path) if path is not None else codebooks_path() / "cameo", lexicon)


def _load(root: Path, lexicon: Lexicon | None) -> Codebook:
    draft = _Draft()
    files = codebook_files(root)
    if not files:
        draft.wrong(str(root), "", "at least one YAML file", "an empty folder")
    digest = hashlib.sha256()
    for file in files:
        try:
            data = read_yaml(file)
        except CodebookError as error:
            draft.problems.extend(error.problems)
            continue
        digest.update(file.read_bytes())
        label = str(file.relative_to(root.parent)) if file.is_relative_to(root.parent) else str(file)
        _read_file(data, label, draft)
    lexicon_path = codebooks_path() / "english.yaml"
    words = lexicon if lexicon is not None else load_lexicon(lexicon_path)
    digest.update(lexicon_path.read_bytes())
    return _compile(draft, words, digest.hexdigest()[:12], root)


def _read_file(data: Mapping[Any, Any], file: str, draft: _Draft) -> None:
    for key, value in data.items():
        where = f"{file}:{line_of(key)}"
        if key not in SECTIONS:
            draft.wrong(where, "", f"one of the sections {', '.join(SECTIONS)}", repr(str(key)), suggestion(str(key), SECTIONS))
            continue
        if value is None:
            continue
        is_list = key in ("rules", "transitions")
        if not isinstance(value, list if is_list else dict):
            draft.wrong(where, str(key), "a list" if is_list else "a mapping", type(value).__name__)
            continue
        _read_section(str(key), value, file, where, draft)


def _read_section(key: str, value: Any, file: str, where: str, draft: _Draft) -> None:
    match key:
        case "codebook":
            draft.meta.update({str(k): str(v) for k, v in value.items()})
        case "codes" | "quads" | "roots":
            draft.scheme_parts.setdefault(key, {}).update(value)
            draft.scheme_parts.setdefault("where", file)
        case "families":
            for name, members in value.items():
                draft.families[str(name)] = _strings(members, f"{file}:{line_of(name)}", str(name), draft)
        case "policy":
            _read_policy(value, file, draft)
        case "transitions":
            _read_transitions(value, file, draft)
        case "unreached":
            draft.unreached.update({str(code): str(reason) for code, reason in value.items()})
        case "words":
            for name, members in value.items():
                _read_words(name, members, file, draft)
        case "rules":
            for entry in value:
                _read_rule(entry, file, draft)


def _read_policy(value: Mapping[Any, Any], file: str, draft: _Draft) -> None:
    for name, members in value.items():
        where = f"{file}:{line_of(name)}"
        if name not in POLICY_KEYS:
            draft.wrong(where, "policy", f"one of {', '.join(POLICY_KEYS)}", repr(str(name)), suggestion(str(name), POLICY_KEYS))
            continue
        draft.policy[str(name)] = _strings(members, where, str(name), draft)


def _read_transitions(value: Iterable[Any], file: str, draft: _Draft) -> None:
    for entry in value:
        where = f"{file}:{line_of(entry)}"
        if not isinstance(entry, dict) or set(entry) != {"status", "family", "code"}:
            draft.wrong(where, "transitions", "a mapping with status, family and code", repr(entry))
        elif entry["status"] not in TRANSITION_STATUSES:
            expected = f"a status: {', '.join(TRANSITION_STATUSES)}"
            draft.wrong(where, "transitions", expected, repr(str(entry["status"])), suggestion(str(entry["status"]), TRANSITION_STATUSES))
        else:
            draft.transitions.append((Transition(str(entry["status"]), str(entry["family"]), str(entry["code"])), where))


def _read_words(name: Any, members: Any, file: str, draft: _Draft) -> None:
    where = f"{file}:{line_of(name)}"
    if not str(name).isupper():
        draft.wrong(where, str(name), "the name of a word set in capitals", repr(str(name)), f"write {str(name).upper()}")
    if str(name) in draft.words:
        draft.wrong(
            where,
            str(name),
            "each word set once",
            f"a second one (the first: {draft.word_places[str(name)]})",
            "merge the two or rename one",
        )
        return
    draft.words[str(name)] = list(_strings(members, where, str(name), draft))
    draft.word_places[str(name)] = where


def _strings(value: Any, where: str, name: str, draft: _Draft) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, (str, int, float)) for item in value):
        return tuple(str(item) for item in value)
    draft.wrong(where, name, "a list of words", repr(value))
    return ()


def _read_rule(entry: Any, file: str, draft: _Draft) -> None:
    where = f"{file}:{line_of(entry)}"
    if not isinstance(entry, dict):
        draft.wrong(where, "", "a rule with id, code and patterns", repr(entry))
        return
    name = str(entry.get("id") or "")
    for key in entry:
        if key not in RULE_KEYS:
            draft.wrong(f"{file}:{line_of(key)}", name, f"one of {', '.join(RULE_KEYS)}", repr(str(key)), suggestion(str(key), RULE_KEYS))
    if not name:
        draft.wrong(where, "", "an id", "none", "give the rule a name of its own, such as 13-ultimatum")
        return
    if name in draft.rules:
        draft.wrong(where, name, "each id once", f"a second rule of that name (the first: {draft.rules[name].where})")
        return
    code = entry.get("code")
    if code is None:
        draft.wrong(where, name, "a code (or none)", "nothing")
        return
    patterns = entry.get("patterns")
    if not isinstance(patterns, list) or not patterns or not all(isinstance(p, str) for p in patterns):
        draft.wrong(where, name, "a list of patterns, each a line of text", repr(patterns), "quote patterns that start with { or *")
        return
    source = entry.get("source", "")
    if source not in ("", "speaker"):
        draft.wrong(where, name, "source: speaker (or no source key)", repr(source))
    reciprocal = entry.get("reciprocal", False)
    if not isinstance(reciprocal, bool):
        draft.wrong(where, name, "reciprocal: true or false", repr(reciprocal))
    draft.rules[name] = Rule(
        id=name,
        code=None if str(code) == NO_EVENT else str(code),
        patterns=tuple(patterns),
        reciprocal=reciprocal is True,
        speaker=source == "speaker",
        examples=_examples(entry, "examples", file, name, draft),
        counterexamples=_examples(entry, "counterexamples", file, name, draft),
        where=where,
        note=str(entry.get("note") or ""),
    )


def _examples(entry: Mapping[Any, Any], key: str, file: str, rule: str, draft: _Draft) -> tuple[Example, ...]:
    value = entry.get(key)
    if value is None:
        return ()
    if not isinstance(value, list):
        place = next(name for name in entry if name == key)
        draft.wrong(f"{file}:{line_of(place)}", rule, f"{key}: a list, each a line of text", repr(value), "put a dash before each sentence")
        return ()
    return tuple(found for text in value if (found := _example(text, file, rule, draft, key == "examples")) is not None)


def _example(text: Any, file: str, rule: str, draft: _Draft, wanted: bool) -> Example | None:
    where = f"{file}:{line_of(text)}"
    if not isinstance(text, str):
        draft.wrong(where, rule, "an example as one line of text", repr(text), "quote it")
        return None
    sentence, arrow, result = text.partition("=>")
    if not arrow:
        if wanted:
            draft.wrong(where, rule, "sentence => SOURCE CODE TARGET", repr(str(text)))
        return Example(sentence.strip(), (), where)
    triples: list[tuple[str, str, str]] = []
    for part in result.split(";"):
        words = part.split()
        if len(words) == 3:
            triples.append((words[0], words[1], words[2]))
        elif words not in ([], [NO_EVENT], ["---"]):
            draft.wrong(where, rule, "SOURCE CODE TARGET after =>", repr(part.strip()), "write --- for a missing actor")
    return Example(sentence.strip(), tuple(triples), where)


def _compile(draft: _Draft, lexicon: Lexicon, digest: str, root: Path) -> Codebook:
    parts = draft.scheme_parts
    scheme, problems = parse_codes(parts, str(parts.get("where", root)))
    draft.problems.extend(problems)
    words, set_errors = expand_sets(draft.words)
    for name, error in set_errors:
        draft.wrong(draft.word_places[name], name, error.expected, error.got, error.mend)
    vocabulary = Vocabulary(words, draft.families, lexicon.function_words)
    compiled: dict[str, dict[str, list[CompiledPattern]]] = {"verb": {}, "noun": {}, "state": {}}
    if len(draft.rules) > MAXIMUM_RULES:
        draft.wrong(str(root), "", f"at most {MAXIMUM_RULES} rules", str(len(draft.rules)))
    for rule in draft.rules.values():
        if rule.code is not None and rule.code not in scheme:
            draft.wrong(rule.where, rule.id, "a code of the scheme", repr(rule.code), suggestion(rule.code, scheme))
        for text in rule.patterns:
            try:
                for pattern in compile_pattern(text, vocabulary):
                    entry = CompiledPattern(pattern, rule)
                    for trigger in pattern.triggers:
                        compiled[pattern.kind].setdefault(trigger, []).append(entry)
            except PatternError as error:
                draft.wrong(f"{rule.where.rpartition(':')[0]}:{line_of(text)}", f"{rule.id}: {text}", error.expected, error.got, error.mend)
    policy = _policy(draft, scheme)
    if draft.problems:
        raise CodebookError(tuple(draft.problems))
    index = {
        kind: {trigger: tuple(sorted(found, key=lambda c: c.order)) for trigger, found in triggers.items()}
        for kind, triggers in compiled.items()
    }
    return Codebook(
        name=draft.meta.get("name", root.stem),
        version=draft.meta.get("version", "0"),
        description=draft.meta.get("description", ""),
        scheme=scheme,
        rules=draft.rules,
        policy=policy,
        unreached=draft.unreached,
        vocabulary=vocabulary,
        references={name: references(members) for name, members in draft.words.items()},
        word_places=draft.word_places,
        lexicon=lexicon,
        hash=digest,
        verbs=index["verb"],
        nouns=index["noun"],
        states=index["state"],
    )


def _policy(draft: _Draft, scheme: CodeScheme) -> Policy:
    for transition, where in draft.transitions:
        if transition.code not in scheme:
            draft.wrong(where, "transitions", "a code of the scheme", repr(transition.code), suggestion(transition.code, scheme))
    ordered = tuple(sorted((transition for transition, _ in draft.transitions), key=lambda t: (-len(t.family), t.family, t.status)))
    return Policy(**draft.policy, transitions=ordered)
