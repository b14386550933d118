"""Runs after a change of codebook: the same events as if all were coded, most of them taken from the run before."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from trees import CODES, active, document

from eventcoder import Coder, code_corpus, write_conllu
from eventcoder.corpus.run import CorpusRun, Progress
from eventcoder.errors import OutputError

BEFORE = """
rules:
  - {id: attack, code: "190", patterns: [attack TARGET]}
  - {id: condemn, code: "111", patterns: [condemn TARGET]}
"""
AFTER = BEFORE.replace('code: "111"', 'code: "138"')
TYPED = CODES.replace("type: attack}", "type: attack, plover: ASSAULT}").replace("type: threat}", "type: threat, plover: THREATEN}")
TYPED = TYPED.replace("name: Criticise, type: message}", "name: Criticise, type: message, plover: ACCUSE}")
POLICY = BEFORE + "policy: {unlisted: ['19']}\n"
VERBS = ["attacked/attack", "condemned/condemn", "slept/sleep", "attacked/attack", "attacked/attack", "condemned/condemn", "slept/sleep"]


@pytest.fixture
def trees(tmp_path: Path) -> Path:
    """Seven parsed articles: the second and the sixth condemn, the fourth has a sentence that is no tree beside one that attacks."""
    folder = tmp_path / "trees"
    folder.mkdir()
    texts = [write_conllu(document(active(verb), id=f"a{number}")) for number, verb in enumerate(VERBS)]
    texts[3] += "1\tIt\tit\tPRON\t_\t_\t7\tnsubj\t_\t_\n\n"
    (folder / "news.conllu").write_text("".join(texts), encoding="utf-8")
    return folder


def run(trees: Path, folder: str, coder: Coder, **options: Any) -> CorpusRun:
    return code_corpus(trees, trees.parent / folder, **{"coder": coder, "part_articles": 3, "workers": 1, **options})


def parts(made: CorpusRun) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in made.folder.iterdir()}


def failed(made: CorpusRun) -> list[str]:
    return [json.loads(line)["id"] for line in (made.manifest.parent / "errors.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize(
    ("form", "view"),
    [("parquet", "events"), ("csv", "events"), ("jsonl", "events"), ("csv", "polecat"), ("jsonl", "plover"), ("csv", "cameo")],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_it_gives_what_coding_all_gives(small: Callable[..., Coder], trees: Path, form: str, view: str, workers: int) -> None:
    options: dict[str, Any] = {"format": form, "view": view}
    before, coder = run(trees, "before", small(BEFORE, TYPED), **options), small(AFTER, TYPED)
    whole = run(trees, "whole", coder, **options)
    since = run(trees, "since", coder, since=before.folder, workers=workers, **options)
    assert parts(since) == parts(whole) != parts(before)
    assert (since.events, since.rows, since.errors) == (whole.events, whole.rows, whole.errors)
    assert failed(since) == failed(whole) == ["a3"]
    assert (since.kept, whole.kept) == (4, 0)  # not those that condemn, and not the one that failed


def test_one_run_since_another_since_another(small: Callable[..., Coder], trees: Path) -> None:
    first = run(trees, "first", small(BEFORE))
    second = run(trees, "second", small(AFTER), since=first.folder)
    third = run(trees, "third", small(BEFORE), since=second.folder)
    assert parts(third) == parts(first)
    assert third.kept == 4


def test_it_goes_on_where_it_was_interrupted(small: Callable[..., Coder], trees: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.new == 5:
            raise KeyboardInterrupt

    before, coder = run(trees, "before", small(BEFORE)), small(AFTER)
    with pytest.raises(KeyboardInterrupt):
        run(trees, "since", coder, since=before.folder, on_progress=stop)
    since = run(trees, "since", coder, since=before.folder, resume=True)
    assert since.found == 3
    assert parts(since) == parts(run(trees, "whole", coder))


def test_what_changes_everything_codes_everything(small: Callable[..., Coder], trees: Path) -> None:
    before, coder = run(trees, "before", small(BEFORE)), small(POLICY)
    since = run(trees, "since", coder, since=before.folder)
    assert since.kept == 0
    assert parts(since) == parts(run(trees, "whole", coder))


def test_texts_are_parsed_first(coder: Coder, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n1,Iran attacked Israel.\n", encoding="utf-8")
    before = code_corpus(tmp_path / "a.csv", tmp_path / "before", coder=coder)
    since = code_corpus(tmp_path / "a.csv", tmp_path / "since", coder=coder, since=before.folder)
    assert (since.kept, parts(since)) == (1, parts(before))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "csv"}, r"the options \(format\): was 'parquet', is 'csv'"),
        ({"part_articles": 2}, r"the options \(part_articles\): was 3, is 2"),
        ({"view": "cameo"}, r"the columns \(name\)"),
    ],
)
def test_it_must_differ_by_its_codebook_alone(small: Callable[..., Coder], trees: Path, options: dict[str, Any], message: str) -> None:
    before = run(trees, "before", small(BEFORE))
    with pytest.raises(OutputError, match=message):
        run(trees, "since", small(AFTER), since=before.folder, **options)
    assert not (trees.parent / "since").exists()


@pytest.mark.parametrize("lacking", ["codebook.json.gz", "parts.jsonl"])
def test_it_must_be_whole(small: Callable[..., Coder], trees: Path, lacking: str) -> None:
    before = run(trees, "before", small(BEFORE))
    (before.manifest.parent / lacking).unlink()
    with pytest.raises(OutputError, match="expected a finished run"):
        run(trees, "since", small(AFTER), since=before.folder)


def test_it_must_be_a_run(small: Callable[..., Coder], trees: Path) -> None:
    with pytest.raises(OutputError, match="expected the manifest of a run"):
        run(trees, "since", small(AFTER), since=trees)
