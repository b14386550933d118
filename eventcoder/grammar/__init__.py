"""What a tree says: positions in, positions out."""
