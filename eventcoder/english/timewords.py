"""The words of time of `codebooks/english/time.yaml`: which class a word is of, and what it stands for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import Any, TypeAlias

import attrs

from eventcoder.document import Sentence
from eventcoder.english.numerals import ORDINAL, Numerals
from eventcoder.loading.shapes import Place, Shape, date, list_of, made, mapping_of, one_of, pair_of, record, says, whole, word, words
from eventcoder.loading.yamlfile import suggestion
from eventcoder.memo import Lookup

YEAR = re.compile(r"(1[5-9]|20)\d\d")
NAME_PART = re.compile(r"[ '-]")
TERM = re.compile(r"(?:(?P<unit>[qh])(?P<nth>[1-4])|(?P<first>[1-4])(?P<after>[qh]))")  # "Q2", "2H"
DECADE = re.compile(r"(19|20)\d0'?s")
FIGURES = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<by>[-/.])(?P<month>\d\d?)(?P=by)(?P<day>\d\d?)")  # "2023-11-06"
FIGURES_LAST_YEAR = re.compile(r"(?P<first>\d\d?)(?P<by>[-/.])(?P<second>\d\d?)(?P=by)(?P<year>(?:19|20)\d\d)")  # "12/30/2015"
FIGURES_NAMED = re.compile(r"(?P<day>\d\d?)[-/](?P<month>[a-z]+)[-/](?P<year>(?:19|20)\d\d)")  # "6-Nov-2023"
TERMS = {"q": 4, "h": 2}  # how many of them a year has
HYPHENS = ("-", "–")
PREFIXED = re.compile(r"(\w+)-(\w+\.?)")  # "mid-July" as one token
THIRDS = ("EARLY", "MID", "LATE")  # classes of its first half
ANCHORS = frozenset(
    {
        "WEEKDAY",
        "MONTH",
        "SEASON",
        "UNIT",
        "WEEKEND",
        "DAYWORD",
        "PART",
        "YEAR",
        "DECADE",
        "DATE",
        "HOLIDAY",
        "EASTER",
        "FESTIVAL",
        "ORDINAL",
        "THEN",
        "TERM",
        "FRACTION",
    }
)
NAMED_DAYS = ("HOLIDAY", "EASTER", "FESTIVAL")  # classes whose words may be several tokens
JOINED = 7  # tokens of a date in figures, or of the name of a day: "2023 - 11 - 06"
CONTINUES = "+"  # the class of all tokens of a word but the first
Written: TypeAlias = tuple[str, str, str]  # text, lemma and part of speech of a word
PATTERN = re.compile(r"[A-Z ?|()]+")
LONGEST_PATTERN = 200  # characters


@attrs.frozen(eq=False)
class TimeWord:
    """What is known of a word by itself.

    Args:
        classes: its classes, each with what it stands for.
        is_numeral: whether it is a part of a number, whose value depends on the words around it.
        is_telling: whether it may be what makes a time expression of the words around it.
        is_opening: whether a date in figures, the name of a day or a number in several words may begin with it.
    """

    classes: Mapping[str, Any]
    is_numeral: bool
    is_telling: bool
    is_opening: bool


@attrs.frozen(eq=False)
class TimeWords:
    """Classes of words, and the patterns of time expressions.

    Args:
        classes: for each word its classes, and what it stands for in each.
        numerals: number words.
        vague: number words without a definite value ("several"), and the value taken for them.
        patterns: (name of the computation, pattern over the classes of tokens) of each kind of expression.
    """

    classes: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    numerals: Numerals = attrs.field(factory=Numerals)
    vague: Mapping[str, int] = attrs.field(factory=dict)
    patterns: tuple[tuple[str, re.Pattern[str]], ...] = ()

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Words without one of which, or figures, there is no time expression."""
        named = frozenset(name.split()[0] for name in self.named_days)
        return named | frozenset(word for word, classes in self.classes.items() if ANCHORS & classes.keys())

    @cached_property
    def named_days(self) -> frozenset[str]:
        """Names of days, most of them of several words."""
        return frozenset(word for word, classes in self.classes.items() if not classes.keys().isdisjoint(NAMED_DAYS))

    @cached_property
    def known(self) -> Lookup[Written, TimeWord]:
        """What is known of words by themselves."""
        return Lookup(partial(_alone, self))

    @cached_property
    def matching(self) -> Lookup[str, tuple[tuple[str, int], ...]]:
        """For a run of encoded tokens the expressions with which it begins: the computation of each, and how many tokens it has."""
        return Lookup(self._expressions_of)

    def _expressions_of(self, run: str) -> tuple[tuple[str, int], ...]:
        found = ((name, pattern.match(run)) for name, pattern in self.patterns)
        return tuple((name, match[0].count("<")) for name, match in found if match is not None and match[0])

    def of_all(self, sentence: Sentence) -> list[Mapping[str, Any]]:
        """The classes of every token; a date in figures or the name of a day is one word, whatever tokens a parser made of it.

        Args:
            sentence: the sentence.

        Returns:
            The classes of each; nothing if the sentence can have no time expression.
        """
        known = [self.known[token.text, token.lemma, token.upos] for token in sentence.tokens]
        if not any(each.is_telling for each in known):
            return []
        found = [self._in_place(each, sentence, i) for i, each in enumerate(known)]
        last = -1
        for first, each in enumerate(known):
            if each.is_opening and first > last:
                last, classes = self._word_at(sentence, first)
                if classes:
                    found[first : last + 1] = [classes, *({CONTINUES: True} for _ in range(first, last))]
        return found

    def of(self, sentence: Sentence, index: int) -> Mapping[str, Any]:
        """The classes of a token, each with what the token stands for in it."""
        token = sentence[index]
        return self._in_place(self.known[token.text, token.lemma, token.upos], sentence, index)

    def _in_place(self, word: TimeWord, sentence: Sentence, index: int) -> Mapping[str, Any]:
        """The classes of a word, with the number that it is a part of where it stands."""
        return {**word.classes, "NUMBER": self.numerals.phrase(sentence, index)} if word.is_numeral else word.classes

    def _word_at(self, sentence: Sentence, first: int) -> tuple[int, dict[str, Any]]:
        """The last token and the classes of the date in figures or the named day that begins at a token; no classes if none does."""
        token = sentence[first]
        numbers = self.numerals.numbers
        hyphenated = first + 2 < len(sentence) and sentence[first + 1].text in HYPHENS
        if hyphenated and all(end.text.lower() in numbers for end in (token, sentence[first + 2])):
            return first + 2, {"NUMBER": self.numerals.phrase(sentence, first)}  # "twenty - three"
        figures = token.text[:1].isdigit()
        if not figures and not (token.text[:1].isupper() and token.text.lower() in self.opening_names):
            return first, {}
        best: tuple[int, dict[str, Any]] = (first, {})
        text = ""
        for last in range(first, min(first + JOINED, len(sentence))):
            apart = last > first and sentence[last].start > sentence[last - 1].end
            if figures and apart:
                break
            text += (" " if apart else "") + sentence[last].text.lower().replace("’", "'")
            days = self.days_in_figures(text) if figures else ()
            if days:
                best = last, {"DATE": days}
            elif text in self.named_days:
                best = last, dict(self.classes[text])
        return best

    @cached_property
    def opening_names(self) -> frozenset[str]:
        """The words with which the name of a day may begin, as parsers cut them."""
        return frozenset(part for name in self.named_days for part in (name, name.split()[0], NAME_PART.split(name)[0]))

    def days_in_figures(self, text: str) -> tuple[datetime.date, ...]:
        """The days that a date in figures may mean, in order: one, or both readings of day and month.

        Args:
            text: the date, in lower case.

        Returns:
            The days; none if it is no date.
        """
        if match := FIGURES.fullmatch(text):
            readings = [(match["month"], match["day"])]
        elif match := FIGURES_LAST_YEAR.fullmatch(text):
            readings = [(match["second"], match["first"])]
            if match["by"] != ".":  # "06.11.2023" has the day first wherever it is written
                readings.append((match["first"], match["second"]))
        elif (match := FIGURES_NAMED.fullmatch(text)) and "MONTH" in self.classes.get(match["month"], {}):
            readings = [(self.classes[match["month"]]["MONTH"], match["day"])]
        else:
            return ()
        return tuple(sorted({day for reading in readings for day in _day_of(int(match["year"]), *map(int, reading))}))


