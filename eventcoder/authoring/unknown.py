"""Names in a corpus that no list has, the most frequent first, as proposals for a file of one's own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from eventcoder.actors import Actor, ActorBook, Discourse, Mentions
from eventcoder.actors.background import Member
from eventcoder.actors.candidates import title_gender
from eventcoder.actors.introductions import full_form
from eventcoder.actors.nounphrases import HYPHENS, NounPhrases, is_abbreviation, looks_like_a_person
from eventcoder.actors.spelling import pieces
from eventcoder.document import Document
from eventcoder.english.lexicon import Lexicon, load_lexicon

ARGUMENTS = frozenset(("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos"))
CONTEXT_WORDS = 6


@attrs.frozen
class UnknownActor:
    """One whom nobody lists.

    Args:
        name: the fullest name, without titles.
        names: all its forms, the fullest first: surnames, abbreviations. A form that several have is none of them.
        count: how often it is the actor of a phrase.
        code: the code most often given to it from its phrases and articles, or None.
        contexts: up to three places, each with the words around it.
        documents: ids of up to three documents.
    """

    name: str
    names: tuple[str, ...]
    count: int
    code: str | None
    contexts: tuple[str, ...]
    documents: tuple[str, ...]

    def entry(self) -> str:
        """The entry to put under `actors:` in a file of one's own, to be checked by a person.

        Returns:
            One line of YAML; an unknown code is written as `XXX`.
        """
        names = ", ".join(json.dumps(name, ensure_ascii=False) for name in self.names)
        return f"  - {{code: {self.code or 'XXX'}, names: [{names}]}}  # {self.count} times"


@attrs.frozen
class _Sight:
    """A name in a document: the name, the code that it gets, whether it looks like a person's, the words around it."""

    name: str
    code: str | None
    is_person: bool
    context: str


@attrs.frozen(eq=False)
class _Tally:
    """What is known of a form of a name, or of one who has several: a count, codes, contexts with their documents."""

    forms: Counter[str] = attrs.field(factory=Counter)
    codes: Counter[str] = attrs.field(factory=Counter)
    where: list[tuple[str, str]] = attrs.field(factory=list)


def unknown_actors(
    documents: Iterable[Document], book: ActorBook, *, contexts: int = 3, lexicon: Lexicon | None = None
) -> list[UnknownActor]:
    """Rank those whom no list has, each with all forms of the name.

    Forms go together where an article says so: a surname and a full name, an abbreviation and what stands before it. Elsewhere a short
    form is of the one who has it in the corpus, if no other has, and no listed person has that surname.

    Args:
        documents: parsed documents.
        book: names and roles.
        contexts: how many contexts to keep for each.
        lexicon: word classes of the language; None for the bundled ones.

    Returns:
        Names with counts, the most frequent first; equal counts in alphabetical order.
    """
    words = lexicon if lexicon is not None else load_lexicon()
    told: dict[tuple[str, str], _Tally] = {}  # by the form and the fullest form of its document
    fuller: dict[str, set[str]] = {}
    for document in documents:
        sights, members, short = _read(document, book, words)
        full = _fullest(sights, members, short)
        for sight in sights:
            tally = told.setdefault((sight.name, full[sight.name]), _Tally())
            tally.forms[sight.name] += 1
            tally.codes.update(filter(None, (sight.code,)))
            if len(tally.where) < contexts:
                tally.where.append((sight.context, document.id))
        for form, whole in full.items():
            if form != whole and not book.by_surname(pieces(form)[-1]):
                fuller.setdefault(form, set()).add(whole)
    joined: dict[str, _Tally] = {}
    for (_, whole), tally in told.items():
        one = joined.setdefault(_whole(whole, fuller), _Tally())
        one.forms.update(tally.forms)
        one.codes.update(tally.codes)
        one.where.extend(tally.where[: contexts - len(one.where)])
    bearers = Counter(form for one in joined.values() for form in one.forms)
    found = [
        UnknownActor(
            name,
            (name, *(form for form in _ranked(one.forms) if form != name and bearers[form] == 1)),
            one.forms.total(),
            next(iter(_ranked(one.codes)), None),
            tuple(context for context, _ in one.where),
            tuple(dict.fromkeys(document for _, document in one.where)),
        )
        for name, one in joined.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.name))


def _ranked(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda text: (-counts[text], text))


