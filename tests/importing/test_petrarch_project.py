"""A project of PETRARCH from its folder to a codebook that codes: which file is what, what is written, what is said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner
from trees import document

from eventcoder import Coder, load_actors, load_codebook
from eventcoder.authoring.layout import formatted
from eventcoder.authoring.lint import lint
from eventcoder.cli import main
from eventcoder.codebook import Codebook
from eventcoder.codebook.codes import CodeScheme
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import InputError
from eventcoder.importing.petrarch import import_files, write
from eventcoder.importing.petrarch.folder import kind_of
from eventcoder.importing.petrarch.lines import lines_of
from eventcoder.importing.petrarch.writing import quoted
from eventcoder.importing.report import Row, as_csv, shares

VERBS = """
&COINS
+DUCAT
+GOLD_COIN

--- SEND [070] ---
SEND {SENDS SENDING SENT}
SHIP
- * &COINS [071]
- * HELP [072:073]
- WOULD NOT * [---]
- * NOTHING

--- LEAVE [040] ---
LEAVE
"""
ACTORS = "ZORBIA [ZOR]\n+ZORBIAN\nQUXO [QUX]\nANN_ZORB\n\t[ZORGOV 20240101-20241231]\n\t[ZORELI]\nNOBODY [---]\n"
AGENTS = "SOLDIER [~MIL]\nMINISTER [~GOV]\n"
FILES = {
    "my.verbs.txt": VERBS,
    "my.actors.txt": ACTORS,
    "my.agents.txt": AGENTS,
    "my.discards.txt": "CUP FINAL\n+OPERA\n",
    "my.issues.txt": "<ISSUE>\ntrade [TRADE]\n",
    "LICENSE.txt": "Free.",
    "notes.md": "Not a dictionary.",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder of dictionaries."""
    folder = tmp_path / "theirs"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text)
    return folder


def imported(project: Path, *more: str) -> str:
    """What the command says; the new files are beside the project."""
    result = CliRunner().invoke(main, ["codebook", "import", "petrarch", str(project), "-o", str(project.parent / "mine"), *more])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(
    ("things", "expected"),
    [
        ("gold|NOUN|6|compound coins/coin|NOUN|3|obj", ["ZORMIL 071 QUX"]),
        ("their|PRON|6|nmod:poss help|NOUN|3|obj", ["ZORMIL 072 QUX", "QUX 073 ZORMIL"]),
        ("other|ADJ|6|amod things/thing|NOUN|3|obj", ["ZORMIL 070 QUX"]),
        ("cup|NOUN|6|compound final|NOUN|3|obj", []),
    ],
)
def test_a_project_codes(project: Path, things: str, expected: list[str]) -> None:
    imported(project)
    mine = project.parent / "mine"
    coder = Coder(mine / "codebook", None, load_actors(mine / "actors"), "all")
    # Zorbian soldiers sent Quxo {} .
    sent = "Zorbian|ADJ|2|amod soldiers/soldier|NOUN|3|nsubj sent/send|VERB|0|root|VBD Quxo|PROPN|3|iobj"
    events = coder.code_document(document(f"{sent} {things}"))
    assert [f"{e.source and e.source.code} {e.code} {e.target and e.target.code}" for e in events] == expected


def test_the_new_codebook_is_in_order(project: Path) -> None:
    imported(project, "--name", "zorbic")
    mine = project.parent / "mine"
    book = load_codebook(mine / "codebook")
    assert book.name == "zorbic"
    assert not lint(book, examples=False)
    assert all(formatted(path) == path.read_text() for path in (mine / "codebook").rglob("*.yaml"))
    assert {rule.id: (rule.code, rule.patterns, rule.paired) for rule in book.rules.values()} == {
        "send-070": ("070", ("send|ship",), ""),
        "send-071": ("071", ("send|ship ~{COINS}",), ""),
        "send-072-073": ("072", ("send|ship ~help",), "073"),
        "send-none": (None, ("~would ~not send|ship",), ""),
        "leave-040": ("040", ("leave",), ""),
    }


def test_each_line_is_accounted_for(project: Path) -> None:
    output = imported(project)
    rows = list(csv.DictReader((project.parent / "mine" / "import-report.csv").open()))
    lines = {
        (name, number)
        for name, text in FILES.items()
        if name.startswith("my.")
        for number, line in enumerate(text.split("\n"), 1)
        if line.strip() and not line.startswith("\t")  # codes belong to the name above
    }
    members = {("my.verbs.txt", 3), ("my.verbs.txt", 4)}  # so do members to their set
    assert {(row["file"], int(row["line"])) for row in rows} == lines - members
    assert {row["outcome"] for row in rows} == {"taken", "left out"}
    left_out = [(row["text"], row["note"]) for row in rows if row["outcome"] == "left out"]
    assert left_out == [
        ("NOBODY [---]", "its code stands for nobody"),
        ("<ISSUE>", "issues are not coded"),
        ("trade [TRADE]", "issues are not coded"),
        ("- * NOTHING", "expected a code in brackets at its end, got none"),
    ]
    assert "my.verbs.txt     pattern          3        0         1         75.0%" in output
    assert "5 rules, 5 patterns" in output


