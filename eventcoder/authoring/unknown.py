"""Names in a corpus that no list has, the most frequent first, as proposals for a file of one's own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

import attrs

from eventcoder.actors import Actor, ActorBook, Discourse
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon, load_lexicon

ARGUMENTS = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos"))
CONTEXT_WORDS = 6


@attrs.frozen
class UnknownActor:
    """A name that nobody lists.

    Args:
        name: the name without titles.
        count: how often it is the actor of a phrase.
        code: the code most often given to it from its phrases and articles, or None.
        contexts: up to three places, each with the words around it.
        documents: ids of up to three documents.
    """

    name: str
    count: int
    code: str | None
    contexts: tuple[str, ...]
    documents: tuple[str, ...]

    def entry(self) -> str:
        """The entry to put under `actors:` in a file of one's own, to be checked by a person.

        Returns:
            One line of YAML; an unknown code is written as `XXX`.
        """
        names = json.dumps(self.name, ensure_ascii=False)
        return f"  - {{code: {self.code or 'XXX'}, names: [{names}]}}  # {self.count} times"


def unknown_actors(
    documents: Iterable[Document], book: ActorBook, *, contexts: int = 3, lexicon: Lexicon | None = None
) -> list[UnknownActor]:
    """Rank the names that no list has.

    Args:
        documents: parsed documents.
        book: names and roles.
        contexts: how many contexts to keep for each name.
        lexicon: word classes of the language; None for the bundled ones.

    Returns:
        Names with counts, the most frequent first; equal counts in alphabetical order.
    """
    words = lexicon if lexicon is not None else load_lexicon()
    counts: Counter[str] = Counter()
    codes: dict[str, Counter[str]] = {}
    where: dict[str, list[tuple[str, str]]] = {}
    for document in documents:
        for mentions, _ in Discourse(book, words, document):
            for token in mentions.sentence.tokens:
                if token.upos != "PROPN" or token.relation not in ARGUMENTS or token.deprel == "nmod:desc":
                    continue
                actor = mentions.actor(token.index)
                name = _unlisted(mentions.phrases, token.index, actor)
                if not name:
                    continue
                counts[name] += 1
                if actor is not None and actor.code:
                    codes.setdefault(name, Counter())[actor.code] += 1
                if len(where.setdefault(name, [])) < contexts:
                    first, last = max(0, token.index - CONTEXT_WORDS), min(len(mentions.sentence), token.index + CONTEXT_WORDS + 1)
                    where[name].append((mentions.sentence.words(tuple(range(first, last))), document.id))
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    return [
        UnknownActor(
            name,
            counts[name],
            min(codes[name], key=lambda code: (-codes[name][code], code)) if name in codes else None,
            tuple(context for context, _ in where[name]),
            tuple(dict.fromkeys(document for _, document in where[name])),
        )
        for name in ranked
    ]


def _unlisted(phrases: NounPhrases, head: int, actor: Actor | None) -> str:
    """The proper name in a phrase without titles and listed names, or an empty string if a list has it."""
    if actor is None or actor.kind in ("country", "city", "region", "organisation", "group"):
        return ""
    tokens = phrases.tokens
    chain = phrases.chain(head)
    if any(phrases.name_at(i) is not None for i in chain):
        return ""
    proper = tuple(i for i in chain if tokens[i].upos == "PROPN" and phrases.role_at(i) is None)
    return phrases.sentence.words(proper) if any(tokens[i].text[:1].isalpha() for i in proper) else ""
