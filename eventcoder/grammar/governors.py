"""What a verb, adjective or noun makes of what is below it (plan to, deny, accuse of), and which of its own marks it passes down."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.marks import Marks, mark, noun_marks, question, tense_of, verb_marks
from eventcoder.grammar.tree import NOUNS, SUBJECTS, Tree

# Of a clause below -------------------------------------------------------------------------------------------------------


def governor_marks(tree: Tree, index: int, presupposed: bool) -> Marks:
    """What a token makes of the clause right under it, and whom it names as its speaker.

    Args:
        tree: the tree.
        index: position of the token that carries the clause; what is above it is the governor.
        presupposed: whether the clause is told by the way, so that only the speaker counts.

    Returns:
        The marks; final if nothing further up bears on the clause.
    """
    relation = tree[index].relation
    if is_content(tree, index):
        return _content_marks(tree, index, presupposed)
    if relation in ("ccomp", "parataxis", "csubj") and not syntax.is_infinitive(tree, index):
        return _finite_marks(tree, index, presupposed)
    if is_performed(tree, index):
        return Marks()
    if presupposed or relation not in ("xcomp", "ccomp", "advcl", "acl", "obl", "obj", "amod", "nmod"):
        return Marks()
    if syntax.is_gerund(tree, index) and relation != "xcomp":
        return _gerund_marks(tree, index)
    if relation in ("xcomp", "ccomp") or syntax.is_infinitive(tree, index):
        return _infinitive_marks(tree, index)
    return Marks()


def _content_marks(tree: Tree, index: int, presupposed: bool) -> Marks:
    """ "claims that X", "dismissed reports that X": claimed; "denied reports that X", "reports that X are false": negated."""
    noun = tree[index].head
    verb, governor = _verb_of_noun(tree, noun), tree[noun].head
    speakers = tuple(tree.dependents(noun, "nmod:poss"))
    lexicon = tree.lexicon
    denied = governor >= 0 and tree[governor].word in lexicon.denial
    denied = denied or any(_is_untrue(tree, i) for i in _predicates(tree, noun))
    if denied and tree[noun].relation == "obj":
        speakers = speakers or arguments.subjects(tree, governor)
    if denied or verb in lexicon.denial:
        return mark("negated", speakers=speakers, final=True)
    doubted = verb in lexicon.allegation or (governor >= 0 and tree[governor].word in lexicon.dismissals)
    return mark(*(["claimed"] if doubted and not presupposed else []), speakers=speakers, final=True)


def _finite_marks(tree: Tree, index: int, presupposed: bool) -> Marks:
    """What a verb makes of a finite complement."""
    lexicon, head = tree.lexicon, tree[index].head
    lemma = tree[head].word
    if is_report(tree, lemma):
        return report_marks(tree, head, presupposed)
    if head == arguments.speaker_before_colon(tree):
        return mark(speakers=(head,))
    if tree[index].relation == "parataxis" or presupposed or _is_listed(tree, head, lexicon.factive, lexicon.transparent):
        return Marks()
    if _is_untrue(tree, head):
        return mark("negated", final=True)  # "it is untrue that"
    if lemma in lexicon.irrealis_modifiers:
        return mark("hypothetical", modality=lemma)  # "it is possible that"
    if not syntax.is_finite(tree, index) or _is_subjunctive(tree, index):
        return mark("hypothetical")  # "demanded that Russia release them"
    return mark("future") if lemma in lexicon.intends else Marks()


def _is_subjunctive(tree: Tree, index: int) -> bool:
    """Whether a finite complement has the bare form of the verb where the tense above it is past ("demanded that Russia release them")."""
    token = tree[index]
    if "Mood=Sub" in token.feats:
        return True
    bare = token.form == token.word and not syntax.has_child(tree, index, "aux", "aux:pass", "cop")
    return token.upos == "VERB" and bare and tense_of(tree, token.head) == "past"


def report_marks(tree: Tree, verb: int, presupposed: bool) -> Marks:
    """What a verb of speech, allegation or denial makes of what is said."""
    lemma = tree[verb].word
    passive = syntax.is_passive(tree, verb) and not arguments.own_subjects(tree, verb)
    speakers = arguments.by_phrases(tree, verb) if passive else arguments.subjects(tree, verb)
    if presupposed:
        return mark(speakers=speakers)
    if lemma in tree.lexicon.denial:
        return mark("negated", speakers=speakers)
    return mark("claimed", speakers=speakers) if lemma in tree.lexicon.allegation else mark(speakers=speakers)


def _infinitive_marks(tree: Tree, index: int) -> Marks:
    """What a verb, adjective or noun makes of an infinitive or gerund complement."""
    lexicon, head = tree.lexicon, tree[index].head
    lemma, noun, passive = tree[head].word, _is_noun(tree, head), syntax.is_passive(tree, head)
    if lemma in lexicon.denial or _is_listed(tree, head, lexicon.negation_verbs):
        return mark("negated")
    if noun and arguments.is_headline_subject(tree, head):
        return mark("future", modality="to")
    if _does_not_hesitate(tree, head):
        return Marks()
    if noun:
        return Marks() if _has_done(tree, head) else mark("hypothetical")  # "a plan to attack", "the right to strike"
    if _is_listed(tree, head, lexicon.intends):
        return mark("future", modality=lemma)
    if lemma in lexicon.allegation:
        return mark("claimed", speakers=() if passive else arguments.subjects(tree, head))
    if _is_listed(tree, head, lexicon.abilities) and tense_of(tree, head) != "past":
        return mark("hypothetical", modality=lemma)  # "is able to strike"
    if _is_listed(tree, head, lexicon.transparent, lexicon.factive, lexicon.causative):
        return Marks()
    if passive and (lemma in lexicon.speech or lemma in lexicon.transparent_passives):
        return Marks()
    return mark("hypothetical") if syntax.is_infinitive(tree, index) else Marks()


def _has_done(tree: Tree, noun: int) -> bool:
    """Whether the infinitive of a noun is done: "its [decision] to suspend Y", "the first [party] to skip the talks"."""
    lexicon = tree.lexicon
    ranked = (tree[i] for i in tree.dependents(noun, "amod"))
    return tree[noun].word in lexicon.decision_nouns or any("NumType=Ord" in t.feats or t.form in lexicon.rankings for t in ranked)


def is_performed(tree: Tree, index: int) -> bool:
    """Whether an infinitive does what it says: "I want to [thank] Y", "called us to [ask] for help", "gathered to [demand] reforms"."""
    token, head = tree[index], tree[index].head
    if token.word not in tree.lexicon.performatives or not syntax.is_infinitive(tree, index):
        return False
    if token.relation == "advcl":
        return tense_of(tree, head) == "past"
    speaks = any("Person=1" in tree[i].feats for i in tree.dependents(head, "nsubj"))
    return token.relation == "xcomp" and speaks and "negated" not in verb_marks(tree, head).names


def _gerund_marks(tree: Tree, index: int) -> Marks:
    """What a verb makes of a gerund: "accused of bombing", "denied bombing", "refrained from bombing"."""
    lexicon, head, before = tree.lexicon, tree[index].head, tree[index - 1]
    lemma = tree[head].word
    prepositions = syntax.cases(tree, index) or ((before.word,) if before.upos in ("ADP", "PART", "SCONJ") else ())
    complement = bool(prepositions) or tree[index].relation in ("obj", "ccomp") or index - head == 1
    if complement and (lemma in lexicon.denial or _is_listed(tree, head, lexicon.negation_verbs)):
        return mark("negated")
    if not lexicon.opposing_prepositions.isdisjoint(prepositions):
        return mark("hypothetical")  # "warned X against sending troops"
    if "to" in prepositions:
        return _infinitive_marks(tree, index)  # "committed to withdrawing"
    if not complement:
        return Marks()
    if "by" not in prepositions and (lemma in lexicon.allegation or _verb_of_noun(tree, head) in lexicon.allegation):
        return mark("claimed", speakers=arguments.agents(tree, head))
    aims = not set(prepositions) - lexicon.intending_prepositions  # "aimed at V-ing", but not "planned by V-ing"
    return mark("future", modality=lemma) if aims and _is_listed(tree, head, lexicon.intends) else Marks()


# Of an event noun below --------------------------------------------------------------------------------------------------


def noun_governor_marks(tree: Tree, index: int) -> Marks:
    """What a verb makes of an event noun as its object: "plans an attack", "avoided a clash", "denied the attack"."""
    lexicon, head, relation = tree.lexicon, tree[index].head, tree[index].deprel
    if relation in ("obj", "obl") and tree[head].word in lexicon.causative:
        open_end = verb_marks(tree, head).names & {"hypothetical", "future"}
        return mark("hypothetical") if open_end else Marks()  # "may lead to a war", "will trigger protests"
    if relation == "nmod" and tree[head].word in lexicon.irrealis_nouns and syntax.cases(tree, index) in (("of",), ("for",)):
        return mark("hypothetical", modality=tree[head].word)  # "the risk of an attack", "calls for their arrest"
    if relation != "obj" and not (relation == "nsubj:pass" and syntax.is_passive(tree, head)):
        return Marks()
    if _is_listed(tree, head, lexicon.denial, lexicon.negation_verbs):
        return mark("negated", speakers=arguments.subjects(tree, head) if relation == "obj" else ())
    if _is_listed(tree, head, lexicon.demanding):
        return mark("hypothetical")  # "demanded their release"
    definite = any("Definite=Def" in tree[i].feats for i in tree.dependents(index, "det"))
    if not definite and _is_listed(tree, head, lexicon.intends):  # those who "planned the attack" may well have carried it out
        return mark("future", modality=tree[head].word)
    return Marks()


def occurs(tree: Tree, index: int) -> bool:
    """Whether an event noun is the subject of a verb that only says that it occurs: "talks will begin", "there were no talks"."""
    head = tree[index].head
    if tree[index].relation != "nsubj":
        return False
    below, lemma = tree.children[head], tree[head].word
    if lemma == "be" and any(tree[i].relation == "expl" for i in below):
        return True
    bare_object = any(tree[i].deprel == "obj" and not tree.children[i] for i in below)  # "take place"
    return (lemma in tree.lexicon.light_verbs and bare_object) or _is_listed(tree, head, tree.lexicon.transparent)


# What passes down --------------------------------------------------------------------------------------------------------


def inherited_marks(tree: Tree, index: int) -> Marks:
    """Which of its own marks a governor passes down to the clause under it."""
    relation, head = tree[index].relation, tree[index].head
    if relation == "conj":
        return _shared_marks(tree, index)
    if is_performed(tree, index):
        return Marks()
    if relation == "xcomp" and _does_not_hesitate(tree, head):
        return verb_marks(tree, head).affirmed()
    if relation in ("xcomp", "nsubj") or syntax.is_infinitive(tree, index):
        return _clausal_marks(tree, head)
    if relation in ("ccomp", "csubj"):
        reports = tree[head].word in tree.lexicon.speech or _is_listed(tree, head, tree.lexicon.factive)
        return Marks() if reports else _clausal_marks(tree, head)
    if relation == "advcl" and not set(syntax.cases(tree, index)) - {"by"} - tree.lexicon.intending_prepositions:
        # "will attack Y, killing Z" and "must focus on arresting Z" lie ahead too, but "did not attack Y, saying" was said.
        return _clausal_marks(tree, head).affirmed()
    return Marks()


def _shared_marks(tree: Tree, index: int) -> Marks:
    """Marks of the first conjunct that hold for another: modal and negation, if it has no auxiliary, subject or tense of its own."""
    head, token = tree[index].head, tree[index]
    if syntax.has_child(tree, index, "aux", "aux:pass", "cop", "nsubj", "nsubj:pass"):
        return Marks()
    past = "VerbForm=Fin" in token.feats and "Tense=Past" in token.feats
    if past and not syntax.has_child(tree, head, "cc:preconj"):
        return Marks()  # but "neither arrested nor beat"
    return verb_marks(tree, head)


def _clausal_marks(tree: Tree, index: int) -> Marks:
    """The marks on a governor, whatever it is."""
    return noun_marks(tree, index) if _is_noun(tree, index) else verb_marks(tree, index) + question(tree, index)


def _does_not_hesitate(tree: Tree, index: int) -> bool:
    """Whether a governor affirms its complement by a negation: "would not hesitate to attack"."""
    return _is_listed(tree, index, tree.lexicon.hesitation) and "negated" in verb_marks(tree, index).names


# What the lexicon says of a governor -------------------------------------------------------------------------------------


def is_report(tree: Tree, lemma: str) -> bool:
    """Whether a verb says that something is so, or that it is not: say, accuse, deny."""
    lexicon = tree.lexicon
    return lemma in lexicon.speech or lemma in lexicon.allegation or lemma in lexicon.denial


def _predicates(tree: Tree, noun: int) -> Iterator[int]:
    """What may be said of a noun: what it hangs on, and what parsers hang on it or beside it ("reports that X are not [true]")."""
    governor = tree[noun].head
    if governor >= 0:
        yield governor
    for i in (*tree.children[noun], *(tree.children[governor] if governor >= 0 else ())):
        if i > noun and tree[i].relation in ("appos", "ccomp", "parataxis", "conj") and not arguments.own_subjects(tree, i):
            yield i


def _is_untrue(tree: Tree, index: int) -> bool:
    """Whether a predicate denies what it is said of: "false", "not true"."""
    word = tree[index].word
    if word in tree.lexicon.truths:
        return "negated" in verb_marks(tree, index).names
    return word in tree.lexicon.untruths and syntax.has_child(tree, index, "cop")


def is_presupposing(tree: Tree, index: int) -> bool:
    """Whether what a governor's that-clause says is a fact: "regretted that", but not "said that"."""
    return any(phrase in tree.lexicon.factive and phrase not in tree.lexicon.speech for phrase in _phrases(tree, index))


