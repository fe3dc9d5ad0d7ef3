"""Numbers with what they count, so that figures are compared only where they measure the same thing."""

import re
from dataclasses import dataclass
from math import inf, isclose, isfinite

from claimtrack.matching.analysis import MAX_CHARACTERS, STOP_WORDS, folded, stem
from claimtrack.matching.numbers import Number, numbers

_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₺": "lira", "₹": "rupee", "₽": "ruble"}
_CODES = {"EUR": "euro", "GBP": "pound", "USD": "dollar"}
_MEASURES = {"%"} | {stem(name) for name in _CURRENCY.values()}
"""Units that say all about what a number is; two numbers of which only one has such a unit never compare."""

_PERCENT = re.compile(r"\s?%|[\s-](?:percent|per\s?cent|pct)\b", re.IGNORECASE)
_NEXT = re.compile(r"(?:[^\S\n]|[(-]){0,3}([^\W\d_][\w'’]*)")
_PASSED_OVER = frozenset(
    """
    additional all another different extra full further its more new of other our separate such the their these
    those total whole
    """.split()
)
_LOOK_AHEAD, _WORDS_PASSED = 3, 8
"""Words behind a number that may be its unit ("60 fire engines"), and words that are looked at for them."""

_GAP = re.compile(r"\W{0,3}(?:[^\W\d_]+\W{1,3}){0,2}")
_BEFORE = 24
"""Code points before a number in which the words that qualify it stand."""

_ABOUT = r"about|almost|around|roughly|some|nearly|approximately|close to"
_LEAST = r"at least|more than|over|above|exceeds?|exceeded|(?:no|not) (?:fewer|less) than|a minimum of"
_MOST = r"at most|up to|less than|fewer than|under|below|(?:no|not) more than|a maximum of|within"
_FORMER = r"from|not|previously|originally|earlier|initially|instead of|rather than|compared (?:with|to)"
_QUALIFIED = re.compile(
    rf"\b(?:(?P<about>{_ABOUT})|(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<former>{_FORMER}))\s+$", re.IGNORECASE
)
TOLERANCE = 0.05
"""By how much "about 60" may be off, as a share."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number from `low` to `high`, what it counts (stems of the words behind it, the nearest first), and its words.

    "At least" and "up to" leave one side open. `former` says that another number took its place, as the first does in
    "up from 14 to 31 homes".
    """

    low: float
    high: float
    units: tuple[str, ...]
    text: str
    former: bool = False

    def measures_as(self, other: "Quantity") -> bool:
        """Tell whether both count the same thing."""
        mine, its = set(self.units), set(other.units)
        exact = (mine | its) & _MEASURES
        return bool(mine & its & exact) if exact else bool(mine & its)

    def equals(self, other: "Quantity") -> bool:
        """Tell whether both may be the same number; "more than 60" and "more than 75" are not."""
        if self.high == other.high == inf:
            return isclose(self.low, other.low)
        if self.low == other.low == -inf:
            return isclose(self.high, other.high)
        bounds = (self.low, self.high, other.low, other.high)
        room = 1e-9 * max((abs(bound) for bound in bounds if isfinite(bound)), default=0)
        return self.low <= other.high + room and other.low <= self.high + room


def _measure(text: str, number: Number) -> tuple[list[str], int]:
    """Return the currency or the per cent of a number, if it has one, and where the words behind it begin."""
    if number.currency:
        sign = number.currency.upper()
        return [stem(_CODES.get(sign) or _CURRENCY[sign[-1]])], number.end
    percent = _PERCENT.match(text, number.end)
    return (["%"], percent.end()) if percent else ([], number.end)


def _units(text: str, number: Number, limit: int) -> tuple[tuple[str, ...], int]:
    """Return what a number counts, and where the words for it end; `limit` is where the next number begins."""
    found, last = _measure(text, number)
    measured, at = len(found), last
    for _ in range(_WORDS_PASSED):
        match = _NEXT.match(text, at, limit)
        if match is None or len(found) == _LOOK_AHEAD:
            break
        at, word = match.end(), folded(match[1]).removesuffix("'s")
        if word in _PASSED_OVER and len(found) == measured:
            continue
        if word in STOP_WORDS:
            break
        found.append(stem(word))
        last = at
    return tuple(found), last


def _lend(text: str, read: list[Number], units: list[tuple[str, ...]], ends: list[int]) -> None:
    """Give a number without a unit that of its neighbour: "12 of the 14 firefighters", "nine men, not twelve"."""
    for at in reversed(range(len(read) - 1)):
        if not units[at] and _GAP.fullmatch(text, read[at].end, read[at + 1].start):
            units[at] = units[at + 1]
    for at in range(1, len(read)):
        if not units[at] and _GAP.fullmatch(text, ends[at - 1], read[at].start):
            units[at] = units[at - 1]


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a text that count something, in order."""
    text = text[:MAX_CHARACTERS]
    read = numbers(text)
    limits = [*(number.start for number in read), len(text)][1:]
    behind = [_units(text, number, limit) for number, limit in zip(read, limits, strict=True)]
    units, ends = [found for found, _ in behind], [end for _, end in behind]
    _lend(text, read, units, ends)
    found = []
    for number, counted, end in zip(read, units, ends, strict=True):
        words = text[number.start : end].strip()
        if not counted or (words.lower().startswith("one ") and number.value == 1):
            continue  # "one official" seldom counts anything
        found.append(_quantity(number, counted, words, text[max(0, number.start - _BEFORE) : number.start]))
    return tuple(found)


def _quantity(number: Number, units: tuple[str, ...], words: str, before: str) -> Quantity:
    low, high = number.value, number.value if number.upto is None else number.upto
    qualified = _QUALIFIED.search(before)
    kind = qualified.lastgroup if qualified else None
    if kind == "about":
        low, high = low - abs(low) * TOLERANCE, high + abs(high) * TOLERANCE
    elif kind == "least":
        high = inf
    elif kind == "most":
        low = -inf
    return Quantity(low, high, units, words, former=kind == "former")
