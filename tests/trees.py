"""Trees by hand, and small codebooks: a word of a tree is `form/lemma|UPOS|head|relation|XPOS|features`.

The lemma is the lower-cased form where it is left out (the form itself for proper names); heads count from 1, and 0 is the root.
"""

from __future__ import annotations

from eventcoder.document import Document, Sentence, Token

CODES = """
codes:
  "040": {name: Consult, type: message}
  "036": {name: Intend to meet, type: message}
  "111": {name: Criticise, type: message}
  "125": {name: Refuse to meet, type: message}
  "128": {name: Veto, type: message}
  "138": {name: Threaten, type: threat}
  "173": {name: Arrest, type: attack}
  "190": {name: Fight, type: attack}
"""
POLICY = """
policy: {sourceless: ["190"], place_targets: ["190"], needs_target: ["040"]}
transitions:
  "04": {future: "036", negated-future: "125"}
"""


def sentence(words: str, *, id: str = "1", start: int = 0) -> Sentence:
    """The sentence that a line of words describes."""
    tokens, position = [], start
    for index, word in enumerate(words.split()):
        form, upos, head, relation, *more = word.split("|")
        form, _, lemma = form.partition("/")
        lemma = lemma or (form if upos == "PROPN" else form.lower())
        xpos, feats = [*more, "", ""][:2]
        tokens.append(
            Token(index, form, lemma, upos, int(head) - 1, relation, position, position + len(form), xpos, feats.replace(",", "|"))
        )
        position += len(form) + 1
    return Sentence(tuple(tokens), id=id, text=" ".join(token.text for token in tokens), start=start)


def document(*lines: str, id: str = "x", date: str | None = "2024-05-15") -> Document:
    """The document of one sentence a line."""
    sentences, start = [], 0
    for number, words in enumerate(lines, 1):
        sentences.append(sentence(words, id=str(number), start=start))
        start += len(sentences[-1].text) + 1
    return Document(tuple(sentences), id=id, text="\n".join(s.text for s in sentences), date=date)


def active(verb: str, source: str = "Iran", target: str = "Israel") -> str:
    """ "Iran attacked Israel", for a verb such as `attacked/attack`."""
    return f"{source}|PROPN|2|nsubj {verb}|VERB|0|root|VBD|Tense=Past,VerbForm=Fin {target}|PROPN|2|obj .|PUNCT|2|punct"
