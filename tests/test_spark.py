"""Articles of a Spark frame, coded by a Spark of two workers on this machine; and what a worker does, without Spark."""

from __future__ import annotations

import datetime
import pickle
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from frozen import FrozenParser
from trees import CODES, POLICY, document

from eventcoder.actors import ActorBook
from eventcoder.codebook import Codebook
from eventcoder.coder import Coder
from eventcoder.errors import InputError, OutputError
from eventcoder.spark import Travelling, code, code_batches, self_contained

pyarrow = pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
pytest.importorskip("narwhals", reason="the extra `tables` is not installed")

TEXTS = ["Iran condemned Israel.", "Egypt met Jordan.", "It rained."]
ARTICLES = [(f"a{i}", TEXTS[i % 3], datetime.date(2024, 5, 1), "Post") for i in range(9)]
MINE = f"""codebook: {{name: mine, version: "1"}}
{CODES}{POLICY}
rules:
  - {{id: mine, code: "128", patterns: [condemn TARGET]}}
"""


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    if not shutil.which("java"):
        pytest.skip("Java, which Spark runs on, is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", sys.executable)
        builder = sql.SparkSession.builder.master("local[2]").config("spark.driver.bindAddress", "127.0.0.1")
        made = builder.config("spark.ui.enabled", "false").config("spark.driver.memory", "1g").getOrCreate()
        yield made
        made.stop()


@pytest.fixture
def articles(session: Any) -> Any:
    return session.createDataFrame(ARTICLES, "url string, body string, day date, `the paper` string").repartition(3)


def test_what_a_worker_does(bundled: Codebook, actors: ActorBook) -> None:
    tree = document("Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root|VBD Israel|PROPN|2|obj .|PUNCT|2|punct")
    coder = Coder(bundled, FrozenParser({tree.text: tree}), actors)
    batches = [pyarrow.RecordBatch.from_pydict({"id": [name], "text": [tree.text]}) for name in ("a", "b")]
    options: dict[str, Any] = {"text": "text", "id": "id", "view": "cameo", "keep": [], "date_format": None}
    made = list(code_batches(Travelling(coder), options, iter(batches)))
    assert [batch.column("doc_id").to_pylist() for batch in made] == [["a"], ["b"]]
    assert [batch.column("code").to_pylist() for batch in made] == [["111"], ["111"]]


def test_what_travels_needs_no_files(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    made = self_contained(Coder(path, status="all"))
    path.unlink()
    again: Coder = pickle.loads(pickle.dumps(made))
    assert (again.codebook.name, again.status) == ("mine", made.status)
    assert self_contained(Coder()).__reduce__()[1] == Coder().__reduce__()[1]  # what is bundled does not travel


def test_a_column_that_is_missing(articles: Any) -> None:
    with pytest.raises(InputError, match=r"expected a column 'text' with the text of each article"):
        code(articles, id="url")
    with pytest.raises(InputError, match=r"expected a column 'id' with the identifier of .*, since rows of Spark have no numbers"):
        code(articles, text="body")
    with pytest.raises(InputError, match=r"expected a column 'paper' to keep, got .* did you mean 'the paper'"):
        code(articles, text="body", id="url", keep=["paper"])


def test_pyspark_is_named_if_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql.types", None)
    with pytest.raises(OutputError, match=r"expected the package pyspark, which coding frames of Spark needs, .*'eventcoder\[spark\]'"):
        code(None)


@pytest.mark.parser
def test_the_events_are_those_of_a_frame_in_memory(articles: Any, parser: Any, bundled: Codebook) -> None:
    names: dict[str, Any] = {"text": "body", "date": "day", "id": "url", "view": "cameo", "keep": ["the paper"]}
    made = code(articles, **names)
    assert [(field.name, field.dataType.simpleString()) for field in made.schema][:2] == [("id", "string"), ("date", "date")]
    columns = dict(zip(("url", "body", "day", "the paper"), zip(*ARTICLES, strict=True), strict=True))
    expected = Coder(bundled, parser).code_frame(pyarrow.table({name: list(cells) for name, cells in columns.items()}), **names)
    assert sorted(map(tuple, made.collect())) == sorted(tuple(row.values()) for row in expected.to_pylist())
    assert len(expected) == 9


@pytest.mark.parser
def test_a_codebook_of_ones_own_travels(articles: Any, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(MINE, encoding="utf-8")
    made = code(articles, coder=Coder(path), text="body", id="url", view="cameo")
    path.unlink()  # as on another machine
    assert {(row.source, row.code, row.target) for row in made.collect()} == {("IRN", "128", "ISR")}
