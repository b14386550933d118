"""Whether a sentence says that an event happened: polarity, modality, tense, attribution, and the status they add up to."""

from __future__ import annotations

from typing import Literal

import attrs

from eventcoder import syntax
from eventcoder.clauses import Clause
from eventcoder.lexicon import Lexicon
from eventcoder.sentence import Sentence

StatusName = Literal["asserted", "future", "negated", "hypothetical", "claimed"]
# What makes an event less than asserted, strongest first: a denied plan is negated, a planned allegation claimed.
PRECEDENCE: tuple[StatusName, ...] = ("negated", "claimed", "hypothetical", "future")


@attrs.frozen
class Status:
    """How a clause stands to the facts.

    Args:
        name: asserted, future, negated, hypothetical or claimed.
        polarity: `affirmative` or `negative`.
        modality: the modal or mark that bears on it, or an empty string.
        tense: past, present, future or an empty string.
        speakers: heads of the phrases to whom the sentence attributes it.
        future: whether it lies ahead, whatever else holds of it ("will not lift" is negated and future).
        committed: whether its own subject commits itself (no if, may or would between).
    """

    name: StatusName
    polarity: str = "affirmative"
    modality: str = ""
    tense: str = ""
    speakers: tuple[int, ...] = ()
    future: bool = False
    committed: bool = True


def clause_status(clause: Clause) -> Status:
    """Work out the status of a clause from its own words and from the verbs it hangs under.

    Args:
        clause: the clause.

    Returns:
        Its status.
    """
    sentence, lexicon = clause.sentence, clause.lexicon
    found: set[str] = set()
    modality = ""
    speakers: tuple[int, ...] = ()
    index = clause.trigger
    below = index
    if clause.kind == "nominal":
        marks, modality = _noun_marks(sentence, lexicon, index)
        found |= marks
    first = clause.carrier if clause.kind != "modal" else sentence[index].head
    steps = 0
    current = first if clause.kind != "nominal" or clause.light_verb is not None else sentence[index].head
    if clause.kind == "nominal" and current != first:
        below = index
    own = True
    # An unhelped noun is presupposed by the verb above it ("condemned the attack"), so that verb's own marks do not reach it.
    presupposed = clause.kind == "nominal" and clause.light_verb is None
    while current >= 0 and steps < syntax.MAXIMUM_CLIMB:
        steps += 1
        if syntax.is_verbal(sentence, current) or syntax.has_child(sentence, current, "cop"):
            if not presupposed:
                marks, modal = _verb_marks(sentence, lexicon, current, skip_modal=own and clause.kind == "modal")
                found |= marks
                modality = modality or modal
            if current != first or not own:
                marks, said = _governor_marks(sentence, lexicon, current, below, presupposed)
                found |= marks
                speakers = speakers or said
                if "break" in marks:
                    break
            own = False
        elif sentence[current].upos in ("NOUN", "PROPN") and current != index and not presupposed:
            marks, modal = _noun_marks(sentence, lexicon, current)
            if sentence[below].relation == "acl" and syntax.is_infinitive(sentence, below):
                marks = marks | {"hypothetical"}  # "a plan to attack", "the right to strike"
            found |= marks
        relation = sentence[current].relation
        if relation == "conj" and not presupposed and sentence[current].head >= 0:
            marks, modal = _shared_marks(sentence, lexicon, current)
            found |= marks
            modality = modality or modal
        if sentence[current].deprel == "acl:relcl" or (relation == "advcl" and not syntax.is_gerund(sentence, current)) or relation == "appos":
            presupposed = True  # what is told by the way is told as a fact
        if sentence[current].relation == "advcl" and any(sentence[i].lemma.lower() in lexicon.hypothetical_marks and sentence[i].relation in ("mark", "advmod") for i in sentence.children[current]):
            found.add("hypothetical")
        below, current = current, sentence[current].head
    if not speakers:
        speakers = _according_to(sentence, lexicon, first)
    name = next((candidate for candidate in PRECEDENCE if candidate in found), "asserted")
    return Status(
        name=name,
        polarity="negative" if "negated" in found else "affirmative",
        modality=modality,
        tense=_tense(sentence, first, "future" in found),
        speakers=speakers,
        future="future" in found,
        committed=not found & {"hypothetical", "claimed"},
    )


def _verb_marks(sentence: Sentence, lexicon: Lexicon, index: int, skip_modal: bool) -> tuple[set[str], str]:
    """Marks on a verb itself: negation, modal, if, "without"."""
    found: set[str] = set()
    modality = ""
    for i in sentence.children[index]:
        token = sentence[i]
        lemma = token.lemma.lower()
        word = token.text.lower()
        if token.relation in ("advmod", "det", "cc:preconj", "aux", "obl") and (lemma in lexicon.negation_words or word in lexicon.negation_words or "Polarity=Neg" in token.feats):
            found.add("negated")
        elif token.relation == "aux" and not skip_modal:
            kind = lexicon.modals.get(lemma) or lexicon.modals.get(word) or {"'ll": "future", "wo": "future", "'d": "future"}.get(word)
            if kind:
                found.add("hypothetical" if kind == "obligation" else kind)
                modality = lemma
        elif token.relation == "mark" and lemma in lexicon.hypothetical_marks | lexicon.negation_words:
            found.add("negated" if lemma in lexicon.negation_words else "hypothetical")
            modality = modality or lemma
        elif token.relation == "case" and lemma in lexicon.negation_words:
            found.add("negated")
        elif token.relation in ("nsubj", "obj", "obl") and _has_negative_determiner(sentence, lexicon, i):
            found.add("negated")
        elif token.relation == "advmod" and lemma in lexicon.allegation_modifiers:
            found.add("claimed")
        elif token.relation == "advmod" and lemma in lexicon.irrealis_modifiers:
            found.add("hypothetical")
    return found, modality


