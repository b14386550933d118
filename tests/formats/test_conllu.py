"""CoNLL-U: what is read, what is written, what is refused."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventcoder.document import Document, Entity, Sentence, Token
from eventcoder.errors import ConlluError, InputError, InputWarning
from eventcoder.formats.conllu import iter_conllu, iter_unread, read_conllu, read_document, write_conllu

GOOD = (
    "# newdoc id = d{n}\n# text = Talks fail.\n"
    "1\tTalks\ttalk\tNOUN\t_\t_\t2\tnsubj\n2\tfail\tfail\tVERB\t_\t_\t0\troot\n3\t.\t.\tPUNCT\t_\t_\t2\tpunct\n\n"
)


def one_sentence(text: str) -> tuple[Document, Sentence]:
    [document] = read_conllu(text)
    [sentence] = document.sentences
    return document, sentence


def rows(*lines: str) -> str:
    return "\n".join(line.replace(" ", "\t") for line in lines) + "\n\n"


def test_documents_sentences_and_ids() -> None:
    documents = read_conllu(GOOD.format(n=1) + "# sent_id = x\n" + GOOD.format(n=1).split("\n", 1)[1] + GOOD.format(n=2))
    assert [(document.id, [sentence.id for sentence in document]) for document in documents] == [("d1", ["1", "x"]), ("d2", ["1"])]


def test_a_file_without_newdoc_is_one_document() -> None:
    documents = read_conllu(rows("1 Go go VERB _ _ 0 root") * 3)
    assert [len(document) for document in documents] == [3]
    assert documents[0].text == "Go Go Go"


def test_document_date_comments_and_byte_order_mark() -> None:
    document, sentence = one_sentence(
        "\ufeff# newdoc id = a\n# date = 2023-11-06\n# newpar\n# speaker = B\n" + rows("1 Go go VERB _ _ 0 root")
    )
    assert (document.id, document.date) == ("a", "2023-11-06")
    assert sentence.comments == ("# newpar", "# speaker = B")
    assert "# date = 2023-11-06\n" in write_conllu(document)


def test_multiword_tokens_and_empty_nodes() -> None:
    document, sentence = one_sentence(
        "# text = Iran's envoy won't.\n"
        + rows(
            "1-2 Iran's _ _ _ _ _ _ _ _",
            "1 Iran Iran PROPN _ _ 3 nmod:poss _ _",
            "2 's 's PART _ _ 1 case _ _",
            "3 envoy envoy NOUN _ _ 4 nsubj _ _",
            "3.1 left leave VERB _ _ _ _ 4:conj _",
            "4-5 won't _ _ _ _ _ _ _ SpaceAfter=No",
            "4 wo will AUX _ _ 0 root _ _",
            "5 not not PART _ _ 4 advmod _ _",
            "6 . . PUNCT _ _ 4 punct _ _",
        )
    )
    assert [document.text[token.start : token.end] for token in sentence] == ["Iran", "'s", "envoy", "won't", "won't", "."]
    assert sentence.multiwords == ((0, 1, "Iran's"), (3, 4, "won't"))
    assert read_conllu(write_conllu(document)) == [document]


def test_missing_columns_and_cells() -> None:
    _, sentence = one_sentence("1\tKabul\t_\tPROPN\n2\tFalls\n\n")
    assert [(t.lemma, t.upos, t.head, t.deprel, t.feats, t.misc) for t in sentence] == [
        ("Kabul", "PROPN", -1, "", "", ""),
        ("falls", "", -1, "", "", ""),
    ]


def test_older_labels_are_translated() -> None:
    _, sentence = one_sentence(rows("1 Police police NOUN _ _ 2 nsubjpass", "2 hit hit VERB _ _ 0 root", "3 it it PRON _ _ 2 dobj"))
    assert [token.deprel for token in sentence] == ["nsubj:pass", "root", "obj"]


def test_the_lemma_of_an_underscore() -> None:
    _, sentence = one_sentence(rows("1 _ _ SYM _ _ 0 root"))
    assert (sentence[0].text, sentence[0].lemma) == ("_", "_")


@pytest.mark.parametrize(
    ("misc", "text", "offsets"),
    [
        (["start_char=5|end_char=7", "start_char=8|end_char=9"], "     ab c", [(5, 7), (8, 9)]),
        (["TokenRange=0:2", "TokenRange=4:5"], "ab  c", [(0, 2), (4, 5)]),
        (["SpaceAfter=No", "_"], "abc", [(0, 2), (2, 3)]),
        (["SpacesAfter=\\n\\s", "_"], "ab\n c", [(0, 2), (3 + 1, 5)]),
        (["start_char=7|end_char=3", "_"], "ab c", [(0, 2), (3, 4)]),
        (["start_char=99999999999|end_char=999999999999", "_"], "ab c", [(0, 2), (3, 4)]),
    ],
)
def test_offsets_from_the_last_column(misc: list[str], text: str, offsets: list[tuple[int, int]]) -> None:
    document, sentence = one_sentence(rows(f"1 ab ab X _ _ 0 root _ {misc[0]}", f"2 c c X _ _ 1 dep _ {misc[1]}"))
    assert document.text == text
    assert [(token.start, token.end) for token in sentence] == offsets
    assert sentence[0].misc == ""


def test_text_comment_that_does_not_fit_the_words_is_not_used() -> None:
    document, sentence = one_sentence("# text = Something else\n" + rows("1 Go go VERB _ _ 0 root", "2 on on ADV _ _ 1 advmod"))
    assert document.text == sentence.text == "Go on"


def test_words_of_the_original_text_win_over_placeholders() -> None:
    text = "# text = See http://x.example now\n"
    document, sentence = one_sentence(
        text
        + rows(
            "1 See see VERB _ _ 0 root _ start_char=0|end_char=3",
            "2 <UNK> <UNK> X _ _ 1 obj _ start_char=4|end_char=20",
            "3 now now ADV _ _ 1 advmod _ start_char=21|end_char=24",
        )
    )
    assert document.text[sentence[1].start : sentence[1].end] == "http://x.example"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("1 Go go VERB _ _ 0 root", "f:1: expected columns separated by tabs, got '1 Go go VERB _ _ 0 root'"),
        ("1\tGo\tgo\tVERB\t_\t_\tx\troot", "f:1: expected the number of a word as head, got 'x'"),
        ("1\tGo\tgo\tVERB\t_\t_\t0\troot\n3\ton\ton\tADV\t_\t_\t1\tadvmod", "f:2: expected word number 2, got '3'"),
        ("1\tGo\tgo\tVERB\t_\t_\t5\troot", "f:1: expected another word from 1 to 1 as head, or 0, got 5"),
        ("1\tGo\tgo\tVERB\t_\t_\t2\tdep\n2\ton\ton\tADV\t_\t_\t1\tdep", "f:1: expected a tree, got word 1 below itself"),
        (
            "1-3\tcan't\n1\tca\tcan\tAUX\t_\t_\t0\troot\n2\tn't\tnot\tPART\t_\t_\t1\tadvmod",
            "f:3: expected words up to 3, as its multi-word token says, got 2",
        ),
        ("2-3\tcan't\n1\tca\tcan\tAUX\t_\t_\t0\troot", "f:1: expected a range of words that starts at 1, got '2-3'"),
        ("1\t\tgo", "f:1: expected a word form in the second column, got nothing"),
        ("1\tGo" + "\t_" * 9, "f:1: expected at most 10 columns, got 11"),
        ("0.1\tGo", "f:1: expected at least one word in a sentence, got none"),
        ("9" * 5000 + "\tGo", None),
    ],
)
def test_malformed_input_names_file_and_line(lines: str, message: str | None) -> None:
    with pytest.raises(ConlluError) as caught:
        read_conllu(lines + "\n\n", "f")
    assert message is None or str(caught.value) == message


def test_the_other_sentences_are_still_delivered() -> None:
    broken = GOOD.format(n=2).replace("2\tfail", "7\tfail")
    problems: list[ConlluError] = []
    documents = read_conllu(GOOD.format(n=1) + broken + GOOD.format(n=3), "f", problems.append)
    assert [(document.id, len(document)) for document in documents] == [("d1", 1), ("d2", 0), ("d3", 1)]
    assert [str(problem) for problem in problems] == ["f:10: expected word number 2, got '7'"]


def test_documents_are_streamed() -> None:
    stream = iter_conllu(line for n in range(10**9) for line in GOOD.format(n=n).split("\n")[:-1])
    assert [next(stream).id for _ in range(3)] == ["d0", "d1", "d2"]


words = st.text(
    st.characters(codec="utf-8", exclude_characters="\t\n\r", exclude_categories=["Zs", "Zl", "Zp", "Cc", "Cs"]), min_size=1, max_size=8
).filter(lambda word: word != "_")  # a lone underscore means "nothing" in most columns
gaps = st.sampled_from(["", " ", " ", " ", "\n", "\n\n", "  ", "\t", "\r\n", "\u00a0"])
cells = st.sampled_from(["", "Number=Sing", "Case=Nom|Person=1"])
entity_labels = st.sampled_from(["", "", "B-Person", "I-Person", "B-Location", "I-Misc", "B-CARDINAL"])


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents whose offsets are right, with trees of any shape."""
    text, sentences = draw(gaps), []
    for number in range(draw(st.integers(1, 3))):
        size = draw(st.integers(1, 6))
        order = draw(st.permutations(range(size)))
        heads = {order[0]: -1} | {order[i]: order[draw(st.integers(0, i - 1))] for i in range(1, size)}
        start, tokens, multiwords = len(text), list[Token](), list[tuple[int, int, str]]()
        while len(tokens) < size:
            width = draw(st.integers(1, min(3, size - len(tokens))))
            if width > 1:
                pieces = draw(st.lists(words, min_size=width, max_size=width))
                multiwords.append((len(tokens), len(tokens) + width - 1, "".join(pieces)))
            else:
                pieces = [draw(words)]
            for piece in pieces:
                i = len(tokens)
                lemma, label = draw(words), "root" if heads[i] < 0 else draw(st.sampled_from(["nsubj", "obj", "obl:agent"]))
                upos, feats, misc = draw(st.sampled_from(["NOUN", "VERB", "PROPN"])), draw(cells), draw(st.sampled_from(["", "Gloss=a"]))
                place = len(text), len(text) + len(piece)
                tokens.append(Token(i, piece, lemma, upos, heads[i], label, *place, draw(cells), feats, misc, draw(entity_labels)))
                text += piece
            if len(tokens) < size:
                text += draw(gaps)
        body = text[start:].translate(str.maketrans("\t\n\r", "   "))
        comments = tuple(draw(st.sampled_from([[], ["# newpar"], ["# global.columns = ID FORM"]])))
        sentences.append(Sentence(tuple(tokens), f"s{number}", body, start, comments, tuple(multiwords)))
        text += draw(gaps)
    return Document(tuple(sentences), draw(st.sampled_from(["", "a b", "ä"])), text, draw(st.sampled_from([None, "2024-02-29"])))


