"""Extraction against annotated articles: floors that the rules once reached, so that none is lost unseen."""

from collections import Counter

from claimtrack.domain.claim import Modality
from claimtrack.extraction import extract
from tests.evaluation.conftest import GoldArticle
from tests.evaluation.scoring import aligned

NO_CLAIM_LINES = {"heading", "related_link", "author_bio", "author_link", "byline", "timestamp", "caption", "advert"}


def test_the_real_article(seed: GoldArticle) -> None:
    found = extract(seed.article).claims
    hits = aligned(found, seed.claims)
    core = {at for at, claim in enumerate(seed.claims) if claim.facts["level"] == "core"}
    assert len(core) == 13
    assert len(core & set(hits.values())) >= 11
    for span, code in seed.not_claims:
        inside = [claim.quote.text for claim in found if span.contains(claim.quote)]
        assert inside == [], code


def test_the_ministry_says_soon(seed: GoldArticle) -> None:
    first = extract(seed.article).claims[0]
    assert first.attribution is not None
    assert first.attribution.source is not None
    assert first.attribution.cue is not None
    assert first.attribution.source.text == "Türkiye’s Ministry of National Defense"
    assert first.attribution.cue.text == "said"
    assert first.modality is Modality.FORWARD_LOOKING
    assert first.due is not None
    assert (first.due.kind, first.due.phrase, str(first.due.earliest), first.due.latest) == (
        "vague",
        "soon",
        "2025-08-21",
        None,
    )


def test_claims_of_the_stories(articles: list[GoldArticle]) -> None:
    counts: Counter[str] = Counter()
    for gold in articles:
        found = extract(gold.article).claims
        hits = aligned(found, gold.claims)
        core = {at for at, claim in enumerate(gold.claims) if claim.facts["level"] == "core"}
        counts["core"] += len(core)
        counts["core found"] += len(core & set(hits.values()))
        counts["claims"] += len(found)
        counts["right"] += len(hits)
        counts["lines"] += sum(
            span.contains(claim.quote) for claim in found for span, code in gold.not_claims if code in NO_CLAIM_LINES
        )
        for at, to in hits.items():
            source = gold.claims[to].source
            if source is not None:
                counts["sources"] += 1
                mine = found[at].attribution
                counts["sources right"] += bool(mine and mine.source and mine.source.overlaps(source))
            if found[at].modality is Modality.ASSERTED_FACT:
                counts["inflated"] += gold.claims[to].facts["modality"] in {"opinion", "forward_looking"}
    print(dict(counts))  # noqa: T201 - shown with -s, for the docs
    assert counts["core found"] >= 0.88 * counts["core"]
    assert counts["right"] >= 0.82 * counts["claims"]
    assert counts["sources right"] >= 0.90 * counts["sources"]
    assert counts["lines"] == 0
    assert counts["inflated"] <= 0.02 * counts["right"]
