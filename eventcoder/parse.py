"""From text to `Document` with Stanza.

The only module that imports Stanza and torch, and only when something is parsed. The bundled English model needs no network.
"""

from __future__ import annotations

import logging
import re
import warnings
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from eventcoder.errors import ParserError
from eventcoder.paragraphs import paragraphs, split
from eventcoder.resources import DEFAULT_MODEL, model_path
from eventcoder.sentence import LABEL_ALIASES, Document, Sentence, Token

PROCESSORS = ("tokenize", "mwt", "pos", "lemma", "depparse")
BATCH_WORDS = 4000  # parsed together: more is hardly faster, and memory grows with it
LONGEST_SENTENCE = 250  # words; the parser's memory grows with the square
CHARACTERS_PER_WORD = 6
_MODEL_NAME = re.compile(r"[a-z]{2,3}(-[a-z]+)?(:[\w-]+)?")
_FLAT = str.maketrans("\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", " " * 11)

Item = tuple[str, str | None, str]


class Parser:
    """A Stanza pipeline, loaded at its first use; it can be pickled, and then loads again.

    Args:
        model: None for the bundled English model; the name of a Stanza language or language and package, such as `"en"` or `"en:gum"`,
            which Stanza downloads if it is not on this computer; or a directory of Stanza models.
        gpu: whether to compute on a GPU.
        batch_words: how many words to parse together, which bounds memory.

    >>> Parser().name
    'en-news-v2'
    """

    def __init__(self, model: str | Path | None = None, *, gpu: bool = False, batch_words: int = BATCH_WORDS) -> None:
        if batch_words < 1:
            raise ValueError(f"expected batch_words of at least 1, got {batch_words}")
        self.model = model
        self.gpu = gpu
        self.batch_words = batch_words

    def __repr__(self) -> str:
        return f"Parser({self.name!r})"

    def __getstate__(self) -> dict[str, Any]:
        return {key: value for key, value in self.__dict__.items() if key != "_pipeline"}

    @property
    def name(self) -> str:
        """What events call the model."""
        if self.model is None:
            return DEFAULT_MODEL
        return str(self.model) if _is_name(self.model) else Path(self.model).resolve().name

    def load(self) -> None:
        """Load the model now, which otherwise happens when the first text is parsed.

        Raises:
            ParserError: the model is missing or broken, or there is no GPU.
        """
        _ = self._pipeline

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
        """Parse many texts, short ones together, which is faster than one by one.

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
            if size >= limit:
                yield from self._parse_batch(waiting, on_error or _warn)
                waiting, size = [], 0
        yield from self._parse_batch(waiting, on_error or _warn)

    @cached_property
    def _pipeline(self) -> Any:
        with _quiet():
            return load_pipeline(self.model, gpu=self.gpu)

    def _parse_batch(self, items: list[Item], on_error: Callable[[ParserError], None]) -> Iterator[Document]:
        """Parse items together, and one by one if that fails."""
        if not items:
            return
        pipeline = self._pipeline
        try:
            parsed = self._sentences(pipeline, [item[0] for item in items])
        except Exception as cause:  # Stanza and torch raise anything on odd input; the other texts shall be parsed all the same
            if len(items) > 1:
                for item in items:
                    yield from self._parse_batch([item], on_error)
                return
            error = ParserError(f"{items[0][2] or 'text'}: the parser failed on this text ({type(cause).__name__}: {cause})")
            error.__cause__ = cause
            on_error(error)
            parsed = [[]]
        for (text, date, doc_id), sentences in zip(items, parsed, strict=True):
            yield Document(tuple(sentences), id=doc_id, text=text, date=date)

    def _sentences(self, pipeline: Any, texts: list[str]) -> list[list[Sentence]]:
        """The sentences of each text, parsed in stretches of at most `batch_words`."""
        limit = self.batch_words * CHARACTERS_PER_WORD
        stretches: list[list[_Piece]] = [[]]
        size = 0
        for number, text in enumerate(texts):
            for first, last in paragraphs(text):
                for start, end in split(text, first, last, limit):
                    if stretches[-1] and size + end - start > limit:
                        stretches.append([])
                        size = 0
                    stretches[-1].append(_Piece(number, start, end, opens=start == first))
                    size += end - start
        found: list[list[Sentence]] = [[] for _ in texts]
        with _quiet():
            for stretch in stretches:
                for number, make in _parse_stretch(pipeline, texts, stretch):
                    found[number].append(make(str(len(found[number]) + 1)))
        return found


@attrs.frozen
class _Piece:
    """A stretch of one of the texts that no sentence crosses; `opens` says that it begins a paragraph."""

    number: int
    start: int
    end: int
    opens: bool


def _parse_stretch(pipeline: Any, texts: list[str], pieces: list[_Piece]) -> Iterator[tuple[int, Callable[[str], Sentence]]]:
    """Parse some pieces in one go; yields the number of its text and a maker, which takes the id, for each sentence."""
    while pieces:
        starts, joined, position = [], [], 0
        for piece in pieces:
            starts.append(position)
            joined.append(texts[piece.number][piece.start : piece.end])
            position += piece.end - piece.start + 2
        document = pipeline.process("\n\n".join(joined), processors=PROCESSORS[:2])
        placed = []
        for sentence in document.sentences:
            i = bisect_right(starts, sentence.tokens[0].start_char) - 1
            placed.append((pieces[i], pieces[i].start - starts[i], sentence))
        shorter = _cut_long_sentences(placed)
        if shorter is not None:  # tokenise again, now that the pieces are smaller
            pieces = shorter
            continue
        document, placed = _join_broken_sentences(document, placed)
        pipeline.process(document, processors=PROCESSORS[2:])
        for piece, shift, sentence in placed:
            first = piece.opens and sentence.tokens[0].start_char + shift == piece.start
            comments = ("# newpar",) if first else ()
            yield piece.number, _maker(texts[piece.number], sentence, shift, comments)
        return


def _cut_long_sentences(placed: list[tuple[_Piece, int, Any]]) -> list[_Piece] | None:
    """New pieces where sentences would take too much memory, or None if there are none such."""
    if all(len(sentence.tokens) <= LONGEST_SENTENCE for _, _, sentence in placed):
        return None
    pieces: list[_Piece] = []
    previous = None
    for piece, shift, sentence in placed:
        if piece is not previous:
            pieces.append(piece)
            previous = piece
        tokens = sentence.tokens
        if len(tokens) <= LONGEST_SENTENCE:
            continue
        step = LONGEST_SENTENCE // 2
        for token in [tokens[0], *tokens[step::step]]:
            start = token.start_char + shift
            if start > pieces[-1].start:
                last = pieces.pop()
                pieces += [attrs.evolve(last, end=start), attrs.evolve(last, start=start, opens=False)]
    return pieces


def _join_broken_sentences(document: Any, placed: list[tuple[_Piece, int, Any]]) -> tuple[Any, list[tuple[_Piece, int, Any]]]:
    """Put sentences together that the tokenizer has broken where no punctuation ends one: "Foreign Minister Wang | Yi arrived."."""
    groups: list[list[int]] = []
    for number, (piece, _, sentence) in enumerate(placed):
        if groups and placed[number - 1][0] is piece and _runs_on(placed[number - 1][2], sentence):
            groups[-1].append(number)
        else:
            groups.append([number])
    if len(groups) == len(placed):
        return document, placed
    from stanza.models.common.doc import Document as StanzaDocument

    joined = []
    for group in groups:
        entries: list[dict[str, Any]] = []
        for number in group:
            words = sum(1 for entry in entries if isinstance(entry["id"], int) or len(entry["id"]) == 1)
            for entry in placed[number][2].to_dict():
                identifier = entry["id"]
                moved = identifier + words if isinstance(identifier, int) else tuple(i + words for i in identifier)
                entries.append({**entry, "id": moved})
        joined.append(entries)
    whole = StanzaDocument(joined, text=document.text)
    return whole, [(*placed[group[0]][:2], sentence) for group, sentence in zip(groups, whole.sentences, strict=True)]


def _runs_on(before: Any, after: Any) -> bool:
    """Whether a sentence goes on in the next."""
    if len(before.tokens) + len(after.tokens) > LONGEST_SENTENCE:
        return False
    last, first = str(before.tokens[-1].text), str(after.tokens[0].text)
    return last[-1].isalnum() or last == "," or first[0].islower()


def _maker(text: str, parsed: Any, shift: int, comments: tuple[str, ...]) -> Callable[[str], Sentence]:
    """What makes a `Sentence` of a Stanza sentence whose offsets into `text` are off by `shift`."""
    tokens: list[Token] = []
    multiwords = []
    for surface in parsed.tokens:
        start, end = surface.start_char + shift, surface.end_char + shift
        original = " ".join(text[start:end].split()) or surface.text
        if len(surface.words) > 1:
            multiwords.append((len(tokens), len(tokens) + len(surface.words) - 1, original))
        for word in surface.words:
            form, lemma, own = word.text, word.lemma or word.text, (start, end)
            if len(surface.words) > 1:
                if word.start_char is not None and word.end_char is not None:
                    own = (word.start_char + shift, word.end_char + shift)
            elif form != original:  # Stanza puts a placeholder for very long words
                form = lemma = original
            label = LABEL_ALIASES.get(word.deprel, word.deprel)
            tokens.append(
                Token(len(tokens), form, lemma, word.upos or "", word.head - 1, label, *own, xpos=word.xpos or "", feats=word.feats or "")
            )
    start, end = tokens[0].start, tokens[-1].end
    body = text[start:end].translate(_FLAT)
    return lambda identifier: Sentence(tuple(tokens), identifier, body, start, comments, tuple(multiwords))


def _warn(error: ParserError) -> None:
    warnings.warn(str(error), stacklevel=2)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Stanza's own log messages off the terminal."""
    logger = logging.getLogger("stanza")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)


