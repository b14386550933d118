"""Names that the document introduced: "Kenyan lawmaker Peter Otieno ... Otieno", "the Kurdistan Workers' Party (PKK) ... the PKK"."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Introduced
from eventcoder.actors.candidates import SEAT, named_actor, title_gender
from eventcoder.actors.nounphrases import new_actor
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.officeholders import HEADS, alone
from eventcoder.actors.spelling import pieces


def introduced(resolver: Resolver, head: int) -> Actor | None:
    """A name that the document introduced by its full name, title or abbreviation, or a listed holder of an office."""
    return introduced_as(resolver, head, resolver.phrases.chain(head))


def introduced_as(resolver: Resolver, head: int, chain: Sequence[int], role: str = "") -> Actor | None:
    """The actor that the document introduced by one of some words.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        chain: the words.
        role: the role that the phrase has; of several actors one with it is preferred.

    Returns:
        The actor, or None.
    """
    tokens, people = resolver.phrases.tokens, resolver.background.introduced
    words = [
        piece
        for i in chain
        if tokens[i].upos in ("PROPN", "NOUN", "ADJ") and tokens[i].text[:1].isupper()
        for piece in pieces(tokens[i].text)
    ]
    for word in reversed(words):
        if word in people:
            found = _likeliest(people[word], words, role, title_gender(resolver.phrases, chain) if len(people[word]) > 1 else "")
            return new_actor(resolver.phrases, head, found.code, found.kind, ("surname",))
    return _in_office(resolver, head, chain, words) or alone(resolver, head)


def name_in_modifier(resolver: Resolver, index: int) -> Actor | None:
    """The listed or introduced name in a modifier, unless it is the first half of "Iran-backed"."""
    phrases = resolver.phrases
    tokens = phrases.tokens
    for position in (index, *phrases.children[index]):
        if position != index and tokens[position].relation not in ("amod", "compound", "flat"):
            continue
        name = phrases.name_at(position)
        if name is None or phrases.only_half(name) or (name.entry.kind == "person" and tokens[index].relation == "flat"):
            continue
        via = ("name", "regional") if name.entry.kind == "regional" else (SEAT if phrases.is_seat(name) else "name",)
        return named_actor(resolver, name, name.last, via)
    compound = tokens[index].upos == "PROPN" and tokens[index].relation == "compound"
    return introduced_as(resolver, index, [index]) if compound else None


def _likeliest(found: Sequence[Introduced], words: Sequence[str], role: str, gender: str) -> Introduced:
    """Which of several people of one surname a name is: by first name, office, "Mr" or "Ms", then how sure the code is."""
    return min(
        found,
        key=lambda one: (
            -len(set(one.words).intersection(words)),
            bool(gender and one.gender in ("f", "m") and one.gender != gender),
            bool(role) and one.code[-3:] != role,
            one.doubt > 1,
            bool(gender) and one.gender != gender,
            one.doubt,
        ),
    )


def _in_office(resolver: Resolver, head: int, chain: Sequence[int], words: Sequence[str]) -> Actor | None:
    """ "Mr Abe", "President Macri": the one listed person of that surname who holds an office of a country in the document."""
    phrases, background = resolver.phrases, resolver.background
    first = chain[0]
    title = phrases.tokens[first].text.lower().rstrip(".")
    titled = any(phrases.book.is_in(f"titles.{gender}", title) for gender in ("f", "m")) or phrases.role_at(first) is not None
    if len(words) - titled != 1 or not (titled or (first > 0 and phrases.role_at(first - 1) is not None)):
        return None
    found = {
        role.code
        for entry in phrases.book.by_surname(words[-1])
        for role in entry.held(background.date)
        if role.code and role.code[:3] in background.countries and (not role.office or role.office in HEADS)
    }
    return new_actor(phrases, head, found.pop(), "person", ("surname",)) if len(found) == 1 else None
