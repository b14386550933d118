"""The table of all events, packed: each column as its different values, and for each row the number of its value."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from eventcoder.packages import require

if TYPE_CHECKING:
    import pandas

LISTED = 100_000  # events in the table of a page, unless somebody asks for another number
TEXTS = (
    *("date", "date_precision", "date_text", "code", "name", "source", "source_text", "target", "target_text", "status", "place", "doc_id"),
    *("sentence", "trigger", "evidence", "rule", "pattern", "attribution", "attribution_text"),
)
PLACE = ("place_name", "place_text", "place_country", "place_kind")
MARKED = ("trigger", "source_text", "target_text")  # words that are looked for in the sentence


def listing(table: pandas.DataFrame, most: int = LISTED) -> dict[str, Any]:
    """Pack the first rows of a table.

    Args:
        table: the events.
        most: how many rows at most.

    Returns:
        `columns`, of each the `values`, sorted, and the `index` of the value of each row, -1 where it is missing; `quad`, a number for
        each row; `both`, 1 where the event is reciprocal; `marks`, for each row where trigger, source and target begin in the sentence,
        in units of UTF-16 as scripts count them, -1 where they are not in it.
    """
    library = require("pandas")
    rows = table.iloc[:most]
    known = rows.astype(object).where(rows.notna(), None)
    known["date"] = rows["date"].dt.strftime("%Y-%m-%d")
    known["place"] = [_place(*where) for where in zip(*(known[name] for name in PLACE), strict=True)]
    columns = {}
    for name in TEXTS:
        numbers, values = library.factorize(known[name], sort=True)
        columns[name] = {"values": [str(value) for value in values], "index": numbers.tolist()}
    return {
        "columns": columns,
        "quad": rows["quad"].fillna(0).astype(int).tolist(),
        "both": rows["reciprocal"].fillna(False).astype(int).tolist(),
        "marks": [list(found) for found in _marks(known)],
    }


def packed(value: Any) -> str:
    """JSON, compressed, as text that no page can mistake for anything else.

    Args:
        value: what JSON can hold.

    Returns:
        Base64 of gzip; the same value always gives the same.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    return base64.b64encode(gzip.compress(text, 6, mtime=0)).decode("ascii")


def _place(name: str | None, text: str | None, country: str | None, kind: str | None) -> str | None:
    """Where it was, in few words.

    >>> _place("Lima", "the capital", "PER", "city"), _place("Peru", "there", "PER", "country")
    ('Lima, PER', 'Peru')
    """
    named = name or text
    return ", ".join(part for part in (named, None if named and kind == "country" else country) if part) or None


def _marks(known: Any) -> Iterator[tuple[int, int, int]]:
    """Where the words of each event stand in its sentence; offsets in the document tell one of two equal words from the other."""
    fields = known[["doc_id", "sentence", "trigger_start", *MARKED]]
    for (_, sentence), group in groupby(fields.itertuples(index=False, name=None), key=lambda row: row[:2]):
        events = list(group)
        begin = _beginning(sentence or "", [(row[3] or "", row[2]) for row in events])
        for row in events:
            yield _found(sentence or "", begin, row[2], *(word or "" for word in row[3:]))


def _beginning(sentence: str, triggers: Sequence[tuple[str, Any]]) -> int | None:
    """Where in its document a sentence begins, as far as its triggers agree; None if they do not say.

    >>> _beginning("It met, and met again.", [("met", 103), ("again", 116)])
    100
    """
    agreed: set[int] | None = None
    for word, start in triggers:
        if word and start is not None:
            could = {int(start) - at for at in _places(sentence, word)}
            agreed = could if agreed is None else agreed & could or agreed
    return min(agreed) if agreed else None


def _places(sentence: str, words: str) -> list[int]:
    """Where words stand in a sentence, as whole words."""
    found, at = [], sentence.find(words)
    while at >= 0:
        end = at + len(words)
        if not (sentence[at - 1 : at].isalnum() and words[0].isalnum()) and not (sentence[end : end + 1].isalnum() and words[-1].isalnum()):
            found.append(at)
        at = sentence.find(words, at + 1)
    return found


def _found(sentence: str, begin: int | None, start: Any, trigger: str, *parties: str) -> tuple[int, int, int]:
    """Trigger, source and target: the trigger by its offset if there is one, the parties nearest to it, rather beside it than around it."""
    at = _places(sentence, trigger) if trigger else []
    own = begin is not None and start is not None and int(start) - begin in at
    here = int(start) - (begin or 0) if own else at[0] if at else -1
    source, target = (_nearest(_places(sentence, words), here, len(words)) if words else -1 for words in parties)
    return _units(sentence, here), _units(sentence, source), _units(sentence, target)


def _nearest(places: Sequence[int], here: int, size: int) -> int:
    """The place nearest to the trigger, and one around it only if there is no other."""
    return min(places, key=lambda place: (place <= here < place + size, abs(place - here)), default=-1)


def _units(sentence: str, place: int) -> int:
    """An offset as scripts of pages count it: letters beyond the first 65,536 are two.

    >>> _units("😀 met", 2)
    3
    """
    return place + sum(letter > "\uffff" for letter in sentence[:place]) if place > 0 else place
