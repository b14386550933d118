"""Who does a verb and to whom: subjects shared through coordination, control, participles and statements; objects of every kind.

Everything is a function of a tree and answers positions of tokens, like `syntax`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from eventcoder.grammar import syntax
from eventcoder.grammar.tree import NOUNS, OBJECTS, SUBJECTS, Tree

# Where a noun stands that a gerund after a comma tells of: "[Israel], citing ...", not "expressed [hope], urging ...".
PARTICIPLE_HOLDERS = ("nsubj", "root", "appos", "conj")
# Clauses and phrases that may get their subject from what is above them.
SHARING = ("nmod", "obl", "advcl", "obj", "nsubj", "xcomp", "ccomp", "conj", "cop", "dep", "parataxis")
CONJUNCT_DISTANCE = 3  # "attacked and then [destroyed] the village": conjoined verbs that share an object stand side by side

# One way in which a verb without a subject comes by one: (tree, verb, verbs passed so far) to heads; None where it does not apply.
SubjectRule = Callable[[Tree, int, int], tuple[int, ...] | None]


# Subjects -----------------------------------------------------------------------------------------------------------------


def own_subjects(tree: Tree, index: int) -> list[int]:
    """The subjects that hang on a verb itself, relative pronouns replaced by what they stand for."""
    found = [syntax.resolve_relative(tree, i) for i in tree.children[index] if tree[i].deprel in SUBJECTS]
    return [*found, *(companion for i in found for companion in companions(tree, i, index))]


def companions(tree: Tree, index: int, verb: int) -> Iterator[int]:
    """Who is named beside a subject, as if by "and": "Kenya, together with [Uganda], ..."."""
    company = tree.lexicon.company_prepositions
    for i in (*tree.children[index], *(i for i in tree.children[verb] if index < i < verb)):
        for j in (i, *tree.children[i]) if tree[i].word in tree.lexicon.particles else (i,):
            token = tree[j]
            if token.relation not in ("obl", "nmod") or token.upos not in NOUNS or j < index:
                continue
            marks = set(syntax.cases(tree, j))
            adverbs = (tree[i].word, *(tree[k].word for k in tree.children[j]))
            if not company.isdisjoint(marks) or any(f"{adverb} {mark}" in company for adverb in adverbs for mark in marks):
                yield j


def subjects(tree: Tree, index: int, climb: int = 0) -> tuple[int, ...]:
    """The surface subject of a verb or predicate, its own or shared through coordination, control or participles.

    Args:
        tree: the tree; its lexicon knows verbs whose subject controls the infinitive after an object ("promised Y to leave").
        index: position of the verb.
        climb: verbs passed so far.

    Returns:
        Positions of heads of subject phrases; empty if the sentence shows none.
    """
    own = own_subjects(tree, index)
    if own or climb > syntax.MAXIMUM_CLIMB:
        return tuple(own)
    answers = (rule(tree, index, climb + 1) for rule in SHARED_SUBJECTS)
    return next((heads for heads in answers if heads is not None), ())


def _of_relative_clause(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """Without a subject of its own the antecedent is it: a relative pronoun the parser labelled otherwise."""
    token = tree[index]
    return (token.head,) if token.deprel == "acl:relcl" else None


def _of_verb_above_noun(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """ "condemned the attack and [called] for ...", hung on the noun."""
    token = tree[index]
    if token.deprel != "acl" or tree[index - 1].upos != "CCONJ":
        return None
    verb = tree[token.head].head
    return subjects(tree, verb, climb) if verb >= 0 and syntax.is_verbal(tree, verb) else None


def _of_infinitive_of_noun(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """ "[US] to impose sanctions on Iran"; "[Iran] has plans to attack"."""
    head = tree[index].head
    if not _modifies_noun(tree, index) or not syntax.is_infinitive(tree, index):
        return None
    return (head,) if is_headline_subject(tree, head) else owner_of_noun(tree, head, climb)


def _of_verb_before_comma(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """ "expressed hope for a change, [urging] ...": an adverbial hung on the nearest noun."""
    head = tree[index].head
    if not _modifies_noun(tree, index) or not syntax.is_gerund(tree, index):
        return None
    if tree[index - 1].text != "," or tree[head].relation in PARTICIPLE_HOLDERS:
        return None
    verb = next((i for i in tree.ancestors(head) if syntax.is_verbal(tree, i)), None)
    return None if verb is None else subjects(tree, verb, climb)


def _of_statement(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """ "issued a statement [condemning] Y"."""
    head = tree[index].head
    if not _modifies_noun(tree, index) or not syntax.is_gerund(tree, index):
        return None
    noun = statement_around(tree, head)
    return None if noun is None else owner_of_noun(tree, noun, climb) or (head,)


def _of_modified_noun(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """ "the [rebels] holding the town", "the [town] held by the rebels"."""
    return (tree[index].head,) if _modifies_noun(tree, index) else None


def _of_antecedent_above(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """A that-clause has none but the antecedent of the clause around it."""
    complement = tree[index].relation == "ccomp" and syntax.is_finite(tree, index)
    return extracted_subject(tree, tree[index].head) if complement else None


def _of_none(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """A clause that stands beside another, or is a finite adverbial, shares nothing."""
    relation = tree[index].relation
    beside = relation == "parataxis" or (relation == "advcl" and syntax.is_finite(tree, index))
    return () if beside and not syntax.is_gerund(tree, index) else None


def _of_governor(tree: Tree, index: int, climb: int) -> tuple[int, ...] | None:
    """What the verb or noun above lends: through coordination, control, participles."""
    return shared_subjects(tree, index, tree[index].head, climb) if tree[index].relation in SHARING else None


# In this order; the first that applies answers.
SHARED_SUBJECTS: tuple[SubjectRule, ...] = (
    _of_relative_clause,
    _of_verb_above_noun,
    _of_infinitive_of_noun,
    _of_verb_before_comma,
    _of_statement,
    _of_modified_noun,
    _of_antecedent_above,
    _of_none,
    _of_governor,
)


def _modifies_noun(tree: Tree, index: int) -> bool:
    """Whether a verb hangs on a noun as its participle or infinitive."""
    token = tree[index]
    return token.relation == "acl" or (token.deprel == "amod" and token.upos == "VERB")


def extracted_subject(tree: Tree, index: int) -> tuple[int, ...]:
    """The antecedent that a relative clause takes as the subject of what is said in it: "the man [who] it said was killed"."""
    if tree[index].deprel != "acl:relcl":
        return ()
    objects = [i for i in tree.children[index] if tree[i].relation in OBJECTS]
    subject = any(tree[i].deprel in SUBJECTS and not syntax.is_relative_pronoun(tree, i) for i in tree.children[index])
    return (tree[index].head,) if subject and all(syntax.is_relative_pronoun(tree, i) for i in objects) else ()


def is_headline_subject(tree: Tree, index: int) -> bool:
    """Whether a name with an infinitive is a whole headline: "[US] to impose sanctions on Iran"."""
    token = tree[index]
    return token.head < 0 and token.upos == "PROPN" and not syntax.has_child(tree, index, "cop", "aux", *SUBJECTS)


def shared_subjects(tree: Tree, index: int, head: int, climb: int) -> tuple[int, ...]:
    """The subject that a verb gets from the verb (or noun) above it."""
    token = tree[index]
    nominal = tree[head].upos in ("NOUN", "PROPN", "PRON")
    if nominal and not syntax.is_verbal(tree, head) and not syntax.has_child(tree, head, "cop"):
        return () if token.relation == "conj" else owner_of_noun(tree, head, climb)
    if token.relation == "conj":
        return subjects(tree, head, climb)
    marks = set(syntax.cases(tree, index))
    prepositions = tree.lexicon.object_gerund_prepositions
    if tree[head].word in tree.lexicon.allegation:
        prepositions = tree.lexicon.allegation_prepositions
    complement = token.relation in ("xcomp", "ccomp") or bool(marks & prepositions)
    if syntax.is_passive(tree, head):
        if complement or not syntax.is_gerund(tree, index):
            return subjects(tree, head, climb)
        return by_phrases(tree, head)
    return (complement and _controlling_object(tree, index, head)) or subjects(tree, head, climb)


def _controlling_object(tree: Tree, index: int, head: int) -> tuple[int, ...]:
    """The object of a verb that does the complement after it: "told [Y] to leave", "called on [Y] to leave"."""
    governor = tree[head]
    if governor.word in tree.lexicon.subject_control or syntax.has_child(tree, head, "cop"):
        return ()
    for i in tree.children[head]:
        if tree[i].deprel in OBJECTS and i < index:
            return (syntax.resolve_relative(tree, i),)
    if governor.word not in tree.lexicon.appeals or not syntax.is_infinitive(tree, index):
        return ()
    for i in tree.children[head]:
        party = tree[i].relation == "obl" and tree[i].upos in ("PROPN", "NOUN", "PRON")
        if party and head < i < index and tree.lexicon.appeal_prepositions.intersection(syntax.cases(tree, i)):
            return (i,)
    return ()


def statement_around(tree: Tree, index: int) -> int | None:
    """The noun that speaks in a participle: "a [statement] condemning Y", even if it hangs on the addressee: "a letter to [Y] urging"."""
    lexicon = tree.lexicon
    if tree[index].word not in lexicon.statements:
        if tree[index].relation != "nmod" or "to" not in syntax.cases(tree, index):
            return None
        index = tree[index].head
        if tree[index].word not in lexicon.statements:
            return None
    verb = tree[index].head
    return index if verb >= 0 and (tree[verb].word in lexicon.light_verbs or tree[verb].word in lexicon.issuing_verbs) else None


def owner_of_noun(tree: Tree, index: int, climb: int = 0) -> tuple[int, ...]:
    """Who a noun's infinitive or event belongs to: its possessor, or the subject of the verb it is the object of."""
    possessors = tree.dependents(index, "nmod:poss")
    if possessors:
        return tuple(possessors)
    token = tree[index]
    if climb > syntax.MAXIMUM_CLIMB or not syntax.is_verbal(tree, token.head):
        return ()
    if token.deprel in SUBJECTS and syntax.is_passive(tree, token.head):
        return by_phrases(tree, token.head)
    return subjects(tree, token.head, climb + 1) if token.relation in ("obj", "obl", "xcomp", "nmod") else ()


