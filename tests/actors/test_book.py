"""Loading, overriding, dates, drift and oddities of actor files."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from cases import CASES
from frozen import document_of
from hypothesis import given, settings
from hypothesis import strategies as st
from stages import mentions_of

from eventcoder.actors import Actor, ActorBook, load_actors
from eventcoder.actors.actor import split_code
from eventcoder.actors.book import DOUBTFUL, OWN, VERY_DOUBTFUL
from eventcoder.actors.spelling import pieces
from eventcoder.authoring.unknown import unknown_actors
from eventcoder.document import Document, Sentence, Token
from eventcoder.errors import CodebookError
from eventcoder.testing.notation import read_cases

DATED = """
actors:
  - {code: FRAELI, names: [Jeanne Zorb, Zorb], kind: person, roles: [{code: FRAGOV, from: 2001-05-01, to: 2005-04-30},
     {code: IGOUNO, from: 2003-01-01, to: 2003-06-30}, {code: FRAOPP, from: 2010-01-01}]}
"""


@pytest.fixture(scope="module")
def book() -> ActorBook:
    return load_actors()


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [document_of(case) for case in read_cases(CASES / "phrases.txt")]


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("date", "code"),
    [
        ("2001-04-30", "FRAELI"),
        ("2001-05-01", "FRAGOV"),
        ("2003-02-01", "IGOUNO"),
        ("2003-06-30", "IGOUNO"),
        ("2003-07-01", "FRAGOV"),
        ("2005-04-30", "FRAGOV"),
        ("2005-05-01", "FRAELI"),
        ("2020-01-01", "FRAOPP"),
        ("2020", "FRAOPP"),
        (None, "FRAOPP"),
    ],
)
def test_the_narrowest_interval_holds_and_both_its_days_count(tmp_path: Path, date: str | None, code: str) -> None:
    entry = load_actors(write(tmp_path / "own.yaml", DATED), bundled=False).find("Zorb")
    assert entry is not None
    assert entry.on(date) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("U.S.", "USA"),
        ("Abdel Fattah al-Sisi", "EGYELI"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("N'Djamena", "TCD"),
        ("Sao Paulo", "BRA"),
        ("São Paulo", "BRA"),
        ("Côte d’Ivoire", "CIV"),
        ("Cox's Bazar", "BGD"),
        ("Kurdistan Workers' Party", "TURREB"),
        ("ASEAN", "IGOASN"),
        ("Kosovo", "XKX"),
        ("Lord's Resistance Army", "UGAREB"),
    ],
)
def test_names_are_found_in_any_writing(book: ActorBook, name: str, code: str) -> None:
    entry = book.find(name)
    assert entry is not None
    assert entry.code == code


def test_names_that_nobody_has(book: ActorBook) -> None:
    assert book.find("Zorblatt") is None
    assert book.find("") is None
    assert book.find("...") is None


def test_own_files_extend_override_and_report(tmp_path: Path) -> None:
    first = write(tmp_path / "a.yaml", "actors:\n  - {code: XXXREB, names: [Zorb Front]}\n")
    second = write(tmp_path / "b.yaml", "actors:\n  - {code: YYYREB, names: [Zorb Front, Hezbollah]}\n")
    book = load_actors([first, second], cache=False)
    found = book.find("Zorb Front")
    assert found is not None
    assert found.code == "YYYREB"
    assert [problem.rule for problem in book.conflicts] == ["Zorb Front", "Hezbollah"]
    assert "a.yaml" in book.conflicts[0].expected


def test_bundled_files_have_no_problems_and_a_stable_hash(book: ActorBook) -> None:
    assert book.conflicts == ()
    assert book.hash == load_actors(cache=False).hash
    assert load_actors(cache=False).entries == book.entries


def test_all_problems_are_reported_at_once(tmp_path: Path) -> None:
    path = write(
        tmp_path / "bad.yaml",
        """
actor: []
actors:
  - {code: iran, names: [Zorb]}
  - {code: IRNGOV}
  - {code: IRNGOV, names: [Zorb], kind: persn}
  - {code: IRNGOV, name: [Zorb], colour: red}
  - {names: [Zorb], roles: [{code: IRNGOV, from: 2020-13-01}]}
  - {names: [Zorb], roles: [{code: IRNGOV, from: 2020-02-01, to: 2020-01-01}]}
  - {names: [Zorb], roles: [{code: IRNGOV, since: 2020-02-01}]}
  - {names: [Zorb]}
  - {code: IRNGOV, names: ["..."]}
  - Zorb
