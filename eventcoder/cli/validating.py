"""`eventcoder sample` and `score`: events judged by hand, and how good they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventcoder.cli.options import codebook_option, column_names, parser_options
from eventcoder.cli.output import echo, output_file
from eventcoder.cli.reports import SOME_BAD, Problems, count, quiet_libraries

if TYPE_CHECKING:
    from eventcoder.parse import Parser

ENDINGS = {".md": "markdown", ".tex": "latex", ".json": "json", ".txt": "text"}


@click.command()
@click.argument("events", metavar="EVENTS", type=click.Path(path_type=Path))
@click.option("-n", "number", type=click.IntRange(1), default=200, show_default=True, help="How many events to draw.")
@click.option(
    "--by", metavar="COLUMNS", default="", help="Draw from each root, quad, status, year, source_country ... (several: root,year)."
)
@click.option("--articles", metavar="FILE", multiple=True, help="What was coded: sentences that gave no event are drawn too, for recall.")
@click.option("--columns", metavar="NAMES", help="Names of columns of the articles that differ, such as text=body,id=url.")
@click.option("--sentences", type=click.IntRange(0), help="How many sentences without events to draw; by default as many as events.")
@click.option(
    "--allocation",
    type=click.Choice(["proportional", "equal"]),
    default="proportional",
    show_default=True,
    help="More from larger strata, for figures of all events; or the same from each, for figures of each.",
)
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed draws another sample.")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    required=True,
    type=click.Path(path_type=Path),
    help="A sheet (.xlsx, .csv, .tsv), or a folder called label-studio, doccano, brat or inception.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "csv", "tsv", "label-studio", "doccano", "brat", "inception"]),
    help="The format, if the name does not say it.",
)
@codebook_option
@parser_options
def sample(
    events: Path,
    number: int,
    by: str,
    articles: tuple[str, ...],
    columns: str | None,
    sentences: int | None,
    allocation: str,
    seed: int,
    output: Path,
    form: str | None,
    codebook: Path | None,
    parser: Parser,
) -> None:
    """Draw a random sample of EVENTS, to be judged by hand.

    EVENTS is a file or folder that `eventcoder code` wrote, with the view events.

    \b
    eventcoder sample events.csv -n 200 --by root -o sheet.xlsx
    eventcoder sample events.csv -n 200 --by root --articles articles.csv -o sheet.xlsx
    eventcoder sample events.csv -n 200 -o label-studio
    """
    from eventcoder.codebook import load_codebook
    from eventcoder.validating import writing
    from eventcoder.validating.drawing import sample as draw

    form = form or writing.form_of(output)
    book = load_codebook(codebook)
    with quiet_libraries():
        drawn = draw(
            events,
            number,
            by,
            articles=articles or None,
            sentences=sentences,
            allocation=allocation,  # type: ignore[arg-type]  # checked above
            seed=seed,
            columns=column_names(columns),
            codebook=book,
            parser=parser,
        )
    problems = Problems()
    for note in drawn.notes:
        problems.note(note)
    writing.write_sample(drawn, output, form, codebook=book)
    kinds = {kind: [stratum for stratum in drawn.strata if stratum.kind == kind] for kind in ("event", "sentence")}
    parts = [
        f"{count(sum(stratum.drawn for stratum in strata), kind)} of {sum(stratum.size for stratum in strata):,} from "
        f"{len(strata)} {'strata' if len(strata) > 1 else 'stratum'}"
        for kind, strata in kinds.items()
        if strata
    ]
    echo(f"{'; '.join(parts)}", err=True)


@click.command()
@click.argument("judged", metavar="JUDGED...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o", "--output", metavar="FILE", multiple=True, type=click.Path(path_type=Path), help="Write to this file: .md, .tex, .json or .txt."
)
@click.option("--gold", metavar="FILE", type=click.Path(path_type=Path), help="Score events against those that people coded (JSON lines).")
@click.option("--articles", metavar="FILE", multiple=True, help="With --gold: the articles that both are of.")
@click.option("--columns", metavar="NAMES", help="Names of columns of the articles that differ, such as text=body,id=url.")
@codebook_option
def score(
    judged: tuple[Path, ...],
    output: tuple[Path, ...],
    gold: Path | None,
    articles: tuple[str, ...],
    columns: str | None,
    codebook: Path | None,
) -> None:
    """Score what judges filled in: precision, recall and F1 of all events, by root, and the agreement of the judges.

    JUDGED are sheets, or what Label Studio (JSON), doccano (JSONL), INCEpTION (WebAnno TSV 3) or brat (the folder) exports; of several
    judges one each.

    \b
    eventcoder score sheet.xlsx
    eventcoder score anna.xlsx ben.xlsx -o accuracy.md -o accuracy.tex
    eventcoder score events.csv --gold gold.jsonl --articles articles.csv
    """
    from eventcoder.codebook import load_codebook
    from eventcoder.validating.againstgold import score_gold
    from eventcoder.validating.judging import score as scored

    for path in output:
        if path.suffix.lower() not in ENDINGS:
            raise click.BadParameter(f"expected a name that ends in {', '.join(ENDINGS)}, got {str(path)!r}", param_hint="--output")
    if gold is None:
        found = scored(judged, codebook=load_codebook(codebook))
    elif len(judged) > 1 or not articles:
        raise click.UsageError("expected one file of events and --articles with --gold")
    else:
        found = score_gold(judged[0], gold, articles, columns=column_names(columns), codebook=load_codebook(codebook))
    for problem in found.problems:
        echo(f"eventcoder: {problem}", err=True)
    echo(f"{found.lead}\n\n{found.text()}")
    for path in output:
        with output_file(path, tuple(map(str, judged))) as file:
            text: str = getattr(found, ENDINGS[path.suffix.lower()])()
            file.write(text.rstrip().encode() + b"\n")
    if found.problems:
        raise click.exceptions.Exit(SOME_BAD)
