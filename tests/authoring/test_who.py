"""Whom a name means on a day and in the news of a country, and the reason that is given."""

from __future__ import annotations

import pytest

from eventcoder import InputError, load_actors, who
from eventcoder.actors import ActorBook
from eventcoder.authoring.who import close_names

SHARED = """
kind: person
actors:
  - {names: [Ann Zorb], also: [Zorb], code: KENELI, roles: [{code: KENGOV, from: 2001-01-01, to: 2005-12-31}]}
  - {names: [Ben Zorb], also: [Zorb], code: KENELI, roles: [{code: KENLEG, from: 2006-01-01, to: 2010-12-31}]}
  - {names: [Old Quuxton Front], also: [Quuxton Front], code: KENREB, kind: group}
  - {names: [New Quuxton Front], also: [Quuxton Front], code: KENPTY, kind: group}
"""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> ActorBook:
    path = tmp_path_factory.mktemp("who") / "shared.yaml"
    path.write_text(SHARED, encoding="utf-8")
    return load_actors(path)


@pytest.mark.parametrize(
    ("name", "date", "home", "taken", "code", "why"),
    [
        ("Lavrov", "2022-07-01", "KEN", "Sergei Lavrov", "RUSGOV", "only one has the name"),
        ("sergey lavrov", "2003-07-01", None, "Sergei Lavrov", "RUSELI", "only one has the name"),
        ("Labour", "2022-07-01", "Malta", "Malta Labour Party", "MLTPTY", "the country of the article"),
        ("RSF", "2022-07-01", None, "Reporters Without Borders", "NGO", "the hand-written list"),
        ("RSF", "1 July 2022", "Sudan", "Rapid Support Forces", "SDNREB", "the country of the article"),
        ("Zorb", "2003-01-01", "KEN", "Ann Zorb", "KENGOV", "in office on the day"),
        ("Zorb", "2007-01-01", "KEN", "Ben Zorb", "KENLEG", "in office on the day"),
        ("Zorb", "2020-01-01", "KEN", "Ann Zorb", "KENELI", "all have one code"),
        ("Blair", "2000-07-01", None, "Tony Blair", "GBRGOV", "the only head of a state or government of that name"),
    ],
)
def test_the_one_who_is_meant(shared: ActorBook, name: str, date: str, home: str | None, taken: str, code: str, why: str) -> None:
    first, *others = who(shared, name, date, home)
    assert (first.entry.name, first.code, first.is_taken, first.why) == (taken, code, True, why)
    assert not any(one.is_taken for one in others)
    assert {one.why for one in others} <= {"", "only with a title"}


@pytest.mark.parametrize(
    ("name", "date", "home", "why"),
    [
        ("Labour", "2022-07-01", "Kenya", "nobody: several countries"),
        ("Quuxton Front", "2020-01-01", "KEN", "nobody: several alike"),
        ("Blair", "2020-07-01", None, "only with a title"),
        ("Kim", "2022-07-01", None, "nobody: the text must say more"),
    ],
)
def test_nobody_is_meant(shared: ActorBook, name: str, date: str, home: str | None, why: str) -> None:
    found = who(shared, name, date, home)
    assert not any(one.is_taken for one in found)
    assert found[0].why == why


def test_roles_are_those_that_hold_or_else_all(shared: ActorBook) -> None:
    [minister] = who(shared, "Ann Zorb")
    assert minister.entry.file == "shared.yaml"
    assert minister.held("2003-01-01") == minister.held("2020-01-01") == ("KENGOV 2001-01-01..2005-12-31",)
    [labour] = [one for one in who(shared, "Labour", "2022-07-01", "GBR") if one.is_taken]
    assert (labour.held("2022-07-01"), len(labour.held("2000-01-01"))) == (("GBROPP 2010-05-11..2024-07-04",), 2)


@pytest.mark.parametrize(("name", "close"), [("Lavrow", "Sergei Lavrov"), ("Labbour Party", "Labour Party"), ("Ann Zorbb", "Ann Zorb")])
def test_names_close_to_an_unknown_one(shared: ActorBook, name: str, close: str) -> None:
    assert who(shared, name) == []
    assert close_names(shared, name)[0] == close


def test_nothing_is_close_to_no_name(shared: ActorBook) -> None:
    assert not who(shared, "?")
    assert close_names(shared, "?") == close_names(shared, "Xqzzyvw") == []


@pytest.mark.parametrize(("date", "home"), [("yesterday", None), (None, "Nowhere")])
def test_a_date_or_home_that_is_none(shared: ActorBook, date: str | None, home: str | None) -> None:
    with pytest.raises(InputError, match="expected"):
        who(shared, "Lavrov", date, home)