@given(st.lists(documents(), min_size=1, max_size=3))
def test_what_is_written_reads_the_same(originals: list[Document]) -> None:
    assert read_conllu("".join(map(write_conllu, originals))) == originals


@given(st.text(st.sampled_from("1234-.\t\n_#aB= 0|"), max_size=200))
def test_any_text_gives_documents_or_one_clear_error(text: str) -> None:
    problems: list[ConlluError] = []
    for document in read_conllu(text, on_error=problems.append):
        for sentence in document:
            assert all(document.text[t.start : t.end] for t in sentence)
            assert read_conllu(write_conllu(document)) == [document]
    assert all(str(problem).startswith("<string>:") for problem in problems)


@pytest.mark.parametrize(
    ("labels", "entities"),
    [
        (["B-PER", "I-PER", "O", "B-GPE"], [Entity(0, 1, "Person"), Entity(3, 3, "Location")]),
        (["B-PERSON", "E-PERSON", "S-ORG", "S-ORG"], [Entity(0, 1, "Person"), Entity(2, 2, "Organization"), Entity(3, 3, "Organization")]),
        (["PERSON", "PERSON", "CARDINAL", "_"], [Entity(0, 1, "Person"), Entity(2, 2, "CARDINAL")]),
        (["I-LOC", "I-MISC", "B-MISC", "I-MISC"], [Entity(0, 0, "Location"), Entity(1, 1, "Misc"), Entity(2, 3, "Misc")]),
    ],
)
def test_entities_of_any_scheme(labels: list[str], entities: list[Entity]) -> None:
    rows = "".join(f"{i}\tw\tw\tX\t_\t_\t{int(i > 1)}\tdep\t_\tA=b|ner={label}|SpaceAfter=No\n" for i, label in enumerate(labels, 1))
    [[sentence]] = read_conllu(rows + "\n")
    assert sentence.entities == tuple(entities)
    assert {token.misc for token in sentence} == {"A=b"}


