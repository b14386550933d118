"""A sentence to memory: which of its actors the next sentences can take up."""

from __future__ import annotations

from collections.abc import Iterator

from eventcoder.actors.actor import Actor
from eventcoder.actors.background import Memory
from eventcoder.actors.candidates import are_alike, candidates, gender_of, in_order, is_person, is_plural, is_thing, taking_part
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rules.anaphora import SHORTEST, STEM
from eventcoder.actors.speakers import attributed
from eventcoder.grammar import arguments

# How many are kept. A pronoun takes up one of the last few actors; a name or office may lie further back, and what was done,
# of which a sentence tells most, is taken up ("the raid") a paragraph later.
FOR_PRONOUNS, FOR_NAMES, FOR_DEEDS = 8, 16, 40
# Kinds of actors of which several that are coordinated can be taken up together.
OF_A_LIST = ("person", "country", "role", "city", "group", "organisation")


def remember(memory: Memory, resolver: Resolver) -> Memory:
    """The memory after a sentence.

    Args:
        memory: that before it.
        resolver: the sentence.

    Returns:
        The memory for the next sentence.
    """
    phrases = resolver.phrases
    ranked = [*_pronoun_subjects(resolver), *(actor for _, actor in candidates(resolver, len(phrases.tokens)))]
    coded = [actor for actor in ranked if actor.code]
    plurals = tuple(actor for actor in coded if is_plural(phrases, actor))
    listed, is_subject = coordinated(resolver)
    told = taking_part(resolver, len(phrases.tokens))
    sides = in_order(told[:2]) if len(told) > 1 else ()
    alike = len(sides) == 2 and are_alike(phrases, sides)
    both = sides if len(told) == 2 and alike and not any(is_plural(phrases, actor) for actor in ranked) else ()
    return Memory(
        persons=(*((gender_of(phrases, actor), actor) for actor in coded if is_person(phrases, actor)), *memory.persons)[:FOR_PRONOUNS],
        things=(*(actor for actor in coded if is_thing(phrases, actor)), *memory.things)[:FOR_PRONOUNS],
        everyone=(*coded, *(actor for actor in resolver.names() if actor.code), *memory.everyone)[:FOR_NAMES],
        plurals=(*plurals, *memory.plurals)[:FOR_PRONOUNS],
        pair=_last_pair(memory, listed, len(told)),
        listed=listed or memory.listed,
        just=listed if is_subject else both if ranked else memory.just,
        order=in_order(told) if told else memory.order,
        sides=sides if alike or not memory.sides else memory.sides,
        doers=(*doers(resolver), *memory.doers)[:FOR_DEEDS],
        speaker=attributed(resolver) or memory.speaker,
        roles=(*_offices(phrases, ranked), *memory.roles)[:FOR_NAMES],
        counted=tuple(_counted(phrases, coded)),
    )


def _last_pair(memory: Memory, listed: tuple[Actor, ...], told: int) -> tuple[Actor, ...]:
    """The two that were coordinated last; none where several were told of since."""
    if len(listed) == 2:
        return listed
    return () if told > 1 else memory.pair


def coordinated(resolver: Resolver) -> tuple[tuple[Actor, ...], bool]:
    """Different coordinated actors, and whether they are a subject.

    Args:
        resolver: the sentence.

    Returns:
        The first that are a subject, else the first, else nobody.
    """
    phrases = resolver.phrases
    found: tuple[Actor, ...] = ()
    for token in phrases.tokens:
        if (found and token.relation != "nsubj") or not _may_be_coordinated(phrases, token.index):
            continue
        actors = resolver.actors(token.index)
        known = all(actor.parts and actor.kind in OF_A_LIST for actor in actors)
        if known and len({(actor.code, actor.head) for actor in actors}) > 1:
            found = actors
            if token.relation == "nsubj":
                return found, True
    return found, False


def doers(resolver: Resolver) -> tuple[tuple[str, Actor], ...]:
    """Stems of event words with who did them: subjects of verbs, owners of nouns.

    Args:
        resolver: the sentence.

    Returns:
        The first letters of each word, and the actor.
    """
    found: list[tuple[str, Actor]] = []
    for token in resolver.phrases.tokens:
        if len(token.lemma) >= SHORTEST and token.upos in ("VERB", "NOUN"):
            actor = _agent(resolver, token.index) if token.upos == "VERB" else _doer_of_noun(resolver, token.index)
            if actor is not None and actor.code:
                found.append((token.word[:STEM], actor))
    return tuple(found)


def _doer_of_noun(resolver: Resolver, index: int) -> Actor | None:
    """The owner of a noun, or the subject of a verb that it completes: "launched [a raid]", "died during [the raid]"."""
    phrases = resolver.phrases
    token = phrases.tokens[index]
    owned = any(phrases.tokens[i].relation in ("nmod", "amod", "compound") for i in phrases.children[index])
    owner = resolver.owner(index) if owned and resolver.actor(index) is None else None
    if owner is not None or token.head < 0:
        return owner
    governor = phrases.tokens[token.head].word
    lexicon = phrases.tree.lexicon
    light = token.relation == "obj" and (governor in lexicon.light_verbs or governor in lexicon.transparent)
    completes = light or (token.relation == "obl" and phrases.case(index) in phrases.tree.lexicon.taking_part_prepositions)
    return _agent(resolver, token.head) if governor and completes else None


def _agent(resolver: Resolver, verb: int) -> Actor | None:
    agents = arguments.agents(resolver.phrases.tree, verb)
    return resolver.actor(agents[0]) if agents else None


def _pronoun_subjects(resolver: Resolver) -> Iterator[Actor]:
    phrases = resolver.phrases
    for token in phrases.tokens:
        if token.upos == "PRON" and token.relation in ("nsubj", "expl"):
            relative = token.word in phrases.references.relative_pronouns
            actor = None if relative else resolver.actor(token.index)
            if actor is not None:
                yield actor


def _offices(phrases: NounPhrases, ranked: list[Actor]) -> Iterator[tuple[str, Actor]]:
    """The role nouns that actors were called by."""
    for actor in ranked:
        if actor.kind in ("role", "person"):
            for i in phrases.chain(actor.head) if actor.kind == "person" else (actor.head,):
                if phrases.role_at(i) is not None:
                    yield phrases.tokens[i].word, actor


def _counted(phrases: NounPhrases, coded: list[Actor]) -> Iterator[tuple[int, Actor]]:
    """Several people whose number a sentence says: "[two] gunmen"."""
    numbers = phrases.tree.lexicon.numerals.numbers
    for actor in coded:
        role = phrases.role_at(actor.head) if actor.kind == "role" else None
        if role is not None and role.sort in ("person", "people") and "pronoun" not in actor.via:
            counts = (numbers.get(phrases.tokens[i].word, 0) for i in phrases.sentence.dependents(actor.head, "nummod"))
            yield from ((count, actor) for count in counts if count > 1)


def _may_be_coordinated(phrases: NounPhrases, index: int) -> bool:
    """Whether a token may head two actors: it has conjuncts, or a modifier for each."""
    tokens = phrases.tokens
    token = tokens[index]
    below = [tokens[i].relation for i in phrases.children[index]]
    return any(relation in ("conj", "flat") or (relation in ("amod", "nmod") and token.upos == "NOUN") for relation in below)
