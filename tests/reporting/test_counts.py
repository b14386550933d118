"""What a report counts, of events made for the purpose."""

from __future__ import annotations

from typing import Any

from eventcoder.reporting.counts import Months, Tally, codes, months, pairs, rules, shares, unknown


def test_shares_are_ranked_and_name_what_is_missing() -> None:
    found = shares(["b", "a", None, "", None, "c", "a"], 7)
    assert [(share.label, share.count) for share in found] == [("not known", 3), ("a", 2), ("b", 1), ("c", 1)]
    assert found[0].share == 3 / 7


def test_months_without_events_are_there(made: Any) -> None:
    table = made(
        {"date": "2024-01-31", "date_precision": "day", "quad": 1},
        {"date": "2024-03-01", "date_precision": "month", "quad": None},
        {"date": "2024-03-02", "date_precision": "document", "quad": 4},
        {"date": "2024-01-01", "date_precision": "year", "quad": 4},
        {"date": None, "date_precision": None, "quad": 4},
    )
    assert months(table) == Months(
        (Tally(("2024-01",), (0, 1, 0, 0, 0)), Tally(("2024-02",), (0, 0, 0, 0, 0)), Tally(("2024-03",), (1, 0, 0, 0, 1))), inexact=2
    )
    assert months(made({"date": None})) == Months(inexact=1)


def test_what_is_far_away_is_counted_and_not_drawn(made: Any) -> None:
    old = [{"date": "1945-05-08", "quad": 4}]
    new = [{"date": "2024-05-01", "quad": 4}] * 100 + [{"date": "2024-07-01", "quad": 1}] * 100
    future = [{"date": "2040-01-01", "quad": 1}]
    found = months(made(*old, *new, *future))
    assert [(month.keys[0], month.count) for month in found.drawn] == [("2024-05", 100), ("2024-06", 0), ("2024-07", 100)]
    assert (found.before, found.after, found.inexact) == (1, 1, 0)
    near = months(made(*new, {"date": "2022-01-01", "quad": 1}))
    assert (near.drawn[0].keys[0], near.before) == ("2022-01", 0)


def test_a_few_events_over_many_years_are_all_drawn(made: Any) -> None:
    found = months(made({"date": "1990-01-01"}, {"date": "2000-01-01"}, {"date": "2010-01-01"}))
    assert (len(found.drawn), found.before, found.after) == (241, 0, 0)


def test_pairs(made: Any) -> None:
    table = made(
        {"source": "RUSGOV", "target": "UKR", "quad": 4, "reciprocal": False},
        {"source": "UKRMIL", "target": "RUS", "quad": 1, "reciprocal": True},
        {"source": "RUS", "target": "RUSGOV", "quad": 3, "reciprocal": False},
        {"source": "RUS", "target": None, "quad": 3, "reciprocal": False},
    )
    assert pairs(table, lambda code: code[:3]) == (Tally(("RUS", "UKR"), (0, 1, 0, 0, 1)), Tally(("UKR", "RUS"), (0, 1, 0, 0, 0)))
    assert [pair.keys for pair in pairs(table, str)] == [("RUS", "RUSGOV"), ("RUS", "UKRMIL"), ("RUSGOV", "UKR"), ("UKRMIL", "RUS")]


def test_codes_keep_their_zeros(made: Any) -> None:
    table = made(
        {"code": "010", "name": "Say", "quad": 1}, {"code": "190", "name": "Fight", "quad": 4}, {"code": "010", "name": "Say", "quad": 1}
    )
    assert [(code.code, code.name, code.quad, code.count) for code in codes(table, 5)] == [("010", "Say", 1, 2), ("190", "Fight", 4, 1)]
    assert len(codes(table, 1)) == 1


def test_rules(made: Any) -> None:
    table = made(
        {"rule": "a", "code": "010", "trigger": "said"}, {"rule": "a", "code": "011", "trigger": "Said"}, {"rule": None, "trigger": "met"}
    )
    [found] = rules(table, 5)
    assert (found.rule, found.count, found.codes, found.trigger) == ("a", 2, ("010", "011"), "said")
    assert round(found.share, 3) == 0.667


def test_names(made: Any) -> None:
    table = made(
        {"source_text": "Zorblax", "sentence": "one", "attribution_text": None},
        {"source_text": None, "target_text": "Zorblax", "sentence": "two", "attribution_text": "Bor"},
        {"source": "USA", "source_text": "The US", "sentence": "three"},
        {"source_text": "he", "target_text": "I", "sentence": "four"},
    )
    found, total = unknown(table, 1)
    assert [(name.text, name.count, name.roles, name.sentence) for name in found] == [("Zorblax", 2, ("source", "target"), "one")]
    assert total == 2
