"""Files that judges have filled in, whatever program they did it with."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from eventcoder.errors import InputError
from eventcoder.validating.filled import Report, read_sheet
from eventcoder.validating.judged import Row
from eventcoder.validating.tools import brat, doccano, inception, labelstudio

SHEETS = (".xlsx", ".csv", ".tsv")
TSV = "INCEpTION: export WebAnno TSV v3.3"
OTHERS = {  # formats that are not read, and what to do
    **{".xls": "save it as .xlsx", ".ods": "save it as .xlsx", ".numbers": "export it as .xlsx"},
    **{".xmi": f"UIMA CAS XMI of {TSV}", ".xml": f"XML of {TSV}; Label Studio: export JSON", ".conllu": f"CoNLL-U of {TSV}"},
    **{".ann": "brat: name the folder with the .txt and .ann files", ".txt": "brat: name the folder with the .txt and .ann files"},
}
CURATION, INITIAL = "curation", "INITIAL_CAS"  # of INCEpTION: a folder, and who has annotated nothing
Files = Mapping[str, bytes]


def read_judged(path: Path, report: Report) -> Iterator[Row]:
    """The rows of what a judge has filled in, whatever its format.

    Args:
        path: a sheet, the export of Label Studio (JSON), doccano (JSONL), INCEpTION (WebAnno TSV) or brat (the folder), the last three also
            as a folder or a ZIP archive.
        report: takes what is odd about it.

    Raises:
        InputError: there is no such file, it is of another format, or it cannot be read.
        OutputError: a package that the format needs is not installed.
    """
    if not path.exists():
        raise InputError(f"{path}: expected a file that is judged, and there is none of this name")
    ending = path.suffix.lower()
    if path.is_dir() or ending == ".zip":
        yield from _in_folder(path, dict(_files(path)), report)
    elif ending == ".jsonl":
        yield from doccano.read(path, path.stem, _text(path, path.read_bytes()), report)
    elif ending == ".json":
        yield from _json(path, _text(path, path.read_bytes()), report)
    elif ending == ".tsv" and path.read_bytes().startswith(inception.HEAD.encode()):
        yield from inception.read(str(path), path.stem, _text(path, path.read_bytes()), report)
    elif ending in SHEETS:
        yield from read_sheet(path, report)
    else:
        raise InputError(f"{path}: expected a sheet ({', '.join(SHEETS)}) or the export of an annotation tool, got {_named(ending)}")


def _named(ending: str) -> str:
    return f"{ending or 'a file without an ending'}" + (f" ({OTHERS[ending]})" if ending in OTHERS else "")


def _text(path: Path | str, data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8, got something else ({error.reason})") from None


def _json(path: Path, text: str, report: Report) -> Iterator[Row]:
    try:
        value: Any = json.loads(text)
    except ValueError as error:
        raise InputError(f"{path}: expected JSON, got something else ({error})") from None
    if isinstance(value, dict) and any(str(key).startswith("%") for key in value):
        raise InputError(f"{path}: expected the export of an annotation tool, got UIMA CAS JSON ({TSV})")
    yield from labelstudio.read(path, value, report)


def _files(path: Path) -> Iterator[tuple[str, bytes]]:
    """The files in a folder or an archive, by their names in it."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file():
                yield file.relative_to(path).as_posix(), file.read_bytes()
    else:
        yield from _unpacked(str(path), path.read_bytes())


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The files in an archive, and in archives in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in sorted(archive.namelist()):
                if member.endswith(".zip"):
                    yield from ((f"{member}/{inner}", found) for inner, found in _unpacked(f"{name}: {member}", archive.read(member)))
                elif not member.endswith("/"):
                    yield member, archive.read(member)
    except zipfile.BadZipFile as error:
        raise InputError(f"{name}: expected a ZIP archive, and it cannot be read ({error})") from None


def _in_folder(path: Path, files: Files, report: Report) -> Iterator[Row]:
    """The rows of an export of many files."""
    documents = {name: data for name, data in files.items() if name.endswith(".tsv") and data.startswith(inception.HEAD.encode())}
    if any(name.endswith(".ann") for name in files):
        yield from _brat(path, files, report)
    elif documents:
        yield from _inception(path, documents, report)
    elif lines := {name: data for name, data in files.items() if name.endswith(".jsonl")}:
        for name, data in lines.items():
            yield from doccano.read(path / name, PurePosixPath(name).stem, _text(path / name, data), report)
    else:
        endings = sorted({_named(PurePosixPath(name).suffix.lower()) for name in files}) or ["nothing"]
        raise InputError(
            f"{path}: expected what brat (.txt and .ann), INCEpTION (WebAnno TSV 3) or doccano (.jsonl) exports, got {', '.join(endings)}"
        )


def _brat(path: Path, files: Files, report: Report) -> Iterator[Row]:
    """Each folder with texts is a judge's."""
    for name, data in files.items():
        if name.endswith(".ann") and (text := files.get(f"{name.removesuffix('.ann')}.txt")) is not None:
            folder = PurePosixPath(name).parent.name
            where = str(path / name)
            yield from brat.read(where, folder or path.stem, _text(where, text), _text(where, data), report)


def _inception(path: Path, documents: Files, report: Report) -> Iterator[Row]:
    """Documents lie in folders that are named as they are, one file a judge; or by themselves, in the folder of a judge."""
    annotated = any(CURATION not in PurePosixPath(name).parts for name in documents)
    for name, data in documents.items():
        place = PurePosixPath(name)
        if place.stem == INITIAL or (annotated and CURATION in place.parts):
            continue
        judge = place.stem if place.parent.suffix in (".tsv", ".txt", ".zip") else place.parent.name or path.stem
        yield from inception.read(str(path / name), judge, _text(path / name, data), report)
