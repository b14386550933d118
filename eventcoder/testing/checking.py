"""All that can be checked of a codebook without knowing what it is about, as one report."""

from __future__ import annotations

import textwrap
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventcoder.actors.book import Name
from eventcoder.authoring.examples import check_examples
from eventcoder.authoring.parses import CachingParser
from eventcoder.codebook import load_codebook
from eventcoder.coder import Coder
from eventcoder.document import Document
from eventcoder.formats.conllu import write_conllu
from eventcoder.parse import Parser
from eventcoder.statuses import STATUSES
from eventcoder.testing.invariants import (
    assert_company_changes_nothing,
    assert_events_are_sound,
    assert_negation_negates,
    assert_order_changes_nothing,
    assert_passive_says_the_same,
    assert_renaming_changes_codes_only,
    assert_round_trips,
    assert_unrelated_rule_changes_nothing,
)
from eventcoder.testing.phrasing.words import load_words
from eventcoder.testing.strategies.trees import documents as drawn_documents
from eventcoder.testing.variants import negated, passive

SHOWN = 3  # failures of one check
# Names to rename to, with the adjective of each.
NEW_NAMES = {"Peru": "Peruvian", "Zambia": "Zambian", "Norway": "Norwegian", "Laos": "Laotian"}
Case = Callable[[], None]


@attrs.frozen
class Check:
    """What came of one check.

    Args:
        claim: what must hold.
        cases: how many times it was tried.
        failures: the messages of those that failed.
    """

    claim: str
    cases: int
    failures: tuple[str, ...] = ()

    @property
    def held(self) -> bool:
        """Whether nothing failed."""
        return not self.failures

    def __str__(self) -> str:
        found = f"{len(self.failures):,} of {self.cases:,} failed" if self.failures else f"{self.cases:,} tried"
        lines = [f"{'ok    ' if self.held else 'FAILED'}  {self.claim} ({found})"]
        for failure in self.failures[:SHOWN]:
            lines += ["", textwrap.indent(failure, "        "), ""]
        if len(self.failures) > SHOWN:
            lines.append(f"        ... and {len(self.failures) - SHOWN:,} more")
        return "\n".join(lines)


