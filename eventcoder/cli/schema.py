"""`eventcoder schema`: what the columns of a view hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import output_option, view_option
from eventcoder.cli.output import output_file

if TYPE_CHECKING:
    from eventcoder.views.view import View


@click.command()
@view_option
@output_option
def schema(view: View, output: Path | None) -> None:
    """Say what the columns of a view hold: a data dictionary in JSON (a Table Schema of Frictionless Data).

    \b
    eventcoder schema --view acled
    eventcoder schema --view acled --output acled.schema.json
    """
    from eventcoder.views.dictionary import schema_of

    with output_file(output, ()) as file:
        file.write((json.dumps(schema_of(view), ensure_ascii=False, indent=2) + "\n").encode())
