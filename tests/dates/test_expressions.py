"""Which words are a time expression, and which only look like one."""

from __future__ import annotations

import pytest
from trees import sentence

from eventcoder.dates.expressions import find_expressions
from eventcoder.english.lexicon import Lexicon


def found(lexicon: Lexicon, tree: str) -> list[str]:
    """The expressions of a tree, each with what opens it and where it ends."""
    parsed, lines = sentence(tree), []
    for e in find_expressions(parsed, lexicon.time):
        end = f"TO {parsed[e.until.first].text}" if e.until else ""
        lines.append(f"{e.opening} {parsed.words(tuple(range(e.first, e.last + 1)))} {end}".strip())
    return lines


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ("They|PRON|2|nsubj left/leave|VERB|0|root Monday|PROPN|2|obl", ["Monday"]),
        ("They|PRON|2|nsubj left/leave|VERB|0|root every|DET|4|det Monday|PROPN|2|obl", []),
        ("They|PRON|2|nsubj left/leave|VERB|0|root today|NOUN|2|obl", ["today"]),
        ("They|PRON|2|nsubj left/leave|VERB|0|root Cuba|PROPN|2|obj", []),
        # a month that is also a name
        ("May|PROPN|2|nsubj left/leave|VERB|0|root", []),
        ("They|PRON|2|nsubj left/leave|VERB|0|root in|ADP|4|case May|PROPN|2|obl", ["May"]),
        ("the|DET|3|det May|PROPN|3|compound attack|NOUN|0|root", ["May"]),
        ("the|DET|2|det May|PROPN|3|nsubj left/leave|VERB|0|root", []),
        ("its|PRON|3|nmod:poss May|PROPN|3|compound attack|NOUN|0|root", ["May"]),
        ("July|PROPN|2|nsubj ended/end|VERB|0|root", ["July"]),
        ("early|ADJ|2|amod May|PROPN|3|nsubj ended/end|VERB|0|root", ["early May"]),
        # a number that is no year
        ("They|PRON|2|nsubj hit|VERB|0|root 2000|NUM|4|nummod villages/village|NOUN|2|obj", []),
        ("in|ADP|3|case 2000|NUM|3|nummod villages/village|NOUN|0|root", []),
        ("They|PRON|2|nsubj hit|VERB|0|root 2000|NUM|2|obj", []),
        ("They|PRON|2|nsubj hit|VERB|0|root it|PRON|2|obj 2000|NUM|2|obl", ["2000"]),
        ("They|PRON|2|nsubj hit|VERB|0|root in|ADP|4|case 2000|NUM|2|dep", ["2000"]),
        ("the|DET|3|det 2015|NUM|3|nummod deal|NOUN|0|root", ["2015"]),
        # a day that counts things
        ("In|ADP|2|case October|PROPN|5|obl 7|NUM|4|nummod people|NOUN|5|nsubj left/leave|VERB|0|root", ["October"]),
        ("On|ADP|2|case October|PROPN|4|obl 7|NUM|2|nummod left/leave|VERB|0|root", ["October 7"]),
        # units that are no span, seasons that are no season
        ("this|DET|2|det day|NOUN|3|obl ended/end|VERB|0|root", []),
        ("this|DET|2|det week|NOUN|3|obl ended/end|VERB|0|root", ["this week"]),
        ("in|ADP|3|case the|DET|3|det fall|NOUN|6|obl of|ADP|5|case Rome|PROPN|3|nmod died/die|VERB|0|root", []),
        ("in|ADP|3|case the|DET|3|det fall|NOUN|6|obl of|ADP|5|case 2020|NUM|3|nmod died/die|VERB|0|root", ["the fall of 2020"]),
        ("this|DET|2|det fall|NOUN|3|obl died/die|VERB|0|root", ["this fall"]),
        # what opens a range, what joins its ends
        ("since|ADP|2|case Monday|PROPN|0|root", ["SINCE Monday"]),
        ("after|ADP|4|case Monday|PROPN|4|nmod:poss 's|PART|2|case attack|NOUN|0|root", ["Monday"]),
        ("since|ADP|2|case Monday|PROPN|4|nmod:poss 's|PART|2|case attack|NOUN|0|root", ["Monday"]),
        ("by|ADP|2|case Monday|PROPN|0|root", ["UNTIL Monday"]),
        ("on|ADP|2|case Monday|PROPN|0|root", ["Monday"]),
        ("Monday|PROPN|0|root after|ADP|3|case lunch|NOUN|1|nmod", ["Monday"]),
        ("from|ADP|2|case Monday|PROPN|0|root to|ADP|4|case Friday|PROPN|2|nmod", ["Monday TO Friday"]),
        ("They|PRON|2|nsubj left/leave|VERB|0|root 2015|NUM|2|obl -|PUNCT|5|punct 2018|NUM|3|nmod", ["2015 TO 2018"]),
        ("on|ADP|2|case Monday|PROPN|0|root and|CCONJ|4|cc Friday|PROPN|2|conj", ["Monday", "Friday"]),
        ("from|ADP|2|case 3|NUM|5|nummod to|ADP|4|case 5|NUM|2|nmod May|PROPN|0|root", ["from 3 to 5 May"]),
    ],
)
def test_expressions(lexicon: Lexicon, tree: str, expected: list[str]) -> None:
    assert found(lexicon, tree) == expected


def test_three_ends_are_one_range_and_a_day(lexicon: Lexicon) -> None:
    tree = "from|ADP|2|case 2015|NUM|0|root -|PUNCT|4|punct 2016|NUM|2|nmod -|PUNCT|6|punct 2018|NUM|2|nmod"
    assert found(lexicon, tree) == ["2015 TO 2016", "2018"]


def test_words_of_no_class_give_none(lexicon: Lexicon) -> None:
    assert find_expressions(sentence("They|PRON|2|nsubj left/leave|VERB|0|root"), lexicon.time) == []
