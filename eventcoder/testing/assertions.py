"""Assertions about events, whose messages say what was expected, what came, and why."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

import attrs

from eventcoder.articledates import Date, check_date
from eventcoder.codebook import Codebook
from eventcoder.coder import Coder
from eventcoder.coding.explain import explain_sentence, nearest
from eventcoder.coding.readings import Readings
from eventcoder.document import Document
from eventcoder.errors import InputError
from eventcoder.event import Event
from eventcoder.loading.yamlfile import suggestion
from eventcoder.statuses import STATUSES
from eventcoder.testing.answers import answer
from eventcoder.testing.notation import EXPECTED, Question, line_of, read_events, written


def assert_events(text_or_document: str | Document, expected: str, *, coder: Coder | None = None, date: Date = None) -> None:
    """Check that a text gives some events, and no others.

    Args:
        text_or_document: a text, or a document that has been parsed already.
        expected: `SOURCE CODE TARGET; ...`, each with its status behind it unless that is asserted (`IRN 190 ISR negated`); `---` stands
            for nobody, `?` for somebody whom no list has, and `none` for no events at all.
        coder: what gives the events. By default, events of every status by the bundled codebook; that coder is made anew in each call
            (half a second), so hand in one if you have many texts.
        date: date of publication, for a text or in place of that of the document.

    Raises:
        AssertionError: other events came. The message has the events that are missing, those that nobody expected, and how each
            word that may tell of an event was read.
        InputError: `expected` is not in this notation.

    >>> assert_events("Iran condemned Israel.", "IRN 111 ISR")
    >>> assert_events("Iran condemned Israel.", "IRN 190 ISR")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    AssertionError: Iran condemned Israel.
      expected    IRN 190 ISR
      got         IRN 111 ISR
      missing     IRN 190 ISR: no word of the text is a trigger of a rule that gives 190
      unexpected  IRN 111 ISR, by rule 11-criticize
    <BLANKLINE>
      how it was read
        Iran condemned Israel.
          undated  IRN -> ISR  111 Criticize or denounce: 'condemned'
            sentence  Iran condemned Israel.
            rule      11-criticize: {CRITICIZE}...TARGET
            words     condemned ... Israel
            source    IRN ('Iran', by name)
            target    ISR ('Israel', by name)
            status    asserted
            date      none (document)
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    wanted = read_events(expected)
    if wanted is None:
        raise InputError(f"expected {EXPECTED}, got {expected!r}")
    coder = coder or Coder(status="all")
    if isinstance(text_or_document, Document):
        document = text_or_document if date is None else attrs.evolve(text_or_document, date=check_date(date))
    else:
        document = coder.parser.parse(text_or_document, date=check_date(date))
    compare_events(coder, document, wanted)


def assert_answer(document: Document, question: Question, *, coder: Coder) -> None:
    """Check the answer to a question of a case.

    Args:
        document: the tree of the case.
        question: the question.
        coder: what answers it.

    Raises:
        AssertionError: it has another answer, or none; for events with the message of `assert_events`.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    if question.kind == "events":
        compare_events(coder, document, read_events(question.wanted) or frozenset())
        return
    got = answer(coder, document, question)
    if got != question.wanted:
        asked = f"{question.kind}: {question.about}"
        raise AssertionError(f"{document.text}\n  asked     {asked}\n  expected  {question.wanted}\n  got       {got}")


def compare_events(coder: Coder, document: Document, wanted: frozenset[str]) -> None:
    """Check that a document gives the events that some lines name.

    Args:
        coder: what gives the events.
        document: the document.
        wanted: the lines, as `read_events` gives them.

    Raises:
        AssertionError: it gives others; see `assert_events`.
    """
    __tracebackhide__ = True  # pytest shows the line of the test
    events = coder.code_document(document)
    if {line_of(event) for event in events} != wanted:
        raise AssertionError("\n".join(_told(coder, document, wanted, events)))


def _told(coder: Coder, document: Document, wanted: frozenset[str], events: list[Event]) -> Iterator[str]:
    """The lines of the message."""
    got = {line_of(event): event.rule for event in events}
    every = attrs.evolve(coder, status=STATUSES)
    readings = list(every.read(document))
    yield document.text
    yield f"  expected    {written(wanted)}"
    yield f"  got         {written(got)}"
    for line in sorted(wanted - got.keys()):
        yield f"  missing     {line}{why_missing(every, document, readings, line)}"
    for line in sorted(got.keys() - wanted):
        yield f"  unexpected  {line}, by rule {got[line]}"
    yield ""
    yield "  how it was read"
    yield from (textwrap.indent(str(explain_sentence(each)), "    ") for each in readings)


def why_missing(coder: Coder, document: Document, readings: Iterable[Readings], line: str) -> str:
    """What is to say about a missing event: what its code lacked.

    Args:
        coder: gives the events of every status.
        document: the document that lacks it.
        readings: where to look for words that may tell of it.
        line: the event, as `line_of` writes it.

    Returns:
        What follows a colon, or lines of their own.
    """
    code = line.split()[1]
    events = coder.code_document(document)
    if line in map(line_of, events):
        return ": the coder leaves out events of this status"
    if code not in coder.codebook.scheme:
        mend = suggestion(code, coder.codebook.scheme)
        return f": the codebook has no such code{f' ({mend})' if mend else ''}"
    roots = tuple(_changed_into(coder.codebook, code))
    lacks = [part for each in readings for index in each.triggers for part in _lacked(each, index, roots, events)]
    return "".join(f"\n              {part}" for part in lacks) or f": no word of the text is a trigger of a rule that gives {code}"


def _changed_into(codebook: Codebook, code: str) -> Iterator[str]:
    """How codes begin from which a code comes: itself, and those that a status changes into it."""
    yield code
    yield from (transition.family for transition in codebook.policy.transitions if transition.code == code)


def _lacked(readings: Readings, index: int, roots: tuple[str, ...], events: Iterable[Event]) -> Iterator[str]:
    """What a trigger lacked to give a code."""
    sentence, best = readings.context.sentence, readings.best(index)
    word = repr(sentence[index].text)
    fits = next((reading for reading in readings.all(index) if (reading.rule.code or "").startswith(roots)), None)
    if fits is None:
        if (found := nearest(readings, index, roots)) is not None:
            yield f"{word} would be {found[0].pattern.text!r} of rule {found[0].rule.id}, but lacks {found[1]}"
    elif best is not None and best.rule is not fits.rule:
        yield f"{word} is {fits.pattern.text!r} of rule {fits.rule.id}, but more exactly {best.pattern.text!r} of {best.rule.id}"
    else:
        made = written(line_of(event) for event in events if (event.sentence_id, event.trigger.token) == (sentence.id, index))
        yield f"{word} is {fits.pattern.text!r} of rule {fits.rule.id}, and gives {made}"
