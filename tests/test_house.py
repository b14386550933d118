"""Rules of the house that no tool checks: where words, labels and state may be. `docs/contributing.md` lists them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from eventcoder.document import LABEL_ALIASES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "eventcoder"
READ_TREES = ("grammar", "actors", "dates", "coding")
# What grammar itself is made of in English; every other word is data, in codebooks/.
FUNCTION_WORDS = {"be", "by", "for", "from", "have", "of", "that", "the", "to"}
SPELLED = ("word", "form", "lemma", "text")  # attributes of a token that hold a word
# Labels of relations that are no English words as well.
LABELS = {"nsubj", "iobj", "csubj", "ccomp", "xcomp", "obl", "advcl", "advmod", "nmod", "appos", "nummod", "amod", "acl:relcl", "nmod:poss"}
# Where else labels may stand: the door, what comes in and goes out there, the parser, and what shows authors their gaps.
DOORS = ("document", "formats", "parse", "authoring")
FILES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def texts(node: ast.AST) -> Iterator[str]:
    """The strings written in a piece of code."""
    yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def compared_words(path: Path) -> Iterator[str]:
    """The lower-case words that a module compares a token's word, or a preposition, with."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            spelled = any(isinstance(side, ast.Attribute) and side.attr in SPELLED for side in sides)
            marked = any(part in ast.unparse(side) for side in sides for part in ("preposition", "cases("))
            if spelled or marked:
                words = (text for side in sides for text in texts(side))
                yield from (word for word in words if word.islower() and word.replace(" ", "").isalpha())


@pytest.mark.parametrize("path", [path for path in FILES if name(path).split(".")[0] in READ_TREES], ids=name)
def test_words_of_the_language_are_data(path: Path) -> None:
    assert set(compared_words(path)) <= FUNCTION_WORDS, "put them into codebooks/english/, and read them from the lexicon"


def test_no_function_word_is_listed_in_vain() -> None:
    assert {word for package in READ_TREES for path in (PACKAGE / package).rglob("*.py") for word in compared_words(path)} == FUNCTION_WORDS


@pytest.mark.parametrize("path", [path for path in FILES if name(path).split(".")[0] not in (*READ_TREES, *DOORS)], ids=name)
def test_labels_are_written_where_trees_are_read(path: Path) -> None:
    assert not (LABELS | LABEL_ALIASES.keys() - {"name", "foreign", "agent", "neg", "prep"}) & set(texts(tree_of(path)))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_is_kept_for_the_process(path: Path) -> None:
    """No caches on functions, and no value of a module that grows."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            decorators = " ".join(map(ast.unparse, node.decorator_list))
            assert "lru_cache" not in decorators
            assert "functools.cache" not in decorators
        assert not isinstance(node, ast.Global)
    for node in tree_of(path).body:
        value = node.value if isinstance(node, (ast.Assign, ast.AnnAssign)) and "__all__" not in ast.unparse(node) else None
        assert not isinstance(value, (ast.List, ast.ListComp, ast.Set)), f"line {node.lineno}: make it a tuple or a frozenset"


@pytest.mark.parametrize("path", [path for path in FILES if name(path).split(".")[0] not in ("cli", "parse")], ids=name)
def test_imports_stand_at_the_head(path: Path) -> None:
    """Where a program answers at once, and where torch is loaded late, they may stand in functions; nowhere else."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            assert not any(isinstance(part, (ast.Import, ast.ImportFrom)) for part in ast.walk(node)), node.name


@pytest.mark.parametrize("path", sorted((ROOT / "codebooks" / "english").glob("*.yaml")), ids=lambda path: path.name)
def test_every_list_of_words_is_used(path: Path) -> None:
    if path.name in ("nouns.yaml", "time.yaml"):  # nouns, and classes of words that patterns of time name
        return
    code = "\n".join(module.read_text(encoding="utf-8") for module in FILES)
    for key in yaml.safe_load(path.read_text(encoding="utf-8")):
        uses = [f".{key}", f'"{key}"', f"'{key}'"]
        assert any(use in code for use in uses), f"{key}: nothing asks for it"