""",
    )
    with pytest.raises(CodebookError) as caught:
        load_actors(path, bundled=False)
    lines = [int(problem.where.rsplit(":", 1)[1]) for problem in caught.value.problems]
    assert sorted(set(lines)) == [2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]
    assert "did you mean" in str(caught.value)


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"nothing\.yaml"):
        load_actors(tmp_path / "nothing.yaml")


def test_the_cache_is_used_and_a_broken_one_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTCODER_CACHE", str(tmp_path))
    own = write(tmp_path / "own.yaml", DATED)
    first = load_actors(own, bundled=False)
    [kept] = tmp_path.glob("actors-*.json")
    assert load_actors(own, bundled=False).entries == first.entries
    kept.write_text("{", encoding="utf-8")
    assert load_actors(own, bundled=False).entries == first.entries


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("El-Sisi", ("el", "sisi")), ("d'Ivoire", ("d", "ivoire")), ("U.N.", ("un",)), ("—", ()), ("", ()), ("Łódź", ("lodz",))],
)
def test_pieces(text: str, wanted: tuple[str, ...]) -> None:
    assert pieces(text) == wanted


@pytest.mark.parametrize(("code", "parts"), [("IGOUNOREF", ("IGOUNO", "REF")), ("IRNGOVMIL", ("IRN", "GOV", "MIL")), ("IGO", ("IGO",))])
def test_parts_of_a_code(code: str, parts: tuple[str, ...]) -> None:
    assert split_code(code) == parts


def rename(document: Document, old: str, new: str) -> Document:
    """The same parse with one word for another."""
    sentences = tuple(
        attrs.evolve(
            sentence,
            tokens=tuple(attrs.evolve(t, text=new, lemma=new) if t.text == old else t for t in sentence.tokens),
        )
        for sentence in document
    )
    return attrs.evolve(document, sentences=sentences)


def everything(document: Document, book: ActorBook) -> list[tuple[Actor | None, ...]]:
    found: list[tuple[Actor | None, ...]] = []
    for mentions in mentions_of(document, book):
        for token in mentions.sentence:
            found.append((mentions.actor(token.index), mentions.owner(token.index), mentions.place(token.index)))
            found.append(mentions.actors(token.index))
        found.append(mentions.names())
    return found


COUNTRIES = {
    "Iran": "IRN",
    "France": "FRA",
    "Kenya": "KEN",
    "Peru": "PER",
    "Japan": "JPN",
    "Egypt": "EGY",
    "Ukraine": "UKR",
    "Russia": "RUS",
}


def renameable(document: Document, book: ActorBook) -> list[str]:
    """The countries of a document that occur under their one-word name only, in no other form, and without a listed surname."""
    if any(book.by_surname(token.text.lower()) for sentence in document for token in sentence):
        return []  # "Mr Abe" depends on the country
    if any(f"only.{token.text.removesuffix('s').lower()}" in book.sets for sentence in document for token in sentence):
        return []  # and so does "the CS"
    names = [(name, sentence) for sentence in document for name in book.names_in(sentence)]
    if any(not name.is_settled for name, _ in names):
        return []  # and "Kenya's ANC" is another party than "Iran's ANC"
    fitting = []
    for country, code in COUNTRIES.items():
        forms = {sentence.words(tuple(range(name.first, name.last + 1))) for name, sentence in names if (name.entry.code or "")[:3] == code}
        if forms == {country}:
            fitting.append(country)
    return fitting


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_another_country_changes_nothing_but_the_code(book: ActorBook, documents: list[Document], data: st.DataObject) -> None:
    document = data.draw(st.sampled_from([d for d in documents if renameable(d, book)]))
    old = data.draw(st.sampled_from(renameable(document, book)))
    codes = {(name.entry.code or "")[:3] for sentence in document for name in book.names_in(sentence)}
    new = data.draw(st.sampled_from([country for country, code in COUNTRIES.items() if code not in codes]))
    for one, two in zip(everything(document, book), everything(rename(document, old, new), book), strict=True):
        assert len(one) == len(two)
        for a, b in zip(one, two, strict=True):
            assert (a is None) == (b is None)
            if a is not None and b is not None:
                wanted = COUNTRIES[new] + a.code[3:] if a.code and a.code.startswith(COUNTRIES[old]) else a.code
                assert (b.code, b.kind, b.head, b.tokens, b.via) == (wanted, a.kind, a.head, a.tokens, a.via)


LABELS = [
    "nsubj",
    "obj",
    "obl",
    "nmod",
    "nmod:poss",
    "flat",
    "compound",
    "amod",
    "conj",
    "cc",
    "appos",
    "det",
    "case",
    "acl:relcl",
    "",
    "odd:label",
]
WORDS = [
    "Iran",
    "Iranian",
    "president",
    "police",
    "",
    "the",
    "they",
    "he",
    "each",
    "other",
    "(",
    "PKK",
    ")",
    "-",
    "backed",
    "of",
    "Zorb",
    "thousands",
    "both",
]
TAGS = ["NOUN", "PROPN", "PRON", "VERB", "ADJ", "DET", "ADP", "CCONJ", "PUNCT", "X", ""]


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A well-formed tree with odd words and labels; several roots are possible."""
    size = draw(st.integers(1, 9))
    order = draw(st.permutations(range(size)))
    tokens = []
    for index in range(size):
        earlier = order[: order.index(index)]
        head = draw(st.sampled_from([-1, *earlier]))
        word = draw(st.sampled_from(WORDS))
        feats = draw(st.sampled_from(["", "Number=Plur"]))
        tokens.append(Token(index, word, word.lower(), draw(st.sampled_from(TAGS)), head, draw(st.sampled_from(LABELS)), feats=feats))
    return Sentence(tuple(tokens))


