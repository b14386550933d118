"""The plugin for pytest, as a project sees it that tests its own rules with it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from trees import CODES, active, document

from eventcoder.actors import load_actors
from eventcoder.formats.conllu import write_conllu
from eventcoder.testing import shared

pytest_plugins = ["pytester"]

BOOK = (
    CODES
    + """
rules:
  - id: 19-strike
    code: "190"
    patterns: [attack TARGET]
    examples: [Iran attacked Israel . => IRN 190 ISR]
    counterexamples: [Iran condemned Israel .]
  - id: 11-criticise
    code: "111"
    patterns: [condemn TARGET]
    examples: [Iran condemned Israel . => IRN 111 ISR]
"""
)
SENTENCES = (
    active("attacked/attack"),
    active("condemned/condemn"),
    active("ignored/ignore"),
    active("condemned/condemn", "Israel", "Iran"),
)
STAND_IN = """
import os
from pathlib import Path
import attrs, pytest
from eventcoder import Parser, read_conllu

def pytest_configure(config):
    folder = Path(__file__).parent
    trees = {tree.text: tree for tree in read_conllu((folder / "trees.conllu").read_text("utf-8"))}

    def parse_many(self, items, *, on_error=None):
        for text, date, name in items:
            with open(folder / "parsed.log", "a") as log:
                print(text, file=log)
            yield attrs.evolve(trees[text], date=date, id=name)

    patch = pytest.MonkeyPatch()
    patch.setattr(Parser, "parse_many", parse_many)
    config.add_cleanup(patch.undo)
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for this module: compiled actors may stay from test to test."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, cache: Path) -> pytest.Pytester:
    """A project with a stand-in for the parser that knows some sentences and notes what it has parsed."""
    monkeypatch.setenv("EVENTCODER_CACHE", str(cache))
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("COLUMNS", "150")
    for kept in cache.glob("parses-*/*.json"):
        kept.unlink()
    pytester.makeconftest(STAND_IN)
    pytester.path.joinpath("trees.conllu").write_text("".join(write_conllu(document(words)) for words in SENTENCES), encoding="utf-8")
    return pytester


def write(project: pytest.Pytester, name: str, text: str = BOOK) -> None:
    path = project.path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(project: pytest.Pytester, *arguments: str, apart: bool = False) -> pytest.RunResult:
    """Run pytest with the plugin, whether or not it is installed here."""
    start = project.runpytest_subprocess if apart else project.runpytest_inprocess
    load = ("-p", "no:eventcoder", "-p", "eventcoder.testing.plugin", "-W", "ignore::pytest.PytestAssertRewriteWarning")
    return start(*load, *arguments)


def parsed(project: pytest.Pytester) -> list[str]:
    log = project.path / "parsed.log"
    return log.read_text("utf-8").splitlines() if log.exists() else []


