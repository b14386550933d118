"""Noun phrases as the parser left them: listed names, titles, conjuncts and role nouns in a sentence.

What the tree says is not taken on trust where words stand side by side: a title belongs to the name after it, a demonym to the title
after it, however they were attached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs

from eventcoder.actors.actor import Actor, split_code
from eventcoder.actors.book import ActorBook, Name, RoleNoun, Scheme
from eventcoder.actors.places import located
from eventcoder.document import Entity, Sentence, Token
from eventcoder.english.references import References
from eventcoder.grammar import syntax
from eventcoder.grammar.tree import Tree

NAME_RELATIONS = frozenset(("flat", "compound", "goeswith", "fixed"))
# Kinds of entries: places, and words that say of which place something is.
PLACES = frozenset(("country", "city", "region"))
ADJECTIVES = frozenset(("adjective", "demonym", "regional"))
REGIONS = frozenset(("region", "regional"))  # parts of the world, and their adjectives
HYPHENS = ("-", "–")
OPENING, CLOSING = ("(", "["), (")", "]")  # brackets
SHORTEST_NAME = 3  # letters; by shorter pieces of names, such as "al" and "de", nobody is known
# Kinds of named entities: of persons, and of what is nobody.
PERSON = "Person"
MONEY = "Money"
THINGS = frozenset(("Location", "Facility", "Date", MONEY, "Product", "Misc"))
REST = "Misc"  # of what recognisers see, the least certain
PEOPLES = "NORP"
ORGANISATION = "Organization"
# What hangs on the head of a phrase without being part of what the phrase calls its actor.
NOT_IN_TEXT = frozenset(
    ("acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "case", "dep", "list", "cop", "nsubj", "aux", "advmod", "mark")
)


@attrs.frozen(eq=False)
class NounPhrases:
    """The names and role nouns of one sentence, found when first asked for.

    Args:
        tree: the sentence.
        book: names and roles.
        settled: its listed names, if it has been settled whom those mean that several have.

    Attributes:
        sentence: the sentence.
        tokens: its words.
        children: for each position, the positions of its dependents in order.
        references: the words of the language by which phrases refer.
        scheme: what is to be known of the roles.
    """

    tree: Tree
    book: ActorBook
    settled: tuple[Name, ...] | None = attrs.field(default=None, repr=False)
    sentence: Sentence = attrs.field(init=False, repr=False, default=attrs.Factory(lambda self: self.tree.sentence, takes_self=True))
    tokens: tuple[Token, ...] = attrs.field(init=False, repr=False, default=attrs.Factory(lambda self: self.tree.tokens, takes_self=True))
    children: tuple[tuple[int, ...], ...] = attrs.field(
        init=False, repr=False, default=attrs.Factory(lambda self: self.tree.children, takes_self=True)
    )
    references: References = attrs.field(
        init=False, repr=False, default=attrs.Factory(lambda self: self.tree.lexicon.references, takes_self=True)
    )
    scheme: Scheme = attrs.field(init=False, repr=False, default=attrs.Factory(lambda self: self.book.scheme, takes_self=True))
    _whole: dict[int, Name | None] = attrs.field(factory=dict, init=False, repr=False)
    _chains: dict[int, tuple[int, ...]] = attrs.field(factory=dict, init=False, repr=False)

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The listed names in the sentence with their entries."""
        return located(self.tree, self.book, self.book.names_in(self.sentence)) if self.settled is None else self.settled

    @cached_property
    def covered(self) -> dict[int, Name]:
        """Position -> the listed name that covers it, be it a part of an unlisted one or not."""
        return {i: name for name in reversed(self.names) for i in range(name.first, name.last + 1)}

    @cached_property
    def entities(self) -> dict[int, Entity]:
        """Position -> the named entity that a recogniser sees there; none in a document that none has read."""
        return {i: entity for entity in self.sentence.entities for i in range(entity.first, entity.last + 1)}

    @cached_property
    def abbreviations(self) -> tuple[int, ...]:
        """Positions of short forms in brackets after what they stand for: "Kurdistan Workers' Party (PKK)"."""
        tokens = self.tokens
        between = (i for i in range(1, len(tokens) - 1) if tokens[i - 1].text in OPENING and tokens[i + 1].text in CLOSING)
        return tuple(i for i in between if 0 <= tokens[i].head < i and tokens[i].text.isupper() and len(tokens[i].text) > 1)

    def name_at(self, index: int) -> Name | None:
        """The listed name that a token is part of; None where that name is only a part of an unlisted one."""
        if index not in self.covered:
            return None
        if index not in self._whole:
            name = self.covered[index]
            kind = name.entry.kind
            short = kind == "city" and is_abbreviation(self, name.first)
            if short or _is_inside_person(self, name) or (kind in REGIONS and _is_piece_of_division(self, name)):
                part = True
            elif kind in PLACES:
                part = _is_inside_longer_name(self, name)
            else:
                part = _is_piece_of_name(self, name) if name.first == name.last else _ends_longer_name(self, name)
            self._whole[index] = None if part else name
        return self._whole[index]

    @cached_property
    def roles(self) -> dict[int, RoleNoun]:
        """Position -> the role noun or phrase whose head is there."""
        found = self.book.roles_in(self.sentence)
        return {index: role for index, role in found.items() if not _is_no_role(self, index, role)}

    def role_at(self, index: int) -> RoleNoun | None:
        """The role noun or phrase whose head is a token."""
        return self.roles.get(index)

    def chain(self, head: int) -> tuple[int, ...]:
        """The tokens of a name and its titles: the head and what hangs on it as flat, compound or title, without conjuncts.

        A title right before a name and a name right after a title belong to it however the parser attached them.
        """
        found = self._chains.get(head)
        if found is None:
            found = self._chains[head] = tuple(_with_neighbours(self, _parts_of_name(self, head)))
        return found

    def conjuncts(self, head: int) -> tuple[int, ...]:
        """The heads of a phrase and of what is coordinated with it, whatever the parser calls that."""
        found = [i for i in self.sentence.conjuncts(head) if i == head or not syntax.is_set_against(self.tree, i)]
        for index in tuple(found):
            found += [child for child in self.children[index] if _is_listed_beside(self, child, index)]
        heads: dict[object, int] = {}
        for index in sorted(set(found)):
            heads.setdefault(self.covered.get(index, index), index)  # "[Guinea-Bissau]" is one name
        return tuple(heads.values())

    def case(self, index: int) -> str:
        """The preposition of a phrase, or an empty string."""
        return next(iter(syntax.cases(self.tree, index)), "")

    def only_half(self, name: Name) -> bool:
        """Whether a name stands in a compound such as "Iran-backed", "pro-Russian" or "anti-Israel"."""
        references = self.references
        suffix = _suffix(self, name)
        if suffix:
            return suffix not in references.owning_suffixes
        return _prefix(self, name) in references.compound_prefixes

    def is_seat(self, name: Name) -> bool:
        """Whether a name only says where somebody sits: "a [London]-based monitor"."""
        return _suffix(self, name) in self.references.seat_suffixes


