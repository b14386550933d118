"""The actors of the sentences before, and where in a sentence the antecedent of a pronoun is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from eventcoder.actors.actor import Actor
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
    """Actors of the sentences before, the latest first.

    Args:
        persons: whom "he" and "she" can stand for, with their gender.
        pair: two coordinated actors.
        just: the two that are the subject of the last sentence that has actors.
        order: the actors that take part in what the last such sentence tells, in the order of the text.
        sides: the two of them that come first as subject and object.
    """

    persons: tuple[tuple[str, Actor], ...] = ()
    things: tuple[Actor, ...] = ()
    everyone: tuple[Actor, ...] = ()
    plurals: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    just: tuple[Actor, ...] = ()
    order: tuple[Actor, ...] = ()
    sides: tuple[Actor, ...] = ()
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
        if verb and mentions.book.is_in("speech", sentence.tokens[index].lemma.lower()):
            holders += sentence.dependents(index, "ccomp")
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


def taking_part(mentions: Mentions, limit: int) -> list[tuple[int, Actor]]:
    """The different actors in what a sentence tells before a position, without places and without owners of other actors."""
    tokens = mentions.sentence.tokens
    found: dict[str, tuple[int, Actor]] = {}
    for index, actor in candidates(mentions, limit):
        token = tokens[index]
        if not actor.code or (token.relation in ("obl", "nmod") and mentions.case(index) in HERE):
            continue
        if token.relation in ("nmod", "appos") and token.head >= 0 and mentions.actor(token.head) is not None:
            continue
        found.setdefault(actor.code, (index, actor))
    return list(found.values())


def in_order(mentions: Mentions, limit: int) -> tuple[Actor, ...]:
    """The actors that take part in what a sentence tells before a position, in the order of the text."""
    return tuple(actor for _, actor in sorted(taking_part(mentions, limit), key=lambda item: item[0]))


def gender_of(mentions: Mentions, actor: Actor) -> str:
    """`f` or `m` by list or title ("Mrs", "spokesman"); `-` for a listed person without either, most of whom are men."""
    chain = mentions.chain(actor.head)
    names = [name for i in chain if (name := mentions.name_at(i)) is not None and name.entry.kind == "person"]
    for name in names:
        if name.entry.gender:
            return name.entry.gender
    return title_gender(mentions, chain) or ("-" if names else "")


def title_gender(mentions: Mentions, chain: list[int]) -> str:
    """`f` or `m` by a title among the tokens of a name, or an empty string."""
    for i in chain:
        word = mentions.sentence.tokens[i].lemma.lower().rstrip(".")
        for gender in ("f", "m"):
            if mentions.book.is_in(f"titles.{gender}", word):
                return gender
    return ""


def of_gender(found: list[tuple[str, Actor]], word: str, book: ActorBook) -> Actor | None:
    """The first of several persons that "he" or "she" can stand for, by gender where it is known."""
    wrong = ("m", "-") if book.is_in("pronouns.female", word) else ("f",)
    fitting = [actor for gender, actor in found if gender not in wrong]
    likely = [actor for gender, actor in found if gender == "-"]
    return next(iter((*fitting, *likely)), None)


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


def _subjects_around(mentions: Mentions, head: int) -> list[int]:
    """The subjects of the clauses that a token stands in, the nearest first."""
    sentence = mentions.sentence
    found = []
    for index in sentence.ancestors(head):
        for child in sentence.children[index]:
            if sentence.tokens[child].relation == "nsubj" and child != head and head not in sentence.subtree(child):
                found.append(child)
    return found


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
    around = _subjects_around(mentions, head)
    if acted_on or tokens[head].deprel == "nmod":
        doer = mentions.actor(around[0]) if around and tokens[around[0]].upos != "NOUN" else None
        if doer is not None and doer.code:  # "the latter asked for talks with him"
            pool = [(i, actor) for i, actor in pool if actor.code != doer.code]
    pool.sort(key=lambda item: around.index(item[0]) if item[0] in around else len(around))
    if sort == "person":
        word = tokens[head].text.lower()
        return of_gender([(gender_of(mentions, actor), actor) for _, actor in pool if is_person(mentions, actor)], word, mentions.book)
    for _, actor in pool:
        if sort == "thing" and actor.code and is_thing(mentions, actor):
            return actor
        if sort == "plural" and actor.code and is_plural(mentions, actor):
            return actor
    return next((actor for _, actor in pool if actor.code), None) if sort == "plural" and not mentions.discourse.memory().plurals else None


def pairs(mentions: Mentions) -> tuple[tuple[Actor, ...], bool]:
    """Two different coordinated actors, and whether they are a subject."""
    sentence = mentions.sentence
    tokens = sentence.tokens
    found: tuple[Actor, ...] = ()
    if not any(token.relation == "cc" for token in tokens):
        return (), False
    for token in tokens:
        if token.relation == "conj" or token.upos not in ("NOUN", "PROPN", "PRON") or (found and token.relation != "nsubj"):
            continue
        if not any(
            tokens[i].relation in ("conj", "flat") or (tokens[i].relation in ("amod", "nmod") and tokens[token.index].upos == "NOUN")
            for i in sentence.children[token.index]
        ):
            continue
        several = mentions.actors(token.index)
        if (
            len(several) == 2
            and all(actor.parts and actor.kind in ("person", "country", "role", "city", "group", "organisation") for actor in several)
            and several[0].code != several[1].code
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
    persons = tuple((gender_of(mentions, actor), actor) for actor in ranked if is_person(mentions, actor) and actor.code)
    things = tuple(actor for actor in ranked if actor.code and is_thing(mentions, actor))
    roles = tuple(
        (tokens[i].lemma.lower(), actor)
        for actor in ranked
        if actor.kind in ("role", "person")
        for i in (mentions.chain(actor.head) if actor.kind == "person" else (actor.head,))
        if mentions.role_at(i) is not None
    )
    everyone = tuple(actor for actor in (*ranked, *named) if actor.code)
    told = taking_part(mentions, len(tokens))
    sides = tuple(actor for _, actor in sorted(told[:2], key=lambda item: item[0])) if len(told) > 1 else ()
    alike = all(is_person(mentions, actor) for actor in sides) or all(actor.kind in ("country", "city") for actor in sides)
    alike = alike and len(sides) == 2
    both = sides if len(told) == 2 and alike and not any(is_plural(mentions, actor) for actor in ranked) else ()
    return Memory(
        persons=(persons + memory.persons)[:8],
        things=(things + memory.things)[:8],
        everyone=(everyone + memory.everyone)[:16],
        plurals=(tuple(actor for actor in ranked if actor.code and is_plural(mentions, actor)) + memory.plurals)[:8],
        pair=pair or (() if len(told) > 1 else memory.pair),
        just=pair if subject else both if ranked else memory.just,
        order=tuple(actor for _, actor in sorted(told, key=lambda item: item[0])) if told else memory.order,
        sides=sides if alike or not memory.sides else memory.sides,
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
