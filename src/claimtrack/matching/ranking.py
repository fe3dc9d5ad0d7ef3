"""Ranking claims for queries in memory: what `claimtrack match` does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from claimtrack.domain.revisit import Relation
from claimtrack.errors import InvalidDataError
from claimtrack.matching.bm25 import Index, idf
from claimtrack.matching.posts import as_prose
from claimtrack.matching.relations import relate
from claimtrack.matching.reranking import RERANKED, closeness
from claimtrack.matching.semantic import Vector, cosines
from claimtrack.matching.statement import Statement

Row = tuple[str, str, str]
"""Id, text and context of a claim or a query."""

Encode = Callable[[Sequence[str]], Sequence[Vector]]
"""Gives the vector of each text."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """The claims for one query, best first, with the score and the suggested relation of each."""

    id: str
    ranked: tuple[str, ...]
    scores: tuple[float, ...]
    relations: tuple[Relation, ...]


def rank(claims: Iterable[Row], queries: Iterable[Row], top: int, encode: Encode | None = None) -> Iterator[Ranking]:
    """Yield the best `top` claims for each query; a claim that stands there twice counts once.

    With `encode`, the meanings of the claims that share words with a query decide on their order.

    Raises:
        InvalidDataError: two different claims have one id.
    """
    index, statements = _indexed(claims)

    @cache
    def weight(term: str) -> float:
        return idf(len(index), index.df(term))

    meanings = _Meanings(encode) if encode else None
    for name, text, context in queries:
        passage = Statement(as_prose(text), as_prose(context))
        found = index.search(passage.text, passage.context, max(top, RERANKED))
        best = found[0][1] if found else 0.0
        texts = [statements[claim].text for claim, _ in found]
        alike = dict(zip(texts, meanings.cosines(passage.text, texts), strict=True)) if meanings else {}
        close = {
            claim: closeness(passage, statements[claim], score / best, alike.get(statements[claim].text))
            for claim, score in found
        }
        # Sorting keeps the order of equals, so that of two claims as close the one with more of the words is first.
        ranked = sorted(found, key=lambda item: -close[item[0]])[:top]
        relations = tuple(relate(passage, statements[claim], weight).relation for claim, _ in ranked)
        names = tuple(claim for claim, _ in ranked)
        yield Ranking(name, names, tuple(close[claim] for claim in names), relations)


class _Meanings:
    """The vectors of claims, each made when it is first asked for."""

    def __init__(self, encode: Encode) -> None:
        self._encode = encode
        self._known: dict[str, Vector] = {}

    def cosines(self, query: str, claims: Sequence[str]) -> list[float]:
        missing = [text for text in dict.fromkeys(claims) if text not in self._known]
        asked, *made = self._encode([query, *missing])
        self._known |= zip(missing, made, strict=True)
        return cosines(asked, [self._known[text] for text in claims])


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
