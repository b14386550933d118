"""The parser: what can be said without a model, and the bundled model itself."""

from __future__ import annotations

import json
import pickle
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest

from eventcoder import parse
from eventcoder.document import Document, Token
from eventcoder.errors import InputError, ParserError
from eventcoder.loading.resources import model_path
from eventcoder.parse import Parser
from eventcoder.parse.surface import Analysis, Surface

TEXT = "The rebels attacked Kabul on Monday\nThe army won't say who began it. See http://a.example/b."
LONG = [
    "The rebels, who had taken Kabul, said on Monday that they wanted talks with the government and its allies in the north.",
    "Turkey's foreign minister and his Greek counterpart, meeting in Athens for once, agreed to reopen the border crossing "
    "that had been closed since soldiers of both countries exchanged fire there, a spokesman for the ministry told reporters.",
    "Police arrested forty opposition leaders of the Sandinista government's rivals.",
]


class BrokenAnalyser:
    """A model that fails on some texts."""

    mixes = True

    def split(self, paragraphs: Sequence[str]) -> list[list[list[Surface]]]:
        if any("poison" in paragraph for paragraph in paragraphs):
            raise IndexError("list index out of range")
        return [[] for _ in paragraphs]

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        return [[] for _ in sentences]


def broken_parser() -> Parser:
    parser = Parser()
    parser.__dict__["_analyser"] = BrokenAnalyser()
    return parser


def test_nothing_is_loaded_before_the_first_text() -> None:
    assert repr(Parser("no such model!")) == "Parser('no such model!')"
    code = "import sys; from eventcoder.parse import Parser; Parser(); sys.exit('torch' in sys.modules or 'stanza' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_bundled_model_does_without_stanza() -> None:
    code = "import sys; from eventcoder.parse import network; sys.exit('stanza' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_names(tmp_path: Path) -> None:
    assert [Parser().name, Parser("en:gum").name, Parser(tmp_path).name] == ["en-news-v3", "en:gum", tmp_path.name]


def test_a_text_that_fails_is_reported_and_the_others_are_parsed() -> None:
    problems: list[ParserError] = []
    items = [("fine", None, "a"), ("poison", "2024-01-01", "b"), ("fine", None, "c")]
    documents = list(broken_parser().parse_many(items, on_error=problems.append))
    assert [document.id for document in documents] == ["a", "b", "c"]
    assert documents[1] == Document((), id="b", text="poison", date="2024-01-01")
    assert [str(problem) for problem in problems] == ["b: the parser failed on this text (IndexError: list index out of range)"]


def test_failures_warn_or_raise_without_a_handler() -> None:
    with pytest.warns(UserWarning, match="b: the parser failed"):
        assert len(list(broken_parser().parse_many([("poison", None, "b")]))) == 1
    with pytest.raises(ParserError, match="text: the parser failed"):
        broken_parser().parse("poison")


@pytest.mark.parametrize(
    ("model", "message"),
    [
        ("no such model!", "expected a folder of Stanza models or a name such as 'en' or 'en:gum' as parser model, got 'no such model!'"),
        ("{empty}", "expected a Stanza model folder with resources.json in it, got "),
    ],
)
def test_models_that_are_not_there(model: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ParserError) as caught:
        Parser(model.format(empty=tmp_path)).parse("Go.")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("words", [0, 1, 249, "4000"])
def test_batches_that_would_cut_sentences_are_refused(words: int) -> None:
    with pytest.raises(InputError, match="batch_words of at least 250, so that sentences stay whole, got "):
        Parser(batch_words=words)


