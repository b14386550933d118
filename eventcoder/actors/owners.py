"""Whose a phrase is: the affiliation of a role noun, the owner of a thing or event, the place where something lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.actors.actor import Actor
from eventcoder.actors.book import RoleNoun
from eventcoder.actors.facts import is_abbreviation
from eventcoder.actors.phrases import ADJECTIVES, PLACES

if TYPE_CHECKING:
    from eventcoder.actors.mentions import Mentions

LOCATIVES = frozenset(("in", "at", "near", "across", "inside", "throughout", "around", "within", "on", "outside", "over"))
OWNING = ("of", "for", "from", "in", "at", "by", "near", "with", "across", "on", "inside", "throughout", "within")


def affiliation(mentions: Mentions, head: int, index: int, role: RoleNoun, chain: list[int]) -> Actor | None:
    """Whose police, whose spokesman: adjectives and compounds, possessor, of-phrase, place, apposition."""
    tokens, children = mentions.sentence.tokens, mentions.sentence.children
    holders = list(dict.fromkeys((index, head, *chain)))
    for holder in holders:
        found = None
        for child in reversed(children[holder]):
            token = tokens[child]
            before = token.deprel in ("nmod:desc", "nmod") and child < holder and not mentions.case(child)
            if before or token.relation in ("amod", "compound", "flat"):
                modifier = None if mentions.false_flat(child) else mentions.modifying_name(child)
                if modifier is not None and (found is None or (found.parts[1:] == ("CVL",) and len(modifier.parts) == 1)):
                    found = modifier
        if found is not None:
            return found
    if role.first > 1 and mentions.book.is_in("owners", tokens[role.first - 1].text.lower()):
        leader = mentions.name_at(role.first - 2) or (
            mentions.name_at(role.first - 3) if role.first > 2 and tokens[role.first - 2].upos == "PUNCT" else None
        )
        if leader is not None:  # "the U.S.-led coalition"
            return mentions.named_actor(leader, leader.last, ("leader",))
    beside = mentions.name_at(role.first - 1) if role.first > 0 else None
    if beside is not None and beside.entry.kind in ADJECTIVES and not mentions.only_half(beside):
        return mentions.named_actor(beside, beside.last, ("name",))
    for holder in holders:
        for child in children[holder]:
            if tokens[child].deprel in ("nmod:poss", "det:poss"):
                name = mentions.name_at(child)
                if name is not None and mentions.only_half(name):
                    continue
                actor = mentions.actor(child) or mentions.owner(child)
                if actor is not None and actor.code:
                    return actor
    for holder in holders:
        for verb in mentions.sentence.dependents(holder, "acl"):  # "a delegation led by the Omani foreign minister"
            if mentions.book.is_in("leads", tokens[verb].lemma.lower()) and tokens[verb].deprel == "acl":
                for child in mentions.sentence.dependents(verb, "obl"):
                    actor = mentions.actor(child) if mentions.case(child) == "by" else None
                    if actor is not None and actor.code:
                        return actor
    for holder in holders:
        for wanted in OWNING:
            for child in children[holder]:
                if tokens[child].relation in ("nmod", "obl") and tokens[child].deprel != "nmod:poss" and mentions.case(child) == wanted:
                    actor = mentions.actor(child) if wanted not in LOCATIVES else mentions.place(child)
                    if actor is None and wanted in ("of", "for"):
                        actor = mentions.owner(child) or mentions.place(child)
                    if (
                        actor is not None
                        and actor.code
                        and (len(actor.code) > 3 or actor.kind in PLACES or actor.kind == "country" or role.sort == "carrier")
                    ):
                        return actor
    for holder in holders:
        for child in mentions.sentence.dependents(holder, "appos"):
            if is_abbreviation(mentions, child):
                continue
            actor = mentions.actor(child)
            if actor is not None and actor.code and len(actor.code) > 3:
                return actor
    if tokens[head].relation == "appos" and tokens[head].head >= 0:
        name = mentions.name_at(tokens[head].head)
        if name is not None and name.entry.kind == "person":
            return mentions.named_actor(name, head, ("apposition",))
    return _place_beside(mentions, head)


def find_owner(mentions: Mentions, head: int) -> Actor | None:
    tokens, children = mentions.sentence.tokens, mentions.sentence.children
    if not 0 <= head < len(tokens):
        return None
    for child in children[head]:
        if tokens[child].deprel in ("nmod:poss", "det:poss"):
            actor = mentions.actor(child) or mentions.owner(child)
            if actor is not None:
                return mentions.like(actor.head, actor, "owner") if actor.via[:1] != ("owner",) and actor.head == child else actor
    for child in reversed(children[head]):
        token = tokens[child]
        if token.relation in ("amod", "compound", "flat") or (token.relation == "nmod" and child < head and not mentions.case(child)):
            found = mentions.modifying_name(child)
            if found is not None and found.kind == "city" and token.relation == "compound":
                continue  # "the Zakho attack" is not Zakho's
            if found is not None:
                return found
            role = mentions.role_at(child) if token.relation != "amod" else None
            actor = mentions.actor(child) if token.relation != "amod" and (role is None or role.sort != "thing") else None
            if actor is not None and actor.code:
                return actor
    for wanted in ("by", "of", "from"):
        for child in children[head]:
            if tokens[child].relation in ("nmod", "obl") and mentions.case(child) == wanted:
                actor = mentions.actor(child) or mentions.owner(child)
                if actor is not None:
                    return actor
    for child in reversed(children[head]):
        role = mentions.role_at(child) if tokens[child].relation == "amod" else None
        if role is not None and role.sort == "body":  # "military deployment"
            return mentions._with_role(child, child, role, [child])
    return mentions.discourse.doer(mentions, head)


def find_place(mentions: Mentions, head: int) -> Actor | None:
    tokens = mentions.sentence.tokens
    if not 0 <= head < len(tokens):
        return None
    name = mentions.name_at(head)
    if name is not None and name.entry.kind in PLACES:
        return mentions.named_actor(name, head, ("place",))
    # "An American base near Kirkuk" lies in Iraq.
    for child in mentions.sentence.dependents(head, "nmod", "obl"):
        inner = mentions.name_at(child) if mentions.case(child) == "of" else None
        if mentions.case(child) in LOCATIVES or (inner is not None and inner.entry.kind in PLACES):
            found = mentions.place(child)
            if found is not None:
                return found
    for child in mentions.sentence.children[head]:
        token = tokens[child]
        if token.relation in ("compound", "amod", "flat", "appos") or token.deprel == "nmod:poss":
            name = mentions.name_at(child)
            if name is not None and (name.entry.kind in PLACES or name.entry.kind in ADJECTIVES) and not mentions.only_half(name):
                return mentions.named_actor(name, child, ("place",))
    for child in mentions.sentence.children[head]:
        if tokens[child].relation in ("nmod", "obl") and mentions.case(child) in ("of", "to", "from"):
            found = mentions.place(child)
            if found is not None:
                return found
    beside = _place_beside(mentions, head)
    if beside is not None:
        return beside
    if mentions.book.is_in("anaphors.country", tokens[head].lemma.lower()):
        actor = mentions.actor(head)
        if actor is not None and actor.parts:
            return mentions.make(head, actor.parts[0], "country", ("place", "article"))
    return None


def _place_beside(mentions: Mentions, head: int) -> Actor | None:
    """The place of a phrase that stands right after this one, though it hangs on a word above: "hit a hospital in Iraq"."""
    tokens, children = mentions.sentence.tokens, mentions.sentence.children
    following = max(mentions.sentence.subtree(head)) + 1
    current = head
    while tokens[current].head >= 0 and tokens[current].relation in ("obj", "obl", "nsubj", "nmod") and tokens[current].upos != "VERB":
        current = tokens[current].head
        for child in children[current]:
            beside = child > head and min(children[child], default=child) == following
            if beside and tokens[child].relation in ("obl", "nmod") and mentions.case(child) in LOCATIVES:
                return mentions.place(child)
    return None
