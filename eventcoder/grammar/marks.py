"""Marks on a clause itself that bear on its status: not, will, may, if, without, alleged, a question."""

from __future__ import annotations

import attrs

from eventcoder.document import Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import syntax

NO_ONE = frozenset({"nobody", "none", "nothing", "no one", "neither"})
FOCUS = frozenset({"only", "just", "merely", "least"})  # "not only attacked", "not least": nothing is denied
VERB_NEGATION = ("advmod", "det", "cc", "aux", "obl", "mark", "case", "discourse", "obj")
CLITICS = {"'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "wo": "will"}


@attrs.frozen
class Marks:
    """What some words say about the status of a clause."""

    names: frozenset[str] = frozenset()
    modality: str = ""
    speakers: tuple[int, ...] = ()
    final: bool = False  # nothing further up bears on the clause

    def __add__(self, other: Marks) -> Marks:
        return Marks(self.names | other.names, self.modality or other.modality, self.speakers or other.speakers, self.final or other.final)


def mark(*names: str, modality: str = "", speakers: tuple[int, ...] = (), final: bool = False) -> Marks:
    """Marks with some names."""
    return Marks(frozenset(names), modality, speakers, final)


def verb_marks(sentence: Sentence, lexicon: Lexicon, index: int, skip_modal: bool = False) -> Marks:
    """Marks on a verb or predicate: negation, modal, if, without, allegedly, "is to"."""
    marks = Marks()
    for i in sentence.children[index]:
        token = sentence[i]
        lemma = token.lemma.lower()
        if _negates_verb(sentence, lexicon, i):
            marks += mark("negated")
        elif token.relation == "aux" and not skip_modal:
            marks += _modal_marks(sentence, lexicon, i)
        elif token.relation == "mark" and lemma in lexicon.hypothetical_marks:
            marks += mark("hypothetical", modality=lemma)
        elif token.relation == "advmod" and lemma in lexicon.allegation_modifiers:
            marks += mark("claimed")
        elif token.relation == "advmod" and lemma in lexicon.irrealis_modifiers:
            marks += mark("hypothetical", modality=lemma)
    if _is_arranged(sentence, index):
        marks += mark("future", modality="be to")
    if "future" in marks.names and _unreal(sentence, lexicon, index):
        marks += mark("hypothetical")
    return marks


def _negates_verb(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a dependent denies its verb: "not", "never", "without", "no troops", "none of them", "no longer"."""
    token = sentence[index]
    if token.relation in VERB_NEGATION and _negates(sentence, lexicon, index):
        return True
    if token.relation not in ("nsubj", "obj", "obl") or syntax.cases(sentence, index):
        return False
    return token.lemma.lower() in NO_ONE or any(_negates_noun(sentence, lexicon, i) for i in sentence.dependents(index, "det"))


def _negates_noun(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a determiner denies its noun: "no troops", "hardly any troops"."""
    return any(_negates(sentence, lexicon, i) for i in (index, *sentence.dependents(index, "advmod")))


def _negates(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a word is a negation, and denies more than the word after it ("no fewer than 30", "not only")."""
    token = sentence[index]
    before = sentence[index - 1].text if index > 0 else ""
    after = sentence[index + 1] if index + 1 < len(sentence) else None
    if f"{before} {token.text}".lower() in lexicon.negation_words:  # "no longer"
        return True
    if not {token.lemma.lower(), token.text.lower()} & lexicon.negation_words and "Polarity=Neg" not in token.feats:
        return False
    return after is None or not (after.lemma.lower() in FOCUS or after.xpos in ("JJR", "RBR"))


def _modal_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> Marks:
    token = sentence[index]
    word = CLITICS.get(token.text.lower(), token.lemma.lower())
    kind = lexicon.modals.get(word) or lexicon.modals.get(token.text.lower())
    if kind is None:
        return Marks()
    return mark("hypothetical" if kind == "obligation" else kind, modality=word)


def _is_arranged(sentence: Sentence, index: int) -> bool:
    """ "is to meet", "was about to meet": a form of be before the "to" of an infinitive."""
    below = sentence.children[index]
    to = next((i for i in below if sentence[i].lemma.lower() == "to" and sentence[i].relation in ("mark", "aux")), None)
    return to is not None and any(sentence[i].lemma.lower() == "be" and sentence[i].relation in ("cop", "aux") and i < to for i in below)


def _unreal(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a future is contrary to fact: "would retaliate if Iran attacked", "would have retaliated"."""
    if any(sentence[i].lemma.lower() == "have" for i in sentence.dependents(index, "aux")):
        return True
    if sentence[index].relation == "ccomp":
        return False  # "warned that it would retaliate if Iran attacked": the tenses of a reported "will ... if"
    return any(
        tense_of(sentence, clause, False) == "past" and sentence[i].lemma.lower() in lexicon.hypothetical_marks
        for clause in sentence.dependents(index, "advcl")
        for i in sentence.dependents(clause, "mark")
    )


def question(sentence: Sentence, index: int) -> Marks:
    """A yes-no question says nothing; "why did ..." presupposes what it asks about."""
    if not any(token.text == "?" for token in sentence.tokens[index:]):
        return Marks()
    below = sentence.children[index]
    subject = next((i for i in below if sentence[i].deprel in syntax.SUBJECTS), None)
    auxiliary = next((i for i in below if sentence[i].relation in ("aux", "cop")), None)
    if subject is None or auxiliary is None or auxiliary > subject:
        return Marks()
    asks_why = any(token.xpos in ("WP", "WDT", "WRB", "WP$") for token in sentence.tokens[:auxiliary])
    return Marks() if asks_why else mark("hypothetical", modality="?")


def noun_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> Marks:
    """Marks on an event noun: "no attack", "a potential attack", "the alleged attack", "without an attack"."""
    marks = Marks()
    for i in sentence.children[index]:
        token = sentence[i]
        forms = {token.lemma.lower(), token.text.lower()}
        if token.relation in ("det", "case", "advmod") and _negates_noun(sentence, lexicon, i):
            marks += mark("negated")
        elif token.relation in ("amod", "advmod", "compound") and forms & lexicon.irrealis_modifiers:
            marks += mark("hypothetical", modality=token.text.lower())
        elif token.relation in ("amod", "advmod") and forms & lexicon.allegation_modifiers:
            marks += mark("claimed")
    if sentence[index].relation == "conj" and sentence[index].head >= 0 and sentence[sentence[index].head].upos == "NOUN":
        marks += mark(*(noun_marks(sentence, lexicon, sentence[index].head).names & {"negated"}))  # "no attacks or raids"
    return marks


def tense_of(sentence: Sentence, index: int, future: bool) -> str:
    if future:
        return "future"
    if index < 0:
        return ""
    features = [sentence[index].feats] + [sentence[i].feats for i in sentence.children[index] if sentence[i].relation in ("aux", "cop")]
    if any("Tense=Past" in f for f in features):
        return "past"
    return "present" if any("Tense=Pres" in f for f in features) else ""
