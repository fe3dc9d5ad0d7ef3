"""The order of what is asked about: right items come before wrong ones of the same suggested relation."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from claimtrack.domain.revisit import Relation
from claimtrack.evaluation.counting import Measure, Share, Tally

MEASURES: tuple[Measure, ...] = (
    Share("revisit.order", "order: linked pairs first", "order", "order linked"),
    Share("revisit.order_wanted", "order: claims to look at again first", "order wanted", "wanted items"),
)
SEMANTIC: tuple[Measure, ...] = (
    Share("revisit.semantic.order", "  linked pairs, with meanings", "semantic order", "order linked"),
    Share("revisit.semantic.order_wanted", "  claims, with meanings", "semantic order wanted", "wanted items"),
)
"""Where meanings are compared too."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An item: the relation that it suggests, its score, what puts it in order, and whether it is right in two ways.

    `linked` tells that the annotation links its passage to its claim, `wanted` that the claim is to be looked at again.
    """

    relation: Relation
    score: float
    nearness: float
    linked: bool
    wanted: bool


def order_counts(items: Sequence[Placed]) -> Tally:
    """Return for the items of a story the sums of their average precisions, and how many are right."""
    found = Tally(
        {"order linked": sum(item.linked for item in items), "wanted items": sum(item.wanted for item in items)}
    )
    for order, place in (("order", attrgetter("score")), ("semantic order", attrgetter("nearness"))):
        by_relation: dict[Relation, list[Placed]] = defaultdict(list)
        for item in sorted(items, key=place, reverse=True):
            by_relation[item.relation].append(item)
        for ranked in by_relation.values():
            found.add({order: _precisions([item.linked for item in ranked])})
            found.add({f"{order} wanted": _precisions([item.wanted for item in ranked])})
    return found


def _precisions(right: Sequence[bool]) -> float:
    """Return the sum of the precision at each right one."""
    hits, total = 0, 0.0
    for place, one in enumerate(right, start=1):
        if one:
            hits += 1
            total += hits / place
    return total
