"""What a document says about its actors outside the sentence: who "he", "the group", "the minister" and "the police" are."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from eventcoder.actors.actor import Actor
from eventcoder.actors.book import ActorBook, RoleNoun
from eventcoder.actors.text import pieces
from eventcoder.sentence import Document

if TYPE_CHECKING:
    from eventcoder.actors.mentions import Mentions
    from eventcoder.sentence import Sentence

SUBJECTS = ("nsubj", "csubj")
NOMINAL = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root", "parataxis", "ccomp"))
NO_PERSON = frozenset(("they", "them", "their", "it", "its", "we", "us", "our", "these", "those", "both", "police", "army", "military", "government", "people"))
STEM = 5
HERE = frozenset(("in", "at", "near", "across", "inside", "throughout", "outside"))
CLAUSAL = frozenset(("root", "ccomp", "advcl", "acl", "parataxis", "conj"))
SPEECH = frozenset(("say", "tell", "add", "note", "state", "explain", "stress", "emphasize", "emphasise", "remark", "declare", "announce", "reply", "clarify", "underscore", "warn", "claim", "argue", "comment"))


@attrs.define(eq=False)
class Facts:
    """What holds in a whole document, worked out when first asked for."""

    book: ActorBook
    document: Document
    date: str | None
    _country: str | None = None
    _counted: bool = False
    _people: dict[str, tuple[str, str]] | None = None

    def country(self) -> str | None:
        """The country that the document is about: that of half of its names or more."""
        if not self._counted:
            self._counted = True
            counts: Counter[str] = Counter()
            for number, sentence in enumerate(self.document.sentences):
                for name in self.book.names_in(sentence):
                    code = name.entry.on(self.date)
                    if code and not code.startswith("IGO") and name.entry.kind not in ("region", "regional"):
                        dateline = number == 0 and name.first == 0 and name.entry.kind == "city" and sentence.tokens[0].text.isupper()
                        counts[code[:3]] += 5 if dateline else 2 if number == 0 else 1
            if counts:
                best, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
                rest = sum(counts.values()) - count
                second = max((other for code, other in counts.items() if code != best), default=0)
                if count > rest or count >= 2 * second:
                    self._country = best
        return self._country

    def people(self) -> dict[str, tuple[str, str]]:
        """Pieces of names that the document introduces with a title, apposition or abbreviation -> code and kind."""
        if self._people is None:
            self._people = {}
            self._people = _introduced(self)
        return self._people


def _introduced(facts: Facts) -> dict[str, tuple[str, str]]:
    """Words of names -> code and kind; what a title with a country says goes before what the article's country gives."""
    from eventcoder.actors.mentions import Mentions

    found: dict[str, tuple[int, str, str]] = {}

    def learn(word: str, rank: int, code: str, kind: str) -> None:
        if word and (word not in found or rank < found[word][0]):
            found[word] = (rank, code, kind)

    blank = Discourse(facts)
    for sentence in facts.document.sentences:
        tokens = sentence.tokens
        mentions = Mentions(sentence, facts.book, blank, facts.date)
        for token in tokens:
            if token.upos != "PROPN" and facts.book.role_at(sentence, token.index) is None:
                continue
            if token.relation == "flat" and not mentions.false_flat(token.index):
                continue
            if is_abbreviation(mentions, token.index):
                full = mentions.actor(_full_form(mentions, token.index))
                if full is not None and full.code:
                    learn("".join(pieces(token.text)), 0, full.code, "organisation" if full.kind == "role" else full.kind)
                continue
            chain = mentions.chain(token.index)
            words = [piece for i in chain if tokens[i].upos == "PROPN" and facts.book.role_at(sentence, i) is None and _free(mentions, i) for piece in pieces(tokens[i].text)]
            words = [word for word in words if len(word) > 2]
            actor = mentions.actor(token.index) if words else None
            if actor is None or not actor.code or (len(actor.code) <= 3 and actor.kind != "role") or actor.kind in ("country", "city", "group", "organisation"):
                continue
            rank = 2 * ("article" in actor.via) + 4 * (len(actor.code) <= 3) + 8 * (actor.kind == "unknown")
            for place, word in enumerate(words):
                learn(word, rank + (place < len(words) - 1), actor.code, "person")
    return {word: (code, kind) for word, (_, code, kind) in found.items()}


