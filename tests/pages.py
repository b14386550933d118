"""The codebooks that `docs/codebook.md` writes out, block by block."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.loading.resources import codebooks_path

PAGE = (Path(__file__).resolve().parents[1] / "docs" / "codebook.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def load_block(block: str) -> Codebook:
    """The rules of a block, under the codes, families and policy of the bundled codebook."""
    with tempfile.TemporaryDirectory() as name:
        for file in ("codes.yaml", "codebook.yaml"):
            (Path(name) / file).write_bytes((codebooks_path() / "cameo" / file).read_bytes())
        (Path(name) / "page.yaml").write_text(block, encoding="utf-8")
        return load_codebook(name)
