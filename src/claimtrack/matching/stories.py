"""Whether two articles tell the same story: by the names that they share, which words alone do not show."""

from collections.abc import Iterable

from claimtrack.matching.statement import Statement

ENOUGH = 4
"""Names in common from which on two articles certainly tell one story; two articles of different ones share up to 3."""


def names_of(statements: Iterable[Statement]) -> frozenset[str]:
    """Return the terms of all names in statements and of their speakers."""
    found: set[str] = set()
    for statement in statements:
        found.update(statement.names)
        if statement.speaker:
            found.update(Statement(f"by {statement.speaker}").names)
    return frozenset(found)


def affinity(article: frozenset[str], other: frozenset[str]) -> float:
    """Return how far another article tells this one's story, 0.0 to 1.0, given the names in each.

    Names that a short text does not give cannot be missed: without any, it may tell every story.
    """
    unknown = max(0, ENOUGH - min(len(other), len(article)))
    return min(1.0, (len(other & article) + unknown) / ENOUGH)
