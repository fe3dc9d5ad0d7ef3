"""Floors that the rules once reached on annotated data, so that none is lost unseen."""

from pathlib import Path

import pytest

from claimtrack.domain.claim import Modality
from claimtrack.evaluation.comparing import Compared, Standing
from claimtrack.evaluation.extraction import evaluate_extraction
from claimtrack.evaluation.gold import GoldArticle
from claimtrack.extraction import extract

pytestmark = pytest.mark.usefixtures("model")


def test_the_real_article(seed: GoldArticle) -> None:
    compared = Compared.of(seed, extract(seed.article))
    assert sum(claim.is_core for claim in seed.claims) == 13
    assert len(compared.missed()) <= 2
    standings = [compared.standing(at) for at in range(len(compared.found.claims))]
    assert [code for standing, code in standings if standing is Standing.MUST_NOT] == []


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


EXTRACTION = {
    "sentences.f1": 0.92,
    "claims.core_recall": 0.88,
    "claims.precision_of_all": 0.82,
    "claims.f1": 0.84,
    "source.recall": 0.90,
    "source_in.f1": 0.90,
    "cue.f1": 0.90,
    "triple.f1": 0.78,
    "modality.accuracy": 0.85,
    "times.value": 0.70,
    "due.stated": 0.75,
    "determinism": 1.0,
    "grounding": 1.0,
    "wording.faithful": 1.0,
}
CEILINGS = {
    "claims.must_not": 0.08,
    "claims.must_not_furniture": 0.0,
    "modality.future_or_opinion_as_fact": 0.04,
    "due.false_stated": 0.06,
}


def test_claims_of_the_stories(gold: Path) -> None:
    found = evaluate_extraction(gold).evaluation
    assert {key: found.value(key) for key, floor in EXTRACTION.items() if found.value(key) < floor} == {}
    assert {key: found.value(key) for key, most in CEILINGS.items() if found.value(key) > most} == {}
