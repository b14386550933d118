"""A closed world: who a phrase is by the listed names and role nouns in it, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from stages import mentions_of
from trees import document

from eventcoder.actors import ActorBook, load_actors
from eventcoder.errors import CodebookError

LISTS = """
bundled: false
scheme: {closed: true, unknown: "---"}
linkers: [of]
actors:
  - {names: [Zorbia, Zorbian], code: ZOR, kind: country}
  - {names: [Quxo, Quxan], code: QUX, kind: country}
  - {names: [Twin Lands], code: ZOR/QUX, kind: group}
  - {names: [Red Hall], code: ZORGOV, kind: group}
  - {names: [Ann Zorb], code: ZOR, kind: person, roles: [{code: ZORGOV, from: 2024-01-01, to: 2024-12-31}]}
roles:
  GOV: {person: [minister, prime minister]}
  MIL: {person: [soldier, general]}
  GOVMED: {person: [minister of news]}
  NGO~: {person: [relief club]}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> ActorBook:
    path = tmp_path_factory.mktemp("lists") / "lists.yaml"
    path.write_text(LISTS)
    return load_actors(path)


def test_the_lists_stand_alone(book: ActorBook) -> None:
    assert len(book) == 5
    assert book.find("Iran") is None


@pytest.mark.parametrize(
    ("tree", "head", "expected"),
    [
        ("Zorbia|PROPN|0|root", 1, "ZOR"),
        ("Peru|PROPN|0|root", 1, ""),
        ("stones/stone|NOUN|0|root", 1, ""),
        ("Zorbian|ADJ|2|amod soldiers/soldier|NOUN|0|root", 2, "ZORMIL"),
        ("soldiers/soldier|NOUN|0|root", 1, "---MIL"),
        ("soldiers/soldier|NOUN|0|root from|ADP|3|case Zorbia|PROPN|1|nmod", 1, "ZORMIL"),
        ("soldiers/soldier|NOUN|0|root from|ADP|3|case Zorbia|PROPN|1|nmod and|CCONJ|5|cc Quxo|PROPN|3|conj", 1, "ZORMIL QUXMIL"),
        ("stones/stone|NOUN|0|root of|ADP|3|case Zorbia|PROPN|1|nmod", 1, "ZOR"),
        ("stones/stone|NOUN|0|root from|ADP|3|case Zorbia|PROPN|1|nmod", 1, ""),
        ("Zorbia|PROPN|3|nmod:poss 's|PART|1|case soldiers/soldier|NOUN|0|root", 3, "ZORMIL"),
        ("Zorbian|ADJ|4|amod and|CCONJ|3|cc Quxan|ADJ|1|conj soldiers/soldier|NOUN|0|root", 4, "ZORMIL QUXMIL"),
        ("Zorbian|ADJ|4|amod and|CCONJ|4|cc Quxan|ADJ|4|amod soldiers/soldier|NOUN|0|root", 4, "ZORMIL QUXMIL"),
        ("Zorbian|ADJ|3|amod Quxan|ADJ|3|amod soldiers/soldier|NOUN|0|root", 3, "ZORMIL"),  # of names side by side the first
        ("Zorbian|ADJ|2|amod minister|NOUN|0|root of|ADP|4|case news|NOUN|2|nmod", 2, "ZORGOVMED"),  # the longest noun
        ("Red|PROPN|2|compound Hall|PROPN|3|compound minister|NOUN|0|root", 3, "ZORGOV"),  # each part once
        ("relief|NOUN|2|compound club|NOUN|3|compound soldier|NOUN|0|root of|ADP|5|case Zorbia|PROPN|3|nmod", 3, "NGOZORMIL"),
        ("Twin|PROPN|2|compound Lands|PROPN|0|root", 2, "ZOR QUX"),
        ("Ann|PROPN|0|root Zorb|PROPN|1|flat", 1, "ZORGOV"),
        ("minister|NOUN|0|root Ann|PROPN|1|appos Zorb|PROPN|2|flat", 1, "---GOV"),
        ("attacked/attack|VERB|0|root", 1, ""),
        (",|PUNCT|0|root", 1, ""),
    ],
)
def test_who_a_phrase_is(book: ActorBook, tree: str, head: int, expected: str) -> None:
    [mentions] = mentions_of(document(tree), book)
    assert " ".join(actor.code or "?" for actor in mentions.several(head - 1)) == expected
    actor = mentions.actor(head - 1)
    assert (actor.code if actor is not None else "") == expected.partition(" ")[0]


def test_inside_a_name_is_nobody_else(book: ActorBook) -> None:
    [mentions] = mentions_of(document("Ann|PROPN|0|root Zorb|PROPN|1|flat"), book)
    assert mentions.actor(1) is None


def test_things_have_no_owner_and_no_place(book: ActorBook) -> None:
    [mentions] = mentions_of(document("Zorbian|ADJ|2|amod stones/stone|NOUN|0|root"), book)
    assert mentions.owner(1) is None
    assert mentions.place(1) is None


@pytest.mark.parametrize("code", ["ZORGO", "zor", "ZOR/", "ZOR/QU"])
def test_codes_are_of_parts_of_three_letters(tmp_path: Path, code: str) -> None:
    path = tmp_path / "lists.yaml"
    path.write_text(f"actors: [{{names: [Zorbia], code: {code}}}]")
    with pytest.raises(CodebookError, match="three-letter parts"):
        load_actors(path)
