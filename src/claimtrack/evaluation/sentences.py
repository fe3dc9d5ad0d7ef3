"""Where sentences begin and end, against annotated sentences."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import perf_counter

from claimtrack.domain.span import Span
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures, triple
from claimtrack.evaluation.outcome import Evaluation, Watch, unwatched
from claimtrack.evaluation.places import Places
from claimtrack.evaluation.rows import Row, find_rows, read_rows, some
from claimtrack.extraction.sentences import split_sentences, trimmed
from claimtrack.reading import canonical

MEASURES: tuple[Measure, ...] = (
    *triple("sentences.exact", "sentence exact", "exact", "found", "wanted"),
    *triple("sentences.boundary", "sentence end", "ends right", "ends found", "ends wanted"),
    Share("sentences.offset_errors", "sentences with a wrong place", "wrong places", "found"),
    Share("speed.sentences_per_second", "sentences per second", "found", "seconds"),
)


@dataclass(frozen=True, slots=True)
class SentenceRow:
    """A document in canonical form, with its annotated sentences without the white space at their ends."""

    text: str
    sentences: tuple[Span, ...]


def row_of(row: Row) -> SentenceRow:
    """Return the document of one row: text, and sentences with start and end."""
    places = Places(row["text"])
    text = canonical(row["text"])
    spans = (places.between(item["start"], item["end"]) for item in row["sentences"])
    return SentenceRow(text, tuple(found for span in spans if (found := trimmed(text, span.start, span.end))))


def split(text: str) -> list[Span]:
    """Return the sentences of every line of a canonical text, headings too."""
    found: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.extend(split_sentences(text, Span(start, start + len(line))))
        start += len(line) + 1
    return found


def counts(text: str, found: Sequence[Span], gold: Sequence[Span]) -> Tally:
    """Return the counts of one document."""
    ends, wanted = {span.end for span in found}, {span.end for span in gold}
    overlapping = sum(one.end > two.start for one, two in pairwise(found))
    untrimmed = sum(span.end > len(text) or trimmed(text, span.start, span.end) != span for span in found)
    return Tally(
        {
            "exact": len(set(found) & set(gold)),
            "found": len(set(found)),
            "wanted": len(set(gold)),
            "ends right": len(ends & wanted),
            "ends found": len(ends),
            "ends wanted": len(wanted),
            "wrong places": overlapping + untrimmed,
        }
    )


def evaluate_sentences(path: Path, watch: Watch = unwatched) -> Evaluation:
    """Split every document of a set into sentences and count.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    units: list[Counts] = []
    for row in watch(read_rows(find_rows(path), row_of), None):
        begun = perf_counter()
        found = split(row.text)
        seconds = perf_counter() - begun
        units.append({**counts(row.text, found, row.sentences), "seconds": seconds})
    return Evaluation("sentences", "document", len(some(units, path)), figures(units, MEASURES), "sentence rules")
