"""The identifiers of the articles of a corpus: no two may have the same, or their events could not be told apart."""

from __future__ import annotations

from array import array
from hashlib import blake2b

SMALLEST = 1024
FULL = 0.6  # a larger share of the places taken makes the search long


class Names:
    """The names so far. Of each it keeps eight bytes, so that a corpus may have any number of them."""

    def __init__(self) -> None:
        self.count = 0
        self._places = array("Q", bytes(8 * SMALLEST))

    def own(self, name: str) -> str:
        """A name that no article has had: the one that is wanted, or that one with a number.

        >>> names = Names()
        >>> names.own("a"), names.own("a"), names.own("b"), names.own("a")
        ('a', 'a-2', 'b', 'a-3')
        """
        number, own = 1, name
        while not self._added(own):
            number += 1
            own = f"{name}-{number}"
        return own

    def _added(self, name: str) -> bool:
        """Add a name; whether it was new."""
        sign = int.from_bytes(blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1  # 0 is an empty place
        place = _place(self._places, sign)
        if self._places[place]:
            return False
        self._places[place] = sign
        self.count += 1
        if self.count > FULL * len(self._places):
            more = array("Q", bytes(16 * len(self._places)))
            for old in self._places:
                if old:
                    more[_place(more, old)] = old
            self._places = more
        return True


def _place(places: array[int], sign: int) -> int:
    """Where a sign stands, or the empty place where it belongs."""
    place = sign % len(places)
    while places[place] and places[place] != sign:
        place = (place + 1) % len(places)
    return place
