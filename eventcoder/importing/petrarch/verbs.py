"""Verb dictionaries of PETRARCH, in either format: synonym sets, and blocks of verbs with their patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from eventcoder.importing.petrarch.lines import Line
from eventcoder.importing.petrarch.patterns import CODE, Code, Pattern, PatternError, read_code, read_pattern

HEADER = re.compile(r"-{3,}\s*([^\[\]]*?)[\s-]*(?:\[|$)")
FORMS = re.compile(r"\{([^{}]*)\}?")
NO_CODE = Code(None, None)
ATTACHED = "+"  # before the word of a phrase that is its verb


@attrs.frozen
class SynonymSet:
    """A synonym set: its name without &, and its members in capitals, other sets with &."""

    name: str
    members: tuple[str, ...]
    line: Line


@attrs.frozen
class Verb:
    """A verb.

    Args:
        before: the words before the verb itself, if it is of several words.
        words: the verb, and the words after it.
        forms: its irregular forms, as listed.
        code: its own code; None for that of its block.
        line: where it stands.
    """

    before: tuple[str, ...]
    words: tuple[str, ...]
    forms: tuple[str, ...]
    code: Code | None
    line: Line

    @property
    def phrase(self) -> str:
        """The whole of it, the verb marked."""
        return " ".join((*self.before, ATTACHED + " ".join(self.words)))


@attrs.frozen
class PatternLine:
    """A pattern with its code."""

    pattern: Pattern
    code: Code
    line: Line
    note: str = ""


@attrs.frozen
class Fault:
    """A line that cannot be read, and why."""

    line: Line
    kind: str
    why: str


@attrs.frozen
class Block:
    """Verbs that mean the same, and the patterns of all of them."""

    name: str
    code: Code
    line: Line
    verbs: tuple[Verb, ...]
    patterns: tuple[PatternLine, ...]
    note: str = ""


@attrs.frozen
class VerbDictionary:
    """A verb dictionary.

    Args:
        sets: the synonym sets, in order.
        blocks: the blocks, in order.
        transformations: the lines of the second format that change events.
        faults: what could not be read.
    """

    sets: tuple[SynonymSet, ...]
    blocks: tuple[Block, ...]
    transformations: tuple[Line, ...]
    faults: tuple[Fault, ...]


@attrs.define
class _Block:
    name: str
    code: Code
    line: Line
    note: str
    verbs: list[Verb] = attrs.field(factory=list)
    patterns: list[PatternLine] = attrs.field(factory=list)

    def frozen(self) -> Block:
        return Block(self.name, self.code, self.line, tuple(self.verbs), tuple(self.patterns), self.note)


@attrs.define
class _Reader:
    sets: list[tuple[str, list[str], Line]] = attrs.field(factory=list)
    blocks: list[_Block] = attrs.field(factory=list)
    transformations: list[Line] = attrs.field(factory=list)
    faults: list[Fault] = attrs.field(factory=list)
    in_set: bool = False

    def read(self, line: Line) -> None:
        """Read one line; what it is follows from how it begins."""
        text = line.text.strip()
        if text.startswith("---"):
            self._header(line, text)
        elif text.startswith("&"):
            self.in_set = True
            self.sets.append((_bare(text.split()[0]).lstrip("&"), [], line))
        elif text.startswith("~"):
            self.transformations.append(line)
        elif self.in_set and text.startswith("+"):
            self._member(line, text[1:])
        elif text.startswith("-") or "*" in text:
            self._pattern(line, text)
        else:
            self._verb(line, text)

    def _header(self, line: Line, text: str) -> None:
        found, codes = HEADER.match(text), CODE.findall(text)
        self.in_set = False
        code, note = NO_CODE, f"only the first code counts, and not {', '.join(codes[1:])}" if codes[1:] else ""
        try:
            code = read_code(codes[0]) if codes else NO_CODE
            note = code.odd or note
        except PatternError as error:
            note = f"{error}; read as no code"
        name = found[1] if found is not None else ""
        if not name:
            self.faults.append(Fault(line, "block", "expected a name after ---"))
        self.blocks.append(_Block(name, code, line, note))

    def _member(self, line: Line, text: str) -> None:
        member = " ".join(text.strip("() ").replace("_", " ").upper().split())
        if not re.search(r"\w", member):
            self.faults.append(Fault(line, "synonym", "expected a word after +"))
        else:
            self.sets[-1][1].append(member)

    def _pattern(self, line: Line, text: str) -> None:
        codes = CODE.findall(text)
        if not self.blocks:
            self.faults.append(Fault(line, "pattern", "expected a block, --- NAME [code] ---, before it"))
        elif not codes:
            self.faults.append(Fault(line, "pattern", "expected a code in brackets at its end, got none"))
        else:
            body = text[: text.index("[")]
            note = "" if body.startswith("-") else "the dash that it lacks is understood"
            try:
                code = read_code(codes[0])
                pattern = read_pattern(body.removeprefix("-"))
            except PatternError as error:
                self.faults.append(Fault(line, "pattern", str(error)))
                return
            note = "; ".join(filter(None, (note, code.odd)))
            self.blocks[-1].patterns.append(PatternLine(pattern, code, line, note))

    def _verb(self, line: Line, text: str) -> None:
        self.in_set = False
        if not self.blocks:
            self.faults.append(Fault(line, "verb", "expected a block, --- NAME [code] ---, before it"))
            return
        codes, forms = CODE.findall(text), FORMS.findall(text)
        name = FORMS.sub(" ", CODE.sub(" ", text)).strip()
        try:
            code = read_code(codes[0]) if codes else None
        except PatternError as error:
            self.faults.append(Fault(line, "verb", str(error)))
            return
        before, words = _words_of_verb(name)
        if not words:
            self.faults.append(Fault(line, "verb", "expected a verb"))
            return
        listed = tuple(form.strip("_").upper() for form in " ".join(forms).split())
        self.blocks[-1].verbs.append(Verb(before, words, listed, code, line))


def _words_of_verb(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words before the verb of a phrase, and those from it on: `KEEP_AN_+EYE` has its verb marked, other phrases begin with it."""
    words = [word for word in re.split(r"[\s_]+", name.upper()) if re.search(r"\w", word)]
    at = next((i for i, word in enumerate(words) if word.startswith(ATTACHED)), 0)
    bare = tuple(word.lstrip(ATTACHED) for word in words)
    return bare[:at], bare[at:]


def _bare(name: str) -> str:
    return name.strip("_").upper()


def read_verbs(lines: Iterable[Line]) -> VerbDictionary:
    """Read a verb dictionary.

    Args:
        lines: its lines.

    Returns:
        What it says, with the lines that cannot be read.
    """
    reader = _Reader()
    for line in lines:
        reader.read(line)
    sets = tuple(SynonymSet(name, tuple(members), line) for name, members, line in reader.sets)
    blocks = tuple(block.frozen() for block in reader.blocks)
    return VerbDictionary(sets, blocks, tuple(reader.transformations), tuple(reader.faults))
