"""Names that no list has: all forms of one name are one line."""

from __future__ import annotations

from trees import document

from eventcoder.actors import ActorBook
from eventcoder.authoring.unknown import UnknownActor, unknown_actors
from eventcoder.document import Document

FULL = "Ruth|PROPN|3|nsubj Quuxton|PROPN|1|flat spoke/speak|VERB|0|root .|PUNCT|3|punct"
OTHER = "Adam|PROPN|3|nsubj Quuxton|PROPN|1|flat spoke/speak|VERB|0|root .|PUNCT|3|punct"
SURNAME = "Quuxton|PROPN|2|nsubj left/leave|VERB|0|root .|PUNCT|2|punct"
TITLED = "Ms|PROPN|3|nsubj Quuxton|PROPN|1|flat left/leave|VERB|0|root .|PUNCT|3|punct"
BRACKETS = (
    "The|DET|3|det Zorblatt|PROPN|3|compound Foundation|PROPN|7|nsubj (|PUNCT|5|punct ZBF|PROPN|3|appos )|PUNCT|5|punct "
    "left/leave|VERB|0|root .|PUNCT|7|punct"
)
ABBREVIATION = "The|DET|2|det ZBF|PROPN|3|nsubj left/leave|VERB|0|root .|PUNCT|3|punct"
HYPHEN = "Zo|PROPN|5|nsubj Qum|PROPN|1|flat -|PUNCT|4|punct xam|PROPN|1|flat spoke/speak|VERB|0|root .|PUNCT|5|punct"


def found(actors: ActorBook, *documents: Document) -> list[UnknownActor]:
    return unknown_actors(documents, actors)


def test_a_full_name_a_surname_and_a_title(actors: ActorBook) -> None:
    [one] = found(actors, document(FULL, SURNAME, TITLED, id="a"), document(TITLED, id="b"))
    assert (one.name, one.names, one.count) == ("Ruth Quuxton", ("Ruth Quuxton", "Quuxton"), 4)
    assert 'names: ["Ruth Quuxton", "Quuxton"]}  # 4 times' in one.entry()


def test_a_form_that_several_have_is_nobodys_name(actors: ActorBook) -> None:
    a, b, c = document(FULL, SURNAME, id="a"), document(OTHER, SURNAME, id="b"), document(SURNAME, id="c")
    counts = {one.names: one.count for one in found(actors, a, b, c)}
    assert counts == {("Adam Quuxton",): 2, ("Ruth Quuxton",): 2, ("Quuxton",): 1}
    assert {one.names: one.count for one in found(actors, document(FULL, OTHER, SURNAME))}[("Quuxton",)] == 1


def test_a_surname_of_listed_persons_is_joined_in_its_article_only(actors: ActorBook) -> None:
    full, surname = FULL.replace("Quuxton", "Blair"), SURNAME.replace("Quuxton", "Blair")
    assert [one.names for one in found(actors, document(full, surname))] == [("Ruth Blair", "Blair")]
    assert sorted(one.names for one in found(actors, document(full, surname), document(surname, id="b"))) == [("Blair",), ("Ruth Blair",)]


def test_an_abbreviation_and_what_it_stands_for(actors: ActorBook) -> None:
    [one] = found(actors, document(BRACKETS, ABBREVIATION), document(ABBREVIATION, id="b"))
    assert (one.names, one.count) == (("Zorblatt Foundation", "ZBF"), 4)


def test_hyphens_stay_in_names(actors: ActorBook) -> None:
    [one] = found(actors, document(HYPHEN))
    assert one.name.replace(" - ", "-") == "Zo Qum-xam"