class TestCodebooks:
    def test_examples_are_tests(self, project: pytest.Pytester) -> None:
        write(project, "mine.codebook.yaml")
        result = run(project, "-v")
        result.assert_outcomes(passed=4)
        names = [line.partition(" PASSED")[0] for line in result.outlines if "PASSED" in line]
        assert names == [
            "mine.codebook.yaml::loads",
            "mine.codebook.yaml::19-strike::Iran attacked Israel .",
            "mine.codebook.yaml::19-strike::counterexample: Iran condemned Israel .",
            "mine.codebook.yaml::11-criticise::Iran condemned Israel .",
        ]

    @pytest.mark.parametrize(
        ("chosen", "passed"), [("mine.codebook.yaml::19-strike", 2), ("mine.codebook.yaml::loads", 1), (".", 4), ("-kcondemned", 2)]
    )
    def test_some_can_be_chosen(self, project: pytest.Pytester, chosen: str, passed: int) -> None:
        write(project, "mine.codebook.yaml")
        run(project, chosen).assert_outcomes(passed=passed, deselected=2 if chosen.startswith("-k") else 0)

    def test_each_sentence_is_parsed_once_and_never_again(self, project: pytest.Pytester) -> None:
        write(project, "mine.codebook.yaml")
        for _ in range(2):
            run(project).assert_outcomes(passed=4)
        assert parsed(project) == ["Iran attacked Israel .", "Iran condemned Israel ."]
        write(project, "mine.codebook.yaml", BOOK.replace("[Iran condemned Israel .]", "[Iran ignored Israel .]"))
        run(project).assert_outcomes(passed=4)
        assert parsed(project)[2:] == ["Iran ignored Israel ."]

    def test_failures_say_what_was_expected_what_came_and_why(self, project: pytest.Pytester) -> None:
        wrong = BOOK.replace("IRN 111 ISR", "ISR 111 IRN").replace("[Iran condemned Israel .]", "[Iran attacked Israel .]")
        write(project, "mine.codebook.yaml", wrong)
        result = run(project)
        result.assert_outcomes(passed=2, failed=2)
        result.stdout.fnmatch_lines(
            [
                "*_ 19-strike: counterexample: Iran attacked Israel . _*",
                "mine.codebook.yaml:17: 19-strike",
                "  sentence  Iran attacked Israel .",
                "  expected  no event by 19-strike",
                "  got       IRN 190 ISR (19-strike)",
                "  how it was read",
                "    undated  IRN -> ISR  190 Fight: 'attacked'",
                "      rule      19-strike: attack TARGET",
                "*_ 11-criticise: Iran condemned Israel . _*",
                "  expected  ISR 111 IRN",
                "  got       IRN 111 ISR (11-criticise)",
                "  missing   ISR 111 IRN",
                "              'condemned' is 'condemn TARGET' of rule 11-criticise, and gives IRN 111 ISR",
                "FAILED mine.codebook.yaml::11-criticise::Iran condemned Israel . - expected ISR 111 IRN, got IRN 111 ISR (11-criticise)",
            ]
        )
        assert "Traceback" not in result.stdout.str()
        assert ".py" not in "\n".join(result.outlines[result.outlines.index("  how it was read") :])

    def test_a_broken_file_shows_its_problems_and_the_others_run(self, project: pytest.Pytester) -> None:
        write(project, "broken.codebook.yaml", "rules:\n  - id: x\n    patterns: [attack TARGET]\n  - {id: y, code: none}\n")
        write(project, "mine.codebook.yaml")
        result = run(project)
        result.assert_outcomes(passed=4, failed=1)
        result.stdout.fnmatch_lines(
            [
                "*_ broken.codebook.yaml loads _*",
                "* problems found:",
                "broken.codebook.yaml:2: x: expected code: *",
                "*:4: y: expected patterns: *",
            ]
        )

    def test_a_folder_is_one_codebook(self, project: pytest.Pytester) -> None:
        scheme, _, rules = BOOK.partition("rules:")
        write(project, "mine.codebook/codes.yaml", scheme)
        write(project, "mine.codebook/rules.yml", f"rules:{rules}")
        result = run(project, "-v")
        result.assert_outcomes(passed=5)
        result.stdout.fnmatch_lines(
            ["mine.codebook/codes.yaml::loads *", "mine.codebook/rules.yml::loads *", "mine.codebook/rules.yml::19-*"]
        )
        write(project, "mine.codebook/rules.yml", f"rules:{rules}".replace("[attack TARGET]", "['{TAGRET}']"))
        result = run(project)
        result.assert_outcomes(failed=1, skipped=1)
        result.stdout.fnmatch_lines(["mine.codebook/rules.yml:*19-strike*TAGRET*"])

    def test_of_a_codebook_that_extends_another_what_is_different_is_tested(self, project: pytest.Pytester) -> None:
        write(project, "base.yaml")
        change = "{rules: {11-criticise: {code: '138', examples: [Israel condemned Iran . => ISR 138 IRN]}}}"
        write(project, "mine.codebook.yaml", f"codebook: {{extends: base.yaml}}\nchange: {change}\n")
        result = run(project, "-v")
        result.assert_outcomes(passed=3)
        result.stdout.fnmatch_lines(["mine.codebook.yaml::11-criticise::Iran condemned Israel . PASSED*"])

    def test_other_files_are_none_of_ours(self, project: pytest.Pytester) -> None:
        for name in ("settings.yaml", "codebook.yaml", "mine.yaml", "mine.codebook.txt", "cases.txt"):
            write(project, name, "a: [1")
        assert run(project).ret == pytest.ExitCode.NO_TESTS_COLLECTED

    def test_the_codebook_of_the_options_may_be_called_anything(self, project: pytest.Pytester) -> None:
        write(project, "mine/rules.yaml")
        project.makeini("[pytest]\neventcoder_codebook = mine")
        run(project).assert_outcomes(passed=4)


