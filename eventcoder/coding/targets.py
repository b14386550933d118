"""Where a target comes from if the slot for it does not say: the complement, what lies below an infinitive, a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

from eventcoder.codebook.model import Rule
from eventcoder.coding.context import Context
from eventcoder.coding.reading import Binding, Reading
from eventcoder.grammar import arguments, nouns, syntax
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.kinds import clause_at

HARM = 4  # the quad class of deeds that harm


def is_party(context: Context, head: int) -> bool:
    """Whether a phrase is an actor, or belongs to one."""
    return context.mentions.actor(head) is not None or context.mentions.owner(head) is not None


def who_answers_for(context: Context, rule: Rule, target: int, ask: Callable[[int], Reading | None]) -> tuple[int, ...]:
    """Who is meant by what fills the slot of the target: of harm those who did it, and not those who suffer it.

    Args:
        context: the sentence.
        rule: the rule of the reading.
        target: the head of the phrase.
        ask: gives the reading of an event noun.

    Returns:
        Heads of the phrases in the target role: none in "condemned [the killing of a reporter]".
    """
    codebook = context.codebook
    if context.tree[target].upos != "NOUN" or not (rule.code or "").startswith(codebook.policy.presupposing):
        return (target,)
    harm = ask(target)
    if harm is None or not harm.code or harm.clause.kind != "nominal" or codebook.code(harm.code).quad != HARM:
        return (target,)
    owner = context.mentions.owner(target)
    suffering = {i for head in harm.targets for i in context.tree.subtree(head)}
    is_theirs = owner is not None and owner.kind not in ("country", "organisation") and owner.head in suffering
    return harm.sources if is_theirs else (target,)


# The complement's --------------------------------------------------------------------------------------------------------


def target_of_complement(context: Context, rule: Rule, bindings: Sequence[Binding], sources: tuple[int, ...]) -> tuple[int, ...]:
    """The target of a reading whose pattern bound none: that of its complement, or of its infinitive.

    Args:
        context: the sentence.
        rule: the rule of the reading.
        bindings: what filled the slots of its pattern.
        sources: its sources, which are no target.

    Returns:
        Heads of the phrases in the target role; empty if there are none.
    """
    return tuple(head for head in _below(context, rule, bindings, sources) if not _is_new_body(context, head))


def _below(context: Context, rule: Rule, bindings: Sequence[Binding], sources: tuple[int, ...]) -> tuple[int, ...]:
    reading = next((binding.complement for binding in bindings if binding.complement is not None), None)
    if reading is not None:
        return _lent(context, rule, reading, sources) or _named_in(context, reading)
    below = (_directed_at(context, binding.head) for binding in bindings if _is_deed(context, binding))
    return next(filter(None, below), ()) or _doer_below(context, rule, bindings, sources)


def is_thing_asked_for(context: Context, bindings: Sequence[Binding]) -> bool:
    """Whether the target is a thing of nobody's that the pattern names by its words, beside a complement: "rejected [a plan] to help X"."""
    named = any(b.slot.filler == "target" and b.slot.words is not None and not is_party(context, b.head) for b in bindings)
    return named and any(binding.complement is not None for binding in bindings)


def _is_deed(context: Context, binding: Binding) -> bool:
    """Whether a verb fills a slot: an infinitive, or a gerund among the words that a pattern asks for ("refused [helping] X")."""
    by_words = binding.slot.filler == "words" and binding.slot.place in ("object", "phrase") and binding.head >= 0
    return binding.slot.place == "infinitive" or (by_words and context.tree[binding.head].upos == "VERB")


def _doer_below(context: Context, rule: Rule, bindings: Sequence[Binding], sources: tuple[int, ...]) -> tuple[int, ...]:
    """Who is to do what no rule reads: "demanded that [the government] tell the truth"."""
    if rule.code is None or not rule.code.startswith(context.codebook.policy.doer_is_target):
        return ()
    heads = (syntax.content_head(context.tree, binding.head) for binding in bindings if binding.slot.place in ("infinitive", "finite"))
    found = (doer for head in heads if head >= 0 for doer in arguments.own_subjects(context.tree, head))
    return next(((doer,) for doer in found if doer not in sources and context.mentions.actor(doer) is not None), ())


