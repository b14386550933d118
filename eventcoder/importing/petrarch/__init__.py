"""Dictionaries of PETRARCH and TABARI as codebooks and lists of actors.

Each kind of dictionary is read by a module of its own: `verbs` (with `patterns`), `actors`, `agents`. `rules` makes rules of verbs,
`folder` puts a project together, and `writing` writes the files.
"""

from eventcoder.importing.petrarch.folder import Imported, dictionary_files, import_files
from eventcoder.importing.petrarch.writing import Written, write

__all__ = ["Imported", "Written", "dictionary_files", "import_files", "write"]
