"""Strategies for actors."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st

from eventcoder.actors import Actor, ActorBook
from eventcoder.actors.actor import join_code, split_code
from eventcoder.errors import InputError
from eventcoder.testing.strategies.options import check_type
from eventcoder.testing.strategies.vocabulary import COUNTRIES, NAMES, NOUNS, ROLES

KINDS = ("country", "city", "region", "organisation", "group", "person", "role", "unknown")
WAYS = ("name", "role", "title", "apposition", "owner", "place", "pronoun", "surname", "article")
ORGANISATIONS = ("IGOUNO", "IGONAT", "IGOUNOREF")


def actors(*, book: ActorBook | None = None, coded: bool | None = None) -> st.SearchStrategy[Actor]:
    """Actors as events have them: a code and the words of a sentence that stand for it.

    Args:
        book: take names and codes from these lists; by default from a few countries, organisations and roles.
        coded: whether all have a code (True), or none has (False); by default some have none, as names that are on no list.

    Returns:
        A strategy for actors.

    Raises:
        InputError: an option is not of its kind.

    >>> from hypothesis import given
    >>> @given(actors(coded=True))
    ... def have_parts_that_make_the_code(actor):
    ...     assert "".join(actor.parts) == actor.code
    >>> have_parts_that_make_the_code()
    """
    check_type(book, ActorBook, "book", "load_actors gives one")
    if coded not in (True, False, None):
        raise InputError(f"expected True, False or None as coded, got {coded!r}")
    known, unknown = _listed(book) if book is not None and len(book) else _made(), st.builds(_unlisted, st.sampled_from(NAMES))
    found = {True: known, False: unknown, None: known | unknown}[coded]
    return st.builds(_placed, found, st.integers(0, 40))


def _made() -> st.SearchStrategy[Actor]:
    """Actors of any code that has the right form."""
    countries = st.builds(lambda name: _actor(COUNTRIES[name], name, "country", "name"), st.sampled_from(tuple(COUNTRIES)))
    organisations = st.builds(lambda code: _actor(code, "the organisation", "organisation", "name"), st.sampled_from(ORGANISATIONS))
    roles = st.builds(
        lambda country, role, noun, kind, way: _actor(join_code(country, role), f"the {noun}", kind, way),
        st.none() | st.sampled_from(tuple(COUNTRIES.values())),
        st.sampled_from(ROLES),
        st.sampled_from(NOUNS),
        st.sampled_from(("role", "group", "person")),
        st.sampled_from(WAYS[1:]),
    )
    return countries | organisations | roles


def _listed(book: ActorBook) -> st.SearchStrategy[Actor]:
    """Actors of a book, by their code, or by that of the last of their roles."""
    entries = st.integers(0, len(book) - 1).map(book.entry)
    return entries.map(lambda entry: _actor(entry.on(None), entry.name, entry.kind, "name")).filter(lambda actor: actor.code is not None)


def _unlisted(name: str) -> Actor:
    return _actor(None, name, "unknown", "name")


def _actor(code: str | None, text: str, kind: str, way: str) -> Actor:
    words = text.split() or [text]
    return Actor(code, text, len(words) - 1, tuple(range(len(words))), kind, split_code(code), (way,))


def _placed(actor: Actor, first: int) -> Actor:
    """An actor whose words begin at a position."""
    return attrs.evolve(actor, head=actor.head + first, tokens=tuple(index + first for index in actor.tokens))
