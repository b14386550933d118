"""Forms: how a plan may be said."""

from __future__ import annotations

from typing import Literal

import attrs

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
