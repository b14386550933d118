"""An article gives the events that were read and found right: in `tana.events.txt`, which `pytest --eventcoder-update` writes anew."""

from pathlib import Path

ARTICLE = Path(__file__).parents[1] / "articles" / "tana.txt"


def test_the_article_on_the_tana(unchanged):
    unchanged(ARTICLE.read_text(encoding="utf-8"), "tana.events.txt", date="2024-05-15")
