"""Names that several actors have, or that are words as well: whom a text means, by what it defines, by the words beside the name, by the
countries that it speaks of, by the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from eventcoder.actors.book import ALSO, LISTED, OWN, VERY_DOUBTFUL, Entry, Name
from eventcoder.actors.homes import BODY, LEAD, LEADING
from eventcoder.actors.nounphrases import NounPhrases
from eventcoder.actors.places import located
from eventcoder.actors.spelling import is_short
from eventcoder.grammar import syntax

BEFORE_BRACKETS = 2  # from an abbreviation back to the last word of what it stands for
# How much speaks for an actor: his full name in the text; words of his in the sentence; his country in the text, in the sentence, as what
# the article is about, as where it comes from; a noun of his role beside the name, or of a like role; that he is in office on the day.
FULL_NAME, CLUE, COUNTRY, SAME_ROLE, LIKE_ROLE = 6, 4, 2, 2, 1
IN_SENTENCE, MAIN, HOME, IN_OFFICE = 1, 1, 1, 1
# Years before and after the offices of a person of whom only a table knows: then others of his name are likelier.
YEARS_BEFORE, YEARS_AFTER = 2, 12
NATIONAL = frozenset(("country", "adjective", "demonym", "people"))
SHORTEST = 3  # letters of a name for which its country speaks
FARTHEST = 10**6


@attrs.frozen
class Told:
    """What a text says of those who share a name.

    Args:
        date: ISO 8601 date of the article, or None.
        named: the actors that it names by a name of their own.
        countries: the countries that it names, or is from.
        defined: abbreviations -> whom the text says they stand for; None for somebody whom no list has.
        main: the country that it names most, if it leads.
        home: the country that it is from, if that is known.
        parts: words that are a part of longer names in it.
    """

    date: str | None
    named: frozenset[Entry]
    countries: frozenset[str]
    defined: Mapping[str, Entry | None]
    main: str | None = None
    home: str | None = None
    parts: frozenset[str] = frozenset()


def settled(read: Sequence[NounPhrases], date: str | None, home: str | None = None) -> tuple[NounPhrases, ...]:
    """The sentences of a document, with each doubtful name given to one who has it, or to nobody.

    Args:
        read: the sentences.
        date: ISO 8601 date of the article, or None.
        home: the country that the article is from, or None.

    Returns:
        The same sentences; "RSF fighters" in news from Sudan are the Rapid Support Forces, and no reporters.
    """
    if all(name.is_settled for phrases in read for name in phrases.names):
        return tuple(read)
    told = _told(read, date, home)
    return tuple(phrases if all(name.is_settled for name in phrases.names) else _settled(phrases, told) for phrases in read)


def chosen(candidates: Sequence[tuple[Entry, int]], date: str | None, home: str | None) -> tuple[Entry | None, str]:
    """Who of several is meant by a name alone, in an article of a day and a country.

    Args:
        candidates: who has the name, with how sure it is that it means each.
        date: ISO 8601 date of the article, or None.
        home: the country that the article is from, or None.

    Returns:
        The one, or nobody; and why, in a few words.
    """
    told = Told(date, frozenset(), frozenset(filter(None, (home,))), {}, home, home)
    if len(candidates) == 1 and candidates[0][1] <= LISTED:
        return candidates[0][0], "only one has the name"
    weights = {entry: _of_country(entry, told) for entry, ask in candidates if ask != VERY_DOUBTFUL and _is_around(entry, ask, told)}
    own = next((entry for entry, ask in candidates if ask == OWN), None)
    best = _best(weights, {}, own, dict(candidates))
    return best, _why(best, own, weights, date)


def _why(best: Entry | None, own: Entry | None, weights: Mapping[Entry, int], date: str | None) -> str:
    """Why one of several is chosen, or nobody, in a few words."""
    if best is None:
        countries = {_country(entry, date) for entry, weight in weights.items() if weight == max(weights.values())}
        return "several countries" if len(countries) > 1 else "several alike" if len(weights) > 1 else "the text must say more"
    if not weights[best]:
        return "the hand-written list"
    rivals = [weight for entry, weight in weights.items() if weight and entry is not best]
    if max(rivals, default=0) < weights[best]:
        return "in office on the day" if rivals else "the country of the article"
    return "the hand-written list" if best is own else "all have one code"


def _settled(phrases: NounPhrases, told: Told) -> NounPhrases:
    """A sentence with its names settled; where a longer name means nobody, the shorter ones in it are looked for."""
    names, without = phrases.names, frozenset[tuple[int, int]]()
    while True:
        meant = tuple(_meant(phrases, names, told))
        kept = {(name.first, name.last) for name in meant}
        refused = {(name.first, name.last) for name in names} - kept
        if not refused:
            return attrs.evolve(phrases, settled=meant)
        without |= refused
        names = located(phrases.tree, phrases.book, phrases.book.names_in(phrases.sentence, without))


def _told(read: Sequence[NounPhrases], date: str | None, home: str | None) -> Told:
    named: set[Entry] = set()
    counts: Counter[str] = Counter()
    parts: set[str] = set()
    for place, phrases in enumerate(read):
        for name in phrases.names:
            if not name.is_settled:
                text = phrases.tokens[name.first].text
                if name.asks[0] > ALSO and name.first == name.last and not text.isupper() and _is_part(phrases, name.first):
                    parts.add(text)
                continue
            if phrases.is_seat(name) or phrases.name_at(name.first) is None:
                continue
            named.add(name.entry)
            country = _country(name.entry, date)
            if not country and not name.entry.code:
                continue
            several = len(name.entry.on(date) or "") > 3 and is_short(phrases.tokens[name.first].text)
            if not several and name.entry.kind not in ("region", "regional"):
                counts[(name.entry.on(date) or "")[:3]] += LEAD if place == 0 else BODY
    defined = {
        phrases.tokens[index].text: full.entry if (full := phrases.covered.get(index - BEFORE_BRACKETS)) is not None else None
        for phrases in read
        for index in phrases.abbreviations
    }
    first, second = (*(code for code, _ in counts.most_common(2)), None, None)[:2]
    leads = first is not None and (second is None or counts[first] >= LEADING * counts[second])
    return Told(
        date, frozenset(named), frozenset({*counts, *filter(None, (home,))}), defined, first if leads else None, home, frozenset(parts)
    )


def _is_part(phrases: NounPhrases, index: int) -> bool:
    """Whether a word is a part of a longer name: "Bob [Hope]"."""
    token, tokens = phrases.tokens[index], phrases.tokens
    beside = (i for i in (index - 1, index + 1) if 0 <= i < len(tokens))
    return any(
        tokens[i].upos == "PROPN" and phrases.role_at(i) is None and (tokens[i].head == index or token.head in (i, tokens[i].head))
        for i in beside
    )


def _meant(phrases: NounPhrases, names: Iterable[Name], told: Told) -> Iterator[Name]:
    """The names of a sentence, without those that nobody is meant by."""
    for name in names:
        entry = name.entry if name.is_settled else _entry(phrases, name, told)
        if entry is not None:
            yield name if name.is_settled else Name(name.first, name.last, entry)


def _entry(phrases: NounPhrases, name: Name, told: Told) -> Entry | None:
    listed = list(zip((name.entry, *name.others), name.asks, strict=True))
    text = phrases.tokens[name.first].text
    if name.first == name.last and text in told.defined:
        defined = told.defined[text]
        return defined if defined is not None and any(entry == defined or _is_same(entry, defined, told) for entry, _ in listed) else None
    beside = _Beside(_owner(phrases, name), _role_beside(phrases, name), _is_reporting(phrases, name))
    own = name.entry if name.is_own else None
    asks = dict(listed)
    weights, near = {}, {}
    for entry in _candidates(phrases, name, listed, beside, told):
        near[entry] = _distance(phrases, name, entry, told)
        weight = _weight(phrases, name, entry, asks[entry], beside, near[entry], told)
        if weight is not None:
            weights[entry] = weight
    best = _best(weights, near, own, asks)
    shared = len({_country(entry, told.date) for entry, _ in listed}) > 1
    if best is None or weights[best] or not shared or best.kind != "group" or _country(best, told.date) == beside.owner:
        return best
    # "The Conservative Party" in an article that speaks of other countries only is one that no list has.
    return None if beside.owner or told.main or told.home else best


@attrs.frozen
class _Beside:
    """What stands beside a name: the country that its phrase says, the role of the noun that it stands before, whether it reports."""

    owner: str | None
    role: str | None
    reports: bool


def _candidates(phrases: NounPhrases, name: Name, listed: Sequence[tuple[Entry, int]], beside: _Beside, told: Told) -> list[Entry]:
    """Who may be meant by what stands beside a name."""
    own = name.entry if name.is_own else None
    found = [entry for entry, ask in listed if entry is own or _is_around(entry, ask, told)]
    if beside.owner is not None:
        found = [entry for entry in found if _country(entry, told.date) == beside.owner] or list(filter(None, (own,)))
    if _describes_thing(phrases, name):
        found = [entry for entry in found if _role(entry, told) != phrases.scheme.people]
    if beside.role is not None and any(_likeness(phrases, entry, beside.role, told) for entry in found):
        found = [entry for entry in found if _likeness(phrases, entry, beside.role, told)]
    media = [entry for entry in found if _role(entry, told) in phrases.scheme.reporting]
    if beside.reports and len(media) == 1:
        return media
    if _is_definite(phrases, name):  # agencies have no article: "the AFP said"
        return [entry for entry in found if entry not in media] or found
    return found


def _weight(phrases: NounPhrases, name: Name, entry: Entry, ask: int, beside: _Beside, near: int, told: Told) -> int | None:
    """How much a text says for one who has a name; None if that is less than the name asks for."""
    likeness = _likeness(phrases, entry, beside.role, told) if beside.role is not None else 0
    clues = entry.clues & {token.word for token in phrases.tokens}
    known = FULL_NAME * (entry in told.named) + CLUE * bool(clues)
    country = _of_country(entry, told)
    sure = bool(ask <= LISTED or known or country or (ask == ALSO and likeness))
    if ask > ALSO and not known and (ask == VERY_DOUBTFUL or entry.kind != "person"):
        about = _country(entry, told.date) in (told.main, told.home)
        reason = about or beside.owner or near < FARTHEST or likeness
        sure = country > 0 and phrases.tokens[name.first].text not in told.parts and bool(reason)
        if ask == VERY_DOUBTFUL:
            is_name = phrases.tokens[name.last].upos == "PROPN"
            sure = sure and is_name and bool(likeness or (about and _is_name_by_itself(phrases, name)))
    return known + country + likeness + IN_SENTENCE * (near < FARTHEST and country > 0) if sure else None


def _best(weights: Mapping[Entry, int], near: Mapping[Entry, int], own: Entry | None, asks: Mapping[Entry, int]) -> Entry | None:
    """The one for whom most speaks, then whose country is nearest, then whose name it is most surely; nobody if that is true of several who
    are not the same."""
    ranked = {entry: (weight, -near.get(entry, FARTHEST)) for entry, weight in weights.items()}
    if not ranked:
        return None
    most = max(ranked.values())
    best = [entry for entry, rank in ranked.items() if rank == most]
    if own is not None and (most[0] == 0 or own in best or weights.get(own, 0) == most[0]):
        return own
    surest = min(asks[entry] for entry in best)
    best = [entry for entry in best if asks[entry] == surest]
    return best[0] if most[0] > 0 and len({entry.code or entry.on(None) for entry in best}) == 1 else None


def _of_country(entry: Entry, told: Told) -> int:
    """How much the countries of a text speak for an actor."""
    country = _country(entry, told.date)
    if not country or country not in told.countries:
        return 0
    in_office = entry.kind == "person" and told.date is not None and bool(entry.held(told.date))
    return COUNTRY + MAIN * (country == told.main) + HOME * (country == told.home) + IN_OFFICE * in_office


def _is_around(entry: Entry, ask: int, told: Told) -> bool:
    """Whether somebody whom only a table knows is one of whom news of the day tells."""
    if ask <= ALSO or told.date is None or not entry.roles or entry.kind != "person":
        return True
    year = int(told.date[:4])
    return any(
        (role.start is None or int(role.start[:4]) - YEARS_BEFORE <= year) and (role.end is None or year <= int(role.end[:4]) + YEARS_AFTER)
        for role in entry.roles
    )


def _is_same(entry: Entry, other: Entry, told: Told) -> bool:
    """Whether two entries are of one actor, whom two lists have."""
    return entry.on(told.date) == other.on(told.date) is not None


def _country(entry: Entry, date: str | None) -> str:
    """The country of an entry, or an empty string: an organisation has none, nor has a bare role."""
    code = entry.on(date) or entry.code or ""
    return code[:3] if (len(code) > 3 and not code.startswith("IGO")) or entry.kind in NATIONAL else ""


def _role(entry: Entry, told: Told) -> str:
    return (entry.on(told.date) or "")[-3:]


def _owner(phrases: NounPhrases, name: Name) -> str | None:
    """The country that the phrase of a name says: "the [Kenyan] Labour Party", "[Pakistan]'s PTI", "the Green Party of [England]"."""
    tokens = phrases.tokens
    for other in phrases.names:
        if other.entry.kind not in NATIONAL or phrases.only_half(other):
            continue
        between = tokens[other.last + 1 : name.first] if other.last < name.first else tokens[name.last + 1 : other.first]
        words = [token.form for token in between]
        if other.last < name.first and words in ([], ["'s"], ["’s"], ["'"], ["’"]):
            return other.entry.code
        if other.first > name.last and words in (["of"], ["of", "the"], ["in"]):
            return other.entry.code
    return None


def _distance(phrases: NounPhrases, name: Name, entry: Entry, told: Told) -> int:
    """How many words lie between a name and the nearest one of the actor's country in its sentence."""
    country = _country(entry, told.date)
    return min(
        (
            min(abs(other.first - name.last), abs(name.first - other.last))
            for other in phrases.names
            if country and other.is_settled and _country(other.entry, told.date) == country
        ),
        default=FARTHEST,
    )


