"""Records, as tables and JSON hold them, to articles: which column is which, and whether what it has is a text, a date, an identifier."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

import attrs

from eventcoder.articledates import check_date
from eventcoder.errors import InputError
from eventcoder.formats.article import Article

HOW = "name it with --columns {field}={name} (in Python, columns={{{field!r}: {name!r}}})"
FIELDS = ("id", "date", "text", "home")
CARRIED = ("home",)  # fields that are columns of the output as well
LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half a character: nothing that could be written again


class NoText(InputError):
    """A record has no column for the text."""


@attrs.frozen
class Columns:
    """The names of the columns `id`, `date`, `text` and `home`.

    Args:
        names: field -> name, for those that are named otherwise.
        how: how users name a column, with `{field}` and `{name}`.
    """

    names: Mapping[str, str] = attrs.field(factory=dict)
    how: str = HOW

    def __attrs_post_init__(self) -> None:
        if unknown := [field for field in self.names if field not in FIELDS]:
            raise InputError(f"expected a name for the columns {', '.join(FIELDS)}, got one for {unknown[0]!r}")

    def found(self, keys: Iterable[str], where: str, *, named: bool = False) -> dict[str, str]:
        """Which of the keys of a record stand for which fields; capital letters and spaces around a name do not matter if one fits.

        Args:
            keys: the keys.
            where: the place that messages name.
            named: whether a column that was named must be there, even if it is not that of the text.

        Returns:
            field -> key, for the fields that are there.

        Raises:
            NoText: there is no text.
            InputError: a column is not there that must be, or two might be meant.

        >>> Columns({"id": "url"}).found(["URL", "Text ", "paper"], "a.csv")
        {'id': 'URL', 'text': 'Text '}
        """
        keys = list(keys)
        found = {}
        for field in FIELDS:
            name = self.names.get(field, field)
            alike = [name] if name in keys else [key for key in keys if key.strip().casefold() == name.casefold()]
            if len(alike) > 1:
                raise InputError(f"{where}: expected one column {name!r}, got {_listed(alike)}; {self._advice(field, alike[0])}")
            if alike:
                found[field] = alike[0]
            elif field == "text" or (named and field in self.names):
                close = get_close_matches(name, keys, n=1)
                advice = f"; did you mean {close[0]!r}? {self._advice(field, close[0])}" if close else f"; {self._advice(field, 'NAME')}"
                kind = NoText if field == "text" else InputError
                raise kind(f"{where}: expected a column {name!r} with the {field} of each article, got {_listed(keys) or 'none'}{advice}")
        return found

    def _advice(self, field: str, name: str) -> str:
        return self.how.format(field=field, name=name)


def article_of(record: Mapping[str, Any], fields: Mapping[str, str], where: str, identifier: str, date_format: str | None) -> Article:
    """The article that a record holds.

    Args:
        record: key -> value.
        fields: which keys stand for which fields.
        where: the place that messages name.
        identifier: what the article is called if the record does not say so.
        date_format: how its date is written, if that needs to be said.

    Returns:
        The article.

    Raises:
        InputError: its text, date or identifier is none.
    """
    text = record[fields["text"]]
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"{where}: expected a text in {fields['text']!r}, got {'an empty one' if isinstance(text, str) else repr(text)}")
    try:
        date = check_date(record.get(fields.get("date", "")), date_format)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    name = record.get(fields.get("id", ""))
    if isinstance(name, float):
        name = None if math.isnan(name) else int(name) if name.is_integer() else name
    if isinstance(name, (bool, dict, list)):
        raise InputError(f"{where}: expected a text or a number in {fields['id']!r}, got {name!r}")
    extra = {whole(key): whole(record[key]) for key in carried(record, fields)}
    home = record.get(fields.get("home", ""))
    named = (whole(str(name).strip()) if name is not None else "") or identifier
    return Article(whole(text), date, named, extra, where, whole(home.strip()) if isinstance(home, str) else None)


def carried(keys: Iterable[str], fields: Mapping[str, str]) -> list[str]:
    """The columns that are carried through to the output.

    Args:
        keys: all columns.
        fields: which of them stand for which fields.

    Returns:
        Those that stand for none, and that of the country, in order.

    >>> carried(["text", "home", "paper"], {"text": "text", "home": "home"})
    ['home', 'paper']
    """
    used = {key for field, key in fields.items() if field not in CARRIED}
    return [key for key in keys if key not in used]


def whole(value: Any) -> Any:
    """A value as any file can hold it: half characters become the sign for that, a number that is none no value, and dates text.

    >>> whole({"a": ["x\\ud800"], "b": float("nan"), "c": datetime.date(2024, 5, 1)})
    {'a': ['x\ufffd'], 'b': None, 'c': '2024-05-01'}
    """
    if isinstance(value, str):
        return LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, list):
        return [whole(part) for part in value]
    if isinstance(value, dict):
        return {whole(key): whole(part) for key, part in value.items()}
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value if value is None or isinstance(value, int) else str(value)


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(map(repr, keys))