def _free(mentions: Mentions, index: int) -> bool:
    """Whether a token is no part of a listed name other than a person's."""
    name = mentions.name_at(index)
    return name is None or name.entry.kind == "person"


def is_abbreviation(mentions: Mentions, index: int) -> bool:
    """Whether a token is a short form in brackets after what it stands for: "Kurdistan Workers' Party (PKK)"."""
    tokens = mentions.sentence.tokens
    token = tokens[index]
    return token.head >= 0 and token.head < index < len(tokens) - 1 and token.text.isupper() and len(token.text) > 1 and tokens[index - 1].text in ("(", "[") and tokens[index + 1].text in (")", "]")


def _full_form(mentions: Mentions, index: int) -> int:
    """The head of the phrase before an abbreviation: "the Central Bank of Somalia (CBS)" is the bank, not Somalia."""
    tokens = mentions.sentence.tokens
    head = tokens[index].head
    while tokens[head].relation in ("nmod", "flat", "compound") and 0 <= tokens[head].head < head and tokens[tokens[head].head].upos == "PROPN":
        head = tokens[head].head
    return head


@attrs.frozen(eq=False)
class Memory:
    """Actors of the sentences before, the latest first."""

    persons: tuple[Actor, ...] = ()
    things: tuple[Actor, ...] = ()
    everyone: tuple[Actor, ...] = ()
    plurals: tuple[Actor, ...] = ()
    pair: tuple[Actor, ...] = ()
    just: tuple[Actor, ...] = ()
    doers: tuple[tuple[str, Actor], ...] = ()
    speaker: Actor | None = None
    roles: tuple[tuple[str, Actor], ...] = ()


