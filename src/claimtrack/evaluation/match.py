"""Ranking against annotated pairs: which tracked claims, or which sentences of other articles, mean the same."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimtrack.errors import InvalidDataError
from claimtrack.evaluation.counting import Counts, Measure, Share, Tally, figures
from claimtrack.evaluation.outcome import Evaluation, Watch, unwatched
from claimtrack.evaluation.rows import Row, find_rows, read_rows, some
from claimtrack.matching import rank
from claimtrack.matching.ranking import Encode

TOP = 20
"""How many claims are ranked for each query; MRR and hits look no further."""
_FEW, _MORE = 5, 10
_POOLS = ("vclaims.jsonl", "vclaims.jsonl.gz")

MEASURES: tuple[Measure, ...] = (
    Share("match.map5", "MAP@5", "average precision", "queries"),
    Share("match.mrr", f"MRR@{TOP}", "reciprocal rank", "queries"),
    Share("match.hit1", "a right one first", "hit 1", "queries"),
    Share("match.hit5", "a right one among 5", "hit 5", "queries"),
    Share("match.recall10", "right ones among 10", "recall 10", "queries"),
    Share("match.hit20", "a right one among 20", "hit 20", "queries"),
)

SEMANTIC: tuple[Measure, ...] = (
    Share("match.semantic.map5", "MAP@5, with meanings", "semantic average precision", "queries"),
    Share("match.semantic.mrr", f"MRR@{TOP}, with meanings", "semantic reciprocal rank", "queries"),
    Share("match.semantic.hit1", "a right one first, with meanings", "semantic hit 1", "queries"),
    Share("match.semantic.hit5", "a right one among 5, with meanings", "semantic hit 5", "queries"),
)
"""Where meanings are compared too."""

Candidate = tuple[str, str, str]
"""Id, text and context, as `rank` takes them."""


@dataclass(frozen=True, slots=True)
class Query:
    """A text, its document where the pool holds its neighbours, and the ids that mean the same."""

    id: str
    text: str
    document: str | None
    relevant: frozenset[str]


def query_of(row: Row) -> Query:
    """Return the query of one row: id, text, relevant, and doc where the rows are their own pool."""
    if not isinstance(row["text"], str) or not isinstance(row["relevant"], list):
        message = "its text is no string, or relevant no list"
        raise TypeError(message)
    document = row.get("doc")
    if document is not None and not isinstance(document, str | int):
        message = "its doc is neither a string nor a number"
        raise TypeError(message)
    document = None if document is None else str(document)
    return Query(str(row["id"]), row["text"], document, frozenset(map(str, row["relevant"])))


def candidate_of(row: Row) -> Candidate:
    """Return the tracked claim of one row: id, claim (or text), and its title and subtitle as the context."""
    text = row["claim"] if "claim" in row else row["text"]
    context = " ".join(str(row[key]) for key in ("title", "subtitle") if row.get(key))
    return str(row["id"]), str(text), context


def counts(ranked: Sequence[str], relevant: Collection[str]) -> Tally:
    """Return the counts of one query, from ids best first."""
    hits, precision = 0, 0.0
    for place, name in enumerate(ranked[:_FEW], start=1):
        if name in relevant:
            hits += 1
            precision += hits / place
    first = next((place for place, name in enumerate(ranked, start=1) if name in relevant), None)
    return Tally(
        {
            "queries": 1,
            "average precision": precision / min(len(relevant), _FEW),
            "reciprocal rank": 1 / first if first else 0.0,
            "hit 1": first is not None and first <= 1,
            "hit 5": first is not None and first <= _FEW,
            "hit 20": first is not None and first <= TOP,
            "recall 10": len(set(relevant) & set(ranked[:_MORE])) / min(len(relevant), _MORE),
        }
    )


def evaluate_match(path: Path, watch: Watch = unwatched, encode: Encode | None = None) -> Evaluation:
    """Rank the pool for every query that has something relevant, and count; with `encode`, also by meanings.

    The pool is the vclaims.jsonl beside the queries. Where there is none, the rows are their own pool, and a query's
    own document is left out of its ranking.

    Raises:
        NotFoundError, InvalidDataError: there are no such data, or not of this form.
    """
    source = find_rows(path)
    rows = list(read_rows(source, query_of))
    queries = some([query for query in rows if query.relevant], path)
    pool_file = next((source.parent / name for name in _POOLS if (source.parent / name).is_file()), None)
    if pool_file is None and any(query.document is None for query in rows):
        raise InvalidDataError(
            f"{source} has no pool to rank: neither {' nor '.join(_POOLS)} lies beside it, nor do its rows name a doc."
        )
    pool = list(read_rows(pool_file, candidate_of)) if pool_file else [(row.id, row.text, "") for row in rows]
    documents = {} if pool_file else {row.id: row.document for row in rows}
    by_words = _ranked(pool, queries, documents, None)
    by_meaning = _ranked(pool, queries, documents, encode) if encode else None
    units: list[Counts] = list(watch(_units(queries, by_words, by_meaning), len(queries)))
    measures = MEASURES + SEMANTIC if encode else MEASURES
    return Evaluation("match", "query", len(units), figures(units, measures), f"ranking of {len(pool)}")


def _units(
    queries: Iterable[Query], by_words: Iterator[list[str]], by_meaning: Iterator[list[str]] | None
) -> Iterator[Tally]:
    for query in queries:
        tally = counts(next(by_words), query.relevant)
        if by_meaning:
            found = counts(next(by_meaning), query.relevant)
            tally.add({f"semantic {name}": count for name, count in found.items() if name != "queries"})
        yield tally


def _ranked(
    pool: Sequence[Candidate], queries: Sequence[Query], documents: dict[str, str | None], encode: Encode | None
) -> Iterator[list[str]]:
    """Yield the best ids for each query, without those of its own document."""
    sizes: dict[str | None, int] = {}
    for document in documents.values():
        sizes[document] = sizes.get(document, 0) + 1
    top = TOP + max(sizes.values(), default=0)
    asked = ((query.id, query.text, "") for query in queries)
    for query, found in zip(queries, rank(pool, asked, top, encode), strict=True):
        others = (name for name in found.ranked if not documents or documents[name] != query.document)
        yield list(others)[:TOP]
