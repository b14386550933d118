"""Runs over a corpus: articles in, a folder of parts out; what is killed goes on, and two runs do not mix."""

from eventcoder.corpus.cite import Citation, cite
from eventcoder.corpus.run import CorpusRun, Progress, code_corpus, parse_corpus

__all__ = ["Citation", "CorpusRun", "Progress", "cite", "code_corpus", "parse_corpus"]
