"""Samples for annotation tools, and what they export: a module for each."""
