"""Listed holders of an office, by title, surname and day: "Prime Minister Blair"; or by a surname that nobody else has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventcoder.actors.actor import Actor, join_code
from eventcoder.actors.book import ActorBook, DatedRole, Entry
from eventcoder.actors.nounphrases import HYPHENS, NounPhrases, new_actor
from eventcoder.actors.resolver import Resolver
from eventcoder.actors.rolenouns import role_code
from eventcoder.actors.spelling import pieces

HEADS = frozenset(("head of state", "head of government"))
TRAVELLERS = HEADS | {"foreign minister"}


def listed_holder(resolver: Resolver, head: int, chain: Sequence[int], index: int) -> Actor | None:
    """The one listed person of a name who held the office of its title on the day, in whatever country.

    Args:
        resolver: the sentence.
        head: position of the head of the phrase.
        chain: the tokens of the name and its titles.
        index: position of the title.

    Returns:
        The person; None if nobody is listed, or persons of several countries.
    """
    phrases, book = resolver.phrases, resolver.phrases.book
    title, noun = title_of(phrases, index), phrases.role_at(index)
    if noun is None:
        return None
    words = _words(phrases, [i for i in chain if not noun.first <= i <= noun.last])
    former = role_code(phrases, index, noun) == phrases.scheme.former
    held = list(called(book, words, None if former else resolver.background.date))
    codes = {role.code for _, role in held if book.is_in(f"offices.{role.office}", title)}
    if not codes and title in book.offices:
        codes = {role.code for _, role in held if not role.office}  # the list does not say which office it was
    if not codes:  # what is told of him may lie years back
        codes = {role.code for _, role in called(book, words, None) if book.is_in(f"offices.{role.office}", title)}
    if len(codes) > 1:  # of several the one who is also in the list that was written by hand
        codes &= {role.code for _, role in held if not role.office}
    code = codes.pop() if len(codes) == 1 else None
    travels = any(role.code == code and role.office in TRAVELLERS for _, role in called(book, words, None))
    if code is None or not (travels or code[:3] in resolver.background.countries or not resolver.background.countries):
        return None  # of all ministers of that name in the world he is none whose country the article does not name
    code = join_code(code, phrases.scheme.former) if former else code
    return new_actor(phrases, head, code, "person", ("role", "surname"))


def is_of_another_country(resolver: Resolver, chain: Sequence[int], index: int, country: str) -> bool:
    """Whether the list has who holds the office of a title in a country on the day, and nobody of this name ever did.

    Args:
        resolver: the sentence.
        chain: the tokens of the name and its titles.
        index: position of the title.
        country: the code of a country.

    Returns:
        True for "President Jan Smith" and Germany: so he is the president of another country.
    """
    phrases, book = resolver.phrases, resolver.phrases.book
    noun, title = phrases.role_at(index), title_of(phrases, index)
    offices = book.offices.get(title, ())
    if (
        noun is None
        or not TRAVELLERS.intersection(offices)
        or len(offices) > len(HEADS)
        or not phrases.tokens[noun.first].text[:1].isupper()
    ):
        return False  # "Minister Otieno": there are many
    if _is_beside(phrases, noun.first) or title.partition(" ")[0] in phrases.references.beside_office:
        return False
    words = set(_words(phrases, [i for i in chain if not noun.first <= i <= noun.last]))
    holders = [book.entry(number) for office in offices for number in book.held.get(f"{country} {office}", ())]
    if any(words.intersection(pieces(entry.name)) for entry in holders):
        return False
    return any(role.office in offices for entry in holders for role in entry.held(resolver.background.date))


def _is_beside(phrases: NounPhrases, first: int) -> bool:
    """Whether a word before a title says that another holds the office: "[deputy] foreign minister", "[Vice]-Prime Minister"."""
    at = first - 1
    while at > 0 and phrases.tokens[at].text in HYPHENS:
        at -= 1
    word = phrases.tokens[at].form.rstrip("-") if at >= 0 else ""
    references = phrases.references
    return word in references.beside_office | references.former | references.former_prefixes


def alone(resolver: Resolver, head: int) -> Actor | None:
    """ "Xi meets Biden": the one head of a state or government whose surname that is, on the day."""
    phrases = resolver.phrases
    words = _words(phrases, [head])
    if phrases.tokens[head].upos != "PROPN" or len(phrases.chain(head)) != 1:
        return None
    code = head_called(phrases.book, words, resolver.background.date)
    return new_actor(phrases, head, code, "person", ("surname",)) if code is not None else None


def head_called(book: ActorBook, words: Sequence[str], date: str | None) -> str | None:
    """The code of the one head of a state or government whom a surname alone means on a day.

    Args:
        book: names and roles.
        words: the surname.
        date: ISO 8601, or None.

    Returns:
        The code; None if the surname is not in the list `alone`, or is that of several.
    """
    if date is None or not book.is_in("alone", " ".join(words)):
        return None
    codes = {role.code for _, role in called(book, words, date) if role.office in HEADS}
    return codes.pop() if len(codes) == 1 else None


def title_of(phrases: NounPhrases, index: int) -> str:
    """The words of a title in lower case: "prime minister", "pres"."""
    noun = phrases.role_at(index)
    return " ".join(phrases.tokens[i].form.rstrip(".") for i in range(noun.first, noun.last + 1)) if noun is not None else ""


def _words(phrases: NounPhrases, chain: Sequence[int]) -> tuple[str, ...]:
    return tuple(piece for i in chain if phrases.tokens[i].text[:1].isalpha() for piece in pieces(phrases.tokens[i].text))


def called(book: ActorBook, words: Sequence[str], date: str | None) -> Iterator[tuple[Entry, DatedRole]]:
    """The listed persons with all these words in their names, the surname among them, and the offices that they hold on a day.

    Args:
        book: names and roles.
        words: the words, as `pieces` has them.
        date: ISO 8601; None for any day.

    Yields:
        A person and an office, for each of them.
    """
    for word in dict.fromkeys(words):
        for entry in book.by_surname(word):
            if set(words) <= set(pieces(entry.name)):
                yield from ((entry, role) for role in entry.held(date))
