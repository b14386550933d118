"""The data dictionary says of each column what the tables have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from eventcoder.cli import main
from eventcoder.loading.resources import view_names
from eventcoder.views import table_schema, to_arrow

ARROW = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}


@pytest.mark.parametrize("view", view_names())
def test_it_is_that_of_the_tables(view: str) -> None:
    pytest.importorskip("pyarrow", reason="the extra `tables` is not installed")
    told, schema = table_schema(view), to_arrow([], view).schema
    assert [(field["name"], ARROW[field["type"]]) for field in told["fields"]] == [(field.name, str(field.type)) for field in schema]
    assert schema.metadata == {b"eventcoder.view": view.encode(), b"eventcoder.schema_version": str(told["version"]).encode()}
    assert all(field["description"] for field in told["fields"])


def test_the_command(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["schema", "--view", "cameo"])
    assert json.loads(printed.output) == table_schema("cameo")
    CliRunner().invoke(main, ["schema", "--output", str(tmp_path / "events.json")])
    assert json.loads((tmp_path / "events.json").read_text("utf-8"))["name"] == "events"
    wrong = CliRunner().invoke(main, ["schema", "--view", "acleb"])
    assert wrong.exit_code == 2
    assert "acled" in wrong.output
