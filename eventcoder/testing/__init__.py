"""Test what you build on eventcoder: strategies for Hypothesis, properties, assertions and a plugin for pytest.

Needs the extra `testing` (`pip install "eventcoder[testing]"`). Everything public is importable from here, and loaded when it is first
named.
"""

from __future__ import annotations

import importlib
from typing import Any

# Every public name, once: by the section of docs/api.md that describes it, and by the module that has it. `__init__.pyi`, which type
# checkers read, is made from this by `python tools/public_names.py`.
_SECTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "Assertions": {"assertions": ("assert_events",), "unchanged": ("assert_unchanged",)},
    "Invariants": {
        "invariants": (
            "assert_events_are_sound",
            "assert_renaming_changes_codes_only",
            "assert_passive_says_the_same",
            "assert_negation_negates",
            "assert_round_trips",
            "assert_company_changes_nothing",
            "assert_order_changes_nothing",
            "assert_unrelated_rule_changes_nothing",
        ),
        "checking": ("check_codebook", "Report", "Check"),
    },
    "Strategies": {
        "strategies.trees": ("documents", "sentences", "tokens"),
        "strategies.events": ("events",),
        "strategies.actors": ("actors",),
        "strategies.dates": ("dates", "date_inputs"),
        "strategies.codebooks": ("codebooks", "codebook_files"),
        "strategies.patterns": ("patterns",),
        "strategies.broken": ("broken_yaml",),
        "strategies.texts": ("texts",),
        "phrasing": ("CodedText",),
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
