"""The form of a word, where its label or tag does not say it: on trees by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import sentence

from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar import syntax
from eventcoder.grammar.tree import Tree

TO_GREECE = "Iran|PROPN|2|nsubj urged/urge|VERB|0|root Greece|PROPN|2|obj to|ADP|5|case apologise|NOUN|2|xcomp"
TAGGED_AS_NOUN = "Israel|PROPN|2|nsubj raids/raid|NOUN|0|root Gaza|PROPN|2|obj"
PREDICATE = "Iran|PROPN|4|nsubj has/have|AUX|4|aux been/be|AUX|4|cop enemy|NOUN|0|root"
HAS_CALLED = "groups/group|NOUN|3|nsubj:pass have|AUX|3|aux called/call|VERB|0|root|VBN for|ADP|5|case talks/talk|NOUN|3|obl"
BOTH_PASSIVE = (
    "rebels/rebel|NOUN|3|nsubj:pass were/be|AUX|3|aux:pass seized/seize|VERB|0|root|VBN and|CCONJ|5|cc killed/kill|VERB|3|conj|VBN"
)
IS_HIT = "Gaza|PROPN|3|nsubj is/be|AUX|3|aux hit|VERB|0|root|VBN"
HEADLINE = "Gaza|PROPN|2|nsubj:pass hit|VERB|0|root|VBN"
TO_BE_HIT = "Gaza|PROPN|2|nsubj fears/fear|VERB|0|root to|PART|5|mark be|AUX|5|aux:pass hit|VERB|2|xcomp|VBN"
OUT_OF = "Iran|PROPN|2|nsubj pulled/pull|VERB|0|root out|ADP|5|case of|ADP|5|case Syria|PROPN|2|obl"
OF_BOMBING = "Iran|PROPN|2|nsubj spoke/speak|VERB|0|root of|ADP|5|case bombing/bomb|VERB|2|advcl|VBG Syria|PROPN|4|obj"
BEFORE_TITLE = "Iran|PROPN|2|nsubj met/meet|VERB|0|root with|ADP|4|case President|PROPN|5|compound Putin|PROPN|2|obl"
SHOT_DOWN = "Iran|PROPN|2|nsubj shot/shoot|VERB|0|root down|ADP|4|case jets/jet|NOUN|2|obl"


@pytest.mark.parametrize(
    ("ask", "words", "word", "wanted"),
    [
        (syntax.is_verbal, TO_GREECE, "apologise", True),
        (syntax.is_verbal, TAGGED_AS_NOUN, "raids", True),
        (syntax.is_verbal, TAGGED_AS_NOUN, "Gaza", False),
        (syntax.is_verbal, PREDICATE, "enemy", False),
        (syntax.is_passive, HAS_CALLED, "called", False),
        (syntax.is_passive, BOTH_PASSIVE, "killed", True),
        (syntax.is_passive, HEADLINE, "hit", True),
        (syntax.is_passive, IS_HIT, "hit", True),
        (syntax.is_finite, TO_BE_HIT, "hit", False),
        (syntax.cases, OUT_OF, "Syria", ("out of",)),
        (syntax.cases, OF_BOMBING, "bombing", ("of",)),
        (syntax.cases, BEFORE_TITLE, "Putin", ("with",)),
        (syntax.particles, SHOT_DOWN, "shot", {"down"}),
    ],
)
def test_forms(ask: Callable[[Tree, int], object], words: str, word: str, wanted: object, lexicon: Lexicon) -> None:
    tree = Tree(sentence(words), lexicon)
    assert ask(tree, next(token.index for token in tree if token.text == word)) == wanted


@pytest.mark.parametrize(
    ("words", "pronoun", "wanted"),
    [
        ("rebels/rebel|NOUN|0|root who|PRON|3|nsubj fled/flee|VERB|1|acl:relcl", "who", "rebels"),
        ("men/man|NOUN|0|root whom|PRON|4|obj police|NOUN|4|nsubj tried/try|VERB|1|acl:relcl", "whom", "men"),
        ("men/man|NOUN|0|root police|NOUN|3|nsubj tried/try|VERB|1|acl:relcl arrest|VERB|3|xcomp whom|PRON|4|obj", "whom", "men"),
        (
            "towns/town|NOUN|0|root they|PRON|3|nsubj left/leave|VERB|1|acl:relcl after|SCONJ|5|mark saying/say|VERB|3|advcl "
            "that|PRON|5|obj",
            "that",
            "that",
        ),
    ],
)
def test_what_a_relative_pronoun_stands_for(words: str, pronoun: str, wanted: str, lexicon: Lexicon) -> None:
    tree = Tree(sentence(words), lexicon)
    found = syntax.resolve_relative(tree, next(token.index for token in tree if token.text == pronoun))
    assert tree[found].text == wanted
