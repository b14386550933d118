"""Annotation tools: what they import, and what comes of what they export. The exports are written here as each tool documents them."""

from __future__ import annotations

import doctest
import json
import re
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree

import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import draw, event, events, fill, scored, write
from trees import active, document

from eventcoder import InputError, Sample, Scores
from eventcoder.validating.tools import answers, brat, doccano, inception, labelstudio, leaflet

SILENT = document(active("praised/praise"), active("thanked/thank"), active("met/meet"), id="a1")
Said = Mapping[str, str]  # question -> answer
# e000 is right, with another code of the same root; e001 is right; e002 is wrong; a sentence has one that was missed.
SAID: Mapping[str, Said] = {
    "e000": {"event": "right", "root": "right", "correct code": "042", "source": "country", "missed": "0"},
    "e001": {"event": "right", "root": "right", "source": "right", "missed": "0"},
    "e002": {"event": "wrong"},
}
SENTENCE = {"missed": "1", "missed codes": "190"}


@pytest.fixture(scope="module")
def drawn() -> Sample:
    sentence = "„Ünder 😀 Iran“ [met] | Iraq_\\-> *\n again."  # whatever formats escape, and letters of two units
    last = event(2, doc_id="a2", sentence=sentence, trigger_start=sentence.index("met"))
    return draw(pandas.concat([events(r04=2), pandas.DataFrame([last])]), 3, articles=[SILENT], sentences=1)


def said(name: str) -> Said:
    return SAID.get(name, SENTENCE)


@pytest.mark.parametrize("module", [answers, brat, doccano, inception, labelstudio, leaflet])
def test_docstrings(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]  # it is a module


# What each tool exports, of the folder that was written for it; and the name of what is scored.


def label_studio(folder: Path, judge: str = "anna@example.org", told: Callable[[str], Said] = said) -> list[Path]:
    for name in (path.stem for path in sorted(folder.glob("*.xml"))):
        tasks = json.loads((folder / f"{name}.json").read_text("utf-8"))
        for number, task in enumerate(tasks, 1):
            result = [*task.pop("predictions", [{"result": []}])[0]["result"]]
            for question, answer in told(task["data"]["id"]).items():
                kind, value = ("number", {"number": int(answer)}) if question == "missed" else ("textarea", {"text": [answer]})
                if question in ("event", "root", "source"):
                    kind, value = "choices", {"choices": [answer]}
                result.append({"from_name": question.replace(" ", "_"), "to_name": "text", "type": kind, "value": value})
            task |= {"id": number, "annotations": [{"id": 1, "completed_by": {"id": 7, "email": judge}, "result": result}]}
            task["annotations"].append({"was_cancelled": True, "completed_by": 8, "result": []})
        (folder / f"{name}-export.json").write_text(json.dumps(tasks), "utf-8")
    return sorted(folder.glob("*-export.json"))


def doccano_project(folder: Path, judge: str = "anna", told: Callable[[str], Said] = said) -> list[Path]:
    lines = []
    for number, line in enumerate((folder / "texts.jsonl").read_text("utf-8").splitlines(), 1):
        record = json.loads(line)
        answers = told(json.loads(record["text"].splitlines()[-1])["id"])
        record["cats"] = sorted(f"{question} {answer}" for question, answer in answers.items() if "code" not in question)
        record["Comments"] = [f"{question}: {answer}" for question, answer in answers.items() if "code" in question]
        lines.append(json.dumps({"id": number, **record}, ensure_ascii=False))
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        archive.writestr(f"{judge}.jsonl", "\n".join(lines))
    return [folder / "export.zip"]


def brat_folder(folder: Path, judge: str = "anna", told: Callable[[str], Said] = said) -> list[Path]:
    for path in folder.glob("*.ann"):
        lines = [path.read_text("utf-8").rstrip("\n")]
        for number, (question, answer) in enumerate(told(path.stem).items(), 1):
            noted = f"#{number}\tAnnotatorNotes T1\t{question}: {answer}"
            lines.append(noted if "code" in question else f"A{number}\t{question} T1 {answer}")
        path.write_text("\n".join(lines) + "\n", "utf-8")
    return [folder.rename(folder.parent / judge)]


def inception_project(folder: Path, judge: str = "anna", told: Callable[[str], Said] = said) -> list[Path]:
    with zipfile.ZipFile(folder / "project.zip", "w") as archive:
        for path in folder.glob("*.tsv"):
            lines = path.read_text("utf-8").splitlines()
            features = lines[1].split("|")[1:]
            for place, line in enumerate(lines):
                cells = line.split("\t")
                if len(cells) > 3 and cells[3] != "_":
                    for question, answer in told(path.stem).items():
                        mark = re.sub(r"^\*", "", cells[3]) if cells[3].startswith("*[") else ""
                        cells[3 + features.index(question.replace(" ", "_"))] = answer + mark
                    lines[place] = "\t".join(cells)
            archive.writestr(f"annotation/{path.name}/{judge}.tsv", "\n".join(lines))
            archive.writestr(f"annotation/{path.name}/INITIAL_CAS.tsv", path.read_text("utf-8"))
            archive.writestr(f"curation/{path.name}/CURATION_USER.tsv", "\n".join(lines))
    return [folder / "project.zip"]


