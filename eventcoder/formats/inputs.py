"""What is to be read, and how: the one way from files to articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from eventcoder.formats.article import Article
from eventcoder.formats.articles import OnError, carried_columns, check_files, iter_articles
from eventcoder.formats.files import Meter, sources
from eventcoder.formats.parquet import parquet_rows


@attrs.frozen
class Inputs:
    """Files, and what their users say of them.

    Args:
        files: files, folders, ZIP archives and patterns; `-` is the standard input.
        date: reference date of the articles that have none of their own.
        date_format: how dates are written, where that can be read in several ways.
        form: text, conllu, csv, jsonl, json, parquet or html; None for what the names of the files say.
        columns: names of columns that differ.
        encoding: of the files.
        home: where the articles are published that do not say so.
    """

    files: tuple[str, ...]
    date: str | None = None
    date_format: str | None = None
    form: str | None = None
    columns: Mapping[str, str] = attrs.field(factory=dict)
    encoding: str = "utf-8"
    home: str | None = None

    def articles(self, on_error: OnError | None = None, meter: Meter | None = None, *, unread: bool = False) -> Iterator[Article]:
        """The articles in the files, which must be there.

        Args:
            on_error: called for each file or record that cannot be read; by default the first one raises.
            meter: told how much has been read.
            unread: leave the sentences of CoNLL-U to whoever codes the articles.

        Raises:
            InputError: a file is missing or may not be read.
        """
        check_files(self.files)
        return iter_articles(
            self.files,
            date=self.date,
            date_format=self.date_format,
            form=self.form,
            columns=self.columns,
            encoding=self.encoding,
            home=self.home,
            on_error=on_error,
            meter=meter,
            unread=unread,
        )

    def carried(self) -> tuple[str, ...]:
        """The columns that are carried through to the output, as far as headers say so."""
        return carried_columns(self.files, form=self.form, columns=self.columns, encoding=self.encoding)

    def count(self) -> int | None:
        """How many articles there are, as far as that is known without reading them; as many as that are tried at most."""
        number = 0
        for source in sources(self.files, self.form, lambda error: None):
            if source.form not in ("text", "html", "parquet"):
                return None
            number += parquet_rows(source) if source.form == "parquet" else 1
        return number