@pytest.mark.filterwarnings("ignore:.* have no tree")
def test_the_entity_of_a_multi_word_token() -> None:
    """As Stanza writes it: the label stands in the line of the token, not in those of its words."""
    lines = [
        "1-2\tIran's" + "\t_" * 7 + "\tner=S-GPE",
        "1\tIran\t_\tPROPN",
        "2\t's\t_\tPART",
        "3\targ",
        "4-5\tdunnoo" + "\t_" * 7 + "\tNER=B-ORG",
    ]
    [[sentence]] = read_conllu("\n".join([*lines, "4\tdun\t_\tX", "5\tnoo\t_\tX"]) + "\n\n")
    assert [token.entity for token in sentence] == ["B-Location", "", "", "B-Organization", "I-Organization"]


def test_a_mark_that_is_no_code_of_an_actor() -> None:
    marked = "1\tGo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No|Actor={}\n\n"
    assert [read_conllu(marked.format(code))[0].sentences[0][0].misc for code in ("IRNGOV", "")] == ["Actor=IRNGOV", "Actor="]
    with pytest.raises(ConlluError, match=r"<string>:1: expected a code .* as in Actor=IRNGOV, got 'Actor=not a code!!'"):
        read_conllu(marked.format("not a code!!"))


@pytest.mark.parametrize("heads", [(1, 0), (0, -1), (2, -1)])
def test_a_sentence_made_by_hand_must_be_a_tree(heads: tuple[int, int]) -> None:
    with pytest.raises(InputError, match=r"expected the heads of the words to make a tree .*, got \d for 'a' at 0 of 'a b'"):
        Sentence((Token(0, "a", "a", "X", heads[0], "dep"), Token(1, "b", "b", "X", heads[1], "dep")))


