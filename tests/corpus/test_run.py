"""Runs over a corpus: what goes in, what comes out, and what is refused."""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from trees import active, document

from eventcoder import Coder, cite, code_corpus, write_conllu
from eventcoder.corpus.run import CorpusRun, Progress
from eventcoder.errors import EventcoderError, InputError, OutputError

Contents = Callable[[Path], dict[str, Any]]


def table(path: Path, count: int = 7, *, wrong: bool = True) -> Path:
    """A CSV file of articles, the fifth of which is empty and the sixth cannot be parsed."""
    texts = ["Iran attacked Israel."] * count
    if wrong:
        texts[4:6] = ["", "Fail."]
    lines = ["id,text,date,paper", *(f"a{number},{text},2024-05-15,Daily" for number, text in enumerate(texts))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def errors(run: CorpusRun) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run.manifest.parent / "errors.jsonl").read_text(encoding="utf-8").splitlines()]


def rows(folder: Path) -> list[dict[str, str]]:
    return [row for path in sorted(folder.iterdir()) for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]


class TestWhatComesOut:
    def test_parts_errors_and_counts(self, coder: Coder, tmp_path: Path) -> None:
        told: list[EventcoderError] = []
        run = code_corpus(table(tmp_path / "a b.csv"), tmp_path / "out", coder=coder, format="csv", part_articles=2, on_error=told.append)
        assert sorted(path.name for path in run.folder.iterdir()) == ["part-00000.csv", "part-00001.csv", "part-00002.csv"]
        assert attrs.astuple(run)[2:] == (3, 6, 5, 5, 2, 0, 0)
        assert [row["doc_id"] for row in rows(run.folder)] == ["a0", "a1", "a2", "a3", "a6"]
        assert all(row["code"] == "190" and row["id"] and row["paper"] == "Daily" for row in rows(run.folder))
        unread, failed = errors(run)
        where = str(tmp_path / "a b.csv")
        assert (unread["part"], unread["id"], unread["file"], unread["line"], unread["kind"]) == (2, "a4", where, 6, "InputError")
        assert (failed["part"], failed["id"], failed["file"], failed["line"], failed["kind"]) == (2, "a5", where, 7, "ParserError")
        assert [unread["reason"], failed["reason"]] == list(map(str, told))

    @pytest.mark.parametrize("form", ["parquet", "csv", "jsonl"])
    def test_a_folder_is_one_data_set(self, coder: Coder, tmp_path: Path, form: str) -> None:
        dataset, pandas = pytest.importorskip("pyarrow.dataset"), pytest.importorskip("pandas")
        run = code_corpus(table(tmp_path / "a.csv"), tmp_path / "out", coder=coder, format=form, part_articles=3)
        kind = "json" if form == "jsonl" else form
        assert dataset.dataset(run.folder, format=kind).count_rows() == run.events == 5
        if form == "parquet":
            assert pandas.read_parquet(run.folder)["code"].tolist() == ["190"] * 5
            assert pytest.importorskip("polars").read_parquet(run.folder).height == 5

    def test_every_view_names_its_documents(self, coder: Coder, tmp_path: Path) -> None:
        run = code_corpus(table(tmp_path / "a.csv"), tmp_path / "out", coder=coder, format="csv", view="acled")
        assert {row["doc_id"] for row in rows(run.folder)} <= {f"a{number}" for number in range(7)}

    def test_the_parts_do_not_depend_on_the_number_of_processes(self, coder: Coder, tmp_path: Path, contents: Contents) -> None:
        path = table(tmp_path / "a.csv", 40)
        for workers in (1, 2):
            code_corpus(path, tmp_path / str(workers), coder=coder, part_articles=7, workers=workers)
        assert contents(tmp_path / "1") == contents(tmp_path / "2")

    def test_an_input_without_articles_gives_a_part_with_its_columns(self, coder: Coder, tmp_path: Path) -> None:
        (tmp_path / "a.csv").write_text("id,text\n1,\n", encoding="utf-8")
        run = code_corpus(tmp_path / "a.csv", tmp_path / "out", coder=coder, format="csv")
        assert (run.parts, run.articles, run.errors) == (1, 0, 1)
        assert (run.folder / "part-00000.csv").read_text(encoding="utf-8").startswith("id,")

    def test_progress(self, coder: Coder, tmp_path: Path) -> None:
        told: list[Progress] = []
        code_corpus(table(tmp_path / "a.csv", wrong=False), tmp_path / "out", coder=coder, format="csv", on_progress=told.append)
        assert [progress.articles for progress in told] == [*range(1, 8)]
        assert (told[-1].events, told[-1].errors, told[-1].share) == (7, 0, 1.0)


