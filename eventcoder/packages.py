"""Packages that only some results need, loaded when they are asked for."""

from __future__ import annotations

import importlib
from typing import Any

from eventcoder.errors import OutputError


def require(module: str, extra: str = "tables", *, purpose: str = "this format", instead: str = "") -> Any:
    """A package that is installed with an extra.

    Args:
        module: its name, or that of a module in it.
        extra: the extra that brings it.
        purpose: what needs it.
        instead: what can be done without it.

    Returns:
        The module.

    Raises:
        OutputError: it is not installed.

    >>> require("math").sqrt(16)
    4.0
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        name = module.partition(".")[0]
        raise OutputError(
            f"expected the package {name}, which {purpose} needs, and it is not installed: "
            f"pip install {name} (or 'eventcoder[{extra}]')" + (f", or {instead}" if instead else "")
        ) from None
