"""When an event was: the time expression that belongs to its clause, as days."""

from __future__ import annotations

import datetime

import attrs

from eventcoder.dates.expressions import Expression, find_expressions
from eventcoder.dates.nearness import NAMING_DAYS, governor, holders_of, is_arranged_noun, nearness
from eventcoder.dates.offsets import counted_from, shifted
from eventcoder.dates.periods import DAY, Period, resolve
from eventcoder.grammar import governors, syntax
from eventcoder.grammar.marks import tense_of
from eventcoder.grammar.tree import SUBJECTS, Tree

RECENT = 60  # days before the article that a headline in the present may tell of


@attrs.frozen
class EventDate:
    """When an event was.

    Args:
        start: first day, ISO 8601, or None.
        end: last day, or None.
        precision: day, week, month, year, range, or document where no words give a date.
        text: the words that gave it.
        scheduled: whether it lies ahead although it is told in the present: "the ministers meet on Friday".
        found: where the words stand: clause, sentence or sentence before; article where there are none.
    """

    start: str | None
    end: str | None
    precision: str
    text: str = ""
    scheduled: bool = False
    found: str = "article"

    @classmethod
    def of(cls, period: Period, text: str, found: str) -> EventDate:
        """The date that some words mean."""
        return cls(_iso(period.start), _iso(period.end), period.precision, text, found=found)

    @property
    def period(self) -> Period:
        """The same as days."""
        first, last = (None if day is None else datetime.date.fromisoformat(day[:10]) for day in (self.start, self.end))
        return Period(first, last, self.precision)


def find_date(
    tree: Tree,
    index: int,
    reference: str | None,
    future: bool | None = None,
    trigger: int | None = None,
    before: EventDate | None = None,
) -> EventDate:
    """Date an event.

    The time expression that hangs on the event's own clause counts; without one, that of what happened at the same time.

    Args:
        tree: its sentence.
        index: position of the token that carries its clause.
        reference: ISO 8601 date of the document, or None.
        future: whether it lies ahead ("will meet on Monday"); None to go by the form of its verb.
        trigger: position of the event noun where `index` is its light verb.
        before: when what the sentences before tell was; "the next day" counts from there.

    Returns:
        The date; that of the document where the sentence names none.
    """
    expressions = find_expressions(tree.sentence, tree.lexicon.time)
    today = datetime.date.fromisoformat(reference[:10]) if reference else None
    if expressions:
        ahead = lies_ahead(tree, index) if future is None else future
        story = _Story(expressions, today, ahead, before)
        found = _from_words(tree, story, index, trigger) or _from_distance(tree, story, index)
        if found is not None:
            return found
    return EventDate(reference, reference, "document")


@attrs.frozen
class _Story:
    """What the words of time in a sentence are resolved by.

    Args:
        expressions: all of its sentence.
        today: the date of the document, or None.
        future: whether what is dated lies ahead.
        before: when what the sentences before tell was, or None.
    """

    expressions: list[Expression]
    today: datetime.date | None
    future: bool
    before: EventDate | None


def _from_words(tree: Tree, story: _Story, index: int, trigger: int | None) -> EventDate | None:
    """The date by the nearest expression that gives one."""
    answered = {e.first: e.name in NAMING_DAYS or e.last < index < tree[index].head for e in story.expressions}
    holders = {answers: holders_of(tree, index, trigger, answers) for answers in set(answered.values())}
    ranked = ((nearness(tree, e, holders[answered[e.first]], index, trigger), e) for e in story.expressions)
    mine = [(near, expression) for near, expression in ranked if near is not None]
    for near, expression in sorted(mine, key=lambda pair: attrs.astuple(pair[0])):
        above = governor(tree, expression)
        if near.climbed and (_is_past(tree, above) if story.future else _is_foretold(tree, above)):
            continue  # "vowed on Monday to strike": the vow was on Monday
        found = "sentence" if near.climbed else "clause"
        if expression.name == "anaphoric":
            if (anchor := _anchor(tree, story, expression)) is not None:
                counted = counted_from(expression, anchor.period, story.today, story.future)
                if counted is not None:
                    return _dated(tree, expression, counted, anchor.found if anchor is story.before else found)
            continue
        plain = attrs.evolve(expression, opening="") if near.inside else expression
        period, scheduled = _period(tree, plain, index, story.today, story.future)
        if period is not None and not (near.low and _is_of_other_time(tree, period, index, story)):
            return attrs.evolve(_dated(tree, expression, period, found), scheduled=scheduled)
    return None


def _is_of_other_time(tree: Tree, period: Period, index: int, story: _Story) -> bool:
    """Whether days are not those of a clause: "commemorates the annexation [in 1824]", "was invited to a summit [in December]"."""
    if story.today is None or story.future:
        return False
    to_come = period.start is not None and period.start > story.today
    past = period.end is not None and (story.today - period.end).days > RECENT
    return to_come or (past and _present_verb(tree, index) is not None)


def _anchor(tree: Tree, story: _Story, expression: Expression) -> EventDate | None:
    """What an anaphoric expression counts from: the last day that the sentence names before it, or else the sentences before."""
    for other in reversed(story.expressions):
        if other.first < expression.first and other.name not in ("anaphoric", "offset"):
            holder = governor(tree, other)
            period = None if holder < 0 else resolve(other, story.today, False)
            if period is not None and not governors.is_report(tree, tree[holder].word):
                return _dated(tree, other, period, "sentence")
    return story.before


def _dated(tree: Tree, expression: Expression, period: Period, found: str) -> EventDate:
    return EventDate.of(period, _text(tree, expression), found)


def _is_past(tree: Tree, index: int) -> bool:
    return not lies_ahead(tree, index) and not _is_planned(tree, _present_verb(tree, index))


