"""Sentences from patterns: what a codebook says a clause means, written as English, with the events that must come of it.

Nothing here runs the coder. What a sentence promises follows from the rule, the policy and the form alone.
"""

from eventcoder.testing.phrasing.forms import FEATURES, Form
from eventcoder.testing.phrasing.phrasebook import CodedText, Phrasebook
from eventcoder.testing.phrasing.plan import Unphrasable

__all__ = ["FEATURES", "CodedText", "Form", "Phrasebook", "Unphrasable"]
