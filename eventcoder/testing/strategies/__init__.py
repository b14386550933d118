"""Hypothesis strategies for what eventcoder reads and gives."""
