"""Which event a time expression belongs to, on trees by hand; `cases/dates.txt` has whole sentences."""

from __future__ import annotations

import pytest
from trees import sentence

from eventcoder.dates.dating import find_date, lies_ahead
from eventcoder.english.lexicon import Lexicon
from eventcoder.grammar.tree import Tree

PAST, PRESENT = "VBD|Tense=Past,VerbForm=Fin", "VBZ|Tense=Pres,VerbForm=Fin"


def text_of(lexicon: Lexicon, words: str, index: int, trigger: int | None = None) -> str:
    """The words that date the event of a token; nothing if none do."""
    return find_date(Tree(sentence(words), lexicon), index, "2024-05-15", future=False, trigger=trigger).text


@pytest.mark.parametrize(
    ("words", "index", "expected"),
    [
        ("They|PRON|2|nsubj left/leave|VERB|0|root Monday|PROPN|2|obl", 2, "Monday"),
        ("They|PRON|2|nsubj left/leave|VERB|0|root Rome|PROPN|2|obj Monday|PROPN|3|nmod", 2, "Monday"),  # hung on a name in the clause
        ("They|PRON|2|nsubj left/leave|VERB|0|root the|DET|4|det town|NOUN|2|obj Monday|PROPN|4|nmod", 2, "Monday"),
        ("They|PRON|2|nsubj cited/cite|VERB|0|root Monday|PROPN|5|nmod:poss 's|PART|3|case attack|NOUN|2|obj", 2, ""),
        ("They|PRON|2|nsubj hit|VERB|0|root Rome|PROPN|2|obj with|ADP|5|case fire|NOUN|2|obl Monday|PROPN|5|nmod", 2, "Monday"),
        ("They|PRON|2|nsubj hit|VERB|0|root Rome|PROPN|2|obj after|ADP|5|case fire|NOUN|2|obl Monday|PROPN|5|nmod", 2, ""),
        # a verb of its own
        ("They|PRON|2|nsubj left/leave|VERB|0|root as|SCONJ|4|mark Rome|PROPN|5|nsubj fell/fall|VERB|2|advcl Monday|PROPN|5|obl", 2, ""),
        ("They|PRON|2|nsubj left/leave|VERB|0|root after|ADP|4|case crying/cry|VERB|2|obl Monday|PROPN|4|obl", 2, ""),
        # a noun below a noun
        ("use|NOUN|0|root of|ADP|3|case force|NOUN|1|nmod Monday|PROPN|1|nmod", 3, "Monday"),
        ("use|NOUN|0|root for|ADP|3|case force|NOUN|1|nmod Monday|PROPN|1|nmod", 3, ""),
        # the expression stands above
        ("Monday|PROPN|0|root they|PRON|3|nsubj left/leave|VERB|1|acl:relcl Rome|PROPN|3|obj", 3, "Monday"),
        ("Monday|PROPN|0|root :|PUNCT|1|punct they|PRON|4|nsubj left/leave|VERB|1|parataxis", 4, "Monday"),
        ("Rome|PROPN|0|root Monday|PROPN|1|nmod :|PUNCT|1|punct they|PRON|5|nsubj left/leave|VERB|1|parataxis", 5, "Monday"),
        ("win|VERB|0|root Monday|PROPN|1|obl :|PUNCT|1|punct they|PRON|5|nsubj left/leave|VERB|1|parataxis", 5, ""),
        # the subject's phrase
        ("Men/man|NOUN|4|nsubj on|ADP|3|case Monday|PROPN|1|nmod left/leave|VERB|0|root", 4, "Monday"),
        ("Men/man|NOUN|4|nsubj of|ADP|3|case Monday|PROPN|1|nmod left/leave|VERB|0|root", 4, ""),
        ("Raids/raid|NOUN|5|nsubj:pass on|ADP|3|case Monday|PROPN|1|nmod were/be|AUX|5|aux:pass told/tell|VERB|0|root", 5, ""),
        # coordinated verbs, with subjects of their own and without
        ("They|PRON|2|nsubj left/leave|VERB|0|root Monday|PROPN|2|obl and|CCONJ|5|cc wept/weep|VERB|2|conj", 5, "Monday"),
        (
            "They|PRON|2|nsubj left/leave|VERB|0|root Monday|PROPN|2|obl and|CCONJ|6|cc we|PRON|6|nsubj wept/weep|VERB|2|conj",
            6,
            "",
        ),
        # participles and infinitives below it
        ("They|PRON|2|nsubj left/leave|VERB|0|root Monday|PROPN|2|obl crying/cry|VERB|2|advcl|VBG|VerbForm=Ger", 4, "Monday"),
        (
            "They|PRON|2|nsubj left/leave|VERB|0|root Monday|PROPN|2|obl after|SCONJ|5|mark crying/cry|VERB|2|advcl|VBG|VerbForm=Ger",
            5,
            "",
        ),
        ("men/man|NOUN|3|nsubj fighting/fight|VERB|1|acl|VBG|VerbForm=Ger left/leave|VERB|0|root Monday|PROPN|3|obl", 2, "Monday"),
    ],
)
def test_whose_date(lexicon: Lexicon, words: str, index: int, expected: str) -> None:
    assert text_of(lexicon, words, index - 1) == expected


