"""Models of Stanza's own: with a stand-in for the pipeline, and with a real model where there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from eventcoder.parse import Parser
from eventcoder.parse.pipeline import PipelineAnalyser
from eventcoder.parse.surface import Surface

MODEL = Path(__file__).resolve().parents[3] / "shared" / "models" / "en-news-v0"


class Pipeline:
    """Cuts at spaces and ends of paragraphs, hangs every word on the first, and takes capitals for organisations if it has `ner`."""

    def __init__(self, processors: str) -> None:
        self.processors = dict.fromkeys(processors.split(","))

    def process(self, given: object, processors: tuple[str, ...]) -> object:
        from stanza.models.common.doc import Document

        if processors == ("tokenize", "mwt"):
            text, sentences, start = str(given), [], 0
            for paragraph in text.split("\n\n"):
                entries, number = [], 0
                for token in paragraph.split():
                    at = text.index(token, start)
                    start = at + len(token)
                    words = ["wo", "n't"] if token == "won't" else ["<UNK>"] if len(token) > 20 else [token]
                    if len(words) > 1:
                        entries.append({"id": (number + 1, number + 2), "text": token, "start_char": at, "end_char": start})
                    for word in words:
                        number += 1
                        own = {"start_char": at, "end_char": start} if len(words) == 1 else {}
                        entries.append({"id": (number,), "text": word, **own})
                if entries:
                    sentences.append(entries)
            return Document(sentences, text=text)
        assert processors[:3] == ("pos", "lemma", "depparse")
        for sentence in given.sentences:  # type: ignore[attr-defined]
            for word in sentence.words:
                word.upos, word.head, word.deprel = "X", int(word.id > 1), "dobj" if word.id > 1 else "root"
                if processors[3:] == ("ner",):
                    word.parent.ner = "S-ORG" if word.text.isupper() else "O"
        return given


@pytest.fixture
def analyser(monkeypatch: pytest.MonkeyPatch) -> PipelineAnalyser:
    monkeypatch.setattr("stanza.Pipeline", lambda processors, **_: Pipeline(processors))
    return PipelineAnalyser(lang="en", dir="nowhere")


def test_tokens_and_offsets(analyser: PipelineAnalyser) -> None:
    long = "x" * 30
    assert analyser.split(["They won't go", "", f"See  {long}"]) == [
        [[Surface("They", 0, 4, ("They",)), Surface("won't", 5, 10, ("wo", "n't")), Surface("go", 11, 13, ("go",))]],
        [],
        [[Surface("See", 0, 3, ("See",)), Surface(long, 5, 35, (long,))]],
    ]


def test_words_are_analysed(analyser: PipelineAnalyser) -> None:
    (first, second), (alone,) = analyser.analyse([["Iran", "left"], ["Go"]])
    assert (first.lemma, first.upos, first.head, first.deprel) == ("Iran", "X", 0, "root")
    assert (second.head, alone.head, second.feats) == (1, 0, "")


def test_entities_if_their_model_is_there(monkeypatch: pytest.MonkeyPatch, analyser: PipelineAnalyser, tmp_path: Path) -> None:
    assert [word.entity for [word] in analyser.analyse([["NATO"], ["left"]])] == [None, None]
    (tmp_path / "en" / "ner").mkdir(parents=True)
    named = PipelineAnalyser(lang="en", dir=str(tmp_path))
    assert [word.entity for [word] in named.analyse([["NATO"], ["left"]])] == ["B-Organization", ""]

    def broken(processors: str, **_: object) -> Pipeline:
        if "ner" in processors:
            raise FileNotFoundError("en/ner/other.pt")
        return Pipeline(processors)

    monkeypatch.setattr("stanza.Pipeline", broken)
    assert PipelineAnalyser(lang="en", dir=str(tmp_path)).processors == ("pos", "lemma", "depparse")


def test_older_labels_are_read_as_those_of_today(analyser: PipelineAnalyser) -> None:
    parser = Parser("en")
    parser.__dict__["_analyser"] = analyser
    assert [token.deprel for token in parser.parse("They won't go").sentences[0]] == ["root", "obj", "obj", "obj"]


@pytest.mark.parser
@pytest.mark.skipif(not MODEL.is_dir(), reason="there is no plain Stanza model beside the checkout")
def test_a_plain_stanza_model() -> None:
    document = Parser(MODEL).parse("The rebels attacked Kabul on Monday.\nThe army won't say who began it.")
    assert [len(sentence) for sentence in document] == [7, 9]
    assert [(token.lemma, token.deprel) for token in document.sentences[0]][1:4] == [
        ("rebel", "nsubj"),
        ("attack", "root"),
        ("Kabul", "obj"),
    ]
    assert document.sentences[1].multiwords == ((2, 3, "won't"),)
