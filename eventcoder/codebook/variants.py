"""A line of a codebook to the plain ones that it stands for: what is in brackets may lack, and a slot may take families and words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

ACT = "ACT"  # the slot whose filler says which code of a table it is
FAMILY_OR_WORDS = re.compile(r"<[^>]*>?|[^|<]+")  # <04|06>|{TALKS}|deal
STRETCH = re.compile(r"(?<!\S)\[([^][]+)\](?!\S)|([^][]+)")  # [from TARGET]


class PatternError(ValueError):
    """A pattern cannot be read: what was expected, what came, how to mend it."""

    def __init__(self, expected: str, got: str, mend: str = "") -> None:
        super().__init__(f"expected {expected}, got {got}")
        self.expected, self.got, self.mend = expected, got, mend


def variants(text: str, act: str = "") -> tuple[str, ...]:
    """Write a line out.

    Args:
        text: the line, such as `request ACT [from|of TARGET]`.
        act: what stands for ACT in it, such as `<06>|{COOPERATION}` or `for {RIGHTS}`.

    Returns:
        Lines without brackets, and without slots that take both families and words.

    Raises:
        PatternError: a bracket or an ACT is missing.

    >>> variants("request ACT [from|of TARGET]", "<06>|{COOPERATION}")  # doctest: +NORMALIZE_WHITESPACE
    ('request <06> from|of TARGET', 'request {COOPERATION} from|of TARGET', 'request <06>', 'request {COOPERATION}')
    >>> variants("urge TARGET to|for <06>")
    ('urge TARGET to <06>', 'urge TARGET for <06>')
    """
    if not act and not {"[", "]", "<"} & set(text):
        return (text,)
    written = (" ".join(parts) for parts in _with_and_without(text))
    return tuple(dict.fromkeys(found for parts in _acts(written, act) for found in _plain(parts)))


def _with_and_without(text: str) -> Iterator[list[str]]:
    """The parts of a line, with and without each stretch in brackets."""
    stretches = list(STRETCH.finditer(text))
    if sum(len(found.group()) for found in stretches) != len(text):
        raise PatternError("brackets in pairs, around whole parts of a pattern", repr(text), "write [from|of TARGET] for what may lack")
    choices = [(found[1], "") if found[1] else (found[2],) for found in stretches]
    for chosen in itertools.product(*choices):
        yield " ".join(chosen).split()


def _acts(lines: Iterator[str], act: str) -> Iterator[list[str]]:
    for line in lines:
        parts = [_with_act(part, before, act) for before, part in itertools.pairwise(["", *line.split()])] if act else line.split()
        if act and parts == line.split():
            raise PatternError(f"{ACT} in each pattern of a rule with codes", repr(line), f"write {ACT} for what its table lists")
        yield " ".join(parts).split()


def _with_act(part: str, before: str, act: str) -> str:
    """A part of a line with what stands for ACT; an infinitive or a clause is an act of the families, and no word."""
    name, colon, restriction = part.partition(":")
    if not colon:
        families = "|".join(piece for piece in FAMILY_OR_WORDS.findall(act) if piece.startswith("<")) if before in ("to", "that") else ""
        return (families or act) if part == ACT else part
    return f"{name}:{'|'.join(act if piece == ACT else piece for piece in restriction.split('|'))}"


def _plain(parts: Sequence[str]) -> Iterator[str]:
    """A line for each family of a slot, one for its words, and one for the infinitive of "to|for <family>"."""
    for chosen in itertools.product(*map(_families_and_words, parts)):
        split = [_infinitive_and_phrase(part, after) for part, after in itertools.zip_longest(chosen, chosen[1:], fillvalue="")]
        yield from map(" ".join, itertools.product(*split))


def _families_and_words(part: str) -> tuple[str, ...]:
    if "<" not in part:
        return (part,)
    subject, filler = part[: part.find(":") + 1], part[part.find(":") + 1 :]
    pieces = FAMILY_OR_WORDS.findall(filler)
    words = "|".join(piece for piece in pieces if not piece.startswith("<"))
    return tuple(subject + found for found in (*(piece for piece in pieces if piece.startswith("<")), *([words] if words else ())))


def _infinitive_and_phrase(part: str, after: str) -> tuple[str, ...]:
    prepositions = part.split("|")
    if not after.startswith("<") or "to" not in prepositions or len(prepositions) == 1:
        return (part,)
    return "to", "|".join(preposition for preposition in prepositions if preposition != "to")