def is_content(tree: Tree, index: int) -> bool:
    """Whether a clause under a noun says what the noun is about, not which one it is: "claims [that police beat him]"."""
    token = tree[index]
    if token.relation != "acl" or token.head < 0:
        return False
    below = tree.children[index]
    introduced = any(tree[i].form == "that" and i < index for i in below)
    # "allegations he beat X" need no "that"; but "the claims he made", "the claims which hurt X" are those of another clause.
    bare = syntax.has_child(tree, index, "obj") and not any("PronType=Rel" in tree[i].feats for i in below)
    return (introduced or bare) and syntax.has_child(tree, index, *SUBJECTS) and is_report(tree, _verb_of_noun(tree, token.head))


def _verb_of_noun(tree: Tree, index: int) -> str:
    """The verb that a noun stands for ("allegation": accuse), or else its own lemma ("claim")."""
    lemma = tree[index].word
    noun = None if is_report(tree, lemma) else tree.lexicon.event_nouns.get(lemma)
    return noun.verb if noun is not None and noun.verb else lemma


def _is_noun(tree: Tree, index: int) -> bool:
    """Whether a governor is a noun, neither verbal nor a predicate."""
    return tree[index].upos in NOUNS and not syntax.is_verbal(tree, index) and not syntax.has_child(tree, index, "cop")


def _is_listed(tree: Tree, index: int, *classes: frozenset[str]) -> bool:
    """Whether a governor is in one of some word classes."""
    phrases = _phrases(tree, index)
    return any(not phrases.isdisjoint(words) for words in classes)


def _phrases(tree: Tree, index: int) -> set[str]:
    """The ways in which the lexicon may list a governor: plan, be able, stop short, gear up."""
    token = tree[index]
    found = {token.word, token.form, f"be {token.word}", f"be {token.form}"}
    if token.upos in ("ADJ", "ADV", "ADP") and token.head >= 0:
        found.add(f"{tree[token.head].word} {token.word}")
    for i in tree.children[index]:
        if tree[i].upos in ("ADP", "ADV", "ADJ") and tree[i].relation in ("compound", "advmod", "obj", "xcomp"):
            found.add(f"{token.word} {tree[i].word}")
    return found
