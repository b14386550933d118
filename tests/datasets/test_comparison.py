"""Events beside those of other data sets: small files in their published columns, counted by hand."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pandas
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventcoder import compare_counts
from eventcoder.analysis.panels import EXACT
from eventcoder.coder import Coder
from eventcoder.datasets.layouts import load_datasets
from eventcoder.errors import CodebookError, InputError
from eventcoder.formats.conllu import read_conllu
from eventcoder.views import write_events
from eventcoder.views.view import load_view

ROOT = Path(__file__).resolve().parents[2]
ACLED = """\
event_id_cnty,event_date,year,event_type,sub_event_type,iso,country,fatalities
KEN1,2024-01-05,2024,Protests,Peaceful protest,404,Kenya,0
KEN2,31 January 2024,2024,Protests,Peaceful protest,404,Kenya,0
KEN3,2024-02-01,2024,Riots,Mob violence,404,Kenya,1
KEN4,2024-03-01,2024,Protests,Peaceful protest,404,Kenya,0
XKX1,2024-01-09,2024,Protests,Peaceful protest,0,Kosovo,0
"""
OURS = """\
event_id_cnty,event_date,year,event_type,sub_event_type,iso,country,fatalities
a,2024-01-05,2024,Protests,Peaceful protest,404,Kenya,0
b,2024-03-02,2024,Riots,Mob violence,404,Kenya,0
c,2024-01-05,2024,Protests,Peaceful protest,800,Uganda,0
"""
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\t"
    "Publisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n"
)
EVENTS = """\
id,incident,doc_id,date,date_precision,source,target,code,root,quad,reciprocal,place_country
e1,i1,a,2024-01-05,day,KENGOV,UGA,040,04,1,true,KEN
e2,i2,a,2024-02-05,day,KENCOP,KENCVL,190,19,4,false,KEN
e3,i2,a,2024-02-05,day,KENCOP,KENCVL,173,17,4,false,KEN
e4,i4,b,2024-03-01,month,UGA,KEN,111,11,3,false,
e5,i5,b,2024-01-01,year,UGA,KEN,111,11,3,false,UGA
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def written(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def icews(*rows: tuple[str, str, str, str, str]) -> str:
    """Rows by day, source, code, target and country of the place."""
    return ICEWS + "".join(
        f"{number}\t{day}\tA\t\t{source}\tDo\t{code}\t0\tB\t\t{target}\t1\t1\tP\t\t\t\t{place}\t0\t0\n"
        for number, (day, source, code, target, place) in enumerate(rows)
    )


def gdelt(*rows: tuple[str, str, str], version: int = 2) -> str:
    """Rows by day, code and FIPS code of the place, without a header."""
    names = [name for name in load_view("gdelt").columns if version == 2 or not name.endswith("ADM2Code")]
    lines = []
    for number, (day, code, place) in enumerate(rows):
        cells = {
            "GLOBALEVENTID": str(number),
            "SQLDATE": day,
            "EventCode": code,
            "ActionGeo_CountryCode": place,
            "Actor1CountryCode": "KSV",
        }
        lines.append("\t".join(cells.get(name, "") for name in names) + "\n")
    return "".join(lines)


Write = Callable[[str, str], Path]


def test_acled_by_hand(write: Write) -> None:
    found = compare_counts(write("ours.csv", OURS), write("acled.csv", ACLED))
    cells = {(row.country, row.month, row.type): (row.ours, row.theirs) for row in found.cells.itertuples()}
    assert {cell: counts for cell, counts in cells.items() if any(counts)} == {
        ("KEN", "2024-01", "Protests"): (1, 2),
        ("KEN", "2024-02", "Riots"): (0, 1),
        ("KEN", "2024-03", "Protests"): (0, 1),
        ("KEN", "2024-03", "Riots"): (1, 0),
        ("UGA", "2024-01", "Protests"): (1, 0),
        ("XKX", "2024-01", "Protests"): (0, 1),
    }
    kenya = found.countries.set_index("country").loc["KEN"]
    assert list(kenya[["name", "ours", "theirs", "both", "only_ours", "only_theirs"]]) == ["Kenya", 2, 4, 2, 0, 1]
    assert kenya["pearson"] == pytest.approx(0.5)  # 1, 0, 1 against 2, 1, 1
    assert kenya["spearman"] == pytest.approx(0.5)
    assert found.countries["pearson"].isna().sum() == 2  # where one side never has any
    assert (found.overall["ours"], found.overall["theirs"], found.overall["only_ours"], found.overall["only_theirs"]) == (3, 5, 1, 2)


def test_events_are_counted_as_pairs_beside_icews(write: Write) -> None:
    other = icews(
        ("2024-01-01", "Kenya", "040", "Uganda", "Kenya"),
        ("2024-01-01", "Uganda", "040", "Kenya", "Kenya"),
        ("2024-03-01", "Kenya", "190", "Kenya", "Atlantis"),
        ("2024-03-01", "Kenya", "190", "Kenya", "Kenya"),
        ("2024-03-01", "Kenya", "190", "Kenya", ""),
    )
    found = compare_counts(write("events.csv", EVENTS), write("icews.tsv", other), start="2024-01", end="2024-03")
    counts = {(row.month, row.quad): (row.ours, row.theirs) for row in found.cells.itertuples() if row.ours or row.theirs}
    assert counts == {("2024-01", "1"): (2, 2), ("2024-02", "4"): (2, 0), ("2024-03", "4"): (0, 1)}
    assert any("name what is on no list of countries: 'Atlantis' (1)" in note for note in found.notes)
    assert "1 events (events) have no date that is known to the month." in found.notes
    sides = compare_counts(write("events.csv", EVENTS), write("icews.tsv", other), side="source", by="none", start="2024-01", end="2024-03")
    assert [tuple(row[1:]) for row in sides.cells.itertuples() if row.month == "2024-01"] == [
        ("KEN", "Kenya", "2024-01", 1, 1),
        ("UGA", "Uganda", "2024-01", 1, 1),
    ]


def test_events_are_counted_as_incidents_beside_acled(write: Write) -> None:
    found = compare_counts(write("events.csv", EVENTS), write("acled.csv", ACLED), roots=["17", "19"])
    february = found.cells[(found.cells["month"] == "2024-02") & (found.cells["country"] == "KEN")]
    assert list(february["ours"]) == [1]
    assert not any("choose roots" in note for note in found.notes)
    assert any("choose roots" in note for note in compare_counts(write("events.csv", EVENTS), write("acled.csv", ACLED)).notes)


@pytest.mark.parametrize("version", [1, 2])
def test_gdelt_has_no_header(write: Write, version: int) -> None:
    text = gdelt(("20240105", "190", "KE"), ("20240106", "040", "RB"), ("20240301", "111", "KV"), version=version)
    path = write("20240105.export.CSV", text)
    found = compare_counts(path, path, by="root")
    assert {(row.country, row.month, row.root): row.theirs for row in found.cells.itertuples() if row.theirs} == {
        ("KEN", "2024-01", "19"): 1,
        ("SRB", "2024-01", "04"): 1,
        ("XKX", "2024-03", "11"): 1,
    }
    assert set(compare_counts(path, path, side="source").countries["country"]) == {"XKX"}


def test_compressed_files_are_read(write: Write, tmp_path: Path) -> None:
    path = tmp_path / "acled.csv.gz"
    path.write_bytes(gzip.compress(ACLED.encode()))
    assert compare_counts(path, path).overall["ours"] == 5


def test_damaged_rows_are_named_and_the_others_counted(write: Write) -> None:
    text = ACLED + "KEN5,yesterday,2024,Riots,Mob violence,404,Kenya,0\nKEN6,2024-01-01\nKEN7,2024-01-02,2024,Riots,x,404,Kenya,0\n"
    path, told = write("acled.csv", text), list[str]()
    found = compare_counts(write("ours.csv", OURS), path, on_error=lambda error: told.append(str(error)))
    assert told == [
        f"{path}:7: expected a day such as 2024-05-31 or 31 May 2024 in event_date, got 'yesterday'",
        f"{path}:8: expected 8 cells, got 2",
    ]
    assert found.overall["theirs"] == 6
    with pytest.raises(InputError, match=":7: expected a day"):
        compare_counts(write("ours.csv", OURS), path)


def test_a_code_that_lost_its_zero_is_damage(write: Write) -> None:
    path, told = write("icews.tsv", icews(("2024-01-01", "Kenya", "40", "Uganda", "Kenya"))), list[str]()
    compare_counts(path, path, on_error=lambda error: told.append(str(error)))
    assert told[0] == f"{path}:2: expected a CAMEO code such as 043 or 190 in CAMEO Code, got '40'; has a spreadsheet taken its zero?"


@pytest.mark.parametrize(
    ("name", "text", "options", "message"),
    [
        ("x.csv", "a,b\n1,2\n", {}, "expected a file of one of these data sets, by columns of its header"),
        ("x.csv", "a,b\n1,2\n", {"format": "acled"}, "expected a file of ACLED with the column 'event_id_cnty', got a, b"),
        ("x.csv", ACLED, {"format": "ucdp"}, "got the format 'ucdp'"),
        ("x.xlsx", "", {}, "expected a file of text"),
        ("x.csv", "", {}, "the input is empty"),
        ("x.csv", ACLED, {"side": "source"}, "ACLED does not say the country of the source"),
        ("x.csv", ACLED, {"side": "left"}, "expected one of place, source, target as side"),
        ("x.csv", ACLED, {"by": "quad"}, "expected as by what both files tell"),
        ("x.csv", ACLED, {"start": "spring"}, "expected a month such as 2024-05, got 'spring'"),
        ("x.csv", ACLED, {"roots": ["19"], "own": True}, "expected events with CAMEO codes"),
    ],
)
def test_what_cannot_be_compared_is_refused(write: Write, name: str, text: str, options: dict[str, object], message: str) -> None:
    events = write("ours.csv", OURS if options.pop("own", False) else EVENTS)
    with pytest.raises(InputError, match=message):
        compare_counts(events, write(name, text), **options)  # type: ignore[arg-type]  # that is what is tested


def test_without_a_month_in_common_there_is_nothing(write: Write) -> None:
    found = compare_counts(write("ours.csv", OURS), write("acled.csv", ACLED.replace("2024", "2023")))
    assert (len(found.cells), found.overall["pearson"]) == (0, None)
    assert "no month that both have" in found.text() + found.lead()


def test_what_is_written_says_the_figures(write: Write) -> None:
    found = compare_counts(write("ours.csv", OURS), write("acled.csv", ACLED))
    for text in (found.text(), found.markdown(), found.page()):
        assert "Kenya" in text
        assert "0.50" in text
        assert "only ours" in text
    assert "| Kenya | 2 | 4 | 0.50 | 0.50 | 2 | 0 | 1 |" in found.markdown()
    assert "http" not in found.page()
    assert "Kenya" in found._repr_html_()
    assert repr(found).startswith("<ComparedCounts 3 (ACLED) and 5 (ACLED) events")


CELL = st.tuples(
    st.sampled_from(["2024-01-01", "2024-02-29", "2024-03-31", "2024-05-01"]),
    st.sampled_from(["Kenya", "Uganda", "Myanmar"]),
    st.sampled_from(["040", "190", "1411"]),
)


@given(st.lists(CELL, min_size=1, max_size=30), st.sampled_from(["auto", "root", "none"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_a_file_beside_itself(tmp_path: Path, rows: list[tuple[str, str, str]], by: str) -> None:
    path = tmp_path / "icews.tsv"
    path.write_text(icews(*((day, place, code, place, place) for day, place, code in rows)), encoding="utf-8")
    found = compare_counts(path, path, by=by)  # type: ignore[arg-type]  # one of them
    assert found.overall["only_ours"] == found.overall["only_theirs"] == 0
    assert found.overall["ours"] == len(rows) == found.cells["theirs"].sum()
    for table in (found.countries, found.kinds):
        for figure in ("pearson", "spearman"):
            values = table[figure].dropna() if len(table) else pandas.Series(dtype=float)
            assert all(value == pytest.approx(1) for value in values)


@pytest.mark.parametrize("view", ["gdelt", "icews"])
def test_events_beside_their_own_view(bundled_coder: Coder, tmp_path: Path, view: str) -> None:
    text = (ROOT / "examples" / "corpus" / "articles.conllu").read_text("utf-8")
    coded = [event for document in islice(read_conllu(text), 20) for event in bundled_coder.code_document(document)]
    events = [event for event in coded if event.place and event.date_precision in EXACT["month"]]
    path = tmp_path / "other.tsv"
    write_events(events, path, view=view)
    found = compare_counts(events, path)
    assert found.overall["ours"] >= len(events) > 10
    assert list(found.cells["ours"]) == list(found.cells["theirs"])
    assert (found.overall["pearson"], found.overall["spearman"]) == (pytest.approx(1), pytest.approx(1))


def test_a_broken_list_of_data_sets_is_refused(tmp_path: Path) -> None:
    (tmp_path / "datasets.yaml").write_text("datasets: {acled: {title: ACLED}}\nspellings: {}\nquads: {1: ['01']}\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="known_by"):
        load_datasets(tmp_path)


def test_columns_are_those_of_our_views() -> None:
    for dataset in load_datasets().datasets.values():
        columns = set(load_view(dataset.view).columns)
        looked_at = {*dataset.known_by, dataset.date.column, dataset.code, dataset.type}
        looked_at |= {each.column for each in (*dataset.place, *dataset.source, *dataset.target)}
        assert looked_at - {""} <= columns
