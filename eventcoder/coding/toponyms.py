"""Names of places in a sentence: which words they are, and what kind of place the words beside them say it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from eventcoder.actors.book import Name
from eventcoder.actors.nounphrases import PLACES, NounPhrases
from eventcoder.coding.context import Context
from eventcoder.document import Entity
from eventcoder.grammar import syntax

NAMING = ("Location", "Facility")  # kinds of named entities that are places
SEPARATORS = frozenset((",", "'s", "’s", "'", "’", "(", ")", "/"))
REGIONS = ("region", "regional")  # kinds of names of several countries together
INSIDE = frozenset(("compound", "flat", "appos", "goeswith", "fixed", "dep", "list"))  # relations by which names stand in a phrase


@attrs.frozen
class Toponym:
    """A name of a place.

    Args:
        first: position of its first word.
        last: position of its last word.
        name: the words.
        kind: country, admin1, area, city or facility as far as the words say; an empty string if they do not.
        country: code of the country, if it is one.
        sure: whether it is a place for certain: seen by a recogniser, or on the lists of actors.
    """

    first: int
    last: int
    name: str
    kind: str = ""
    country: str | None = None
    sure: bool = True


def toponyms(context: Context) -> tuple[Toponym, ...]:
    """The names of places in a sentence.

    Args:
        context: the sentence.

    Returns:
        The names in order, none inside another.
    """
    phrases, sentence = context.mentions.phrases, context.sentence
    found: dict[int, Toponym] = {}
    for first, last, kind in _recognised(sentence.entities, phrases):
        toponym = _toponym(context, first, last, "facility" if kind == "Facility" else "")
        if toponym is not None:
            found |= dict.fromkeys(range(first, last + 1), toponym)
    for name in phrases.names:
        inside = any(i in found for i in range(name.first, name.last + 1))
        region = name.entry.kind in REGIONS and not _is_division(context, name)  # "Europe", but "Darfur"
        if name.entry.kind in PLACES and not inside and not region and _stands_for_itself(phrases, name.first):
            country = name.entry.code if name.entry.kind == "country" else None
            words = sentence.words(tuple(range(name.first, name.last + 1)))
            kind = "country" if country else _kind_beside(context, name.first, name.last)
            found |= dict.fromkeys(range(name.first, name.last + 1), Toponym(name.first, name.last, words, kind, country))
    if not sentence.entities:
        for first, last in _capitalised(phrases, found):
            toponym = _toponym(context, first, last, "")
            if toponym is not None:
                found |= dict.fromkeys(range(first, last + 1), attrs.evolve(toponym, sure=False))
    return tuple(dict.fromkeys(found[i] for i in sorted(found)))


def _is_division(context: Context, name: Name) -> bool:
    words = context.sentence.words(tuple(range(name.first, name.last + 1)))
    return context.gazetteer.resolve(words, kind="admin1") is not None


def _recognised(entities: tuple[Entity, ...], phrases: NounPhrases) -> Iterator[tuple[int, int, str]]:
    """The pieces of named entities that are places: "Paris, France" is two."""
    for entity in entities:
        if entity.kind not in NAMING:
            continue
        start = entity.first
        for i in range(entity.first, entity.last + 2):
            if i > entity.last or phrases.tokens[i].text in SEPARATORS:
                if start < i:
                    yield start, i - 1, entity.kind
                start = i + 1


def _toponym(context: Context, first: int, last: int, kind: str) -> Toponym | None:
    """The name that some words are, without article and without the noun that says what it is."""
    tokens, words = context.tree.tokens, context.lexicon.places
    while first < last and tokens[first].upos == "DET":
        first += 1
    covered = context.mentions.phrases.covered
    if first < last and first not in covered and tokens[first].form in words.directions:
        first += 1  # "northern [Syria]", not "[South Sudan]"
    name = covered.get(first)
    if name is not None and name.last == last and name.entry.kind in REGIONS and not _is_division(context, name):
        return None
    if name is not None and name.last == last and name.entry.kind == "country":
        return Toponym(first, last, context.sentence.words(tuple(range(first, last + 1))), "country", name.entry.code)
    kind = kind or _kind_beside(context, first, last)
    if last > first and tokens[last].word in words.divisions:
        return Toponym(first, last, context.sentence.words(tuple(range(first, last))), "admin1")
    if last > first and tokens[last].word in words.areas:
        return Toponym(first, last, context.sentence.words(tuple(range(first, last))), "area")
    if not any(tokens[i].text[:1].isupper() for i in range(first, last + 1)):
        return None
    return Toponym(first, last, context.sentence.words(tuple(range(first, last + 1))), kind)


def _kind_beside(context: Context, first: int, last: int) -> str:
    """What the noun beside a name says that it is: "Helmand [province]", "the [city] of Aleppo", "Barmal [district]"."""
    tree, words = context.tree, context.lexicon.places
    inside = range(first, last + 1)
    head = next((i for i in inside if tree[i].head not in inside), first)
    above = tree[head].head
    beside = [last + 1] if last + 1 < len(tree) else []
    if above >= 0 and (tree[head].relation in INSIDE or (tree[head].deprel == "nmod" and "of" in syntax.cases(tree, head))):
        beside.append(above)
    for i in beside:
        if tree[i].upos in ("NOUN", "PROPN"):
            for kind, nouns in (("admin1", words.divisions), ("area", words.areas), ("city", words.settlements)):
                if tree[i].word in nouns or tree[i].form in nouns:
                    return kind
    return ""


def _stands_for_itself(phrases: NounPhrases, index: int) -> bool:
    name = phrases.name_at(index)
    return name is not None and not phrases.only_half(name) and not phrases.is_seat(name)


def _capitalised(phrases: NounPhrases, found: dict[int, Toponym]) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that nobody has recognised."""
    start: int | None = None
    for i in range(len(phrases.tokens) + 1):
        proper = i < len(phrases.tokens) and phrases.tokens[i].upos == "PROPN" and i not in found and i not in phrases.covered
        if proper and start is None:
            start = i
        elif not proper and start is not None:
            yield start, i - 1
            start = None


