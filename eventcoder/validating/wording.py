"""Codes, days and places in words that a judge reads."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

import attrs

from eventcoder.codebook.codes import CodeScheme
from eventcoder.countries import Countries

ORGANISATION = "IGO"  # how their codes begin, which have six letters (docs/actors.md)


@attrs.frozen
class Wording:
    """What codes are called.

    Args:
        codes: the event codes.
        countries: the countries.
        roles: roles of actors in words.
    """

    codes: CodeScheme
    countries: Countries
    roles: Mapping[str, str] = attrs.field(hash=False)

    def event(self, code: str, name: str) -> str:
        """A code and its name."""
        return f"{code} {name or (self.codes[code].name if code in self.codes else '')}".strip()

    def definition(self, code: str) -> str:
        """What a code means, in a sentence; empty if the scheme lacks it."""
        return self.codes[code].definition if code in self.codes else ""

    def actor(self, code: str, text: str) -> str:
        """An actor: its code, that in words, and the words of the text.

        >>> from eventcoder.countries import load_countries
        >>> words = Wording(CodeScheme(), load_countries(), {"GOV": "government"})
        >>> words.actor("IRNGOV", "Iran's foreign minister"), words.actor("", "Zorb"), words.actor("", "")
        ("IRNGOV = Iran, government: 'Iran's foreign minister'", "no code: 'Zorb'", 'nobody')
        """
        if not code and not text:
            return "nobody"
        said = f": '{text}'" if text else ""
        return f"{code} = {', '.join(self._parts(code))}{said}" if code else f"no code{said}"

    def _parts(self, code: str) -> list[str]:
        first = code[:6] if code.startswith(ORGANISATION) else code[:3]
        if first in self.countries:
            named, rest = [self.countries[first].name], code[3:]
        elif code.startswith(ORGANISATION):
            named, rest = ["international organisation"], code[6:]
        else:
            named, rest = [], code
        roles = (rest[start : start + 3] for start in range(0, len(rest), 3))
        return [*named, *(self.roles.get(role, role) for role in roles)]


def day(date: str) -> str:
    """A day in words that no program takes for a date of its own and turns around.

    >>> day("2024-05-13"), day("")
    ('Mon 13 May 2024', 'no date')
    """
    if not date:
        return "no date"
    made = datetime.date.fromisoformat(date)
    return f"{DAYS[made.weekday()]} {made.day} {MONTHS[made.month - 1]} {made.year}"


DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")  # not those of the locale: sheets are the same everywhere
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def time_of(row: Mapping[str, Any]) -> str:
    """When a row of the events table says that it was, how exactly, and by which words.

    >>> time_of({"date": "2024-05-13", "date_end": "2024-05-13", "date_precision": "day", "date_text": "on Monday"})
    "Mon 13 May 2024: 'on Monday'"
    >>> time_of({"date": "2024-05-01", "date_end": "2024-05-31", "date_precision": "month", "date_text": "in May"})
    "Wed 1 May 2024 to Fri 31 May 2024 (month): 'in May'"
    >>> time_of({"date": "2024-05-15", "date_end": "2024-05-15", "date_precision": "document", "date_text": ""})
    'Wed 15 May 2024 (day of the article)'
    """
    first, last, precision = row.get("date", ""), row.get("date_end", ""), row.get("date_precision", "")
    until = f" to {day(last)}" if last and last != first else ""
    how = "" if precision in ("day", "") or not first else " (day of the article)" if precision == "document" else f" ({precision})"
    return f"{day(first)}{until}{how}" + (f": '{row['date_text']}'" if row.get("date_text") else "")


def place_of(row: Mapping[str, Any], countries: Countries) -> str:
    """Where a row of the events table says that it was.

    >>> from eventcoder.countries import load_countries
    >>> countries = load_countries()
    >>> place_of({"place_text": "Nairobi", "place_name": "Nairobi", "admin1": "Nairobi Area", "place_country": "KEN"}, countries)
    'Nairobi, Nairobi Area, Kenya'
    >>> place_of({"place_text": "the camp", "place_country": "KEN"}, countries), place_of({}, countries)
    ("Kenya: 'the camp'", 'no place')
    """
    code, text = row.get("place_country", ""), row.get("place_text", "")
    country = countries[code].name if code in countries else code
    parts = list(dict.fromkeys(part for part in (row.get("place_name", ""), row.get("admin1", ""), country) if part))
    if not parts:
        return f"no country: '{text}'" if text else "no place"
    return ", ".join(parts) + (f": '{text}'" if text and text not in parts else "")
