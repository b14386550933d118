"""Which documents a change of codebook reaches: what it is said not to reach is coded as before."""

from __future__ import annotations

import json
import pickle
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
from eventcoder.coding.reach import Reach
from eventcoder.document import Document
from eventcoder.formats.conllu import iter_unread, read_conllu, write_conllu

CASES = Path(__file__).parent.parent / "cases"
ATTACK = '  - {id: attack, code: "190", patterns: [attack TARGET]}\n'
CONDEMN = '  - {id: condemn, code: "111", patterns: [condemn TARGET]}\n'
BEFORE = f"rules:\n{ATTACK}{CONDEMN}"

VISIT = CONDEMN + '  - {id: visit, code: "040", patterns: [visit TARGET]}\n'
BLAME = CONDEMN + '  - {id: blame, code: "138", patterns: [condemn TARGET for war]}\n'
RAID = CONDEMN + '  - {id: raid, code: "138", patterns: [a raid on TARGET]}\n'
FOR_WAR = "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root Israel|PROPN|2|obj for|ADP|5|case war|NOUN|2|obl"
NOT_FOR_WAR = (
    "Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root Israel|PROPN|2|obj for|ADP|5|case peace|NOUN|2|obl in|ADP|7|case war|NOUN|5|nmod"
)
RAIDS = "Iran|PROPN|2|nsubj made/make|VERB|0|root raids/raid|NOUN|2|obj on|ADP|5|case Israel|PROPN|3|nmod"
TRUCE = "Iran|PROPN|2|nsubj wants/want|VERB|0|root cease|NOUN|5|compound -|PUNCT|5|punct fire|NOUN|2|obj"

