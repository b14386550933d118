"""Files and folders that hold articles: which are meant, what is in them, and opening them as text."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "xml",
}
PACKED = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
STANDARD_INPUT = "-"
SHOWN = "standard input"  # what messages call it
# How files begin that are no text, and what is in them.
MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, such as a document of Word or Excel"),
    (b"\xd0\xcf\x11\xe0", "an old document of Word or Excel"),
    (b"{\\rtf", "rich text (RTF)"),
    (b"\x1f\x8b", "compressed with gzip (let its name end in .gz)"),
    (b"BZh", "compressed with bzip2 (let its name end in .bz2)"),
    (b"\xfd7zXZ", "compressed with xz (let its name end in .xz)"),
    (b"PAR1", "a Parquet table (write it to CSV or JSON Lines)"),
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


@attrs.frozen
class Source:
    """A file to be read.

    Args:
        path: where it is; `-` for the standard input.
        form: what is in it: text, conllu, csv, jsonl, json, html or xml.
        name: what articles in it are called that have no name of their own; "" for the standard input.
        sure: whether the format was named, by the user or by the ending of the file.
    """

    path: str | Path
    form: str
    name: str
    sure: bool = True

    @property
    def shown(self) -> str:
        """What messages call it."""
        return SHOWN if str(self.path) == STANDARD_INPUT else str(self.path)


def format_of(path: str | Path) -> str:
    """What the name of a file says of its format.

    >>> format_of("news.CSV"), format_of("news.jsonl.gz"), format_of("news")
    ('csv', 'jsonl', 'text')
    """
    return FORMATS.get(_ending(path), "text")


def sources(paths: Iterable[str | Path], form: str | None = None) -> Iterator[Source]:
    """The files that are meant, those in folders in alphabetical order.

    Args:
        paths: files and folders; `-` is the standard input.
        form: what is in the files, if their names do not say so.

    Yields:
        Each file.

    Raises:
        InputError: a folder has no file in it that can be read.
    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            yield Source(path, form or "text", "", form is not None)
        elif Path(path).is_dir():
            found = sorted(file for file in Path(path).rglob("*") if _ending(file) in FORMATS and _is_visible(file.relative_to(path)))
            if not found:
                raise InputError(f"{path}: expected files in the folder whose names end in {', '.join(FORMATS)}, got none")
            for file in found:
                yield Source(file, form or format_of(file), _stem(file.relative_to(path)), _is_sure(file, form))
        else:
            yield Source(path, form or format_of(path), _stem(Path(Path(path).name)), _is_sure(path, form))


def _is_sure(path: str | Path, form: str | None) -> bool:
    """Whether the format was named; much is called `.txt`."""
    return form is not None or format_of(path) != "text"


def _is_visible(path: Path) -> bool:
    return not any(part.startswith(".") for part in path.parts)


def _ending(path: str | Path) -> str:
    path = Path(path)
    return Path(path.stem if path.suffix.lower() in PACKED else path.name).suffix.lower()


def _stem(path: Path) -> str:
    """The path of a file without the endings that say what is in it."""
    while path.suffix.lower() in PACKED or (path.suffix and path.suffix.lower() in FORMATS):
        path = path.with_suffix("")
    return path.as_posix()


@contextmanager
def opened(source: Source, encoding: str) -> Iterator[IO[str]]:
    """A file, open for reading as text.

    Line ends are left as they are, so that offsets hold. A byte that is none of the encoding comes as a character of `UNDECODED`, so that
    only its record is lost.

    Args:
        source: the file.
        encoding: its encoding; a mark at its beginning is believed where this is UTF-8.

    Yields:
        The text.

    Raises:
        InputError: it cannot be opened, or is no text.
    """
    binary = _binary(source)
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
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
        raise InputError(f"{source.shown}: the file cannot be read, or is cut off ({error})") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{source.shown}: {undecodable(error.object[error.start], encoding)}") from None
    finally:
        if str(source.path) != STANDARD_INPUT:
            binary.close()


def check_opens(source: Source) -> None:
    """Make sure that a file is there and may be read, whatever is in it.

    Args:
        source: the file, not the standard input.

    Raises:
        InputError: it cannot be opened.
    """
    binary = _binary(source)
    if binary is not None:
        binary.close()


def _binary(source: Source) -> io.BufferedReader | None:
    """The bytes of a file, unpacked."""
    if str(source.path) == STANDARD_INPUT:
        buffer = getattr(sys.stdin, "buffer", None)
        return buffer if buffer is None or hasattr(buffer, "peek") else io.BufferedReader(buffer)
    unpack = PACKED.get(Path(source.path).suffix.lower(), open)
    try:
        return unpack(source.path, "rb")  # type: ignore[operator,no-any-return]  # each of them gives something to peek into
    except FileNotFoundError:
        raise InputError(f"{source.shown}: there is no such file") from None
    except OSError as error:
        raise InputError(f"{source.shown}: the file cannot be read ({error.strerror or error})") from None


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
