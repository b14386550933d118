"""The words of `codebooks/english/references.yaml`, by which phrases refer to somebody."""

from __future__ import annotations

import attrs

from eventcoder.loading.shapes import made, record, word_set

Words = frozenset[str]


@attrs.frozen(eq=False)
class References:
    """Classes of words by which phrases refer; the comments in `codebooks/english/references.yaml` say what each does."""

    person_pronouns: Words = frozenset()
    female_pronouns: Words = frozenset()
    thing_pronouns: Words = frozenset()
    plural_pronouns: Words = frozenset()
    speaker_pronouns: Words = frozenset()
    relative_pronouns: Words = frozenset()
    personal_relatives: Words = frozenset()
    personal_participles: Words = frozenset()
    free_relatives: Words = frozenset()
    reciprocal_pronouns: Words = frozenset()
    remaining: Words = frozenset()
    others: Words = frozenset()
    reflexive_endings: Words = frozenset()
    impersonal: Words = frozenset()
    standing_alone: Words = frozenset()
    first_of_two: Words = frozenset()
    last_of_two: Words = frozenset()
    definite: Words = frozenset()
    describing: Words = frozenset()
    both: Words = frozenset()
    ages: Words = frozenset()
    country_nouns: Words = frozenset()
    place_nouns: Words = frozenset()
    settlements: Words = frozenset()
    divisional: Words = frozenset()
    group_nouns: Words = frozenset()
    person_nouns: Words = frozenset()
    pair_nouns: Words = frozenset()
    couple_nouns: Words = frozenset()
    rival_nouns: Words = frozenset()
    side_nouns: Words = frozenset()
    opposed: Words = frozenset()
    gatherings: Words = frozenset()
    collective_nouns: Words = frozenset()
    presiding_nouns: Words = frozenset()
    counterpart_nouns: Words = frozenset()
    party_entities: Words = frozenset()
    former: Words = frozenset()
    former_prefixes: Words = frozenset()
    beside_office: Words = frozenset()
    own_state: Words = frozenset()
    standing_nouns: Words = frozenset()
    patrons: Words = frozenset()
    leading_verbs: Words = frozenset()
    making_verbs: Words = frozenset()
    visiting_verbs: Words = frozenset()
    visiting_prepositions: Words = frozenset()
    custodial_verbs: Words = frozenset()
    alien_adjectives: Words = frozenset()
    posted: Words = frozenset()
    compound_suffixes: Words = frozenset()
    owning_suffixes: Words = frozenset()
    seat_suffixes: Words = frozenset()
    compound_prefixes: Words = frozenset()
    capacity_prepositions: Words = frozenset()


REFERENCE_CLASSES = tuple(field.name for field in attrs.fields(References))
REFERENCES_FILE = made(References, record(dict.fromkeys(REFERENCE_CLASSES, word_set), REFERENCE_CLASSES))