def test_a_phrase_may_be_part_of_what_it_stands_for(book: ActorBook) -> None:
    rows = [
        ("Oman", "PROPN", 4, "nsubj"),
        ("and", "CCONJ", 2, "cc"),
        ("each", "DET", 0, "conj"),
        ("other", "ADJ", 2, "fixed"),
        ("met", "VERB", -1, "root"),
    ]
    tokens = (Token(i, text, text.lower(), upos, head, deprel) for i, (text, upos, head, deprel) in enumerate(rows))
    [mentions] = mentions_of(Document((Sentence(tuple(tokens)),), date="2022-07-25"), book)
    assert {actor.code for actor in mentions.actors(0)} == {"OMN"}


@settings(deadline=None, max_examples=150)
@given(trees=st.lists(sentences(), min_size=1, max_size=4))
def test_no_tree_raises(book: ActorBook, trees: list[Sentence]) -> None:
    document = Document(tuple(trees), date="2022-07-25")
    first = everything(document, book)
    assert everything(document, book) == first


def test_positions_outside_the_sentence_are_nobody(book: ActorBook) -> None:
    document = Document((Sentence((Token(0, "Iran", "Iran", "PROPN", -1, "root"),)),))
    [mentions] = mentions_of(document, book)
    assert (mentions.actor(5), mentions.actor(-1), mentions.owner(7), mentions.place(9)) == (None, None, None, None)


def test_unknown_actors_are_ranked_with_contexts_and_proposals(book: ActorBook, documents: list[Document]) -> None:
    found = unknown_actors(documents, book)
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)
    by_name = {one.name: one for one in found}
    assert by_name["Omar Haddad"].names == ("Omar Haddad", "Haddad")
    assert by_name["Omar Haddad"].count > by_name["Zorblatt"].count > by_name["Ruth Mwale"].count
    assert by_name["Ruth Mwale"].code == "KENGOV"
    assert by_name["Ruth Mwale"].entry() == '  - {code: KENGOV, names: ["Ruth Mwale"]}  # 2 times'
    assert "Ruth Mwale, who heads" in by_name["Ruth Mwale"].contexts[0]
    assert not {"Ankara", "Juan Manzur"} & {*by_name}


TABLE = """
kind: group
bodies:
  KENPTY: Zorb Party = ~ZP (1990..2010); ~~Hope
  PERPTY: Zorb Party; Ally = ~ZP
"""


def test_all_who_have_a_name_are_kept_and_those_written_by_hand_come_first(tmp_path: Path) -> None:
    table = write(tmp_path / "table.yaml", TABLE)
    by_hand = write(tmp_path / "hand.yaml", "scheme: {shared: [PTY]}\nactors: [{code: BRAPTY, names: [ZP], kind: group}]\n")
    alone, both = load_actors(table, bundled=False), load_actors([table, by_hand], bundled=False)
    assert [(entry.on("2000-01-01"), ask) for entry, ask in alone.bearers("ZP")] == [("KENPTY", DOUBTFUL), ("PERPTY", DOUBTFUL)]
    assert [entry.on("2011-01-01") for entry, _ in alone.bearers("Zorb Party")] == [None, "PERPTY"]
    assert [(entry.file, ask) for entry, ask in alone.bearers("Hope")] == [("table.yaml", VERY_DOUBTFUL)]
    assert [(entry.code, ask) for entry, ask in both.bearers("ZP")] == [("BRAPTY", OWN)]  # the user has decided
