"""The chance that a passage is a reason to look at a claim again: a sum of points, each with its name."""

import math
from collections.abc import Mapping

VERSION = 1
"""Goes up whenever a pair gets another score for the same words; items keep it."""

POINTS: Mapping[str, float] = {
    "start": -6.2,
    "words of the claim": 1.5,
    "words in common": 0.8,
    "other passages": 1.9,
    "change": 1.2,
    "promise": 0.9,
    "opinion": -1.3,
    "denial": 0.4,
    "said by somebody": 0.4,
    "surely a claim": 2.0,
    "other story": -4.0,
}
"""What a part of 1.0 counts; a logistic regression gave them."""


def points(parts: Mapping[str, float]) -> dict[str, float]:
    """Return what each part counts; their sum is the logarithm of the odds."""
    return {name: POINTS[name] * value for name, value in parts.items() if value}


def chance(total: float) -> float:
    """Return the chance, 0.0 to 1.0, that a sum of points stands for."""
    return 1 / (1 + math.exp(-total))
