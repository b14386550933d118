"""Marks on a clause itself that bear on its status: not, will, may, if, without, alleged, a question."""

from __future__ import annotations

import attrs

from eventcoder.grammar import syntax
from eventcoder.grammar.tree import HELPERS, SUBJECTS, Tree

# Relations under which a negation denies its verb.
NEGATING = ("advmod", "det", "cc", "aux", "obl", "mark", "case", "discourse", "obj")


@attrs.frozen
class Marks:
    """What some words say about the status of a clause."""

    names: frozenset[str] = frozenset()
    modality: str = ""
    speakers: tuple[int, ...] = ()
    final: bool = False  # nothing further up bears on the clause

    def __add__(self, other: Marks) -> Marks:
        return Marks(self.names | other.names, self.modality or other.modality, self.speakers or other.speakers, self.final or other.final)

    def affirmed(self) -> Marks:
        """The same without a negation."""
        return attrs.evolve(self, names=self.names - {"negated"})


def mark(*names: str, modality: str = "", speakers: tuple[int, ...] = (), final: bool = False) -> Marks:
    """Marks with some names."""
    return Marks(frozenset(names), modality, speakers, final)


def verb_marks(tree: Tree, index: int, skip_modal: bool = False) -> Marks:
    """Marks on a verb or predicate: negation, modal, if, without, allegedly, "is to"."""
    marks, lexicon = Marks(), tree.lexicon
    for i in tree.children[index]:
        token = tree[i]
        if _negates_verb(tree, i):
            marks += mark("negated")
        elif token.relation == "aux" and not skip_modal:
            marks += _modal_marks(tree, i)
        elif token.relation == "advmod" and token.word in lexicon.near_misses and i == index - 1:
            marks += mark("negated")
        elif token.relation == "mark" and token.word in lexicon.intends:
            marks += mark("future", modality=token.word)  # "is [due to] meet", one mark to the parser
        elif token.relation == "mark" and token.word in lexicon.hypothetical_marks:
            marks += mark("hypothetical", modality=token.word)
        elif token.relation == "advmod" and token.word in lexicon.allegation_modifiers:
            marks += mark("claimed")
        elif token.relation == "advmod" and token.word in lexicon.irrealis_modifiers:
            marks += mark("hypothetical", modality=token.word)
    if _is_arranged(tree, index):
        marks += mark("future", modality="be to")
    if (auxiliary := inverted(tree, index)) is not None:
        marks += mark("hypothetical", modality=tree[auxiliary].form)
    if ("future" in marks.names or skip_modal) and _unreal(tree, index):
        marks += mark("hypothetical")
    return marks


def _negates_verb(tree: Tree, index: int) -> bool:
    """Whether a dependent denies its verb: "not", "never", "without", "no troops", "none of them", "no longer"."""
    token = tree[index]
    if token.relation in NEGATING and _negates(tree, index):
        return True
    if token.relation not in ("nsubj", "obj", "obl"):
        return False
    if any(_negates(tree, i) for i in tree.dependents(index, "cc:preconj")):
        return True  # "[neither] Iran nor Syria", "with [neither] Iran nor Syria"
    if syntax.cases(tree, index):
        return False
    return token.word in tree.lexicon.no_one or any(_negates_noun(tree, i) for i in tree.dependents(index, "det", "nummod", "advmod"))


def _negates_noun(tree: Tree, index: int) -> bool:
    """Whether a word before a noun denies it: "no troops", "hardly any troops", "not one soldier"."""
    return any(_negates(tree, i) for i in (index, *tree.dependents(index, "advmod")))


def _negates(tree: Tree, index: int) -> bool:
    """Whether a word is a negation, and denies more than the word after it ("no fewer than 30", "not only")."""
    token = tree[index]
    if index > 0 and f"{tree[index - 1].form} {token.form}" in tree.lexicon.negation_words:  # "no longer"
        return True
    if not {token.word, token.form} & tree.lexicon.negation_words and "Polarity=Neg" not in token.feats:
        return False
    after = tree[index + 1] if index + 1 < len(tree) else None
    return after is None or not (after.word in tree.lexicon.focus_words or after.xpos in ("JJR", "RBR"))


def _modal_marks(tree: Tree, index: int) -> Marks:
    token = tree[index]
    word = tree.lexicon.clitic_modals.get(token.form, token.word)
    kind = tree.lexicon.modals.get(word) or tree.lexicon.modals.get(token.form)
    if kind is None:
        return Marks()
    return mark("hypothetical" if kind == "obligation" else kind, modality=word)


