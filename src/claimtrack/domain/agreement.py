"""How far two people come to the same verdict, beyond what chance would give."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

FEW = 20
"""Below so many pairs a share or a kappa is too little to read much into."""

_Z = 1.959963984540054
"""The 97.5 % point of the normal distribution, for intervals of 95 %."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two raters agree on `n` things, each of which both have put into one class.

    `observed` is the share on which they agree, `expected` the one that chance would give, if each used the classes
    as often as they did; `kappa` is Cohen's. `low` and `high` bound its interval of 95 %. What cannot be said is None.
    """

    n: int
    agreed: int
    observed: float | None = None
    expected: float | None = None
    kappa: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def few(self) -> bool:
        """Tell whether these are too few to read much into."""
        return self.n < FEW

    @property
    def why_none(self) -> str | None:
        """Return in words why there is no kappa or no interval, None where there are both."""
        if self.n == 0:
            return "nothing to compare"
        if self.kappa is None:
            return "both gave one and the same verdict throughout, so that chance alone would agree"
        if self.low is None:
            return f"no interval, {'all agree' if self.agreed == self.n else 'too few pairs'}"
        return None


def agreement(pairs: Sequence[tuple[Hashable, Hashable]]) -> Agreement:
    """Return Cohen's kappa of pairs of classes, the first rater's and the second's, with its large-sample interval.

    kappa = (po - pe) / (1 - pe), where po is the share of equal pairs and pe the sum over the classes of the product
    of both raters' shares (J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological
    Measurement 20, 1960). Its variance is that of J. L. Fleiss, J. Cohen and B. S. Everitt, "Large Sample Standard
    Errors of Kappa and Weighted Kappa", Psychological Bulletin 72, 1969:

        sum_i pii [(1 - pe) - (pi. + p.i)(1 - po)]^2 + (1 - po)^2 sum_(i != j) pij (p.i + pj.)^2 - (po pe - 2 pe + po)^2

    divided by n (1 - pe)^4. Kappa is undefined without pairs and where pe is 1: both use one and the same class only.
    The interval is left out where the estimated variance is 0, as it is when all pairs are equal: an interval without
    width would say more than there is to know. It is cut off at -1 and 1.
    """
    n, agreed = len(pairs), sum(first == second for first, second in pairs)
    if not n:
        return Agreement(0, 0)
    cells = {cell: count / n for cell, count in Counter(pairs).items()}
    rows, columns = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    # Counted whole, so that what is 1 is 1 exactly.
    expected = sum(rows[one] * columns.get(one, 0) for one in rows) / n**2
    observed = agreed / n
    if expected == 1:
        return Agreement(n, agreed, observed, expected)
    kappa = (observed - expected) / (1 - expected)
    equal = unequal = 0.0
    for (first, second), share in cells.items():
        if first == second:
            both = (rows[first] + columns[first]) / n
            equal += share * ((1 - expected) - both * (1 - observed)) ** 2
        else:
            unequal += share * ((columns.get(first, 0) + rows.get(second, 0)) / n) ** 2
    spread = equal + (1 - observed) ** 2 * unequal - (observed * expected - 2 * expected + observed) ** 2
    error = sqrt(max(spread, 0.0) / n) / (1 - expected) ** 2
    if agreed == n or error < _NONE:
        return Agreement(n, agreed, observed, expected, kappa)
    low, high = max(-1.0, kappa - _Z * error), min(1.0, kappa + _Z * error)
    return Agreement(n, agreed, observed, expected, kappa, low, high)


_NONE = 1e-9
"""A standard error below this is none but for rounding."""
