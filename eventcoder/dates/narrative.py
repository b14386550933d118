"""What a sentence takes over from those before it: the day of the same story, the day on which the same speaker speaks."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import attrs

from eventcoder.dates.dating import EventDate, find_date
from eventcoder.dates.expressions import Expression
from eventcoder.dates.nearness import governor
from eventcoder.dates.periods import resolve
from eventcoder.grammar import arguments, governors, syntax
from eventcoder.grammar.tree import NOUNS, Tree

LASTING = 3  # sentences without a day of their own over which a story goes on
LONGEST = 366  # days of a date that carries over
OLD = 60  # days before the article from which on what is told is history, not news


OTHERS = frozenset({"RECENT", "LAST", "NEXT", "FOLLOWING", "NTH", "EARLIER", "LATER"})  # "the [first] meeting", "his [last] visit"


@attrs.frozen
class Told:
    """What the sentences before have told, as far as their days may carry over.

    Args:
        happened: when the last of it that has a day happened.
        mentioned: the last day that the sentence before named, of whatever.
        verbs: the verbs that told it; event nouns count as their verbs.
        nouns: the nouns and names in it.
        reported: whether somebody was said to have told it.
        age: how many sentences ago.
    """

    happened: EventDate | None = None
    mentioned: EventDate | None = None
    verbs: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()
    reported: bool = False
    age: int = 0

    @property
    def anchor(self) -> EventDate | None:
        """What "the next day" counts from."""
        return self.mentioned or self.happened


NOTHING = Told()


def tell(tree: Tree, before: Told, reference: str | None, expressions: list[Expression]) -> Told:
    """What is told when one more sentence has been read.

    Args:
        tree: the sentence.
        before: what those before it have told.
        reference: ISO 8601 date of the document, or None.
        expressions: the time expressions of the sentence.

    Returns:
        What the next sentence may take over.
    """
    if not expressions and before.anchor is None:
        return NOTHING
    root = next(iter(tree.sentence.roots), -1)
    if root < 0 or not (syntax.is_verbal(tree, root) or syntax.has_child(tree, root, "cop")):
        return before  # a dateline, a heading
    report = _report_of(tree, root)
    told = root if report != root else next(iter(tree.dependents(root, "ccomp", "parataxis")), root)
    happened = None if not expressions or report == told or not _is_past(tree, told) else _own(tree, told, before, reference, expressions)
    if happened is not None:
        return Told(happened, None, frozenset(_verbs(tree, told)), _nouns(tree), report is not None)
    if expressions:
        return Told(mentioned=_mentioned(tree, expressions, reference))  # of which other time the next sentence tells, nobody knows
    if report is None and _goes_on(tree, root, before) and _takes_up(tree, root):
        return attrs.evolve(before, verbs=before.verbs | frozenset(_verbs(tree, told)), nouns=before.nouns | _nouns(tree))
    return attrs.evolve(before, age=before.age + 1) if before.age < LASTING else NOTHING


def _nouns(tree: Tree) -> frozenset[str]:
    return frozenset(token.word for token in tree.tokens if token.upos in NOUNS)


def _mentioned(tree: Tree, expressions: list[Expression], reference: str | None) -> EventDate | None:
    """The last day that is named and has been, other than that on which something was said."""
    today = None if reference is None else datetime.date.fromisoformat(reference[:10])
    for expression in reversed(expressions):
        holder, period = governor(tree, expression), resolve(expression, today, False)
        if period is not None and not (holder >= 0 and governors.is_report(tree, tree[holder].word)):
            return EventDate.of(period, tree.sentence.words(tuple(range(expression.first, expression.last + 1))), "sentence before")
    return None


def _own(tree: Tree, index: int, before: Told, reference: str | None, expressions: list[Expression]) -> EventDate | None:
    """The day that words of the sentence give to a clause."""
    found = find_date(tree, index, reference, before=before.anchor, expressions=expressions)
    if not found.text or found.found == "sentence" or not _is_short(found) or (found.precision == "range" and found.end == reference):
        return None  # "since Monday" is no day on which the story goes on
    return attrs.evolve(found, found="sentence before")


def _is_short(day: EventDate) -> bool:
    """Whether a date tells within a year when something was."""
    first, last = day.period.start, day.period.end
    return first is not None and last is not None and (last - first).days <= LONGEST


def _report_of(tree: Tree, root: int) -> int | None:
    """The verb that says so, for the main clause of a sentence: itself, or one beside it: "...", Woo [said] Thursday."""
    if governors.is_report(tree, tree[root].word):
        return root
    return next((i for i in tree.dependents(root, "parataxis") if governors.is_report(tree, tree[i].word)), None)


def _verbs(tree: Tree, index: int) -> list[str]:
    """The verbs of a clause, event nouns of it counted as theirs."""
    near = [index, *tree.dependents(index, "conj", "xcomp", "obj", "nsubj", "nsubj:pass", "obl")]
    return [_verb_of(tree, i) for i in near]


def _verb_of(tree: Tree, index: int) -> str:
    noun = tree.lexicon.event_nouns.get(tree[index].word)
    return tree[index].word if noun is None or syntax.is_verbal(tree, index) else noun.verb or tree[index].word


def carried(
    tree: Tree, index: int, trigger: int | None, before: Told, reference: str | None, expressions: list[Expression]
) -> EventDate | None:
    """The day that an event without words of time takes over from the sentences before.

    Args:
        tree: its sentence.
        index: position of the token that carries its clause.
        trigger: position of the event noun where `index` is its light verb.
        before: what the sentences before have told.
        reference: ISO 8601 date of the document, or None.
        expressions: the time expressions of the sentence.

    Returns:
        The day; None if it is not certain that the story goes on.
    """
    if before.happened is None:
        return None
    if _is_retold(tree, index if trigger is None else trigger, before):
        return before.happened
    main = _main_clause(tree, index)
    if main is None or expressions or not _goes_on(tree, main, before):
        return None
    old = _is_old(before.happened, reference) and _is_linked(tree, main, before)
    return before.happened if old or _takes_up(tree, main) else None


def said_on(tree: Tree, index: int, before: Told, reference: str | None, expressions: list[Expression]) -> EventDate | None:
    """The day on which words were said, for an act that is done by saying so: "I [condemn] the attack," Woo said Thursday.

    Args:
        tree: the sentence.
        index: position of the token that carries the clause of the act.
        before: what the sentences before have told.
        reference: ISO 8601 date of the document, or None.
        expressions: the time expressions of the sentence.

    Returns:
        The day; None if no verb of saying above or beside the clause has one.
    """
    for verb in _reports_around(tree, index):
        found = find_date(tree, verb, reference, before=before.anchor, expressions=expressions)
        if found.text:
            return attrs.evolve(found, found="sentence" if found.found == "clause" else found.found)
    return None


def _reports_around(tree: Tree, index: int) -> Iterator[int]:
    """The verbs of saying of which a clause is, or is part of, what is said; the nearest first."""
    for i in (index, *tree.ancestors(index)):
        if i != index and governors.is_report(tree, tree[i].word) and syntax.is_verbal(tree, i):
            yield i
        yield from (j for j in tree.dependents(i, "parataxis") if governors.is_report(tree, tree[j].word))


def _is_retold(tree: Tree, trigger: int, before: Told) -> bool:
    """Whether an event has been told before: "suspended four members ... The members were [suspended] for"; "[the talks] failed"."""
    if _verb_of(tree, trigger) not in before.verbs:
        return False
    if syntax.is_verbal(tree, trigger):
        return before.age == 0 and _is_past(tree, trigger)
    told_apart = any(tree.lexicon.time.of(tree.sentence, i).keys() & OTHERS for i in tree.children[trigger] if i < trigger)
    return _is_definite(tree, trigger) and not told_apart and not syntax.has_child(tree, trigger, "acl", "acl:relcl")


def _is_definite(tree: Tree, noun: int) -> bool:
    """Whether a noun has a definite article or a possessor: "the talks", "their meeting"."""
    below = [tree[i] for i in tree.children[noun] if i < noun]
    return any(token.word in tree.lexicon.references.definite or "Poss=Yes" in token.feats for token in below)


def _goes_on(tree: Tree, main: int, before: Told) -> bool:
    """Whether a main clause goes on with what the sentence before has told: not "[Later], ...", nor with a state ("was reluctant")."""
    new = before.age or before.reported or governors.is_report(tree, tree[main].word) or syntax.has_child(tree, main, "cop")
    later = any(tree.lexicon.time.of(tree.sentence, i).keys() & OTHERS for i in tree.dependents(main, "advmod"))
    return before.happened is not None and not new and not later and _is_past(tree, main)


def _main_clause(tree: Tree, index: int) -> int | None:
    """The main verb of which a clause is a part; None if it is in a clause of another kind."""
    while tree[index].head >= 0:
        if tree[index].relation not in ("conj", "xcomp", "obj", "obl", "nsubj"):
            return None
        index = tree[index].head
    return index


def is_perfect(tree: Tree, index: int) -> bool:
    """Whether a clause tells what had been done before: "said that he [had condemned] the attack"."""
    return any(tree[i].word == "have" for i in tree.dependents(index, "aux"))


def _is_past(tree: Tree, index: int) -> bool:
    """Whether a clause is in the simple past."""
    helpers = [tree[i] for i in tree.dependents(index, "aux", "cop")]
    finite = any("VerbForm=Fin" in token.feats and "Tense=Past" in token.feats for token in (tree[index], *helpers))
    return finite and not is_perfect(tree, index)


def _takes_up(tree: Tree, index: int) -> bool:
    """Whether the subject of a clause is a pronoun: "[They] fought over ..."."""
    return any(tree[i].upos == "PRON" and "Person=3" in tree[i].feats for i in arguments.own_subjects(tree, index))


def _is_linked(tree: Tree, index: int, before: Told) -> bool:
    """Whether a clause speaks of somebody or something in the sentence before: "[Voters] rejected it", "[the talks] failed"."""
    subjects = arguments.own_subjects(tree, index)
    known = any(tree[i].word in before.nouns or (tree[i].word in tree.lexicon.event_nouns and _is_definite(tree, i)) for i in subjects)
    return known or any(tree[i].upos == "PRON" and "Person=3" in tree[i].feats for i in tree.subtree(index))


def _is_old(day: EventDate, reference: str | None) -> bool:
    last = day.period.end
    return last is not None and reference is not None and (datetime.date.fromisoformat(reference[:10]) - last).days > OLD
