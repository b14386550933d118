"""Lemmas as rules that make them from word forms: "strike out two letters, add y" for *armies*.

The tagger learns the rule of a word as it learns its part of speech, from the sentence around it, which decides whether *left* is *leave*
and whether *Rights* keeps its capital. Method: Straka and others, UDPipe at SIGMORPHON 2019.
"""

from __future__ import annotations

import attrs

CASES = "lkcu"


@attrs.frozen
class LemmaRule:
    """How a lemma is made: change the case of the form, strike out letters at its end, add others.

    Args:
        case: "l" for lower case, "k" to keep the form's, "c" for a first capital and small letters, "u" for capitals.
        strike: how many letters to strike out.
        add: the letters to add.
    """

    case: str
    strike: int
    add: str

    def __str__(self) -> str:
        return f"{self.case}{self.strike}+{self.add}"

    @classmethod
    def parse(cls, text: str) -> LemmaRule:
        """Read what `str` wrote.

        Raises:
            ValueError: it is no rule.

        >>> LemmaRule.parse("l3+y")
        LemmaRule(case='l', strike=3, add='y')
        """
        strike, plus, add = text[1:].partition("+")
        if not plus or text[0] not in CASES or not strike.isdigit():
            raise ValueError(f"expected a rule such as 'l3+y', got {text!r}")
        return cls(text[0], int(strike), add)

    @classmethod
    def between(cls, form: str, lemma: str) -> LemmaRule:
        """The rule that makes a lemma of a form: in lower case where that will do, so that the first capital of a sentence does not matter.

        >>> [str(LemmaRule.between(*pair)) for pair in [("Armies", "army"), ("IRAN", "Iran"), ("Americans", "American"), ("went", "go")]]
        ['l3+y', 'c0+', 'k1+', 'l4+go']
        """
        shared = {case: _shared(_written(form, case), lemma) for case in CASES}
        case = "l" if lemma == lemma.lower() else max("kcu", key=lambda case: shared[case])
        return cls(case, len(_written(form, case)) - shared[case], lemma[shared[case] :])

    def apply(self, form: str) -> str:
        """The lemma of a form; the form itself where the rule would leave nothing.

        >>> LemmaRule("l", 3, "y").apply("Parties")
        'party'
        """
        written = _written(form, self.case)
        return written[: max(0, len(written) - self.strike)] + self.add or form


def _shared(one: str, other: str) -> int:
    """How many letters two words have in common from their beginning."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _written(form: str, case: str) -> str:
    if case == "k":
        return form
    if case == "l":
        return form.lower()
    return form.upper() if case == "u" else form[:1].upper() + form[1:].lower()
