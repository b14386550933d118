"""`eventcoder codebook find` and `stats`: what is in a codebook."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.codebook.shared import FOUND, codebook_argument, terminal_width
from eventcoder.cli.options import actors_option
from eventcoder.cli.output import echo
from eventcoder.cli.reports import Failure, Problems, Progress, count, quiet_libraries

if TYPE_CHECKING:
    from eventcoder.authoring.find import Use
    from eventcoder.codebook import Codebook
    from eventcoder.coder import Coder
    from eventcoder.coding.readings import Readings
    from eventcoder.document import Document

LABEL = 11  # characters before what a line says


@click.command()
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
        origin = loaded.origins.get(name)
        echo(f"in {name:<{width}}  {where}" + (f" ({origin})" if origin else ""))
    for way, uses in found.triggers.items():
        _show_uses(f"{way} it triggers {count(len(uses), 'pattern')}", uses)
    if found.fills:
        way = "it fills a slot of" if found.triggers or word.islower() else "it is named by"
        _show_uses(f"{way} {count(len(found.fills), 'pattern')}", found.fills)


def _show_uses(heading: str, uses: Sequence[Use]) -> None:
    """Print patterns, the first that is tried first: weight, code, pattern, and where it stands."""
    echo(f"\n{heading}:")
    width = max(5, *(len(use.code or "none") for use in uses))
    for use in uses:
        line, place = f"{use.weight:>4}  {use.code or 'none':<{width}} {use.pattern}", f"{use.rule}  {_place(use)}"
        gap = terminal_width() - len(line) - len(place)
        echo(f"{line}{' ' * gap}{place}" if gap >= 2 else f"{line}\n{place:>{terminal_width()}}")


def _place(use: Use) -> str:
    """The file and line of a pattern, and of which codebook it is, if the one that is searched extends that."""
    return f"{use.where} ({use.origin})" if use.origin else use.where


@click.command()
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
    from eventcoder.authoring.usage import seen_in_examples
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
    for layer in loaded.layers[1:]:
        there = sum(name in loaded.rules and origin == layer.name for name, origin in loaded.origins.items())
        yield f"extends    {layer.name} {layer.version}: {count(there, 'rule')} as {'it is' if there == 1 else 'they are'} there"
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
    return textwrap.fill(line, terminal_width(), subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)


def _coverage(loaded: Codebook, corpus: str, actors: tuple[Path, ...], gaps: int) -> None:
    """Print how much of a corpus a codebook reads."""
    from eventcoder.authoring.coverage import measure_coverage
    from eventcoder.coder import Coder
    from eventcoder.document import Document
    from eventcoder.formats.inputs import Inputs

    problems, documents, sentences = Problems(), Progress(), Progress()
    coder = Coder(loaded, None, actors or None)
    articles = Inputs((corpus,), form="conllu").articles(problems)
    found = measure_coverage(
        sentences.of(_read(coder, documents.of(article.content for article in articles if isinstance(article.content, Document))))
    )
    unread = f"{found.clauses - found.read:,} ({found.share_unread:.1%})"
    echo(f"\n{corpus}: {count(documents.done, 'document')}, {count(sentences.done, 'sentence')}")
    echo(f"{count(found.clauses, 'clause')} between known actors; rules read {found.read:,} of them, and no rule reads {unread}")
    for gap in found.gaps[:gaps]:
        echo(f"{gap.count:>5}  {gap.lemma:<24} " + textwrap.shorten(gap.contexts[0], max(terminal_width() - 32, 20), placeholder=" ..."))
    problems.finish(documents.done)


def _read(coder: Coder, documents: Iterable[Document]) -> Iterator[Readings]:
    """The readings of parsed documents."""
    for document in documents:
        yield from coder.read(document)
