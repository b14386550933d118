"""Programs for those who write codebooks and actor lists."""
