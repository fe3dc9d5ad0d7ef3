"""One article's claims beside the annotated ones, and what each emitted claim counts as."""

from dataclasses import dataclass
from enum import StrEnum

from claimtrack.domain.claim import ExtractedClaim, Extraction, Modality
from claimtrack.domain.span import Span
from claimtrack.evaluation.aligning import OVERLAP, aligned
from claimtrack.evaluation.gold import GoldArticle, GoldClaim

FURNITURE = frozenset(
    """title heading byline timestamp related_link author_bio author_link caption pull_quote advert share_prompt
    boilerplate""".split()
)
"""Codes of lines that are no prose of the article."""
OWN_VOICE = frozenset(
    """author_evaluation author_analysis speculation speculation_untraceable hypothetical rhetorical question
    feeling""".split()
)
"""Codes of what an author thinks, supposes, asks or plays with."""


class Standing(StrEnum):
    """What an emitted claim counts as.

    `right` is a core claim; `allowed` an optional one, or an opinion that says so: neither right nor wrong. The rest is
    wrong: an opinion that goes for something else, what must not be claimed, what nobody annotated.
    """

    RIGHT = "right"
    ALLOWED = "allowed"
    UNMARKED_OPINION = "unmarked_opinion"
    MUST_NOT = "must_not"
    NOT_ANNOTATED = "not_annotated"


WRONG = frozenset({Standing.UNMARKED_OPINION, Standing.MUST_NOT, Standing.NOT_ANNOTATED})


@dataclass(frozen=True, slots=True)
class Compared:
    """An article, what was extracted, and which claim is which: index of the emitted one to that of the annotated."""

    gold: GoldArticle
    found: Extraction
    hits: dict[int, int]

    @classmethod
    def of(cls, gold: GoldArticle, found: Extraction) -> "Compared":
        """Align the claims."""
        hits = aligned([claim.quote.span for claim in found.claims], [claim.span for claim in gold.claims])
        return cls(gold, found, hits)

    def pairs(self) -> list[tuple[ExtractedClaim, GoldClaim]]:
        """Return each emitted claim that hits with the annotated one."""
        return [(self.found.claims[at], self.gold.claims[to]) for at, to in sorted(self.hits.items())]

    def missed(self) -> list[GoldClaim]:
        """Return the core claims that nothing hits."""
        hit = set(self.hits.values())
        return [claim for at, claim in enumerate(self.gold.claims) if claim.is_core and at not in hit]

    def standing(self, at: int) -> tuple[Standing, str | None]:
        """Return what the emitted claim at `at` counts as, with the code of what it must not be."""
        claim = self.found.claims[at]
        if at in self.hits:
            gold = self.gold.claims[self.hits[at]]
            if gold.is_core:
                return Standing.RIGHT, None
            marked = gold.level != "optional_opinion" or claim.modality is Modality.OPINION
            return (Standing.ALLOWED if marked else Standing.UNMARKED_OPINION), None
        code = _forbidden(claim.quote.span, self.gold)
        return (Standing.MUST_NOT if code else Standing.NOT_ANNOTATED), code


def _forbidden(quote: Span, gold: GoldArticle) -> str | None:
    """Return the code of the stretch that must not be claimed and holds the quote, or shares half the union with it."""
    holding = [
        (len(span), code) for span, code in gold.not_claims if span.contains(quote) or span.iou(quote) >= OVERLAP
    ]
    return min(holding)[1] if holding else None
