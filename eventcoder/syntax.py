"""Questions about a dependency tree: voice, subjects, objects, prepositional phrases, complements.

Together with `sentence.py` and `clauses.py` this is the only place that names UD labels. Everything is a function of a
sentence, answers positions of tokens, and bears with trees that a parser got wrong: the label is believed only where
the word before it (a preposition, an auxiliary, a relative pronoun) does not say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.lexicon import Lexicon
from eventcoder.sentence import Sentence, Token

MAXIMUM_CLIMB = 12  # verbs passed on the way to a shared subject; real chains are shorter than five

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
SUBJECT_RELATIONS = ("nsubj", "root", "appos", "conj")
# Prepositions whose gerund is done by the object of the verb: "accused Y of bombing", "banned Y from entering".
OBJECT_GERUND = frozenset({"of", "for", "from", "into", "over", "about"})
COPULAR = frozenset({"remain", "stay", "become", "seem", "appear", "look", "get", "go", "keep", "feel", "stand"})
COMPANY = frozenset({"together", "along"})
RELATIVE = frozenset({"who", "whom", "which", "that"})


def is_verbal(sentence: Sentence, index: int) -> bool:
    """Whether a token heads a verbal clause, whatever its tag says."""
    token = sentence[index]
    if token.upos == "VERB":
        counted = token.relation in ("obj", "nsubj", "obl", "nmod") and has_child(sentence, index, "nummod", "det")
        return not counted  # "treated nineteen [wounded]"
    if token.deprel == "xcomp" and index > 0 and sentence[index - 1].text.lower() == "to":
        return True  # "urged Greece to [apologise]", tagged as a noun
    if token.upos in ("NOUN", "ADJ", "PROPN", "AUX"):
        below = {sentence[i].deprel for i in sentence.children[index]}
        if "cop" in below or "det" in below:
            return False
        return bool(below & {"obj", "aux", "aux:pass", "nsubj:pass", "compound:prt"}) and not below & {"case", "nmod:poss"}
    return False


def cases(sentence: Sentence, index: int) -> tuple[str, ...]:
    """The prepositions of a phrase, multi-word ones joined: `("because of",)`."""
    found = []
    titles = [i for i in sentence.children[index] if sentence[i].deprel in ("nmod:desc", "compound", "flat")]
    for i in (*sentence.children[index], *(j for title in titles for j in sentence.children[title] if sentence[j].relation == "case")):
        token = sentence[i]
        if token.relation == "case" or (token.relation == "mark" and token.upos in ("ADP", "SCONJ") and token.lemma != "to"):
            if i + 1 < len(sentence) and "Degree=Sup" in sentence[i + 1].feats:
                continue  # "at least nineteen prisoners"
            fixed = [sentence[j].text for j in sentence.children[i] if sentence[j].relation == "fixed"]
            found.append(" ".join([token.text, *fixed]).lower())
    if (
        not found
        and index > 0
        and sentence[index].upos == "VERB"
        and sentence[index - 1].upos == "ADP"
        and sentence[index].text.lower().endswith("ing")
    ):
        found.append(sentence[index - 1].text.lower())  # "of bombing Syria", with "of" hung on Syria
    return tuple(found)


def has_child(sentence: Sentence, index: int, *relations: str) -> bool:
    return any(sentence[i].deprel in relations for i in sentence.children[index])


def is_infinitive(sentence: Sentence, index: int) -> bool:
    """Whether a verb is introduced by "to"."""
    return any(
        sentence[i].lemma.lower() == "to" and sentence[i].relation in ("mark", "aux", "case") and i < index
        for i in sentence.children[index]
    )


def is_participle(sentence: Sentence, index: int) -> bool:
    """Whether a verb form can be a past participle."""
    token = sentence[index]
    return token.xpos == "VBN" or ("VerbForm=Part" in token.feats and "Tense=Past" in token.feats)


def is_gerund(sentence: Sentence, index: int) -> bool:
    """Whether a verb form ends in -ing and has no auxiliary of its own."""
    token = sentence[index]
    return (token.xpos == "VBG" or token.text.lower().endswith("ing")) and not has_child(sentence, index, "aux")


def is_finite(sentence: Sentence, index: int) -> bool:
    """Whether a verb (or the auxiliary or copula it has) is finite."""
    if is_infinitive(sentence, index):
        return False
    token = sentence[index]
    if "VerbForm=Fin" in token.feats or token.xpos in ("VBD", "VBZ", "VBP"):
        return True
    return any(
        (sentence[i].relation in ("aux", "cop") and sentence[i].lemma not in ("have",)) or sentence[i].xpos in ("VBD", "VBZ", "VBP", "MD")
        for i in sentence.children[index]
        if sentence[i].relation in ("aux", "cop")
    )


def is_passive(sentence: Sentence, index: int, climb: int = 0) -> bool:
    """Whether a verb is passive, reduced relatives and conjoined participles included."""
    token = sentence[index]
    below = [sentence[i] for i in sentence.children[index]]
    labels = {child.deprel for child in below}
    if "nsubj:pass" in labels and not labels & {"aux:pass", "obl:agent", "iobj"} and _is_mislabelled_active(sentence, index, below, labels):
        return False
    if any(child.deprel in ("aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") for child in below):
        return True
    if not is_participle(sentence, index):
        return False
    auxiliaries = {child.lemma.lower() for child in below if child.relation == "aux"}
    if "have" in auxiliaries:
        return False
    if auxiliaries & {"be", "get"}:
        return True
    if auxiliaries:
        return False
    if token.deprel in ("acl", "amod", "advcl", "xcomp", "acl:relcl", "dep") and not has_child(sentence, index, "nsubj"):
        return True
    if token.deprel == "conj" and climb < MAXIMUM_CLIMB and not has_child(sentence, index, "nsubj"):
        return is_passive(sentence, token.head, climb + 1)
    return False


def _is_mislabelled_active(sentence: Sentence, index: int, below: list[Token], labels: set[str]) -> bool:
    """Whether a past tense was taken for a participle: "Denmark trained soldiers", "groups called on workers", "has called for talks"."""
    auxiliaries = {child.lemma.lower() for child in below if child.relation == "aux"}
    if auxiliaries:
        return "have" in auxiliaries and not auxiliaries & {"be", "get"}
    token = sentence[index]
    whole = token.deprel == "root" and sentence.tokens[-1].text == "."  # a headline has no full stop
    return "obj" in labels or token.xpos == "VBD" or whole


def antecedent(sentence: Sentence, index: int) -> int | None:
    """The noun that a relative clause around a verb belongs to."""
    current, steps = index, 0
    while steps < MAXIMUM_CLIMB:
        token = sentence[current]
        if token.deprel in ("acl:relcl", "acl"):
            return token.head
        if token.relation not in ("conj", "xcomp", "ccomp", "cop") or token.head < 0:
            return None
        current, steps = token.head, steps + 1
    return None


def is_relative_pronoun(sentence: Sentence, index: int) -> bool:
    token = sentence[index]
    return token.text.lower() in RELATIVE and (token.upos == "PRON" or "PronType=Rel" in token.feats or token.xpos in ("WDT", "WP"))


def resolve_relative(sentence: Sentence, index: int) -> int:
    """A relative pronoun's antecedent; any other token itself."""
    if is_relative_pronoun(sentence, index) and sentence[index].head >= 0:
        found = antecedent(sentence, sentence[index].head)
        if found is not None:
            return found
    return index


