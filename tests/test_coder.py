"""The coder as a whole: statuses, order, workers, pickling, and that nothing but the content decides."""

from __future__ import annotations

import datetime
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from cases import CASES
from frozen import FrozenParser, Trees, documents_in
from trees import CODES, active, document

from eventcoder.actors import ActorBook
from eventcoder.codebook import load_codebook
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import InputError, InputWarning
from eventcoder.event import Event
from eventcoder.formats.article import Article
from eventcoder.formats.articles import read_articles
from eventcoder.formats.conllu import write_conllu
from eventcoder.formats.items import Given
from eventcoder.outcomes import MOST_ITEMS
from eventcoder.statuses import STATUSES, StatusName
from eventcoder.views import rows

TRANSITIONS = '\ntransitions: {"040": {future: "036"}}'
RULES = """rules:
  - {id: attack, code: "190", patterns: [attack TARGET, a raid on TARGET]}
  - {id: attack-too, code: "111", patterns: [attack|bomb TARGET]}
  - {id: condemn, code: "111", patterns: [condemn TARGET]}
  - {id: criticise, code: "128", patterns: [condemn|criticise TARGET]}
  - {id: meet, code: "040", reciprocal: true, patterns: [meet TARGET]}
"""


def numbered(count: int) -> list[Document]:
    """Documents with one event each, whose ids tell them apart."""
    return [document(active("attacked/attack"), id=str(number)) for number in range(count)]


class TestStatus:
    sentences = (
        active("attacked/attack"),
        "Iran|PROPN|3|nsubj will|AUX|3|aux|MD meet|VERB|0|root Israel|PROPN|3|obj",
        "Iran|PROPN|3|nsubj will|AUX|3|aux|MD attack|VERB|0|root Israel|PROPN|3|obj",
        "Iran|PROPN|4|nsubj did/do|AUX|4|aux not|PART|4|advmod condemn|VERB|0|root Israel|PROPN|4|obj",
        "Iran|PROPN|3|nsubj may|AUX|3|aux|MD condemn|VERB|0|root Israel|PROPN|3|obj",
    )

    @pytest.mark.parametrize(
        ("status", "expected"),
        [
            (None, ["190 asserted"]),
            (("asserted",), ["190 asserted"]),
            (("future", "negated"), ["036 future", "190 future", "111 negated"]),
            (("hypothetical",), ["111 hypothetical"]),
            ((), []),
        ],
    )
    def test_which_events_are_given(self, small: Callable[..., Coder], status: tuple[StatusName, ...] | None, expected: list[str]) -> None:
        coder = attrs.evolve(small(RULES + TRANSITIONS), status=status)
        assert [f"{event.code} {event.status}" for event in coder.code_document(document(*self.sentences))] == expected

    def test_what_lies_ahead_is_given_where_its_source_announces_it(self, small: Callable[..., Coder]) -> None:
        # Iran said it will meet Israel .
        said = "Iran|PROPN|2|nsubj said/say|VERB|0|root it|PRON|5|nsubj will|AUX|5|aux|MD meet|VERB|2|ccomp Israel|PROPN|5|obj"
        others = said.replace("Iran|PROPN|2", "Chad|PROPN|2").replace("it|PRON|5|nsubj", "Iran|PROPN|5|nsubj")
        coder = attrs.evolve(small(RULES + TRANSITIONS), status=None)
        assert [event.code for event in coder.code_document(document(said))] == ["036"]
        assert coder.code_document(document(others)) == []


