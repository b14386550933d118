"""Forms: how a plan is said, and what the form makes of its event."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import attrs

from eventcoder.codebook.model import Codebook
from eventcoder.event import NOBODY
from eventcoder.testing.phrasing.parties import Party
from eventcoder.testing.phrasing.plan import Part, Plan
from eventcoder.testing.phrasing.rivals import Rivals
from eventcoder.testing.phrasing.words import PhrasingWords, is_plural

Voice = Literal["active", "passive", "agentless", "noun", "light"]
Tense = Literal["past", "present", "perfect", "future"]
Around = Literal["", "reported", "relative", "participle", "begin", "intend"]
Several = Literal["", "sources", "targets"]

# Every feature of a form, by what it is a choice of; the first of each is the simplest.
FEATURES: dict[str, tuple[str, ...]] = {
    "voice": ("active", "passive", "agentless", "noun", "light"),
    "tense": ("past", "present", "perfect", "future"),
    "negation": ("", "negated"),
    "around": ("", "reported", "relative", "participle", "begin", "intend"),
    "several": ("", "sources", "targets"),
}


@attrs.frozen
class Form:
    """How a plan is said.

    Args:
        voice: active; passive, with or without who does it; an event noun, with or without a light verb.
        tense: the tense.
        negation: whether it is denied.
        around: what the clause stands in.
        several: which side is two.
    """

    voice: Voice = "active"
    tense: Tense = "past"
    negation: Literal["", "negated"] = ""
    around: Around = ""
    several: Several = ""

    @property
    def features(self) -> tuple[str, ...]:
        """Its features, by name."""
        found = (self.voice, self.tense, self.negation, self.around, self.several)
        return tuple(feature for feature in found if feature)

    def __str__(self) -> str:
        return " ".join(self.features)

    @property
    def status(self) -> str:
        """How it stands to the facts: asserted, future, negated, or negated-future."""
        future = self.tense == "future" or self.around == "intend"
        return ("negated-future" if future else "negated") if self.negation else ("future" if future else "asserted")


@attrs.frozen
class Speaker:
    """Says plans.

    Args:
        codebook: the codebook.
        words: words for writing English.
    """

    codebook: Codebook
    words: PhrasingWords

    # Which forms a plan can have -------------------------------------------------------------------------------------

    def can_say(self, plan: Plan, form: Form, voices: Collection[Voice]) -> bool:
        """Whether a plan that can have some voices has a form in English, and whether the codebook says what comes of it."""
        fits = self._fits_tense(plan, form) and self._fits_around(plan, form) and self._fits_several(plan, form)
        return form.voice in voices and fits

    def voices(self, plan: Plan) -> Iterator[Voice]:
        """The voices that a plan can have."""
        policy, code = self.codebook.policy, plan.rule.code or ""
        if plan.kind == "noun":
            yield "noun"
            if self._light_verbs(plan.trigger):
                yield "light"
            return
        yield "active"
        if plan.kind == "state" or plan.subject != plan.source:
            return
        first = plan.parts[0] if plan.parts else None
        if first is not None and first.place == "object" and not first.is_asked_for and not first.verb and not plan.rule.reciprocal:
            yield "passive"
            known = first.party is not None and first.party is plan.target
            free = plan.source is not None and plan.source.roles == {"STATE"} and plan.source.text in plan.free
            if free and plan.target is not None and code.startswith(policy.sourceless + (policy.sourceless_passive if known else ())):
                yield "agentless"
        particles = any(part.place == "particle" for part in plan.parts)
        if first is not None and first.party is not None and first.party is plan.target and first.place == "object" and not particles:
            nouns = self.nouns(plan)
            if nouns:
                yield "noun"
            if any(map(self._light_verbs, nouns)):
                yield "light"

    def nouns(self, plan: Plan) -> tuple[str, ...]:
        """The event nouns that say what the verb of a plan says, and that no other rule takes."""
        entries = self.codebook.lexicon.event_nouns
        found = [noun for noun, entry in entries.items() if entry.verb == plan.trigger and self._marks(noun) and not is_plural(noun)]
        found.sort(key=lambda noun: (noun != plan.trigger, noun))
        return tuple(noun for noun in found if (w := Rivals(self.codebook, plan, noun).first()) and w.rule.code == plan.rule.code)

    def _marks(self, noun: str) -> list[str]:
        """The prepositions before what an event noun is done to."""
        entry = self.codebook.lexicon.event_nouns.get(noun)
        marks = entry.object if entry is not None and entry.object is not None else ()
        return [mark for mark in marks if mark not in self.codebook.lexicon.both_sides_prepositions]

    def _light_verbs(self, noun: str) -> tuple[str, ...]:
        return self.words.light.get(noun, ())

    def _fits_tense(self, plan: Plan, form: Form) -> bool:
        if form.voice == "noun" and (form.tense != "past" or form.negation):
            return False
        return not (plan.rule.as_fact and form.status != "asserted")

    def _fits_around(self, plan: Plan, form: Form) -> bool:
        simple = form.tense == "past" and not form.negation
        if form.voice == "noun":
            return form.around in ("", "reported")
        if form.around == "participle":
            return simple and form.voice in ("passive", "agentless") and plan.parts[0].party is not None
        if form.around in ("begin", "intend"):
            return simple and form.voice == "active" and plan.kind == "verb"
        if form.around == "relative":
            return form.voice not in ("passive", "agentless") or plan.parts[0].party is not None
        return True

    def _fits_several(self, plan: Plan, form: Form) -> bool:
        if not form.several:
            return True
        party = plan.source if form.several == "sources" else plan.target
        if party is None or party.text not in plan.free or form.voice in ("agentless", "noun"):
            return False
        if any(part.code for part in plan.parts) or form.around in ("relative", "participle"):
            return False
        mutual = plan.rule.reciprocal or (plan.rule.code or "").startswith(self.codebook.policy.mutual)
        return not mutual or (form.several == "targets")

    # The events ------------------------------------------------------------------------------------------------------

    def events(self, plan: Plan, form: Form) -> str:
        """The events that a plan promises in a form, in the notation of cases."""
        source = None if form.voice == "agentless" else plan.source
        sources, targets = [source], [plan.target]
        if form.several == "sources":
            sources.append(plan.country.party)
        if form.several == "targets":
            targets.append(plan.country.party)
        code, status = self._coded(plan.rule.code or "", form.status, source is not None)
        lines = {f"{_code(one)} {code} {_code(other)} {status}".removesuffix(" asserted") for one in sources for other in targets}
        return "; ".join(sorted(lines))

    def _coded(self, code: str, status: str, has_source: bool) -> tuple[str, str]:
        """The code and the status of an event, by the transitions of the policy."""
        rows = [row for row in self.codebook.policy.transitions if row.status == status and code.startswith(row.family)]
        name = "negated" if status.startswith("negated") else status
        if not rows or not has_source:
            return code, name
        changed = max(rows, key=lambda row: len(row.family)).code
        return changed, "asserted" if name == "negated" and changed != code else name

    # The sentence ----------------------------------------------------------------------------------------------------

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
            return _join(subject, self.verb(above, tense, False, plural), "to", verb, *rest)
        predicate = _join(self.verb(verb, form.tense, bool(form.negation), plural), *rest)
        if form.around == "relative":
            return self.words.frames["relative"].format(f"{subject}, {_pronoun(party)} {predicate}")
        return f"{subject} {predicate}"

    def _passive(self, plan: Plan, form: Form) -> str:
        first, *others = plan.parts
        source, _ = self._side(plan, form, plan.subject)
        by = "" if form.voice == "agentless" else f"by {source}"
        subject, plural = self._side(plan, form, first.party) if first.party is not None else (first.text, first.is_plural)
        if others and others[0].preposition == "of" and first.party is None:  # "the policy [of Israel] was rejected"
            subject = _join(subject, self._part(others.pop(0), plan, form))
        # "accused [by X] of bombing Y", "was sent to Y [by X]"
        close = [part for part in others if part.place in ("object", "particle") or (first.party is None and not part.verb)]
        rest = [*(self._part(part, plan, form) for part in close), by]
        rest += [self._part(part, plan, form) for part in others if part not in close]
        participle = self.words.inflection.participle(plan.trigger)
        if form.around == "participle":
            return self.words.frames["relative"].format(f"{subject}, {_join(participle, *rest)}")
        predicate = _join(self.be(form.tense, bool(form.negation), plural), participle, *rest)
        if form.around == "relative" and first.party is not None:
            return self.words.frames["relative"].format(f"{subject}, {_pronoun(first.party)} {predicate}")
        return f"{subject} {predicate}"

    def _nominal(self, plan: Plan, form: Form, noun: str, light: str) -> str:
        assert plan.source is not None
        parts = list(plan.parts)
        rest: list[str] = []
        if plan.kind == "verb":
            target = parts.pop(0)
            rest.append(f"{self._marks(noun)[0]} {self._part(target, plan, form)}")
        rest += [self._part(part, plan, form) for part in parts]
        entry = self.codebook.lexicon.event_nouns.get(noun.rpartition(" ")[2])
        if light:
            subject, plural = self._side(plan, form, plan.source)
            return self._clause(plan.source, subject, plural, form, light, [self.words.event(noun), *rest])
        if entry is not None and entry.possessor == "object":
            return _join("the", noun, *rest, "by", plan.source.text)
        return _join(plan.source.possessive, noun, *rest)

    def _part(self, part: Part, plan: Plan, form: Form) -> str:
        if part.verb:
            return self._complement(part)
        if part.place == "finite":
            return f"that {part.text}"
        text = part.text
        if part.party is not None and not part.code:
            text, _ = self._side(plan, form, part.party)
        return _join(part.preposition, text)

    def _complement(self, part: Part) -> str:
        if part.place == "infinitive":
            return _join("to", part.verb, part.text)
        if part.place == "finite":
            return _join("that", part.doer, "would" if part.doer == "it" else "should", part.verb, part.text)
        return _join(part.preposition, self.words.inflection.gerund(part.verb), part.text)

    def _side(self, plan: Plan, form: Form, party: Party) -> tuple[str, bool]:
        """A party as the form has it, and whether it is plural."""
        doubled = (party is plan.source and form.several == "sources") or (party is plan.target and form.several == "targets")
        return (f"{party.text} and {plan.country.name}", True) if doubled else (party.text, party.is_plural)

    # Verbs -----------------------------------------------------------------------------------------------------------

    def verb(self, verb: str, tense: Tense, negated: bool, plural: bool) -> str:
        """A verb, of which only the first word is inflected, in a tense of the active voice."""
        head, _, rest = verb.partition(" ")
        inflection, no = self.words.inflection, "not" if negated else ""
        if head == "be":
            return _join(self.be(tense, negated, plural), rest)
        if tense == "future":
            return _join("will", no, head, rest)
        if tense == "perfect":
            return _join("have" if plural else "has", no, inflection.participle(head), rest)
        if negated:
            return _join("did" if tense == "past" else "do" if plural else "does", no, head, rest)
        if tense == "past":
            return _join(inflection.past(head), rest)
        return _join(head if plural else inflection.third_person(head), rest)

    def be(self, tense: Tense, negated: bool, plural: bool) -> str:
        """The verb "be" in a tense."""
        no = "not" if negated else ""
        if tense == "future":
            return _join("will", no, "be")
        if tense == "perfect":
            return _join("have" if plural else "has", no, "been")
        return _join({"past": ("was", "were"), "present": ("is", "are")}[tense][plural], no)


def _join(*words: str) -> str:
    return " ".join(word for word in words if word)


def _pronoun(party: Party) -> str:
    return "who" if party.is_plural else "which"


def _code(party: Party | None) -> str:
    return NOBODY if party is None else party.code
