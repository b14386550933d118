"""The relation between two mentions that the caller supplies.

The same rules and readings as for open coding; only the binding of arguments may be relaxed, in these steps:

1. strict: the named mention fills the slot of the pattern;
2. `inside`: it lies inside the phrase that fills the slot ("criticised [the decision of] X");
3. `pronoun`: a pronoun fills the slot, and the mention is the subject of a verb above;
4. `nearby`: it lies elsewhere in the clause;
5. `unbound`: it lies outside the clause.

A clause that no rule reads strictly may be read with its target slot left `empty`.

The reading that binds both mentions best is taken, then the outermost, then the most specific. A clause that another
reading has absorbed ("agreed to [release]"), that says what for ("sent aid [to support] Y"), or that only describes the
source ("X, [fighting] in Y, said"), yields to the reading around it, and a mere message to what it says. There is no default label.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from eventcoder.coding.events import Frame, make_event
from eventcoder.coding.matcher import SentenceMatcher
from eventcoder.coding.reading import Match
from eventcoder.document import Sentence
from eventcoder.event import Event
from eventcoder.grammar import arguments, syntax
from eventcoder.grammar.status import clause_status

CharacterSpan = tuple[int, int]
YIELDING = 3  # points that an absorbed or describing clause is behind
POINTS = {"": 4, "inside": 3, "pronoun": 3, "nearby": 1, "unbound": 0}


@attrs.frozen
class Bound:
    """A reading and how well it binds the two mentions."""

    match: Match
    source: str
    target: str
    coded: bool
    inner: bool
    is_message: bool
    depth: int

    @property
    def order(self) -> tuple[int, int, int, int, str]:
        points = POINTS[self.source] + POINTS[self.target] - YIELDING * self.inner - self.is_message
        return (-points, not self.coded, self.depth, -self.match.pattern.weight, self.match.rule.id)


def relate(matchers: Iterable[SentenceMatcher], frame: Frame, source: CharacterSpan | None, target: CharacterSpan | None) -> Event | None:
    """Code the relation between two mentions.

    Args:
        matchers: the sentences of the text, in order.
        frame: what the event inherits from the document.
        source: span of the source in code points of the text, or None if it names no such party.
        target: span of the target, or None.

    Returns:
        The event, or None if no rule reads a clause that connects the two.
    """
    found: list[tuple[Bound, SentenceMatcher]] = []
    for matcher in matchers:
        source_tokens = tokens_in(matcher.sentence, source)
        target_tokens = tokens_in(matcher.sentence, target)
        if (source and not source_tokens) and (target and not target_tokens):
            continue
        found += [(bound, matcher) for bound in bindings(matcher, source_tokens, target_tokens, source is None, target is None)]
    if not found:
        return None
    bound, matcher = min(found, key=lambda pair: pair[0].order)
    mentions = matcher.mentions
    sides = []
    for span in (source, target):
        tokens = tokens_in(matcher.sentence, span)
        head = phrase_head(matcher.sentence, tokens)
        sides.append(None if head is None else (mentions.actor(head) or mentions.owner(head)))
    steps = (("source", bound.source), ("target", bound.target), ("slot", "empty" if bound.match.loose else ""))
    relaxed = tuple(f"{name} {step}" for name, step in steps if step)
    return make_event(
        bound.match, clause_status(bound.match.clause), sides[0], sides[1], bound.match.rule.reciprocal, matcher, frame, relaxed
    )


def tokens_in(sentence: Sentence, span: CharacterSpan | None) -> frozenset[int]:
    """Positions of the tokens that overlap a span."""
    if span is None:
        return frozenset()
    return frozenset(token.index for token in sentence if token.start < span[1] and token.end > span[0] and token.upos != "PUNCT")


def phrase_head(sentence: Sentence, tokens: frozenset[int]) -> int | None:
    """The token of a phrase whose governor lies outside it."""
    return min(
        (i for i in tokens if sentence[i].head not in tokens and sentence[i].relation not in ("case", "det", "punct")),
        default=min(tokens, default=None),
    )


def bindings(matcher: SentenceMatcher, source: frozenset[int], target: frozenset[int], no_source: bool, no_target: bool) -> list[Bound]:
    """Every reading of a sentence with the steps that binding the two mentions takes."""
    sentence = matcher.sentence
    coded = {match.trigger: match for match in matcher.coded()}
    absorbed = frozenset(i for match in coded.values() for i in match.consumed)
    found: list[Bound] = []
    for index in matcher.triggers:
        above = list(sentence.ancestors(index))
        purpose = sentence[index].relation in ("advcl", "acl") and syntax.is_infinitive(sentence, index)
        inner = purpose or index in absorbed or bool(source & set(above)) or index in source
        readings = matcher.readings(index)[:3] or matcher.readings(index, loose=True)[:1]
        for match in readings:
            if match.rule.code is None:
                break
            source_step = "" if no_source else bind(sentence, match, source_heads(match), source)
            target_step = "" if no_target else bind(sentence, match, target_heads(match), target)
            if match.rule.reciprocal and not no_source and not no_target:
                source_step, target_step = _reciprocal(sentence, match, source, target, source_step, target_step)
            found.append(
                Bound(
                    match,
                    source_step,
                    target_step,
                    coded.get(index) == match,
                    inner,
                    matcher.codebook.is_message(match.rule.code),
                    len(above),
                )
            )
    return found


def _reciprocal(
    sentence: Sentence, match: Match, source: frozenset[int], target: frozenset[int], first: str, second: str
) -> tuple[str, str]:
    swapped = bind(sentence, match, target_heads(match), source), bind(sentence, match, source_heads(match), target)
    return swapped if sum(POINTS[s] for s in swapped) > POINTS[first] + POINTS[second] else (first, second)


def source_heads(match: Match) -> tuple[int, ...]:
    return match.sources or (match.clause.premodifiers if match.clause.kind == "nominal" else ())


def target_heads(match: Match) -> tuple[int, ...]:
    """What stands in the target role, and failing that the other phrases that the pattern bound."""
    others = [binding.head for binding in match.bindings if binding.slot.place != "subject" and binding.slot.filler != "source"]
    complement = match.complement
    if complement is not None:
        others += [*complement.targets, *complement.clause.objects]
    return tuple(dict.fromkeys((*match.targets, *others)))


def bind(sentence: Sentence, match: Match, heads: tuple[int, ...], tokens: frozenset[int]) -> str:
    """The first step by which a mention is bound to one of some heads."""
    if any(head in tokens or tokens & set(sentence.conjuncts(head)) for head in heads):
        return ""
    if any(tokens & set(sentence.subtree(head)) for head in heads):
        return "inside"
    if heads and any(sentence[head].upos == "PRON" for head in heads) and tokens & set(subjects_above(sentence, match)):
        return "pronoun"
    carrier = match.clause.carrier
    if tokens & set(sentence.subtree(match.trigger)) or (carrier >= 0 and tokens & set(sentence.subtree(carrier))):
        return "nearby"
    return "unbound"


def subjects_above(sentence: Sentence, match: Match) -> list[int]:
    """The subjects of the verbs that a clause is embedded in, with their conjuncts."""
    found: list[int] = []
    for index in sentence.ancestors(match.trigger):
        for head in arguments.own_subjects(sentence, index):
            found.extend(sentence.conjuncts(head))
    return found
