"""What a user installs: a wheel built from this checkout, installed away from it, codes with the codebooks and the model inside it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from cases import CASES

from eventcoder.coder import Coder
from eventcoder.formats.conllu import read_conllu

ROOT = Path(__file__).resolve().parents[1]
TREES = CASES / "forms" / "01-voice.conllu"

pytestmark = pytest.mark.parser


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds eventcoder as it is installed, and nothing else."""
    if "CI" not in os.environ:
        pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT], check=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--no-index", "--target", folder / "site", wheel], check=True)
    return folder / "site"


def run(installed: Path, *arguments: str, stdin: str = "") -> str:
    """What Python prints, with the installed eventcoder and none of the checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    environment |= {"PYTHONPATH": str(installed), "EVENTCODER_CACHE": str(installed.parent / "cache")}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=installed.parent, env=environment, input=stdin, capture_output=True, check=True, text=True).stdout


def test_it_is_what_is_imported(installed: Path) -> None:
    assert run(installed, "-c", "import eventcoder; print(eventcoder.__file__)").startswith(str(installed))


def test_it_codes_trees_as_the_checkout_does(installed: Path) -> None:
    lines = run(installed, "-m", "eventcoder", "code", str(TREES), "--format", "jsonl").splitlines()
    expected = [event for document in read_conllu(TREES.read_text("utf-8")) for event in Coder().code_document(document)]
    assert [(event["code"], event["codebook"]) for event in map(json.loads, lines)] == [(event.code, event.codebook) for event in expected]
    assert expected


def test_it_parses_with_the_model_inside(installed: Path) -> None:
    [line] = run(installed, "-m", "eventcoder", "code", "-", "--format", "jsonl", stdin="Iran condemned Israel.\n").splitlines()
    assert (json.loads(line)["source"]["code"], json.loads(line)["code"]) == ("IRN", "111")


def test_all_public_names_are_inside(installed: Path) -> None:
    assert run(installed, "-c", "from eventcoder import *; print(len(load_codebook().rules) > 400)") == "True\n"
