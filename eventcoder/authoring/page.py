"""A codebook as a page for readers: its codes, and by code its rules with patterns and examples; HTML or Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal

import attrs

from eventcoder.codebook.codes import QUADS, EventCode
from eventcoder.codebook.model import Codebook, Example, Rule
from eventcoder.codebook.variants import ACT
from eventcoder.codebook.wordsets import ROLES, WORDS
from eventcoder.pages.render import render

PageFormat = Literal["html", "md"]
Part = tuple[str, str]  # of a pattern: its text, and the place on the page that it leads to, or an empty string
NAMED = re.compile(r"(\{\w+\}|@\w+|<[^<>|]+>)")  # what patterns name in their text
FLAGS = {
    "reciprocal": "both sides do it to each other",
    "speaker": "the source is who says so",
    "quoted": "in the speaker's own words",
    "as_fact": "told as a fact",
}


@attrs.frozen
class PageRule:
    """A rule, as the page shows it.

    Args:
        rule: the rule.
        patterns: its patterns in parts, those that name something with the place of that.
        flags: what else holds of it, in words.
        examples: its examples, with what they must give in words.
        counterexamples: its counterexamples, likewise.
        origin: the codebook that it comes from, if not from this one.
    """

    rule: Rule
    patterns: tuple[tuple[Part, ...], ...]
    flags: tuple[str, ...]
    examples: tuple[tuple[str, str], ...]
    counterexamples: tuple[tuple[str, str], ...]
    origin: str = ""


@attrs.frozen
class PageCode:
    """A code with its rules."""

    code: EventCode
    rules: tuple[PageRule, ...]

    @property
    def plover(self) -> str:
        """Event type, mode and context of PLOVER."""
        return ", ".join(filter(None, (self.code.plover, self.code.mode, self.code.context)))

    @property
    def acled(self) -> str:
        """Event type and sub-event type of ACLED."""
        return ": ".join(self.code.acled or ())


@attrs.frozen
class PageRoot:
    """A root with its codes."""

    root: str
    name: str
    quad: str
    type: str
    codes: tuple[PageCode, ...]

    @property
    def rules(self) -> int:
        """How many rules it has."""
        return sum(len(code.rules) for code in self.codes)


@attrs.frozen
class PageSet:
    """A word set or group of roles.

    Args:
        name: its name as patterns write it.
        id: its place on the page.
        includes: the sets that it includes.
        members: its own members.
        origin: the codebook that it comes from, if not from this one.
    """

    name: str
    id: str
    includes: tuple[Part, ...]
    members: tuple[str, ...]
    origin: str = ""


def codebook_page(codebook: Codebook, form: PageFormat = "html", *, codes_only: bool = False, own: bool = False) -> str:
    """Write a codebook as a page.

    Args:
        codebook: the codebook.
        form: HTML, one file that needs no network, or Markdown.
        codes_only: whether to leave the rules and word sets out.
        own: whether to leave out what comes as it is from a codebook that this one extends.

    Returns:
        The text of the page.
    """
    shown = [rule for name, rule in codebook.rules.items() if not (own and name in codebook.origins)]
    rules = {} if codes_only else _by_code(codebook, shown)
    roots = tuple(_roots(codebook, rules))
    if own:
        roots = tuple(attrs.evolve(root, codes=tuple(code for code in root.codes if code.rules)) for root in roots if root.rules)
    sets = () if codes_only else tuple(found for found in _sets(codebook) if not (own and found.origin))
    return render(
        f"codebook.{form}",
        codebook=codebook,
        roots=roots,
        no_event=rules.get(None, ()),
        sets=[found for found in sets if not found.name.startswith("@")],
        groups=[found for found in sets if found.name.startswith("@")],
        families={} if codes_only or own else {name: (_id(f"<{name}>"), codes) for name, codes in codebook.vocabulary.families.items()},
        unreached={} if codes_only or own else codebook.unreached,
        facts=_facts(codebook),
        extended=[layer.name for layer in codebook.layers[1:]],
        codes_only=codes_only,
    )


def _facts(codebook: Codebook) -> list[tuple[str, str | int]]:
    rules = codebook.rules.values()
    facts: list[tuple[str, str | int]] = [
        ("version", codebook.version),
        ("hash", codebook.hash),
        ("codes", len(codebook.scheme)),
        ("rules", len(rules)),
        ("patterns", sum(len(rule.patterns) for rule in rules)),
        ("examples", sum(len(rule.examples) + len(rule.counterexamples) for rule in rules)),
        ("word sets", len(codebook.word_places)),
    ]
    extended = ", ".join(f"{layer.name} {layer.version}" for layer in codebook.layers[1:])
    return facts + ([("extends", extended)] if extended else [])


def _by_code(codebook: Codebook, rules: Iterable[Rule]) -> Mapping[str | None, tuple[PageRule, ...]]:
    found: dict[str | None, list[PageRule]] = {}
    known = {*(f"{{{name}}}" for name in codebook.word_places), *(f"@{name}" for name in codebook.role_places)}
    known |= {f"<{name}>" for name in codebook.vocabulary.families}
    for rule in (row for whole in sorted(rules, key=lambda rule: rule.id) for row in _rows(whole)):
        found.setdefault(rule.code, []).append(
            PageRule(
                rule,
                tuple(_parts(text, known) for text in dict.fromkeys(rule.patterns)),
                tuple(text for flag, text in FLAGS.items() if getattr(rule, flag)),
                tuple(map(_example, rule.examples)),
                tuple(map(_example, rule.counterexamples)),
                codebook.origins.get(rule.id, ""),
            )
        )
    return {code: tuple(listed) for code, listed in found.items()}


def _rows(rule: Rule) -> Iterator[Rule]:
    """A rule for each of its codes, with what its table says in place of ACT, and the examples of that code."""
    if not rule.acts:
        yield rule
    for code in rule.codes if rule.acts else ():
        acts = [act for other, act in rule.acts if other == code]
        patterns = tuple(re.sub(rf"\b{ACT}\b", act, text) for text in rule.patterns for act in acts)
        examples = tuple(example for example in rule.examples if any(expected == code for _, expected, _ in example.expected))
        yield attrs.evolve(rule, code=code, patterns=patterns, examples=examples)


def _roots(codebook: Codebook, rules: Mapping[str | None, tuple[PageRule, ...]]) -> Iterator[PageRoot]:
    for root, name in codebook.scheme.roots.items():
        codes = [code for code in codebook.scheme.values() if code.root == root]
        if codes:
            quad = f"{codes[0].quad} ({QUADS[codes[0].quad]})" if codes[0].quad else ""
            yield PageRoot(root, name, quad, codes[0].type, tuple(PageCode(code, rules.get(code.code, ())) for code in codes))


def _parts(pattern: str, known: Collection[str]) -> tuple[Part, ...]:
    """A pattern, cut where it names a word set, a group of roles or a family that is on the page."""
    return tuple((text, _id(text) if text in known else "") for text in NAMED.split(str(pattern)) if text)


def _id(name: str) -> str:
    """The place on the page of a word set, group of roles or family."""
    kind = {"{": "words", "@": "roles", "<": "family"}[name[0]]
    return f"{kind}-" + re.sub(r"[^\w-]", "-", name.strip("{}@<>"))


def _example(example: Example) -> tuple[str, str]:
    return example.text, "; ".join(" ".join(triple) for triple in example.expected)


def _sets(codebook: Codebook) -> Iterator[PageSet]:
    """The word sets and groups of roles, with what they hold besides those that they include."""
    named = {f"{{{name}}}": members for name, members in codebook.vocabulary.words.items()}
    named |= {f"@{name}": members for name, members in codebook.vocabulary.roles.items()}
    for name, members in sorted(named.items()):
        own = name.removeprefix("{").removesuffix("}")
        includes = [text if text.startswith("@") else f"{{{text}}}" for text in codebook.references.get(own, ())]
        notation = ROLES if name.startswith("@") else WORDS
        elsewhere = {member for text in includes if notation.name(text) is not None for member in named.get(text, ())}
        rest = tuple(member for member in members if member not in elsewhere and member not in includes)
        yield PageSet(name, _id(name), tuple((text, _id(text)) for text in includes), rest, codebook.origins.get(name, ""))
