"""Any Stanza model as an analyser: what goes in and comes out are Stanza documents."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import stanza
from stanza.models.common.doc import Document
from stanza.resources.common import DEFAULT_MODEL_DIR

from eventcoder.entitylabels import entity_label
from eventcoder.parse.surface import Analysis, Surface

CUTTING = ("tokenize", "mwt")
ANALYSING = ("pos", "lemma", "depparse")
ENTITIES = "ner"


class PipelineAnalyser:
    """An analyser that runs a Stanza pipeline, which pads sentences to one length; so it never mixes texts.

    Args:
        gpu: whether to compute on a GPU.
        options: what `stanza.Pipeline` takes.

    Raises:
        Exception: anything that Stanza raises on models that are not there or broken.
    """

    mixes = False

    def __init__(self, *, gpu: bool = False, **options: Any) -> None:
        def load(*wanted: str) -> Any:
            # Stanza adds mwt by itself for the languages that have multi-word tokens.
            processors = ",".join(("tokenize", *wanted))
            return stanza.Pipeline(processors=processors, use_gpu=gpu, logging_level="CRITICAL", **options)

        with _quiet():
            try:  # entities only if their model is on this computer: many have it not, and it is large
                found = (Path(options.get("dir", DEFAULT_MODEL_DIR)) / str(options["lang"]) / ENTITIES).is_dir()
                self.pipeline = load(*ANALYSING, *([ENTITIES] if found else []))
            except FileNotFoundError:
                self.pipeline = load(*ANALYSING)
        self.processors = ANALYSING + ((ENTITIES,) if ENTITIES in self.pipeline.processors else ())

    def split(self, paragraphs: Sequence[str]) -> list[list[list[Surface]]]:
        """Cut paragraphs into sentences of tokens; see `Analyser`."""
        starts, position = [], 0
        for paragraph in paragraphs:
            starts.append(position)
            position += len(paragraph) + 2
        with _quiet():
            document = self.pipeline.process("\n\n".join(paragraphs), processors=CUTTING)
        found: list[list[list[Surface]]] = [[] for _ in paragraphs]
        for sentence in document.sentences:
            i = bisect_right(starts, sentence.tokens[0].start_char) - 1
            found[i].append([_surface(token, paragraphs[i], starts[i]) for token in sentence.tokens])
        return found

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Analysis]]:
        """Tag and parse sentences of words; see `Analyser`."""
        entries = [[{"id": (i,), "text": word} for i, word in enumerate(words, 1)] for words in sentences]
        with _quiet():
            document = self.pipeline.process(Document(entries), processors=self.processors)
        return [[self._analysis(word) for word in sentence.words] for sentence in document.sentences]

    def _analysis(self, word: Any) -> Analysis:
        entity = entity_label(word.parent.ner or "") if ENTITIES in self.processors else None
        return Analysis(word.lemma or word.text, word.upos or "", word.xpos or "", word.feats or "", word.head, word.deprel, entity)


def _surface(token: Any, paragraph: str, shift: int) -> Surface:
    start, end = token.start_char - shift, token.end_char - shift
    words = tuple(word.text for word in token.words)
    # Stanza puts a placeholder for very long words, so a word alone is taken from the text.
    written = " ".join(paragraph[start:end].split()) or token.text
    return Surface(written, start, end, words if len(words) > 1 else (written,))


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
