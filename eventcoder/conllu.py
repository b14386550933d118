"""Reading and writing CoNLL-U, so that any Universal Dependencies parser can feed the coder.

What the format leaves open is settled here. A file without `# newdoc` comments is one document. Offsets come from `start_char` and
`end_char` (or `TokenRange`) in the last column if they make sense, and else from `# text` or `SpaceAfter=No`; the text of the document is
put together again so that they always point into it. Missing columns count as `_`. Empty nodes and enhanced dependencies are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from sys import intern

import attrs

from eventcoder.errors import ConlluError
from eventcoder.sentence import LABEL_ALIASES, Document, Sentence, Token

COLUMNS = 10
SPACES = {"\\s": " ", "\\t": "\t", "\\n": "\n", "\\r": "\r", "\\p": "|", "\\\\": "\\"}  # the escapes of SpacesAfter
_PLACING = ("SpaceAfter", "SpacesAfter", "SpacesBefore", "start_char", "end_char", "TokenRange")
_ONE_LINE = str.maketrans("\t\n\r", "   ")


def read_conllu(text: str, source: str = "<string>", on_error: Callable[[ConlluError], None] | None = None) -> list[Document]:
    r"""Read documents from CoNLL-U text.

    Args:
        text: any number of documents.
        source: what to call the text in error messages, such as its file name.
        on_error: called for each malformed sentence, which is then left out; by default the first one raises.

    Returns:
        The documents, in order.

    Raises:
        ConlluError: the text breaks the format, and there is no `on_error`.

    >>> [document] = read_conllu("# text = Talks fail.\n1\tTalks\ttalk\tNOUN\t_\t_\t2\tnsubj\n2\tfail\tfail\tVERB\t_\t_\t0\troot\n\n")
    >>> document.sentences[0].tokens[0].lemma
    'talk'
    """
    return list(iter_conllu(text.split("\n"), source, on_error))


def iter_conllu(
    lines: Iterable[str], source: str = "<string>", on_error: Callable[[ConlluError], None] | None = None
) -> Iterator[Document]:
    """Read documents one at a time from the lines of a CoNLL-U file, such as an open file; memory holds one document.

    Args:
        lines: with or without their line ends.
        source: what to call the input in error messages.
        on_error: called for each malformed sentence, which is then left out; by default the first one raises.

    Yields:
        Each document once its last sentence has been read.

    Raises:
        ConlluError: the input breaks the format, and there is no `on_error`.
    """
    builder: _DocumentBuilder | None = None
    for block in _blocks(lines):
        comments, new, identifier, date = [], False, "", None
        for _, line in block:
            if not line.startswith("#"):
                continue
            key, _, value = (part.strip() for part in line[1:].partition("="))
            if key in ("newdoc id", "newdoc"):
                new, identifier = True, value
            elif key == "date":
                date = value
            else:
                comments.append(line)
        rows = [(number, line) for number, line in block if not line.startswith("#")]
        if new or (builder is None and rows):
            if builder is not None:
                yield builder.document()
            builder = _DocumentBuilder(identifier)
        if builder is None:  # comments before the first document
            continue
        builder.date = date or builder.date
        if rows:
            try:
                builder.add(_parse_rows(rows, source), comments)
            except ConlluError as error:
                if on_error is None:
                    raise
                on_error(error)
    if builder is not None:
        yield builder.document()


def write_conllu(document: Document) -> str:
    """Write a document as CoNLL-U; `read_conllu` gives the same document back.

    Args:
        document: what to write.

    Returns:
        The text of one document, ending in an empty line.

    >>> print(write_conllu(Document((Sentence((Token(0, "Go", "go", "VERB", -1, "root", 0, 2),), id="1", text="Go"),), text="Go")))
    # newdoc
    # sent_id = 1
    # text = Go
    1	Go	go	VERB	_	_	0	root	_	start_char=0|end_char=2
    <BLANKLINE>
    <BLANKLINE>
    """
    lines = [f"# newdoc id = {_one_line(document.id)}" if document.id else "# newdoc"]
    if document.date:
        lines.append(f"# date = {document.date}")
    if not document.sentences:
        lines.append("")
    units = [_written_units(sentence) for sentence in document.sentences]
    starts = [unit.start for sentence_units in units for unit in sentence_units] + [len(document.text)]
    position = 0
    for sentence, sentence_units in zip(document.sentences, units, strict=True):
        if sentence.id:
            lines.append(f"# sent_id = {_one_line(sentence.id)}")
        if sentence.text:
            lines.append(f"# text = {_one_line(sentence.text)}")
        lines += map(_one_line, sentence.comments)
        for unit in sentence_units:
            before = document.text[: unit.start] if position == 0 else ""
            position += 1
            placing = _placing(before, document.text[unit.end : starts[position]], unit, last=position == len(starts) - 1)
            if unit.last > unit.first or unit.multiword:
                misc = "|".join(placing) or "_"
                lines.append(f"{unit.first + 1}-{unit.last + 1}\t{_one_line(unit.text)}" + "\t_" * 7 + f"\t{misc}")
                lines += [_row(sentence.tokens[i], []) for i in range(unit.first, unit.last + 1)]
            else:
                lines.append(_row(sentence.tokens[unit.first], placing))
        lines.append("")
    return "\n".join(lines) + "\n"


@attrs.define
class _Unit:
    """One surface word: a token, or a multi-word token with the positions of its syntactic words."""

    text: str
    first: int
    last: int
    start: int = -1
    end: int = -1
    before: str | None = None
    after: str | None = None  # what follows it in the text, if the file says
    multiword: bool = False


@attrs.define
class _Rows:
    """The word lines of one sentence, checked."""

    columns: list[list[str]]
    heads: list[int]
    units: list[_Unit]


def _one_line(text: str) -> str:
    return text.translate(_ONE_LINE)


# Reading


def _blocks(lines: Iterable[str]) -> Iterator[list[tuple[int, str]]]:
    """The numbered lines between empty lines."""
    block: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if number == 1:
            line = line.removeprefix("\ufeff")
        if line.strip():
            block.append((number, line))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _parse_rows(rows: list[tuple[int, str]], source: str) -> _Rows:
    """Split and check the word lines of one sentence."""

    def fail(number: int, expected: str, got: str) -> ConlluError:
        return ConlluError(f"{source}:{number}: expected {expected}, got {got}")

    columns: list[list[str]] = []
    heads: list[int] = []
    units: list[_Unit] = []
    covered = 0  # words up to here belong to the multi-word token read last
    for number, line in rows:
        cells = line.split("\t")
        if len(cells) == 1:
            raise fail(number, "columns separated by tabs", f"{line[:40]!r}")
        if len(cells) > COLUMNS:
            raise fail(number, f"at most {COLUMNS} columns", f"{len(cells)}")
        cells += ["_"] * (COLUMNS - len(cells))
        place = cells[0]
        if not cells[1]:
            raise fail(number, "a word form in the second column", "nothing")
        if "." in place:
            continue
        if "-" in place:
            first, _, last = place.partition("-")
            if not (first.isdecimal() and last.isdecimal() and int(first) == len(columns) + 1 and int(last) >= int(first) > covered):
                raise fail(number, f"a range of words that starts at {len(columns) + 1}", f"{place!r}")
            covered = int(last)
            units.append(_unit(cells, int(first) - 1, covered - 1, multiword=True))
            continue
        if place != str(len(columns) + 1):
            raise fail(number, f"word number {len(columns) + 1}", f"{place!r}")
        head = cells[6]
        if not (head == "_" or head.isdecimal()):
            raise fail(number, "the number of a word as head", f"{head!r}")
        if len(columns) >= covered:
            units.append(_unit(cells, len(columns), len(columns)))
        columns.append(cells)
        heads.append(-1 if head == "_" else int(head) - 1)
    if not columns:
        raise fail(rows[0][0], "at least one word in a sentence", "none")
    if covered > len(columns):
        raise fail(rows[-1][0], f"words up to {covered}, as its multi-word token says", f"{len(columns)}")
    numbers = [number for number, line in rows if line.partition("\t")[0].isdecimal()]
    for i, head in enumerate(heads):
        if head >= len(heads) or head == i:
            raise fail(numbers[i], f"another word from 1 to {len(heads)} as head, or 0", f"{head + 1}")
    if (i := _on_cycle(heads)) >= 0:
        raise fail(numbers[i], "a tree", f"word {i + 1} below itself")
    return _Rows(columns, heads, units)


def _on_cycle(heads: list[int]) -> int:
    """The first position that governs itself through others, or -1."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path, i = [], start
        while i >= 0 and state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i]
        if i >= 0 and state[i] == 1:
            return i
        for i in path:
            state[i] = 2
    return -1


