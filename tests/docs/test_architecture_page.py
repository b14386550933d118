"""The sentence that docs/architecture.md follows through the house gives at each stage what the page says."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

import eventcoder
from eventcoder import ActorBook, Codebook, Coder

PAGE = (Path(__file__).parents[2] / "docs" / "architecture.md").read_text("utf-8")
CODE = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL))
[TREE] = re.findall(r"^```conllu\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_story_is_true(bundled: Codebook, actors: ActorBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventcoder.coder.load_codebook", lambda path: bundled)
    monkeypatch.setattr("eventcoder.coder.load_actors", lambda paths: actors)
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(CODE, {"tree": TREE}, "docs/architecture.md", None, 0))
    assert (runner.failures, runner.tries) == (0, CODE.count(">>> "))


def test_the_sentence_is_the_one_that_is_parsed() -> None:
    [document] = eventcoder.read_conllu(TREE)
    assert f"> {document.sentences[0].text}\n" in PAGE


@pytest.mark.parser
def test_the_tree_is_what_the_parser_gives() -> None:
    [document] = eventcoder.read_conllu(TREE)
    [parsed] = Coder().parser.parse(document.sentences[0].text)
    assert [(t.text, t.lemma, t.upos, t.head, t.deprel) for t in parsed] == [
        (t.text, t.lemma, t.upos, t.head, t.deprel) for t in document.sentences[0]
    ]