def _is_no_role(phrases: NounPhrases, index: int, role: RoleNoun) -> bool:
    """Whether a role noun is none here: "the [National] Council", "[Christian] Mensah", "John [Bishop]"."""
    token = phrases.tokens[index]
    if token.upos == "ADJ" and phrases.book.is_in("adjectives", token.form):
        return True
    entity = phrases.entities.get(index)
    if entity is None or entity.kind != PERSON:
        return False
    first_name = role.sort == "people" and entity.first == index < entity.last
    surname = (entity.first < role.first and entity.last == index) or (role.sort == "body" and entity.first == index)
    return first_name or surname


def _suffix(phrases: NounPhrases, name: Name) -> str:
    """The word that makes a compound of a name: "[Iran]-backed", "[Iran] - backed", "[Iran] backed"; or an empty string."""
    tokens, suffixes = phrases.tokens, phrases.references.compound_suffixes
    after = name.last + 1
    words = [part.rpartition(separator)[2] for separator in HYPHENS if separator in (part := tokens[name.last].form.strip("-–"))]
    if after + 1 < len(tokens) and tokens[after].text in HYPHENS:
        words.append(tokens[after + 1].form)
    if after < len(tokens) and tokens[after].upos in ("VERB", "ADJ") and tokens[name.last].head == after:
        words.append(tokens[after].form)
    return next((word for word in words if word in suffixes), "")


