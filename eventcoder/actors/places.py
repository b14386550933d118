"""Places that share a name: the region or country that is named beside one decides which it is."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from eventcoder.actors.book import ActorBook, Entry, Name
from eventcoder.actors.spelling import pieces
from eventcoder.grammar.tree import Tree

# Between "Tripoli" and where it lies: "Tripoli, Lebanon", "Tripoli in northern Lebanon".
COMMA = ","
# How far apart the two may stand: "Tripoli, in the north of Lebanon" says it in other words.
FARTHEST = 4
OF_PLACES = frozenset(("country", "city"))
OF_COUNTRIES = frozenset(("adjective", "demonym", "country"))


def located(tree: Tree, book: ActorBook, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names in a sentence, with places in the country that is named beside them.

    Args:
        tree: the sentence.
        book: the divisions of countries.
        names: its listed names in order.

    Returns:
        The same names; "Moscow, Idaho" is in the United States, and so is "Athens, Georgia".
    """
    found = list(names)
    for at, name in enumerate(names):
        if name.entry.kind != "city":
            continue
        after = names[at + 1] if at + 1 < len(names) else None
        before = names[at - 1] if at else None
        if after is not None and _lies_in(tree, name, after):
            country = _country(book, name, after, " ".join(_words(tree, after)))
            if country:
                found[at], found[at + 1] = _moved(name, country), _moved(after, country)
        elif before is not None and _is_called(tree, before, name):
            found[at] = _moved(name, before.entry.code)
    return tuple(found)


def _moved(name: Name, country: str | None) -> Name:
    same = name.entry.code == country
    return name if same else attrs.evolve(name, entry=Entry(name.entry.name, country, "city"))


def _lies_in(tree: Tree, name: Name, after: Name) -> bool:
    """Whether the next name says where a place lies: "Moscow, Idaho", "Hyderabad in Pakistan", "Tripoli in northern Lebanon"."""
    between = tree.tokens[name.last + 1 : after.first]
    if after.entry.kind not in OF_PLACES or not 0 < len(between) < FARTHEST:
        return False
    described = all(token.upos in ("ADJ", "DET", "NOUN") for token in between[1:])
    if between[0].text == COMMA:
        # "Paris, London and Berlin" are coordinated
        heads = {tree.tokens[i].head for i in range(after.first, after.last + 1) if tree.tokens[i].relation in ("nmod", "appos")}
        # "Tripoli, Lebanon's second-largest city"
        heads |= {tree.tokens[i].head for i in heads if tree.tokens[i].word in tree.lexicon.references.settlements}
        return described and any(name.first <= head <= name.last for head in heads)
    return described and between[0].form == "in"


def _words(tree: Tree, name: Name) -> tuple[str, ...]:
    return tuple(piece for token in tree.tokens[name.first : name.last + 1] for piece in pieces(token.text))


def _country(book: ActorBook, name: Name, after: Name, words: str) -> str | None:
    """The country of the region after the name of a place; None if what stands there is no region."""
    divided = book.sets.get(f"divisions.{words}", frozenset())
    if after.entry.kind == "country":
        # "Athens, Georgia": the state, for Athens is none of the towns of the country
        others = sorted(divided - {after.entry.code})
        return others[0] if others and name.entry.code != after.entry.code else after.entry.code
    return after.entry.code if divided else None


def _is_called(tree: Tree, before: Name, name: Name) -> bool:
    """Whether the name before says in which country a place lies: "the Pakistani city of Hyderabad"."""
    between = tree.tokens[before.last + 1 : name.first]
    country = before.entry.kind in OF_COUNTRIES and "-" not in tree.tokens[before.last].text
    settlements = tree.lexicon.references.settlements
    return (
        country
        and 0 < len(between) < FARTHEST
        and any(token.word in settlements for token in between)
        # "the Syrian border town of Kilis" is in Turkey
        and all(token.upos == "ADJ" or token.form == "of" or token.word in settlements for token in between)
    )
