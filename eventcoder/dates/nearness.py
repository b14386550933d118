"""Which event a time expression belongs to: what it hangs on, and what else happened when the event did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from eventcoder.dates.expressions import Expression
from eventcoder.grammar import arguments, governors, syntax
from eventcoder.grammar.marks import tense_of
from eventcoder.grammar.tree import NOUNS, SUBJECTS, Tree

# Classes of words that may stand between a time expression and what it hangs on.
TIMES = frozenset({"UNIT", "WEEKEND", "DAYWORD", "PART", "AGO", "EARLY", "MID", "LATE", "EARLIER", "LATER", "WEEKDAY", "MONTH", "YEAR"})
# Expressions that name a day: before a noun they say when it happened ("Monday's attack"); a year tells it from others ("the 2015 deal").
NAMING_DAYS = ("weekday", "dayword", "day", "weekend", "holiday")
WITHIN_SUBJECTS = (*SUBJECTS, "nmod", "appos", "conj", "flat")  # how the words of a subject hang together
WITHOUT_PREPOSITION = ("WEEKDAY", "DAYWORD", "LAST", "THIS", "NEXT", "RECENT", "AGO", "PART")  # classes that alone say when
WITHIN_PHRASES = ("nmod", "obl", "obj", "appos", "conj", "compound", "flat")  # how the words of a phrase hang together
CLAUSES = ("acl", "parataxis", "dep", "appos", "conj")  # under which a clause hangs on the time when it happened


@attrs.frozen
class Near:
    """How a time expression hangs together with a trigger; the smallest wins.

    Args:
        climbed: steps between the trigger and what the expression hangs on.
        indirect: whether it hangs on a phrase of the verb rather than on the verb.
        distance: tokens between.
        inside: whether the event is told in a clause of the expression: "since October 7, when Hamas attacked".
        low: whether it hangs on a noun or infinitive further down, so that it may be the day of what is to come.
    """

    climbed: int
    indirect: bool
    distance: int
    inside: bool = False
    low: bool = False


@attrs.frozen
class Holders:
    """The tokens whose time expressions date an event.

    Args:
        steps: each with the steps from the event to it.
        opened: those that lend only what opens the sentence: "On Monday, Israel [bombed] the port and Iran seized a ship".
        closed: those that lend only what stands after them: "killed nine soldiers and [captured] three on Monday".
    """

    steps: Mapping[int, int]
    opened: Mapping[int, int]
    closed: Mapping[int, int]


def nearness(tree: Tree, expression: Expression, holders: Holders, index: int, trigger: int | None = None) -> Near | None:
    """How near a time expression is to an event; None if it belongs to another.

    Args:
        tree: the sentence.
        expression: the expression.
        holders: `holders_of` the event.
        index: position of the token that carries the event's clause.
        trigger: position of the event noun, if `index` is its light verb.

    Returns:
        The rank.
    """
    steps, distance = holders.steps, abs(expression.first - index)
    for holder, climbed in steps.items():
        if _is_told_inside(tree, expression, holder):
            return Near(climbed, False, distance, inside=True)
    top = governor(tree, expression)
    if top < 0 or _is_no_time(tree, expression):
        return None
    if is_remembered(tree, index if trigger is None else trigger) and not expression.which("YEAR", "DATE", "AGO"):
        return None
    if _stands_after_noun(tree, expression, index, top):
        return Near(0, True, distance)
    if top in steps:
        if _is_of_case(tree, expression, top):
            return None
        named = _before_noun(tree, expression) and tree[top].deprel in SUBJECTS and steps[top] > 0
        if named and expression.name not in NAMING_DAYS:
            return None
        return Near(steps[top], False, distance, inside=steps[top] > 0 and _follows(tree, expression, index))
    if top in holders.opened and expression.last < min(arguments.own_subjects(tree, top), default=0):
        return Near(holders.opened[top], False, distance)
    if top in holders.closed and expression.first > top:
        return Near(holders.closed[top], False, distance)
    if _before_noun(tree, expression):
        return None
    if tree[top].upos == "VERB":
        return _of_last_noun(tree, expression, top, steps, distance)
    verb = _verb_of_subject(tree, expression, top)
    if verb in steps:
        return Near(steps[verb], False, distance)
    nominal = trigger not in (None, index)
    return _of_phrase(tree, top, steps, distance, nominal) or _of_last_noun(tree, expression, top, steps, distance)


def _is_no_time(tree: Tree, expression: Expression) -> bool:
    """Whether an expression says what, not when: "the budget [for 2023]", "put off [to May 5]", "proposed [August 5]"."""
    marks = _prepositions(tree, expression)
    if expression.until is None and ("to" in marks or ("for" in marks and expression.name not in NAMING_DAYS)):
        return True
    span = range(expression.first, (expression.until or expression).last + 1)
    return expression.name in ("day", "days") and not marks and any(tree[i].deprel == "obj" for i in span)


def _is_of_case(tree: Tree, expression: Expression, verb: int) -> bool:
    """Whether a longer time is that of the deed, not of the trial: "was convicted in the assassination of the president [in May 1991]"."""
    if expression.name in NAMING_DAYS or tree[verb].word not in tree.lexicon.prosecution:
        return False
    return any(verb < i < expression.first and _is_event(tree, i) for i in tree.dependents(verb, "obl"))


def _prepositions(tree: Tree, expression: Expression) -> set[str]:
    """The prepositions before an expression."""
    span = range(expression.first, (expression.until or expression).last + 1)
    return {tree[i].word for j in span for i in tree.dependents(j, "case") if i < expression.first}


def _is_told_inside(tree: Tree, expression: Expression, holder: int) -> bool:
    """Whether a clause hangs on a time: "Monday, when rebels attacked"; "12/30/2015: Rebels attacked"; "KABUL, 3 May: Rebels attacked"."""
    first, last = expression.first, (expression.until or expression).last
    head = tree[holder].head
    if last < head <= last + 3 and "UNIT" in tree.lexicon.time.of(tree.sentence, head):
        head = last  # "August 5, the day the army attacked"
    if first <= holder <= last or tree[holder].relation not in CLAUSES or not syntax.is_verbal(tree, holder):
        return False
    heads_line = tree[holder].relation == "parataxis" and tree[head].head < 0 and governor(tree, expression) == head and last < holder
    return first <= head <= last or (heads_line and not syntax.is_verbal(tree, head))


def _stands_after_noun(tree: Tree, expression: Expression, index: int, top: int) -> bool:
    """Whether an expression stands right after an event noun, and hangs on what is beyond it: "spoke of the dialogue [in March]"."""
    marks = tree.dependents(expression.first, "case") or tree.dependents(expression.last, "case")
    after = tree[index].upos == "NOUN" and expression.first - index == 2 and marks == [index + 1]
    return after and top not in tree.ancestors(index)


def _follows(tree: Tree, expression: Expression, index: int) -> bool:
    """Whether a clause stands right after an expression that a parser did not hang it on: "since October 7, when it attacked"."""
    last = (expression.until or expression).last
    return 0 < min(tree.sentence.subtree(index)) - last <= 2 and not syntax.is_infinitive(tree, index)


def _verb_of_subject(tree: Tree, expression: Expression, top: int) -> int:
    """The verb after an expression that a parser hung on its subject: "police on Monday [detained]"; -1 if it belongs to the subject."""
    subject = top
    while tree[subject].relation in WITHIN_SUBJECTS and tree[subject].deprel not in SUBJECTS:
        subject = tree[subject].head
    verb = tree[subject].head
    if tree[subject].deprel not in SUBJECTS or not top < expression.first < verb or "of" in syntax.cases(tree, expression.last):
        return -1
    return -1 if _is_event(tree, top) else verb


def _of_phrase(tree: Tree, top: int, steps: Mapping[int, int], distance: int, nominal: bool) -> Near | None:
    """An expression that the parser hung on a word within the clause: "attacked Kyiv on Monday", "launched an attack on Monday"."""
    above = tree[top].head
    is_name = tree[top].upos in ("PROPN", "NUM") or tree[top].relation in ("obl", "nmod")
    if above in steps and is_name and tree[top].upos != "NOUN":
        return Near(steps[above], True, distance)
    if not nominal and steps.get(above) == 0 and (tree[top].deprel == "obj" or _is_setting(tree, top)):
        return Near(0, True, distance, low=True)
    place = tree[top].relation in ("obl", "nmod") and not tree.lexicon.locatives.isdisjoint(syntax.cases(tree, top))
    if above in steps and place and not _is_event(tree, top):
        return Near(steps[above], True, distance)  # "fired at a base in the town on Monday"
    return None


def _of_last_noun(tree: Tree, expression: Expression, top: int, steps: Mapping[int, int], distance: int) -> Near | None:
    """An expression that the parser hung on the last noun of a clause: "was questioned in relation to the case [in 2019]".

    Of what has been, it may hang on an infinitive too: "helped the country to win the seat [in 1971]".
    """
    marks = _prepositions(tree, expression)
    if "of" in marks or not (marks or expression.which(*WITHOUT_PREPOSITION)):
        return None  # "the crackdown of 2017", "under the Trafficking Act, 1956"
    current = top
    while current >= 0 and current not in steps:
        token = tree[current]
        if syntax.is_verbal(tree, current):
            if not (token.relation == "xcomp" or syntax.is_infinitive(tree, current)) or not _is_past(expression):
                return None
        elif token.relation not in WITHIN_PHRASES or (_is_event(tree, current) and not _has_light_verb(tree, current)):
            return None
        current = token.head
    return Near(steps[current], True, distance, low=True) if current >= 0 else None


def _has_light_verb(tree: Tree, index: int) -> bool:
    """Whether an event noun is the object of a verb that adds nothing to it: "gave a [speech]"."""
    return tree[index].deprel == "obj" and not tree.lexicon.light_verbs.isdisjoint(syntax.verb_phrases(tree, tree[index].head))


def _is_past(expression: Expression) -> bool:
    """Whether an expression by its words means what has been: "1971", "last year", "yesterday"."""
    return bool(expression.which("YEAR", "LAST", "AGO") or (expression.get("DAYWORD") or 0) < 0)


def governor(tree: Tree, expression: Expression) -> int:
    """What an expression hangs on, past the words of time around it ("the early hours of Monday"); -1 if it hangs on nothing."""
    words = tree.lexicon.time
    last = (expression.until or expression).last
    current = next((i for i in range(expression.first, last + 1) if not expression.first <= tree[i].head <= last), expression.first)
    head = tree[current].head
    while head >= 0 and TIMES & words.of(tree.sentence, head).keys() and tree[head].upos != "VERB":
        head = tree[head].head
    opening = min(tree.sentence.subtree(current))
    if head >= 0 and tree[head].relation == "acl" and head < opening and tree[opening - 1].text == ",":
        return tree[head].head  # "troops, backed by warplanes, on Monday attacked"
    return _report_between(tree, head, opening) or head


def _report_between(tree: Tree, head: int, opening: int) -> int | None:
    """The verb of saying after what is said, to which a time behind it belongs, whatever it hangs on: "...," he [said] on Monday."""
    if head >= 0 and tree[head].relation == "ccomp" and tree[head].head == opening - 1 < min(arguments.own_subjects(tree, head), default=0):
        return opening - 1  # "[agreed] yesterday the sentence was lenient"
    for current in () if head < 0 else (head, *tree.ancestors(head)):
        above = tree[current].head if tree[current].relation == "ccomp" else -1
        for verb in (above, *tree.dependents(current, "parataxis")):
            if current < verb < opening and governors.is_report(tree, tree[verb].word):
                return verb
    return None


def _before_noun(tree: Tree, expression: Expression) -> bool:
    """Whether an expression stands before the noun it belongs to: "Monday's attack", "the 2015 deal", "this year's Haj"."""
    last = (expression.until or expression).last
    heads = ((i, tree[i].head) for i in range(expression.first, last + 1) if tree[i].head > last)
    return any(tree[head].upos == "NOUN" or tree[i].deprel == "nmod:poss" for i, head in heads)


def _is_event(tree: Tree, index: int) -> bool:
    """Whether a noun names an event, which has a date of its own."""
    return tree[index].upos in NOUNS and tree[index].word in tree.lexicon.event_nouns


# What happened at the same time --------------------------------------------------------------------------------------------


def holders_of(tree: Tree, index: int, trigger: int | None = None, answers: bool = True) -> Holders:
    """The tokens whose time expressions date an event.

    Args:
        tree: the sentence.
        index: position of the token that carries the event's clause.
        trigger: position of the event noun, if `index` is its light verb.
        answers: whether the answer to an event counts, as it does for days: "police fired [on Monday] after protesters marched", but
            not "returned [in 2016] after charges were dropped".

    Returns:
        The event, what it is part of or happened together with, and what happened together with that.
    """
    steps = {index: 0}
    if trigger is not None:
        steps[trigger] = 0
    opened = {}
    current, climbed = index, 0
    while (head := tree[current].head) >= 0 and climbed < syntax.MAXIMUM_CLIMB:
        if not _same_time(tree, current, answers):
            if tree[current].relation == "conj" and syntax.is_verbal(tree, head):
                opened[head] = climbed + 1
            break
        climbed += 1
        steps.setdefault(head, climbed)
        current = head
    below = list(steps)
    while below:
        holder = below.pop()
        for part in _parts_of_same_time(tree, holder):
            if part not in steps:
                steps[part] = steps[holder] + 1
                below.append(part)
    closed = {
        last: steps[holder] + 1
        for holder in steps
        for last in tree.dependents(holder, "conj")
        if last > index and last not in steps and not arguments.own_subjects(tree, last) and tense_of(tree, last) == tense_of(tree, holder)
    }
    return Holders(steps, opened, closed)


def _same_time(tree: Tree, index: int, answers: bool) -> bool:
    """Whether what a token stands for happened when its governor did."""
    token = tree[index]
    verbal, governor_verbal = syntax.is_verbal(tree, index), syntax.is_verbal(tree, token.head)
    if token.relation == "conj":
        return not verbal or not arguments.own_subjects(tree, index) or _is_elliptic(tree, index)
    if verbal:
        if token.relation == "acl" and token.deprel != "acl:relcl":
            return not syntax.is_infinitive(tree, index) and syntax.is_gerund(tree, index)
        if token.relation == "advcl":
            return _is_simultaneous(tree, index) or (answers and _is_consequent(tree, index))
        return token.relation == "xcomp"
    if not governor_verbal:
        if token.relation != "nmod" or is_remembered(tree, index):
            return False
        return "of" in syntax.cases(tree, index) and not syntax.has_child(tree, token.head, "cop")
    return token.deprel in ("nsubj", "obl:agent") or _is_setting(tree, index) or _is_purpose(tree, index)


def is_remembered(tree: Tree, index: int) -> bool:
    """Whether an event is what a day is kept in memory of: "the anniversary of the [attack] last Monday"."""
    head = tree[index].head
    return head >= 0 and tree[index].relation == "nmod" and "ANNIVERSARY" in tree.lexicon.time.of(tree.sentence, head)


def _is_elliptic(tree: Tree, index: int) -> bool:
    """Whether a participle lacks the auxiliary that stands before another: "nine were killed and 12 [wounded] on Monday"."""
    return tree[index].relation == "conj" and syntax.is_participle(tree, index) and not syntax.has_child(tree, index, "aux", "aux:pass")


def _is_purpose(tree: Tree, index: int) -> bool:
    """Whether a phrase names what somebody meets or travels for: "arrived on Sunday for talks"."""
    arranged = tree.lexicon.arranged_verbs
    if tree[index].relation not in ("obl", "nmod") or "for" not in syntax.cases(tree, index):
        return False
    return tree[tree[index].head].word in arranged and is_arranged_noun(tree, index)


def is_arranged_noun(tree: Tree, index: int) -> bool:
    """Whether a noun names an event that is arranged beforehand: "a round of [talks]", "the [election]"."""
    noun = tree[syntax.content_head(tree, index)].word
    event = tree.lexicon.event_nouns.get(noun)
    return noun in tree.lexicon.arranged_nouns or (event is not None and event.verb in tree.lexicon.arranged_verbs)


def _is_simultaneous(tree: Tree, index: int) -> bool:
    """Whether an adverbial clause tells what happened at the time: "..., killing 12"; "by bombing"; "when rebels attacked"."""
    conjunctions = {tree[i].word for i in _conjunctions(tree, index)}
    if syntax.is_gerund(tree, index) or syntax.is_infinitive(tree, index):
        # "to" and "by" stand before what the main clause does; not "after bombing".
        return conjunctions <= tree.lexicon.same_time_conjunctions | {"to", "by"}
    tenses = {tense_of(tree, index), tense_of(tree, tree[index].head)}
    return bool(conjunctions & tree.lexicon.same_time_conjunctions) and _is_of_one_tense(tree, index) and len(tenses) == 1


def _is_consequent(tree: Tree, index: int) -> bool:
    """Whether the main clause answers to an adverbial clause: "police fired [after] protesters marched"; how long after may be said."""
    conjunctions = [i for i in _conjunctions(tree, index) if tree[i].word in tree.lexicon.consequent_conjunctions]
    if not conjunctions or syntax.is_gerund(tree, index) or not _is_of_one_tense(tree, index):
        return False
    return "UNIT" not in tree.lexicon.time.of(tree.sentence, max(conjunctions[0] - 1, 0))


def _is_of_one_tense(tree: Tree, index: int) -> bool:
    """Whether a finite clause tells an event of its own, and not what had happened before."""
    perfect = any(tree[i].word == "have" for i in tree.dependents(index, "aux"))
    return bool(arguments.own_subjects(tree, index)) and not perfect and not governors.is_report(tree, tree[index].word)


def _conjunctions(tree: Tree, index: int) -> list[int]:
    """The words that open an adverbial clause, as marks or, like "when", as adverbs."""
    known = tree.lexicon.same_time_conjunctions
    return [
        i
        for i in tree.children[index]
        if tree[i].relation == "mark" or (tree[i].relation == "advmod" and i < index and tree[i].word in known)
    ]


def _parts_of_same_time(tree: Tree, index: int) -> Iterator[int]:
    """The clauses and event nouns below a token that were when it was."""
    verbal = syntax.is_verbal(tree, index)
    for i in tree.children[index]:
        relation = tree[i].relation
        if relation == "advcl" and syntax.is_verbal(tree, i) and tree[index].relation != "acl":
            if _is_simultaneous(tree, i) and not syntax.is_infinitive(tree, i):
                yield i  # "was killed when rebels attacked on Monday"; "speaking on Monday, condemned"
        elif _is_elliptic(tree, i) and syntax.is_passive(tree, index):
            yield i
        elif verbal and relation == "obl" and _is_setting(tree, i):
            if tree[i].word in tree.lexicon.statements or (_is_event(tree, i) and tree[index].word not in tree.lexicon.prosecution):
                yield i  # "was toppled in a 2003 coup", but not "was jailed in the 2003 killing"
        elif verbal and tree[i].deprel == "nsubj" and _is_event(tree, i):
            if not syntax.is_passive(tree, index) and not governors.is_report(tree, tree[index].word):
                yield i  # "the raid on Monday killed nine"
        elif not verbal and relation == "acl" and _takes_place(tree, i):
            yield i  # "talks held on Monday", "a statement issued on Monday"


def _takes_place(tree: Tree, index: int) -> bool:
    """Whether a participle only says that its noun took place: "an attack [launched] on Monday"."""
    lexicon = tree.lexicon
    return syntax.is_participle(tree, index) and not (lexicon.light_verbs | lexicon.issuing_verbs).isdisjoint(
        syntax.verb_phrases(tree, index)
    )


def _is_setting(tree: Tree, index: int) -> bool:
    """Whether a phrase names an event of the same day: "were killed in [strikes]", but not "in response to", "after"."""
    return tree[index].relation == "obl" and not tree.lexicon.same_time_prepositions.isdisjoint(syntax.cases(tree, index))
