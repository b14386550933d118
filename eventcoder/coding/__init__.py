"""Clauses, codebook and mentions to events."""
