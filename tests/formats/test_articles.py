"""Articles from files, and what is said of files and records that are wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from eventcoder.errors import EventcoderError, InputError
from eventcoder.formats.articles import Article, check_files, read_articles

CONLLU = "# newdoc id = {0}\n1\tGo\tgo\tVERB\t_\t_\t0\troot\n\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


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
    assert [(a.id, a.date, len(a.content)) for a in articles] == [("x", "2020-01-01", 1), ("y", "2020-01-01", 0), ("z", "2020-01-01", 1)]
    assert problems == ["a.conllu:5: expected another word from 1 to 1 as head, or 0, got 9"]


@pytest.mark.parametrize(
    ("name", "content", "options", "messages", "good"),
    [
        ("a.txt", " \n", {}, ["a.txt: the input is empty"], 0),
        ("a.csv", "", {}, ["a.csv: the input is empty"], 0),
        ("a.jsonl", "\n", {}, ["a.jsonl: the input is empty"], 0),
        ("a.conllu", "# only a comment\n", {}, ["a.conllu: the input has no sentence in it"], 0),
        ("a.txt", b"caf\xe9", {}, ["a.txt: the text is not utf-8 (byte 0xe9); save it as UTF-8, or name its encoding"], 0),
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
          "a.jsonl:5: expected an ISO 8601 date such as 2024-05-31 in 'date', got 3"], 1),
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
    with pytest.raises(InputError, match="expected a file, got a folder"):
        check_files([tmp_path])
    with pytest.raises(InputError, match="expected an ISO 8601 date"):
        list(read_articles([], date="2024-13-01"))
    with pytest.raises(InputError, match="expected text, conllu, csv or jsonl"):
        list(read_articles([write(tmp_path, "a", "x")], form="pdf"))
    with pytest.raises(InputError, match="expected a name for the columns id, date, text, got one for 'body'"):
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
