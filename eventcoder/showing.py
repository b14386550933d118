"""How large values are shown by programs that print what is in an object."""

from __future__ import annotations

from typing import Any


class Brief:
    """Shown by its `repr` in IPython and by Hypothesis too, which would else print every word that it holds."""

    __slots__ = ()

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))