def agents(tree: Tree, index: int) -> tuple[int, ...]:
    """The heads of the phrases that do what a verb says: its subject, or the by-phrases of a passive."""
    return by_phrases(tree, index) if syntax.is_passive(tree, index) else subjects(tree, index)


def by_phrases(tree: Tree, index: int) -> tuple[int, ...]:
    """The heads of the by-phrases of a passive verb, whether or not the parse calls them `obl:agent`.

    Without one of its own, that of a phrase after the verb counts: "arrested in the district [by the police]", of a verb joined to
    it: "funded and built [by China]", or of a gerund, which has none: "criticised for insulting the king [by the union]".
    """
    own = [i for i in tree.children[index] if _is_by_phrase(tree, i)]
    if not own:
        places = tree.lexicon.place_prepositions
        after = [
            i for i in tree.children[index] if i > index and tree[i].relation == "obl" and not places.isdisjoint(syntax.cases(tree, i))
        ]
        own = [j for i in after for j in tree.children[i] if _is_by_phrase(tree, j)]
    if not own:  # "was called irrelevant [by X]"
        own = [j for i in tree.dependents(index, "xcomp") if tree[i].upos != "VERB" for j in tree.children[i] if _is_by_phrase(tree, j)]
    if not own:
        own = [
            j for i in tree.dependents(index, "conj") if syntax.is_participle(tree, i) for j in tree.children[i] if _is_by_phrase(tree, j)
        ]
    if not own:
        own = [j for i in tree.dependents(index, "advcl") if _is_reason(tree, i) for j in tree.children[i] if _is_by_somebody(tree, j)]
    return tuple(own)


