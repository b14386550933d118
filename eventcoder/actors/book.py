"""The actor book: every listed name and role noun, indexed, with roles that depend on the date.

Files have the form that docs/actors.md describes. Compiling them takes a second or two, so the result is kept as JSON in the
user's cache folder under a hash of their content.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import attrs

from eventcoder.actors.spelling import pieces
from eventcoder.document import Sentence
from eventcoder.errors import Problem

# Rows of the compiled form. JSON has lists for tuples, and to make tuples of them would double the time of loading.
DatedRow: TypeAlias = "tuple[str | None, str | None, str | None, str]"  # code, from, to, office
EntryRow: TypeAlias = "tuple[str, str | None, str, Sequence[DatedRow], str, str, Sequence[str]]"  # the fields of Entry
NameRow: TypeAlias = "tuple[Sequence[str], int, int]"  # further pieces, number of the entry, how it is written
RoleRow: TypeAlias = "tuple[Sequence[str], Sequence[str], str, str]"  # pieces before, pieces after, code, sort

# How a name must be written in the text: in any case, with a capital, or in capitals throughout (so that "WHO" is not "who").
ANY_CASE, CAPITAL, CAPITALS = 0, 1, 2


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


@attrs.frozen
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
    """

    name: str
    code: str | None
    kind: str
    roles: tuple[DatedRole, ...] = ()
    gender: str = ""
    surname: str = ""
    clues: frozenset[str] = frozenset()

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
        is_own: whether the first is meant where nothing speaks for anybody.
    """

    first: int
    last: int
    entry: Entry
    others: tuple[Entry, ...] = ()
    is_own: bool = True


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

    A role that a scheme does not have is an empty string.
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


def _offices_of_titles(book: ActorBook) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, titles in book.sets.items():
        sort, _, office = name.partition(".")
        for title in titles if sort == "offices" else ():
            found.setdefault(title, []).append(office)
    return found


@attrs.frozen(eq=False)
class ActorBook:
    """Names and roles; made by `load_actors`.

    Args:
        entries: the listed actors.
        index: first piece of a name -> second piece, or "" -> its names, the longest first.
        roles: head of a role phrase -> its role nouns, the longest first.
        modifiers: word -> role that it gives a carrier.
        sets: the other word lists of roles.yaml, `name.list` -> words.
        offices: for each title in lower case the offices whose holders have it; made of `sets`.
        senses: names in pieces -> numbers of those who share them, first the one who is meant where the text says nothing, or None.
        scheme: what the rules must know of the roles.
        hash: hash of the content of all files.
        conflicts: names that a later file gives another code.
    """

    entries: Sequence[EntryRow] = attrs.field(repr=False)
    index: Mapping[str, Mapping[str, Sequence[NameRow]]] = attrs.field(repr=False)
    roles: Mapping[str, Sequence[RoleRow]] = attrs.field(repr=False)
    modifiers: Mapping[str, str] = attrs.field(repr=False)
    sets: Mapping[str, frozenset[str]] = attrs.field(repr=False)
    senses: Mapping[str, Sequence[int | None]] = attrs.field(factory=dict, repr=False)
    scheme: Scheme = attrs.field(factory=Scheme, repr=False)
    hash: str = ""
    conflicts: tuple[Problem, ...] = attrs.field(default=(), repr=False)
    _made: dict[int, Entry] = attrs.field(factory=dict, init=False, repr=False)
    _low: frozenset[str] = attrs.field(init=False, repr=False)
    _initials: frozenset[str] = attrs.field(
        init=False, repr=False, default=attrs.Factory(lambda self: self.sets.get("initials", frozenset()), takes_self=True)
    )
    _surnames: dict[str, list[int]] = attrs.field(factory=dict, init=False, repr=False)
    _countries: dict[str, list[int]] = attrs.field(factory=dict, init=False, repr=False)
    _holders: dict[tuple[str, str], list[int]] = attrs.field(factory=dict, init=False, repr=False)
    offices: Mapping[str, Sequence[str]] = attrs.field(default=attrs.Factory(_offices_of_titles, takes_self=True), init=False, repr=False)

    @_low.default
    def _lower_case_starts(self) -> frozenset[str]:
        return self.sets.get("lower", frozenset())

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
            name, code, kind, roles, gender, surname, clues = self.entries[number]
            dated = tuple(DatedRole(*role) for role in roles)
            entry = self._made[number] = Entry(name, code, kind, dated, gender, surname, frozenset(clues))
        return entry

    def find(self, name: str) -> Entry | None:
        """The entry of a name.

        Args:
            name: a name or alias in any writing.

        Returns:
            Its entry, or None.
        """
        wanted = pieces(name)
        groups = self.index.get(wanted[0], {}) if wanted else {}
        for rest, number, _ in groups.get(wanted[1] if len(wanted) > 1 else "", ()):
            if tuple(rest) == wanted[1:]:
                return self.entry(number)
        return None

    def by_surname(self, word: str) -> list[Entry]:
        """The listed persons whose surname, or first name in the list, ends in a word.

        Args:
            word: the last piece of a name, in lower case.

        Returns:
            Their entries.
        """
        if not self._surnames:
            for number, (name, _, kind, _, _, surname, _) in enumerate(self.entries):
                if kind == "person":
                    self._surnames.setdefault(pieces(surname or name)[-1], []).append(number)
        return [self.entry(number) for number in self._surnames.get(word, ())]

    def namesakes(self, word: str) -> list[Entry]:
        """The listed countries that share the last word of their names: North and South Korea.

        Args:
            word: the word, in lower case.

        Returns:
            Their entries, in the order of the list.
        """
        if not self._countries:
            for number, (name, _, kind, *_) in enumerate(self.entries):
                if kind == "country":
                    self._countries.setdefault(pieces(name)[-1], []).append(number)
        return [self.entry(number) for number in self._countries.get(word, ())]

    def holders(self, country: str, office: str) -> list[Entry]:
        """The persons who held an office of a country once.

        Args:
            country: its code.
            office: the office, as roles.yaml calls it.

        Returns:
            Their entries.
        """
        if not self._holders:
            for number, (_, _, kind, roles, *_) in enumerate(self.entries):
                for code, _, _, held in roles if kind == "person" else ():
                    if code and held:
                        self._holders.setdefault((code[:3], held), []).append(number)
        return [self.entry(number) for number in self._holders.get((country, office), ())]

    def names_in(self, sentence: Sentence) -> tuple[Name, ...]:
        """The listed names in a sentence, the longest at each place, none overlapping.

        Args:
            sentence: a parsed sentence.

        Returns:
            Names in order.
        """
        index, low, tokens = self.index, self._low, sentence.tokens
        found: list[Name] = []
        free = (0, 0)
        for i, token in enumerate(tokens):
            text = token.text
            # Most words are lower-case and begin no name; a name may begin inside a token ("anti-Israel", "al-Shabaab").
            if (text.islower() and text not in low) or (not text[-1:].isalnum() and len(text) == 1):
                continue
            parts = (text.lower(),) if text.isascii() and text.isalnum() else pieces(text)
            for at, part in enumerate(parts):
                groups = index.get(part)
                if groups is None or (i, at) < free:
                    continue
                following = parts[at + 1] if at + 1 < len(parts) else _first_piece(sentence, i + 1)
                for rest, number, case in (*groups.get(following, ()), *groups.get("", ())):
                    end = _match_rest(sentence, i, parts, at + 1, rest) if rest else (i, at + 1)
                    if end is not None and (case == ANY_CASE or _written(text, part, case)):
                        found.append(self._name(i, end[0], number, " ".join((part, *rest))))
                        free = end
                        break
        return tuple(found)

    def _name(self, first: int, last: int, number: int, words: str) -> Name:
        senses = self.senses.get(words)
        if senses is None:
            return Name(first, last, self.entry(number))
        entries = [self.entry(sense) for sense in senses if sense is not None]
        return Name(first, last, entries[0], tuple(entries[1:]), senses[0] is not None)

    def role_at(self, sentence: Sentence, index: int) -> RoleNoun | None:
        """The role noun or phrase whose head is a token, the longest that fits.

        Args:
            sentence: a parsed sentence.
            index: position of a noun.

        Returns:
            What role it names, and which tokens say so; None if it is no role noun.
        """
        token = sentence.tokens[index]
        roles = self.roles
        for form in _forms(token.lemma, token.text):
            rows = roles.get(form)
            if rows and (form not in self._initials or token.text.removesuffix("s").isupper()):
                own = pieces(token.text)[:-1]
                for before, after, code, sort in rows:
                    first = _match_back(sentence, index, before, own) if before else index
                    last = _match_on(sentence, index, after) if after else index
                    if first >= 0 and last >= 0:
                        return RoleNoun(code, sort, first, last)
        return None

    def is_body(self, word: str) -> bool:
        """Whether a word alone names a body, such as an army.

        Args:
            word: a lower-cased lemma.

        Returns:
            Whether it does.
        """
        return any(sort == "body" and not before and not after for before, after, _, sort in self.roles.get(word, ()))

    def is_in(self, listing: str, word: str) -> bool:
        """Whether a word is in a word list.

        Args:
            listing: the list, such as `pronouns.person`.
            word: the word.

        Returns:
            Whether the list has it.
        """
        return word in self.sets.get(listing, frozenset())


def _forms(lemma: str, text: str) -> Iterable[str]:
    """Forms of a noun to look up: its lemma, its last part if hyphenated, and its text with and without a plural s."""
    if lemma.isalpha() and lemma.isascii() and text.isalpha() and text.isascii():
        low = text.lower()
        if low == lemma:
            return (low, low[:-1]) if low.endswith("s") else (low, low[:-2] + "an") if low.endswith("men") else (low,)
    seen: list[str] = []
    for word in (lemma, text):
        parts = pieces(word)
        if parts and parts[-1] not in seen:
            seen.append(parts[-1])
    if seen and seen[-1].endswith("s"):
        seen.append(seen[-1][:-1])
    if seen and seen[-1].endswith("men"):
        seen.append(seen[-1][:-2] + "an")
    return seen


def _written(text: str, piece: str, case: int) -> bool:
    """Whether a token writes a piece of a name as it must be written."""
    if case == CAPITALS:
        return any(part.isupper() for part in text.replace(".", "").replace("-", " ").replace("–", " ").split() if part.lower() == piece)
    at = text.lower().find(piece[:2])
    return text[at : at + 1].isupper() if at >= 0 else text[:1].isupper()


def _first_piece(sentence: Sentence, index: int) -> str:
    """The first piece at or after a token, or an empty string."""
    for token in sentence.tokens[index : index + 2]:
        parts = (token.text.lower(),) if token.text.isascii() and token.text.isalnum() else pieces(token.text)
        if parts:
            return parts[0]
    return ""


def _match_rest(sentence: Sentence, index: int, parts: Sequence[str], at: int, rest: Sequence[str]) -> tuple[int, int] | None:
    """Where the rest of a name ends (token, and piece within it), if it follows a piece of a token."""
    tokens = sentence.tokens
    for piece in rest:
        while at >= len(parts):
            index += 1
            if index >= len(tokens):
                return None
            text = tokens[index].text
            parts = (text.lower(),) if text.isascii() and text.isalnum() else pieces(text)
            at = 0
        if parts[at] != piece:
            return None
        at += 1
    return index, at


def _match_back(sentence: Sentence, index: int, wanted: Sequence[str], own: Sequence[str]) -> int:
    """The first token of a match of `wanted` that ends before a token (or in its own earlier parts), or -1."""
    needed = list(wanted)
    for part in reversed(own):
        if not needed or needed[-1] != part:
            return -1 if needed else index
        needed.pop()
    at = index
    while needed:
        at -= 1
        if at < 0:
            return -1
        token = sentence.tokens[at]
        parts = pieces(token.text)
        if not parts and token.text in ("-", "'", "’"):
            continue
        if not parts or (needed[-len(parts) :] != list(parts) and needed[-1] != token.word):
            return -1
        del needed[-len(parts) :]
    return at


def _match_on(sentence: Sentence, index: int, wanted: Sequence[str]) -> int:
    """The last token of a match of `wanted` that begins after a token, or -1."""
    needed, at = list(wanted), index
    while needed:
        at += 1
        if at >= len(sentence.tokens):
            return -1
        parts = pieces(sentence.tokens[at].text)
        if not parts or needed[: len(parts)] != list(parts):
            return -1
        del needed[: len(parts)]
    return at
