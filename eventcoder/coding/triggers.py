"""Which patterns a word may be the trigger of."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.codebook.demands import Trigger
from eventcoder.codebook.model import Codebook, CompiledPattern
from eventcoder.document import Token
from eventcoder.english.inflection import base_forms
from eventcoder.grammar.clause import Kind
from eventcoder.grammar.kinds import is_predicate, verbal_kind
from eventcoder.grammar.tree import Tree


def verb_lemma(token: Token, codebook: Codebook) -> str | None:
    """The lemma under which the patterns of a verb are found, even if the parser lemmatised it wrongly; None if it has none."""
    verbs, lexicon, by_form = codebook.verbs, codebook.lexicon, codebook.policy.by_form
    lemma, form = token.word, token.form
    if by_form and form in verbs and any((each.rule.code or "").startswith(by_form) for each in verbs[form]):
        return form
    listed = lexicon.irregular_verbs.get(form)
    if listed is not None and listed != lemma and listed in verbs and token.upos == "VERB":
        return listed
    if lemma in verbs or form in verbs:
        return lemma if lemma in verbs else form
    noun = lexicon.event_nouns.get(lemma)
    if noun is not None and noun.verb in verbs:
        return noun.verb
    return next((base for base in base_forms(form) if base in verbs), None)


def triggers_at(tree: Tree, codebook: Codebook, index: int) -> Iterator[tuple[Kind, tuple[Trigger, ...]]]:
    """As which triggers a word is looked up, by the kind of clause it heads.

    Args:
        tree: the tree.
        codebook: the rules.
        index: position of the word.

    Yields:
        (kind of clause, triggers); no rule need have them.
    """
    token = tree[index]
    lemma, form = token.word, token.form
    whole = tree.hyphenated.get(index)
    if whole is not None and (whole in codebook.nouns or whole in codebook.lexicon.event_nouns):
        lemma = form = whole  # "a cease-fire" is no fire
    kind = verbal_kind(tree, index)
    if kind in ("verbal", "modal"):
        yield kind, (("verbs", verb_lemma(token, codebook) or ""),)
    if kind == "nominal" or (kind == "verbal" and token.upos in ("NOUN", "PROPN")):
        yield "nominal", tuple(("nouns", word) for word in dict.fromkeys((lemma, form)))
        noun = codebook.lexicon.event_nouns.get(lemma) or codebook.lexicon.event_nouns.get(form)
        if noun is not None and noun.verb is not None and kind == "nominal":
            yield "nominal", (("verbs", noun.verb),)
    if (lemma in codebook.states or form in codebook.states) and is_predicate(tree, index):
        yield "state", tuple(("states", word) for word in dict.fromkeys((lemma, form)))


def lookups(tree: Tree, codebook: Codebook, index: int) -> Iterator[tuple[Kind, tuple[CompiledPattern, ...]]]:
    """The patterns that a word may trigger, by the kind of clause it heads.

    Args:
        tree: the tree.
        codebook: the rules.
        index: position of the word.

    Yields:
        (kind of clause, patterns in the order in which they are tried).
    """
    for kind, triggers in triggers_at(tree, codebook, index):
        yield kind, tuple(pattern for trigger in triggers if (asking := codebook.demands.of(trigger)) for pattern in asking.patterns)
