"""What becomes an item for a person, and what is kept without asking."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar

from claimtrack.domain.revisit import Reason, ReasonKind, Relation

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
    those that come within `within` of the claim's best; what changes the claim has a place besides. A pair from
    `below` up is kept and counted. `candidates` is how many claims are compared with each passage, `budget` how many
    postings a passage may read.
    """

    floor: float = 0.12
    below: float = 0.07
    within: float = 0.9
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
    """Pairs to ask about, pairs that are kept without asking, and how many were left out altogether.

    What is kept lies below the floor, or has among its reasons that another passage stands for it.
    """

    items: tuple[Pair[_P], ...]
    below: tuple[Pair[_P], ...]
    left_out: int


def select(pairs: Iterable[Pair[_P]], policy: MatchPolicy, said: Collection[int] = ()) -> Selection[_P]:
    """Decide which pairs of one article are worth a person's time, best first within each claim.

    `said` are the claims that the article says again word for word elsewhere: about these it asks only where it
    denies or updates them, too.
    """
    by_claim: dict[int, list[Pair[_P]]] = defaultdict(list)
    left_out = 0
    for pair in pairs:
        if pair.comparison.score >= policy.below:
            by_claim[pair.claim].append(pair)
        else:
            left_out += 1
    items: list[Pair[_P]] = []
    below: list[Pair[_P]] = []
    for claim, found in by_claim.items():
        found.sort(key=lambda pair: -pair.comparison.score)
        asking = set(_asking(found, policy, said=claim in said))
        for at, pair in enumerate(found):
            if at in asking:
                items.append(pair)
            else:
                below.append(pair if pair.comparison.score < policy.floor else _stood_for(pair))
    return Selection(tuple(items), tuple(below), left_out)


def _asking(found: Sequence[Pair[_P]], policy: MatchPolicy, *, said: bool) -> Iterator[int]:
    """Yield the places of the pairs of one claim, best first, that are worth asking about."""
    enough, seen = found[0].comparison.score * policy.within, set[str]()
    for at, pair in enumerate(found):
        if pair.comparison.score < policy.floor:
            return
        # The recap of what was said may be nearer to a claim than the news that it does not hold any more.
        turns = _turns(pair.comparison)
        if turns - seen or (not said and at < policy.passages and pair.comparison.score >= enough):
            yield at
        seen |= turns
        said = said or _says_again(pair.comparison)


def _turns(comparison: Comparison) -> set[str]:
    """Return in which ways a passage changes the claim; a new figure is news beside any other update."""
    if comparison.relation is Relation.CONTRADICTS:
        return {"contradicts"}
    if comparison.relation is not Relation.UPDATES:
        return set()
    figure = any(why.kind is ReasonKind.NUMBER and why.old != why.new for why in comparison.why)
    return {"updates", "figure"} if figure else {"updates"}


def _says_again(comparison: Comparison) -> bool:
    return comparison.relation is Relation.REPEATS and any(why.kind is ReasonKind.VERBATIM for why in comparison.why)


def _stood_for(pair: Pair[_P]) -> Pair[_P]:
    why = (*pair.comparison.why, Reason(ReasonKind.OTHER_PASSAGE))
    return replace(pair, comparison=replace(pair.comparison, why=why))