class TestRefusals:
    """A refusal is that of who refuses; of both, if both do."""

    transitions = '\ntransitions: {"040": {negated-future: "128"}}'

    @pytest.mark.parametrize(
        ("sentence", "both"),
        [
            ("Iran|PROPN|4|nsubj will|AUX|4|aux|MD not|PART|4|advmod meet|VERB|0|root Israel|PROPN|4|obj", False),
            ("Iran|PROPN|6|nsubj and|CCONJ|3|cc Israel|PROPN|1|conj will|AUX|6|aux|MD not|PART|6|advmod meet|VERB|0|root", True),
        ],
    )
    def test_who_refuses(self, small: Callable[..., Coder], sentence: str, both: bool) -> None:
        rules = RULES.replace("[meet TARGET]", "[meet TARGET, meet]")
        events = small(rules + self.transitions).code_document(document(sentence))
        dyads = [("IRN", "128", "ISR"), ("ISR", "128", "IRN")]
        assert [(row["source"], row["code"], row["target"]) for row in rows(events, "cameo")] == dyads[: 2 if both else 1]


class TestMany:
    def test_order_and_workers(self, small: Callable[..., Coder]) -> None:
        coder, documents = small(RULES), numbered(2 * MOST_ITEMS + 3)
        one = list(coder.code_many(documents))
        assert [event.doc_id for [event] in one] == [parsed.id for parsed in documents]
        assert list(coder.code_many(documents, workers=2)) == one

    def test_documents_are_taken_as_they_are_needed(self, small: Callable[..., Coder]) -> None:
        taken = 0

        def endless() -> Iterator[Document]:
            nonlocal taken
            while True:
                taken += 1
                yield document(active("attacked/attack"))

        events = small(RULES).code_many(endless())
        for _ in range(3):
            assert len(next(events)) == 1
        assert taken == 3

    def test_workers_take_only_a_few_ahead(self, small: Callable[..., Coder]) -> None:
        taken = 0

        def many() -> Iterator[Document]:
            nonlocal taken
            for parsed in numbered(12 * MOST_ITEMS):
                taken += 1
                yield parsed

        events = small(RULES).code_many(many(), workers=2)
        next(events)
        assert taken <= 6 * MOST_ITEMS
        assert sum(1 for _ in events) == 12 * MOST_ITEMS - 1

    def test_articles_are_taken_as_they_are_read(self, small: Callable[..., Coder], tmp_path: Path) -> None:
        coder, documents = small(RULES), numbered(3)
        path = tmp_path / "news.conllu"
        path.write_text("".join(map(write_conllu, documents)), encoding="utf-8")
        assert list(coder.code_many(read_articles([path]), workers=2)) == list(coder.code_many(documents))

    def test_nothing_to_do(self, small: Callable[..., Coder]) -> None:
        assert list(small(RULES).code_many([])) == list(small(RULES).code_many([], workers=2)) == []

    def test_documents_without_sentences(self, small: Callable[..., Coder]) -> None:
        assert small(RULES).code_document(Document(())) == []


class TestPickle:
    def test_with_a_codebook_in_memory(self, small: Callable[..., Coder]) -> None:
        coder, parsed = small(RULES), document(active("attacked/attack"))
        assert pickle.loads(pickle.dumps(coder)).code_document(parsed) == coder.code_document(parsed)

    def test_with_a_path(self, tmp_path: Path) -> None:
        path = tmp_path / "book.yaml"
        path.write_text(CODES + RULES, encoding="utf-8")
        coder = pickle.loads(pickle.dumps(Coder(path, status=("asserted",))))
        assert (coder.status, coder.codebook.name) == (("asserted",), "book")


