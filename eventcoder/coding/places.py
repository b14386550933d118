"""Where an event was, and how many died in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventcoder.actors import Actor, Mentions
from eventcoder.coding.reading import Match
from eventcoder.document import Sentence
from eventcoder.english.deathwords import DeathWords
from eventcoder.grammar import arguments, syntax

PHRASES = ("obl", "nmod")
CLIMB = 3  # clauses above an event that its place may be named in


# Places ------------------------------------------------------------------------------------------------------------------


def find_place(sentence: Sentence, match: Match, mentions: Mentions) -> Actor | None:
    """The place named in a prepositional phrase of the event's clause, or else of the clause that it is part of.

    Args:
        sentence: the sentence.
        match: the reading.
        mentions: who and what its phrases refer to.

    Returns:
        The place, or None.
    """
    for heads in (_own_phrases(match), _inner_phrases(sentence, match), _names_before(sentence, match), _shared_phrases(sentence, match)):
        for head in heads:
            place = _place(sentence, mentions, head)
            if place is not None:
                return place
    return None


def _place(sentence: Sentence, mentions: Mentions, head: int) -> Actor | None:
    """The place that a phrase names: itself, or what it is of or beside ("the city of Aleppo", "the capital, Tripoli")."""
    names = sentence.dependents(head, "appos", "flat", "compound")
    of = [i for i in sentence.dependents(head, "nmod") if "of" in syntax.cases(sentence, i)]
    for candidate in (head, *names, *of):
        place = mentions.place(candidate)
        if place is not None:
            return place
    return None


def _locative(match: Match, phrases: Iterable[tuple[str, int]]) -> Iterator[int]:
    return (head for preposition, head in phrases if preposition in match.clause.lexicon.place_prepositions)


def _own_phrases(match: Match) -> Iterator[int]:
    return _locative(match, match.clause.phrases)


def _inner_phrases(sentence: Sentence, match: Match) -> Iterator[int]:
    """Places of its parties: "killed nine people at a market in Aleppo", "attacked a base in Syria"."""
    inner = [*match.clause.objects, *(head for _, head in match.clause.phrases)]
    for head in inner:
        yield from _locative(match, syntax.prepositional_phrases(sentence, head, PHRASES))


def _names_before(sentence: Sentence, match: Match) -> Iterator[int]:
    """Places before an event noun: "the Gaza strikes"."""
    if match.clause.kind == "nominal":
        yield from (i for i in match.clause.premodifiers if sentence[i].relation == "compound")


def _shared_phrases(sentence: Sentence, match: Match) -> Iterator[int]:
    """Places of the clauses above, as far as the event is part of them: "shelled the town in Syria, killing 12"."""
    current = match.clause.carrier
    for _ in range(CLIMB):
        head = sentence[current].head
        if head < 0 or not _is_part(sentence, current):
            return
        yield from _locative(match, syntax.prepositional_phrases(sentence, head, PHRASES))
        current = head


def _is_part(sentence: Sentence, index: int) -> bool:
    """Whether a clause or event noun shares the setting of what is above it."""
    token = sentence[index]
    if syntax.is_verbal(sentence, index):
        shared = token.relation == "conj" and not arguments.own_subjects(sentence, index)
        participle = token.relation in ("advcl", "acl") and token.deprel != "acl:relcl" and syntax.is_gerund(sentence, index)
        return shared or token.relation == "xcomp" or participle
    return token.relation in ("nsubj", "obl") and syntax.is_verbal(sentence, token.head)


# Fatalities --------------------------------------------------------------------------------------------------------------


def find_fatalities(sentence: Sentence, match: Match) -> int | None:
    """How many died in an event of force, as the sentence says.

    The injured are not counted; of "at least 12" and "10 to 12" the lower number is taken; "dozens" is no number.

    Args:
        sentence: the sentence.
        match: the reading.

    Returns:
        The number, or None if the sentence gives none.
    """
    words = match.clause.lexicon.deaths
    tokens = _event_tokens(sentence, match, words)
    return next((number for i in tokens if (number := deaths_at(sentence, words, i)) is not None), None)


def _event_tokens(sentence: Sentence, match: Match, words: DeathWords) -> list[int]:
    """The tokens that tell of an event: its clause, its participles and conjoined predicates; then the clause it is part of."""
    start, trigger = match.clause.carrier, match.trigger
    tokens = _clause_tokens(sentence, start, trigger)
    current = trigger if match.clause.kind == "nominal" and match.clause.light_verb is None else start
    for _ in range(CLIMB):
        head = sentence[current].head
        if head < 0 or not _is_part(sentence, current):
            break
        tokens += [i for i in _clause_tokens(sentence, head, trigger) if i not in tokens]
        current = head
    above = sentence[start].head
    lemma = sentence[above].lemma.lower()
    if sentence[start].relation == "advcl" and (words.has("kill", lemma) or words.has("die", lemma)):
        tokens.append(above)  # "12 people were killed when rebels attacked the town"
    return tokens


def _clause_tokens(sentence: Sentence, index: int, trigger: int) -> list[int]:
    """A token and what is below it, without the clauses of others."""
    found, stack = [], [index]
    while stack:
        current = stack.pop(0)
        found.append(current)
        stack += [i for i in sentence.children[current] if not _is_another_clause(sentence, i, trigger)]
    return found


def _is_another_clause(sentence: Sentence, index: int, trigger: int) -> bool:
    token = sentence[index]
    if token.deprel == "acl:relcl":
        return token.head != trigger  # "an attack that left five dead"
    if token.relation in ("ccomp", "parataxis"):
        return True
    finite = token.relation in ("advcl", "conj") and syntax.has_child(sentence, index, *syntax.SUBJECTS)
    return finite and syntax.is_verbal(sentence, index)


def deaths_at(sentence: Sentence, words: DeathWords, index: int) -> int | None:
    """The number of dead that a token tells of, if it is a word of dying.

    Args:
        sentence: the sentence.
        words: words of dying.
        index: position of the token.

    Returns:
        The number, or None.
    """
    token = sentence[index]
    forms = (token.lemma.lower(), token.text.lower())
    following = sentence[index + 1].text.lower() if index + 1 < len(sentence) else ""
    if words.has("kill", *forms, f"{forms[0]} {following}"):
        if token.upos in ("NOUN", "PROPN"):
            return _counted(sentence, words, sentence.dependents(index, "nmod"))
        return _counted(sentence, words, _victims(sentence, words, index))
    if words.has("die", *forms):
        return _counted(sentence, words, arguments.own_subjects(sentence, index))
    if words.has("dead", *forms):
        return _dead(sentence, words, index)
    if words.has("take", *forms) or words.has("loss", *forms):
        lives = [i for i in sentence.dependents(index, "obj", "nmod") if words.has("life", sentence[i].lemma.lower())]
        return _counted(sentence, words, lives)
    if words.has("count", *forms):
        return _number(sentence, words, index)
    if words.has("toll", token.lemma.lower()):
        return _counted(sentence, words, [*sentence.dependents(index, "nmod", "appos"), *_predicate(sentence, index)])
    return None


def _victims(sentence: Sentence, words: DeathWords, index: int) -> list[int]:
    """Heads of the phrases that a verb of killing is done to."""
    token = sentence[index]
    if syntax.is_passive(sentence, index):
        own = arguments.own_subjects(sentence, index)
        if own or token.head < 0:
            return own
        return [token.head] if token.relation in ("acl", "amod") else arguments.own_subjects(sentence, token.head)
    # Trees have what follows "more than" as a prepositional phrase: "killed more than 30 people".
    found = [*sentence.dependents(index, "obj"), *(i for i in sentence.dependents(index, "obl") if "than" in syntax.cases(sentence, i))]
    # "killing one and injuring 13 others", where both objects may hang on the first verb.
    other = next((i for i in sentence.dependents(index, "conj") if words.has("alive", sentence[i].lemma.lower())), len(sentence))
    return [i for i in found if i < other]


def _dead(sentence: Sentence, words: DeathWords, index: int) -> int | None:
    """ "left five dead", "five are dead", "12 dead"."""
    head = sentence[index].head
    number = _counted(sentence, words, sentence.dependents(index, "nsubj")) or _number(sentence, words, index)
    if number is None and head >= 0 and words.has("leave", sentence[head].lemma.lower()):
        number = _counted(sentence, words, sentence.dependents(head, "obj", "iobj"))
    return number


def _predicate(sentence: Sentence, index: int) -> list[int]:
    """What a toll "stands at" or "rose to"."""
    head = sentence[index].head
    if head < 0 or sentence[index].relation != "nsubj":
        return []
    above = [i for i in sentence.dependents(head, "obl") if set(syntax.cases(sentence, i)) & {"at", "to"}]
    return [head, *above] if sentence[head].upos == "NUM" else above


def _counted(sentence: Sentence, words: DeathWords, heads: Iterable[int]) -> int | None:
    """The sum of the numbers of some phrases and of what is coordinated with them ("nine civilians and two soldiers")."""
    numbers = []
    for head in heads:
        for index in sentence.conjuncts(head):
            if any(words.has("alive", token.lemma.lower(), token.text.lower()) for token in sentence.tokens[head : index + 1]):
                break  # "killing one and injuring 13 others"
            number = _number(sentence, words, index)
            if number is not None:
                numbers.append(number)
    return sum(numbers) if numbers else None


def _number(sentence: Sentence, words: DeathWords, index: int) -> int | None:
    """How many persons a phrase says: "nine civilians", "a dozen of the rebels", "12"."""
    token = sentence[index]
    if words.has("things", token.lemma.lower()):
        return None
    if words.numerals.is_numeral(token.text.lower()):
        return words.numerals.phrase(sentence, index)
    for i in sentence.dependents(index, "nummod"):
        return words.numerals.phrase(sentence, i)
    return None
