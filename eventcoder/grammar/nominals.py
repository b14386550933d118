"""Event nouns: their light verbs, who does them and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.english.lexicon import DEFAULT_OBJECT_PREPOSITIONS, EventNoun
from eventcoder.grammar import arguments, syntax

if TYPE_CHECKING:
    from eventcoder.grammar.clauses import Clause


def entry(clause: Clause) -> EventNoun | None:
    """What the lexicon says of the noun."""
    token = clause.sentence[clause.trigger]
    nouns = clause.lexicon.event_nouns
    return nouns.get(token.lemma.lower()) or nouns.get(token.text.lower())


def light_verb(clause: Clause) -> int | None:
    """The verb that lends a noun its subject: "[launched] an attack", "an attack [launched] by X"; None if there is none."""
    sentence, lexicon, index = clause.sentence, clause.lexicon, clause.trigger
    for _ in range(3):  # past "a series of [attacks]" and "talks and [negotiations]"
        token = sentence[index]
        counted = token.relation == "nmod" and token.head >= 0 and sentence[token.head].lemma.lower() in lexicon.quantity_nouns
        if not counted and token.relation != "conj":
            break
        index = token.head
    verb = sentence[index].head
    if verb >= 0 and syntax.is_verbal(sentence, verb) and _is_light(clause, verb, index):
        return verb
    for i in sentence.children[index]:
        participle = sentence[i].deprel in ("acl", "acl:relcl") and i > index and clause.verb_phrase(i) & lexicon.light_verbs
        if participle and index in arguments.direct_objects(sentence, lexicon, i):
            return i
    return None


def _is_light(clause: Clause, verb: int, noun: int) -> bool:
    """Whether a verb lends its subject to the event noun below it."""
    sentence, lexicon = clause.sentence, clause.lexicon
    token = sentence[noun]
    prepositions = syntax.cases(sentence, noun)
    empty = lexicon.light_verbs | lexicon.undergo_verbs | lexicon.transparent
    if prepositions:
        lemma = sentence[verb].lemma.lower()
        return any(f"{lemma} {preposition}" in empty for preposition in prepositions)
    if token.relation == "obj" or token.deprel == "nsubj:pass" or (token.deprel == "nsubj" and syntax.is_passive(sentence, verb)):
        return bool(clause.verb_phrase(verb) & empty)
    return False


def undergoes(clause: Clause) -> bool:
    """Whether the subject of the light verb is acted upon: "came under attack"."""
    sentence, verb = clause.sentence, clause.light_verb
    if verb is None:
        return False
    lemma = sentence[verb].lemma.lower()
    phrases = {lemma, *(f"{lemma} {preposition}" for preposition in syntax.cases(sentence, clause.trigger))}
    return bool((phrases | clause.verb_phrase(verb)) & clause.lexicon.undergo_verbs)


def object_prepositions(clause: Clause) -> tuple[str, ...]:
    """Prepositions that mark what an event noun is done to."""
    noun = entry(clause)
    return noun.object if noun else DEFAULT_OBJECT_PREPOSITIONS


def objects(clause: Clause) -> tuple[int, ...]:
    """Heads of the phrases that an event noun is done to."""
    marks = object_prepositions(clause)
    marked = [head for preposition, head in clause.phrases if preposition in marks and preposition not in ("by", "between")]
    used = {preposition for preposition, _ in clause.phrases}
    if "of" in marks and "of" in used:
        others = [head for preposition, head in clause.phrases if preposition in marks and preposition not in ("of", "by", "between")]
        marked = others or marked  # "the attacks of X on Y": the of-phrase does it
    if not marked and ("by" in used or clause.possessor_undergoes):
        marked = clause.sentence.dependents(clause.trigger, "nmod:poss")  # "the city's capture by X", "his arrest"
    if not marked and clause.light_verb is not None and undergoes(clause):
        marked = list(arguments.subjects(clause.sentence, clause.lexicon, clause.light_verb))
    return tuple(marked)


def agents(clause: Clause) -> tuple[int, ...]:
    """Heads of the phrases that do it: by-phrase, subject of the light verb, possessor, from-phrase, of-phrase, in this order."""
    sentence, trigger = clause.sentence, clause.trigger
    by = tuple(head for preposition, head in clause.phrases if preposition == "by" and sentence[head].upos != "VERB")
    if by:
        return by
    if clause.light_verb is not None:
        if undergoes(clause):
            return tuple(head for preposition, head in clause.phrases if preposition == "from")
        lent = _lent(clause, clause.light_verb)
        if lent and not all(sentence[i].lemma.lower() in clause.lexicon.event_nouns for i in lent):
            return lent  # but "the attack renewed Iraqi calls": an event makes no calls
    possessors = tuple(sentence.dependents(trigger, "nmod:poss"))
    if possessors and possessors != clause.nominal_objects and not clause.possessor_undergoes:
        return possessors
    if "from" not in object_prepositions(clause) and (
        sources := tuple(head for preposition, head in clause.phrases if preposition == "from")
    ):
        return sources
    of_phrases = tuple(head for preposition, head in clause.phrases if preposition == "of")
    return of_phrases if not set(of_phrases) & set(clause.nominal_objects) else ()


def _lent(clause: Clause, verb: int) -> tuple[int, ...]:
    """The subject that a light verb lends its noun."""
    if clause.passive:
        return arguments.by_phrases(clause.sentence, verb)
    found = arguments.subjects(clause.sentence, clause.lexicon, verb)
    return () if clause.trigger in found else found
