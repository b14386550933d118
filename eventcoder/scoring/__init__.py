"""Hand-coded events, and how well those of the coder agree with them."""
