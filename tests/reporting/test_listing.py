"""The packed table: nothing is lost, and marks stand at the right words."""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

from eventcoder.reporting.listing import listing, packed


def marks(made: Any, sentence: str, *events: dict[str, Any]) -> list[tuple[str, ...]]:
    """What a script cuts out of the sentence, which counts in units of UTF-16."""
    data = listing(made(*({"sentence": sentence, **event} for event in events)))
    units = sentence.encode("utf-16-le")
    found = []
    for row, event in zip(data["marks"], events, strict=True):
        words = (event.get("trigger", ""), event.get("source_text", ""), event.get("target_text", ""))
        sizes = [len(word.encode("utf-16-le")) for word in words]
        found.append(
            tuple(units[2 * at : 2 * at + size].decode("utf-16-le") if at >= 0 else "" for at, size in zip(row, sizes, strict=True))
        )
    return found


def test_nothing_is_lost(made: Any) -> None:
    table = made({"doc_id": "b", "date": "2024-05-01", "quad": 4, "reciprocal": True}, {"doc_id": "a", "quad": None, "reciprocal": False})
    data = listing(table)
    assert data["columns"]["doc_id"] == {"values": ["a", "b"], "index": [1, 0]}
    assert data["columns"]["date"] == {"values": ["2024-05-01"], "index": [0, -1]}
    assert (data["quad"], data["both"]) == ([4, 0], [1, 0])
    assert len(listing(table, 1)["quad"]) == 1


def test_places_are_short(made: Any) -> None:
    table = made(
        {"place_name": "Nairobi", "place_text": "the capital", "place_country": "KEN"},
        {"place_name": None, "place_text": "there", "place_country": None},
        {"place_name": None, "place_text": None, "place_country": "PER"},
        {"place_name": None, "place_text": None, "place_country": None},
    )
    found = listing(table)["columns"]["place"]
    assert [found["values"][number] if number >= 0 else None for number in found["index"]] == ["Nairobi, KEN", "there", "PER", None]


def test_packing_is_the_same_each_time() -> None:
    value = {"a": ["</script>", "ü", "\ud800"]}
    assert packed(value) == packed(value)
    text = gzip.decompress(base64.b64decode(packed(value)))
    assert json.loads(text)["a"][:2] == ["</script>", "ü"]


def test_words_are_marked(made: Any) -> None:
    event = {"trigger": "met", "source_text": "Iran", "target_text": "Iraq"}
    assert marks(made, "Iran met Iraq.", event) == [("met", "Iran", "Iraq")]


def test_words_are_whole_and_the_nearest(made: Any) -> None:
    sentence = "Iranians say that Iran metes out what Iran met with, and Iraq too."
    data = listing(made({"sentence": sentence, "trigger": "met", "source_text": "Iran"}))
    assert data["marks"] == [[sentence.index("met with"), sentence.index("Iran met with"), -1]]


def test_of_two_equal_triggers_the_offset_tells(made: Any) -> None:
    sentence = "It met, and met again, and left."
    first, second = sentence.index("met"), sentence.rindex("met")
    events = [
        {"doc_id": "a", "sentence": sentence, "trigger": "left", "trigger_start": 100 + sentence.index("left")},
        {"doc_id": "a", "sentence": sentence, "trigger": "met", "trigger_start": 100 + second},
        {"doc_id": "a", "sentence": sentence, "trigger": "met", "trigger_start": 100 + first},
    ]
    assert [row[0] for row in listing(made(*events))["marks"]] == [sentence.index("left"), second, first]


def test_a_party_around_the_trigger_is_the_last_choice(made: Any) -> None:
    sentence = "An attack by rebels followed an attack."
    event = {"trigger": "attack", "trigger_start": sentence.index("attack"), "source_text": "rebels", "target_text": "An attack by rebels"}
    assert marks(made, sentence, event) == [("attack", "rebels", "An attack by rebels")]


def test_letters_of_two_units_move_what_is_behind_them(made: Any) -> None:
    assert marks(made, "😀😀 Iran met Iraq.", {"trigger": "met", "source_text": "Iran", "target_text": "Iraq"}) == [("met", "Iran", "Iraq")]


def test_words_that_are_not_in_the_sentence(made: Any) -> None:
    assert (
        listing(made({"sentence": "It met.", "trigger": "left", "source_text": "Iran"}, {"sentence": None}))["marks"] == [[-1, -1, -1]] * 2
    )
