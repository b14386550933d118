"""A codebook in memory: codes, rules and their compiled patterns, indexed by trigger word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, partial

import attrs

from eventcoder.codebook.codes import CodeScheme, EventCode
from eventcoder.codebook.demands import Demands
from eventcoder.codebook.patterns import Pattern, Vocabulary
from eventcoder.codebook.triggers import Triggers, TriggerWord, Written
from eventcoder.english.countwords import COUNTS, CountName
from eventcoder.english.lexicon import Lexicon
from eventcoder.loading.yamlfile import line_of
from eventcoder.memo import Lookup
from eventcoder.showing import Brief


@attrs.frozen
class Example:
    """A sentence and what must come of it.

    Args:
        text: the sentence.
        expected: (source code, event code, target code) triples; `---` stands for an unknown actor. Empty: no event by the rule.
        where: `file:line`.
    """

    text: str
    expected: tuple[tuple[str, str, str], ...]
    where: str


@attrs.frozen
class Rule:
    """One rule of a codebook.

    Args:
        id: its name, unique in the codebook.
        code: the event code it gives, or None for "no event"; of a rule with a table of codes, what they all begin with.
        patterns: its patterns as written.
        reciprocal: whether both sides do the same to each other.
        paired: the code of a second event, of the target and directed at the source, or an empty string.
        speaker: whether the source is who says the sentence ("Russia must withdraw", he said).
        quoted: whether it holds only in a quotation that names the target, or its deed: not of "he said that it must withdraw".
        as_fact: whether it holds only of what is told as a fact: "attacked Y", but not "will attack Y", "threatened to attack Y".
        examples: sentences that it must code.
        counterexamples: sentences that it must not code.
        where: `file:line`.
        note: a remark for readers.
        acts: the rows of its table, if it has one: a code, and what stands for ACT in its patterns.
    """

    id: str
    code: str | None
    patterns: tuple[str, ...]
    reciprocal: bool = False
    speaker: bool = False
    quoted: bool = False
    as_fact: bool = False
    examples: tuple[Example, ...] = ()
    counterexamples: tuple[Example, ...] = ()
    where: str = ""
    note: str = ""
    paired: str = ""
    acts: tuple[tuple[str, str], ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every event code that it gives."""
        return tuple(dict.fromkeys(code for code, _ in self.acts)) or (() if self.code is None else (self.code,))

    def rows(self) -> tuple[tuple[Rule, str], ...]:
        """Split it by its table.

        Returns:
            For each row the rule with that code alone, and what stands for ACT.
        """
        return tuple((attrs.evolve(self, code=code, acts=((code, act),)), act) for code, act in self.acts) or ((self, ""),)

    def where_of(self, pattern: str) -> str:
        """`file:line` of one of its patterns, which may stand in the file of a codebook that changes the rule."""
        file, _, line = self.where.rpartition(":")
        return f"{getattr(pattern, 'file', '') or file}:{line_of(pattern, int(line))}" if line.isdigit() else self.where


@attrs.frozen
class CompiledPattern:
    """A pattern with the rule it belongs to, and its place in the order in which patterns are tried.

    Args:
        pattern: the pattern.
        rule: its rule, with the one code that the pattern gives.
        origin: which line of the rule it stands in, by which row of its table, and which of the patterns of that line it is.
    """

    pattern: Pattern
    rule: Rule
    origin: tuple[int, int, int] = attrs.field(default=(0, 0, 0), eq=False, repr=False)

    @property
    def where(self) -> str:
        """`file:line` of the line that it stands on."""
        return self.rule.where_of(self.rule.patterns[self.origin[0]])

    @cached_property
    def order(self) -> tuple[int, bool, int, int, int, int, str, str, str]:
        """Most specific first; then facts, the narrower, the longer code, and by name: the order of a file never matters."""
        pattern = self.pattern
        narrow = -pattern.narrowness, -len(self.rule.code or "0000"), pattern.breadth, len(pattern.triggers)
        return (-pattern.weight, not self.rule.as_fact, *narrow, self.rule.id, self.rule.code or "", pattern.text)


CHANGING = ("future", "negated", "negated-future", "negated-complement")  # how an event may stand to the facts, so that its code changes


@attrs.frozen
class Transition:
    """A change of code that the status of an event brings about: "will meet" is an intent to meet.

    Args:
        status: what changes it, one of `CHANGING`.
        family: prefix of the codes changed.
        code: the code that results.
    """

    status: str
    family: str
    code: str


