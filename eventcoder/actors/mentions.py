"""Noun phrases to actors, one sentence at a time and only when asked.

The head and its dependents decide who a phrase is; names inside it that are not the actor (a place, a topic, a rival) only
lend it their country. docs/actors.md has the rules in order.
"""

from __future__ import annotations

from eventcoder.actors.actor import Actor, split_code
from eventcoder.actors.book import ActorBook, Name, RoleNoun
from eventcoder.actors.discourse import Discourse
from eventcoder.sentence import Sentence

NAME_RELATIONS = frozenset(("flat", "compound", "goeswith", "fixed"))
PLACES = frozenset(("country", "city", "region"))
ADJECTIVES = frozenset(("adjective", "demonym", "regional"))
LOCATIVES = frozenset(("in", "at", "near", "across", "inside", "throughout", "around", "within", "on", "outside", "over"))
OWNING = ("of", "for", "from", "in", "at", "by", "near", "with", "across", "on", "inside", "throughout", "within")
NOT_IN_TEXT = frozenset(("acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "case", "dep", "list", "cop", "nsubj", "aux", "advmod", "mark"))
DEEP = 12
_UNSET: Actor = Actor("?", "", -1, (), "")


class Mentions:
    """The actors of one sentence.

    Args:
        sentence: a parsed sentence.
        book: names and roles.
        discourse: what is known from the sentences before, and of the article as a whole.
        date: ISO 8601 date of the article or event, or None; decides who held which office.
    """

    __slots__ = ("_actor", "_busy", "_name_at", "_names", "_owner", "_place", "book", "date", "discourse", "sentence")

    def __init__(self, sentence: Sentence, book: ActorBook, discourse: Discourse, date: str | None = None) -> None:
        self.sentence = sentence
        self.book = book
        self.discourse = discourse
        self.date = date
        self._actor: dict[int, Actor | None] = {}
        self._owner: dict[int, Actor | None] = {}
        self._place: dict[int, Actor | None] = {}
        self._busy: set[int] = set()
        self._names: tuple[Name, ...] | None = None
        self._name_at: dict[int, Name] = {}

    # ---- what the matcher asks

    def actor(self, head: int) -> Actor | None:
        """The actor that the noun phrase headed by a token is.

        Args:
            head: position of the head.

        Returns:
            The actor; None for a thing. A proper name nobody lists is an actor of kind `unknown`, with the role and
            country that the phrase shows, or with no code.
        """
        found = self._actor.get(head, _UNSET)
        if found is _UNSET:
            if head in self._busy or not 0 <= head < len(self.sentence.tokens):
                return None
            self._busy.add(head)
            found = self._actor[head] = self._resolve(head)
            self._busy.discard(head)
        return found

    def actors(self, head: int) -> tuple[Actor, ...]:
        """The actors of a phrase that may be coordinated, plural or reciprocal.

        Args:
            head: position of the first conjunct's head.

        Returns:
            One actor for each conjunct that is an actor; "each other" and "both countries" give those they stand for.
        """
        found: list[Actor] = []
        for index in self._conjuncts(head):
            several = self.discourse.several(self, index) or self._shared_head(index)
            if several:
                found.extend(several)
                continue
            actor = self.actor(index)
            if actor is not None:
                found.append(actor)
        return tuple(found)

    def owner(self, head: int) -> Actor | None:
        """Whose a thing or event is: possessor, country adjective or compound, then by-, of- and from-phrase.

        Args:
            head: position of the head of a phrase that is a thing or event.

        Returns:
            The owner or None.
        """
        found = self._owner.get(head, _UNSET)
        if found is _UNSET:
            found = self._owner[head] = self._find_owner(head)
        return found

    def place(self, head: int) -> Actor | None:
        """The country of a place that a phrase is or lies in.

        Args:
            head: position of the head of the phrase.

        Returns:
            An actor with the code of the country, or None.
        """
        found = self._place.get(head, _UNSET)
        if found is _UNSET:
            self._place[head] = None
            found = self._place[head] = self._find_place(head)
        return found

    def names(self) -> tuple[Actor, ...]:
        """All listed names in the sentence, in order."""
        return tuple(self._named(name, name.last, ("name",)) for name in self.listed())

    def whole_names(self) -> tuple[Actor, ...]:
        """The listed names that stand for themselves, without those in "Iran-backed" or "anti-Israel"."""
        return tuple(self._named(name, name.last, ("name",)) for name in self.listed() if not self._only_half(name))

    # ---- names

    def listed(self) -> tuple[Name, ...]:
        """The listed names in the sentence with their entries."""
        if self._names is None:
            self._names = self.book.names_in(self.sentence)
            for name in self._names:
                for i in range(name.first, name.last + 1):
                    self._name_at.setdefault(i, name)
        return self._names

    def name_at(self, index: int) -> Name | None:
        """The listed name that a token is part of; None where that name is only a part of an unlisted one."""
        self.listed()
        name = self._name_at.get(index)
        if name is None or name.entry.kind not in PLACES:
            return name
        return None if self._inside_longer_name(name) else name

    def _inside_longer_name(self, name: Name) -> bool:
        """Whether a place name is a piece of a person's or company's name ("Paris Hilton", "Charles Santiago")."""
        tokens = self.sentence.tokens
        for i in range(name.first, name.last + 1):
            token = tokens[i]
            if token.relation == "flat" and token.head >= 0 and not name.first <= token.head <= name.last:
                governor = tokens[token.head]
                if governor.upos == "PROPN" and self._name_at.get(token.head) is None and self.book.role_at(self.sentence, token.head) is None:
                    return True
            for child in self.sentence.children[i]:
                other = tokens[child]
                if name.first <= child <= name.last or other.upos != "PROPN":
                    continue
                if other.relation == "flat" and child not in self._name_at:
                    return True
                if name.entry.kind == "city" and other.deprel == "compound" and child == name.first - 1 and child not in self._name_at:
                    return self.book.role_at(self.sentence, child) is None
        return False

    def chain(self, head: int) -> list[int]:
        """The tokens of a name and its titles: the head and what hangs on it as flat, compound or title, without conjuncts.

        A title right before a name and a name right after a title belong to it however the parser attached them.
        """
        tokens, children = self.sentence.tokens, self.sentence.children
        found, stack = [head], [head]
        if tokens[head].relation == "flat" and self.false_flat(head):
            stack += [i for i in children[tokens[head].head] if i > head and tokens[i].relation == "flat"]
            found += stack[1:]
        while stack:
            for child in children[stack.pop()]:
                token = tokens[child]
                if token.relation in NAME_RELATIONS or token.deprel == "nmod:desc":
                    if self.false_flat(child):
                        break  # what follows belongs to the other name
                    if token.upos not in ("VERB", "AUX"):
                        found.append(child)
                        stack.append(child)
        found.sort()
        last, first = found[-1] + 1, found[0] - 1
        after = self.name_at(last) if last < len(tokens) else None
        if last < len(tokens) and tokens[last].upos == "PROPN" and tokens[last].relation not in ("compound", "nmod:poss") and self._is_title(last - 1) and (after is None or after.entry.kind == "person"):
            while last < len(tokens) and tokens[last].upos == "PROPN":
                found.append(last)
                last += 1
        if first >= 0 and tokens[found[0]].upos == "PROPN" and self._is_title(first) and tokens[first].relation != "nmod:poss":
            found.insert(0, first)
        return found

    def _is_title(self, index: int) -> bool:
        role = self.book.role_at(self.sentence, index)
        return role is not None and role.sort in ("person", "carrier") and "Number=Plur" not in self.sentence.tokens[index].feats

    def false_flat(self, index: int) -> bool:
        """Whether a parser hung the next conjunct into a name: "President A and Somalia's President B"."""
        tokens = self.sentence.tokens
        if tokens[index].relation != "flat":
            return False
        children = self.sentence.children
        return any(tokens[i].deprel == "nmod:poss" or any(tokens[j].relation == "cc" for j in (i, *children[i])) for i in children[index])

    def _conjuncts(self, head: int) -> tuple[int, ...]:
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
        return tuple(sorted(set(found)))

    def _shared_head(self, head: int) -> tuple[Actor, ...]:
        """ "Saudi and Iranian foreign ministers": one actor for each country adjective of a plural head."""
        tokens = self.sentence.tokens
        if tokens[head].upos not in ("NOUN", "PROPN") or "Number=Plur" not in tokens[head].feats:
            return ()
        role = self.book.role_at(self.sentence, head)
        if role is None:
            return ()
        found: list[str] = []
        for child in self.sentence.children[head]:
            if tokens[child].relation in ("amod", "compound", "nmod") and child < head:
                for index in (child, *[i for i in self.sentence.subtree(child) if i < head and i != child]):
                    name = self.name_at(index)
                    code = name.entry.on(self.date) if name is not None and name.last == index else None
                    if code and code not in found:
                        found.append(code)
        if len(found) < 2:
            return ()
        sort = self._role_code(head, role)
        return tuple(self._make(head, _join(code, sort), "role", ("role", "adjective")) for code in found)

    # ---- making actors

    def _make(self, head: int, code: str | None, kind: str, via: tuple[str, ...]) -> Actor:
        tokens = self.sentence.subtree(head, NOT_IN_TEXT)
        return Actor(code or None, self.sentence.words(tokens), head, tokens, kind, split_code(code), via)

    def _named(self, name: Name, head: int, via: tuple[str, ...]) -> Actor:
        entry, code = name.entry, name.entry.on(self.date)
        tokens = tuple(range(name.first, name.last + 1))
        kind = "region" if entry.kind == "regional" else "country" if entry.kind in ADJECTIVES or entry.kind == "people" else entry.kind
        return Actor(code, self.sentence.words(tokens), head, tokens, kind, split_code(code), via)

    def like(self, head: int, other: Actor, *via: str) -> Actor:
        """The same actor, named by another phrase."""
        tokens = self.sentence.subtree(head, NOT_IN_TEXT)
        return Actor(other.code, self.sentence.words(tokens), head, tokens, other.kind, other.parts, (*via, *other.via))

    # ---- actor

    def _resolve(self, head: int) -> Actor | None:
        token = self.sentence.tokens[head]
        if token.upos in ("PRON", "DET", "NUM", "ADJ") or token.lemma.lower() in ("other",):
            special = self._special(head)
            if special is not None or token.upos == "PRON" or (token.upos == "ADJ" and token.relation == "amod"):
                return special
        if token.upos in ("VERB", "AUX", "ADV", "PUNCT", "ADP", "CCONJ", "SCONJ", "PART", "INTJ", "SYM"):
            name = self.name_at(head)
            return self._named(name, head, ("name",)) if name is not None and token.text[:1].isupper() else None
        chain = self.chain(head)
        listed = self._person_or_name(head, chain)
        if listed is not None:
            return listed
        role_token, role = self._role_in(head, chain)
        if role is not None:
            return self._with_role(head, role_token, role, chain)
        if token.upos == "PROPN" or (token.text[:1].isupper() and head > 0 and token.upos != "ADJ"):
            return self._of_phrase(head) or self._unknown(head, chain)
        return self._of_phrase(head)

    def _special(self, head: int) -> Actor | None:
        """Pronouns, "each other", and quantities ("two of the men", "the French")."""
        word = self.sentence.tokens[head].text.lower()
        name = self.name_at(head)
        if name is not None and self.sentence.tokens[head].upos != "PRON":
            return self._name_as_head(head, name, self.chain(head))
        found = self.discourse.pronoun(self, head, word)
        if found is not None:
            return found
        return self._of_phrase(head)

    def _of_phrase(self, head: int) -> Actor | None:
        if not self.book.is_in("quantities", self.sentence.tokens[head].lemma.lower()):
            return None
        for child in self.sentence.dependents(head, "nmod", "obl"):
            if self.case(child) in ("of", "among"):
                actor = self.actor(child)
                if actor is not None:
                    return self.like(head, actor, "quantity")
        return None

    def case(self, index: int) -> str:
        """The preposition of a phrase, or an empty string."""
        for child in self.sentence.children[index]:
            if self.sentence.tokens[child].relation == "case":
                return self.sentence.tokens[child].lemma.lower()
        return ""

    def _person_or_name(self, head: int, chain: list[int]) -> Actor | None:
        """A listed person anywhere in the name, else the listed name that the head is."""
        own = self.name_at(head)
        for index in chain:
            name = self.name_at(index)
            if name is not None and name.entry.kind == "person" and (self.sentence.tokens[index].relation != "compound" or index == head):
                return self._listed_person(head, name, chain)
        if own is not None:
            return self._name_as_head(head, own, chain)
        for index in chain:
            # "the Islamic Resistance in Iraq": the head of a name need not be the head of its phrase.
            name = self.name_at(index)
            if name is not None and name.first <= head <= name.last:
                return self._name_as_head(head, name, chain)
        return None

    def _listed_person(self, head: int, name: Name, chain: list[int]) -> Actor:
        code = name.entry.on(self.date)
        if code == name.entry.code and name.entry.roles:
            # Out of the listed offices: what the phrase itself says goes first ("NATO chief Jens Stoltenberg").
            role_token, role = self._role_in(head, chain, without=name)
            whose = self._affiliation(head, role_token, role, [i for i in chain if not name.first <= i <= name.last]) if role is not None else None
            if role is not None and whose is not None and whose.code and whose.head not in range(name.first, name.last + 1):
                code = self._combine(whose, self._role_code(role_token, role), role)
        return self._make(head, code, "person", ("name",))

    def _name_as_head(self, head: int, name: Name, chain: list[int]) -> Actor | None:
        kind, entry = name.entry.kind, name.entry
        code = entry.on(self.date)
        token = self.sentence.tokens[head]
        if kind == "city" or token.text.isupper():
            known = self.discourse.known(self, head, chain)
            if known is not None and (kind == "city" or known.kind != "person"):
                return known
        if kind in ADJECTIVES:
            cut_off = self._role_after(name)
            title = self.actor(cut_off) if cut_off is not None and cut_off not in chain else None
            if title is not None:
                return self.like(head, title)
        if kind in ("people", "demonym"):
            role_token, role = self._role_in(head, chain, without=name)
            if role is not None and role_token != head:
                return self._with_role(head, role_token, role, chain)
            plural = "Number=Plur" in token.feats or token.text.endswith("s")
            if token.upos in ("NOUN", "PROPN") and (plural or self._counted(head)):
                # "the Americans" stands for the country, "Americans" and "two Americans" for people.
                whole = plural and any(self.sentence.tokens[i].lemma.lower() == "the" for i in self.sentence.children[head]) and not self.sentence.dependents(head, "nummod", "nmod")
                return self._make(head, code if whole else _join(code, "CVL"), "country" if whole else "role", ("name", "people"))
        if kind == "adjective" or kind in PLACES:
            role_token, role = self._role_in(head, chain, without=name)
            if role is not None and role_token != head and role.sort != "thing" and token.upos == "PROPN":
                return self._with_role(head, role_token, role, chain)
        made = self._make(head, code, "country" if kind in ADJECTIVES or kind == "people" else kind, ("name",))
        return made

    def _role_after(self, name: Name) -> int | None:
        """The head of a title right after a demonym, where the parser took the demonym for a phrase of its own."""
        tokens = self.sentence.tokens
        for index in range(name.last + 1, min(name.last + 4, len(tokens))):
            role = self.book.role_at(self.sentence, index)
            if role is not None and role.sort == "person" and role.first == name.last + 1 and tokens[index].text[:1].isupper() and tokens[name.last].head != index:
                return index
        return None

    def _counted(self, head: int) -> bool:
        return any(self.sentence.tokens[i].relation in ("det", "nummod") for i in self.sentence.children[head])

    # ---- roles

    def _role_in(self, head: int, chain: list[int], without: Name | None = None) -> tuple[int, RoleNoun | None]:
        """The role noun of a name with titles: the head's own, else that of a title."""
        tokens = self.sentence.tokens
        own = self.book.role_at(self.sentence, head) if without is None or not without.first <= head <= without.last else None
        if own is not None and own.sort != "carrier":
            return head, own
        proper = tokens[head].upos == "PROPN"
        best: tuple[int, RoleNoun | None] = (head, own)
        for index in chain:
            if index == head or (without is not None and without.first <= index <= without.last):
                continue
            if tokens[index].relation == "compound" and not proper:
                continue
            role = self.book.role_at(self.sentence, index)
            if role is not None and role.sort in ("person", "body", "people", "carrier") and (best[1] is None or (best[1].sort == "carrier" and role.sort != "carrier")):
                best = index, role
        return best

    def _role_code(self, index: int, role: RoleNoun) -> str:
        """The code of a role noun with what the words before it add ("military spokesman", "opposition lawmakers")."""
        tokens = self.sentence.tokens
        if role.sort != "carrier" and role.code not in ("PTY",):
            return role.code
        for child in reversed(self.sentence.children[index]):
            token = tokens[child]
            if child < role.first and token.relation in ("amod", "compound", "nmod") and token.deprel != "nmod:poss":
                added = self._modifier(child)
                if added:
                    return "OPP" if role.code == "PTY" and added == "OPP" else added if role.sort == "carrier" else role.code
        return role.code

    def _modifier(self, index: int) -> str:
        token = self.sentence.tokens[index]
        low = token.text.lower()
        before = self.sentence.tokens[index - 1].text.lower() if index else ""
        code = self.book.modifiers.get(f"{before} {low}") or self.book.modifiers.get(low) or self.book.modifiers.get(token.lemma.lower())
        if code:
            return code
        role = self.book.role_at(self.sentence, index)
        return role.code if role is not None and role.sort != "carrier" and self.name_at(index) is None else ""

    def _with_role(self, head: int, index: int, role: RoleNoun, chain: list[int]) -> Actor | None:
        code = self._role_code(index, role)
        if role.sort == "carrier" and self.sentence.tokens[head].upos == "PROPN":
            for child in self.sentence.dependents(head, "appos"):
                apposed = self.actor(child)
                if apposed is not None and len(apposed.parts) > 1:
                    return self.like(head, apposed, "apposition")
        whose = self._affiliation(head, index, role, chain)
        if whose is not None and "regional" in whose.via and self.book.is_in("anaphors.country", self.sentence.tokens[index].lemma.lower()):
            country = self.discourse.country(self, head)  # "the South-East Asian nation"
            if country:
                return self._make(head, country, "country", ("anaphor", "article"))
        if whose is not None and whose.code:
            return self._make(head, self._combine(whose, code, role), "role", ("role", *whose.via[:1]))
        again = self.discourse.same(self, head, index, role)
        if again is not None:
            return again
        if role.sort in ("person", "carrier") and self._is_person_like(head, chain):
            known = self.discourse.known(self, head, [i for i in chain if i != index])
            if known is not None and len(known.parts) and len(known.parts[0]) == 3:
                return self._make(head, _join(known.parts[0], code) if role.sort == "person" else known.code, "person", ("role", "surname"))
        if role.sort == "carrier" and not code:
            return self._of_phrase(head) if whose is None else None
        if role.sort == "carrier" and whose is None and not self._is_person_like(head, chain):
            quantity = self._of_phrase(head)
            if quantity is not None:
                return quantity
        if role.code in ("IGO",):
            return self._make(head, role.code, "role", ("role",))
        country = self.discourse.country(self, head)
        return self._make(head, _join(country, code), "role", ("role", "article") if country else ("role",))

    def _is_person_like(self, head: int, chain: list[int]) -> bool:
        return len(chain) > 1 and any(self.sentence.tokens[i].upos == "PROPN" for i in chain)

    def _combine(self, whose: Actor, role: str, noun: RoleNoun) -> str | None:
        """One code from an affiliation and a role: "Hezbollah fighters" are Hezbollah, "Iranian police" IRNCOP."""
        parts = whose.parts
        if whose.via == ("leader",) and role == "PTY":
            return whose.code
        if not parts or whose.code is None:
            return role or None
        if whose.code.startswith("IGO"):
            return whose.code
        if parts[-1] == "CVL" and len(parts) == 2 and whose.kind == "group":
            return _join(parts[0], role)  # "Tigrayan rebels"
        if whose.kind in ("group", "organisation") or (noun.sort == "carrier" and len(parts) > 1):
            if noun.sort == "carrier" or role not in ("LEG", "GOV", "JUD") or parts[-1] == role:
                return whose.code
        if len(parts) == 1 and len(whose.code) == 3 and whose.kind == "role":
            return whose.code if noun.sort == "carrier" else role or whose.code
        return _join(parts[0], role)

    def _affiliation(self, head: int, index: int, role: RoleNoun, chain: list[int]) -> Actor | None:
        """Whose police, whose spokesman: adjectives and compounds, possessor, of-phrase, place, apposition."""
        tokens, children = self.sentence.tokens, self.sentence.children
        holders = list(dict.fromkeys((index, head, *chain)))
        for holder in holders:
            found = None
            for child in reversed(children[holder]):
                token = tokens[child]
                if token.relation in ("amod", "compound", "flat") or token.deprel in ("nmod:desc", "nmod") and child < holder and not self.case(child):
                    modifier = None if self.false_flat(child) else self._modifying_name(child)
                    if modifier is not None and (found is None or (found.parts[1:] == ("CVL",) and len(modifier.parts) == 1)):
                        found = modifier
            if found is not None:
                return found
        if role.first > 1 and self.book.is_in("owners", tokens[role.first - 1].text.lower()):
            leader = self.name_at(role.first - 2) or (self.name_at(role.first - 3) if role.first > 2 and tokens[role.first - 2].upos == "PUNCT" else None)
            if leader is not None:  # "the U.S.-led coalition"
                return self._named(leader, leader.last, ("leader",))
        beside = self.name_at(role.first - 1) if role.first > 0 else None
        if beside is not None and beside.entry.kind in ADJECTIVES and not self._only_half(beside):
            return self._named(beside, beside.last, ("name",))
        for holder in holders:
            for child in children[holder]:
                if tokens[child].deprel in ("nmod:poss", "det:poss"):
                    actor = self.actor(child) or self.owner(child)
                    if actor is not None and actor.code:
                        return actor
        for holder in holders:
            for wanted in OWNING:
                for child in children[holder]:
                    if tokens[child].relation in ("nmod", "obl") and tokens[child].deprel != "nmod:poss" and self.case(child) == wanted:
                        actor = self.actor(child) if wanted not in LOCATIVES else self.place(child)
                        if actor is None and wanted in ("of", "for"):
                            actor = self.owner(child) or self.place(child)
                        if actor is not None and actor.code and (len(actor.code) > 3 or actor.kind in PLACES or actor.kind == "country" or role.sort == "carrier"):
                            return actor
        for holder in holders:
            for child in self.sentence.dependents(holder, "appos"):
                actor = self.actor(child)
                if actor is not None and actor.code and len(actor.code) > 3:
                    return actor
        if tokens[head].relation == "appos" and tokens[head].head >= 0:
            name = self.name_at(tokens[head].head)
            if name is not None and name.entry.kind == "person":
                return self._named(name, head, ("apposition",))
        return None

    def _modifying_name(self, index: int) -> Actor | None:
        """The listed name or the name in a modifier, unless it is the first half of "Iran-backed"."""
        tokens = self.sentence.tokens
        for position in (index, *self.sentence.children[index]):
            if position != index and tokens[position].relation not in ("amod", "compound", "flat"):
                continue
            name = self.name_at(position)
            if name is None:
                continue
            if self._only_half(name):
                continue
            if name.entry.kind == "person" and tokens[index].relation == "flat":
                continue
            return self._named(name, name.last, ("name", "regional") if name.entry.kind == "regional" else ("name",))
        known = self.discourse.known(self, index, [index]) if tokens[index].upos == "PROPN" and tokens[index].relation == "compound" else None
        return known

    def _only_half(self, name: Name) -> bool:
        """Whether a name stands in a compound such as "Iran-backed", "pro-Russian" or "anti-Israel"."""
        tokens = self.sentence.tokens
        text = tokens[name.last].text.lower()
        for separator in ("-", "–"):
            if separator in text.strip("-–"):
                first, _, last = text.rpartition(separator)
                if self._half(last, "suffixes") or self.book.is_in("prefixes", first.partition(separator)[0]):
                    return not self.book.is_in("owners", last)
        after, before = name.last + 1, name.first - 1
        if after + 1 < len(tokens) and tokens[after].text in ("-", "–"):
            word = tokens[after + 1].text.lower()
            return self._half(word, "suffixes") and not self.book.is_in("owners", word)
        if after < len(tokens) and tokens[after].upos in ("VERB", "ADJ") and self._half(tokens[after].text.lower(), "suffixes"):
            return tokens[name.last].head == after and not self.book.is_in("owners", tokens[after].text.lower())
        if before >= 1 and tokens[before].text in ("-", "–"):
            return self.book.is_in("prefixes", tokens[before - 1].text.lower())
        return before >= 0 and tokens[before].text.lower().rstrip("-") in ("pro", "anti") or False

    def _half(self, word: str, listing: str) -> bool:
        return self.book.is_in(listing, word)

    # ---- names nobody lists

    def _unknown(self, head: int, chain: list[int]) -> Actor | None:
        tokens = self.sentence.tokens
        if self.book.is_in("things", tokens[head].lemma.lower()) or self.book.is_in("things", tokens[head].text.lower()):
            return None
        known = self.discourse.known(self, head, chain)
        if known is not None:
            return known
        for child in self.sentence.dependents(head, "appos", "parataxis"):
            actor = self.actor(child)
            if actor is not None and actor.code:
                return self.like(head, actor, "apposition")
        if tokens[head].relation == "appos" and tokens[head].head >= 0:
            actor = self.actor(tokens[head].head)
            if actor is not None and actor.code:
                return self.like(head, actor, "apposition")
        for child in self.sentence.children[head]:
            token = tokens[child]
            if token.relation in ("amod", "compound", "nmod"):
                whose = self._modifying_name(child) if token.deprel != "nmod:poss" else self.actor(child)
                if whose is not None and whose.code and (token.deprel == "nmod:poss" or child < head):
                    return self._make(head, whose.parts[0] if whose.parts else None, "unknown", ("owner",))
        country = self.discourse.facts.country() if self._like_a_person(head, chain) else None
        return self._make(head, country + "CVL", "unknown", ("article",)) if country else self._make(head, None, "unknown", ())

    def _like_a_person(self, head: int, chain: list[int]) -> bool:
        """Whether an unlisted name looks like somebody's: "Ms Cooper", "Walid Hossain", but not "the Rila Monastery"."""
        tokens = self.sentence.tokens
        if any(tokens[i].relation == "det" for i in self.sentence.children[head]):
            return False
        proper = [i for i in chain if tokens[i].upos == "PROPN" and tokens[i].text[:1].isupper()]
        if any(self.book.is_in("things", tokens[i].text.lower()) for i in chain):
            return False
        return len(proper) > 1 and not any(tokens[i].text.isupper() and len(tokens[i].text) > 2 for i in proper)

    # ---- owners and places

    def _find_owner(self, head: int) -> Actor | None:
        tokens, children = self.sentence.tokens, self.sentence.children
        if not 0 <= head < len(tokens):
            return None
        self._owner[head] = None
        for child in children[head]:
            if tokens[child].deprel in ("nmod:poss", "det:poss"):
                actor = self.actor(child) or self.owner(child)
                if actor is not None:
                    return self.like(actor.head, actor, "owner") if actor.via[:1] != ("owner",) and actor.head == child else actor
        for child in reversed(children[head]):
            token = tokens[child]
            if token.relation in ("amod", "compound", "flat") or (token.relation == "nmod" and child < head and not self.case(child)):
                found = self._modifying_name(child)
                if found is not None:
                    return found
                role = self.book.role_at(self.sentence, child) if token.relation != "amod" else None
                actor = self.actor(child) if token.relation != "amod" and (role is None or role.sort != "thing") else None
                if actor is not None and actor.code:
                    return actor
        for wanted in ("by", "of", "from"):
            for child in children[head]:
                if tokens[child].relation in ("nmod", "obl") and self.case(child) == wanted:
                    actor = self.actor(child) or self.owner(child)
                    if actor is not None:
                        return actor
        for child in reversed(children[head]):
            role = self.book.role_at(self.sentence, child) if tokens[child].relation == "amod" else None
            if role is not None and role.sort == "body":  # "military deployment"
                return self._with_role(child, child, role, [child])
        return self.discourse.doer(self, head)

    def _find_place(self, head: int) -> Actor | None:
        tokens = self.sentence.tokens
        if not 0 <= head < len(tokens):
            return None
        name = self.name_at(head)
        if name is not None and name.entry.kind in PLACES:
            return self._named(name, head, ("place",))
        for child in self.sentence.children[head]:
            token = tokens[child]
            if token.relation in ("compound", "amod", "flat", "appos") or token.deprel == "nmod:poss":
                name = self.name_at(child)
                if name is not None and (name.entry.kind in PLACES or name.entry.kind in ADJECTIVES) and not self._only_half(name):
                    return self._named(name, child, ("place",))
        for child in self.sentence.children[head]:
            if tokens[child].relation in ("nmod", "obl") and self.case(child) in (*LOCATIVES, "of", "to", "from"):
                found = self.place(child)
                if found is not None:
                    return found
        beside = self._place_beside(head)
        if beside is not None:
            return beside
        if self.book.is_in("anaphors.country", tokens[head].lemma.lower()):
            actor = self.actor(head)
            if actor is not None and actor.parts:
                return self._make(head, actor.parts[0], "country", ("place", "article"))
        return None


    def _place_beside(self, head: int) -> Actor | None:
        """The place of a phrase that stands right after this one, though it hangs on the verb: "hit a hospital in Iraq"."""
        tokens = self.sentence.tokens
        governor = tokens[head].head
        if governor < 0 or tokens[head].relation not in ("obj", "obl", "nsubj") or tokens[governor].upos != "VERB":
            return None
        for child in self.sentence.children[governor]:
            if child > head and tokens[child].relation == "obl" and self.case(child) in LOCATIVES:
                return self.place(child) if min(self.sentence.children[child], default=child) == max(self.sentence.subtree(head)) + 1 else None
        return None


def _join(country: str | None, role: str) -> str | None:
    """A code from its parts; the role of a region or organisation is kept apart from a second one."""
    if not country:
        return role or None
    parts = split_code(country)
    return country if role in parts[1:] or not role else parts[0] + role
