"""What answers the questions of cases: the one module for tests that knows by which functions the stages do their work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs

from eventcoder.actors import Actor, ActorBook, Discourse, Mentions
from eventcoder.coder import Coder
from eventcoder.coding.context import Context
from eventcoder.coding.counts import find_counts
from eventcoder.coding.reading import Reading
from eventcoder.dates.dating import EventDate, find_date
from eventcoder.dates.narrative import carried
from eventcoder.document import Document, Sentence
from eventcoder.english.countwords import COUNTS, CountName
from eventcoder.english.lexicon import Lexicon
from eventcoder.event import NOBODY, Count
from eventcoder.grammar.clause import Clause
from eventcoder.grammar.kinds import clause_at, is_predicate, verbal_kind
from eventcoder.grammar.status import Status, clause_status
from eventcoder.grammar.tree import Tree
from eventcoder.places import Place
from eventcoder.testing.notation import Question, code_of, line_of, written

# Words and phrases in a document


def word_at(document: Document, about: str) -> tuple[Sentence, int]:
    """The word that a question names: its first occurrence, or with `#2` its second."""
    word, _, number = about.partition("#")
    found = [(sentence, token.index) for sentence in document for token in sentence if token.text == word]
    if len(found) < int(number or 1):
        raise AssertionError(f"no such word in the tree: {about!r}")
    return found[int(number or 1) - 1]


def head_of(sentence: Sentence, phrase: str) -> int | None:
    """The head of the last occurrence of a phrase."""
    words = [token.text for token in sentence]
    for first in reversed(range(len(words))):
        for last in range(first, len(words)):
            span = range(first, last + 1)
            if sentence.words(tuple(span)) == phrase:
                heads = [i for i in span if sentence[i].head not in span]
                return max(heads, key=lambda i: (sentence[i].upos in ("NOUN", "PROPN", "PRON"), len(sentence.subtree(i))))
    return None


def mentions_of(document: Document, book: ActorBook, lexicon: Lexicon) -> list[Mentions]:
    """The actors of a document, sentence by sentence; who is speaking is not asked."""
    return [mentions for mentions, _ in Discourse(book, lexicon, document)]


def phrase_at(document: Document, coder: Coder, phrase: str) -> tuple[Mentions, int]:
    """The head of a phrase, in the first sentence that has it."""
    for mentions in mentions_of(document, coder.actors, coder.codebook.lexicon):
        head = head_of(mentions.sentence, phrase)
        if head is not None:
            return mentions, head
    raise AssertionError(f"no such phrase in the tree: {phrase!r}")


# Stages


def clause_of(sentence: Sentence, index: int, lexicon: Lexicon) -> Clause:
    """The verbal clause, or the state, that a word heads."""
    tree = Tree(sentence, lexicon)
    kind = verbal_kind(tree, index) or ("state" if is_predicate(tree, index) else None)
    if kind is None:
        raise AssertionError(f"{sentence[index].text!r} heads no clause")
    return clause_at(tree, index, kind)


def status_of(document: Document, word: str, lexicon: Lexicon) -> Status:
    return clause_status(clause_of(*word_at(document, word), lexicon))


def date_of(document: Document, word: str, lexicon: Lexicon, **options: Any) -> EventDate:
    sentence, index = word_at(document, word)
    return find_date(Tree(sentence, lexicon), index, document.date, **options)


def place_of(document: Document, word: str, coder: Coder) -> Place | None:
    """The place of the events that a word tells of, all of them alike."""
    sentence, index = word_at(document, word)
    told = [event for event in attrs.evolve(coder, status="all").code_document(document) if event.sentence_id == sentence.id]
    places = {event.place for event in told if event.trigger.token == index}
    if len(places) != 1:
        raise AssertionError(f"{'no event' if not places else 'events in several places'} of {word!r}")
    return places.pop()


def _place(coder: Coder, document: Document, word: str) -> str:
    place = place_of(document, word, coder)
    if place is None:
        return "-"
    named = [place.country or "?", *([place.name] if place.name and place.kind != "country" else []), str(place.geo_precision or "?")]
    return f'{" ".join(named)} "{place.text}"' + (f" {place.found_in}" if place.found_in != "clause" else "")


def count_of(document: Document, word: str, coder: Coder, name: CountName) -> Count | None:
    context, reading = clause_in_context(document, word, coder)
    found = find_counts(context, reading, [name])
    return found[name].persons.count(context.tree) if name in found else None


def clause_in_context(document: Document, word: str, coder: Coder) -> tuple[Context, Reading]:
    """A reading of which only the clause is known: places and numbers look at nothing else."""
    sentence, index = word_at(document, word)
    context = next(readings.context for readings in coder.read(document) if readings.context.sentence is sentence)
    nothing: Any = None
    return context, Reading(clause_of(sentence, index, context.lexicon), nothing, nothing, (), (), ())


# Answers


def answer(coder: Coder, document: Document, question: Question) -> str:
    """The answer to a question, as cases write it.

    Args:
        coder: gives the events; its codebook and actors know the rest.
        document: the tree.
        question: what is asked.

    Returns:
        The answer, which is right if it is `question.wanted`.

    Raises:
        AssertionError: the document has no such word or phrase, or the word heads no clause.
    """
    return ANSWERS[question.kind](coder, document, question.about)


def _events(coder: Coder, document: Document, _: str) -> str:
    return written(map(line_of, coder.code_document(document)))


def _date(coder: Coder, document: Document, word: str) -> str:
    sentence, index = word_at(document, word)
    context = next(readings.context for readings in coder.read(document) if readings.context.sentence.start == sentence.start)
    published, told = context.document.date, context.earlier.told
    found = find_date(context.tree, index, published, before=told.anchor)
    if not found.text:
        found = carried(context.tree, index, None, told, published) or found
    days = found.start or "?" if found.start == found.end else f"{found.start or '?'}..{found.end or '?'}"
    words = f' "{found.text}"' if found.text else ""
    return f"{days} {found.precision}{words}" + (" sentence before" if found.found == "sentence before" else "")


def _speaker(coder: Coder, document: Document, word: str) -> str:
    sentence, _ = word_at(document, word)
    return " + ".join(sentence[i].text for i in status_of(document, word, coder.codebook.lexicon).speakers) or "-"


def _relation(coder: Coder, document: Document, pair: str) -> str:
    source, target = (_span(document, name) for name in pair.split(" -> "))
    event = coder.relate(document, source, target)
    return f"{event.code} {event.status}".removesuffix(" asserted") if event else "none"


def _span(document: Document, name: str) -> tuple[int, int] | None:
    """Where a party of a relation stands first; None for nobody."""
    if name == NOBODY:
        return None
    start = document.text.find(name)
    if start < 0:
        raise AssertionError(f"no such words in the text: {name!r}")
    return start, start + len(name)


def _phrase(ask: Callable[[Mentions, int], Actor | None]) -> Callable[[Coder, Document, str], str]:
    def answer(coder: Coder, document: Document, phrase: str) -> str:
        actor = ask(*phrase_at(document, coder, phrase))
        return code_of(actor) if actor else "-"

    return answer


def _actors(coder: Coder, document: Document, phrase: str) -> str:
    mentions, head = phrase_at(document, coder, phrase)
    return " + ".join(map(code_of, mentions.actors(head))) or "-"


def _count(name: CountName) -> Callable[[Coder, Document, str], str]:
    def answer(coder: Coder, document: Document, word: str) -> str:
        count = count_of(document, word, coder, name)
        if count is None:
            return "-"
        bounds = f"{count.low}" if count.low == count.high else f"{count.low}..{'' if count.high is None else count.high}"
        return f'{bounds} "{count.text}"'

    return answer


ANSWERS: dict[str, Callable[[Coder, Document, str], str]] = {
    "events": _events,
    "actor": _phrase(Mentions.actor),
    "owner": _phrase(Mentions.owner),
    "country": _phrase(Mentions.place),
    "actors": _actors,
    "relation": _relation,
    "status": lambda coder, document, word: status_of(document, word, coder.codebook.lexicon).name,
    "speaker": _speaker,
    "tense": lambda coder, document, word: status_of(document, word, coder.codebook.lexicon).tense or "-",
    "modality": lambda coder, document, word: status_of(document, word, coder.codebook.lexicon).modality or "-",
    "date": _date,
    "place": _place,
    **{name: _count(name) for name in COUNTS},
}