TOOLS: Mapping[str, Callable[..., list[Path]]] = {
    **{"label-studio": label_studio, "doccano": doccano_project, "brat": brat_folder, "inception": inception_project}
}


def exported(drawn: Sample, folder: Path, tool: str, told: Callable[[str], Said] = said) -> Scores:
    write(drawn, folder / tool)
    return scored(TOOLS[tool](folder / tool, told=told))


@pytest.mark.parametrize("tool", TOOLS)
def test_there_and_back(drawn: Sample, tmp_path: Path, tool: str) -> None:
    found = exported(drawn, tmp_path, tool)
    assert found.problems == ()
    assert found.judges == {"anna@example.org" if tool == "label-studio" else "anna": 4}
    assert found.population == {"event": 3, "sentence": 2}
    values = {f"{figure.name} {figure.measure}": figure.value for figure in found.figures}
    assert values["event precision"] == pytest.approx(2 / 3)
    assert values["event and code precision"] == pytest.approx(1 / 3)
    assert (values["source: country share"], values["source: whole code share"]) == (1.0, 0.5)
    assert values["event recall"] == pytest.approx(2 / (2 + 2))
    assert found.confusion == {"04": {"04": 2, "none": 1}}
    assert [one.root for one in found.roots if len(one.figures) == 3] == ["04"]


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if tool != "brat"])
def test_an_answer_that_is_none(drawn: Sample, tmp_path: Path, tool: str) -> None:
    found = exported(drawn, tmp_path, tool, lambda name: {**said(name), "event": "perhaps"} if name == "e001" else said(name))
    [problem] = found.problems
    assert "event?: expected right, wrong, unsure, got 'perhaps' (it is left out)" in str(problem)
    assert found["event precision"].value == 0.5


def test_label_studio_gets_spans_and_questions(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "label-studio")
    [task] = [task for task in json.loads((tmp_path / "label-studio" / "events.json").read_text("utf-8")) if task["data"]["id"] == "e002"]
    [trigger, source, _] = task["predictions"][0]["result"]
    assert trigger["value"] == {"start": 16, "end": 19, "text": "met", "labels": ["trigger"]}
    assert task["data"]["text"][16:19] == "met"
    assert source["value"]["labels"] == ["source"]
    view = ElementTree.parse(tmp_path / "label-studio" / "events.xml").getroot()
    fields = {str(node.get("value"))[1:] for node in view.iter() if str(node.get("value")).startswith("$")}
    assert fields <= task["data"].keys()
    named = {node.get("name") for node in view.iter()}
    assert {
        "words",
        "text",
        "event",
        "root",
        "source",
        "target",
        "date",
        "place",
        "correct_code",
        "missed",
        "missed_codes",
        "note",
    } <= named
    assert all(node.get("toName") in named for node in view.iter() if node.tag in ("Choices", "Labels", "TextArea", "Number"))


def test_brat_gets_words_where_they_stand(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "brat")
    for path in (tmp_path / "brat").glob("*.ann"):
        text = path.with_suffix(".txt").read_text("utf-8")
        for line in path.read_text("utf-8").splitlines():
            _, place, words = line.split("\t")
            _, start, end = place.split()
            assert text[int(start) : int(end)] == words
    configuration = (tmp_path / "brat" / "annotation.conf").read_text("utf-8")
    assert [line for line in configuration.splitlines() if line.startswith("[")] == [
        "[entities]",
        "[relations]",
        "[events]",
        "[attributes]",
    ]


def test_inception_gets_offsets_as_java_counts(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "inception")
    lines = (tmp_path / "inception" / "e002.tsv").read_text("utf-8").splitlines()
    assert lines[0] == "#FORMAT=WebAnno TSV 3.3"
    [met] = [line for line in lines if "\tmet\t" in line and "\t*\t" in line]
    assert met.split("\t")[1] == "17-20", "the smiling face before it counts two"
    assert all(line.endswith("\t") for line in lines if re.match(r"\d", line))


