"""`eventcoder codebook page`, `hash`, `manifest` and `schema`: a codebook for readers, for the record and for editors."""

from __future__ import annotations

import json
from pathlib import Path

import click

from eventcoder.cli.codebook.shared import FOUND, codebook_argument
from eventcoder.cli.output import echo, output_file

FORMATS = {".html": "html", ".htm": "html", ".md": "md", ".markdown": "md"}
output_option = click.option("-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="Write to this file.")


def write(text: str, output: Path | None) -> None:
    """Write a text to a file, or print it."""
    with output_file(output, ()) as file:
        file.write(text.encode())


@click.command()
@codebook_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file; HTML if its name ends in .html, Markdown if it ends in .md. Without it, Markdown is printed.",
)
@click.option("--codes", is_flag=True, help="Only the codes, without rules and word sets.")
@click.option("--own", is_flag=True, help="Only what is not as it is in the codebook that this one extends.")
def page(path: Path | None, output: Path | None, codes: bool, own: bool) -> None:
    """Write a CODEBOOK as a page for readers: its codes, rules, patterns, examples and word sets.

    The page is one file, which needs no network.

    \b
    eventcoder codebook page my-codebook/ -o my-codebook.html
    eventcoder codebook page --codes -o codes.md
    """
    from eventcoder.authoring.page import codebook_page
    from eventcoder.codebook import load_codebook

    form = FORMATS.get(output.suffix.lower()) if output is not None else "md"
    if form is None:
        raise click.BadParameter(f"expected a name that ends in .html or .md, got {str(output)!r}", param_hint="'--output'")
    write(codebook_page(load_codebook(path), "html" if form == "html" else "md", codes_only=codes, own=own), output)


@click.command("hash")
@codebook_argument
@click.option("--is", "expected", metavar="HASH", help="Print nothing, and say by the exit code whether this is the hash.")
def hash_of(path: Path | None, expected: str | None) -> None:
    """Print the hash of a CODEBOOK, which every event carries that is coded by it.

    It changes with every byte of its files, of those of the codebooks that it extends, and of the lexicon.

    \b
    eventcoder codebook hash my-codebook/
    eventcoder codebook hash my-codebook/ --is 0123456789ab
    """
    from eventcoder.codebook import load_codebook

    found = load_codebook(path).hash
    if expected is None:
        echo(found)
    elif expected != found:
        echo(f"expected the hash {expected}, got {found}", err=True)
        raise click.exceptions.Exit(FOUND)


@click.command()
@codebook_argument
@click.option("--check", metavar="FILE", type=click.Path(path_type=Path), help="Say what differs from this manifest, and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="As JSON; otherwise it is YAML.")
@output_option
def manifest(path: Path | None, check: Path | None, as_json: bool, output: Path | None) -> None:
    """Say what a CODEBOOK was made from: name, version and hash, every file with its hash, what it extends, the lexicon, notices.

    \b
    eventcoder codebook manifest my-codebook/ -o manifest.yaml
    eventcoder codebook manifest my-codebook/ --check manifest.yaml
    """
    import yaml

    from eventcoder.authoring.manifest import differences
    from eventcoder.authoring.manifest import manifest as made_from
    from eventcoder.codebook import load_codebook
    from eventcoder.loading.yamlfile import read_yaml

    if check is not None and (output is not None or as_json):
        raise click.UsageError("--check writes no manifest: leave --output and --json out")
    found = made_from(load_codebook(path))
    if check is None:
        text = (
            json.dumps(found, indent=2, ensure_ascii=False) + "\n"
            if as_json
            else yaml.safe_dump(found, sort_keys=False, allow_unicode=True)
        )
        write(text, output)
        return
    lines = differences(read_yaml(check), found)
    for line in lines:
        echo(line)
    if lines:
        raise click.exceptions.Exit(FOUND)


@click.command()
@output_option
def schema(output: Path | None) -> None:
    """Print the JSON Schema of codebook files, by which editors complete and check.

    The first line of a codebook file tells an editor where it is:

    \b
    # yaml-language-server: $schema=codebook.schema.json

    \b
    eventcoder codebook schema -o codebook.schema.json
    """
    from eventcoder.authoring.schemas import codebook_schema

    write(json.dumps(codebook_schema(), indent=2, ensure_ascii=False) + "\n", output)