@attrs.define(eq=False)
class Discourse:
    """What is known before a sentence is read. Nothing is worked out until a phrase asks for it.

    Args:
        facts: what holds in the whole document.
        previous: the discourse before the last sentence, or None at the start.
        mentions: the mentions of the last sentence.
    """

    facts: Facts
    previous: Discourse | None = None
    mentions: Mentions | None = None
    _memory: Memory | None = None

    @classmethod
    def start(cls, book: ActorBook, document: Document) -> Discourse:
        """The discourse before the first sentence of a document.

        Args:
            book: names and roles.
            document: the whole document: abbreviations, full names and its country are taken from it.

        Returns:
            A discourse to give to the `Mentions` of the first sentence.
        """
        return cls(Facts(book, document, document.date))

    def after(self, sentence: Sentence, mentions: Mentions) -> Discourse:
        """The discourse after a sentence.

        Args:
            sentence: the sentence.
            mentions: its mentions.

        Returns:
            A discourse to give to the `Mentions` of the next sentence.
        """
        return Discourse(self.facts, self, mentions)

    def memory(self) -> Memory:
        """The actors of the sentences before."""
        waiting: list[Discourse] = []
        current: Discourse = self
        while current._memory is None and current.previous is not None:
            waiting.append(current)
            current = current.previous
        memory = current._memory or Memory()
        current._memory = memory
        for discourse in reversed(waiting):
            assert discourse.mentions is not None
            memory = discourse._memory = remember(memory, discourse.mentions)
        return memory

    # ---- questions of a sentence's mentions

    def country(self, mentions: Mentions, head: int) -> str | None:
        """The country of a role noun that shows none: of the place where the clause happens, else that of the article."""
        local = local_country(mentions, head)
        if local:
            return local
        whole = self.facts.country()
        if whole:
            return whole
        named = [actor for actor in mentions.whole_names() if actor.code and not actor.code.startswith("IGO") and actor.kind != "region"]
        nearest = [actor for actor in reversed(named) if actor.tokens[-1] < head] or named
        for actor in (*nearest, *self.memory().everyone):
            if actor.parts and len(actor.parts[0]) == 3 and actor.kind != "region" and actor.code != actor.parts[0] + "CVL":
                return actor.parts[0]
        return None

    def known(self, mentions: Mentions, head: int, chain: list[int]) -> Actor | None:
        """An actor that the document introduced by its full name, title or abbreviation."""
        people = self.facts.people()
        if not people:
            return None
        tokens = mentions.sentence.tokens
        words = [piece for i in chain if tokens[i].upos in ("PROPN", "NOUN", "ADJ") and tokens[i].text[:1].isupper() for piece in pieces(tokens[i].text)]
        for word in reversed(words):
            found = people.get(word)
            if found is not None:
                made = mentions._make(head, found[0], found[1], ("surname",))
                return made
        return None

    def pronoun(self, mentions: Mentions, head: int, word: str) -> Actor | None:
        """The actor that a pronoun stands for: in the sentence first, then in those before."""
        book, token = self.facts.book, mentions.sentence.tokens[head]
        if book.is_in("pronouns.relative", word):
            for index in mentions.sentence.ancestors(head):
                above = mentions.sentence.tokens[index]
                if above.deprel == "acl:relcl" and above.head >= 0:
                    found = mentions.actor(above.head)
                    return mentions.like(head, found, "pronoun") if found is not None else None
            return None
        if book.is_in("pronouns.reciprocal", word):
            subject = subject_of(mentions, head)
            found = mentions.actor(subject) if subject is not None else None
            return mentions.like(head, found, "pronoun") if found is not None else None
        if word.endswith(("self", "selves")):
            subject = subject_of(mentions, head)
            if subject is not None and subject != head:
                found = mentions.actor(subject)
                if found is not None:
                    return mentions.like(head, found, "pronoun")
        if book.is_in("pronouns.speaker", word):
            found = speaker_of(mentions) or self.memory().speaker
            return mentions.like(head, found, "pronoun") if found is not None else None
        sort = "person" if book.is_in("pronouns.person", word) else "thing" if book.is_in("pronouns.thing", word) else "plural" if book.is_in("pronouns.plural", word) else ""
        if not sort or (token.upos == "DET" and token.deprel == "det"):
            return None
        found = antecedent(mentions, head, sort) or self._remembered(sort)
        return mentions.like(head, found, "pronoun") if found is not None else None

    def _remembered(self, sort: str) -> Actor | None:
        memory = self.memory()
        pool = {"person": memory.persons, "thing": memory.things, "plural": memory.plurals}.get(sort) or memory.everyone
        return pool[0] if pool else None

    def same(self, mentions: Mentions, head: int, index: int, role: RoleNoun) -> Actor | None:
        """ "the minister", "the group", "the country": the last actor that the words fit, if the phrase is definite and bare."""
        if not definite(mentions, head):
            return None
        book = self.facts.book
        lemma = mentions.sentence.tokens[index].lemma.lower()
        if book.is_in("anaphors.country", lemma):
            fitting = book.sets.get(f"forms.{lemma}")
            for actor in (*before(mentions, head), *self.memory().everyone):
                if actor.kind in ("country", "city") and actor.code and len(actor.code) == 3 and (not fitting or actor.code.lower() in fitting):
                    return mentions.like(head, actor, "anaphor")
            whole = self.facts.country()
            return mentions._make(head, whole, "country", ("article",)) if whole else None
        for word, actor in self.memory().roles:
            if actor.code and len(actor.code) > 3 and (word == lemma or (role.sort == "body" and role.code == actor.parts[-1] and _is_body(book, word))):
                return mentions.like(head, actor, "anaphor")
        if book.is_in("anaphors.group", lemma):
            for actor in (*before(mentions, head), *self.memory().things):
                if actor.kind in ("group", "organisation"):
                    return mentions.like(head, actor, "anaphor")
        if book.is_in("anaphors.person", lemma):
            for actor in self.memory().persons:
                return mentions.like(head, actor, "anaphor")
        return None

    def several(self, mentions: Mentions, head: int) -> tuple[Actor, ...]:
        """The actors of "each other", "both countries", "the two sides", "they"."""
        tokens = mentions.sentence.tokens
        token = tokens[head]
        word = token.text.lower()
        if self.facts.book.is_in("pronouns.reciprocal", word):
            subject = subject_of(mentions, head)
            return mentions.actors(subject) if subject is not None and subject != head else ()
        if self.facts.book.is_in("pronouns.plural", word) and token.upos == "PRON":
            found = () if antecedent(mentions, head, "plural") is not None else self.memory().just
            return tuple(mentions.like(head, actor, "pronoun") for actor in found)
        counted = any(tokens[i].lemma.lower() in ("two", "both") for i in mentions.sentence.children[head])
        if not counted or not self.facts.book.is_in("anaphors.pair", token.lemma.lower()):
            return ()
        found = self.memory().pair
        if not found:
            different: dict[str, Actor] = {}
            for actor in (*before(mentions, head), *self.memory().everyone):
                if actor.parts and len(actor.parts[0]) == 3 and len(different) < 2:
                    different.setdefault(actor.parts[0], actor)
            found = tuple(reversed(different.values())) if len(different) == 2 else ()
        return tuple(mentions.like(head, actor, "anaphor") for actor in found)

    def doer(self, mentions: Mentions, head: int) -> Actor | None:
        """Who did what "the raid" or "the executions" takes up again: owner or subject of an earlier word of the same stem."""
        tokens, children = mentions.sentence.tokens, mentions.sentence.children[head]
        token = tokens[head]
        if token.upos != "NOUN" or len(token.lemma) < STEM or not any(tokens[i].lemma.lower() in ("the", "this", "these") for i in children):
            return None
        if any(tokens[i].relation in ("amod", "acl") and tokens[i].upos != "NUM" and "-" not in tokens[i].text for i in children):
            return None
        stem = token.lemma.lower()[:STEM]
        for word, actor in self.memory().doers:
            if word == stem:
                return mentions.like(head, actor, "anaphor")
        return None


