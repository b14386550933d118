"""Treebank sentences: reading, writing, documents, and the changes that make web text look like a news wire."""

import random
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

MONTHS = {
    "Jan.": "January", "Feb.": "February", "March": "March", "April": "April", "May": "May", "June": "June",
    "July": "July", "Aug.": "August", "Sept.": "September", "Oct.": "October", "Nov.": "November", "Dec.": "December",
}  # fmt: skip
CITIES = [
    "Seoul", "Tehran", "Baghdad", "Kabul", "Jerusalem", "Moscow", "Beijing", "Tokyo", "Cairo", "Nairobi", "Paris", "London", "Berlin",
    "Brussels", "Geneva", "Ankara", "Damascus", "Beirut", "Islamabad", "Delhi", "Dhaka", "Colombo", "Manila", "Jakarta", "Bangkok",
    "Hanoi", "Yangon", "Khartoum", "Tripoli", "Tunis", "Algiers", "Rabat", "Lagos", "Abuja", "Accra", "Kampala", "Kigali", "Harare",
    "Pretoria", "Lima", "Bogota", "Caracas", "Havana", "Santiago", "Madrid", "Rome", "Athens", "Warsaw", "Kyiv", "Minsk", "Tbilisi",
    "Yerevan", "Baku", "Tashkent", "Ottawa", "Canberra", "Washington", "Vienna", "Belgrade", "Sofia", "Riyadh", "Doha", "Sanaa",
    "Amman", "Mogadishu", "Juba",
]  # fmt: skip
AGENCIES = ["Reuters", "AP", "AFP", "Xinhua", "UPI", "IRNA", "TASS", "ANI", "PTI", "dpa", "EFE", "Yonhap", "Kyodo", "CNN", "WAM"]
CURLY = {"'": "’", "'s": "’s", "n't": "n’t", "'re": "’re", "'ve": "’ve", "'ll": "’ll", "'d": "’d", "'m": "’m", "s'": "s’"}


@attrs.frozen
class Row:
    """One line of a treebank sentence: a word (`id` a number) or the surface of a multi-word token (`id` a range)."""

    id: str
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: str
    deprel: str
    misc: str

    def line(self) -> str:
        """The row as a CoNLL-U line, without enhanced dependencies."""
        return "\t".join((self.id, self.form, self.lemma, self.upos, self.xpos, self.feats, self.head, self.deprel, "_", self.misc))


@attrs.frozen
class Tree:
    """A treebank sentence: its identifier and its rows."""

    sent_id: str
    rows: tuple[Row, ...]

    @property
    def words(self) -> tuple[Row, ...]:
        """The syntactic words."""
        return tuple(row for row in self.rows if row.id.isdigit())

    @property
    def text(self) -> str:
        """The raw text that the rows' forms and spaces give.

        >>> first = Row("1", "Hi", "hi", "INTJ", "UH", "_", "0", "root", "SpaceAfter=No")
        >>> Tree("a", (first, Row("2", "!", "!", "PUNCT", ".", "_", "1", "punct", "_"))).text
        'Hi!'
        """
        parts, until = [], 0
        for row in self.rows:
            if "-" in row.id:
                until = int(row.id.split("-")[1])
            elif int(row.id) <= until:
                continue
            parts.append(row.form if "SpaceAfter=No" in row.misc else row.form + " ")
        return "".join(parts).strip()

    @property
    def document(self) -> str:
        """The document's name: the sentence's identifier without its last number."""
        return re.sub(r"[-_.]s?\d+$", "", self.sent_id)


def read_trees(path: Path) -> list[Tree]:
    """Read a CoNLL-U file; empty nodes and enhanced dependencies are left out.

    Args:
        path: The treebank file.

    Returns:
        Its sentences.
    """
    trees = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        sent_id, rows = "", []
        for line in block.splitlines():
            if line.startswith("# sent_id ="):
                sent_id = line.split("=", 1)[1].strip()
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if "." not in cells[0]:
                    rows.append(Row(*cells[:8], cells[9]))
        if rows:
            trees.append(Tree(sent_id, tuple(rows)))
    return trees


def write_trees(path: Path, trees: Iterable[Tree], paragraphs: Iterable[bool] | None = None) -> None:
    """Write sentences as CoNLL-U.

    Args:
        path: The file to write.
        trees: The sentences.
        paragraphs: For each sentence, whether it opens a paragraph; by default those that open a document do.
    """
    trees = list(trees)
    opens = list(paragraphs) if paragraphs is not None else [i == 0 or t.document != trees[i - 1].document for i, t in enumerate(trees)]
    with path.open("w", encoding="utf-8") as out:
        for tree, new in zip(trees, opens, strict=True):
            out.write(("# newpar\n" if new else "") + f"# sent_id = {tree.sent_id}\n# text = {tree.text}\n")
            out.write("".join(row.line() + "\n" for row in tree.rows) + "\n")


def documents(trees: Iterable[Tree]) -> Iterator[list[Tree]]:
    """Group neighbouring sentences of one document."""
    group: list[Tree] = []
    for tree in trees:
        if group and tree.document != group[0].document:
            yield group
            group = []
        group.append(tree)
    if group:
        yield group


def raw_text(trees: Iterable[Tree]) -> str:
    """The raw text of a treebank: a document is one paragraph, sentences joined by a space, documents by an empty line."""
    return "\n\n".join(" ".join(tree.text for tree in group) for group in documents(trees)) + "\n"


