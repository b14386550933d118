"""Whom an article introduces: asked for one by one, in any order, it is those of the whole article."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stages import words

from eventcoder.actors import ActorBook, Mentions
from eventcoder.actors.background import Member
from eventcoder.actors.cast import Cast, FirstReading
from eventcoder.actors.introductions import _Introduction, _introductions, _joined, _names, _Place
from eventcoder.actors.shortforms import unexplained
from eventcoder.document import Document
from eventcoder.testing.strategies.trees import documents


def all_at_once(cast: Cast) -> dict[str, list[Member]]:
    """Members by the words of their names, with every phrase of the article worked out."""
    wanted = unexplained(cast.phrases)
    found: list[_Introduction] = []
    for number, phrases in enumerate(cast.phrases):
        mentions = Mentions(phrases, FirstReading(cast, number))
        for index, short, name in _names(phrases, wanted):
            found += _introductions(mentions, _Place(number, index, short, name))
    members: dict[str, list[Member]] = {}
    for member in _joined(found):
        for word in dict.fromkeys(word for name in member.names for word in name):
            members.setdefault(word, []).append(member)
    return members


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(document=documents(), data=st.data())
def test_members_are_those_of_the_whole_article(actors: ActorBook, document: Document, data: st.DataObject) -> None:
    expected = all_at_once(Cast(actors, words(), document))
    members = Cast(actors, words(), document).members
    asked = data.draw(st.permutations(sorted({*expected, "nobody"})))
    assert {word: list(members.get(word, ())) for word in asked} == {"nobody": [], **expected}
    assert dict(members) == expected
