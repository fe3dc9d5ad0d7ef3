"""Which predicted claim is which annotated one: best overlap first, one to one."""

from collections.abc import Sequence

from claimtrack.domain.claim import ExtractedClaim
from claimtrack.domain.span import Span
from tests.evaluation.conftest import GoldClaim

OVERLAP = 0.5


def aligned(found: Sequence[ExtractedClaim], gold: Sequence[GoldClaim]) -> dict[int, int]:
    """Return the index of the annotated claim for each predicted one that hits.

    A hit shares half of the union, or holds the whole annotated quote and no other.
    """
    spans = [claim.span for claim in gold]
    pairs = sorted(
        (
            (-claim.quote.iou(span), at, to)
            for at, claim in enumerate(found)
            for to, span in enumerate(spans)
            if claim.quote.iou(span) >= OVERLAP or _holds_only(claim.quote, to, spans)
        ),
    )
    hits: dict[int, int] = {}
    for _, at, to in pairs:
        if at not in hits and to not in hits.values():
            hits[at] = to
    return hits


def _holds_only(quote: Span, to: int, spans: Sequence[Span]) -> bool:
    return [at for at, span in enumerate(spans) if quote.contains(span)] == [to]
