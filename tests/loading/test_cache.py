"""Compiled forms in the cache folder: they are used, checked, replaced and removed, and nothing depends on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from eventcoder.actors import load_actors
from eventcoder.codebook import Codebook, load_codebook
from eventcoder.codebook import load as loading
from eventcoder.english.lexicon import Lexicon
from eventcoder.errors import CodebookError
from eventcoder.loading.cache import FORSAKEN, KEPT, cache_file, cache_folder, read_cache, write_cache

KINDS = ("verbs", "nouns", "states")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own for each test."""
    monkeypatch.setenv("EVENTCODER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(loading, "MANY_PATTERNS", 1)
    return tmp_path / "cache"


def same(one: Codebook, other: Codebook) -> bool:
    """Whether two codebooks hold the same, whatever their hashes say."""
    fields = ("scheme", "rules", "policy", "unreached", "vocabulary", "references", "word_places", "description")
    return all(getattr(one, field) == getattr(other, field) for field in fields) and all(
        {trigger: tuple(found) for trigger, found in getattr(one, kind).items()}
        == {trigger: tuple(found) for trigger, found in getattr(other, kind).items()}
        for kind in KINDS
    )


def kept(folder: Path, kind: str = "codebook") -> Path:
    [path] = folder.glob(f"{kind}-*.json")
    return path


def test_the_bundled_codebook_comes_back_whole(bundled: Codebook, lexicon: Lexicon, folder: Path) -> None:
    first, second = load_codebook(lexicon=lexicon), load_codebook(lexicon=lexicon)
    assert kept(folder).stat().st_size > 100_000
    assert first == second == bundled
    assert same(bundled, second)
    assert second.trigger_words == bundled.trigger_words
    assert "no such word" not in second.verbs
    assert second.verbs.get("no such word", ()) == ()
    with pytest.raises(KeyError):
        second.verbs["no such word"]


BOOK = """roots: {"19": Fight}
codes: {"190": {name: Use force, type: fight}}
words: {RAID: [raid, air raid]}
rules:
  - id: attack
    code: "190"
    patterns: [attack|bomb TARGET, "launch {RAID} against TARGET"]
    examples: ["Iran bombed Iraq. => IRN 190 IRQ"]
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.yaml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_any_change_compiles_anew(book: Path, lexicon: Lexicon, folder: Path, tmp_path: Path) -> None:
    first = load_codebook(book, lexicon=lexicon)
    before = kept(folder)
    assert same(load_codebook(book, lexicon=lexicon), first)
    book.write_text(BOOK.replace("attack|bomb", "attack|shell"), encoding="utf-8")
    second = load_codebook(book, lexicon=lexicon)
    assert ("shell" in second.verbs, "shell" in first.verbs, second == first) == (True, False, False)
    moved = tmp_path / "moved.yaml"
    moved.write_text(BOOK, encoding="utf-8")
    assert (load_codebook(moved, lexicon=lexicon).name, load_codebook(moved, lexicon=lexicon).rules["attack"].where) == (
        "moved",
        "moved.yaml:5",
    )
    assert before.exists()


def test_what_is_wrong_is_said_each_time(book: Path, lexicon: Lexicon, folder: Path) -> None:
    load_codebook(book, lexicon=lexicon)
    book.write_text(BOOK.replace("{RAID} against", "{RAIDS} against"), encoding="utf-8")
    for _ in range(2):
        with pytest.raises(CodebookError, match="did you mean 'RAID'"):
            load_codebook(book, lexicon=lexicon)


def test_small_codebooks_are_not_kept(book: Path, lexicon: Lexicon, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("EVENTCODER_CACHE", str(folder))
    load_codebook(book, lexicon=lexicon)
    assert not folder.exists()


@pytest.mark.parametrize("damage", ["empty", "cut", "changed", "binary", "deep", "pickle", "folder"])
def test_a_damaged_file_is_replaced(book: Path, lexicon: Lexicon, folder: Path, damage: str) -> None:
    first = load_codebook(book, lexicon=lexicon)
    path = kept(folder)
    whole = path.read_bytes()
    bad = {
        "empty": b"",
        "cut": whole[: len(whole) // 2],
        "changed": whole.replace(b"190", b"193"),
        "binary": bytes(range(256)),
        "deep": b"[" * 100_000,
        "pickle": b"cos\nsystem\n(S'touch executed'\ntR.",
        "folder": b"",
    }[damage]
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(bad)
    assert same(load_codebook(book, lexicon=lexicon), first)
    if damage != "folder":
        assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_made(book: Path, lexicon: Lexicon, folder: Path) -> None:
    folder.write_text("a file", encoding="utf-8")
    assert load_codebook(book, lexicon=lexicon).verbs["bomb"]
    assert load_actors(bundled=False, paths=[]).entries == []
    assert folder.read_text(encoding="utf-8") == "a file"


def test_a_full_disk(book: Path, lexicon: Lexicon, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert load_codebook(book, lexicon=lexicon).verbs["bomb"]
    assert [*folder.iterdir()] == []  # nor is anything left half written


def test_only_the_files_used_last_stay(folder: Path) -> None:
    program = Path(loading.__file__).parent
    files = [cache_file("book", program, [str(number)]) for number in range(KEPT + 3)]
    other = cache_file("other", program, ["x"])
    write_cache(other, 1)
    left = folder / "tmpabc.tmp"
    left.write_text("half")
    os.utime(left, (0, left.stat().st_mtime - 2 * FORSAKEN))
    for age, path in enumerate(files[:-1]):
        write_cache(path, {"age": age})
        os.utime(path, (0, 1_000_000 + age))
    assert read_cache(files[2]) in ({"age": 2}, None)
    os.utime(files[5], (0, 2_000_000))
    write_cache(files[-1], {"age": "new"})
    found = {path for path in files if path.exists()}
    assert len(found) == KEPT
    assert {files[5], files[-1]} <= found
    assert (read_cache(other), left.exists(), read_cache(files[0])) == (1, False, None)


def test_two_processes_at_once(book: Path, folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from eventcoder.codebook import load; load.MANY_PATTERNS = 1\n"
        "print(sorted(load.load_codebook(Path(sys.argv[1])).verbs), all(load.load_codebook().verbs.values()))"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = [subprocess.Popen([sys.executable, "-c", code, str(book)], stdout=subprocess.PIPE, env=environment) for _ in range(3)]
    assert {process.communicate()[0] for process in run} == {b"['attack', 'bomb', 'launch'] True\n"}
    assert all(read_cache(path) for path in folder.glob("*.json"))
    assert not [*folder.glob("*.tmp")]


def test_actors_are_kept_too(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("actors:\n  - {names: [Zorb], code: ZRB}\n", encoding="utf-8")
    first = load_actors(own, bundled=False)
    path = kept(folder, "actors")
    assert load_actors(own, bundled=False).entries == first.entries
    path.write_bytes(path.read_bytes()[:-5])
    assert load_actors(own, bundled=False).find("Zorb") == first.find("Zorb")
    assert json.loads(path.read_bytes().partition(b"\n")[2])


def test_without_a_name_the_folder_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EVENTCODER_CACHE")
    assert cache_folder().name == "eventcoder"
    assert cache_folder() != Path.cwd()
