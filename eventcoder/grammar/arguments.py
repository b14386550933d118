"""Who does a verb and to whom: subjects shared through coordination, control, participles and statements; objects of every kind.

Everything is a function of a sentence and answers positions of tokens, like `syntax`.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.document import Sentence
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import syntax

SUBJECT_RELATIONS = ("nsubj", "root", "appos", "conj")
# Prepositions whose gerund is done by the object of the verb: "accused Y of bombing", "banned Y from entering".
OBJECT_GERUND = frozenset({"of", "for", "from", "into", "over", "about"})
COMPANY = frozenset({"together", "along"})


def own_subjects(sentence: Sentence, index: int) -> list[int]:
    """The subjects that hang on a verb itself, relative pronouns replaced by what they stand for."""
    found = [syntax.resolve_relative(sentence, i) for i in sentence.children[index] if sentence[i].deprel in syntax.SUBJECTS]
    found += [companion for i in tuple(found) for companion in companions(sentence, i, index)]
    if not found and not syntax.has_child(sentence, index, "csubj", "csubj:pass"):
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
            marks = set(syntax.cases(sentence, j))
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
    if own or climb > syntax.MAXIMUM_CLIMB:
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
        and syntax.is_verbal(sentence, sentence[head].head)
    ):
        return subjects(sentence, lexicon, sentence[head].head, climb + 1)  # "condemned the attack and called for ...", hung on the noun
    if token.relation == "acl" or (token.deprel == "amod" and token.upos == "VERB"):
        if syntax.is_infinitive(sentence, index):
            return (head,) if is_headline_subject(sentence, head) else owner_of_noun(sentence, lexicon, head, climb + 1)
        if syntax.is_gerund(sentence, index) and sentence[index - 1].text == "," and sentence[head].relation not in SUBJECT_RELATIONS:
            # "expressed hope for a change, urging ...": an adverbial hung on the nearest noun.
            verb = next((i for i in sentence.ancestors(head) if syntax.is_verbal(sentence, i)), None)
            if verb is not None:
                return subjects(sentence, lexicon, verb, climb + 1)
        if syntax.is_gerund(sentence, index) and (noun := statement_around(sentence, lexicon, head)) is not None:
            return owner_of_noun(sentence, lexicon, noun, climb + 1) or (head,)
        return (head,)
    if token.relation in ("nmod", "obl", "advcl", "obj", "nsubj", "xcomp", "ccomp", "conj", "cop", "dep", "parataxis"):
        if token.relation == "ccomp" and syntax.is_finite(sentence, index):
            return extracted_subject(sentence, head)
        if token.relation == "parataxis" and not syntax.is_gerund(sentence, index):
            return ()
        if token.relation == "advcl" and syntax.is_finite(sentence, index) and not syntax.is_gerund(sentence, index):
            return ()
        return shared_subjects(sentence, lexicon, index, head, climb + 1)
    return ()


def extracted_subject(sentence: Sentence, index: int) -> tuple[int, ...]:
    """The antecedent that a relative clause takes as the subject of what is said in it: "the man [who] it said was killed"."""
    if sentence[index].deprel != "acl:relcl" or sentence[index].head < 0:
        return ()
    objects = [i for i in sentence.children[index] if sentence[i].relation in ("obj", "iobj")]
    subject = any(sentence[i].deprel in syntax.SUBJECTS and not syntax.is_relative_pronoun(sentence, i) for i in sentence.children[index])
    return (sentence[index].head,) if subject and all(syntax.is_relative_pronoun(sentence, i) for i in objects) else ()


def is_headline_subject(sentence: Sentence, index: int) -> bool:
    """Whether a name with an infinitive is a whole headline: "[US] to impose sanctions on Iran"."""
    token = sentence[index]
    return token.head < 0 and token.upos == "PROPN" and not syntax.has_child(sentence, index, "cop", "aux", *syntax.SUBJECTS)


def shared_subjects(sentence: Sentence, lexicon: Lexicon, index: int, head: int, climb: int) -> tuple[int, ...]:
    """The subject that a verb gets from the verb (or noun) above it."""
    token = sentence[index]
    governor = sentence[head]
    if governor.upos in ("NOUN", "PROPN", "PRON") and not syntax.is_verbal(sentence, head) and not syntax.has_child(sentence, head, "cop"):
        if token.relation == "conj":
            return ()
        return owner_of_noun(sentence, lexicon, head, climb)
    if token.relation == "conj":
        return subjects(sentence, lexicon, head, climb)
    marks = set(syntax.cases(sentence, index))
    complement = token.relation in ("xcomp", "ccomp") or bool(marks & OBJECT_GERUND)
    if syntax.is_passive(sentence, head):
        if complement or not syntax.is_gerund(sentence, index):
            return subjects(sentence, lexicon, head, climb)
        return by_phrases(sentence, head)
    if complement and governor.lemma not in lexicon.subject_control and not syntax.has_child(sentence, head, "cop"):
        below = [
            syntax.resolve_relative(sentence, i) for i in sentence.children[head] if sentence[i].deprel in ("obj", "iobj") and i < index
        ]
        if below:
            return tuple(below[:1])
        # "called on Y to leave": the prepositional object between verb and infinitive does it.
        if syntax.is_infinitive(sentence, index):
            between = [
                i
                for i in sentence.children[head]
                if sentence[i].relation == "obl"
                and head < i < index
                and set(syntax.cases(sentence, i)) & {"on", "upon", "for", "with", "to"}
                and sentence[i].upos in ("PROPN", "NOUN", "PRON")
            ]
            if between and governor.lemma in ("call", "appeal", "press", "plead", "prevail", "arrange", "wait", "shout"):
                return tuple(between[:1])
    return subjects(sentence, lexicon, head, climb)


def statement_around(sentence: Sentence, lexicon: Lexicon, index: int) -> int | None:
    """The noun that speaks in a participle: "a [statement] condemning Y", even if it hangs on the addressee: "a letter to [Y] urging"."""
    above = sentence[index].head
    if sentence[index].lemma.lower() not in lexicon.statements:
        if above < 0 or sentence[index].relation != "nmod" or "to" not in syntax.cases(sentence, index):
            return None
        index, above = above, sentence[above].head
        if sentence[index].lemma.lower() not in lexicon.statements:
            return None
    issues = above >= 0 and sentence[above].lemma.lower() in lexicon.light_verbs | lexicon.issuing_verbs
    return index if issues else None


def owner_of_noun(sentence: Sentence, lexicon: Lexicon, index: int, climb: int = 0) -> tuple[int, ...]:
    """Who a noun's infinitive or event belongs to: its possessor, or the subject of the verb it is the object of."""
    possessors = sentence.dependents(index, "nmod:poss")
    if possessors:
        return tuple(possessors)
    token = sentence[index]
    if token.head < 0 or climb > syntax.MAXIMUM_CLIMB or not syntax.is_verbal(sentence, token.head):
        return ()
    if token.deprel in syntax.SUBJECTS and syntax.is_passive(sentence, token.head):
        return by_phrases(sentence, token.head)
    return subjects(sentence, lexicon, token.head, climb + 1) if token.relation in ("obj", "obl", "xcomp", "nmod") else ()


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
    marked = token.deprel == "obl:agent" or (token.relation in ("obl", "nmod") and "by" in syntax.cases(sentence, index))
    return marked and token.upos not in ("VERB", "NUM") and not token.deprel.endswith("unmarked")


