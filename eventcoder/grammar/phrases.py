"""The prepositional phrases that belong to a trigger, wherever a parser may have hung them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventcoder.grammar import arguments, syntax

if TYPE_CHECKING:
    from eventcoder.grammar.clauses import Clause

Phrases = list[tuple[str, int]]

# What hangs on a noun's light verb belongs to the noun: "issued a threat [against X]".
PHRASES_OF_VERBS = ("obl", "advcl", "nmod", "advmod", "xcomp")
PHRASES_OF_NOUNS = ("nmod", "acl", "obl", "advcl")
SUBJECT_PHRASES = frozenset({"between", "among", "in", "near", "at", "across", "with"})
PHRASES_OF_OTHERS = frozenset({"by", "in", "at", "from"})


def nominal_phrases(clause: Clause) -> Phrases:
    """The (preposition, head) pairs of an event noun; what hangs on it directly comes first."""
    sentence, trigger = clause.sentence, clause.trigger
    token = sentence[trigger]
    found = syntax.prepositional_phrases(sentence, trigger, PHRASES_OF_NOUNS)
    if token.relation == "nmod" and sentence[token.head].lemma.lower() in clause.lexicon.quantity_nouns:
        # "rounds of talks [between X and Y]", wherever it hangs.
        found += [p for p in syntax.prepositional_phrases(sentence, token.head, PHRASES_OF_NOUNS) if p[1] != trigger]
    if token.deprel == "nsubj":
        # "clashes broke out [between X and Y]", "strikes continued [in Gaza]".
        found += [p for p in syntax.prepositional_phrases(sentence, token.head, ("obl",)) if p[0] in SUBJECT_PHRASES]
    if token.relation == "obj" and clause.light_verb is None:
        # "reflected its rejection [to the plan]": the phrase after the noun may hang on the verb before it.
        after = syntax.prepositional_phrases(sentence, token.head, ("obl",))
        found += [p for p in after if p[1] > trigger and p[0] not in PHRASES_OF_OTHERS]
    if clause.light_verb is not None:
        found += [p for p in syntax.prepositional_phrases(sentence, clause.light_verb, PHRASES_OF_VERBS) if p[1] != trigger]
    for preposition, head in tuple(found):
        # "threats of action [against X]": what an abstract noun in an of-phrase governs comes last.
        if preposition == "of" and sentence[head].upos == "NOUN":
            found += syntax.prepositional_phrases(sentence, head, ("nmod",))
        elif preposition in ("of", "by") and sentence[head].upos == "PROPN":
            # "an attack by X [on Y]", "the bombing of Y [by X]", hung on the name before.
            found += [p for p in syntax.prepositional_phrases(sentence, head, ("nmod",)) if p[0] not in ("of", "in")]
    if clause.light_verb is not None and clause.passive:
        found = [p for p in found if p[0] != "by"]  # the doer is no such phrase
    return found


def verbal_phrases(clause: Clause) -> Phrases:
    """The (preposition, head) pairs of a verb or predicate and of its objects; what hangs on it directly comes first."""
    sentence, trigger = clause.sentence, clause.trigger
    found = syntax.prepositional_phrases(sentence, trigger, PHRASES_OF_VERBS)
    if clause.kind == "state":
        return found + syntax.prepositional_phrases(sentence, trigger, PHRASES_OF_NOUNS)
    if clause.passive:
        found = [p for p in found if p[0] != "by" or sentence[p[1]].upos == "VERB"]  # the doer is no such phrase
    for i in sentence.dependents(trigger, "advmod"):
        if i > trigger and sentence[i].lemma.lower() in clause.lexicon.particles:
            found += syntax.prepositional_phrases(sentence, i, ("obl", "nmod"))  # "stayed away [from the talks]"
    for i in (*clause.objects, *clause.results):
        if i != sentence[trigger].head:
            found += syntax.prepositional_phrases(sentence, i, PHRASES_OF_NOUNS)
            # "recalled its chargé d'affaires [from X]", "stopped the flow of arms [to X]".
            for j in sentence.dependents(i, "nmod"):
                found += [p for p in syntax.prepositional_phrases(sentence, j, ("nmod",)) if p[0] not in ("of", "in")]
    found += _conjoined_phrases(clause, bare=not found and not clause.objects)
    token = sentence[trigger]
    if token.deprel == "acl:relcl" and token.head >= 0:
        # "the group they met with": a stranded preposition takes the antecedent.
        found += [(preposition, token.head) for preposition in _stranded(clause)]
    found += _compound_prepositions(clause, found)
    for _, head in tuple(found):
        # "spoke by phone [with X]": a phrase may hang on the one before it. These come last.
        if sentence[head].upos == "NOUN" and head > trigger:
            found += [p for p in syntax.prepositional_phrases(sentence, head, ("nmod",)) if p[0] not in ("of", "in")]
    return found


def _compound_prepositions(clause: Clause, found: Phrases) -> Phrases:
    """Prepositions with a noun inside: "marched in support of [X]"."""
    sentence = clause.sentence
    return [
        (whole, inner)
        for preposition, head in found
        for last, inner in syntax.prepositional_phrases(sentence, head, ("nmod",))
        if (whole := f"{preposition} {sentence[head].text.lower()} {last}") in clause.lexicon.prepositions
    ]


def _conjoined_phrases(clause: Clause, bare: bool) -> Phrases:
    """Phrases shared by conjoined verbs: in "met and talked [with X]" what follows the last belongs to both."""
    sentence, trigger = clause.sentence, clause.trigger
    token = sentence[trigger]
    found: Phrases = []
    if token.relation == "conj" and token.head >= 0 and not clause.passive:
        found += [p for p in syntax.prepositional_phrases(sentence, token.head, ("obl",)) if p[1] > trigger]
    for i in sentence.children[trigger] if bare else ():
        if not found and sentence[i].relation == "conj" and syntax.is_verbal(sentence, i) and not arguments.own_subjects(sentence, i):
            found += syntax.prepositional_phrases(sentence, i, ("obl",))
    return found


def _stranded(clause: Clause) -> tuple[str, ...]:
    sentence = clause.sentence
    return tuple(
        sentence[i].lemma.lower()
        for i in sentence.children[clause.trigger]
        if sentence[i].upos == "ADP" and sentence[i].relation in ("obl", "case", "advmod") and i > clause.trigger
    )
