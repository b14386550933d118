"""Reading and writing CoNLL-U, so that any Universal Dependencies parser can feed the coder.

What the format leaves open is settled here. A file without `# newdoc` comments is one document. Offsets come from `start_char` and
`end_char` (or `TokenRange`) in the last column if they make sense, and else from `# text` or `SpaceAfter=No`; the text of the document is
put together again so that they always point into it. Missing columns count as `_`. Empty nodes and enhanced dependencies are left out.
"""

from __future__ import annotations

import json
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from sys import intern

import attrs

from eventcoder.document import LABEL_ALIASES, RELATIONS, Document, Sentence, Token, not_in_tree
from eventcoder.entitylabels import entity_label
from eventcoder.errors import ConlluError, InputWarning
from eventcoder.formats.files import UNDECODED
from eventcoder.formats.offsets import Unit, align, escape, fill, lay_out, number, read_unit, spans_inside
from eventcoder.formats.unread import CLEANED, EXTRA, UnreadDocument, blocks, of_document, unread_documents

COLUMNS = 10
FEW_WORDS = 3  # so many may well stand beside each other
MOST_LABELS = 10  # as many are named in a message
HEADS_OF_PHRASES = ("prep", "agent")  # with these, prepositions govern their nouns, which no other name for the label mends
LOOKED_AT = 20  # documents whose trees are looked at where the others are left to other processes
ENTITY = re.compile(r"(?:^|\|)(?:NER|ner)=([^|]*)")  # ours, and as Stanza writes it
ACTOR_MARK = re.compile(r"Actor=([A-Z]{3})*")  # an actor that the user has coded
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

    A warning says at the end if the trees are none of Universal Dependencies, which are hardly understood.
    """
    parse = _Parse()
    for unread in unread_documents(lines, source):
        yield _read(unread, on_error, parse)
    parse.warn(source)


def iter_unread(lines: Iterable[str], source: str = "<string>") -> Iterator[UnreadDocument]:
    """Cut the lines of a CoNLL-U file into documents, which takes a small part of the time that reading them takes.

    Args:
        lines: as for `iter_conllu`.
        source: as there.

    Yields:
        Each document. Only the first ones are looked at for trees that are none of Universal Dependencies.
    """
    parse, number = _Parse(), 0
    for number, unread in enumerate(unread_documents(lines, source), 1):
        if number <= LOOKED_AT:
            _read(unread, lambda error: None, parse)
        if number == LOOKED_AT:
            parse.warn(source)
        yield unread
    if number < LOOKED_AT:
        parse.warn(source)


def read_document(unread: UnreadDocument, on_error: Callable[[ConlluError], None] | None = None) -> Document:
    """Read the sentences of a document.

    Args:
        unread: the document.
        on_error: called for each malformed sentence, which is then left out; by default the first one raises.

    Returns:
        The document.

    Raises:
        ConlluError: a sentence breaks the format, and there is no `on_error`.
    """
    return _read(unread, on_error, _Parse())


def _read(unread: UnreadDocument, on_error: Callable[[ConlluError], None] | None, parse: _Parse) -> Document:
    builder = _DocumentBuilder(unread)
    undecoded = UNDECODED.search(unread.lines) is not None
    for block in blocks(unread.lines.split("\n"), unread.line):
        rows = [(line_number, line) for line_number, line in block if not line.startswith("#")]
        if not rows:
            continue
        try:
            for line_number, line in block if undecoded else ():
                _check_bytes(line, f"{unread.source}:{line_number}")
            found = _parse_rows(rows, unread.source)
            parse.look_at(found)
            builder.add(found, [line for _, line in block if line.startswith("#") and of_document(line) is None])
        except ConlluError as error:
            if on_error is None:
                raise
            on_error(error)
    return builder.document()


def write_conllu(document: Document) -> str:
    r"""Write a document as CoNLL-U; `read_conllu` gives the same document back.

    Args:
        document: what to write.

    Returns:
        The text of one document, ending in an empty line.

    >>> document = Document((Sentence((Token(0, "Go", "go", "VERB", -1, "root", 0, 2),), text="Go"),), id="a", text="Go")
    >>> print(*write_conllu(document).splitlines()[:2], sep="\n")
    # newdoc id = a
    # text = Go
    """
    lines = [f"# newdoc id = {_one_line(document.id)}" if document.id else "# newdoc"]
    if document.date:
        lines.append(f"# date = {document.date}")
    if document.home:
        lines.append(f"# home = {_one_line(document.home)}")
    if document.cleaned:
        lines.append(f"# {CLEANED} = {'; '.join(document.cleaned)}")
    if document.extra:
        lines.append(f"# {EXTRA} = {json.dumps(dict(document.extra), ensure_ascii=False, default=str)}")
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
class _Rows:
    """The word lines of one sentence, checked."""

    columns: list[list[str]]
    heads: list[int]
    units: list[Unit]


@attrs.define
class _Parse:
    """What the trees of a file look like: whether they are those of Universal Dependencies, and whether there are any."""

    labels: Counter[str] = attrs.field(factory=Counter)
    sentences: int = 0
    flat: int = 0

    def look_at(self, rows: _Rows) -> None:
        """Count the relations and the trees of a sentence."""
        self.labels.update(cells[7] for cells in rows.columns)
        if len(rows.columns) >= FEW_WORDS:
            self.sentences += 1
            self.flat += all(head < 0 for head in rows.heads)

    def warn(self, source: str) -> None:
        """Say what is odd, once."""
        advice = f"`eventcoder parse {source}` parses its text anew"
        odd = {label: number for label, number in self.labels.items() if label.partition(":")[0] not in RELATIONS and label != "_"}
        if any(label not in LABEL_ALIASES or label in HEADS_OF_PHRASES for label in odd):
            listed = ", ".join(f"{label} ({odd[label]})" for label in sorted(odd, key=lambda label: (-odd[label], label))[:MOST_LABELS])
            message = f"{source}: relations that are not those of Universal Dependencies are not understood: {listed}"
            more = ", ..." if len(odd) > MOST_LABELS else ""
            warnings.warn(f"{message}{more}; {advice}, or use a parser of Universal Dependencies", InputWarning, stacklevel=3)
        if self.flat:
            warnings.warn(f"{source}: {self.flat} of {self.sentences} sentences have no tree; {advice}", InputWarning, stacklevel=3)


def _check_bytes(line: str, place: str) -> None:
    """Make sure that a line could be decoded: what could not was left as half a character."""
    if found := UNDECODED.search(line):
        raise _wrong(place, "text in the encoding of the file", f"the byte 0x{ord(found[0]) - 0xDC00:02x}")


def _one_line(text: str) -> str:
    return text.translate(_ONE_LINE)


# Reading


def _wrong(place: str, expected: str, got: str) -> ConlluError:
    return ConlluError(f"{place}: expected {expected}, got {got}")


def _parse_rows(rows: list[tuple[int, str]], source: str) -> _Rows:
    """Split and check the word lines of one sentence."""
    found = _Rows([], [], [])
    columns, heads, units, places = found.columns, found.heads, found.units, list[int]()
    covered = 0  # words up to here belong to the multi-word token read last
    for line_number, line in rows:
        cells = line.split("\t")
        if len(cells) != COLUMNS or "" in cells or "Actor=" in line:
            cells = _cells(line, f"{source}:{line_number}")
        name, words = cells[0], len(columns)
        if name != str(words + 1):
            if "." in name:
                continue
            place = f"{source}:{line_number}"
            if "-" not in name:
                raise _wrong(place, f"word number {words + 1}", f"{name!r}")
            begin, end = (number(part) for part in name.split("-", 1))
            if begin != words + 1 or end is None or not end >= begin > covered:
                raise _wrong(place, f"a range of words that starts at {words + 1}", f"{name!r}")
            covered = end
            units.append(read_unit(cells, begin - 1, end - 1, multiword=True))
            continue
        head = 0 if cells[6] == "_" else number(cells[6])
        if head is None:
            raise _wrong(f"{source}:{line_number}", "the number of a word as head", f"{cells[6]!r}")
        if words >= covered:
            units.append(read_unit(cells, words, words))
        columns.append(cells)
        heads.append(head - 1)
        places.append(line_number)
    if not found.columns:
        raise _wrong(f"{source}:{rows[0][0]}", "at least one word in a sentence", "none")
    if covered > len(found.columns):
        raise _wrong(f"{source}:{rows[-1][0]}", f"words up to {covered}, as its multi-word token says", f"{len(found.columns)}")
    _check_tree(heads, source, places)
    return found


def _cells(line: str, place: str) -> list[str]:
    """The columns of a line, those that are missing or empty as `_`."""
    cells = line.split("\t")
    if len(cells) == 1:
        raise _wrong(place, "columns separated by tabs", f"{line[:40]!r}")
    if len(cells) > COLUMNS:
        raise _wrong(place, f"at most {COLUMNS} columns", f"{len(cells)}")
    if not cells[1]:
        raise _wrong(place, "a word form in the second column", "nothing")
    for mark in re.findall(r"(?:^|\|)(Actor=[^|]*)", cells[-1]) if len(cells) == COLUMNS else ():
        if not ACTOR_MARK.fullmatch(mark):
            raise _wrong(place, "a code of three-letter parts, as in Actor=IRNGOV", repr(mark))
    return [*cells[:2], *(cell or "_" for cell in cells[2:])] + ["_"] * (COLUMNS - len(cells))


def _check_tree(heads: list[int], source: str, places: list[int]) -> None:
    """Make sure that the heads of the words, which stand in these lines of the file, make a tree."""
    wrong = not_in_tree(heads)
    for i, head in enumerate(heads) if wrong >= 0 else ():
        if head >= len(heads) or head == i:
            raise _wrong(f"{source}:{places[i]}", f"another word from 1 to {len(heads)} as head, or 0", f"{head + 1}")
    if wrong >= 0:
        raise _wrong(f"{source}:{places[wrong]}", "a tree", f"word {wrong + 1} below itself")


class _DocumentBuilder:
    """Collects the sentences of a document and puts its text together again."""

    def __init__(self, unread: UnreadDocument) -> None:
        self.unread = unread
        self.sentences: list[Sentence] = []
        self.pieces: list[str] = []
        self.length = 0
        self.after: str | None = ""  # what follows the last sentence, if the file says

    def document(self) -> Document:
        self._append(self.after or "")
        unread = self.unread
        return Document(
            tuple(self.sentences),
            id=unread.id,
            text="".join(self.pieces),
            date=unread.date,
            cleaned=unread.cleaned,
            extra=unread.extra,
            home=unread.home,
        )

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
            body = fill(units, text if len(text) == units[-1].end - start else "")
            missing = start - self.length
            self._append(next((g for g in (gap, units[0].before) if g is not None and len(g) == missing), " " * missing))
        else:
            if not self.sentences and units[0].before:
                gap = units[0].before
            self._append(gap)
            start = self.length
            body = text if align(units, text, start) else lay_out(units, start)
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

    def _placed(self, units: list[Unit]) -> bool:
        """Whether every unit says where it is, in an order that makes sense after the sentences before."""
        position = self.length
        for unit in units:
            if not position <= unit.start < unit.end:
                return False
            position = unit.end
        # A file cut out of a longer one may start anywhere, but no text is made up for what is far away.
        return units[0].start - self.length <= 1_000_000


def _tokens(rows: _Rows) -> tuple[Token, ...]:
    tokens: list[Token] = []
    for unit in rows.units:
        if not unit.multiword:
            tokens.append(_token(rows, unit.first, unit.start, unit.end, unit.rest, ""))
            continue
        words = range(unit.first, unit.last + 1)
        spans = spans_inside(unit, [rows.columns[i] for i in words])
        for i, (start, end) in zip(words, spans, strict=True):
            cells = rows.columns[i]
            share = _share(unit, i, cells[3]) if unit.entity else ""
            tokens.append(_token(rows, i, start, end, read_unit(cells, i, i).rest, share))
    return tuple(tokens)


def _token(rows: _Rows, index: int, start: int, end: int, misc: str, share: str) -> Token:
    """A word, with what its last column says beside its place, and what it has of the label of its multi-word token."""
    _, form, lemma, upos, xpos, feats, _, deprel, _, column = rows.columns[index]
    if lemma == "_" and form != "_":
        lemma = form if upos == "PROPN" else form.lower()
    return Token(
        index,
        form,
        intern(lemma),
        "" if upos == "_" else intern(upos),
        rows.heads[index],
        "" if deprel == "_" else intern(LABEL_ALIASES.get(deprel, deprel)),
        start,
        end,
        "" if xpos == "_" else intern(xpos),
        "" if feats == "_" else intern(feats),
        misc,
        _entity(column) or share,
    )


def _entity(misc: str) -> str:
    """The label of a named entity in the last column, under whichever of its names."""
    found = ENTITY.search(misc) if "ER=" in misc or "er=" in misc else None
    return intern(entity_label(found[1])) if found else ""


def _share(unit: Unit, position: int, upos: str) -> str:
    """What a word has of the label that its multi-word token has, as Stanza writes it: "Iran's" is a place, its "'s" is not."""
    if upos == "PART":
        return ""
    label = entity_label(unit.entity)
    return label if position == unit.first else label.replace("B-", "I-", 1)


# Writing


def _written_units(sentence: Sentence) -> list[Unit]:
    ranges = {first: (last, text) for first, last, text in sentence.multiwords}
    units, i = [], 0
    while i < len(sentence.tokens):
        last, text = ranges.get(i, (i, sentence.tokens[i].text))
        units.append(Unit(text, i, last, sentence.tokens[i].start, sentence.tokens[last].end, multiword=i in ranges))
        i = last + 1
    return units


def _placing(before: str, after: str, unit: Unit, last: bool) -> list[str]:
    """The entries of the last column that say where a unit is in the text."""
    if unit.end <= unit.start:
        return []
    pairs = [f"SpacesBefore={escape(before)}"] if before else []
    if last:
        pairs += [f"SpacesAfter={escape(after)}"] if after else []
    elif not after:
        pairs.append("SpaceAfter=No")
    elif after != " ":
        pairs.append(f"SpacesAfter={escape(after)}")
    return [*pairs, f"start_char={unit.start}", f"end_char={unit.end}"]


def _row(token: Token, placing: list[str]) -> str:
    if not placing and token.end > token.start:
        placing = [f"start_char={token.start}", f"end_char={token.end}"]
    entity = f"NER={_one_line(token.entity)}" if token.entity else ""
    misc = "|".join([*filter(None, [token.misc, entity]), *placing]) or "_"
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
