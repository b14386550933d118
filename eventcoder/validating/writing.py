"""A sample to the files that judges get."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from eventcoder.codebook import Codebook, load_codebook
from eventcoder.errors import OutputError
from eventcoder.loading.yamlfile import suggestion
from eventcoder.validating.guide import load_guide
from eventcoder.validating.items import Sample
from eventcoder.validating.sheets import write_table
from eventcoder.validating.tools import brat, doccano, inception, labelstudio
from eventcoder.validating.workbook import write_book
from eventcoder.views.files import whole_file

Files = Mapping[str, bytes]  # by their names in the folder; of a single file, under an empty name

SHEETS = ("xlsx", "csv", "tsv")
TOOLS = ("label-studio", "doccano", "brat", "inception")
FORMATS = (*SHEETS, *TOOLS)

WRITERS: Mapping[str, Callable[[Sample], Files]] = {"doccano": doccano.write, "brat": brat.write, "inception": inception.write}


def form_of(path: str | Path) -> str:
    """The format that the name of a file or folder means.

    Args:
        path: the file or folder.

    Returns:
        The format.

    Raises:
        OutputError: it means none.

    >>> form_of("sheet.xlsx"), form_of("out/brat")
    ('xlsx', 'brat')
    """
    name = Path(path).name.lower()
    form = name if name in FORMATS else name.rpartition(".")[2]
    if form not in (SHEETS if "." in name else TOOLS):
        tools = ", ".join(TOOLS)
        raise OutputError(f"{path}: expected a name that ends in .xlsx, .csv or .tsv, or a folder called {tools}; or say the format")
    return form


def write_sample(sample: Sample, path: str | Path, form: str | None = None, *, codebook: Codebook | None = None) -> None:
    """Write a sample for judges: a sheet, or a folder of what an annotation tool imports.

    Args:
        sample: the sample.
        path: the file or folder.
        form: xlsx, csv or tsv, or for a folder label-studio, doccano, brat or inception; by default what the name says.
        codebook: whose codes these are; by default the bundled one.

    Raises:
        OutputError: the format is none, it cannot be written, or a package that it needs is not installed.

    >>> import tempfile
    >>> from eventcoder import Coder, sample
    >>> drawn = sample(Coder().code("Egypt and Jordan held talks."), 1)
    >>> path = Path(tempfile.mkdtemp(), "sheet.csv")
    >>> write_sample(drawn, path)
    >>> path.read_text("utf-8-sig").splitlines()[1].split(",")[2]
    'Egypt and Jordan [[held]] talks.'
    """
    path = Path(path)
    form = form or form_of(path)
    if form not in FORMATS:
        near = suggestion(form, FORMATS)
        raise OutputError(f"expected one of {', '.join(FORMATS)} as format, got {form!r}" + (f" ({near})" if near else ""))
    for name, data in _files(sample, form, codebook).items():
        target = path / name if name else path
        target.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(target) as file:
            file.write(data)


def _files(sample: Sample, form: str, codebook: Codebook | None) -> Files:
    if form == "xlsx":
        return {"": write_book(sample, load_guide(), (codebook or load_codebook()).scheme)}
    if form == "label-studio":
        return labelstudio.write(sample, load_guide())
    if form in WRITERS:
        return WRITERS[form](sample)
    return {"": write_table(sample, "\t" if form == "tsv" else ",")}
