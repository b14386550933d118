"""Two ways of coding the same texts compared: two codebooks, two lists of actors, two parser models, or two checkouts."""
