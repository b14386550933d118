"""A template and values to the text of a page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from eventcoder.errors import EventcoderError
from eventcoder.packages import require

FOLDER = Path(__file__).resolve().parent


def render(template: str, **values: Any) -> str:
    """Fill a template of this folder.

    Args:
        template: the name of the file; in one that ends in `.html`, values are escaped.
        values: what the template asks for. One that it asks for and that is not given is an error, never an empty place.

    Returns:
        The text of the page, with a newline at its end.

    Raises:
        EventcoderError: the installation is incomplete.
    """
    jinja2 = require("jinja2")  # when a page is made, not whenever events are coded
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=jinja2.select_autoescape(enabled_extensions=("html",), default=False),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": number, "cell": cell, "plain": plain}
    try:
        text: str = environment.get_template(template).render(values)
    except jinja2.TemplateNotFound as error:
        raise EventcoderError(f"expected the template {error.name!r} in {FOLDER}, found nothing: install eventcoder again") from None
    return text.strip("\n") + "\n"


def number(value: float) -> str:
    """A number with a comma at each thousand.

    >>> number(12345), number(0.5)
    ('12,345', '0.5')
    """
    return f"{value:,}"


def plain(text: object) -> str:
    r"""A text as Markdown shows it to the letter.

    >>> plain("a*b_<c>")
    'a\\*b\\_\\<c>'
    """
    return re.sub(r"([\\`*_<\[])", r"\\\1", str(text))


def cell(text: object) -> str:
    r"""A text as it may stand in a cell of a Markdown table.

    >>> cell("a|b"), cell("two\nlines")
    ('a\\|b', 'two lines')
    """
    return " ".join(str(text).split()).replace("|", "\\|")