def test_doccano_gets_texts_and_labels(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "doccano")
    records = [json.loads(line) for line in (tmp_path / "doccano" / "texts.jsonl").read_text("utf-8").splitlines()]
    assert all(set(record) == {"text", "entities", "cats"} for record in records)
    assert {record["text"][start:end] for record in records for start, end, label in record["entities"] if label == "trigger"} == {"met"}
    labels = [label["text"] for label in json.loads((tmp_path / "doccano" / "categories.json").read_text("utf-8"))]
    assert labels[:3] == ["event right", "event wrong", "event unsure"]
    assert labels[-1] == "missed 5"


def test_two_answers_to_one_question(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "brat")
    [folder] = brat_folder(tmp_path / "brat")
    with (folder / "e001.ann").open("a", encoding="utf-8") as file:
        file.write("A9\tevent T1 wrong\nA10 broken\n")
    found = scored(folder)
    assert [str(problem) for problem in found.problems] == [
        f"{folder / 'e001.ann'}:9: expected an attribute such as 'A1<tab>event T1 right', got 'A10 broken' (it is left out)",
        f"{folder / 'e001.ann'}, event?: expected one answer, got right and wrong (delete one; both are left out)",
        f"{folder / 'e001.ann'}, event?: expected an answer to event?, got none (answer it; the other answers of this row are left out)",
    ]


def test_a_text_of_something_else(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "brat")
    [folder] = brat_folder(tmp_path / "brat")
    (folder / "mine.txt").write_text("Iran met Iraq.\n", "utf-8")
    (folder / "mine.ann").write_text("", "utf-8")
    assert "expected a text that `eventcoder sample` made, got another (it is left out)" in str(scored(folder).problems[0])


def test_a_layer_of_another_name(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "inception")
    for path in (tmp_path / "inception").glob("*.tsv"):
        path.write_text(path.read_text("utf-8").replace("webanno.custom.Judgement", "webanno.custom.Mine"), "utf-8")
    with pytest.raises(InputError, match=r"expected the layer webanno\.custom\.Judgement, got webanno\.custom\.Mine"):
        scored(tmp_path / "inception")


def test_judges_of_two_tools(drawn: Sample, tmp_path: Path) -> None:
    write(drawn, tmp_path / "brat")
    write(drawn, tmp_path / "doccano")
    found = scored([*brat_folder(tmp_path / "brat"), *doccano_project(tmp_path / "doccano", "ben")])
    assert (found.judges, [one.observed for one in found.agreement]) == ({"anna": 4, "ben": 4}, [1.0, 1.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.json", "[", "expected JSON, got something else"),
        ("a.json", '{"%TYPES": {}, "%FEATURE_STRUCTURES": []}', "got UIMA CAS JSON .INCEpTION: export WebAnno TSV v3.3"),
        ("a.json", '[{"id": 1, "annotator": 1, "event": "right"}]', "got JSON-MIN; export it as JSON"),
        ("a.json", '[{"id": 1, "data": {"text": "x"}, "annotations": []}]', "expected a task that `eventcoder sample` made"),
        ("a.json", '{"id": 1}', "expected the tasks of Label Studio, a list"),
        ("a.csv", "annotation_id,annotator,event,id\n1,1,right,1\n", "got its CSV or TSV; export it as JSON"),
        ("a.jsonl", '{"text": "x", "label": [[0, 1, "trigger"]]}', "a project of the type Intent Detection and Slot Filling"),
        ("a.jsonl", "x", "expected a JSON object, got 'x'"),
        ("a.xmi", "", "got .xmi .UIMA CAS XMI of INCEpTION: export WebAnno TSV v3.3"),
        ("a.ann", "", "name the folder"),
        ("a.zip", "no archive", "expected a ZIP archive"),
        ("folder/a.xmi", "", "expected what brat .* exports, got .xmi .UIMA CAS XMI"),
    ],
)
def test_exports_that_are_not_read_are_named(tmp_path: Path, name: str, content: str, expected: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(content)
    with pytest.raises(InputError, match=expected):
        scored(tmp_path / Path(name).parts[0])


@pytest.mark.parametrize("tool", ["sheet.xlsx", "sheet.csv", *TOOLS])
@settings(max_examples=6, deadline=None)
@given(
    sentence=st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    outlet=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
def test_any_text_comes_back(tool: str, sentence: str, outlet: str) -> None:
    """Whatever a sentence and the name of a stratum are made of: nothing is reported, and all is right."""
    whole = f"{sentence} met {sentence}"
    table = pandas.DataFrame([event(number, sentence=whole, trigger_start=len(sentence) + 1, outlet=outlet) for number in range(2)])
    drawn = draw(table, 2, "outlet")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / tool
        write(drawn, path)
        found = scored(
            TOOLS[tool](path, told=lambda name: {"event": "right"}) if tool in TOOLS else [fill(path, lambda row: {"event?": "right"})]
        )
    assert found.problems == ()
    assert (found["event precision"].value, found.population) == (1.0, {"event": 2})
