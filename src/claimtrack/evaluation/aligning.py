"""Which predicted claim is which annotated one: best overlap first, one to one."""

from collections.abc import Sequence

from claimtrack.domain.span import Span

OVERLAP = 0.5


def aligned(found: Sequence[Span], gold: Sequence[Span]) -> dict[int, int]:
    """Return the index of the annotated span for each predicted one that hits.

    A hit shares half of the union, or holds the whole annotated span and no other.
    """
    pairs = sorted(
        (-mine.iou(theirs), at, to)
        for at, mine in enumerate(found)
        for to, theirs in enumerate(gold)
        if mine.overlaps(theirs) and (mine.iou(theirs) >= OVERLAP or _holds_only(mine, to, gold))
    )
    hits: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, to in pairs:
        if at not in hits and to not in taken:
            hits[at] = to
            taken.add(to)
    return hits


def _holds_only(mine: Span, to: int, gold: Sequence[Span]) -> bool:
    return [at for at, theirs in enumerate(gold) if mine.contains(theirs)] == [to]


def paired(found: Sequence[Span], gold: Sequence[Span]) -> int:
    """Return how many annotated spans are overlapped by a predicted one of their own."""
    free = list(found)
    pairs = 0
    for theirs in gold:
        mine = next((span for span in free if span.overlaps(theirs)), None)
        if mine is not None:
            free.remove(mine)
            pairs += 1
    return pairs
