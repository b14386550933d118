"""Political events from news text: who did what to whom, when, and by which rule.

>>> from eventcoder import Coder
>>> for event in Coder().code("Iran condemned Israel on Monday.", date="2024-05-01"):
...     print(event)
2024-04-29  IRN -> ISR  111 Criticize or denounce: 'condemned'

Everything public is importable from here, and loaded when it is first named; `docs/api.md` describes it. The rest is internal and may move.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# Every public name, once: by the section of docs/api.md that describes it, and by the module that has it. `__init__.pyi`, which type
# checkers read, is made from this by `python tools/public_names.py`.
_SECTIONS = {
    "Coding": {"coder": ("Coder",), "parse": ("Parser",)},
    "Documents": {
        "document": ("Document", "Sentence", "Token", "Entity"),
        "formats.conllu": ("read_conllu", "write_conllu"),
        "parse.others": ("from_spacy", "from_stanza"),
    },
    "Articles": {"formats.article": ("Article",), "formats.articles": ("read_articles",)},
    "Events": {
        "event": ("Event", "Count", "Span"),
        "actors": ("Actor",),
        "places": ("Place", "Gazetteer", "GazetteerEntry", "BundledGazetteer"),
        "marked": ("show", "Marked", "Explanation"),
        "views": ("load_view", "rows", "table_schema", "to_arrow", "to_frame", "write_events"),
    },
    "Corpora": {"corpus": ("code_corpus", "parse_corpus", "CorpusRun", "Progress", "cite", "Citation")},
    "Analysis": {
        "views.reading": ("read_table",),
        "analysis": ("dedupe", "cluster", "panel"),
        "datasets": ("compare_counts", "ComparedCounts"),
    },
    "Reports": {"reporting": ("report",)},
    "Validation": {
        "validating.drawing": ("sample",),
        "validating.items": ("Sample", "Item"),
        "validating.writing": ("write_sample",),
        "validating.judging": ("score",),
        "validating.scores": ("Scores",),
        "validating.againstgold": ("score_gold",),
    },
    "Codebooks": {"codebook": ("Codebook", "load_codebook"), "english.lexicon": ("Lexicon", "load_lexicon")},
    "Changes": {"comparing.changes": ("compare", "Comparison", "Change"), "scoring.gold": ("read_gold", "GoldRow")},
    "Actors": {
        "actors": ("ActorBook", "load_actors", "with_actors"),
        "authoring.unknown": ("unknown_actors",),
        "authoring.who": ("who", "Candidate"),
    },
    "Errors": {
        "errors": (
            "EventcoderError",
            "CodebookError",
            "CodingError",
            "ConlluError",
            "InputError",
            "InputWarning",
            "OutputError",
            "ParserError",
        )
    },
}
_MODULES = {name: module for modules in _SECTIONS.values() for module, names in modules.items() for name in names}

__all__ = [*_MODULES]


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])
