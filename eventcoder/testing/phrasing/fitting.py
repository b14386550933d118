"""Which forms a plan can have: in English, and so that the codebook says what comes of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import attrs

from eventcoder.codebook.model import Codebook
from eventcoder.testing.phrasing.forms import Form, Voice
from eventcoder.testing.phrasing.plan import Part, Plan
from eventcoder.testing.phrasing.rivals import Rivals, marks_of
from eventcoder.testing.phrasing.words import PhrasingWords, is_plural


@attrs.frozen
class Fitting:
    """Knows which forms a plan can have.

    Args:
        codebook: the codebook.
        words: words for writing English.
    """

    codebook: Codebook
    words: PhrasingWords

    def can_say(self, plan: Plan, form: Form, voices: Collection[Voice]) -> bool:
        """Whether a plan that can have some voices has a form in English, and whether the codebook says what comes of it."""
        fits = self._fits_tense(plan, form) and self._fits_around(plan, form) and self._fits_several(plan, form)
        return form.voice in voices and fits

    def voices(self, plan: Plan) -> Iterator[Voice]:
        """The voices that a plan can have."""
        if plan.kind == "noun":
            yield "noun"
            if self._light_verbs(plan.trigger):
                yield "light"
            return
        yield "active"
        if plan.kind == "verb" and plan.subject == plan.source and plan.parts and plan.parts[0].place == "object":
            yield from self._passives(plan, plan.parts[0])
            yield from self._nominals(plan, plan.parts[0])

    def _passives(self, plan: Plan, undergoes: Part) -> Iterator[Voice]:
        """The passives, whose subject is the object of the verb."""
        has_by = any(part.preposition == "by" for part in plan.parts)
        if undergoes.is_asked_for or undergoes.verb or plan.rule.reciprocal or has_by:
            return
        yield "passive"
        policy, is_target = self.codebook.policy, undergoes.party is plan.target and not undergoes.code
        sourceless = policy.sourceless + (policy.sourceless_passive if is_target else ())
        is_open = plan.source is not None and plan.source.text in plan.free  # no restriction asks who it is
        if plan.target is not None and is_open and (plan.rule.code or "").startswith(sourceless):
            yield "agentless"

    def _nominals(self, plan: Plan, undergoes: Part) -> Iterator[Voice]:
        """The event nouns that say what the verb says."""
        if (
            undergoes.party is None
            or undergoes.code
            or undergoes.party is not plan.target
            or any(part.place == "particle" for part in plan.parts)
        ):
            return
        nouns = self.nouns(plan)
        if nouns:
            yield "noun"
        if any(map(self._light_verbs, nouns)):
            yield "light"

    def nouns(self, plan: Plan) -> tuple[str, ...]:
        """The event nouns that say what the verb of a plan says, and that no other rule takes."""
        lexicon = self.codebook.lexicon
        nouns = (noun for noun, entry in lexicon.event_nouns.items() if entry.verb == plan.trigger and not is_plural(noun))
        found = sorted((noun for noun in nouns if marks_of(noun, lexicon)), key=lambda noun: (noun != plan.trigger, noun))
        winners = ((noun, Rivals(self.codebook, plan, noun).first()) for noun in found)
        return tuple(noun for noun, winner in winners if winner is not None and winner.rule.code == plan.rule.code)

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
            return simple and form.voice in ("passive", "agentless") and names_party(plan.parts[0])
        if form.around in ("begin", "intend"):
            return simple and form.voice == "active" and plan.kind == "verb"
        if form.around == "relative":
            return form.voice not in ("passive", "agentless") or names_party(plan.parts[0])
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


def names_party(part: Part) -> bool:
    """Whether a part is a party, and no complement."""
    return part.party is not None and not part.code