def _is_by_phrase(tree: Tree, index: int) -> bool:
    token = tree[index]
    marked = token.deprel == "obl:agent" or (token.relation in ("obl", "nmod") and "by" in syntax.cases(tree, index))
    return marked and token.upos not in ("VERB", "NUM") and not token.deprel.endswith("unmarked")


def _is_reason(tree: Tree, index: int) -> bool:
    """Whether a verb is a gerund with an object that says what somebody is praised or blamed for."""
    return syntax.is_gerund(tree, index) and bool(tree.dependents(index, "mark")) and bool(tree.dependents(index, "obj"))


def _is_by_somebody(tree: Tree, index: int) -> bool:
    """Whether a by-phrase is no mere way of doing something ("by [fraud]"): it has an article or a name."""
    named = tree[index].upos == "PROPN" or bool(tree.dependents(index, "det"))
    return named and _is_by_phrase(tree, index)


def speaker_before_colon(tree: Tree) -> int | None:
    """Who says what follows a colon: "[Netanyahu]: We will attack Iran", "Army [chief]: 'We will attack Iran'", but not "Gaza war: ..."."""
    colon = next((token.index for token in tree if token.text == ":"), None)
    if not colon or colon + 1 >= len(tree) or any(token.upos not in ("PROPN", "NOUN", "ADJ") for token in tree.tokens[:colon]):
        return None
    lexicon, after = tree.lexicon, tree[colon + 1].text
    quoted = after in lexicon.opening_quotes or after in lexicon.straight_quotes
    head = next((i for i in range(colon) if tree[i].head < 0 or tree[i].head >= colon), None)
    return head if head is not None and (quoted or tree[head].upos == "PROPN") else None


