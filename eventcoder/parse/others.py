"""Documents that other libraries have parsed, brought into ours; neither library is imported for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from eventcoder.articledates import Date, check_date
from eventcoder.document import RELATIONS, Document, Sentence
from eventcoder.entitylabels import entity_label
from eventcoder.errors import InputError
from eventcoder.parse.stretches import sentence_of
from eventcoder.parse.surface import Analysis, Surface

MOST_LABELS = 10  # as many are named in a message
LACKING = "expected {what} for every word, got none for {word!r}; {mend}"


def from_stanza(document: Any, *, date: Date = None, doc_id: str | int = "", home: str | None = None) -> Document:
    """Take over a document that Stanza has parsed, with its offsets.

    Args:
        document: a `stanza.Document` with lemmas, tags and dependencies, and named entities if it has them.
        date: its date of publication, which relative dates count from.
        doc_id: its identifier.
        home: where it is published.

    Returns:
        The document, which `Coder.code_document` codes.

    Raises:
        InputError: it is no such document, or lacks an analysis or the text.
    """
    if not (hasattr(document, "sentences") and hasattr(document, "text")):
        raise InputError(f"expected a document of Stanza, got {type(document).__module__}.{type(document).__qualname__}")
    if not isinstance(document.text, str):
        raise InputError(
            "expected a document of Stanza with its text, got one of words alone; read_conllu(f'{document:C}') lays out a text"
        )
    mend = "run a pipeline with the processors tokenize, mwt, pos, lemma and depparse"
    _check_labels((word.deprel for sentence in document.sentences for word in sentence.words), mend)
    sentences = []
    for number, sentence in enumerate(document.sentences, 1):
        surfaces = [
            Surface(token.text, token.start_char, token.end_char, tuple(word.text for word in token.words)) for token in sentence.tokens
        ]
        said = [
            _analysis(word.text, word.lemma, word.upos, word.xpos, word.feats, word.head, word.deprel, token.ner, mend)
            for token in sentence.tokens
            for word in token.words
        ]
        sentences.append(sentence_of(document.text, 0, surfaces, said, (), str(number)))
    return Document(tuple(sentences), str(doc_id), document.text, check_date(date), home=home)


def from_spacy(document: Any, *, date: Date = None, doc_id: str | int = "", home: str | None = None) -> Document:
    """Take over a document that spaCy has parsed, with its offsets. Only trees of Universal Dependencies are taken.

    Args:
        document: a `spacy.tokens.Doc` with lemmas, tags and dependencies, of a model of Universal Dependencies, such as those of
            spacy-stanza and spacy-udpipe. The English models of spaCy itself (`en_core_web_sm` ...) have labels of another scheme.
        date: its date of publication, which relative dates count from.
        doc_id: its identifier.
        home: where it is published.

    Returns:
        The document, which `Coder.code_document` codes.

    Raises:
        InputError: it is no such document, lacks an analysis, or has labels of another scheme.
    """
    if not (hasattr(document, "sents") and hasattr(document, "text")):
        raise InputError(f"expected a Doc of spaCy, got {type(document).__module__}.{type(document).__qualname__}")
    mend = "run a pipeline with a lemmatizer, a tagger and a parser"
    words = [token for token in document if not token.is_space]
    _check_labels((token.dep_ for token in words), mend)
    sentences: list[Sentence] = []
    for sentence in document.sents:
        inside = [token for token in sentence if not token.is_space]
        if not inside:
            continue
        places = {token.i: place for place, token in enumerate(inside, 1)}
        surfaces = [Surface(token.text, token.idx, token.idx + len(token.text), (token.text,)) for token in inside]
        said = []
        for token in inside:
            label = f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""
            head = places.get(_head(token), 0)
            relation = token.dep_ if head else "root"
            said.append(_analysis(token.text, token.lemma_, token.pos_, token.tag_, str(token.morph), head, relation, label, mend))
        sentences.append(sentence_of(document.text, 0, surfaces, said, (), str(len(sentences) + 1)))
    return Document(tuple(sentences), str(doc_id), document.text, check_date(date), home=home)


def _head(token: Any) -> int:
    """The position in its document of the word that governs a word, whatever white space lies between; -1 for the root."""
    above = token.head
    while above.is_space and above.head.i != above.i:
        above = above.head
    return -1 if above.i == token.i else int(above.i)


def _analysis(
    text: str,
    lemma: str | None,
    upos: str | None,
    xpos: str | None,
    feats: str | None,
    head: int,
    deprel: str,
    entity: str | None,
    mend: str,
) -> Analysis:
    for what, value in (("a lemma", lemma), ("a universal part of speech", upos)):
        if not value:
            raise InputError(LACKING.format(what=what, word=text, mend=mend))
    label = entity_label(entity or "")
    return Analysis(lemma or "", upos or "", xpos or "", "" if feats in (None, "_") else str(feats), head, deprel, label)


def _check_labels(labels: Iterable[str | None], mend: str) -> None:
    """Make sure that all words have relations of Universal Dependencies."""
    found = Counter(label or "" for label in labels)
    if "" in found:
        raise InputError(f"expected a relation for every word, got none for {found['']} of {found.total()}; {mend}")
    odd = Counter({label: number for label, number in found.items() if label.lower().partition(":")[0] not in RELATIONS})
    if odd:
        listed = ", ".join(f"{label} ({number})" for label, number in odd.most_common(MOST_LABELS))
        raise InputError(
            f"expected relations of Universal Dependencies, got {listed}; these are of another scheme, as those of spaCy's English models "
            "(ClearNLP), and are not understood: parse with eventcoder, Stanza, spacy-stanza or spacy-udpipe"
        )
