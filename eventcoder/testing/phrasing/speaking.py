"""Says plans: from a plan and a form to a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from eventcoder.codebook.model import Codebook
from eventcoder.testing.phrasing.forms import Form, Tense
from eventcoder.testing.phrasing.parties import Party
from eventcoder.testing.phrasing.plan import Part, Plan
from eventcoder.testing.phrasing.rivals import marks_of
from eventcoder.testing.phrasing.verbs import be_group, join, verb_group
from eventcoder.testing.phrasing.words import PhrasingWords


@attrs.frozen
class Speaker:
    """Says plans.

    Args:
        codebook: the codebook.
        words: words for writing English.
    """

    codebook: Codebook
    words: PhrasingWords

    def say(self, plan: Plan, form: Form, noun: str = "", light: str = "") -> str:
        """The sentence.

        Args:
            plan: the plan.
            form: a form that it can have.
            noun: for an event noun that stands for a verb, the noun.
            light: for a light verb, the verb.

        Returns:
            The sentence.
        """
        if form.voice in ("noun", "light"):
            clause = self._nominal(plan, form, noun or plan.noun, light)
        elif form.voice == "active":
            clause = self._active(plan, form)
        else:
            clause = self._passive(plan, form)
        names = (name for name in (form.voice, form.around) if name in ("noun", "reported"))
        if frame := "_".join(names):
            clause = self.words.frames[frame].format(clause)
        return clause[:1].upper() + clause[1:] + "."

    def _active(self, plan: Plan, form: Form) -> str:
        rest = [self._part(part, plan, form) for part in plan.parts]
        subject, plural = self._side(plan, form, plan.subject)
        if plan.kind == "state":
            predicate = plan.noun if plan.opened or plan.modifiers else self.words.predicate(plan.noun)
            return self._clause(plan.subject, subject, plural, form, "be", [plan.opened, predicate, *rest])
        return self._clause(plan.subject, subject, plural, form, plan.trigger, rest)

    def _clause(self, party: Party, subject: str, plural: bool, form: Form, verb: str, rest: Sequence[str]) -> str:
        if form.around in ("begin", "intend"):
            above = self.words.begin[0] if form.around == "begin" else self.words.intend[0]
            tense: Tense = "past" if form.around == "begin" else "present"
            return join(subject, verb_group(self.words.inflection, above, tense, False, plural), "to", verb, *rest)
        predicate = join(verb_group(self.words.inflection, verb, form.tense, bool(form.negation), plural), *rest)
        if form.around == "relative":
            return self.words.frames["relative"].format(f"{subject}, {_pronoun(party)} {predicate}")
        return f"{subject} {predicate}"

    def _passive(self, plan: Plan, form: Form) -> str:
        first, *others = plan.parts
        source, _ = self._side(plan, form, plan.subject)
        by = "" if form.voice == "agentless" else f"by {source}"
        party = None if first.code else first.party
        subject, plural = self._side(plan, form, party) if party is not None else (first.text, first.is_plural)
        if others and others[0].preposition == "of" and party is None:  # "the policy [of Israel] was rejected"
            subject = join(subject, self._part(others.pop(0), plan, form))
        # "accused [by X] of bombing Y", "was sent to Y [by X]"
        close = [part for part in others if part.place in ("object", "particle") or (party is None and not part.verb)]
        rest = [*(self._part(part, plan, form) for part in close), by]
        rest += [self._part(part, plan, form) for part in others if part not in close]
        participle = self.words.inflection.participle(plan.trigger)
        if form.around == "participle":
            return self.words.frames["relative"].format(f"{subject}, {join(participle, *rest)}")
        predicate = join(be_group(form.tense, bool(form.negation), plural), participle, *rest)
        if form.around == "relative" and party is not None:
            return self.words.frames["relative"].format(f"{subject}, {_pronoun(party)} {predicate}")
        return f"{subject} {predicate}"

    def _nominal(self, plan: Plan, form: Form, noun: str, light: str) -> str:
        assert plan.source is not None
        parts = list(plan.parts)
        rest: list[str] = []
        if plan.kind == "verb":
            target = parts.pop(0)
            rest.append(f"{marks_of(noun, self.codebook.lexicon)[0]} {self._part(target, plan, form)}")
        # What a noun is done to stands after a preposition, where its pattern has none.
        unmarked = [part for part in parts if part.place == "object" and part.party is not None]
        marks = marks_of(plan.trigger, self.codebook.lexicon)[:1] or ["of"]
        rest += [join(*(marks if part in unmarked else ()), self._part(part, plan, form)) for part in parts]
        entry = self.codebook.lexicon.event_nouns.get(noun.rpartition(" ")[2])
        if light:
            subject, plural = self._side(plan, form, plan.source)
            return self._clause(plan.source, subject, plural, form, light, [self.words.event(noun), *rest])
        if entry is not None and entry.possessor == "object":
            return join("the", noun, *rest, "by", plan.source.text)
        return join(plan.source.possessive, noun, *rest)

    def _part(self, part: Part, plan: Plan, form: Form) -> str:
        if part.verb:
            return self._complement(part)
        if part.place == "finite":
            return f"that {part.text}"
        text = part.text
        if part.party is not None and not part.code:
            text, _ = self._side(plan, form, part.party)
        return join(part.preposition, text)

    def _complement(self, part: Part) -> str:
        if part.place == "infinitive":
            return join("to", part.verb, part.text)
        if part.place == "finite":
            return join("that", part.doer, "would" if part.doer == "it" else "should", part.verb, part.text)
        return join(part.preposition, self.words.inflection.gerund(part.verb), part.text)

    def _side(self, plan: Plan, form: Form, party: Party) -> tuple[str, bool]:
        """A party as the form has it, and whether it is plural."""
        doubled = (party is plan.source and form.several == "sources") or (party is plan.target and form.several == "targets")
        return (f"{party.text} and {plan.country.name}", True) if doubled else (party.text, party.is_plural)


def _pronoun(party: Party) -> str:
    return "who" if party.is_plural else "which"
