"""Parties as coders without a grammar find them: whoever is named nearest to the trigger, the source before it, the target after it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from eventcoder.coding.anywhere import nearest_actors
from eventcoder.coding.context import Context
from eventcoder.coding.phrases import Actors, actors_of
from eventcoder.coding.reading import Reading
from eventcoder.grammar.around import tokens_after, tokens_before


@attrs.frozen
class Sides:
    """The sides as far as they are known.

    Args:
        sources: who did it.
        targets: to whom.
        seen: whether the sentence names a source, known or not: then nobody else is taken for it.
    """

    sources: Actors
    targets: Actors
    seen: bool


def nearest(context: Context, reading: Reading, sides: Sides) -> Sides:
    """Find the actors nearest to the trigger, for parties that neither grammar nor pattern names, where the policy says so.

    Args:
        context: the sentence.
        reading: the reading.
        sides: what is known of its parties.

    Returns:
        The sides, with somebody in the place of those that were not known.
    """
    if not reading.code.startswith(context.codebook.policy.nearest):
        return sides
    targets = tuple(target for target in sides.targets if target.code)
    sources = tuple(source for source in sides.sources if source.code) or _source(context, reading, targets)
    if not targets and not (reading.rule.reciprocal and len(sources) > 1):
        targets = _target(context, reading, sources)
    return Sides(sources or sides.sources, targets or sides.targets, sides.seen or bool(sources))


def _source(context: Context, reading: Reading, targets: Actors) -> Actors:
    """Who is named in the subject, even of a passive that does not say who; for a pronoun and without a subject, before the trigger."""
    clause = reading.clause
    subjects = [head for head in clause.agents or clause.objects if head < clause.trigger and head not in reading.targets]
    pronouns = all(context.tree[head].upos == "PRON" for head in subjects)
    inside = [i for head in subjects for i in context.tree.subtree(head)]
    return _first_of_one_phrase(context, tokens_before(clause)[::-1] if pronouns else inside, targets)


def _target(context: Context, reading: Reading, sources: Actors) -> Actors:
    """The subject of a passive that says who does it, and else who is named after the trigger."""
    clause = reading.clause
    passive = clause.kind == "verbal" and clause.agents and not clause.leaves_out_agent
    undergoers = [head for head in clause.objects if head < clause.trigger] if passive else []
    return actors_of(context, undergoers) or _first_of_one_phrase(context, tokens_after(clause), sources)


def _first_of_one_phrase(context: Context, positions: Sequence[int], others: Actors) -> Actors:
    """The actors of the first phrase that names somebody else than the other side; if need be somebody of an unknown country."""
    codes, unknown = {actor.code for actor in others}, context.mentions.phrases.scheme.unknown
    found = (tuple(actor for actor in actors if actor.code not in codes) for actors in nearest_actors(context, positions))
    named = [actors for actors in found if actors]
    known = (actors for actors in named if not (unknown and all((actor.code or "").startswith(unknown) for actor in actors)))
    return next(known, named[0] if named else ())
