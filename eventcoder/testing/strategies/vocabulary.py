"""What the strategies draw from where nothing else is asked for: labels, words that rules and actors know, and plain patterns.

The simplest stands first, as examples shrink towards it.
"""

from __future__ import annotations

UPOS = (
    "NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "ADP", "PRON", "DET", "PART", "SCONJ", "CCONJ", "NUM", "PUNCT", "SYM", "INTJ",
    "X", "_",
)  # fmt: skip
LABELS = (
    "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "obj", "iobj", "obl", "obl:agent", "obl:tmod", "nmod", "nmod:poss", "amod",
    "compound", "compound:prt", "xcomp", "ccomp", "advcl", "acl", "acl:relcl", "conj", "cc", "case", "mark", "aux", "aux:pass",
    "cop", "det", "advmod", "appos", "flat", "fixed", "nummod", "expl", "parataxis", "punct", "dep", "orphan", "goeswith", "list",
    "reparandum", "vocative", "root", "odd:label",
)  # fmt: skip
# Words that rules, actors and the lexicon know, so that random trees are not only noise.
WORDS = (
    "Iran", "Israel", "Israeli", "France", "Gaza", "troops", "rebels", "police", "minister", "he", "it", "they", "each", "other",
    "who", "which", "that", "attack", "attacked", "bombing", "meet", "met", "talks", "visit", "threaten", "threatened", "refused",
    "agree", "say", "said", "accused", "launched", "continue", "arrested", "killed", "must", "will", "not", "no", "to", "of",
    "on", "by", "with", "between", "against", "in", "and", "if", "was", "have", "is", "critical", "ready", "dozens", "weapons",
    "sanctions", "decision", "Monday", "May", "two", "2024", ",", ".", "?", '"', "“", "”", "'s",
)  # fmt: skip
LEMMAS = {
    "attacked": "attack", "bombing": "bomb", "met": "meet", "threatened": "threaten", "refused": "refuse", "said": "say",
    "accused": "accuse", "launched": "launch", "arrested": "arrest", "killed": "kill", "was": "be", "is": "be", "dozens": "dozen",
    "rebels": "rebel",
}  # fmt: skip
FEATS = (
    "", "Number=Plur", "Tense=Past|VerbForm=Fin", "Tense=Past|VerbForm=Part", "VerbForm=Ger", "Mood=Imp", "Polarity=Neg",
    "PronType=Rel", "Definite=Def",
)  # fmt: skip
XPOS = (
    "", "NN", "NNS", "VBD", "VBN", "VBG", "VBZ", "MD", "WP", "JJR", "PRP$",
)  # fmt: skip
ENTITIES = (
    "", "", "", "B-Person", "I-Person", "B-Organization", "I-Organization", "B-Location", "B-NORP", "B-Date", "I-Misc", "B-ODD",
)  # fmt: skip

COUNTRIES = {
    "Iran": "IRN", "Israel": "ISR", "Peru": "PER", "Chad": "TCD", "Egypt": "EGY", "Cuba": "CUB", "France": "FRA", "Kenya": "KEN",
}  # fmt: skip
ROLES = ("GOV", "MIL", "COP", "OPP", "REB", "LEG", "JUD", "CVL", "BUS", "MED", "NGO", "LAB")
NAMES = ("Iran", "Israel", "Peru", "Chad", "France", "Gaza", "NATO", "Angela Merkel", "John Zorba", "the United Nations", "North Korea")
NOUNS = ("army", "police", "minister", "rebels", "protesters", "soldier", "village", "weapons", "proposal", "sanctions", "government")
ADJECTIVES = ("new", "Iranian", "Israeli", "foreign", "armed", "former")
PRONOUNS = ("it", "they", "he", "she")
DAYS = ("Monday", "Friday", "May", "yesterday", "2024")
PREPOSITIONS = ("in", "with", "on", "against", "from", "after", "at", "over")
# What clauses are made of where no codebook is given: the notation of docs/codebook.md.
PATTERNS = (
    "attack TARGET", "meet TARGET", "condemn TARGET", "arrest TARGET", "visit TARGET", "meet with TARGET", "retaliate against TARGET",
    "accuse TARGET of *", "threaten TARGET with sanctions", "supply weapons to TARGET", "threaten to *", "refuse to *", "say that *",
    "back down", "an attack on TARGET", "a talks with TARGET", "a sanction against TARGET", "be critical of TARGET", "be on alert",
)  # fmt: skip
