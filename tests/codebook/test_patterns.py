"""The pattern language: what a line compiles to, how specific it is, and what is wrong with it."""

from __future__ import annotations

import pytest

from eventcoder.codebook.patterns import Pattern, Vocabulary, compile_pattern, make_words
from eventcoder.codebook.variants import PatternError
from eventcoder.codebook.wordsets import expand_sets

FUNCTION_WORDS = frozenset({"to", "on", "with", "against", "of", "off", "out", "for", "from", "in", "into", "at", "down", "in support of"})
VOCABULARY = Vocabulary(
    words={"FORCE": ("force", "air strike", "state of emergency"), "TALKS": ("talks", "summit"), "CRITICISE": ("criticise", "lash out at")},
    families={"force": ("18", "19", "20")},
    function_words=FUNCTION_WORDS,
    codes=frozenset({"04", "07", "057", "08", "AID"}),
)


def compiled(text: str) -> Pattern:
    [pattern] = compile_pattern(text, VOCABULARY)
    return pattern


def described(pattern: Pattern) -> list[str]:
    """Each slot as `place:prepositions:filler`."""
    return sorted(f"{slot.place}:{'|'.join(slot.prepositions)}:{slot.filler or ''}" for slot in pattern.slots)


# pattern, kind, slots, weight
TABLE: tuple[tuple[str, str, list[str], int], ...] = (
    ("attack", "verb", [], 0),
    ("attack TARGET", "verb", ["object::target"], 2),
    ("attack *", "verb", ["object::any"], 1),
    ("strike deal", "verb", ["object::words"], 4),
    ("strike deal|pact", "verb", ["object::words"], 4),
    ("strike {FORCE}", "verb", ["object::words"], 3),
    ("strike deal|{FORCE}", "verb", ["object::words"], 3),
    ("halt <force>", "verb", ["object::family"], 3),
    ("attack on TARGET", "verb", ["phrase:on:target"], 3),
    ("attack with|against TARGET", "verb", ["phrase:with|against:target"], 3),
    ("speak in_support_of TARGET", "verb", ["phrase:in support of:target"], 3),
    ("threaten TARGET with {FORCE}", "verb", ["object::target", "phrase:with:words"], 6),
    ("threaten TARGET for *", "verb", ["object::target", "phrase:for:any"], 4),
    ("accuse TARGET of <force>", "verb", ["object::target", "phrase:of:family"], 6),
    ("threaten to <force>", "verb", ["infinitive:to:family"], 4),
    ("threaten to *", "verb", ["infinitive:to:any"], 2),
    ("threaten to {TALKS}", "verb", ["infinitive:to:words"], 4),
    ("give aid to TARGET", "verb", ["object::words", "phrase:to:target"], 7),
    ("say that *", "verb", ["finite::any"], 1),
    ("say that <force>", "verb", ["finite::family"], 3),
    ("back down", "verb", ["particle:down:"], 3),
    ("crack down on TARGET", "verb", ["particle:down:", "phrase:on:target"], 6),
    ("call off {TALKS}", "verb", ["phrase:off:words"], 4),
    ("attack TARGET:MIL", "verb", ["object::target"], 4),
    ("attack TARGET:MIL|REB|{FORCE}", "verb", ["object::target"], 4),
    ("attack TARGET:!COP", "verb", ["object::target"], 4),
    ("SOURCE:COP arrest TARGET", "verb", ["object::target", "subject::source"], 6),
    ("TARGET receive {FORCE} from SOURCE", "verb", ["object::words", "phrase:from:source", "subject::target"], 8),
    ("SUBJECT:{TALKS} collapse", "verb", ["subject::words"], 3),
    ("SUBJECT:storm threaten TARGET", "verb", ["object::target", "subject::words"], 5),
    ("SUBJECT:<force> stop", "verb", ["subject::family"], 3),
    ("a threat against TARGET", "noun", ["phrase:against:target"], 3),
    ("the {TALKS} with TARGET", "noun", ["phrase:with:target"], 3),
    ("a peace_talks with TARGET", "noun", ["phrase:with:target"], 6),
    ("be ready to <force>", "state", ["infinitive:to:family"], 4),
    ("be critical of TARGET", "state", ["phrase:of:target"], 3),
    ("be on alert", "state", ["predicate:on:"], 1),
    ("be on the alert", "state", ["predicate:on:"], 1),
    ("be at war with TARGET", "state", ["phrase:with:target", "predicate:at:"], 4),
    ("arrest a TARGET", "verb", ["object::target"], 2),
)


@pytest.mark.parametrize(("text", "kind", "slots", "weight"), TABLE, ids=[row[0] for row in TABLE])
def test_slots_and_weights(text: str, kind: str, slots: list[str], weight: int) -> None:
    pattern = compiled(text)
    assert (pattern.kind, described(pattern), pattern.weight) == (kind, sorted(slots), weight)


def test_alternative_triggers_share_one_pattern() -> None:
    assert compiled("attack|bomb|{TALKS} TARGET").triggers == {"attack", "bomb", "talks", "summit"}


def test_triggers_with_particles_are_patterns_of_their_own() -> None:
    plain, particle = sorted(compile_pattern("{CRITICISE} TARGET", VOCABULARY), key=lambda pattern: len(pattern.slots))
    assert (set(plain.triggers), described(plain), plain.weight) == ({"criticise"}, ["object::target"], 2)
    assert (set(particle.triggers), described(particle), particle.weight) == ({"lash"}, ["particle:out:", "phrase:at:target"], 6)


def test_modifiers_of_a_trigger_noun() -> None:
    pattern = compiled("a peace_talks with TARGET")
    assert (set(pattern.triggers), pattern.modifiers) == ({"talks"}, ("peace",))


