"""The words that the language brings."""
