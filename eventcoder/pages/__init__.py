"""Readable pages: templates, and the style that they share.

A page is one file that needs no network. `base.html` is its frame, `tables.html` has what pages show, and `style.css` how it looks:
on a screen, light or dark, on a phone, and in print.
"""
