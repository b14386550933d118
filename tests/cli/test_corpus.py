"""`eventcoder code` and `eventcoder parse` into a folder, and `eventcoder cite`."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from trees import active, document

from eventcoder import Codebook, write_conllu
from eventcoder.cli import main
from eventcoder.cli.corpus import _Lines
from eventcoder.corpus import Progress
from eventcoder.parse import Parser


@pytest.fixture(autouse=True)
def loaded_once(bundled: Codebook, actors: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventcoder.coder.load_codebook", lambda path: bundled)
    monkeypatch.setattr("eventcoder.coder.load_actors", lambda paths: actors)


@pytest.fixture
def parsed(tmp_path: Path) -> Path:
    path = tmp_path / "my corpus.conllu"
    path.write_text("".join(write_conllu(document(active("attacked/attack"), id=f"d{n}")) for n in range(5)), encoding="utf-8")
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_a_run_and_what_to_cite(parsed: Path, tmp_path: Path) -> None:
    done = run("code", parsed, "-o", f"{tmp_path}/events/", "--format", "csv", "--part-articles", 2, "--workers", 1)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "eventcoder: 5 events in 5 articles; 3 parts; " in done.stderr
    assert (tmp_path / "events" / "part-00002.csv").is_file()
    cited = run("cite", tmp_path / "events")
    assert "my corpus.conllu" in cited.stdout
    assert "@techreport{cameo," in cited.stdout
    assert run("cite", tmp_path / "events", "--bibtex").stdout == cited.stdout.partition("\n\n")[2]


def test_trees_into_a_folder(parser: Parser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eventcoder.parse.Parser", lambda model, gpu: parser)
    (tmp_path / "a.txt").write_text("Iran condemned Israel. Egypt did not.", encoding="utf-8")
    given = ("parse", tmp_path / "a.txt", "-o", f"{tmp_path}/trees/", "--workers", 1)
    done = run(*given)
    assert (done.exit_code, "eventcoder: 2 sentences in 1 article; 1 part; " in done.stderr) == (0, True)
    assert (tmp_path / "trees" / "part-00000.conllu.gz").is_file()
    assert "1 article done before" in run(*given, "--resume").stderr


def test_a_run_since_another(parsed: Path, tmp_path: Path) -> None:
    given = ("code", parsed, "--workers", 1)
    assert run(*given, "-o", f"{tmp_path}/events/").exit_code == 0
    since = run(*given, "-o", f"{tmp_path}/again/", "--since", tmp_path / "events")
    assert "5 events in 5 articles; 1 part; 5 of them as before the codebook changed; " in since.stderr
    assert (tmp_path / "again" / "part-00000.parquet").read_bytes() == (tmp_path / "events" / "part-00000.parquet").read_bytes()
    refused = run(*given, "--since", tmp_path / "events")
    assert (refused.exit_code, "expected --output with the name of a folder" in refused.stderr) == (2, True)


def test_a_second_run_needs_resume(parsed: Path, tmp_path: Path) -> None:
    given = ("code", parsed, "-o", f"{tmp_path}/events/", "--format", "jsonl", "--workers", 1)
    assert run(*given).exit_code == 0
    again = run(*given)
    assert (again.exit_code, "go on with it (--resume)" in again.stderr) == (6, True)
    on = run(*given, "--resume")
    assert (on.exit_code, "5 articles done before" in on.stderr) == (0, True)
    other = run(*given, "--resume", "--status", "all")
    assert (other.exit_code, "the options (status): was None" in other.stderr) == (6, True)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("-o", "events.csv", "--resume"), "with the name of a folder and / at its end"),
        (("-o", "events/", "--format", "xlsx"), "expected parquet, csv or jsonl for a folder"),
        (("-o", "events"), "or in / for a folder"),
    ],
)
def test_wrong_options(parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], message: str) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = run("code", parsed, *options)
    assert wrong.exit_code == 2
    assert message in wrong.stderr
    assert not (tmp_path / "events").exists()


def test_what_fails_gives_the_exit_code(parsed: Path, tmp_path: Path) -> None:
    parsed.write_text(parsed.read_text(encoding="utf-8").replace("\t2\tobj", "\t9\tobj", 1), encoding="utf-8")
    done = run("code", parsed, "-o", f"{tmp_path}/events/", "--format", "csv", "--workers", 1)
    assert done.exit_code == 1
    assert f"{parsed}:7: expected another word" in done.stderr
    assert f"1 record failed, see {tmp_path / 'events.run' / 'errors.jsonl'}" in done.stderr


def test_an_interruption_says_how_to_go_on(parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(self: object, progress: Progress) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(_Lines, "__call__", interrupted)
    done = run("code", parsed, "-o", f"{tmp_path}/events/", "--format", "csv", "--workers", 1)
    assert (done.exit_code, "the same command with --resume goes on" in done.stderr) == (130, True)


def test_a_full_disk_says_how_to_go_on(parsed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*anything: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("eventcoder.corpus.products.write_rows", full)
    done = run("code", parsed, "-o", f"{tmp_path}/events/", "--format", "csv", "--workers", 1)
    assert (done.exit_code, "No space left on device); the same command with --resume goes on once it can" in done.stderr) == (6, True)


def test_progress_counts_from_the_first_article_of_the_session(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr("eventcoder.cli.corpus.time.monotonic", lambda: now)
    lines = _Lines()
    assert lines.text(Progress(5001, 0, 0, 1, None, 0.5)) == "5,001 articles (50%)"
    now += 10
    assert lines.text(Progress(5101, 0, 2, 101, None, 0.6)) == "5,101 articles (60%), 10.0/s, 40 s left, 2 failed"
    assert lines.text(Progress(50, 0, 0, 101, 100, 0.1)).startswith("50 of 100 articles (50%)")
