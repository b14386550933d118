"""What must hold of any coder, codebook and text, as functions that a test calls on its own."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence

import attrs

from eventcoder.actors.actor import split_code
from eventcoder.codebook import Codebook
from eventcoder.coder import Coder
from eventcoder.coding.explain import explain_sentence
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.statuses import STATUSES
from eventcoder.testing.notation import code_of, line_of, written
from eventcoder.testing.phrasing.words import load_words
from eventcoder.testing.returning import lost_in_json, lost_in_parquet
from eventcoder.testing.rewriting import turned_round, with_unrelated_rule
from eventcoder.testing.variants import negated, passive, renamed

Triple = tuple[str, str, str, str]


def assert_events_are_sound(coder: Coder, document: Document) -> None:
    """Check that coding and explaining a document raise nothing, whatever its tree, and that its events are what events must be.

    They are the same when the document is coded again, have codes of the codebook and at least one party, and their words stand in the
    text where they say.

    Args:
        coder: the coder.
        document: any document, such as one of `documents()`.

    Raises:
        AssertionError: something is wrong; other exceptions are those of the coder.

    >>> from hypothesis import given
    >>> from eventcoder.testing import documents
    >>> coder = Coder(status="all")
    >>> @given(documents())
    ... def test_any_tree(document):
    ...     assert_events_are_sound(coder, document)
    >>> test_any_tree()
    """
    events = coder.code_document(document)
    for readings in coder.read(document):
        if not str(explain_sentence(readings)):
            raise AssertionError(f"expected some explanation, got none\n  text        {readings.context.sentence.text}")
    if coder.code_document(document) != events:
        raise AssertionError(f"expected the same events when the document is coded again\n  text        {document.text}")
    for event in events:
        faults = []
        if event.code not in coder.codebook.scheme:
            faults.append(f"{event.code} is no code of the codebook")
        if event.source is None and event.target is None:
            faults.append("it has neither source nor target")
        faults += [
            f"{span.text!r} is not what stands from {span.start} to {span.end}"
            for span in (event.trigger, *event.evidence)
            if document.text[span.start : span.end] != span.text
        ]
        if faults:
            raise AssertionError("\n  ".join(["expected a sound event", f"text        {document.text}", *faults, event.explain()]))


def assert_renaming_changes_codes_only(coder: Coder, document: Document, names: Mapping[str, str]) -> None:
    """Check that with another name in a text its events have another code, and are the same else.

    Args:
        coder: the coder.
        document: a document with the old names in it.
        names: the new name for each old one, each a single listed word of the same kind: `{"Iran": "Peru", "Iranian": "Peruvian"}`.

    Raises:
        AssertionError: something else has changed.
        InputError: the text has a new name already, or a name is no single word or on no list.

    >>> from eventcoder import Parser
    >>> coder = Coder(status="all")
    >>> text = coder.parser.parse("Iranian troops attacked Israel.")
    >>> assert_renaming_changes_codes_only(coder, text, {"Iranian": "Peruvian"})
    """
    words = {token.text for sentence in document for token in sentence}
    if present := [name for name in names.values() if name in words]:
        raise InputError(f"expected names that are not in the text yet, got {present[0]!r}: two actors would become one")
    codes = {_code_of(coder, old, document.date): _code_of(coder, new, document.date) for old, new in names.items()}
    expected = [
        (_recoded(source, codes), code, _recoded(target, codes), status) for source, code, target, status in _triples(coder, document)
    ]
    other = renamed(document, names)
    _same("renaming an actor changes its code and nothing else", coder, document, other, expected)


def assert_passive_says_the_same(coder: Coder, document: Document) -> None:
    """Check that a sentence gives the same events in the passive.

    Args:
        coder: the coder.
        document: a document whose first sentence is active and in the simple past, such as "Iran attacked Israel in May."

    Raises:
        AssertionError: the passive gives other events.
        InputError: the sentence cannot be turned.

    >>> coder = Coder(status="all")
    >>> assert_passive_says_the_same(coder, coder.parser.parse("Iran attacked Israel in May."))
    """
    other = passive(document, load_words().inflection, coder.codebook.verbs)
    if other is None:
        raise InputError(f"expected a sentence with subject, verb in the simple past and object, got {document.text!r}")
    _same("the passive says what the active says", coder, document, other, _triples(coder, document))


def assert_negation_negates(coder: Coder, document: Document) -> None:
    """Check that what the main verb of a sentence tells is told as negated where it is denied: "did not attack".

    Args:
        coder: the coder; events of every status are looked at.
        document: a document whose first sentence is in the simple past and denies nothing.

    Raises:
        AssertionError: an event of the verb is lost, or is still affirmative.
        InputError: the sentence cannot be denied.

    >>> coder = Coder()
    >>> assert_negation_negates(coder, coder.parser.parse("Iran attacked Israel in May."))
    """
    coder = attrs.evolve(coder, status=STATUSES)
    other = negated(document, load_words().inflection, coder.codebook.verbs)
    if other is None:
        raise InputError(f"expected a sentence whose verb is in the simple past, got {document.text!r}")
    verb = document.sentences[0].roots[0]
    rules = coder.codebook.rules
    told = [event for event in _of_word(coder, document, verb) if not rules[event.rule].as_fact]
    expected = sorted({f"{code_of(event.source)} {event.base_code} {code_of(event.target)} negative" for event in told})
    found = _of_word(coder, other, other.sentences[0].roots[0])
    got = sorted({f"{code_of(event.source)} {event.base_code} {code_of(event.target)} {event.polarity}" for event in found})
    if not set(expected) <= set(got) or any(not line.endswith("negative") for line in got):
        raise AssertionError(_message("what is denied is negated", coder, document, other, expected, got))


def assert_round_trips(coder: Coder, document: Document) -> None:
    """Check that nothing is lost in files: a document gives the same events from CoNLL-U, and its events come back from JSON.

    If pyarrow is installed, their rows come back from Parquet, too.

    Args:
        coder: the coder.
        document: a document without odd spaces in its words, such as one of `documents(odd=False)`.

    Raises:
        AssertionError: something is lost or changed.

    >>> from hypothesis import given
    >>> from eventcoder.testing import documents
    >>> coder = Coder(status="all")
    >>> @given(documents(odd=False))
    ... def test_files(document):
    ...     assert_round_trips(coder, document)
    >>> test_files()
    """
    [again] = read_conllu(write_conllu(document))
    _same("CoNLL-U keeps what events are made of", coder, document, again, _triples(coder, document))
    events = coder.code_document(document)
    for event in events:
        if lost_in_json(event):
            raise AssertionError(f"it does not hold that JSON keeps events as they are\n  text        {document.text}\n{event.explain()}")
    if lost := lost_in_parquet(events):
        raise AssertionError("\n  ".join(["it does not hold that Parquet keeps rows as they are", *lost]))


def assert_company_changes_nothing(coder: Coder, documents: Sequence[Document], *, workers: int = 2) -> None:
    """Check that documents give the events that each gives alone, in any order and in several processes.

    Args:
        coder: the coder.
        documents: the documents.
        workers: how many processes.

    Raises:
        AssertionError: a document gives others.

    >>> coder = Coder()
    >>> documents = [coder.parser.parse(f"{name} attacked Israel.") for name in ("Iran", "Peru")]
    >>> assert_company_changes_nothing(coder, documents)
    """
    alone = [coder.code_document(document) for document in documents]
    backwards = [*coder.code_many(reversed(documents))][::-1]
    spread = [*coder.code_many(documents, workers=workers)]
    for claim, found in (("in another order", backwards), (f"in {workers} processes", spread)):
        for document, one, other in zip(documents, alone, found, strict=True):
            if one != other:
                expected, got = map(line_of, one), map(line_of, other)
                raise AssertionError(_message(f"a document gives the same events {claim}", coder, document, document, expected, got))


def assert_order_changes_nothing(coder: Coder, documents: Iterable[Document]) -> None:
    """Check that the order of rules and files in a codebook changes no event.

    Args:
        coder: a coder whose codebook was read from files.
        documents: the documents to compare by.

    Raises:
        AssertionError: a document gives others if all rules and sections are turned round, each section in a file of its own.
        InputError: the files of the codebook are gone.
    """
    other = turned_round(coder.codebook)
    _compare_codebooks("the order of rules and files changes nothing", coder, other, documents)


def assert_unrelated_rule_changes_nothing(coder: Coder, documents: Iterable[Document]) -> None:
    """Check that a rule for a word that is in none of the documents changes no event.

    Args:
        coder: a coder whose codebook was read from files.
        documents: the documents to compare by.

    Raises:
        AssertionError: a document gives others with the rule.
        InputError: the files of the codebook are gone.
    """
    other = with_unrelated_rule(coder.codebook)
    _compare_codebooks("an unrelated rule changes no other event", coder, other, documents)


# What they are made of


def _compare_codebooks(claim: str, coder: Coder, codebook: Codebook, documents: Iterable[Document]) -> None:
    """Check that another codebook gives the same events."""
    other = attrs.evolve(coder, codebook=codebook)
    for document in documents:
        before = [attrs.evolve(event, codebook="") for event in coder.code_document(document)]
        after = [attrs.evolve(event, codebook="") for event in other.code_document(document)]
        if before != after:
            raise AssertionError(_message(claim, other, document, document, map(line_of, before), map(line_of, after)))


def _same(claim: str, coder: Coder, document: Document, other: Document, expected: Iterable[Triple]) -> None:
    got = _triples(coder, other)
    if got != sorted(expected):
        raise AssertionError(_message(claim, coder, document, other, map(_line, expected), map(_line, got)))


def _message(claim: str, coder: Coder, document: Document, other: Document, expected: Iterable[str], got: Iterable[str]) -> str:
    """What is to be said of a property that does not hold."""
    lines = [f"it does not hold that {claim}", f"  text        {document.text}"]
    lines += [f"  changed to  {other.text}"] if other.text != document.text else []
    lines += [f"  expected    {written(expected)}", f"  got         {written(got)}", "", "  how it was read"]
    lines += [textwrap.indent(str(explain_sentence(each)), "    ") for each in coder.read(other)]
    if other is not document:
        lines += ["", "  how it was read before the change"]
        lines += [textwrap.indent(str(explain_sentence(each)), "    ") for each in coder.read(document)]
    return "\n".join(lines)


def _triples(coder: Coder, document: Document) -> list[Triple]:
    """What the events of a document say."""
    return sorted((code_of(event.source), event.code, code_of(event.target), event.status) for event in coder.code_document(document))


def _line(triple: Triple) -> str:
    return " ".join(triple).removesuffix(" asserted")


def _of_word(coder: Coder, document: Document, word: int) -> list[Event]:
    """The events that a word of the first sentence tells."""
    first = document.sentences[0].id
    return [event for event in coder.code_document(document) if (event.sentence_id, event.trigger.token) == (first, word)]


def _code_of(coder: Coder, name: str, date: str | None) -> str:
    entry = None if " " in name else coder.actors.find(name)
    code = entry.on(date) if entry is not None else None
    if code is None:
        raise InputError(f"expected single words that the actor lists have, got {name!r}")
    return code


def _recoded(part: str, codes: Mapping[str, str]) -> str:
    """A party under its new name."""
    first, *roles = split_code(part) or (part,)
    return "".join((codes.get(first, first), *roles))
