"""Events marked in their text, and explained, for a page or a notebook."""

from eventcoder.marked.explanation import Explanation
from eventcoder.marked.texts import Marked, show

__all__ = ["Explanation", "Marked", "show"]