def test_a_trigger_noun_with_a_tail() -> None:
    pattern = compiled("a state_of_emergency")
    assert (set(pattern.triggers), described(pattern)) == ({"state"}, ["phrase:of:words"])


def test_parties_are_bound_last() -> None:
    assert [slot.filler for slot in compiled("send TARGET aid to {TALKS}").slots] == ["words", "words", "target"]


def test_restrictions() -> None:
    [slot] = compiled("attack TARGET:MIL|!COP|{TALKS}").slots
    assert (slot.roles, slot.forbidden) == (("MIL",), ("COP",))
    assert slot.words is not None
    assert slot.words.singles == {"talks", "summit"}


def test_a_sentence_must_have_the_words_of_the_slots() -> None:
    assert set(compiled("threaten TARGET with {TALKS}").requires) == {frozenset({"with"}), frozenset({"talks", "summit"})}
    assert set(compiled("attack TARGET:{TALKS}").requires) == {frozenset({"talks", "summit"})}
    assert compiled("attack TARGET:{TALKS}|MIL").requires == ()  # "attacked soldiers" will do
    assert compiled("threaten to <force>").requires == ()


def test_words_are_looked_for_before_names_and_no_phrase_for_itself() -> None:
    firm = compiled("SOURCE:MIL hold {TALKS} with TARGET").firm
    assert [(slot.place, slot.filler) for slot in firm] == [("object", "words"), ("subject", "source")]
    assert [slot.place for slot in compiled("SOURCE:{TALKS} shock TARGET:MIL").firm] == ["subject", "object"]


def test_members_of_word_sets() -> None:
    words = make_words(["Bomb", "car bomb", "state of emergency", "peace talks"], FUNCTION_WORDS)
    assert words.singles == {"bomb"}
    assert words.phrases == {"bomb": ((("car",), ()),), "state": (((), ("of", "emergency")),), "talks": ((("peace",), ()),)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a pattern, got an empty line"),
        ("TARGET", "expected a verb, noun or state after the subject, got 'TARGET'"),
        ("a", "expected a trigger word, got 'a'"),
        ("be", "expected a trigger word, got 'be'"),
        ("SUBJECT collapse", "expected SUBJECT:{SET} or SUBJECT:word, got 'SUBJECT'"),
        ("attack TARGET against TARGET", "expected TARGET once, got 'attack TARGET against TARGET'"),
        ("SOURCE attack from SOURCE", "expected SOURCE once"),
        ("attack {FORSE}", "expected the name of a word set in braces, got '{FORSE}'"),
        ("attack {FORCE", "expected the name of a word set in braces, got '{FORCE'"),
        ("halt <forse>", "expected a code, a root or the name of a family in angle brackets, got 'forse'"),
        ("halt <force", "expected a code family in angle brackets, got '<force'"),
        ("say that", "expected what follows that, got the end of the pattern"),
        ("attack with|stone TARGET", "expected prepositions or particles of english/words.yaml only, got 'with|stone'"),
        ("attack TARGET:mil", "expected a role code in capitals, such as MIL, or a word set in braces, got 'mil'"),
        ("attack (it)", "expected a word, {SET}, <family>, TARGET, SOURCE or *, got '(it)'"),
        ("attack [TARGET with", "expected brackets in pairs, around whole parts of a pattern, got 'attack [TARGET with'"),
        ("attack[ed] TARGET", "expected brackets in pairs, around whole parts of a pattern, got 'attack[ed] TARGET'"),
        ("attack||bomb", "expected a word, got 'attack||bomb'"),
    ],
)
def test_what_is_no_pattern(text: str, message: str) -> None:
    with pytest.raises(PatternError) as caught:
        compile_pattern(text, VOCABULARY)
    assert message in str(caught.value)


@pytest.mark.parametrize(("text", "hint"), [("attack {FORSE}", "FORCE"), ("halt <forse>", "force"), ("attack with|stone TARGET", "stone")])
def test_hints(text: str, hint: str) -> None:
    with pytest.raises(PatternError) as caught:
        compile_pattern(text, VOCABULARY)
    assert hint in caught.value.mend


class TestSetsInSets:
    def test_members_are_put_in(self) -> None:
        done, errors = expand_sets({"A": ["a", "{B}", "{C}"], "B": ["b", "{C}"], "C": ["c"]})
        assert (done, errors) == ({"A": ("a", "b", "c"), "B": ("b", "c"), "C": ("c",)}, [])

    @pytest.mark.parametrize(
        ("sets", "cycle"),
        [
            ({"A": ["{A}"]}, "A > A"),
            ({"A": ["{B}"], "B": ["x", "{A}"]}, "A > B > A"),
            ({"X": ["{A}"], "A": ["{B}"], "B": ["{A}"]}, "A > B > A"),
        ],
    )
    def test_cycles_are_named_once(self, sets: dict[str, list[str]], cycle: str) -> None:
        done, errors = expand_sets(sets)
        assert [error.got for _, error in errors] == [cycle]
        assert set(done) == set(sets)

    def test_unknown_names_are_reported_once(self) -> None:
        _, errors = expand_sets({"A": ["{B}"], "B": ["{SHIPS}"], "SHIP": ["boat"]})
        assert [(name, error.got, error.mend) for name, error in errors] == [("B", "'{SHIPS}'", "did you mean 'SHIP'?")]

    def test_deep_nesting_and_repeated_references_are_quick(self) -> None:
        sets = {f"S{i}": [f"{{S{i + 1}}}", f"{{S{i + 1}}}", f"w{i}"] for i in range(3000)} | {"S3000": ["w"]}
        done, errors = expand_sets(sets)
        assert (len(done["S0"]), errors) == (3001, [])
