"""How many died in an event."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventcoder.coding.context import Context
from eventcoder.coding.reading import Reading
from eventcoder.english.deathwords import DeathWords
from eventcoder.grammar import arguments, settings, syntax
from eventcoder.grammar.marks import noun_marks, verb_marks
from eventcoder.grammar.tree import SUBJECTS, Tree


@attrs.frozen
class Deaths:
    """A number of dead.

    Args:
        token: position of the word of dying that it stands with.
        number: how many died.
    """

    token: int
    number: int


def find_deaths(context: Context, reading: Reading) -> Deaths | None:
    """How many died in an event of force, as the sentence says.

    The injured are not counted; of "at least 12" and "10 to 12" the lower number is taken; "dozens" is no number.

    Args:
        context: the sentence.
        reading: the reading.

    Returns:
        The number with its word, or None if the sentence gives none.
    """
    words = context.lexicon.deaths
    tokens = (i for told in (reading, *reading.retold) for i in _event_tokens(context.tree, told, words))
    return next((Deaths(i, number) for i in tokens if (number := deaths_at(context.tree, words, i)) is not None), None)


def _event_tokens(tree: Tree, reading: Reading, words: DeathWords) -> list[int]:
    """The tokens that tell of an event: its clause, its participles and conjoined predicates; then the clause it is part of."""
    start, trigger = reading.clause.carrier, reading.trigger
    tokens = _clause_tokens(tree, start, trigger)
    for head in settings.shared(tree, trigger if reading.clause.kind == "nominal" and reading.clause.light_verb is None else start):
        tokens += [i for i in _clause_tokens(tree, head, trigger) if i not in tokens]
    # "12 people were killed when rebels attacked the town"
    tokens += [i for i in settings.circumstances(tree, start) if words.has("kill", tree[i].word) or words.has("die", tree[i].word)]
    return tokens


def _clause_tokens(tree: Tree, index: int, trigger: int) -> list[int]:
    """A token and what is below it, without the clauses of others."""
    found, stack = [], [index]
    while stack:
        current = stack.pop(0)
        found.append(current)
        stack += [i for i in tree.children[current] if not _is_another_clause(tree, i, trigger)]
    return found


def _is_another_clause(tree: Tree, index: int, trigger: int) -> bool:
    token = tree[index]
    if token.deprel == "acl:relcl":
        return token.head != trigger  # "an attack that left five dead"
    if token.relation in ("ccomp", "parataxis"):
        return True
    finite = token.relation in ("advcl", "conj") and syntax.has_child(tree, index, *SUBJECTS)
    return finite and syntax.is_verbal(tree, index)


def deaths_at(tree: Tree, words: DeathWords, index: int) -> int | None:
    """The number of dead that a token tells of, if it is a word of dying.

    Args:
        tree: the tree.
        words: words of dying.
        index: position of the token.

    Returns:
        The number, or None.
    """
    token = tree[index]
    if "negated" in verb_marks(tree, index).names:
        return None  # "no one was killed"
    forms = (token.word, token.form)
    following = tree[index + 1].form if index + 1 < len(tree) else ""
    if words.has("kill", *forms, f"{forms[0]} {following}"):
        if token.upos in ("NOUN", "PROPN"):
            return _counted(tree, words, tree.dependents(index, "nmod"))
        return _counted(tree, words, _victims(tree, words, index))
    if words.has("die", *forms):
        return _counted(tree, words, arguments.own_subjects(tree, index))
    if words.has("dead", *forms):
        return _dead(tree, words, index)
    if words.has("take", *forms) or words.has("loss", *forms):
        lives = [i for i in tree.dependents(index, "obj", "nmod") if words.has("life", tree[i].word)]
        return _counted(tree, words, lives)
    if words.has("count", *forms):
        return _number(tree, words, index)
    if words.has("toll", token.word):
        return _counted(tree, words, [*tree.dependents(index, "nmod", "appos"), *_predicate(tree, words, index)])
    return None


def _victims(tree: Tree, words: DeathWords, index: int) -> list[int]:
    """Heads of the phrases that a verb of killing is done to."""
    token = tree[index]
    if syntax.is_passive(tree, index):
        own = arguments.own_subjects(tree, index)
        if own or token.head < 0:
            return own
        return [token.head] if token.relation in ("acl", "amod") else arguments.own_subjects(tree, token.head)
    # Trees have what follows "more than" as a prepositional phrase: "killed more than 30 people".
    found = [*tree.dependents(index, "obj"), *(i for i in tree.dependents(index, "obl") if words.has("exceeded", *syntax.cases(tree, i)))]
    found = found or list(arguments.shared_objects(tree, index))  # "shelled and [killed] nine people", where the object hangs on the first
    # "killing one and injuring 13 others", where both objects may hang on the first verb.
    other = next((i for i in tree.dependents(index, "conj") if words.has("alive", tree[i].word)), len(tree))
    return [i for i in found if i < other]


def _dead(tree: Tree, words: DeathWords, index: int) -> int | None:
    """ "left five dead", "five are dead", "12 dead"."""
    head = tree[index].head
    number = _counted(tree, words, tree.dependents(index, "nsubj")) or _number(tree, words, index)
    if number is None and head >= 0 and words.has("leave", tree[head].word):
        number = _counted(tree, words, tree.dependents(head, "obj", "iobj"))
    return number


def _predicate(tree: Tree, words: DeathWords, index: int) -> list[int]:
    """What a toll "stands at" or "rose to"."""
    head = tree[index].head
    if head < 0 or tree[index].relation != "nsubj":
        return []
    above = [i for i in tree.dependents(head, "obl") if words.has("reached", *syntax.cases(tree, i))]
    return [head, *above] if tree[head].upos == "NUM" else above


def _counted(tree: Tree, words: DeathWords, heads: Iterable[int]) -> int | None:
    """The sum of the numbers of some phrases and of what is coordinated with them ("nine civilians and two soldiers")."""
    numbers = []
    for head in heads:
        for index in tree.conjuncts(head):
            number = _number(tree, words, index)
            if number is not None:
                numbers.append(number)
    return sum(numbers) if numbers else None


def _number(tree: Tree, words: DeathWords, index: int) -> int | None:
    """How many persons a phrase says: "nine civilians", "a dozen of the rebels", "12"."""
    token = tree[index]
    if words.has("things", token.word) or "negated" in noun_marks(tree, index).names:
        return None  # "not one soldier"
    if words.numerals.is_numeral(token.form):
        return words.numerals.phrase(tree.sentence, index)
    for i in tree.dependents(index, "nummod"):
        return words.numerals.phrase(tree.sentence, i)
    return None
