"""Forms of English words: base forms of verbs whose lemma a parser missed, and the forms that a sentence needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

VOWELS = frozenset("aeiou")
SHORT = re.compile(r"(?:un|re)?[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")  # verbs of one syllable that double their last letter: "ban", "unban"


def base_forms(form: str) -> Iterator[str]:
    """What an inflected form may be a form of, likeliest first; the caller knows which of them are words.

    Args:
        form: a lower-cased word.

    Yields:
        Candidates.

    >>> list(base_forms("slammed")), list(base_forms("urging")), list(base_forms("denies"))
    (['slamm', 'slamme', 'slam'], ['urg', 'urge'], ['denie', 'deny'])
    """
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            yield stem
            yield stem + "e"
            if stem[-1] == stem[-2] and stem[-1] not in VOWELS:
                yield stem[:-1]
            if ending == "ed" and stem.endswith("i"):
                yield stem[:-1] + "y"
            return
    if form.endswith("s") and not form.endswith("ss") and len(form) > 3:
        yield form[:-1]
        if form.endswith("ies"):
            yield form[:-3] + "y"
        elif form.endswith("es"):
            yield form[:-2]


@attrs.frozen
class Inflection:
    """How words are inflected.

    Args:
        verbs: irregular verb -> its past and its participle.
        doubled: verbs of several syllables that double their last letter before -ed and -ing.
        plurals: noun -> its irregular plural.

    >>> forms = Inflection({"withdraw": ("withdrew", "withdrawn")}, frozenset({"admit"}), {"man": "men"})
    >>> forms.past("withdraw"), forms.participle("unban"), forms.gerund("admit"), forms.third_person("deny"), forms.plural("gunman")
    ('withdrew', 'unbanned', 'admitting', 'denies', 'gunmen')
    """

    verbs: Mapping[str, tuple[str, str]] = attrs.field(factory=dict)
    doubled: frozenset[str] = frozenset()
    plurals: Mapping[str, str] = attrs.field(factory=dict)

    def past(self, verb: str) -> str:
        """The past tense of a verb."""
        before, hyphen, last = verb.rpartition("-")
        return before + hyphen + (self.verbs[last][0] if last in self.verbs else self._regular(last))

    def participle(self, verb: str) -> str:
        """The past participle of a verb."""
        before, hyphen, last = verb.rpartition("-")
        return before + hyphen + (self.verbs[last][1] if last in self.verbs else self._regular(last))

    def _regular(self, verb: str) -> str:
        if verb.endswith("e"):
            return verb + "d"
        if verb.endswith("y") and verb[-2:-1] not in VOWELS:
            return verb[:-1] + "ied"
        return self._stem(verb) + "ed"

    def _stem(self, verb: str) -> str:
        return verb + verb[-1] if verb in self.doubled or SHORT.fullmatch(verb.rpartition("-")[2]) else verb

    def gerund(self, verb: str) -> str:
        """The form in -ing."""
        if verb.endswith("ie"):
            return verb[:-2] + "ying"
        if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and len(verb) > 2:
            return verb[:-1] + "ing"
        return self._stem(verb) + "ing"

    def third_person(self, verb: str) -> str:
        """The third person singular of the present."""
        return {"be": "is", "have": "has", "do": "does", "go": "goes"}.get(verb) or regular_plural(verb)

    def plural(self, noun: str) -> str:
        """The plural of a noun, whose last word alone may be irregular ("police officers", "gunmen")."""
        for irregular in (noun, noun.rpartition(" ")[2], noun[-3:]):
            if irregular in self.plurals:
                return noun.removesuffix(irregular) + self.plurals[irregular]
        return regular_plural(noun)


def regular_plural(noun: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb.

    >>> regular_plural("army"), regular_plural("clash"), regular_plural("convoy")
    ('armies', 'clashes', 'convoys')
    """
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def with_article(noun: str) -> str:
    """A noun with its indefinite article, by its first letter.

    >>> with_article("attack"), with_article("threat")
    ('an attack', 'a threat')
    """
    return ("an " if noun[:1] in VOWELS else "a ") + noun
