"""What comes of many articles, in this process or in several: in order, and one that fails costs the others nothing."""

from __future__ import annotations

import itertools
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

import attrs

from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon
from eventcoder.english.recognition import is_english
from eventcoder.errors import CodingError, EventcoderError, InputError, InputWarning
from eventcoder.formats.article import Article
from eventcoder.formats.conllu import read_document
from eventcoder.formats.items import Given, Item, item_of
from eventcoder.formats.unread import UnreadDocument
from eventcoder.parse import Parser
from eventcoder.workers import in_processes, usual_number

ALONE = 24_000  # characters that are coded before other processes are worth their start
BATCH = 8_000  # characters that a process is given at once: less costs more on the way, with more some wait at the end
MOST_ITEMS = 64  # that it is given at once
PARSED = 5  # how much less work a text is that has been parsed
LINES = 20  # how many times as long as its text it is in CoNLL-U
NAMED = 5  # texts in another language: of more, the number is said

Parsed = Document | UnreadDocument
Made = TypeVar("Made")
Thing = TypeVar("Thing")
Result = TypeVar("Result")


def documents(items: Iterable[Given], parser: Parser, on_error: Callable[[Exception], None] | None = None) -> Iterator[Document]:
    """Parse what is not parsed yet.

    Args:
        items: what `Coder.code_many` takes.
        parser: what parses texts.
        on_error: called with the error of a text that cannot be parsed, which then has no sentences; by default a warning is given.

    Yields:
        A document for each item, in order.
    """
    yield from _parsed(checked_items(items, on_error), parser, on_error)


def _parsed(items: Iterable[Parsed | Item], parser: Parser, on_error: Callable[[Exception], None] | None) -> Iterator[Document]:
    for parsed, group in itertools.groupby(items, key=lambda item: isinstance(item, (Document, UnreadDocument))):
        if parsed:
            yield from (read_item(item, on_error) for item in group if isinstance(item, (Document, UnreadDocument)))
        else:
            texts = (item for item in group if isinstance(item, Item))
            for item, document in in_step(texts, lambda some: parser.parse_many((each[:3] for each in some), on_error=on_error)):
                yield attrs.evolve(document, home=item.home) if item.home else document


def read_item(item: Parsed, on_error: Callable[[Exception], None] | None) -> Document:
    return item if isinstance(item, Document) else read_document(item, on_error)


def checked_items(items: Iterable[Given], on_error: Callable[[Exception], None] | None = None) -> Iterator[Parsed | Item]:
    """Each item checked; an empty document for one that is wrong and has been reported."""
    if isinstance(items, (str, Mapping, Document, UnreadDocument, Article)) or not isinstance(items, Iterable):
        raise InputError(f"expected several of what `code` takes, in a list or any other iterable, got a single {type(items).__name__}")
    for item in items:
        try:
            yield item_of(item)
        except InputError as error:
            if on_error is None:
                raise
            on_error(error)
            yield Document(())


def _text_and_name(item: Parsed | Item) -> tuple[str, str]:
    return item.text, item.id


def language_noted(items: Iterable[Parsed | Item], lexicon: Lexicon) -> Iterator[Parsed | Item]:
    """The items as they are; a warning names those that are not in English, the first few one by one."""
    foreign = 0
    for item in items:
        text, name = _text_and_name(item)
        if not is_english(text, lexicon):
            foreign += 1
            if foreign <= NAMED:
                message = f"{name or 'text'}: this does not look like English, and hardly any events will be found in it"
                warnings.warn(message, InputWarning, stacklevel=3)
        yield item
    if foreign > NAMED:
        warnings.warn(f"{foreign} texts do not look like English", InputWarning, stacklevel=3)


@attrs.frozen
class Outcome(Generic[Made]):
    """What came of an item.

    Args:
        made: what was made of it, such as its events; None if nothing could be.
        errors: why it could not be read, parsed or coded.
    """

    made: Made | None
    errors: tuple[Exception, ...] = ()


@attrs.frozen
class Task(Generic[Made]):
    """What is done with each item, by whatever process.

    Args:
        parser: parses what is not parsed yet.
        make: makes something of a document.
        load: loads what that takes; called before other processes are begun, so that they share it.
    """

    parser: Parser
    make: Callable[[Document], Made]
    load: Callable[[], object]


