"""What the readers of time expressions share: their setting, and words of a match turned into numbers and codes."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.extraction.intervals import Direction, Period
from claimtrack.extraction.lexicons.calendar_words import MONTHS, NUMBERS, SPAN_UNITS, TENS, UNITS

UNTIL = frozenset({"by", "until", "till", "through", "no later than", "not later than", "before", "ahead of"})
"""Prepositions of a last day."""
NOT_BEFORE = frozenset(
    {"no earlier than", "no sooner than", "not before", "not until", "as early as", "as soon as", "at the earliest"}
)
"""Prepositions of a first day."""
FROM = frozenset({"from", "as from"})
"""Prepositions of a first day that is itself the day."""
WHEN = frozenset({"in", "on", "during"})
"""Prepositions that put what a verb tells on the day."""
UNTIL_EVENT = re.compile(
    r"\b(?:until|till)\s+(?:the|an?|its|their|his|her|this|that)\s+(?:[\w’-]+\s+){1,3}(?:in|on)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
"""What stands before the day of an event that something lasts until: "until the count in November"."""
MAX_SENTENCE = 2000
"""Code points of one sentence that are looked at for times."""
_MAX_COUNT = 9999


@dataclass(frozen=True, slots=True)
class Setting:
    """What a reading depends on: the day the text was published, where the tense points, and the preposition.

    `sure` tells that the tense was read from a verb that governs the expression. `before` gives what was named before
    it, the nearest last: in its sentence, and in the sentences before.
    """

    anchor: date | None
    direction: Direction
    relation: str = ""
    sure: bool = False
    before: Callable[[], Sequence[Period]] = tuple


Reader = Callable[[re.Match[str], Setting], Period | None]


def word_of(match: re.Match[str], group: str) -> str:
    """Return the words of a group that the pattern may not have, lower case, or an empty string."""
    found = match.groupdict().get(group) or ""
    return " ".join(found.lower().replace("'", "’").split())


def month_number(match: re.Match[str]) -> int:
    """Return 1 to 12 for the month in figures or by name."""
    name = word_of(match, "m").rstrip(".")
    return int(name) if name.isdigit() else MONTHS[name]


def count_of(match: re.Match[str]) -> int:
    """Return the number in figures or by name, at most 9999."""
    word = word_of(match, "c") or word_of(match, "one")
    return min(int(word), _MAX_COUNT) if word.isdigit() else number_of(word)


def least_of(match: re.Match[str]) -> int:
    """Return the smaller number of "two to three", or the only one."""
    word = word_of(match, "least")
    return (min(int(word), _MAX_COUNT) if word.isdigit() else number_of(word)) if word else count_of(match)


def number_of(words: str) -> int:
    """Return what "twelve", "twenty" and "twenty-one" say, in lower case."""
    return sum(TENS.get(word) or NUMBERS[word] for word in words.replace("-", " ").split())


def unit_code(match: re.Match[str]) -> str:
    """Return the code of the unit that is named, one or many of it."""
    word = word_of(match, "u")
    return UNITS.get(word) or UNITS[word.removesuffix("s").replace("centurie", "century")]


def span_value(count: int | None, unit: str) -> str:
    """Return a duration in TIMEX3 notation; X stands for a number that is not told."""
    letter, factor = SPAN_UNITS.get(unit, (unit, 1))
    number = "X" if count is None else str(count * factor)
    return f"P{'T' if unit in {'S', 'MIN', 'H'} else ''}{number}{letter}"