def direct_objects(sentence: Sentence, lexicon: Lexicon, index: int) -> tuple[int, ...]:
    """What the verb is done to: objects of an active, the subject of a passive, the antecedent of an object relative."""
    token = sentence[index]
    found = [syntax.resolve_relative(sentence, i) for i in sentence.children[index] if sentence[i].deprel in ("obj", "iobj")]
    found = [*(i for thing in found if (i := unmarked_possessor(sentence, thing)) is not None), *found, *raised_objects(sentence, index)]
    if syntax.is_passive(sentence, index):
        return (*subjects(sentence, lexicon, index), *found)
    if not found and token.deprel == "acl:relcl":
        subject = [i for i in sentence.children[index] if sentence[i].deprel in syntax.SUBJECTS]
        if (
            subject
            and not any(syntax.is_relative_pronoun(sentence, i) for i in subject)
            and not syntax.has_child(sentence, index, "aux:pass")
        ):
            found = [token.head]
    if not found:
        found = list(unmarked_phrases(sentence, lexicon, index)) or list(shared_objects(sentence, index))
    if not found and token.lemma.lower() not in syntax.COPULAR:
        found = list(lone_predicates(sentence, index))
    return tuple(found)


def raised_objects(sentence: Sentence, index: int) -> Iterator[int]:
    """Subjects of small clauses: "found [the police] guilty", "called [X] a liar", where a parser hangs them on the predicate."""
    for i in sentence.children[index]:
        small = sentence[i].relation in ("xcomp", "ccomp") and sentence[i].upos in ("ADJ", "NOUN")
        if small and i > index and not syntax.has_child(sentence, i, "cop", "aux", "mark"):
            yield from (syntax.resolve_relative(sentence, j) for j in sentence.children[i] if sentence[j].deprel == "nsubj" and j > index)


