"""Phrases that stand for two actors, or for one of two: "they", "both sides", "the pair", "their troops", "the latter"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.actors.actor import Actor, country_of, join_code
from eventcoder.actors.memory import antecedent, before, in_order, subject_of

if TYPE_CHECKING:
    from eventcoder.actors.mentions import Mentions


def several(mentions: Mentions, head: int) -> tuple[Actor, ...]:
    """The actors of "each other", "both countries", "the two", "they", "their troops", "Saudi and Iranian ministers".

    Args:
        mentions: the mentions of the sentence.
        head: position of the head of a phrase.

    Returns:
        The actors, in the order of the text; none if the phrase stands for one actor or for nobody.
    """
    if head in mentions.pending:
        return ()  # a tree may make a phrase a part of what it stands for: "Oman and [each other] met"
    mentions.pending.add(head)
    try:
        return _stand_for(mentions, head)
    finally:
        mentions.pending.discard(head)


def _stand_for(mentions: Mentions, head: int) -> tuple[Actor, ...]:
    token, book = mentions.sentence.tokens[head], mentions.book
    if book.is_in("pronouns.plural", token.text.lower()) and token.upos == "PRON":
        found = _coordinated(mentions, head)
        if not found:
            found = () if antecedent(mentions, head, "plural") is not None else mentions.discourse.memory().just
        return tuple(mentions.like(head, actor, "pronoun") for actor in found)
    if is_reciprocal(mentions, head):
        subject = subject_of(mentions, head)
        if subject is None or is_reciprocal(mentions, subject):
            return ()
        return mentions.actors(subject)
    return _theirs(mentions, head) or shared_head(mentions, head) or _pair(mentions, head)


def is_reciprocal(mentions: Mentions, head: int) -> bool:
    """Whether a token heads "each other", "one another" or "the other", whichever of their words the parser took."""
    tokens = mentions.sentence.tokens
    if mentions.book.is_in("pronouns.reciprocal", tokens[head].text.lower()):
        return True
    words = tuple(token.text.lower() for token in tokens[head : head + 2])
    return words in (("each", "other"), ("one", "another"))


def _coordinated(mentions: Mentions, head: int) -> tuple[Actor, ...]:
    """The coordinated subject of a clause around a plural pronoun: "Oman and Iran said they ..."."""
    sentence = mentions.sentence
    tokens = sentence.tokens
    acted_on = tokens[head].relation in ("obj", "iobj", "obl")
    for index in sentence.ancestors(head):
        if acted_on and index == tokens[head].head:
            continue
        for child in sentence.children[index]:
            if tokens[child].relation == "nsubj" and child < head and head not in sentence.subtree(child) and tokens[child].upos != "PRON":
                found = mentions.actors(child)
                if len(found) > 1:
                    return found
    return ()


def _theirs(mentions: Mentions, head: int) -> tuple[Actor, ...]:
    """ "Their troops" after two owners: the troops of each."""
    tokens = mentions.sentence.tokens
    role = mentions.role_at(head) if tokens[head].upos == "NOUN" else None
    if role is None or not role.code:
        return ()
    for child in mentions.sentence.children[head]:
        if tokens[child].deprel == "nmod:poss" and tokens[child].text.lower() == "their":
            owners, code = several(mentions, child), mentions.role_code(head, role)
            return tuple(mentions.make(head, join_code(owner.code, code), "role", ("role", "pronoun")) for owner in owners)
    return ()


def shared_head(mentions: Mentions, head: int) -> tuple[Actor, ...]:
    """ "Saudi and Iranian ministers", "troops from Oman and Iran": one actor for each country of a plural head."""
    tokens, children = mentions.sentence.tokens, mentions.sentence.children
    if tokens[head].upos not in ("NOUN", "PROPN") or "Number=Plur" not in tokens[head].feats:
        return ()
    role = mentions.role_at(head)
    if role is None:
        return ()
    before_it = [i for i in children[head] if i < head and tokens[i].relation in ("amod", "compound", "nmod")]
    named = [i for child in before_it for i in (child, *[j for j in mentions.sentence.subtree(child) if j < head and j != child])]
    after = [i for i in children[head] if i > head and tokens[i].relation == "nmod" and _is_of_or_from(mentions, i)]
    named += [i for child in after for i in mentions.sentence.conjuncts(child)]
    found: list[str] = []
    for index in named:
        name = mentions.name_at(index)
        code = name.entry.on(mentions.date) if name is not None and name.last == index else None
        if code and code not in found:
            found.append(code)
    if len(found) < 2:
        return ()
    sort = mentions.role_code(head, role)
    return tuple(mentions.make(head, join_code(code, sort), "role", ("role", "adjective")) for code in found)


def _is_of_or_from(mentions: Mentions, head: int) -> bool:
    return any(mentions.sentence[i].lemma in ("of", "from") for i in mentions.sentence.children[head])


def _pair(mentions: Mentions, head: int) -> tuple[Actor, ...]:
    """ "Both countries", "the two leaders", "the pair", "the neighbours": the two that were spoken of last."""
    tokens, book = mentions.sentence.tokens, mentions.book
    children = mentions.sentence.children[head]
    lemma, word = tokens[head].lemma.lower(), tokens[head].text.lower()
    the = any(tokens[i].lemma.lower() in ("the", "these") for i in children)
    if any(tokens[i].relation == "nmod" for i in children):
        return ()
    alone = word in ("both", "each") and tokens[head].relation in ("nsubj", "obj", "iobj")
    alone = alone or (the and (word == "two" or book.is_in("anaphors.couple", lemma)))
    numbers = {tokens[i].lemma.lower() for i in children}
    counted = book.is_in("anaphors.pair", lemma) and ("both" in numbers or "each" in numbers or ("two" in numbers and the))
    others = [i for i in children if tokens[i].relation != "det"]
    opposed = bool(others) and all(book.is_in("anaphors.opposed", tokens[i].text.lower()) for i in others)
    bare = the and (not others or opposed) and "Number=Plur" in tokens[head].feats and book.is_in("anaphors.rivals", lemma)
    if not (alone or counted or bare):
        return ()
    memory = mentions.discourse.memory()
    found = memory.pair or memory.sides
    if not found:
        different: dict[str, Actor] = {}
        for actor in (*before(mentions, head), *memory.everyone):
            country = country_of(actor)
            if country and len(different) < 2:
                different.setdefault(country, actor)
        found = tuple(reversed(different.values())) if len(different) == 2 else ()
    if bare and lemma != "side" and not opposed and any(country_of(actor) != actor.code for actor in found):
        return ()  # the people next door
    return tuple(_called(mentions, head, lemma, actor) for actor in found)


def _called(mentions: Mentions, head: int, lemma: str, actor: Actor) -> Actor:
    """One of two actors as a noun calls it: as a country, or as its leader."""
    country = country_of(actor)
    if country and mentions.book.is_in("anaphors.country", lemma):
        return mentions.make(head, country, "country", ("anaphor",))
    role = mentions.role_at(head)
    if country and country == actor.code and role is not None and role.code == "GOV" and not mentions.book.is_in("anaphors.rivals", lemma):
        return mentions.make(head, join_code(country, role.code), "role", ("anaphor",))
    return mentions.like(head, actor, "anaphor")


def one_of_two(mentions: Mentions, head: int) -> Actor | None:
    """Who "the former" and "the latter" are: the first and the last of the actors in the sentence, else in the one before."""
    word = mentions.sentence.tokens[head].text.lower()
    if word not in ("former", "latter"):
        return None
    found = in_order(mentions, head)
    if len(found) < 2:
        found = mentions.discourse.memory().order
    if len(found) < 2:
        return None
    return mentions.like(head, found[0] if word == "former" else found[-1], "anaphor")
