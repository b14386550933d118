"""Figures as tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; the first column is flush left, the others right."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


LATEX = {"&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}"}
LATEX |= {"^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "–": "--", "α": r"$\alpha$", "κ": r"$\kappa$"}


def latex(text: object) -> str:
    r"""A text as LaTeX has it.

    >>> latex("right & 90 % of root_04")
    'right \\& 90 \\% of root\\_04'
    """
    return "".join(LATEX.get(letter, letter) for letter in str(text))


def latex_table(header: Sequence[str], rows: Iterable[Sequence[object]], caption: str, label: str) -> str:
    """A table for a paper, with the lines of the package booktabs.

    Args:
        header: the headings; the first column is flush left, the others right.
        rows: the cells.
        caption: what stands above it.
        label: by which the text refers to it.

    Returns:
        A floating table.

    >>> print(latex_table(["root", "precision"], [["04", 0.9]], "Precision", "tab:precision"))
    \\begin{table}
    \\caption{Precision}
    \\label{tab:precision}
    \\centering
    \\begin{tabular}{lr}
    \\toprule
    root & precision \\\\
    \\midrule
    04 & 0.9 \\\\
    \\bottomrule
    \\end{tabular}
    \\end{table}
    """
    lines = [" & ".join(map(latex, row)) + r" \\" for row in (header, *rows)]
    begin = [r"\begin{table}", rf"\caption{{{latex(caption)}}}", rf"\label{{{label}}}", r"\centering"]
    body = [rf"\begin{{tabular}}{{l{'r' * (len(header) - 1)}}}", r"\toprule", lines[0], r"\midrule", *lines[1:], r"\bottomrule"]
    return "\n".join([*begin, *body, r"\end{tabular}", r"\end{table}"])


def text_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table for the terminal; the first column is flush left, the others right.

    >>> print(text_table(["root", "n"], [["04", 12], ["19", 3]]))
    root   n
    04    12
    19     3
    """
    lines = [list(map(str, row)) for row in (header, *rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(header))]
    aligned = [[line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:], strict=True))] for line in lines]
    return "\n".join("  ".join(line).rstrip() for line in aligned)