def _period(tree: Tree, expression: Expression, index: int, today: datetime.date | None, future: bool) -> tuple[Period | None, bool]:
    """The days of an expression, and whether they are those of a plan told in the present."""
    period = resolve(expression, today, future)
    if period is None or today is None or future:
        return period, False
    verb = _present_verb(tree, index)
    if verb is not None and _is_announced(tree, expression, verb, period, today):
        return resolve(expression, today, True), True
    return _of_past(expression, period, today), False


def _of_past(expression: Expression, period: Period, today: datetime.date) -> Period | None:
    """The days of what has happened: they end today at the latest."""
    if period.end is None or period.end <= today:
        return period
    if expression.which("NEXT", "LATER") or period.start is None:
        return None  # "the next week, police arrested": counted from another event; "considers it by the end of the year": another's date
    return period if period.start > today else attrs.evolve(period, end=today)


def _is_announced(tree: Tree, expression: Expression, verb: int, past: Period, today: datetime.date) -> bool:
    """Whether a present tells what is to come: "meet on Friday", "leaves later this week".

    Of what is planned, a day that has just gone (the day before the article, or its own) is nearer than one to come.
    """
    ahead = resolve(expression, today, True)
    if ahead is None or ahead.start is None or ahead.start < today:
        return False
    if tree[verb].word in tree.lexicon.intends:
        return False  # "considers a curfew next week"
    if expression.which("NEXT", "LATER"):
        return True
    just_gone = past.end is not None and today - DAY <= past.end <= today
    return ahead.start > today and (ahead == past or (_is_planned(tree, verb) and not just_gone))


def _from_distance(tree: Tree, story: _Story, index: int) -> EventDate | None:
    """The date by that of another event, and how far from it this one lies: "bombed on Tuesday, a day after Hamas fired rockets"."""
    for offset in (e for e in story.expressions if e.name == "offset"):
        other, sign = tree[index].head, -1
        if not _opens(tree, offset, index):
            other, sign = next((i for i in tree.children[index] if _opens(tree, offset, i)), -1), 1
        if other < 0:
            continue
        base = _from_words(tree, story, other, None)
        if base is None and sign < 0 and story.today is not None and tense_of(tree, other) == "present":
            base = _dated(tree, offset, Period(story.today, story.today, "day"), "article")  # "comes a year [after] troops took over"
        if base is None or base.precision != "day" or base.start is None:
            continue
        period = shifted(offset, datetime.date.fromisoformat(base.start), sign)
        if period is not None:
            return _dated(tree, offset, period, "sentence")
    return None


def _opens(tree: Tree, offset: Expression, index: int) -> bool:
    """Whether an expression of distance opens a clause or phrase: "[a day after] Hamas fired"."""
    return any(i == offset.last and tree[i].relation in ("mark", "case", "advmod") for i in tree.children[index])


def _iso(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _text(tree: Tree, expression: Expression) -> str:
    first = expression.first - (1 if expression.opening or expression.until else 0)
    if first < expression.first and tree[first].relation not in ("case", "mark"):
        first = expression.first
    return tree.sentence.words(tuple(range(first, (expression.until or expression).last + 1)))


# What lies ahead ----------------------------------------------------------------------------------------------------------


def lies_ahead(tree: Tree, index: int) -> bool:
    """Whether the form of a verb, or of the verb it depends on, points ahead: a modal, an infinitive."""
    for position in () if index < 0 else (index, *tree.ancestors(index)):
        if _is_foretold(tree, position) or syntax.is_infinitive(tree, position):
            return True
        if _is_finite(tree, position):
            return False
    return False


def _is_foretold(tree: Tree, index: int) -> bool:
    """Whether a modal stands before a verb, and not before a perfect: "may attack", but not "may have attacked"."""
    auxiliaries = [] if index < 0 else tree.dependents(index, "aux")
    return any(tree[i].xpos == "MD" for i in auxiliaries) and not any(tree[i].word == "have" for i in auxiliaries)


def _present_verb(tree: Tree, index: int) -> int | None:
    """The verb, if it is in the present, that a token is or depends on."""
    for position in () if index < 0 else (index, *tree.ancestors(index)):
        if _is_finite(tree, position):
            features = _features(tree, position)
            present = any("Tense=Pres" in found for found in features) or _is_bare(tree, position)
            return position if present and not any("Tense=Past" in found for found in features) else None
    return None


def _is_finite(tree: Tree, index: int) -> bool:
    return any("VerbForm=Fin" in found for found in _features(tree, index)) or _is_bare(tree, index)


def _is_bare(tree: Tree, index: int) -> bool:
    """Whether a verb of a headline was taken for an infinitive: "Army, rebels [sign] truce"."""
    token = tree[index]
    alone = token.head < 0 and not syntax.has_child(tree, index, "aux", "mark")
    return token.xpos == "VB" and alone and syntax.has_child(tree, index, *SUBJECTS)


def _features(tree: Tree, index: int) -> list[str]:
    """The features of a verb or predicate and of its auxiliaries."""
    return [tree[index].feats, *(tree[i].feats for i in tree.dependents(index, "aux", "cop"))]


def _is_planned(tree: Tree, verb: int | None) -> bool:
    """Whether a verb in the present may tell what has been arranged: "meets", "holds talks", not "resumes strikes"."""
    if verb is None:
        return False
    lexicon, word = tree.lexicon, tree[verb].word
    if word in lexicon.arranged_verbs:
        return not syntax.has_child(tree, verb, "xcomp")
    if word not in lexicon.arranging_verbs:
        return False
    nouns = tree.dependents(verb, "obj") or tree.dependents(verb, *SUBJECTS)
    return bool(nouns) and all(is_arranged_noun(tree, i) for i in nouns)