# Loading


def _is_name(model: str | Path) -> bool:
    """Whether this is the name of a Stanza model, and no folder of models."""
    return bool(_MODEL_NAME.fullmatch(str(model))) and not (Path(model) / "resources.json").is_file()


def load_pipeline(model: str | Path | None, *, gpu: bool = False) -> Any:
    """Load the Stanza pipeline of a model; `Parser` says what a model can be.

    Args:
        model: None, a name or a directory.
        gpu: whether to compute on a GPU.

    Returns:
        A `stanza.Pipeline`.

    Raises:
        ParserError: the model is missing or broken, or there is no GPU.
    """
    folder = model_path() if model is None else Path(model)
    if folder.is_dir() and not _is_name(folder):
        return _load_folder(folder, gpu)
    if not _is_name(folder):
        raise ParserError(f"expected a folder of Stanza models or a name such as 'en' or 'en:gum' as parser model, got {str(model)!r}")
    language, _, package = str(model).partition(":")
    try:
        return _pipeline(gpu, lang=language, package=package or "default", download_method=None)
    except FileNotFoundError:  # not on this computer
        pass
    except Exception as error:
        raise _broken(str(model), error) from error
    try:
        return _pipeline(gpu, lang=language, package=package or "default", download_method=_reuse())
    except (OSError, TimeoutError) as error:
        raise ParserError(
            f"the parser model {str(model)!r} is not on this computer and cannot be downloaded (is there a network connection?); "
            "connect and try again, name a folder of Stanza models, or leave the model out to use the bundled one"
        ) from error
    except Exception as error:
        raise _broken(str(model), error) from error


