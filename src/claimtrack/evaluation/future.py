"""Does a sentence look forward? Forward-looking claims against annotated sentences."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimtrack.domain.claim import Modality
from claimtrack.errors import UnreadableError
from claimtrack.evaluation import labelled
from claimtrack.evaluation.counting import Counts, figures
from claimtrack.evaluation.fields import text
from claimtrack.evaluation.outcome import Evaluation, Watch, told, unwatched
from claimtrack.evaluation.rows import Row, find_rows, read_rows, some
from claimtrack.extraction import extract
from claimtrack.reading import read

MEASURES = labelled.measures("future", "looks forward")
_ENDS = tuple(".?!”\"’'")


@dataclass(frozen=True, slots=True)
class FutureRow:
    """A sentence, the day of its publication and whether it looks forward."""

    id: str
    text: str
    published: date | None
    future: bool


def row_of(row: Row) -> FutureRow:
    """Return the sentence of one row: text, future, and dct where there is one."""
    published = date.fromisoformat(row["dct"]) if row.get("dct") else None
    return FutureRow(str(row["id"]), text(row, "text"), published, bool(row["future"]))


def as_article(sentence: str) -> str:
    """Return a sentence as the only one of an article: with a stop, so that it is not taken for a headline."""
    sentence = " ".join(sentence.split())
    return sentence if sentence.endswith(_ENDS) else f"{sentence}."


def looks_forward(row: FutureRow, *, plain: bool) -> bool:
    """Tell whether a claim of the sentence is forward-looking.

    Raises:
        UnreadableError: the sentence is no news text.
    """
    article = read(as_article(row.text).encode(), source=row.id, format="text", published=row.published)
    return any(claim.modality is Modality.FORWARD_LOOKING for claim in extract(article, plain=plain).claims)


def evaluate_future(path: Path, *, plain: bool = False, watch: Watch = unwatched) -> Evaluation:
    """Extract every sentence of a set by itself and count those with a forward-looking claim.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    units: list[Counts] = []
    refused: list[UnreadableError] = []
    for row in watch(read_rows(find_rows(path), row_of), None):
        try:
            mine = looks_forward(row, plain=plain)
        except UnreadableError as error:
            refused.append(error)
            mine = False
        units.append(labelled.counts(mine=mine, gold=row.future))
    return Evaluation(
        "future",
        "sentence",
        len(some(units, path)),
        figures(units, MEASURES),
        "claims that look forward",
        told(refused, "sentence"),
    )