def _alone(words: TimeWords, written: Written) -> TimeWord:
    """What is known of a word by itself."""
    text, lemma, upos = written
    word = text.lower()
    classes = _classes(words, word, lemma.lower(), upos, text[:1].isupper())
    is_numeral = words.numerals.is_numeral(word) and word not in words.numerals.articles
    figures = text[:1].isdigit()
    named = lemma.lower() in words.anchors or not words.anchors.isdisjoint(word.split("-"))
    opening = figures or word in words.numerals.numbers or (text[:1].isupper() and word in words.opening_names)
    return TimeWord(classes, is_numeral, named or figures or word[-1:].isdigit(), opening)


def _classes(words: TimeWords, word: str, lemma: str, upos: str, capitalised: bool) -> dict[str, Any]:
    """The classes of a word, each with what it stands for in it; that of a number depends on the words around it."""
    found = dict(words.classes.get(word) or words.classes.get(lemma, {}))
    prefixed = PREFIXED.fullmatch(word)
    third = next((name for name in THIRDS if prefixed and name in words.classes.get(prefixed[1], {})), "")
    rest = {**words.classes.get(prefixed[2], {}), **_figures(prefixed[2])} if prefixed and third else {}
    if rest:
        found |= {third: word, **rest}
    found |= _figures(word)
    if "UNIT" in found and word not in words.classes:
        found["PLURAL"] = True
    written = bool(rest) or capitalised
    if upos == "VERB":
        found = {name: value for name, value in found.items() if name not in THIRDS}  # "starting in 2019"
    for name in {"WEEKDAY", "MONTH"} & found.keys():
        if not written or upos in ("AUX", "VERB", "PRON"):
            del found[name]  # "may", "march" and "sat"
    if words.numerals.is_numeral(word):
        found["NUMBER"] = None
    if word in words.numerals.articles:
        found["NUMBER"] = 1
    if word in words.vague or lemma in words.vague:
        found["VAGUE"] = words.vague.get(word) or words.vague[lemma]
    return found