def outcomes(task: Task[Made], items: Iterator[Parsed | Item], workers: int | None = 1) -> Generator[Outcome[Made], None, None]:
    """Do something with many items in this process or in several.

    Args:
        task: what is done with each.
        items: the items, from `checked_items`.
        workers: number of processes; None for as many as the machine has room for, once there is enough to do.

    Yields:
        What came of each item, in order.

    Raises:
        InputError: `workers` is no number of processes.
    """
    if workers is not None and (not isinstance(workers, int) or workers < 1):
        raise InputError(f"expected a number of processes from 1, or None, as workers, got {workers!r}")
    if workers is None:
        workers = 1 if task.parser.gpu else usual_number()
        if workers > 1:
            yield from _done(task, _some(items, ALONE))
    if workers == 1:
        yield from _done(task, items)
        return
    task.load()
    yield from in_processes(partial(_done_batch, task), _batches(task.parser, items), workers, _lost)


def parses(parser: Parser, items: Iterable[Given], workers: int | None = 1) -> Generator[Outcome[Document], None, None]:
    """Parse many items, in this process or in several.

    Args:
        parser: the parser.
        items: texts and so on, as for `Coder.code_many`.
        workers: number of processes, as for `outcomes`.

    Yields:
        The document of each item, in order, and why it has no sentences if it could not be parsed.
    """
    yield from outcomes(Task(parser, _itself, parser.load), checked_items(items), workers)


def in_step(things: Iterable[Thing], make: Callable[[Iterator[Thing]], Iterator[Result]]) -> Generator[tuple[Thing, Result], None, None]:
    """Each of many things beside what is made of it, by something that takes several before it gives the first back.

    Args:
        things: what something is made of.
        make: makes one result of each, in order.

    Yields:
        (the thing, its result), in order.

    >>> list(in_step(["a", "b"], lambda letters: map(str.upper, letters)))
    [('a', 'A'), ('b', 'B')]
    """
    waiting: deque[Thing] = deque()

    def noted() -> Iterator[Thing]:
        for thing in things:
            waiting.append(thing)
            yield thing

    for result in make(noted()):
        yield waiting.popleft(), result


def _itself(document: Document) -> Document:
    return document


def _done(task: Task[Made], items: Iterable[Parsed | Item]) -> Iterator[Outcome[Made]]:
    errors: list[Exception] = []
    for document in _parsed(items, task.parser, errors.append):
        made: Made | None = None
        try:
            made = task.make(document)
        except EventcoderError as error:
            errors.append(error)
        except OSError:  # no fault of a document: the machine cannot go on
            raise
        except Exception as cause:  # a fault of eventcoder on one document shall not lose the others
            fault = CodingError(f"{named(document)}: this text cannot be coded ({type(cause).__name__}: {cause})")
            fault.__cause__ = cause
            errors.append(fault)
        yield Outcome(made, tuple(errors))
        errors.clear()


def _done_batch(task: Task[Made], batch: list[Parsed | Item]) -> list[Outcome[Made]]:
    return list(_done(task, batch))


def _lost(item: Parsed | Item, ending: str) -> Outcome[Any]:
    return Outcome(None, (CodingError(f"{named(item)}: the process that coded this text {ending}"),))


def named(item: Parsed | Item) -> str:
    """What messages call an item: its identifier, or else how it begins."""
    text, name = _text_and_name(item)
    return name or f"the text {text[:40]!r}"


def _size(item: Parsed | Item) -> int:
    """About how much work an item is, in characters of text."""
    if isinstance(item, UnreadDocument):
        return len(item.lines) // (LINES * PARSED)
    return len(item.text) // PARSED if isinstance(item, Document) else len(item.text)


def _some(items: Iterator[Parsed | Item], limit: int) -> Iterator[Parsed | Item]:
    """The first items, until there has been enough."""
    size = 0
    for item in items:
        yield item
        size += _size(item) + 1
        if size >= limit:
            return


def _batches(parser: Parser, items: Iterator[Parsed | Item]) -> Iterator[list[Parsed | Item]]:
    """Items in batches of about as much work; the parser is loaded before the first that needs it, so that the processes share it."""
    batch: list[Parsed | Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += _size(item)
        if isinstance(item, Item):
            parser.load()
        if size >= BATCH or len(batch) == MOST_ITEMS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
