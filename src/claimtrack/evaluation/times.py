"""Time expressions and their values, against annotated ones."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimtrack.domain.due import Timex, TimexType
from claimtrack.domain.span import Span
from claimtrack.errors import UnreadableError
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures, triple
from claimtrack.evaluation.fields import text, word
from claimtrack.evaluation.outcome import Evaluation, Watch, told, unwatched
from claimtrack.evaluation.places import Places
from claimtrack.evaluation.rows import Row, find_rows, read_rows, some
from claimtrack.extraction import extract
from claimtrack.reading import read

MEASURES: tuple[Measure, ...] = (
    *triple("times.relaxed", "found, by overlap", "relaxed", "found", "wanted"),
    *triple("times.strict", "found, exact span", "strict", "found", "wanted"),
    *triple("times.value", "found, value right", "values", "found", "wanted"),
    Share("times.value_of_found", "value right, of those found", "values", "relaxed"),
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")

Found = tuple[Span, str]
"""An expression and its value."""


@dataclass(frozen=True, slots=True)
class TimeRow:
    """A document, the day of its publication, its annotated expressions, and the place of its date line.

    `dates_only` tells that no times of day, durations or repetitions are annotated.
    """

    id: str
    text: str
    published: date
    times: tuple[Found, ...]
    dateline: Span | None
    dates_only: bool


def row_of(row: Row) -> TimeRow:
    """Return the document of one row: either `timex` with values and `dct`, or `dates` with `when` and `date`."""
    places = Places(text(row, "text"))
    published = str(row["dct"] if "timex" in row else row["date"])
    if not _DATE.fullmatch(published):
        message = f"{published!r} is not a date such as 2026-01-31"
        raise ValueError(message)
    if "timex" in row:
        times = tuple((places.between(item["start"], item["end"]), word(item, "value")) for item in row["timex"])
    else:
        times = tuple((places.between(item["start"], item["end"]), value_of(item)) for item in row["dates"])
    dateline = places.between(*row["dct_span"]) if row.get("dct_span") else None
    return TimeRow(str(row["id"]), row["text"], date.fromisoformat(published), times, dateline, "timex" not in row)


def value_of(item: Row) -> str:
    """Return the value of a TEI date: `when`, or the two ends of a period as a/b."""
    if "when" in item:
        return str(item["when"])
    first, last = item.get("from", item.get("notBefore", "")), item.get("to", item.get("notAfter", ""))
    return f"{first}/{last}"


def same_value(mine: str, gold: str) -> bool:
    """Tell whether two values are one; a TEI value without a year (--10) leaves the year open."""
    return mine == gold or (gold.startswith("--") and mine[:4].isdigit() and mine[4:] == gold[1:])


def counts(found: Sequence[Found], gold: Sequence[Found], dateline: Span | None = None) -> Tally:
    """Return the counts of one document; each annotated expression takes the first free one that it overlaps.

    What lies on the date line is left out, as the annotation leaves it out.
    """
    free = [item for item in found if dateline is None or not item[0].overlaps(dateline)]
    tally = Tally({"found": len(free), "wanted": len(gold)})
    for span, value in gold:
        mine = next((item for item in free if item[0].overlaps(span)), None)
        if mine is not None:
            free.remove(mine)
            tally.add({"relaxed": 1, "strict": mine[0] == span, "values": same_value(mine[1], value)})
    return tally


def _found(times: Sequence[Timex], *, dates_only: bool) -> list[Found]:
    wanted = {TimexType.DATE} if dates_only else set(TimexType)
    return [(timex.quote.span, timex.value) for timex in times if timex.type in wanted]


def evaluate_times(path: Path, *, plain: bool = False, watch: Watch = unwatched) -> Evaluation:
    """Extract every document of a set and compare the times; a document that is refused has none.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    units: list[Counts] = []
    refused: list[UnreadableError] = []
    subject = ""
    for row in watch(read_rows(find_rows(path), row_of), None):
        found: Sequence[Timex] = ()
        try:
            article = read(row.text.encode(), source=row.id, format="text", published=row.published)
        except UnreadableError as error:
            refused.append(error)
        else:
            extraction = extract(article, plain=plain)
            found, subject = extraction.times, f"{extraction.extractor} {extraction.version}"
        units.append(counts(_found(found, dates_only=row.dates_only), row.times, row.dateline))
    return Evaluation(
        "times",
        "document",
        len(some(units, path)),
        figures(units, MEASURES),
        subject or "nothing",
        told(refused, "document"),
    )