def lone_predicates(sentence: Sentence, index: int) -> Iterator[int]:
    """Objects that the parser takes for predicates although there is nothing to predicate them of: "called [the Saudi king]"."""
    for i in sentence.children[index]:
        noun = sentence[i].deprel == "xcomp" and sentence[i].upos in ("NOUN", "PROPN") and i > index
        if noun and not syntax.has_child(sentence, i, "cop", "mark", "case", "aux", "nsubj") and not syntax.is_verbal(sentence, i):
            yield i


def unmarked_possessor(sentence: Sentence, index: int) -> int | None:
    """A name before an object that the parser calls its possessor although nothing marks it: "grant [Banque Misr] a licence"."""
    for i in sentence.children[index]:
        token = sentence[i]
        if token.deprel == "nmod:poss" and token.upos == "PROPN" and not syntax.has_child(sentence, i, "case"):
            determiner = any(sentence[j].relation == "det" and j > i for j in sentence.children[index])
            if determiner:
                return i
    return None


def unmarked_phrases(sentence: Sentence, lexicon: Lexicon, index: int) -> Iterator[int]:
    """Phrases after a verb that the parser calls oblique although no preposition marks them and they tell no time: objects."""
    for i in sentence.children[index]:
        token = sentence[i]
        unmarked = token.deprel == "obl" and i > index and token.upos in ("NOUN", "PROPN") and not syntax.cases(sentence, i)
        if unmarked and token.lemma.lower() not in lexicon.time_nouns:
            yield i


def shared_objects(sentence: Sentence, index: int) -> Iterator[int]:
    """The object of a conjoined verb that hangs on the other conjunct: "attacked and destroyed the village"."""
    token = sentence[index]
    if token.relation == "conj" and token.head >= 0 and not syntax.has_child(sentence, index, "obl", "xcomp", "ccomp"):
        for i in sentence.children[token.head]:
            if sentence[i].deprel == "obj" and i > index:
                yield syntax.resolve_relative(sentence, i)
    elif not syntax.has_child(sentence, index, "obl", "xcomp", "ccomp"):
        for conjunct in sentence.children[index]:
            if sentence[conjunct].relation != "conj" or conjunct - index > 3 or not syntax.is_verbal(sentence, conjunct):
                continue
            for i in sentence.children[conjunct]:
                if sentence[i].deprel == "obj" and i > conjunct and not own_subjects(sentence, conjunct):
                    yield i
