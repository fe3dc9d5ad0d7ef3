import math

import pytest

from claimtrack.matching import Statement
from claimtrack.matching.reranking import LIKENESS, MEANING, NEITHER, OTHER_FIGURES, closeness, nearness

BRIDGE = Statement("The bridge cost 4.2 million euros")


def test_without_a_cosine_the_words_decide() -> None:
    assert closeness(Statement("The bridge was dear"), BRIDGE, 0.5) == 0.5


def test_a_cosine_counts_beside_the_words() -> None:
    found = closeness(Statement("The bridge was dear"), BRIDGE, 1.0, 0.2)
    assert found == pytest.approx((1 - MEANING) + MEANING * 0.2)


@pytest.mark.parametrize(
    ("text", "loses"),
    [
        ("The bridge cost 5.1 million euros", True),
        ("The bridge cost 4.2 million euros, not 5.1", False),
        ("The bridge cost millions", False),
    ],
)
def test_a_claim_with_other_figures_loses_a_little(text: str, loses: bool) -> None:
    for cosine in (None, 1.0):
        expected = 1.0 - OTHER_FIGURES if loses else 1.0
        assert closeness(Statement(text), BRIDGE, 1.0, cosine) == pytest.approx(expected)


def test_meaning_moves_the_odds_of_a_score() -> None:
    assert nearness(0.3, NEITHER) == 0.3
    odds = 0.3 / 0.7 * math.exp(LIKENESS * (0.9 - NEITHER))
    assert nearness(0.3, 0.9) == pytest.approx(odds / (1 + odds), abs=1e-4)
    assert nearness(0.3, -1.0) < nearness(0.2, 0.0) < nearness(0.2, 0.9) < nearness(0.3, 0.9) < 1


@pytest.mark.parametrize("score", [0.0, 1.0])
def test_what_is_certain_is_not_moved(score: float) -> None:
    assert nearness(score, 1.0) == nearness(score, -1.0) == score
