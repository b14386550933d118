"""Questions about a dependency tree: forms of verbs, voice, relative pronouns, prepositional phrases.

Together with `sentence.py`, `arguments.py` and `clauses.py` this is the only place that names UD labels. Everything is a function of a
sentence, answers positions of tokens, and bears with trees that a parser got wrong: the label is believed only where
the word before it (a preposition, an auxiliary, a relative pronoun) does not say otherwise.
"""

from __future__ import annotations

from eventcoder.document import Sentence, Token
from eventcoder.english.lexicon import Lexicon

MAXIMUM_CLIMB = 12  # verbs passed on the way to a shared subject; real chains are shorter than five

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
COPULAR = frozenset({"remain", "stay", "become", "seem", "appear", "look", "get", "go", "keep", "feel", "stand"})
DIRECTIONS = frozenset({"out", "inside", "outside", "off", "ahead", "short"})
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
    found: list[str] = []
    last = -1
    titles = [i for i in sentence.children[index] if sentence[i].deprel in ("nmod:desc", "compound", "flat")]
    for i in (*sentence.children[index], *(j for title in titles for j in sentence.children[title] if sentence[j].relation == "case")):
        token = sentence[i]
        if token.relation == "case" or (token.relation == "mark" and token.upos in ("ADP", "SCONJ") and token.lemma != "to"):
            if i + 1 < len(sentence) and "Degree=Sup" in sentence[i + 1].feats:
                continue  # "at least nineteen prisoners"
            fixed = [sentence[j].text for j in sentence.children[i] if sentence[j].relation == "fixed"]
            words = " ".join([token.text, *fixed]).lower()
            if i == last + 1 and found and found[-1] in DIRECTIONS and words == "of":
                found[-1] += " of"  # "out of", not joined by the parser
            else:
                found.append(words)
            last = i
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
