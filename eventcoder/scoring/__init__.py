"""Hand-coded events, how well those of the coder agree with them, and how sure such figures are."""

from eventcoder.scoring.intervals import ROUNDS, interval, wilson, with_interval
from eventcoder.scoring.labels import LabelScore, accuracy, label_scores, macro_f1
from eventcoder.scoring.relations import MERGED, Pair, Relation, binary, quads, read_relations, unmark
from eventcoder.scoring.tables import table

__all__ = [
    "MERGED",
    "ROUNDS",
    "LabelScore",
    "Pair",
    "Relation",
    "accuracy",
    "binary",
    "interval",
    "label_scores",
    "macro_f1",
    "quads",
    "read_relations",
    "table",
    "unmark",
    "wilson",
    "with_interval",
]
