"""Rows of a compiled book as one string each, of which most are never unpacked: a book has many names, and a text few of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

DatedRow: TypeAlias = "tuple[str | None, str | None, str | None, str]"  # code, from, to, office
EntryRow: TypeAlias = "tuple[str, str | None, str, Sequence[DatedRow], str, str, Sequence[str], str]"  # the fields of Entry
Bearer: TypeAlias = "tuple[int, int]"  # number of the entry, how sure it is that the name means it
NameRow: TypeAlias = "tuple[tuple[str, ...], int, Sequence[Bearer]]"  # further pieces, how it is written, who has it

FIELD, MEMBER, PART = "|", ";", ","
_NO_SIGNS = str.maketrans({FIELD: " ", MEMBER: " ", PART: " "})
WAYS = 8  # more than there are ways of being sure


def packed_entry(row: EntryRow) -> str:
    """An entry in one string.

    >>> packed_entry(("Ali Zorb", "IRNELI", "person", [("IRNGOV", "2001-01-01", None, "president")], "m", "Zorb", [], "own.yaml"))
    'Ali Zorb|IRNELI|person|IRNGOV,2001-01-01,,president|m|Zorb||own.yaml'
    """
    name, code, kind, roles, gender, surname, clues, file = row
    dated = MEMBER.join(PART.join((role or "", start or "", end or "", _plain(office))) for role, start, end, office in roles)
    texts = (text.replace(FIELD, "/") for text in (surname, PART.join(map(_plain, clues)), file))
    return FIELD.join((name.replace(FIELD, "/"), code or "", kind, dated, gender, *texts))


def _plain(text: str) -> str:
    return text.translate(_NO_SIGNS)


def unpacked_entry(text: str) -> EntryRow:
    """The entry in a string.

    >>> unpacked_entry('Ali Zorb|IRNELI|person|IRNGOV,2001-01-01,,president|m|Zorb||own.yaml')[3]
    [('IRNGOV', '2001-01-01', None, 'president')]
    """
    name, code, kind, dated, gender, surname, clues, file = text.split(FIELD)
    roles: list[DatedRow] = []
    for role in dated.split(MEMBER) if dated else ():
        held, start, end, office = role.split(PART)
        roles.append((held or None, start or None, end or None, office))
    return name, code or None, kind, roles, gender, surname, clues.split(PART) if clues else (), file


def packed_names(rows: Iterable[NameRow]) -> str:
    """The names with one first piece in one string.

    >>> packed_names([(("party", "of", "zorb"), 1, [(3, 0), (8, 3)]), ((), 2, [(4, 1)])])
    'party of zorb|1|24,67;|2|33'
    """
    return MEMBER.join(
        FIELD.join((" ".join(rest), str(case), PART.join(str(number * WAYS + ask) for number, ask in bearers)))
        for rest, case, bearers in rows
    )


def unpacked_names(text: str) -> Mapping[str, Sequence[NameRow]]:
    """The names in a string by their second piece, an empty one for none.

    >>> unpacked_names('party of zorb|1|24,67;|2|33')
    {'party': [(('party', 'of', 'zorb'), 1, ((3, 0), (8, 3)))], '': [((), 2, ((4, 1),))]}
    """
    groups: dict[str, list[NameRow]] = {}
    for row in text.split(MEMBER):
        words, case, numbers = row.split(FIELD)
        rest = tuple(words.split(" ")) if words else ()
        bearers = tuple(divmod(int(number), WAYS) for number in numbers.split(PART))
        groups.setdefault(rest[0] if rest else "", []).append((rest, int(case), bearers))
    return groups
