"""Patterns of both formats of PETRARCH: what stands before and after the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import attrs

Party = Literal["source", "target", "both", "any"]
PARTIES: dict[str, Party] = {"$": "source", "+": "target", "%": "both", "^": "any"}
TOKEN = re.compile(r"\s+|_|[{}()*$+%^]|&?[^\s_{}()*$+%^&]+|&")
CODE = re.compile(r"\[([^\[\]]*)\]")
NULL = ("---", "")
TABARI = ("+++", "###")  # complex, and discard


class PatternError(ValueError):
    """A pattern cannot be read; the message says why."""


@attrs.frozen
class Words:
    """Words in a row.

    Args:
        words: the words in capitals, synonym sets with `&`.
        beside: whether nothing stands between them and the verb.
    """

    words: tuple[str, ...]
    beside: bool = False


@attrs.frozen
class Actor:
    """An actor: `$` the source, `+` the target, `%` several who are both, `^` one who is passed over."""

    party: Party


@attrs.frozen
class Phrase:
    """A prepositional phrase of the second format: `(FOR {FINANCIAL AID})`.

    Args:
        preposition: its first word in capitals.
        parts: what follows.
    """

    preposition: str
    parts: tuple[Words | Actor, ...]


Part = Words | Actor | Phrase


@attrs.frozen
class Code:
    """What a code in brackets says.

    Args:
        forward: the code of the event from source to target, or None.
        back: the code of the event from target to source, or None.
        odd: what was taken off it, if anything.
    """

    forward: str | None
    back: str | None
    odd: str = ""

    @property
    def is_null(self) -> bool:
        """Whether no event is coded."""
        return self.forward is None and self.back is None


@attrs.frozen
class Pattern:
    """A pattern: what must stand before and after the verb, in this order."""

    before: tuple[Part, ...]
    after: tuple[Part, ...]


def read_code(text: str) -> Code:
    """Read a code: `[012]`, `[031:031]`, `[:110]`, `[---]`.

    Args:
        text: what stands in the brackets.

    Returns:
        The codes of both directions.

    Raises:
        PatternError: it is none.

    >>> read_code("032:033"), read_code("---").is_null, read_code("080!").forward
    (Code(forward='032', back='033', odd=''), True, '080')
    """
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > 2:
        raise PatternError(f"expected one code, or two with a colon, got [{text}]")
    bare = [part.rstrip("!?") for part in parts]
    odd = "" if bare == parts else f"{text} is read as {':'.join(bare)}"
    for part in bare:
        if part not in (*NULL, *TABARI) and not re.fullmatch(r"[A-Za-z0-9]+", part):
            raise PatternError(f"expected a code of letters and digits, got [{text}]")
    if any(part in TABARI for part in bare):
        raise PatternError(f"[{text}] is a code of TABARI that PETRARCH passes over")
    forward, back = (part if part not in NULL else None for part in (*bare, "")[:2])
    return Code(forward, back, odd)


def read_pattern(text: str) -> Pattern:
    """Read what stands before the code of a pattern, in either format.

    Args:
        text: the pattern without its dash and code.

    Returns:
        Its parts.

    Raises:
        PatternError: it has no verb, or brackets that do not fit.

    >>> read_pattern("+ * (FROM $)").after
    (Phrase(preposition='FROM', parts=(Actor(party='source'),)),)
    >>> read_pattern("- NOT *_OUT".lstrip("- "))
    Pattern(before=(Words(words=('NOT',), beside=False),), after=(Words(words=('OUT',), beside=True),))
    """
    tokens = TOKEN.findall(text.strip())
    verbs = [i for i, token in enumerate(tokens) if token == "*"]
    if len(verbs) != 1:
        raise PatternError("expected one * for the verb, got " + ("none" if not verbs else str(len(verbs))))
    [at] = verbs
    before = _parts(tokens[:at], beside_last=tokens[at - 1 : at] == ["_"])
    after = _parts(tokens[at + 1 :], beside_first=tokens[at + 1 : at + 2] == ["_"])
    return Pattern(before, after)


def _parts(tokens: Sequence[str], beside_first: bool = False, beside_last: bool = False) -> tuple[Part, ...]:
    found: list[Part] = []
    rest = list(tokens)
    while rest:
        token = rest[0]
        if token == "(":
            inner = _bracketed(rest, "(", ")")
            found += _phrase(inner)
        elif token == "{":
            inside = _bracketed(rest, "{", "}")
            if any(token in PARTIES or token in "(){}" for token in inside):
                raise PatternError(f"expected words in {{ }}, got {''.join(inside).strip()}")
            words = [token for token in inside if not _is_gap(token)]
            found += [Words(tuple(words))] if words else []
        elif token in ")}":
            raise PatternError(f"expected an opening bracket before {token}")
        elif token in PARTIES:
            found.append(Actor(PARTIES[rest.pop(0)]))
        elif _is_gap(token):
            rest.pop(0)
        else:
            found.append(Words(tuple(_row(rest))))
    if found and beside_first and isinstance(first := found[0], Words):
        found[0] = attrs.evolve(first, beside=True)
    if found and beside_last and isinstance(last := found[-1], Words):
        found[-1] = attrs.evolve(last, beside=True)
    return tuple(found)


def _is_gap(token: str) -> bool:
    return token == "_" or not token.strip() or not re.search(r"\w", token)


def _row(rest: list[str]) -> Iterator[str]:
    """The words that underscores join, taken from the tokens; hyphens that are left of an actor go."""
    while rest:
        yield rest.pop(0).strip("-")
        joined = len(rest) > 1 and rest[0] == "_" and not _is_gap(rest[1]) and rest[1] not in PARTIES and rest[1] not in "(){}"
        if not joined:
            return
        rest.pop(0)


def _bracketed(rest: list[str], opening: str, closing: str) -> list[str]:
    """What stands between two brackets, taken from the tokens."""
    depth, inner = 0, list[str]()
    while rest:
        token = rest.pop(0)
        depth += (token == opening) - (token == closing)
        if depth == 0:
            return inner[1:]
        inner.append(token)
    raise PatternError(f"expected {closing} after {opening}")


def _phrase(tokens: Sequence[str]) -> list[Part]:
    """A prepositional phrase; other words in round brackets are words."""
    parts = _parts(tokens)
    first = parts[0] if parts else None
    if not isinstance(first, Words) or any(isinstance(part, Phrase) for part in parts):
        return list(parts)
    inner = [part for part in parts[1:] if not isinstance(part, Phrase)]
    if len(first.words) > 1:
        inner.insert(0, Words(first.words[1:]))
    return [Phrase(first.words[0], tuple(inner))]
