"""`eventcoder codebook test`, `lint` and `format`: whether a codebook does what it says, and is in order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.codebook.shared import FOUND, codebook_argument
from eventcoder.cli.options import actors_option, parser_options
from eventcoder.cli.output import echo
from eventcoder.cli.reports import Problems, Progress, count, quiet_libraries
from eventcoder.errors import InputError

if TYPE_CHECKING:
    from eventcoder.codebook.model import Rule
    from eventcoder.coder import Coder
    from eventcoder.parse import Parser


@click.command()
@codebook_argument
@click.option("--root", metavar="NN", help="Only the rules whose code or name begins with this, such as 13.")
@click.option("--own", is_flag=True, help="Only the rules that are not as they are in the codebook that this one extends.")
@click.option("--unseen", is_flag=True, help="List the patterns that are the best reading of no clause in any example.")
@click.option(
    "--corpus",
    metavar="FILE",
    multiple=True,
    type=click.Path(allow_dash=True),
    help="With --unseen: nor in this file, parsed (CoNLL-U) or not; may be repeated.",
)
@actors_option
@parser_options
def test(
    path: Path | None, root: str | None, own: bool, unseen: bool, corpus: tuple[str, ...], actors: tuple[Path, ...], parser: Parser
) -> None:
    """Run the examples and counterexamples of a CODEBOOK.

    \b
    eventcoder codebook test my-codebook/ --root 13
    eventcoder codebook test mine.yaml --own
    eventcoder codebook test my-codebook/ --unseen --corpus news.conllu
    """
    from eventcoder.authoring.examples import check_examples
    from eventcoder.authoring.parses import CachingParser
    from eventcoder.authoring.usage import seen_patterns
    from eventcoder.codebook import load_codebook
    from eventcoder.coder import Coder

    loaded = load_codebook(path)
    rules = [rule for rule in loaded.rules.values() if root is None or any(name.startswith(root) for name in (rule.id, *rule.codes))]
    rules = [rule for rule in rules if not own or rule.id not in loaded.origins]
    if not rules:
        raise InputError(
            f"expected --root to be the beginning of the code or name of a rule, got {root!r}" if root else "there are no rules"
        )
    if corpus and not unseen:
        raise click.UsageError("--corpus goes with --unseen")
    passed = failed = 0
    seen: set[tuple[str, str]] = set()
    coder = Coder(loaded, CachingParser.of(parser), actors or None)
    with quiet_libraries():
        for outcome in check_examples(coder, rules):
            if unseen:
                seen |= seen_patterns(coder.read(outcome.document))
            passed += outcome.passed
            failed += not outcome.passed
            if not outcome.passed:
                echo(f"{outcome}\n")
    echo(f"{passed} of {count(passed + failed, 'example')} of {count(len(rules), 'rule')} came out as expected")
    if unseen:
        seen |= _seen_in(coder, corpus)
        _show_unseen(rules, seen, corpus)
    if failed:
        raise click.exceptions.Exit(FOUND)


def _seen_in(coder: Coder, corpus: tuple[str, ...]) -> set[tuple[str, str]]:
    """The patterns that are the best reading of a clause in some files."""
    from eventcoder.authoring.usage import seen_patterns
    from eventcoder.formats.inputs import Inputs
    from eventcoder.outcomes import documents

    if not corpus:
        return set()
    problems, passed = Problems(), Progress()
    with quiet_libraries():
        found = passed.of(documents(Inputs(corpus).articles(problems), coder.parser, problems))
        seen = {name for document in found for name in seen_patterns(coder.read(document))}
    problems.finish(passed.done)
    return seen


def _show_unseen(rules: list[Rule], seen: set[tuple[str, str]], corpus: tuple[str, ...]) -> None:
    """List the patterns that nothing shows to work, by rule."""
    from eventcoder.authoring.usage import unseen

    found = unseen(rules, seen)
    for each in found:
        echo(f"\n{each.rule.id}  {len(each.patterns)} of {count(len({*each.rule.patterns}), 'pattern')}  {each.rule.where}")
        for pattern in each.patterns:
            echo(f"  {pattern}")
    total = sum(len({*rule.patterns}) for rule in rules)
    missing = sum(len(each.patterns) for each in found)
    places = " nor in ".join(("in the examples", *corpus))
    echo(f"\n{missing:,} of {count(total, 'pattern')} ({missing / total:.1%}) are never the best reading of a clause {places}")


@click.command()
@codebook_argument
@actors_option
@click.option("--no-examples", is_flag=True, help="Do not ask for examples, which imported rules do not have.")
def lint(path: Path | None, actors: tuple[Path, ...], no_examples: bool) -> None:
    """Look for faults of a CODEBOOK: misspelt slots, roles and codes, patterns that never win, rules without examples, unused word sets.

    \b
    eventcoder codebook lint my-codebook/
    """
    from eventcoder.actors import load_actors
    from eventcoder.authoring.lint import known_roles
    from eventcoder.authoring.lint import lint as find_faults
    from eventcoder.codebook import load_codebook

    loaded = load_codebook(path)
    faults = find_faults(loaded, known_roles(load_actors(actors or None)), not no_examples)
    for fault in faults:
        echo(str(fault))
    echo(
        f"{count(len(faults), 'fault')} in {count(len(loaded.rules), 'rule')}"
        if faults
        else f"no faults in {count(len(loaded.rules), 'rule')}"
    )
    if faults:
        raise click.exceptions.Exit(FOUND)


@click.command("format")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Change nothing, and say which files are laid out otherwise.")
def format_files(paths: tuple[Path, ...], check: bool) -> None:
    """Lay out the files of codebooks alike.

    Word sets come in alphabetical order and the keys of rules in a fixed one, patterns stand one a line, and repeats go. Comments stay, and
    what a codebook does never changes. PATHs are YAML files or folders of them.

    \b
    eventcoder codebook format my-codebook/
    """
    from eventcoder.authoring.layout import formatted
    from eventcoder.codebook.load import codebook_files
    from eventcoder.errors import CodebookError, Problem

    changed = 0
    problems: list[Problem] = []
    files = list(dict.fromkeys(file for path in paths for file in codebook_files(path)))
    for file in files:
        try:
            text = formatted(file)
            if text.encode() == file.read_bytes():
                continue
            changed += 1
            echo(str(file))
            if not check:
                file.write_text(text, encoding="utf-8", newline="\n")
        except CodebookError as error:
            problems += error.problems
    echo(f"{changed} of {count(len(files), 'file')} {'would be laid out anew' if check else 'laid out anew'}")
    if problems:
        raise CodebookError(tuple(problems))
    if check and changed:
        raise click.exceptions.Exit(FOUND)
