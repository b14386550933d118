"""The actors of the sentences before, and where in a sentence the antecedent of a pronoun is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from eventcoder.actors.actor import Actor, country_of
from eventcoder.actors.book import ActorBook

if TYPE_CHECKING:
    from eventcoder.actors.mentions import Mentions

NOMINAL = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root", "parataxis", "ccomp"))
# How many letters two words must share from the start to be of one stem: "execute" and "executions".
STEM = 5
SHORTEST = 4
HERE = frozenset(("in", "at", "near", "across", "inside", "throughout", "outside"))
CLAUSAL = frozenset(("root", "ccomp", "advcl", "acl", "parataxis", "conj"))


@attrs.frozen(eq=False)
class Memory:
    """Actors of the sentences before, the latest first."""

    persons: tuple[Actor, ...] = ()
    things: tuple[Actor, ...] = ()
    everyone: tuple[Actor, ...] = ()
    plurals: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    just: tuple[Actor, ...] = ()
    doers: tuple[tuple[str, Actor], ...] = ()
    speaker: Actor | None = None
    roles: tuple[tuple[str, Actor], ...] = ()


def subject_of(mentions: Mentions, head: int) -> int | None:
    """The subject of the clause that a token stands in."""
    sentence = mentions.sentence
    for index in sentence.ancestors(head):
        for child in sentence.children[index]:
            if sentence.tokens[child].relation == "nsubj" and child != head:
                return child
    return None


def speaker_of(mentions: Mentions) -> Actor | None:
    """Who says something in a sentence."""
    sentence = mentions.sentence
    for token in sentence.tokens:
        if mentions.book.is_in("speech", token.lemma.lower()) and token.upos == "VERB":
            for child in sentence.children[token.index]:
                if sentence.tokens[child].relation == "nsubj":
                    found = mentions.actor(child)
                    if found is not None:
                        return found
    return None


def local_country(mentions: Mentions, head: int) -> str | None:
    """The country of a place phrase of the nearest verb above or of its object: "police shot three people in Nairobi"."""
    sentence = mentions.sentence
    for index in (head, *sentence.ancestors(head)):
        verb = sentence.tokens[index].upos == "VERB"
        holders = [index, *(sentence.dependents(index, "obj") if verb else ())]
        for child in [i for holder in holders for i in sentence.children[holder]]:
            if sentence.tokens[child].relation in ("obl", "nmod") and mentions.case(child) in HERE:
                place = mentions.place(child)
                if place is not None and place.code and place.kind != "region" and "article" not in place.via:
                    return place.code[:3]
        if verb and sentence.tokens[index].relation in CLAUSAL:
            return None
    return None


def before(mentions: Mentions, head: int) -> list[Actor]:
    """The listed names before a token in its sentence, the nearest first.

    Those of the phrase that it belongs to are left out: in "Israel's attack on the country" the country is not Israel.
    """
    sentence = mentions.sentence
    governor = sentence.tokens[head].head
    same = set(sentence.children[governor]) if governor >= 0 and sentence.tokens[governor].upos in ("NOUN", "PROPN") else set()
    return [actor for actor in reversed(mentions.names()) if actor.tokens[-1] < head and not same.intersection(actor.tokens)]


def is_body(book: ActorBook, word: str) -> bool:
    return any(row[3] == "body" and not row[0] and not row[1] for row in book.roles.get(word, ()))


def is_plural(mentions: Mentions, actor: Actor) -> bool:
    """Whether "they" is the likelier pronoun for an actor."""
    token = mentions.sentence.tokens[actor.head]
    return "Number=Plur" in token.feats or token.lemma.lower() in ("police", "military", "army", "troop")


def candidates(mentions: Mentions, limit: int) -> list[tuple[int, Actor]]:
    """Actors of the noun phrases that begin before a position, subjects first, then in order."""
    tokens = mentions.sentence.tokens
    found: list[tuple[int, int, Actor]] = []
    for token in tokens:
        if token.index >= limit or token.upos not in ("PROPN", "NOUN", "ADJ") or token.relation not in NOMINAL:
            continue
        actor = mentions.actor(token.index)
        if actor is not None:
            rank = 0 if token.relation == "nsubj" else 1 if token.relation in ("obj", "iobj", "root", "conj", "appos") else 2
            found.append((rank, token.index, actor))
    found.sort(key=lambda item: (item[0], item[1]))
    return [(index, actor) for _, index, actor in found]


def _first_verb(mentions: Mentions, head: int) -> int:
    """The first of the coordinated verbs that a phrase depends on the last of: its subject is theirs."""
    tokens = mentions.sentence.tokens
    verb = tokens[head].head
    while verb >= 0 and tokens[verb].relation == "conj":
        verb = tokens[verb].head
    return verb


def is_person(mentions: Mentions, actor: Actor) -> bool:
    """Whether "he" or "she" can stand for an actor."""
    text = actor.text.lower()
    if mentions.book.is_in("impersonal", text):
        return False
    role = mentions.role_at(actor.head) if actor.kind == "role" else None
    if role is not None and role.sort in ("body", "thing", "people"):
        return False
    return actor.kind in ("person", "unknown", "given") or (actor.kind == "role" and text[-1:] != "s" and "people" not in actor.via)


def is_thing(mentions: Mentions, actor: Actor) -> bool:
    """Whether "it" can stand for an actor: a country, an organisation, a body such as an army, not a person."""
    if actor.kind != "role":
        return actor.kind in ("country", "city", "group", "organisation", "given")
    role = mentions.role_at(actor.head)
    return (
        actor.text.lower() in ("it", "itself")
        if role is None
        else (role.sort in ("body", "thing", "carrier") and "Number=Plur" not in mentions.sentence.tokens[actor.head].feats)
    )


def antecedent(mentions: Mentions, head: int, sort: str) -> Actor | None:
    """The actor in the same sentence that a pronoun stands for."""
    tokens = mentions.sentence.tokens
    acted_on = tokens[head].relation in ("obj", "iobj", "obl")
    # "X asked it": what is acted on is not the subject.
    pool = [
        (i, actor)
        for i, actor in candidates(mentions, head)
        if not (
            acted_on
            and tokens[i].relation == "nsubj"
            and (tokens[i].head == tokens[head].head or tokens[i].head == _first_verb(mentions, head))
        )
    ]
    for _, actor in pool:
        if sort == "person" and is_person(mentions, actor):
            return actor
        if sort == "thing" and actor.code and is_thing(mentions, actor):
            return actor
        if sort == "plural" and actor.code and is_plural(mentions, actor):
            return actor
    return next((actor for _, actor in pool if actor.code), None) if sort == "plural" and not mentions.discourse.memory().plurals else None


def pairs(mentions: Mentions) -> tuple[tuple[Actor, ...], bool]:
    """Two coordinated actors of different countries, and whether they are a subject."""
    sentence = mentions.sentence
    tokens = sentence.tokens
    found: tuple[Actor, ...] = ()
    if not any(token.relation == "cc" for token in tokens):
        return (), False
    for token in tokens:
        if token.relation == "conj" or token.upos not in ("NOUN", "PROPN", "PRON") or (found and token.relation != "nsubj"):
            continue
        if not any(
            tokens[i].relation in ("conj", "flat") or (tokens[i].relation == "amod" and tokens[token.index].upos == "NOUN")
            for i in sentence.children[token.index]
        ):
            continue
        several = mentions.actors(token.index)
        if (
            len(several) == 2
            and all(actor.parts and actor.kind in ("person", "country", "role", "city") for actor in several)
            and country_of(several[0]) != country_of(several[1])
        ):
            found = several
            if token.relation == "nsubj":
                return found, True
    return found, False


def doers(mentions: Mentions) -> tuple[tuple[str, Actor], ...]:
    """Stems of event words with who did them: subjects of verbs, owners of nouns."""
    sentence = mentions.sentence
    found: list[tuple[str, Actor]] = []
    for token in sentence.tokens:
        if len(token.lemma) < SHORTEST or token.upos not in ("VERB", "NOUN"):
            continue
        if token.upos == "NOUN":
            owned = any(sentence.tokens[i].relation in ("nmod", "amod", "compound") for i in sentence.children[token.index])
            actor = mentions.owner(token.index) if owned and mentions.actor(token.index) is None else None
            governor = sentence.tokens[token.head].lemma.lower() if token.head >= 0 else ""
            light = token.relation == "obj" and mentions.book.is_in("light", governor)
            if actor is None and governor and (light or (token.relation == "obl" and mentions.case(token.index) == "during")):
                subjects = [i for i in sentence.children[token.head] if sentence.tokens[i].deprel == "nsubj"]
                actor = mentions.actor(subjects[0]) if subjects else None
        else:
            subjects = [i for i in sentence.children[token.index] if sentence.tokens[i].deprel == "nsubj"]
            actor = mentions.actor(subjects[0]) if subjects else None
        if actor is not None and actor.code:
            found.append((token.lemma.lower()[:STEM], actor))
    return tuple(found)


def remember(memory: Memory, mentions: Mentions) -> Memory:
    """The memory after a sentence."""
    tokens = mentions.sentence.tokens
    ranked = [actor for _, actor in candidates(mentions, len(tokens))]
    subjects = tuple(
        actor
        for token in tokens
        if token.relation in ("nsubj", "expl")
        and token.upos == "PRON"
        and not mentions.book.is_in("pronouns.relative", token.lemma.lower())
        and (actor := mentions.actor(token.index)) is not None
    )
    pair, subject = pairs(mentions)
    ranked = [*subjects, *ranked]
    named = list(mentions.names())
    persons = tuple(actor for actor in ranked if is_person(mentions, actor) and actor.code)
    things = tuple(actor for actor in ranked if actor.code and is_thing(mentions, actor))
    roles = tuple(
        (tokens[i].lemma.lower(), actor)
        for actor in ranked
        if actor.kind in ("role", "person")
        for i in (mentions.chain(actor.head) if actor.kind == "person" else (actor.head,))
        if mentions.role_at(i) is not None
    )
    everyone = tuple(actor for actor in (*ranked, *named) if actor.code)
    return Memory(
        persons=(persons + memory.persons)[:8],
        things=(things + memory.things)[:8],
        everyone=(everyone + memory.everyone)[:16],
        plurals=(tuple(actor for actor in ranked if actor.code and is_plural(mentions, actor)) + memory.plurals)[:8],
        pair=pair or memory.pair,
        just=pair if subject else (),
        doers=(doers(mentions) + memory.doers)[:40],
        speaker=speaker_of(mentions) or memory.speaker,
        roles=(roles + memory.roles)[:16],
    )


def definite(mentions: Mentions, head: int) -> bool:
    """Whether a phrase is a singular "the X" or "this X" without further description."""
    tokens = mentions.sentence.tokens
    children = mentions.sentence.children[head]
    if "Number=Plur" in tokens[head].feats or any(
        tokens[i].relation in ("amod", "nmod", "flat", "acl", "nummod") for i in children if tokens[i].deprel != "acl:relcl"
    ):
        return False
    return any(tokens[i].relation == "det" and tokens[i].lemma.lower() in ("the", "this", "that") for i in children)
