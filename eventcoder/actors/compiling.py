"""What the files of actors say, put together: entries, names and who has them, role nouns, lists of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from eventcoder.actors.actor import join_code
from eventcoder.actors.book import ALSO, DOUBTFUL, LISTED, OWN, VERY_DOUBTFUL
from eventcoder.actors.matching import ANY_CASE, CAPITAL, CAPITALS, TITLE
from eventcoder.actors.packing import Bearer, DatedRow, EntryRow, NameRow, packed_entry, packed_names
from eventcoder.actors.spelling import pieces
from eventcoder.loading.shapes import Place, Placed

NOBODY = "nobody"  # the sort of a noun that names no actor
LISTS = (
    "companies", "things", "postpositives", "linkers", "weapons", "alone", "adjectives", "abstract", "doers",
)  # fmt: skip
GROUPS = {
    "titles": ("m", "f"),
}
DOUBTS = (LISTED, DOUBTFUL, VERY_DOUBTFUL)


@attrs.frozen
class Term:
    """Names of one actor, each with how sure it is that it means him, and the days for which he is listed; the surname of a person."""

    names: tuple[tuple[str, int], ...]
    surname: str
    first: str | None
    last: str | None


@attrs.frozen
class Read:
    """What one file says.

    Args:
        file: its name.
        sections: its sections, checked.
        report: whether it is the user's, who is told which names it takes from others.
    """

    file: str
    sections: Mapping[str, Any]
    report: bool


def compiled(read: Sequence[Read]) -> dict[str, Any]:
    """The compiled form of some files, which JSON can write.

    Args:
        read: the files; a later one wins over an earlier one, name by name.

    Returns:
        The fields of a book.
    """
    made = _Compiler()
    for one in read:
        _lists(made, one.sections)
    for one in read:
        made.file, sections = one.file, one.sections
        _actors(made, sections.get("actors", ()), sections.get("kind", "organisation"), report=one.report)
        for country, forms in sections.get("countries", {}).items():
            _country(made, country, forms)
        for region in sections.get("regions", ()):
            fields = region.value
            label = fields["names"][0]
            made.add_all(label, fields["code"], "region", fields["names"], region.place)
            made.add_all(label, fields["code"], "regional", (*fields.get("adjectives", ()), *fields.get("people", ())), region.place)
        for role, sorts in sections.get("roles", {}).items():
            for sort, nouns in sorts.items():
                _role_nouns(made, role, sort, nouns)
        for role, nouns in sections.get("carriers", {}).items():
            _role_nouns(made, role, "carrier", nouns)
        _role_nouns(made, "", NOBODY, sections.get("nobody", ()))
    for name, number, place in made.also:
        made.share(name, number, ALSO, place)
    # What comes from tables yields to what was written by hand.
    for one in read:
        made.file, sections = one.file, one.sections
        for body, listed in sections.get("bodies", {}).items():
            _bodies(made, body, sections.get("kind", "organisation"), listed)
        for country, offices in sections.get("officeholders", {}).items():
            _officeholders(made, country, offices)
    return _finish(made)


@attrs.define
class _Listed:
    """A name: how it is written, and who has it."""

    case: int
    bearers: list[Bearer]
    place: Place
    decided: bool = False  # by a file of the user


@attrs.define
class _Compiler:
    file: str = ""
    also: list[tuple[str, int, Place]] = attrs.field(factory=list)  # names that are others' as well, and whose
    entries: list[EntryRow] = attrs.field(factory=list)
    names: dict[tuple[str, ...], _Listed] = attrs.field(factory=dict)
    roles: dict[str, dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[str, str]]] = attrs.field(factory=dict)
    modifiers: dict[str, str] = attrs.field(factory=dict)
    sets: dict[str, set[str]] = attrs.field(factory=dict)
    scheme: dict[str, str | bool | list[str]] = attrs.field(factory=dict)
    conflicts: list[tuple[str, ...]] = attrs.field(factory=list)

    def enter(
        self,
        name: str,
        code: str | None,
        kind: str,
        roles: Sequence[DatedRow] = (),
        *,
        gender: str = "",
        surname: str = "",
        clues: Sequence[str] = (),
    ) -> int:
        """Enter an actor, and give the number of its entry."""
        self.entries.append((name, code, kind, roles, gender, surname, clues, self.file))
        return len(self.entries) - 1

    def add(self, name: str, number: int, place: Place, *, report: bool = False, yields: bool = False) -> None:
        """List one name; `yields` says that a name already listed is kept."""
        key = pieces(name)
        if not key or (yields and key in self.names):
            return
        case, before = _case(name), self.names.get(key)
        if before is not None and report:
            old, new = self.entries[before.bearers[0][0]][1], self.entries[number][1]
            if old != new:
                self.conflicts.append((str(place), name, f"the code {old} of {before.place}", str(new), "the later file wins"))
        if case == ANY_CASE:
            self.sets.setdefault("lower", set()).add(key[0])
        if before is not None and before.bearers[0][0] == number:
            case = min(case, before.case)  # "NATO" and "Nato" are both listed
        self.names[key] = _Listed(case, [(number, OWN)], place, report)

    def share(self, name: str, number: int, ask: int, place: Place) -> None:
        """List a name that others may have as well: those of the lists written by hand, unless theirs is of no kind that several have."""
        key = pieces(name)
        case = TITLE if ask != ALSO and len(key) > 1 and _last(name)[:1].isupper() else _case(name)
        listed = self.names.setdefault(key, _Listed(case, [], place))
        if listed.decided or (ask != ALSO and listed.bearers and self._is_whole(listed.bearers[0])):
            return
        if any(self._is_same(number, other) for other, _ in listed.bearers):
            return
        if listed.bearers and listed.bearers[0][1] != OWN:
            listed.case = min(listed.case, case)
        listed.bearers.append((number, ask))

    def _is_whole(self, bearer: Bearer) -> bool:
        """Whether a name is so much one actor's that it can be nobody else's: a place, a person, an army listed by hand."""
        _, code, kind, *_ = self.entries[bearer[0]]
        return bearer[1] == OWN and not (kind == "group" and code is not None and code[3:] in _roles_of(self.scheme.get("shared")))

    def _is_same(self, number: int, other: int) -> bool:
        """Whether two entries come to the same."""
        one, two = self.entries[number], self.entries[other]
        return one[1] == two[1] and one[2] == two[2] and (number == other or not (one[3] or two[3]))

    def add_all(self, label: str, code: str, kind: str, listed: Iterable[str], place: Place) -> None:
        """List names of a country or region, which yield to what is listed already."""
        names = list(listed)
        if names:
            number = self.enter(label, code, kind)
            for name in names:
                self.add(name, number, place, yields=True)


def _roles_of(value: object) -> Sequence[str]:
    return value if isinstance(value, list) else ()


def _last(name: str) -> str:
    """The last word of a name, or of its last word the part after the hyphen."""
    return name.split()[-1].rpartition("-")[2]


def _case(name: str) -> int:
    """How a name must be written in the text."""
    first = name.lstrip("'’\"(")[:1]
    bare = name.replace(".", "")
    return CAPITALS if len(pieces(name)) == 1 and bare.isupper() and len(bare) <= 5 else CAPITAL if first.isupper() else ANY_CASE


def _lists(made: _Compiler, sections: Mapping[str, Any]) -> None:
    """The lists of words, `name` or `name.group`, in lower case, and what the scheme of roles says."""
    made.scheme.update(sections.get("scheme", {}))
    for role, listed in sections.get("named", {}).items():
        for noun in listed:
            made.sets.setdefault(f"named.{noun}", set()).add(role)
    for role, fitting in sections.get("beside", {}).items():
        made.sets.setdefault(f"beside.{role}", set()).update(fitting)
    for role, listed in sections.get("modifiers", {}).items():
        for modifier in listed:
            made.modifiers.setdefault(" ".join(pieces(modifier)), role)
    for name in LISTS:
        made.sets.setdefault(name, set()).update(listed.lower() for listed in sections.get(name, ()))
    for role, listed in sections.get("held", {}).items():
        for office in listed:
            made.sets.setdefault(f"held.{office}", set()).add(role)
    for name in (*GROUPS, "forms", "offices", "only"):
        for group, listed in sections.get(name, {}).items():
            made.sets.setdefault(f"{name}.{group.lower()}", set()).update(member.lower() for member in listed)


def _finish(made: _Compiler) -> dict[str, Any]:
    index: dict[str, list[NameRow]] = {}
    for key, listed in made.names.items():
        if listed.bearers:
            index.setdefault(key[0], []).append((key[1:], listed.case, listed.bearers))
    for rows in index.values():
        rows.sort(key=lambda row: (-len(row[0]), row[0]))
    roles = {
        head: sorted(
            ([list(before), list(after), code, sort] for (before, after), (code, sort) in rows.items()),
            key=lambda row: (-len(row[0]) - len(row[1]), row),
        )
        for head, rows in made.roles.items()
    }
    return {
        "entries": [packed_entry(entry) for entry in made.entries],
        "index": {piece: packed_names(rows) for piece, rows in index.items()},
        **_lookups(made),
        "roles": roles,
        "modifiers": made.modifiers,
        "scheme": made.scheme,
        "sets": {name: sorted(words) for name, words in made.sets.items()},
        "conflicts": made.conflicts,
    }


def _lookups(made: _Compiler) -> dict[str, dict[str, list[int]]]:
    """Whom a surname, the last word of a country's name, or an office of a country can mean."""
    surnames: dict[str, list[int]] = {}
    namesakes: dict[str, list[int]] = {}
    held: dict[str, list[int]] = {}
    for number, (name, _, kind, roles, _, surname, *_) in enumerate(made.entries):
        if kind == "country":
            namesakes.setdefault(pieces(name)[-1], []).append(number)
        called = [role for role in roles if not role[3] or f"offices.{role[3]}" in made.sets]  # those with a title
        if kind == "person" and (called or not roles):
            surnames.setdefault(pieces(surname or name)[-1], []).append(number)
            for code, _, _, office in called:
                if code and office:
                    held.setdefault(f"{code[:3]} {office}", []).append(number)
    return {"surnames": surnames, "namesakes": namesakes, "held": held}


