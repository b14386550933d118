"""Dictionaries of other coders, made into ours."""
