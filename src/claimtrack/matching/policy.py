"""What becomes an item for a person, and what is kept below the floor."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from claimtrack.domain.revisit import Reason, Relation

_P = TypeVar("_P")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a passage compares with a claim: a score from 0.0 to 1.0, a suggested relation, and the reasons."""

    score: float
    relation: Relation
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class MatchPolicy:
    """The desk's settings for matching.

    A pair that scores `floor` or more becomes an item, at most `passages` of one article for one claim, and only
    those that come within `within` of the claim's best; a pair from `below` up is kept and counted. `candidates` is
    how many claims are compared with each passage, `budget` how many postings a passage may read.
    """

    floor: float = 0.12
    below: float = 0.07
    within: float = 0.85
    passages: int = 2
    candidates: int = 50
    budget: int = 50_000


@dataclass(frozen=True, slots=True)
class Pair(Generic[_P]):
    """A passage, a claim's number, and how they compare."""

    passage: _P
    claim: int
    comparison: Comparison


@dataclass(frozen=True, slots=True)
class Selection(Generic[_P]):
    """Pairs to ask about, pairs that are kept below the floor, and how many were left out altogether."""

    items: tuple[Pair[_P], ...]
    below: tuple[Pair[_P], ...]
    left_out: int


def select(pairs: Iterable[Pair[_P]], policy: MatchPolicy) -> Selection[_P]:
    """Decide which pairs of one article are worth a person's time, best first within each claim."""
    by_claim: dict[int, list[Pair[_P]]] = defaultdict(list)
    left_out = 0
    for pair in pairs:
        if pair.comparison.score >= policy.below:
            by_claim[pair.claim].append(pair)
        else:
            left_out += 1
    items: list[Pair[_P]] = []
    below: list[Pair[_P]] = []
    for found in by_claim.values():
        found.sort(key=lambda pair: -pair.comparison.score)
        enough = max(policy.floor, found[0].comparison.score * policy.within)
        for at, pair in enumerate(found):
            (items if at < policy.passages and pair.comparison.score >= enough else below).append(pair)
    return Selection(tuple(items), tuple(below), left_out)
