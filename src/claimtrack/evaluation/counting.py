"""Figures from counts: shares, their harmonic means, and how far each may be off.

Every unit (an article, a query, a page) gives counts. A figure adds them up over all units and divides once, so a long
article weighs more than a short one. The interval is a percentile bootstrap over units: they are drawn again with
replacement, and the figure is made anew each time (Efron and Tibshirani 1993, chapter 13).
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

RESAMPLES = 1_000
SEED = 20_250_821
LEVEL = 0.95
_MANY_DRAWS = 5_000_000
"""Units drawn for one report before it is drawn less often: a set of more than 5,000 is drawn less than 1,000 times."""
FEWEST = 100
"""Resamples of the largest sets, of more than 50,000 units: fewer would say little about the ends of an interval."""

Counts = Mapping[str, float]
_S = TypeVar("_S")


class Tally(dict[str, float]):
    """Counts by name; what was never counted is 0."""

    def __missing__(self, name: str) -> float:
        """Return 0 for a name that was never counted."""
        return 0.0

    def add(self, more: Counts) -> None:
        """Take in the counts of a part."""
        for name, number in more.items():
            self[name] += number


@dataclass(frozen=True, slots=True)
class Share:
    """One count over another; `words` name it for people, `key` for scripts, as in "claims.core_recall"."""

    key: str
    words: str
    right: str
    of: str

    def value(self, totals: Counts) -> float | None:
        """Return the share, or None where there is nothing to divide by."""
        return totals.get(self.right, 0.0) / totals[self.of] if totals.get(self.of) else None


@dataclass(frozen=True, slots=True)
class Balance:
    """The harmonic mean of precision and recall (F1)."""

    key: str
    words: str
    precision: Share
    recall: Share

    def value(self, totals: Counts) -> float | None:
        """Return F1; 0.0 where nothing is right, None where nothing can be."""
        precision, recall = self.precision.value(totals) or 0.0, self.recall.value(totals)
        if recall is None:
            return None
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Average:
    """The mean of two balances (macro F1)."""

    key: str
    words: str
    one: Balance
    other: Balance

    def value(self, totals: Counts) -> float | None:
        """Return the mean, or None where one of the two has no value."""
        one, other = self.one.value(totals), self.other.value(totals)
        return None if one is None or other is None else (one + other) / 2


Measure = Share | Balance | Average


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure with its interval; `right` and `of` are the counts behind a share, None for a mean of two."""

    key: str
    words: str
    value: float | None
    low: float | None = None
    high: float | None = None
    right: float | None = None
    of: float | None = None


def triple(
    key: str, words: str, right: str, found: str, wanted: str, also_right: str | None = None
) -> tuple[Share, Share, Balance]:
    """Return precision, recall and F1 from the names of three counts.

    `also_right` names what is right among the wanted, where that is not the same as what is right among the found.
    """
    precision = Share(f"{key}.precision", f"{words}: precision", right, found)
    recall = Share(f"{key}.recall", f"{words}: recall", also_right or right, wanted)
    return precision, recall, Balance(f"{key}.f1", f"{words}: F1", precision, recall)


def figures(units: Sequence[Counts], measures: Sequence[Measure], resamples: int = RESAMPLES) -> tuple[Figure, ...]:
    """Return each measure over all units with its interval; the same units give the same figures."""
    columns = {name: [unit.get(name, 0.0) for unit in units] for name in _names(measures)}
    totals = {name: sum(column) for name, column in columns.items()}
    samples = [_drawn(columns, draw) for draw in draws(len(units), resamples)]
    return tuple(_figure(measure, totals, samples) for measure in measures)


def _names(measures: Sequence[Measure]) -> set[str]:
    return {name for measure in measures for share in _shares(measure) for name in (share.right, share.of)}


def _shares(measure: Measure) -> tuple[Share, ...]:
    if isinstance(measure, Share):
        return (measure,)
    if isinstance(measure, Balance):
        return measure.precision, measure.recall
    return (*_shares(measure.one), *_shares(measure.other))


def times_drawn(units: int, resamples: int = RESAMPLES) -> int:
    """Return how often so many units are drawn again; one unit drawn again is the same one, so it is not."""
    return min(resamples, max(FEWEST, _MANY_DRAWS // units)) if units > 1 else 0


def draws(units: int, resamples: int = RESAMPLES) -> Iterator[list[int]]:
    """Yield the indexes of each draw; the same number of units is always drawn in the same way."""
    dice = random.Random(SEED)  # noqa: S311 - statistics, not secrets; seeded so that a report can be repeated
    for _ in range(times_drawn(units, resamples)):
        yield dice.choices(range(units), k=units)


def _drawn(columns: Mapping[str, list[float]], draw: Sequence[int]) -> dict[str, float]:
    return {name: sum(map(column.__getitem__, draw)) for name, column in columns.items()}


def _figure(measure: Measure, totals: Counts, samples: Sequence[Counts]) -> Figure:
    value = measure.value(totals)
    low, high = interval(measure.value, samples)
    if not isinstance(measure, Share):
        return Figure(measure.key, measure.words, value, low, high)
    return Figure(measure.key, measure.words, value, low, high, totals[measure.right], totals[measure.of])


def interval(value: Callable[[_S], float | None], samples: Sequence[_S]) -> tuple[float | None, float | None]:
    """Return the middle 95 % of a figure over samples, or nothing where it has no value in most of them."""
    found = sorted(made for sample in samples if (made := value(sample)) is not None)
    if not found or len(found) * 2 < len(samples):
        return None, None
    cut = int(len(found) * (1 - LEVEL) / 2)
    return found[cut], found[len(found) - 1 - cut]
