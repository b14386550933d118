"""Where a value of a row comes from: `event.date`, `source.country.cow`, `year(event.date)`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import attrs

from eventcoder.actors import Actor
from eventcoder.actors.actor import country_of
from eventcoder.codebook.codes import EventCode
from eventcoder.countries import Countries
from eventcoder.english.countwords import COUNTS
from eventcoder.event import Count, Event, Span
from eventcoder.loading.shapes import Place as Where
from eventcoder.loading.yamlfile import suggestion
from eventcoder.places import Place
from eventcoder.views.computing import FUNCTIONS
from eventcoder.views.scene import Scene

Get = Callable[[Scene], Any]

PRONOUN = "pronoun"  # among the ways in which an actor was resolved
JOINED = "; "  # between the members of a list
CALL = re.compile(r"(\w+)\((.*)\)", re.DOTALL)
LETTERS = 3  # of a part of a code, but for organisations
MOST_LISTED = 20  # choices that a message names


def joined(texts: Collection[str | None]) -> str | None:
    """Texts in one, each once; None if there is none.

    >>> joined(["the army", None, "the police", "the army"])
    'the army; the police'
    """
    return JOINED.join(dict.fromkeys(text for text in texts if text)) or None


def named(actor: Actor) -> str:
    """What a row calls a party: its words. "It" and "his" say nothing outside their text: those that say who it is, or its code."""
    return (actor.since or actor.code or actor.text) if PRONOUN in actor.via else actor.text


def noun(actor: Actor) -> str | None:
    """What a row calls a party, but nothing for a pronoun if the text does not say whom it stands for."""
    return actor.since or None if PRONOUN in actor.via else actor.text


def country(actor: Actor, countries: Countries) -> str | None:
    """The country of an actor, or None; that of a town or village, too, which is a bare code of a country."""
    return country_of(actor) or next((part for part in actor.parts[:1] if part in countries), None)


def organisation(actor: Actor) -> str | None:
    """The organisation that an actor is or belongs to: the six letters that begin with IGO."""
    return next((part for part in actor.parts[:1] if len(part) > LETTERS), None)


def roles(actor: Actor, countries: Countries) -> tuple[str, ...]:
    """The roles of an actor: what its code has behind the country, region or organisation."""
    whose = country(actor, countries) or organisation(actor) or actor.kind == "region"
    return actor.parts[1:] if whose else actor.parts


def _role(number: int) -> Callable[[Actor, Countries], str | None]:
    return lambda actor, countries: next(iter(roles(actor, countries)[number:]), None)


ACTOR: Mapping[str, Callable[[Actor, Countries], Any]] = {
    "code": lambda actor, _: actor.code,
    "name": lambda actor, _: named(actor),
    "noun": lambda actor, _: noun(actor),
    "text": lambda actor, _: actor.text,
    "since": lambda actor, _: actor.since or None,
    "kind": lambda actor, _: actor.kind,
    "country": country,
    "organisation": lambda actor, _: organisation(actor),
    "roles": lambda actor, countries: joined(roles(actor, countries)),
    "role": _role(0),
    "role1": _role(0),
    "role2": _role(1),
    "role3": _role(2),
}
PARTIES = {"source": "source", "target": "target", "speaker": "attribution"}
SPANS = {"trigger": Span, "evidence": tuple}


def getter(written: str, known: Collection[str], where: Where) -> Get:
    """What finds a value.

    Args:
        written: a path, the name of a value, or a function of such.
        known: the values and columns that have been made before.
        where: where it stands; takes what is wrong with it.

    Raises:
        Unfit: there is no such thing.
    """
    written = written.strip()
    if written in known:
        return lambda scene: scene.values[written]
    if call := CALL.fullmatch(written):
        return _call(call[1], call[2], known, where)
    root, _, rest = written.partition(".")
    if root in ROOTS and rest:
        return ROOTS[root](rest, where)
    if root in known and rest:  # a fact of the country that the value is
        return _fact(lambda scene: scene.values[root], "country", rest, where, root)
    roots = [f"{name}..." for name in ROOTS]
    raise where.unfit(f"a value ({', '.join(roots)}) or one made above", written, suggestion(written, [*known, *ROOTS]))


def _call(name: str, inside: str, known: Collection[str], where: Where) -> Get:
    if name not in FUNCTIONS:
        raise where.unfit(f"one of the functions {', '.join(FUNCTIONS)}", name, suggestion(name, FUNCTIONS))
    function, parts = FUNCTIONS[name], _arguments(inside)
    if len(parts) != (takes := function.__code__.co_argcount):
        raise where.unfit(f"{takes} value{'s' * (takes != 1)} in {name}(...)", inside)
    gets = [getter(part, known, where) for part in parts]
    return lambda scene: function(*(get(scene) for get in gets))


def _arguments(inside: str) -> list[str]:
    """What commas part, but for those inside brackets.

    >>> _arguments("year(event.date), code.mode")
    ['year(event.date)', ' code.mode']
    """
    parts, depth = [""], 0
    for character in inside:
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


def _one_of(choices: Collection[str], got: str, where: Where, of: str) -> str:
    if got in choices:
        return got
    all_of_them = f"one of {', '.join(f'{of}.{choice}' for choice in choices)}"
    expected = all_of_them if len(choices) <= MOST_LISTED else f"{of}. and a field that docs/events.md has"
    raise where.unfit(expected, f"{of}.{got}", suggestion(got, choices))


def _event(rest: str, where: Where) -> Get:
    """`event.date`, `event.dead.low`, `event.trigger.start`."""
    simple = [field.name for field in attrs.fields(Event) if field.name not in (*PARTIES.values(), *COUNTS, *SPANS, "place", "incident")]
    parts = [f"{count}.{part.name}" for count in COUNTS for part in attrs.fields(Count)]
    parts += [f"trigger.{part.name}" for part in attrs.fields(Span)]
    name = _one_of([*simple, *parts, "fatalities", "trigger", "evidence"], rest, where, "event")
    if name == "trigger":
        return lambda scene: scene.event.trigger.text
    if name == "evidence":
        return lambda scene: JOINED.join(span.text for span in scene.event.evidence)
    if name == "relaxed":
        return lambda scene: JOINED.join(scene.event.relaxed)
    first, _, part = name.partition(".")
    if not part:
        return lambda scene: getattr(scene.event, first)
    return lambda scene: None if (whole := getattr(scene.event, first)) is None else getattr(whole, part)


def _party(field: str, root: str) -> Callable[[str, Where], Get]:
    """`source.code`, `target.country.cow`."""

    def path(rest: str, where: Where) -> Get:
        first, _, fact = rest.partition(".")
        find = ACTOR[_one_of(ACTOR, first, where, root)]

        def get(scene: Scene) -> Any:
            actor = getattr(scene.event, field)
            return None if actor is None else find(actor, scene.crosswalk.countries)

        return _fact(get, first, fact, where, root)

    return path


def _place(rest: str, where: Where) -> Get:
    """`place.latitude`, `place.country.fips`."""
    first, _, fact = rest.partition(".")
    name = _one_of([field.name for field in attrs.fields(Place)], first, where, "place")

    def get(scene: Scene) -> Any:
        place = scene.event.place
        value = None if place is None else getattr(place, name)
        return None if value == "" else value

    return _fact(get, first, fact, where, "place")


FACTS: Mapping[str, Callable[[Countries, str, str | None], Any]] = {
    "name": lambda countries, code, date: countries[code].name,
    "iso": lambda countries, code, date: countries[code].iso,
    "fips": lambda countries, code, date: countries[code].fips,
    "cow_letters": lambda countries, code, date: spell.abbreviation if (spell := countries.spell(code, "cow", date)) else None,
    "cow": lambda countries, code, date: countries.number(code, "cow", date),
    "gw": lambda countries, code, date: countries.number(code, "gw", date),
    "acled_region": lambda countries, code, date: countries[code].acled_region,
}

SPELLED = "names."  # before the name of a data set: how that spells a country


def _fact(country: Get, first: str, fact: str, where: Where, root: str) -> Get:
    """A fact of a country on the day of the event, if one is asked for."""
    if not fact:
        return country
    if first != "country":
        raise where.unfit(f"a value that ends at {root}.{first}", f"{root}.{first}.{fact}")
    spelling = fact.removeprefix(SPELLED) if fact.startswith(SPELLED) else ""
    name = "name" if spelling else _one_of([*FACTS, f"{SPELLED}VIEW"], fact, where, f"{root}.country" if root in ROOTS else root)

    def get(scene: Scene) -> Any:
        code, countries = country(scene), scene.crosswalk.countries
        if code not in countries:
            return None
        return countries[code].spelled(spelling) if spelling else FACTS[name](countries, code, scene.event.date)

    return get


ACLED = {"acled.event_type": 0, "acled.sub_event_type": 1}


def _code(rest: str, where: Where) -> Get:
    """`code.mode`, `code.acled.event_type`."""
    simple = [field.name for field in attrs.fields(EventCode) if field.name != "acled"]
    name = _one_of([*simple, *ACLED], rest, where, "code")

    def get(scene: Scene) -> Any:
        if (code := scene.code) is None:
            return None
        if name in ACLED:
            return code.acled[ACLED[name]] if code.acled else None
        return getattr(code, name)

    return get


def _incident(rest: str, where: Where) -> Get:
    """`incident.id`, how many events are in the row (`incident.count`), and the parties of its other events but for towns and villages."""
    name = _one_of(("id", "count", "sources", "targets"), rest, where, "incident")
    if name == "id":
        return lambda scene: scene.event.incident
    if name == "count":
        return lambda scene: len(scene.events)
    field = name.removesuffix("s")

    def get(scene: Scene) -> Any:
        main = {noun(actor) for actor in (scene.event.source, scene.event.target) if actor is not None}
        others = [actor for event in scene.events if (actor := getattr(event, field)) is not None]
        countries = scene.crosswalk.countries
        named = [noun(actor) for actor in others if actor.kind == "country" or organisation(actor) or roles(actor, countries)]
        return joined([name for name in named if name not in main])

    return get


def _article(rest: str, where: Where) -> Get:
    """A column of the input; `article.id` and `article.date` are always there."""
    if rest == "id":
        return lambda scene: scene.event.doc_id
    if rest == "date":
        return lambda scene: scene.event.published
    return lambda scene: scene.article.get(rest)


LAST_NUMBER = re.compile(r"(\d+)\D*$")


def _sentence(rest: str, where: Where) -> Get:
    """`sentence.number`: the last number of the sentence's identifier."""
    _one_of(("number",), rest, where, "sentence")
    return lambda scene: int(found[1]) if (found := LAST_NUMBER.search(scene.event.sentence_id)) else None


ROOTS: Mapping[str, Callable[[str, Where], Get]] = {
    "event": _event,
    **{root: _party(field, root) for root, field in PARTIES.items()},
    "place": _place,
    "code": _code,
    "incident": _incident,
    "article": _article,
    "sentence": _sentence,
}
