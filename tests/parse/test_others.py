"""Documents of Stanza and spaCy, taken over word by word."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from stanza.models.common.doc import Document as StanzaDocument

from eventcoder.codebook import Codebook
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.parse.others import from_spacy, from_stanza

TEXT = "Iran didn't\n condemn  the UN."
# form, lemma, upos, xpos, feats, head, deprel, entity
WORDS = [
    ("Iran", "Iran", "PROPN", "NNP", "Number=Sing", 4, "nsubj", "S-GPE"),
    ("did", "do", "AUX", "VBD", "Tense=Past", 4, "aux", "O"),
    ("n't", "not", "PART", "RB", None, 4, "advmod", "O"),
    ("condemn", "condemn", "VERB", "VB", None, 0, "root", "O"),
    ("the", "the", "DET", "DT", None, 6, "det", "B-ORG"),
    ("UN", "UN", "PROPN", "NNP", None, 4, "obj", "E-ORG"),
    (".", ".", "PUNCT", ".", None, 4, "punct", "O"),
]
SPANS = [(0, 4), (5, 8), (8, 11), (13, 20), (22, 25), (26, 28), (28, 29)]


def stanza_document(**changes: Any) -> Any:
    """A document as Stanza makes it, by its own class."""
    entries: list[dict[str, Any]] = []
    for number, ((form, lemma, upos, xpos, feats, head, deprel, entity), (start, end)) in enumerate(zip(WORDS, SPANS, strict=True), 1):
        if number == 2:
            entries.append({"id": (2, 3), "text": "didn't", "start_char": 5, "end_char": 11, "ner": "O"})
        entry = {"id": (number,), "text": form, "lemma": lemma, "upos": upos, "xpos": xpos, "feats": feats, "head": head, "deprel": deprel}
        if number not in (2, 3):
            entry |= {"start_char": start, "end_char": end, "ner": entity}
        entries.append({key: changes.get(key, value) for key, value in entry.items()})
    return StanzaDocument([entries], text=changes.get("whole", TEXT))


def spacy_document(labels: list[str] | None = None, *, lemmas: bool = True) -> Any:
    """A document as spaCy has it, with a token for the line end."""
    forms = [*WORDS[:3], ("\n ", "\n ", "SPACE", "_SP", None, 3, "dep", "O"), *WORDS[3:]]
    spans = [*SPANS[:3], (11, 13), *SPANS[3:]]
    heads = {1: 5, 2: 5, 3: 5, 4: 3, 5: 5, 6: 7, 7: 5, 8: 5}
    tokens = []
    for i, ((form, lemma, upos, xpos, feats, _, deprel, entity), (start, _)) in enumerate(zip(forms, spans, strict=True)):
        token = SimpleNamespace(i=i, text=form, lemma_=lemma if lemmas else "", pos_=upos, tag_=xpos, morph=feats or "", idx=start)
        token.dep_ = labels[i] if labels else "ROOT" if deprel == "root" else deprel
        token.is_space = form.isspace()
        token.ent_type_ = entity.partition("-")[2]
        token.ent_iob_ = {"S": "B", "E": "I"}.get(entity[0], entity[0])
        tokens.append(token)
    for token in tokens:
        token.head = tokens[heads[token.i + 1] - 1]

    class Doc(list[Any]):
        text = TEXT
        sents = (tokens,)

    return Doc(tokens)


def check(document: Document) -> None:
    [sentence] = document.sentences
    assert [(token.start, token.end) for token in sentence] == SPANS
    assert [(token.text, token.lemma, token.upos, token.head + 1, token.deprel) for token in sentence] == [
        (form, lemma, upos, head, deprel) for form, lemma, upos, _, _, head, deprel, _ in WORDS
    ]
    assert [entity.kind for entity in sentence.entities] == ["Location", "Organization"]
    assert (document.id, document.date, document.home, document.text) == ("7", "2024-05-15", "Kenya", TEXT)
    assert (sentence.id, sentence.start, sentence[0].feats) == ("1", 0, "Number=Sing")


def test_stanza() -> None:
    document = from_stanza(stanza_document(), date="15 May 2024", doc_id=7, home="Kenya")
    check(document)
    assert document.sentences[0].multiwords == ((1, 2, "didn't"),)
    [again] = read_conllu(write_conllu(document))
    assert [token.start for token in again.sentences[0]] == [token.start for token in document.sentences[0]]


def test_spacy() -> None:
    check(from_spacy(spacy_document(), date="15 May 2024", doc_id=7, home="Kenya"))


def test_what_is_taken_over_is_coded(bundled: Codebook) -> None:
    coder = Coder(bundled, status="all")
    for document in (from_stanza(stanza_document()), from_spacy(spacy_document())):
        [event] = coder.code_document(document)
        assert (event.source.code if event.source else None, event.code, event.status) == ("IRN", "111", "negated")
        assert TEXT[event.trigger.start : event.trigger.end] == "condemn"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"lemma": None},
            "expected a lemma for every word, got none for 'Iran'; run a pipeline with the processors tokenize, mwt, pos, lemma",
        ),
        ({"upos": None}, "expected a universal part of speech for every word, got none for 'Iran'"),
        ({"deprel": None}, "expected a relation for every word, got none for 7 of 7"),
        ({"whole": None}, "expected a document of Stanza with its text, .*; read_conllu"),
    ],
)
def test_what_stanza_left_out(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_stanza(stanza_document(**changes))


def test_labels_of_other_schemes_are_refused_by_name() -> None:
    labels = ["nsubj", "aux", "neg", "", "ROOT", "det", "dobj", "punct"]
    with pytest.raises(
        InputError, match=r"expected relations of Universal Dependencies, got neg \(1\), dobj \(1\); .*spaCy's English models"
    ):
        from_spacy(spacy_document(labels))


def test_what_spacy_left_out() -> None:
    with pytest.raises(InputError, match="expected a lemma for every word, got none for 'Iran'; run a pipeline with a lemmatizer"):
        from_spacy(spacy_document(lemmas=False))
    with pytest.raises(InputError, match="expected a relation for every word, got none for 7 of 7"):
        from_spacy(spacy_document([""] * 8))


def test_other_things() -> None:
    with pytest.raises(InputError, match=r"expected a document of Stanza, got builtins\.str"):
        from_stanza("Iran")
    with pytest.raises(InputError, match=r"expected a Doc of spaCy, got builtins\.str"):
        from_spacy("Iran")


def test_spacy_itself() -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    forms = [*WORDS[:3], ("\n ", "\n ", "SPACE", "_SP", None, 4, "dep", "O"), *WORDS[3:]]
    heads = [4, 4, 4, 2, 4, 6, 4, 4]
    made = spacy.tokens.Doc(
        spacy.blank("en").vocab,
        words=[word[0] for word in forms],
        spaces=[True, False, False, False, True, True, False, False],
        lemmas=[word[1] for word in forms],
        pos=[word[2] for word in forms],
        tags=[word[3] for word in forms],
        morphs=[word[4] or "" for word in forms],
        heads=heads,
        deps=["ROOT" if word[6] == "root" else word[6] for word in forms],
        ents=["B-GPE", "O", "O", "O", "O", "B-ORG", "I-ORG", "O"],
    )
    document = from_spacy(made)
    assert [(token.text, token.head + 1, token.deprel) for token in document.sentences[0]] == [(w[0], w[5], w[6]) for w in WORDS]
    assert all(made.text[token.start : token.end] == token.text for token in document.sentences[0])
    assert [entity.kind for entity in document.sentences[0].entities] == ["Location", "Organization"]


@pytest.mark.parser
def test_stanza_itself(parser: Any) -> None:
    """What the bundled model gives, by way of Stanza's own classes, is the same document."""
    parsed = parser.parse("Iran's army didn't attack Israel on Monday.")
    [entries] = [
        [
            {"id": (t.index + 1,), "text": t.text, "lemma": t.lemma, "upos": t.upos, "xpos": t.xpos, "feats": t.feats or None}
            | {"head": t.head + 1, "deprel": t.deprel, "start_char": t.start, "end_char": t.end, "ner": t.entity or "O"}
            for t in sentence
        ]
        for sentence in parsed
    ]
    [sentence] = from_stanza(StanzaDocument([entries], text=parsed.text)).sentences
    assert sentence.tokens == parsed.sentences[0].tokens
