"""Body or boilerplate: kinds of lines against annotated labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimtrack.domain.article import LineKind
from claimtrack.errors import UnreadableError
from claimtrack.evaluation.counting import Counts, Measure, Tally, figures, triple
from claimtrack.evaluation.fields import each, word
from claimtrack.evaluation.outcome import Evaluation, Watch, told, unwatched
from claimtrack.evaluation.rows import Row, find_rows, read_rows, some
from claimtrack.extraction.lines import label_lines
from claimtrack.reading import canonical, read

BODY, BOILERPLATE = "body", "boilerplate"
MEASURES: tuple[Measure, ...] = (
    *triple("lines.boilerplate", "boilerplate", "boilerplate right", "boilerplate found", "boilerplate wanted"),
    *triple("lines.body", "body", "body right", "body found", "body wanted"),
    *triple(
        "lines.read.boilerplate",
        "of pages read: boilerplate",
        "read boilerplate right",
        "read boilerplate found",
        "read boilerplate wanted",
    ),
    *triple("lines.read.body", "of pages read: body", "read body right", "read body found", "read body wanted"),
)


@dataclass(frozen=True, slots=True)
class LineRow:
    """A page as lines, each with its label: body, boilerplate or ambiguous."""

    id: str
    lines: tuple[tuple[str, str], ...]


def row_of(row: Row) -> LineRow:
    """Return the page of one row: lines with text and label."""
    return LineRow(str(row["id"]), each(row, "lines", lambda line: (word(line, "text"), word(line, "label"))))


def labels(row: LineRow) -> list[str]:
    """Return body or boilerplate for each line; a line without a character is boilerplate.

    Raises:
        UnreadableError: the lines together are no news text.
    """
    texts = [" ".join(canonical(text).split()) for text, _ in row.lines]
    article = read("\n".join(texts).encode(), source=row.id, format="text")
    kinds = {line.span.start: line.kind for line in label_lines(article)}
    found, start = [], 0
    for text in texts:
        found.append(BODY if kinds.get(start) is LineKind.BODY else BOILERPLATE)
        start += len(text) + 1
    return found


def counts(found: Sequence[str], gold: Sequence[str]) -> Tally:
    """Return the counts of one page; ambiguous lines are left out."""
    tally = Tally()
    for mine, label in zip(found, gold, strict=True):
        if label in {BODY, BOILERPLATE}:
            tally.add({f"{mine} found": 1, f"{label} wanted": 1, f"{label} right": mine == label})
    return tally


def evaluate_lines(path: Path, watch: Watch = unwatched) -> Evaluation:
    """Label the lines of every page of a set and count; of a page that is refused no line is body.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    units: list[Counts] = []
    refused: list[UnreadableError] = []
    for row in watch(read_rows(find_rows(path), row_of), None):
        gold = [label for _, label in row.lines]
        try:
            unit = counts(labels(row), gold)
            unit.update({f"read {name}": number for name, number in unit.items()})
        except UnreadableError as error:
            refused.append(error)
            unit = counts([BOILERPLATE] * len(gold), gold)
        units.append(unit)
    return Evaluation(
        "lines", "page", len(some(units, path)), figures(units, MEASURES), "line rules", told(refused, "page")
    )