class TestSameContentSameResult:
    def test_ids_are_stable_and_unique(self, bundled_coder: Coder) -> None:
        first, again = ([event.id for tree in documents_in("forms") for event in bundled_coder.code_document(tree)] for _ in range(2))
        assert first == again
        assert len(set(first)) == len(first) > 50

    def test_ids_tell_documents_and_codes_apart(self, small: Callable[..., Coder]) -> None:
        coder = small(RULES)
        [one], [other] = (coder.code_document(parsed) for parsed in numbered(2))
        assert one.id != other.id
        assert one.incident != other.incident
        assert attrs.evolve(one, id="", incident="", doc_id="") == attrs.evolve(other, id="", incident="", doc_id="")

    def test_the_order_of_rules_does_not_matter(
        self, load: Callable[..., object], actors: ActorBook, lexicon: Lexicon, tmp_path: Path
    ) -> None:
        lines, trees = RULES.splitlines(), documents_in("forms")
        results = set()
        for seed in range(5):
            shuffled = random.Random(seed).sample(lines[1:], len(lines) - 1)
            folder = tmp_path / str(seed)
            folder.mkdir()
            (folder / "codes.yaml").write_text(CODES, encoding="utf-8")
            cut = seed % len(shuffled)  # in two files, cut elsewhere each time
            for name, some in (("a.yaml", shuffled[:cut]), ("b.yaml", shuffled[cut:])):
                (folder / name).write_text("\n".join([lines[0], *some]) if some else "", encoding="utf-8")
            coder = Coder(load_codebook(folder, lexicon=lexicon), None, actors)
            results.add(tuple(without_hash(event) for tree in trees for event in coder.code_document(tree)))
        [result] = results
        assert result

    def test_the_seed_of_hashes_does_not_matter(self, tmp_path: Path) -> None:
        book = tmp_path / "book.yaml"
        book.write_text(CODES + RULES, encoding="utf-8")
        command = [sys.executable, "-m", "eventcoder", "code", str(CASES / "forms" / "05-event-nouns.conllu"), "--codebook", str(book)]
        outputs = set()
        for seed in ("0", "77"):
            environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
            run = subprocess.run([*command, "--format", "jsonl", "--status", "all"], capture_output=True, check=True, env=environment)
            outputs.add(run.stdout)
        [output] = outputs
        assert output.count(b"\n") > 2


def without_hash(event: Event) -> Event:
    return attrs.evolve(event, codebook="")


class TestArguments:
    """What is no codebook, parser, list of actors or status is refused at once; what a user would hand in is taken."""

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ({"codebook": ""}, "expected a codebook, or the path of one, as codebook, got ''"),
            ({"codebook": 7}, "expected a codebook, or the path of one, as codebook, got 7"),
            ({"parser": "en"}, r"expected a Parser as parser, got 'en'; write Parser\('en'\)"),
            ({"actors": ""}, "expected an actor book, or the path of a file or several of them, as actors, got ''"),
            ({"actors": [None]}, "expected an actor book"),
            ({"status": ["asertd"]}, r'expected some of asserted, .* in a list, or "all", as status, got \[\'asertd\'\]'),
            ({"status": "negated"}, "expected some of asserted"),
            ({"status": 5}, "expected some of asserted"),
        ],
    )
    def test_wrong_ones(self, arguments: dict[str, Any], message: str) -> None:
        with pytest.raises(InputError, match=message):
            Coder(**arguments)

    def test_all_statuses(self) -> None:
        assert Coder(status="all").status == STATUSES
        assert Coder(status={"negated", "asserted"}).status == ("asserted", "negated")

    def test_one_file_of_actors(self, tmp_path: Path) -> None:
        (tmp_path / "own.yaml").write_text("actors: [{names: [Zorb Front], code: IRNREB}]")
        assert Coder(actors=str(tmp_path / "own.yaml")).actors.find("Zorb Front") is not None
        assert Coder(actors=[tmp_path / "own.yaml"]).actors.find("Zorb Front") is not None

    def test_what_is_coded(self, small: Callable[..., Coder]) -> None:
        tree = document(active("attacked/attack"))
        parser = FrozenParser(Trees())
        parser.trees[tree.text] = tree
        coder = attrs.evolve(small(RULES), parser=parser)
        day = datetime.date(2024, 5, 15)
        items: list[Given] = [
            (tree.text, "2024-05-15", "a"),
            {"text": tree.text, "date": day, "id": "a"},
            Article(tree.text, "2024-05-15", "a"),
            attrs.evolve(tree, date="2024-05-15T10:00:00Z", id="a"),
        ]
        [[event]] = {tuple(events) for events in coder.code_many(items)}
        assert (event.date, event.doc_id) == ("2024-05-15", "a")
        assert [coder.code(item) for item in items] == [[event]] * 4
        assert coder.code(tree.text, date=datetime.datetime(2024, 5, 15, 23), doc_id="a") == [event]
        assert [one.doc_id for events in coder.code_many([tree.text, (tree.text, day)]) for one in events] == ["", ""]

    def test_wrong_items_do_not_stop_the_others(self, small: Callable[..., Coder]) -> None:
        good: Given = document(active("attacked/attack"))
        wrong: list[Any] = [None, ("x", "mid-May", "b"), {"body": "x"}, 5]
        found: list[Exception] = []
        assert [len(events) for events in small(RULES).code_many([good, *wrong, good], on_error=found.append)] == [1, 0, 0, 0, 0, 1]
        assert all(isinstance(error, InputError) for error in found)
        assert len(found) == 4
        with pytest.raises(InputError, match="mid-May"):
            list(small(RULES).code_many(wrong[1:]))

    @pytest.mark.parametrize("items", ["a text", {"text": "x"}, document(active("attacked/attack")), 5])
    def test_code_many_takes_many(self, small: Callable[..., Coder], items: Any) -> None:
        with pytest.raises(InputError, match="expected several of what `code` takes"):
            list(small(RULES).code_many(items))

    def test_a_document_with_a_date_that_is_none(self, small: Callable[..., Coder]) -> None:
        with pytest.raises(InputError, match="expected an ISO 8601 date"):
            small(RULES).code_document(attrs.evolve(document(active("attacked/attack")), date="soon"))
        with pytest.raises(InputError, match="expected a Document, got 'a text'"):
            small(RULES).code_document("a text")  # type: ignore[arg-type]


