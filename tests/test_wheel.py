"""What a user installs: a wheel built from this checkout, installed away from it, codes with the codebooks and the model inside it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cases import CASES

from eventcoder.codebook import load_codebook
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
    done = start(installed, installed.parent, *arguments, stdin=stdin)
    done.check_returncode()
    return done.stdout


def start(installed: Path, folder: Path, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run Python in a folder, with the installed eventcoder and none of the checkout."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    environment |= {"PYTHONPATH": str(installed), "EVENTCODER_CACHE": str(installed.parent / "cache"), "COLUMNS": "150"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, check=False, text=True)


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


def test_it_begins_a_codebook_and_makes_a_page_of_it(installed: Path, tmp_path: Path) -> None:
    """With the starters, schemas and templates inside it."""
    book = tmp_path / "mine" / "mine.codebook.yaml"
    assert str(book) in run(installed, "-m", "eventcoder", "codebook", "new", str(tmp_path / "mine"))
    run(installed, "-m", "eventcoder", "codebook", "page", str(book), "--own", "-o", str(tmp_path / "mine.html"))
    assert "Kenya accused Egypt of hacking." in (tmp_path / "mine.html").read_text("utf-8")


def test_hypothesis_knows_its_types(installed: Path) -> None:
    code = "from hypothesis import find, strategies as st; from eventcoder import Token; print(find(st.from_type(Token), bool).deprel)"
    assert run(installed, "-c", code) == "root\n"


def test_all_public_names_are_inside(installed: Path) -> None:
    rules = len(load_codebook().rules)
    assert run(installed, "-c", "from eventcoder import *; print(len(load_codebook().rules))") == f"{rules}\n"


class TestTheExampleProject:
    """`examples/downstream/` as somebody has it who has copied it: it passes, and says what is wrong once something is."""

    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        left_out = shutil.ignore_patterns(".*", "__pycache__")
        return Path(shutil.copytree(ROOT / "examples" / "downstream", tmp_path / "rivers", ignore=left_out))

    def run_tests(self, installed: Path, project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return start(installed, project, "-m", "pytest", "-p", "no:cacheprovider", *arguments)

    def test_it_passes(self, installed: Path, project: Path) -> None:
        done = self.run_tests(installed, project)
        assert re.search(r"^=+ \d+ passed in ", done.stdout, re.MULTILINE), done.stdout + done.stderr
        for name in ("rivers.codebook.yaml", "news.cases.txt", "tests/test_article.py", "tests/test_properties.py"):
            assert f"\n{name} ." in done.stdout

    @pytest.mark.parametrize(
        ("file", "old", "new", "lines"),
        [
            pytest.param(
                "rivers.codebook.yaml",
                "cut off {WATER} to TARGET",
                "cut off {WATER} for TARGET",
                [
                    "rivers.codebook.yaml:33: 16-withhold-water",
                    "  expected  KEN 1632 SOM",
                    "  got       KEN 160 SOM (16-relations)",
                    "'cut' would be 'SOURCE:@AUTHORITIES cut off {WATER} for TARGET' of rule 16-withhold-water, but lacks",
                ],
                id="a broken rule",
            ),
            pytest.param(
                "actors.yaml",
                "Juba Farmers Union",
                "Juba Herders Union",
                ["tana.events.txt: 1 lost and 1 new", "    lost  2024-05-14 SOMCVL 141 KENGOV", "141 KENGOV: another source"],
                id="a renamed actor",
            ),
            pytest.param(
                "rivers.codebook.yaml",
                "rules:\n",
                "rules:\n  - {id: 14-embassy, code: none, patterns: ['SOURCE:@DISSENTERS protest outside TARGET:GOV']}\n",
                ["tana.events.txt: 1 lost and 0 new", "    lost  2024-05-14 SOMCVL 141 KENGOV", "but more exactly", "of 14-embassy"],
                id="a lost event",
            ),
        ],
    )
    def test_it_says_what_is_wrong(self, installed: Path, project: Path, file: str, old: str, new: str, lines: list[str]) -> None:
        path = project / file
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        done = self.run_tests(installed, project, "rivers.codebook.yaml", "tests/test_article.py")
        assert done.returncode == pytest.ExitCode.TESTS_FAILED, done.stdout + done.stderr
        assert [line for line in lines if line not in done.stdout] == [], done.stdout