def _figures(word: str) -> dict[str, Any]:
    """The classes of a word in figures."""
    found: dict[str, Any] = {}
    ordinal = ORDINAL.fullmatch(word)
    digits = ordinal[1] if ordinal else word
    if digits.isascii() and digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31:
        found["DAY"] = int(digits)
    if YEAR.fullmatch(word):
        found["YEAR"] = int(word)
    if DECADE.fullmatch(word):
        found["DECADE"] = int(word[:4])
    if term := TERM.fullmatch(word):
        unit, nth = term["unit"] or term["after"], int(term["nth"] or term["first"])
        if nth <= TERMS[unit]:
            found["TERM"], found["NTH"], found["FRACTION"] = word, nth, TERMS[unit]
    if ordinal:
        found["ORDINAL"] = found["NTH"] = int(digits)
    return found


def _day_of(year: int, month: int, day: int) -> Iterator[datetime.date]:
    """The day, if there is one."""
    try:
        yield datetime.date(year, month, day)
    except ValueError:
        return


def compile_expression(text: str) -> re.Pattern[str]:
    """Compile a pattern of word classes, to be matched against `encode`d tokens.

    Args:
        text: names of classes, with `?`, `|` and brackets as in regular expressions.

    Returns:
        The pattern.

    Raises:
        ValueError: it is none.

    >>> bool(compile_expression("MONTH DAY?").match("<MONTH><DAY NUMBER>"))
    True
    """
    if not PATTERN.fullmatch(text) or len(text) > LONGEST_PATTERN:
        raise ValueError(text)
    try:
        return re.compile(re.sub(r"[A-Z]+", lambda name: rf"(?:<[^>]*\b{name[0]}\b[^>]*>(?:<\+>)*)", text).replace(" ", ""))
    except (re.error, RecursionError):
        raise ValueError(text) from None


def encode(classes: Iterable[Mapping[str, Any]]) -> str:
    """Tokens as a text that compiled patterns match: each is `<its classes>`, and `<+>` if it continues the word before."""
    return "".join(f"<{' '.join(found)}>" for found in classes)


# What the file must hold.

