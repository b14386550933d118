"""Take the pictures of docs/pictures anew: real output, as a browser shows it.

    python tools/pictures.py [NAME ...]

| picture | of |
|---|---|
| terminal | what `eventcoder code` and `eventcoder explain` print |
| show | the page of an article with its events marked |
| codebook | the page of the bundled codebook |
| changes | the page of what a change of a codebook changes |
| report | the report on the sixty articles: its head, and two of its charts |
| report-events | its map, and its table of events |

NAME is a picture, by default all. Needs chromium and pngquant on the PATH (Debian: `apt install chromium pngquant`), which nothing else
does: take the pictures again when the pages look different.
"""

from __future__ import annotations

import argparse
import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
CORPUS = ROOT / "examples" / "corpus"
COLUMNS = 104
DARK = [(36, 41, 47), (163, 29, 33), (17, 99, 41), (122, 75, 0), (9, 80, 138), (130, 80, 223), (27, 124, 131), (110, 119, 129)]
THEME = TerminalTheme((255, 255, 255), (36, 41, 47), DARK, DARK)  # colours that can be read on white
TERMINAL = """<!doctype html><meta charset="utf-8"><style>body {{ margin: 0; background: #fff; color: #24292f; }}
pre {{ margin: 18px 22px; font: 14.5px/1.45 "DejaVu Sans Mono", monospace; }}</style><pre>{code}</pre>"""
COMMANDS = (
    "eventcoder code examples/article.txt --date 2024-05-15",
    'eventcoder explain "Iran threatened Israel with missile strikes on Monday." --date 2024-05-15',
)
MINE = """\
codebook: {name: mine, extends: cameo}
codes:
  "1125": {name: Accuse of interference, type: disapprove}
rules:
  - {id: mine-interference, code: "1125", patterns: [accuse TARGET of interference, accuse TARGET of arm]}
  - {id: mine-no-praise, code: none, patterns: ["praise|thank|welcome TARGET"]}
"""


def run(*arguments: object, ends: int = 0) -> None:
    """Run a command of eventcoder, which must end with this exit code."""
    done = subprocess.run(
        [sys.executable, "-m", "eventcoder", *map(str, arguments)], check=False, cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    if done.returncode != ends:
        raise SystemExit(done.stderr)


def printed(command: str) -> str:
    """What a command prints on a terminal, with its colours."""
    import pty  # not on Windows, where the tests must be able to import this

    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    arguments = [sys.executable, "-m", *shlex.split(command)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=theirs, stderr=subprocess.DEVNULL, env=environment):
        os.close(theirs)
        text = bytearray()
        while chunk := read(ours):
            text += chunk
    os.close(ours)
    return text.decode("utf-8").replace("\r\n", "\n")


def read(terminal: int) -> bytes:
    """What has come next, or nothing if the other side has gone (which Linux calls an error)."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def photograph(page: Path, name: str, width: int, height: int) -> None:
    """Take a picture of the top of a page, fine enough for a small screen with many points, with few colours."""
    PICTURES.mkdir(exist_ok=True)
    picture = PICTURES / f"{name}.png"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1.6"]
    options.append("--virtual-time-budget=10000")  # for what scripts draw
    view = [f"--screenshot={picture}", f"--window-size={width},{height}", page.as_uri()]
    subprocess.run(["chromium", *options, *view], check=True, capture_output=True)
    subprocess.run(["pngquant", "--force", "--strip", "--speed", "1", "--ext", ".png", "32", str(picture)], check=True)
    print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size / 1000:.0f} kB")


def terminal(folder: Path) -> None:
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w", encoding="utf-8"), force_terminal=True)  # noqa: SIM115  # it is rich's to close
    for command in COMMANDS:
        console.print(Text(f"$ {command}", style="bold"), overflow="fold")
        console.print(Text.from_ansi(printed(command)))
    page = folder / "terminal.html"
    console.save_html(str(page), theme=THEME, inline_styles=True, code_format=TERMINAL)
    photograph(page, "terminal", 960, 650)


def show(folder: Path) -> None:
    page = folder / "show.html"
    run("show", ROOT / "examples" / "article.txt", "--date", "2024-05-15", "-o", page)
    photograph(page, "show", 820, 622)


def codebook(folder: Path) -> None:
    page = folder / "codebook.html"
    run("codebook", "page", "-o", page)
    photograph(page, "codebook", 820, 640)


def changes(folder: Path) -> None:
    mine, page = folder / "mine.yaml", folder / "changes.html"
    mine.write_text(MINE, encoding="utf-8")
    run("codebook", "diff", "cameo", mine, CORPUS / "articles.conllu", "-o", page, ends=1)  # 1: events differ
    photograph(page, "changes", 820, 640)


def report(folder: Path) -> None:
    report_part(folder, "report", ("time", "parties"))


def report_events(folder: Path) -> None:
    report_part(folder, "report-events", ("places", "events"), "body > header")


def report_part(folder: Path, name: str, sections: tuple[str, ...], *more: str) -> None:
    """Some sections of the report on the sixty articles; tables of figures are closed, and what else is named is left out."""
    page = folder / f"{name}.html"
    run("report", CORPUS / "events.csv", "-o", page, "--title", "Sixty articles")
    others = f"section:not({', '.join(f'[aria-labelledby={section}]' for section in sections)})"
    hidden = ", ".join((others, "details", "nav", "figure:has([data-chart=chart-dyads])", *more))
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</body>", f"<style>{hidden} {{ display: none !important; }}</style></body>"), encoding="utf-8")
    photograph(page, name, 900, 1290)


TAKEN: dict[str, Callable[[Path], None]] = {"terminal": terminal, "show": show, "codebook": codebook, "changes": changes}
TAKEN |= {"report": report, "report-events": report_events}


def main(arguments: list[str]) -> int:
    """Take the pictures that are named, or all."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", metavar="NAME", choices=[*TAKEN, []], help=f"{', '.join(TAKEN)} [all]")
    chosen = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.names or TAKEN:
            TAKEN[name](Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
