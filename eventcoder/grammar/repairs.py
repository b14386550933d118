"""Trees put right where parsers go wrong again and again, in headlines above all, before anything else reads them.

A repair knows a form by its words and their order, and hangs them as the guidelines of Universal Dependencies would. It is asked of every
sentence, so it looks at the few words first that it cannot do without. What it is not sure of it leaves as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from eventcoder.document import Sentence, Token
from eventcoder.english.lexicon import Lexicon

# For some words, what is new about them.
Changes = Mapping[int, Mapping[str, Any]]
Repair = Callable[[Sentence, Lexicon], Changes]

NOMINAL = frozenset({"PROPN", "NOUN", "ADJ", "NUM"})  # what a phrase of a headline is made of
UNMARKED = frozenset({"appos", "flat", "obj", "list", "dep", "conj", "obl:unmarked", "nmod:unmarked", "parataxis"})
TITLED = frozenset({"nsubj", "obj", "iobj"})  # what a title with a name may be to a verb
HYPHENS = frozenset({"-", "–", "/"})
FINITE = {"upos": "VERB", "feats": "Mood=Ind|Tense=Pres|VerbForm=Fin"}


def repaired(sentence: Sentence, lexicon: Lexicon) -> Sentence:
    """A sentence with its tree put right.

    Args:
        sentence: the sentence as it was parsed.
        lexicon: the words of the language.

    Returns:
        The sentence itself where there is nothing to put right.
    """
    seen = _seen(sentence)
    for repair, needed in REPAIRS:
        if needed <= seen and (changes := repair(sentence, lexicon)):
            sentence = _changed(sentence, changes)
            seen = _seen(sentence)
    return sentence


def _seen(sentence: Sentence) -> set[str]:
    """All texts, parts of speech and relations of a sentence."""
    tokens = sentence.tokens
    seen = {token.text for token in tokens}
    seen.update([token.upos for token in tokens], [token.deprel for token in tokens], [token.relation for token in tokens])
    return seen


def _changed(sentence: Sentence, changes: Changes) -> Sentence:
    """The sentence with some words changed; as it was if that would leave no tree."""
    tokens = [attrs.evolve(token, **changes[token.index]) if token.index in changes else token for token in sentence]
    return attrs.evolve(sentence, tokens=tuple(tokens)) if _is_tree(tokens) else sentence


def _is_tree(tokens: list[Token]) -> bool:
    """Whether every word hangs on a root."""
    rooted: set[int] = {-1}
    for token in tokens:
        path, current = set(), token.index
        while current not in rooted:
            if current in path:
                return False
            path.add(current)
            current = tokens[current].head
        rooted |= path
    return True


# Headlines ---------------------------------------------------------------------------------------------------------------


def _begins(sentence: Sentence) -> int:
    """Where a headline begins: after what it is about, if that stands before a colon ("Ukraine war: Russia ...")."""
    return next((token.index + 1 for token in sentence if token.text == ":"), 0)


def _verb_of_plural(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "Army [shells] Khartoum": a verb taken for the plural of a noun, where no other verb is."""
    start = _begins(sentence)
    if any(token.upos in ("VERB", "AUX") for token in sentence.tokens[start:]):
        return {}
    for token in sentence.tokens[start + 1 :]:
        before = sentence[token.index - 1]
        plural = token.upos == "NOUN" and token.form.endswith("s") and token.word != token.form
        if not plural or token.relation in ("compound", "nmod") or before.upos not in NOMINAL or before.head != token.index:
            continue
        after = next((i for i in sentence.children[token.index] if i > token.index and sentence[i].deprel in UNMARKED), None)
        if after is None or any(sentence[i].upos not in NOMINAL for i in range(token.index + 1, after + 1)):
            continue
        return {
            before.index: {"deprel": "nsubj"},
            token.index: {**FINITE, "xpos": "VBZ", "deprel": "parataxis" if token.head >= 0 else "root"},
            after: {"deprel": "obj"},
        }
    return {}


