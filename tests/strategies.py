"""Hypothesis strategies for well-formed UD trees, however odd."""

from __future__ import annotations

from hypothesis import strategies as st

from eventcoder.document import Document, Sentence, Token

UPOS = (
    "NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "ADP", "PRON", "DET", "PART", "SCONJ", "CCONJ", "NUM", "PUNCT", "SYM", "INTJ",
    "X", "_",
)  # fmt: skip
LABELS = (
    "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "obj", "iobj", "obl", "obl:agent", "obl:tmod", "nmod", "nmod:poss", "amod",
    "compound", "compound:prt", "xcomp", "ccomp", "advcl", "acl", "acl:relcl", "conj", "cc", "case", "mark", "aux", "aux:pass",
    "cop", "det", "advmod", "appos", "flat", "fixed", "nummod", "expl", "parataxis", "punct", "dep", "orphan", "goeswith", "list",
    "reparandum", "vocative", "root", "odd:label",
)  # fmt: skip
# Words that rules, actors and the lexicon know, so that random trees are not only noise.
WORDS = (
    "Iran", "Israel", "Israeli", "France", "Gaza", "troops", "rebels", "police", "minister", "he", "it", "they", "each", "other",
    "who", "which", "that", "attack", "attacked", "bombing", "meet", "met", "talks", "visit", "threaten", "threatened", "refused",
    "agree", "say", "said", "accused", "launched", "continue", "arrested", "killed", "must", "will", "not", "no", "to", "of",
    "on", "by", "with", "between", "against", "in", "and", "if", "was", "have", "is", "critical", "ready", "dozens", "weapons",
    "sanctions", "decision", "Monday", "May", "two", "2024", ",", ".", "?", '"', "“", "”", "'s",
)  # fmt: skip
LEMMAS = {
    "attacked": "attack", "bombing": "bomb", "met": "meet", "threatened": "threaten", "refused": "refuse", "said": "say",
    "accused": "accuse", "launched": "launch", "arrested": "arrest", "killed": "kill", "was": "be", "is": "be", "dozens": "dozen",
    "rebels": "rebel",
}  # fmt: skip
FEATS = (
    "", "Number=Plur", "Tense=Past|VerbForm=Fin", "Tense=Past|VerbForm=Part", "VerbForm=Ger", "Mood=Imp", "Polarity=Neg",
    "PronType=Rel", "Definite=Def",
)  # fmt: skip
XPOS = (
    "", "NN", "NNS", "VBD", "VBN", "VBG", "VBZ", "MD", "WP", "JJR", "PRP$",
)  # fmt: skip

ENTITIES = (
    "", "", "", "B-Person", "I-Person", "B-Organization", "I-Organization", "B-Location", "B-NORP", "B-Date", "I-Misc", "B-ODD",
)  # fmt: skip


def words(*, odd: bool = True) -> st.SearchStrategy[str]:
    """Forms: words that rules know and, if `odd`, any text, the empty one too."""
    known = st.sampled_from(WORDS)
    return st.one_of(known, known, known, st.text(max_size=6)) if odd else known


@st.composite
def sentences(draw: st.DrawFn, *, maximum: int = 14, odd: bool = True, start: int = 0) -> Sentence:
    """Well-formed trees: any labels, any heads without cycles, one root or several."""
    count = draw(st.integers(0 if odd else 1, maximum))
    order = draw(st.permutations(range(count)))
    heads = [-1] * count
    for position, index in enumerate(order[1:], 1):  # each hangs on one that is in the tree already, so no cycles
        heads[index] = order[draw(st.integers(0, position - 1))] if not odd or draw(st.integers(0, 9)) else -1
    tokens = []
    position = start
    for index in range(count):
        text = draw(words(odd=odd))
        lemma = LEMMAS.get(text, text if text[:1].isupper() else text.lower())
        relation = "root" if heads[index] < 0 else draw(st.sampled_from(LABELS))
        tags = draw(st.sampled_from(UPOS)), draw(st.sampled_from(XPOS)), draw(st.sampled_from(FEATS))
        place, entity = (position, position + len(text)), draw(st.sampled_from(ENTITIES))
        tokens.append(Token(index, text, lemma, tags[0], heads[index], relation, *place, tags[1], tags[2], entity=entity))
        position += len(text) + 1
    return Sentence(tuple(tokens), id="1", text=" ".join(token.text for token in tokens), start=start)


@st.composite
def documents(draw: st.DrawFn, *, odd: bool = True) -> Document:
    """Documents of one to three sentences."""
    found: list[Sentence] = []
    start = 0
    for number in range(draw(st.integers(1, 3))):
        sentence = draw(sentences(odd=odd, start=start))
        found.append(Sentence(sentence.tokens, id=str(number + 1), text=sentence.text, start=start))
        start += len(sentence.text) + 1
    date = draw(st.sampled_from(["2024-05-15", None]))
    return Document(
        tuple(found), id="x", text=" ".join(sentence.text for sentence in found), date=date, home=draw(st.sampled_from(["KEN", None]))
    )
