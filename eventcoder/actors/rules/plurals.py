"""Phrases that stand for two actors or for a number of people: "they", "both sides", "their troops", "Saudi and Iranian ministers"."""

from __future__ import annotations

from itertools import chain

from eventcoder.actors.actor import Actor, country_of, join_code
from eventcoder.actors.candidates import are_alike, in_order, is_person, is_plural, named_before, subject_of, taking_part
from eventcoder.actors.nounphrases import NounPhrases, is_definite, new_actor, renamed
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rolenouns import role_code
from eventcoder.actors.rules.countries import country_of_role
from eventcoder.actors.rules.pronouns import antecedent, is_reciprocal, stands_alone
from eventcoder.grammar import nouns


def several(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """The actors of "each other", "both countries", "the two", "they", "their troops", "Saudi and Iranian ministers".

    Args:
        resolver: the sentence.
        head: position of the head of a phrase.

    Returns:
        The actors, in the order of the text; none if the phrase stands for one actor or for nobody.
    """
    phrases = resolver.phrases
    token = phrases.tokens[head]
    if token.upos == "PRON" and token.form in phrases.references.plural_pronouns:
        found = _coordinated_subject(resolver, head) or _two_before(resolver, head)
        if not found:
            found = () if antecedent(resolver, head, "plural") is not None else resolver.background.memory.just
        return tuple(renamed(phrases, head, actor, "pronoun") for actor in found)
    if is_reciprocal(phrases, head):
        subject = subject_of(phrases, head)
        return () if subject is None or is_reciprocal(phrases, subject) else resolver.actors(subject)
    return next((found for way in SEVERAL if (found := way(resolver, head))), ())


def number(resolver: Resolver, head: int) -> Actor | None:
    """A number or determiner that stands alone: "two of the men", "killing 12"."""
    return quantity(resolver, head) if stands_alone(resolver.phrases, head) else None


def quantity(resolver: Resolver, head: int) -> Actor | None:
    """Whom a number or a noun of quantity counts: "dozens of protesters", "thousands marched"."""
    phrases = resolver.phrases
    token = phrases.tokens[head]
    lexicon = phrases.tree.lexicon
    number = token.upos == "NUM" or lexicon.numerals.is_numeral(token.word)
    if not number and token.word not in lexicon.quantity_nouns and token.word not in phrases.references.gatherings:
        return None
    for child in phrases.sentence.dependents(head, "nmod", "obl"):
        if phrases.case(child) in lexicon.counting_prepositions:
            actor = resolver.actor(child)
            return renamed(phrases, head, actor, "quantity") if actor is not None else None
    return _counted_people(resolver, head) if number or token.word in phrases.references.gatherings else None


def the_rest(resolver: Resolver, head: int) -> Actor | None:
    """ "Killed two soldiers and wounded ten [others]": like those whom the clauses before count, else people."""
    phrases = resolver.phrases
    tokens, dying = phrases.tokens, phrases.tree.lexicon.counts.dying
    token = tokens[head]
    if token.form not in phrases.references.remaining or token.deprel not in ("obj", "nsubj:pass", "nsubj", "conj"):
        return None
    for index in reversed(range(head)):
        other = tokens[index]
        dies = other.deprel == "nsubj" and other.head >= 0 and tokens[other.head].word in dying
        if (dies or other.deprel in ("obj", "nsubj:pass")) and (phrases.sentence.dependents(index, "nummod") or other.upos == "NUM"):
            actor = resolver.actor(index)
            if actor is not None and actor.code and actor.kind == "role":
                return renamed(phrases, head, actor, "anaphor")
    counted = phrases.sentence.dependents(head, "nummod") and token.deprel in ("obj", "nsubj:pass")
    country = country_of_role(resolver, head) if counted else None
    code = join_code(country, phrases.scheme.people)
    return new_actor(phrases, head, code, "role", ("number", "article") if country else ("number",)) if counted else None


def _counted_people(resolver: Resolver, head: int) -> Actor | None:
    """A number or "dozens" that stands alone for people: "killing 12", "thousands marched"."""
    token = resolver.phrases.tokens[head]
    numeral = token.upos == "NUM" and token.deprel in ("obj", "nsubj:pass") and token.text.isalnum()
    plural = token.upos == "NOUN" and "Number=Plur" in token.feats and token.relation in ("obj", "nsubj")
    if not numeral and not plural:
        return None
    country = country_of_role(resolver, head)
    code = join_code(country, resolver.phrases.scheme.people)
    return new_actor(resolver.phrases, head, code, "role", ("number", "article") if country else ("number",))


def _coordinated_subject(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """The coordinated subject of a clause around a plural pronoun: "Oman and Iran said they ..."."""
    sentence, tokens = resolver.phrases.sentence, resolver.phrases.tokens
    acted_on = tokens[head].relation in ("obj", "iobj", "obl")
    for index in sentence.ancestors(head):
        if acted_on and index == tokens[head].head:
            continue
        for child in resolver.phrases.children[index]:
            if tokens[child].relation == "nsubj" and child < head and head not in sentence.subtree(child) and tokens[child].upos != "PRON":
                found = resolver.actors(child)
                if len(found) > 1:
                    return found
    return ()


def _two_before(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """The two of one sort of whom the sentence has told in the clause before: "The president met the king, and [they] agreed"."""
    phrases, token = resolver.phrases, resolver.phrases.tokens[head]
    if token.relation != "nsubj" or token.head < 0 or phrases.tokens[token.head].relation != "conj":
        return ()
    found = in_order(taking_part(resolver, head))
    return found if len(found) == 2 and are_alike(phrases, found) and not any(is_plural(phrases, actor) for actor in found) else ()


def _theirs(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """ "Their troops" after two owners: the troops of each."""
    phrases = resolver.phrases
    tokens = phrases.tokens
    role = phrases.role_at(head) if tokens[head].upos == "NOUN" else None
    country = tokens[head].word in phrases.references.country_nouns and "Number=Plur" in tokens[head].feats
    if role is None or not (role.code or country):
        return ()
    for child in phrases.children[head]:
        if tokens[child].deprel == "nmod:poss" and tokens[child].form in phrases.references.plural_pronouns:
            owners = resolver.several(child)
            if country:
                codes = [country_of(owner) for owner in owners]
                return tuple(new_actor(phrases, head, code, "country", ("role", "pronoun")) for code in codes) if all(codes) else ()
            code = role_code(phrases, head, role)
            return tuple(new_actor(phrases, head, join_code(owner.code, code), "role", ("role", "pronoun")) for owner in owners)
    return ()


def _members(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """ "Countries such as [Kenya] and [Uganda]", "three states (...)", "several parties, among them ...": those who are named of a kind."""
    phrases, tree = resolver.phrases, resolver.phrases.tree
    if phrases.tokens[head].upos != "NOUN" or "Number=Plur" not in phrases.tokens[head].feats:
        return ()
    if any(phrases.name_at(i) is not None for i in _names_around(phrases, head)):
        return ()  # "Kenyan politicians such as X"
    named = nouns.members(tree, head)
    found = resolver.actors(named) if named is not None else ()
    return found if found and all(actor.code for actor in found) else ()


def _shared_head(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """ "Saudi and Iranian ministers", "troops from Oman and Iran": one actor for each country of a plural head."""
    phrases = resolver.phrases
    if phrases.tokens[head].upos not in ("NOUN", "PROPN") or "Number=Plur" not in phrases.tokens[head].feats:
        return ()
    role = phrases.role_at(head)
    if role is None:
        return ()
    found: list[str] = []
    for index in _names_around(phrases, head):
        name = phrases.name_at(index)
        code = name.entry.on(resolver.background.date) if name is not None and name.last == index else None
        if code and code not in found:
            found.append(code)
    if len(found) < 2:
        return ()
    sort = role_of_counterpart(resolver, head) or role_code(phrases, head, role)
    return tuple(new_actor(phrases, head, join_code(code, sort), "role", ("role", "adjective")) for code in found)


def role_of_counterpart(resolver: Resolver, head: int) -> str:
    """The role that "his counterpart" has: that of him whose it is; an empty string for any other noun.

    Args:
        resolver: the sentence.
        head: position of the noun.

    Returns:
        A role code, or an empty string where he has none.
    """
    phrases = resolver.phrases
    if phrases.tokens[head].word in phrases.references.counterpart_nouns:
        for child in phrases.children[head]:
            his = resolver.actor(child) if phrases.tokens[child].deprel in ("nmod:poss", "det:poss") else None
            if his is not None and len(his.parts) > 1:
                return his.parts[-1]
    return ""


def _names_around(phrases: NounPhrases, head: int) -> list[int]:
    """Where the countries of a head may be named: in what is before it, and in the of- or from-phrase after it."""
    sentence, tokens, children = phrases.sentence, phrases.tokens, phrases.children[head]
    before = [i for i in children if i < head and tokens[i].relation in ("amod", "compound", "nmod")]
    named = [i for child in before for i in (child, *(j for j in sentence.subtree(child) if j < head and j != child))]
    after = [i for i in children if i > head and tokens[i].relation == "nmod" and phrases.case(i) in ("of", "from")]
    return named + [i for child in after for i in sentence.conjuncts(child)]


def _namesakes(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """ "The two Koreas", "both Sudans": the countries of that name."""
    phrases = resolver.phrases
    token = phrases.tokens[head]
    if not token.text[:1].isupper() or token.form == token.word or not token.form.endswith("s") or phrases.name_at(head) is not None:
        return ()
    codes = [entry.on(resolver.background.date) for entry in phrases.book.namesakes(token.word)]
    return tuple(new_actor(phrases, head, code, "country", ("name",)) for code in codes) if len(codes) == 2 else ()


def _same_number(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """ "The two" after "two gunmen": they, in one code."""
    phrases = resolver.phrases
    number = phrases.tree.lexicon.numerals.numbers.get(phrases.tokens[head].form, 0)
    the = is_definite(phrases, head)
    bare = all(phrases.tokens[i].relation in ("det", "case", "punct") for i in phrases.children[head])
    if number < 2 or not the or not bare:
        return ()
    found = next((actor for count, actor in resolver.background.memory.counted if count == number), None)
    return (renamed(phrases, head, found, "anaphor"),) if found is not None else ()


def _pair(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """ "Both countries", "the two leaders", "the pair", "the neighbours": the two that were spoken of last."""
    phrases = resolver.phrases
    tokens, words, children = phrases.tokens, phrases.references, phrases.children[head]
    if any(tokens[i].relation == "nmod" or (tokens[i].relation in ("amod", "compound") and phrases.name_at(i)) for i in children):
        return ()  # "the two [British] companies" are new
    lemma = tokens[head].word
    the = is_definite(phrases, head)
    others = [i for i in children if tokens[i].relation != "det"]
    opposed = bool(others) and all(tokens[i].form in words.opposed for i in others)
    bare = the and (not others or opposed) and "Number=Plur" in tokens[head].feats and lemma in words.rival_nouns
    if not bare and not _is_two(phrases, head, the=the):
        return ()
    found = resolver.background.memory.two or _last_two_countries(resolver, head)
    if bare and lemma not in words.side_nouns and not opposed and any(country_of(actor) != actor.code for actor in found):
        return ()  # the people next door
    return tuple(_called(resolver, head, lemma, actor) for actor in found)


def _group_of(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """ "The three countries", "the three": the list of as many that was spoken of last."""
    phrases = resolver.phrases
    tokens, children, lemma = phrases.tokens, phrases.children[head], phrases.tokens[head].word
    number = _number(phrases, head)
    the = is_definite(phrases, head)
    if number < 3 or not the or any(tokens[i].relation not in ("det", "nummod", "punct") for i in children):
        return ()
    listed = resolver.background.memory.listed
    persons = lemma in phrases.references.person_nouns
    if len(listed) != number or (persons and not all(is_person(phrases, actor) for actor in listed)):
        return ()
    return tuple(_called(resolver, head, lemma, actor) for actor in listed)


def _is_two(phrases: NounPhrases, head: int, *, the: bool) -> bool:
    """Whether a phrase says that it is two: "both", "the two", "the couple", "each country", "the two sides"."""
    token, words = phrases.tokens[head], phrases.references
    if token.form in words.both and token.relation in ("nsubj", "obj", "iobj"):
        return True
    if the and (_says_two(phrases, token.form) or token.word in words.couple_nouns):
        return True
    if token.word not in words.pair_nouns:
        return False
    counts = {phrases.tokens[i].word for i in phrases.children[head]}
    return bool(counts & words.both) or (the and any(_says_two(phrases, count) for count in counts))


def _number(phrases: NounPhrases, head: int) -> int:
    """The number that a phrase is or has, if its noun can take up several: "the three", "the three countries"; else 0."""
    numbers, token = phrases.tree.lexicon.numerals.numbers, phrases.tokens[head]
    if token.word not in phrases.references.pair_nouns:
        return numbers.get(token.form, 0)
    return next((numbers[word] for i in phrases.children[head] if (word := phrases.tokens[i].word) in numbers), 0)


def _says_two(phrases: NounPhrases, word: str) -> bool:
    return phrases.tree.lexicon.numerals.numbers.get(word) == 2


def _last_two_countries(resolver: Resolver, head: int) -> tuple[Actor, ...]:
    """The two actors of different countries that were named last, in the order of the text; none if it was one."""
    different: dict[str, Actor] = {}
    for actor in chain(named_before(resolver, head), resolver.background.memory.everyone):
        country = country_of(actor)
        if country:
            different.setdefault(country, actor)
        if len(different) == 2:
            break
    return tuple(reversed(different.values())) if len(different) == 2 else ()


def _called(resolver: Resolver, head: int, lemma: str, actor: Actor) -> Actor:
    """One of two actors as a noun calls it: as a country, or as its leader."""
    phrases = resolver.phrases
    country = country_of(actor)
    if country and lemma in phrases.references.country_nouns:
        return new_actor(phrases, head, country, "country", ("anaphor",))
    role = phrases.role_at(head)
    governs = role is not None and role.code == phrases.scheme.government
    if country and country == actor.code and governs and lemma not in phrases.references.rival_nouns:
        return new_actor(phrases, head, join_code(country, phrases.scheme.government), "role", ("anaphor",))
    return renamed(phrases, head, actor, "anaphor")


# The ways in which a phrase stands for several, in the order in which they are asked.
SEVERAL = (_members, _theirs, _shared_head, _namesakes, _same_number, _group_of, _pair)
