"""Labels of named entities: one way to write them, whoever recognised the entities."""

from __future__ import annotations

# What the bundled model tells apart (the classes of the Worldwide English NER dataset).
ENTITY_KINDS = ("Person", "Organization", "Location", "Facility", "NORP", "Date", "Money", "Product", "Misc")
# Names that other schemes (OntoNotes, CoNLL 2003) have for these kinds.
KIND_ALIASES = {
    "PER": "Person",
    "ORG": "Organization",
    "LOC": "Location",
    "GPE": "Location",
    "FAC": "Facility",
    "EVENT": "Misc",
    "LANGUAGE": "Misc",
    "LAW": "Misc",
    "WORK_OF_ART": "Misc",
    "MISCELLANEOUS": "Misc",
    **{kind.upper(): kind for kind in ENTITY_KINDS},
}
_PREFIXES = {"B": "B", "S": "B", "U": "B", "I": "I", "E": "I", "L": "I", "M": "I"}


def entity_label(label: str) -> str:
    """Write a label in BIO and with our name for the kind.

    Args:
        label: the label of a word, in BIO, BIOES or BILOU, or the mere kind; kinds that are not known are kept.

    Returns:
        The label, "" outside of entities. A mere kind goes on with an entity of the same kind before it.

    >>> [entity_label(label) for label in ("S-PERSON", "I-GPE", "E-ORG", "B-Date", "CARDINAL", "O")]
    ['B-Person', 'I-Location', 'I-Organization', 'B-Date', 'I-CARDINAL', '']
    """
    if label in ("", "_", "-", "O"):
        return ""
    prefix, dash, kind = label.partition("-")
    if not (dash and kind and prefix in _PREFIXES):
        prefix, kind = "I", label
    return f"{_PREFIXES[prefix]}-{KIND_ALIASES.get(kind.upper(), kind)}"