def _prefix(phrases: NounPhrases, name: Name) -> str:
    """What stands before a name in a compound: "pro-[Russian]", "pro - [Russian]"; or an empty string."""
    tokens, before = phrases.tokens, name.first - 1
    parts = [part.partition(separator)[0] for separator in HYPHENS if separator in (part := tokens[name.last].form.strip("-–"))]
    if before >= 1 and tokens[before].text in HYPHENS:
        parts.append(tokens[before - 1].form)
    elif before >= 0:
        parts.append(tokens[before].form.rstrip("-"))
    return next((part for part in parts if part in phrases.references.compound_prefixes), "")


def entity_at(phrases: NounPhrases, index: int) -> str:
    """The kind of the named entity that a token is part of, or an empty string."""
    entity = phrases.entities.get(index)
    return entity.kind if entity is not None else ""


def new_actor(phrases: NounPhrases, head: int, code: str | None, kind: str, via: tuple[str, ...]) -> Actor:
    """The actor that a phrase is.

    Args:
        phrases: the sentence.
        head: position of the head of the phrase.
        code: its code, if known.
        kind: its kind.
        via: the ways by which it was found.

    Returns:
        An actor with the words of the phrase.
    """
    tokens = phrases.sentence.subtree(head, NOT_IN_TEXT)
    return actor_of_words(phrases.sentence, head, tokens, code or None, kind, via)


def renamed(phrases: NounPhrases, head: int, actor: Actor, *via: str) -> Actor:
    """The same actor, named by another phrase.

    Args:
        phrases: the sentence.
        head: position of the head of that phrase.
        actor: who it is.
        via: the ways that led from the phrase to the actor.

    Returns:
        The actor with the words of the phrase.
    """
    tokens = phrases.sentence.subtree(head, NOT_IN_TEXT)
    words, start, end = phrases.sentence.words(tokens), phrases.tokens[tokens[0]].start, phrases.tokens[tokens[-1]].end
    return Actor(actor.code, words, head, tokens, actor.kind, actor.parts, (*via, *actor.via), actor.since, start, end)


def actor_of_words(sentence: Sentence, head: int, tokens: tuple[int, ...], code: str | None, kind: str, via: tuple[str, ...]) -> Actor:
    """The actor that some words of a sentence name.

    Args:
        sentence: the sentence.
        head: position of their head.
        tokens: positions of the words, in order.
        code: its code, if known.
        kind: its kind.
        via: the ways by which it was found.

    Returns:
        An actor with the words and where they stand.
    """
    start, end = sentence.tokens[tokens[0]].start, sentence.tokens[tokens[-1]].end
    return Actor(code, sentence.words(tokens), head, tokens, kind, split_code(code), via, start=start, end=end)


def has_name(phrases: NounPhrases, chain: Sequence[int]) -> bool:
    """Whether a title has a proper name beside it."""
    return len(chain) > 1 and any(phrases.tokens[i].upos == "PROPN" for i in chain)


def words_of_name(phrases: NounPhrases, chain: Iterable[int]) -> list[str]:
    """The words of a name, without its titles, and without the organisation whose somebody is: "Zorb Mines spokesman [Peter Otieno]"."""
    chain = tuple(chain)
    if phrases.entities:
        chain = tuple(i for i in chain if entity_at(phrases, i) == PERSON) or _outside_organisations(phrases, chain)
    return [
        piece
        for i in chain
        if phrases.tokens[i].upos == "PROPN" and phrases.role_at(i) is None
        for piece in phrases.book.words.pieces[phrases.tokens[i].text]
        if len(piece) >= SHORTEST_NAME
    ]