@attrs.frozen
class Policy:
    """Choices of coding that belong to the codebook.

    Args:
        sourceless: prefixes of the codes that may go without a source ("nine civilians were killed").
        sourceless_passive: prefixes of the codes that may in a passive whose subject is known ("Zorba was questioned").
        attributes: prefixes of the codes that a participle before a noun may tell of ("the assassinated minister").
        unlisted: prefixes of the codes of events between two names that no list has.
        place_targets: prefixes of the codes whose target a place may name ("strikes in Gaza").
        debate: prefixes of the codes that rules whose source is `quoted` make only of targets abroad ("our government must act" is debate).
        at_target: prefixes of the codes that happen where their object is, if that is a town or in one ("bombed Beirut", "visited Kyiv").
        situated: prefixes of the codes that happen somewhere, so that the text around may say where.
        needs_target: prefixes of the codes that are no event without a target.
        nothing_as_target: prefixes of the codes that are no event where a thing that is nobody's stands in the place of the target.
        needs_target_in_speech: prefixes of the codes that what a speaker says of nobody known is not ("the service is bad").
        public: prefixes of the codes that are no event of private parties of one country alone.
        private: the roles of private parties.
        needs_verb: prefixes of the codes that, without a target, are an event only where a verb says who does it ("held a meeting").
        presupposing: prefixes of the codes that leave an event noun to itself which they are about ("protested the Turkish attack").
        mutual: prefixes of the codes that coordinated subjects do to each other, if there is no target ("A and B agreed").
        shared_subject: prefixes of the codes whose event noun, in an adjunct, the subject of the verb does ("in talks with X, Y said").
        shared_target: prefixes of the codes whose event noun, in an adjunct, is directed at it ("at the request of X, Y approved").
        handed_over: prefixes of the codes that the owner of what is handed over does ("[Peru]'s letter was sent to Y").
        spoken: prefixes of the codes of acts that are done by saying so: such an act has the day of the saying ("We condemn ...").
        doer_is_target: prefixes of the codes directed at who is to act, if they name no target ("demanded that [Cuba] release ...").
        answering: prefixes of the codes that alone are directed at who has asked for it ("[he] asked them to leave, but they refused").
        generic: the codes, themselves, that say no more than their root; of two readings of a root the other one is kept.
        message: prefixes of the codes of a mere message, which yields to what it says where the relation of two mentions is asked for.
        force: prefixes of the codes of force: what people come to harm in, so that two of a sentence may be of one happening.
        dead: prefixes of the codes that have a number of dead.
        injured: prefixes of the codes that have a number of injured.
        arrested: prefixes of the codes that have a number of arrested.
        displaced: prefixes of the codes that have a number of displaced.
        crowd: prefixes of the codes that have a number of those who took part.
        verbs_only: prefixes of the codes that only verbs tell of: event nouns and modals do not trigger their patterns.
        whole_clause: prefixes of the codes whose event takes up its whole clause: no verb below it tells of another one.
        by_form: prefixes of the codes whose verbs are looked up by the form in the text ("left") before its lemma ("leave").
        nearest: prefixes of the codes whose parties, where nothing else names them, are the nearest actors around the trigger.
        transitions: codes changed by status.
    """

    sourceless: tuple[str, ...] = ()
    sourceless_passive: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    place_targets: tuple[str, ...] = ()
    debate: tuple[str, ...] = ()
    at_target: tuple[str, ...] = ()
    situated: tuple[str, ...] = ()
    needs_target: tuple[str, ...] = ()
    nothing_as_target: tuple[str, ...] = ()
    needs_target_in_speech: tuple[str, ...] = ()
    public: tuple[str, ...] = ()
    private: tuple[str, ...] = ()
    needs_verb: tuple[str, ...] = ()
    presupposing: tuple[str, ...] = ()
    mutual: tuple[str, ...] = ()
    shared_subject: tuple[str, ...] = ()
    shared_target: tuple[str, ...] = ()
    handed_over: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    doer_is_target: tuple[str, ...] = ()
    answering: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    message: tuple[str, ...] = ()
    force: tuple[str, ...] = ()
    dead: tuple[str, ...] = ()
    injured: tuple[str, ...] = ()
    arrested: tuple[str, ...] = ()
    displaced: tuple[str, ...] = ()
    crowd: tuple[str, ...] = ()
    verbs_only: tuple[str, ...] = ()
    whole_clause: tuple[str, ...] = ()
    by_form: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    transitions: tuple[Transition, ...] = ()


