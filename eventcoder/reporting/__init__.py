"""A report on events: one page that opens from disk, with charts, a map and a table of all sentences."""

from eventcoder.reporting.page import report

__all__ = ["report"]
