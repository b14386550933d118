"""Every case of `tests/cases` comes out as it says, on frozen trees; the trees are those of the cases, no more and no less."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import CASES, case_files
from frozen import FREEZE, Trees, document_of, sources

from eventcoder.coder import Coder
from eventcoder.testing.answers import ANSWERS
from eventcoder.testing.assertions import assert_answer
from eventcoder.testing.notation import KINDS, Case, Question, read_cases

ASKED = [(case, question) for file in case_files() for case in read_cases(file) for question in case.questions]
NAMES = [f"{case.file.relative_to(CASES)}:{case.line} {question.about or 'events'}" for case, question in ASKED]


@pytest.mark.parametrize(("case", "question"), ASKED, ids=NAMES)
def test_case(bundled_coder: Coder, case: Case, question: Question) -> None:
    assert_answer(document_of(case), question, coder=bundled_coder)


def test_every_kind_of_question_has_cases_and_an_answer() -> None:
    assert {question.kind for _, question in ASKED} == {"events", *KINDS} == set(ANSWERS)


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