@attrs.frozen
class Discards:
    """Words in whose company nothing is an event, such as those of sport.

    Args:
        sentences: of a sentence with one of them no event is coded.
        documents: of a document with one of them none is.
    """

    sentences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @cached_property
    def in_sentences(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The phrases of `sentences` by their first words."""
        return _by_first_word(self.sentences)

    @cached_property
    def in_documents(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        """The phrases of `documents` by their first words."""
        return _by_first_word(self.documents)


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        first, *rest = phrase.lower().split()
        found.setdefault(first, []).append(tuple(rest))
    return {first: tuple(rests) for first, rests in found.items()}


@attrs.frozen
class Layer:
    """A codebook as it stands in its files: the one that is loaded, or one that it extends.

    Args:
        name: its name.
        version: its version.
        root: its file or folder.
        files: each file as messages name it, with the SHA-256 of its content.
    """

    name: str
    version: str
    root: str
    files: tuple[tuple[str, str], ...]


@attrs.frozen
class Codebook(Brief):
    """A validated, compiled codebook; two are equal if they have the same name, version and hash.

    Args:
        name: its name.
        version: its version.
        description: one line about it.
        scheme: the event codes.
        rules: all rules, by id.
        policy: choices of coding.
        unreached: codes that no rule gives, and why.
        vocabulary: word sets, groups of roles and families.
        references: for each word set, and each group of roles as `@NAME`, what it includes, written likewise.
        word_places: for each word set, `file:line`.
        role_places: for each group of roles, `file:line`.
        lexicon: word classes of the language.
        hash: SHA-256 of the content of its files and of the lexicon, shortened to 12 hexadecimal digits.
        verbs: patterns by the lemma of their trigger verb, in the order in which they are tried.
        nouns: patterns by trigger noun.
        states: patterns by trigger predicate.
        discards: words in whose company nothing is an event.
        layers: what it is made of: its own files, and those of each codebook that it extends.
        origins: the names of the codebooks that its rules, `{SETS}` and `@GROUPS` come from, unless they are its own.
    """

    name: str
    version: str
    description: str = attrs.field(repr=False, eq=False)
    scheme: CodeScheme = attrs.field(repr=False, eq=False)
    rules: Mapping[str, Rule] = attrs.field(repr=False, eq=False)
    policy: Policy = attrs.field(repr=False, eq=False)
    unreached: Mapping[str, str] = attrs.field(repr=False, eq=False)
    vocabulary: Vocabulary = attrs.field(repr=False, eq=False)
    references: Mapping[str, tuple[str, ...]] = attrs.field(repr=False, eq=False)
    word_places: Mapping[str, str] = attrs.field(repr=False, eq=False)
    role_places: Mapping[str, str] = attrs.field(repr=False, eq=False)
    lexicon: Lexicon = attrs.field(repr=False, eq=False)
    hash: str
    verbs: Mapping[str, Sequence[CompiledPattern]] = attrs.field(repr=False, eq=False)
    nouns: Mapping[str, Sequence[CompiledPattern]] = attrs.field(repr=False, eq=False)
    states: Mapping[str, Sequence[CompiledPattern]] = attrs.field(repr=False, eq=False)
    discards: Discards = attrs.field(default=Discards(), repr=False, eq=False)
    layers: tuple[Layer, ...] = attrs.field(default=(), repr=False, eq=False)
    origins: Mapping[str, str] = attrs.field(factory=dict, repr=False, eq=False)

    @cached_property
    def demands(self) -> Demands[CompiledPattern]:
        """The words that its patterns ask for."""
        return Demands({"verbs": self.verbs, "nouns": self.nouns, "states": self.states})

    @cached_property
    def triggered(self) -> Lookup[Written, TriggerWord[CompiledPattern]]:
        """What words may trigger, wherever they stand."""
        return Lookup(Triggers(self.demands, self.lexicon, partial(_stands_alone, self)).of)

    @cached_property
    def trigger_words(self) -> frozenset[str]:
        """Every lemma that can start a reading, event nouns of the lexicon included."""
        by_verb = {noun for noun, entry in self.lexicon.event_nouns.items() if entry.verb in self.verbs}
        return frozenset({*self.verbs, *self.nouns, *self.states, *by_verb})

    def code(self, code: str) -> EventCode:
        """The entry of an event code.

        Args:
            code: the code.

        Returns:
            Its name, type, root and what else is known.

        Raises:
            KeyError: the scheme has no such code.
        """
        return self.scheme[code]

    def root(self, code: str) -> str:
        """The root that an event code lies under.

        Args:
            code: a code of the scheme.

        Returns:
            The code of the root.
        """
        return self.scheme[code].root

    def is_more_material(self, code: str, other: str) -> bool:
        """Whether a code says more of deeds than another, by the order of the roots.

        Args:
            code: a code of the scheme.
            other: another.

        Returns:
            Whether its root comes later.
        """
        return self.scheme.is_more_material(code, other)

    def is_generic(self, code: str) -> bool:
        """Whether a code says no more than its root.

        Args:
            code: a code of the scheme.

        Returns:
            Whether the policy has it among the generic ones.
        """
        return code in self.policy.generic

    def is_message(self, code: str) -> bool:
        """Whether a code is that of a mere message.

        Args:
            code: a code of the scheme.

        Returns:
            Whether it lies in a family that the policy calls messages.
        """
        return code.startswith(self.policy.message)

    def is_force(self, code: str) -> bool:
        """Whether a code is one of force.

        Args:
            code: a code of the scheme.

        Returns:
            Whether it lies in a family that the policy names.
        """
        return code.startswith(self.policy.force)

    def counts_of(self, code: str) -> tuple[CountName, ...]:
        """The numbers of persons that an event of a code may have.

        Args:
            code: a code of the scheme.

        Returns:
            Those in whose families the policy has it: `dead`, `injured`, `arrested`, `displaced`, `crowd`.
        """
        return tuple(name for name in COUNTS if code.startswith(getattr(self.policy, name)))


def _stands_alone(codebook: Codebook, form: str) -> bool:
    """Whether a form of a verb is the trigger of patterns with a code that the policy finds by the form."""
    by_form = codebook.policy.by_form
    return bool(by_form) and any((each.rule.code or "").startswith(by_form) for each in codebook.verbs[form])
