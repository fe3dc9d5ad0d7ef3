"""Numbers with what they count, so that figures are compared only where they measure the same thing."""

import re
from dataclasses import dataclass
from math import inf, isclose, isfinite

from claimtrack.matching.analysis import MAX_CHARACTERS, STOP_WORDS, folded, stem
from claimtrack.matching.dates import CALENDAR
from claimtrack.matching.numbers import CURRENCIES, Number, numbers
from claimtrack.matching.verbs import base

_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₺": "lira", "₹": "rupee", "₽": "ruble"}
_CODES = {"EUR": "euro", "GBP": "pound", "USD": "dollar", "JPY": "yen", "TRY": "lira", "INR": "rupee", "RUB": "ruble"}
_MEASURES = {"%"} | {code.lower() for code in CURRENCIES} | {stem(name) for name in _CURRENCY.values()}
"""Units that say all about what a number is; two numbers of which only one has such a unit never compare."""

_PERCENT = re.compile(r"\s?%|[\s-](?:percent|per\s?cent|pct)\b", re.IGNORECASE)
_SIZES = {
    "length": "km 1e3 kilometre 1e3 kilometer 1e3 metre 1 meter 1 cm .01 centimetre .01 centimeter .01 mile 1609.344 "
    "yard .9144 foot .3048 feet .3048 ft .3048",
    "weight": "kg 1e3 kilo 1e3 kilogram 1e3 kilogramme 1e3 gram 1 tonne 1e6 tons 1e6",
    "area": "hectare 1e4 acre 4046.86 ha 1e4",
    "volume": "litre 1e-3 liter 1e-3 gallon 3.785e-3",
    "time": "second 1 minute 60 hour 3600 day 86400 week 604800 fortnight 1209600 month 2629800 year 31557600",
}
_SCALE = {
    stem(words[at]): (dimension, float(words[at + 1]))
    for dimension, words in ((name, text.split()) for name, text in _SIZES.items())
    for at in range(0, len(words), 2)
}
_POWERS = {"squar": (2, "area"), "sq": (2, "area"), "cubic": (3, "volume")}
_ROUNDED = 0.02
"""By how much a size may be off that is given in another unit: "5 miles" are "8 kilometres"."""

_WORD_BEFORE = re.compile(r"[^\W\d_][\w'’]*")
_FAR_BEFORE = 60
"""Code points before a number in which the words stand that are its unit where none stands behind it."""
_LOOK_BACK = 3
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
_NO_UNITS = (
    STOP_WORDS
    | CALENDAR
    | set("almost around roughly nearly approximately close least exceed exceeds exceeded fewer less most".split())
)
TOLERANCE = 0.05
"""By how much "about 60" may be off, as a share."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number from `low` to `high`, what it counts (stems of the words behind it, the nearest first), and its words.

    `led` are the words before it, the nearest first: and the units where none stands behind it ("killed 14").

    "At least" and "up to" leave one side open. `former` says that another number took its place, as the first does in
    "up from 14 to 31 homes".
    """

    low: float
    high: float
    units: tuple[str, ...]
    text: str
    former: bool = False
    led: tuple[str, ...] = ()

    @property
    def size(self) -> tuple[str, float]:
        """Return the dimension of its unit with its size in that of the dimension, or no dimension."""
        if self.units[:1] and self.units[0] in _POWERS and len(self.units) > 1:
            power, dimension = _POWERS[self.units[0]]
            of, length = _SCALE.get(self.units[1], ("", 1.0))
            return (dimension, length**power) if of == "length" else ("", 1.0)
        return _SCALE.get(self.units[0], ("", 1.0)) if self.units else ("", 1.0)

    @property
    def is_bare(self) -> bool:
        """Tell whether no unit stands behind it."""
        return self.units == self.led

    def _led_as(self, other: "Quantity") -> bool:
        """Tell whether the word next to one is near the other, or two of them are."""
        mine, its = {*map(base, self.units), *self.led}, {*map(base, other.units), *other.led}
        nearest = {one.led[0] for one in (self, other) if one.is_bare}
        common = mine & its
        return bool(common & nearest) or len(common) > 1

    def measures_as(self, other: "Quantity") -> bool:
        """Tell whether both count the same thing."""
        if self.is_bare or other.is_bare:
            return self._led_as(other)
        dimension = self.size[0]
        if dimension or other.size[0]:
            return dimension == other.size[0]
        mine, its = set(self.units), set(other.units)
        exact = (mine | its) & _MEASURES
        return bool(mine & its & exact) if exact else bool(mine & its)

    def equals(self, other: "Quantity") -> bool:
        """Tell whether both may be the same number; "more than 60" and "more than 75" are not."""
        mine, its = self.size[1], other.size[1]
        if mine != its:
            low, high = (bound * its / mine for bound in (other.low, other.high))
            room = _ROUNDED if self.size[0] else 0
            other = Quantity(low - abs(low) * room, high + abs(high) * room, self.units, other.text)
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
        return [stem(_CODES.get(sign) or _CURRENCY.get(sign[-1]) or sign.lower())], number.end
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


def _led(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the words between two places that a number at the end of them may count, the nearest first."""
    words = [
        folded(match[0]).removesuffix("'s") for match in _WORD_BEFORE.finditer(text, max(start, end - _FAR_BEFORE), end)
    ]
    kept = [base(stem(word)) for word in reversed(words) if word not in _NO_UNITS]
    return tuple(kept[:_LOOK_BACK])


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
    starts = [0, *ends]
    for start, number, counted, end in zip(starts, read, units, ends, strict=False):
        words = text[number.start : end].strip()
        led = _led(text, text.rfind("\n", start, number.start) + 1 or start, number.start)
        if not (counted or led) or (words.lower().startswith("one ") and number.value == 1):
            continue  # "one official" seldom counts anything
        before = text[max(0, number.start - _BEFORE) : number.start]
        found.append(_quantity(number, counted or led, words, before, led))
    return tuple(found)


def _quantity(number: Number, units: tuple[str, ...], words: str, before: str, led: tuple[str, ...]) -> Quantity:
    low, high = number.value, number.value if number.upto is None else number.upto
    qualified = _QUALIFIED.search(before)
    kind = qualified.lastgroup if qualified else None
    if kind == "about":
        low, high = low - abs(low) * TOLERANCE, high + abs(high) * TOLERANCE
    elif kind == "least":
        high = inf
    elif kind == "most":
        low = -inf
    return Quantity(low, high, units, words, former=kind == "former", led=led)
