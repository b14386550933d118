"""From text to `Document` with Stanza: cutting into sentences and words, tagging, parsing.

`parser` is what users see; `models` finds and loads a model; `stretches` puts texts through it. `network` runs the bundled model, with
`segmenter` and `expander` (tokens), `encoder` (the shared transformer), `heads` (scores), `trees` and `lemma_rules`; `pipeline` runs any
other Stanza model. Only these last import torch, and only `pipeline` Stanza, when something is parsed. The bundled model needs no network.
"""

from eventcoder.parse.parser import Item, Parser
from eventcoder.parse.stretches import LONGEST_SENTENCE

__all__ = ["LONGEST_SENTENCE", "Item", "Parser"]