def definite(mentions: Mentions, head: int) -> bool:
    """Whether a phrase is a singular "the X" or "this X" without further description."""
    tokens = mentions.sentence.tokens
    children = mentions.sentence.children[head]
    if "Number=Plur" in tokens[head].feats or any(tokens[i].relation in ("amod", "nmod", "flat", "acl", "nummod") for i in children if not tokens[i].deprel == "acl:relcl"):
        return False
    return any(tokens[i].relation == "det" and tokens[i].lemma.lower() in ("the", "this", "that") for i in children)


def subject_of(mentions: Mentions, head: int) -> int | None:
    """The subject of the clause that a token stands in."""
    sentence = mentions.sentence
    for index in sentence.ancestors(head):
        for child in sentence.children[index]:
            if sentence.tokens[child].relation == "nsubj" and child != head:
                return child
    return None


def speaker_of(mentions: Mentions) -> Actor | None:
    """Who says something in a sentence."""
    sentence = mentions.sentence
    for token in sentence.tokens:
        if token.lemma.lower() in SPEECH and token.upos == "VERB":
            for child in sentence.children[token.index]:
                if sentence.tokens[child].relation == "nsubj":
                    found = mentions.actor(child)
                    if found is not None:
                        return found
    return None


def local_country(mentions: Mentions, head: int) -> str | None:
    """The country of a place phrase of the nearest verb above or of its object: "police shot three people in Nairobi"."""
    sentence = mentions.sentence
    for index in (head, *sentence.ancestors(head)):
        verb = sentence.tokens[index].upos == "VERB"
        holders = [index, *(sentence.dependents(index, "obj") if verb else ())]
        for child in [i for holder in holders for i in sentence.children[holder]]:
            if sentence.tokens[child].relation in ("obl", "nmod") and mentions.case(child) in HERE:
                place = mentions.place(child)
                if place is not None and place.code and place.kind != "region" and "article" not in place.via:
                    return place.code[:3]
        if verb and sentence.tokens[index].relation in CLAUSAL:
            return None
    return None


