# Made by `python tools/public_names.py`.

from eventcoder.testing.assertions import assert_events as assert_events
