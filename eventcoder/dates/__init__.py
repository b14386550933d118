"""Words of time to days."""