def _is_arranged(tree: Tree, index: int) -> bool:
    """ "is to meet", "was about to meet": a form of be before the "to" of an infinitive; headlines drop it: "Turkey [to] buy missiles"."""
    below = tree.children[index]
    to = next((i for i in below if tree[i].word == "to" and tree[i].relation in ("mark", "aux")), None)
    if to is None:
        return False
    headline = tree[index].relation in ("root", "parataxis") and any(tree[i].deprel in SUBJECTS and i < to for i in below)
    return headline or any(tree[i].word == "be" and tree[i].relation in HELPERS and i < to for i in below)


def inverted(tree: Tree, index: int) -> int | None:
    """The auxiliary that makes a condition of a clause by standing before its subject: "[had] Iran attacked", "[should] there be"."""
    below = tree.children[index]
    subject = next((i for i in below if tree[i].deprel in SUBJECTS or tree[i].deprel == "expl"), None)
    first = next((i for i in below if tree[i].relation in HELPERS), None)
    before = subject is not None and first is not None and first < subject and tree[first].form in tree.lexicon.inverted_auxiliaries
    return first if before and not any(token.text == "?" for token in tree.tokens[index:]) else None


def _unreal(tree: Tree, index: int) -> bool:
    """Whether a future is contrary to fact: "would retaliate if Iran attacked", "would have retaliated"."""
    if any(tree[i].word == "have" for i in tree.dependents(index, "aux")):
        return True
    if tree[index].relation == "ccomp":
        return False  # "warned that it would retaliate if Iran attacked": the tenses of a reported "will ... if"
    return any(
        tense_of(tree, clause) == "past" and tree[i].word in tree.lexicon.hypothetical_marks
        for clause in tree.dependents(index, "advcl")
        for i in tree.dependents(clause, "mark")
    )


def question(tree: Tree, index: int) -> Marks:
    """A yes-no question says nothing; "why did ..." presupposes what it asks about."""
    if not any(token.text == "?" for token in tree.tokens[index:]):
        return Marks()
    below = tree.children[index]
    subject = next((i for i in below if tree[i].deprel in SUBJECTS), None)
    auxiliary = next((i for i in below if tree[i].relation in HELPERS), None)
    if subject is None or auxiliary is None or auxiliary > subject:
        return Marks()
    asks_why = any(token.xpos in ("WP", "WDT", "WRB", "WP$") for token in tree.tokens[:auxiliary])
    return Marks() if asks_why else mark("hypothetical", modality="?")


def indirect_question(tree: Tree, index: int) -> Marks:
    """What is asked about is not said: "a model of [how] ties should look"."""
    if tree[index].relation not in ("ccomp", "advcl", "acl", "csubj", "obl"):
        return Marks()
    below = (i for i in tree.children[index] if i < index and tree[i].relation in ("advmod", "obj", "mark"))
    asks = any(tree[i].xpos in ("WRB", "WP") for i in (tree[index].head, *below))
    return mark("hypothetical", modality="?") if asks else Marks()


def noun_marks(tree: Tree, index: int) -> Marks:
    """Marks on an event noun: "no attack", "a potential attack", "the alleged attack", "without an attack"."""
    marks = Marks()
    for i in tree.children[index]:
        token = tree[i]
        forms = {token.word, token.form}
        if token.relation in ("det", "case", "advmod") and _negates_noun(tree, i):
            marks += mark("negated")
        elif token.relation in ("amod", "advmod", "compound") and forms & tree.lexicon.irrealis_modifiers:
            marks += mark("hypothetical", modality=token.form)
        elif token.relation in ("amod", "advmod") and forms & tree.lexicon.allegation_modifiers:
            of_doer = forms & tree.lexicon.doer_modifiers and tree[i + 1].head == index and tree[i + 1].relation in ("amod", "compound")
            marks += Marks() if of_doer and i + 1 < index else mark("claimed")  # "a suspected rebel attack" is one
    if tree[index].relation == "conj" and tree[index].head >= 0 and tree[tree[index].head].upos == "NOUN":
        marks += mark(*(noun_marks(tree, tree[index].head).names & {"negated"}))  # "no attacks or raids"
    return marks


def tense_of(tree: Tree, index: int) -> str:
    """The tense of a verb or predicate, helpers included: past, present, or an empty string."""
    features = [tree[index].feats] + [tree[i].feats for i in tree.children[index] if tree[i].relation in HELPERS]
    if any("Tense=Past" in f for f in features):
        return "past"
    return "present" if any("Tense=Pres" in f for f in features) else ""
