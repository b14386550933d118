"""`eventcoder codebook rules`: what each rule does on texts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.codebook.shared import PAGE, form_of, terminal_width
from eventcoder.cli.options import (
    actors_option,
    codebook_option,
    input_options,
    output_option,
    parser_options,
    status_option,
)
from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import Problems, count, progress, quiet_libraries
from eventcoder.cli.table import write_rows
from eventcoder.statuses import StatusName

if TYPE_CHECKING:
    from eventcoder.authoring.usage import Key, Use
    from eventcoder.coder import Coder
    from eventcoder.formats.inputs import Inputs
    from eventcoder.parse import Parser

NAMED = 3  # other rules that a cell of the terminal names


@click.command()
@input_options
@click.option(
    "--gold", metavar="FILE", type=click.Path(path_type=Path), help="Hand-coded events (JSON Lines): say how precise each rule is."
)
@click.option("--patterns", is_flag=True, help="Count each pattern by itself.")
@click.option("--top", metavar="N", type=click.IntRange(0), default=40, show_default=True, help="Rows of the table; a file has all.")
@output_option
@codebook_option
@status_option
@actors_option
@parser_options
def rules(
    inputs: Inputs,
    gold: Path | None,
    patterns: bool,
    top: int,
    output: Path | None,
    codebook: Path | None,
    status: tuple[StatusName, ...] | None,
    actors: tuple[Path, ...],
    parser: Parser,
) -> None:
    """Say of each rule what it does on texts.

    How many events it gives; how many words it reads best; how many it could read that another rule reads more exactly (beaten, by which);
    how many events stand beside one of another rule with the same parties in one sentence (overlaps, with which); and with --gold, how many
    of its events are right.

    \b
    eventcoder codebook rules news.conllu
    eventcoder codebook rules news.conllu --codebook mine/ --gold gold.jsonl -o rules.csv
    """
    from eventcoder.authoring.usage import measure_usage
    from eventcoder.coder import Coder
    from eventcoder.outcomes import documents
    from eventcoder.scoring.gold import read_gold

    rows = None if gold is None else read_gold(gold)
    form = None if output is None else form_of(output)
    coder = Coder(codebook, parser, actors or None, status)
    _ = coder.codebook  # what is wrong with it shall come out before any work
    problems = Problems()
    with quiet_libraries(), progress(problems, inputs.count()) as passed:
        parsed = passed.of(documents(inputs.articles(problems), parser, problems))
        uses = measure_usage(coder, parsed, rows, patterns=patterns, on_error=problems)
    if output is not None and form is not None:
        _write(coder, uses, output, form, inputs, judged=rows is not None)
    else:
        _show(coder, uses, top, judged=rows is not None)
    _show_unused(uses, patterns, passed.done, named=output is None)
    problems.finish(passed.done)


def _write(coder: Coder, uses: Mapping[Key, Use], output: Path, form: str, inputs: Inputs, *, judged: bool) -> None:
    """Write all rows to a file."""
    from eventcoder.authoring.usagetable import COLUMNS, usage_page, usage_rows
    from eventcoder.views.files import write_rows as write

    with output_file(output, inputs.files) as file:
        if form == PAGE:
            texts = ", ".join(Path(name).name for name in inputs.files)
            file.write(usage_page(coder.codebook, uses, texts, judged=judged).encode())
        else:
            write(usage_rows(coder.codebook, uses), file, form, COLUMNS)


def _show(coder: Coder, uses: Mapping[Key, Use], top: int, *, judged: bool) -> None:
    """Print those that do most as a table."""
    from eventcoder.authoring.usagetable import ranked

    found = [(key, use) for key, use in ranked(uses) if use.best or use.beaten]
    lines = []
    for (rule, pattern), use in found[:top]:
        figures = {"events": use.events, "best": use.best, "beaten": use.beaten.total()}
        lines.append(
            {
                "rule": rule,
                **({"pattern": pattern} if pattern else {}),
                "code": coder.codebook.rules[rule].code or "none",
                **{name: f"{figure:,}" if figure else "" for name, figure in figures.items()},
                "by": _named(use.beaten),
                "overlaps": str(use.overlaps.total() or ""),
                "with": _named(use.overlaps),
                **(_judged(use) if judged else {}),
            }
        )
    if lines:
        write_rows(lines, [""] * len(lines), sys.stdout.buffer, sys.stdout)
    if len(found) > top:
        echo(f"... and {len(found) - top:,} more: --top shows more of them, --output writes all")
    echo("")


def _judged(use: Use) -> dict[str, str]:
    """The cells about gold."""
    right, wrong = use.verdicts["right"], use.verdicts["wrong"]
    return {"right": str(right or ""), "wrong": str(wrong or ""), "precision": "" if use.precision is None else f"{use.precision:.2f}"}


def _named(others: Counter[Key]) -> str:
    """The commonest other rules."""
    names = [f"{' '.join(filter(None, key))} {number}" for key, number in others.most_common(NAMED)]
    return ", ".join(names) + (", ..." if len(others) > NAMED else "")


def _show_unused(uses: Mapping[Key, Use], patterns: bool, texts: int, *, named: bool) -> None:
    """Say what gives no event, and name the rules that read nothing."""
    what = "pattern" if patterns else "rule"
    silent = sum(not use.events for use in uses.values())
    idle = [key for key, use in uses.items() if not use.best]
    share = len(idle) / max(len(uses), 1)
    told = f"{silent:,} of {count(len(uses), what)} give no event, {len(idle):,} ({share:.1%}) never read anything best"
    echo(f"{count(texts, 'article')}: {told}")
    for line in _wrapped(rule for rule, _ in idle) if named and not patterns else ():
        echo(line)


def _wrapped(names: Iterator[str]) -> Iterator[str]:
    """Names in lines as wide as the terminal."""
    import textwrap

    yield from textwrap.wrap(", ".join(names), terminal_width(), initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