# Objects ------------------------------------------------------------------------------------------------------------------


def direct_objects(tree: Tree, index: int) -> tuple[int, ...]:
    """What the verb is done to: objects of an active, the subject of a passive, the antecedent of an object relative."""
    own = [syntax.resolve_relative(tree, i) for i in tree.children[index] if tree[i].deprel in OBJECTS]
    found = (*own, *raised_objects(tree, index))
    if syntax.is_passive(tree, index):
        return (*subjects(tree, index), *found)
    return found or next((heads for rule in OTHER_OBJECTS if (heads := tuple(rule(tree, index)))), ())


def is_indirect(tree: Tree, index: int) -> bool:
    """Whether an object is the indirect one: "gave [Y] weapons"."""
    return tree[index].deprel == "iobj"


def raised_objects(tree: Tree, index: int) -> Iterator[int]:
    """Subjects of small clauses: "found [the police] guilty", "called [X] a liar", where a parser hangs them on the predicate."""
    for i in tree.children[index]:
        small = tree[i].relation in ("xcomp", "ccomp") and tree[i].upos in ("ADJ", "NOUN")
        if small and i > index and not syntax.has_child(tree, i, "cop", "aux", "mark"):
            yield from (syntax.resolve_relative(tree, j) for j in tree.children[i] if tree[j].deprel == "nsubj" and j > index)


def object_of_relative(tree: Tree, index: int) -> Iterator[int]:
    """The antecedent of a relative clause that has a subject of its own: "the [village] they attacked"."""
    subject = [i for i in tree.children[index] if tree[i].deprel in SUBJECTS]
    relative = tree[index].deprel == "acl:relcl" and not syntax.has_child(tree, index, "aux:pass")
    if relative and subject and not any(syntax.is_relative_pronoun(tree, i) for i in subject):
        yield tree[index].head


def lone_predicates(tree: Tree, index: int) -> Iterator[int]:
    """Objects that the parser takes for predicates although there is nothing to predicate them of: "called [the Saudi king]"."""
    if tree[index].word in tree.lexicon.copular_verbs:
        return
    for i in tree.children[index]:
        noun = tree[i].deprel == "xcomp" and tree[i].upos in NOUNS and i > index
        if noun and not syntax.has_child(tree, i, "cop", "mark", "case", "aux", "nsubj") and not syntax.is_verbal(tree, i):
            yield i


def unmarked_phrases(tree: Tree, index: int) -> Iterator[int]:
    """Phrases after a verb that the parser calls oblique although no preposition marks them and they tell no time: objects."""
    for i in tree.children[index]:
        token = tree[i]
        unmarked = token.deprel == "obl" and i > index and token.upos in NOUNS and not syntax.cases(tree, i)
        if unmarked and token.word not in tree.lexicon.time_nouns:
            yield i


def shared_objects(tree: Tree, index: int) -> Iterator[int]:
    """The object of a conjoined verb that hangs on the other conjunct: "attacked and destroyed the village"."""
    token = tree[index]
    if syntax.has_child(tree, index, "obl", "xcomp", "ccomp"):
        return
    if token.relation == "conj" and token.head >= 0:
        for i in tree.children[token.head]:
            if tree[i].deprel == "obj" and i > index:
                yield syntax.resolve_relative(tree, i)
        return
    for conjunct in tree.children[index]:
        if tree[conjunct].relation != "conj" or conjunct - index > CONJUNCT_DISTANCE or not syntax.is_verbal(tree, conjunct):
            continue
        for i in tree.children[conjunct]:
            if tree[i].deprel == "obj" and i > conjunct and not own_subjects(tree, conjunct):
                yield i


# Where an active verb without an object may have it, in this order; the first that finds one answers.
OTHER_OBJECTS: tuple[Callable[[Tree, int], Iterator[int]], ...] = (object_of_relative, unmarked_phrases, shared_objects, lone_predicates)
