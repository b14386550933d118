"""Events nested, as JSON has them: all that an event carries, and what the layout of a view says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

import attrs

from eventcoder.event import Event
from eventcoder.loading.shapes import Place, text, words
from eventcoder.views.paths import JOINED, getter
from eventcoder.views.scene import Scene

Node = Callable[[Scene], Any]

LIST, EACH, OF = "list", "each", "of"
PARTIES = ("source", "target")


def event_dict(event: Event) -> dict[str, Any]:
    """All that an event carries, in nested plain types.

    Args:
        event: the event.

    Returns:
        Fields of the event in order; actors and spans as dicts.
    """
    fields: dict[str, Any] = attrs.asdict(event)
    return fields


def node_of(value: Any, place: Place, known: Collection[str]) -> Node:
    """What makes a part of a record: the value of a column or path, a list, a list of parties, or a mapping of such parts.

    Args:
        value: what the layout says.
        place: where it says so; takes what is wrong.
        known: the values and columns of the view.

    Raises:
        Unfit: it says something else.
    """
    if not isinstance(value, Mapping):
        paths = words(value, place) if isinstance(value, list) else (text(value, place),)
        gets = [getter(path, known, place) for path in paths]
        return lambda scene: next((found for get in gets if (found := get(scene)) is not None), None)
    keys = {str(key) for key in value}
    if keys == {LIST}:
        get = getter(text(value[LIST], place), known, place)
        return lambda scene: str(found).split(JOINED) if (found := get(scene)) is not None else []
    if keys == {EACH, OF} and value[EACH] in PARTIES:
        return _each(str(value[EACH]), node_of(value[OF], place.at(value), ()))
    parts = {str(key): node_of(part, place.at(key), known) for key, part in value.items()}
    return lambda scene: {key: part(scene) for key, part in parts.items()}


def _each(side: str, node: Node) -> Node:
    """The parties on one side of all events of the row, each once."""

    def get(scene: Scene) -> list[Any]:
        found: list[Any] = []
        for part in scene.parts:
            if getattr(part.event, side) is not None and (made := node(part)) not in found:
                found.append(made)
        return found

    return get
