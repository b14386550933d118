"""The actor book: every listed name and role noun, indexed, with roles that depend on the date.

Files have the form that docs/actors.md describes. Compiling them takes a second or two, so the result is kept as JSON in the
user's cache folder under a hash of their content.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import TypeAlias

import attrs

from eventcoder.actors.matching import ANY_CASE, TITLE, first_piece, forms, match_back, match_on, match_rest, written
from eventcoder.actors.packing import NameRow, unpacked_entry, unpacked_names
from eventcoder.actors.spelling import pieces
from eventcoder.document import Sentence
from eventcoder.errors import Problem
from eventcoder.memo import Lookup
from eventcoder.showing import Brief

# Rows of the compiled form. JSON has lists for tuples, and to make tuples of them would double the time of loading.
RoleRow: TypeAlias = "tuple[Sequence[str], Sequence[str], str, str]"  # pieces before, pieces after, code, sort
Heading: TypeAlias = tuple[Sequence[str], Sequence[RoleRow]]  # earlier pieces of a hyphenated head of role phrases, and their rows
Beginning: TypeAlias = tuple[Sequence[str], Sequence[tuple[int, str]]]  # the pieces of a word, and those that begin a name

# How sure it is that a name means an actor. The one of a list written by hand is meant where nothing speaks for anybody; one of a list made
# from tables is, if nobody else has the name; the others only where the text speaks for them, the last only for a reason beside the name.
OWN, LISTED, ALSO, DOUBTFUL, VERY_DOUBTFUL = range(5)


@attrs.frozen
class DatedRole:
    """A code that holds from one day to another, both included; None is open. The office, if it is known, is one of roles.yaml."""

    code: str | None
    start: str | None = None
    end: str | None = None
    office: str = ""

    def length(self) -> tuple[int, str, str]:
        """A sort key: the narrowest interval first, half-open ones after closed ones."""
        return ((self.start is None) + (self.end is None), _days(self.start, self.end), self.start or "")


def _days(start: str | None, end: str | None) -> str:
    if start is None or end is None:
        return ""
    numbers = [int(date[:4]) * 372 + int(date[5:7]) * 31 + int(date[8:10]) for date in (start, end)]
    return f"{numbers[1] - numbers[0]:09d}"


@attrs.frozen(cache_hash=True)
class Entry:
    """One listed actor.

    Args:
        name: its first name.
        code: its code where no dated role holds.
        kind: country, adjective, people, city, region, organisation, group or person.
        roles: codes with dates.
        gender: `f` or `m` for a person, if known.
        surname: of a person, if it is not the last word of the name.
        clues: words in a sentence that speak for this actor where another has the same name.
        file: the list that it is from.
    """

    name: str
    code: str | None
    kind: str
    roles: tuple[DatedRole, ...] = ()
    gender: str = ""
    surname: str = ""
    clues: frozenset[str] = frozenset()
    file: str = ""

    def on(self, date: str | None) -> str | None:
        """The code on a day; without a date that of the latest role.

        Args:
            date: ISO 8601, or None.

        Returns:
            The code of the narrowest interval that holds.
        """
        if not self.roles:
            return self.code
        if date is None:
            return max(self.roles, key=lambda role: (role.end is None, role.end or "", role.start or "")).code
        holding = self.held(date)
        return min(holding, key=DatedRole.length).code if holding else self.code

    def held(self, date: str | None) -> list[DatedRole]:
        """The roles that hold on a day.

        Args:
            date: ISO 8601; None for any day.

        Returns:
            All of them.
        """
        if date is None:
            return list(self.roles)
        day = (date + "-01-01")[:10] if len(date) < 10 else date[:10]
        return [role for role in self.roles if (role.start is None or role.start <= day) and (role.end is None or day <= role.end)]


@attrs.frozen
class Name:
    """A listed name in a sentence.

    Args:
        first: position of its first token.
        last: position of its last token.
        entry: who has it.
        others: who has it too; the text decides.
        asks: of each of them how sure it is that the name means him.
    """

    first: int
    last: int
    entry: Entry
    others: tuple[Entry, ...] = ()
    asks: tuple[int, ...] = (OWN,)

    @property
    def is_own(self) -> bool:
        """Whether the first is meant where nothing speaks for anybody."""
        return self.asks[0] == OWN

    @property
    def is_settled(self) -> bool:
        """Whether it means its actor whatever the text says."""
        return not self.others and self.asks[0] <= LISTED


@attrs.frozen
class RoleNoun:
    """A noun that names an actor by what it does: its code, and whether it is a person, body, people, thing, carrier or nobody."""

    code: str
    sort: str
    first: int = 0
    last: int = 0


@attrs.frozen
class Scheme:
    """What the rules must know of the roles; the comments in `codebooks/actors/roles.yaml` say what each does.

    A role that a scheme does not have is an empty string. A scheme that is `closed` knows nobody but those whom a phrase itself names, and
    `unknown` stands for the country of a role where the phrase has none.
    """

    people: str = ""
    former: str = ""
    government: str = ""
    party: str = ""
    opposition: str = ""
    international: str = ""
    shared: frozenset[str] = frozenset()
    own_sort: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    state: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    guests: frozenset[str] = frozenset()
    worldwide: frozenset[str] = frozenset()
    ranked: frozenset[str] = frozenset()
    closed: bool = False
    unknown: str = ""


def _offices_of_titles(book: ActorBook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, titles in book.sets.items():
        sort, _, office = name.partition(".")
        for title in titles if sort == "offices" else ():
            found.setdefault(title, []).append(office)
    return found


@attrs.frozen(eq=False)
class Words:
    """What is known of words, wherever they stand: the same few thousand come in article after article.

    Args:
        pieces: the pieces of a word.
        is_body: whether it alone names a body, such as an army.
        beginning: its pieces, and those of them with which a listed name may begin, with their places.
        heading: for the lemma and the text of a word the role phrases that it may head.
    """

    pieces: Lookup[str, tuple[str, ...]]
    is_body: Lookup[str, bool]
    beginning: Lookup[str, Beginning]
    heading: Lookup[tuple[str, str], tuple[Heading, ...]]


@attrs.frozen(eq=False)
class ActorBook(Brief):
    """Names and roles; made by `load_actors`.

    Args:
        entries: the listed actors, packed.
        index: first piece of a name -> its names, packed.
        roles: head of a role phrase -> its role nouns, the longest first.
        modifiers: word -> role that it gives a carrier.
        sets: the other word lists of roles.yaml, `name.list` -> words.
        offices: for each title in lower case the offices whose holders have it; made of `sets`.
        surnames: surname -> numbers of the listed persons by that name whom a title and a surname can mean.
        namesakes_of: last word of the names of countries -> their numbers.
        held: country and office -> numbers of those who held it once.
        scheme: what the rules must know of the roles.
        hash: hash of the content of all files.
        conflicts: names that a later file gives another code.
    """

    entries: Sequence[str] = attrs.field(repr=False)
    index: Mapping[str, str] = attrs.field(repr=False)
    roles: Mapping[str, Sequence[RoleRow]] = attrs.field(repr=False)
    modifiers: Mapping[str, str] = attrs.field(repr=False)
    sets: Mapping[str, frozenset[str]] = attrs.field(repr=False)
    surnames: Mapping[str, Sequence[int]] = attrs.field(factory=dict, repr=False)
    namesakes_of: Mapping[str, Sequence[int]] = attrs.field(factory=dict, repr=False)
    held: Mapping[str, Sequence[int]] = attrs.field(factory=dict, repr=False)
    scheme: Scheme = attrs.field(factory=Scheme, repr=False)
    hash: str = ""
    conflicts: tuple[Problem, ...] = attrs.field(default=(), repr=False)
    _made: dict[int, Entry] = attrs.field(factory=dict, init=False, repr=False)
    _names: dict[str, Mapping[str, Sequence[NameRow]]] = attrs.field(factory=dict, init=False, repr=False)
    offices: Mapping[str, Sequence[str]] = attrs.field(default=attrs.Factory(_offices_of_titles, takes_self=True), init=False, repr=False)

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, number: int) -> Entry:
        """An entry, made when first asked for.

        Args:
            number: its number, as the index has it.

        Returns:
            The entry.
        """
        entry = self._made.get(number)
        if entry is None:
            name, code, kind, roles, gender, surname, clues, file = unpacked_entry(self.entries[number])
            dated = tuple(DatedRole(*role) for role in roles)
            entry = self._made[number] = Entry(name, code, kind, dated, gender, surname, frozenset(clues), file)
        return entry

    def find(self, name: str) -> Entry | None:
        """The entry of a name; of several who have it the one who is meant where a text says nothing, or the first.

        Args:
            name: a name or alias in any writing.

        Returns:
            Its entry, or None.
        """
        return next((entry for entry, _ in self.bearers(name)), None)

    def bearers(self, name: str) -> list[tuple[Entry, int]]:
        """All who have a name.

        Args:
            name: a name or alias in any writing.

        Returns:
            Their entries, each with how sure it is that the name means him (`OWN` to `VERY_DOUBTFUL`).
        """
        wanted = pieces(name)
        rows = self._named(wanted[0]).get(wanted[1] if len(wanted) > 1 else "", ()) if wanted else ()
        return [(self.entry(number), ask) for rest, _, listed in rows if rest == wanted[1:] for number, ask in listed]

    def by_surname(self, word: str) -> list[Entry]:
        """The listed persons whose surname, or first name in the list, ends in a word, and whom a title and a surname can mean.

        Args:
            word: the last piece of a name, in lower case.

        Returns:
            Their entries.
        """
        return [self.entry(number) for number in self.surnames.get(word, ())]

    def namesakes(self, word: str) -> list[Entry]:
        """The listed countries that share the last word of their names: North and South Korea.

        Args:
            word: the word, in lower case.

        Returns:
            Their entries, in the order of the list.
        """
        return [self.entry(number) for number in self.namesakes_of.get(word, ())]

    def names_in(self, sentence: Sentence, without: frozenset[tuple[int, int]] = frozenset()) -> tuple[Name, ...]:
        """The listed names in a sentence, the longest at each place, none overlapping.

        Args:
            sentence: a parsed sentence.
            without: first and last tokens of names that are not to be taken.

        Returns:
            Names in order.
        """
        tokens, beginning = sentence.tokens, self.words.beginning
        found: list[Name] = []
        free = (0, 0)
        for i, token in enumerate(tokens):
            text = token.text
            parts, starts = beginning[text]
            for at, part in starts:
                if (i, at) < free:
                    continue
                groups = self._named(part)
                following = parts[at + 1] if at + 1 < len(parts) else first_piece(sentence, i + 1)
                for rest, case, listed in (*groups.get(following, ()), *groups.get("", ())):
                    end = match_rest(sentence, i, parts, at + 1, rest) if rest else (i, at + 1)
                    if end is None or (case != ANY_CASE and not written(text, part, case)) or (i, end[0]) in without:
                        continue
                    after = tokens[end[0] + 1] if end[0] + 1 < len(tokens) else None
                    if after is not None and after.text.startswith("$") and after.start == tokens[end[0]].end:
                        continue  # "[US]$5 million"
                    if case != TITLE or not tokens[end[0]].text[:1].islower():
                        found.append(_name(self, i, end[0], listed))
                        free = end
                        break
        return tuple(found)

    def _named(self, piece: str) -> Mapping[str, Sequence[NameRow]]:
        """The names that begin with a piece, by the second."""
        groups = self._names.get(piece)
        if groups is None:
            packed = self.index.get(piece)
            groups = self._names[piece] = unpacked_names(packed) if packed is not None else {}
        return groups

    def roles_in(self, sentence: Sentence) -> dict[int, RoleNoun]:
        """The role nouns and phrases in a sentence, the longest that fits at each place.

        Args:
            sentence: a parsed sentence.

        Returns:
            By the position of the head what role it names, and which tokens say so.
        """
        heading = self.words.heading
        heads = [token.index for token in sentence.tokens if heading[token.lemma, token.text]]
        return {index: role for index in heads if (role := self.role_at(sentence, index)) is not None}

    def role_at(self, sentence: Sentence, index: int) -> RoleNoun | None:
        """The role noun or phrase whose head is a token, the longest that fits.

        Args:
            sentence: a parsed sentence.
            index: position of a noun.

        Returns:
            What role it names, and which tokens say so; None if it is no role noun.
        """
        token = sentence.tokens[index]
        for own, rows in self.words.heading[token.lemma, token.text]:
            for before, after, code, sort in rows:
                first = match_back(sentence, index, before, own, self.words.pieces) if before else index
                last = match_on(sentence, index, after) if after else index
                if first >= 0 and last >= 0:
                    return RoleNoun(code, sort, first, last)
        return None

    @cached_property
    def words(self) -> Words:
        """What is known of words, wherever they stand."""
        return Words(Lookup(pieces), Lookup(partial(_is_body, self)), Lookup(partial(_begins, self)), Lookup(partial(_heads, self)))

    def is_in(self, listing: str, word: str) -> bool:
        """Whether a word is in a word list.

        Args:
            listing: the list, such as `pronouns.person`.
            word: the word.

        Returns:
            Whether the list has it.
        """
        return word in self.sets.get(listing, frozenset())


def _name(book: ActorBook, first: int, last: int, listed: Sequence[tuple[int, int]]) -> Name:
    entries = [book.entry(number) for number, _ in listed]
    return Name(first, last, entries[0], tuple(entries[1:]), tuple(ask for _, ask in listed))


def _is_body(book: ActorBook, word: str) -> bool:
    return any(sort == "body" and not before and not after for before, after, _, sort in book.roles.get(word, ()))


def _begins(book: ActorBook, text: str) -> Beginning:
    """Most words are lower-case and begin no name; a name may begin inside a word ("anti-Israel", "al-Shabaab")."""
    if (text.islower() and not book.is_in("lower", text)) or (not text[-1:].isalnum() and len(text) == 1):
        return (), ()
    parts = pieces(text)
    return parts, tuple((at, part) for at, part in enumerate(parts) if part in book.index)


def _heads(book: ActorBook, word: tuple[str, str]) -> tuple[Heading, ...]:
    lemma, text = word
    found: list[Heading] = []
    for form in forms(lemma, text):
        rows = book.roles.get(form)
        if rows and (not book.is_in("initials", form) or text.removesuffix("s").isupper()):
            own = pieces(text)[:-1]
            if own and book.is_in("postpositives", form):  # "treasurer-general" is a treasurer, and no general
                rows, own = book.roles.get(own[-1], ()), own[:-1]
            found.append((own, rows))
    return tuple(found)
