"""`eventcoder actors ...`: commands for those who keep actor lists."""

from __future__ import annotations

import click


@click.group()
def actors() -> None:
    """Find out about actors."""
