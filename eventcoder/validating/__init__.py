"""Events judged by hand: a sample drawn, a sheet written, and what the judges filled in scored."""

from eventcoder.validating.drawing import sample as sample
from eventcoder.validating.items import Item as Item
from eventcoder.validating.items import Sample as Sample
from eventcoder.validating.scores import Scores as Scores
