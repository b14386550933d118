"""The whole chain behind one object: text in, events out."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Literal

import attrs

from eventcoder.actors import ActorBook, Discourse, country_called, load_actors
from eventcoder.articledates import Date, check_date
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.coding.assemble import sentence_events
from eventcoder.coding.context import Context
from eventcoder.coding.discards import has_phrase
from eventcoder.coding.explain import explain_sentence
from eventcoder.coding.readings import Readings
from eventcoder.coding.relate import CharacterSpan, relate
from eventcoder.coding.scenes import Scene
from eventcoder.coding.story import Story
from eventcoder.dates.datelines import dateline_day
from eventcoder.document import Document
from eventcoder.errors import InputError, InputWarning
from eventcoder.event import Event
from eventcoder.formats.items import Given, item_of
from eventcoder.formats.records import Columns
from eventcoder.formats.unread import UnreadDocument
from eventcoder.marked import Explanation
from eventcoder.outcomes import Made, Outcome, Task, checked_items, language_noted, named, outcomes, read_item
from eventcoder.parse import Parser
from eventcoder.places import BundledGazetteer, Gazetteer
from eventcoder.statuses import STATUSES, StatusName
from eventcoder.views import view_of
from eventcoder.views.frames import HOW, Chosen, Frame, coded_frame
from eventcoder.views.scene import Crosswalk
from eventcoder.views.view import View


def _checked_codebook(codebook: Codebook | Path | str | None) -> Codebook | Path | None:
    if codebook is None or isinstance(codebook, (Codebook, Path)):
        return codebook
    if isinstance(codebook, str) and codebook.strip():
        return Path(codebook)
    raise InputError(f"expected a codebook, or the path of one, as codebook, got {codebook!r}")


def _checked_parser(parser: Parser | None) -> Parser | None:
    if parser is None or isinstance(parser, Parser):
        return parser
    raise InputError(f"expected a Parser as parser, got {parser!r}" + (f"; write Parser({parser!r})" if isinstance(parser, str) else ""))


def _checked_actors(actors: ActorBook | Path | str | Iterable[Path | str] | None) -> ActorBook | tuple[Path, ...] | None:
    if actors is None or isinstance(actors, ActorBook):
        return actors
    paths = (actors,) if isinstance(actors, (str, Path)) else tuple(actors) if isinstance(actors, Iterable) else ()
    if paths and all(isinstance(path, Path) or (isinstance(path, str) and path.strip()) for path in paths):
        return tuple(map(Path, paths))
    raise InputError(f"expected an actor book, or the path of a file or several of them, as actors, got {actors!r}")


def _checked_gazetteer(gazetteer: Gazetteer | None) -> Gazetteer:
    if gazetteer is None:
        return BundledGazetteer()
    if callable(getattr(gazetteer, "resolve", None)):
        return gazetteer
    raise InputError(f"expected a list of places with a method `resolve` as gazetteer, got {gazetteer!r}")


def _checked_status(status: Literal["all"] | tuple[StatusName, ...] | Collection[StatusName] | None) -> tuple[StatusName, ...] | None:
    if status is None:
        return None
    if status == "all":
        return STATUSES
    named = () if isinstance(status, str) or not isinstance(status, Collection) else tuple(status)
    if isinstance(status, str) or not isinstance(status, Collection) or not set(named) <= set(STATUSES):
        raise InputError(f'expected some of {", ".join(STATUSES)} in a list, or "all", as status, got {status!r}')
    return tuple(name for name in STATUSES if name in named)


@attrs.frozen
class Coder:
    """Codes political events in text. Nothing is loaded before it is needed.

    Args:
        codebook: a compiled codebook, the path of one, or None for the bundled CAMEO codebook.
        parser: a parser, or None for the bundled model.
        actors: an actor book, the path of a file that extends or overrides the bundled actors, several of them, or None.
        status: which events to give: a collection of statuses, `"all"`, or None for the default policy (asserted events, and
            future ones that have a code of their own and that their source itself announces: "We will meet X," said Y).
        gazetteer: where places lie, or None for the bundled list, which is GeoNames'.

    Raises:
        InputError: one of these is something else.

    >>> coder = Coder()
    >>> [str(event) for event in coder.code("Iran condemned Israel.", date="2024-05-01")]
    ["2024-05-01  IRN -> ISR  111 Criticize or denounce: 'condemned'"]
    """

    _codebook: Codebook | Path | None = attrs.field(default=None, converter=_checked_codebook)
    _parser: Parser | None = attrs.field(default=None, converter=_checked_parser)
    _actors: ActorBook | tuple[Path, ...] | None = attrs.field(default=None, converter=_checked_actors)
    status: tuple[StatusName, ...] | None = attrs.field(default=None, converter=_checked_status)

    gazetteer: Gazetteer = attrs.field(default=None, converter=_checked_gazetteer)

    @cached_property
    def codebook(self) -> Codebook:
        """The compiled codebook."""
        return self._codebook if isinstance(self._codebook, Codebook) else load_codebook(self._codebook)

    @cached_property
    def parser(self) -> Parser:
        """The parser."""
        return self._parser if self._parser is not None else Parser()

    @cached_property
    def actors(self) -> ActorBook:
        """The actor book."""
        if isinstance(self._actors, ActorBook):
            return self._actors
        return load_actors(self._actors)

    def __reduce__(self) -> tuple[type[Coder], tuple[object, ...]]:
        return type(self), (self._codebook, self._parser, self._actors, self.status, self.gazetteer)  # what has been loaded stays here

    def code(self, text: Given, *, date: Date = None, doc_id: str | int = "", home: str | None = None) -> list[Event]:
        """Code a text.

        Args:
            text: the text, such as a news article, each line of which is taken as a paragraph; or what `code_many` takes as an item.
            date: date of publication, ISO 8601 or a date of Python, which relative dates count from.
            doc_id: identifier that the events carry.
            home: where the text is published: the name or code of a country, or the name of an outlet; a bare "the army" is likelier its.

        Returns:
            Events in the order of the text.

        Raises:
            InputError: the text is none, or the date.
            ParserError: the model is missing, or the text cannot be parsed.
        """
        [item] = language_noted([item_of(text, date, doc_id, home)], self.codebook.lexicon)
        if isinstance(item, (Document, UnreadDocument)):
            return self.code_document(read_item(item, None))
        return self.code_document(attrs.evolve(self.parser.parse(item.text, date=item.date, doc_id=item.id), home=item.home))

    def code_document(self, document: Document) -> list[Event]:
        """Code a document that has been parsed already, by whatever parser.

        Args:
            document: the document.

        Returns:
            Events in the order of the text.

        Raises:
            InputError: it is no document, or its date is none.
        """
        return [event for _, events in coded_sentences(self, document) for event in events if self.wanted(event)]

    def code_many(
        self, items: Iterable[Given], *, workers: int | None = 1, on_error: Callable[[Exception], None] | None = None
    ) -> Iterator[list[Event]]:
        """Code many documents, keeping only a few of them in memory; each has the events that it has alone.

        Args:
            items: texts, (text, date) or (text, date, id), records with the keys text, date, id and home, articles, or parsed documents.
            workers: number of processes; None for as many as the machine has room for, once there is enough to code.
            on_error: called with the error of an item that is none, or that cannot be parsed or coded, which then gives no events; by
                default it is raised.

        Yields:
            The events of each document, in order.

        Raises:
            InputError: `items` are no such items, or `workers` is no number of processes.
        """
        for outcome in coded(self, items, workers, on_error):
            for error in outcome.errors:
                if on_error is None:
                    raise error
                on_error(error)
            yield outcome.made or []

    def code_frame(
        self,
        frame: Frame,
        *,
        text: str = "text",
        date: str | None = None,
        id: str | None = None,
        home: str | None = None,
        view: str | Path | View = "events",
        keep: bool | Sequence[str] = False,
        date_format: str | None = None,
        workers: int | None = 1,
        on_error: Callable[[Exception], None] | None = None,
        progress: bool = False,
    ) -> Frame:
        """Code the articles of a data frame.

        Args:
            frame: a data frame of pandas or polars, or a table of Arrow, with a row an article.
            text: the column of the texts.
            date: the column of the dates of publication; by default `date`, if there is one.
            id: the column of the identifiers; by default `id`, if there is one, else the index of pandas or the number of the row, from 0.
            home: the column of where the articles are published; by default `home`, if there is one.
            view: which columns the events have, as for `rows`; one that has a place for columns of the articles finds them there.
            keep: which columns of the article each of its events shall have beside them: their names, or True for all but those of
                text, date and identifier; one that the view has, too, gets `article_` before its name.
            date_format: how dates are written that can be read in several ways, such as `%d/%m/%Y`.
            workers: number of processes, as for `code_many`.
            on_error: called with the error of a row that has no text, or cannot be coded, which then gives no events; by default a
                warning is given. The message names the row.
            progress: whether a bar on the standard error shows how many articles are done.

        Returns:
            A frame of the same library, a row an event (in some views an event gives two, or shares one); codes are text, days are days.

        Raises:
            InputError: it is no data frame in memory, a column is missing, or there is no such view.
            OutputError: narwhals or pyarrow is not installed.

        >>> import pandas
        >>> articles = pandas.DataFrame({"body": ["Iran condemned Israel."], "day": ["2024-05-01"], "paper": ["Post"]})
        >>> events = Coder().code_frame(articles, text="body", date="day", view="cameo", keep=["paper"])
        >>> events[["source", "code", "target", "paper"]].values.tolist()
        [['IRN', '111', 'ISR', 'Post']]
        """
        named = {"text": text, "date": date, "id": id, "home": home}
        columns = Columns({field: name for field, name in named.items() if name is not None}, HOW)
        chosen, crosswalk = Chosen(columns, date_format, keep), Crosswalk(self.codebook)
        return coded_frame(self.code_many, frame, chosen, view_of(view), crosswalk, workers=workers, on_error=on_error, progress=progress)

    def relate(self, document: Document, source: CharacterSpan | None, target: CharacterSpan | None) -> Event | None:
        """Code the relation between two mentions.

        Args:
            document: the document that they stand in.
            source: span of the source in code points of its text, or None where it names no such party.
            target: span of the target, or None.

        Returns:
            An event of any status, or None if no rule connects the two.
        """
        return relate(self.read(document), source, target)

    def relate_many(self, items: Iterable[tuple[str, CharacterSpan | None, CharacterSpan | None]]) -> Iterator[Event | None]:
        """Code the relation between two mentions in each of many texts.

        Args:
            items: (text, span of the source, span of the target); spans in code points, None where the text names no such party.

        Yields:
            For each item an event of any status, or None if no rule connects the two.
        """
        first, second = itertools.tee(items)
        documents = self.parser.parse_many((text, None, "") for text, _, _ in first)
        for document, (_, source, target) in zip(documents, second, strict=True):
            yield self.relate(document, source, target)

    def explain(self, sentence: str | Document, *, date: Date = None) -> Explanation:
        """Say for each trigger in a sentence what it gave, or what it lacked.

        Args:
            sentence: a sentence or short text, or what has been parsed already.
            date: date of publication, which relative dates count from; a document has its own.

        Returns:
            What can be printed, a notebook shows with the words marked, and has a `page()`.
        """
        document = sentence if isinstance(sentence, Document) else self.parser.parse(sentence, date=check_date(date))
        return Explanation(document.text, tuple(map(explain_sentence, self.read(document))))

    def read(self, document: Document) -> Iterator[Readings]:
        """Read a document sentence by sentence, each with what the text before it has introduced.

        Args:
            document: the document.

        Yields:
            The readings of each sentence: all that its events are made of.
        """
        lexicon = self.codebook.lexicon
        dateline = dateline_day(document, lexicon)
        document = attrs.evolve(document, home=_home_of(document, self.actors), date=dateline or document.date)
        story = Story(dated_by="dateline" if dateline else "article")
        for mentions, utterance in Discourse(self.actors, lexicon, document):
            tree = mentions.phrases.tree
            context = Context(tree, self.codebook, mentions, utterance, document, self.parser.name, story, self.gazetteer)
            readings = Readings(context)
            story = story.after(readings)
            yield readings

    def wanted(self, event: Event) -> bool:
        """Whether the status of an event is among those asked for.

        Args:
            event: the event.

        Returns:
            Whether `code` gives it.
        """
        if self.status is not None:
            return event.status in self.status
        if event.status != "future" or event.code == event.base_code:
            return event.status == "asserted"
        # "We will attack Iran," said by Israel, is a threat; that Israel will attack Iran, said by others, is none of Israel's.
        return event.source is not None and event.attribution is not None and event.attribution.code == event.source.code


def coded_sentences(coder: Coder, document: Document) -> Iterator[tuple[Readings, list[Event]]]:
    """Code a document sentence by sentence.

    Args:
        coder: what codes it.
        document: the document.

    Yields:
        The readings of each sentence, and its events of every status.

    Raises:
        InputError: it is no document, or its date is none.
    """
    if not isinstance(document, Document):
        raise InputError(f"expected a Document, got {document!r}; `code` takes texts")
    document = attrs.evolve(document, date=check_date(document.date))
    discards = coder.codebook.discards
    discarded = any(has_phrase(sentence, discards.in_documents) for sentence in document)
    scene = Scene()
    for readings in coder.read(document):
        without = discarded or has_phrase(readings.context.sentence, discards.in_sentences)
        events, scene = scene.placed(readings.context, [] if without else list(sentence_events(readings)))
        yield readings, events


def coded(
    coder: Coder, items: Iterable[Given], workers: int | None = 1, on_error: Callable[[Exception], None] | None = None
) -> Generator[Outcome[list[Event]], None, None]:
    """Code many documents by this process or by several, as `Coder.code_many` does, whose errors do not stay with their items.

    Args:
        coder: what codes them.
        items: what `Coder.code_many` takes.
        workers: as there.
        on_error: called with the error of an item that is none; by default it is raised.

    Yields:
        The events of each item, in order.

    Raises:
        InputError: as there.
    """
    yield from made_by(coder.code_document, coder, items, workers, on_error)


def made_by(
    make: Callable[[Document], Made],
    coder: Coder,
    items: Iterable[Given],
    workers: int | None = 1,
    on_error: Callable[[Exception], None] | None = None,
) -> Generator[Outcome[Made], None, None]:
    """Make something of many documents with a coder, as `coded` codes them.

    Args:
        make: makes it of a document.
        coder: what it is made with, loaded before other processes are begun.
        items: as for `coded`, and so the others.
        workers: number of processes.
        on_error: called with the error of an item that is none.

    Yields:
        What was made of each item, in order.
    """
    task = Task(coder.parser, make, lambda: (coder.codebook, coder.actors))
    yield from outcomes(task, language_noted(checked_items(items, on_error), coder.codebook.lexicon), workers)


def _home_of(document: Document, book: ActorBook) -> str | None:
    """The code of the country that a document says it is published in; a warning names what is none."""
    country = country_called(book, document.home) if document.home else None
    if document.home and country is None:
        expected = "expected a country, its code or a listed outlet as home"
        warnings.warn(f"{named(document)}: {expected}, got {document.home!r}, which is left out", InputWarning, stacklevel=3)
    return country
