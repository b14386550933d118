"""Which documents a change of codebook reaches: what it is said not to reach is coded as before."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

import attrs
import pytest
from trees import active, document

from eventcoder.codebook import Codebook
from eventcoder.codebook.compiled import plain, restored
from eventcoder.coder import Coder
from eventcoder.comparing.reach import reach
from eventcoder.document import Document
from eventcoder.formats.conllu import iter_unread, read_conllu, write_conllu

CASES = Path(__file__).parent.parent / "cases"
ATTACK = '  - {id: attack, code: "190", patterns: [attack TARGET]}\n'
CONDEMN = '  - {id: condemn, code: "111", patterns: [condemn TARGET]}\n'
BEFORE = f"rules:\n{ATTACK}{CONDEMN}"

# What is added or put in the place of CONDEMN, a sentence, and whether it is reached.
CHANGES: Mapping[str, tuple[str, str, bool]] = {
    "another verb": (CONDEMN + '  - {id: visit, code: "040", patterns: [visit TARGET]}\n', active("condemned/condemn"), False),
    "its verb": (CONDEMN + '  - {id: visit, code: "040", patterns: [visit TARGET]}\n', active("visited/visit"), True),
    "its verb, wrongly lemmatised": (CONDEMN + '  - {id: visit, code: "040", patterns: [visit TARGET]}\n', active("visited"), True),
    "a word of it that is not there": (
        CONDEMN + '  - {id: a, code: "138", patterns: [condemn TARGET for war]}\n',
        active("condemn"),
        False,
    ),
    "no rule any more": ("", active("condemned/condemn"), True),
    "another code": (CONDEMN.replace("111", "138"), active("condemned/condemn"), True),
    "another name": (CONDEMN.replace("id: condemn", "id: blame"), active("condemned/condemn"), True),
    "a fact": (CONDEMN.replace("}", ", as_fact: true}"), active("condemned/condemn"), True),
    "a note": (CONDEMN.replace("}", ", note: as ever}"), active("condemned/condemn"), False),
    "a pattern more": (CONDEMN.replace("TARGET]", "TARGET, slam TARGET]"), active("condemned/condemn"), False),
    "an event noun": (
        CONDEMN + '  - {id: a, code: "138", patterns: [a raid on TARGET]}\n',
        "Iran|PROPN|2|nsubj made/make|VERB|0|root raids/raid|NOUN|2|obj on|ADP|5|case Israel|PROPN|3|nmod",
        True,
    ),
    "an event noun, which is no party any more": (
        CONDEMN + '  - {id: a, code: "138", patterns: [a raid on TARGET]}\n',
        active("saw/see", "raid"),
        True,
    ),
    "a hyphenated word": (
        CONDEMN + '  - {id: a, code: "040", patterns: [a cease-fire]}\n',
        "Iran|PROPN|2|nsubj wants/want|VERB|0|root cease|NOUN|5|compound -|PUNCT|5|punct fire|NOUN|2|obj",
        True,
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_reached(small: Callable[..., Coder], change: str) -> None:
    rules, words, expected = CHANGES[change]
    changed = reach(small(BEFORE).codebook, small(f"rules:\n{ATTACK}{rules}").codebook)
    text = _touching(document(words)) if change == "a hyphenated word" else document(words)
    [unread] = iter_unread(write_conllu(text).split("\n"))
    assert (changed.everywhere, changed.touches(text), changed.touches(unread)) == ("", expected, expected)


def _touching(text: Document) -> Document:
    """The same with nothing between its words."""
    [sentence] = text.sentences
    tokens, start = [], 0
    for token in sentence.tokens:
        tokens.append(attrs.evolve(token, start=start, end=start + len(token.text)))
        start += len(token.text)
    return attrs.evolve(text, sentences=(attrs.evolve(sentence, tokens=tuple(tokens), text=sentence.text.replace(" ", "")),), text="")


EVERYWHERE: Mapping[str, Callable[[Codebook], dict[str, Any]]] = {
    "the choices of its policy": lambda book: {"policy": attrs.evolve(book.policy, unlisted=("19",))},
    "the words that it discards": lambda book: {"discards": attrs.evolve(book.discards, sentences=("match",))},
    "its codes": lambda book: {"scheme": attrs.evolve(book.scheme, roots=dict(reversed(book.scheme.roots.items())))},
}


@pytest.mark.parametrize("what", EVERYWHERE)
def test_what_reaches_every_document(small: Callable[..., Coder], what: str) -> None:
    old = small(BEFORE).codebook
    changed = reach(old, attrs.evolve(old, **EVERYWHERE[what](old)))
    assert (changed.everywhere, changed.touches(document(active("slept")))) == (what, True)


def test_a_definition_and_a_code_more_reach_nothing(small: Callable[..., Coder]) -> None:
    old = small(BEFORE).codebook
    codes = {code: attrs.evolve(entry, definition="Otherwise.") for code, entry in old.scheme.items()}
    new = attrs.evolve(old, scheme=attrs.evolve(old.scheme, codes={**codes, "112": attrs.evolve(codes["111"], code="112")}))
    assert not reach(old, new).touches(document(active("condemned/condemn"), active("attacked/attack")))


def without(codebook: Codebook, left_out: set[tuple[str, int]]) -> Codebook:
    """The codebook without some lines of its rules, each named by its rule and number."""
    data = json.loads(json.dumps(plain(codebook)))
    names = list(codebook.rules)
    for index in data["triggers"].values():
        for trigger, rows in list(index.items()):
            kept = [row for row in rows if (names[data["patterns"][row][0]], data["patterns"][row][1]) not in left_out]
            index.pop(trigger)
            index |= {trigger: kept} if kept else {}
    return restored(data, codebook.lexicon)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_not_reached_is_coded_as_before(bundled_coder: Coder, seed: int) -> None:
    rng, book = random.Random(seed), bundled_coder.codebook
    lines = [(rule.id, number) for rule in book.rules.values() for number in range(len(rule.patterns))]
    new = attrs.evolve(bundled_coder, codebook=without(book, set(rng.sample(lines, 150))))
    changed = reach(book, new.codebook)
    files = sorted((CASES / "codebook").glob("*.conllu"))
    texts = [text for path in rng.sample(files, 6) for text in islice(read_conllu(path.read_text(encoding="utf-8")), 40)]
    apart = [text for text in texts if not changed.touches(text)]
    assert 0 < len(apart) < len(texts)
    for text in apart:
        assert new.code_document(text) == bundled_coder.code_document(text)


def test_a_change_is_reached(bundled_coder: Coder) -> None:
    """All lines of one rule left out: what it coded is reached, all of it."""
    book = bundled_coder.codebook
    changed, found = reach(book, without(book, {("05-praise", number) for number in range(200)})), 0
    for text in read_conllu((CASES / "codebook" / "05-diplomacy.conllu").read_text(encoding="utf-8")):
        if any(event.rule == "05-praise" for event in bundled_coder.code_document(text)):
            found += 1
            assert changed.touches(text)
    assert found