@pytest.mark.parser
class TestBundledModel:
    def test_words_offsets_and_paragraphs(self, parser: Parser) -> None:
        document = parser.parse(TEXT, date="2024-01-01", doc_id="x")
        assert (document.id, document.date, document.text) == ("x", "2024-01-01", TEXT)
        assert [sentence.id for sentence in document] == ["1", "2", "3"]
        assert [sentence.comments for sentence in document] == [("# newpar",), ("# newpar",), ()]
        for sentence in document:
            assert sentence.text == TEXT[sentence.start : sentence.start + len(sentence.text)]
            assert all(TEXT[token.start : token.end] == token.text for token in sentence)
        first, second, _ = document.sentences
        assert [(token.lemma, token.deprel) for token in first][1:4] == [("rebel", "nsubj"), ("attack", "root"), ("Kabul", "obj")]
        assert (2, 3, "won't") in second.multiwords

    def test_no_network_is_needed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> None:
            raise AssertionError("tried to connect")

        monkeypatch.setattr(socket.socket, "connect", refuse)
        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        assert len(Parser().parse("Iran attacked Iraq.")) == 1

    def test_pickled_parsers_parse_the_same(self, parser: Parser) -> None:
        expected = parser.parse(TEXT)
        blob = pickle.dumps(parser)
        assert len(blob) < 1000
        assert pickle.loads(blob).parse(TEXT) == expected

    def test_very_long_words_keep_their_text(self, parser: Parser) -> None:
        url = "http://a.example/" + "b/" * 800
        text = f"Iran attacked Iraq, said {url} on Monday."
        tokens = parser.parse(text).sentences[0].tokens
        assert url in [token.text for token in tokens]
        assert "<UNK>" not in " ".join(f"{token.text} {token.lemma}" for token in tokens)

    @pytest.mark.parametrize("text", ["", " \n ", "\x00", "Iran \ud800 left", "\u200b", "a\u2028b\u0085c", "🇮🇷" * 9, ").(" * 30, "'" * 40])
    def test_odd_texts(self, parser: Parser, text: str) -> None:
        document = parser.parse(text)
        assert all(text[token.start : token.end] for sentence in document for token in sentence)

    def test_endless_sentences_are_cut(self, parser: Parser) -> None:
        text = "Iran attacks Iraq and " * 100 + "stops."
        document = parser.parse(text)
        assert max(map(len, document)) <= parse.LONGEST_SENTENCE
        assert [token.text for sentence in document for token in sentence] == text.replace(".", " .").split()

    def test_long_texts_are_parsed_in_stretches(self, parser: Parser) -> None:
        text = "Iran attacked Iraq. Iraq replied.\n" * 60
        small = Parser(batch_words=250)
        small.__dict__["_analyser"] = parser._analyser
        assert [s.text for s in small.parse(text)] == [s.text for s in parser.parse(text)] == ["Iran attacked Iraq.", "Iraq replied."] * 60

    def test_many_texts_come_out_in_order(self, parser: Parser) -> None:
        texts = ["Iran attacked Iraq.", "", "Talks failed.\nWar began.", "Go"]
        documents = list(parser.parse_many((text, None, str(i)) for i, text in enumerate(texts)))
        assert [(document.id, len(document)) for document in documents] == [("0", 1), ("1", 0), ("2", 2), ("3", 1)]
        assert documents[2] == parser.parse(texts[2], doc_id="2")

    def test_a_folder_of_models(self, parser: Parser) -> None:
        assert Parser(model_path()).parse(TEXT) == parser.parse(TEXT)

    def test_a_folder_of_models_without_multiword_tokens(self, tmp_path: Path) -> None:
        folder = tmp_path / "plain"
        shutil.copytree(model_path(), folder)
        shutil.rmtree(folder / "en" / "mwt")
        assert [token.text for token in Parser(folder).parse("Iran won't attack.").sentences[0]] == ["Iran", "won't", "attack", "."]

    def test_words_that_are_there_are_analysed_anew(self, parser: Parser) -> None:
        parsed = parser.parse(TEXT)
        words = [tuple(Token(t.index, t.text, "", "", -1, "", t.start, t.end) for t in sentence) for sentence in parsed]
        bare = [attrs.evolve(sentence, tokens=tokens) for sentence, tokens in zip(parsed, words, strict=True)]
        assert parser.annotate(attrs.evolve(parsed, sentences=tuple(bare))) == parsed

    def test_the_same_in_any_company(self, parser: Parser) -> None:
        items = [(f"{text}\nThe talks failed.", None, str(i)) for i, text in enumerate([TEXT, *LONG, "Go."])]
        alone = {item[2]: parser.parse(item[0], doc_id=item[2]) for item in items}
        for order in (items, items[::-1], items[3:] + items[:3], items * 2):
            assert all(document == alone[document.id] for document in parser.parse_many(order))

    @pytest.mark.filterwarnings("ignore:Detected pickle protocol")
    def test_a_folder_with_a_broken_or_malicious_model(self, tmp_path: Path) -> None:
        class Evil:
            def __reduce__(self) -> tuple[object, tuple[str]]:
                return Path.touch, (tmp_path / "executed",)  # type: ignore[return-value]

        folder = tmp_path / "model"
        shutil.copytree(model_path(), folder)
        (folder / "en" / "pos" / "news.pt").write_bytes(pickle.dumps(Evil()))
        with pytest.raises(ParserError, match="is not loaded: it holds other things than weights, which could run code") as caught:
            Parser(folder).load()
        assert "weights_only" not in str(caught.value)  # torch's advice to load it all the same
        assert not (tmp_path / "executed").exists()
        (folder / "resources.json").write_text(json.dumps({"url": "https://nowhere.invalid"}))
        with pytest.raises(ParserError, match="expected the models of a language"):
            Parser(folder).load()


@pytest.mark.parser
def test_workers_after_parsing_in_the_same_process() -> None:
    """A process that has parsed is forked: the workers must not wait for threads that they do not have."""
    code = """
import multiprocessing
from eventcoder import Coder
import torch
if __name__ == "__main__":
    torch.set_num_threads(2)
    coder = Coder()
    one = coder.code("Iran condemned Israel. " * 40)
    articles = [("Iran condemned Israel. " * 40, None, str(i)) for i in range(3)]
    assert [len(events) for events in coder.code_many(articles, workers=2)] == [len(one)] * 3 == [40] * 3
    with multiprocessing.get_context("fork").Pool(2) as pool:  # a user's own
        assert pool.map(coder.code, ["Iran condemned Israel. " * 40] * 3) == [one] * 3
    assert torch.get_num_threads() == 2  # as it was
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr
