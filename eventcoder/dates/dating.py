"""When an event was: the time expression that belongs to its clause, as days."""

from __future__ import annotations

import datetime

import attrs

from eventcoder.dates.expressions import Expression, find_expressions
from eventcoder.dates.periods import resolve
from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.tree import Tree

# Classes of words that may stand between a time expression and what it hangs on.
TIMES = frozenset({"UNIT", "WEEKEND", "DAYWORD", "PART", "AGO", "EARLY", "MID", "LATE", "EARLIER", "LATER", "WEEKDAY", "MONTH", "YEAR"})


@attrs.frozen
class EventDate:
    """When an event was.

    Args:
        start: first day, ISO 8601, or None.
        end: last day, or None.
        precision: day, week, month, year, range, or document where no words give a date.
        text: the words that gave it.
    """

    start: str | None
    end: str | None
    precision: str
    text: str = ""


@attrs.frozen
class Near:
    """How a time expression hangs together with a trigger; the smallest wins.

    Args:
        climbed: verbs between the trigger and what the expression hangs on.
        indirect: whether it hangs on a phrase of the verb rather than on the verb.
        distance: tokens between.
    """

    climbed: int
    indirect: bool
    distance: int


def find_date(tree: Tree, index: int, reference: str | None, future: bool | None = None, trigger: int | None = None) -> EventDate:
    """Date an event.

    The time expression that hangs on the event's own clause counts; without one, that of the verb the clause is part of.

    Args:
        tree: its sentence.
        index: position of the token that carries its clause.
        reference: ISO 8601 date of the document, or None.
        future: whether it lies ahead ("will meet on Monday"); None to go by the tense of its verb.
        trigger: position of the event noun where `index` is its light verb.

    Returns:
        The date; that of the document where the sentence names none.
    """
    expressions = find_expressions(tree.sentence, tree.lexicon.time)
    today = datetime.date.fromisoformat(reference[:10]) if reference else None
    if future is None:
        future = bool(expressions) and lies_ahead(tree, index)
    ranked = ((nearness(tree, expression, index, trigger), expression) for expression in expressions)
    mine = [(attrs.astuple(near), expression) for near, expression in ranked if near is not None]
    for (climbed, *_), expression in sorted(mine, key=lambda pair: pair[0]):
        if future and climbed and not lies_ahead(tree, _governor(tree, expression)):
            continue  # "vowed on Monday to strike": the vow was on Monday
        period = resolve(expression, today, future)
        if period is not None:
            return EventDate(_iso(period.start), _iso(period.end), period.precision, _text(tree, expression))
    return EventDate(reference, reference, "document")


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(tree: Tree, expression: Expression) -> str:
    first = expression.first - (1 if expression.opening or expression.until else 0)
    if first < expression.first and tree[first].relation not in ("case", "mark"):
        first = expression.first
    return tree.sentence.words(tuple(range(first, (expression.until or expression).last + 1)))


def lies_ahead(tree: Tree, index: int) -> bool:
    """Whether the tense of a verb, or of the verb it depends on, points ahead: a modal, an infinitive, a scheduled present."""
    for position in (index, *tree.ancestors(index)):
        features = [tree[position].feats, *(tree[i].feats for i in tree.dependents(position, "aux", "cop"))]
        if any(tree[i].xpos == "MD" for i in tree.dependents(position, "aux")) or syntax.is_infinitive(tree, position):
            return True
        if any("VerbForm=Fin" in f for f in features):
            return any("Tense=Pres" in f for f in features) and not any("Tense=Past" in f for f in features)
    return False


def nearness(tree: Tree, expression: Expression, index: int, trigger: int | None = None) -> Near | None:
    """How near a time expression is to an event; None if it belongs to another.

    Args:
        tree: the sentence.
        expression: the expression.
        index: position of the token that carries the event's clause.
        trigger: position of the event noun, if `index` is its light verb.

    Returns:
        The rank.
    """
    top = _governor(tree, expression)
    if top < 0:
        return None
    position = expression.first
    holders = _holders(tree, index, trigger)
    if top in holders:
        return Near(holders[top], False, abs(position - index))
    if tree[top].upos == "VERB":
        return None
    # The parser hung it on a name within the clause: "attacked Kyiv on Monday".
    above = tree[top].head
    is_name = tree[top].upos in ("PROPN", "NUM") or tree[top].relation in ("obl", "nmod")
    if above in holders and is_name and not _before_noun(tree, expression) and tree[top].upos != "NOUN":
        return Near(holders[above], True, abs(position - index))
    within = tree[top].deprel == "obj" or _is_setting(tree, top)
    if trigger in (None, index) and holders.get(above) == 0 and within and not _before_noun(tree, expression):
        return Near(0, True, abs(position - index))  # "launched an attack on Monday", "threatened Israel with strikes on Monday"
    return None


def _governor(tree: Tree, expression: Expression) -> int:
    """What an expression hangs on, past the words of time around it ("the early hours of Monday")."""
    words = tree.lexicon.time
    last = (expression.until or expression).last
    current = next((i for i in range(expression.first, last + 1) if not expression.first <= tree[i].head <= last), expression.first)
    head = tree[current].head
    while head >= 0 and TIMES & words.of(tree.sentence, head).keys() and tree[head].upos != "VERB":
        head = tree[head].head
    return head


def _before_noun(tree: Tree, expression: Expression) -> bool:
    """Whether an expression stands before the noun it belongs to: "Monday's attack", "the 2015 deal"."""
    last = (expression.until or expression).last
    return any(tree[i].head > last and tree[tree[i].head].upos == "NOUN" for i in range(expression.first, last + 1))


def _holders(tree: Tree, index: int, trigger: int | None) -> dict[int, int]:
    """The tokens whose time expressions date an event, each with the number of verbs climbed to it."""
    holders = {index: 0}
    if trigger is not None:
        holders[trigger] = 0
    current, climbed = index, 0
    while (head := tree[current].head) >= 0 and climbed < syntax.MAXIMUM_CLIMB:
        if not _same_time(tree, current):
            break
        climbed += 1
        holders[head] = climbed
        current = head
    return holders


def _same_time(tree: Tree, index: int) -> bool:
    """Whether what a token stands for happened when its governor did."""
    token = tree[index]
    verbal, governor_verbal = syntax.is_verbal(tree, index), syntax.is_verbal(tree, token.head)
    if token.relation == "conj":
        return not verbal or not arguments.own_subjects(tree, index)
    if verbal:
        # "..., killing 12"; "continued to shell"; "by bombing", but not "after bombing", "said that", "which had bombed".
        marked = any(tree[i].relation == "mark" and tree[i].word not in ("to", "by") for i in tree.children[index])
        if token.relation == "acl" and token.deprel != "acl:relcl":
            return not syntax.is_infinitive(tree, index) and syntax.is_gerund(tree, index)
        loose = syntax.is_gerund(tree, index) or syntax.is_infinitive(tree, index)
        return token.relation == "xcomp" or (token.relation == "advcl" and loose and not marked)
    if not governor_verbal:
        return token.relation == "nmod" and "of" in syntax.cases(tree, index) and not syntax.has_child(tree, token.head, "cop")
    return token.deprel in ("nsubj", "obl:agent") or _is_setting(tree, index)


def _is_setting(tree: Tree, index: int) -> bool:
    """Whether a phrase names an event of the same day: "were killed in [strikes]", but not "in response to", "after"."""
    return tree[index].relation == "obl" and not tree.lexicon.same_time_prepositions.isdisjoint(syntax.cases(tree, index))
