"""Compare the clauses found on gold trees with those found on predicted trees of the same words, form by form.

    python benchmarks/clauses.py --gold gum-test.conllu ewt-test.conllu --conllu CACHE

The gold words go through the tagger, lemmatiser and dependency parser of a model, so that the tokens of both trees are the
same. Every word that the codebook has as a trigger is looked at. A clause is the same if its trigger is taken for the same kind
of clause and its agents, objects, phrases and status are the same. What the codebook makes of both trees comes last: there one
sees which events the parser costs.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs
import corpora

from eventcoder import Coder, scoring
from eventcoder.codebook import Codebook
from eventcoder.document import Document, Sentence
from eventcoder.formats.conllu import read_conllu, write_conllu
from eventcoder.grammar import syntax
from eventcoder.grammar.clause import Clause, Kind
from eventcoder.grammar.kinds import clause_at, is_predicate, verbal_kind
from eventcoder.grammar.status import clause_status
from eventcoder.grammar.tree import SUBJECTS, Tree
from eventcoder.loading.resources import model_path
from eventcoder.scoring.matching import f1

PARTS = ("agents", "objects", "phrases", "status")


@attrs.frozen
class Found:
    """A clause as it is compared: positions of heads, and prepositions."""

    kind: Kind
    agents: frozenset[int]
    objects: frozenset[int]
    phrases: frozenset[tuple[str, int]]
    status: str


@attrs.define
class Counts:
    """How many clauses of a form there are on gold trees, and in how many a part of it is the same on predicted ones."""

    clauses: int = 0
    kind: int = 0
    agents: int = 0
    objects: int = 0
    phrases: int = 0
    status: int = 0
    whole: int = 0


# Clauses ------------------------------------------------------------------------------------------------------------------


def clauses(sentence: Sentence, codebook: Codebook) -> Iterator[Clause]:
    """The clauses around all words that some rule has as its trigger."""
    tree = Tree(sentence, codebook.lexicon)
    for token in tree:
        lemma, form = token.word, token.form
        if lemma not in codebook.trigger_words and form not in codebook.trigger_words:
            continue
        kind = verbal_kind(tree, token.index)
        nouns = codebook.nouns.keys() | codebook.lexicon.event_nouns.keys()
        if kind == "nominal" and lemma not in nouns and form not in nouns:
            kind = None
        if kind is None and {lemma, form} & codebook.states.keys() and is_predicate(tree, token.index):
            kind = "state"
        if kind is not None:
            yield clause_at(tree, token.index, kind)


def found(clause: Clause) -> Found:
    """What is compared of a clause."""
    objects = clause.nominal_objects if clause.kind == "nominal" else clause.objects
    return Found(clause.kind, frozenset(clause.agents), frozenset(objects), frozenset(clause.phrases), clause_status(clause).name)


def forms(clause: Clause) -> Iterator[str]:
    """The forms that a clause has; most have several."""
    sentence, index = clause.sentence, clause.trigger
    token = sentence[index]
    yield "all"
    if clause.kind == "nominal":
        yield from _noun_forms(clause)
    elif clause.kind == "verbal":
        yield "passive" if syntax.is_passive(clause.tree, clause.carrier) else "active"
        yield from _verb_forms(clause)
    else:
        yield "modal" if clause.kind == "modal" else "predicate (state)"
    if clause.particles:
        yield "particle"
    if any(len(sentence.conjuncts(i)) > 1 for i in (*clause.agents, *clause.objects)):
        yield "coordinated parties"
    if clause_status(clause).name != "asserted":
        yield "not asserted"
    if token.relation in ("ccomp", "parataxis") and token.head >= 0 and sentence[token.head].word in clause.lexicon.speech:
        yield "said (under a verb of speech)"


def _noun_forms(clause: Clause) -> Iterator[str]:
    if clause.light_verb is not None:
        yield "light verb"
        return
    yield "event noun"
    if clause.between:
        yield "event noun: between"
    elif clause.sentence.dependents(clause.trigger, "nmod:poss"):
        yield "event noun: possessor"
    elif clause.premodifiers:
        yield "event noun: premodifier"


def _verb_forms(clause: Clause) -> Iterator[str]:
    sentence, index = clause.sentence, clause.trigger
    token = sentence[index]
    below = {sentence[i].deprel for i in sentence.children[index]}
    own = bool(below & set(SUBJECTS))
    if token.deprel == "acl:relcl":
        yield "relative clause"
    elif token.relation == "acl":
        yield "infinitive of a noun" if syntax.is_infinitive(clause.tree, index) else "reduced relative"
    elif token.relation == "advcl":
        yield "adverbial clause" if own else "participle or infinitive adjunct"
    elif token.relation == "xcomp":
        yield "control or raising"
    elif token.relation == "conj":
        yield "conjoined, own subject" if own else "conjoined, shared subject"
    elif token.relation == "ccomp":
        yield "complement clause"
    if "nsubj" in below and token.word in clause.lexicon.speech:
        yield "speech verb"


# Trees --------------------------------------------------------------------------------------------------------------------


def predicted(path: Path, documents: Sequence[Document], model: Path, folder: Path | None) -> list[Document]:
    """The same words with the trees of a model, kept in a folder from one run to the next.

    Args:
        path: the treebank, after which the kept file is named.
        documents: its documents.
        model: a folder of Stanza models.
        folder: where to keep the result, or None.
    """
    kept = folder / f"{path.stem}.{model.name}.conllu" if folder is not None else None
    if kept is not None and kept.exists():
        text = kept.read_text(encoding="utf-8")
    else:
        text = reparse("".join(map(write_conllu, documents)), model)
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.write_text(text, encoding="utf-8")
    sentences = iter([sentence for document in read_conllu(text, str(kept or path)) for sentence in document])
    return [attrs.evolve(document, sentences=tuple(_aligned(sentence, next(sentences)) for sentence in document)) for document in documents]


def _aligned(gold: Sentence, parsed: Sentence) -> Sentence:
    """A predicted tree on the words of the gold one, with their offsets."""
    if len(gold) != len(parsed):
        raise ValueError(f"sentence {gold.id!r} has {len(gold)} words in one tree and {len(parsed)} in the other; delete the kept parses")
    tokens = (attrs.evolve(new, text=old.text, start=old.start, end=old.end) for old, new in zip(gold, parsed, strict=True))
    return attrs.evolve(gold, tokens=tuple(tokens))


def reparse(conllu: str, model: Path) -> str:
    """Tag, lemmatise and parse the words of a treebank anew."""
    import stanza
    from stanza.utils.conll import CoNLL

    logging.getLogger("stanza").setLevel(logging.CRITICAL)
    pipeline = stanza.Pipeline(
        "en", dir=str(model), download_method=None, use_gpu=False, processors="tokenize,mwt,pos,lemma,depparse", verbose=False
    )
    document = CoNLL.conll2doc(input_str=conllu)
    pipeline.process(document, processors="pos,lemma,depparse")
    return f"{document:C}\n\n"


# Comparison ---------------------------------------------------------------------------------------------------------------


def compare(pairs: Iterable[tuple[Sentence, Sentence]], codebook: Codebook) -> tuple[dict[str, Counts], Counter[str]]:
    """Count, form by form, in how many clauses of the gold trees each part is the same on the predicted ones.

    Args:
        pairs: gold and predicted tree of each sentence.
        codebook: its triggers are looked at.

    Returns:
        Counts by form, and the numbers of clauses by kind that only the predicted trees have.
    """
    counts: dict[str, Counts] = {}
    extra = Counter[str]()
    for gold, parsed in pairs:
        made = {clause.trigger: found(clause) for clause in clauses(parsed, codebook)}
        for clause in clauses(gold, codebook):
            wanted, got = found(clause), made.get(clause.trigger)
            if got is not None and got.kind == wanted.kind:
                del made[clause.trigger]
            else:
                got = None
            for form in forms(clause):
                _add(counts.setdefault(form, Counts()), wanted, got)
        extra.update(left.kind for left in made.values())
    return counts, extra


def _add(counts: Counts, wanted: Found, got: Found | None) -> None:
    counts.clauses += 1
    if got is not None:
        counts.kind += 1
        counts.whole += wanted == got
        for part in PARTS:
            setattr(counts, part, getattr(counts, part) + (getattr(wanted, part) == getattr(got, part)))


def clause_table(counts: dict[str, Counts]) -> str:
    """The counts as shares of the clauses on gold trees, the most frequent form first."""
    rows = []
    for form, count in sorted(counts.items(), key=lambda item: (-item[1].clauses, item[0])):
        shares = (count.kind, *(getattr(count, part) for part in PARTS), count.whole)
        rows.append([form, count.clauses, *(f"{share / count.clauses:.1%}" for share in shares)])
    return scoring.table(["form", "clauses", "same kind", *(f"same {part}" for part in PARTS), "all same"], rows)


def events(coder: Coder, documents: Iterable[Document]) -> Counter[tuple[object, ...]]:
    """What is compared of all events of some documents."""
    return Counter(
        (number, event.sentence_id, event.trigger.token, event.code, *(side and side.code for side in (event.source, event.target)))
        for number, document in enumerate(documents)
        for event in coder.code_document(document)
    )


def event_table(gold: Counter[tuple[object, ...]], parsed: Counter[tuple[object, ...]]) -> str:
    """In how many events both trees agree: trigger; and code; and parties."""
    rows = []
    for name, width in (("trigger", 3), ("trigger and code", 4), ("trigger, code and parties", 6)):
        first, second = (Counter(key[:width] for key in side.elements()) for side in (gold, parsed))
        both = (first & second).total()
        precision, recall = both / max(second.total(), 1), both / max(first.total(), 1)
        rows.append([name, first.total(), second.total(), both, f"{f1(precision, recall):.3f}"])
    return scoring.table(["events", "gold trees", "predicted trees", "in both", "F1"], rows)


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", nargs="+", type=Path, required=True, help="treebanks in CoNLL-U")
    parser.add_argument("--model", type=Path, default=None, help="folder of Stanza models (default: the bundled one)")
    parser.add_argument("--only", default="", help="only documents in whose identifier this regular expression is found")
    parser.add_argument("--conllu", type=Path, help="folder in which parses are kept")
    options = parser.parse_args()
    model = options.model or model_path()
    corpora.require(*options.gold, model)
    coder = Coder()
    gold: list[Document] = []
    parsed: list[Document] = []
    for path in options.gold:
        documents = corpora.treebank(path)
        chosen = set(map(id, corpora.only(documents, options.only)))
        other = predicted(path, documents, model, options.conllu)
        for first, second in zip(documents, other, strict=True):
            if id(first) in chosen:
                gold.append(first)
                parsed.append(second)
    pairs = [pair for first, second in zip(gold, parsed, strict=True) for pair in zip(first, second, strict=True)]
    counts, extra = compare(pairs, coder.codebook)
    print(f"{len(pairs)} sentences; codebook {coder.codebook.version} ({coder.codebook.hash}), parser {model.name}.\n")
    print(clause_table(counts) + "\n")
    print("Clauses on predicted trees only: " + ", ".join(f"{kind} {count}" for kind, count in extra.most_common()) + ".\n")
    print(event_table(events(coder, gold), events(coder, parsed)))


if __name__ == "__main__":
    main()
