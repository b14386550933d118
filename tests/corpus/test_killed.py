"""Wherever a run is killed, and whatever becomes of its files: going on gives what it would have given."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventcoder import Coder, code_corpus
from eventcoder.corpus.folder import RunFolder
from eventcoder.corpus.run import Progress
from eventcoder.errors import OutputError

PARTS, SIZE = 6, 3
Contents = Callable[[Path], dict[str, Any]]


class Killed(BaseException):
    pass


@pytest.fixture(scope="module")
def whole(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an input, and of a run over it that nothing disturbed."""
    folder = tmp_path_factory.mktemp("whole")
    texts = ["Fail." if number % 5 == 3 else "" if number % 7 == 6 else "Iran attacked Israel." for number in range(PARTS * SIZE + 2)]
    (folder / "a.csv").write_text("".join(["text,date\n", *(f'"{text}",2024-05-15\n' for text in texts)]), encoding="utf-8")
    code_corpus(folder / "a.csv", folder / "out", coder=coder, part_articles=SIZE, format="csv", workers=1)
    return folder


def copy_of(whole: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(whole, folder))


@settings(max_examples=40)
@given(data=st.data())
def test_any_state_of_the_files(
    coder: Coder, whole: Path, contents: Contents, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = copy_of(whole, tmp_path_factory.getbasetemp() / "state")
    target = RunFolder(folder / "out", "csv")
    for path in (target.journal, target.errors):  # cut off anywhere, or what a disk leaves after a loss of power
        text = path.read_bytes()
        path.write_bytes(text[: data.draw(st.integers(0, len(text)), path.name)] + data.draw(st.sampled_from([b"", b"\0\0", b'{"par'])))
    for path in sorted(target.data.iterdir()):
        becomes = data.draw(st.sampled_from(["whole", "gone", "cut off"]), path.name)
        if becomes == "gone":
            path.unlink()
        elif becomes == "cut off":
            path.write_bytes(path.read_bytes()[:-3])
    (target.data / ".part-00002.csv.123.part").write_bytes(b"half")
    code_corpus(whole / "a.csv", target.data, coder=coder, part_articles=SIZE, format="csv", workers=1, resume=True)
    assert contents(target.data) == contents(whole / "out")


@settings(max_examples=20)
@given(kills=st.lists(st.integers(1, PARTS * SIZE), max_size=4))
def test_any_number_of_interruptions(
    coder: Coder, whole: Path, contents: Contents, tmp_path_factory: pytest.TempPathFactory, kills: list[int]
) -> None:
    folder = tmp_path_factory.getbasetemp() / "kills"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()

    def go_on(stop: int) -> None:
        def kill(progress: Progress) -> None:
            if progress.new == stop:
                raise Killed

        options: dict[str, Any] = {"part_articles": SIZE, "format": "csv", "workers": 1, "resume": True, "on_progress": kill}
        code_corpus(whole / "a.csv", folder / "out", coder=coder, **options)

    for stop in kills:
        try:
            go_on(stop)
        except Killed:
            continue
    go_on(0)
    assert contents(folder / "out") == contents(whole / "out")


class Disk:
    """A disk with room for so many bytes."""

    def __init__(self, room: int) -> None:
        self.room = room

    def open(self, path: Path, mode: str = "r", **options: Any) -> Any:
        file = open(path, mode, **options)  # noqa: SIM115  # closed by its user
        return OnDisk(file, self) if mode in ("wb", "ab") else file


class OnDisk:
    """A file that is written to a disk; what has no room on it is cut off."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self.file, self.disk = file, disk

    def write(self, data: bytes) -> int:
        fits = data[: self.disk.room]
        self.disk.room -= len(fits)
        self.file.write(fits)
        if len(fits) < len(data):
            raise OSError(errno.ENOSPC, "No space left on device")
        return len(data)

    def __enter__(self) -> OnDisk:
        return self

    def __exit__(self, *error: object) -> None:
        self.file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)


@settings(max_examples=40)
@given(room=st.integers(0, 14_000))
def test_a_full_disk(coder: Coder, whole: Path, contents: Contents, tmp_path_factory: pytest.TempPathFactory, room: int) -> None:
    folder = tmp_path_factory.getbasetemp() / "full"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    options: dict[str, Any] = {"coder": coder, "part_articles": SIZE, "format": "csv", "workers": 1, "resume": True}
    with pytest.MonkeyPatch.context() as patch:
        for module in ("eventcoder.views.files", "eventcoder.corpus.folder"):
            patch.setattr(f"{module}.open", Disk(room).open, raising=False)
        with suppress(OutputError):  # where there is no room to the end
            code_corpus(whole / "a.csv", folder / "out", **options)
    code_corpus(whole / "a.csv", folder / "out", **options)
    assert contents(folder / "out") == contents(whole / "out")


@pytest.mark.parametrize("first", [1, 2])
def test_another_number_of_processes(coder: Coder, whole: Path, contents: Contents, tmp_path: Path, first: int) -> None:
    def kill(progress: Progress) -> None:
        if progress.new == 8:
            raise Killed

    options: dict[str, Any] = {"coder": coder, "part_articles": SIZE, "format": "csv"}
    with pytest.raises(Killed):
        code_corpus(whole / "a.csv", tmp_path / "out", workers=first, on_progress=kill, **options)
    run = code_corpus(whole / "a.csv", tmp_path / "out", workers=3 - first, resume=True, **options)
    assert run.found == 6
    assert contents(tmp_path / "out") == contents(whole / "out")