def own_subjects(sentence: Sentence, index: int) -> list[int]:
    """The subjects that hang on a verb itself, relative pronouns replaced by what they stand for."""
    found = [resolve_relative(sentence, i) for i in sentence.children[index] if sentence[i].deprel in SUBJECTS]
    found += [companion for i in tuple(found) for companion in companions(sentence, i, index)]
    if not found and not has_child(sentence, index, "csubj", "csubj:pass"):
        # "it" taken for an expletive although no clause stands for it.
        found = [i for i in sentence.children[index] if sentence[i].relation == "expl" and sentence[i].lemma.lower() == "it" and i < index]
    return found


def companions(sentence: Sentence, index: int, verb: int) -> Iterator[int]:
    """Who is named beside a subject, as if by "and": "Kenya, together with [Uganda], ..."."""
    for i in (*sentence.children[index], *(i for i in sentence.children[verb] if index < i < verb)):
        for j in (i, *sentence.children[i]) if sentence[i].lemma.lower() in COMPANY else (i,):
            token = sentence[j]
            if token.relation not in ("obl", "nmod") or token.upos not in ("PROPN", "NOUN") or j < index:
                continue
            marks = set(cases(sentence, j))
            joined = {sentence[i].lemma.lower(), *(sentence[k].lemma.lower() for k in sentence.children[j])} & COMPANY
            if "alongside" in marks or any(f"{word} with" in marks for word in COMPANY) or ("with" in marks and joined):
                yield j


