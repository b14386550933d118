"""Forms: whether a word heads a verbal clause, is passive, infinitive, gerund or finite; prepositions, particles, relative pronouns.

Everything is a function of a tree, answers positions of tokens, and bears with trees that a parser got wrong: the label is believed
only where the word before it (a preposition, an auxiliary, a relative pronoun) does not say otherwise.
"""

from __future__ import annotations

from itertools import pairwise

from eventcoder.document import Token
from eventcoder.grammar.tree import HELPERS, SUBJECTS, Tree

MAXIMUM_CLIMB = 12  # verbs passed on the way to a shared subject; real chains are shorter than five
QUANTITIES_PASSED = 3  # "dozens of thousands of [people]"; real chains are shorter than three

# The relations under which phrases hang. What hangs on a noun's light verb belongs to the noun: "issued a threat [against X]".
PHRASES_OF_VERBS = ("obl", "advcl", "nmod", "advmod", "xcomp")
PHRASES_OF_NOUNS = ("nmod", "acl", "obl", "advcl")


def is_verbal(tree: Tree, index: int) -> bool:
    """Whether a token heads a verbal clause, whatever its tag says."""
    token = tree[index]
    if token.upos == "VERB":
        counted = token.relation in ("obj", "nsubj", "obl", "nmod") and has_child(tree, index, "nummod", "det")
        return not counted  # "treated nineteen [wounded]"
    if token.deprel == "xcomp" and index > 0 and tree[index - 1].form == "to":
        return True  # "urged Greece to [apologise]", tagged as a noun
    if token.upos in ("NOUN", "ADJ", "PROPN", "AUX"):
        below = {tree[i].deprel for i in tree.children[index]}
        if "cop" in below or "det" in below:
            return False
        return bool(below & {"obj", "aux", "aux:pass", "nsubj:pass", "compound:prt"}) and not below & {"case", "nmod:poss"}
    return False


def cases(tree: Tree, index: int) -> tuple[str, ...]:
    """The prepositions of a phrase, multi-word ones joined: `("because of",)`."""
    found = tree.cases.get(index)
    if found is None:
        found = tree.cases[index] = _cases(tree, index)
    return found


def _cases(tree: Tree, index: int) -> tuple[str, ...]:
    found: list[str] = []
    tokens, last = tree.tokens, -1
    for i in _case_words(tree, index):
        words = tokens[i].form
        if tree.children[i]:
            words = " ".join([words, *(tokens[j].form for j in tree.children[i] if tokens[j].relation == "fixed")])
        if i == last + 1 and found and found[-1] in tree.lexicon.directions and words == "of":
            found[-1] += " of"  # "out of", not joined by the parser
        else:
            found.append(words)
        last = i
    if not found and index > 0 and tokens[index].upos == "VERB" and tokens[index - 1].upos == "ADP" and tokens[index].form.endswith("ing"):
        found.append(tokens[index - 1].form)  # "of bombing Syria", with "of" hung on Syria
    return tuple(found)


def _case_words(tree: Tree, index: int) -> list[int]:
    """The prepositions and conjunctions before a phrase; those that a parser hung on a title before the name come last."""
    own, inner, tokens = [], [], tree.tokens
    for i in tree.children[index]:
        token = tokens[i]
        if token.relation == "case" or (token.relation == "mark" and token.upos in ("ADP", "SCONJ") and token.word != "to"):
            own.append(i)
        elif token.deprel in ("nmod:desc", "compound", "flat"):
            inner += [j for j in tree.children[i] if tokens[j].relation == "case"]
    return own + inner


def has_child(tree: Tree, index: int, *relations: str) -> bool:
    """Whether a token governs another under one of some labels, subtypes and all."""
    tokens = tree.tokens
    return any(tokens[i].deprel in relations for i in tree.children[index])


def is_infinitive(tree: Tree, index: int) -> bool:
    """Whether a verb is introduced by "to"."""
    tokens = tree.tokens
    return any(i < index and tokens[i].word == "to" and tokens[i].relation in ("mark", "aux", "case") for i in tree.children[index])


def is_participle(tree: Tree, index: int) -> bool:
    """Whether a verb form can be a past participle."""
    token = tree[index]
    return token.xpos == "VBN" or ("VerbForm=Part" in token.feats and "Tense=Past" in token.feats)


def is_gerund(tree: Tree, index: int) -> bool:
    """Whether a verb form ends in -ing and has no auxiliary of its own."""
    token = tree[index]
    return (token.xpos == "VBG" or token.form.endswith("ing")) and not has_child(tree, index, "aux")


