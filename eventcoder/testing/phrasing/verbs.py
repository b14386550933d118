"""Verbs in a tense, affirmed or denied."""

from __future__ import annotations

from eventcoder.english.inflection import Inflection
from eventcoder.testing.phrasing.forms import Tense


def join(*words: str) -> str:
    """Words with a space between them; empty ones are left out."""
    return " ".join(word for word in words if word)


def verb_group(inflection: Inflection, verb: str, tense: Tense, negated: bool, plural: bool) -> str:
    """A verb, of which only the first word is inflected, in a tense of the active voice."""
    head, _, rest = verb.partition(" ")
    no = "not" if negated else ""
    if head == "be":
        return join(be_group(tense, negated, plural), rest)
    if tense == "future":
        return join("will", no, head, rest)
    if tense == "perfect":
        return join("have" if plural else "has", no, inflection.participle(head), rest)
    if negated:
        return join("did" if tense == "past" else "do" if plural else "does", no, head, rest)
    if tense == "past":
        return join(inflection.past(head), rest)
    return join(head if plural else inflection.third_person(head), rest)


def be_group(tense: Tense, negated: bool, plural: bool) -> str:
    """The verb "be" in a tense."""
    no = "not" if negated else ""
    if tense == "future":
        return join("will", no, "be")
    if tense == "perfect":
        return join("have" if plural else "has", no, "been")
    return join({"past": ("was", "were"), "present": ("is", "are")}[tense][plural], no)