def before(mentions: Mentions, head: int) -> list[Actor]:
    """The listed names before a token in its sentence, the nearest first; not those of the phrase that it belongs to ("Israel's attack on the country")."""
    sentence = mentions.sentence
    governor = sentence.tokens[head].head
    same = set(sentence.children[governor]) if governor >= 0 and sentence.tokens[governor].upos in ("NOUN", "PROPN") else set()
    return [actor for actor in reversed(mentions.names()) if actor.tokens[-1] < head and not same.intersection(actor.tokens)]


def _is_body(book: ActorBook, word: str) -> bool:
    return any(row[3] == "body" and not row[0] and not row[1] for row in book.roles.get(word, ()))


def is_plural(mentions: Mentions, actor: Actor) -> bool:
    """Whether "they" is the likelier pronoun for an actor."""
    token = mentions.sentence.tokens[actor.head]
    return "Number=Plur" in token.feats or token.lemma.lower() in ("police", "military", "army", "troop")


def candidates(mentions: Mentions, limit: int) -> list[tuple[int, Actor]]:
    """Actors of the noun phrases that begin before a position, subjects first, then in order."""
    tokens = mentions.sentence.tokens
    found: list[tuple[int, int, Actor]] = []
    for token in tokens:
        if token.index >= limit or token.upos not in ("PROPN", "NOUN", "ADJ") or token.relation not in NOMINAL:
            continue
        actor = mentions.actor(token.index)
        if actor is not None:
            rank = 0 if token.relation == "nsubj" else 1 if token.relation in ("obj", "iobj", "root", "conj", "appos") else 2
            found.append((rank, token.index, actor))
    found.sort(key=lambda item: (item[0], item[1]))
    return [(index, actor) for _, index, actor in found]


def _first_verb(mentions: Mentions, head: int) -> int:
    """The first of the coordinated verbs that a phrase depends on the last of: its subject is theirs."""
    tokens = mentions.sentence.tokens
    verb = tokens[head].head
    while verb >= 0 and tokens[verb].relation == "conj":
        verb = tokens[verb].head
    return verb


def is_person(actor: Actor) -> bool:
    """Whether "he" or "she" can stand for an actor."""
    text = actor.text.lower()
    if text in NO_PERSON:
        return False
    return actor.kind in ("person", "unknown") or (actor.kind == "role" and text[-1:] != "s" and actor.parts[-1:] not in (("LEG",), ("MED",)) and "people" not in actor.via)


def antecedent(mentions: Mentions, head: int, sort: str) -> Actor | None:
    """The actor in the same sentence that a pronoun stands for."""
    tokens = mentions.sentence.tokens
    acted_on = tokens[head].relation in ("obj", "iobj", "obl")
    # "X asked it": what is acted on is not the subject.
    pool = [(i, actor) for i, actor in candidates(mentions, head) if not (acted_on and tokens[i].relation == "nsubj" and (tokens[i].head == tokens[head].head or tokens[i].head == _first_verb(mentions, head)))]
    for _, actor in pool:
        if sort == "person" and is_person(actor):
            return actor
        if sort == "thing" and actor.kind in ("country", "city", "group", "organisation", "role") and actor.code:
            return actor
        if sort == "plural" and actor.code and is_plural(mentions, actor):
            return actor
    return next((actor for _, actor in pool if actor.code), None) if sort == "plural" and not mentions.discourse.memory().plurals else None


