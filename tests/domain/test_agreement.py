"""Cohen's kappa: known cases, its interval against the delta method, and what cannot be said."""

from collections.abc import Sequence
from itertools import product
from math import isclose, sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claimtrack.domain.agreement import FEW, agreement

Pairs = Sequence[tuple[str, str]]
CLASSES = "abc"


def table(*cells: tuple[str, str, int]) -> Pairs:
    return [(first, second) for first, second, count in cells for _ in range(count)]


def kappa_of(shares: dict[tuple[str, str], float]) -> float:
    """Return kappa of the shares of a table, as the definition has it."""
    observed = sum(share for (first, second), share in shares.items() if first == second)
    rows = {one: sum(share for (first, _), share in shares.items() if first == one) for one in CLASSES}
    columns = {one: sum(share for (_, second), share in shares.items() if second == one) for one in CLASSES}
    expected = sum(rows[one] * columns[one] for one in CLASSES)
    return (observed - expected) / (1 - expected)


def error_by_differences(pairs: Pairs) -> float:
    """Return the standard error of kappa by the delta method: slopes measured, shares as a multinomial has them."""
    n, step = len(pairs), 1e-6
    cells = {cell: pairs.count(cell) / n for cell in product(CLASSES, CLASSES)}
    slopes = {}
    for cell, share in cells.items():
        more, less = ({**cells, cell: share + way * step} for way in (1, -1))
        slopes[cell] = (kappa_of(more) - kappa_of(less)) / (2 * step)
    mean = sum(cells[cell] * slopes[cell] for cell in cells)
    spread = sum(cells[cell] * slopes[cell] ** 2 for cell in cells) - mean**2
    return sqrt(max(spread, 0.0) / n)


def test_a_worked_case() -> None:
    # 20 + 15 of 50 agree; chance alone gives 0.5 * 0.6 + 0.5 * 0.4.
    found = agreement(table(("yes", "yes", 20), ("yes", "no", 5), ("no", "yes", 10), ("no", "no", 15)))
    assert (found.n, found.agreed, found.observed) == (50, 35, 0.7)
    assert found.expected == pytest.approx(0.5)
    assert found.kappa == pytest.approx(0.4)
    assert found.low == pytest.approx(0.1511, abs=1e-4)
    assert found.high == pytest.approx(0.6489, abs=1e-4)
    assert not found.few


def test_agreement_no_better_than_chance_is_nothing() -> None:
    assert agreement([(one, other) for one in "ab" for other in "ab"]).kappa == pytest.approx(0)


def test_always_the_opposite_is_below_chance() -> None:
    found = agreement(table(("a", "b", 10), ("b", "a", 10)))
    assert found.agreed == 0
    assert found.kappa == pytest.approx(-1)
    assert found.low is None


@given(st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(CLASSES)), min_size=1, max_size=40))
def test_the_interval_is_that_of_the_delta_method(pairs: Pairs) -> None:
    found = agreement(pairs)
    assume(found.kappa is not None)
    cells = {cell: pairs.count(cell) / len(pairs) for cell in product(CLASSES, CLASSES)}
    assert found.kappa == pytest.approx(kappa_of(cells))
    error = error_by_differences(pairs)
    if found.low is None or found.high is None:
        assert error == pytest.approx(0, abs=1e-4)
        return
    assert -1 <= found.low <= found.kappa <= found.high <= 1  # type: ignore[operator]
    for bound, way in ((found.low, -1), (found.high, 1)):
        plain = found.kappa + way * 1.959964 * error  # type: ignore[operator]
        assert isclose(bound, min(1.0, max(-1.0, plain)), abs_tol=2e-3)


@given(st.lists(st.tuples(st.sampled_from(CLASSES), st.sampled_from(CLASSES)), max_size=20))
def test_names_of_classes_and_who_comes_first_mean_nothing(pairs: Pairs) -> None:
    found = agreement(pairs)
    for other in (
        agreement([(second, first) for first, second in pairs]),
        agreement([(a * 2, b * 2) for a, b in pairs]),
    ):
        assert (other.n, other.agreed) == (found.n, found.agreed)
        for one, same in ((found.kappa, other.kappa), (found.low, other.low), (found.high, other.high)):
            assert one == same or isclose(one or 0, same or 0, abs_tol=1e-9)


def test_what_cannot_be_said_is_said_so() -> None:
    none = agreement([])
    assert (none.n, none.observed, none.kappa, none.why_none) == (0, None, None, "nothing to compare")
    one_class = agreement(table(("a", "a", 30)))
    assert (one_class.observed, one_class.expected, one_class.kappa) == (1, 1, None)
    assert "chance alone would agree" in (one_class.why_none or "")
    equal = agreement(table(("a", "a", 10), ("b", "b", 20)))
    assert (equal.low, equal.high, equal.why_none) == (None, None, "no interval, all agree")
    assert equal.kappa == pytest.approx(1)
    single = agreement([("a", "b")])
    assert (single.low, single.why_none) == (None, "no interval, too few pairs")
    assert single.kappa == pytest.approx(0)


def test_few_is_said_of_few() -> None:
    assert agreement([("a", "b")] * (FEW - 1)).few
    assert not agreement([("a", "b")] * FEW).few
