"""Several processes: order, and what becomes of the work when a process dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from trees import active, document

from eventcoder import workers
from eventcoder.coder import Coder
from eventcoder.errors import CodingError, EventcoderError, InputError
from eventcoder.workers import in_processes, usual_number

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
RULES = """rules:
  - {id: attack, code: "190", patterns: [attack TARGET]}
"""


def doubled(batch: list[str]) -> list[str]:
    for item in batch:
        if item == "deadly" or (item.startswith("/") and not Path(item).exists()):
            if item != "deadly":
                Path(item).touch()  # the second time it goes well
            os.kill(os.getpid(), signal.SIGKILL)
        if item == "wrong":
            raise InputError("nothing works")
    return [2 * item for item in batch]


def lost(item: str, ending: str) -> str:
    return f"{item} {ending}"


BATCHES = [[f"{i}{letter}" for letter in "abc"] for i in range(7)]


def test_results_come_in_order() -> None:
    assert list(in_processes(doubled, BATCHES, 3, lost)) == [2 * item for batch in BATCHES for item in batch]
    assert list(in_processes(doubled, [], 3, lost)) == []


def test_what_kills_its_process_is_lost_and_nothing_else() -> None:
    found = list(in_processes(doubled, [*BATCHES[:2], ["x", "deadly", "y"], *BATCHES[2:]], 2, lost))
    expected = [2 * item for batch in BATCHES for item in batch]
    expected[6:6] = ["xx", "deadly was ended by SIGKILL, perhaps for want of memory", "yy"]
    assert found == expected


def test_a_process_that_is_killed_by_the_way_costs_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "been-here")
    assert list(in_processes(doubled, [["x", path], *BATCHES], 2, lost))[:3] == ["xx", 2 * path, "0a0a"]


def test_what_ends_all_is_raised_here() -> None:
    with pytest.raises(InputError, match="nothing works"):
        list(in_processes(doubled, [*BATCHES, ["wrong"]], 2, lost))


PARENT = """
import os, sys, time
from eventcoder.workers import in_processes

def slow(batch):
    os.write(1, b"%d\\n" % os.getpid())  # in one piece: two write at once
    time.sleep(60)
    return batch

list(in_processes(slow, [["a"], ["b"]], 2, lambda item, ending: item))
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_processes_end_with_their_parent(ending: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=environment)
    assert parent.stdout is not None
    children = [int(parent.stdout.readline()) for _ in range(2)]
    parent.send_signal(ending)
    parent.wait()
    until = time.monotonic() + 20
    while alive := [child for child in children if _lives(child)]:
        assert time.monotonic() < until, alive
        time.sleep(0.05)


def _lives(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_usual_number_is_what_this_process_may_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "CGROUP", tmp_path)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(8)))
    monkeypatch.setattr(os, "sysconf", lambda name: {"SC_AVPHYS_PAGES": 5_000_000, "SC_PAGE_SIZE": 4096}[name])
    assert usual_number() == 8
    (tmp_path / "cpu.max").write_text("300000 100000\n")
    assert usual_number() == 3
    (tmp_path / "cpu.max").write_text("max 100000\n")
    (tmp_path / "memory.max").write_text("4000000000\n")
    (tmp_path / "memory.current").write_text("2900000000\n")
    assert usual_number() == 2
    (tmp_path / "memory.current").write_text("3900000000\n")
    assert usual_number() == 1


class TestCoder:
    @pytest.mark.parametrize("number", [1, 2])
    def test_a_fault_on_one_document_is_reported_and_the_others_are_coded(
        self, small: Callable[..., Coder], monkeypatch: pytest.MonkeyPatch, number: int
    ) -> None:
        coder, plain = small(RULES), Coder.code_document

        def faulty(self: Coder, parsed: object) -> object:
            if getattr(parsed, "id", "") == "b":
                raise RecursionError("too deep")
            return plain(self, parsed)  # type: ignore[arg-type]

        monkeypatch.setattr(Coder, "code_document", faulty)
        errors: list[Exception] = []
        documents = [document(active("attacked/attack"), id=name) for name in "abc"]
        items = [documents[0], documents[1], None, ("text", "no date", "x"), documents[2]]
        found = list(coder.code_many(items, workers=number, on_error=errors.append))  # type: ignore[arg-type]
        assert [len(events) for events in found] == [1, 0, 0, 0, 1]
        assert {type(error) for error in errors} == {CodingError, InputError}
        assert "b: this text cannot be coded (RecursionError: too deep)" in map(str, errors)
        assert len(errors) == 3
        with pytest.raises(CodingError, match="b: this text cannot be coded"):
            list(coder.code_many(documents, workers=number))

    def test_a_killed_process_is_reported_with_what_it_coded(self, small: Callable[..., Coder], monkeypatch: pytest.MonkeyPatch) -> None:
        coder, plain = small(RULES), Coder.code_document

        def deadly(self: Coder, parsed: object) -> object:
            if getattr(parsed, "id", "") == "b":
                os.kill(os.getpid(), signal.SIGKILL)
            return plain(self, parsed)  # type: ignore[arg-type]

        monkeypatch.setattr(Coder, "code_document", deadly)
        errors: list[Exception] = []
        documents = [document(active("attacked/attack"), id=name) for name in "abc"]
        assert [len(events) for events in coder.code_many(documents, workers=2, on_error=errors.append)] == [1, 0, 1]
        assert [str(error) for error in errors] == ["b: the process that coded this text was ended by SIGKILL, perhaps for want of memory"]
        assert isinstance(errors[0], EventcoderError)

    def test_several_processes_once_there_is_enough(self, small: Callable[..., Coder], monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("eventcoder.outcomes.usual_number", lambda: 2)
        monkeypatch.setattr("eventcoder.outcomes.ALONE", 20)
        coder = small(RULES)
        documents = [document(active("attacked/attack"), id=str(i)) for i in range(60)]
        assert list(coder.code_many(documents, workers=None)) == list(coder.code_many(documents))

    @pytest.mark.parametrize("number", [0, -1, "2", 1.5])
    def test_numbers_that_are_none(self, small: Callable[..., Coder], number: int) -> None:
        with pytest.raises(InputError, match="expected a number of processes from 1, or None, as workers"):
            list(small(RULES).code_many([], workers=number))
