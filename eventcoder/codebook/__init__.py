"""Codebooks: YAML in, compiled rules out; checks and tests of them."""

from eventcoder.codebook.load import load_codebook
from eventcoder.codebook.model import Codebook, Example, Policy, Rule, Transition

__all__ = ["Codebook", "Example", "Policy", "Rule", "Transition", "load_codebook"]
