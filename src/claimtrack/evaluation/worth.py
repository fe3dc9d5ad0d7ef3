"""What is worth checking first: the score of single sentences against annotated labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from claimtrack.evaluation.counting import Counts, Figure, Measure, Share, draws, figures, interval
from claimtrack.evaluation.outcome import Evaluation, Watch, unwatched
from claimtrack.evaluation.rows import Row, find_rows, read_rows, some
from claimtrack.extraction.checkworthiness import worth_of_text

TENTH = 10
_LABELS = {0: False, 1: True, "OBJ": False, "SUBJ": True}

MEASURES: tuple[Measure, ...] = (
    Share("worth.first_tenth", "worth checking, of the best tenth", "right in tenth", "in tenth"),
    Share("worth.base_rate", "worth checking, of all", "worth", "sentences"),
)

Scored = tuple[float, bool]
"""A sentence's score, and whether it is worth checking."""


@dataclass(frozen=True, slots=True)
class WorthRow:
    """A sentence and its label."""

    text: str
    label: bool


def row_of(row: Row) -> WorthRow:
    """Return the sentence of one row: text, and label 1 or 0."""
    if not isinstance(row["text"], str) or row["label"] not in _LABELS:
        message = "its text is no string, or its label neither 1 nor 0"
        raise ValueError(message)
    return WorthRow(row["text"], _LABELS[row["label"]])


def average_precision(scored: Sequence[Scored]) -> float | None:
    """Return the mean precision at each sentence that is worth checking, best first; equal scores keep their order."""
    found, precision = 0, 0.0
    for place, (_, label) in enumerate(sorted(scored, key=lambda item: -item[0]), start=1):
        if label:
            found += 1
            precision += found / place
    return precision / found if found else None


def evaluate_worth(path: Path, watch: Watch = unwatched) -> Evaluation:
    """Score every sentence of a set by its words and rank them.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    rows = watch(read_rows(find_rows(path), row_of), None)
    scored: list[Scored] = some([(worth_of_text(row.text)[0], row.label) for row in rows], path)
    drawn = [average_precision([scored[at] for at in draw]) for draw in draws(len(scored))]
    low, high = interval(lambda value: value, drawn)
    precision = Figure("worth.ap", "average precision", average_precision(scored), low, high)
    return Evaluation(
        "worth", "sentence", len(scored), (precision, *figures(_units(scored), MEASURES)), "check-worthiness of words"
    )


def _units(scored: Sequence[Scored]) -> list[Counts]:
    best = sorted(range(len(scored)), key=lambda at: -scored[at][0])[: max(1, len(scored) // TENTH)]
    tenth = set(best)
    return [
        {
            "sentences": 1,
            "worth": label,
            "in tenth": at in tenth,
            "right in tenth": at in tenth and label,
        }
        for at, (_, label) in enumerate(scored)
    ]