def _load_folder(folder: Path, gpu: bool) -> Any:
    resources = folder / "resources.json"
    if not resources.is_file():
        raise ParserError(f"expected a Stanza model folder with resources.json in it, got {folder}")
    import json

    try:
        languages = [key for key, value in json.loads(resources.read_text(encoding="utf-8")).items() if isinstance(value, dict)]
        installed = [language for language in languages if (folder / language).is_dir()]
        if not installed:
            raise ParserError(f"expected the models of a language in {folder}, found none")
        language = "en" if "en" in installed else installed[0]
        from eventcoder.encoder import foundation_cache

        cache = foundation_cache(folder, half=_in_halves(gpu))
        return _pipeline(gpu, lang=language, dir=str(folder), download_method=None, foundation_cache=cache)
    except ParserError:
        raise
    except Exception as error:
        raise _broken(str(folder), error) from error


def _pipeline(gpu: bool, **options: Any) -> Any:
    import stanza

    from eventcoder.decoding import lighten

    # Stanza adds mwt by itself for the languages that have multi-word tokens.
    wanted = [name for name in PROCESSORS if name != "mwt"]
    pipeline = stanza.Pipeline(processors=",".join(wanted), use_gpu=gpu, logging_level="CRITICAL", **options)
    if gpu and pipeline.device == "cpu":
        raise ParserError("expected a GPU that torch can use, found none; leave out gpu to compute on the CPU")
    lighten(pipeline, half=_in_halves(gpu))
    return pipeline


def _in_halves(gpu: bool) -> bool:
    """Whether encoder and parser multiply in bfloat16: on a CPU that is made for it."""
    from eventcoder.encoder import multiplies_halves

    return not gpu and multiplies_halves()


def _reuse() -> Any:
    from stanza.pipeline.core import DownloadMethod

    return DownloadMethod.REUSE_RESOURCES


def _broken(model: str, error: Exception) -> ParserError:
    if isinstance(error, ParserError):
        return error
    return ParserError(f"the parser model {model!r} cannot be loaded ({type(error).__name__}: {error})")
