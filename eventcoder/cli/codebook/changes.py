"""`eventcoder codebook diff`: which events a change changes."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from eventcoder.cli.codebook.shared import FOUND, PAGE, codebook_named, form_of
from eventcoder.cli.options import actors_option, input_options, output_option, parser_options, status_option
from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import Problems, count, progress, quiet_libraries
from eventcoder.cli.table import write_rows
from eventcoder.statuses import StatusName

if TYPE_CHECKING:
    from eventcoder.actors import ActorBook
    from eventcoder.coder import Coder
    from eventcoder.comparing.changes import Change, Comparison
    from eventcoder.comparing.totals import Totals
    from eventcoder.event import Event
    from eventcoder.formats.inputs import Inputs
    from eventcoder.parse import Parser


@click.command()
@click.argument("old")
@click.argument("new")
@input_options
@click.option("--gold", metavar="FILE", type=click.Path(path_type=Path), help="Hand-coded events (JSON Lines): say which side is right.")
@click.option(
    "--new-actors", metavar="PATH", type=click.Path(path_type=Path), multiple=True, help="An actor file for NEW, instead of --actors."
)
@click.option("--new-model", metavar="MODEL", help="A parser model for NEW, which parses all texts again, those of CoNLL-U too.")
@output_option
@click.option("--quiet", is_flag=True, help="Only count.")
@status_option
@actors_option
@parser_options
def diff(
    old: str,
    new: str,
    inputs: Inputs,
    gold: Path | None,
    new_actors: tuple[Path, ...],
    new_model: str | None,
    output: Path | None,
    quiet: bool,
    status: tuple[StatusName, ...] | None,
    actors: tuple[Path, ...],
    parser: Parser,
) -> None:
    """Say which events differ between two codebooks, OLD and NEW, on the same texts.

    `cameo` is the bundled codebook. With it on both sides, --new-actors shows what other actors change, and --new-model what another parser
    does. FILEs are parsed once, or are parsed already (CoNLL-U). An event is lost, new, recoded (the same word and parties by another code
    or rule) or changed (another party, date or status). The exit code is 1 if one differs.

    \b
    eventcoder codebook diff before/ after/ news.conllu
    eventcoder codebook diff before/ after/ news.conllu --gold gold.jsonl -o changes.csv
    eventcoder codebook diff cameo cameo news.conllu --new-actors mine.yaml
    """
    from eventcoder.coder import Coder
    from eventcoder.comparing.changes import compare
    from eventcoder.comparing.page import SHOWN
    from eventcoder.comparing.totals import Totals
    from eventcoder.outcomes import documents
    from eventcoder.parse import Parser
    from eventcoder.scoring.gold import read_gold

    rows = None if gold is None else read_gold(gold)
    form = None if output is None else form_of(output)
    first = Coder(codebook_named(old), parser, actors or None, status)
    second_parser = parser if new_model is None else Parser(new_model, gpu=parser.gpu)
    second = Coder(codebook_named(new), second_parser, _books(first, new_actors), status)
    problems, totals = Problems(), Totals(keep=SHOWN if form == PAGE else 1)
    with quiet_libraries(), progress(problems, inputs.count()) as passed:
        parsed = documents(inputs.articles(problems), parser, problems)
        found = compare(first, second, parsed, rows, reparse=new_model is not None, on_error=problems)
        changes = _added(passed.of(found), totals)
        if output is None or form is None:
            deque(changes, maxlen=0)
        elif form == PAGE:
            with output_file(output, inputs.files) as file:
                deque(changes, maxlen=0)
                file.write(_page(totals, old, new, first, second, inputs).encode())
        else:
            with output_file(output, inputs.files) as file:
                _write(changes, file, form)
    if output is None and not quiet and totals.pairs:
        _show_pairs(totals, judged=rows is not None)
        echo("")
    for line in _summary(totals, new_model):
        echo(line)
    problems.finish(passed.done)
    if totals.pairs:
        raise click.exceptions.Exit(FOUND)


def _added(found: Iterator[Comparison], totals: Totals) -> Iterator[Change]:
    """The changes of all documents, which are counted on the way."""
    for comparison in found:
        totals.add(comparison)
        yield from comparison.changes


def _write(changes: Iterator[Change], file: IO[bytes], form: str) -> None:
    from eventcoder.comparing.table import COLUMNS, change_row
    from eventcoder.views.files import write_rows as write

    write(map(change_row, changes), file, form, COLUMNS)


def _page(totals: Totals, old: str, new: str, first: Coder, second: Coder, inputs: Inputs) -> str:
    """The page to read; it names what differs between the two sides."""
    from eventcoder.comparing.page import changes_page

    made = {"texts": ", ".join(Path(name).name for name in inputs.files)}
    for place, coder in enumerate((first, second)):
        age = ("old", "new")[place]
        made[f"{age} codebook"] = f"{coder.codebook.name} {coder.codebook.version} ({coder.codebook.hash})"
        if first.actors.hash != second.actors.hash:
            made[f"{age} actors"] = coder.actors.hash
        if first.parser is not second.parser:
            made[f"{age} parser"] = coder.parser.name
    return changes_page(totals, Path(old).name, Path(new).name, made)


def _show_pairs(totals: Totals, *, judged: bool) -> None:
    """Print a row for each pair of rules, with an example."""
    from eventcoder.comparing.changes import KINDS

    lines = []
    for (old, new), pair in totals.ranked():
        kinds: dict[str, str] = {kind: str(pair.kinds[kind] or "") for kind in KINDS}
        gold = {"better": str(pair.better or ""), "worse": str(pair.worse or "")} if judged else {}
        shown = _shown(pair.examples[0].change)
        lines.append({"old rule": old or "none", "new rule": new or "none", **kinds, **gold, "for example": shown})
    write_rows(lines, [""] * len(lines), sys.stdout.buffer, sys.stdout)


def _shown(change: Change) -> str:
    """A change in a few words."""
    sides = [_said(side) for side in (change.old, change.new) if side is not None]
    differs = "" if {*change.fields} & {"code", "source", "target"} or not change.fields else f" ({', '.join(change.fields)})"
    words = change.event.sentence
    return f"{' -> '.join(dict.fromkeys(sides))}{differs}: {words[:100]}{'...' * (len(words) > 100)}"


def _said(event: Event) -> str:
    from eventcoder.event import party

    status = "" if event.status == "asserted" else f" [{event.status}]"
    return f"{party(event.source)} {event.code} {party(event.target)}{status}"


def _summary(totals: Totals, model: str | None) -> Iterator[str]:
    """What it comes to, in lines."""
    from eventcoder.comparing.changes import KINDS

    kinds = totals.kinds
    parts = ", ".join(f"{kinds[kind]:,} {kind}" for kind in KINDS)
    yield f"{count(totals.before, 'event')} before and {totals.after:,} after: {parts}"
    if model is not None:
        trees = f"{count(totals.trees['trees'], 'document')} with other trees, {totals.trees['words']:,} with other words"
        yield f"{trees}"
    yield f"{totals.differing:,} of {count(totals.documents, 'document')} with events that differ"
    if totals.judged:
        yield f"against the hand-coded events of {count(totals.judged, 'document')}:"
        for name, tally in (("before", totals.was), ("after", totals.now)):
            figures = f"precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}"
            yield f"  {name:<6}  {figures}  ({tally.hits} right, {tally.wanted} in gold, {tally.emitted} counted)"


def _books(first: Coder, actors: tuple[Path, ...]) -> ActorBook:
    """The actors of the second side: those of the first, which are loaded once, unless others are named."""
    from eventcoder.actors import load_actors

    return load_actors(actors) if actors else first.actors