def test_the_actors_have_their_terms(project: Path) -> None:
    imported(project)
    book = load_actors(project.parent / "mine" / "actors")
    entry = book.find("Ann Zorb")
    assert entry is not None
    assert [entry.on(day) for day in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")] == ["ZORELI", "ZORGOV", "ZORGOV", "ZORELI"]


def test_codes_of_cameo_keep_their_names(project: Path, tmp_path: Path, bundled: Codebook, lexicon: Lexicon) -> None:
    found = import_files([project / "my.verbs.txt"], lexicon.function_words)
    written = write(found, tmp_path / "mine", "mine", bundled.scheme)
    assert written.codebook is not None
    assert written.actors is None
    scheme = load_codebook(written.codebook).scheme
    assert scheme["071"] == bundled.scheme["071"]
    assert scheme.roots == bundled.scheme.roots
    own = write(found, tmp_path / "own", "own", CodeScheme())
    assert own.codebook is not None
    assert load_codebook(own.codebook).scheme["070"].name == "send"


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("CAMEO.2.0.txt", "", "verbs"),
        ("Phoenix.Countries.actors.txt", "", "actors"),
        ("agents.txt", "", "agents"),
        ("Phoenix.IssueCoding.txt", "", "issues"),
        ("discards.txt", "", "discards"),
        ("a.txt", "--- SAY [010] ---", "verbs"),
        ("a.txt", "SOLDIER [ ~MIL]", "agents"),
        ("a.txt", '<ISSUE CATEGORY="X">', "issues"),
        ("a.txt", "ZORBIA [ZOR]", "actors"),
        ("a.txt", "CUP FINAL", "discards"),
    ],
)
def test_which_file_is_what(name: str, text: str, kind: str) -> None:
    assert kind_of(name, list(lines_of(name, text))) == kind


def test_two_verb_dictionaries_do_not_go_together(project: Path, lexicon: Lexicon) -> None:
    (project / "other.verbs.txt").write_text(VERBS)
    with pytest.raises(InputError, match=r"expected one verb dictionary, got 2: my\.verbs\.txt, other\.verbs\.txt"):
        import_files([project], lexicon.function_words)
    assert import_files([project / "other.verbs.txt", project / "my.actors.txt"], lexicon.function_words).actors.keys() == {"my.actors.txt"}


def test_shares_alone(project: Path) -> None:
    (project / "other.verbs.txt").write_text(VERBS)
    result = CliRunner().invoke(main, ["codebook", "import", "petrarch", str(project)])
    assert result.exit_code == 0
    lines = [line.split() for line in result.output.splitlines()]
    assert [line[-1] for line in lines if line[:2] in (["my.verbs.txt", "pattern"], ["other.verbs.txt", "pattern"])] == ["75.0%", "75.0%"]
    assert not (project.parent / "mine").exists()


def test_what_is_there_is_not_overwritten_by_accident(project: Path) -> None:
    imported(project)
    mine = project.parent / "mine"
    (mine / "codebook" / "rules" / "99.yaml").write_text("rules: []")
    result = CliRunner().invoke(main, ["codebook", "import", "petrarch", str(project), "-o", str(mine)])
    assert result.exit_code != 0
    assert "expected no codebook there" in result.output
    imported(project, "--overwrite")
    assert not (mine / "codebook" / "rules" / "99.yaml").exists()


def test_without_dictionaries(tmp_path: Path, lexicon: Lexicon) -> None:
    with pytest.raises(InputError, match="expected dictionaries, files that end in"):
        import_files([tmp_path], lexicon.function_words)
    with pytest.raises(InputError, match="got nothing of this name"):
        import_files([tmp_path / "none.txt"], lexicon.function_words)


def test_strings_are_quoted_where_yaml_needs_it() -> None:
    assert [quoted(text) for text in ("Zorbia", "a: b", "on", "040", "# x", "")] == ["Zorbia", '"a: b"', '"on"', '"040"', '"# x"', '""']


def test_the_report_counts() -> None:
    rows = [Row("a", 2, "verb", "taken", "x"), Row("a", 1, "verb", "left out", "y"), Row("b", 1, "actor", "changed", "z")]
    assert [(share.file, share.kind, share.total, share.taken) for share in shares(rows)] == [("a", "verb", 2, 0.5), ("b", "actor", 1, 1.0)]
    assert as_csv(rows).splitlines()[1].startswith("a,1,verb")
