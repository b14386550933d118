"""A parser whose parses are kept in the user's cache folder, so that the same sentences need parsing once.

For what is parsed again and again while its author works on something else: the examples of a codebook, the sentences of tests. A corpus
is better parsed once to a file of its own (`eventcoder parse`).
"""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import attrs

from eventcoder import cleaning, document, parse
from eventcoder.document import Document
from eventcoder.errors import ConlluError, ParserError
from eventcoder.formats import conllu
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.loading.cache import cache_folder, cache_key, one_process, prune, read_cache, store
from eventcoder.loading.resources import model_path
from eventcoder.parse import Item, Parser

MODELS = 4  # whose parses are kept, those used last
TEXTS = 20_000  # of each model, those used last
LONGEST = 5_000  # characters: what is longer is an article, which is better parsed to a file


class CachingParser(Parser):
    """A parser that looks into the cache folder first, and loads its model only for texts that are new to it.

    Takes what `Parser` takes. Parses are kept as CoNLL-U under the text, the content of the model and the program; a change of any
    parses anew. Several processes parse one after the other, and what one has parsed the others need not.
    """

    @classmethod
    def of(cls, parser: Parser) -> CachingParser:
        """The same parser, with a memory."""
        return cls(parser.model, gpu=parser.gpu, batch_words=parser.batch_words)

    def parse_many(self, items: Iterable[Item], *, on_error: Callable[[ParserError], None] | None = None) -> Iterator[Document]:
        """Parse many texts: together, those that have not been parsed before.

        Args:
            items: (text, date, identifier) of each.
            on_error: called for each text that the parser fails on; by default a warning is given.

        Yields:
            A document for each item, in order; one without sentences for a text that the parser fails on.

        Raises:
            ParserError: the model cannot be loaded.
        """
        items = list(items)
        names: dict[str, str] = {}
        for text, _, name in items:
            names.setdefault(text, name)
        found = {text: kept for text in names if (kept := self._kept(text)) is not None}
        if len(found) < len(names):
            with one_process(self.folder / "lock"):
                found |= {text: kept for text in names if text not in found and (kept := self._kept(text)) is not None}
                missing = [text for text in names if text not in found]
                documents = super().parse_many(((text, None, names[text]) for text in missing), on_error=on_error)
                for text, parsed in zip(missing, documents, strict=True):
                    found[text] = parsed
                    self._keep(attrs.evolve(parsed, id=""))
                prune(self.folder, "*.json", TEXTS)
                prune(self.folder.parent, "parses-*", MODELS, self.folder)
        with suppress(OSError):
            os.utime(self.folder)  # used now
        for text, date, name in items:
            yield attrs.evolve(found[text], date=date, id=name)

    @cached_property
    def folder(self) -> Path:
        """Where the parses of this model are kept."""
        program = (Path(str(module.__file__)).read_bytes() for module in (cleaning, document, conllu))
        options = (repr((self.name, self.gpu, self.batch_words)), *map(_version, ("stanza", "torch")))
        key = cache_key(Path(parse.__file__).parent, [*program, *options, *_content(self.model)])
        return cache_folder() / f"parses-{key}"

    def _file(self, text: str) -> Path:
        return self.folder / f"{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"

    def _kept(self, text: str) -> Document | None:
        """What is kept of a text, if anything that makes sense."""
        kept = read_cache(self._file(text)) if len(text) <= LONGEST else None
        found = _read(kept) if isinstance(kept, str) else None
        return found if found is not None and found.text == text else None

    def _keep(self, parsed: Document) -> None:
        if parsed.sentences and len(parsed.text) <= LONGEST and _read(written := write_conllu(parsed)) == parsed:
            store(self._file(parsed.text), written)


def _read(text: str) -> Document | None:
    with warnings.catch_warnings(), suppress(ConlluError, ValueError):
        warnings.simplefilter("ignore")  # trees of other models, about which coding them will say enough
        [found] = read_conllu(text)
        return found
    return None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _content(model: str | Path | None) -> Iterator[str | bytes]:
    """What tells a model from others: the files of a folder; a name says it all, for Stanza names a new model anew."""
    folder = model_path() if model is None else Path(model)
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield os.fspath(path.relative_to(folder))
            yield hashlib.sha256(path.read_bytes()).digest()
