"""The model card: what a model was made of and how well it does."""

import hashlib
import json
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.model import table

PACKAGES = ("stanza", "torch", "numpy", "attrs")


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that decide the weights."""
    return {"python": platform.python_version(), "machine": platform.machine(), **{name: version(name) for name in PACKAGES}}


def write_card(model: Path, card: dict[str, Any]) -> None:
    """Write a card as JSON, for programs, and as Markdown, for people.

    Args:
        model: The model directory.
        card: "name", "settings", "versions", "data", "base", "stages", "history" and "scores"; "entities" if it knows any.
    """
    (model / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    entities = card.get("entities", {"data": {}, "settings": {}, "history": [{}]})
    hashes = [{"file": name, "SHA-256": value} for name, value in {**card["data"], **card["base"], **entities["data"]}.items()]
    settings = [{"setting": key, "value": value} for key, value in {**card["settings"], **card["versions"]}.items()]
    epochs = [
        {
            **{"epoch": entry["epoch"], "step": entry["step"]},
            **{f"{name} {k}": round(100 * v, 2) for name, s in entry.items() if isinstance(s, dict) for k, v in s.items()},
        }
        for entry in card["history"]
    ]
    parts = [f"# {card['name']}\n", "Made by `python -m tools.train_model`.\n"]
    tables = {
        "Scores": card["scores"],
        "Named entities": [{"input": name, **figures} for name, figures in entities["history"][-1].items() if isinstance(figures, dict)],
        "Training of tagger and parser": epochs,
        "Settings and versions": settings,
        "Settings of named entities": [{"setting": key, "value": value} for key, value in entities["settings"].items()],
        "Data": hashes,
    }
    for title, rows in tables.items():
        if rows:
            parts.append(f"## {title}\n\n{table(rows)}\n")
    (model / "card.md").write_text("\n".join(parts), encoding="utf-8")
