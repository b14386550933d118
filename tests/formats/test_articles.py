"""Articles from files, and what is said of files and records that are wrong or odd."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
import sys
import threading
import warnings
from pathlib import Path

import pytest

from eventcoder.document import Document
from eventcoder.errors import EventcoderError, InputError, InputWarning
from eventcoder.formats.article import Article
from eventcoder.formats.articles import check_files, read_articles

CONLLU = "# newdoc id = {0}\n1\tGo\tgo\tVERB\t_\t_\t0\troot\n\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


pytestmark = pytest.mark.filterwarnings("ignore:no article has a date")


def read(path: Path, **options: object) -> tuple[list[Article], list[str]]:
    problems: list[EventcoderError] = []
    articles = list(read_articles([path], on_error=problems.append, **options))  # type: ignore[arg-type]
    return articles, [str(problem).replace(f"{path}", path.name) for problem in problems]


def test_plain_text(tmp_path: Path) -> None:
    [article], problems = read(write(tmp_path, "a.txt", "\ufeffOne.\r\nTwo."), date="2024-02-29")
    assert (article.content, article.id, article.date, problems) == ("One.\r\nTwo.", "a", "2024-02-29", [])


def test_standard_input_has_a_name_in_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(" \n"))
    with pytest.raises(InputError, match="standard input: the input is empty"):
        list(read_articles(["-"]))
    monkeypatch.setattr("sys.stdin", io.StringIO("text\nGo.\n"))
    [article] = read_articles(["-"], form="csv")
    assert (article.id, article.where) == ("article-1", "standard input:2")


def test_csv_with_other_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", 'id;date;text;paper\nx;2024-01-02;"One;\ntwo.";Post\n;;Three.;\n')
    articles, problems = read(path, date="2020-01-01")
    assert problems == []
    assert [(a.id, a.date, a.content, dict(a.extra)) for a in articles] == [
        ("x", "2024-01-02", "One;\ntwo.", {"paper": "Post"}),
        ("a-2", "2020-01-01", "Three.", {"paper": ""}),
    ]


def test_jsonl_with_named_columns(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", '{"body": "One.", "nr": 7, "tags": ["x"]}\n\n{"body": "Two."}\n')
    articles, problems = read(path, columns={"text": "body", "id": "nr"})
    assert problems == []
    assert [(a.id, a.content, dict(a.extra)) for a in articles] == [("7", "One.", {"tags": ["x"]}), ("a-2", "Two.", {})]


def test_conllu(tmp_path: Path) -> None:
    path = write(tmp_path, "a.conllu", CONLLU.format("x") + CONLLU.format("y").replace("\t0\t", "\t9\t") + CONLLU.format("z"))
    articles, problems = read(path, date="2020-01-01")
    assert [(a.id, a.date, len(a.content)) for a in articles if isinstance(a.content, Document)] == [
        ("x", "2020-01-01", 1),
        ("y", "2020-01-01", 0),
        ("z", "2020-01-01", 1),
    ]
    assert problems == ["a.conllu:5: expected another word from 1 to 1 as head, or 0, got 9"]


@pytest.mark.parametrize(
    ("name", "content", "options", "messages", "good"),
    [
        ("a.txt", " \n", {}, ["a.txt: the input is empty"], 0),
        ("a.csv", "", {}, ["a.csv: the input is empty"], 0),
        ("a.jsonl", "\n", {}, ["a.jsonl: the input is empty"], 0),
        ("a.conllu", "# only a comment\n", {}, ["a.conllu: the input has no sentence in it"], 0),
        ("a.txt", b"caf\xe9", {}, ["a.txt:1: the text is not utf-8 (byte 0xe9); save it as UTF-8, or name its encoding"], 0),
        ("a.txt", "x", {"encoding": "klingon"}, ["expected the name of an encoding such as utf-8 or latin-1, got 'klingon'"], 0),
        ("a.csv", "id,txt\n1,x\n", {},
         ["a.csv: expected a column 'text' with the text of each article, got 'id', 'txt'; did you mean 'txt'?"], 0),
        ("a.csv", "text\nx\n", {"columns": {"id": "nr"}}, ["a.csv: expected a column 'nr' with the id of each article, got 'text'"], 0),
        ("a.csv", "text,b\nx\ny,1\n", {}, ["a.csv:2: expected 2 cells as in the header, got 1"], 1),
        ("a.csv", "text,date\nx,yesterday\ny,2024-02-30\nz,\n", {},
         ["a.csv:2: expected an ISO 8601 date", "a.csv:3: expected an ISO 8601 date"], 1),
        ("a.csv", 'text,b\n"two\nlines",1\n ,2\n', {}, ["a.csv:4: expected a text in 'text', got an empty one"], 1),
        ("a.jsonl", '{"text": "x"}\n{oops\n[1]\n{"text": 5}\n{"text": "y", "date": 3}\n', {},
         ["a.jsonl:2: expected a JSON object on one line", "a.jsonl:3: expected a JSON object, got '[1]'",
          "a.jsonl:4: expected a text in 'text', got 5",
          "a.jsonl:5: expected an ISO 8601 date such as 2024-05-31, got 3"], 1),
        ("a.jsonl", '{"text": "x"}\n' + "[" * 100_000 + "\n", {}, ["a.jsonl:2: expected a JSON object on one line"], 1),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_and_the_rest_is_read(
    name: str, content: str | bytes, options: dict[str, object], messages: list[str], good: int, tmp_path: Path
) -> None:
    path = write(tmp_path, name, content)
    articles, problems = read(path, **options)
    assert len(articles) == good
    assert len(problems) == len(messages)
    for problem, message in zip(problems, messages, strict=True):
        assert problem.startswith(message)
    with pytest.raises(InputError):
        list(read_articles([path], **options))  # type: ignore[arg-type]


def test_missing_files_folders_and_dates(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        check_files([tmp_path / "none.txt"])
    with pytest.raises(InputError, match="expected files in the folder whose names end in"):
        check_files([tmp_path])
    with pytest.raises(InputError, match="expected an ISO 8601 date"):
        list(read_articles([], date="2024-13-01"))
    with pytest.raises(InputError, match="expected text, conllu, csv, jsonl, json, parquet or html"):
        list(read_articles([write(tmp_path, "a", "x")], form="pdf"))
    with pytest.raises(InputError, match="expected a name for the columns id, date, text, home, got one for 'body'"):
        list(read_articles([], columns={"body": "text"}))


def test_articles_longer_than_the_csv_module_likes(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    articles, problems = read(write(tmp_path, "a.csv", "text\n" + "word " * 100_000 + "\n"))
    assert (len(articles), problems, csv.field_size_limit()) == (1, [], before)


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    problems: list[EventcoderError] = []
    paths = [write(tmp_path, "a.txt", b"\xff"), write(tmp_path, "b.txt", "Go.")]
    assert [article.id for article in read_articles(paths, on_error=problems.append)] == ["b"]
    assert len(problems) == 1


def contents(path: Path, **options: object) -> list[object]:
    articles, problems = read(path, **options)
    assert problems == []
    return [article.content for article in articles]


@pytest.mark.parametrize(
    ("name", "content", "good", "messages"),
    [
        (
            "bytes.csv",
            b"id,text\na,One.\nb,Caf\xe9.\nc,Three.\n",
            ["One.", "Three."],
            ["bytes.csv:3: the text is not utf-8 (byte 0xe9); save it as UTF-8, or name its encoding"],
        ),
        (
            "bytes.jsonl",
            b'{"text": "One."}\n{"text": "Caf\xe9."}\n{"text": "Three."}\n',
            ["One.", "Three."],
            ["bytes.jsonl:2: the text is not utf-8 (byte 0xe9); save it as UTF-8, or name its encoding"],
        ),
        (
            "quote.csv",
            b'id,text\na,"One.\nb,Two.\nc,"Three."\nd,"Four,\nfive."\n',
            ["Two.", "Three.", "Four,\nfive."],
            ["quote.csv:2: the row cannot be read (',' expected after '\"': does each quote in it close, and stand twice inside a cell?)"],
        ),
        (
            "end.csv",
            b'id,text\na,One.\nb,"Two.\nmore, of, this\nc,Three.\n',
            ["One.", "Three."],
            ["end.csv:3: the row cannot be read (unexpected end of data: does each quote in it close, and stand twice inside a cell?)"],
        ),
        (
            "twice.csv",
            b"text,id,text\na,b,c\n",
            [],
            ["twice.csv:1: expected each column once, got 'text' twice; rename one of them"],
        ),
        (
            "late.jsonl",
            b'{"title": "x"}\n{"text": "One."}\n',
            ["One."],
            [
                "late.jsonl:1: expected a column 'text' with the text of each article, got 'title'; "
                "name it with --columns text=NAME (in Python, columns={'text': 'NAME'})"
            ],
        ),
        ("key.jsonl", b'{"text": "a", "text": "b"}\n{"text": "One."}\n', ["One."],
         ["key.jsonl:1: expected a JSON object on one line ('text' stands there twice)"]),
        ("id.jsonl", b'{"text": "a", "id": {"x": 1}}\n{"text": "One.", "id": 7.0}\n', ["One."],
         ["id.jsonl:1: expected a text or a number in 'id', got {'x': 1}"]),
    ],
)  # fmt: skip
def test_a_bad_record_loses_nothing_but_itself(name: str, content: bytes, good: list[str], messages: list[str], tmp_path: Path) -> None:
    articles, problems = read(write(tmp_path, name, content))
    assert [article.content for article in articles] == good
    assert problems == messages


def test_where_no_record_has_a_text_that_is_said_once(tmp_path: Path) -> None:
    _, problems = read(write(tmp_path, "a.jsonl", '{"body": "x"}\n' * 500))
    assert len(problems) == 1
    assert "and the same of 499 other records" in problems[0]


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "sep=;\nid;text\n1;One, two.\n", ["One, two."]),
        ("a.csv", "ID,Text ,paper\n1,One.,Post\n", ["One."]),
        ("a.csv", "id|text\n1|One.\n", ["One."]),
        ("a.csv", "\ufeffid,text\r\n1,One.\r\n", ["One."]),
        ("a.json", '[{"text": "One."}, {"text": "Two."}]', ["One.", "Two."]),
        ("a.json", '{"text": "One."}', ["One."]),
        ("a.jsonl", '{"TEXT": "One."}', ["One."]),
        ("a.jsonl", '{"text": "A \\ud800 b \\ud83d\\ude00."}', ["A \ufffd b \U0001f600."]),
        ("a.txt", "Iran: [1] {x}", ["Iran: [1] {x}"]),
        ("notes", "Text, id and date are columns.", ["Text, id and date are columns."]),
        ("fragment.html", "<p>Iran attacked Israel.</p>", ["<p>Iran attacked Israel.</p>"]),
    ],
)
def test_what_is_meant_is_read(name: str, content: str, expected: list[str], tmp_path: Path) -> None:
    assert contents(write(tmp_path, name, content)) == expected


def test_utf_16_says_what_it_is(tmp_path: Path) -> None:
    assert contents(write(tmp_path, "a.txt", "Čapek.".encode("utf-16"))) == ["Čapek."]


def test_numbers_that_are_none_are_no_values(tmp_path: Path) -> None:
    [article], problems = read(write(tmp_path, "a.jsonl", '{"text": "One.", "id": NaN, "date": NaN, "score": NaN, "more": [Infinity]}'))
    assert (article.id, article.date, dict(article.extra), problems) == ("a-1", None, {"score": None, "more": [None]}, [])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("news", '[{"text": "One."}]', "got what looks like JSON; say so with --input-format json"),
        ("news.txt", '[{"text": "One."}]', "got what looks like JSON; say so with --input-format json"),
        ("news", '{"text": "One."}\n{"text": "Two."}\n', "got what looks like JSON Lines; say so with --input-format jsonl"),
        ("news", "id,text,date\n1,One.,2024-05-15\n", "got what looks like a table; say so with --input-format csv"),
        ("news", CONLLU.format("x"), "got what looks like CoNLL-U; say so with --input-format conllu"),
        ("news", '<?xml version="1.0"?><Sentences><Sentence date="20240515">Go.</Sentence></Sentences>', "got what looks like XML"),
        ("news", "<rss><item>Go.</item></rss>", "got what looks like XML"),
        ("doc.xml", "<Sentences><Text>Go.</Text></Sentences>", "got what looks like XML; write it as CSV or JSON Lines"),
        ("a.json", '{"text": "One."}\n{"text": "Two."}\n', "one object a line is JSON Lines: --input-format jsonl"),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "expected a text, got a PDF; take the text out of it first"),
        ("a.csv", b"PK\x03\x04\x14\x00", "expected a text, got a document of Word or Excel, or a ZIP archive (let its name end in .zip)"),
        ("a", b"\x89PNG\r\n\x1a\n", "expected a text, got an image"),
        ("a.txt", bytes(range(256)), "expected a text, got bytes that are none"),
        ("a.csv.gz", b"text\nOne.\n", "the file cannot be read, or is cut off"),
    ],
)
def test_what_is_no_prose_is_not_coded_as_prose(name: str, content: str | bytes, message: str, tmp_path: Path) -> None:
    articles, [problem] = read(write(tmp_path, name, content))
    assert articles == []
    assert message in problem


PAGE = """<!DOCTYPE html><html><head><title>News</title><meta property="article:published_time" content="2024-05-14T08:00:00Z">
<script>var x = "Russia attacked Ukraine.";</script></head><body><nav><a href="/">Home</a></nav><article><h1>Strikes</h1>
<p>Iran attacked Israel on Monday, officials said, in the most serious escalation between the two countries in a year.</p>
<p>Israel&rsquo;s army said it had arrested 12 protesters in Jerusalem, and the prime minister called for talks.</p></article>
<footer>Copyright</footer></body></html>"""


@pytest.mark.parametrize("name", ["page.html", "page"])
def test_the_article_of_a_web_page(name: str, tmp_path: Path) -> None:
    [article], problems = read(write(tmp_path, name, PAGE))
    assert problems == []
    assert "Iran attacked Israel on Monday" in article.text
    assert "Israel’s army" in article.text
    assert "Russia" not in article.text
    assert article.date == "2024-05-14"


def test_a_web_page_without_its_reader_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    cell = json.dumps({"text": PAGE})
    articles, [problem] = read(write(tmp_path, "a.jsonl", f'{cell}\n{{"text": "Go."}}\n'))
    assert [article.content for article in articles] == ["Go."]
    assert problem.startswith("a.jsonl:1: expected plain text, got HTML; `pip install 'eventcoder[html]'`")


def test_folders_and_compressed_files(tmp_path: Path) -> None:
    (tmp_path / "in" / "b").mkdir(parents=True)
    write(tmp_path / "in", "z.txt", "Z.")
    write(tmp_path / "in", ".hidden.txt", "H.")
    write(tmp_path / "in", "notes.md", "N.")
    (tmp_path / "in" / "b" / "z.csv.gz").write_bytes(gzip.compress(b"text\nA.\nB.\n"))
    check_files([tmp_path / "in"])
    assert [(a.id, a.content) for a in read_articles([tmp_path / "in"])] == [("b/z-1", "A."), ("b/z-2", "B."), ("z", "Z.")]


def test_no_two_articles_have_one_name(tmp_path: Path) -> None:
    with pytest.warns(InputWarning, match=r"a\.csv:3: there is an article 'x' already; this one is called 'x-2'"):
        articles, _ = read(write(tmp_path, "a.csv", "id,text,date\nx,One.,2024-05-15\nx,Two.,2024-05-15\n"))
    assert [article.id for article in articles] == ["x", "x-2"]


def test_a_hint_where_nothing_has_a_date(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "text\nOne.\nTwo.\n")
    with pytest.warns(InputWarning, match="no article has a date") as found:
        read(path)
    assert len(found) == 1
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read(path, date="2024-05-15")


def test_the_name_of_a_file_may_have_its_date(tmp_path: Path) -> None:
    names = ("2024-05-14-reuters.txt", "b_20240513.txt", "2024-05-14-to-2024-05-16.txt", "1234567.txt", "20241399.txt")
    dates = [read(write(tmp_path, name, "Go."), date="2020-01-01")[0][0].date for name in names]
    assert dates == ["2024-05-14", "2024-05-13", "2020-01-01", "2020-01-01", "2020-01-01"]


def test_dates_of_records(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.jsonl", '{"text": "a", "date": 20240515}\n{"text": "b", "date": "11/06/2023"}\n{"text": "c", "date": "N/A"}\n'
    )
    articles, [problem] = read(path)
    assert [article.date for article in articles] == ["2024-05-15", None]
    assert "--date-format %d/%m/%Y or %m/%d/%Y" in problem
    assert [article.date for article in read_articles([path], date_format="%d/%m/%Y")] == ["2024-05-15", "2023-06-11", None]
    with pytest.raises(InputError, match="expected a form of dates with year, month and day"):
        list(read_articles([path], date_format="%d/%m"))


def test_a_named_pipe_is_opened_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=("Go.",), daemon=True)
    writer.start()
    check_files([pipe])
    assert [article.content for article in read_articles([pipe])] == ["Go."]
    writer.join(5)
    assert not writer.is_alive()


def test_columns_that_no_record_has_are_named(tmp_path: Path) -> None:
    with pytest.warns(InputWarning, match="no record has a column 'day' with its date"):
        read(write(tmp_path, "a.jsonl", '{"text": "a", "date": "2024-05-15"}\n'), columns={"date": "day"})


def test_a_file_that_is_no_text_loses_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"{\\rtf1 Iran condemned Israel.}")
    (tmp_path / "b.txt").write_text("Iran condemned Israel.")
    problems: list[Exception] = []
    check_files([tmp_path])
    assert [article.id for article in read_articles([tmp_path], on_error=problems.append)] == ["b"]
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}/a.txt: expected a text, got rich text (RTF); take the text out of it first"
    ]


def test_many_articles_of_one_name_are_counted(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "id,text,date\n" + "x,Go.,2024-05-15\n" * 9)
    with pytest.warns(InputWarning) as told:
        assert [article.id for article in read_articles([path])] == ["x", *(f"x-{number}" for number in range(2, 10))]
    assert len(told) == 6
    assert "8 articles have the identifier of another one" in str(told[-1].message)
