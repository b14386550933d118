"""Who the parties of a reading are: roles filled, owners and places found, sides paired."""

from __future__ import annotations

from collections.abc import Iterator, Set
from itertools import combinations, product

import attrs

from eventcoder.actors import Actor
from eventcoder.actors.actor import country_of
from eventcoder.actors.speakers import is_quoted
from eventcoder.actors.spelling import is_short
from eventcoder.coding.context import Context
from eventcoder.coding.nearest import Sides, nearest
from eventcoder.coding.phrases import Actors, actors_of, named_by_form
from eventcoder.coding.places import places_named
from eventcoder.coding.reading import Reading
from eventcoder.grammar import adjuncts, arguments, nouns, syntax

SHARING = ("person", "role")  # kinds of actors of which many have one code


@attrs.frozen
class Parties:
    """The resolved sides of a reading.

    Args:
        sources: who did it.
        targets: to whom.
        mutual: whether both sides do the same.
        named: heads of the phrases that name somebody whom no list has: two of them are a pair too.
    """

    sources: Actors
    targets: Actors
    mutual: bool
    named: frozenset[int] = frozenset()


def resolve_parties(context: Context, reading: Reading) -> Parties | None:
    """Who the parties of a reading are.

    Args:
        context: the sentence, with a codebook whose policy says which codes may lack a side.
        reading: the reading.

    Returns:
        The parties, at least one of them with a code or two with a name; None if it is no event for want of them.
    """
    each_other = any(syntax.is_reciprocal(context.tree, head) for head in reading.targets)
    sides = _named(context, reading, each_other)
    if reading.rule.quoted:
        sides = _told_in_own_words(context, reading, sides)
    for step in STEPS:
        sides = step(context, reading, sides)
    return _complete(context, reading, _paired(context, reading, sides, each_other), sides.seen)


def _named(context: Context, reading: Reading, each_other: bool) -> Sides:
    """The sides that the slots name."""
    heads = reading.status.speakers if reading.rule.speaker else reading.sources
    sources = actors_of(context, heads)
    if reading.rule.speaker and not sources and context.speaker is not None:
        sources = (context.speaker,)
    targets = () if each_other else actors_of(context, reading.targets)
    if reading.rule.speaker:  # "[We] must resist," said the minister
        targets = tuple(
            target for target in targets if "pronoun" not in target.via or target.code not in {source.code for source in sources}
        )
    seen = not all(_is_anybody(context, head) for head in heads) and not named_by_words(reading)
    return Sides(sources, tuple(_disjoint(context, target, sources) for target in targets), seen)


def _is_anybody(context: Context, head: int) -> bool:
    """Whether a phrase is a bare number of whoever it may be: "was accused by [many]"."""
    token = context.tree[head]
    counts = token.word in context.lexicon.quantity_nouns and token.upos in ("ADJ", "DET", "PRON")
    return counts and context.mentions.actor(head) is None


