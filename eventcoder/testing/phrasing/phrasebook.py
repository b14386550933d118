"""A codebook as a phrasebook: which of its patterns can be said, and how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import Any, TypeVar

import attrs

from eventcoder.actors import ActorBook
from eventcoder.codebook.model import Codebook, Rule
from eventcoder.codebook.patterns import ANY_PLACE, Variant
from eventcoder.codebook.variants import PatternError
from eventcoder.testing.phrasing.fitting import Fitting
from eventcoder.testing.phrasing.forms import FEATURES, Form
from eventcoder.testing.phrasing.parties import Cast, Choose
from eventcoder.testing.phrasing.plan import Plan, Unphrasable
from eventcoder.testing.phrasing.planner import Planner
from eventcoder.testing.phrasing.promises import promised
from eventcoder.testing.phrasing.speaking import Speaker
from eventcoder.testing.phrasing.words import PhrasingWords, load_words

T = TypeVar("T")
Place = tuple[Variant, int]

SIMPLE = 2  # times as likely as any other: the simplest value of a feature


@attrs.frozen
class CodedText:
    """A sentence that a codebook codes.

    Args:
        text: the sentence.
        expected: the events that must come, and no others: `SOURCE CODE TARGET [status]; ...`.
        code: the code that the rule gives, before the form changes it: "will meet" is a meeting to come.
        rule: the id of the rule that promises them.
        pattern: its pattern.
        form: the features of its form, `active past` the simplest.
    """

    text: str
    expected: str
    code: str
    rule: str
    pattern: str
    form: str


@attrs.frozen(eq=False)
class Phrasebook:
    """What a codebook can be made to say.

    Args:
        codebook: the codebook.
        actors: who takes part.
        words: words for writing English.
        codes: prefixes of the codes that are wanted.
        only: ids of the rules that are wanted; all if it is empty.
    """

    codebook: Codebook
    actors: ActorBook
    words: PhrasingWords = attrs.field(factory=load_words)
    codes: tuple[str, ...] = ("",)
    only: frozenset[str] = frozenset()
    _places: dict[Rule, list[Place]] = attrs.field(factory=dict, init=False)

    @cached_property
    def planner(self) -> Planner:
        return Planner(self.codebook, Cast(self.actors, self.words))

    @cached_property
    def fitting(self) -> Fitting:
        return Fitting(self.codebook, self.words)

    @cached_property
    def speaker(self) -> Speaker:
        return Speaker(self.codebook, self.words)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that are wanted, in the order of the codebook."""
        rows = (row for rule in self.codebook.rules.values() for row, _ in rule.rows())
        coded = (rule for rule in rows if rule.code is not None and not (rule.speaker or rule.paired))
        return tuple(rule for rule in coded if (rule.code or "").startswith(self.codes) and (not self.only or rule.id in self.only))

    @property
    def is_empty(self) -> bool:
        """Whether no sentence can be made of any of them."""
        return all(next(self._sayable(rule), None) is None for rule in self.rules)

    def _sayable(self, rule: Rule) -> Iterator[Place]:
        for place in self._all(rule):
            if self._why_not(rule, place) is None:
                yield place

    def _all(self, rule: Rule) -> list[Place]:
        """The patterns of a rule: lines, and numbers in them."""
        if rule not in self._places:
            lines = [
                line for line in self.planner.complements.variants(rule) if ANY_PLACE not in line.text
            ]  # words anywhere make no sentence
            # Triggers of one word come first.
            self._places[rule] = [(line, number) for line in lines for number in reversed(range(len(line)))]
        return self._places[rule]

    def _why_not(self, rule: Rule, place: Place) -> str | None:
        """Why no sentence is made of a pattern, or None."""
        try:
            self.planner.plan(rule, *place, _first)
        except (Unphrasable, PatternError) as error:
            return str(error)
        return None

    def left_out(self) -> Counter[str]:
        """Why patterns are left out, and how many for each reason; the empty reason is that of those that are not."""
        rows = (row for rule in self.codebook.rules.values() for row, _ in rule.rows())
        return Counter(self._why_not(rule, place) or "" for rule in rows for place in self._all(rule))

    def text(self, choose: Choose[Any], forms: Collection[str] | None = None) -> CodedText:
        """A sentence.

        Args:
            choose: chooses one of a sequence, whose first is the simplest.
            forms: the features of forms that are wanted besides those of the simplest; all by default.

        Returns:
            The sentence and what it promises.

        Raises:
            Unphrasable: there is none.
        """
        rule = choose(self.rules)
        plan = self._plan(rule, choose(self._all(rule)), choose)
        form = self._form(plan, choose, forms)
        noun = light = ""
        if form.voice in ("noun", "light") and plan.kind == "verb":
            nouns = self.fitting.nouns(plan)
            noun = choose(nouns if form.voice == "noun" else [noun for noun in nouns if noun in self.words.light])
        if form.voice == "light":
            light = choose(self.words.light[noun or plan.trigger])
        said = self.speaker.say(plan, form, noun, light)
        return CodedText(said, promised(plan, form, self.codebook.policy), plan.rule.code or "", plan.rule.id, plan.pattern, str(form))

    def _plan(self, rule: Rule, place: Place, choose: Choose[Any]) -> Plan:
        """A plan for a pattern; else its simplest, or the first of another pattern, of the rule or of the next."""
        for chooses in (choose, _first):
            try:
                return self.planner.plan(rule, *place, chooses)
            except (Unphrasable, PatternError):
                continue
        start = self.rules.index(rule)
        for other in (*self.rules[start:], *self.rules[:start]):
            found = next(self._sayable(other), None)
            if found is not None:
                return self.planner.plan(other, *found, _first)
        raise Unphrasable("no sentence can be made of these rules")

    def _form(self, plan: Plan, choose: Choose[Any], forms: Collection[str] | None) -> Form:
        """A form that the plan can have, feature by feature, so that each shrinks by itself; the simplest is the likeliest."""
        voices = tuple(self.fitting.voices(plan))
        form = Form(voices[0])
        for name, features in FEATURES.items():
            wanted = [feature for feature in features[1:] if forms is None or feature in forms]
            changes: list[dict[str, Any]] = [{name: feature} for feature in wanted if feature != voices[0]]
            others = [attrs.evolve(form, **change) for change in changes]
            others = [other for other in others if self.fitting.can_say(plan, other, voices)]
            form = choose([form] * SIMPLE * max(len(others), 1) + others)
        return form


def _first(options: Sequence[T]) -> T:
    return options[0]