def subjects(sentence: Sentence, lexicon: Lexicon, index: int, climb: int = 0) -> tuple[int, ...]:
    """The surface subject of a verb or predicate, its own or shared through coordination, control or participles.

    Args:
        sentence: the tree.
        lexicon: for verbs whose subject controls the infinitive after an object ("promised Y to leave").
        index: position of the verb.
        climb: verbs passed so far.

    Returns:
        Positions of heads of subject phrases; empty if the sentence shows none.
    """
    own = own_subjects(sentence, index)
    if own or climb > MAXIMUM_CLIMB:
        return tuple(own)
    token = sentence[index]
    head = token.head
    if head < 0:
        return ()
    if token.deprel == "acl:relcl":
        # Without a subject of its own the antecedent is it: a relative pronoun the parser labelled otherwise.
        return (head,)
    if (
        token.deprel == "acl"
        and index > 0
        and sentence[index - 1].upos == "CCONJ"
        and sentence[head].head >= 0
        and is_verbal(sentence, sentence[head].head)
    ):
        return subjects(sentence, lexicon, sentence[head].head, climb + 1)  # "condemned the attack and called for ...", hung on the noun
    if token.relation == "acl" or (token.deprel == "amod" and token.upos == "VERB"):
        if is_infinitive(sentence, index):
            return (head,) if is_headline_subject(sentence, head) else owner_of_noun(sentence, lexicon, head, climb + 1)
        if is_gerund(sentence, index) and sentence[index - 1].text == "," and sentence[head].relation not in SUBJECT_RELATIONS:
            # "expressed hope for a change, urging ...": an adverbial hung on the nearest noun.
            verb = next((i for i in sentence.ancestors(head) if is_verbal(sentence, i)), None)
            if verb is not None:
                return subjects(sentence, lexicon, verb, climb + 1)
        return (head,)
    if token.relation in ("nmod", "obl", "advcl", "obj", "nsubj", "xcomp", "ccomp", "conj", "cop", "dep", "parataxis"):
        if token.relation == "ccomp" and is_finite(sentence, index):
            return extracted_subject(sentence, head)
        if token.relation == "parataxis" and not is_gerund(sentence, index):
            return ()
        if token.relation == "advcl" and is_finite(sentence, index) and not is_gerund(sentence, index):
            return ()
        return shared_subjects(sentence, lexicon, index, head, climb + 1)
    return ()


