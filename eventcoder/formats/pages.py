"""Texts that are no prose: telling them, and taking the article out of a web page."""

from __future__ import annotations

import importlib
import json
import re
from typing import Any

from eventcoder.cleaning import TAGS
from eventcoder.errors import InputError

_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_ELEMENT = re.compile(r"<([A-Za-z][\w.:-]*)(?:\s[^<>]*)?>")
_CONLLU = re.compile(r"(?:#[^\n]*\n)*1(?:-\d+)?\t[^\t\n]+\t[^\t\n]+\t")
_CELLS = re.compile(r'"?(\w+)"?(?:[,;\t]"?(\w+)"?)+\s*')
DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}  # what a page says of itself, and no guess


def is_page(text: str) -> bool:
    """Whether a text is a page of HTML, and not a text with some tags in it.

    >>> is_page("<!DOCTYPE html><html><body>Hi</body></html>"), is_page("<p>Iran <b>attacked</b> Israel.</p>")
    (True, False)
    """
    return bool(_PAGE.search(text))


def form_of_text(text: str, name: str) -> str:
    """What a text seems to be if it is not prose: json, jsonl, xml, conllu or csv; "" if nothing speaks against prose.

    Args:
        text: the text.
        name: what tables call the column with their texts.

    >>> form_of_text('{"text": "Go."}', "text"), form_of_text("id,text", "text"), form_of_text("Text, id and date.", "text")
    ('jsonl', 'csv', '')
    """
    text = text.strip("\ufeff \t\r\n")
    first, _, _ = text.partition("\n")
    if text.startswith("{") and _is_json(first):
        return "jsonl"
    if text.startswith(("{", "[")) and _is_json(text):
        return "json"
    element = _ELEMENT.match(text)
    if text.startswith("<?xml") or (element and element[1].lower() not in TAGS and text.endswith(f"</{element[1]}>")):
        return "" if is_page(text) else "xml"
    if _CONLLU.match(text):
        return "conllu"
    return "csv" if _CELLS.fullmatch(first) and name.casefold() in re.split(r"\W+", first.casefold()) else ""


def _is_json(text: str) -> bool:
    """Whether a text is an object or an array of JSON with something in it; `[5]` might be a note."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(found[0] if isinstance(found, list) and found else found, dict)


def article_in_page(page: str, where: str) -> tuple[str, str | None]:
    """Take the article out of a page of HTML.

    Args:
        page: the page.
        where: the place that messages name.

    Returns:
        The text of the article, a line for each paragraph, and the date that the page gives for it, ISO 8601, or None.

    Raises:
        InputError: trafilatura, which does it, is not installed, or finds no article.
    """
    try:
        trafilatura: Any = importlib.import_module("trafilatura")
    except ImportError:
        advice = "`pip install 'eventcoder[html]'` lets its article be taken out of it, or save its text as plain text"
        raise InputError(f"{where}: expected plain text, got HTML; {advice}") from None
    found = trafilatura.bare_extraction(page, include_comments=False, with_metadata=True, date_extraction_params=dict(DATES))
    if found is None or not (found.text or "").strip():
        raise InputError(f"{where}: expected an article in the HTML, found none; save its text as plain text")
    return found.text, found.date
