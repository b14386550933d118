"""Scores counted by hand."""

from __future__ import annotations

import doctest
import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import BOOK, judgement

from eventcoder import Scores
from eventcoder.scoring.intervals import wilson
from eventcoder.validating import estimates, judging, outcomes, scores
from eventcoder.validating.judged import Judgement
from eventcoder.validating.judging import scores_of


@pytest.mark.parametrize("module", [estimates, judging, outcomes, scores])
def test_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # it is a module


def scored(*said: Judgement) -> Scores:
    return scores_of(said, BOOK.scheme)


ROOT = {"root": "right"}
# Four of "root 04" and six of "root 19", of each two judged: one of two right in the first, both in the second.
STRATIFIED = (
    judgement("a", "right", stratum="root 04", size=4, verdicts=ROOT),
    judgement("b", "wrong", stratum="root 04", size=4),
    judgement("c", "right", stratum="root 19", size=6, code="190", verdicts=ROOT),
    judgement("d", "right", stratum="root 19", size=6, code="190", verdicts=ROOT),
)
# Two of ten sentences that gave none, one of which tells of an event.
SILENT = (judgement("s", missed=1, missed_codes=("190",)), judgement("t", missed=0))


def test_a_stratified_share() -> None:
    """(4 x 1/2 + 6 x 1) / 10. Weights 2, 2, 3, 3: their effective number is 100 / 26."""
    figure = scored(*STRATIFIED)["event precision"]
    assert figure.value == pytest.approx(0.8)
    assert figure.judged == 4
    assert figure.interval == pytest.approx(wilson(0.8 * 100 / 26, 100 / 26))


def test_a_simple_sample_has_the_plain_wilson_interval() -> None:
    said = [judgement(str(number), "right" if number < 9 else "wrong", size=500) for number in range(10)]
    assert scored(*said)["event precision"].interval == pytest.approx(wilson(9, 10))


def test_recall() -> None:
    """8 of 10 are events, and of ten silent sentences half have one: 8 / (8 + 5), and F1 of that and 0.8."""
    found = scored(*STRATIFIED, *SILENT)
    assert found["event recall"].value == pytest.approx(8 / 13)
    assert found["event F1"].value == pytest.approx(2 * 0.8 * (8 / 13) / (0.8 + 8 / 13))
    assert found.population == {"event": 10, "sentence": 10}


def test_what_was_missed_in_sentences_with_events_counts_once() -> None:
    """Two events of one sentence with three events tell of the same one that is missing; each stands for a third of it."""
    said = [judgement(name, "right", size=3, together=3, doc_id="a", missed=1) for name in "ab"]
    assert scored(*said, judgement("s", missed=0))["event recall"].value == pytest.approx(3 / 4)


def test_no_recall_without_silent_sentences() -> None:
    found = scored(*STRATIFIED)
    assert not [figure for figure in found.figures if figure.measure in ("recall", "F1")]
    assert any(note.startswith("No recall") for note in found.notes)


def test_recall_by_root_where_codes_are_named() -> None:
    """Of root 19: six found; five are missed, all of it. Of root 04: two found, none missed."""
    by_root = {one.root: {figure.measure: figure.value for figure in one.figures} for one in scored(*STRATIFIED, *SILENT).roots}
    assert by_root["19"] == {"precision": 1.0, "recall": pytest.approx(6 / 11), "F1": pytest.approx(12 / 17)}
    assert by_root["04"] == {"precision": 0.5, "recall": 1.0, "F1": pytest.approx(2 / 3)}
    [first, *_] = scored(*STRATIFIED, judgement("s", missed=1), SILENT[1]).roots
    assert [figure.measure for figure in first.figures] == ["precision"]


def test_what_is_open_is_stood_for_by_what_is_known() -> None:
    """Two of four are events; the root of one of these is right, that of the other open: then half of all are right, not a third."""
    said = [judgement("a", "right", verdicts=ROOT), judgement("b", "right"), judgement("c", "wrong"), judgement("d", "wrong")]
    found = scored(*said)
    assert (found["event and root precision"].value, found["event and root precision"].judged) == (0.5, 3)


def test_unsure_counts_neither_way() -> None:
    found = scored(judgement("a", "right"), judgement("b", "unsure"))
    assert (found["event precision"].value, found["event precision"].judged, found.unsure["event"]) == (1.0, 1, 1)
    assert "Unsure, or split between judges, and counted neither way: event 1." in found.notes


def test_actors_dates_and_places_of_what_is_an_event() -> None:
    verdicts = {"root": "right", "source": "country", "target": "right", "date": "wrong", "place": "right"}
    found = scored(judgement("a", "right", verdicts=verdicts), judgement("b", "wrong"))
    values = {f"{figure.name} {figure.measure}": figure.value for figure in found.figures}
    assert values["source: country share"] == 1.0
    assert (values["source: whole code share"], values["date share"], values["place share"]) == (0.0, 0.0, 1.0)
    assert (values["event, root, both countries precision"], values["event, root, both actors precision"]) == (0.5, 0.0)


