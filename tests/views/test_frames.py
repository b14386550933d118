"""Frames in, frames of the same library out; what is said about wrong ones."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from frozen import FrozenParser
from trees import document

from eventcoder.actors import ActorBook
from eventcoder.codebook import Codebook
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.errors import InputError, InputWarning, OutputError, ParserError
from eventcoder.loading.resources import view_names
from eventcoder.views import load_view

pytest.importorskip("narwhals", reason="the extra `tables` is not installed")
pandas = pytest.importorskip("pandas", reason="the extra `tables` is not installed")
pyarrow = pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
polars: Any = pytest.importorskip("polars", reason="polars is not installed")

ARTICLES: dict[str, list[Any]] = {
    "body": ["Iran condemned Israel .", "Egypt met Jordan .", "It rained ."],
    "published": ["2024-05-15", "15 May 2024", None],
    "url": ["u1", "u2", "u3"],
    "code": ["007", "008", "009"],
}
KINDS: dict[str, Callable[[dict[str, list[Any]]], Any]] = {"pandas": pandas.DataFrame, "polars": polars.DataFrame, "arrow": pyarrow.table}


@pytest.fixture(scope="module")
def coder(bundled: Codebook, actors: ActorBook) -> Coder:
    """A coder that knows the trees of these articles."""
    trees = [
        document("Iran|PROPN|2|nsubj condemned/condemn|VERB|0|root|VBD Israel|PROPN|2|obj .|PUNCT|2|punct"),
        document("Egypt|PROPN|2|nsubj met/meet|VERB|0|root|VBD Jordan|PROPN|2|obj .|PUNCT|2|punct"),
        document("It/it|PRON|2|nsubj rained/rain|VERB|0|root|VBD .|PUNCT|2|punct"),
    ]
    return Coder(bundled, FrozenParser({tree.text: tree for tree in trees}), actors)


def coded(coder: Coder, frame: Any, view: str = "events", **options: Any) -> Any:
    return coder.code_frame(frame, **{"text": "body", "date": "published", "id": "url", "view": view, **options})


def columns(frame: Any) -> dict[str, list[Any]]:
    """The cells of a frame of any library."""
    return pyarrow.table(frame).to_pydict() if not isinstance(frame, pyarrow.Table) else frame.to_pydict()  # type: ignore[no-any-return]


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_kind_comes_back(kind: str, coder: Coder) -> None:
    given = KINDS[kind](ARTICLES)
    made = coded(coder, given, "cameo", keep=True)
    assert type(made) is type(given)
    cells = columns(made)
    assert [*cells] == [*load_view("cameo").columns, "article_code"]
    assert list(zip(*(cells[name] for name in ("source", "code", "target", "doc_id", "article_code")), strict=True)) == [
        ("IRN", "111", "ISR", "u1", "007"),
        ("EGY", "040", "JOR", "u2", "008"),
        ("JOR", "040", "EGY", "u2", "008"),
    ]
    assert {getattr(day, "date", lambda day=day: day)() for day in cells["date"]} == {datetime.date(2024, 5, 15)}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("view", view_names())
def test_without_events_there_are_the_columns(kind: str, view: str, coder: Coder) -> None:
    given = KINDS[kind]({name: cells[2:] for name, cells in ARTICLES.items()})
    assert [*columns(coded(coder, given, view, keep=["url", "body"]))] == [*load_view(view).columns, "url", "body"]


def test_rows_are_called_by_the_index(coder: Coder) -> None:
    frame = pandas.DataFrame(ARTICLES, index=["x", "y", "z"]).drop(columns="url")
    made = coder.code_frame(frame, text="body", view="cameo", keep=["published"])
    assert made["doc_id"].tolist() == ["x", "y", "y"]
    assert made["published"].tolist() == ["2024-05-15", "15 May 2024", "15 May 2024"]
    assert made.index.tolist() == [0, 1, 2]


def test_columns_that_are_kept_keep_their_types(coder: Coder) -> None:
    frame = pandas.DataFrame(ARTICLES | {"paper": pandas.Categorical(["A", "B", "A"]), "home": ["Kenya", None, None]})
    made = coded(coder, frame, keep=True)
    assert str(made["paper"].dtype) == "category"
    assert made["home"].tolist()[0] == "Kenya"
    assert "body" not in made.columns


@pytest.mark.parametrize("kind", KINDS)
def test_a_bad_row_is_reported_and_the_rest_is_done(kind: str, coder: Coder) -> None:
    given = KINDS[kind](ARTICLES | {"body": [None, *ARTICLES["body"][1:]]})
    problems: list[Exception] = []
    assert columns(coded(coder, given, "cameo", on_error=problems.append))["doc_id"] == ["u2", "u2"]
    assert [str(problem) for problem in problems] == ["row 0 (u1): expected a text in 'body', got None"]
    with pytest.warns(InputWarning, match=r"row 0 \(u1\): expected a text in 'body', got None; it gives no events"):
        coded(coder, given)


def test_bad_values_of_pandas(coder: Coder) -> None:
    given = pandas.DataFrame(
        {
            "body": ["Iran condemned Israel .", float("nan"), pandas.NA, 7, "Egypt met Jordan ."],
            "published": [pandas.Timestamp("2024-05-15"), pandas.NaT, pandas.NaT, pandas.NaT, pandas.NaT],
            "url": [1, 2, 3, 4, float("nan")],
        }
    )
    problems: list[Exception] = []
    made = coded(coder, given, on_error=problems.append)
    assert [str(problem) for problem in problems] == [
        f"row {row} ({row + 1}.0): expected a text in 'body', got {got}" for row, got in ((1, None), (2, None), (3, 7))
    ]
    assert made["doc_id"].tolist() == ["1", "4"]  # a number without its point, and the index where there is none
    assert [str(day)[:10] for day in made["published"]] == ["2024-05-15", "NaT"]


def test_many_bad_rows_are_counted(coder: Coder) -> None:
    given = pandas.DataFrame({"body": [""] * 7, "published": None, "url": "u"})
    with pytest.warns(InputWarning) as warned:
        coded(coder, given)
    assert [str(warning.message).split(":")[0] for warning in warned][-2:] == [
        "row 4 (u)",
        "7 rows of the frame could not be coded, and give no events",
    ]


@pytest.mark.parametrize(
    ("names", "keep", "message"),
    [
        (
            {"text": "bdy"},
            False,
            "expected a column 'bdy' with the text of .*; did you mean 'body'\\? name it with text='body'",
        ),
        ({"date": "day"}, False, "expected a column 'day' with the date of each article, .*; name it with date='NAME'"),
        ({}, ["ulr"], "expected a column 'ulr' to keep, .*; did you mean 'url'\\?"),
    ],
)
def test_a_column_that_is_missing(names: dict[str, str], keep: Any, message: str, coder: Coder) -> None:
    with pytest.raises(InputError, match=message):
        coded(coder, pandas.DataFrame(ARTICLES), keep=keep, **names)


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (polars.LazyFrame(ARTICLES), r"got polars\..*LazyFrame; collect it first: code_frame\(frame.collect\(\), ...\)"),
        (pyarrow.RecordBatch.from_pydict(ARTICLES), r"RecordBatch; make a table of it: pyarrow.Table.from_batches\(\[batch\]\)"),
        (ARTICLES, "got builtins.dict; code_many takes texts, records and articles"),
        (pandas.DataFrame({7: ["a"]}), "expected texts as names of the columns of the frame, got 7"),
        (pandas.DataFrame([["a", "b"]], columns=["body", "body"]), "the frame: Expected unique column names, .*body.*; rename"),
    ],
)
def test_what_is_no_frame(frame: Any, message: str, coder: Coder) -> None:
    with pytest.raises(InputError, match=message):
        coded(coder, frame)


def test_narwhals_is_named_if_it_is_missing(coder: Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(OutputError, match=r"expected the package narwhals, which code_frame needs, .*'eventcoder\[tables\]'"):
        coded(coder, pandas.DataFrame(ARTICLES))


def test_a_bar_counts_the_articles(coder: Coder, capfd: pytest.CaptureFixture[str]) -> None:
    made = coded(coder, pandas.DataFrame(ARTICLES), "cameo", progress=True)
    assert len(made) == 3
    assert capfd.readouterr().out == ""


def test_what_cannot_be_parsed_is_reported(coder: Coder) -> None:
    class Failing(FrozenParser):
        """Cannot parse anything."""

        def parse_many(self, items: Iterable[tuple[str, str | None, str]], *, on_error: Any = None) -> Iterator[Document]:
            for _, _, doc_id in items:
                on_error(ParserError(f"{doc_id}: no"))
                yield Document(())

    with pytest.warns(InputWarning, match=r"^u2: no; it gives no events"):
        made = coded(Coder(coder.codebook, Failing({}), coder.actors), pandas.DataFrame(ARTICLES))
    assert len(made) == 0


@pytest.mark.parser
def test_the_door(parser: Any, bundled: Codebook) -> None:
    frame = polars.DataFrame(ARTICLES)
    made = Coder(bundled, parser).code_frame(frame, text="body", date="published", id="url", keep=["code"], workers=2)
    assert made.select("source", "code", "target", "date", "article_code").rows() == [
        ("IRN", "111", "ISR", datetime.date(2024, 5, 15), "007"),
        ("EGY", "040", "JOR", datetime.date(2024, 5, 15), "008"),
    ]
