"""Named entities of a table of tokens, carried over to the words that the product makes of the same text, and how many are recognised."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from eventcoder.document import Document
from eventcoder.entitylabels import ENTITY_KINDS
from eventcoder.parse import Parser

STYLES = ("as written", "in capitals", "in headline case")
OPENING, CLOSING = set("([{$£€#“‘"), set(".,;:!?)]}%”’…")
_CLITIC = re.compile(r"['’](?:s|S|re|ve|ll|d|m|RE|VE|LL|D|M)?|n['’]t|N['’]T")
_INITIAL = re.compile(r"[A-Z]\.")
_ENDINGS = {"s", "S", "t", "re", "ve", "ll", "d", "m"}  # after a typographic apostrophe, which stands as a token of its own


@attrs.frozen
class Named:
    """A sentence.

    Args:
        words: its words as the product cuts them.
        labels: their labels in BIO.
    """

    words: tuple[str, ...]
    labels: tuple[str, ...]


def read_blocks(path: Path) -> Iterator[tuple[str, list[list[tuple[str, str]]]]]:
    """Read a table with a token a line, BIO labels in the second column, and empty lines between paragraphs.

    Args:
        path: the table; `# doc = NAME` begins a document.

    Yields:
        The name of each document and its paragraphs of tokens and labels. Entities inside entities (further columns) are left out.
    """
    name, blocks = "", list[list[tuple[str, str]]]()
    block: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), "", "# doc = "]:
        cells = line.split("\t")
        if len(cells) > 1:
            block.append((cells[0], cells[1]))
            continue
        if block:
            blocks.append(block)
            block = []
        if line.startswith("# doc ="):
            if blocks:
                yield name, blocks
            name, blocks = line.partition("=")[2].strip(), []


def written(tokens: Sequence[str]) -> str:
    """The text that tokens stood in, as far as their forms tell.

    >>> written(["He", "said", ":", '"', "US", "-", "led", "troops", "(", "two", ")", "do", "n't", "fight", '"', "."])
    'He said: "US-led troops (two) don\\'t fight".'
    """
    text, quoted, glue = "", set[str](), True
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        own = glue or token[0] in CLOSING or bool(_CLITIC.fullmatch(token) and token != "'")
        glue = token in OPENING
        if token in ('"', "'", "``", "''"):
            own, glue = (True, False) if token in quoted else (own, True)
            if token == "'" and token not in quoted and not _closes_later(before, after):
                own, glue = True, False
            else:
                quoted ^= {token}
        elif (token in "-/" and before[-1:].isalnum() and after[:1].isalnum()) or (token == "’" and after in _ENDINGS):
            own = glue = True
        elif (token == "$" and before.isupper()) or (_INITIAL.fullmatch(before) and _INITIAL.fullmatch(token)):
            own = True
        text += token if own else " " + token
    return text


def _closes_later(before: str, after: str) -> bool:
    """Whether an apostrophe opens a quotation, as it does not after a plural ("minorities' rights")."""
    return not before.endswith("s") or after[:1].isupper()


def read_named(parser: Parser, path: Path, kept: Path) -> list[Named]:
    """The sentences of a table as the product cuts them.

    Args:
        parser: the model.
        path: the table.
        kept: where to keep what comes of it, and where it is read from if it is there.

    Returns:
        The sentences, documents one behind the other.
    """
    if not kept.exists():
        found = [(sentence.words, sentence.labels) for _, sentences in named_documents(parser, path) for sentence in sentences]
        kept.write_text(json.dumps(found), encoding="utf-8")
    return [Named(tuple(words), tuple(labels)) for words, labels in json.loads(kept.read_text(encoding="utf-8"))]


def named_documents(parser: Parser, path: Path) -> Iterator[tuple[Document, list[Named]]]:
    """Parse the documents of a table, and carry its labels over to the words that come out.

    Args:
        parser: the model.
        path: the table.

    Yields:
        Each document as the model parses it, and its sentences with the labels of the table.
    """
    documents = list(read_blocks(path))
    texts = ("\n\n".join(written([token for token, _ in block]) for block in blocks) for _, blocks in documents)
    for (_, blocks), document in zip(documents, parser.parse_many((text, None, "") for text in texts), strict=True):
        entities = list(entity_spans(pair for block in blocks for pair in block))
        number = positions(document.text)
        sentences = []
        for sentence in document:
            places = [(number[token.start], number[token.end]) for token in sentence]
            sentences.append(Named(tuple(token.text for token in sentence), labelled(places, entities)))
        yield document, sentences


def recognition(parser: Parser, path: Path) -> list[dict[str, float | str]]:
    """Score a model on a table of named entities.

    Args:
        parser: the model.
        path: the table.

    Returns:
        For each style, F1 in percent of whole entities by kind, with precision and recall of all together.
    """
    counts = {style: Counter[tuple[str, str]]() for style in STYLES}
    for document, gold in named_documents(parser, path):
        for style, counted in counts.items():
            found = document if style == STYLES[0] else parser.annotate(in_style(document, style))
            for sentence, labels in zip(found, gold, strict=True):
                count(counted, spans(labels.labels), {(entity.first, entity.last, entity.kind) for entity in sentence.entities})
    return [{"input": style, **f_scores(counted, ENTITY_KINDS)} for style, counted in counts.items()]


def in_style(document: Document, style: str) -> Document:
    """A document with its words written otherwise."""
    sentences = []
    for sentence in document:
        words = restyled(Named(tuple(token.text for token in sentence), ()), style).words
        tokens = tuple(attrs.evolve(token, text=word) for token, word in zip(sentence, words, strict=True))
        sentences.append(attrs.evolve(sentence, tokens=tokens))
    return attrs.evolve(document, sentences=tuple(sentences))


def count(counts: Counter[tuple[str, str]], gold: set[tuple[int, int, str]], found: set[tuple[int, int, str]]) -> None:
    """Count the entities of a sentence that are gold, found, and right, by kind."""
    for name, entities in (("gold", gold), ("found", found), ("right", gold & found)):
        counts.update((name, kind) for _, _, kind in entities)


def f_scores(counts: Counter[tuple[str, str]], kinds: Sequence[str]) -> dict[str, float]:
    """Precision, recall and F1 of all kinds together, and F1 by kind, in percent."""
    gold, found, right = (sum(counts[name, kind] for kind in kinds) for name in ("gold", "found", "right"))
    every = {"precision": 100 * right / max(1, found), "recall": 100 * right / max(1, gold), "F1": 200 * right / max(1, gold + found)}
    each = {kind: 200 * counts["right", kind] / max(1, counts["gold", kind] + counts["found", kind]) for kind in kinds}
    return {name: round(value, 1) for name, value in {**every, **each}.items()}


def positions(text: str) -> list[int]:
    """For each offset, how many characters before it are no space."""
    counts = [0]
    for char in text:
        counts.append(counts[-1] + (not char.isspace()))
    return counts


def entity_spans(tokens: Iterable[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Where entities stand, spaces not counted: first, last and kind."""
    at, open_span = 0, None
    for token, label in tokens:
        size = sum(not char.isspace() for char in token)
        mark, _, kind = label.partition("-")
        if open_span and (mark != "I" or kind != open_span[2]):
            yield open_span
            open_span = None
        if mark != "O":
            open_span = (open_span[0] if open_span else at, at + size, kind)
        at += size
    if open_span:
        yield open_span