class TestCases:
    CASES = """# a comment
Iran attacked Israel . => IRN 190 ISR | actor: Iran = IRN | date: attacked = 2024-05-15 document

[undated] Iran condemned Israel . => IRN 111 ISR
"""

    def test_each_question_is_a_test(self, project: pytest.Pytester) -> None:
        write(project, "mine.codebook.yaml")
        write(project, "news.cases.txt", self.CASES)
        result = run(project, "-v", "news.cases.txt")
        result.assert_outcomes(passed=4)
        result.stdout.fnmatch_lines(
            [
                "news.cases.txt::Iran attacked Israel . PASSED*",
                "news.cases.txt::Iran attacked Israel . | actor: Iran PASSED*",
                "news.cases.txt::Iran attacked Israel . | date: attacked PASSED*",
                "news.cases.txt::Iran condemned Israel . PASSED*",
            ]
        )
        assert parsed(project) == ["Iran attacked Israel .", "Iran condemned Israel ."]

    def test_failures_say_why(self, project: pytest.Pytester) -> None:
        write(project, "mine.codebook.yaml")
        write(project, "news.cases.txt", self.CASES.replace("IRN 111 ISR", "IRN 190 ISR").replace("Iran = IRN", "Iran = ISR"))
        result = run(project, "news.cases.txt")
        result.assert_outcomes(passed=2, failed=2)
        result.stdout.fnmatch_lines(
            [
                "*_ news.cases.txt:2: Iran attacked Israel . | actor: Iran _*",
                "news.cases.txt:2",
                "  sentence  Iran attacked Israel .",
                "  asked     actor: Iran",
                "  expected  ISR",
                "  got       IRN",
                "news.cases.txt:4",
                "  sentence    Iran condemned Israel .",
                "  expected    IRN 190 ISR",
                "  got         IRN 111 ISR",
                "  unexpected  IRN 111 ISR, by rule 11-criticise",
                "FAILED *Iran condemned Israel . - expected IRN 190 ISR, got IRN 111 ISR",
            ]
        )

    def test_what_is_no_line(self, project: pytest.Pytester) -> None:
        write(project, "mine.codebook.yaml")
        write(project, "bad.cases.txt", "Iran attacked Israel .\n")
        write(project, "worse.cases.txt", "")
        (project.path / "worse.cases.txt").write_bytes(b"\xff\xfe\xff")
        result = run(project)
        result.assert_outcomes(passed=4, failed=2)
        result.stdout.fnmatch_lines(["*bad.cases.txt:1: expected `text => question | ...`, got *", "*worse.cases.txt: cannot be read *"])

    def test_which_codebook_is_meant(self, project: pytest.Pytester) -> None:
        for name in ("mine.codebook.yaml", "other.codebook.yaml"):
            write(project, name)
        write(project, "news.cases.txt", self.CASES)
        result = run(project, "news.cases.txt")
        result.assert_outcomes(failed=4)
        result.stdout.fnmatch_lines(["*one codebook beside it, got mine.codebook.yaml and other.codebook.yaml; name *"])
        run(project, "--eventcoder-codebook=mine.codebook.yaml", "news.cases.txt").assert_outcomes(passed=4)