def extracted_subject(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The antecedent that a relative clause takes as the subject of what is said in it: "the man [who] it said was killed"."""
    if sentence[index].deprel != "acl:relcl" or sentence[index].head < 0:
        return ()
    objects = [i for i in sentence.children[index] if sentence[i].relation in ("obj", "iobj")]
    subject = any(sentence[i].deprel in SUBJECTS and not is_relative_pronoun(sentence, i) for i in sentence.children[index])
    return (sentence[index].head,) if subject and all(is_relative_pronoun(sentence, i) for i in objects) else ()


def is_headline_subject(sentence: Sentence, index: int) -> bool:
    """Whether a name with an infinitive is a whole headline: "[US] to impose sanctions on Iran"."""
    token = sentence[index]
    return token.head < 0 and token.upos == "PROPN" and not has_child(sentence, index, "cop", "aux", *SUBJECTS)


def shared_subjects(sentence: Sentence, lexicon: Lexicon, index: int, head: int, climb: int) -> tuple[int, ...]:
    """The subject that a verb gets from the verb (or noun) above it."""
    token = sentence[index]
    governor = sentence[head]
    if governor.upos in ("NOUN", "PROPN", "PRON") and not is_verbal(sentence, head) and not has_child(sentence, head, "cop"):
        if token.relation == "conj":
            return ()
        return owner_of_noun(sentence, lexicon, head, climb)
    if token.relation == "conj":
        return subjects(sentence, lexicon, head, climb)
    marks = set(cases(sentence, index))
    complement = token.relation in ("xcomp", "ccomp") or bool(marks & OBJECT_GERUND)
    if is_passive(sentence, head):
        if complement or not is_gerund(sentence, index):
            return subjects(sentence, lexicon, head, climb)
        return by_phrases(sentence, head)
    if complement and governor.lemma not in lexicon.subject_control and not has_child(sentence, head, "cop"):
        below = [resolve_relative(sentence, i) for i in sentence.children[head] if sentence[i].deprel in ("obj", "iobj") and i < index]
        if below:
            return tuple(below[:1])
        # "called on Y to leave": the prepositional object between verb and infinitive does it.
        if is_infinitive(sentence, index):
            between = [
                i
                for i in sentence.children[head]
                if sentence[i].relation == "obl"
                and head < i < index
                and set(cases(sentence, i)) & {"on", "upon", "for", "with", "to"}
                and sentence[i].upos in ("PROPN", "NOUN", "PRON")
            ]
            if between and governor.lemma in ("call", "appeal", "press", "plead", "prevail", "arrange", "wait", "shout"):
                return tuple(between[:1])
    return subjects(sentence, lexicon, head, climb)


def owner_of_noun(sentence: Sentence, lexicon: Lexicon, index: int, climb: int = 0) -> tuple[int, ...]:
    """Who a noun's infinitive or event belongs to: its possessor, or the subject of the verb it is the object of."""
    possessors = sentence.dependents(index, "nmod:poss")
    if possessors:
        return tuple(possessors)
    token = sentence[index]
    if token.head >= 0 and climb <= MAXIMUM_CLIMB and token.relation in ("obj", "obl", "xcomp", "nmod") and is_verbal(sentence, token.head):
        return subjects(sentence, lexicon, token.head, climb + 1)
    return ()


def by_phrases(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The heads of the by-phrases of a passive verb, whether or not the parse calls them `obl:agent`.

    Without one of its own, that of a phrase after the verb counts: "arrested in the district [by the police]".
    """
    own = [i for i in sentence.children[index] if _is_by_phrase(sentence, i)]
    if not own:
        after = [i for i in sentence.children[index] if i > index and sentence[i].relation == "obl"]
        own = [j for i in after for j in sentence.children[i] if _is_by_phrase(sentence, j)]
    return tuple(own)


def _is_by_phrase(sentence: Sentence, index: int) -> bool:
    token = sentence[index]
    marked = token.deprel == "obl:agent" or (token.relation in ("obl", "nmod") and "by" in cases(sentence, index))
    return marked and token.upos not in ("VERB", "NUM") and not token.deprel.endswith("unmarked")


def direct_objects(sentence: Sentence, lexicon: Lexicon, index: int) -> tuple[int, ...]:
    """What the verb is done to: objects of an active, the subject of a passive, the antecedent of an object relative."""
    token = sentence[index]
    found = [resolve_relative(sentence, i) for i in sentence.children[index] if sentence[i].deprel in ("obj", "iobj")]
    found = [*(i for thing in found if (i := unmarked_possessor(sentence, thing)) is not None), *found]
    if is_passive(sentence, index):
        return (*subjects(sentence, lexicon, index), *found)
    if not found and token.deprel == "acl:relcl":
        subject = [i for i in sentence.children[index] if sentence[i].deprel in SUBJECTS]
        if subject and not any(is_relative_pronoun(sentence, i) for i in subject) and not has_child(sentence, index, "aux:pass"):
            found = [token.head]
    if not found:
        found = list(unmarked_phrases(sentence, lexicon, index)) or list(shared_objects(sentence, index))
    return tuple(found)


def unmarked_possessor(sentence: Sentence, index: int) -> int | None:
    """A name before an object that the parser calls its possessor although nothing marks it: "grant [Banque Misr] a licence"."""
    for i in sentence.children[index]:
        token = sentence[i]
        if token.deprel == "nmod:poss" and token.upos == "PROPN" and not has_child(sentence, i, "case"):
            determiner = any(sentence[j].relation == "det" and j > i for j in sentence.children[index])
            if determiner:
                return i
    return None


def unmarked_phrases(sentence: Sentence, lexicon: Lexicon, index: int) -> Iterator[int]:
    """Phrases after a verb that the parser calls oblique although no preposition marks them and they tell no time: objects."""
    for i in sentence.children[index]:
        token = sentence[i]
        unmarked = token.deprel == "obl" and i > index and token.upos in ("NOUN", "PROPN") and not cases(sentence, i)
        if unmarked and token.lemma.lower() not in lexicon.time_nouns and not has_child(sentence, i, "nummod"):
            yield i


def shared_objects(sentence: Sentence, index: int) -> Iterator[int]:
    """The object of a conjoined verb that hangs on the other conjunct: "attacked and destroyed the village"."""
    token = sentence[index]
    if token.relation == "conj" and token.head >= 0 and not has_child(sentence, index, "obl", "xcomp", "ccomp"):
        for i in sentence.children[token.head]:
            if sentence[i].deprel == "obj" and i > index:
                yield resolve_relative(sentence, i)
    elif not has_child(sentence, index, "obl", "xcomp", "ccomp"):
        for conjunct in sentence.children[index]:
            if sentence[conjunct].relation != "conj" or conjunct - index > 3 or not is_verbal(sentence, conjunct):
                continue
            for i in sentence.children[conjunct]:
                if sentence[i].deprel == "obj" and i > conjunct and not own_subjects(sentence, conjunct):
                    yield i


def prepositional_phrases(sentence: Sentence, index: int, relations: tuple[str, ...]) -> list[tuple[str, int]]:
    """(preposition, head) of the phrases and gerunds that hang on a token under one of some relations."""
    found = []
    for i in sentence.children[index]:
        token = sentence[i]
        if token.relation in relations:
            for preposition in cases(sentence, i):
                found.append((preposition, resolve_relative(sentence, i)))
                words = preposition.split()
                if len(words) > 1:  # "out of", "away from": the last word alone serves too
                    found.append((words[-1], resolve_relative(sentence, i)))
    return found


def content_head(sentence: Sentence, lexicon: Lexicon, index: int) -> int:
    """Past nouns of quantity and kind to what is counted: "dozens of prisoners" -> prisoners."""
    for _ in range(3):
        if sentence[index].lemma.lower() not in lexicon.quantity_nouns:
            break
        inner = [i for i in sentence.children[index] if sentence[i].relation == "nmod" and "of" in cases(sentence, i)]
        if not inner:
            break
        index = inner[0]
    return index


def modifiers(sentence: Sentence, index: int) -> set[str]:
    """Lemmas and forms of the words that modify a noun from before it."""
    found = set()
    for i in sentence.children[index]:
        token = sentence[i]
        if (token.relation in ("compound", "amod", "flat", "nmod", "nummod") and i < index) or token.relation == "flat":
            found.add(token.lemma.lower())
            found.add(token.text.lower())
            found.update(sentence[j].lemma.lower() for j in sentence.children[i] if sentence[j].relation in ("compound", "flat", "amod"))
    return found
