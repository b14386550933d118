"""Who the parties of a match are: roles filled, owners and places found, sides paired."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

import attrs

from eventcoder.actors import Actor, Mentions
from eventcoder.coding.matcher import SentenceMatcher
from eventcoder.coding.reading import Match
from eventcoder.grammar.status import Status


@attrs.frozen
class Parties:
    """The resolved sides of a match."""

    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    mutual: bool  # whether both sides do the same


def resolve_parties(match: Match, matcher: SentenceMatcher, status: Status) -> Parties | None:
    """Who the parties of a match are; None if it is no event for want of them.

    Args:
        match: the reading.
        matcher: the sentence, with a codebook whose policy says which codes may lack a side.
        status: names the speakers, for rules whose source is the speaker.

    Returns:
        The parties, at least one of them with a code.
    """
    mentions, policy, code = matcher.mentions, matcher.codebook.policy, match.rule.code or ""
    heads = status.speakers if match.rule.speaker else match.sources
    sources = resolve(heads, mentions)
    if match.rule.speaker and not sources:
        if matcher.speaker is None:
            return None
        sources = (matcher.speaker,)
    each_other = any(is_reciprocal_pronoun(match, head) for head in match.targets)
    targets = () if each_other else resolve(match.targets, mentions)
    seen = bool(heads) and not named_by_words(match)
    targets = tuple(_disjoint(target, sources, mentions) for target in targets)
    if match.clause.possessor_undergoes and not sources and targets and targets[0].kind in ("country", "organisation"):
        sources, targets, seen = targets, (), True  # a country's executions are its doing, a man's execution is not
    if match.clause.kind == "nominal":
        sources, targets, seen = _premodified(match, mentions, sources, targets, seen, code.startswith(policy.place_targets))
    if not targets and code.startswith(policy.place_targets):
        targets = _place_targets(match, mentions)
    if not sources and not seen and code.startswith(policy.shared_subject) and targets:
        sources = resolve(match.clause.adjunct_subjects, mentions)
    if sources and not targets and code.startswith(policy.shared_target):
        targets = resolve(match.clause.adjunct_subjects or match.clause.recipients, mentions)
    mutual = each_other or match.rule.reciprocal or code.startswith(policy.mutual)
    if mutual and not targets and len(sources) > 1:
        targets, mutual = sources, True
    else:
        mutual = match.rule.reciprocal or (not sources and _names_both_sides(match))
    if mutual and not sources and len(targets) > 1:
        sources, seen = targets, True
    known_source = any(actor.code for actor in sources)
    known_target = any(actor.code for actor in targets)
    if not known_source and not known_target:
        return None
    if not sources and (seen or not code.startswith(policy.sourceless)):
        return None
    if not targets and code.startswith(policy.needs_target):
        return None
    return Parties(sources, targets, mutual)


def _names_both_sides(match: Match) -> bool:
    """Whether the target is a pair: "ties between [X and Y] were severed"."""
    return any(preposition == "between" and head in match.targets for preposition, head in match.clause.phrases)


def _disjoint(target: Actor, sources: tuple[Actor, ...], mentions: Mentions) -> Actor:
    """A pronoun as target is not its own source: in "Germany praised Ukraine and promised [it] weapons" it is the nearest other name."""
    if (
        "pronoun" not in target.via
        or not any(source.code == target.code for source in sources)
        or mentions.sentence[target.head].upos != "PRON"
    ):
        return target
    others = [
        name for name in mentions.names() if name.head < target.head and name.code and all(name.code != source.code for source in sources)
    ]
    return attrs.evolve(others[-1], via=("pronoun", *others[-1].via)) if others else target


def named_by_words(match: Match) -> bool:
    """Whether the pattern itself allows the thing in the source role: "a [truck bomb] killed ..."."""
    return any(binding.slot.filler == "source" and binding.slot.words is not None for binding in match.bindings)


def is_reciprocal_pronoun(match: Match, head: int) -> bool:
    """Whether a phrase is "each other" or the like."""
    sentence = match.clause.sentence
    words = [sentence[i].text.lower() for i in range(max(head - 1, 0), min(head + 2, len(sentence)))]
    return any(f"{first} {second}" in match.clause.lexicon.reciprocal_pronouns for first, second in pairwise(words))


def resolve(heads: Iterable[int], mentions: Mentions) -> tuple[Actor, ...]:
    """The actors that some phrases name, or else those whom the things in them belong to."""
    found: list[Actor] = []
    for head in heads:
        actors = mentions.actors(head)
        if not any(actor.code for actor in actors):
            others = (mentions.owner(head), apposed(head, mentions), called(head, mentions), identified(head, mentions))
            known = next((other for other in others if other is not None and other.code is not None), None)
            if known is not None:
                actors = (known,)
        found.extend(actor for actor in actors if not any(actor.tokens == other.tokens and actor.code == other.code for other in found))
    return tuple(found)


def apposed(head: int, mentions: Mentions) -> Actor | None:
    """The actor that a phrase is in apposition to: "Russia, a country that ..."."""
    token = mentions.sentence[head]
    return mentions.actor(token.head) if token.relation == "appos" and token.head >= 0 else None


def called(head: int, mentions: Mentions) -> Actor | None:
    """The actor inside a free relative: "against what it calls [PKK forces]"."""
    sentence = mentions.sentence
    if sentence[head].lemma.lower() != "what":
        return None
    for verb in (*sentence.dependents(head, "acl"), sentence[head].head):
        if verb >= 0:
            for i in sentence.dependents(verb, "obj", "xcomp", "ccomp"):
                actor = mentions.actor(i) or mentions.owner(i) if i > head and sentence[i].upos != "VERB" else None
                if actor is not None and actor.code is not None:
                    return actor
    return None


def identified(head: int, mentions: Mentions) -> Actor | None:
    """The actor that a sentence says a phrase is: "the two others executed were [Turkish journalists]"."""
    sentence = mentions.sentence
    predicate = sentence[head].head
    if predicate < 0 or sentence[head].relation != "nsubj" or not sentence.dependents(predicate, "cop"):
        return None
    return mentions.actor(predicate)


def _premodified(
    match: Match, mentions: Mentions, sources: tuple[Actor, ...], targets: tuple[Actor, ...], seen: bool, place_names_target: bool
) -> tuple[tuple[Actor, ...], tuple[Actor, ...], bool]:
    """Parties named by words before an event noun: an adjective does it ("Israeli strikes"), a place undergoes it ("the Gaza attack")."""
    sentence = match.clause.sentence
    for head in match.clause.premodifiers:
        actor = mentions.actor(head) or mentions.place(head)
        if actor is None or actor.code is None:
            continue
        place = actor.kind == "city" or (
            actor.kind == "country" and sentence[head].relation == "compound" and not _is_abbreviation(actor.text)
        )
        if place and place_names_target:
            targets = targets or (actor,)
        elif not sources and not seen:
            sources, seen = (actor,), True
        elif not targets and sources and actor.code != sources[0].code:
            targets = (actor,)
    return sources, targets, seen


def _is_abbreviation(text: str) -> bool:
    """Country names that have no adjective of their own: US, U.S., UK, EU, UN."""
    letters = text.replace(".", "")
    return letters.isupper() and len(letters) <= 3


def _place_targets(match: Match, mentions: Mentions) -> tuple[Actor, ...]:
    """The place that names the target: of the thing that was hit ("the [Kabul] airport"), else of the event ("strikes in [Gaza]")."""
    sentence = mentions.sentence
    hit = [i for head in match.targets for i in (head, *sentence.dependents(head, "compound", "nmod:poss"))]
    around = [head for preposition, head in match.clause.phrases if preposition in match.clause.lexicon.place_prepositions]
    return next(((place,) for i in (*hit, *around) if (place := mentions.place(i)) is not None), ())


def pairs(match: Match, parties: Parties) -> Iterator[tuple[Actor | None, Actor | None]]:
    """Every (source, target) of a match; of a reciprocal one every unordered pair once."""
    if parties.mutual and parties.sources == parties.targets:  # "A, B and C met": A and B, A and C, B and C
        yield from ((a, b) for a, b in combinations(parties.sources, 2) if (a.code or b.code) and not _is_same(a, b))
        return
    sources: tuple[Actor | None, ...] = parties.sources or (None,)
    targets: tuple[Actor | None, ...] = parties.targets or (None,)
    if parties.sources and all(target is not None and any(_is_same(source, target) for source in parties.sources) for target in targets):
        targets = (None,)  # "decried the arrest of its leader"
    seen: set[frozenset[object]] = set()
    for source in sources:
        for target in targets:
            if source is not None and target is not None:
                if (source.tokens == target.tokens and source.code == target.code) or _is_same(source, target):
                    continue
                key = frozenset(((source.code, source.text), (target.code, target.text)))
                if parties.mutual and key in seen:
                    continue
                seen.add(key)
            if (source is None or source.code is None) and (target is None or target.code is None):
                continue
            yield source, target


def _is_same(source: Actor, target: Actor) -> bool:
    """Whether both sides are one: the same code, and one of them only a pronoun or the same words."""
    return (
        source.code is not None and source.code == target.code and (source.text == target.text or "pronoun" in (*source.via, *target.via))
    )
