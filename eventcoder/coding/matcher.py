"""Clauses against a compiled codebook: which rule reads which clause, and what fills its slots."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import attrs

from eventcoder.actors import Actor, Mentions
from eventcoder.codebook.model import Codebook, CompiledPattern, Rule
from eventcoder.codebook.patterns import Slot
from eventcoder.coding.reading import Binding, Match, words_match
from eventcoder.coding.triggers import lookups, verb_lemma
from eventcoder.document import Sentence
from eventcoder.grammar import syntax
from eventcoder.grammar.clauses import Clause
from eventcoder.grammar.status import clause_status

PARTY_PREPOSITIONS = frozenset({"with", "to", "against", "toward", "towards"})
MAXIMUM_DEPTH = 4  # operators inside operators: "agreed to continue to help to release" is three


@attrs.frozen(eq=False)
class SentenceMatcher:
    """All readings of one sentence; each is worked out once, when asked for.

    Args:
        sentence: the sentence.
        codebook: the rules.
        mentions: who the phrases of the sentence refer to.
        speaker: who says the sentence, if it continues a quotation.
    """

    sentence: Sentence
    codebook: Codebook
    mentions: Mentions
    speaker: Actor | None = None
    _best: dict[tuple[int, bool], Match | None] = attrs.field(factory=dict, init=False, repr=False)
    _tried: dict[int, list[tuple[Clause, CompiledPattern]]] = attrs.field(factory=dict, init=False, repr=False)
    _open: set[int] = attrs.field(factory=set, init=False, repr=False)
    _refused: list[int] = attrs.field(factory=list, init=False, repr=False)

    @cached_property
    def triggers(self) -> tuple[int, ...]:
        """Positions of words that some rule has as its trigger."""
        index = self.codebook.trigger_words
        return tuple(
            token.index
            for token in self.sentence
            if token.lemma.lower() in index or token.text.lower() in index or (token.upos == "VERB" and verb_lemma(token, self.codebook))
        )

    def readings(self, index: int, loose: bool = False) -> tuple[Match, ...]:
        """Every reading of the clause around a token, the most specific first; loose ones may lack the target."""
        return tuple(self._matching(index, loose))

    def best(self, index: int, loose: bool = False) -> Match | None:
        """The most specific reading of the clause around a token.

        Args:
            index: position of the trigger.
            loose: if no reading fits, take one whose target is missing ("an Israeli attack", "refused to attack").

        Returns:
            The reading, or None.
        """
        key = (index, loose)
        if key in self._best:
            return self._best[key]
        if index in self._open or len(self._open) >= MAXIMUM_DEPTH:
            self._refused.append(index)
            return None
        refused = len(self._refused)
        self._open.add(index)
        try:
            found = next(self._matching(index), None) or (next(self._matching(index, loose=True), None) if loose else None)
        finally:
            self._open.discard(index)
        if found is not None:
            found = self._with_target(found)
        if found is not None or not self._open or len(self._refused) == refused:
            self._best[key] = found  # a miss inside another reading may be due to the limit of depth
        return found

    def reading(self, index: int) -> Match | None:
        """The reading of a clause as an event of its own: an event noun with a doer needs no target."""
        match = self.best(index)
        if match is None:
            loose = self.best(index, loose=True)
            if loose is not None and loose.clause.kind == "nominal" and (loose.sources or loose.clause.premodifiers):
                return loose
        return match

    def _is_idle(self, index: int) -> bool:
        """Whether a word tells of no event: part of a name ("National [Liberation] Front"), a mere attribute ("the [occupied] city")."""
        token = self.sentence[index]
        if token.deprel == "amod":
            return True
        role = self.mentions.role_at(index)
        if role is not None and role.first == index < role.last:
            return True  # "the [charge] d'affaires"
        if token.upos != "PROPN":
            return False
        if token.relation in ("compound", "flat") and token.head >= 0 and self.sentence[token.head].upos == "PROPN":
            return True
        return any(index in name.tokens and len(name.tokens) > 1 for name in self.mentions.names())

    def _with_target(self, match: Match) -> Match:
        """Give a reading without a target that of a less specific reading of the same root: "spoke [by phone] [with X]"."""
        if match.targets or match.rule.code is None or match.pattern.has_target:
            return match
        root = self.codebook.root(match.rule.code)
        for other in self._matching(match.trigger):
            if other.targets and not other.inherited and other.rule.code is not None and self.codebook.root(other.rule.code) == root:
                return attrs.evolve(match, targets=other.targets, bindings=match.bindings + other.bindings)
        return match

    def _matching(self, index: int, loose: bool = False) -> Iterator[Match]:
        for clause, candidate in self._candidates(index):
            match = self._match(clause, candidate, loose)
            if match is not None:
                yield match

    def coded(self) -> Iterator[Match]:
        """The best reading of each clause that no other reading has used up."""
        found = {i: match for i in self.triggers if not self._is_idle(i) and (match := self.reading(i)) is not None}
        # Outer clauses first; a modal stands outside the verb that it hangs on.
        depth = {i: sum(1 for _ in self.sentence.ancestors(i)) - 2 * (match.clause.kind == "modal") for i, match in found.items()}
        used: set[int] = set()
        for i in sorted(found, key=lambda i: (depth[i], i)):
            match = found[i]
            if i in used:
                continue
            noun = next((n for n, other in found.items() if other.clause.light_verb == i and n not in match.consumed), None)
            if noun is not None and noun != i and found[noun].rule.code is not None:
                continue  # the event noun speaks for its light verb
            used |= match.consumed
            if match.rule.code is not None:
                yield match

    # Candidates ------------------------------------------------------------------------------------------------------

    @cached_property
    def _bag(self) -> frozenset[str]:
        """Every lemma and form of the sentence: what a pattern cannot match without is looked up here first."""
        return frozenset(word for token in self.sentence for word in (token.lemma.lower(), token.text.lower()))

    def _candidates(self, index: int) -> list[tuple[Clause, CompiledPattern]]:
        """The patterns that the clause around a token may match, in the order in which they are tried."""
        if index not in self._tried:
            bag, found = self._bag, []
            kinds = [(kind, patterns) for kind, patterns in lookups(self.sentence, self.codebook, index) if patterns]
            for kind, patterns in kinds:
                clause = Clause(self.sentence, self.codebook.lexicon, index, kind)
                for candidate in patterns:
                    for words in candidate.pattern.requires:
                        if words.isdisjoint(bag):
                            break
                    else:
                        found.append((clause, candidate))
            if len(kinds) > 1:
                found.sort(key=lambda pair: pair[1].order)
            self._tried[index] = found
        return self._tried[index]

    # Matching --------------------------------------------------------------------------------------------------------

    def _match(self, clause: Clause, candidate: CompiledPattern, loose: bool) -> Match | None:
        pattern = candidate.pattern
        if pattern.modifiers and not set(pattern.modifiers) <= syntax.modifiers(self.sentence, clause.trigger):
            return None
        if candidate.rule.speaker and self.speaker is None and not clause_status(clause).speakers:
            return None
        if (
            candidate.rule.reciprocal
            and not loose
            and not pattern.has_target
            and clause.kind == "verbal"
            and not self._is_plural(clause.agents)
        ):
            return None
        bindings: list[Binding] = []
        taken: set[int] = set()
        emptied = False
        for slot in pattern.slots:
            found = self._fill(clause, slot, taken, candidate.rule)
            if found is None:
                if loose and slot.filler == "target" and slot.place != "subject" and not (slot.words or slot.roles):
                    emptied = True
                    continue
                return None
            if found.head >= 0:
                bindings.append(found)
                taken.add(found.head)
        explicit = next((b.head for b in bindings if b.slot.filler == "source"), None)
        target = next((b.head for b in bindings if b.slot.filler == "target"), None)
        subject_taken = any(slot.place == "subject" for slot in pattern.slots)
        inherited = False
        targets: tuple[int, ...] = () if target is None else (target,)
        sources = (explicit,) if explicit is not None else (() if subject_taken else tuple(h for h in clause.agents if h != target))
        if target is None and not candidate.rule.reciprocal:
            complement = next((b.complement for b in bindings if b.complement is not None), None)
            if complement is not None:
                targets = self._inherited(candidate.rule, complement, sources) or self._parties_in(complement)
            else:
                targets = next((below for b in bindings if b.slot.place == "infinitive" and (below := self._parties_below(b.head))), ())
            inherited = bool(targets)
        if clause.kind == "nominal" and clause.between and target is not None and target in clause.between:
            sources = ()
        if target is not None and clause.kind == "verbal" and (inhabitant := self._inhabitant(clause, target, taken)) is not None:
            targets = (inhabitant,)
        return Match(clause, candidate.rule, pattern, tuple(bindings), sources, targets, inherited, emptied)

    def _inhabitant(self, clause: Clause, place: int, taken: set[int]) -> int | None:
        """The untaken object whose place fills the slot of the target: "attacked [rebels] in Somalia" is an attack on the rebels."""
        where = self.mentions.actor(place)
        if where is None or not where.code or not clause.lexicon.place_prepositions & set(syntax.cases(self.sentence, place)):
            return None
        actors = ((i, self.mentions.actor(i)) for i in clause.objects if i not in taken)
        return next((i for i, actor in actors if actor and actor.code and len(actor.code) > 3 and actor.code.startswith(where.code)), None)

    def _parties_in(self, complement: Match) -> tuple[int, ...]:
        """An actor among the things that a complement names: "the withdrawal of [Turkish troops]"."""
        named = (b.head for b in complement.bindings if b.slot.filler == "words" and b.head >= 0)
        return next(((head,) for head in named if self.mentions.actor(head) is not None), ())

    def _parties_below(self, index: int) -> tuple[int, ...]:
        """Whom an infinitive that no rule reads is directed at: "is willing to discuss the matter [with Y]"."""
        below = Clause(self.sentence, self.codebook.lexicon, index, "verbal")
        heads = (*below.objects, *(head for preposition, head in below.phrases if preposition in PARTY_PREPOSITIONS))
        return next(((head,) for head in heads if self._is_actor(head)), ())

    def _is_plural(self, heads: tuple[int, ...]) -> bool:
        """Whether some phrases name several parties, who can be both sides of a reciprocal event."""
        return len(heads) > 1 or any(len(self.mentions.actors(i)) > 1 for i in heads)

    def _inherited(self, rule: Rule, complement: Match, sources: tuple[int, ...]) -> tuple[int, ...]:
        """The target that a complement lends to the operator above it: who is to do it, for demands; else whom it is done to."""
        if (
            rule.code is not None
            and rule.code.startswith(self.codebook.policy.doer_is_target)
            and complement.sources
            and complement.sources != sources
        ):
            return complement.sources
        return complement.targets if complement.targets != sources else ()

    def _fill(self, clause: Clause, slot: Slot, taken: set[int], rule: Rule) -> Binding | None:
        """The best filler of a slot; a binding with head -1 for a slot that needs none; None if the slot stays empty."""
        if slot.place == "particle":
            after = self.sentence[clause.trigger + 1].text.lower() if clause.trigger + 1 < len(self.sentence) else ""
            return Binding(slot, -1) if after in slot.prepositions or clause.particles & set(slot.prepositions) else None
        if slot.place == "predicate":
            own = set(syntax.cases(self.sentence, clause.trigger))
            return Binding(slot, -1) if own & set(slot.prepositions) else None
        fitting: list[Binding] = []
        for head in dict.fromkeys(self._places(clause, slot)):
            if head in taken or head == clause.trigger:
                continue
            binding = self._test(slot, head)
            if binding is None:
                continue
            if slot.filler in ("target", "source"):
                if self._is_actor(head):
                    return binding
                fitting.append(binding)
            else:
                return binding
        if not fitting and slot.filler == "target" and not (slot.words or slot.roles) and slot.place in ("object", "phrase"):
            return self._place_as_target(clause, slot, rule)
        return fitting[0] if fitting else None

    def _place_as_target(self, clause: Clause, slot: Slot, rule: Rule) -> Binding | None:
        """For codes of force a place names the target: "strikes in Gaza", "the Gaza attack"."""
        if rule.code is None or not rule.code.startswith(self.codebook.policy.place_targets):
            return None
        named = [head for preposition, head in clause.phrases if preposition in self.codebook.lexicon.place_prepositions]
        if clause.kind == "nominal":
            named += [head for head in clause.premodifiers if self.sentence[head].relation == "compound"]
        for head in named:
            place = self.mentions.place(head)
            if place is not None and (head not in clause.premodifiers or place.kind == "city"):
                return Binding(slot, head)
        return None

    def _is_place(self, index: int) -> bool:
        """Whether a noun before an event noun says where it was: "the Zakho attack"."""
        place = self.mentions.place(index) if self.sentence[index].relation == "compound" else None
        return place is not None and place.kind == "city"

    def _is_actor(self, head: int) -> bool:
        return self.mentions.actor(head) is not None or self.mentions.owner(head) is not None

    def _places(self, clause: Clause, slot: Slot) -> Iterator[int]:
        """Heads of what stands in the place of a slot, likeliest first."""
        sentence = self.sentence
        nominal = clause.kind == "nominal"
        match slot.place:
            case "subject":
                yield from clause.agents
                if nominal and not clause.agents and slot.filler in ("source", "target"):
                    yield from (i for i in clause.premodifiers if not self._is_place(i))
            case "object":
                if slot.filler == "family":
                    yield from clause.gerunds
                    yield from (i for i in clause.infinitives if not syntax.is_infinitive(sentence, i))
                if nominal:
                    yield from clause.nominal_objects
                    if slot.filler == "target" and clause.between:
                        yield from clause.between
                    if slot.filler != "target":
                        yield from clause.premodifiers
                elif slot.filler == "target" or slot.filler == "source":
                    # An indirect object is the likelier party: "gave Y weapons".
                    yield from sorted(clause.objects, key=lambda i: sentence[i].deprel != "iobj")
                else:
                    yield from clause.objects
                    yield from clause.gerunds if slot.filler == "any" else ()
                    yield from clause.results if slot.filler in ("words", "family") else ()
            case "phrase":
                # In the order of the text, whatever a phrase hangs on: "committed crimes [against villagers] [in Ituri]".
                heads = [head for preposition, head in clause.phrases if preposition in slot.prepositions]
                yield from sorted(heads, key=lambda head: (head < clause.trigger, head))
                if set(slot.prepositions) & clause.particles:
                    yield from (*clause.objects, *clause.results)
                if nominal and slot.filler != "target" and "of" in slot.prepositions:
                    yield from clause.premodifiers
            case "infinitive":
                yield from clause.infinitives
                yield from (head for preposition, head in clause.phrases if preposition == "to" and slot.filler != "any")
            case "finite":
                yield from clause.finite_complements

    def _test(self, slot: Slot, head: int) -> Binding | None:
        sentence = self.sentence
        match slot.filler:
            case "words":
                assert slot.words is not None
                return Binding(slot, head) if words_match(sentence, self.codebook.lexicon, head, slot.words) else None
            case "family":
                complement = self._complement(head, slot.family)
                return Binding(slot, head, complement) if complement is not None else None
            case "target" | "source":
                if sentence[head].upos in ("VERB", "AUX") and not sentence.dependents(head, "det", "case"):
                    return None
                is_number = slot.place == "phrase" and sentence[head].upos == "NUM"
                if is_number or sentence[head].lemma.lower() in self.codebook.lexicon.time_nouns:
                    return None
                if (slot.words or slot.roles or slot.forbidden) and not self._allowed(slot, head):
                    return None
                return Binding(slot, head, spoken=self._is_spoken(head))
            case _:
                return Binding(slot, head)

    def _is_spoken(self, head: int) -> bool:
        """Whether a phrase names a speech act: an offer, a demand, criticism."""
        token = self.sentence[head]
        if token.upos != "NOUN" or self.mentions.actor(head) is not None:
            return False
        reading = self.best(head, loose=True)
        return (
            reading is not None
            and reading.rule.code is not None
            and reading.clause.kind == "nominal"
            and self.codebook.code(reading.rule.code).is_verbal
        )

    def _allowed(self, slot: Slot, head: int) -> bool:
        """Whether a party meets the restriction of its slot: one of the words, or one of the roles."""
        if slot.words is not None and words_match(self.sentence, self.codebook.lexicon, head, slot.words):
            return True
        actor = self.mentions.actor(head)
        parts = set(actor.parts) if actor else set()
        if actor is not None and len(actor.parts) == 1 and actor.kind in ("country", "city"):
            parts.add("STATE")
        if any(part.startswith("IGO") for part in parts):
            parts.add("IGO")
        if parts & set(slot.forbidden):
            return False
        return bool(parts & set(slot.roles)) if slot.roles else slot.words is None

    def _complement(self, head: int, family: tuple[str, ...]) -> Match | None:
        """The reading of a complement if its code lies in a family; transparent verbs are looked through."""
        sentence, lexicon = self.sentence, self.codebook.lexicon
        current = syntax.content_head(sentence, lexicon, head)
        for _ in range(MAXIMUM_DEPTH):
            reading = self.best(current, loose=True)
            if reading is not None and reading.rule.code is not None:
                return reading if reading.rule.code.startswith(family) else None
            if sentence[current].lemma.lower() not in lexicon.transparent | lexicon.light_verbs:
                return None
            inner = [i for i in sentence.children[current] if sentence[i].relation in ("xcomp", "obj")]
            if not inner:
                return None
            current = inner[0]
        return None
