"""Under which verb a word's patterns are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from trees import sentence

from eventcoder.codebook import Codebook
from eventcoder.codebook.triggers import verb_lemma
from eventcoder.coding.triggers import lookups
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.tree import Tree

RULES = 'rules: [{id: a, code: "190", patterns: [withdraw *, strike TARGET, lay off *, be ready, a raid on TARGET]}]'


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("withdrew/withdraw|VERB|0|root", "withdraw"),
        ("strikes/strikes|VERB|0|root", "strike"),  # which the parser did not lemmatise
        ("struck/stroke|VERB|0|root", "strike"),
        ("withdrawal|NOUN|0|root", "withdraw"),
        ("painted/paint|VERB|0|root", None),
        ("arrival|NOUN|0|root", None),  # of a verb that has no patterns
    ],
)
def test_the_verb(load: Callable[..., Codebook], word: str, expected: str | None) -> None:
    token = sentence(word)[0]
    assert verb_lemma(load(RULES), (token.word, token.form, token.upos == "VERB")) == expected


@pytest.mark.parametrize(
    ("tree", "index", "expected"),
    [
        ("They|PRON|2|nsubj withdrew/withdraw|VERB|0|root", 2, ["verbal withdraw *"]),
        ("a|DET|2|det withdrawal|NOUN|3|nsubj began/begin|VERB|0|root", 2, ["nominal withdraw *"]),
        ("a|DET|2|det raid|NOUN|3|nsubj began/begin|VERB|0|root", 2, ["nominal a raid on TARGET"]),
        ("raids/raid|NOUN|2|nsubj began/begin|VERB|0|root", 1, ["nominal a raid on TARGET"]),
        ("They|PRON|3|nsubj are/be|AUX|3|cop ready|ADJ|0|root", 3, ["state be ready"]),
        ("a|DET|3|det ready|ADJ|3|amod man|NOUN|0|root", 2, []),
        ("They|PRON|2|nsubj painted/paint|VERB|0|root", 2, []),
    ],
)
def test_the_patterns(load: Callable[..., Codebook], lexicon: Lexicon, tree: str, index: int, expected: list[str]) -> None:
    found = lookups(Tree(sentence(tree), lexicon), load(RULES), index - 1)
    assert [f"{kind} {pattern.pattern.text}" for kind, patterns in found for pattern in patterns] == expected
