"""Fills the slots of a pattern with words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from eventcoder.codebook.model import Codebook, Rule
from eventcoder.codebook.slots import Slot
from eventcoder.testing.phrasing.complements import Complements
from eventcoder.testing.phrasing.parties import Cast, Choose, Country, Party
from eventcoder.testing.phrasing.plan import Part, Unphrasable
from eventcoder.testing.phrasing.words import PhrasingWords

Phrase = tuple[tuple[str, ...], str, tuple[str, ...]]  # words before a head, the head, words after it


@attrs.frozen
class Draft:
    """What is known of a plan before its slots are filled: the rule, four countries, who fills the slots of parties, how to choose, and the
    words of the trigger beyond the first."""

    rule: Rule
    countries: Sequence[Country]
    source: Party | None
    target: Party | None
    choose: Choose[Any]
    own: frozenset[str] = frozenset()


@attrs.frozen(eq=False)
class Fillers:
    """Fills slots.

    Args:
        codebook: the codebook.
        cast: who may take part.
        complements: the simplest verbs of families of events.
    """

    codebook: Codebook
    cast: Cast
    complements: Complements

    @property
    def words(self) -> PhrasingWords:
        return self.cast.words

    def part(self, draft: Draft, slot: Slot) -> Part:
        """What stands in a slot; raises `Unphrasable` if nothing can."""
        both = self.codebook.lexicon.both_sides_prepositions if slot.is_party else frozenset()
        prepositions = tuple(each for each in slot.prepositions if each not in both and slot.place in ("object", "phrase"))
        if slot.place == "phrase" and not prepositions:
            raise Unphrasable("names both sides at once")
        if slot.filler == "family" and len(prepositions) > 1:
            prepositions = tuple(each for each in prepositions if each != "to")  # "for helping", but "to help"
        preposition = draft.choose(prepositions) if prepositions else ""
        if slot.filler is None:
            return Part("particle", draft.choose(slot.prepositions))
        if slot.is_party:
            party = draft.target if slot.filler == "target" else draft.source
            assert party is not None
            return Part(slot.place, party.text, preposition, party.words, party.words[0] if party.words else "", party)
        if slot.filler == "family":
            return self._complement(draft, slot, preposition)
        if slot.filler == "words":
            return self._asked_for(draft, slot, preposition)
        return self._anything(draft, slot, preposition)

    def _asked_for(self, draft: Draft, slot: Slot, preposition: str) -> Part:
        assert slot.words is not None
        phrases = sorted((before, head, after) for head, forms in slot.words.phrases.items() for before, after in forms)
        options: list[Phrase] = [
            ((), word, ()) for word in sorted(slot.words.singles) if word.replace("-", "").isalpha() and word.islower()
        ]
        options = [option for option in (*options, *phrases) if slot.place == "infinitive" or not self._means_something_else(option[1])]
        if slot.place == "finite" or not options:
            raise Unphrasable("asks for words that make no phrase, or that name actors")
        before, head, after = draft.choose(options)
        words = (*before, head, *after)
        if slot.place == "infinitive":
            rest = " ".join(words[1:])
            return Part("infinitive", rest, words=words, head=head, is_asked_for=slot.literal, verb=words[0])
        is_idiom = slot.literal and head in draft.own
        text = head if is_idiom else self.words.thing(" ".join(words))
        return Part(slot.place, text, preposition, words, head, is_asked_for=slot.literal, is_idiom=is_idiom)

    def _means_something_else(self, head: str) -> bool:
        """Whether a noun names an actor, a quantity or a time, whatever a pattern takes it for."""
        lexicon = self.codebook.lexicon
        singular = head.removesuffix("s")
        return self.cast.is_role(head) or self.cast.is_role(singular) or head in lexicon.quantity_nouns or head in lexicon.time_nouns

    def _anything(self, draft: Draft, slot: Slot, preposition: str) -> Part:
        triggers = self.codebook.trigger_words
        if slot.place == "infinitive":
            verb, _, rest = draft.choose([deed for deed in self.words.deeds if deed.split()[0] not in triggers]).partition(" ")
            return Part("infinitive", rest, words=(verb,), head=verb, verb=verb)
        if slot.place == "finite":
            return Part("finite", draft.choose(self.words.clauses))
        thing = draft.choose([thing for thing in self.words.things if thing not in triggers])
        return Part(slot.place, f"the {thing}", preposition, (thing,), thing)

    def _complement(self, draft: Draft, slot: Slot, preposition: str) -> Part:
        """An event of a family, in the words of its simplest patterns."""
        options = self.complements.of(slot.family)
        if slot.place == "object":  # "demanded the release of X" rather than "demanded releasing X"
            options = [said for said in options if said.noun] or options
        if not options:
            raise Unphrasable("no simple pattern gives what it is about")
        said, countries, has_target = draft.choose(options), draft.countries, draft.target is not None
        demanded = (draft.rule.code or "").startswith(self.codebook.policy.doer_is_target)
        party = (countries[2] if has_target or slot.place == "finite" else countries[1]).party
        text, doer = f"{said.marks} {party.text}".strip(), ""
        lent: Party | None = None if has_target else party
        if slot.place == "finite":
            doer = countries[1].name if demanded and not has_target else "it"
            lent = countries[1].party if demanded and not has_target else lent
        if slot.place == "object" and said.noun:
            text = f"the {said.noun} {said.noun_marks} {party.text}"
            return Part("object", text, preposition, (said.noun,), said.noun, lent, code=said.code)
        return Part(slot.place, text, preposition, (said.verb,), said.verb, lent, verb=said.verb, doer=doer, code=said.code)
