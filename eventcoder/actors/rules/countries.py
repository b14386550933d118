"""The country of a role that shows none in its own phrase: "police shot three people in Nairobi", "the army" in news about Peru."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from eventcoder.actors.actor import Actor, country_of, join_code
from eventcoder.actors.candidates import SEAT
from eventcoder.actors.resolver import Resolver
from eventcoder.grammar import arguments, settings

CLAUSAL = frozenset(("root", "ccomp", "advcl", "acl", "parataxis", "conj"))


def place_of_clause(resolver: Resolver, head: int) -> Iterator[str]:
    """The country of a place phrase of the nearest verb above or of its object: "police shot three people in Nairobi"."""
    phrases = resolver.phrases
    sentence, tokens = phrases.sentence, phrases.tokens
    for index in (head, *sentence.ancestors(head)):
        verb = tokens[index].upos == "VERB"
        holders = [index, *(sentence.dependents(index, "obj") if verb else ())]
        if verb and tokens[index].word in phrases.tree.lexicon.speech:
            holders += sentence.dependents(index, "ccomp")
        below = [i for holder in holders for i in phrases.children[holder]]
        for child in sorted(below, key=lambda i: tokens[i].word in phrases.tree.lexicon.event_nouns):  # not "in Turkish [strikes] in Syria"
            if tokens[child].relation in ("obl", "nmod") and phrases.case(child) in phrases.tree.lexicon.settings:
                place = resolver.place(child)
                if place is not None and place.code and place.kind != "region" and "article" not in place.via:
                    yield place.code[:3]
                    return
        if verb and tokens[index].relation in CLAUSAL:
            return


def custodian(resolver: Resolver, head: int) -> Iterator[str]:
    """The country of the state that has power over somebody: "the activists were executed by [Burma's regime]"."""
    phrases = resolver.phrases
    token = phrases.tokens[head]
    counted = token.relation == "nmod" and phrases.tokens[token.head].word in phrases.tree.lexicon.quantity_nouns
    token = phrases.tokens[token.head] if counted else token  # "thousands of [civilians] were jailed"
    if token.deprel not in ("obj", "nsubj:pass") or phrases.tokens[token.head].word not in phrases.references.custodial_verbs:
        return
    for agent in arguments.agents(phrases.tree, token.head):
        actor = resolver.actor(agent) if agent != head else None
        if actor is not None and actor.parts and "article" not in actor.via and {*actor.parts[1:]} <= set(phrases.scheme.state):
            country = country_of(actor)
            if country:
                yield country


def place_hit(resolver: Resolver, head: int) -> Iterator[str]:
    """The country of the place that was hit, for those whom it is done to: "nine people were killed when Israel bombed [Beirut]"."""
    phrases = resolver.phrases
    tree, tokens = phrases.tree, phrases.tokens
    counted = tokens[head].relation == "nmod" and tokens[tokens[head].head].word in tree.lexicon.quantity_nouns
    head = tokens[head].head if counted else head  # "dozens of [civilians] were killed"
    verb = tokens[head].head
    if verb < 0 or not (tokens[head].deprel in ("obj", "nsubj:pass") or tokens[verb].word in tree.lexicon.counts.dying):
        return
    verbs = (verb, *(i for i in phrases.children[verb] if tokens[i].relation == "conj"))
    told = [i for each in verbs for i in phrases.children[each] if tokens[i].relation in ("advcl", "obl") and i > verb]
    around = tree.lexicon.settings | tree.lexicon.object_prepositions
    for index in (*told, *settings.shared(tree, verb)):
        for child in phrases.children[index]:
            beside = index in told and tokens[child].relation in ("obl", "nmod") and phrases.case(child) in around
            place = resolver.place(child) if child != head and (beside or tokens[child].relation == "obj") else None
            if place is None or not place.code or place.kind not in ("city", "country") or "article" in place.via:
                continue
            if index in told or place.head == child:  # "bombed [Beirut], killing nine people"
                yield place.code[:3]
                return


def scene(resolver: Resolver, head: int) -> str | None:
    """The country of a place that a clause is told to be in before it says who did what: "In Khartoum, the army shelled a market"."""
    phrases = resolver.phrases
    for index in phrases.sentence.ancestors(head):
        for child in phrases.sentence.dependents(index, "obl"):
            if child < head and phrases.case(child) in phrases.tree.lexicon.settings and _is_place(resolver, child):
                place = resolver.place(child)
                if place is not None and place.code and place.kind != "region" and "article" not in place.via:
                    return place.code[:3]
    return None


def _is_place(resolver: Resolver, index: int) -> bool:
    """Whether a phrase is a place itself: "in [Khartoum]", "in the [city] of Homs", but not "in [response] to the Israeli attack"."""
    phrases = resolver.phrases
    token, references = phrases.tokens[index], phrases.references
    return token.upos == "PROPN" or token.word in references.settlements or token.word in references.place_nouns


def story(resolver: Resolver, head: int) -> Iterator[str]:
    """The country of the story within the article: "In Khartoum, a market burned. [The army] said ..."."""
    if resolver.background.story:
        yield resolver.background.story


def article(resolver: Resolver, head: int) -> Iterator[str]:
    """The country that the article is at home in."""
    if resolver.background.country:
        yield resolver.background.country


def nearest(resolver: Resolver, head: int) -> Iterator[str]:
    """The country of the name nearest before a phrase in its sentence, then of those after it."""
    yield from _countries_of(resolver, _by_nearness(resolver, head))


def named_most(resolver: Resolver, head: int) -> Iterator[str]:
    """The country that the document names most."""
    if resolver.background.likeliest:
        yield resolver.background.likeliest


def before(resolver: Resolver, head: int) -> Iterator[str]:
    """The countries of the actors in the sentences before."""
    yield from _countries_of(resolver, resolver.background.memory.everyone)


def _countries_of(resolver: Resolver, actors: Iterable[Actor]) -> Iterator[str]:
    for actor in actors:
        found = country_of(actor) if SEAT not in actor.via else None
        if found and actor.code != join_code(found, resolver.phrases.scheme.people):
            yield found


COUNTRY = (place_of_clause, place_hit, custodian, story, article, nearest, named_most, before)


def country_of_role(resolver: Resolver, head: int, fits: Callable[[str], bool] = bool) -> str | None:
    """The country of a role noun that shows none.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        fits: whether it can be that of a country.

    Returns:
        An ISO 3166-1 alpha-3 code, or None.
    """
    return next((country for way in COUNTRY for country in way(resolver, head) if fits(country)), None)


def acted_on(resolver: Resolver, head: int) -> frozenset[str]:
    """The countries that the subject of a verb visits or acts on: those of others, if it is a government or an army.

    Args:
        resolver: the sentence.
        head: position of the head of the subject.

    Returns:
        "President Zorb visited [Germany]", "... arrived in [Ankara]", "... accused [Turkey]"; nothing for who leads it.
    """
    phrases = resolver.phrases
    token = phrases.tokens[head]
    if token.deprel != "nsubj" or token.head < 0 or phrases.tokens[token.head].word in phrases.references.leading_verbs:
        return frozenset()
    below = phrases.sentence.dependents(token.head, "obj")
    company = phrases.tree.lexicon.party_prepositions
    # "signed an agreement with China"
    below += [i for j in (token.head, *below) for i in phrases.sentence.dependents(j, "obl", "nmod") if phrases.case(i) in company]
    visits = phrases.tokens[token.head].word in phrases.references.visiting_verbs
    if visits:
        below += [i for i in phrases.sentence.dependents(token.head, "obl") if phrases.case(i) in phrases.references.visiting_prepositions]
    capitals = phrases.book.sets.get("capitals", frozenset()) if visits else frozenset()
    names = [name for i in below if (name := phrases.name_at(i)) is not None]
    return frozenset(
        name.entry.code[:3]
        for name in names
        if name.entry.code and (name.entry.kind == "country" or phrases.tokens[name.first].form in capitals)
    )


def _by_nearness(resolver: Resolver, head: int) -> Iterator[Actor]:
    whole = [actor for name, actor in zip(resolver.phrases.names, resolver.names(), strict=True) if not resolver.phrases.only_half(name)]
    named = [actor for actor in whole if actor.code and not actor.code.startswith("IGO") and actor.kind != "region"]
    before = [actor for actor in reversed(named) if actor.tokens[-1] < head] or named
    yield from sorted(before, key=lambda actor: _is_elsewhere(resolver, actor, head))


def _is_elsewhere(resolver: Resolver, actor: Actor, head: int) -> bool:
    """Whether a name says where somebody goes or what lies beside: not the setting of what is told next ("fled to X as protesters ...")."""
    phrases = resolver.phrases
    elsewhere = phrases.tree.lexicon.elsewhere_prepositions
    beside = phrases.tokens[actor.head].relation in ("obl", "nmod") and phrases.case(actor.head) in elsewhere
    return beside and actor.head not in set(phrases.sentence.ancestors(head))
