"""The words of `codebooks/english/places.yaml`, by which texts say where something was."""

from __future__ import annotations

import attrs

from eventcoder.loading.shapes import made, record, word_set

Words = frozenset[str]


@attrs.frozen(eq=False)
class PlaceWords:
    """Classes of words beside names of places; the comments in `codebooks/english/places.yaml` say what each does."""

    divisions: Words = frozenset()
    areas: Words = frozenset()
    settlements: Words = frozenset()
    parts: Words = frozenset()
    portions: Words = frozenset()
    facilities: Words = frozenset()
    directions: Words = frozenset()
    near: Words = frozenset()
    sides: Words = frozenset()


PLACE_CLASSES = tuple(field.name for field in attrs.fields(PlaceWords))
PLACES_FILE = made(PlaceWords, record(dict.fromkeys(PLACE_CLASSES, word_set), PLACE_CLASSES))
