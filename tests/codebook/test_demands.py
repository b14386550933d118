"""Which patterns a sentence has the words for, as it is looked up and as it is said."""

from __future__ import annotations

import attrs
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.codebook.demands import Demands, Supply, Trigger, Unmade
from eventcoder.codebook.patterns import Pattern

SETS = st.frozensets(st.sampled_from("abcdefg"), max_size=4)
TRIGGERS = st.sampled_from(("strike", "meet", "say"))
PATTERNS = st.lists(st.lists(SETS, max_size=3).map(tuple), max_size=6)


@attrs.frozen
class Entry:
    """A pattern, as the index needs it."""

    pattern: Pattern


def entries(patterns: list[tuple[frozenset[str], ...]]) -> tuple[Entry, ...]:
    return tuple(Entry(Pattern("", "verb", frozenset(), (), requires=requires)) for requires in patterns)


@given(
    verbs=st.dictionaries(TRIGGERS, PATTERNS),
    nouns=st.dictionaries(TRIGGERS, PATTERNS),
    sentences=st.lists(st.tuples(SETS, st.lists(st.tuples(st.sampled_from(("verbs", "nouns")), TRIGGERS))), max_size=4),
)
def test_the_index_finds_what_a_search_finds(
    verbs: dict[str, list[tuple[frozenset[str], ...]]],
    nouns: dict[str, list[tuple[frozenset[str], ...]]],
    sentences: list[tuple[frozenset[str], list[Trigger]]],
) -> None:
    """In whatever order triggers are met with, in one sentence and in those after it."""
    indices = {
        "verbs": {trigger: entries(patterns) for trigger, patterns in verbs.items()},
        "nouns": {trigger: entries(patterns) for trigger, patterns in nouns.items()},
    }
    demands: Demands[Entry] = Demands({"verbs": indices["verbs"], "nouns": indices["nouns"], "states": {}})
    for words, triggers in sentences:
        supply = Supply(demands, words)
        for way, word in triggers:
            patterns = indices[way].get(word, ())
            expected = [each for each in patterns if not any(asked.isdisjoint(words) for asked in each.pattern.requires)]
            asking = demands.of((way, word))
            assert (supply.patterns(asking) if asking is not None else []) == expected


@given(PATTERNS, st.lists(SETS, max_size=4))
def test_only_what_a_sentence_has_the_words_for_is_made(
    patterns: list[tuple[frozenset[str], ...]], sentences: list[frozenset[str]]
) -> None:
    whole = entries(patterns)
    made: list[int] = []

    def make(number: int) -> Entry:
        made.append(number)
        return whole[number]

    unmade = Unmade(make, range(len(whole)), patterns)
    demands: Demands[Entry] = Demands({"verbs": {"say": unmade}, "nouns": {}, "states": {}})
    asking = demands.of(("verbs", "say"))
    assert asking is not None
    found = [each for words in sentences for each in Supply(demands, words).patterns(asking)]
    assert sorted(made) == [number for number, each in enumerate(whole) if any(each is other for other in found)]
    assert tuple(unmade) == whole
    assert unmade[1:] == whole[1:]
