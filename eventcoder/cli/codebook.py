"""`eventcoder codebook ...`: commands for those who write codebooks."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from eventcoder.cli.common import (
    Problems,
    column_names,
    command_errors,
    input_files,
    input_options,
    parser_options,
    progress,
    quiet_libraries,
)

FAULTY = 4  # the exit code of a codebook that is wrong
codebook_argument = click.argument("path", required=False, type=click.Path(path_type=Path))


@click.group()
def codebook() -> None:
    """Check, test and describe codebooks.

    PATH is a YAML file or a folder of them; without it, the bundled codebook is meant.
    """


@codebook.command()
@codebook_argument
@command_errors
def lint(path: Path | None) -> None:
    """Look for faults: rival patterns, rules without examples, word sets without use."""
    from eventcoder.codebook import load_codebook
    from eventcoder.codebook.lint import lint as faults

    loaded = load_codebook(path)
    found = faults(loaded)
    for problem in found:
        click.echo(str(problem))
    click.echo(f"{len(found)} fault{'s' * (len(found) != 1)} in {len(loaded.rules)} rules")
    if found:
        raise click.exceptions.Exit(FAULTY)


@codebook.command()
@codebook_argument
@click.option("--rule", "names", metavar="ID", multiple=True, help="Test only this rule; may be given several times.")
@parser_options
@command_errors
def test(path: Path | None, names: tuple[str, ...], model: str | None, gpu: bool) -> None:
    """Run the examples of the rules, and show those that do not come out as they say."""
    from eventcoder.codebook.examples import check_examples
    from eventcoder.coder import Coder
    from eventcoder.parse import Parser

    coder = Coder(path, Parser(model, gpu=gpu))
    rules = coder.codebook.rules
    if unknown := [name for name in names if name not in rules]:
        raise click.BadParameter(f"expected the id of a rule, got {unknown[0]!r}", param_hint="--rule")
    count = failed = 0
    with quiet_libraries():
        for outcome in check_examples(coder, [rules[name] for name in names] if names else None):
            count += 1
            if not outcome.passed:
                failed += 1
                click.echo(str(outcome))
    click.echo(f"{count} example{'s' * (count != 1)}, {failed} failed")
    if failed:
        raise click.exceptions.Exit(FAULTY)


@codebook.command()
@codebook_argument
@command_errors
def stats(path: Path | None) -> None:
    """Count rules, patterns and examples, root by root, and name the codes that no rule gives."""
    from eventcoder.codebook import load_codebook
    from eventcoder.codebook.coverage import unreached_codes

    loaded = load_codebook(path)
    click.echo(f"{loaded.name} {loaded.version}, hash {loaded.hash}")
    click.echo(f"{'root':<6}{'rules':>8}{'patterns':>10}{'examples':>10}")
    counts: dict[str, Counter[str]] = {}
    for rule in loaded.rules.values():
        code = loaded.scheme.get(rule.code or "")
        counter = counts.setdefault(code.root if code else "none", Counter())
        counter.update(rules=1, patterns=len(rule.patterns), examples=len(rule.examples) + len(rule.counterexamples))
    for root, counter in sorted(counts.items()):
        click.echo(f"{root:<6}{counter['rules']:>8}{counter['patterns']:>10}{counter['examples']:>10}")
    total = sum(counts.values(), Counter())
    click.echo(f"{'all':<6}{total['rules']:>8}{total['patterns']:>10}{total['examples']:>10}")
    missing = unreached_codes(loaded)
    click.echo(f"{len(missing)} leaf codes that no rule gives: {', '.join(missing) or '-'}")


@codebook.command()
@input_options
@click.option("--codebook", "path", metavar="PATH", type=click.Path(path_type=Path), help="The codebook; by default the bundled one.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many gaps to list.")
@parser_options
@command_errors
def coverage(
    files: tuple[str, ...],
    date: str | None,
    input_format: str | None,
    columns: str | None,
    encoding: str,
    path: Path | None,
    limit: int,
    model: str | None,
    gpu: bool,
) -> None:
    """List the verbs between known actors in FILE that no rule reads, the most frequent first."""
    from eventcoder.cli.documents import read_documents
    from eventcoder.codebook.coverage import measure_coverage
    from eventcoder.coder import Coder
    from eventcoder.parse import Parser

    problems, parser = Problems(), Parser(model, gpu=gpu)
    coder = Coder(path, parser)
    options = {"date": date, "form": input_format, "columns": column_names(columns), "encoding": encoding}
    with quiet_libraries(), progress(problems, None) as step:
        documents = read_documents(input_files(files), parser, problems, step, **options)
        measured = measure_coverage(matcher for document in documents for matcher in coder.matchers(document))
    click.echo(f"{measured.read} of {measured.clauses} clauses between known actors are read ({1 - measured.share_unread:.0%})")
    for gap in measured.gaps[:limit]:
        click.echo(f"{gap.count:>6}  {gap.lemma:<20}  {gap.contexts[0] if gap.contexts else ''}")
    problems.finish(step.done)