def _has_negative_determiner(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    if sentence[index].lemma.lower() in ("nobody", "none", "nothing"):
        return True
    return any(sentence[i].relation == "det" and sentence[i].lemma.lower() in ("no", "neither") for i in sentence.children[index])


def _noun_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> tuple[set[str], str]:
    """Marks on an event noun: "no attack", "a potential attack", "the alleged attack", "without an attack"."""
    found: set[str] = set()
    for i in sentence.children[index]:
        token = sentence[i]
        lemma = token.lemma.lower()
        if token.relation in ("det", "case", "advmod") and lemma in lexicon.negation_words:
            found.add("negated")
        elif token.relation in ("amod", "advmod", "compound") and (lemma in lexicon.irrealis_modifiers or token.text.lower() in lexicon.irrealis_modifiers):
            found.add("hypothetical")
        elif token.relation in ("amod", "advmod") and (lemma in lexicon.allegation_modifiers or token.text.lower() in lexicon.allegation_modifiers):
            found.add("claimed")
    return found, ""


def _shared_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> tuple[set[str], str]:
    """Marks that a conjoined verb shares with the first conjunct: its modal, if the verb has no auxiliary or subject of its own."""
    if syntax.has_child(sentence, index, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass"):
        return set(), ""
    token = sentence[index]
    if "VerbForm=Fin" in token.feats and "Tense=Past" in token.feats:
        return set(), ""
    return _verb_marks(sentence, lexicon, token.head, skip_modal=False)


def _governor_marks(sentence: Sentence, lexicon: Lexicon, index: int, below: int, presupposed: bool) -> tuple[set[str], tuple[int, ...]]:
    """What a verb makes of the clause under it, and whom it names as its speaker."""
    verb, child = sentence[index], sentence[below]
    lemma = verb.lemma.lower()
    found: set[str] = set()
    if child.relation in ("ccomp", "parataxis") or (verb.relation == "parataxis"):
        speakers = syntax.subjects(sentence, lexicon, index) if not syntax.is_passive(sentence, index) else syntax.by_phrases(sentence, index)
        if lemma in lexicon.denial:
            return {"negated"}, speakers
        if lemma in lexicon.allegation:
            return {"claimed"}, speakers
        if lemma in lexicon.speech or child.relation == "parataxis":
            return set(), speakers if lemma in lexicon.speech else ()
        if child.relation == "ccomp" and not presupposed and lemma not in lexicon.factive and lemma not in lexicon.transparent:
            if syntax.is_finite(sentence, below):
                return ({"future"} if lemma in lexicon.intends else set()), ()
            return {"hypothetical"}, ()
        return set(), ()
    if presupposed:
        return found, ()
    gerund_under = child.upos == "VERB" and child.relation in ("advcl", "obl", "xcomp", "obj", "acl")
    if child.relation == "xcomp" or (child.relation in ("advcl", "acl") and syntax.is_infinitive(sentence, below)):
        phrases = {lemma, f"be {lemma}", f"be {verb.text.lower()}"}
        if phrases & lexicon.negation_verbs:
            found.add("negated")
        elif phrases & lexicon.intends or verb.text.lower() in lexicon.intends:
            found.add("future")
        elif lemma in lexicon.denial:
            found.add("negated")
        elif lemma in lexicon.speech and syntax.is_passive(sentence, index):
            pass
        elif lemma in lexicon.allegation:
            found.add("claimed")
        elif phrases & lexicon.transparent or (lemma in lexicon.transparent_passives and syntax.is_passive(sentence, index)):
            pass
        elif syntax.is_infinitive(sentence, below) and child.relation in ("xcomp", "advcl", "acl"):
            found.add("hypothetical")
    elif gerund_under and lemma in lexicon.allegation:
        found.add("claimed")
    elif gerund_under and lemma in lexicon.denial:
        found.add("negated")
    return found, ()


def _according_to(sentence: Sentence, lexicon: Lexicon, index: int) -> tuple[int, ...]:
    """Whom "according to X" names, anywhere above a clause."""
    for position in (index, *sentence.ancestors(index)) if index >= 0 else ():
        for i in sentence.children[position]:
            if sentence[i].relation in ("obl", "advcl", "nmod") and set(syntax.cases(sentence, i)) & lexicon.attribution:
                return (i,)
    return ()


def _tense(sentence: Sentence, index: int, future: bool) -> str:
    if future:
        return "future"
    if index < 0:
        return ""
    features = [sentence[index].feats] + [sentence[i].feats for i in sentence.children[index] if sentence[i].relation in ("aux", "cop")]
    if any("Tense=Past" in f for f in features):
        return "past"
    return "present" if any("Tense=Pres" in f for f in features) else ""
