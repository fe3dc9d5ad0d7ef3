"""Figures from counts: each figure by hand, and intervals that hold it."""

import pytest

from claimtrack.domain.span import Span
from claimtrack.evaluation.aligning import aligned, paired
from claimtrack.evaluation.counting import FEWEST, Balance, Share, draws, figures, times_drawn, triple


def test_a_share_and_its_interval() -> None:
    units = [{"right": 1, "of": 1}] * 15 + [{"right": 0, "of": 1}] * 5
    (figure,) = figures(units, [Share("a.b", "a", "right", "of")])
    assert (figure.value, figure.right, figure.of) == (0.75, 15, 20)
    # The binomial standard error is .097; the bootstrap has to come near 1.96 of them on either side.
    assert figure.low == pytest.approx(0.56, abs=0.06)
    assert figure.high == pytest.approx(0.94, abs=0.06)


def test_the_same_units_give_the_same_figures() -> None:
    units = [{"right": at % 3, "of": 3} for at in range(30)]
    measure = Share("a", "a", "right", "of")
    assert figures(units, [measure]) == figures(units, [measure])


def test_precision_recall_and_f1() -> None:
    units = [{"right": 3, "found": 4, "wanted": 6}, {"right": 0, "found": 2, "wanted": 0}]
    precision, recall, f1 = figures(units, triple("x", "x", "right", "found", "wanted"))
    assert (precision.value, recall.value) == (0.5, 0.5)
    assert f1.value == 0.5
    assert (f1.right, f1.of) == (None, None)
    assert [figure.key for figure in (precision, recall, f1)] == ["x.precision", "x.recall", "x.f1"]


def test_nothing_to_measure_has_no_value() -> None:
    share = Share("a", "a", "right", "of")
    (figure,) = figures([{"of": 0}, {"of": 0}], [share])
    assert (figure.value, figure.low, figure.high) == (None, None, None)
    assert Balance("f", "f", share, Share("b", "b", "right", "wanted")).value({"wanted": 2}) == 0.0


def test_one_unit_has_no_interval() -> None:
    (figure,) = figures([{"right": 1, "of": 2}], [Share("a", "a", "right", "of")])
    assert (figure.value, figure.low) == (0.5, None)


def test_large_sets_are_drawn_less_often() -> None:
    assert [times_drawn(units) for units in (1, 2, 5_000, 10_000, 10**6)] == [0, 1_000, 1_000, 500, 100]
    # A set too large for that many draws in all is drawn that often all the same.
    assert [times_drawn(units) for units in (50_000, 50_001, 10**9)] == [FEWEST] * 3
    assert len(list(draws(50, resamples=7))) == 7


@pytest.mark.parametrize(
    ("found", "gold", "hits"),
    [
        ([Span(0, 10)], [Span(0, 20)], {0: 0}),
        ([Span(0, 9)], [Span(0, 20)], {}),
        ([Span(0, 100)], [Span(40, 50)], {0: 0}),
        ([Span(0, 100)], [Span(10, 20), Span(40, 50)], {}),
        ([Span(0, 20), Span(0, 18)], [Span(0, 19), Span(0, 20)], {0: 1, 1: 0}),
        ([Span(0, 20), Span(1, 20)], [Span(0, 20)], {0: 0}),
        ([Span(0, 5)], [Span(5, 9)], {}),
    ],
)
def test_best_overlap_first_one_to_one(found: list[Span], gold: list[Span], hits: dict[int, int]) -> None:
    assert aligned(found, gold) == hits


def test_each_span_is_overlapped_by_one_of_its_own() -> None:
    assert paired([Span(0, 10)], [Span(0, 4), Span(5, 9)]) == 1
    assert paired([Span(0, 4), Span(5, 9)], [Span(3, 6), Span(8, 9)]) == 2
    assert paired([], [Span(0, 1)]) == 0