def _told_in_own_words(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Nobody, unless a speaker's own words name them: of "he said that Iran must stop" and "we must stop" nobody is told to stop.

    Nor, of codes of debate, is anybody at home: "Our government must act," a lawmaker said.
    """
    attributed = bool(reading.status.speakers)
    headline = arguments.speaker_before_colon(context.tree) is not None
    if not headline and not is_quoted(context.tree, reading.trigger, context.speaker is not None, attributed):
        return Sides((), (), True)
    # "[Iran]'s attacks are illegal" is about Iran, "[Iran]'s rivers are dirty" is not
    deeds = any(context.tree[head].word in context.lexicon.event_nouns for head in reading.targets)
    unnamed = {"pronoun"} if deeds else {"pronoun", "owner"}
    named = (target for target in sides.targets if target.code and not unnamed & set(target.via))
    home = {country_of(source) for source in sides.sources} - {None} if reading.code.startswith(context.codebook.policy.debate) else ()
    targets = tuple(t for t in named if country_of(t) not in home and not any(_is_same(source, t) for source in sides.sources))
    return attrs.evolve(sides, sources=sides.sources if targets else (), targets=targets, seen=True)


# Sides that the slots do not name, each step given what those before it found ----------------------------------------------


def _owner_does_it(context: Context, reading: Reading, sides: Sides) -> Sides:
    """A country's executions are its doing, a man's execution is not."""
    owned = reading.clause.possessor_undergoes and not sides.sources and sides.targets
    if owned and sides.targets[0].kind in ("country", "organisation"):
        return Sides(sides.targets, (), True)
    return sides


def _owner_hands_it_over(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Whose words somebody has been given: "[Peru]'s letter was sent to Chile", "a request by [Peru] was submitted to Spain"."""
    if sides.sources or sides.seen or not sides.targets or not reading.clause.leaves_out_agent:
        return sides
    to_somebody = any(b.slot.filler == "target" and b.slot.prepositions for b in reading.bindings)
    if not to_somebody or not reading.code.startswith(context.codebook.policy.handed_over):
        return sides
    things = (b.head for b in reading.bindings if b.slot.filler == "words" and not b.slot.prepositions)
    owners = (context.mentions.owner(head) for head in things)
    sources = tuple(o for o in owners if o is not None and o.code and not any(_is_same(o, target) for target in sides.targets))
    return attrs.evolve(sides, sources=sources)


def _words_before_noun(context: Context, reading: Reading, sides: Sides) -> Sides:
    """An adjective before an event noun does it ("Israeli strikes"), a place undergoes it ("the Gaza attack")."""
    mentions, sources, targets, seen = context.mentions, sides.sources, sides.targets, sides.seen
    for head in reading.clause.premodifiers:
        actor = mentions.actor(head) or mentions.place(head)
        if actor is None or actor.code is None:
            continue
        compound = nouns.is_before_noun(context.tree, head)
        if mentions.is_premises(head):  # "the embassy attack", "a prison riot"
            if reading.code.startswith(context.codebook.policy.place_targets):
                targets = targets or (actor,)
            continue
        place = actor.kind == "city" or (actor.kind == "country" and compound and not is_short(actor.text))  # not "US strikes"
        if place and reading.code.startswith(context.codebook.policy.place_targets):
            targets = targets or (actor,)
        elif not sources and not seen:
            sources, seen = (actor,), True
        elif not targets and sources and actor.code != sources[0].code and context.tree[head].word not in context.codebook.nouns:
            targets = (actor,)  # but "X's protest march" is no march against the protest
    return Sides(sources, targets, seen)


def _place_names_target(context: Context, reading: Reading, sides: Sides) -> Sides:
    """The place of the thing that was hit ("the [Kabul] airport"), else of the event ("strikes in [Gaza]", not "in Asia")."""
    if sides.targets or not reading.code.startswith(context.codebook.policy.place_targets) or (reading.rule.reciprocal and sides.sources):
        return sides
    hit = [i for head in reading.targets for i in (head, *nouns.nouns_before(context.tree, head))]
    around = [head for preposition, head in reading.clause.phrases if preposition in context.lexicon.place_prepositions]
    found = (tuple(place for place in places_named(context, i) if place.kind != "region") for i in (*hit, *around))
    return attrs.evolve(sides, targets=next(filter(None, found), ()))


def _in_each_place(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Those who are named once for several countries: "sanctions on companies in China and [Turkey]"."""
    around = [head for preposition, head in reading.clause.phrases if preposition in context.lexicon.place_prepositions]
    targets = [other for target in sides.targets for other in _elsewhere(context, target, around)]
    return attrs.evolve(sides, targets=(*sides.targets, *targets)) if targets else sides


def _elsewhere(context: Context, actor: Actor, around: list[int]) -> Iterator[Actor]:
    """The same role in the other countries of the phrase that gave it its country, its own or one of its clause."""
    if len(actor.parts) < 2 or "name" in actor.via:
        return
    for phrase in (*nouns.phrases_of(context.tree, actor.head), *around):
        countries = [place.parts[0] for place in places_named(context, phrase) if place.parts]
        if actor.parts[0] in countries:
            for country in countries:
                if country != actor.parts[0]:
                    parts = (country, *actor.parts[1:])
                    yield attrs.evolve(actor, code="".join(parts), parts=parts)
            return


def _subject_of_main_clause_does_it(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Whose adjunct an event noun is: "in talks with X, [Y] said ..."."""
    policy, code = context.codebook.policy, reading.code
    # "during interrogation, [police] found ...", but "during the talks" says not with whom
    alone = code.startswith(policy.sourceless_passive) and not code.startswith(policy.mutual)
    if sides.sources or sides.seen or not (sides.targets or alone) or not code.startswith(policy.shared_subject):
        return sides
    if len(sides.targets) > 1 and names_both_sides(reading):  # "was announced at a meeting between X and Y"
        return sides
    return attrs.evolve(sides, sources=actors_of(context, adjuncts.subjects(context.tree, reading.trigger)))


def _main_clause_is_target(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Whom the words of an adjunct are directed at: "at the request of X, [Y] approved", "wrote to [Y] asking for arms"."""
    if sides.targets or not sides.sources or not reading.code.startswith(context.codebook.policy.shared_target):
        return sides
    heads = adjuncts.doers(context.tree, reading.trigger)
    if heads is None:  # "the ministry's decision was taken under pressure", but not "the journalist was killed on the orders of X"
        undergo = adjuncts.subjects(context.tree, reading.trigger)
        heads = tuple(head for head in undergo if context.mentions.actor(head) is None)
    return attrs.evolve(sides, targets=actors_of(context, heads or reading.clause.recipients))


def _speaker_does_it(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Whose words they are does what stands in them without a subject: "Huge thanks to the army," "Met with X," she tweeted."""
    if sides.sources or sides.seen or not sides.targets or not syntax.goes_without_subject(context.tree, reading.clause.carrier):
        return sides
    speakers = actors_of(context, reading.status.speakers) or (() if context.speaker is None else (context.speaker,))
    return attrs.evolve(sides, sources=speakers)


def _beside_main_clause(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Who met, as the verb says whose adjunct an event noun is: "during the talks, [Y] thanked [X]", "during their talks, ..."."""
    if sides.targets or not reading.code.startswith(context.codebook.policy.shared_subject):
        return sides
    if (sides.sources or sides.seen) and not _are_named_later(context, reading):
        return sides
    sources, targets = (actors_of(context, way(context.tree, reading.trigger)) for way in (adjuncts.subjects, adjuncts.partners))
    targets = tuple(target for target in targets if target.code and not any(_is_same(source, target) for source in sources))
    return Sides(sources, targets, bool(sources)) if any(source.code for source in sources) and targets else sides


def _are_named_later(context: Context, reading: Reading) -> bool:
    """Whether the only party is a plural pronoun before those whom it stands for: "during [their] talks, Y thanked X"."""
    later = [*adjuncts.subjects(context.tree, reading.trigger), *adjuncts.partners(context.tree, reading.trigger)]
    plural = context.lexicon.references.plural_pronouns
    return bool(reading.sources) and all(context.tree[i].form in plural and i < min(later, default=i) for i in reading.sources)


def _answers(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Who has asked for what is refused, where nothing but the verb says so: "[the police] asked them to leave, but they refused"."""
    clause, policy = reading.clause, context.codebook.policy
    bare = (
        clause.kind == "verbal" and reading.code.startswith(policy.answering) and not (clause.objects or clause.phrases or reading.bindings)
    )
    if sides.targets or not bare:
        return sides
    verb = adjuncts.clause_before(context.tree, clause.trigger)
    if verb is not None:
        ways = (arguments.agents(context.tree, verb), arguments.direct_objects(context.tree, verb))
        answer = _answer(sides, *(actors_of(context, heads) for heads in ways))
        if answer is not None:
            return answer
    asked = (happening for happening in context.earlier.happenings() if happening.code.startswith(policy.doer_is_target))
    return next((answer for each in asked if (answer := _answer(sides, each.sources, each.targets)) is not None), sides)


def _answer(sides: Sides, askers: Actors, asked: Actors) -> Sides | None:
    """Both sides of an answer to some, if it can be one; a pronoun is rather who was asked: "X told the men to go, but [they] refused"."""
    codes = {source.code for source in sides.sources if source.code}
    if codes & {actor.code for actor in asked}:
        return attrs.evolve(sides, targets=askers)
    pronoun = all(source.via[:1] == ("pronoun",) for source in sides.sources)
    return Sides(asked, askers, True) if pronoun and codes & {actor.code for actor in askers} and asked else None


def _spare_own_state(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Nobody, for a thing of the state for which somebody acts, nor that state beside others: "X blasted [Brazil's voting system]"."""
    state = context.mentions.phrases.scheme.state
    own = {source.parts[0] for source in sides.sources if state.intersection(source.parts[1:])}
    # but "opinions from [Okinawa]" are those of a part of it
    targets = tuple(t for t in sides.targets if not (t.via[:1] == ("owner",) and t.kind == "country" and t.code in own))
    others = tuple(target for target in targets if target.code not in own)  # "ratified the agreement between [Brazil] and Peru"
    return attrs.evolve(sides, targets=others or targets) if len(others) < len(sides.targets) else sides


STEPS = (
    nearest,
    _owner_does_it,
    _owner_hands_it_over,
    _speaker_does_it,
    _words_before_noun,
    _place_names_target,
    _in_each_place,
    _subject_of_main_clause_does_it,
    _main_clause_is_target,
    _beside_main_clause,
    _answers,
    _spare_own_state,
)


# Both sides --------------------------------------------------------------------------------------------------------------


def _paired(context: Context, reading: Reading, sides: Sides, each_other: bool) -> Parties:
    """The sides, where several parties on one side may be both."""
    sources, targets = sides.sources, sides.targets
    mutual = each_other or reading.rule.reciprocal or reading.code.startswith(context.codebook.policy.mutual)
    if mutual and len(sources) > 1 and all(_is_among(target, sources) or _says_where(context, target) for target in targets):
        targets = ()  # "pledged to boost [their] partnership", "met in [Oslo]"
    if mutual and not targets and (len(sources) > 1 or (reading.rule.reciprocal and nouns.are_rivals(context.tree, reading.sources))):
        targets = sources
    else:
        mutual = reading.rule.reciprocal or (not sources and names_both_sides(reading))
    if mutual and not sources and len(targets) > 1 and not _names_other_side(reading):
        sources = targets
    return Parties(sources, targets, mutual)


def _is_among(target: Actor, sources: Actors) -> bool:
    """Whether a target is one of several sources by a pronoun, or the country or a town of one: "relations between [their countries]"."""
    return any(
        _is_same(source, target)
        or (target.code and ("pronoun" in target.via or target.kind == "city") and (source.code or "").startswith(target.code))
        for source in sources
    )


def _says_where(context: Context, target: Actor) -> bool:
    """Whether a target is a town where something was: "X and Y met in [Riyadh]", not "met with [Riyadh]"."""
    return target.kind == "city" and not context.lexicon.place_prepositions.isdisjoint(syntax.cases(context.tree, target.head))


def _complete(context: Context, reading: Reading, parties: Parties, seen: bool) -> Parties | None:
    """The parties, if they are enough for an event of the code."""
    policy, code = context.codebook.policy, reading.code
    sides = (*parties.sources, *parties.targets)
    named = named_by_form(context, sides) if code.startswith(policy.unlisted) else frozenset()
    if len(named) < 2 and not any(actor.code for actor in sides):
        return None
    if not parties.sources and (seen or not _goes_without_source(context, reading, parties)):
        return None
    if _lacks_target(context, reading, parties):
        return None
    return attrs.evolve(parties, named=named)


def _goes_without_source(context: Context, reading: Reading, parties: Parties) -> bool:
    """Whether nobody need have done it: "nine were killed"; or where a known subject undergoes it: "Zorba was questioned"."""
    policy, code = context.codebook.policy, reading.code
    undergoes = reading.clause.leaves_out_agent or any(b.slot.filler == "target" and b.slot.place == "subject" for b in reading.bindings)
    passive = undergoes and any(actor.code for actor in parties.targets)
    return code.startswith(policy.sourceless) or (passive and code.startswith(policy.sourceless_passive))


def _lacks_target(context: Context, reading: Reading, parties: Parties) -> bool:
    """Whether an event of the code is none without a target, and has none."""
    policy, code = context.codebook.policy, reading.code
    to_itself = not parties.mutual and all(any(_is_same(source, target) for source in parties.sources) for target in parties.targets)
    if (to_itself or not parties.targets) and code.startswith(policy.needs_target):  # "shared [their] concern"
        return True
    if parties.targets:
        return False
    return (
        (reading.rule.speaker and code.startswith(policy.needs_target_in_speech))
        or (not reading.clause.has_verb and code.startswith(policy.needs_verb))
        or (_is_done_to_thing(reading) and code.startswith(policy.nothing_as_target))
    )


def _is_done_to_thing(reading: Reading) -> bool:
    """Whether something stands in the place of the target that a pattern does not ask for by its words: "met all [requirements]"."""
    return not reading.inherited and any(
        b.slot.filler == "target" and b.head in reading.targets and not b.slot.words for b in reading.bindings
    )


def is_private(context: Context, reading: Reading, parties: Parties) -> bool:
    """Whether it is nobody's business: "the singer thanked her fans", but not a company's deal abroad.

    Args:
        context: the sentence, with a codebook whose policy says which codes and roles are meant.
        reading: the reading.
        parties: its parties.

    Returns:
        Whether all sides that are known have a private role, and are of no more than one country.
    """
    policy = context.codebook.policy
    known = [actor for actor in (*parties.sources, *parties.targets) if actor.code is not None]
    countries = {country for actor in known if (country := country_of(actor)) is not None}
    if not parties.sources or len(countries) > 1 or not reading.code.startswith(policy.public):
        return False
    return all(set(actor.parts[country_of(actor) is not None :]) & set(policy.private) for actor in known)


def names_both_sides(reading: Reading) -> bool:
    """Whether the target is a pair: "ties between [X and Y] were severed"."""
    return _stand_after(reading, reading.clause.lexicon.both_sides_prepositions)


def _names_other_side(reading: Reading) -> bool:
    """Whether the targets are those with whom somebody unnamed did it: "relations with [X and Y] were strengthened"."""
    return _stand_after(reading, reading.clause.lexicon.party_prepositions)


def _stand_after(reading: Reading, prepositions: Set[str]) -> bool:
    """Whether a target stands after one of some prepositions."""
    return any(preposition in prepositions and head in reading.targets for preposition, head in reading.clause.phrases)


def dyads(parties: Parties) -> Iterator[tuple[Actor | None, Actor | None]]:
    """Every (source, target) of a reading; of a mutual one every unordered pair once.

    Args:
        parties: the sides.

    Yields:
        Pairs, None for a side that is not named; at least one of a pair has a code, unless two without one are a pair.
    """
    if parties.mutual and parties.sources == parties.targets:  # "A, B and C met": A and B, A and C, B and C
        if len(parties.sources) == 1:
            yield parties.sources[0], parties.sources[0]  # "rival militias clashed"
        yield from ((a, b) for a, b in combinations(parties.sources, 2) if _are_known(parties, a, b) and not _is_same(a, b))
        return
    sources, targets = parties.sources or (None,), parties.targets or (None,)
    if parties.sources and all(target is not None and any(_is_same(source, target) for source in parties.sources) for target in targets):
        targets = (None,)  # "decried the arrest of its leader"
    each = zip(sources, targets, strict=True) if _have_each_their_own(parties) else product(sources, targets)
    for source, target in each:
        if _are_known(parties, source, target) and (source is None or target is None or not _is_same(source, target)):
            yield source, target


def _are_known(parties: Parties, source: Actor | None, target: Actor | None) -> bool:
    """Whether one of a pair has a code, or both have a name where that is enough."""
    if any(actor is not None and actor.code for actor in (source, target)):
        return True
    return source is not None and target is not None and source.head != target.head and {source.head, target.head} <= parties.named


def _have_each_their_own(parties: Parties) -> bool:
    """Whether each of several has one of the targets: "both governments urged [their citizens] to leave"."""
    sources, targets = parties.sources, parties.targets
    if len(sources) < 2 or len(sources) != len(targets) or len({target.tokens for target in targets}) > 1:
        return False
    return all("pronoun" in b.via and country_of(a) == country_of(b) for a, b in zip(sources, targets, strict=True))


def _is_same(source: Actor, target: Actor) -> bool:
    """Whether both sides are one: the same words, "itself", or whose a thing is by a pronoun ("decried [the arrest of its leader]").

    A code does not say so: "the president dismissed his deputy" is between two, and "he criticised the minister" too.
    """
    if source.code != target.code:
        return False
    return source.text == target.text or _refers_back(source) or _refers_back(target)


def _refers_back(actor: Actor) -> bool:
    """Whether an actor of the same code is the other side by its form; only persons and their like share a code with others."""
    if actor.via[:1] == ("pronoun",):
        return actor.kind not in SHARING
    return actor.via[:1] == ("reflexive",) or (actor.via[:1] == ("owner",) and "pronoun" in actor.via)


def _disjoint(context: Context, target: Actor, sources: Actors) -> Actor:
    """A pronoun as target is not its own source: in "Germany praised Ukraine and promised [it] weapons" it is the nearest other name."""
    codes = {source.code for source in sources}
    token = context.tree[target.head]
    if target.via[:2] == ("quantity", "pronoun") and target.code in codes:
        return _other_persons(context, target, codes)
    if target.via[:1] != ("pronoun",) or target.code not in codes or token.upos != "PRON":
        return target
    person = token.form in context.lexicon.references.person_pronouns
    names = (name for name in context.mentions.names() if name.head < target.head and name.code and (name.kind == "person" or not person))
    others = [name for name in names if name.code not in codes]
    return attrs.evolve(others[-1], via=("pronoun", *others[-1].via)) if others else target


def _other_persons(context: Context, target: Actor, codes: set[str | None]) -> Actor:
    """Of whom some are counted, if they are not the source: "police fired at [teachers], injuring a dozen of [them]"."""
    heads = nouns.named_before(context.tree, target.head)
    others = (actor for head in heads if (actor := context.mentions.actor(head)) is not None)
    found = next((actor for actor in others if actor.code and actor.code not in codes and actor.kind in SHARING), None)
    return target if found is None else attrs.evolve(found, via=("quantity", "pronoun", *found.via))


def named_by_words(reading: Reading) -> bool:
    """Whether the pattern itself allows the thing in the source role: "a [truck bomb] killed ..."."""
    return any(binding.slot.filler == "source" and binding.slot.words is not None for binding in reading.bindings)