class TestWhatGoesIn:
    def test_folders_patterns_archives_and_parquet(self, coder: Coder, tmp_path: Path) -> None:
        parquet, pyarrow = pytest.importorskip("pyarrow.parquet"), pytest.importorskip("pyarrow")
        folder = tmp_path / "my news"
        (folder / "texts").mkdir(parents=True)
        (folder / "texts" / "one.txt").write_text("Iran attacked Israel.", encoding="utf-8")
        table(folder / "table.csv", 2, wrong=False)
        with zipfile.ZipFile(folder / "packed.zip", "w") as archive:
            archive.writestr("b/two words.txt", "Egypt attacked Jordan.")
            archive.writestr("lines.jsonl", '{"text": "Egypt attacked Iran.", "id": 7}\n')
            archive.writestr("__MACOSX/b/._two.txt", "no text")
        parquet.write_table(pyarrow.table({"text": ["Iran attacked Iraq.", None], "id": ["p", "q"]}), folder / "z.parquet")
        expected = ["packed/b/two words", "7", "a0", "a1", "texts/one", "p"]
        run = code_corpus(folder, tmp_path / "out", coder=coder, format="csv")
        assert [row["doc_id"] for row in rows(run.folder)] == expected
        [wrong] = errors(run)
        assert (wrong["id"], wrong["file"], wrong["line"]) == ("q", str(folder / "z.parquet"), 2)
        run = code_corpus([f"{folder}/*.csv", f"{folder}/**/*.txt"], tmp_path / "some", coder=coder, format="csv")
        assert [row["doc_id"] for row in rows(run.folder)] == ["a0", "a1", "one"]

    def test_parsed_text(self, coder: Coder, tmp_path: Path) -> None:
        parsed = "".join(write_conllu(document(active("attacked/attack"), id=f"d{number}")) for number in range(3))
        (tmp_path / "a.conllu").write_text(parsed.replace("\t2\tobj", "\t9\tobj", 1), encoding="utf-8")
        run = code_corpus(tmp_path / "a.conllu", tmp_path / "out", coder=coder, format="csv", workers=2)
        assert [row["doc_id"] for row in rows(run.folder)] == ["d1", "d2"]
        [wrong] = errors(run)
        assert (wrong["id"], wrong["file"], wrong["line"], wrong["kind"]) == ("d0", str(tmp_path / "a.conllu"), 7, "ConlluError")

    @pytest.mark.parametrize(
        ("name", "message"), [("*.csv", "fit this pattern"), ("none.csv", "no such file"), ("-", "expected files for a run")]
    )
    def test_what_is_not_there(self, coder: Coder, tmp_path: Path, name: str, message: str) -> None:
        with pytest.raises(InputError, match=message):
            code_corpus(name if name == "-" else tmp_path / name, tmp_path / "out", coder=coder)
        assert not (tmp_path / "out").exists()

    def test_a_broken_archive_costs_only_itself(self, coder: Coder, tmp_path: Path) -> None:
        folder = tmp_path / "news"
        folder.mkdir()
        table(folder / "b.csv", 1, wrong=False)
        (folder / "a.zip").write_bytes(b"PK\x03\x04 and no more")
        run = code_corpus(folder, tmp_path / "out", coder=coder, format="csv")
        assert (run.articles, [wrong["file"] for wrong in errors(run)]) == (1, [str(folder / "a.zip")])


