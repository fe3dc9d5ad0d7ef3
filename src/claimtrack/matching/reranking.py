"""The order of what words have found: few parts, each with a weight that was fitted.

The weights for a query's claims were fitted as a softmax over each query's fifty best claims, on claims against
debates and tweets and on news of the same event, five-fold by query. Shared letters, pairs of words, names, a denial
on one side and the length of the claim were tried and are not here: beside these parts, none of them put more right
claims first.
"""

import math

from claimtrack.matching.statement import Statement

RERANKED = 50
"""Claims of each query that are put in order anew; where the words find nothing, no order helps."""

OTHER_FIGURES = 0.04
"""What a claim loses that gives figures, all of them other ones than those of the query."""

MEANING = 0.75
"""What the cosine of the meanings counts, where there is one; what is left is that of the words."""

LIKENESS = 3.0
"""Points (see `chance`) by which a cosine of 1.0 brings a passage nearer to a claim than one of 0.0.

A logistic regression on news of the same event gave 3.2 for each point of the score.
"""

NEITHER = 0.5
"""The cosine that brings a passage no nearer and takes it no farther."""


def closeness(query: Statement, claim: Statement, share: float, cosine: float | None = None) -> float:
    """Return how close a claim comes to a query, at most 1.0.

    `share` is the claim's BM25 score as a share of the best for this query; `cosine` is that of the vectors of the two
    texts, where they have any.
    """
    score = share if cosine is None else (1 - MEANING) * share + MEANING * cosine
    asked, given = _figures(query), _figures(claim)
    return score - OTHER_FIGURES if asked and given and asked.isdisjoint(given) else score


def _figures(statement: Statement) -> frozenset[str]:
    return frozenset(term for term in statement.stems if term[0].isdecimal())


def nearness(score: float, cosine: float) -> float:
    """Return what puts the items of one relation in order: their score, 0.0 to 1.0, moved by the likeness of meaning.

    It is less than 1.0, and of two with the same cosine the one with the higher score is nearer.
    """
    odds = score * math.exp(LIKENESS * (cosine - NEITHER))
    return round(odds / (odds + 1 - score), 4) if 0 < score < 1 else score
