"""What to write of a run: a paragraph for the data section of an article, and BibTeX entries of what to cite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import attrs

from eventcoder.corpus.folder import RunFolder, beside
from eventcoder.corpus.manifest import read_manifest
from eventcoder.errors import InputError
from eventcoder.loading.resources import DEFAULT_MODEL, codebooks_path

PARSED = "conllu"  # the format of input that has been parsed already
VIEWS = {"polecat": "plover"}  # views that are cited by another entry than that of their name


@attrs.frozen
class Citation:
    """What to write of a run.

    Args:
        paragraph: for the data section of an article.
        bibtex: the entries of what the paragraph cites.
    """

    paragraph: str
    bibtex: str


def cite(run: str | Path) -> Citation:
    """Say of a run what an article that uses its events should say.

    Args:
        run: the folder that it has written to.

    Returns:
        A paragraph, and BibTeX entries.

    Raises:
        InputError: there is no run in the folder, or it is not finished.
    """
    folder = Path(run)
    path = folder / "run.json" if (folder / "run.json").is_file() else RunFolder(folder).manifest
    if not path.is_file():
        raise InputError(
            f"{run}: expected the folder of a run, with {beside(folder) / 'run.json'} beside it, which `eventcoder code` writes"
        )
    manifest = read_manifest(path)
    if "codebook" not in manifest["settings"]:
        raise InputError(f"{run}: expected a run that has coded events, got one that has parsed a corpus; code that, and cite the events")
    if not manifest["finished"]:
        raise InputError(f"{run}: expected a run that is finished; go on with it first (--resume)")
    return Citation(_paragraph(manifest), _bibtex(manifest))


def _paragraph(manifest: Mapping[str, Any]) -> str:
    settings, counts = manifest["settings"], manifest["counts"]
    codebook, model, options = settings["codebook"], settings["model"], settings["options"]
    names = _listed([f"{_tex(entry['name'])} ({_count(entry['files'], 'file')}, hash {entry['hash']})" for entry in settings["input"]])
    forms = {form for entry in settings["input"] for form in entry["formats"]}
    parses = (
        "parses in Universal Dependencies, which were read as they are" if forms == {PARSED} else f"the parser model {_tex(model['name'])}"
    )
    if forms != {PARSED} and model["hash"]:
        parses += f" (hash {model['hash']})"
    if PARSED in forms and forms != {PARSED}:
        parses += " and parses in Universal Dependencies that were read as they are"
    status = (
        f"events of the status {_listed(options['status'])} were kept"
        if options["status"]
        else "events were kept that are reported as facts, and future ones that their source itself announces"
    )
    failed = f" {_count(counts['errors'], 'record')} could not be read or coded and were left out." if counts["errors"] else ""
    began, ended = manifest["sessions"][0]["began"][:10], manifest["sessions"][-1]["ended"][:10]
    when = f"on {began}" if began == ended else f"between {began} and {ended}"
    rows = f", in {_count(counts['rows'], 'row')} of the view {settings['view']['name']}" if counts["rows"] != counts["events"] else ""
    articles = _count(counts["articles"], "article")
    lists = f"lists of actors with the hash {settings['actors']} (lexicon {settings['lexicon']}), places by {_tex(settings['gazetteer'])}"
    return (
        f"Events were coded {when} with eventcoder {settings['eventcoder']} \\citep{{eventcoder}} from {articles}: {names}. "
        f"Coding is by rules and was done with {parses}, the codebook {_codebook(codebook)} and {lists}; {status}. "
        f"This gave {_count(counts['events'], 'event')}{rows}.{failed} The same input and hashes give the same events. {_also(manifest)}"
    ).strip()


def _codebook(codebook: Mapping[str, Any]) -> str:
    version = f" {codebook['version']}" if codebook["version"] else ""
    extends = f", which extends {_tex(_listed(codebook['extends']))}" if codebook["extends"] else ""
    return f"{_tex(codebook['name'])}{version} (hash {codebook['hash']}{extends})"


def _also(manifest: Mapping[str, Any]) -> str:
    """Which works the run rests on."""
    keys = [key for key in _keys(manifest) if key in _references()]
    return f"It rests on \\citet{{{','.join(keys)}}}." if keys else ""


def _keys(manifest: Mapping[str, Any]) -> list[str]:
    """The names of all that went into a run, some of which have an entry in `references.bib`."""
    settings = manifest["settings"]
    forms = {form for entry in settings["input"] for form in entry["formats"]}
    codebooks = [settings["codebook"]["name"], *settings["codebook"]["extends"]]
    parser = [] if forms == {PARSED} else ["stanza"]  # whose networks the bundled model has, too
    view = settings["view"]["name"]
    gazetteer = [name for name in _references() if settings["gazetteer"].lower().startswith(name)]
    return list(dict.fromkeys((*codebooks, *parser, *gazetteer, VIEWS.get(view, view))))


def _bibtex(manifest: Mapping[str, Any]) -> str:
    settings = manifest["settings"]
    year = manifest["sessions"][-1]["ended"][:4]
    developers, codebook, model = "{The eventcoder developers}", settings["codebook"], settings["model"]
    entries = [
        _entry(
            "eventcoder",
            author=developers,
            title="eventcoder: rule-based coding of political events from news text",
            year=year,
            note=f"Version {settings['eventcoder']}",
        )
    ]
    if codebook["name"] not in _references():
        note = ", ".join(
            part for part in (f"Version {codebook['version']}" * bool(codebook["version"]), f"hash {codebook['hash']}") if part
        )
        entries.append(_entry(_key(codebook["name"]), title=f"The codebook {{{_tex(codebook['name'])}}}", year=year, note=note))
    if model["name"] == DEFAULT_MODEL and "stanza" in _keys(manifest):
        title = f"{{{_tex(model['name'])}}}: a parser model for {{English}} news"
        entries.append(_entry(_key(model["name"]), author=developers, title=title, year=year, note=f"Hash {model['hash']}"))
    references = _references()
    return "\n\n".join([*entries, *(references[key] for key in _keys(manifest) if key in references)])


def _entry(key: str, **fields: str) -> str:
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{key},\n{lines}\n}}"


def _key(name: str) -> str:
    """A name as BibTeX takes it.

    >>> _key("my book, 2")
    'my-book-2'
    """
    return re.sub(r"[^\w:.-]+", "-", name).strip("-") or "codebook"


def _tex(text: str) -> str:
    r"""A text as LaTeX takes it.

    >>> _tex("my_news & more.csv")
    'my\\_news \\& more.csv'
    """
    return re.sub(r"([#$%&_{}])", r"\\\1", text)


def _references() -> dict[str, str]:
    """The entries of `references.bib` by their keys."""
    text = (codebooks_path() / "references.bib").read_text(encoding="utf-8")
    found = re.finditer(r"^@\w+\{(\w+),.*?^\}$", text, re.DOTALL | re.MULTILINE)
    return {entry[1]: entry[0] for entry in found}


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _listed(names: Iterable[str]) -> str:
    """Names as a sentence has them.

    >>> _listed("abc"), _listed("a")
    ('a, b and c', 'a')
    """
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
