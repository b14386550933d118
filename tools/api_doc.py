"""Write docs/api.md from the docstrings of what `eventcoder` and `eventcoder.testing` export.

    python tools/api_doc.py [--check]

With --check nothing is written; the exit code is 1 if the page is not what would be written. A docstring that says nothing about an
argument or the result is an error either way.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs

import eventcoder
import eventcoder.spark
import eventcoder.testing

PAGE = Path(__file__).resolve().parent.parent / "docs" / "api.md"
INTRODUCTION = """# API

All that `eventcoder` exports, made from the docstrings by `python tools/api_doc.py`. Import these names from `eventcoder` itself
(`from eventcoder import Coder, rows`), never from the modules below it, which may move.

Offsets are Unicode code points and begin at 0. Dates are ISO 8601. Whatever holds data is frozen: copy it with `attrs.evolve` to change it.
"""
SPARK = """# For clusters

What `eventcoder.spark` has (`from eventcoder import spark`); it needs `pip install "eventcoder[spark]"`. [scaling.md](scaling.md) shows it.

## Spark
"""
TESTING = """# For tests

What `eventcoder.testing` exports (`from eventcoder.testing import assert_events`); it needs `pip install "eventcoder[testing]"`.
"""
PART = re.compile(r"^(Args|Attributes|Returns|Yields|Raises):$")
ENTRY = re.compile(r"^(\w+): (.*)$")
RESULTS = ("Returns", "Yields")

Function = ast.FunctionDef


@attrs.frozen
class Docstring:
    """A docstring taken apart.

    Args:
        text: its paragraphs and examples.
        parts: its parts by name: what it says of each argument, result or error; of a result the name is empty.
    """

    text: tuple[str, ...]
    parts: dict[str, dict[str, str]]


def docstring(text: str) -> Docstring:
    """Take a docstring apart.

    >>> docstring("Add.\\n\\nArgs:\\n    a: a number,\\n        whole.\\n\\nReturns:\\n    The sum.").parts
    {'Args': {'a': 'a number, whole.'}, 'Returns': {'': 'The sum.'}}
    """
    paragraphs: list[str] = []
    parts: dict[str, dict[str, str]] = {}
    for block in inspect.cleandoc(text).split("\n\n"):
        first, _, rest = block.partition("\n")
        part = PART.match(first)
        if part is None:
            paragraphs.append(block)
            continue
        entries = parts.setdefault(part[1], {})
        name = ""
        for line in inspect.cleandoc(rest).splitlines():
            entry = None if part[1] in RESULTS else ENTRY.match(line)
            if entry is not None:
                name, line = entry[1], entry[2]
            entries[name] = f"{entries[name]} {line.strip()}" if name in entries else line.strip()
    return Docstring(tuple(paragraphs), parts)


def page() -> str:
    """The text of the page."""
    spark = [SPARK, *described(eventcoder.spark, "code", "spark.")]
    return "\n".join([*part(INTRODUCTION, eventcoder, ""), "", *spark, "", *part(TESTING, eventcoder.testing, "testing.")]) + "\n"


def part(introduction: str, package: ModuleType, prefix: str) -> Iterator[str]:
    """The lines about a package, whose names have a prefix in headings."""
    sections: dict[str, dict[str, tuple[str, ...]]] = vars(package)["_SECTIONS"]
    yield introduction
    for title, modules in sections.items():
        names = [name for found in modules.values() for name in found]
        yield f"- **{title}**: " + ", ".join(f"[{name}](#{anchor(prefix + name)})" for name in names)
    for title, modules in sections.items():
        yield from ["", f"## {title}"]
        for found in modules.values():
            for name in found:
                yield from ["", *described(package, name, prefix)]


def anchor(heading: str) -> str:
    """What a link to a heading names."""
    return heading.lower().replace(".", "")


def described(package: ModuleType, name: str, prefix: str) -> Iterator[str]:
    """The lines about a public name."""
    thing = getattr(package, name)
    node = definition(thing)
    if isinstance(node, Function):
        yield from [f"### {prefix}{name}", "", f"`{name}{signature(node)}`", ""]
        yield from about(node, name)
        return
    yield from [f"### {prefix}{name}", ""]
    types = fields_of(node)
    made = next((member for member in node.body if isinstance(member, Function) and member.name == "__init__"), None)
    arguments = types_of(made) if made else {key.lstrip("_"): ast.unparse(field.annotation) for key, field in types.items()}
    is_data = attrs.has(thing) and not any(key.startswith("_") for key in types)
    found = docstring(thing.__doc__ or "")
    for base in thing.__bases__ if attrs.has(thing) else ():
        if attrs.has(base):  # whose fields it has, too
            inherited = definition(base)
            assert isinstance(inherited, ast.ClassDef)
            arguments = {key: ast.unparse(field.annotation) for key, field in fields_of(inherited).items()} | arguments
            found.parts["Args"] = docstring(base.__doc__ or "").parts["Args"] | found.parts["Args"]
    yield from text(found, arguments, name, "Fields" if is_data else "Arguments")
    members = [
        member for member in node.body if isinstance(member, Function) and not member.name.startswith("_") and not is_default(member)
    ]
    properties = [member for member in members if is_property(member)]
    if properties:
        yield from ["*Properties*", ""]
        yield from (
            f"- `{found.name}` (`{result_of(found)}`): {' '.join(docstring(ast.get_docstring(found) or '').text)}" for found in properties
        )
        yield ""
    for member in members:
        if not is_property(member):
            yield from ["", f"#### `{name}.{member.name}{signature(member)}`", ""]
            yield from about(member, f"{name}.{member.name}")


def definition(thing: Any) -> ast.ClassDef | ast.FunctionDef:
    """Where a class or function is written."""
    tree = ast.parse(inspect.getsource(sys.modules[thing.__module__]))
    return next(node for node in tree.body if isinstance(node, (ast.ClassDef, Function)) and node.name == thing.__name__)


def fields_of(node: ast.ClassDef) -> dict[str, ast.AnnAssign]:
    """The fields of a class, by their names."""
    return {field.target.id: field for field in node.body if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)}


def about(node: Function, name: str) -> Iterator[str]:
    """The lines about a function or method below its heading."""
    found = docstring(ast.get_docstring(node) or "")
    missing = [argument for argument in types_of(node) if argument not in found.parts.get("Args", {})]
    if result_of(node) != "None" and not set(RESULTS) & found.parts.keys():
        missing.append("what it returns")
    if not found.text or missing:
        raise SystemExit(f"{name}: expected a docstring with all arguments and the result, missing: {', '.join(missing) or 'everything'}")
    yield from text(found, {**types_of(node), "": result_of(node)}, name)


def is_property(node: Function) -> bool:
    """Whether a method is read like an attribute."""
    return any("property" in ast.unparse(decorator) for decorator in node.decorator_list)


def result_of(node: Function) -> str:
    """The type of what a function gives, as written."""
    return ast.unparse(node.returns) if node.returns else ""


def signature(node: Function) -> str:
    """The arguments of a function with their defaults, and without their types."""
    bare = ast.parse(ast.unparse(node)).body[0]
    assert isinstance(bare, Function)
    for argument in ast.walk(bare.args):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    bare.args.args = [argument for argument in bare.args.args if argument.arg not in ("self", "cls")]
    return f"({ast.unparse(bare.args)})".replace("'", '"')


def types_of(node: Function) -> dict[str, str]:
    """The arguments of a function, and their types as written."""
    several = [found for found in (node.args.vararg, node.args.kwarg) if found is not None]
    arguments = (*node.args.posonlyargs, *node.args.args, *several, *node.args.kwonlyargs)
    return {found.arg: ast.unparse(found.annotation) if found.annotation else "" for found in arguments if found.arg not in ("self", "cls")}


def is_default(node: Function) -> bool:
    """Whether a method only gives the default of a field."""
    return any(ast.unparse(decorator).endswith((".default", ".validator")) for decorator in node.decorator_list)


def text(found: Docstring, types: dict[str, str], where: str, arguments: str = "Arguments") -> Iterator[str]:
    """A docstring as Markdown."""
    for paragraph in (paragraph for paragraph in found.text if not paragraph.startswith(">>> ")):
        yield from [paragraph, ""]
    for part, entries in found.parts.items():
        unknown = [name for name in entries if part == "Args" and name not in types]
        if unknown:
            raise SystemExit(f"{where}: there is no argument {unknown[0]!r}")
        if part in RESULTS:
            yield from [f"*{part}* (`{types['']}`): {entries['']}", ""]
            continue
        yield from [f"*{arguments if part == 'Args' else part}*", ""]
        yield from (f"- `{name}`{f' (`{types[name]}`)' if types.get(name) else ''}: {entry}" for name, entry in entries.items())
        yield ""
    for paragraph in (paragraph for paragraph in found.text if paragraph.startswith(">>> ")):
        yield from ["```python", paragraph, "```", ""]


def main(check: bool) -> int:
    """Write the page, or compare it."""
    made = re.sub(r"\n{3,}", "\n\n", page()).rstrip("\n") + "\n"
    if not check:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made:
        return 0
    print(f"{PAGE} is out of date: run python tools/api_doc.py")
    return 1


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