def _lent(context: Context, rule: Rule, complement: Reading, sources: tuple[int, ...]) -> tuple[int, ...]:
    """The target that a complement lends to the operator above it: who is to do it, for demands; else whom it is done to."""
    demanded = rule.code is not None and rule.code.startswith(context.codebook.policy.doer_is_target)
    if demanded and complement.sources and complement.sources != sources:
        return complement.sources
    return complement.targets if complement.targets != sources else ()


def _named_in(context: Context, complement: Reading) -> tuple[int, ...]:
    """An actor among the things that a complement names: "the withdrawal of [Turkish troops]"."""
    named = (binding.head for binding in complement.bindings if binding.slot.filler == "words" and binding.head >= 0)
    return next(((head,) for head in named if context.mentions.actor(head) is not None), ())


def _directed_at(context: Context, index: int) -> tuple[int, ...]:
    """Whom an infinitive that no rule reads is directed at: "is willing to discuss the matter [with Y]"."""
    below = clause_at(context.tree, index, "verbal")
    heads = (*below.objects, *(head for preposition, head in below.phrases if preposition in context.lexicon.party_prepositions))
    return next(((head,) for head in heads if is_party(context, head)), ())


def _is_new_body(context: Context, head: int) -> bool:
    """Whether a body that nothing says whose it is only comes to be: "agreed to set up [a joint commission]"."""
    actor = context.mentions.actor(head)
    new = any("Definite=Ind" in context.tree[i].feats for i in context.tree.dependents(head, "det"))
    return new and actor is not None and actor.kind == "role" and "article" in actor.via


# A place's ---------------------------------------------------------------------------------------------------------------


def place_named(context: Context, clause: Clause, rule: Rule) -> int | None:
    """The head of the place that names the target, for codes of force: "strikes in [Gaza]", "the [Gaza] attack", but not "in Africa"."""
    if rule.code is None or not rule.code.startswith(context.codebook.policy.place_targets):
        return None
    if clause.kind == "verbal" and _do_it_to_each_other(context, clause, rule):
        return None
    named = [head for preposition, head in clause.phrases if preposition in context.lexicon.place_prepositions]
    named += [head for head in clause.premodifiers if nouns.is_before_noun(context.tree, head)]
    for head in named:
        place = context.mentions.place(head)
        if place is not None and place.kind != "region" and (head not in clause.premodifiers or place.kind == "city"):
            return head
    return None


def names_several(context: Context, heads: tuple[int, ...]) -> bool:
    """Whether some phrases name several parties, who can be both sides of a reciprocal event."""
    return len(heads) > 1 or any(len(context.mentions.actors(i)) > 1 for i in heads) or nouns.are_rivals(context.tree, heads)


def _do_it_to_each_other(context: Context, clause: Clause, rule: Rule) -> bool:
    """Whether the subject of a verb does it to each other, if no object says otherwise: "[police and protesters] clashed in Nairobi"."""
    if rule.reciprocal:
        return any(map(context.mentions.actor, clause.agents))
    patterns = context.codebook.verbs.get(context.tree[clause.trigger].word, ())
    return any(each.rule.reciprocal and not each.pattern.has_target for each in patterns) and names_several(context, clause.agents)


def says_where(context: Context, index: int) -> bool:
    """Whether a noun before an event noun says where it was: "the [Zakho] attack"."""
    place = context.mentions.place(index) if nouns.is_before_noun(context.tree, index) else None
    return place is not None and place.kind == "city"


def inhabitant(context: Context, clause: Clause, place: int, taken: Set[int]) -> int | None:
    """The untaken object whose place fills the slot of the target: "attacked [rebels] in Somalia" is an attack on the rebels."""
    if context.lexicon.place_prepositions.isdisjoint(syntax.cases(context.tree, place)):
        return None
    where = context.mentions.actor(place)
    if where is None or not where.code:
        return None
    actors = ((i, context.mentions.actor(i)) for i in clause.objects if i not in taken)
    return next((i for i, actor in actors if actor and actor.code and len(actor.code) > 3 and actor.code.startswith(where.code)), None)