def _subjects_across_verb(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "[Iran] jails activist": a subject hung on the object, as if the verb between were none."""
    changes = {}
    for token in sentence:
        verb = token.index + 1
        if token.upos != "PROPN" or token.relation != "compound" or token.head <= verb or sentence[verb].upos != "VERB":
            continue
        below = {sentence[i].relation for i in sentence.children[verb]}
        if sentence[token.head].head == verb and sentence[token.head].relation == "obj" and "nsubj" not in below:
            changes[token.index] = {"head": verb, "deprel": "nsubj"}
    return changes


def _listed_subjects(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "[China, Russia] sign gas deal": a comma for "and" between the subjects."""
    found = _phrases_before_verb(sentence, lexicon, _begins(sentence))
    if found is None:
        return {}
    phrases, verb = found
    heads = [_head(sentence, phrase) for phrase in phrases]
    words = {i for phrase in phrases for i in phrase}
    changes: dict[int, dict[str, Any]] = {heads[0]: {"head": verb, "deprel": "nsubj"}}
    changes |= {head: {"head": heads[0], "deprel": "conj"} for head in heads[1:]}
    for phrase, head in zip(phrases, heads, strict=True):
        changes |= {i: {"head": head, "deprel": "compound"} for i in phrase if i != head and sentence[i].head not in phrase}
    token = sentence[verb]
    if token.upos != "VERB" or token.relation == "compound" or token.head in words:
        changes[verb] = {**(FINITE if token.upos != "VERB" else {}), "head": -1, "deprel": "root"}
        inside = {verb, *words}
        for other in sentence:
            outside = other.index not in inside and (other.head in inside or other.head < 0)
            if outside and other.head != verb:
                is_object = other.index > verb and other.upos in ("NOUN", "PROPN") and other.relation != "nmod"
                changes[other.index] = {
                    "head": verb,
                    "deprel": "obj" if is_object and verb in sentence.subtree(other.index) else other.deprel,
                }
    return changes


def _phrases_before_verb(sentence: Sentence, lexicon: Lexicon, start: int) -> tuple[list[range], int] | None:
    """The phrases that stand before a verb with nothing but commas between them, and that verb."""
    phrases: list[range] = []
    first = start
    for token in sentence.tokens[start:]:
        index = token.index
        if token.text == ",":
            if index == first:
                return None
            phrases.append(range(first, index))
            first = index + 1
        elif phrases and index > first and _is_plural_verb(sentence, lexicon, index):
            phrases.append(range(first, index))
            return (phrases, _main_verb(sentence, index)) if _are_alike(sentence, lexicon, phrases) else None
        elif token.upos not in NOMINAL:
            return None
    return None


def _is_plural_verb(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a word is a verb that can have several subjects: "sign", "to sign", "signed", but not "signs"."""
    token = sentence[index]
    if token.upos in ("AUX", "PART"):
        return _main_verb(sentence, index) > index
    if token.upos == "VERB":
        return token.xpos != "VBZ" and "VerbForm=Ger" not in token.feats and token.xpos not in ("VBG", "VBN")
    listed = token.word in lexicon.light_verbs or token.word in lexicon.issuing_verbs
    verbless = not any(other.upos in ("VERB", "AUX") for other in sentence.tokens[index + 1 :])
    return token.upos == "NOUN" and token.form == token.word and listed and verbless and sentence[index - 1].upos == "PROPN"


def _main_verb(sentence: Sentence, index: int) -> int:
    """The verb that a word before it helps: "[to] sign", "[will] sign"."""
    token = sentence[index]
    return token.head if token.upos in ("AUX", "PART") and token.head > index and sentence[token.head].upos == "VERB" else index


def _are_alike(sentence: Sentence, lexicon: Lexicon, phrases: list[range]) -> bool:
    """Whether phrases can be a list: two names, two nouns; but not "Moscow, Idaho police", nor "Monday, Russia"."""
    last = [sentence[phrase[-1]] for phrase in phrases]
    if any(token.upos not in ("PROPN", "NOUN") or token.word in lexicon.time_nouns for token in last):
        return False
    return last[0].upos == "NOUN" or all(token.upos == "PROPN" for token in last)


def _head(sentence: Sentence, phrase: range) -> int:
    """The word of a phrase that hangs outside it; the last, where a parser hung several so."""
    return max((i for i in phrase if sentence[i].head not in phrase), default=phrase[-1])


# Both sides --------------------------------------------------------------------------------------------------------------


def _hyphenated_sides(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "[US-Iran] talks", "the [Israeli-Palestinian] conflict": two sides before a noun are coordinated."""
    changes: dict[int, dict[str, Any]] = {}
    for token in [token for token in sentence.tokens[1:-1] if token.text in HYPHENS]:
        first, second = sentence[token.index - 1], sentence[token.index + 1]
        if not {first.upos, second.upos} <= {"PROPN", "ADJ"}:
            continue
        if not (first.text[:1].isupper() and second.text[:1].isupper()) or "nmod:poss" in (first.deprel, second.deprel):
            continue  # "President [El-Sisi]'s visit" is one man's
        noun = next((i for i in (second.head, first.head) if i > second.index and sentence[i].upos == "NOUN"), None)
        if noun is not None:
            relation = "compound" if first.upos == "PROPN" else "amod"
            changes[first.index] = {"head": noun, "deprel": relation}
            changes[second.index] = {"head": first.index, "deprel": "conj"}
    return changes


# Hyphens -----------------------------------------------------------------------------------------------------------------


def _nouns_with_particles(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "Staged a [sit]-in": the noun is what is done, not its particle."""
    changes: dict[int, dict[str, Any]] = {}
    for hyphen in [token for token in sentence.tokens[1:-1] if token.text in HYPHENS]:
        noun, particle = sentence[hyphen.index - 1], sentence[hyphen.index + 1]
        joined = particle.upos == "NOUN" and particle.word in lexicon.particles
        if joined and noun.upos == "NOUN" and noun.head == particle.index and noun.relation == "compound":
            changes |= {i: {"head": noun.index} for i in sentence.children[particle.index] if i != noun.index}
            changes[noun.index] = {"head": particle.head, "deprel": particle.deprel}
            changes[particle.index] = {"head": noun.index, "deprel": "compound"}
    return changes


# Titles ------------------------------------------------------------------------------------------------------------------


def _titles_as_subjects(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "Special [Envoy] Hammer met Y": a title and a name side by side are no two subjects."""
    changes = {}
    for token in sentence.tokens[1:]:
        title = sentence[token.index - 1]
        if token.upos == title.upos == "PROPN" and token.deprel == title.deprel == "nsubj" and token.head == title.head:
            changes[title.index] = {"head": token.index, "deprel": "nmod:desc"}
    return changes


def _names_after_titles(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "The UN's rapporteur on executions [Christof Heyns] urged Y": a name right after a long title is no second subject."""
    changes = {}
    for token in sentence:
        if token.upos != "PROPN" or token.relation not in TITLED or token.head < 0:
            continue
        for i in sentence.children[token.head]:
            title = sentence[i]
            if i == token.index or title.deprel != token.deprel or title.upos not in ("NOUN", "PROPN"):
                continue
            beside = max(sentence.subtree(i)) == min(sentence.subtree(token.index)) - 1
            if beside and any(sentence[j].relation == "nmod" for j in sentence.children[i]):
                changes[token.index] = {"head": i, "deprel": "appos"}
    return changes


def _names_in_phrases_of_titles(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "WHO representative in Mongolia Dr. [Sergey Diorditsa]": a name that was taken into the phrase before it."""
    kinds = {i: entity.kind for entity in sentence.entities for i in range(entity.first, entity.last + 1)}
    changes: dict[int, dict[str, Any]] = {}
    for token in (sentence[i] for i, kind in kinds.items() if kind == "Person"):
        if token.head < 0:
            continue
        above = sentence[token.head]
        if token.relation == "appos" and above.relation == "nmod" and above.upos == "NOUN" and "Number=Plur" in above.feats:
            changes[token.index] = {"head": above.head}  # "the rapporteur on executions, [Christof Heyns]"
        if token.relation != "nmod":
            continue
        before = [i for i in sentence.children[token.index] if i < token.index]
        marks = [i for i in before if sentence[i].relation == "case"]
        place = next((i for i in before if kinds.get(i) == "Location"), None)
        if marks and place is not None and place > marks[-1]:
            changes[place] = {"head": token.head, "deprel": "nmod"}
            changes |= {i: {"head": place} for i in before if i < place}
            changes[token.index] = {"deprel": "appos"}
    return changes


# Clefts ------------------------------------------------------------------------------------------------------------------


def _clefts(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "It was the [army] that [attacked] Y": what comes after "that" tells of what was put first."""
    cleft = (token for token in sentence if token.deprel == "advcl:relcl" and token.head >= 0)
    return {
        token.index: {"deprel": "acl:relcl"}
        for token in cleft
        if sentence[token.head].upos in ("NOUN", "PROPN", "PRON")
        and any(sentence[i].relation == "expl" for i in sentence.children[token.head])
    }


# Passives ----------------------------------------------------------------------------------------------------------------


def _gerunds_of_passives(sentence: Sentence, lexicon: Lexicon) -> Changes:
    """ "was accused by the army of [killing] civilians": hung on whoever accuses."""
    changes = {}
    for token in sentence:
        if token.relation != "acl" or not token.form.endswith("ing") or token.head < 0:
            continue
        agent = sentence[token.head]
        marked = any(sentence[i].word in lexicon.allegation_prepositions for i in sentence.children[token.index] if i < token.index)
        if agent.deprel == "obl:agent" and marked:
            changes[token.index] = {"head": agent.head, "deprel": "advcl"}
    return changes


# Each with what a sentence must have somewhere, as text, part of speech or relation.
REPAIRS: tuple[tuple[Repair, frozenset[str]], ...] = (
    (_verb_of_plural, frozenset({"NOUN"})),
    (_subjects_across_verb, frozenset({"PROPN", "compound", "VERB"})),
    (_listed_subjects, frozenset({","})),
    (_hyphenated_sides, frozenset({"NOUN"})),
    (_nouns_with_particles, frozenset({"NOUN", "compound"})),
    (_names_in_phrases_of_titles, frozenset()),
    (_names_after_titles, frozenset({"PROPN", "nmod"})),
    (_titles_as_subjects, frozenset({"PROPN", "nsubj"})),
    (_clefts, frozenset({"advcl:relcl", "expl"})),
    (_gerunds_of_passives, frozenset({"acl", "obl:agent"})),
)