def _outside_organisations(phrases: NounPhrases, chain: tuple[int, ...]) -> tuple[int, ...]:
    """The tokens of a name without those of an organisation that is only a part of it."""
    seen = [phrases.entities.get(i) for i in chain]
    if not seen or all(entity is not None and entity is seen[0] for entity in seen):
        return chain
    return tuple(i for i, entity in zip(chain, seen, strict=True) if entity is None or entity.kind != ORGANISATION)


def is_counted(phrases: NounPhrases, head: int) -> bool:
    """Whether a phrase has a determiner or number: "two Americans"."""
    return any(phrases.tokens[i].relation in ("det", "nummod") for i in phrases.children[head])


def is_definite(phrases: NounPhrases, head: int) -> bool:
    """Whether a phrase speaks of what was spoken of before: "the group", "these rivals"."""
    return any(phrases.tokens[i].word in phrases.references.definite for i in phrases.children[head])


def looks_like_a_person(phrases: NounPhrases, head: int, chain: Sequence[int]) -> bool:
    """Whether an unlisted name looks like somebody's: "Ms Cooper", "Walid Hossain", but not "the Rila Monastery"."""
    tokens = phrases.tokens
    if any(tokens[i].relation == "det" for i in phrases.children[head]):
        return False
    seen = entity_at(phrases, head)
    if seen and seen != REST:
        return seen == PERSON
    proper = [i for i in chain if tokens[i].upos == "PROPN" and tokens[i].text[:1].isupper()]
    if any(phrases.book.is_in("things", tokens[i].text.lower()) or phrases.name_at(i) is not None for i in chain):
        return False
    return len(proper) > 1 and not any(tokens[i].text.isupper() and len(tokens[i].text) > 2 for i in proper)


def is_abbreviation(phrases: NounPhrases, index: int) -> bool:
    """Whether a token is a short form in brackets after what it stands for."""
    return index in phrases.abbreviations


def _is_inside_person(phrases: NounPhrases, name: Name) -> bool:
    """Whether a listed name that is nobody's is a piece of a person's ("[Israel] Adesanya"), or a town's is a person's ("Phoenix")."""
    entity = phrases.entities.get(name.first)
    if entity is None or entity.kind != PERSON or name.entry.kind == "person":
        return False
    return name.entry.kind == "city" or entity.first < name.first or entity.last > name.last


def _is_piece_of_name(phrases: NounPhrases, name: Name) -> bool:
    """Whether a listed surname is in a company's name ("Scholz GmbH"), or a listed organisation's in a person's ("Walid Saab")."""
    tokens = phrases.tokens
    token = tokens[name.first]
    if name.entry.kind == "person":
        after = [i for i in phrases.children[name.first] if i > name.first and tokens[i].relation in ("flat", "compound")]
        last = tokens[after[-1]] if after else None
        return last is not None and last.text[:1].isupper() and phrases.book.is_in("companies", last.text.lower().rstrip("."))
    if name.entry.kind not in ("organisation", "group") or token.text.isupper() or token.relation != "flat" or token.head < 0:
        return False
    return tokens[token.head].upos == "PROPN" and token.head not in phrases.covered and phrases.role_at(token.head) is None


def _ends_longer_name(phrases: NounPhrases, name: Name) -> bool:
    """Whether a listed name such as "Democratic Party" is the end of an unlisted one: "the [Zorb] Democratic Party", "the [Fijian] ..."."""
    tokens, first = phrases.tokens, name.first - 1
    if name.entry.kind != "group" or first < 0 or phrases.role_at(name.last) is None:
        return False
    token = tokens[first]
    if not name.first <= token.head <= name.last or token.deprel not in ("compound", "flat", "amod"):
        return False
    before = phrases.covered.get(first)
    if before is not None:
        country, theirs = before.entry.code, name.entry.code
        national = before.entry.kind in ("country", *ADJECTIVES) and before.entry.kind != "regional"
        return national and country is not None and theirs is not None and len(theirs) > len(country) and not theirs.startswith(country)
    return token.upos == "PROPN" and token.text[:1].isupper() and phrases.role_at(first) is None


