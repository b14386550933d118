"""Political events from news text: who did what to whom, when, and by which rule.

>>> from eventcoder import Coder
>>> for event in Coder().code("Iran condemned Israel on Monday.", date="2024-05-01"):
...     print(event)
2024-04-29  IRN -> ISR  111 Criticize or denounce: 'condemned'

Everything public is importable from here, and loaded when it is first named.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from eventcoder.actors import Actor, ActorBook, load_actors
    from eventcoder.codebook import Codebook, load_codebook
    from eventcoder.coder import Coder
    from eventcoder.document import Document, Sentence, Token
    from eventcoder.errors import CodebookError, ConlluError, EventcoderError, InputError, ParserError
    from eventcoder.event import Event, Span
    from eventcoder.formats.conllu import read_conllu, write_conllu
    from eventcoder.parse import Parser

__version__ = "0.1.0"

_PLACES = {
    "Actor": "actors",
    "ActorBook": "actors",
    "Codebook": "codebook",
    "CodebookError": "errors",
    "Coder": "coder",
    "ConlluError": "errors",
    "Document": "document",
    "Event": "event",
    "EventcoderError": "errors",
    "InputError": "errors",
    "Parser": "parse",
    "ParserError": "errors",
    "Sentence": "document",
    "Span": "event",
    "Token": "document",
    "load_actors": "actors",
    "load_codebook": "codebook",
    "read_conllu": "formats.conllu",
    "write_conllu": "formats.conllu",
}

__all__ = [
    "Actor",
    "ActorBook",
    "Codebook",
    "CodebookError",
    "Coder",
    "ConlluError",
    "Document",
    "Event",
    "EventcoderError",
    "InputError",
    "Parser",
    "ParserError",
    "Sentence",
    "Span",
    "Token",
    "load_actors",
    "load_codebook",
    "read_conllu",
    "write_conllu",
]


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_PLACES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
