"""The examples of docs/codebook.md, on frozen trees.

After a change of the page: `python tools/freeze_tables.py tests/test_codebook_page.py tests/data/codebook.conllu`.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from eventcoder.actors import ActorBook
from eventcoder.authoring.examples import check_examples
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook.load import POLICY_KEYS, RULE_FIELDS, SECTIONS
from eventcoder.codebook.patterns import WEIGHTS
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon, load_lexicon
from eventcoder.formats.conllu import read_conllu
from eventcoder.loading.resources import codebooks_path
from eventcoder.parse import Parser

HERE = Path(__file__).parent
PAGE = (HERE.parents[1] / "docs" / "codebook.md").read_text("utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def load_block(block: str, lexicon: Lexicon) -> Codebook:
    """The rules of a block, under the codes, families and policy of the bundled codebook."""
    with tempfile.TemporaryDirectory() as name:
        for file in ("codes.yaml", "codebook.yaml"):
            (Path(name) / file).write_bytes((codebooks_path() / "cameo" / file).read_bytes())
        (Path(name) / "page.yaml").write_text(block, encoding="utf-8")
        return load_codebook(name, lexicon=lexicon)


def sentences() -> Iterator[tuple[str]]:
    lexicon = load_lexicon()
    for block in BLOCKS:
        for rule in load_block(block, lexicon).rules.values():
            yield from ((example.text,) for example in (*rule.examples, *rule.counterexamples))


class Frozen(Parser):
    """A parser that knows the sentences of the page."""

    def parse_many(self, items: Iterable[tuple[str, str | None, str]], *, on_error: object = None) -> Iterator[Document]:
        trees = {tree.text: tree for tree in read_conllu((HERE.parent / "data" / "codebook.conllu").read_text("utf-8"))}
        return (trees[text] for text, _, _ in items)


@pytest.mark.parametrize("block", BLOCKS, ids=range(len(BLOCKS)))
def test_examples_hold(block: str, lexicon: Lexicon, actors: ActorBook) -> None:
    outcomes = list(check_examples(Coder(load_block(block, lexicon), Frozen(), actors)))
    assert outcomes
    assert not [str(outcome) for outcome in outcomes if not outcome.passed]


@pytest.mark.parametrize("name", [*SECTIONS, *RULE_FIELDS, *POLICY_KEYS])
def test_every_key_is_described(name: str) -> None:
    assert any(f"`{name}`" in line for line in PAGE.splitlines() if line.startswith("| `"))


def test_the_weights_are_those_of_the_code() -> None:
    rows = re.findall(r"^\| .+? \| (\d)(?: more)? \|$", PAGE, re.MULTILINE)
    parties = {"target", "source"}
    assert sorted(map(int, rows)) == sorted([weight for key, weight in WEIGHTS.items() if key not in parties] + [WEIGHTS["target"]])
    assert WEIGHTS["target"] == WEIGHTS["source"]


def test_every_family_is_named(bundled: Codebook) -> None:
    assert all(f"`{name}`" in PAGE for name in bundled.vocabulary.families)


# For tools/freeze_tables.py.
TABLE = tuple(sentences()) if __name__ not in ("test_codebook_page", "tests.test_codebook_page") else ()