def _unit(cells: list[str], first: int, last: int, multiword: bool = False) -> _Unit:
    unit = _Unit(cells[1], first, last, multiword=multiword)
    if cells[9] != "_":
        for pair in cells[9].split("|"):
            key, _, value = pair.partition("=")
            if key == "SpaceAfter" and value == "No":
                unit.after = ""
            elif key == "SpacesAfter":
                unit.after = _unescape(value)
            elif key == "SpacesBefore":
                unit.before = _unescape(value)
            elif key == "start_char" and value.isdecimal():
                unit.start = int(value)
            elif key == "end_char" and value.isdecimal():
                unit.end = int(value)
            elif key == "TokenRange":
                start, _, end = value.partition(":")
                if start.isdecimal() and end.isdecimal():
                    unit.start, unit.end = int(start), int(end)
    return unit


def _unescape(value: str) -> str:
    pieces, i = [], 0
    while i < len(value):
        pair = value[i : i + 2]
        pieces.append(SPACES.get(pair, value[i]))
        i += 2 if pair in SPACES else 1
    return "".join(pieces)


def _escape(text: str) -> str:
    inverse = {character: escape for escape, character in SPACES.items()}
    return "".join(inverse.get(character, character) for character in text)


class _DocumentBuilder:
    """Collects the sentences of a document and puts its text together again."""

    def __init__(self, identifier: str) -> None:
        self.identifier = identifier
        self.date: str | None = None
        self.sentences: list[Sentence] = []
        self.pieces: list[str] = []
        self.length = 0
        self.after: str | None = ""  # what follows the last sentence, if the file says

    def document(self) -> Document:
        self._append(self.after or "")
        return Document(tuple(self.sentences), id=self.identifier, text="".join(self.pieces), date=self.date)

    def _append(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def add(self, rows: _Rows, comments: list[str]) -> None:
        """Add a sentence that `_parse_rows` has checked."""
        identifier, text, kept = "", "", []
        for line in comments:
            key, _, value = line[1:].partition("=")
            key = key.strip()
            if key == "sent_id":
                identifier = value.strip()
            elif key == "text":
                text = value.strip()
            else:
                kept.append(line)
        units = rows.units
        gap = self.after if self.after is not None else " "
        if self._placed(units):
            start = units[0].start
            body = _fill(units, text if len(text) == units[-1].end - start else "")
            missing = start - self.length
            self._append(next((g for g in (gap, units[0].before) if g is not None and len(g) == missing), " " * missing))
        else:
            if not self.sentences and units[0].before:
                gap = units[0].before
            self._append(gap)
            start = self.length
            body = text if _align(units, text, start) else _lay_out(units, start)
        self._append(body)
        self.after = units[-1].after
        if not (text and len(text) == len(body)):
            text = body
        self.sentences.append(
            Sentence(
                _tokens(rows),
                id=identifier or str(len(self.sentences) + 1),
                text=_one_line(text),
                start=start,
                comments=tuple(kept),
                multiwords=tuple((unit.first, unit.last, unit.text) for unit in units if unit.multiword),
            )
        )

    def _placed(self, units: list[_Unit]) -> bool:
        """Whether every unit says where it is, in an order that makes sense after the sentences before."""
        position = self.length
        for unit in units:
            if not position <= unit.start < unit.end:
                return False
            position = unit.end
        # A file cut out of a longer one may start anywhere, but no text is made up for what is far away.
        return units[0].start - self.length <= 1_000_000


def _fill(units: list[_Unit], text: str) -> str:
    """The text of a sentence whose units know their offsets, from `text` and the spacing that the file gives."""
    start, pieces, position = units[0].start, [], units[0].start
    after: str | None = None
    for unit in units:
        gap = unit.start - position
        if after is not None and len(after) == gap:
            pieces.append(after)
        else:
            pieces.append(text[position - start : unit.start - start] or " " * gap)
        width = unit.end - unit.start
        pieces.append(text[unit.start - start : unit.end - start] or unit.text[:width].ljust(width))
        position, after = unit.end, unit.after
    return "".join(pieces)


def _align(units: list[_Unit], text: str, start: int) -> bool:
    """Give each unit its offsets by finding it in the text of the sentence; False if the two do not fit."""
    position = 0
    for unit in units:
        while text[position : position + 1].isspace() and not unit.text[0].isspace():
            position += 1
        if not text.startswith(unit.text, position):
            return False
        unit.start, unit.end = start + position, start + position + len(unit.text)
        position += len(unit.text)
    return position == len(text)


def _lay_out(units: list[_Unit], start: int) -> str:
    """Give each unit its offsets in a text made of the units themselves, and return that text."""
    pieces: list[str] = []
    position = start
    for i, unit in enumerate(units):
        unit.start, unit.end = position, position + len(unit.text)
        pieces.append(unit.text)
        if i + 1 < len(units):
            gap = " " if unit.after is None else unit.after
            pieces.append(gap)
            position = unit.end + len(gap)
    return "".join(pieces)


def _tokens(rows: _Rows) -> tuple[Token, ...]:
    tokens = []
    for unit in rows.units:
        spans = [(unit.start, unit.end)]
        if unit.multiword:
            spans = _spans_inside(unit, [rows.columns[i] for i in range(unit.first, unit.last + 1)])
        for i, (start, end) in zip(range(unit.first, unit.last + 1), spans, strict=True):
            _, form, lemma, upos, xpos, feats, _, deprel, _, misc = rows.columns[i]
            if lemma == "_" and form != "_":
                lemma = form if upos == "PROPN" else form.lower()
            tokens.append(
                Token(
                    i,
                    form,
                    intern(lemma),
                    intern(_given(upos)),
                    rows.heads[i],
                    intern(LABEL_ALIASES.get(deprel, _given(deprel))),
                    start,
                    end,
                    intern(_given(xpos)),
                    intern(_given(feats)),
                    "" if misc == "_" else "|".join(pair for pair in misc.split("|") if pair.partition("=")[0] not in _PLACING),
                )
            )
    return tuple(tokens)


def _given(cell: str) -> str:
    return "" if cell == "_" else cell


def _spans_inside(unit: _Unit, words: list[list[str]]) -> list[tuple[int, int]]:
    """Offsets of the words of a multi-word token: their own, else its pieces if they add up, else the whole for each."""
    own = [_unit(cells, 0, 0) for cells in words]
    position = unit.start
    for word in own:
        if not position <= word.start < word.end <= unit.end:
            break
        position = word.end
    else:
        return [(word.start, word.end) for word in own]
    if "".join(word.text for word in own) != unit.text:
        return [(unit.start, unit.end)] * len(own)
    spans, position = [], unit.start
    for word in own:
        spans.append((position, position + len(word.text)))
        position += len(word.text)
    return spans


# Writing


def _written_units(sentence: Sentence) -> list[_Unit]:
    ranges = {first: (last, text) for first, last, text in sentence.multiwords}
    units, i = [], 0
    while i < len(sentence.tokens):
        last, text = ranges.get(i, (i, sentence.tokens[i].text))
        units.append(_Unit(text, i, last, sentence.tokens[i].start, sentence.tokens[last].end, multiword=i in ranges))
        i = last + 1
    return units


def _placing(before: str, after: str, unit: _Unit, last: bool) -> list[str]:
    """The entries of the last column that say where a unit is in the text."""
    if unit.end <= unit.start:
        return []
    pairs = [f"SpacesBefore={_escape(before)}"] if before else []
    if last:
        pairs += [f"SpacesAfter={_escape(after)}"] if after else []
    elif not after:
        pairs.append("SpaceAfter=No")
    elif after != " ":
        pairs.append(f"SpacesAfter={_escape(after)}")
    return [*pairs, f"start_char={unit.start}", f"end_char={unit.end}"]


def _row(token: Token, placing: list[str]) -> str:
    if not placing and token.end > token.start:
        placing = [f"start_char={token.start}", f"end_char={token.end}"]
    misc = "|".join([*filter(None, [token.misc]), *placing]) or "_"
    cells = (
        str(token.index + 1),
        _one_line(token.text),
        _one_line(token.lemma) or "_",
        token.upos or "_",
        token.xpos or "_",
        token.feats or "_",
        str(token.head + 1),
        token.deprel or "_",
        "_",
        misc,
    )
    return "\t".join(cells)