def dateline(rng: random.Random) -> Tree:
    """Make a dateline; the treebanks hold it as a sentence of its own.

    Args:
        rng: The source of randomness.

    Returns:
        A sentence like "SEOUL, July 5 (Xinhua) --".
    """
    city, agency, month = rng.choice(CITIES), rng.choice(AGENCIES), rng.choice(list(MONTHS))
    rows: list[tuple[str, str, str, str, str, int, str, str]] = []

    def add(form: str, lemma: str, upos: str, xpos: str, feats: str, head: int, deprel: str, *, space: bool = True) -> int:
        rows.append((form, lemma, upos, xpos, feats, head, deprel, "_" if space else "SpaceAfter=No"))
        return len(rows)

    dated, credited = rng.random() < 0.6, rng.random() < 0.75
    add(city.upper() if rng.random() < 0.8 else city, city, "PROPN", "NNP", "Number=Sing", 0, "root", space=not dated)
    if dated:
        add(",", ",", "PUNCT", ",", "_", 4, "punct")
        add(month, MONTHS[month], "PROPN", "NNP", "Number=Sing", 4, "nmod:unmarked")
        day = str(rng.randint(1, 31))
        add(day, day, "NUM", "CD", "NumForm=Digit|NumType=Card", 1, "nmod:unmarked", space=credited or rng.random() < 0.8)
    if credited:
        at = len(rows) + 2
        add("(", "(", "PUNCT", "-LRB-", "_", at, "punct", space=False)
        add(agency, agency, "PROPN", "NNP", "Number=Sing", 1, "list", space=False)
        add(")", ")", "PUNCT", "-RRB-", "_", at, "punct")
    dash = rng.choice(["--", "--", "-", "-", "–", "—"])
    add(dash, dash, "PUNCT", ":", "_", 1, "punct")
    made = (Row(str(i), *row[:5], str(row[5]), *row[6:]) for i, row in enumerate(rows, 1))
    return Tree(f"dateline-{rng.randrange(10**9)}", tuple(made))


def curly(tree: Tree) -> Tree:
    """Replace straight quotation marks and apostrophes by typographic ones."""
    rows, opened = [], False
    for row in tree.rows:
        form = row.form
        if form in ('"', "``", "''"):
            form = {"``": "“", "''": "”"}.get(form, "”" if opened else "“")
            opened = not opened
        elif "'" in form:
            form = CURLY.get(form, form.replace("'", "’"))
        rows.append(attrs.evolve(row, form=form))
    return attrs.evolve(tree, rows=tuple(rows))


def recase(tree: Tree, style: str) -> Tree:
    """Write a sentence in capitals, in lower case, or with every long word capitalised as in a headline.

    Args:
        tree: The sentence.
        style: "upper", "lower" or "title".

    Returns:
        The same tree with other forms.
    """

    def change(form: str, first: bool) -> str:
        if style == "upper":
            return form.upper()
        if style == "lower":
            return form.lower()
        return form[:1].upper() + form[1:] if first or len(form) > 3 else form

    return attrs.evolve(tree, rows=tuple(attrs.evolve(row, form=change(row.form, i == 0)) for i, row in enumerate(tree.rows)))


def without_final_punctuation(tree: Tree) -> Tree:
    """Drop a final punctuation mark that governs nothing; the tree itself if there is none."""
    last = tree.rows[-1]
    if last.upos != "PUNCT" or len(tree.rows) < 3 or any(row.head == last.id for row in tree.rows) or not last.id.isdigit():
        return tree
    if any(row.id.endswith("-" + last.id) for row in tree.rows):
        return tree
    return attrs.evolve(tree, rows=tree.rows[:-1])


def newswire(tree: Tree, rng: random.Random, *, rate: float = 1.0) -> Tree:
    """Change a sentence at random the way news text differs from a treebank.

    Args:
        tree: The sentence.
        rng: The source of randomness.
        rate: Multiplies the probabilities.

    Returns:
        The sentence, most often unchanged.
    """
    if rng.random() < 0.12 * rate:
        tree = curly(tree)
    if rng.random() < 0.06 * rate:
        tree = without_final_punctuation(tree)
    draw = rng.random()
    if draw < 0.03 * rate:
        return recase(tree, "upper")
    if draw < 0.06 * rate:
        return recase(tree, "title")
    if draw < 0.07 * rate:
        return recase(tree, "lower")
    return tree


def newswire_documents(trees: Iterable[Tree], rng: random.Random) -> tuple[list[Tree], list[bool]]:
    """Lay documents out as news: short paragraphs, datelines, typographic quotes by document, a headline in capitals now and then.

    Args:
        trees: The sentences of a treebank, in the order of the text.
        rng: The source of randomness.

    Returns:
        The sentences, and for each whether it opens a paragraph.
    """
    result: list[Tree] = []
    opens: list[bool] = []
    for group in documents(trees):
        typographic, breaks = rng.random() < 0.3, rng.choice([0.0, 0.0, 0.2, 0.5])
        if rng.random() < 0.15:
            result.append(dateline(rng))
            opens.append(True)
            start = False
        else:
            start = True
        for i, tree in enumerate(group):
            new = start if i == 0 else rng.random() < breaks
            if i == 0 and start and rng.random() < 0.1:
                tree = recase(without_final_punctuation(tree), rng.choice(["upper", "title"]))
            result.append(curly(tree) if typographic else tree)
            opens.append(new)
    return result, opens
