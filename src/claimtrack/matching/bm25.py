"""BM25 with a fixed average length, so that a stored weight never depends on the rest of the corpus.

The formula is that of Robertson and Zaragoza, The Probabilistic Relevance Framework (2009), with the usual k1 and b.
The same numbers come from the tables of a database and from `Index` in memory.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from heapq import nsmallest

from claimtrack.matching.analysis import terms

K1 = 1.2
B = 0.75
AVERAGE_LENGTH = 12
"""Terms of a claim as it is indexed, set once; a moving average would rewrite every posting."""

CONTEXT_WEIGHT = 0.5
"""What a term around a query counts against one of the query itself."""

LEAST_TERMS = 3
"""Terms of a query that are always searched, however common they are."""

SCALE = 10_000
"""Parts of one. Weights are whole numbers of such parts: sums of whole numbers do not depend on their order."""

MOST_TERMS = 2_000
"""Terms of one query; a sentence has some twenty, and a database takes so many parameters and no more."""


def whole(value: float) -> int:
    """Return a weight or an inverse document frequency as it is multiplied and summed up: one part at least."""
    return max(1, round(value * SCALE))


def plain(total: float) -> float:
    """Return a sum of products of two whole weights as the score it stands for."""
    return total / SCALE**2


def weights(text: str, context: str = "") -> dict[str, int]:
    """Return the whole weight of each term of a claim; `context` is its headline and speaker.

    A term counts as often as it stands in both, but only the text makes a claim long.
    """
    own = terms(text)
    norm = K1 * (1 - B + B * len(own) / AVERAGE_LENGTH)
    counts = Counter(own + terms(context))
    return {term: whole(count * (K1 + 1) / (count + norm)) for term, count in counts.items()}


def idf(claims: int, df: int) -> float:
    """Return the inverse document frequency of a term that `df` of `claims` claims have."""
    return math.log(1 + (max(claims, df) - df + 0.5) / (df + 0.5))


def choose_terms(df_by_term: Mapping[str, int], claims: int, budget: int = 50_000) -> dict[str, float]:
    """Return the terms to search for with their idf: rare ones first, until `budget` postings would be read.

    A term that no claim has is left out; at least `LEAST_TERMS` terms stay, and `MOST_TERMS` at most.
    """
    chosen: dict[str, float] = {}
    spent = 0
    for term, df in sorted(df_by_term.items(), key=lambda item: (item[1], item[0])):
        if df <= 0:
            continue
        spent += df
        if len(chosen) >= (LEAST_TERMS if spent > budget else MOST_TERMS):
            break
        chosen[term] = idf(claims, df)
    return chosen


class Index:
    """Claims in memory, searched as the database searches them."""

    def __init__(self) -> None:
        """Start with no claims."""
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._ids: list[str] = []

    def __len__(self) -> int:
        """Return the number of claims."""
        return len(self._ids)

    def add(self, claim: str, text: str, context: str = "") -> None:
        """Add a claim."""
        for term, weight in weights(text, context).items():
            self._postings[term].append((len(self._ids), weight))
        self._ids.append(claim)

    def df(self, term: str) -> int:
        """Return how many claims have the term."""
        return len(self._postings.get(term, ()))

    def search(self, text: str, context: str = "", limit: int = 50, budget: int = 50_000) -> list[tuple[str, float]]:
        """Return the best claims for a text with their scores, best first; ties go to the claim that came first."""
        asked = dict.fromkeys(terms(context), CONTEXT_WEIGHT) | dict.fromkeys(terms(text), 1.0)
        totals: dict[int, int] = defaultdict(int)
        for term, rarity in choose_terms({term: self.df(term) for term in asked}, len(self), budget).items():
            weight = whole(asked[term] * rarity)
            for at, posting in self._postings[term]:
                totals[at] += weight * posting
        ranked = nsmallest(limit, totals.items(), key=lambda item: (-item[1], item[0]))
        return [(self._ids[at], plain(total)) for at, total in ranked]