def labelled(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int, str]]) -> tuple[str, ...]:
    """BIO labels for words; one that stands only partly in an entity ("US-led") belongs to it if most of it does."""
    labels = []
    before = None
    for start, end in words:
        inside = next((span for span in spans if 2 * (min(end, span[1]) - max(start, span[0])) > end - start), None)
        labels.append("O" if inside is None else f"{'I' if inside == before else 'B'}-{inside[2]}")
        before = inside
    return tuple(labels)


def restyled(sentence: Named, style: str) -> Named:
    """A sentence written in one of `STYLES`."""

    def write(word: str) -> str:
        if style == "in capitals":
            return word.upper()
        return word[:1].upper() + word[1:] if len(word) > 3 else word

    return sentence if style == STYLES[0] else attrs.evolve(sentence, words=tuple(map(write, sentence.words)))


def spans(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """The entities that BIO labels mark: first word, last word, kind.

    >>> sorted(spans(["B-Person", "I-Person", "O", "B-Date"]))
    [(0, 1, 'Person'), (3, 3, 'Date')]
    """
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        mark, _, kind = label.partition("-")
        if mark == "I" and found and found[-1][1:] == (i - 1, kind):
            found[-1] = (found[-1][0], i, kind)
        elif kind:
            found.append((i, i, kind))
    return set(found)
