"""What a document says about its actors outside the sentence: who "he", "the group", "the minister" and "the police" are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from eventcoder.actors.actor import Actor, country_of
from eventcoder.actors.book import ActorBook, RoleNoun
from eventcoder.actors.facts import Facts, Known
from eventcoder.actors.memory import (
    SHORTEST,
    STEM,
    Memory,
    antecedent,
    before,
    definite,
    is_body,
    local_country,
    of_gender,
    remember,
    speaker_of,
    subject_of,
    title_gender,
)
from eventcoder.actors.several import is_reciprocal
from eventcoder.actors.spelling import pieces
from eventcoder.document import Document

if TYPE_CHECKING:
    from eventcoder.actors.mentions import Mentions
    from eventcoder.document import Sentence

# Nouns of these roles take up only what has the role: "the union" is no company.
OWN_SORT = frozenset(("LAB", "BUS", "MED", "NGO", "CRM"))


def _of_sort(actor: Actor, role: str) -> bool:
    """Whether a noun of a role can take up a group or organisation; an international one may be a union, bank or agency."""
    return role in actor.parts or actor.code is None or actor.code.startswith("IGO")


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
        for actor in (*sorted(nearest, key=lambda actor: _is_elsewhere(mentions, actor, head)), *self.memory().everyone):
            found = country_of(actor)
            if found and actor.code != found + "CVL":
                return found
        return None

    def known(self, mentions: Mentions, head: int, chain: list[int], role: str = "") -> Actor | None:
        """An actor that the document introduced by its full name, title or abbreviation; of several, one with the role."""
        people = self.facts.people()
        tokens = mentions.sentence.tokens
        words = [
            piece
            for i in chain
            if tokens[i].upos in ("PROPN", "NOUN", "ADJ") and tokens[i].text[:1].isupper()
            for piece in pieces(tokens[i].text)
        ]
        for word in reversed(words):
            if word in people:
                found = self._fitting(mentions, chain, words, role, people[word])
                return mentions.make(head, found.code, found.kind, ("surname",))
        return self._in_office(mentions, head, chain, words)

    def _fitting(self, mentions: Mentions, chain: list[int], words: list[str], role: str, found: list[Known]) -> Known:
        """Which of several people of one surname a name is: by first name, office, "Mr" or "Ms", then how sure the code is."""
        if len(found) == 1:
            return found[0]
        gender = title_gender(mentions, chain)
        return min(
            found,
            key=lambda known: (
                -len(set(known.words).intersection(words)),
                bool(gender and known.gender in ("f", "m") and known.gender != gender),
                bool(role) and known.code[-3:] != role,
                known.rank > 1,
                bool(gender) and known.gender != gender,
                known.rank,
            ),
        )

    def _in_office(self, mentions: Mentions, head: int, chain: list[int], words: list[str]) -> Actor | None:
        """ "Mr Abe", "President Macri": the one listed person of that surname who holds an office of a country in the document."""
        tokens, book = mentions.sentence.tokens, self.facts.book
        first = chain[0] if chain and tokens[chain[0]].upos == "PROPN" else -1
        title = tokens[first].text.lower().rstrip(".") if first >= 0 else ""
        titled = any(book.is_in(f"titles.{gender}", title) for gender in ("f", "m")) or mentions.role_at(first) is not None
        if first < 0 or len(words) - titled != 1 or not (titled or mentions.role_at(first - 1) is not None):
            return None
        found = {
            code
            for entry in book.by_surname(words[-1])
            if (code := entry.on(self.facts.date)) and code != entry.code and self.facts.mentions_country(code[:3])
        }
        return mentions.make(head, found.pop(), "person", ("surname",)) if len(found) == 1 else None

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
        if is_reciprocal(mentions, head):
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
        sort = (
            "person"
            if book.is_in("pronouns.person", word)
            else "thing"
            if book.is_in("pronouns.thing", word)
            else "plural"
            if book.is_in("pronouns.plural", word)
            else ""
        )
        if not sort or (token.upos == "DET" and token.deprel == "det"):
            return None
        found = antecedent(mentions, head, sort) or self._remembered(sort, word)
        return mentions.like(head, found, "pronoun") if found is not None else None

    def _remembered(self, sort: str, word: str) -> Actor | None:
        memory = self.memory()
        if sort == "person" and memory.persons:
            return of_gender(list(memory.persons), word, self.facts.book)
        pool = {"thing": memory.things, "plural": memory.plurals}.get(sort) or memory.everyone
        return pool[0] if pool else None

    def same(self, mentions: Mentions, head: int, index: int, role: RoleNoun) -> Actor | None:
        """ "the minister", "the group", "the country": the last actor that the words fit, if the phrase is definite and bare."""
        if not definite(mentions, head):
            return None
        book = self.facts.book
        lemma = mentions.sentence.tokens[index].lemma.lower()
        if book.is_in("anaphors.country", lemma):
            words = " ".join(token.lemma.lower() for token in mentions.sentence.tokens[role.first : index + 1])
            fitting = book.sets.get(f"forms.{words}") or book.sets.get(f"forms.{lemma}")
            for actor in (*before(mentions, head), *self.memory().everyone):
                if (
                    actor.kind in ("country", "city")
                    and actor.code
                    and len(actor.code) == 3
                    and (not fitting or actor.code.lower() in fitting)
                ):
                    return mentions.like(head, actor, "anaphor")
            whole = self.facts.country()
            return mentions.make(head, whole, "country", ("article",)) if whole else None
        if book.is_in("anaphors.place", lemma):
            for actor in (*before(mentions, head), *self.memory().everyone):
                if actor.kind in ("city", "region") and actor.code and len(actor.code) == 3:
                    return mentions.like(head, actor, "anaphor")
        for word, actor in self.memory().roles:
            if (
                actor.code
                and len(actor.code) > 3
                and (word == lemma or (role.sort == "body" and role.code == actor.parts[-1] and is_body(book, word)))
            ):
                return mentions.like(head, actor, "anaphor")
        if book.is_in("anaphors.group", lemma):
            for actor in (*before(mentions, head), *self.memory().things):
                if actor.kind in ("group", "organisation") and (role.code not in OWN_SORT or _of_sort(actor, role.code)):
                    return mentions.like(head, actor, "anaphor")
        if book.is_in("anaphors.person", lemma):
            for _, actor in self.memory().persons:
                return mentions.like(head, actor, "anaphor")
        return None

    def doer(self, mentions: Mentions, head: int) -> Actor | None:
        """Who did what "the raid" or "the executions" takes up again: owner or subject of an earlier word of the same stem."""
        tokens, children = mentions.sentence.tokens, mentions.sentence.children[head]
        token = tokens[head]
        if (
            token.upos != "NOUN"
            or len(token.lemma) < SHORTEST
            or not any(tokens[i].lemma.lower() in ("the", "this", "these") for i in children)
        ):
            return None
        if any(tokens[i].relation == "amod" and tokens[i].upos != "NUM" and "-" not in tokens[i].text for i in children):
            return None
        stem = token.lemma.lower()[:STEM]
        for word, actor in self.memory().doers:
            if word == stem:
                return mentions.like(head, actor, "anaphor")
        return None


def _is_elsewhere(mentions: Mentions, actor: Actor, head: int) -> bool:
    """Whether a name says where somebody goes or what lies beside: not the setting of what is told next ("fled to X as protesters ...")."""
    token = mentions.sentence.tokens[actor.head]
    beside = token.relation in ("obl", "nmod") and mentions.case(actor.head) in ("to", "towards", "toward", "from", "with")
    return beside and actor.head not in set(mentions.sentence.ancestors(head))