def _is_inside_longer_name(phrases: NounPhrases, name: Name) -> bool:
    """Whether a place name is a piece of a person's or company's name ("Paris Hilton", "Charles Santiago")."""
    tokens, covered = phrases.tokens, phrases.covered
    for i in range(name.first, name.last + 1):
        token = tokens[i]
        hangs_on_other = token.relation == "flat" and token.head >= 0 and token.head not in covered
        if hangs_on_other and tokens[token.head].upos == "PROPN" and phrases.role_at(token.head) is None:
            return True
        for child in phrases.children[i]:
            other = tokens[child]
            if other.relation == "flat" and child not in covered:
                return True
            if (
                name.entry.kind == "city"
                and other.upos == "PROPN"
                and other.deprel == "compound"
                and child == name.first - 1
                and child not in covered
            ):
                return phrases.role_at(child) is None
    return False


def _is_piece_of_division(phrases: NounPhrases, name: Name) -> bool:
    """Whether a part of the world is a piece of another name: "Zorba [West]", "the [Western] Region", "the [Asia] Foundation"."""
    tokens, references = phrases.tokens, phrases.references
    entity = phrases.entities.get(name.first)
    if entity is not None and entity.kind == ORGANISATION and (entity.first < name.first or entity.last > name.last):
        return True
    before = tokens[name.first - 1] if name.first else None
    if before is not None and before.upos == "PROPN" and before.index not in phrases.covered and before.relation in NAME_RELATIONS:
        return name.first <= before.head <= name.last or before.head == tokens[name.last].head
    after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    divisions = references.place_nouns | references.settlements | references.divisional
    return after is not None and after.text[:1].isupper() and (after.word in divisions or after.form in divisions)


def _parts_of_name(phrases: NounPhrases, head: int) -> list[int]:
    """A token and what hangs on it as part of its name, in order."""
    tokens, children = phrases.tokens, phrases.children
    found, stack = [head], [head]
    person = phrases.entities.get(head)
    if person is not None and person.kind == PERSON:
        found = list(range(person.first, person.last + 1))
        stack = list(found)
    while stack:
        for child in children[stack.pop()]:
            token = tokens[child]
            if child in found:
                continue
            subtype = ":" in token.deprel and (token.relation in NAME_RELATIONS or token.deprel == "nmod:desc")
            if (token.deprel in NAME_RELATIONS or subtype) and token.upos not in ("VERB", "AUX"):
                found.append(child)
                stack.append(child)
    found.sort()
    return found


def _with_neighbours(phrases: NounPhrases, found: list[int]) -> list[int]:
    """The tokens of a name with the title right before it, or of a title with the name right after it."""
    tokens = phrases.tokens
    last, first = found[-1] + 1, found[0] - 1
    after = phrases.name_at(last) if last < len(tokens) else None
    if (
        last < len(tokens)
        and tokens[last].upos == "PROPN"
        and tokens[last].relation not in ("compound", "nmod:poss")
        and _is_title(phrases, last - 1)
        and (after is None or after.entry.kind == "person")
    ):
        while last < len(tokens) and tokens[last].upos == "PROPN":
            found.append(last)
            last += 1
    if first >= 0 and tokens[found[0]].upos == "PROPN" and _is_title(phrases, first) and tokens[first].relation != "nmod:poss":
        found.insert(0, first)
    return found


def _is_title(phrases: NounPhrases, index: int) -> bool:
    role, token = phrases.role_at(index), phrases.tokens[index]
    if token.upos == "VERB" or token.deprel == "amod":  # "[neighbouring] Estonia", "the [National] Poetry Festival"
        return False
    return role is not None and role.sort in ("person", "carrier") and "Number=Plur" not in token.feats


def _is_listed_beside(phrases: NounPhrases, child: int, index: int) -> bool:
    """Whether a name is one more of several, whatever the parser calls it: "Riyadh, [Abu Dhabi] and Cairo"."""
    token = phrases.tokens[child]
    if token.relation == "list":
        return token.upos == "PROPN"
    followed = any(i > child for i in phrases.sentence.dependents(index, "conj"))
    names = phrases.name_at(child), phrases.name_at(index)
    return token.relation == "appos" and followed and all(name is not None and name.entry.kind in PLACES for name in names)
