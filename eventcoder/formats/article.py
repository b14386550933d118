"""What every format of input gives: an article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from eventcoder.cleaning import clean
from eventcoder.document import Document
from eventcoder.formats.unread import UnreadDocument


@attrs.frozen
class Article:
    """A record to be coded.

    Args:
        content: a text, or a document that is parsed already, read or not.
        date: its reference date, ISO 8601, or None.
        id: its identifier.
        extra: the other columns of the record, which are carried through to the output.
        where: the file, and the line where it holds several records.
        home: the country that it is published in (code or name), or the name of the outlet, or None.
    """

    content: str | Document | UnreadDocument
    date: str | None = None
    id: str = ""
    extra: Mapping[str, Any] = attrs.field(factory=dict)
    where: str = ""
    home: str | None = None

    @property
    def text(self) -> str:
        """The text, parsed or not."""
        return self.content if isinstance(self.content, str) else self.content.text

    @property
    def cleaned(self) -> tuple[str, ...]:
        """What is mended in the text before it is parsed, such as `2 HTML entities`."""
        return clean(self.content).notes if isinstance(self.content, str) else self.content.cleaned