def _actors(made: _Compiler, actors: Iterable[Placed[dict[str, Any]]], kind: str, *, report: bool) -> None:
    for one in actors:
        fields = one.value
        roles = [(*role, "") for role in fields.get("roles", ())]
        number = made.enter(
            fields["names"][0],
            fields.get("code"),
            fields.get("kind", kind),
            roles,
            gender=fields.get("gender", ""),
            clues=fields.get("clues", ()),
        )
        for name in fields["names"]:
            made.add(name, number, one.place, report=report)
        made.also += [(name, number, one.place) for name in fields.get("also", ())]


def _bodies(made: _Compiler, body: str, kind: str, listed: Placed[list[Term]]) -> None:
    """Parties, groups and other bodies; outside their days they are nobody."""
    for term in listed.value:
        dated = [(body, term.first, term.last, "")] if term.first or term.last else []
        number = made.enter(term.names[0][0], None if dated else body, kind, dated)
        for name, ask in term.names:
            made.share(name, number, ask, listed.place)


def _officeholders(made: _Compiler, country: str, offices: Placed[dict[str, list[Term]]]) -> None:
    """Persons with their terms; outside these they held an office once, unless that was of a party alone."""
    government, former, party = (str(made.scheme.get(role, "")) for role in ("government", "former", "party"))
    persons: dict[str, tuple[dict[str, int], str, list[DatedRow]]] = {}
    for office, listed in offices.value.items():
        role = next(iter(made.sets.get(f"held.{office}", ())), government)
        for term in listed:
            spellings, _, roles = persons.setdefault(term.names[0][0], ({}, term.surname, []))
            for name, ask in term.names:
                spellings[name] = min(ask, spellings.get(name, ask))
            roles.append((join_code(country, role), term.first, term.last, office))
    for name, (spellings, surname, roles) in persons.items():
        if any(f"offices.{office}" in made.sets for *_, office in roles):  # what is more than the head of a party
            roles = [role for role in roles if role[0] != join_code(country, party)]
        roles = [role for role in roles if role[0] != join_code(country, party) or not any(_meets(role, other) for other in roles)]
        politician = all(role[0] == join_code(country, party) for role in roles)
        number = made.enter(name, join_code(country, party if politician else former), "person", roles, surname=surname)
        for spelling, ask in spellings.items():
            made.share(spelling, number, ask, offices.place)