class TestFixtures:
    TEST = """
    def test_it(coder, parse):
        document = parse("Iran attacked Israel .", date="2024-05-15")
        assert [(e.source.code, e.code, e.target.code, e.date) for e in coder.code_document(document)] == [{expected}]
        assert coder.code("Iran attacked Israel .")
    """

    def test_coder_and_parse(self, project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        write(project, "mine/rules.yaml")
        write(project, "actors.yaml", "actors:\n  - {code: KENCVL, names: [Iran]}\n  - {code: ISR, names: [Israel]}\n")
        monkeypatch.setattr(shared, "load_actors", lambda paths: load_actors(paths, bundled=False))  # the bundled ones take seconds
        project.makepyfile(self.TEST.format(expected="('KENCVL', '190', 'ISR', '2024-05-15')"))
        options = ("--eventcoder-codebook", "mine", "--eventcoder-actors", "actors.yaml")
        run(project, *options, "test_coder_and_parse.py").assert_outcomes(passed=1)
        assert parsed(project) == ["Iran attacked Israel ."]
        result = run(project, *options, "mine")
        result.assert_outcomes(passed=2, failed=2)
        result.stdout.fnmatch_lines(["  got       KENCVL 190 ISR (19-strike)"])

    def test_actors_that_cannot_be_loaded_are_read_once(self, project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        write(project, "mine/rules.yaml")
        write(project, "actors.yaml", "actors:\n  - {code: KENYA, names: [Kenya]}\n")
        read: list[object] = []

        def load(paths: object) -> object:
            read.append(paths)
            return load_actors(paths, bundled=False)  # type: ignore[arg-type]  # what the options give

        monkeypatch.setattr(shared, "load_actors", load)
        result = run(project, "--eventcoder-codebook", "mine", "--eventcoder-actors", "actors.yaml", "mine")
        result.assert_outcomes(passed=1, failed=3)
        result.stdout.fnmatch_lines(["*actors.yaml:2: Kenya: expected code: a code of three-letter parts*"])
        assert len(read) == 1

    def test_paths_of_the_configuration_count_from_its_file(self, project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        write(project, "mine/rules.yaml")
        write(project, "tests/test_it.py", self.TEST.format(expected="('IRN', '190', 'ISR', '2024-05-15')").replace("\n    ", "\n"))
        project.makepyprojecttoml('[tool.pytest.ini_options]\neventcoder_codebook = "mine"\ntestpaths = ["tests"]')
        monkeypatch.chdir(project.path / "tests")
        run(project).assert_outcomes(passed=1)

    def test_a_project_may_have_a_coder_of_its_own(self, project: pytest.Pytester) -> None:
        project.makepyfile(
            """
            import pytest
            @pytest.fixture(scope="session")
            def coder():
                return "mine"
            def test_it(coder):
                assert coder == "mine"
            """
        )
        run(project).assert_outcomes(passed=1)

    def test_unchanged_events(self, project: pytest.Pytester) -> None:
        write(project, "mine/rules.yaml")
        project.makeini("[pytest]\neventcoder_codebook = mine")
        (project.path / "tests").mkdir()
        test = "def test_it(parse, unchanged):\n    unchanged(parse('Iran attacked Israel .', date='2024-05-15'), 'a.events.txt')\n"
        write(project, "tests/test_it.py", test)
        result = run(project, "tests")
        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [">   *unchanged(parse(*", "E *a.events.txt: there are no events yet*", "tests/test_it.py:2: AssertionError"]
        )
        run(project, "tests", "--eventcoder-update").assert_outcomes(passed=1)
        run(project, "tests").assert_outcomes(passed=1)
        assert "    2024-05-15 IRN 190 ISR" in (project.path / "tests" / "a.events.txt").read_text("utf-8")

    def test_a_codebook_that_is_not_there(self, project: pytest.Pytester) -> None:
        project.makepyfile("def test_it(coder): pass")
        result = run(project, "--eventcoder-codebook", "mine.yaml")
        result.assert_outcomes(errors=1)
        result.stdout.fnmatch_lines(
            [
                "*_ ERROR at setup of test_it _*",
                "1 problem found:",
                "*mine.yaml:1: expected a readable file, *",
                "*= short test summary info =*",
            ]
        )
        assert "Traceback" not in result.stdout.str()


def test_reports_in_xml_say_what_fails_in_a_line(project: pytest.Pytester) -> None:
    write(project, "mine.codebook.yaml", BOOK.replace("IRN 111 ISR", "ISR 111 IRN"))
    result = run(project, "--junitxml=report.xml", "--tb=line")
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["*mine.codebook.yaml:21: expected ISR 111 IRN, got IRN 111 ISR (11-criticise)"])
    assert '<failure message="expected ISR 111 IRN, got IRN 111 ISR (11-criticise)">' in (project.path / "report.xml").read_text("utf-8")


def test_several_processes_parse_once(project: pytest.Pytester) -> None:
    pytest.importorskip("xdist")
    write(project, "mine.codebook.yaml")
    write(project, "other.codebook.yaml", BOOK.replace("Iran condemned Israel .]", "Iran ignored Israel .]"))
    run(project, "-n", "2", apart=True).assert_outcomes(passed=8)
    assert sorted(parsed(project)) == ["Iran attacked Israel .", "Iran condemned Israel .", "Iran ignored Israel ."]


def test_where_it_is_not_used_it_loads_nothing() -> None:
    code = "import sys, pytest; before = set(sys.modules)\nimport eventcoder.testing.plugin; print(*sorted(set(sys.modules) - before))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert [name for name in loaded if name.partition(".")[0] not in sys.stdlib_module_names] == [
        "eventcoder",
        "eventcoder.testing",
        "eventcoder.testing.options",
        "eventcoder.testing.plugin",
    ]


def test_a_run_without_our_files_loads_nothing_more(project: pytest.Pytester) -> None:
    project.makeconftest("")
    project.makepyfile(
        """
        import sys
        def test_it():
            assert sorted(name for name in sys.modules if name.startswith("eventcoder")) == [
                "eventcoder", "eventcoder.testing", "eventcoder.testing.options", "eventcoder.testing.plugin"]
            assert not {"torch", "stanza", "hypothesis", "numpy", "attrs", "yaml"} & sys.modules.keys()
        """
    )
    run(project, apart=True).assert_outcomes(passed=1)


@pytest.mark.parser
def test_with_the_live_parser(project: pytest.Pytester) -> None:
    project.makeconftest("")
    write(project, "mine.codebook.yaml", BOOK.replace("Israel .", "Israel."))
    run(project, apart=True).assert_outcomes(passed=4)
