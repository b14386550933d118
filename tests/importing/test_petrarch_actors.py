"""Actors, agents and discards of PETRARCH: each construct, and what is said of it."""

from __future__ import annotations

import pytest

from eventcoder.importing.petrarch.actors import NewActor, read_actors, spelled
from eventcoder.importing.petrarch.agents import read_agents, read_discards
from eventcoder.importing.petrarch.lines import lines_of


def shown(actor: NewActor) -> str:
    """An actor in a line: names, code, and codes with their days."""
    terms = "".join(f" {term.code} {term.first or ''}..{term.last or ''}" for term in actor.terms)
    return f"{' = '.join(actor.names)} [{actor.code or ''}]{terms}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ZORBIA [ZOR]", ["Zorbia [ZOR]"]),
        ("ZORBIA_ [ZOR]\n+ZORBIAN\n+NEW_ZORBIA_", ["Zorbia = Zorbian = New Zorbia [ZOR]"]),
        ("ZORBIA\n+ZORBIAN\n\t[ZOR]", ["Zorbia = Zorbian [ZOR]"]),
        ("Z.F. [ZORREB]", ["Z.F. [ZORREB]"]),
        ("AL-ZORB [zor]", ["Al-Zorb [ZOR]"]),
        ("PACT [ZOR/QUX]", ["Pact [ZOR/QUX]"]),
        ("ANN [ZOR <19950601]", ["Ann [] ZOR ..1995-05-31"]),
        ("ANN [ZOR > 950601]", ["Ann [] ZOR 1995-06-02.."]),
        ("ANN [ZOR 950601-20100131]", ["Ann [] ZOR 1995-06-01..2010-01-31"]),
        ("ANN [ZOR 19950601 - 19960601]", ["Ann [] ZOR 1995-06-01..1996-06-01"]),
        ("ANN [ZOR 290101-300101]", []),  # 2029 to 1930
        ("ANN [ZORGOV 10101-20101]", []),
        ("ANN [ZORGOV 950101-951231] [ZOR]", ["Ann [ZOR] ZORGOV 1995-01-01..1995-12-31"]),
        # of two that hold on a day the first counts
        ("ANN\n[AAA 950101-950630]\n[BBB 950630-951231]", ["Ann [] AAA 1995-01-01..1995-06-30 BBB 1995-07-01..1995-12-31"]),
        ("ANN\n[AAA 950301-950331]\n[BBB 950101-951231]", ["Ann [] AAA 1995-03-01..1995-03-31 BBB 1995-01-01..1995-12-31"]),
        ("ANN\n[AAA 950101-951231]\n[BBB 950301-950331]", ["Ann [] AAA 1995-01-01..1995-12-31"]),
        # on some days nobody
        ("DUKE\n[--- <950630]\n[DOL]", ["Duke [] DOL 1995-06-30.."]),
        ("ANN [---]", []),
        ("ANN [ZORB]", []),
        ("ANN [ZO1]", []),
        ("ANN", []),
        ("[ZOR]", []),
        ("ANN [ZOR", []),
        ("ANN [ZOR]\nANN [QUX]", ["Ann [ZOR]"]),
        ("__ [ZOR]", []),
    ],
)
def test_actors(text: str, expected: list[str]) -> None:
    assert [shown(actor) for actor in read_actors(lines_of("x", text))[0]] == expected


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("ZORBIA [ZOR]", [("taken", "")]),
        ("ZORBIA [zor]", [("changed", "zor in capitals")]),
        ("ANN [---]", [("left out", "its code stands for nobody")]),
        ("ANN", [("left out", "no code that can be used")]),
        ("[ZOR]", [("left out", "expected a name before the code")]),
        ("ANN [ZOR", [("left out", "expected a code in brackets")]),
        ("ANN [ZOR]\nANN [ZOR]", [("taken", ""), ("taken", "it repeats line 1")]),
        ("ANN [ZOR]\nANN [QUX]", [("taken", ""), ("left out", "line 1 has the name with another code")]),
        ("ANN [ZORB]", [("left out", "expected a code of parts of three letters, got ZORB"), ("left out", "no code that can be used")]),
        ("ANN [ZOR 20010230-20020101] [QUX]", [("left out", "expected a day, got 20010230"), ("taken", "")]),
    ],
)
def test_what_is_said_of_an_actor(text: str, rows: list[tuple[str, str]]) -> None:
    assert [(row.outcome, row.note) for row in read_actors(lines_of("x", text))[1]] == rows


def test_names_have_capitals() -> None:
    assert [spelled(name) for name in ("LA_PLATA_", "U.N.", "AL-ZORB'S", "of")] == ["La Plata", "U.N.", "Al-Zorb's", "Of"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BARD [~MUS]", {"MUS": ("bard",)}),
        ("COURT_BARD {COURT_BARDS} [ ~GOVMUS ]", {"GOVMUS": ("court bard", "court bards")}),
        ("GUILD {} [NGO~]", {"NGO~": ("guild",)}),
        ("BARD [MUS]", {"MUS": ("bard",)}),
        ("!P! = MAN, WOMAN\nLAW!P! [~LEG]", {"LEG": ("lawman", "lawwoman")}),
        ("!P!_OF_ARMS [~MIL]", {}),
        ("FRIENDS_OF [~CVL]", {"CVL": ("friends",)}),
        ("OF [~CVL]", {}),
        ("BARD", {}),
        ("BARD [~MU]", {}),
        ("BARD [~MUS~]", {}),
        ("_ [~MUS]", {}),
        ("BARD [~MUS]\nBARD [~GOV]", {"MUS": ("bard",)}),
    ],
)
def test_agents(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert read_agents(lines_of("x", text)).nouns == expected


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("BARD [~MUS]", "taken"),
        ("BARD [MUS]", "changed"),
        ("FRIENDS_OF [~CVL]", "changed"),
        ("!P! = MAN", "taken"),
        ("LAW!P! [~LEG]", "left out"),
        ("BARD", "left out"),
        ("BARD [~MUS]\nBARD [~MUS]", "taken"),
        ("BARD [~MUS]\nBARD [~GOV]", "left out"),
    ],
)
def test_what_is_said_of_an_agent(text: str, outcome: str) -> None:
    assert read_agents(lines_of("x", text)).rows[-1].outcome == outcome


def test_discards() -> None:
    found = read_discards(lines_of("x", "CUP_FINAL\n+ Golf Club\n_\nCUP FINAL"))
    assert (found.sentences, found.documents) == (("cup final",), ("golf club",))
    assert [row.outcome for row in found.rows] == ["taken", "taken", "left out", "taken"]
