"""Parsed documents from the files of a command line, whether they are parsed already or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from eventcoder.cli.common import Problems
from eventcoder.document import Document
from eventcoder.formats.articles import Article, check_files, read_articles
from eventcoder.parse import Parser


def read_documents(
    files: tuple[str, ...], parser: Parser, problems: Problems, step: Callable[[], None], **options: Any
) -> Iterator[Document]:
    """Read documents, parsing those that are not parsed.

    Args:
        files: the files; `-` is the standard input.
        parser: what parses them.
        problems: told of what cannot be read or parsed.
        step: called after each document.
        options: as `read_articles` takes them.

    Yields:
        The documents, in order.
    """
    check_files(files)
    for article in read_articles(files, on_error=problems, **options):
        yield from _parsed(article, parser, problems)
        step()


def _parsed(article: Article, parser: Parser, problems: Problems) -> Iterator[Document]:
    if isinstance(article.content, Document):
        yield article.content
    else:
        yield from parser.parse_many([(article.content, article.date, article.id)], on_error=problems)