def named_in(context: Context, head: int) -> list[Toponym]:
    """The names of places by which a phrase says where it is, from its head downwards: "a market in [Aleppo], [Syria]".

    Args:
        context: the sentence.
        head: position of the head of the phrase.

    Returns:
        The names, those nearest to the head first; not those of what is coordinated with it.
    """
    tree = context.tree
    at = {i: toponym for toponym in toponyms(context) for i in range(toponym.first, toponym.last + 1)}
    found: dict[Toponym, None] = {}
    queue, seen = [head], {head}
    while queue:
        current = queue.pop(0)
        here = at.get(current)
        if here is not None:
            found.setdefault(here)
            after = _right_after(context, here, at)
            if after is not None:
                found.setdefault(after)
                queue.append(after.first)
            below = [child for i in range(here.first, here.last + 1) for child in tree.children[i]]
        else:
            below = list(tree.children[current])
        for child in sorted(below, key=lambda child: tree[child].deprel == "nmod:poss"):  # "Rakhine's Maungdaw" is in the latter
            if child not in seen and _is_inside(context, current, child):
                seen.add(child)
                queue.append(child)
    return list(found)


def _right_after(context: Context, here: Toponym, at: Mapping[int, Toponym]) -> Toponym | None:
    """The name that says where another lies: "Zorb, [Syria]", "Zorb in northern [Syria]", "Zorb, near [Aleppo]"; not the next of a list."""
    tree, words = context.tree, context.lexicon.places
    i = here.last + 1
    comma = i < len(tree) and tree[i].text == ","
    i += comma
    preposition = i < len(tree) and tree[i].form in context.lexicon.locatives
    i += preposition
    nouns = words.divisions | words.areas
    while i < len(tree) and i not in at and (tree[i].upos in ("DET", "ADJ") or tree[i].word in nouns or tree[i].form == "of"):
        i += 1  # "Granada, in [the Colombian department of] Antioquia"
    after = at.get(i)
    if after is None or not (comma or preposition):
        return None
    joined = [i for toponym in (here, after) for i in range(toponym.first, toponym.last + 1)]
    listed = any(tree[i].relation == "conj" or tree.dependents(i, "conj") for i in joined)
    return None if listed and not preposition else after


def _is_inside(context: Context, head: int, child: int) -> bool:
    """Whether what hangs on a word says what or where it is: "the streets of [Cairo]", not "in support of [Cairo]"."""
    token = context.tree[child]
    if token.relation in INSIDE:
        return True
    if token.deprel == "nmod:poss":
        return is_place_noun(context, head)
    if token.relation not in ("nmod", "obl"):
        return False
    cases = syntax.cases(context.tree, child)
    if any(case in context.lexicon.locatives for case in cases):
        return True
    return (not cases or "of" in cases) and is_place_noun(context, head)


def is_place_noun(context: Context, index: int) -> bool:
    """Whether a word is a name, or a noun for a place or a part of one."""
    token, words = context.tree[index], context.lexicon.places
    if token.upos == "PROPN" or token.entity[2:] in NAMING:
        return True
    kinds = (words.divisions, words.areas, words.settlements, words.parts, words.portions, words.facilities, words.sides)
    return any(token.word in nouns or token.form in nouns for nouns in kinds)
