"""Names that the document introduced: "Kenyan lawmaker Peter Otieno ... Otieno", "the Kurdistan Workers' Party (PKK) ... the PKK"."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Member, Saying
from eventcoder.actors.candidates import SEAT, named_actor, title_gender
from eventcoder.actors.nounphrases import NounPhrases, new_actor, words_of_name
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.officeholders import HEADS, alone
from eventcoder.actors.spelling import pieces


def introduced(resolver: Resolver, head: int) -> Actor | None:
    """A name that the document introduced by its full name, title or abbreviation, or a listed holder of an office."""
    return introduced_as(resolver, head, resolver.phrases.chain(head))


def introduced_as(resolver: Resolver, head: int, chain: Sequence[int], role: str = "") -> Actor | None:
    """The actor that the document introduced by one of some words, or a listed holder of an office of that surname.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        chain: the words.
        role: the role that the phrase has; of several actors one with it is preferred.

    Returns:
        The actor, or None.
    """
    return in_cast(resolver, head, chain, role) or _in_office(resolver, head, chain) or alone(resolver, head)


def in_cast(resolver: Resolver, head: int, chain: Sequence[int], role: str = "") -> Actor | None:
    """The member of the cast who is named by one of some words.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        chain: the words.
        role: the role that the phrase has; of several members one with it is preferred.

    Returns:
        The actor, with the words of the article that say so; or None.
    """
    phrases, members = resolver.phrases, resolver.background.members
    words, name = _capitalised(phrases, chain), set(words_of_name(phrases, chain))
    for word in reversed(words):
        called = [one for one in members.get(word, ()) if any(name <= set(known) or name >= set(known) for known in one.names)]
        if called:
            member = _likeliest(called, words, role, title_gender(phrases, chain) if len(called) > 1 else "")
            said = _saying(member, "" if role == phrases.scheme.people else role)  # "Sheikh Otieno" is the minister all the same
            return attrs.evolve(new_actor(phrases, head, said.code, said.kind, ("surname",)), since=said.words)
    return None


def _capitalised(phrases: NounPhrases, chain: Sequence[int]) -> list[str]:
    return [
        piece
        for i in chain
        if phrases.tokens[i].upos in ("PROPN", "NOUN", "ADJ") and phrases.tokens[i].text[:1].isupper()
        for piece in pieces(phrases.tokens[i].text)
    ]


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


def _likeliest(members: Sequence[Member], words: Sequence[str], role: str, gender: str) -> Member:
    """Which of several people of one surname a name is: by first name, office, "Mr" or "Ms", then how sure the code is."""
    return min(
        members,
        key=lambda one: (
            -max(len(set(name).intersection(words)) for name in one.names),
            bool(gender and one.gender in ("f", "m") and one.gender != gender),
            bool(role) and all(saying.code[-3:] != role for saying in one.sayings),
            one.names[0][-1] not in words,
            one.surest.doubt > 1,
            bool(gender) and one.gender != gender,
            one.surest.doubt,
        ),
    )


def _saying(member: Member, role: str) -> Saying:
    """What is said of a member that fits the role of the phrase, unless only the article says whose it is; or the surest."""
    sure = member.surest.doubt <= 1
    fitting = (saying for saying in member.sayings if role and saying.code[-3:] == role and not (sure and saying.doubt > 1))
    return next(fitting, member.surest)


def _in_office(resolver: Resolver, head: int, chain: Sequence[int]) -> Actor | None:
    """ "Mr Abe", "President Macri": the one listed person of that surname who holds an office of a country in the document."""
    phrases, background = resolver.phrases, resolver.background
    first, words = chain[0], _capitalised(phrases, chain)
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
