"""Files of the distribution to checked values."""
