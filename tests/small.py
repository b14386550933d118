"""Small files of every kind that eventcoder reads, as plain values, and how to load a folder of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from eventcoder.actors import load_actors
from eventcoder.codebook import load_codebook
from eventcoder.english.lexicon import WRITING, load_lexicon
from eventcoder.loading.resources import codebooks_path
from eventcoder.testing.phrasing.words import load_words
from eventcoder.testing.strategies.broken import ACTORS
from eventcoder.views.layout import load_layout

Files = dict[str, Any]
DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

CODEBOOK = {
    "codebook": {"name": "small", "version": "1", "description": "A small one."},
    "roots": {"04": "Consult", "19": "Fight"},
    "quads": {"1": ["04"], "4": ["19"]},
    "codes": {
        "040": {"name": "Consult", "definition": "Talks.", "type": "message", "goldstein": 1.0, "plover": "CONSULT", "mode": "visit"},
        "190": {"name": "Fight", "type": "attack", "context": "x", "acled": ["Battles", "Armed clash"]},
    },
    "families": {"fight": ["19"]},
    "policy": {"sourceless": ["19"], "generic": ["190"], "force": ["19"], "dead": ["19"]},
    "transitions": {"04": {"future": "190"}},
    "unreached": {"040": "nobody says so"},
    "roles": {"REBELS": ["REB", "@CROWD"], "CROWD": ["CVL", "{GUN}"]},
    "words": {"GUN": ["gun", "machine gun"], "ARM": ["{GUN}", "knife"]},
    "rules": [
        {
            "id": "strike",
            "code": "190",
            "patterns": ["SOURCE:@REBELS|MIL attack TARGET with {ARM}", "halt <fight>"],
            "examples": ["Iran attacked Israel. => IRN 190 ISR"],
            "counterexamples": ["It rained."],
            "reciprocal": True,
            "source": "speaker",
            "note": "Why.",
        }
    ],
}

VIEW = {
    "title": "Small",
    "version": 1,
    "about": "A small view.",
    "rows": "dyad",
    "mirror": {"042": "043"},
    "needs": ["kind", "Date"],
    "groups": {"armed": {"roles": ["MIL"], "words": ["gunm*"]}},
    "words": {"drone": ["drone", "UAV"]},
    "tables": {"months": {"May": 5, "June": None}},
    "turn": [{"source": "armed", "code": ["14"]}],
    "values": {
        "kind": {
            "decide": [
                {"if": {"code": "19", "target": ["armed"], "words": "drone"}, "is": "Strike"},
                {"if": {"not": {"event.status": "asserted"}, "sentence": "drone", "event.dead.low": None}, "from": "code.mode"},
                {"text": "by {source.name}"},
            ]
        }
    },
    "columns": {
        "Date": {"type": "day", "from": ["event.date", "article.date"], "description": "When."},
        "month": {"type": "integer", "from": "article.month", "table": "months", "else": 1, "description": "Which."},
        "who": {"type": "text", "text": "the {target.country.iso}", "description": "Who."},
        "none": {"type": "number", "empty": "nobody knows", "description": "None."},
    },
}


def write(folder: Path, files: Files) -> Path:
    """Write files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_text(yaml.dump(content, Dumper=DUMPER, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def shrink(value: Any, keep: int = 2, depth: int = 0) -> Any:
    """A value with a few members of every list and of every mapping below the third level."""
    if isinstance(value, list):
        return value[:keep]
    if isinstance(value, dict):
        some = list(value.items())[: keep if depth > 1 or len(value) > 100 else None]
        return {key: shrink(member, keep, depth + 1) for key, member in some}
    return value


def bundled(folder: str) -> Files:
    """The bundled files of a folder, made small."""
    return {path.name: shrink(yaml.safe_load(path.read_bytes())) for path in sorted((codebooks_path() / folder).glob("*.yaml"))}


ENGLISH = bundled("english")
KINDS: Mapping[str, tuple[Files, Callable[[Path], object]]] = {
    "english": ({name: content for name, content in ENGLISH.items() if name != WRITING}, load_lexicon),
    "phrasing": ({WRITING: ENGLISH[WRITING]}, lambda folder: load_words(folder / WRITING)),
    "codebook": ({"book.yaml": CODEBOOK}, load_codebook),
    "actors": ({"own.yaml": ACTORS}, lambda folder: load_actors(folder, bundled=False, cache=False)),
    "views": ({"view.yaml": VIEW}, lambda folder: load_layout(folder / "view.yaml")),
}
