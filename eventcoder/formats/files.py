"""Files and folders that hold articles: which are meant, what is in them, and opening them as text."""

from __future__ import annotations

import bz2
import glob
import gzip
import io
import lzma
import os
import re
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import attrs

from eventcoder.errors import InputError

FORMATS = {
    ".txt": "text",
    ".conllu": "conllu",
    ".conll": "conllu",
    ".csv": "csv",
    ".tsv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
}
PACKED = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
ARCHIVE = ".zip"
NOT_OURS = "__MACOSX"  # what macOS puts into archives beside the files
PATTERN = re.compile(r"[*?\[]")
STANDARD_INPUT = "-"
SHOWN = "standard input"  # what messages call it
# How files begin that are no text, and what is in them.
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a document of Word or Excel, or a ZIP archive (let its name end in .zip)"),
    (b"\xd0\xcf\x11\xe0", "an old document of Word or Excel"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x1f\x8b", "compressed with gzip (let its name end in .gz)"),
    (b"BZh", "compressed with bzip2 (let its name end in .bz2)"),
    (b"\xfd7zXZ", "compressed with xz (let its name end in .xz)"),
    (b"PAR1", "a Parquet table (let its name end in .parquet)"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
)
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # the marks with which such files begin
LOOKED_AT = 4096
CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
FEW_CONTROLS = 0.02  # a text may have a stray one
UNDECODED = re.compile("[\udc80-\udcff]")  # what stands for a byte that is none of the encoding


class BrokenArchive(InputError):
    """A ZIP archive is none, or nothing in it can be read."""


@attrs.frozen
class Source:
    """A file to be read.

    Args:
        path: where it is; `-` for the standard input.
        form: what is in it: text, conllu, csv, jsonl, json, parquet, html or xml.
        name: what articles in it are called that have no name of their own; "" for the standard input.
        sure: whether the format was named, by the user or by the ending of the file.
        archive: the ZIP archive at the path, if the file is in one.
        member: its name there.
    """

    path: str | Path
    form: str
    name: str
    sure: bool = True
    archive: zipfile.ZipFile | None = attrs.field(default=None, eq=False, repr=False)
    member: str = ""

    @property
    def shown(self) -> str:
        """What messages call it."""
        return SHOWN if str(self.path) == STANDARD_INPUT else f"{self.path}/{self.member}" if self.member else str(self.path)

    @property
    def size(self) -> int:
        """Its bytes, as they lie on the disk; 0 where nobody knows."""
        if self.archive is not None:
            return self.archive.getinfo(self.member).compress_size
        return Path(self.path).stat().st_size if Path(self.path).is_file() else 0


def format_of(path: str | Path) -> str:
    """What the name of a file says of its format.

    >>> format_of("news.CSV"), format_of("news.jsonl.gz"), format_of("news")
    ('csv', 'jsonl', 'text')
    """
    return FORMATS.get(_ending(path), "text")


def sources(paths: Iterable[str | Path], form: str | None = None, on_error: Callable[[InputError], None] | None = None) -> Iterator[Source]:
    """The files that are meant, those in folders and archives in alphabetical order.

    Args:
        paths: files, folders, ZIP archives and patterns such as `news/*.csv`; `-` is the standard input.
        form: what is in the files, if their names do not say so.
        on_error: called for each path that means no file; by default the first one raises.

    Yields:
        Each file. What is in an archive is best read before the next is asked for, as the archive is open until then.

    Raises:
        InputError: a folder or an archive has no file in it that can be read, or no file fits a pattern, and there is no `on_error`.
    """
    for given in paths:
        found = _expanded(given)
        while True:
            try:
                path, name = next(found)
                yield from _one(path, name, form)
            except StopIteration:
                break
            except InputError as error:
                if on_error is None:
                    raise
                on_error(error)


def _expanded(given: str | Path) -> Iterator[tuple[str | Path, str]]:
    """The files and archives that a path means, and what they are called; a pattern that is there as it is written is no pattern."""
    if str(given) == STANDARD_INPUT:
        yield given, ""
        return
    fitting: list[str | Path] = [given]
    if PATTERN.search(str(given)) and not Path(given).exists():
        fitting = sorted(map(Path, glob.glob(str(given), recursive=True)))
        if not fitting:
            raise InputError(f"{given}: expected files that fit this pattern, got none")
    for path in fitting:
        if Path(path).is_dir():
            empty = len(fitting) == 1
            for file in _walk(path):
                empty = False
                yield file, file.relative_to(path).as_posix()
            if empty:
                raise InputError(f"{path}: expected files in the folder whose names end in {_endings()}, got none")
        else:
            yield path, Path(path).name


def _walk(folder: str | Path) -> Iterator[Path]:
    """The files in a folder that are read, and in the folders in it, by name; memory holds one folder of each level."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=lambda entry: entry.name)
    except OSError as error:
        raise InputError(f"{folder}: the folder cannot be read ({error.strerror})") from None
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        elif (_ending(entry.name) in FORMATS or entry.name.lower().endswith(ARCHIVE)) and entry.is_file():
            yield Path(entry.path)


def _one(path: str | Path, name: str, form: str | None) -> Iterator[Source]:
    """A file, or those in an archive, which are called as if it were a folder of its name."""
    if not name:
        yield Source(path, form or "text", name, form is not None)
        return
    if Path(path).suffix.lower() != ARCHIVE:
        yield Source(path, form or format_of(path), _stem(Path(name)), _is_sure(path, form))
        return
    folder = Path(name).with_suffix("")
    try:
        with zipfile.ZipFile(path) as archive:
            members = sorted(name for name in archive.namelist() if _ending(name) in FORMATS and _is_visible(Path(name)))
            if not members:
                raise BrokenArchive(f"{path}: expected files in the archive whose names end in {_endings()}, got none")
            for member in members:
                yield Source(path, form or format_of(member), _stem(folder / member), _is_sure(member, form), archive, member)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file") from None
    except (zipfile.BadZipFile, OSError) as error:
        raise BrokenArchive(f"{path}: the archive cannot be read, or is cut off ({error})") from None


def _endings() -> str:
    return ", ".join((*FORMATS, ARCHIVE))


def _is_sure(path: str | Path, form: str | None) -> bool:
    """Whether the format was named; much is called `.txt`."""
    return form is not None or format_of(path) != "text"


def _is_visible(path: Path) -> bool:
    return not any(part.startswith(".") or part == NOT_OURS for part in path.parts)


def _ending(path: str | Path) -> str:
    stem, ending = os.path.splitext(os.fspath(path).lower())
    return os.path.splitext(stem)[1] if ending in PACKED else ending


def _stem(path: Path) -> str:
    """The path of a file without the endings that say what is in it."""
    while path.suffix.lower() in PACKED or (path.suffix and path.suffix.lower() in FORMATS):
        path = path.with_suffix("")
    return path.as_posix()


def _nothing() -> int:
    return 0


@attrs.define
class Meter:
    """How much has been read, of the bytes as they lie on the disk.

    Args:
        before: those of the files that are done.
        within: says how many of the one that is being read.
    """

    before: int = 0
    within: Callable[[], int] = _nothing

    @property
    def position(self) -> int:
        """All of them."""
        return self.before + self.within()

    def done(self, source: Source) -> None:
        """Count a file that has been read."""
        self.before, self.within = self.before + source.size, _nothing


@contextmanager
def opened(source: Source, encoding: str, meter: Meter | None = None) -> Iterator[IO[str]]:
    """A file, open for reading as text.

    Line ends are left as they are, so that offsets hold. A byte that is none of the encoding comes as a character of `UNDECODED`, so that
    only its record is lost.

    Args:
        source: the file.
        encoding: its encoding; a mark at its beginning is believed where this is UTF-8.
        meter: told how much has been read.

    Yields:
        The text.

    Raises:
        InputError: it cannot be opened, or is no text.
    """
    with ExitStack() as closing:
        binary = _unpacked(source, closing, meter)
        if binary is None:  # a standard input that is text already, as in some notebooks
            yield io.StringIO(sys.stdin.read())
            return
        try:
            head = binary.peek(LOOKED_AT)[:LOOKED_AT]
            file = io.TextIOWrapper(binary, _encoding(source, head, encoding), "surrogateescape", newline="")
            try:
                yield file
            finally:
                file.detach()
        except LookupError:
            raise InputError(f"expected the name of an encoding such as utf-8 or latin-1, got {encoding!r}") from None
        except (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile) as error:
            raise InputError(f"{source.shown}: the file cannot be read, or is cut off ({error})") from None
        except UnicodeDecodeError as error:
            raise InputError(f"{source.shown}: {undecodable(error.object[error.start], encoding)}") from None


def check_opens(source: Source) -> None:
    """Make sure that a file is there and may be read, whatever is in it.

    Args:
        source: the file, not the standard input.

    Raises:
        InputError: it cannot be opened.
    """
    with ExitStack() as closing:
        raw_file(source, closing)


def raw_file(source: Source, closing: ExitStack) -> IO[bytes]:
    """The bytes of a file as they lie on the disk, or in its archive.

    Args:
        source: the file, not the standard input.
        closing: closes it.

    Raises:
        InputError: it cannot be opened.
    """
    try:
        if not source.member:
            return closing.enter_context(open(source.path, "rb"))
        archive = source.archive
        if archive is None or archive.fp is None:  # it is not being searched any more
            archive = closing.enter_context(zipfile.ZipFile(source.path))
        return closing.enter_context(archive.open(source.member))
    except FileNotFoundError:
        raise InputError(f"{source.shown}: there is no such file") from None
    except (RuntimeError, NotImplementedError) as error:  # a password, or a way to compress that Python lacks
        raise InputError(f"{source.shown}: the file cannot be taken out of its archive ({error})") from None
    except (OSError, zipfile.BadZipFile) as error:
        raise InputError(f"{source.shown}: the file cannot be read ({getattr(error, 'strerror', None) or error})") from None


def _unpacked(source: Source, closing: ExitStack, meter: Meter | None) -> io.BufferedReader | None:
    """The bytes of a file, unpacked."""
    if str(source.path) == STANDARD_INPUT:
        buffer = getattr(sys.stdin, "buffer", None)
        return buffer if buffer is None or hasattr(buffer, "peek") else io.BufferedReader(buffer)
    raw = raw_file(source, closing)
    if meter is not None and not source.member:
        meter.within = raw.tell
    unpack = PACKED.get(Path(source.member or source.path).suffix.lower())
    return closing.enter_context(unpack(raw)) if unpack else raw  # type: ignore[operator,return-value]  # each gives something to peek into


def _encoding(source: Source, head: bytes, encoding: str) -> str:
    """How the text is to be decoded, from how it begins."""
    if not head.startswith(UTF_16) and encoding.lower().replace("_", "-") not in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        found = next((name for magic, name in MAGIC if head.startswith(magic)), "")
        controls = len(head) - len(head.translate(None, CONTROLS))
        if found or controls > FEW_CONTROLS * len(head) + 1:
            raise InputError(f"{source.shown}: expected a text, got {found or 'bytes that are none'}; take the text out of it first")
    if encoding.lower().replace("_", "-") in ("utf-8", "utf8"):
        return "utf-16" if head.startswith(UTF_16) else "utf-8-sig"
    return encoding


def undecodable(byte: int, encoding: str) -> str:
    """What is said of a text with a byte that is none of its encoding."""
    return f"the text is not {encoding} (byte 0x{byte:02x}); save it as UTF-8, or name its encoding"


def check_text(text: str, encoding: str, where: str) -> None:
    """Make sure that every byte of a text could be decoded.

    Args:
        text: the text.
        encoding: how it was decoded.
        where: the place that messages name.

    Raises:
        InputError: one could not.
    """
    if found := UNDECODED.search(text):
        raise InputError(f"{where}: {undecodable(ord(found[0]) - 0xDC00, encoding)}")