UNITS = ("minute", "hour", "day", "week", "month", "year")
LISTS = (
    "WEEKEND", "LAST", "NEXT", "THIS", "RECENT", "AGO", "EARLY", "MID", "LATE", "EARLIER", "LATER", "THE", "OF", "IN", "WITHIN", "AHEAD",
    "EVERY", "COMMA", "DASH", "COLON", "SINCE", "UNTIL", "PAIR", "TO", "ON", "NAME", "POSSESSIVE",
    "THAT", "SAME", "THEN", "MORE", "LESS", "THAN",
    "ZONE", "ANNIVERSARY", "FISCAL", "EVE",
)  # fmt: skip
CLASSES: dict[str, Shape[Any]] = dict.fromkeys(LISTS, words) | {
    "WEEKDAY": mapping_of(word, whole(0, 6)),
    "MONTH": mapping_of(word, whole(1, 12)),
    "SEASON": mapping_of(word, whole(1, 12)),
    "UNIT": mapping_of(word, pair_of(one_of(*UNITS), whole(1, 1000), "[kind, how many]")),
    "HOLIDAY": mapping_of(word, pair_of(whole(1, 12), whole(1, 31), "[month, day]")),
    "EASTER": mapping_of(word, whole(-100, 100)),
    "NTH": mapping_of(word, whole(-1, 31)),
    "FRACTION": mapping_of(word, whole(2, 4)),
    "BESIDE": mapping_of(word, whole(-1, 1)),
    "FOLLOWING": mapping_of(word, whole(-1, 1)),
    "DAYWORD": mapping_of(word, whole(-30, 30)),
    "PART": mapping_of(word, whole(-30, 30)),
}
MADE = frozenset({"PLURAL", "DAY", "ORDINAL", "YEAR", "DECADE", "DATE", "NUMBER", "VAGUE", "TERM", "FESTIVAL"})  # classes that no list has
# How the days of an expression may be computed: `eventcoder.dates.periods` has a function for each.
COMPUTATIONS = (
    "day",
    "days",
    "weekday",
    "dayword",
    "month",
    "season",
    "year",
    "unit",
    "part",
    "holiday",
    "weekend",
    "ago",
    "span",
    "ahead",
    "offset",
    "anaphoric",
    "fiscal",
)


@says(word.schema)
def expression(value: Any, place: Place) -> re.Pattern[str]:
    """A pattern of word classes."""
    written = word(value, place)
    unknown = [name for name in re.findall(r"\w+", written) if name not in CLASSES and name not in MADE]
    if unknown:
        raise place.unfit("a class of words of time", unknown[0], suggestion(unknown[0], [*CLASSES, *MADE]))
    try:
        return compile_expression(written)
    except ValueError:
        raise place.unfit("a pattern such as MONTH DAY? (COMMA? YEAR)?", value) from None


SECTIONS: dict[str, Shape[Any]] = {
    "words": record(CLASSES, tuple(CLASSES)),
    "vague_numbers": mapping_of(word, whole(1, 1000)),
    "expressions": record(dict.fromkeys(COMPUTATIONS, list_of(expression, "a list of patterns"))),
}


@attrs.frozen
class Festival:
    """A festival whose day differs from year to year.

    Args:
        names: what it is called.
        days: how many days it lasts.
        first: its first day in each year, ISO 8601.
    """

    names: tuple[str, ...]
    days: int
    first: list[str]


FESTIVAL = record({"names": words, "days": whole(1, 60), "first": list_of(date, "a list of days", least=1)}, ("names", "days", "first"))
FESTIVALS_FILE = mapping_of(word, made(Festival, FESTIVAL))


def time_file(numerals: Numerals, festivals: Mapping[str, Festival]) -> Shape[TimeWords]:
    """The shape of `codebooks/english/time.yaml`, given the number words and the festivals."""

    shape = record(SECTIONS, tuple(SECTIONS))

    @says(shape.schema)
    def read(value: Any, place: Place) -> TimeWords:
        sections = shape(value, place)
        classes: dict[str, dict[str, Any]] = {}
        for name, members in sections["words"].items():
            for member in members:
                classes.setdefault(member, {})[name] = members[member] if isinstance(members, dict) else member
        for festival in festivals.values():
            days = [(first, festival.days) for first in festival.first]
            for member in festival.names:  # "Eid" names two of them
                known = classes.setdefault(member, {})
                known["FESTIVAL"] = sorted([*known.get("FESTIVAL", []), *days])
        patterns = tuple((name, pattern) for name, found in sections["expressions"].items() for pattern in found)
        return TimeWords(classes, numerals, sections["vague_numbers"], patterns)

    return read
