"""Whether a sentence says that an event happened: polarity, modality, tense, attribution, and the status they add up to.

The marks on the clause itself are gathered first (not, will, if, alleged). Then the tree is climbed: each verb above may make
something of what is below it (plan to, deny, accuse of), or pass its own marks down. What is told by the way (relative and temporal
clauses, nouns like "condemned the attack") is presupposed: nothing above bears on it but the speaker.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from eventcoder.grammar import arguments, governors, syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.marks import Marks, tense_of
from eventcoder.grammar.tree import Tree
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
    tree, carrier, marks = clause.tree, clause.carrier, clause.marks
    withheld = "negated" in marks.names
    for step in _climb(tree, carrier, presupposable=not clause.has_verb):
        marks += step
    found = marks.names
    return Status(
        name=next((name for name in PRECEDENCE if name in found), "asserted"),
        polarity="negative" if "negated" in found else "affirmative",
        modality=marks.modality,
        tense="future" if "future" in found else tense_of(tree, carrier),
        speakers=marks.speakers or _according_to(tree, carrier),
        future="future" in found,
        committed=not found & {"hypothetical", "claimed"},
        withheld=withheld,
    )


def _climb(tree: Tree, index: int, presupposable: bool) -> Iterator[Marks]:
    """What each token above a clause says about it.

    Args:
        tree: the tree.
        index: the token that carries the clause.
        presupposable: whether it is an event noun without a light verb, which the verb above presupposes ("condemned the attack").

    Yields:
        Marks, nearest first.
    """
    presupposed = False
    for _ in range(syntax.MAXIMUM_CLIMB):
        yield _reporting_clause(tree, index, presupposed)
        head = tree[index].head
        if head < 0:
            return
        if presupposable:
            yield governors.noun_governor_marks(tree, index)
            presupposed = not governors.occurs(tree, index)
        elif _told_by_the_way(tree, index):
            presupposed = True
        else:
            marks = governors.governor_marks(tree, index, presupposed)
            yield marks
            if marks.final:
                return
        if not presupposed:
            yield governors.inherited_marks(tree, index)
        index, presupposable = head, False


def _told_by_the_way(tree: Tree, index: int) -> bool:
    """Whether a clause is a relative, participial or temporal one, an apposition or presupposed: a fact whatever stands above it."""
    token = tree[index]
    if token.relation == "ccomp":
        return governors.is_presupposing(tree, token.head)
    if token.deprel == "acl:relcl":
        return not governors.is_content(tree, index)
    if token.relation == "advcl":
        return not syntax.is_gerund(tree, index) and not syntax.is_infinitive(tree, index)
    if token.relation in ("acl", "amod") and syntax.is_participle(tree, index):
        return not governors.is_content(tree, index)  # "the deal signed in May"
    return token.relation == "appos"


def _reporting_clause(tree: Tree, index: int, presupposed: bool) -> Marks:
    """The report that follows or interrupts what it reports: "..., the ministry said"."""
    for i in tree.children[index]:
        # Parsers call it an adverbial clause now and then; then it has no conjunction.
        inserted = tree[i].relation == "parataxis" or (tree[i].relation == "advcl" and not syntax.has_child(tree, i, "mark"))
        if not inserted or not governors.is_report(tree, tree[i].word):
            continue
        if not syntax.has_child(tree, i, "ccomp", "xcomp", "obj") and arguments.own_subjects(tree, i):
            return governors.report_marks(tree, i, presupposed)
    return Marks()


def _according_to(tree: Tree, index: int) -> tuple[int, ...]:
    """Whom "according to X" names, anywhere above a clause."""
    for position in (index, *tree.ancestors(index)):
        for i in tree.dependents(position, "obl", "advcl", "nmod"):
            if not tree.lexicon.attribution.isdisjoint(syntax.cases(tree, i)):
                return (i,)
    return ()
