"""Rules of the house that no tool checks: where words, labels and state may be. `docs/contributing.md` lists them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from eventcoder.document import LABEL_ALIASES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "eventcoder"
KNOW_WORDS = ("english", "grammar", "actors", "dates", "coding")  # packages that ask for words of a sentence
# What grammar itself is made of in English; every other word is data, in codebooks/.
FUNCTION_WORDS = {"be", "by", "for", "from", "get", "have", "in", "of", "that", "the", "to"}
# Where a word is told by what a piece of code is called: attributes of a token, and names of values that hold words or prepositions.
OF_WORDS = re.compile(
    r"\.(word|form|lemma|text)\b|\b(cases?|particles)\(|\b(words?|forms?|lemmas?|texts?|prepositions?|auxiliaries|used)\b|\bp(hrase)?\[0\]"
)
OF_SETS = ("isdisjoint", "intersection", "difference", "issubset", "startswith")
# Labels of relations that are no English words as well.
LABELS = {"nsubj", "iobj", "csubj", "ccomp", "xcomp", "obl", "advcl", "advmod", "nmod", "appos", "nummod", "amod", "acl:relcl", "nmod:poss"}
# Where labels may stand: where trees are read, the door, what comes in and goes out there, the parser, and what shows authors their gaps.
READ_TREES = (
    *("grammar", "actors", "dates", "coding.amounts", "coding.counts", "coding.located", "coding.places", "coding.toponyms"),
    *("document", "formats", "parse", "authoring", "testing"),
)
FILES = sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def is_in(path: Path, *packages: str) -> bool:
    return any(f"{name(path)}.".startswith(f"{package}.") for package in packages)


def texts(node: ast.AST) -> Iterator[str]:
    """The strings written in a piece of code."""
    yield from (part.value for part in ast.walk(node) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def constants(path: Path) -> dict[str, set[str]]:
    """The strings in the values that a module names."""
    return {
        target.id: set(texts(node.value))
        for node in tree_of(path).body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def comparisons(path: Path) -> Iterator[list[ast.expr]]:
    """What a module compares, and sets that it cuts with each other."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Compare):
            yield [node.left, *node.comparators]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.Sub)):
            yield [node.left, node.right]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OF_SETS:
            yield [node.func.value, *node.args]


def compared_words(path: Path) -> Iterator[str]:
    """The lower-case words that a module compares words of a sentence with, written there or named by a constant."""
    named = constants(path)
    for sides in comparisons(path):
        listed = [
            set(texts(side)).union(*(named.get(part.id, ()) for part in ast.walk(side) if isinstance(part, ast.Name))) for side in sides
        ]
        for number, words in enumerate(listed):
            others = [side for place, side in enumerate(sides) if place != number]
            if any(OF_WORDS.search(ast.unparse(side)) for side in others):
                yield from (word for word in words if len(word) > 1 and word.islower() and word.replace(" ", "").isalpha())


@pytest.mark.parametrize("path", [path for path in FILES if is_in(path, *KNOW_WORDS)], ids=name)
def test_words_of_the_language_are_data(path: Path) -> None:
    assert set(compared_words(path)) <= FUNCTION_WORDS, "put them into codebooks/english/, and read them from the lexicon"


def test_no_function_word_is_listed_in_vain() -> None:
    assert {word for path in FILES if is_in(path, *KNOW_WORDS) for word in compared_words(path)} == FUNCTION_WORDS


@pytest.mark.parametrize("path", [path for path in FILES if not is_in(path, *READ_TREES)], ids=name)
def test_labels_are_written_where_trees_are_read(path: Path) -> None:
    assert not (LABELS | LABEL_ALIASES.keys() - {"name", "foreign", "agent", "neg", "prep"}) & set(texts(tree_of(path)))


@pytest.mark.parametrize("path", [path for path in FILES if is_in(path, "actors", "coding")], ids=name)
def test_roles_of_actors_are_data(path: Path) -> None:
    """What rules must know of the roles is the scheme of roles.yaml; `IGO` belongs to the form of codes."""
    roles = yaml.safe_load((ROOT / "codebooks" / "actors" / "roles.yaml").read_text(encoding="utf-8"))
    assert not ({*roles["roles"], *roles["modifiers"], roles["scheme"]["former"]} - {"IGO"}) & set(texts(tree_of(path)))


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


@pytest.mark.parametrize("path", [path for path in FILES if not is_in(path, "cli", "parse", "testing.plugin")], ids=name)
def test_imports_stand_at_the_head(path: Path) -> None:
    """Where a program answers at once, where torch is loaded late, and in what every pytest loads, they may stand in functions."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            assert not any(isinstance(part, (ast.Import, ast.ImportFrom)) for part in ast.walk(node)), node.name


@pytest.mark.parametrize("path", sorted((ROOT / "codebooks" / "english").glob("*.yaml")), ids=lambda path: path.name)
def test_every_list_of_words_is_used(path: Path) -> None:
    """By its name, somewhere; the lists of time.yaml by the patterns too; nouns.yaml and festivals.yaml list no lists."""
    lists = yaml.safe_load(path.read_text(encoding="utf-8"))
    code = "\n".join(module.read_text(encoding="utf-8") for module in FILES)
    named = "\n".join(module.read_text(encoding="utf-8") for module in FILES if not is_in(module, "english"))
    if path.name == "time.yaml":
        patterns = " ".join(pattern for found in lists["expressions"].values() for pattern in found)
        lists = {key: None for key in lists["words"] if not re.search(rf"\b{key}\b", patterns)}
    asked = {key for key in lists if f".{key}" in code or f'"{key}"' in named}
    assert [key for key in lists if key not in asked and path.name not in ("nouns.yaml", "festivals.yaml")] == []
