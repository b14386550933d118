"""Role nouns in a sentence: which one a phrase has, and the role that it names together with the words before it."""

from __future__ import annotations

from collections.abc import Sequence

from eventcoder.actors.book import Name, RoleNoun
from eventcoder.actors.nounphrases import NAME_RELATIONS, NounPhrases


def role_in(phrases: NounPhrases, head: int, chain: Sequence[int], without: Name | None = None) -> tuple[int, RoleNoun | None]:
    """The role noun of a name with titles: the head's own, else that of a title.

    Args:
        phrases: the sentence.
        head: position of the head.
        chain: the tokens of the name and its titles.
        without: a name in it whose words do not count.

    Returns:
        The position of the role noun, and what it names; None if there is none.
    """
    tokens = phrases.tokens
    own = phrases.role_at(head) if without is None or not without.first <= head <= without.last else None
    proper = tokens[head].upos == "PROPN"
    best: tuple[int, RoleNoun | None] = (head, own)
    for index in chain:
        if without is not None and without.first <= index <= without.last:
            continue
        if tokens[index].relation == "compound" and not proper:
            continue
        role = phrases.role_at(index)
        if role is not None and role.sort in ("person", "body", "people", "carrier") and _is_better(phrases, index, role, best):
            best = index, role
    return best


def _is_better(phrases: NounPhrases, index: int, role: RoleNoun, best: tuple[int, RoleNoun | None]) -> bool:
    """Whether a title says more than the one before it in a name."""
    at, before = best
    if before is not None and phrases.book.is_in("adjectives", phrases.tokens[index].form):
        return role.first <= at < index  # not "the [National] Council"
    if before is None or (before.sort == "carrier" and role.sort != "carrier" and not _added(phrases, at, before)):
        return True  # but "[Police] spokesman Lt. Col. Otieno" is of the police
    longer = role.first <= at < index  # "[Lieutenant Governor] Jan Smith"
    return longer or (before.sort == "body" and role.sort == "person" and at < role.first)  # "Union [Home Minister] Jan Smith"


def role_code(phrases: NounPhrases, index: int, role: RoleNoun) -> str:
    """The code of a role noun with what the words before it add ("military spokesman", "opposition lawmakers")."""
    tokens, scheme = phrases.tokens, phrases.scheme
    added = _added(phrases, index, role)
    opposes = added == scheme.opposition and role.code in {scheme.party, *scheme.offices} - {scheme.government}  # "opposition MPs"
    if added and (role.sort == "carrier" or opposes):
        return added
    if (
        not role.code
        and tokens[index].upos == "PROPN"
        and any(tokens[i].relation in ("amod", "compound", "nmod") for i in phrases.children[index])
    ):
        return _in_name(phrases, index)
    former = role.code == scheme.government and role.sort in ("person", "carrier") and _is_former(phrases, index, role)
    return scheme.former if former else role.code


def _added(phrases: NounPhrases, index: int, role: RoleNoun) -> str:
    """The role that the words before a role noun add to it, or an empty string."""
    tokens = phrases.tokens
    before = [i for i in phrases.children[index] if i < role.first and tokens[i].deprel != "nmod:poss"]
    modifiers = [i for i in reversed(before) if tokens[i].relation in ("amod", "compound", "nmod")]
    return next((code for i in modifiers if (code := _modifier(phrases, i))), "")


def _in_name(phrases: NounPhrases, index: int) -> str:
    """The role of a noun in a name: "the Free Zorb Movement"; what it is for says more: "the Front for the Liberation of Zorbia"."""
    listed = phrases.book.sets.get(f"named.{phrases.tokens[index].word}")
    if not listed:
        return ""
    said = (phrases.book.modifiers.get(phrases.tokens[i].form, "") for i in phrases.sentence.subtree(index) if i != index)
    of_others = phrases.scheme.offices | {phrases.scheme.people, ""}  # "the People's Front for Justice" is no court
    return next((code for code in said if code not in of_others), None) or min(listed)


def _modifier(phrases: NounPhrases, index: int) -> str:
    """The role that a word before a carrier gives it, or an empty string."""
    token, modifiers = phrases.tokens[index], phrases.book.modifiers
    low = token.text.lower()
    before = phrases.tokens[index - 1].text.lower() if index else ""
    code = modifiers.get(f"{before} {low}") or modifiers.get(low) or modifiers.get(token.word)
    if code:
        return code
    # not "a major group", "a general council", "the [National] Council"
    noun = token.upos == "NOUN" or (token.upos == "PROPN" and not phrases.book.is_in("adjectives", low))
    role = phrases.role_at(index) if noun else None
    return role.code if role is not None and role.sort != "carrier" and phrases.name_at(index) is None else ""


def _is_former(phrases: NounPhrases, index: int, role: RoleNoun) -> bool:
    """Whether an office is one that somebody held once: "former minister", "ex-president", "the late king"."""
    tokens = phrases.tokens
    prefixes = phrases.references.former_prefixes
    if role.first > 0 and tokens[role.first - 1].form.removesuffix("-") in prefixes:
        return True
    if any(tokens[i].form.partition("-")[0] in prefixes for i in range(role.first, index + 1) if "-" in tokens[i].form):
        return True
    titles = tokens[index].relation in NAME_RELATIONS or tokens[index].deprel == "nmod:desc"
    holders = [index, tokens[index].head] if titles else [index]
    return any(
        tokens[i].word in phrases.references.former
        for holder in holders
        for i in phrases.children[holder]
        if i < index and tokens[i].relation in ("amod", "advmod")
    )
