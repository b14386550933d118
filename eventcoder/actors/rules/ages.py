"""Who is called by an age: "the 71-year-old" is the last person spoken of, "a 71-year-old" is one of the people."""

from __future__ import annotations

from eventcoder.actors.actor import join_code
from eventcoder.actors.candidates import candidates, is_person, is_plural
from eventcoder.actors.nounphrases import new_actor, renamed
from eventcoder.actors.resolver import Answer, Resolver
from eventcoder.actors.rules.countries import country_of_role


def aged(resolver: Resolver, head: int) -> Answer:
    """A phrase of an age that stands for a person: "arrested [a 34-year-old]"."""
    phrases = resolver.phrases
    tokens, token = phrases.tokens, phrases.tokens[head]
    if token.word not in phrases.references.ages or token.relation == "amod" or tokens[head - 1].text != "-":
        return None
    below = [tokens[i] for i in phrases.children[head] if i < head]
    if not any(other.relation == "det" for other in below):
        return None
    if any(other.word in phrases.references.definite for other in below):
        verb = token.head  # its subject is somebody else
        before = [actor for i, actor in candidates(resolver, head) if actor.code and is_person(phrases, actor) and tokens[i].head != verb]
        singular = (actor for actor in reversed(before) if not is_plural(phrases, actor))
        known = next(singular, None) or next((actor for _, actor in resolver.background.memory.persons), None)
        if known is not None:
            return renamed(phrases, head, known, "anaphor")
    country = country_of_role(resolver, head)
    return new_actor(phrases, head, join_code(country, phrases.scheme.people), "role", ("role", "article") if country else ("role",))