def _read(document: Document, book: ActorBook, lexicon: Lexicon) -> tuple[list[_Sight], Mapping[str, Sequence[Member]], dict[str, str]]:
    """The unlisted names of a document, its cast, and its abbreviations of unlisted names with what they stand for."""
    sights: list[_Sight] = []
    members: Mapping[str, Sequence[Member]] = {}
    short: dict[str, str] = {}
    for mentions, _ in Discourse(book, lexicon, document):
        members, phrases = mentions.background.members, mentions.phrases
        spelt = dict(_spelt_out(mentions))
        short.update((phrases.tokens[index].text, name) for index, (_, name) in spelt.items())
        whole = dict(spelt.values())
        for token in phrases.tokens:
            if token.upos != "PROPN" or token.relation not in ARGUMENTS or token.deprel == "nmod:desc":
                continue
            actor, chain = mentions.actor(token.index), phrases.chain(token.index)
            name = token.text if token.text in short else _unlisted(phrases, token.index, actor)
            if name:
                first, last = max(0, token.index - CONTEXT_WORDS), min(len(phrases.tokens), token.index + CONTEXT_WORDS + 1)
                context = mentions.sentence.words(tuple(range(first, last)))
                code = actor.code if actor is not None else None
                is_person = looks_like_a_person(phrases, token.index, chain)
                sights.append(_Sight(whole.get(token.index, name), code, is_person, context))
    return sights, members, short


def _spelt_out(mentions: Mentions) -> Iterator[tuple[int, tuple[int, str]]]:
    """The abbreviations of unlisted names in a sentence, with the head of what each stands for and its words: "Zorb Foundation (ZF)"."""
    phrases = mentions.phrases
    for token in phrases.tokens:
        if is_abbreviation(phrases, token.index):
            head = full_form(phrases, token.index)
            actor = mentions.actor(head)
            if actor is not None and _unlisted(phrases, head, actor):
                named = [i for i in actor.tokens if i < token.index and phrases.tokens[i].relation != "det"]
                name = phrases.sentence.words(tuple(named))
                if len(name) > len(token.text):
                    yield token.index, (head, name)


def _fullest(sights: Sequence[_Sight], members: Mapping[str, Sequence[Member]], short: Mapping[str, str]) -> dict[str, str]:
    """Each name of a document -> the fullest form of it there, if that is one."""
    words = {name: pieces(name) for name in (*(sight.name for sight in sights), *short.values())}
    persons = {sight.name for sight in sights if sight.is_person}
    found: dict[str, str] = {}
    for name, own in words.items():
        longer = [
            other
            for other, parts in words.items()
            if len(parts) > len(own) and set(own) < set(parts) and (other in persons or _are_one(own, parts, members))
        ]
        most = max(longer, key=lambda other: len(words[other]), default=name)
        found[name] = most if all(set(words[other]) <= set(words[most]) for other in longer) else name
    return {**found, **{form: found[name] for form, name in short.items()}}


def _are_one(name: Sequence[str], other: Sequence[str], members: Mapping[str, Sequence[Member]]) -> bool:
    """Whether two names are of one member of the cast."""
    return any({tuple(name), tuple(other)} <= set(member.names) for member in members.get(name[-1], ()))


def _whole(name: str, fuller: Mapping[str, set[str]]) -> str:
    """The fullest form of a name in a corpus, as long as there is one; each is longer than the one before."""
    while len(wholes := fuller.get(name, set())) == 1:
        name = next(iter(wholes))
    return name


def _unlisted(phrases: NounPhrases, head: int, actor: Actor | None) -> str:
    """The proper name in a phrase without titles and listed names, or an empty string if a list has it."""
    if actor is None or actor.kind in ("country", "city", "region", "organisation", "group"):
        return ""
    tokens = phrases.tokens
    chain = phrases.chain(head)
    if any(phrases.name_at(i) is not None for i in chain):
        return ""
    proper = tuple(i for i in chain if tokens[i].upos == "PROPN" and phrases.role_at(i) is None and not title_gender(phrases, (i,)))
    if not any(tokens[i].text[:1].isalpha() for i in proper):
        return ""
    hyphens = (i + 1 for i in proper if i + 2 in proper and tokens[i + 1].text in HYPHENS)
    return phrases.sentence.words(tuple(sorted((*proper, *hyphens))))
