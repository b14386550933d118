"""The test records of PETRARCH, coded with its own dictionaries, imported.

    python benchmarks/petrarch_records.py DICTIONARIES RECORDS.jsonl [--parsed FILE.conllu] [--show]

DICTIONARIES is a folder of PETRARCH dictionaries, or one that `eventcoder codebook import petrarch` has written (with `codebook/` and
`actors/`). Where there are several dictionaries, those for the records are taken: PETR.Validate.*, with the verbs of the first format,
whose codes the records have. RECORDS has a record a line: text, date, expected events [source, target, code] in the codes of the
dictionaries, and config. Prints two shares of the records:

    strict   the events are those of the record, all of them and no others: source, target and code
    parties  the pairs of source and target are, whatever the codes

A party that is not known is `---`. Records that expect no event, among them those whose text is to be discarded, are right if none comes.
The records switch `require_dyad` on and off, and so does this: without it events may lack a target (`needs_target` of the policy is
emptied). All other choices are those of the imported codebook. `--parsed` keeps the parses in a file; `--show` prints the records that are
wrong.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TypeAlias

import attrs

from eventcoder import Coder, Document, Parser, load_actors, load_codebook, read_conllu, write_conllu
from eventcoder.english.lexicon import load_lexicon
from eventcoder.event import Event
from eventcoder.importing.petrarch import import_files, write

NOBODY = "---"
SUITE = "PETR.Validate"
SECOND_FORMAT = "verbs.2.0"
Triple: TypeAlias = tuple[str, str, str]


def main() -> None:
    """Print the shares."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("dictionaries", type=Path)
    arguments.add_argument("records", type=Path)
    arguments.add_argument("--parsed", type=Path, help="a CoNLL-U file that keeps the parses")
    arguments.add_argument("--show", action="store_true", help="print the records that are wrong")
    given = arguments.parse_args()
    records = [json.loads(line) for line in given.records.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        with_dyads = coder_of(given.dictionaries, Path(folder))
        codebook = with_dyads.codebook
        lenient = attrs.evolve(codebook, policy=attrs.evolve(codebook.policy, needs_target=()))
        without = Coder(lenient, with_dyads.parser, with_dyads.actors, "all")
        right: dict[str, list[bool]] = {"strict": [], "parties": []}
        for record, document in zip(records, parsed(records, given.parsed), strict=True):
            coder = without if record["config"].get("require_dyad", "true").lower() == "false" else with_dyads
            expected, got = wanted(record), triples(coder.code_document(document))
            right["strict"].append(got == expected)
            right["parties"].append({pair[:2] for pair in got} == {pair[:2] for pair in expected})
            if given.show and not right["strict"][-1]:
                print(f"{record['id']}  {record['text']}\n  expected {shown(expected)}\n  got      {shown(got)}")
    for name, found in right.items():
        print(f"{name:<8} {sum(found) / len(found):.3f}  ({sum(found)} of {len(found)})")


def coder_of(dictionaries: Path, folder: Path) -> Coder:
    """The coder that has the dictionaries, imported into a folder unless they have been imported."""
    made = dictionaries
    if not (made / "codebook").is_dir():
        suite = [path for path in sorted(dictionaries.glob(f"{SUITE}.*")) if SECOND_FORMAT not in path.name]
        write(import_files(suite or [dictionaries], load_lexicon().function_words), folder, "petrarch", load_codebook().scheme)
        made = folder
    return Coder(load_codebook(made / "codebook"), Parser(), load_actors(made / "actors"), "all")


def parsed(records: list[dict[str, Any]], cache: Path | None) -> Iterable[Document]:
    """The records' texts, parsed."""
    if cache is not None and cache.is_file():
        return read_conllu(cache.read_text(encoding="utf-8"), str(cache))
    documents = list(Parser().parse_many((record["text"], iso(record["date"]), record["id"]) for record in records))
    if cache is not None:
        cache.write_text("".join(map(write_conllu, documents)), encoding="utf-8")
    return documents


def iso(date: str) -> str:
    """A date of the records, 19950101, as the coder takes it."""
    return f"{date[:4]}-{date[4:6]}-{date[6:]}"


def wanted(record: dict[str, Any]) -> set[Triple]:
    """The events that a record expects; none where it expects an error."""
    events = (tuple(event) for event in record["expected"]) if not record["error"] else ()
    return {(source or "?", target or "?", code or "?") for source, target, code in events}


def triples(events: Iterable[Event]) -> set[Triple]:
    """Events as the records have them."""
    sides = ((event.source, event.target, event.code) for event in events)
    return {((source and source.code) or NOBODY, (target and target.code) or NOBODY, code) for source, target, code in sides}


def shown(events: set[Triple]) -> str:
    """Events in a line."""
    return "; ".join(" ".join(event) for event in sorted(events)) or "none"


if __name__ == "__main__":
    main()