def is_finite(tree: Tree, index: int) -> bool:
    """Whether a verb (or the auxiliary or copula it has) is finite."""
    if is_infinitive(tree, index):
        return False
    token = tree[index]
    if "VerbForm=Fin" in token.feats or token.xpos in ("VBD", "VBZ", "VBP"):
        return True
    helpers = (tree[i] for i in tree.children[index] if tree[i].relation in HELPERS)
    return any(_is_finite_helper(helper) for helper in helpers)


def _is_finite_helper(helper: Token) -> bool:
    """Whether an auxiliary or copula makes its verb finite: "[is] accused", but neither "[being] accused" nor "[having been] accused"."""
    if helper.xpos in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return helper.word != "have" and helper.xpos not in ("VBG", "VBN") and "VerbForm=Part" not in helper.feats


def is_passive(tree: Tree, index: int, climb: int = 0) -> bool:
    """Whether a verb is passive, reduced relatives and conjoined participles included."""
    token = tree[index]
    below = [tree.tokens[i] for i in tree.children[index]]
    labels = {child.deprel for child in below}
    if _lacks_its_object(tree, index, labels):
        return True
    if "nsubj:pass" in labels and not labels & {"aux:pass", "obl:agent", "iobj"} and _is_mislabelled_active(tree, index, below, labels):
        return False
    if any(child.deprel in ("aux:pass", "nsubj:pass", "csubj:pass", "obl:agent") for child in below):
        return True
    if not is_participle(tree, index):
        return False
    auxiliaries = {child.word for child in below if child.relation == "aux"}
    if auxiliaries:
        return not auxiliaries.isdisjoint(("be", "get"))
    if token.deprel in ("acl", "amod", "advcl", "xcomp", "acl:relcl", "dep") and not has_child(tree, index, "nsubj"):
        return True
    if token.deprel == "conj" and climb < MAXIMUM_CLIMB and not has_child(tree, index, "nsubj"):
        return is_passive(tree, token.head, climb + 1)
    return False


def _is_mislabelled_active(tree: Tree, index: int, below: list[Token], labels: set[str]) -> bool:
    """Whether a past tense was taken for a participle: "Denmark trained soldiers", "groups called on workers", "has called for talks"."""
    auxiliaries = {child.word for child in below if child.relation == "aux"}
    if auxiliaries:
        return "have" in auxiliaries and not auxiliaries & {"be", "get"}
    token = tree[index]
    headline = tree.tokens[-1].text != "."
    if token.deprel == "root":
        return "obj" in labels or not headline  # "Officials sentenced over bribes"
    return "obj" in labels or token.xpos == "VBD"


def _lacks_its_object(tree: Tree, index: int, labels: set[str]) -> bool:
    """Whether a verb that always has an object has none: a passive without its auxiliary, "Nine people [killed] in Israeli raid"."""
    token = tree[index]
    if token.xpos not in ("VBD", "VBN") or token.deprel not in ("root", "ccomp", "parataxis") or not labels & {"nsubj", "nsubj:pass"}:
        return False
    below = tree.children[index]
    if labels & {"obj", "aux", "aux:pass", "cop", "ccomp"} or any(tree[i].deprel == "conj" and is_verbal(tree, i) for i in below):
        return False
    if any(not tree.lexicon.counts.exceeded.isdisjoint(cases(tree, i)) for i in below):
        return False  # "killed more [than 30 people]"
    phrases = {token.word, *(f"{token.word} {tree[i].word}" for i in tree.children[index] if tree[i].relation == "xcomp")}
    return not phrases.isdisjoint(tree.lexicon.transitive)


def antecedent(tree: Tree, index: int) -> int | None:
    """The noun that a relative clause around a verb belongs to."""
    for _ in range(MAXIMUM_CLIMB):
        token = tree[index]
        if token.deprel in ("acl:relcl", "acl"):
            return token.head
        if token.relation not in ("conj", "xcomp", "ccomp", "cop") or token.head < 0:
            return None
        index = token.head
    return None


def is_relative_pronoun(tree: Tree, index: int) -> bool:
    """Whether a token stands for the noun that its clause belongs to."""
    token = tree[index]
    if token.form not in tree.lexicon.references.relative_pronouns:
        return False
    return token.upos == "PRON" or "PronType=Rel" in token.feats or token.xpos in ("WDT", "WP")


def resolve_relative(tree: Tree, index: int) -> int:
    """A relative pronoun's antecedent; any other token itself."""
    if is_relative_pronoun(tree, index) and tree[index].head >= 0:
        found = antecedent(tree, tree[index].head)
        if found is not None:
            return found
    return index


def is_reciprocal(tree: Tree, index: int) -> bool:
    """Whether a token is part of "each other" or the like, whichever of its words a parser took for the head."""
    words = [token.form for token in tree.tokens[max(index - 1, 0) : index + 2]]
    return any(f"{first} {second}" in tree.lexicon.references.reciprocal_pronouns for first, second in pairwise(words))


