"""Whether a sentence says that an event happened: polarity, modality, tense, attribution, and the status they add up to.

The marks on the clause itself are gathered first (not, will, if, alleged). Then the tree is climbed: each verb above may make
something of what is below it (plan to, deny, accuse of), or pass its own marks down. What is told by the way (relative and temporal
clauses, nouns like "condemned the attack") is presupposed: nothing above bears on it but the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventcoder.document import Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.clauses import Clause
from eventcoder.grammar.marks import Marks, mark, noun_marks, question, tense_of, verb_marks
from eventcoder.statuses import StatusName

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
        withheld: whether the clause itself is denied, not by a verb above it ("did not release", but not "denied releasing").
    """

    name: StatusName
    polarity: str = "affirmative"
    modality: str = ""
    tense: str = ""
    speakers: tuple[int, ...] = ()
    future: bool = False
    committed: bool = True
    withheld: bool = False


def clause_status(clause: Clause) -> Status:
    """Work out the status of a clause from its own words and from the verbs it hangs under.

    Args:
        clause: the clause.

    Returns:
        Its status.
    """
    sentence, lexicon = clause.sentence, clause.lexicon
    first = sentence[clause.trigger].head if clause.kind == "modal" else clause.carrier
    marks = _own_marks(clause, first)
    withheld = "negated" in marks.names
    helped = clause.kind != "nominal" or clause.light_verb is not None
    for step in _climb(sentence, lexicon, first, not helped):
        marks += step
    if not marks.speakers:
        marks += mark(speakers=_according_to(sentence, lexicon, first))
    found = marks.names
    return Status(
        name=next((name for name in PRECEDENCE if name in found), "asserted"),
        polarity="negative" if "negated" in found else "affirmative",
        modality=marks.modality,
        tense=tense_of(sentence, first, "future" in found),
        speakers=marks.speakers,
        future="future" in found,
        committed=not found & {"hypothetical", "claimed"},
        withheld=withheld,
    )


def _own_marks(clause: Clause, first: int) -> Marks:
    """Marks on the trigger, and on the verb that carries it."""
    sentence, lexicon = clause.sentence, clause.lexicon
    marks = noun_marks(sentence, lexicon, clause.trigger) if clause.kind == "nominal" else Marks()
    existential = syntax.has_child(sentence, first, "expl")  # "there will be talks", where some trees have the noun on top
    if clause.kind == "nominal" and clause.light_verb is None and not existential:
        return marks
    return marks + verb_marks(sentence, lexicon, first, skip_modal=clause.kind == "modal") + question(sentence, first)


def _climb(sentence: Sentence, lexicon: Lexicon, index: int, unhelped: bool) -> Iterator[Marks]:
    """What each token above a clause says about it.

    Args:
        sentence: the tree.
        lexicon: word classes.
        index: the token that carries the clause.
        unhelped: whether it is an event noun without a light verb, which the verb above presupposes ("condemned the attack").

    Yields:
        Marks, nearest first.
    """
    presupposed = False
    for _ in range(syntax.MAXIMUM_CLIMB):
        yield _reporting_clause(sentence, lexicon, index, presupposed)
        head = sentence[index].head
        if head < 0:
            return
        if unhelped:
            yield _noun_governor_marks(sentence, lexicon, index)
            presupposed = not _occurs(sentence, lexicon, index)
        elif _told_by_the_way(sentence, lexicon, index):
            presupposed = True
        else:
            marks = _governor_marks(sentence, lexicon, index, presupposed)
            yield marks
            if marks.final:
                return
        if not presupposed:
            yield _inherited_marks(sentence, lexicon, index)
        index, unhelped = head, False


# Marks from above --------------------------------------------------------------------------------------------------------


