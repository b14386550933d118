"""The actor type: who takes part in an event."""

from __future__ import annotations

import attrs


@attrs.frozen
class Actor:
    """A political actor as a sentence names it.

    Args:
        code: country and role (`IRNGOV`), organisation (`IGOUNO`) or role alone (`COP`); None if nobody's list has it.
        text: its words in the sentence.
        head: position of its head in the sentence.
        tokens: positions of its words.
        kind: country, city, region, organisation, group, person, role or unknown.
        parts: the code in its parts, `("IRN", "GOV")`.
        via: how it was resolved, in order: name, role, title, apposition, owner, place, pronoun, surname, article ...
        since: the words of the article that say who it is, where another phrase does.
        start: offset of its first character in the text of the document, in code points.
        end: offset after its last character.
    """

    code: str | None
    text: str
    head: int
    tokens: tuple[int, ...]
    kind: str
    parts: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    since: str = ""
    start: int = 0
    end: int = 0


def country_of(actor: Actor) -> str | None:
    """The country of an actor, or None: an organisation has none, nor has a bare role such as `COP`.

    Args:
        actor: an actor.

    Returns:
        An ISO 3166-1 alpha-3 code.
    """
    if not actor.parts or len(actor.parts[0]) != 3 or actor.kind == "region" or actor.parts[0] == "IGO":
        return None
    if len(actor.parts) == 1 and actor.kind not in ("country", "city", "unknown", "given"):
        return None
    return actor.parts[0]


def split_code(code: str | None) -> tuple[str, ...]:
    """The parts of an actor code: a country or organisation, then roles of three letters.

    Args:
        code: an actor code or None.

    Returns:
        Its parts; the six letters of an organisation stay together.

    >>> split_code("IRNGOV"), split_code("IGOUNO"), split_code("COP"), split_code(None)
    (('IRN', 'GOV'), ('IGOUNO',), ('COP',), ())
    """
    if not code:
        return ()
    first = 6 if code.startswith("IGO") and len(code) > 3 else 3
    return (code[:first], *[code[i : i + 3] for i in range(first, len(code), 3)])


def join_code(country: str | None, role: str) -> str | None:
    """A code from a country or organisation, of which only the first part is used, and a role.

    Args:
        country: a code or None.
        role: a role code, or an empty string.

    Returns:
        The code; the first argument as it is if it has the role already.

    >>> join_code("IRN", "GOV"), join_code("IRNMIL", "COP"), join_code("IRNGOV", "GOV"), join_code(None, "COP"), join_code(None, "")
    ('IRNGOV', 'IRNCOP', 'IRNGOV', 'COP', None)
    """
    if not country:
        return role or None
    parts = split_code(country)
    return country if role in parts[1:] or not role else parts[0] + role