def pairs(mentions: Mentions) -> tuple[tuple[Actor, ...], bool]:
    """Two coordinated actors of different countries, and whether they are a subject."""
    sentence = mentions.sentence
    tokens = sentence.tokens
    found: tuple[Actor, ...] = ()
    if not any(token.relation == "cc" for token in tokens):
        return (), False
    for token in tokens:
        if token.relation == "conj" or token.upos not in ("NOUN", "PROPN", "PRON") or (found and token.relation != "nsubj"):
            continue
        if not any(tokens[i].relation in ("conj", "flat") or (tokens[i].relation == "amod" and tokens[token.index].upos == "NOUN") for i in sentence.children[token.index]):
            continue
        several = mentions.actors(token.index)
        if len(several) == 2 and all(actor.parts and actor.kind in ("person", "country", "role", "city") for actor in several) and several[0].parts[0] != several[1].parts[0]:
            found = several
            if token.relation == "nsubj":
                return found, True
    return found, False


def doers(mentions: Mentions) -> tuple[tuple[str, Actor], ...]:
    """Stems of event words with who did them: subjects of verbs, owners of nouns."""
    sentence = mentions.sentence
    found: list[tuple[str, Actor]] = []
    for token in sentence.tokens:
        if len(token.lemma) < STEM or token.upos not in ("VERB", "NOUN"):
            continue
        if token.upos == "NOUN":
            owned = any(sentence.tokens[i].relation in ("nmod", "amod", "compound") for i in sentence.children[token.index])
            actor = mentions.owner(token.index) if owned and mentions.actor(token.index) is None else None
            if actor is None and token.relation == "obj" and token.head >= 0 and mentions.book.is_in("light", sentence.tokens[token.head].lemma.lower()):
                subjects = [i for i in sentence.children[token.head] if sentence.tokens[i].deprel == "nsubj"]
                actor = mentions.actor(subjects[0]) if subjects else None
        else:
            subjects = [i for i in sentence.children[token.index] if sentence.tokens[i].deprel == "nsubj"]
            actor = mentions.actor(subjects[0]) if subjects else None
        if actor is not None and actor.code:
            found.append((token.lemma.lower()[:STEM], actor))
    return tuple(found)


def remember(memory: Memory, mentions: Mentions) -> Memory:
    """The memory after a sentence."""
    tokens = mentions.sentence.tokens
    ranked = [actor for _, actor in candidates(mentions, len(tokens))]
    subjects = tuple(
        actor
        for token in tokens
        if token.relation in ("nsubj", "expl") and token.upos == "PRON" and not mentions.book.is_in("pronouns.relative", token.lemma.lower()) and (actor := mentions.actor(token.index)) is not None
    )
    pair, subject = pairs(mentions)
    ranked = [*subjects, *ranked]
    named = list(mentions.names())
    persons = tuple(actor for actor in ranked if is_person(actor) and actor.code)
    things = tuple(actor for actor in ranked if actor.kind in ("country", "city", "group", "organisation", "role") and actor.code)
    roles = tuple((tokens[actor.head].lemma.lower(), actor) for actor in ranked if actor.kind == "role")
    everyone = tuple(actor for actor in (*ranked, *named) if actor.code)
    return Memory(
        persons=(persons + memory.persons)[:8],
        things=(things + memory.things)[:8],
        everyone=(everyone + memory.everyone)[:16],
        plurals=(tuple(actor for actor in ranked if actor.code and is_plural(mentions, actor)) + memory.plurals)[:8],
        pair=pair or memory.pair,
        just=pair if subject else (),
        doers=(doers(mentions) + memory.doers)[:40],
        speaker=speaker_of(mentions) or memory.speaker,
        roles=(roles + memory.roles)[:16],
    )