@attrs.frozen
class Report:
    """What came of all checks of a codebook.

    Args:
        codebook: the name of the codebook.
        checks: each check.
    """

    codebook: str
    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether all held."""
        return all(check.held for check in self.checks)

    def __str__(self) -> str:
        held = sum(check.held for check in self.checks)
        return "\n".join([*map(str, self.checks), f"{self.codebook}: {held} of {len(self.checks)} checks held"])


def check_codebook(
    path: Path | str | None = None,
    *,
    actors: Path | str | Iterable[Path | str] | None = None,
    parser: Parser | None = None,
    max_examples: int = 50,
    own: bool = False,
) -> Report:
    """Check what must hold of any codebook, by its own examples and by trees that are drawn.

    Its examples come out as they say; any tree is coded without an exception; files lose nothing; the passive says what the active says;
    denying negates; another name changes the code and nothing else; the order of rules and files, an unrelated rule, other documents and
    several processes change nothing.

    Args:
        path: a YAML file, a folder of them, or None for the bundled codebook.
        actors: a file that adds to the bundled actors, or several of them.
        parser: what parses the examples; by default the bundled model, whose parses are kept.
        max_examples: how many trees to draw for a check.
        own: whether to try only the examples of rules that are not as they are in the codebook that this one extends.

    Returns:
        A report: `passed` says whether all held, and `str` shows it as a test would.

    Raises:
        CodebookError: the codebook cannot be loaded.

    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     mine = Path(folder, "mine.yaml")
    ...     _ = mine.write_text('''
    ... codes: {"190": {name: Fight, type: attack}}
    ... rules: [{id: fight, code: "190", patterns: [fight TARGET], examples: [Iran fought Peru. => IRN 190 PER]}]
    ... ''')
    ...     print(check_codebook(mine, max_examples=5))
    ok      examples come out as they say (1 tried)
    ok      any tree is coded, and its events are sound (5 tried)
    ok      files lose nothing of the examples (1 tried)
    ok      files lose nothing of other trees (5 tried)
    ok      the passive says what the active says (1 tried)
    ok      what is denied is negated (1 tried)
    ok      another name changes the code and nothing else (1 tried)
    ok      the order of rules and files changes nothing (1 tried)
    ok      an unrelated rule changes nothing (1 tried)
    ok      other documents and several processes change nothing (1 tried)
    mine: 10 of 10 checks held
    """
    coder = Coder(load_codebook(path), parser or CachingParser(), actors, STATUSES)
    rules = [rule for rule in coder.codebook.rules.values() if not own or rule.id not in coder.codebook.origins]
    outcomes = list(check_examples(coder, rules))
    parsed = list({outcome.document.text: outcome.document for outcome in outcomes if outcome.document.sentences}.values())
    clauses = drawn_documents(odd=False, codebook=coder.codebook, actors=coder.actors)
    anything = drawn_documents(codebook=coder.codebook, actors=coder.actors)
    inflection = load_words().inflection
    active = [document for document in parsed if passive(document, inflection, coder.codebook.verbs) is not None]
    told = [document for document in parsed if negated(document, inflection, coder.codebook.verbs) is not None]
    renaming = [(document, names) for document in parsed if (names := _new_names(coder, document))]
    checks = (
        Check("examples come out as they say", len(outcomes), tuple(str(outcome) for outcome in outcomes if not outcome.passed)),
        _drawn("any tree is coded, and its events are sound", partial(assert_events_are_sound, coder), anything, max_examples),
        _each("files lose nothing of the examples", [partial(assert_round_trips, coder, document) for document in parsed]),
        _drawn("files lose nothing of other trees", partial(assert_round_trips, coder), clauses, max_examples),
        _each("the passive says what the active says", [partial(assert_passive_says_the_same, coder, document) for document in active]),
        _each("what is denied is negated", [partial(assert_negation_negates, coder, document) for document in told]),
        _each(
            "another name changes the code and nothing else",
            [partial(assert_renaming_changes_codes_only, coder, document, names) for document, names in renaming],
        ),
        _each("the order of rules and files changes nothing", [partial(assert_order_changes_nothing, coder, parsed)]),
        _each("an unrelated rule changes nothing", [partial(assert_unrelated_rule_changes_nothing, coder, parsed)]),
        _each("other documents and several processes change nothing", [partial(assert_company_changes_nothing, coder, parsed)]),
    )
    return Report(coder.codebook.name, checks)


def _each(claim: str, cases: Sequence[Case]) -> Check:
    """A check of several cases."""
    return Check(claim, len(cases), tuple(message for case in cases if (message := _failure(case))))


def _failure(case: Case) -> str:
    """What a case says if it fails."""
    try:
        case()
    except AssertionError as error:
        return str(error)
    return ""


def _drawn(claim: str, check: Callable[[Document], None], documents: st.SearchStrategy[Document], count: int) -> Check:
    """A check of drawn documents, the same ones in each run; what fails is made as simple as it can be."""
    tried: list[Document] = []

    @settings(max_examples=count, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(documents)
    def run(document: Document) -> None:
        tried.append(document)
        check(document)

    try:
        run()
    except AssertionError as error:
        return Check(claim, len(tried), (str(error),))
    except Exception as error:  # whatever the coder raises is what is looked for
        told = "".join(traceback.format_exception_only(error))
        return Check(claim, len(tried), (f"{told}\n{write_conllu(tried[-1])}",))
    return Check(claim, len(tried))


def _new_names(coder: Coder, document: Document) -> dict[str, str]:
    """Another name for the first country that a document names, and for its adjective; nothing if others belong to it."""
    found = [(sentence, name) for sentence in document for name in coder.actors.names_in(sentence)]
    old = next((name.entry.code for _, name in found if name.first == name.last and name.entry.kind == "country"), None)
    texts = {token.text for sentence in document for token in sentence}
    free = ((name, adjective) for name, adjective in NEW_NAMES.items() if not texts & {name, adjective})
    new = next(({"country": name, "demonym": adjective, "adjective": adjective} for name, adjective in free), None)
    its = [(sentence, name) for sentence, name in found if any((role or "").startswith(old or "-") for role in _codes(name))]
    if new is None or any(name.first != name.last or name.entry.kind not in new for _, name in its):
        return {}
    return {sentence[name.first].text: new[name.entry.kind] for sentence, name in its}


def _codes(name: Name) -> Iterator[str | None]:
    """All codes that a name may have."""
    for entry in (name.entry, *name.others):
        yield from (entry.code, *(role.code for role in entry.roles))