def prepositional_phrases(tree: Tree, index: int, relations: tuple[str, ...]) -> list[tuple[str, int]]:
    """(preposition, head) of the phrases and gerunds that hang on a token under one of some relations."""
    found = []
    tokens = tree.tokens
    for i in tree.children[index]:
        if tokens[i].relation in relations:
            for preposition in cases(tree, i):
                found.append((preposition, resolve_relative(tree, i)))
                words = preposition.split()
                if len(words) > 1 and preposition not in tree.lexicon.whole_prepositions:
                    # "out of", "away from": the last word alone serves too
                    found.append((words[-1], resolve_relative(tree, i)))
    return found


def sides_before(tree: Tree, index: int) -> list[tuple[str, int]]:
    """Both sides named before a noun, as the phrases that would name them after it: "[US-Iran] talks", talks between them."""
    children, tokens = tree.children[index], tree.tokens
    if not children or children[0] > index:
        return []
    before = (i for i in children if i < index and tokens[i].relation in ("compound", "amod"))
    named = [i for i in before if tree[i].upos in ("PROPN", "ADJ") and any(j < index for j in tree.dependents(i, "conj"))]
    return [(preposition, i) for i in named for preposition in sorted(tree.lexicon.both_sides_prepositions)]


def unsaid_prepositions(tree: Tree) -> set[str]:
    """Prepositions that would name what stands before a noun: "[US-Iran] talks", between these; "[the school's] licence", of the school."""
    found = {preposition for token in tree if token.upos == "NOUN" for preposition, _ in sides_before(tree, token.index)}
    return found | {"of" for token in tree if token.deprel == "nmod:poss"}


def phrases_of_noun(tree: Tree, index: int) -> list[tuple[str, int]]:
    """(preposition, head) of the phrases of a noun that may belong to what is above it: not those that say whose it is or where."""
    return [phrase for phrase in prepositional_phrases(tree, index, ("nmod",)) if phrase[0] not in ("of", "in")]


def particles(tree: Tree, index: int) -> set[str]:
    """Particles and stranded prepositions of a word."""
    lexicon = tree.lexicon
    found = set()
    tokens = tree.tokens
    for i in tree.children[index]:
        token = tokens[i]
        adverbial = token.relation in ("advmod", "advcl", "obl") and (token.word in lexicon.prepositions or token.word in lexicon.particles)
        if adverbial or token.deprel == "compound:prt":
            found.add(token.word)
    if index + 1 < len(tree) and tree[index + 1].word in lexicon.particles:
        found.add(tree[index + 1].word)  # a particle that the parser took for a preposition
    return found


def is_set_against(tree: Tree, index: int) -> bool:
    """Whether a conjunct is who it is not: "the army, not [rebels], attacked Y"."""
    token = tree[index]
    return token.relation == "conj" and any(
        tree[i].relation in ("advmod", "cc") and "Polarity=Neg" in tree[i].feats for i in tree.children[index] if i < index
    )


def goes_without_subject(tree: Tree, index: int) -> bool:
    """Whether what is said leaves out who does it: "[Met] with X", "Huge [thanks] to X"; but not an order: "Meet with X"."""
    token = tree[index]
    if token.relation not in ("root", "ccomp", "parataxis") or has_child(tree, index, "aux", "aux:pass", "cop", "expl", *SUBJECTS):
        return False
    if token.upos == "NOUN":
        return token.word in tree.lexicon.performative_nouns
    return token.upos == "VERB" and "Tense=Past" in token.feats and "VerbForm=Fin" in token.feats


def verb_phrases(tree: Tree, index: int) -> set[str]:
    """The ways in which the lexicon may list a verb: its lemma, and that lemma with each of its particles."""
    word = tree.lexicon.irregular_verbs.get(tree[index].form, tree[index].word)
    return {word, *(f"{word} {particle}" for particle in particles(tree, index))}


def content_head(tree: Tree, index: int) -> int:
    """Past nouns of quantity and kind to what is counted: "dozens of prisoners" -> prisoners."""
    for _ in range(QUANTITIES_PASSED):
        if tree[index].word not in tree.lexicon.quantity_nouns:
            break
        inner = [i for i in tree.children[index] if tree[i].relation == "nmod" and "of" in cases(tree, i)]
        if not inner:
            break
        index = inner[0]
    return index


def modifiers(tree: Tree, index: int) -> set[str]:
    """Lemmas and forms of the words that modify a noun from before it."""
    found = set()
    for i in tree.children[index]:
        token = tree[i]
        if (token.relation in ("compound", "amod", "flat", "nmod", "nummod") and i < index) or token.relation == "flat":
            found.add(token.word)
            found.add(token.form)
            found.update(tree[j].word for j in tree.children[i] if tree[j].relation in ("compound", "flat", "amod"))
    return found
