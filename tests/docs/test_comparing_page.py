"""The page on other data sets: its example runs on the files that it speaks of."""

from __future__ import annotations

import doctest
from pathlib import Path

from eventcoder.datasets.layouts import load_datasets

PAGE = Path(__file__).resolve().parents[2] / "docs" / "comparing.md"
EVENTS = """\
id,incident,doc_id,date,date_precision,source,target,root,reciprocal,place_country
e1,i1,a,2024-01-05,day,KENGOV,UGA,04,false,KEN
e2,i2,a,2024-01-07,day,UGA,KEN,11,false,UGA
e3,i3,b,2024-03-02,day,KENCOP,KENCVL,17,false,KEN
"""
ICEWS = "Event Date\tSource Country\tCAMEO Code\tTarget Country\tCountry\n" + "".join(
    f"{day}\tKenya\t190\tUganda\t{country}\n"
    for day, country in (("2024-01-02", "Kenya"), ("2024-01-03", "Kenya"), ("2024-02-01", "Uganda"), ("2024-03-01", "Kenya"))
)


def test_examples() -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, globs={"events": EVENTS, "icews": ICEWS})
    assert (failed, tried > 4) == (0, True)


def test_the_table_names_every_format() -> None:
    text = PAGE.read_text("utf-8")
    for name, dataset in load_datasets().datasets.items():
        [row] = [line for line in text.splitlines() if line.startswith(f"| `{name}` |")]
        columns = [each.column for each in (*dataset.place, *dataset.source, *dataset.target)]
        assert all(f"`{column}`" in row for column in (*columns, dataset.code or dataset.type))
