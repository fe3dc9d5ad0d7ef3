"""The extractor against annotated articles."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from claimtrack.domain.claim import Extraction
from claimtrack.errors import InvalidDataError
from claimtrack.evaluation import claims, speech, when
from claimtrack.evaluation.comparing import Compared, Standing
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures
from claimtrack.evaluation.gold import GoldArticle, LeftOut, find_annotations, read_gold
from claimtrack.evaluation.misses import Misses, misses
from claimtrack.evaluation.outcome import Evaluation, Watch, unwatched
from claimtrack.extraction import extract
from claimtrack.formats.extraction import extraction as document

MEASURES: tuple[Measure, ...] = (
    *claims.MEASURES,
    Share("determinism", "articles that give the same twice", "same", "articles"),
    Share("speed.ms_per_article", "milliseconds per article", "milliseconds", "articles"),
    *speech.MEASURES,
    *when.MEASURES,
)


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """The figures, and what was missed and what was wrong in each article."""

    evaluation: Evaluation
    misses: tuple[Misses, ...]


def evaluate_extraction(folder: Path, *, plain: bool = False, watch: Watch = unwatched) -> ExtractionReport:
    """Extract every annotated article of a folder twice and count.

    With `plain`, or without the language model, the extractor's surface rules are measured; a note says so.

    Raises:
        NotFoundError: there is no such folder.
        InvalidDataError: it holds no annotated article, or one that does not fit its text.
    """
    files = find_annotations(folder)
    articles: list[Compared] = []
    units: list[Counts] = []
    notes: list[str] = []
    for item in watch(read_gold(files), len(files)):
        if isinstance(item, LeftOut):
            notes.append(f"{item.name} was left out: {item.why}.")
            continue
        compared, unit = measured(item, plain=plain)
        articles.append(compared)
        units.append(unit)
    if not articles:
        raise InvalidDataError(f"No article to evaluate in {folder}. {' '.join(notes)}")
    found = articles[0].found
    evaluation = Evaluation(
        task="extract",
        unit="article",
        units=len(units),
        figures=figures(units, MEASURES),
        subject=f"{found.extractor} {found.version}",
        notes=(*notes, *_warnings(articles)),
        tables={"modality": speech.confusion(articles), "must_not": _codes(articles), "rules": _rules(articles)},
    )
    return ExtractionReport(evaluation, tuple(misses(compared) for compared in articles))


def measured(gold: GoldArticle, *, plain: bool) -> tuple[Compared, Counts]:
    """Extract one article twice and count; the second run is timed, when the model is loaded."""
    first = extract(gold.article, plain=plain)
    begun = perf_counter()
    second = extract(gold.article, plain=plain)
    took = perf_counter() - begun
    compared = Compared.of(gold, first)
    unit = Tally({"articles": 1, "same": _same(gold, first, second), "milliseconds": 1_000 * took})
    for part in (claims.counts(compared), speech.counts(compared), when.counts(compared)):
        # What two parts both count, as the hits, they count alike.
        unit.update(part)
    return compared, unit


def _same(gold: GoldArticle, first: Extraction, second: Extraction) -> bool:
    one, two = (json.dumps(document(gold.article, found)).encode() for found in (first, second))
    return one == two


def _warnings(articles: Sequence[Compared]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warning for compared in articles for warning in compared.found.warnings))


def _codes(articles: Sequence[Compared]) -> dict[str, dict[str, int]]:
    """Return how many emitted claims are what must not be claimed, by its code."""
    table: dict[str, dict[str, int]] = {}
    for compared in articles:
        for at in range(len(compared.found.claims)):
            if code := compared.standing(at)[1]:
                row = table.setdefault(code, {"emitted": 0})
                row["emitted"] += 1
    return dict(sorted(table.items()))


def _rules(articles: Sequence[Compared]) -> dict[str, dict[str, int]]:
    """Return for each rule how many claims it emitted and how many are right or allowed."""
    table: dict[str, dict[str, int]] = {}
    for compared in articles:
        for at, claim in enumerate(compared.found.claims):
            row = table.setdefault(claim.rule, {"emitted": 0, "right": 0, "percent": 0})
            row["emitted"] += 1
            row["right"] += compared.standing(at)[0] in {Standing.RIGHT, Standing.ALLOWED}
    for row in table.values():
        row["percent"] = round(100 * row["right"] / row["emitted"])
    return dict(sorted(table.items(), key=lambda item: (-item[1]["emitted"], item[0])))
