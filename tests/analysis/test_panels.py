"""Panels, beside counts that were made by hand of the small corpus in `conftest.py`."""

from __future__ import annotations

import pandas
import pytest

from eventcoder.analysis.duplicates import dedupe
from eventcoder.analysis.panels import panel
from eventcoder.errors import InputError, InputWarning


def counts(found: pandas.DataFrame, *columns: str) -> dict[tuple[str, ...], tuple[object, ...]]:
    """What some columns hold, by unit and period, where there are events."""
    units = list(found.columns[: list(found.columns).index("period") + 1])
    some = found[found["events"] > 0]
    return {tuple(key): tuple(values) for key, values in zip(some[units].values.tolist(), some[list(columns)].values.tolist(), strict=True)}


@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_dyads_by_month(table: pandas.DataFrame) -> None:
    found = panel(table, "dyad", "month", fill=False)
    assert counts(found, "events", "material_conflict", "dead") == {
        ("RUS", "UKR", "2024-05"): (4, 4, 27),
        ("RUS", "USA", "2024-06"): (1, 0, 0),
        ("UKR", "USA", "2024-05"): (1, 0, 0),
        ("UKR", "USA", "2024-06"): (1, 0, 0),
        ("USA", "UKR", "2024-05"): (1, 0, 0),
        ("USA", "UKR", "2024-06"): (1, 0, 0),
    }
    assert list(found["goldstein"]) == [-10, -2, 1, 1, 1, 1]
    assert list(found["start"]) == ["2024-05-01", "2024-06-01", "2024-05-01", "2024-06-01", "2024-05-01", "2024-06-01"]


@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_repeats_are_not_counted(table: pandas.DataFrame) -> None:
    found = panel(dedupe(table), "dyad", "month", fill=False)
    assert counts(found, "events", "dead")[("RUS", "UKR", "2024-05")] == (3, 15)


@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_a_full_panel_has_a_row_for_each_unit_and_period(table: pandas.DataFrame) -> None:
    found = panel(table, "country", "month")
    assert len(found) == 3 * 2  # Russia, Ukraine, the United States; May and June (the police of nobody are no country)
    row = found[(found["country"] == "UKR") & (found["period"] == "2024-05")]
    assert list(row["events"]) == [1]
    wide = panel(table, "country", "month", units=["RUS", "PER"], start="2024-01-15", end="2024-12-31")
    assert len(wide) == 24
    assert wide["events"].sum() == 5
    empty = wide[wide["country"] == "PER"]
    assert empty["goldstein"].isna().all()
    assert set(empty["dead"]) == {0}


@pytest.mark.parametrize(
    ("side", "expected"),
    [("source", {"RUS": 5, "UKR": 2, "USA": 2}), ("target", {"UKR": 6, "USA": 3, "RUS": 1}), ("place", {"UKR": 4, "USA": 1, "RUS": 1})],
)
@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_countries_by_side(table: pandas.DataFrame, side: str, expected: dict[str, int]) -> None:
    found = panel(table, "country", "quarter", side=side)  # type: ignore[arg-type]  # one of the sides
    assert found.groupby("country")["events"].sum().to_dict() == expected


def test_divisions(table: pandas.DataFrame) -> None:
    found = panel(table, "admin1", "year")
    assert list(found.columns[:5]) == ["admin1", "admin1_name", "country", "period", "start"]
    assert counts(found, "events", "dead") == {
        ("RU.48", "Moscow", "RUS", "2024"): (1, 0),
        ("UA.07", "Kharkiv", "UKR", "2024"): (3, 27),
        ("UA.12", "Kyiv City", "UKR", "2024"): (1, 0),
        ("US.DC", "Washington, D.C.", "USA", "2024"): (1, 0),
    }


@pytest.mark.parametrize(
    ("time", "periods"),
    [
        ("day", ["2024-05-13", "2024-05-15", "2024-06-30", "2024-08-02"]),
        ("week", ["2024-W20", "2024-W26", "2024-W31"]),
        ("month", ["2024-05", "2024-06", "2024-08"]),
        ("quarter", ["2024Q2", "2024Q3"]),
        ("year", ["2024"]),
    ],
)
@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_names_of_periods(table: pandas.DataFrame, time: str, periods: list[str]) -> None:
    found = panel(table.assign(source="RUS"), "country", time, fill=False)  # type: ignore[arg-type]  # one of the times
    assert sorted(set(found["period"])) == periods


def test_what_is_not_known_exactly_is_left_out_with_a_word(table: pandas.DataFrame) -> None:
    with pytest.warns(InputWarning, match="2 of 10 events have no date, or one that is not known to the day"):
        panel(table, "country", "day")
    with pytest.warns(InputWarning, match="1 of 10 events"):
        panel(table, "country", "month")


@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_a_panel_says_how_many_events_it_leaves_out(table: pandas.DataFrame) -> None:
    found = panel(dedupe(table), "dyad", "day", fill=False)
    assert found.attrs["left_out"] == {"repeat": 1, "unit": 2, "date": 1}
    both_ways = 2
    assert found["events"].sum() == len(table) - (1 + 2 + 1) + both_ways


@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_numbers_of_states(table: pandas.DataFrame) -> None:
    found = panel(table, "dyad", "month", ids="cow", fill=False)
    assert list(zip(found["source"], found["target"], strict=True)) == [(365, 369), (365, 2), (369, 2), (369, 2), (2, 369), (2, 369)]
    table.loc[0, "source"] = "PSEREB"
    with pytest.warns(InputWarning, match="1 of 7 rows are of a country without a number in gw"):
        panel(table, "dyad", "month", ids="gw", fill=False)


@pytest.mark.filterwarnings("ignore::eventcoder.errors.InputWarning")
def test_roots(table: pandas.DataFrame) -> None:
    found = panel(table, "country", "year", roots=True)
    assert [column for column in found.columns if column.startswith("root_")] == ["root_04", "root_06", "root_11", "root_19"]
    assert found[["root_04", "root_06", "root_11", "root_19"]].sum().sum() == found["events"].sum()


def test_no_events_are_an_empty_panel(table: pandas.DataFrame) -> None:
    assert list(panel(table[:0], "dyad").columns) == list(panel(table[:3], "dyad").columns)
    assert len(panel(table[:0], "country", units=["RUS"], start="2024-01-01", end="2024-03-31")) == 3


@pytest.mark.parametrize("options", [{"unit": "city"}, {"time": "decade"}, {"ids": "iso2"}, {"side": "both"}])
def test_what_is_no_option(table: pandas.DataFrame, options: dict[str, str]) -> None:
    with pytest.raises(InputError, match=f"as {next(iter(options))}, got"):
        panel(table, **options)  # type: ignore[arg-type]  # that is the test