class TestWhatIsRefused:
    def test_a_second_run_into_a_folder(self, coder: Coder, tmp_path: Path) -> None:
        path, out = table(tmp_path / "a.csv"), tmp_path / "out"
        first = code_corpus(path, out, coder=coder, format="csv")
        with pytest.raises(OutputError, match="a finished run in this folder"):
            code_corpus(path, out, coder=coder, format="csv")
        again = code_corpus(path, out, coder=coder, format="csv", resume=True)
        assert attrs.evolve(again, found=0) == first
        assert again.found == 6

    def test_a_folder_in_the_input(self, coder: Coder, tmp_path: Path) -> None:
        table(tmp_path / "a.csv")
        with pytest.raises(OutputError, match="expected a folder outside of the input"):
            code_corpus(tmp_path, tmp_path / "out", coder=coder, format="csv")

    def test_a_folder_with_other_things_in_it(self, coder: Coder, tmp_path: Path) -> None:
        out = tmp_path / "out"
        out.mkdir()
        (out / "mine.csv").touch()
        with pytest.raises(OutputError, match="expected an empty folder"):
            code_corpus(table(tmp_path / "a.csv"), out, coder=coder, format="csv", resume=True)

    @pytest.mark.parametrize(
        ("change", "difference"),
        [
            ({"date": "2024-01-01"}, r"the options \(date\): was None, is '2024-01-01'"),
            ({"part_articles": 3}, r"the options \(part_articles\): was 500, is 3"),
            ({"view": "cameo"}, r"the columns \(name\): was 'events', is 'cameo'"),
            ({"format": "jsonl"}, r"the options \(format\): was 'csv', is 'jsonl'"),
        ],
    )
    def test_other_options(self, coder: Coder, tmp_path: Path, change: dict[str, Any], difference: str) -> None:
        path, out = table(tmp_path / "a.csv"), tmp_path / "out"
        code_corpus(path, out, coder=coder, format="csv")
        with pytest.raises(OutputError, match=difference):
            code_corpus(path, out, coder=coder, resume=True, **{"format": "csv", **change})

    def test_another_codebook(self, coder: Coder, tmp_path: Path) -> None:
        path, out = table(tmp_path / "a.csv"), tmp_path / "out"
        code_corpus(path, out, coder=coder, format="csv")
        other = attrs.evolve(coder, codebook=attrs.evolve(coder.codebook, hash="other"))
        with pytest.raises(OutputError, match=r"the codebook \(hash\): was .*, is 'other'; name the codebook that the run began with"):
            code_corpus(path, out, coder=other, format="csv", resume=True)

    def test_another_input(self, coder: Coder, tmp_path: Path) -> None:
        path, out = table(tmp_path / "a.csv"), tmp_path / "out"
        code_corpus(path, out, coder=coder, format="csv")
        path.write_text(path.read_text(encoding="utf-8").replace("Israel", "Jordan", 1), encoding="utf-8")
        with pytest.raises(OutputError, match=r"the input \(a\.csv hash\)"):
            code_corpus(path, out, coder=coder, format="csv", resume=True)

    def test_what_is_elsewhere_now_is_the_same(self, coder: Coder, tmp_path: Path) -> None:
        path, out = table(tmp_path / "a.csv"), tmp_path / "out"
        code_corpus(path, out, coder=coder, format="csv")
        (tmp_path / "moved").mkdir()
        assert code_corpus(path.rename(tmp_path / "moved" / "a.csv"), out, coder=coder, format="csv", resume=True).found == 6

    @pytest.mark.skipif(sys.platform == "win32", reason="nothing keeps two runs apart there")
    def test_a_folder_in_which_another_run_is_at_work(self, coder: Coder, tmp_path: Path) -> None:
        def again(progress: Progress) -> None:
            code_corpus(tmp_path / "a.csv", tmp_path / "out", coder=coder, format="csv", resume=True)

        with pytest.raises(OutputError, match="another run is at work"):
            code_corpus(table(tmp_path / "a.csv"), tmp_path / "out", coder=coder, format="csv", on_progress=again)

    @pytest.mark.parametrize("wrong", [{"format": "xlsx"}, {"view": "none"}, {"part_articles": 0}, {"workers": 0}])
    def test_wrong_options(self, coder: Coder, tmp_path: Path, wrong: dict[str, Any]) -> None:
        with pytest.raises(InputError, match="expected"):
            code_corpus(table(tmp_path / "a.csv"), tmp_path / "out", coder=coder, **{"format": "csv", **wrong})


def test_errors_are_tried_again_if_asked_for(coder: Coder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, out = table(tmp_path / "a.csv"), tmp_path / "out"
    code_corpus(path, out, coder=coder, format="csv", part_articles=2)
    monkeypatch.setattr(type(coder.parser), "parse_many", lambda self, items, on_error=None: pytest.fail("nothing is done again"))
    code_corpus(path, out, coder=coder, format="csv", part_articles=2, resume=True)
    monkeypatch.undo()
    parse = type(coder.parser).parse_many

    def mended(self: Any, items: Any, on_error: Any = None) -> Any:
        return parse(self, [(text.replace("Fail", "Iran attacked Iraq"), *more) for text, *more in items])

    monkeypatch.setattr(type(coder.parser), "parse_many", mended)
    run = code_corpus(path, out, coder=coder, format="csv", part_articles=2, resume=True, retry_errors=True)
    assert (run.found, run.articles, run.events, run.errors) == (4, 6, 6, 1)
    assert [row["doc_id"] for row in rows(out)] == ["a0", "a1", "a2", "a3", "a5", "a6"]


def test_what_to_cite(coder: Coder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    code_corpus(table(tmp_path / "my_a.csv"), out, coder=coder, format="csv", view="plover")
    found = cite(out)
    assert cite(tmp_path / "out.run") == found
    assert r"from 6 articles: my\_a.csv (1 file, hash " in found.paragraph
    assert coder.codebook.hash in found.paragraph
    assert coder.actors.hash in found.paragraph
    assert "5 events" in found.paragraph
    assert "2 records could not be read or coded" in found.paragraph
    keys = {entry.partition(",")[0] for entry in found.bibtex.split("\n\n")}
    assert {"@misc{eventcoder", "@inproceedings{stanza", "@misc{geonames", "@misc{plover"} <= keys
    with pytest.raises(InputError, match="expected the folder of a run"):
        cite(tmp_path)


def test_what_to_cite_of_a_run_that_is_not_finished(coder: Coder, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        code_corpus(table(tmp_path / "a.csv"), tmp_path / "out", coder=coder, format="csv", on_progress=stop)
    with pytest.raises(InputError, match="expected a run that is finished"):
        cite(tmp_path / "out")
