# Made by `python tools/public_names.py`.

from eventcoder.testing.assertions import assert_events as assert_events
from eventcoder.testing.phrasing import CodedText as CodedText
from eventcoder.testing.strategies.texts import texts as texts
from eventcoder.testing.unchanged import assert_unchanged as assert_unchanged
