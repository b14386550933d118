"""`eventcoder codebook ...`: commands for those who write codebooks."""

from __future__ import annotations

import click


@click.group()
def codebook() -> None:
    """Check, test and describe codebooks."""
