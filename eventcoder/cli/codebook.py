"""`eventcoder codebook ...`: commands for those who write codebooks."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import Inputs, actors_option, parser_options
from eventcoder.cli.output import echo
from eventcoder.cli.reports import Failure, Problems, Progress, count, quiet_libraries
from eventcoder.errors import InputError

if TYPE_CHECKING:
    from eventcoder.authoring.find import Use
    from eventcoder.codebook import Codebook
    from eventcoder.codebook.model import Rule
    from eventcoder.coder import Coder
    from eventcoder.coding.readings import Readings
    from eventcoder.document import Document
    from eventcoder.parse import Parser

FOUND = 1  # exit code where something is wrong with the codebook
WIDTH = 120
LABEL = 11  # characters before what a line says


def _no_corpus(context: click.Context, argument: click.Parameter, path: Path | None) -> Path | None:
    if path is not None and path.suffix in (".conllu", ".conll"):
        raise click.BadParameter(f"expected a codebook, got {str(path)!r}; a corpus is named by `stats --corpus`", context, argument)
    return path


codebook_argument = click.argument("path", metavar="[CODEBOOK]", required=False, type=click.Path(path_type=Path), callback=_no_corpus)


@click.group()
def codebook() -> None:
    """Check, test and describe codebooks.

    A CODEBOOK is a YAML file or a folder of them; without one, the bundled codebook is meant.
    """


@codebook.command()
@codebook_argument
@click.option("--root", metavar="NN", help="Only the rules whose code or name begins with this, such as 13.")
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
def test(path: Path | None, root: str | None, unseen: bool, corpus: tuple[str, ...], actors: tuple[Path, ...], parser: Parser) -> None:
    """Run the examples and counterexamples of a CODEBOOK.

    \b
    eventcoder codebook test my-codebook/ --root 13
    eventcoder codebook test my-codebook/ --unseen --corpus news.conllu
    """
    from eventcoder.authoring.examples import check_examples
    from eventcoder.authoring.seen import seen_patterns
    from eventcoder.codebook import load_codebook
    from eventcoder.coder import Coder

    loaded = load_codebook(path)
    rules = [rule for rule in loaded.rules.values() if root is None or rule.id.startswith(root) or (rule.code or "").startswith(root)]
    if not rules:
        raise InputError(
            f"expected --root to be the beginning of the code or name of a rule, got {root!r}" if root else "there are no rules"
        )
    if corpus and not unseen:
        raise click.UsageError("--corpus goes with --unseen")
    passed = failed = 0
    seen: set[tuple[str, str]] = set()
    coder = Coder(loaded, parser, actors or None)
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
    from eventcoder.authoring.seen import seen_patterns
    from eventcoder.coder import documents

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
    from eventcoder.authoring.seen import unseen

    found = unseen(rules, seen)
    for each in found:
        echo(f"\n{each.rule.id}  {len(each.patterns)} of {count(len({*each.rule.patterns}), 'pattern')}  {each.rule.where}")
        for pattern in each.patterns:
            echo(f"  {pattern}")
    total = sum(len({*rule.patterns}) for rule in rules)
    missing = sum(len(each.patterns) for each in found)
    places = " nor in ".join(("in the examples", *corpus))
    echo(f"\n{missing:,} of {count(total, 'pattern')} ({missing / total:.1%}) are never the best reading of a clause {places}")


@codebook.command()
@click.argument("word")
@codebook_argument
def find(word: str, path: Path | None) -> None:
    """List the patterns of a CODEBOOK that WORD may trigger or fill, in the order in which they are tried.

    WORD is a dictionary form, a role (MIL), or the name of a word set or group of roles ("{GUN}", @DISSENTERS).

    \b
    eventcoder codebook find warn
    eventcoder codebook find "lash out at" my-codebook/
    """
    from eventcoder.authoring.find import close_words
    from eventcoder.authoring.find import find as look_up
    from eventcoder.codebook import load_codebook

    loaded = load_codebook(path, cache=False)  # what is kept there knows no lines
    found = look_up(loaded, word)
    if not found:
        hint = close_words(loaded, word)
        raise Failure(f"the codebook does not have {word!r}" + (f": {hint}" if hint else ""), FOUND)
    width = max(map(len, found.sets), default=0)
    for name, where in found.sets.items():
        echo(f"in {name:<{width}}  {where}")
    for way, uses in found.triggers.items():
        _show_uses(f"{way} it triggers {count(len(uses), 'pattern')}", uses)
    if found.fills:
        way = "it fills a slot of" if found.triggers or word.islower() else "it is named by"
        _show_uses(f"{way} {count(len(found.fills), 'pattern')}", found.fills)


def _show_uses(heading: str, uses: Sequence[Use]) -> None:
    """Print patterns, the first that is tried first: weight, code, pattern, and where it stands."""
    echo(f"\n{heading}:")
    for use in uses:
        line, place = f"{use.weight:>4}  {use.code or 'none':<5} {use.pattern}", f"{use.rule}  {use.where}"
        gap = _width() - len(line) - len(place)
        echo(f"{line}{' ' * gap}{place}" if gap >= 2 else f"{line}\n{place:>{_width()}}")


@codebook.command()
@codebook_argument
@actors_option
def lint(path: Path | None, actors: tuple[Path, ...]) -> None:
    """Look for faults of a CODEBOOK: misspelt slots, roles and codes, patterns that never win, rules without examples, unused word sets.

    \b
    eventcoder codebook lint my-codebook/
    """
    from eventcoder.actors import load_actors
    from eventcoder.authoring.lint import known_roles
    from eventcoder.authoring.lint import lint as find_faults
    from eventcoder.codebook import load_codebook

    loaded = load_codebook(path)
    faults = find_faults(loaded, known_roles(load_actors(actors or None)))
    for fault in faults:
        echo(str(fault))
    echo(
        f"{count(len(faults), 'fault')} in {count(len(loaded.rules), 'rule')}"
        if faults
        else f"no faults in {count(len(loaded.rules), 'rule')}"
    )
    if faults:
        raise click.exceptions.Exit(FOUND)


@codebook.command("format")
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


@codebook.command()
@codebook_argument
@click.option("--corpus", metavar="FILE", type=click.Path(allow_dash=True), help="Say how much of this parsed corpus (CoNLL-U) it reads.")
@click.option("--examples", is_flag=True, help="Parse the examples, and say how many of the patterns they show to work.")
@actors_option
@click.option(
    "--gaps", metavar="N", type=click.IntRange(0), default=20, show_default=True, help="How many of the uncoded triggers to show."
)
def stats(path: Path | None, corpus: str | None, examples: bool, actors: tuple[Path, ...], gaps: int) -> None:
    """Count what is in a CODEBOOK, name the codes that no rule gives, and say how much of a parsed corpus it reads.

    \b
    eventcoder codebook stats my-codebook/
    eventcoder codebook stats --corpus news.conllu
    """
    from eventcoder.codebook import load_codebook

    loaded = load_codebook(path)
    for line in _contents(loaded):
        echo(_filled(line))
    if examples:
        _shown(loaded, actors)
    if corpus is not None:
        _coverage(loaded, corpus, actors, gaps)


def _shown(loaded: Codebook, actors: tuple[Path, ...]) -> None:
    """Print how many patterns are the best reading of a clause in an example."""
    from eventcoder.authoring.seen import seen_in_examples
    from eventcoder.coder import Coder

    total = sum(len({*rule.patterns}) for rule in loaded.rules.values())
    with quiet_libraries():
        seen = len(seen_in_examples(Coder(loaded, None, actors or None)))
    echo(_filled(f"shown      {seen:,} of the patterns ({seen / max(total, 1):.1%}) are the best reading of a clause in an example"))


def _contents(loaded: Codebook) -> Iterator[str]:
    """What a codebook holds, in lines."""
    from eventcoder.authoring.coverage import unreached_codes

    nouns = loaded.trigger_words - {*loaded.verbs, *loaded.nouns, *loaded.states}
    triggers = f"{count(len(loaded.verbs), 'verb')}, {count(len(loaded.nouns), 'noun')}, {count(len(loaded.states), 'state')}"
    missing = unreached_codes(loaded)
    yield f"codebook   {loaded.name} {loaded.version}, hash {loaded.hash}"
    yield f"codes      {len(loaded.scheme):,} under {count(len(loaded.scheme.roots), 'root')}"
    patterns = sum(len(rule.patterns) for rule in loaded.rules.values())
    yield f"rules      {len(loaded.rules):,} with {count(patterns, 'pattern')}"
    examples = sum(len(rule.examples) + len(rule.counterexamples) for rule in loaded.rules.values())
    yield f"examples   {examples:,}, counterexamples included"
    yield f"word sets  {len(loaded.word_places):,}"
    yield f"triggers   {triggers}, and {count(len(nouns), 'event noun')} that stand for the verbs"
    yield f"unreached  {count(len(missing), 'leaf code')} that no rule gives" if missing else "unreached  none: every leaf code has a rule"
    for code in missing:
        text = f"{code:<5} {loaded.code(code).name}: {loaded.unreached.get(code, 'no reason given')}"
        yield f"{' ' * LABEL}{text}"


def _filled(line: str) -> str:
    """A line of `_contents`, broken between words where the terminal ends."""
    indent = LABEL + 6 * line.startswith(" ")
    return textwrap.fill(line, _width(), subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


def _width() -> int:
    """How wide lines may be, so that the terminal cuts no word."""
    return min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)


def _coverage(loaded: Codebook, corpus: str, actors: tuple[Path, ...], gaps: int) -> None:
    """Print how much of a corpus a codebook reads."""
    from eventcoder.authoring.coverage import measure_coverage
    from eventcoder.coder import Coder

    problems, documents, sentences = Problems(), Progress(), Progress()
    coder = Coder(loaded, None, actors or None)
    articles = Inputs((corpus,), form="conllu").articles(problems)
    found = measure_coverage(sentences.of(_read(coder, documents.of(article.content for article in articles))))
    unread = f"{found.clauses - found.read:,} ({found.share_unread:.1%})"
    echo(f"\n{corpus}: {count(documents.done, 'document')}, {count(sentences.done, 'sentence')}")
    echo(f"{count(found.clauses, 'clause')} between known actors; rules read {found.read:,} of them, and no rule reads {unread}")
    for gap in found.gaps[:gaps]:
        echo(f"{gap.count:>5}  {gap.lemma:<24} " + textwrap.shorten(gap.contexts[0], max(_width() - 32, 20), placeholder=" ..."))
    problems.finish(documents.done)


def _read(coder: Coder, documents: Iterable[str | Document]) -> Iterator[Readings]:
    """The readings of parsed documents."""
    for document in documents:
        assert not isinstance(document, str)
        yield from coder.read(document)
