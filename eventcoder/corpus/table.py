"""Articles with their events to rows: the columns of a view, then those carried through from the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import attrs

from eventcoder.codebook import Codebook
from eventcoder.event import Event
from eventcoder.formats.article import Article
from eventcoder.loading.resources import DEFAULT_VIEW
from eventcoder.views.files import NESTED
from eventcoder.views.frames import carried_name
from eventcoder.views.nested import event_dict
from eventcoder.views.scene import Crosswalk
from eventcoder.views.view import Columns, Row, View

DOCUMENT = "doc_id"


@attrs.frozen
class Table:
    """Makes rows, all in one set of columns.

    Args:
        view: which columns.
        columns: all of them, and what they hold.
        crosswalk: what leads from the codes of the codebook to other data sets.
        form: the format of the file.
        note: told once of each column that comes too late to be in the file.
    """

    view: View
    columns: Columns
    crosswalk: Crosswalk
    form: str
    note: Callable[[str], None]
    _late: set[str] = attrs.field(factory=set, init=False)

    def rows(self, article: Article, events: list[Event]) -> Iterator[Row]:
        """The rows of an article.

        Args:
            article: the article.
            events: its events.
        """
        extra = {carried_name(key, self.view): value for key, value in article.extra.items()}
        nested = self.form in NESTED
        if not nested and (unknown := extra.keys() - self.columns.keys() - self._late):
            self._late.update(unknown)
            names = ", ".join(sorted(map(repr, unknown)))
            self.note(f"{article.where}: the columns {names} come only here, and are left out; JSON Lines would keep them")
        whole = nested and self.view.name == DEFAULT_VIEW
        made = self.view.records if nested else self.view.rows
        found = map(event_dict, events) if whole else made(events, self.crosswalk, {article.id: article.extra})
        named = {} if DOCUMENT in self.view.columns or DOCUMENT not in self.columns else {DOCUMENT: article.id}
        for row in found:
            yield {**row, **named, **extra}


def table(
    view: View, form: str, codebook: Codebook, carried: Iterable[str], note: Callable[[str], None], *, documents: bool = False
) -> Table:
    """What makes the rows of a file.

    Args:
        view: the view.
        form: the format of the file.
        codebook: what codes the events.
        carried: the columns that are carried through.
        note: told of columns that come too late.
        documents: whether each row shall name its document, in any view.
    """
    columns = dict(view.columns) | ({DOCUMENT: str} if documents else {})
    return Table(view, columns | {carried_name(key, view): str for key in carried}, Crosswalk(codebook), form, note)
