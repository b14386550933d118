"""Other forms of a parsed text: in the passive, denied, about somebody else. Trees and offsets are right again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from eventcoder.document import Document, Sentence, Token
from eventcoder.english.inflection import Inflection, base_forms

# What may hang on a verb that is turned round: with other dependents, more than word order would change.
PLAIN = frozenset({"nsubj", "obj", "obl", "advmod", "punct"})


@attrs.define(eq=False)
class _Word:
    """A word of the new sentence: a token, what it hangs on, and whether it is written to the word before it."""

    token: Token
    head: _Word | None = None
    glued: bool = False


def renamed(document: Document, names: Mapping[str, str]) -> Document:
    """A document with other names in it.

    Args:
        document: the document.
        names: what stands for each word that is replaced, such as `{"Iran": "Peru", "Iranian": "Peruvian"}`.

    Returns:
        The document, with new offsets.
    """

    def changed(word: _Word) -> _Word:
        token = word.token
        word.token = attrs.evolve(token, text=names.get(token.text, token.text), lemma=names.get(token.lemma, token.lemma))
        return word

    return _rebuilt(document, [[changed(word) for word in _words_of(sentence)] for sentence in document])


def negated(document: Document, inflection: Inflection, known: Collection[str] = ()) -> Document | None:
    """A document whose first sentence says that it did not happen: "Iran did not attack Israel."

    Args:
        document: the document.
        inflection: knows the forms of verbs.
        known: verbs, of which one is meant where a form may be that of several.

    Returns:
        The document; None if its main verb is not in the simple past.
    """
    verb = _main_verb(document)
    base = None if verb is None else _base(document.sentences[0][verb], inflection, known)
    if verb is None or base is None:
        return None
    first, *others = ([*_words_of(sentence)] for sentence in document)
    word = first[verb]
    word.token = attrs.evolve(word.token, text=base, lemma=base, xpos="VB", feats="VerbForm=Inf")
    did = _Word(_token("did", "do", "AUX", "aux", "VBD", "Tense=Past|VerbForm=Fin"), word)
    no = _Word(_token("not", "not", "PART", "advmod", "RB", "Polarity=Neg"), word)
    return _rebuilt(document, [[*first[:verb], did, no, *first[verb:]], *others])


def passive(document: Document, inflection: Inflection, known: Collection[str] = ()) -> Document | None:
    """A document whose first sentence is in the passive: "Israel was attacked by Iran."

    Args:
        document: the document.
        inflection: knows the forms of verbs.
        known: verbs, of which one is meant where a form may be that of several.

    Returns:
        The document; None if its main verb is not in the simple past, or has not just a subject before it and an object after it.
    """
    verb = _main_verb(document)
    base = None if verb is None else _base(document.sentences[0][verb], inflection, known)
    if verb is None or base is None:
        return None
    sentence = document.sentences[0]
    parties = _sides(sentence, verb)
    if parties is None:
        return None
    agent, patient = parties
    first, *others = ([*_words_of(each)] for each in document)
    word = first[verb]
    subject, thing = (_part(first, sentence, at) for at in (agent, patient))
    before = [each for each in first[:verb] if each not in subject]
    after = [each for each in first[verb + 1 :] if each not in thing]
    ending = [after.pop()] if after and after[-1].token.upos == "PUNCT" else []
    word.token = attrs.evolve(word.token, text=inflection.participle(base), lemma=base, xpos="VBN", feats="Tense=Past|VerbForm=Part")
    first[agent].token = attrs.evolve(first[agent].token, deprel="obl:agent")
    first[patient].token = attrs.evolve(first[patient].token, deprel="nsubj:pass")
    was = _Word(_token("was", "be", "AUX", "aux:pass", "VBD", "Tense=Past|VerbForm=Fin"), word)
    by = _Word(_token("by", "by", "ADP", "case", "IN", ""), first[agent])
    turned = [*before, *thing, was, word, *after, by, *subject, *ending]
    return _rebuilt(document, [turned, *others])


def _main_verb(document: Document) -> int | None:
    """The root of the first sentence, if it is a verb in the simple past that nothing denies."""
    roots = document.sentences[0].roots if document.sentences else ()
    if len(roots) != 1:
        return None
    sentence, verb = document.sentences[0], roots[0]
    below = {sentence[i].relation for i in sentence.children[verb]}
    is_past = sentence[verb].upos == "VERB" and "Tense=Past" in sentence[verb].feats and "VerbForm=Fin" in sentence[verb].feats
    denied = any("Polarity=Neg" in token.feats or token.word in ("never", "no") for token in sentence)
    return verb if is_past and not denied and not below & {"aux", "conj", "cop", "expl"} else None


def _sides(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """The subject and the object of a verb, if they can change places and nothing else need change."""
    below = sentence.children[verb]
    subjects = [i for i in below if sentence[i].deprel == "nsubj" and i < verb]
    objects = [i for i in below if sentence[i].deprel == "obj" and i > verb]
    if len(subjects) != 1 or len(objects) != 1 or not all(sentence[i].deprel in PLAIN for i in below):
        return None
    # Whose "its army" is may depend on the order of the parties, and "mediation by Y by X" is no English.
    if any(token.word == "by" for token in sentence):
        return None
    has_pronoun = any(sentence[i].upos == "PRON" for head in (*subjects, *objects) for i in sentence.subtree(head))
    return None if has_pronoun else (subjects[0], objects[0])


def _base(verb: Token, inflection: Inflection, known: Collection[str]) -> str | None:
    """The dictionary form of a verb in the past, whatever lemma a parser has made of it; None if that is not sure."""
    irregular = [base for base, (past, _) in inflection.verbs.items() if past == verb.form]
    able = [base for base in (verb.word, *irregular, *base_forms(verb.form)) if inflection.past(base) == verb.form]
    return next((base for base in able if base in known), able[0] if able else None)


def _part(words: Sequence[_Word], sentence: Sentence, head: int) -> list[_Word]:
    """A word and all below it, where they stand."""
    return [words[i] for i in sentence.subtree(head)]


def _token(text: str, lemma: str, upos: str, deprel: str, xpos: str, feats: str) -> Token:
    return Token(0, text, lemma, upos, -1, deprel, xpos=xpos, feats=feats)


def _words_of(sentence: Sentence) -> list[_Word]:
    words = [_Word(token) for token in sentence]
    for word, before in zip(words, (None, *words), strict=False):
        word.head = words[word.token.head] if word.token.head >= 0 else None
        word.glued = before is not None and before.token.end == word.token.start > before.token.start
    return words


def _rebuilt(document: Document, sentences: Iterable[Sequence[_Word]]) -> Document:
    """A document of these words: positions, heads and offsets follow from their order."""
    made: list[Sentence] = []
    texts: list[str] = []
    start = 0
    for old, words in zip(document, sentences, strict=True):
        numbers = {id(word): number for number, word in enumerate(words)}
        text, tokens = "", []
        for number, word in enumerate(words):
            text += " " * bool(number and not word.glued)
            head, place = -1 if word.head is None else numbers[id(word.head)], start + len(text)
            text += word.token.text
            tokens.append(attrs.evolve(word.token, index=number, head=head, start=place, end=start + len(text)))
        made.append(attrs.evolve(old, tokens=tuple(tokens), text=text, start=start, multiwords=()))
        texts.append(text)
        start += len(text) + 1
    return attrs.evolve(document, sentences=tuple(made), text="\n".join(texts))
