"""Train the bundled English model from Universal Dependencies treebanks."""
