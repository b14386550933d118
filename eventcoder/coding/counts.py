"""How many persons died, were injured, arrested or displaced in an event, and how many took part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from eventcoder.coding.amounts import Persons, is_one_person, number_at, persons, persons_at
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Reading
from eventcoder.english.countwords import COUNTS, CountName, Told
from eventcoder.event import Event
from eventcoder.grammar import arguments, settings, syntax
from eventcoder.grammar.kinds import clause_at
from eventcoder.grammar.marks import verb_marks
from eventcoder.grammar.status import clause_status
from eventcoder.grammar.tree import OBJECTS, SUBJECTS, Tree

VICTIMS = (*OBJECTS, *SUBJECTS, "nummod")  # what a verb may have for itself: "killed 12 and wounded [30]"
YEAR = re.compile(r"(19|20)\d\d")
Counts = Mapping[CountName, "Found"]
NOTHING: Counts = {}


@attrs.frozen
class Found:
    """A number of persons and the word that tells of it.

    Args:
        token: position of the word: "[killed] 12 people".
        persons: the number.
    """

    token: int
    persons: Persons


def find_counts(context: Context, reading: Reading, names: Iterable[CountName] = COUNTS, *, own: bool = False) -> Counts:
    """How many persons an event killed, injured and so on, as the sentence says.

    Args:
        context: the sentence.
        reading: the reading.
        names: the counts that are asked for.
        own: whether only the words that name the event may tell what was done to whom.

    Returns:
        The numbers that the sentence gives, with their words.
    """
    wanted = dict.fromkeys(names)
    if not wanted:
        return NOTHING
    tellings = (reading, *reading.retold)
    named = dict.fromkeys(i for telling in tellings for i in (telling.trigger, telling.clause.carrier))
    around = dict.fromkeys(i for telling in tellings for i in _event_tokens(context, telling))
    around = {i: None for i in around if i in named or _is_told_alike(context, i, reading)}
    doing = {head for telling in tellings for head in telling.sources}
    found: dict[CountName, Found] = {}
    for name in wanted:
        told = context.lexicon.counts.kinds[name]
        doers = persons(context, _doers(reading), one=told.one) if told.doers else None
        if doers is not None:
            found[name] = Found(doers.tokens[0], doers)
        else:
            tokens = named if own and not told.doers else around
            numbers = (Found(i, number) for i in tokens if (number := _told_at(context, told, i)) is not None)
            # Nobody is the victim of what he does himself: "he was arrested, charged and convicted of beating two men".
            first = next((number for number in numbers if number.token in named or not doing.intersection(number.persons.tokens)), None)
            found |= {} if first is None else {name: first}
    return found


def _doers(reading: Reading) -> tuple[int, ...]:
    """The heads of the phrases for those who take part."""
    return reading.sources or reading.clause.agents


# Where an event is told -------------------------------------------------------------------------------------------------


def _event_tokens(context: Context, reading: Reading) -> list[int]:
    """The tokens that tell of an event: its clause, its participles and conjoined predicates; then the clause it is part of."""
    tree, start, trigger = context.tree, reading.clause.carrier, reading.trigger
    tokens = _clause_tokens(context, start, trigger)
    for head in settings.shared(tree, trigger if reading.clause.kind == "nominal" and reading.clause.light_verb is None else start):
        tokens += [i for i in _clause_tokens(context, head, trigger) if i not in tokens]
    # "12 people were killed when rebels attacked the town"
    above = [j for i in settings.circumstances(tree, start) for j in (i, *tree.dependents(i, "conj"))]
    # "13 were [killed] and two others injured in clashes"
    above += [tree[i].head for i in tokens if tree[i].relation == "conj" and _is_harm(context, i)]
    return tokens + [i for i in above if i not in tokens and _is_harm(context, i)]


def _clause_tokens(context: Context, index: int, trigger: int) -> list[int]:
    """A token and what is below it, without the clauses of others."""
    found, stack = [], [index]
    while stack:
        current = stack.pop(0)
        found.append(current)
        stack += [i for i in context.tree.children[current] if not _is_another_clause(context, i, trigger)]
    return found


def _is_another_clause(context: Context, index: int, trigger: int) -> bool:
    tree = context.tree
    token = tree[index]
    if token.deprel == "acl:relcl":
        return token.head != trigger  # "an attack that left five dead"
    if token.relation in ("ccomp", "parataxis"):
        return True
    if token.relation == "conj" and _is_harm(context, index) and _is_harm(context, token.head) and _is_undergone(tree, index):
        return False  # "13 were killed and two others [injured]"
    finite = token.relation in ("advcl", "conj") and syntax.has_child(tree, index, *SUBJECTS)
    return finite and syntax.is_verbal(tree, index)


def _is_harm(context: Context, index: int) -> bool:
    """Whether a verb tells what somebody suffers."""
    return _may_tell(context.tree, index) and not context.lexicon.counts.harms.isdisjoint(_names(context.tree, index))


def _is_told_alike(context: Context, index: int, reading: Reading) -> bool:
    """Whether a verb is as much of a fact as the event: not so in "beat her and threatened to [kill] her"."""
    if not _is_harm(context, index) or not syntax.is_verbal(context.tree, index):
        return True
    status = clause_status(clause_at(context.tree, index, "verbal"))
    return status.name in ("asserted", reading.status.name)


# What a word tells ------------------------------------------------------------------------------------------------------


def _told_at(context: Context, told: Told, index: int) -> Persons | None:
    """The number that a word tells of, if it is one that tells of a count."""
    tree = context.tree
    if not _may_tell(tree, index) or "negated" in verb_marks(tree, index).names or _is_attempted(context, index):
        return None  # "no one was killed"
    names = _names(tree, index)
    ways = (way(context, told, index, names) for way in WAYS)
    return next((number for number in ways if number is not None), None)


def _is_attempted(context: Context, index: int) -> bool:
    """Whether what a word tells did not come to pass: "tried to [kill] him", "an attempt to [kill] him", "an attempted [murder]"."""
    tree, attempts = context.tree, context.lexicon.counts.attempts
    if tree[index].relation in ("xcomp", "acl", "advcl") and syntax.is_infinitive(tree, index):
        return tree[tree[index].head].word in attempts
    return any(not attempts.isdisjoint((tree[i].word, tree[i].form)) for i in tree.dependents(index, "amod"))


def _may_tell(tree: Tree, index: int) -> bool:
    """Whether what tells of a count may begin with a word: a quick no for most."""
    token, openings = tree.tokens[index], tree.lexicon.counts.openings
    return token.word in openings or token.form in openings or tree.lexicon.irregular_verbs.get(token.form) in openings


def _names(tree: Tree, index: int) -> set[str]:
    """What the words may list a token as: its lemma or form, alone or with what is beside it: "gun down", "shoot dead", "take hostage"."""
    token = tree[index]
    following = tree[index + 1].form if index + 1 < len(tree) else ""
    below = [i for i in tree.dependents(index, "obj", "nmod", "xcomp", "obl") if i > index]
    beside = {f"{token.word} {' '.join((*syntax.cases(tree, i), tree[i].word))}" for i in below}
    return {token.word, token.form, f"{token.word} {following}", *beside, *syntax.verb_phrases(tree, index)}


def _done_to(context: Context, told: Told, index: int, names: set[str]) -> Persons | None:
    """ "killed 12", "12 were killed", "the killing of 12"."""
    tree = context.tree
    if told.done_to.isdisjoint(names) or _is_from_a_body(context, index):
        return None
    if (number := _number_before(tree, index)) is not None:
        return number_at(tree, number, number)
    if tree[index].upos in ("NOUN", "PROPN"):
        return persons(context, _of_phrases(context, index), one=told.one)
    return persons(context, _victims(context, told, index), one=told.one)


def _done_by(context: Context, told: Told, index: int, names: set[str]) -> Persons | None:
    """ "12 died"."""
    return None if told.done_by.isdisjoint(names) else persons(context, arguments.agents(context.tree, index), one=told.one)


def _objects(context: Context, told: Told, index: int, names: set[str]) -> Persons | None:
    """ "claimed 30 lives", "the loss of 30 lives"."""
    tree = context.tree
    heads = [i for i in tree.dependents(index, "obj", "nmod") if f"{tree[index].word} {tree[i].word}" in told.objects]
    return persons(context, heads, one=told.one)


def _nouns(context: Context, told: Told, index: int, names: set[str]) -> Persons | None:
    """ "30 deaths", "the deaths of 30 people"."""
    if told.nouns.isdisjoint(names):
        return None
    dated = any(YEAR.fullmatch(context.tree[i].form) for i in context.tree.dependents(index, "nummod", "nmod", "compound"))
    number = None if dated else persons_at(context, index, one=False)  # "the 2014 killings" are no 2014
    return number or persons(context, _of_phrases(context, index), one=told.one)


def _state(context: Context, told: Told, index: int, names: set[str]) -> Persons | None:
    """ "left five dead", "five are dead", "12 dead"."""
    tree = context.tree
    if told.state.isdisjoint(names):
        return None
    if (number := _number_before(tree, index)) is not None:
        return number_at(tree, number, number)
    head = tree[index].head
    own = persons(context, tree.dependents(index, "nsubj"), one=told.one) or persons_at(context, index, one=False)
    if own is None and head >= 0 and tree[head].word in context.lexicon.counts.leave:
        return persons(context, tree.dependents(head, "obj", "iobj"), one=told.one)
    return own


def _tolls(context: Context, told: Told, index: int, names: set[str]) -> Persons | None:
    """ "a death toll of 30", "the toll rose to 30"."""
    tree = context.tree
    if told.tolls.isdisjoint(names):
        return None
    return persons(context, [*tree.dependents(index, "nmod", "appos"), *_predicate(context, index)], one=False)


WAYS = (_done_to, _done_by, _state, _objects, _nouns, _tolls)


def _of_phrases(context: Context, index: int) -> list[int]:
    """What an event noun is done to: "the killing [of 12 people]", "[his] arrest"."""
    counting = context.lexicon.counting_prepositions
    tree = context.tree
    of = [i for i in tree.dependents(index, "nmod") if not counting.isdisjoint(syntax.cases(tree, i))]
    return of or [i for i in tree.dependents(index, "nmod:poss") if is_one_person(context, i)]  # "[his] arrest"


def _is_from_a_body(context: Context, index: int) -> bool:
    """Whether somebody is only thrown out of a body: "expelled from the [party]"."""
    tree, bodies = context.tree, context.lexicon.counts.bodies
    return any("from" in syntax.cases(tree, i) and tree[i].word in bodies for i in tree.dependents(index, "obl", "nmod"))


def _victims(context: Context, told: Told, index: int) -> list[int]:
    """Heads of the phrases that something is done to."""
    tree = context.tree
    others = _other_harm(context, told, index)
    if any(_shares(tree, index, other) for other in others):
        return []  # "30 were killed or wounded": how many died is not said
    if _is_undergone(tree, index):
        own, head = arguments.own_subjects(tree, index), tree[index].head
        if own or head < 0:
            return own
        if tree[index].relation in ("acl", "amod"):
            return [head]
        # "was found [killed]", but not "calls the [jailed] traitors"
        shared = tree[index].relation == "conj" or syntax.is_passive(tree, head)
        return arguments.own_subjects(tree, head) if shared else []
    exceeded = context.lexicon.counts.exceeded
    # Trees have what follows "more than" as a prepositional phrase: "killed more than 30 people".
    found = [*tree.dependents(index, "obj"), *(i for i in tree.dependents(index, "obl") if not exceeded.isdisjoint(syntax.cases(tree, i)))]
    found = found or list(arguments.shared_objects(tree, index))  # "shelled and [killed] nine people", where the object hangs on the first
    # "killing one and injuring 13 others", where both objects may hang on the first verb.
    other = min((i for i in others if i > index), default=len(tree))
    return [i for i in found if i < other]


def _is_undergone(tree: Tree, index: int) -> bool:
    """Whether a verb is passive, also where the auxiliary is that of the verb before: "nine were killed and 22 others [injured]"."""
    if syntax.is_passive(tree, index):
        return True
    bare = tree[index].relation == "conj" and syntax.is_participle(tree, index) and not syntax.has_child(tree, index, "obj", "aux", "cop")
    return bare and syntax.is_passive(tree, tree[index].head)


def _number_before(tree: Tree, index: int) -> int | None:
    """The number right before a further verb or adjective of harm, wherever a parser hung it: "12 killed and 30 [wounded]"."""
    bare = tree[index].relation == "conj" and tree.lexicon.counts.amounts.is_number(tree[index - 1].form)
    return index - 1 if bare else None


def _other_harm(context: Context, told: Told, index: int) -> list[int]:
    """Verbs of another harm that are joined to one: "killed 12 and [wounded] 30"."""
    tree, words = context.tree, context.lexicon.counts
    joined = [*([tree[index].head] if tree[index].relation == "conj" else []), *tree.dependents(index, "conj")]
    other = {word for kind in words.kinds.values() if kind is not told for word in kind.done_to | kind.state} | words.missing
    return [i for i in joined if _may_tell(tree, i) and not other.isdisjoint(_names(tree, i))]


def _shares(tree: Tree, index: int, other: int) -> bool:
    """Whether two joined verbs are done to the same persons: only one of them has any, and they stand on one side of both."""
    mine, theirs = ([*tree.dependents(i, *VICTIMS), *filter(None, [_number_before(tree, i)])] for i in (index, other))
    if bool(mine) == bool(theirs):
        return False
    low, high = sorted((index, other))
    heads = mine or theirs
    return not (any(i < high for i in heads) and any(i > high for i in heads)) and not any(low < i < high for i in heads)


def _predicate(context: Context, index: int) -> Iterator[int]:
    """What a toll "stands at" or "rose to"."""
    tree = context.tree
    head = tree[index].head
    if head >= 0 and tree[index].relation == "nsubj":
        if tree[head].upos == "NUM":
            yield head
        yield from (i for i in tree.dependents(head, "obl") if not context.lexicon.counts.reached.isdisjoint(syntax.cases(tree, i)))


# Events -----------------------------------------------------------------------------------------------------------------


def with_counts(context: Context, event: Event, found: Counts) -> Event:
    """An event with its numbers.

    Args:
        context: the sentence.
        event: the event.
        found: the numbers.

    Returns:
        The event.
    """
    counts: dict[str, Any] = {name: number.persons.count(context.tree) for name, number in found.items()}
    return attrs.evolve(event, **counts) if counts else event


def counts_of(context: Context, reading: Reading, event: Event) -> Counts:
    """The numbers that an event may have by the policy of the codebook, and that its sentence gives."""
    if event.polarity == "negative":
        return NOTHING
    # In force everybody comes to harm by the same happening, but not in "convicted of the murder of two people".
    return find_counts(context, reading, context.codebook.counts_of(event.code), own=not context.codebook.is_force(event.code))


def counted_once(context: Context, made: Sequence[tuple[Reading, Event]]) -> list[tuple[Reading, Event]]:
    """Events of a sentence with their numbers, each on one of them: that of the word that tells of it, or else the nearest.

    Args:
        context: the sentence.
        made: the events of the sentence with their readings.

    Returns:
        The same in the same order.
    """
    found = [counts_of(context, reading, event) for reading, event in made]
    claims: dict[tuple[CountName, int], list[tuple[bool, int, int]]] = {}
    for number, ((reading, event), counts) in enumerate(zip(made, found, strict=True)):
        for name, count in counts.items():
            distance = abs(reading.trigger - count.token)
            claims.setdefault((name, count.token), []).append((event.status != "asserted", distance, number))
    bearers = {(name, min(claim)[-1]) for (name, _), claim in claims.items()}
    return [
        (reading, with_counts(context, event, {name: count for name, count in counts.items() if (name, number) in bearers}))
        for number, ((reading, event), counts) in enumerate(zip(made, found, strict=True))
    ]
