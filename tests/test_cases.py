"""Every case of `tests/cases` comes out as it says, on frozen trees; the trees are those of the cases, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import PAIRS, PHRASES, TRIGGERS, Case, Question, case_files, read_cases, read_question
from frozen import FREEZE, Trees, document_of, sources
from stages import ANSWERS, answer

from eventcoder.coder import Coder

ASKED = [(case, question) for file in case_files() for case in read_cases(file) for question in case.questions]


@pytest.mark.parametrize(("case", "question"), ASKED, ids=[f"{case.where} {question.about or 'events'}" for case, question in ASKED])
def test_case(bundled_coder: Coder, case: Case, question: Question) -> None:
    assert answer(bundled_coder, document_of(case), question) == question.wanted, f"{case.where}: {case.text}"


def test_every_kind_of_question_has_cases_and_an_answer() -> None:
    assert {question.kind for _, question in ASKED} == {"events", *PHRASES, *PAIRS, *TRIGGERS} == set(ANSWERS)


def test_no_case_is_written_twice() -> None:
    lines = [(case.file, case.text, case.date, question.kind, question.about) for case, question in ASKED]
    assert len(set(lines)) == len(lines)


def test_each_text_has_its_tree_and_each_tree_its_text() -> None:
    wrong = [path.name for path, texts in sources().items() if not path.exists() or set(Trees(path)) != set(texts)]
    assert not wrong, f"run `{FREEZE}`"


def test_no_file_of_trees_is_left_over() -> None:
    folder = Path(__file__).parent / "cases"
    assert set(folder.rglob("*.conllu")) == set(sources())


def test_a_missing_tree_names_the_command() -> None:
    with pytest.raises(LookupError, match=r"no frozen tree of 'Peace.*run `python tools/freeze\.py`"):
        Trees()["Peace was made."]


@pytest.mark.parametrize("line", ["Turkey bombed Syria.", "Turkey bombed Syria. =>", "[May] Turkey bombed Syria. =>"])
def test_no_line(tmp_path: Path, line: str) -> None:
    file = tmp_path / "a.txt"
    file.write_text(f"# a comment\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"a\.txt:3: expected `text => question"):
        list(read_cases(file))


@pytest.mark.parametrize("part", ["TUR 195", "TUR 195 SYR Future", "actr: Turkey = TUR", "actor: Turkey", "none; TUR 195 SYR"])
def test_no_question(part: str) -> None:
    with pytest.raises(ValueError, match=r"a\.txt:1: expected .*actor"):
        read_question(part, "a.txt:1")
