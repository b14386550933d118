"""The site: the pages of `docs/` as HTML, with the figures and notebooks that they show."""
