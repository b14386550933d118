"""Rules of drawn codebooks, with examples that hold whoever parses them: plain sentences between countries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

import attrs
from hypothesis import strategies as st

from eventcoder.testing.strategies.choices import Choices

T = TypeVar("T")
Content = dict[str, Any]

PARTIES = {"Iran": "IRN", "Israel": "ISR", "Peru": "PER", "Egypt": "EGY", "France": "FRA", "Kenya": "KEN"}
ARMIES = {"the Israeli army": "ISRMIL", "the Egyptian army": "EGYMIL", "the French army": "FRAMIL"}
# Verbs with a direct object, and their past.
VERBS = {
    "attack": "attacked", "condemn": "condemned", "praise": "praised", "invade": "invaded", "visit": "visited", "criticize": "criticized",
    "thank": "thanked", "support": "supported", "blame": "blamed", "defeat": "defeated", "bomb": "bombed", "welcome": "welcomed",
    "mock": "mocked", "insult": "insulted", "punish": "punished", "congratulate": "congratulated", "occupy": "occupied",
    "denounce": "denounced", "help": "helped", "warn": "warned", "humiliate": "humiliated", "provoke": "provoked",
}  # fmt: skip
OBLIQUE = {
    ("retaliate", "against"): "retaliated", ("negotiate", "with"): "negotiated", ("apologize", "to"): "apologized",
    ("cooperate", "with"): "cooperated",
}  # fmt: skip
STATES = {("critical", "of"): "is critical of", ("hostile", "to"): "was hostile to", ("angry", "at"): "is angry at"}
INTENDING = {"threaten": "threatened", "refuse": "refused", "promise": "promised"}
MEANS = {"MISSILE": ("missile", "missiles"), "ROCKET": ("rocket", "rockets"), "BOMB": ("bomb", "bombs")}
MOST_RULES = 10  # there are triggers for as many, whatever kinds they are of
STORMS = ("hurricane", "storm", "flood")
DIGITS, NAMED = ("01", "04", "11", "13", "17", "19"), ("MEET", "ACCUSE", "THREATEN", "ASSAULT", "FIGHT")
TYPES = ("message", "attack", "threat", "support")


@attrs.frozen
class Said:
    """A sentence, and who does it to whom; the code is that of the rule."""

    text: str
    source: str
    target: str


class Book(Choices):
    """A codebook on its way.

    Args:
        draw: makes the choices.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        super().__init__(draw)
        self.roots = self.one_of((DIGITS, NAMED))
        self.rules: list[Content] = []
        self.codes: dict[str, Content] = {}
        self.words: dict[str, list[str]] = {}
        self.roles: dict[str, list[str]] = {}
        self.sourceless: list[str] = []
        self.future: dict[str, Content] = {}

    def code(self) -> str:
        """A code, new or not."""
        root = self.one_of(self.roots)
        code = root if self.roots is NAMED else root + self.one_of(("0", "1", "12"))
        self.codes.setdefault(code, {"name": f"Code {code}", "type": self.one_of(TYPES)} | self._more_about(code))
        return code

    def _more_about(self, code: str) -> Content:
        more: Content = {}
        if self.often():
            more["definition"] = f"What {code} means."
        if self.often():
            more["goldstein"] = float(self.draw(st.integers(-10, 10)))
        return more

    def parties(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Two countries, each with its code."""
        names = list(PARTIES)
        source = names.pop(self.number(len(names) - 1))
        target = names[self.number(len(names) - 1)]
        return (source, PARTIES[source]), (target, PARTIES[target])

    def add(self, code: str, patterns: list[str], said: Sequence[Said], counter: Sequence[str], **more: Any) -> None:
        """Put a rule down with its examples."""
        examples = [f"{each.text} => {each.source} {code} {each.target}" for each in said]
        rule: Content = {"id": f"{len(self.rules) + 1}-{patterns[0].split()[0].lower().strip('{}')}", "code": code, "patterns": patterns}
        rule |= {"examples": examples} | ({"counterexamples": list(counter)} if counter else {}) | more
        self.rules.append(rule)

    def without_source(self, code: str, text: str, target: str) -> None:
        """Let a code go without a source."""
        self.sourceless += [code] * (code not in self.sourceless)
        self.rules[-1]["examples"].append(f"{text} => --- {code} {target}")

    def ahead(self, code: str, text: str, source: str, target: str) -> None:
        """Let a code become another one if it lies ahead; what it becomes is of no rule, so that it changes no further."""
        if code not in self.future:
            intent = "INTEND" if self.roots is NAMED else "036"
            self.codes.setdefault(intent, {"name": "Intend", "type": "message"})
            self.future[code] = {"future": intent}
        if len(self.rules[-1]["patterns"]) == 1:
            self.rules[-1]["examples"].append(f"{text} => {source} {self.future[code]['future']} {target}")

    def plain(self) -> list[Content]:
        """The rules of verbs with nothing but a target."""
        return [rule for rule in self.rules if re.fullmatch(r"[\w|]+ TARGET", rule["patterns"][0])]

    def content(self) -> Content:
        """The file."""
        found: Content = {"codebook": {"name": "drawn", "version": "1", "description": "Drawn by Hypothesis."}}
        if self.roots is DIGITS and self.often():
            found["roots"] = {code[:2]: f"Root {code[:2]}" for code in sorted(self.codes)}
            if self.often():
                found["quads"] = {str(self.draw(st.integers(1, 4))): list(found["roots"])}
        found["codes"] = dict(sorted(self.codes.items()))
        policy = {"sourceless": self.sourceless} if self.sourceless else {}
        tables = {"policy": policy, "transitions": self.future, "words": self.words, "roles": self.roles}
        return found | {name: table for name, table in tables.items() if table} | {"rules": self.rules}


class RuleMaker(Choices):
    """Makes the rules of a codebook one by one; each trigger belongs to one rule only, so that none takes the events of another.

    Args:
        draw: makes the choices.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        super().__init__(draw)
        self.book = Book(draw)
        self.verbs, self.oblique, self.states, self.intending = (list(table.items()) for table in (VERBS, OBLIQUE, STATES, INTENDING))

    def take(self, free: list[T]) -> T:
        """A trigger that no other rule has, with its past."""
        return free.pop(self.number(len(free) - 1))

    def rule(self, room: int) -> None:
        """Add a rule, or two that belong together; once all triggers of its kind are taken, one of another kind.

        Args:
            room: how many rules may be added.
        """
        kinds = (
            (self._verb, bool(self.verbs)),
            (self._oblique, bool(self.oblique)),
            (self._state, bool(self.states)),
            (self._with_means, bool(self.verbs)),
            (self._restricted, bool(self.verbs)),
            (self._blocked, bool(self.verbs) and room > 1),
            (self._intending, bool(self.intending) and bool(self.book.plain())),
        )
        self.one_of([make for make, fits in kinds if fits])()

    def _verb(self) -> None:
        verb, past = self.take(self.verbs)
        code = self.book.code()
        (source, s), (target, t) = self.book.parties()
        said = [Said(f"{source} {past} {target}.", s, t)]
        patterns = [f"{verb} TARGET"]
        if self.often():
            said.append(Said(f"{target} was {past} by {source}.", s, t))
        if self.often():
            said.append(Said(f"{source} did not {verb} {target}.", s, t))
        if self.often() and self.verbs:
            other, its_past = self.take(self.verbs)
            patterns = [f"{verb}|{other} TARGET"] if self.often() else [*patterns, f"{other} TARGET"]
            said.append(Said(f"{target} {its_past} {source}.", t, s))
        more = {"note": "Drawn."} if self.often() else {}
        self.book.add(code, patterns, said, [f"{source} slept."] if self.often() else [], **more)
        if self.often():
            self.book.without_source(code, f"{target} was {past}.", t)
        if self.often():
            self.book.ahead(code, f"{source} will {verb} {target}.", s, t)

    def _oblique(self) -> None:
        (verb, preposition), past = self.take(self.oblique)
        (source, s), (target, t) = self.book.parties()
        self.book.add(self.book.code(), [f"{verb} {preposition} TARGET"], [Said(f"{source} {past} {preposition} {target}.", s, t)], [])

    def _state(self) -> None:
        (adjective, preposition), predicate = self.take(self.states)
        (source, s), (target, t) = self.book.parties()
        self.book.add(self.book.code(), [f"be {adjective} {preposition} TARGET"], [Said(f"{source} {predicate} {target}.", s, t)], [])

    def _with_means(self) -> None:
        """A word set that fills a slot; without it the rule says nothing."""
        verb, past = self.take(self.verbs)
        name = self.one_of(tuple(MEANS))
        self.book.words[name] = sorted({*self.book.words.get(name, ()), MEANS[name][0]})
        (source, s), (target, t) = self.book.parties()
        said = [Said(f"{source} {past} {target} with {MEANS[name][1]}.", s, t)]
        self.book.add(self.book.code(), [f"{verb} TARGET with {{{name}}}"], said, [f"{source} {past} {target}."])

    def _restricted(self) -> None:
        """Only armed forces as target, by role or by group of roles."""
        verb, past = self.take(self.verbs)
        army = self.one_of(tuple(ARMIES))
        grouped = self.often()
        if grouped:
            self.book.roles["FORCES"] = ["MIL", "COP"]
        said = [Said(f"Peru {past} {army}.", "PER", ARMIES[army])]
        self.book.add(self.book.code(), [f"{verb} TARGET:{'@FORCES' if grouped else 'MIL'}"], said, [f"Peru {past} Kenya."])

    def _blocked(self) -> None:
        """A reading that is no event, beside one that is."""
        verb, past = self.take(self.verbs)
        self.book.words["STORM"] = list(STORMS)
        (source, s), (target, t) = self.book.parties()
        self.book.add(self.book.code(), [f"{verb} TARGET"], [Said(f"{source} {past} {target}.", s, t)], [])
        blocking: Content = {"id": f"{self.book.rules[-1]['id']}-storm", "code": "none", "patterns": [f"SUBJECT:{{STORM}} {verb} *"]}
        self.book.rules.append(blocking | {"examples": [f"The {self.one_of(STORMS)} {past} {target}. => none"]})

    def _intending(self) -> None:
        """A complement: what a rule that is there is about."""
        outer, its_past = self.take(self.intending)
        (source, s), (target, t) = self.book.parties()
        inner = self.one_of(self.book.plain())
        verb = re.split(r"\W", inner["patterns"][0])[0]
        family = f"<{inner['code']}>"
        said = [Said(f"{source} {its_past} to {verb} {target}.", s, t)]
        self.book.add(self.book.code(), [f"{outer} to {family}"], said, [f"{source} {its_past} to sleep."])
