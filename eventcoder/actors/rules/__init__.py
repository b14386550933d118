"""The rules of docs/actors.md: a file for what they speak of, a function a rule."""
