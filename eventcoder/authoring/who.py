"""Whom a listed name means, on a day and in an article of a country, and why."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import attrs

from eventcoder.actors import ActorBook, country_called
from eventcoder.actors.book import Entry
from eventcoder.actors.packing import unpacked_names
from eventcoder.actors.rules.officeholders import HEADS, called, head_called
from eventcoder.actors.senses import chosen
from eventcoder.actors.spelling import pieces
from eventcoder.articledates import Date, check_date
from eventcoder.errors import InputError

CLOSE, ALIKE = 5, 0.75  # how many close names are proposed, and how much they must be alike


@attrs.frozen
class Candidate:
    """One whom a name may mean.

    Args:
        entry: its `name`, `kind`, `roles` with their days, and the `file` that it is from.
        code: its code on the day; None if it is nobody then.
        is_taken: whether the name alone means this one.
        why: why it is taken, or is not, in a few words; empty where another is.
    """

    entry: Entry
    code: str | None
    is_taken: bool
    why: str

    def held(self, date: str | None) -> tuple[str, ...]:
        """Its dated roles in words: those that hold on a day, or else all.

        Args:
            date: ISO 8601, or None.

        Returns:
            Of each the office, or the code, with its days.
        """
        roles = self.entry.held(date) or self.entry.roles
        return tuple(f"{role.office or role.code or 'nobody'} {role.start or ''}..{role.end or ''}" for role in roles)


def who(book: ActorBook, name: str, date: Date = None, home: str | None = None) -> list[Candidate]:
    """All whom a listed name, or the surname of a listed person, may mean, and the one that it means by itself.

    What else an article says (full names, titles, other countries) may speak for another.

    Args:
        book: names and roles.
        name: the name, in any writing.
        date: the date of the article; None for the latest role of each.
        home: where the article is published: the name or code of a country, or the name of an outlet.

    Returns:
        The one who is meant by the name alone, the others who have it, then those whose surname it is; none if nobody is listed by it.

    Raises:
        InputError: the date is none, or the home is no country.

    >>> from eventcoder import load_actors, who
    >>> book = load_actors()
    >>> [(one.entry.name, one.code, one.why) for one in who(book, "Labour", "2022-07-01", "Malta") if one.is_taken]
    [('Malta Labour Party', 'MLTPTY', 'the country of the article')]
    >>> {one.why for one in who(book, "Labour", "2022-07-01")}
    {'nobody: several countries'}
    """
    day, country = check_date(date), country_called(book, home) if home else None
    if home and country is None:
        raise InputError(f"expected a country, its code or a listed outlet as home, got {home!r}")
    words, bearers = pieces(name), book.bearers(name)
    best, why = chosen(bearers, day, country)
    head = head_called(book, words, day) if best is None else None
    ruling = {entry for entry, role in called(book, words, day) if role.code == head and role.office in HEADS} if head else set()
    nobody = f"nobody: {why}" if best is None and not ruling else ""
    found = [Candidate(entry, entry.on(day), entry is best, why if entry is best else nobody) for entry, _ in bearers]
    listed = {entry for entry, _ in bearers}
    for entry in dict.fromkeys(entry for entry, _ in called(book, words, None)):
        if entry not in listed:
            why = "the only head of a state or government of that name" if entry in ruling else "only with a title"
            found.append(Candidate(entry, entry.on(day), entry in ruling, why))
    return sorted(found, key=lambda one: not one.is_taken)


def close_names(book: ActorBook, name: str) -> list[str]:
    """Listed names that are written much like one that is not.

    Args:
        book: names and roles.
        name: a name.

    Returns:
        A few names of entries, the closest first.
    """
    words = pieces(name)
    if not words:
        return []
    wanted = " ".join(words)
    entries: dict[str, str] = {}
    for surname in get_close_matches(words[-1], book.surnames, CLOSE, ALIKE):
        for entry in book.by_surname(surname):
            entries.setdefault(" ".join(pieces(entry.name)), entry.name)
            entries.setdefault(surname, entry.name)
    for first in get_close_matches(words[0], book.index, CLOSE, ALIKE):
        entries.update(_named(book, first))
    return list(dict.fromkeys(entries[found] for found in get_close_matches(wanted, entries, CLOSE, ALIKE)))


def _named(book: ActorBook, first: str) -> Iterator[tuple[str, str]]:
    """The names with a first piece, each with the first name of one who has it."""
    for rows in unpacked_names(book.index[first]).values():
        for rest, _, listed in rows:
            yield " ".join((first, *rest)), book.entry(listed[0][0]).name
