"""The codebooks that `docs/codebook.md` writes out, block by block, and those that are there to begin with."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from eventcoder.authoring.starting import starting_files, write_new
from eventcoder.codebook import Codebook, Rule, load_codebook
from eventcoder.loading.resources import codebooks_path

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "codebook.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def load_started(starter: str) -> Codebook:
    """What `eventcoder codebook new` makes."""
    with tempfile.TemporaryDirectory() as name:
        files = starting_files(Path(name) / "mine", starter)
        write_new(files)
        return load_codebook(next(iter(files)))


def load_block(block: str) -> Codebook:
    """The rules of a block, under the codes, families and policy of the bundled codebook, or all of that, if the block extends it."""
    with tempfile.TemporaryDirectory() as name:
        for file in ("codes.yaml", "codebook.yaml") if "extends:" not in block else ():
            (Path(name) / file).write_bytes((codebooks_path() / "cameo" / file).read_bytes())
        (Path(name) / "page.yaml").write_text(block, encoding="utf-8")
        return load_codebook(name)


def own_rules(codebook: Codebook) -> list[Rule]:
    """The rules of a codebook that come from no other one."""
    return [rule for name, rule in codebook.rules.items() if name not in codebook.origins]
