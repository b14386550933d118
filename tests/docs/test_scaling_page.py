"""The page about many machines: its programs run, where the packages that they are for are installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

PAGE = (Path(__file__).parents[2] / "docs" / "scaling.md").read_text("utf-8")
PROGRAMS = {
    re.findall(r"^import (\w+)|^from (\w+)", text, re.MULTILINE)[0]: text
    for text in re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
}
NAMES = {next(filter(None, names)): text for names, text in PROGRAMS.items()}


@pytest.mark.parser
@pytest.mark.parametrize("package", NAMES)
def test_programs(package: str, tmp_path: Path) -> None:
    parquet: Any = pytest.importorskip("pyarrow.parquet", reason="the extra `tables` is not installed")
    if not list(metadata.distributions(name=package)):  # the name alone may be that of a folder of tests
        pytest.skip(f"{package} is not installed")
    if package == "pyspark" and not shutil.which("java"):
        pytest.skip("Java, which Spark runs on, is not installed")
    articles = {
        "url": ["a", "b", "c", "d"],
        "body": ["Iran condemned Israel.", "Egypt and Jordan held talks.", "It rained.", "Turkey bombed Syria."],
        "published": ["2024-05-15"] * 4,
        "paper": ["Post"] * 4,
    }
    (tmp_path / "articles").mkdir()
    parquet.write_table(__import__("pyarrow").table(articles), tmp_path / "articles" / "1.parquet")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "PYTHONPATH": str(Path(__file__).parents[2])}
    text = NAMES[package].replace("concurrency=16", "concurrency=1").replace("num_proc=4", "num_proc=2")
    (tmp_path / "program.py").write_text(text, encoding="utf-8")
    made = subprocess.run([sys.executable, "program.py"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr[-2000:]
    [events] = (path for path in tmp_path.glob("events*"))
    rows = parquet.read_table(events, columns=["source", "code", "target", "paper"]).to_pylist()
    assert {(row["source"], row["code"], row["target"]) for row in rows} >= {("IRN", "111", "ISR"), ("TUR", "195", "SYR")}
    assert {row["paper"] for row in rows} == {"Post"}


def test_each_has_its_program() -> None:
    assert list(NAMES) == ["pyspark", "ray", "dask", "datasets"]
