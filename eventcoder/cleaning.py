"""Given text to text that can be parsed: no tags, no invisible or garbled characters; each character knows where it comes from."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from difflib import SequenceMatcher

import attrs
from ftfy import fix_encoding
from ftfy.badness import is_bad

_INLINE = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt
    u var wbr"""
_BLOCKS = """
    address article aside audio blockquote body br button caption center dd div dl dt embed fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 head header hr html iframe img input li link main meta nav noscript object ol option p picture pre section select source
    summary svg table tbody td tfoot th thead title tr ul video"""
BLOCKS = frozenset(_BLOCKS.split())  # tags that end a line
TAGS = BLOCKS | frozenset(_INLINE.split())
_MARKUP = re.compile(
    rf"""(?P<hidden><(script|style)\b[^<>]*>.*?</\2\s*>|<!--.*?-->|<!\[CDATA\[|\]\]>)
      | </?(?P<tag>{"|".join(sorted(TAGS, key=len, reverse=True))})(?:\s[^<>]*)?/?>
      | (?P<entity>&(?:amp;)*(?:\#\d{{1,7}}|\#x[\da-f]{{1,6}}|[a-z][a-z\d]{{1,30}});)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
_WITH_LETTERS = re.compile(r"[^ \t\r\n]*[^\x00-\x7f][^ \t\r\n]*")
_WINDOWS = re.compile(r"[\x80\x82-\x84\x86-\x8c\x8e\x91-\x9c\x9e\x9f]")  # quotes and dashes of Windows, taken for control characters
# Format and control characters but for white space, with the sequences that colour a terminal; variants of signs; places of pictures.
_INVISIBLE = re.compile(
    r"\x1b\[[\d;]*[A-Za-z]|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    r"\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\U000110bd\U000e0000-\U000e007f]"
)
_UNREADABLE = re.compile(r"\ufffd+")
_VARIANT = re.compile("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]|[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\u0300-\u036f]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LAYERS = 3  # so often an entity may stand for another

Edit = tuple[int, int, str]  # from, to, and what is put there
NAMES = {  # of what is cleaned: one, several
    "tag": "HTML tags",
    "entity": "HTML entities",
    "garbled": "garbled letters",
    "invisible": "invisible characters",
    "unreadable": "unreadable characters",
    "variant": "letters in another form",
}


@attrs.frozen
class Cleaned:
    """A text as it was given, and as it is parsed.

    Args:
        given: the text that was given; half characters, which no file can hold, are replaced one by one by the sign for that.
        text: what is parsed.
        starts: for each character of `text` the offset in `given` of what it stands for.
        ends: the same for its end.
        notes: what was cleaned, such as `2 HTML entities`.
    """

    given: str
    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range
    notes: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the given text that a stretch of `text`, not empty, stands for."""
        return self.starts[start], self.ends[end - 1]


def clean(text: str) -> Cleaned:
    """Clean a text.

    Args:
        text: any text.

    Returns:
        What is to be parsed, and where each character of it comes from.

    >>> cleaned = clean("<b>Ir&shy;an</b> attacked\\u200b Israel&rsquo;s army.")
    >>> cleaned.text, cleaned.notes
    ('Iran attacked Israel’s army.', ('2 HTML tags', '2 HTML entities', '2 invisible characters'))
    >>> cleaned.given[slice(*cleaned.span(0, 4))]
    'Ir&shy;an'
    """
    given = _LONE_SURROGATE.sub("\ufffd", text)
    cleaned, counts = Cleaned(given, given, range(len(given)), range(1, len(given) + 1)), Counter[str]()
    for _ in range(_LAYERS):
        before = cleaned.text
        cleaned = changed(cleaned, _markup(cleaned.text, counts))
        if cleaned.text == before:
            break
    for step in (_garbled, _quotes_of_windows, _invisible, _unreadable, _variants):
        cleaned = changed(cleaned, step(cleaned.text, counts))
    return attrs.evolve(cleaned, notes=tuple(_counted(counts[name], several) for name, several in NAMES.items() if counts[name]))


def _counted(number: int, several: str) -> str:
    return f"{number:,} {several if number > 1 else several.replace('entities', 'entity').replace('letters', 'letter').removesuffix('s')}"


def changed(cleaned: Cleaned, edits: Iterable[Edit]) -> Cleaned:
    """Change a text.

    Args:
        cleaned: what has been done so far.
        edits: what to put where in its `text`, in order.

    Returns:
        The new text, its characters still pointing into what was given.
    """
    pieces, starts, ends, done = [], list[int](), list[int](), 0

    def keep(until: int) -> None:
        pieces.append(cleaned.text[done:until])
        starts.extend(cleaned.starts[done:until])
        ends.extend(cleaned.ends[done:until])

    for first, last, put in edits:
        keep(first)
        done = last
        pieces.append(put)
        for i in range(len(put)):  # one for one as far as they go; the last stands for the rest
            here = min(first + i, last - 1)
            starts.append(cleaned.starts[here])
            ends.append(cleaned.ends[last - 1 if i == len(put) - 1 else here])
    if not done:
        return cleaned
    keep(len(cleaned.text))
    return attrs.evolve(cleaned, text="".join(pieces), starts=tuple(starts), ends=tuple(ends))


def _markup(text: str, counts: Counter[str]) -> Iterator[Edit]:
    """Tags, with what a page does not show, and entities."""
    if "&" not in text and "<" not in text:
        return
    for match in _MARKUP.finditer(text):
        if match["entity"]:
            put = match[0]
            while (plain := html.unescape(put)) != put:
                put = plain
            if put == match[0]:
                continue
            counts["entity"] += 1
        else:
            put = "\n" if match["tag"] and match["tag"].lower() in BLOCKS else ""
            counts["tag"] += 1
        yield match.start(), match.end(), put


def _garbled(text: str, counts: Counter[str]) -> Iterator[Edit]:
    """Letters that were decoded in the wrong way ("ErdoÄŸan", "itâ€™s"), where that is certain."""
    for match in _WITH_LETTERS.finditer(text) if is_bad(text) else ():
        fixed = fix_encoding(match[0])
        if fixed == match[0]:  # not certain by itself, but beside others that are
            with suppress(UnicodeError):
                fixed = fixed.encode("sloppy-windows-1252").decode("utf-8")
        for first, last, put in _differences(match[0], fixed) if fixed != match[0] else ():
            counts["garbled"] += max(len(put), 1)
            yield match.start() + first, match.start() + last, put


def _quotes_of_windows(text: str, counts: Counter[str]) -> Iterator[Edit]:
    for match in _WINDOWS.finditer(text):
        counts["garbled"] += 1
        yield match.start(), match.end(), match[0].encode("latin-1").decode("windows-1252")


def _differences(given: str, fixed: str) -> Iterator[Edit]:
    """What to put where to make one word of another."""
    if len(given) == len(fixed.encode("utf-8", "surrogatepass")):  # each character was a byte
        start = 0
        for character in fixed:
            end = start + len(character.encode("utf-8", "surrogatepass"))
            if end > start + 1:
                yield start, end, character
            start = end
        return
    for kind, first, last, put, until in SequenceMatcher(None, given, fixed, autojunk=True).get_opcodes():
        if kind != "equal":
            yield first, last, fixed[put:until]


def _invisible(text: str, counts: Counter[str]) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        counts["invisible"] += 1
        yield match.start(), match.end(), ""


def _unreadable(text: str, counts: Counter[str]) -> Iterator[Edit]:
    """The sign for a character that was lost; inside a word it keeps the place of the letter."""
    for match in _UNREADABLE.finditer(text):
        counts["unreadable"] += len(match[0])
        if not (text[match.start() - 1 : match.start()].isalnum() and text[match.end() : match.end() + 1].isalnum()):
            yield match.start(), match.end(), ""


def _variants(text: str, counts: Counter[str]) -> Iterator[Edit]:
    """Ligatures, letters of full width or of mathematics, and accents that stand for themselves."""
    for match in _VARIANT.finditer(text):
        plain = unicodedata.normalize("NFC" if len(match[0]) > 1 else "NFKC", match[0])
        if plain != match[0]:
            counts["variant"] += 1
            yield match.start(), match.end(), plain
