"""The parser that users see: texts in, documents out."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from eventcoder.cleaning import clean
from eventcoder.document import Document, Sentence
from eventcoder.errors import InputError, ParserError
from eventcoder.parse.models import load_analyser, model_name
from eventcoder.parse.paragraphs import unwrapped
from eventcoder.parse.stretches import annotate, parse_texts, restored
from eventcoder.parse.surface import Analyser
from eventcoder.parse.threads import one_thread

BATCH_WORDS = 4000  # parsed together: more is hardly faster, and memory grows with it
LEAST_BATCH_WORDS = 250  # fewer would cut sentences, if not words
CHARACTERS_PER_WORD = 6
SENTENCES = 200  # analysed together where they are given, for the same reason

Item = tuple[str, str | None, str]


class Parser:
    """A parser model, loaded at its first use; it can be pickled, and then loads again.

    Args:
        model: None for the bundled English model; the name of a Stanza language or language and package, such as `"en"` or `"en:gum"`,
            which Stanza downloads if it is not on this computer; or a directory of Stanza models.
        gpu: whether to compute on a GPU.
        batch_words: how many words to parse together, which bounds memory; at least 250.

    Raises:
        InputError: `batch_words` is too small.

    >>> Parser().name
    'en-news-v3'
    """

    def __init__(self, model: str | Path | None = None, *, gpu: bool = False, batch_words: int = BATCH_WORDS) -> None:
        if not isinstance(batch_words, int) or batch_words < LEAST_BATCH_WORDS:
            raise InputError(f"expected batch_words of at least {LEAST_BATCH_WORDS}, so that sentences stay whole, got {batch_words!r}")
        self.model = model
        self.gpu = gpu
        self.batch_words = batch_words

    def __repr__(self) -> str:
        return f"Parser({self.name!r})"

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "_analyser"}

    @property
    def name(self) -> str:
        """What events call the model."""
        return model_name(self.model)

    def load(self) -> None:
        """Load the model now, which otherwise happens when the first text is parsed.

        Raises:
            ParserError: the model is missing or broken, or there is no GPU.
        """
        _ = self._analyser

    def parse(self, text: str, *, date: str | None = None, doc_id: str = "") -> Document:
        """Parse one text.

        Args:
            text: plain text; each line is a paragraph, unless the text is wrapped at a fixed width.
            date: its reference date, ISO 8601.
            doc_id: its identifier.

        Returns:
            The sentences, with offsets into `text`.

        Raises:
            ParserError: the model cannot be loaded, or fails on the text.
        """

        def fail(error: ParserError) -> None:
            raise error

        return next(self.parse_many([(text, date, doc_id)], on_error=fail))

    def parse_many(self, items: Iterable[Item], *, on_error: Callable[[ParserError], None] | None = None) -> Iterator[Document]:
        """Parse many texts, short ones together, which is faster than one by one; what comes of one depends on no other.

        Args:
            items: (text, date, identifier) of each.
            on_error: called for each text that the parser fails on; by default a warning is given.

        Yields:
            A document for each item, in order; one without sentences for a text that the parser fails on.

        Raises:
            ParserError: the model cannot be loaded.
        """
        limit = self.batch_words * CHARACTERS_PER_WORD
        waiting: list[Item] = []
        size = 0
        for item in items:
            waiting.append(item)
            size += len(item[0])
            if size >= limit or not self._analyser.mixes:
                yield from self._parse_batch(waiting, on_error or _warn)
                waiting, size = [], 0
        yield from self._parse_batch(waiting, on_error or _warn)

    def annotate(self, document: Document) -> Document:
        """Tag and parse a document that has sentences and words already, such as one read from CoNLL-U; what it had is replaced.

        Args:
            document: its sentences.

        Returns:
            The same words with the analyses of this model.

        Raises:
            ParserError: the model cannot be loaded.
        """
        sentences: list[Sentence] = []
        analyser = self._analyser
        with one_thread():
            for start in range(0, len(document.sentences), SENTENCES):
                sentences += annotate(analyser, document.sentences[start : start + SENTENCES])
        return attrs.evolve(document, sentences=tuple(sentences))

    @cached_property
    def _analyser(self) -> Analyser:
        with one_thread(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "IProgress not found")  # Stanza imports tqdm, which in notebooks asks for ipywidgets
            return load_analyser(self.model, gpu=self.gpu)

    def _parse_batch(self, items: list[Item], on_error: Callable[[ParserError], None]) -> Iterator[Document]:
        """Parse items together, and one by one if that fails."""
        if not items:
            return
        analyser = self._analyser
        texts = [unwrapped(clean(item[0])) for item in items]
        try:
            with one_thread():
                parsed = parse_texts(analyser, [text.text for text in texts], self.batch_words * CHARACTERS_PER_WORD)
        except Exception as cause:  # Stanza and torch raise anything on odd input; the other texts shall be parsed all the same
            if len(items) > 1:
                for item in items:
                    yield from self._parse_batch([item], on_error)
                return
            error = ParserError(f"{items[0][2] or 'text'}: the parser failed on this text ({type(cause).__name__}: {cause})")
            error.__cause__ = cause
            on_error(error)
            parsed = [[]]
        for (_, date, doc_id), text, sentences in zip(items, texts, parsed, strict=True):
            yield Document(restored(sentences, text), id=doc_id, text=text.given, date=date, cleaned=text.notes)


def _warn(error: ParserError) -> None:
    warnings.warn(str(error), stacklevel=2)
