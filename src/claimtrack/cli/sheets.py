"""Reports as rows for other programs: CSV and Markdown."""

import csv
import sys
from collections.abc import Sequence

import click

from claimtrack.cli.errors import printable
from claimtrack.cli.output import write

FORMATS = click.Choice(["table", "json", "csv", "md"])
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: str) -> str:
    # A spreadsheet would run a cell that begins so as a formula.
    shown = printable(value)
    return f"'{shown}" if value.startswith(_FORMULA) else shown


_MARKS = str.maketrans({"<": "&lt;", "&": "&amp;", "\n": " "} | {mark: f"\\{mark}" for mark in "\\`*_[]!|~"})
"""What Markdown reads as more than the character: an address stays words, a cell stays in its row."""


def print_rows(headings: Sequence[str], rows: Sequence[Sequence[str]], form: str) -> None:
    """Print rows as `csv` or `md`; nothing in a cell can act in the program that reads them."""
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows([_cell(cell) for cell in row] for row in rows)
    else:
        write(f"| {' | '.join(headings)} |")
        write(f"|{'---|' * len(headings)}")
        for row in rows:
            cells = (printable(cell).translate(_MARKS) for cell in row)
            write(f"| {' | '.join(cells)} |")
