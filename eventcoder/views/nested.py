"""All that an event carries, nested: what JSON Lines hold."""

from __future__ import annotations

from typing import Any

import attrs

from eventcoder.event import Event


def event_dict(event: Event) -> dict[str, Any]:
    """All that an event carries, in nested plain types.

    Args:
        event: the event.

    Returns:
        Fields of the event in order; actors and spans as dicts.
    """
    fields: dict[str, Any] = attrs.asdict(event)
    return fields
