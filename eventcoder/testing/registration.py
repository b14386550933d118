"""What Hypothesis runs where eventcoder is installed, so that `st.from_type(Event)` and its like draw what goes together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

import eventcoder.testing
from eventcoder.actors import Actor
from eventcoder.codebook import Codebook
from eventcoder.document import Document, Sentence, Token
from eventcoder.event import Event

STRATEGIES = {Actor: "actors", Codebook: "codebooks", Document: "documents", Event: "events", Sentence: "sentences", Token: "tokens"}


def register() -> None:
    """Register a strategy for each class that eventcoder exports and that has one; they are imported when they are first asked for."""
    for kind, name in STRATEGIES.items():
        st.register_type_strategy(kind, _strategy(name))


def _strategy(name: str) -> Callable[[type], st.SearchStrategy[Any]]:
    return lambda _: getattr(eventcoder.testing, name)()
