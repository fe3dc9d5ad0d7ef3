"""Ranking claims for queries in memory: what `claimtrack match` does."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from claimtrack.domain.revisit import Relation
from claimtrack.matching.bm25 import Index, idf
from claimtrack.matching.compare import compare
from claimtrack.matching.statement import Statement

Row = tuple[str, str, str]
"""Id, text and context of a claim or a query."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The claims for one query, best first, with the score and the suggested relation of each."""

    id: str
    ranked: tuple[str, ...]
    scores: tuple[float, ...]
    relations: tuple[Relation, ...]


def rank(claims: Iterable[Row], queries: Iterable[Row], top: int) -> Iterator[Ranking]:
    """Yield the best `top` claims for each query."""
    index, statements = Index(), dict[str, Statement]()
    for name, text, context in claims:
        index.add(name, text, context)
        statements[name] = Statement(text, context)
    for name, text, context in queries:
        found = index.search(text, context, top)
        passage = Statement(text, context)
        yield Ranking(name, *_columns(index, statements, passage, found))


def _columns(
    index: Index, statements: dict[str, Statement], passage: Statement, found: Sequence[tuple[str, float]]
) -> tuple[tuple[str, ...], tuple[float, ...], tuple[Relation, ...]]:
    best = found[0][1] if found else 0.0
    relations = tuple(
        compare(
            passage,
            statements[name],
            bm25=score,
            best_bm25=best,
            idf=lambda term: idf(len(index), index.df(term)),
        ).relation
        for name, score in found
    )
    return tuple(name for name, _ in found), tuple(score for _, score in found), relations
