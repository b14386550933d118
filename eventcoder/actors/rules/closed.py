"""Noun phrases in a closed world: who a phrase is follows from the names and role nouns in it, and from nothing else.

For lists of other coders, which have codes of their own and whose users expect these codes and no others. No country comes from the
article, nobody is taken up from before, and a name that no list has is nobody.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.actors.actor import Actor, split_code
from eventcoder.actors.book import Name, RoleNoun
from eventcoder.actors.nounphrases import NounPhrases, new_actor
from eventcoder.actors.resolver import NOBODY, Answer, Resolver

ONE_OF = "/"  # between the codes of a name that stands for several
BEFORE = "~"  # after the code of a role that stands before the country
INSIDE = ("compound", "flat", "amod", "nummod", "det", "list")
NOUNS = ("NOUN", "PROPN", "ADJ", "PRON", "X", "NUM", "ADV", "VERB", "DET", "INTJ")


def listed_in_phrase(resolver: Resolver, head: int) -> Answer:
    """The first of those whom a phrase names by what is listed in it."""
    found = several_in_phrase(resolver, head)
    return found[0] if found else NOBODY


def several_in_phrase(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """All whom a phrase names by what is listed in it: "the ambassadors of [Peru] and [Chile]".

    Args:
        resolver: the sentence.
        head: position of the head of the phrase, conjuncts aside.

    Returns:
        An actor for each country or name, with the roles that the phrase has.
    """
    phrases = resolver.phrases
    if phrases.tokens[head].upos not in NOUNS or _is_part_of_name(phrases, head):
        return ()
    inside = _tokens_of_phrase(phrases, head)
    roles = _roles(phrases, inside)
    names = _names(phrases, [i for i in inside if not any(role.first <= i <= role.last for role in roles)])
    if not names:
        names = _names(phrases, _tokens_below(phrases, head, bool(roles)))
    date = resolver.background.date
    codes = [code for name in names for code in (name.entry.on(date) or "").split(ONE_OF) if code]
    if not codes and not (roles and phrases.scheme.unknown):
        return ()
    several = tuple(dict.fromkeys(combined(code, roles) for code in codes or [phrases.scheme.unknown]))
    kind = names[0].entry.kind if names and not roles else "role"
    return tuple(new_actor(phrases, head, code, kind, ("name",) * bool(names) + ("role",) * bool(roles)) for code in several)


def combined(code: str, roles: Sequence[RoleNoun]) -> str:
    """A code with those of the roles, each part once.

    >>> combined("IRN", [RoleNoun("GOVMIL", "person"), RoleNoun("GOV", "person"), RoleNoun("NGO~", "body")])
    'NGOIRNGOVMIL'
    """
    for role in roles:
        parts = split_code(code)
        added = "".join(part for part in split_code(role.code.removesuffix(BEFORE)) if part not in parts)
        code = added + code if role.code.endswith(BEFORE) else code + added
    return code


def _tokens_of_phrase(phrases: NounPhrases, head: int) -> list[int]:
    """The head with what stands before or beside it without a preposition, and possessors; the conjuncts of these, but not its own."""
    tokens, found, stack = phrases.tokens, [head], [head]
    while stack:
        index = stack.pop()
        for child in phrases.children[index]:
            token = tokens[child]
            own = token.relation in INSIDE or token.deprel in ("nmod:poss", "nmod:desc", "nmod:unmarked")
            beside = token.relation == "conj" and index != head
            plain = token.relation == "nmod" and child < head and not phrases.case(child)
            if (own or beside or plain) and token.upos != "VERB":
                found.append(child)
                stack.append(child)
    return sorted(found)


def _tokens_below(phrases: NounPhrases, head: int, role: bool) -> list[int]:
    """Those of the phrases that say whose it is: with "of", and of a role with any preposition ("soldiers from Peru")."""
    found: list[int] = []
    for child in phrases.children[head]:
        if phrases.tokens[child].relation in ("nmod", "obl") and (role or phrases.case(child) == "of"):
            for each in phrases.conjuncts(child):
                found += _tokens_of_phrase(phrases, each)
    return found


def _names(phrases: NounPhrases, inside: Sequence[int]) -> list[Name]:
    """The listed names of a phrase: those that are coordinated, and otherwise the first."""
    names = list(dict.fromkeys(name for i in inside if (name := phrases.covered.get(i)) is not None))
    if len(names) < 2:
        return names
    return [names[0], *(name for name in names[1:] if _is_coordinated(phrases, name))]


def _is_coordinated(phrases: NounPhrases, name: Name) -> bool:
    """Whether a name stands beside another: "Peruvian and [Chilean] leaders", "of Peru and [Chile]'s ministers"."""
    after = name.first > 0 and phrases.tokens[name.first - 1].upos == "CCONJ"
    return after or any(phrases.tokens[i].relation == "conj" for i in range(name.first, name.last + 1))


def _roles(phrases: NounPhrases, inside: Sequence[int]) -> list[RoleNoun]:
    """The role nouns of a phrase in the order of the text, the longest where they overlap."""
    found = [role for i in inside if (role := phrases.book.role_at(phrases.sentence, i)) is not None]
    longest = sorted(found, key=lambda role: (role.first - role.last, role.first))
    kept: list[RoleNoun] = []
    for role in longest:
        free = not any(role.first <= other.last and other.first <= role.last for other in kept)
        named = (phrases.covered.get(i) for i in range(role.first, role.last + 1))
        if free and not any(named):
            kept.append(role)
    return sorted(kept, key=lambda role: role.first)


def _is_part_of_name(phrases: NounPhrases, index: int) -> bool:
    """Whether a token is inside a listed name whose head is another token."""
    name = phrases.covered.get(index)
    return name is not None and name.first <= phrases.tokens[index].head <= name.last