def test_confusion() -> None:
    wrong = {"root": "wrong"}
    found = scored(
        judgement("a", "right", verdicts=ROOT),
        judgement("b", "right", verdicts=wrong, correct="190"),
        judgement("c", "right", verdicts=wrong),
        judgement("d", "wrong"),
        judgement("e", "right"),
    )
    assert found.confusion == {"04": {"04": 1, "19": 1, "none": 1, "other": 1}}


def test_whole_codes() -> None:
    found = scored(judgement("a", "right", verdicts=ROOT), judgement("b", "right", verdicts=ROOT, correct="042"))
    assert (found["event and root precision"].value, found["event and code precision"].value) == (1.0, 0.5)


def test_a_stratum_in_which_nothing_is_judged() -> None:
    found = scored(judgement("a", "right", stratum="root 04"), judgement("b", "unsure", stratum="root 19"))
    assert "Nothing is judged in the strata root 19: the figures say nothing of them." in found.notes


def test_the_majority_of_three_judges() -> None:
    said = [judgement("a", answer, judge=judge) for judge, answer in (("anna", "right"), ("ben", "wrong"), ("cho", "right"))]
    assert scored(*said)["event precision"].value == 1.0
    assert scored(*said[:2], judgement("b", "right"))["event precision"].judged == 1


def test_agreement_of_two_judges() -> None:
    """Ten events; both say right of six and wrong of two, and differ on two. The first says right of 8, the other of 6."""
    answers = [*["rr"] * 6, "rw", "rw", "ww", "ww"]
    names = {"r": "right", "w": "wrong"}
    said = [
        judgement(f"{place}", names[pair[at]], judge=judge)
        for place, pair in enumerate(answers)
        for at, judge in enumerate(["anna", "ben"])
    ]
    [found] = scored(*said).agreement
    assert (found.name, found.items, found.observed) == ("event", 10, 0.8)
    assert found.kappas == {("anna", "ben"): pytest.approx((0.8 - (0.8 * 0.6 + 0.2 * 0.4)) / (1 - (0.8 * 0.6 + 0.2 * 0.4)))}
    # Krippendorff: 1 - (n - 1) * o / (n_r * n_w), with 20 answers, of which 14 right and 6 wrong, and 2 x 2 in disagreement.
    assert found.alpha == pytest.approx(1 - 19 * 4 / (2 * 14 * 6))


def test_agreement_where_all_say_the_same_is_undefined() -> None:
    said = [judgement(name, "right", judge=judge) for name in "ab" for judge in ("anna", "ben")]
    [found] = scored(*said).agreement
    assert (found.observed, found.alpha, found.kappas) == (1.0, None, {("anna", "ben"): None})


def test_figures_as_tables() -> None:
    found = scored(*STRATIFIED, *SILENT)
    assert "| event | precision | 0.80 (" in found.markdown()
    assert "event & precision & 0.80 (" in found.latex()
    assert r"\toprule" in found.latex()
    assert "event" in found.text()
    assert json.loads(found.json())["figures"][0]["value"] == pytest.approx(0.8)


def test_a_figure_that_is_none() -> None:
    with pytest.raises(KeyError, match="expected one of 'event precision'"):
        scored(*STRATIFIED)["precision"]


items = st.lists(
    st.tuples(st.sampled_from(["right", "wrong", "unsure"]), st.sampled_from(["04", "19"]), st.sampled_from(["right", "wrong", ""])),
    min_size=1,
    max_size=30,
)


def drawn(answers: list[tuple[str, str, str]]) -> list[Judgement]:
    sizes = {root: 3 * sum(other == root for _, other, _ in answers) for root in ("04", "19")}
    return [
        judgement(
            str(place),
            event,
            stratum=f"root {root}",
            size=sizes[root],
            code=f"{root}0",
            verdicts={"root": said} if said and event == "right" else {},
            doc_id=f"a{place % 4}",
        )
        for place, (event, root, said) in enumerate(answers)
    ]


@settings(max_examples=30, deadline=None)
@given(items, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(answers: list[tuple[str, str, str]], source: random.Random) -> None:
    said = [*drawn(answers), *SILENT]
    shuffled = said[:]
    source.shuffle(shuffled)
    assert scored(*said) == scored(*shuffled)


@settings(max_examples=30, deadline=None)
@given(items)
def test_shares_lie_in_their_intervals(answers: list[tuple[str, str, str]]) -> None:
    for figure in scored(*drawn(answers), *SILENT).figures:
        assert 0 <= figure.value <= 1
        if figure.method == "wilson" and figure.interval:
            assert figure.interval[0] - 1e-9 <= figure.value <= figure.interval[1] + 1e-9


@settings(max_examples=30, deadline=None)
@given(items)
def test_weights_sum_to_what_is_known(answers: list[tuple[str, str, str]]) -> None:
    found = outcomes.outcomes(drawn(answers), BOOK.scheme)
    weighed = estimates.level_weights(found, outcomes.LEVELS["event and root"])
    known = {one.stratum: one.size for one in found if one.id in weighed}
    assert sum(weighed.values()) == pytest.approx(sum(known.values()))
