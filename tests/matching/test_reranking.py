import pytest

from claimtrack.matching import Statement
from claimtrack.matching.reranking import MEANING, OTHER_FIGURES, closeness

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
