"""Noun phrases as the parser left them: listed names, titles, conjuncts and role nouns in a sentence.

What the tree says is not taken on trust where words stand side by side: a title belongs to the name after it, a demonym to the title
after it, however they were attached.
"""

from __future__ import annotations

from eventcoder.actors.book import ActorBook, Name, RoleNoun
from eventcoder.document import Sentence

NAME_RELATIONS = frozenset(("flat", "compound", "goeswith", "fixed"))
PLACES = frozenset(("country", "city", "region"))
ADJECTIVES = frozenset(("adjective", "demonym", "regional"))
# The role of those who held an office once.
FORMER = "ELI"


class Phrases:
    """The names and role nouns of one sentence, found when first asked for.

    Args:
        sentence: a parsed sentence.
        book: names and roles.
    """

    __slots__ = ("_chains", "_name_at", "_names", "_roles", "book", "pending", "sentence")

    def __init__(self, sentence: Sentence, book: ActorBook) -> None:
        self.sentence = sentence
        self.book = book
        self._names: tuple[Name, ...] | None = None
        self._name_at: dict[int, Name] = {}
        self._roles: dict[int, RoleNoun | None] = {}
        self._chains: dict[int, list[int]] = {}
        self.pending: set[int] = set()  # phrases for several actors that are being resolved

    def role_at(self, index: int) -> RoleNoun | None:
        """The role noun or phrase whose head is a token."""
        if index not in self._roles:
            self._roles[index] = self.book.role_at(self.sentence, index)
        return self._roles[index]

    def listed(self) -> tuple[Name, ...]:
        """The listed names in the sentence with their entries."""
        if self._names is None:
            self._names = self._find_names()
            for name in self._names:
                for i in range(name.first, name.last + 1):
                    self._name_at.setdefault(i, name)
        return self._names

    def _find_names(self) -> tuple[Name, ...]:
        return self.book.names_in(self.sentence)

    def name_at(self, index: int) -> Name | None:
        """The listed name that a token is part of; None where that name is only a part of an unlisted one."""
        self.listed()
        name = self._name_at.get(index)
        if name is None:
            return None
        if name.entry.kind not in PLACES:
            return None if name.first == name.last and self._piece_of_name(name) else name
        return None if self._inside_longer_name(name) else name

    def _piece_of_name(self, name: Name) -> bool:
        """Whether a listed surname is in a company's name ("Scholz GmbH"), or a listed organisation's in a person's ("Walid Saab")."""
        tokens = self.sentence.tokens
        token = tokens[name.first]
        if name.entry.kind == "person":
            after = [i for i in self.sentence.children[name.first] if i > name.first and tokens[i].relation in ("flat", "compound")]
            last = tokens[after[-1]] if after else None
            return last is not None and last.text[:1].isupper() and self.book.is_in("companies", last.text.lower().rstrip("."))
        if name.entry.kind not in ("organisation", "group") or token.text.isupper() or token.relation != "flat" or token.head < 0:
            return False
        governor = tokens[token.head]
        return governor.upos == "PROPN" and token.head not in self._name_at and self.book.role_at(self.sentence, token.head) is None

    def _inside_longer_name(self, name: Name) -> bool:
        """Whether a place name is a piece of a person's or company's name ("Paris Hilton", "Charles Santiago")."""
        tokens = self.sentence.tokens
        for i in range(name.first, name.last + 1):
            token = tokens[i]
            if token.relation == "flat" and token.head >= 0 and not name.first <= token.head <= name.last:
                governor = tokens[token.head]
                if governor.upos == "PROPN" and self._name_at.get(token.head) is None and self.role_at(token.head) is None:
                    return True
            for child in self.sentence.children[i]:
                other = tokens[child]
                if name.first <= child <= name.last or other.upos != "PROPN":
                    continue
                if other.relation == "flat" and child not in self._name_at:
                    return True
                if name.entry.kind == "city" and other.deprel == "compound" and child == name.first - 1 and child not in self._name_at:
                    return self.role_at(child) is None
        return False

    def chain(self, head: int) -> list[int]:
        """The tokens of a name and its titles: the head and what hangs on it as flat, compound or title, without conjuncts.

        A title right before a name and a name right after a title belong to it however the parser attached them.
        """
        if head in self._chains:
            return self._chains[head]
        tokens, children = self.sentence.tokens, self.sentence.children
        found, stack = [head], [head]
        if tokens[head].relation == "flat" and self.false_flat(head):
            stack += [i for i in children[tokens[head].head] if i > head and tokens[i].relation == "flat"]
            found += stack[1:]
        while stack:
            for child in children[stack.pop()]:
                token = tokens[child]
                if token.deprel in NAME_RELATIONS or (
                    ":" in token.deprel and (token.relation in NAME_RELATIONS or token.deprel == "nmod:desc")
                ):
                    if self.false_flat(child):
                        break  # what follows belongs to the other name
                    if token.upos not in ("VERB", "AUX"):
                        found.append(child)
                        stack.append(child)
        found.sort()
        last, first = found[-1] + 1, found[0] - 1
        after = self.name_at(last) if last < len(tokens) else None
        if (
            last < len(tokens)
            and tokens[last].upos == "PROPN"
            and tokens[last].relation not in ("compound", "nmod:poss")
            and self._is_title(last - 1)
            and (after is None or after.entry.kind == "person")
        ):
            while last < len(tokens) and tokens[last].upos == "PROPN":
                found.append(last)
                last += 1
        if first >= 0 and tokens[found[0]].upos == "PROPN" and self._is_title(first) and tokens[first].relation != "nmod:poss":
            found.insert(0, first)
        self._chains[head] = found
        return found

    def _is_title(self, index: int) -> bool:
        role = self.role_at(index)
        return role is not None and role.sort in ("person", "carrier") and "Number=Plur" not in self.sentence.tokens[index].feats

    def false_flat(self, index: int) -> bool:
        """Whether a parser hung the next conjunct into a name: "President A and Somalia's President B"."""
        tokens = self.sentence.tokens
        if tokens[index].relation != "flat":
            return False
        children = self.sentence.children
        return any(tokens[i].deprel == "nmod:poss" or any(tokens[j].relation == "cc" for j in (i, *children[i])) for i in children[index])

    def conjuncts(self, head: int) -> tuple[int, ...]:
        found = list(self.sentence.conjuncts(head))
        for index in tuple(found):
            stack = [index]
            while stack:
                for child in self.sentence.children[stack.pop()]:
                    relation = self.sentence.tokens[child].relation
                    if relation == "flat":
                        if self.false_flat(child):
                            found.append(child)
                        else:
                            stack.append(child)
                    elif self._is_listed_beside(child, index):
                        found.append(child)
        return tuple(sorted(set(found)))

    def _is_listed_beside(self, child: int, index: int) -> bool:
        """Whether a name is one more of several, whatever the parser calls it: "Riyadh, [Abu Dhabi] and Cairo"."""
        token = self.sentence.tokens[child]
        if token.upos != "PROPN" or token.relation not in ("list", "appos"):
            return False
        if token.relation == "list":
            return True
        followed = any(i > child for i in self.sentence.dependents(index, "conj"))
        names = self.name_at(child), self.name_at(index)
        return followed and all(name is not None and name.entry.kind in PLACES for name in names)

    def case(self, index: int) -> str:
        """The preposition of a phrase, or an empty string."""
        for child in self.sentence.children[index]:
            if self.sentence.tokens[child].relation == "case":
                return self.sentence.tokens[child].lemma.lower()
        return ""

    def role_in(self, head: int, chain: list[int], without: Name | None = None) -> tuple[int, RoleNoun | None]:
        """The role noun of a name with titles: the head's own, else that of a title."""
        tokens = self.sentence.tokens
        own = self.role_at(head) if without is None or not without.first <= head <= without.last else None
        if own is not None and own.sort != "carrier":
            return head, own
        proper = tokens[head].upos == "PROPN"
        best: tuple[int, RoleNoun | None] = (head, own)
        for index in chain:
            if index == head or (without is not None and without.first <= index <= without.last):
                continue
            if tokens[index].relation == "compound" and not proper:
                continue
            role = self.role_at(index)
            if (
                role is not None
                and role.sort in ("person", "body", "people", "carrier")
                and (best[1] is None or (best[1].sort == "carrier" and role.sort != "carrier"))
            ):
                best = index, role
        return best

    def role_after(self, name: Name) -> int | None:
        """The head of a title right after a demonym, where the parser took the demonym for a phrase of its own."""
        tokens = self.sentence.tokens
        for index in range(name.last + 1, min(name.last + 4, len(tokens))):
            role = self.role_at(index)
            if (
                role is not None
                and role.sort == "person"
                and role.first == name.last + 1
                and tokens[index].text[:1].isupper()
                and tokens[name.last].head != index
            ):
                return index
        return None

    def counted(self, head: int) -> bool:
        return any(self.sentence.tokens[i].relation in ("det", "nummod") for i in self.sentence.children[head])

    def only_half(self, name: Name) -> bool:
        """Whether a name stands in a compound such as "Iran-backed", "pro-Russian" or "anti-Israel"."""
        tokens = self.sentence.tokens
        text = tokens[name.last].text.lower()
        for separator in ("-", "–"):
            if separator in text.strip("-–"):
                first, _, last = text.rpartition(separator)
                if self.book.is_in("suffixes", last) or self.book.is_in("prefixes", first.partition(separator)[0]):
                    return not self.book.is_in("owners", last)
        after, before = name.last + 1, name.first - 1
        if after + 1 < len(tokens) and tokens[after].text in ("-", "–"):
            word = tokens[after + 1].text.lower()
            return self.book.is_in("suffixes", word) and not self.book.is_in("owners", word)
        if after < len(tokens) and tokens[after].upos in ("VERB", "ADJ") and self.book.is_in("suffixes", tokens[after].text.lower()):
            return tokens[name.last].head == after and not self.book.is_in("owners", tokens[after].text.lower())
        if before >= 1 and tokens[before].text in ("-", "–"):
            return self.book.is_in("prefixes", tokens[before - 1].text.lower())
        return before >= 0 and self.book.is_in("prefixes", tokens[before].text.lower().rstrip("-"))

    def like_a_person(self, head: int, chain: list[int]) -> bool:
        """Whether an unlisted name looks like somebody's: "Ms Cooper", "Walid Hossain", but not "the Rila Monastery"."""
        tokens = self.sentence.tokens
        if any(tokens[i].relation == "det" for i in self.sentence.children[head]):
            return False
        proper = [i for i in chain if tokens[i].upos == "PROPN" and tokens[i].text[:1].isupper()]
        if any(self.book.is_in("things", tokens[i].text.lower()) or self.name_at(i) is not None for i in chain):
            return False
        return len(proper) > 1 and not any(tokens[i].text.isupper() and len(tokens[i].text) > 2 for i in proper)

    def named(self, head: int, chain: list[int]) -> bool:
        return len(chain) > 1 and any(self.sentence.tokens[i].upos == "PROPN" for i in chain)

    def _modifier(self, index: int) -> str:
        token = self.sentence.tokens[index]
        low = token.text.lower()
        before = self.sentence.tokens[index - 1].text.lower() if index else ""
        code = self.book.modifiers.get(f"{before} {low}") or self.book.modifiers.get(low) or self.book.modifiers.get(token.lemma.lower())
        if code:
            return code
        role = self.role_at(index) if token.upos in ("NOUN", "PROPN") else None  # not "a major group", "a general council"
        return role.code if role is not None and role.sort != "carrier" and self.name_at(index) is None else ""

    def role_code(self, index: int, role: RoleNoun) -> str:
        """The code of a role noun with what the words before it add ("military spokesman", "opposition lawmakers")."""
        tokens = self.sentence.tokens
        if role.sort != "carrier" and role.code not in ("PTY",):
            return FORMER if role.code == "GOV" and role.sort == "person" and self.former(index, role) else role.code
        for child in reversed(self.sentence.children[index]):
            token = tokens[child]
            if child < role.first and token.relation in ("amod", "compound", "nmod") and token.deprel != "nmod:poss":
                added = self._modifier(child)
                if added:
                    return "OPP" if role.code == "PTY" and added == "OPP" else added if role.sort == "carrier" else role.code
        return FORMER if role.code == "GOV" and self.former(index, role) else role.code

    def former(self, index: int, role: RoleNoun) -> bool:
        """Whether an office is one that somebody held once: "former minister", "ex-president", "the late king"."""
        tokens = self.sentence.tokens
        if role.first > 0 and tokens[role.first - 1].text.lower() in ("ex", "ex-"):
            return True
        if any(tokens[i].text.lower().startswith("ex-") for i in range(role.first, index + 1)):
            return True
        titles = tokens[index].relation in NAME_RELATIONS or tokens[index].deprel == "nmod:desc"
        holders = [index, tokens[index].head] if titles else [index]
        return any(
            self.book.is_in("former", tokens[i].lemma.lower())
            for holder in holders
            for i in self.sentence.children[holder]
            if i < index and tokens[i].relation in ("amod", "advmod")
        )