def _meets(role: DatedRow, other: DatedRow) -> bool:
    """Whether two roles with different codes hold on the same day."""
    (code, start, end, _), (another, first, last, _) = role, other
    return code != another and (start or "") <= (last or "9") and (first or "") <= (end or "9")


def _country(made: _Compiler, country: str, forms: Placed[dict[str, Any]]) -> None:
    listed = dict.fromkeys(("names", "adjectives", "people", "fallback", "capitals", "places", "divisions"), ()) | forms.value
    label = listed["names"][0] if listed["names"] else country
    made.sets.setdefault("capitals", set()).update(capital.lower() for capital in listed["capitals"])
    for division in listed["divisions"]:
        made.sets.setdefault(f"divisions.{' '.join(pieces(division))}", set()).add(country)
    adjectives, people = listed["adjectives"], listed["people"]
    for kind, names in (
        ("country", (*listed["names"], *listed["fallback"])),
        ("adjective", [name for name in adjectives if name not in people]),
        ("people", [name for name in people if name not in adjectives]),
        ("demonym", [name for name in adjectives if name in people]),
        ("city", listed["capitals"]),
        ("city", listed["places"]),
    ):
        made.add_all(label, country, kind, names, forms.place)


def _role_nouns(made: _Compiler, role: str, sort: str, nouns: Iterable[str]) -> None:
    for noun in nouns:
        parts = pieces(noun)
        if not parts:
            continue
        # the head of "chief of staff" and "chargé d'affaires" comes first
        at = next((i for i, part in enumerate(parts[1:]) if part in made.sets["linkers"]), len(parts) - 1)
        made.roles.setdefault(parts[at], {}).setdefault((parts[:at], parts[at + 1 :]), (role, sort))
        if _case(noun) == CAPITALS:
            made.sets.setdefault("initials", set()).add(parts[at])
        if at == len(parts) - 1 == 1 and parts[at] in made.sets["postpositives"]:  # "attorney general": either word may be the head
            made.roles.setdefault(parts[0], {}).setdefault(((), parts[1:]), (role, sort))
