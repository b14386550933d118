"""Pronouns and whom they stand for: he, it, they, who, itself, we."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.actors.actor import Actor, join_code
from eventcoder.actors.candidates import gender_of, is_person, is_plural, is_thing, known, nominal_heads, of_gender, subject_of
from eventcoder.actors.nounphrases import NounPhrases, new_actor, renamed
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.countries import country_of_role
from eventcoder.actors.speakers import attributed
from eventcoder.grammar import syntax
from eventcoder.memo import Drawn


def stands_alone(phrases: NounPhrases, head: int) -> bool:
    """Whether a word may stand for a noun: a pronoun, determiner, number or adjective that is part of no name."""
    token = phrases.tokens[head]
    if token.upos == "PRON":
        return True
    return (token.upos in ("DET", "NUM", "ADJ") or token.word in phrases.references.standing_alone) and phrases.name_at(head) is None


def pronoun(resolver: Resolver, head: int) -> Actor | None:
    """The actor that a pronoun stands for: in the sentence first, then in those before."""
    phrases = resolver.phrases
    if not stands_alone(phrases, head):
        return None
    word = phrases.tokens[head].form
    if word in phrases.references.definite & phrases.references.plural_pronouns and _are_people(phrases, head):
        country = country_of_role(resolver, head)
        return new_actor(phrases, head, join_code(country, phrases.scheme.people), "role", ("role", "article") if country else ("role",))
    found = _stood_for(resolver, head, word)
    via = ("reflexive", "pronoun") if word.endswith(tuple(phrases.references.reflexive_endings)) else ("pronoun",)
    return renamed(phrases, head, found, *via) if found is not None else None


def _are_people(phrases: NounPhrases, head: int) -> bool:
    """Whether a pronoun stands for people by what follows: "[those] who fled", "[those] arrested", but not "those of Iran"."""
    tokens = phrases.tokens
    for clause in phrases.sentence.dependents(head, "acl", "amod"):
        below = {tokens[i].form for i in phrases.children[clause]} & phrases.references.personal_relatives
        if clause > head and (below or tokens[clause].word in phrases.references.personal_participles):
            return True
    return False


def is_reciprocal(phrases: NounPhrases, head: int) -> bool:
    """Whether a token heads "each other", "one another" or "the other", whichever of their words the parser took."""
    return phrases.tokens[head].form in phrases.references.others or syntax.is_reciprocal(phrases.tree, head)


def antecedent(resolver: Resolver, head: int, sort: str) -> Actor | None:
    """The actor in the same sentence that a pronoun stands for.

    Args:
        resolver: the sentence.
        head: position of the pronoun.
        sort: `person`, `thing` or `plural`.

    Returns:
        The likeliest actor before it, or None.
    """
    phrases = resolver.phrases
    pool = _before_it(resolver, head, _subjects_around(phrases, head))
    if sort == "person":
        persons = ((gender_of(phrases, actor), actor) for actor in pool if is_person(phrases, actor))
        word = phrases.tokens[head].form
        if word in phrases.references.female_pronouns:  # "the officer beat a female teacher after she refused"
            ordered = sorted(persons, key=lambda item: item[0] != "f" and item[1].kind == "role" and item[1].text.islower())
            return of_gender(ordered, word, phrases.references)
        return of_gender(persons, word, phrases.references)
    coded = Drawn(actor for actor in pool if actor.code)
    fits = is_thing if sort == "thing" else is_plural
    fitting = next((actor for actor in coded if fits(phrases, actor)), None)
    if fitting is None and sort == "plural" and coded and not resolver.background.memory.plurals:
        return next(iter(coded))
    return fitting


def _stood_for(resolver: Resolver, head: int, word: str) -> Actor | None:
    phrases = resolver.phrases
    words, token = phrases.references, phrases.tokens[head]
    if word in words.relative_pronouns:
        return _noun_of_relative_clause(resolver, head)
    if is_reciprocal(phrases, head):
        subject = subject_of(phrases, head)
        return resolver.actor(subject) if subject is not None else None
    if word.endswith(tuple(words.reflexive_endings)):
        subject = subject_of(phrases, head)
        found = resolver.actor(subject) if subject is not None else None
        if found is not None:
            return found
    if word in words.speaker_pronouns:
        return _speaking_as(resolver, head) or attributed(resolver) or resolver.background.memory.speaker
    sorts = {"person": words.person_pronouns, "thing": words.thing_pronouns, "plural": words.plural_pronouns}
    sort = next((sort for sort, listed in sorts.items() if word in listed), "")
    if not sort or (token.upos == "DET" and token.deprel == "det"):
        return None
    return antecedent(resolver, head, sort) or _remembered(resolver, head, sort, word)


def _speaking_as(resolver: Resolver, head: int) -> Actor | None:
    """Whom somebody speaks for: "As [the union], we demand ..."."""
    phrases = resolver.phrases
    token = phrases.tokens[head]
    if token.deprel != "nsubj" or token.head < 0:
        return None
    for child in phrases.sentence.dependents(token.head, "obl", "advcl"):
        if child < head and phrases.case(child) in phrases.references.capacity_prepositions:
            actor = resolver.actor(child)
            if actor is not None and len(actor.parts) > 1:
                return actor
    return None


def _noun_of_relative_clause(resolver: Resolver, head: int) -> Actor | None:
    tokens = resolver.phrases.tokens
    for index in resolver.phrases.sentence.ancestors(head):
        if tokens[index].deprel == "acl:relcl" and tokens[index].head >= 0:
            return resolver.actor(tokens[index].head)
    return None


def _remembered(resolver: Resolver, head: int, sort: str, word: str) -> Actor | None:
    """The actor of the sentences before that a pronoun stands for."""
    background = resolver.background
    memory = background.memory_in_speech if head in background.quoted else background.memory
    if sort == "person" and memory.persons:
        doer = doer_of_verb(resolver, head)
        others = (known for known in memory.persons if doer is None or known[1].code != doer.code)  # "he praised [him]"
        return of_gender(others, word, resolver.phrases.references) or of_gender(memory.persons, word, resolver.phrases.references)
    pool = {"thing": memory.things, "plural": memory.plurals}.get(sort) or memory.everyone
    return next(iter(pool), None)


def doer_of_verb(resolver: Resolver, head: int) -> Actor | None:
    """The subject of the verb whose object a phrase is: somebody else.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase, such as a pronoun.

    Returns:
        The actor, or None.
    """
    phrases, token = resolver.phrases, resolver.phrases.tokens[head]
    if token.relation not in ("obj", "iobj", "obl") or token.head < 0:
        return None
    subject = next((i for i in phrases.children[token.head] if phrases.tokens[i].relation == "nsubj"), None)
    return None if subject is None else resolver.actor(subject)


def _before_it(resolver: Resolver, head: int, around: list[int]) -> Iterator[Actor]:
    """The actors before a pronoun, the subjects of the clauses around it first, without those that it cannot be."""
    tokens, quoted = resolver.phrases.tokens, resolver.background.quoted
    said = _said(resolver.phrases, head)
    heads = [i for i in nominal_heads(resolver.phrases, head) if i not in said]
    acted_on = tokens[head].relation in ("obj", "iobj", "obl")
    if acted_on:
        # "X asked it": what is acted on is not the subject.
        verbs = tokens[head].head, _first_verb(resolver.phrases, head)
        heads = [i for i in heads if tokens[i].relation != "nsubj" or tokens[i].head not in verbs]
    doer: Actor | None = None
    if acted_on or tokens[head].deprel == "nmod":
        doer = resolver.actor(around[0]) if around and tokens[around[0]].upos != "NOUN" else None
    heads.sort(key=lambda i: (i in quoted and head not in quoted, around.index(i) if i in around else len(around)))
    for _, actor in known(resolver, heads):
        if doer is None or not doer.code or actor.code != doer.code:  # "the latter asked for talks with him"
            yield actor


def _said(phrases: NounPhrases, head: int) -> frozenset[int]:
    """The words that a pronoun is said to have said before it: "[the army must leave], he said"."""
    tokens, sentence = phrases.tokens, phrases.sentence
    verb = tokens[head].head
    if tokens[head].relation != "nsubj" or verb < 0 or tokens[verb].word not in phrases.tree.lexicon.speech:
        return frozenset()
    said = [i for child in sentence.dependents(verb, "ccomp", "parataxis") if child < head for i in sentence.subtree(child)]
    if tokens[verb].relation == "parataxis" and tokens[verb].head < head:
        said = [i for i in range(head) if i not in sentence.subtree(verb)]
    return frozenset(said)


def _subjects_around(phrases: NounPhrases, head: int) -> list[int]:
    """The subjects of the clauses that a token stands in, the nearest first."""
    sentence = phrases.sentence
    return [
        child
        for index in sentence.ancestors(head)
        for child in phrases.children[index]
        if phrases.tokens[child].relation == "nsubj" and child != head and head not in sentence.subtree(child)
    ]


def _first_verb(phrases: NounPhrases, head: int) -> int:
    """The first of the coordinated verbs that a phrase depends on the last of: its subject is theirs."""
    tokens = phrases.tokens
    verb = tokens[head].head
    while verb >= 0 and tokens[verb].relation == "conj":
        verb = tokens[verb].head
    return verb