class TestHome:
    """Whose a bare "army" is, if somebody says where the text is published."""

    ARMY = "Army|NOUN|2|nsubj attacked/attack|VERB|0|root|VBD|Tense=Past,VerbForm=Fin rebels/rebel|NOUN|2|obj .|PUNCT|2|punct"

    @pytest.mark.parametrize(("home", "code"), [(None, "MIL"), ("KEN", "KENMIL"), ("Peru", "PERMIL")])
    def test_a_country(self, small: Callable[..., Coder], home: str | None, code: str) -> None:
        tree = attrs.evolve(document(self.ARMY), home=home)
        trees = Trees()
        trees[tree.text] = attrs.evolve(tree, home=None)
        coder = attrs.evolve(small(RULES), parser=FrozenParser(trees))
        assert [event.source.code for event in coder.code_document(tree) if event.source] == [code]
        assert coder.code(tree.text, date=tree.date, doc_id="x", home=home) == coder.code_document(tree)
        assert list(coder.code_many([{"text": tree.text, "date": tree.date, "id": "x", "home": home}])) == [coder.code_document(tree)]

    @pytest.mark.parametrize("home", ["PER", "Peru"])
    def test_a_document_that_is_read(self, small: Callable[..., Coder], home: str) -> None:
        tree = attrs.evolve(document(self.ARMY), home=home)
        army, _, rebels, _ = tree.sentences[0].tokens
        event = small(RULES).relate(tree, (army.start, army.end), (rebels.start, rebels.end))
        assert event is not None
        assert event.source is not None
        assert event.source.code == "PERMIL"

    def test_another_country_that_the_text_is_about(self, small: Callable[..., Coder]) -> None:
        about = "Syria|PROPN|0|root ,|PUNCT|1|punct Syria|PROPN|1|conj ,|PUNCT|1|punct Syria|PROPN|1|conj"
        [event] = small(RULES).code_document(attrs.evolve(document(about, self.ARMY), home="KEN"))
        assert event.source is not None
        assert event.source.code == "SYRMIL"

    def test_what_is_no_country(self, small: Callable[..., Coder]) -> None:
        tree = attrs.evolve(document(self.ARMY), home="Nowhere")
        with pytest.warns(
            InputWarning, match="x: expected a country, its code or a listed outlet as home, got 'Nowhere', which is left out"
        ):
            assert small(RULES).code_document(tree) == small(RULES).code_document(attrs.evolve(tree, home=None))
