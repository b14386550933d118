"""How an event may stand to the facts."""

from __future__ import annotations

from typing import Literal, get_args

StatusName = Literal["asserted", "future", "negated", "hypothetical", "claimed"]
STATUSES: tuple[StatusName, ...] = get_args(StatusName)
