"""Where somebody says that an article is published."""

from eventcoder.actors.book import ActorBook
from eventcoder.actors.homes import country_called


def test_a_code_is_that_country_whatever_else_it_abbreviates(actors: ActorBook) -> None:
    codes = {code for numbers in actors.namesakes_of.values() for number in numbers if (code := actors.entry(number).code)}
    assert {"DEU", "FRA", "PER"} <= codes
    assert {code: country_called(actors, code) for code in codes} == {code: code for code in codes}
    assert country_called(actors, "deu") == "DEU"
