# Made by `python tools/public_names.py`.

from eventcoder.testing.assertions import assert_events as assert_events
from eventcoder.testing.checking import Check as Check
from eventcoder.testing.checking import Report as Report
from eventcoder.testing.checking import check_codebook as check_codebook
from eventcoder.testing.invariants import assert_company_changes_nothing as assert_company_changes_nothing
from eventcoder.testing.invariants import assert_events_are_sound as assert_events_are_sound
from eventcoder.testing.invariants import assert_negation_negates as assert_negation_negates
from eventcoder.testing.invariants import assert_order_changes_nothing as assert_order_changes_nothing
from eventcoder.testing.invariants import assert_passive_says_the_same as assert_passive_says_the_same
from eventcoder.testing.invariants import assert_renaming_changes_codes_only as assert_renaming_changes_codes_only
from eventcoder.testing.invariants import assert_round_trips as assert_round_trips
from eventcoder.testing.invariants import assert_unrelated_rule_changes_nothing as assert_unrelated_rule_changes_nothing
from eventcoder.testing.phrasing import CodedText as CodedText
from eventcoder.testing.strategies.actors import actors as actors
from eventcoder.testing.strategies.broken import broken_yaml as broken_yaml
from eventcoder.testing.strategies.codebooks import codebook_files as codebook_files
from eventcoder.testing.strategies.codebooks import codebooks as codebooks
from eventcoder.testing.strategies.dates import date_inputs as date_inputs
from eventcoder.testing.strategies.dates import dates as dates
from eventcoder.testing.strategies.events import events as events
from eventcoder.testing.strategies.patterns import patterns as patterns
from eventcoder.testing.strategies.texts import texts as texts
from eventcoder.testing.strategies.trees import documents as documents
from eventcoder.testing.strategies.trees import sentences as sentences
from eventcoder.testing.strategies.trees import tokens as tokens
from eventcoder.testing.unchanged import assert_unchanged as assert_unchanged
