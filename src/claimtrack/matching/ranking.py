"""Ranking claims for queries in memory: what `claimtrack match` does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from claimtrack.domain.revisit import Relation
from claimtrack.errors import InvalidDataError
from claimtrack.matching.bm25 import Index, idf
from claimtrack.matching.posts import as_prose
from claimtrack.matching.relations import relate
from claimtrack.matching.reranking import RERANKED, closeness
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
    """Yield the best `top` claims for each query; a claim that stands there twice counts once.

    Raises:
        InvalidDataError: two different claims have one id.
    """
    index, statements = _indexed(claims)

    @cache
    def weight(term: str) -> float:
        return idf(len(index), index.df(term))

    for name, text, context in queries:
        passage = Statement(as_prose(text), as_prose(context))
        found = index.search(passage.text, passage.context, max(top, RERANKED))
        best = found[0][1] if found else 0.0
        close = {claim: closeness(passage, statements[claim], score / best) for claim, score in found}
        # Sorting keeps the order of equals, so that of two claims as close the one with more of the words is first.
        ranked = sorted(found, key=lambda item: -close[item[0]])[:top]
        relations = tuple(relate(passage, statements[claim], weight).relation for claim, _ in ranked)
        names = tuple(claim for claim, _ in ranked)
        yield Ranking(name, names, tuple(close[claim] for claim in names), relations)


def _indexed(claims: Iterable[Row]) -> tuple[Index, dict[str, Statement]]:
    index, statements = Index(), dict[str, Statement]()
    for name, text, context in claims:
        claim = Statement(text, context)
        if statements.setdefault(name, claim) is claim:
            index.add(name, text, context)
        elif statements[name] != claim:
            raise InvalidDataError(
                f"Two different claims have the id {name!r}, so a ranking could not say which is meant. "
                "Give each claim an id of its own and run the command again."
            )
    return index, statements