def _told_by_the_way(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a clause is a relative, participial or temporal one, an apposition or presupposed: a fact whatever stands above it."""
    token = sentence[index]
    if token.relation == "ccomp":
        return bool(_phrases(sentence, token.head) & lexicon.factive - lexicon.speech)
    if token.deprel == "acl:relcl":
        return not _is_content(sentence, lexicon, index)
    if token.relation == "advcl":
        return not syntax.is_gerund(sentence, index) and not syntax.is_infinitive(sentence, index)
    if token.relation in ("acl", "amod") and syntax.is_participle(sentence, index):
        return not _is_content(sentence, lexicon, index)  # "the deal signed in May"
    return token.relation == "appos"


def _is_content(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a clause under a noun says what the noun is about, not which one it is: "claims [that police beat him]"."""
    token = sentence[index]
    if token.relation != "acl" or token.head < 0:
        return False
    noun = _verb_of_noun(sentence, lexicon, token.head)
    introduced = any(sentence[i].text.lower() == "that" and i < index for i in sentence.children[index])
    reports = noun in lexicon.speech | lexicon.allegation | lexicon.denial
    return introduced and reports and syntax.has_child(sentence, index, *syntax.SUBJECTS)


def _verb_of_noun(sentence: Sentence, lexicon: Lexicon, index: int) -> str:
    """The verb that a noun stands for ("allegation": accuse), or else its own lemma ("claim")."""
    lemma = sentence[index].lemma.lower()
    if lemma in lexicon.allegation | lexicon.denial | lexicon.speech:
        return lemma
    noun = lexicon.event_nouns.get(lemma)
    return noun.verb if noun is not None and noun.verb else lemma


def _governor_marks(sentence: Sentence, lexicon: Lexicon, index: int, presupposed: bool) -> Marks:
    """What a token makes of the clause right under it, and whom it names as its speaker."""
    child, head = sentence[index], sentence[index].head
    if _is_content(sentence, lexicon, index):
        return _content_marks(sentence, lexicon, index, presupposed)
    if child.relation in ("ccomp", "parataxis", "csubj") and not syntax.is_infinitive(sentence, index):
        return _finite_marks(sentence, lexicon, index, presupposed)
    if presupposed or child.relation not in ("xcomp", "ccomp", "advcl", "acl", "obl", "obj", "amod", "nmod"):
        return Marks()
    if syntax.is_gerund(sentence, index) and child.relation != "xcomp":
        return _gerund_marks(sentence, lexicon, index)
    if child.relation in ("xcomp", "ccomp") or syntax.is_infinitive(sentence, index):
        return _infinitive_marks(sentence, lexicon, index, _phrases(sentence, head))
    return Marks()


def _content_marks(sentence: Sentence, lexicon: Lexicon, index: int, presupposed: bool) -> Marks:
    """ "claims that X": claimed; "denied reports that X": negated."""
    noun = sentence[index].head
    verb, governor = _verb_of_noun(sentence, lexicon, noun), sentence[noun].head
    speakers = tuple(sentence.dependents(noun, "nmod:poss"))
    denied = governor >= 0 and sentence[governor].lemma.lower() in lexicon.denial
    if denied:
        speakers = speakers or arguments.subjects(sentence, lexicon, governor)
    if denied or verb in lexicon.denial:
        return mark("negated", speakers=speakers, final=True)
    return mark(*(["claimed"] if verb in lexicon.allegation and not presupposed else []), speakers=speakers, final=True)


def _finite_marks(sentence: Sentence, lexicon: Lexicon, index: int, presupposed: bool) -> Marks:
    """What a verb makes of a finite complement."""
    head = sentence[index].head
    lemma = sentence[head].lemma.lower()
    if lemma in lexicon.speech | lexicon.allegation | lexicon.denial:
        return _report_marks(sentence, lexicon, head, presupposed)
    if sentence[index].relation == "parataxis" or presupposed or _phrases(sentence, head) & (lexicon.factive | lexicon.transparent):
        return Marks()
    if lemma in lexicon.irrealis_modifiers:
        return mark("hypothetical", modality=lemma)  # "it is possible that"
    if lemma in lexicon.allegation_modifiers:
        return mark("claimed")
    if not syntax.is_finite(sentence, index) or _is_subjunctive(sentence, index):
        return mark("hypothetical")  # "demanded that Russia release them"
    return mark("future") if lemma in lexicon.intends else Marks()


def _is_subjunctive(sentence: Sentence, index: int) -> bool:
    """Whether a finite complement has the bare form of the verb where the tense above it is past ("demanded that Russia release them")."""
    token = sentence[index]
    if "Mood=Sub" in token.feats:
        return True
    bare = token.text.lower() == token.lemma.lower() and not syntax.has_child(sentence, index, "aux", "aux:pass", "cop")
    return token.upos == "VERB" and bare and tense_of(sentence, token.head, False) == "past"


def _report_marks(sentence: Sentence, lexicon: Lexicon, verb: int, presupposed: bool) -> Marks:
    """What a verb of speech, allegation or denial makes of what is said."""
    lemma = sentence[verb].lemma.lower()
    passive = syntax.is_passive(sentence, verb) and not arguments.own_subjects(sentence, verb)
    speakers = arguments.by_phrases(sentence, verb) if passive else arguments.subjects(sentence, lexicon, verb)
    if presupposed:
        return mark(speakers=speakers)
    if lemma in lexicon.denial:
        return mark("negated", speakers=speakers)
    return mark("claimed", speakers=speakers) if lemma in lexicon.allegation else mark(speakers=speakers)


def _phrases(sentence: Sentence, index: int) -> set[str]:
    """The ways in which the lexicon may list a governor: plan, be able, stop short, gear up."""
    token = sentence[index]
    lemma = token.lemma.lower()
    found = {lemma, token.text.lower(), f"be {lemma}", f"be {token.text.lower()}"}
    if token.upos in ("ADJ", "ADV", "ADP") and token.head >= 0:
        found.add(f"{sentence[token.head].lemma.lower()} {lemma}")
    for i in sentence.children[index]:
        if sentence[i].upos in ("ADP", "ADV", "ADJ") and sentence[i].relation in ("compound", "advmod", "obj", "xcomp"):
            found.add(f"{lemma} {sentence[i].lemma.lower()}")
    return found


def _infinitive_marks(sentence: Sentence, lexicon: Lexicon, index: int, phrases: set[str]) -> Marks:
    """What a verb, adjective or noun makes of an infinitive or gerund complement."""
    head = sentence[index].head
    lemma = sentence[head].lemma.lower()
    passive = syntax.is_passive(sentence, head)
    noun = sentence[head].upos in ("NOUN", "PROPN") and not syntax.is_verbal(sentence, head) and not syntax.has_child(sentence, head, "cop")
    if phrases & lexicon.negation_verbs or lemma in lexicon.denial:
        return mark("negated")
    if noun and arguments.is_headline_subject(sentence, head):
        return mark("future", modality="to")
    if _does_not_hesitate(sentence, lexicon, head):
        return Marks()
    if noun:
        return mark("hypothetical")  # "a plan to attack", "the right to strike"
    if phrases & lexicon.intends:
        return mark("future", modality=lemma)
    if lemma in lexicon.allegation:
        return mark("claimed", speakers=() if passive else arguments.subjects(sentence, lexicon, head))
    if phrases & (lexicon.transparent | lexicon.factive | lexicon.causative):
        return Marks()
    if passive and lemma in lexicon.speech | lexicon.transparent_passives:
        return Marks()
    return mark("hypothetical") if syntax.is_infinitive(sentence, index) else Marks()


def _gerund_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> Marks:
    """What a verb makes of a gerund: "accused of bombing", "denied bombing", "refrained from bombing"."""
    head = sentence[index].head
    lemma, phrases = sentence[head].lemma.lower(), _phrases(sentence, head)
    before = sentence[index - 1]
    prepositions = syntax.cases(sentence, index) or ((before.lemma.lower(),) if before.upos in ("ADP", "PART", "SCONJ") else ())
    complement = bool(prepositions) or sentence[index].relation in ("obj", "ccomp") or index - head == 1
    if complement and (lemma in lexicon.denial or phrases & lexicon.negation_verbs):
        return mark("negated")
    if "to" in prepositions:
        return _infinitive_marks(sentence, lexicon, index, phrases)  # "committed to withdrawing"
    if complement and "by" not in prepositions and {lemma, _verb_of_noun(sentence, lexicon, head)} & lexicon.allegation:
        passive = syntax.is_passive(sentence, head)
        return mark("claimed", speakers=arguments.by_phrases(sentence, head) if passive else arguments.subjects(sentence, lexicon, head))
    if phrases & lexicon.allegation_modifiers and complement:
        return mark("claimed")  # "suspected of bombing"
    return mark("future", modality=lemma) if complement and phrases & lexicon.intends and not prepositions else Marks()


def _noun_governor_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> Marks:
    """What a verb makes of an event noun as its object: "plans an attack", "avoided a clash", "denied the attack"."""
    head, relation = sentence[index].head, sentence[index].deprel
    if relation not in ("obj", "nsubj:pass") or (relation == "nsubj:pass" and not syntax.is_passive(sentence, head)):
        return Marks()
    phrases = _phrases(sentence, head)
    if phrases & (lexicon.denial | lexicon.negation_verbs):
        return mark("negated", speakers=arguments.subjects(sentence, lexicon, head) if relation == "obj" else ())
    definite = any("Definite=Def" in sentence[i].feats for i in sentence.dependents(index, "det"))
    if phrases & lexicon.intends and not definite:  # those who "planned the attack" may well have carried it out
        return mark("future", modality=sentence[head].lemma.lower())
    return Marks()


def _occurs(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether an event noun is the subject of a verb that only says that it occurs: "talks will begin", "there were no talks"."""
    head = sentence[index].head
    if sentence[index].relation != "nsubj" or head < 0:
        return False
    below = sentence.children[head]
    existential = sentence[head].lemma.lower() == "be" and any(sentence[i].relation == "expl" for i in below)
    bare_object = any(sentence[i].deprel == "obj" and not sentence.children[i] for i in below)  # "take place"
    lemma = sentence[head].lemma.lower()
    return existential or bool(_phrases(sentence, head) & lexicon.transparent) or (lemma in lexicon.light_verbs and bare_object)


def _inherited_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> Marks:
    """Which of its own marks a governor passes down to the clause under it."""
    child, head = sentence[index], sentence[index].head
    if child.relation == "conj":
        return _shared_marks(sentence, lexicon, index)
    if child.relation == "xcomp" and _does_not_hesitate(sentence, lexicon, head):
        marks = verb_marks(sentence, lexicon, head)
        return attrs.evolve(marks, names=marks.names - {"negated"})
    if child.relation in ("xcomp", "nsubj") or syntax.is_infinitive(sentence, index):
        return _clausal_marks(sentence, lexicon, head)
    if child.relation in ("ccomp", "csubj"):
        reports = sentence[head].lemma.lower() in lexicon.speech or _phrases(sentence, head) & lexicon.factive
        return Marks() if reports else _clausal_marks(sentence, lexicon, head)
    if child.relation == "advcl" and not set(syntax.cases(sentence, index)) - {"by"}:
        # "will attack Y, killing Z" lies ahead too, but "did not attack Y, saying" was said.
        marks = _clausal_marks(sentence, lexicon, head)
        return attrs.evolve(marks, names=marks.names - {"negated"})
    return Marks()


def _does_not_hesitate(sentence: Sentence, lexicon: Lexicon, index: int) -> bool:
    """Whether a governor affirms its complement by a negation: "would not hesitate to attack"."""
    return bool(_phrases(sentence, index) & lexicon.hesitation) and "negated" in verb_marks(sentence, lexicon, index).names


def _clausal_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> Marks:
    """The marks on a governor, whatever it is."""
    if sentence[index].upos in ("NOUN", "PROPN") and not syntax.is_verbal(sentence, index) and not syntax.has_child(sentence, index, "cop"):
        return noun_marks(sentence, lexicon, index)
    return verb_marks(sentence, lexicon, index) + question(sentence, index)


def _shared_marks(sentence: Sentence, lexicon: Lexicon, index: int) -> Marks:
    """Marks of the first conjunct that hold for another: modal and negation, if it has no auxiliary, subject or tense of its own."""
    head, token = sentence[index].head, sentence[index]
    if syntax.has_child(sentence, index, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass"):
        return Marks()
    paired = any(sentence[i].deprel == "cc:preconj" for i in sentence.children[head])  # "neither arrested nor beat"
    if "VerbForm=Fin" in token.feats and "Tense=Past" in token.feats and not paired:
        return Marks()
    return verb_marks(sentence, lexicon, head)


# Attribution and tense ---------------------------------------------------------------------------------------------------


def _reporting_clause(sentence: Sentence, lexicon: Lexicon, index: int, presupposed: bool) -> Marks:
    """The report that follows or interrupts what it reports: "..., the ministry said"."""
    for i in sentence.children[index]:
        token = sentence[i]
        # Parsers call it an adverbial clause now and then; then it has no conjunction.
        inserted = token.relation == "parataxis" or (token.relation == "advcl" and not syntax.has_child(sentence, i, "mark"))
        if not inserted or syntax.has_child(sentence, i, "ccomp", "xcomp", "obj") or not arguments.own_subjects(sentence, i):
            continue
        if token.lemma.lower() in lexicon.speech | lexicon.allegation | lexicon.denial:
            return _report_marks(sentence, lexicon, i, presupposed)
    return Marks()


def _according_to(sentence: Sentence, lexicon: Lexicon, index: int) -> tuple[int, ...]:
    """Whom "according to X" names, anywhere above a clause."""
    for position in (index, *sentence.ancestors(index)) if index >= 0 else ():
        for i in sentence.children[position]:
            if sentence[i].relation in ("obl", "advcl", "nmod") and set(syntax.cases(sentence, i)) & lexicon.attribution:
                return (i,)
    return ()
