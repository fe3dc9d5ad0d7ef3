"""Floors that the rules once reached on annotated data, so that none is lost unseen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from claimtrack.domain.claim import Modality
from claimtrack.evaluation.attribution import evaluate_attribution
from claimtrack.evaluation.comparing import Compared, Standing
from claimtrack.evaluation.extraction import evaluate_extraction
from claimtrack.evaluation.future import evaluate_future
from claimtrack.evaluation.gold import GoldArticle
from claimtrack.evaluation.lines import evaluate_lines
from claimtrack.evaluation.match import evaluate_match
from claimtrack.evaluation.outcome import Evaluation
from claimtrack.evaluation.pages import evaluate_pages
from claimtrack.evaluation.sentences import evaluate_sentences
from claimtrack.evaluation.stories import evaluate_stories, find_stories
from claimtrack.evaluation.times import evaluate_times
from claimtrack.extraction import extract

pytestmark = pytest.mark.usefixtures("model")


def test_the_real_article(seed: GoldArticle) -> None:
    compared = Compared.of(seed, extract(seed.article))
    assert sum(claim.is_core for claim in seed.claims) == 13
    assert compared.missed() == []
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
    "claims.core_recall": 0.92,
    "claims.precision_of_all": 0.82,
    "claims.f1": 0.84,
    "source.recall": 0.90,
    "source_in.f1": 0.90,
    "cue.f1": 0.90,
    "triple.f1": 0.78,
    "modality.accuracy": 0.88,
    "times.value": 0.70,
    "due.stated": 0.95,
    "determinism": 1.0,
    "grounding": 1.0,
    "wording.faithful": 1.0,
}
CEILINGS = {
    "claims.must_not": 0.08,
    "claims.must_not_own_voice": 0.05,
    "claims.must_not_furniture": 0.0,
    "modality.inflation": 0.02,
    "modality.future_or_opinion_as_fact": 0.02,
    "due.false_stated": 0.01,
}


def test_claims_of_the_stories(gold: Path) -> None:
    found = evaluate_extraction(gold).evaluation
    assert {key: found.value(key) for key, floor in EXTRACTION.items() if found.value(key) < floor} == {}
    assert {key: found.value(key) for key, most in CEILINGS.items() if found.value(key) > most} == {}


def test_stories_that_go_on(gold: Path) -> None:
    found = evaluate_stories(find_stories(gold))
    floors = {"match.map5": 0.67, "match.pairs10": 0.83, "match.relation_merged": 0.55}
    assert {key: found.value(key) for key, floor in floors.items() if found.value(key) < floor} == {}


Evaluate = Callable[[Path], Evaluation]

SETS: dict[str, tuple[Evaluate, dict[str, float], dict[str, float]]] = {
    "wikinews_gum": (
        evaluate_sentences,
        {"sentences.boundary.f1": 0.97, "sentences.exact.f1": 0.94},
        {"sentences.offset_errors": 0.0},
    ),
    "timex_news": (evaluate_times, {"times.relaxed.f1": 0.87, "times.value.f1": 0.80}, {}),
    "boilerplate_lines": (evaluate_lines, {"lines.read.boilerplate.f1": 0.85, "lines.read.body.recall": 0.83}, {}),
    "future_meantime": (evaluate_future, {"future.f1": 0.55, "future.precision": 0.85}, {}),
    "article_extraction": (
        evaluate_pages,
        {"article.read.f1": 0.96},
        {"article.claimable_boilerplate": 0.02, "article.sentences_lost": 0.15},
    ),
    "claim_match_debates": (evaluate_match, {"match.map5": 0.48}, {}),
    "claim_match_tweets": (evaluate_match, {"match.map5": 0.87}, {}),
    "revisit_ecbplus": (evaluate_match, {"match.map5": 0.805}, {}),
}


@pytest.mark.parametrize("name", SETS)
def test_other_sets(data: Path, name: str) -> None:
    evaluate, floors, ceilings = SETS[name]
    folder = data / "data" / name
    if not folder.is_dir():
        pytest.skip(f"no {name} in {data}")
    found = evaluate(folder)
    assert {key: found.value(key) for key, floor in floors.items() if found.value(key) < floor} == {}
    assert {key: found.value(key) for key, most in ceilings.items() if found.value(key) > most} == {}


def test_attributions(data: Path) -> None:
    folder = data / "data" / "wikinews_gum"
    if not folder.is_dir():
        pytest.skip(f"no wikinews_gum in {data}")
    found = evaluate_attribution(folder)
    floors = {"core.f1": 0.80, "pair.f1": 0.57, "matched.source": 0.90}
    assert {key: found.value(key) for key, floor in floors.items() if found.value(key) < floor} == {}