def test_sentences_made_by_hand_have_their_tokens_in_order() -> None:
    with pytest.raises(InputError, match="expected tokens in order, with indices from 0, got 1, 2"):
        Sentence((Token(1, "a", "a", "X", -1, "root"), Token(2, "b", "b", "X", 1, "dep")))


SPACY = """# text = Israel was attacked by Iran
1\tIsrael\tIsrael\tPROPN\tNNP\t_\t3\tnsubjpass
2\twas\tbe\tAUX\tVBD\t_\t3\tauxpass
3\tattacked\tattack\tVERB\tVBN\t_\t0\tROOT
4\tby\tby\tADP\tIN\t_\t3\tagent
5\tIran\tIran\tPROPN\tNNP\t_\t4\tpobj

"""


def test_relations_of_another_scheme_are_named_once() -> None:
    with pytest.warns(InputWarning) as found:
        read_conllu(SPACY * 2, "spacy.conllu")
    assert [str(warning.message) for warning in found] == [
        "spacy.conllu: relations that are not those of Universal Dependencies are not understood: ROOT (2), agent (2), auxpass (2), "
        "nsubjpass (2), pobj (2); `eventcoder parse spacy.conllu` parses its text anew, or use a parser of Universal Dependencies"
    ]


def test_sentences_without_a_tree_are_counted() -> None:
    flat = "".join(f"{number}\tGo\tgo\tVERB\n" for number in (1, 2, 3)) + "\n"
    with pytest.warns(InputWarning, match="a.conllu: 2 of 3 sentences have no tree"):
        read_conllu(flat * 2 + SPACY.replace("pobj", "obl").replace("agent", "case"), "a.conllu")


def test_names_that_mean_the_same_are_understood(recwarn: pytest.WarningsRecorder) -> None:
    read_conllu(SPACY.replace("pobj", "obl:agent").replace("\tagent", "\tcase"))
    assert not recwarn


def test_a_byte_that_is_none_loses_its_sentence() -> None:
    problems: list[ConlluError] = []
    documents = read_conllu(SPACY.replace("Iran\tIran", "Ir\udce9n\tIran") + "1\tGo\tgo\tVERB\n\n", "a.conllu", problems.append)
    assert [len(document) for document in documents] == [1]
    assert [str(problem) for problem in problems] == ["a.conllu:6: expected text in the encoding of the file, got the byte 0xe9"]


def test_what_was_cleaned_and_other_columns_come_back() -> None:
    [document] = read_conllu("1\tGo\tgo\tVERB\t_\t_\t0\troot\n\n")
    document = attrs.evolve(document, cleaned=("2 HTML entities", "1 HTML tag"), extra={"paper": "Post\n\u2028", "pages": [1, 2]})
    assert read_conllu(write_conllu(document)) == [document]
    [other] = read_conllu("# columns = 10\n# columns = {broken\n1\tGo\tgo\tVERB\t_\t_\t0\troot\n\n")
    assert dict(other.extra) == {}


class TestUnreadDocuments:
    """Documents whose sentences are left to other processes."""

    @given(st.text(st.sampled_from("1234-.\t\n_#aB= 0|"), max_size=200))
    def test_any_text_reads_the_same_at_once_and_later(self, text: str) -> None:
        at_once: list[ConlluError] = []
        later: list[ConlluError] = []
        documents = read_conllu(text, "a", at_once.append)
        assert [read_document(unread, later.append) for unread in iter_unread(text.split("\n"), "a")] == documents
        assert list(map(str, later)) == list(map(str, at_once))

    def test_lines_keep_their_numbers(self) -> None:
        text = GOOD.format(n=1) + "\n\n" + GOOD.format(n=2) + "\n" + GOOD.format(n=3).replace("2\tnsubj", "9\tnsubj")
        _, _, third = iter_unread(text.split("\n"), "a.conllu")
        assert (third.id, third.line, third.text) == ("d3", 16, "Talks fail.")
        with pytest.raises(ConlluError, match=r"a\.conllu:18: expected another word"):
            read_document(third)

    def test_strange_trees_among_the_first_are_named(self) -> None:
        with pytest.warns(InputWarning, match="relations that are not those of Universal Dependencies"):
            list(iter_unread(GOOD.format(n=1).replace("nsubj", "SBJ").split("\n"), "a"))
