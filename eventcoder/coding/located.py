"""A phrase that says where something was, to a point on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from eventcoder.actors.nounphrases import ADJECTIVES
from eventcoder.coding.context import Context
from eventcoder.coding.toponyms import Toponym, named_in
from eventcoder.grammar import syntax
from eventcoder.places import GazetteerEntry, Place

# What of a phrase is not part of the words of its place.
NOT_IN_TEXT = frozenset(
    ("acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "case", "dep", "list", "cop", "nsubj", "aux", "advmod", "mark", "det")
)
FINEST = ("city", "admin1", "country")
TOWN, NEAR_TOWN, DIVISION = 1, 2, 3  # how exact a point is
# How much speaks for a country among those of namesakes: that it is in the phrase, of a party or of the article, or named anywhere.
IN_PHRASE, TAKES_PART, NAMED = 2.0, 1.0, 0.6
NAMESAKES, OF_NAMESAKES = frozenset(("USA", "CAN", "AUS", "NZL")), 0.4  # countries with a Paris and a Geneva of their own
LARGE, KNOWN = 200_000, 15_000  # people of a place that may be meant though its country is not named; of any, if none is


def named_place(context: Context, head: int, parties: Sequence[str] = (), found_in: str = "clause") -> Place | None:
    """The place that a phrase names.

    Args:
        context: the sentence.
        head: position of the head of the phrase.
        parties: codes of the countries of those who take part; of namesakes that in one of them is likelier.
        found_in: where in the text the phrase stands.

    Returns:
        The place, with its point if the gazetteer has it or what it lies in; None if the phrase names none.
    """
    names = named_in(context, head)
    if not names:
        return None
    lies_in = context.mentions.place(head)
    return _named(context, head, names, parties, lies_in.code if lies_in is not None else None, found_in)


def country_of_phrase(context: Context, head: int, parties: Sequence[str] = (), found_in: str = "clause") -> Place | None:
    """The place of a phrase that names none itself: "an [Iraqi] village", "the country", "a hospital" with a place right after it.

    Args:
        context: the sentence.
        head: position of the head of the phrase.
        parties: codes of the countries of those who take part.
        found_in: where in the text the phrase stands.

    Returns:
        The place, or None.
    """
    lies_in = context.mentions.place(head)
    if lies_in is None or not lies_in.code:
        return None
    if lies_in.head != head and (place := named_place(context, lies_in.head, parties, found_in)) is not None:
        return place
    entry = context.gazetteer.resolve(lies_in.code, kind="country")
    if entry is None:
        return None  # "in the African market"
    return attrs.evolve(placed(entry, lies_in.text, DIVISION, found_in), country=lies_in.code)


def likely_countries(context: Context, parties: Sequence[str]) -> dict[str, float]:
    """How much speaks for each country as that of a name which several have.

    Args:
        context: the sentence.
        parties: codes of the countries of those who take part.

    Returns:
        Codes of countries with weights.
    """
    background = context.mentions.background
    # Those that are there only by a town say nothing of which town it is; in some countries most towns have namesakes abroad.
    own = [code for code in (*parties, background.country, background.story) if code and code in background.nations]
    published = [context.document.home] if context.document.home else []
    found = dict.fromkeys(background.nations, NAMED) | dict.fromkeys([*own, *published], TAKES_PART)
    return {code: weight * (OF_NAMESAKES if code in NAMESAKES else 1) for code, weight in found.items()}


def _named(
    context: Context, head: int, names: Sequence[Toponym], parties: Sequence[str], country: str | None, found_in: str
) -> Place | None:
    """The first of some names, with the point of the first that the gazetteer has."""
    likely = likely_countries(context, parties) | dict.fromkeys(_adjectives(context, head), IN_PHRASE)
    stated = next((name.country for name in names if name.country), None)
    entries = [_entry(context, name, names, stated, likely) for name in names]
    first, named, entry = _finest(names, entries)
    if entry is None and country and not stated:
        # the lists of actors know which of its namesakes newspapers mean: "Jenin"
        entry = context.gazetteer.resolve(first.name, country)
    if entry is None and not first.sure:
        return None
    facility = _facility(context, head, first)
    itself = named is first or first.kind == "facility"
    exact = itself and named.kind != "area" and context.lexicon.places.near.isdisjoint(syntax.cases(context.tree, head))
    place = placed(entry, facility or _with_directions(context, first), _precision(entry, itself, exact), found_in)
    kind = "facility" if facility else "unknown" if first is not named else place.kind
    return attrs.evolve(place, kind=kind, country=place.country or stated or (country if country in likely else None))


def _finest(names: Sequence[Toponym], entries: Sequence[GazetteerEntry | None]) -> tuple[Toponym, Toponym, GazetteerEntry | None]:
    """Of several names the one whose words the place has, the one that gives it its point, and the entry of that."""
    known = [(name, entry) for name, entry in zip(names, entries, strict=True) if entry is not None]
    if not known:
        return names[0], names[0], None
    named, entry = min(known, key=lambda each: FINEST.index(each[1].kind))
    own = next((i for i, name in enumerate(names) if name.sure and not name.country), None)
    if own is not None and entries[own] is None and own < names.index(named):
        return names[own], named, entry  # "the village of [Zorb] near [Aleppo]"
    return named, named, entry


def _precision(entry: GazetteerEntry | None, itself: bool, exact: bool) -> int:
    if entry is None or entry.kind == "country":
        return DIVISION
    if entry.kind == "admin1":
        return DIVISION if itself else NEAR_TOWN
    return TOWN if exact else NEAR_TOWN


def _entry(
    context: Context, name: Toponym, names: Sequence[Toponym], stated: str | None, likely: Mapping[str, float]
) -> GazetteerEntry | None:
    gazetteer = context.gazetteer
    if name.country:
        # "Gaza" and "Crimea" are on the lists as their states.
        part = gazetteer.resolve(name.name, kind="country") is None and gazetteer.resolve(name.name, name.country, kind="admin1")
        return part or gazetteer.resolve(name.country, kind="country")
    if name.kind == "admin1":
        return gazetteer.resolve(name.name, stated, kind="admin1", likely=likely) or gazetteer.resolve(name.name, stated, likely=likely)
    for other in names[names.index(name) + 1 :]:
        whole = None if other.country else gazetteer.resolve(other.name, stated, kind="admin1", likely=likely)
        if whole is not None:
            inside = gazetteer.resolve(name.name, stated, within=other.name, likely=likely)
            if inside is not None or other.kind == "admin1":
                return inside or gazetteer.resolve(name.name, whole.country, kind="city")
        elif other.kind == "admin1":
            likely = {code: weight for code, weight in likely.items() if weight >= TAKES_PART}
            return next((there for code in likely if (there := gazetteer.resolve(name.name, code, kind="city"))), None)
    kind = "city" if name.kind == "city" else None
    found = gazetteer.resolve(name.name, stated, kind=kind, likely=likely)
    if found is None and _first_word(name.name) in context.lexicon.places.directions:
        found = gazetteer.resolve(name.name.partition(" ")[2], stated, kind=kind, likely=likely)  # "southern Gaza"
    if found is None or stated or _may_be_meant(found, name, likely):
        return found
    return next((there for code, weight in likely.items() if weight >= TAKES_PART and (there := gazetteer.resolve(name.name, code))), None)


def _may_be_meant(entry: GazetteerEntry, name: Toponym, likely: Mapping[str, float]) -> bool:
    """Whether a place lies where the text is about, or is large: "the Green [Zone]" is no town in Ohio."""
    if likely.get(entry.country or "", 0.0) > 0:
        return True
    return entry.kind == "country" or entry.population >= (LARGE if likely or name.kind == "area" or not name.sure else KNOWN)


def _first_word(text: str) -> str:
    return text.partition(" ")[0].lower()


def _adjectives(context: Context, head: int) -> list[str]:
    """The countries of the adjectives in a phrase: "the [Pakistani] city of Hyderabad"."""
    phrases = context.mentions.phrases
    names = (phrases.name_at(child) for child in context.tree.children[head])
    found = ((name.entry.code, name.entry.kind) for name in names if name is not None and not phrases.only_half(name))
    return [code for code, kind in found if code and kind in ADJECTIVES]


def _facility(context: Context, head: int, name: Toponym) -> str:
    """The words of a phrase that is a facility: "[Gaza's Al-Shifa hospital]", "[Kabul airport]"; or an empty string."""
    tree, words = context.tree, context.lexicon.places
    if name.kind == "facility" and head in range(name.first, name.last + 1):
        return context.sentence.words(context.sentence.subtree(head, NOT_IN_TEXT))
    above = [head, *(i for i in tree.ancestors(name.first) if i not in range(name.first, name.last + 1))][:2]
    for i in above:
        beside = {child for child in tree.children[i] if tree[child].relation in ("compound", "flat") or tree[child].deprel == "nmod:poss"}
        if tree[i].word in words.facilities and not beside.isdisjoint(range(name.first, name.last + 1)):
            return context.sentence.words(context.sentence.subtree(i, NOT_IN_TEXT))
    return ""


def _with_directions(context: Context, name: Toponym) -> str:
    """The words of a name, with the direction before it: "[northern] Syria"."""
    tree = context.tree
    first = name.first
    if first and tree[first - 1].form in context.lexicon.places.directions:
        first -= 1
    return context.sentence.words(tuple(range(first, name.last + 1)))


def placed(entry: GazetteerEntry | None, text: str, precision: int, found_in: str) -> Place:
    """The place of some words, given its entry in the gazetteer.

    Args:
        entry: the entry, or None if there is none.
        text: the words.
        precision: how exact its point is.
        found_in: where the words stand.

    Returns:
        The place.
    """
    if entry is None:
        return Place(text, None, "unknown", found_in)
    return Place(
        text=text,
        country=entry.country,
        kind=entry.kind,
        found_in=found_in,
        name=entry.name,
        geonameid=entry.geonameid,
        latitude=entry.latitude,
        longitude=entry.longitude,
        admin1=entry.admin1,
        admin1_code=entry.admin1_code,
        geo_precision=precision,
    )