def _is_name_by_itself(phrases: NounPhrases, name: Name) -> bool:
    """Whether a word is written as a name where no other word would be, and says of nothing else what it is ("the [Peace] cable")."""
    tokens = phrases.tokens
    token = tokens[name.last]
    if name.first == 0 or not tokens[name.first - 1].text[-1:].isalnum() or len(token.text) < SHORTEST:
        return False
    if token.relation in ("compound", "flat", "amod"):
        return False
    written = [token.text for token in tokens if token.text[:1].isalpha()]
    return sum(text[0].islower() for text in written) > len(written) // 2  # no headline


def _likeness(phrases: NounPhrases, entry: Entry, noun: str, told: Told) -> int:
    """How well a noun of a role stands beside the name of an actor: "RSF fighters", but no "fighters" of reporters."""
    role = _role(entry, told)
    return SAME_ROLE if role == noun else LIKE_ROLE if phrases.book.is_in(f"beside.{noun}", role) else 0


def _role_beside(phrases: NounPhrases, name: Name) -> str | None:
    """The role of the noun that a name stands before, if such a noun tells actors apart: "[RSF] fighters"."""
    head = phrases.tokens[name.last].head
    for index in (name.last + 1, head):
        noun = phrases.role_at(index) if name.last < index < len(phrases.tokens) else None
        if noun is not None and noun.sort != "carrier" and phrases.book.sets.get(f"beside.{noun.code}"):
            return noun.code
    return None


def _describes_thing(phrases: NounPhrases, name: Name) -> bool:
    """Whether a name only says of what kind a thing is: the "[Kurdish] positions" are no people."""
    token = phrases.tokens[name.last]
    return token.relation in ("amod", "compound") and token.head > name.last and phrases.role_at(token.head) is None


def _is_reporting(phrases: NounPhrases, name: Name) -> bool:
    """Whether a name is whom a report comes from or goes to: "AFP reported", "told AFP", "according to AFP"."""
    tokens, lexicon = phrases.tokens, phrases.tree.lexicon
    token = tokens[name.last]
    if _is_definite(phrases, name):
        return False
    if set(syntax.cases(phrases.tree, name.last)) & lexicon.attribution:
        return True
    return token.relation in ("nsubj", "obj", "iobj", "obl") and token.head >= 0 and tokens[token.head].word in lexicon.speech


def _is_definite(phrases: NounPhrases, name: Name) -> bool:
    return any(phrases.tokens[i].form in phrases.references.definite for i in phrases.children[name.last])