# What stands in the place of CONDEMN, a sentence, whether its words are reached, and whether it is.
CHANGES: Mapping[str, tuple[str, str, bool, bool]] = {
    "another verb": (VISIT, active("condemned/condemn"), False, False),
    "its verb": (VISIT, active("visited/visit"), True, True),
    "its verb, wrongly lemmatised": (VISIT, active("visited"), True, True),
    "its verb without a target": (VISIT, "Iran|PROPN|2|nsubj visited/visit|VERB|0|root", True, True),
    "its verb without a subject": (VISIT.replace("visit TARGET", "SOURCE visit TARGET"), "visited/visit|VERB|0|root", True, False),
    "its words": (BLAME, FOR_WAR, True, True),
    "its words in another clause": (BLAME, NOT_FOR_WAR, True, False),
    "one word of two": (BLAME, active("condemned/condemn"), False, False),
    "no rule any more": ("", active("condemned/condemn"), True, True),
    "another code": (CONDEMN.replace("111", "138"), active("condemned/condemn"), True, True),
    "another name": (CONDEMN.replace("id: condemn", "id: blame"), active("condemned/condemn"), True, True),
    "a fact": (CONDEMN.replace("}", ", as_fact: true}"), active("condemned/condemn"), True, True),
    "a note": (CONDEMN.replace("}", ", note: as ever}"), active("condemned/condemn"), False, False),
    "a pattern more": (CONDEMN.replace("TARGET]", "TARGET, slam TARGET]"), active("condemned/condemn"), False, False),
    "an event noun": (RAID, RAIDS, True, True),
    "an event noun, which is no party any more": (RAID, active("saw/see", "raid"), True, True),
    "a hyphenated word": (CONDEMN + '  - {id: a, code: "040", patterns: [a cease-fire]}\n', TRUCE, True, True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_reached(small: Callable[..., Coder], change: str) -> None:
    rules, words, by_words, expected = CHANGES[change]
    changed = Reach(small(BEFORE), small(f"rules:\n{ATTACK}{rules}"))
    text = _touching(document(words)) if words == TRUCE else document(words)
    [unread] = iter_unread(write_conllu(text).split("\n"))
    assert (changed.everywhere, changed.may_touch(unread), changed.touches(text)) == ("", by_words, expected)


def test_what_a_sentence_is_told_by_another_is_reached(small: Callable[..., Coder]) -> None:
    """The story goes on: what a later sentence takes up is of a sentence before that is reached."""
    changed = Reach(small(BEFORE), small(f"rules:\n{ATTACK}{VISIT}"))
    assert changed.touches(document(active("visited/visit"), active("condemned/condemn")))
    assert not changed.touches(document(active("attacked/attack"), active("condemned/condemn")))


def test_it_travels(small: Callable[..., Coder]) -> None:
    changed = pickle.loads(pickle.dumps(Reach(small(BEFORE), small(f"rules:\n{ATTACK}{VISIT}"))))
    assert [changed.touches(document(active(verb))) for verb in ("visited/visit", "slept/sleep")] == [True, False]


def _touching(text: Document) -> Document:
    """The same with nothing between its words."""
    [sentence] = text.sentences
    tokens, start = [], 0
    for token in sentence.tokens:
        tokens.append(attrs.evolve(token, start=start, end=start + len(token.text)))
        start += len(token.text)
    return attrs.evolve(text, sentences=(attrs.evolve(sentence, tokens=tuple(tokens), text=sentence.text.replace(" ", "")),), text="")


EVERYWHERE: Mapping[str, Callable[[Codebook], dict[str, Any]]] = {
    "their policy": lambda book: {"policy": attrs.evolve(book.policy, unlisted=("19",))},
    "what they discard": lambda book: {"discards": attrs.evolve(book.discards, sentences=("match",))},
    "their codes": lambda book: {"scheme": attrs.evolve(book.scheme, roots=dict(list(book.scheme.roots.items())[::-1]))},
}


@pytest.mark.parametrize("what", EVERYWHERE)
def test_what_reaches_every_document(small: Callable[..., Coder], what: str) -> None:
    old = small(BEFORE)
    changed = Reach(old, with_codebook(old, attrs.evolve(old.codebook, **EVERYWHERE[what](old.codebook))))
    [unread] = iter_unread(write_conllu(document(active("slept"))).split("\n"))
    assert (changed.everywhere, changed.touches(document(active("slept"))), changed.may_touch(unread)) == (what, True, True)


def test_a_definition_and_a_code_more_reach_nothing(small: Callable[..., Coder]) -> None:
    old = small(BEFORE)
    codes = {code: attrs.evolve(entry, definition="Otherwise.") for code, entry in old.codebook.scheme.items()}
    scheme = attrs.evolve(old.codebook.scheme, codes={**codes, "112": attrs.evolve(codes["111"], code="112")})
    changed = Reach(old, with_codebook(old, attrs.evolve(old.codebook, scheme=scheme)))
    assert not changed.touches(document(active("condemned/condemn"), active("attacked/attack")))


def with_codebook(coder: Coder, codebook: Codebook) -> Coder:
    return Coder(codebook, coder.parser, coder.actors, coder.status, coder.gazetteer)


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
    new = with_codebook(bundled_coder, without(book, set(rng.sample(lines, 150))))
    changed = Reach(bundled_coder, new)
    files = sorted((CASES / "codebook").glob("*.conllu"))
    texts = [text for path in rng.sample(files, 6) for text in islice(read_conllu(path.read_text(encoding="utf-8")), 40)]
    apart = [text for text in texts if not changed.touches(text)]
    assert 0 < len(apart) < len(texts)
    for text in apart:
        assert new.code_document(text) == bundled_coder.code_document(text)


def test_a_change_is_reached(bundled_coder: Coder) -> None:
    """All lines of one rule left out: what it coded is reached, all of it."""
    book = bundled_coder.codebook
    changed, found = Reach(bundled_coder, with_codebook(bundled_coder, without(book, {("05-praise", number) for number in range(200)}))), 0
    for text in read_conllu((CASES / "codebook" / "05-diplomacy.conllu").read_text(encoding="utf-8")):
        if any(event.rule == "05-praise" for event in bundled_coder.code_document(text)):
            found += 1
            assert changed.touches(text)
    assert found
