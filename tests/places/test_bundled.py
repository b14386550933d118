"""The bundled list of places: which place a name means."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

import pytest

from eventcoder.errors import EventcoderError
from eventcoder.places import BundledGazetteer
from eventcoder.places.spelling import key


@pytest.fixture(scope="module")
def gazetteer() -> BundledGazetteer:
    return BundledGazetteer()


@pytest.mark.parametrize(
    ("name", "options", "number"),
    [
        pytest.param("Aleppo", {}, 170063, id="the town, not its province"),
        pytest.param("Aleppo", {"kind": "admin1"}, 170062, id="the province, if one is meant"),
        pytest.param("Raqqa", {}, 172955, id="another name"),
        pytest.param("ar-Raqqah", {}, 172955, id="hyphens and accents make no difference"),
        pytest.param("al-Idlib", {}, 169389, id="an article too many"),
        pytest.param("Tripoli", {}, 2210247, id="the largest of a name"),
        pytest.param("Tripoli", {"country": "LBN"}, 266826, id="that in the country"),
        pytest.param("Tripoli", {"likely": {"LBN": 1.0}}, 266826, id="that in the country that takes part"),
        pytest.param("Paris", {"likely": {"USA": 1.0}}, 2988507, id="a small namesake there is none the less unlikely"),
        pytest.param("Moscow", {"within": "Idaho"}, 5601538, id="that in the division"),
        pytest.param("Springfield", {"near": (39.8, -89.6)}, 4250542, id="that near a point"),
        pytest.param("San José", {}, 3621849, id="that with its accents"),
        pytest.param("San Jose", {}, 5392171, id="that without"),
        pytest.param("Washington", {}, 4140963, id="what newspapers mean, not the state"),
        pytest.param("Georgia", {}, 614540, id="a country before a division"),
        pytest.param("GEO", {"kind": "country"}, 614540, id="a country by its code"),
        pytest.param("Georgia", {"country": "USA"}, 4197000, id="the division in its country"),
    ],
)
def test_a_name_means(gazetteer: BundledGazetteer, name: str, options: dict[str, Any], number: int) -> None:
    found = gazetteer.resolve(name, **options)
    assert found is not None
    assert found.geonameid == number


@pytest.mark.parametrize("name", ["", "Zorbville", "'", "aaaa", "zzzz"])
def test_what_is_no_place(gazetteer: BundledGazetteer, name: str) -> None:
    assert gazetteer.resolve(name) is None


def test_every_town_is_found_by_its_own_name(gazetteer: BundledGazetteer) -> None:
    """The lines are sorted as the search expects; every five-hundredth is looked up."""
    for line in (gazetteer.folder / "towns.txt").read_text("utf-8").splitlines()[::500]:
        name, number, code, *_ = line.split("|")
        found = [entry for entry, own in gazetteer._files.named(key(name)) if own]
        assert int(number) in [entry.geonameid for entry in found], (name, code)


def test_an_installation_without_its_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(EventcoderError, match=r"expected the places of the bundled gazetteer in .*: install eventcoder again"):
        BundledGazetteer(tmp_path).resolve("Aleppo")


def test_processes_can_share_it(gazetteer: BundledGazetteer) -> None:
    gazetteer.resolve("Aleppo")
    assert pickle.loads(pickle.dumps(gazetteer)).resolve("Aleppo") == gazetteer.resolve("Aleppo")