def test_an_event_noun_and_its_light_verb_share_dates(lexicon: Lexicon) -> None:
    tree = "They|PRON|2|nsubj launched/launch|VERB|0|root a|DET|4|det raid|NOUN|2|obj Monday|PROPN|4|nmod"
    assert text_of(lexicon, tree, 1, trigger=3) == "Monday"


@pytest.mark.parametrize(
    ("words", "index", "expected"),
    [
        (f"They|PRON|2|nsubj left/leave|VERB|0|root|{PAST}", 2, False),
        (f"They|PRON|2|nsubj leaves/leave|VERB|0|root|{PRESENT}", 2, False),  # a timetable, if it has a day
        ("They|PRON|3|nsubj will|AUX|3|aux|MD leave|VERB|0|root|VB|VerbForm=Inf", 3, True),
        ("They|PRON|2|nsubj plan|VERB|0|root|VBD|Tense=Past,VerbForm=Fin to|PART|4|mark leave|VERB|2|xcomp|VB|VerbForm=Inf", 4, True),
        (f"We|PRON|3|nsubj will|AUX|3|aux|MD say|VERB|0|root|VB|VerbForm=Inf they|PRON|5|nsubj left/leave|VERB|3|ccomp|{PAST}", 5, False),
        ("We|PRON|3|nsubj will|AUX|3|aux|MD see|VERB|0|root|VB|VerbForm=Inf an|DET|5|det attack|NOUN|3|obj", 5, True),
        ("an|DET|2|det attack|NOUN|0|root", 2, False),
    ],
)
def test_what_lies_ahead(lexicon: Lexicon, words: str, index: int, expected: bool) -> None:
    assert lies_ahead(Tree(sentence(words), lexicon), index - 1) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("They|PRON|2|nsubj left/leave|VERB|0|root since|ADP|4|case Monday|PROPN|2|obl", "since Monday"),
        ("They|PRON|2|nsubj left/leave|VERB|0|root on|ADP|4|case Monday|PROPN|2|obl", "Monday"),
        ("They|PRON|2|nsubj left/leave|VERB|0|root 2015|NUM|2|obl -|PUNCT|5|punct 2018|NUM|3|nmod", "2015 - 2018"),
        ("They|PRON|2|nsubj stay|VERB|0|root from|ADP|4|case 2015|NUM|2|obl to|ADP|6|case 2018|NUM|4|nmod", "from 2015 to 2018"),
    ],
)
def test_the_words_that_say_so(lexicon: Lexicon, words: str, expected: str) -> None:
    assert text_of(lexicon, words, 1) == expected
