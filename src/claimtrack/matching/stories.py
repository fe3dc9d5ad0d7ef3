"""Whether two articles tell the same story: by the names that they share, which words alone do not show."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from claimtrack.matching.statement import Statement

_K = TypeVar("_K")

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


def affinity(article: frozenset[str], others: Mapping[_K, frozenset[str]]) -> dict[_K, float]:
    """Return for each of the others how far it tells the article's story, 0.0 to 1.0, given the names in each.

    Names that a short text does not give cannot be missed: without any, it may tell every story.
    """
    found = {}
    for key, names in others.items():
        unknown = max(0, ENOUGH - min(len(names), len(article)))
        found[key] = min(1.0, (len(names & article) + unknown) / ENOUGH)
    return found
