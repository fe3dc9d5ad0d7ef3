"""Numbers in a text with their units, so that figures are compared only where they measure the same thing."""

import re
from dataclasses import dataclass

from claimtrack.matching.analysis import STOP_WORDS, folded, stem

_SMALL = {
    name: value
    for value, name in enumerate(
        """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """.split()
    )
}
_TENS = {
    name: 10 * value
    for value, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_GROUPS = {"dozen": 12, "dozens": 12}
_SCALE = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "millions": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "billions": 1e9,
    "trillion": 1e12,
}
_CURRENCY = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "₺": "lira", "₹": "rupee", "₽": "ruble"}
_NAMES = "|".join(sorted({*_SMALL, *_TENS, *_GROUPS}, key=len, reverse=True))
_NUMBER = re.compile(
    rf"""
    (?P<currency>[$€£¥₺₹₽]\s?)?
    (?<![\w.,])(?P<figure>[-−]?\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?|\b(?:{_NAMES})(?:-(?:{_NAMES}))?\b)
    (?P<suffix>\s?%|(?:st|nd|rd|th)\b)?
    (?:[\s-](?P<scale>hundred|thousand|millions?|mn?|bn|billions?|trillion)\b)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MONTHS = """
    january february march april may june july august september october november december
    """.split()
_NOT_A_UNIT = STOP_WORDS | {"per", "cent", "percent", "people"} - {"people", "percent"}
_NEXT = re.compile(r"\s*[-(]?\s*([^\W\d_][\w'’-]*)")
_LOOK_AHEAD = 3
"""Words behind a number among which its unit is looked for ("60 extra fire engines")."""

FIRST_YEAR, LAST_YEAR = 1800, 2200


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, what it counts (stems of the words behind it, the nearest first), and its words."""

    value: float
    units: tuple[str, ...]
    text: str

    def measures_as(self, other: "Quantity") -> bool:
        """Tell whether both count the same thing."""
        return bool(set(self.units) & set(other.units))

    def equals(self, other: "Quantity") -> bool:
        """Tell whether both are the same number."""
        return abs(self.value - other.value) <= 1e-9 * max(abs(self.value), abs(other.value), 1)


def _figure(words: str) -> float | None:
    plain = words.replace(",", "").replace("−", "-").lower()
    try:
        return float(plain)
    except ValueError:
        parts = plain.split("-")
        known = _SMALL | _TENS | _GROUPS
        return float(sum(known[part] for part in parts)) if all(part in known for part in parts) else None


def _units(text: str, end: int) -> tuple[tuple[str, ...], int]:
    found: list[str] = []
    last = end
    for _ in range(_LOOK_AHEAD):
        match = _NEXT.match(text, last)
        if match is None:
            break
        word = folded(match[1]).removesuffix("'s").removesuffix("’s")
        if word in {"per"} and folded(text[match.end() :]).lstrip().startswith("cent"):
            return ("%",), match.end() + len(" cent")
        if word == "percent":
            return ("%",), match.end()
        if word in STOP_WORDS or word in _MONTHS:
            break
        last = match.end()
        found.append(stem(word))
    return tuple(found), last


def quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order; dates, years and ordinals are none."""
    found = []
    for match in _NUMBER.finditer(text):
        suffix = (match["suffix"] or "").strip().lower()
        value = _figure(match["figure"])
        if value is None or suffix in {"st", "nd", "rd", "th"}:
            continue
        if match["scale"]:
            value *= _SCALE[match["scale"].lower()]
        if _is_date(text, match, value):
            continue
        units, last = (("%",), match.end()) if suffix == "%" else _units(text, match.end())
        if match["currency"]:
            units, last = (_CURRENCY[match["currency"].strip()],), match.end()
        if not units:
            continue
        if value == 1 and match["figure"].lower() == "one":
            continue  # "one official" seldom counts anything
        found.append(Quantity(value, units, text[match.start() : last].strip()))
    return tuple(found)


def _is_date(text: str, match: re.Match[str], value: float) -> bool:
    before = folded(text[max(0, match.start() - 12) : match.start()]).split()
    behind = _NEXT.match(text, match.end())
    after = folded(behind[1]) if behind else ""
    by_month = any(
        word.strip(".,")[:3] == month[:3] for month in _MONTHS for word in (before[-1:] or [""]) if len(word) > 2
    )
    plain_year = FIRST_YEAR <= value <= LAST_YEAR and match["figure"].isdigit() and not match["currency"]
    return by_month or after in _MONTHS or (plain_year and match["scale"] is None and not match["suffix"])
