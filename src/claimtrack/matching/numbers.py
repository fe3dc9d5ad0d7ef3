"""Numbers in a text: figures, number words and ranges with their values; what they count is not read here."""

import re
import unicodedata
from dataclasses import dataclass, replace

_SMALL = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * at for at, word in enumerate(_TENS, start=2)}
_SCALES = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SHORT = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12}
_MONTHS = """
    January February March April May June July August September October November December
    Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec
""".split()

CURRENCIES = """
    AED AFN AMD ARS AUD AZN BAM BBD BDT BGN BHD BIF BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK
    DJF DKK DOP DZD EGP ERN ETB EUR FJD GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MRU MUR MVR MWK MXN MYR MZN
    NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD
    SSP STN SYP SZL THB TJS TMT TND TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW
""".split()
"""Codes of ISO 4217, but for those that are words in capitals: ALL, CUP, MOP, TOP."""

_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
_MONTH = rf"(?-i:{'|'.join([*_MONTHS, *(name.upper() for name in _MONTHS)])})\b\.?"
_LABEL = r"article|chapter|flight|gate|highway|line|no\.|number|page|phase|platform|room|route|section|terminal|unit"
_SIGN = "$€£¥₺₹₽"

_COUNTS_NOTHING = re.compile(
    rf"""
    (?<![\w.,])(?:
        \d{{4}}-\d\d?-\d\d? | \d+(?:[/:]\d+)+ | \d+(?:\.\d+){{2,}}           # 2026-06-12, 12/6/2026, 10:30, 12.6.2026
      | \d+(?:\.\d\d)?\s?[ap]\.?m\b                                          # 5 p.m.
      | \d+(?:st|nd|rd|th|s)\b | (?:{_WORD})-(?:first|second|thirds?|quarters?|\w+ths?)\b  # 12th, 1990s, two-thirds
      | (?<![{_SIGN}])(?:19|20)\d\d(?:\s?[-–]\s?\d\d)?(?![\d,.]*\d|\s?(?:%|{_SCALE}))  # 2025, 2025-26
      | {_MONTH}\s\d\d?(?:\s?[-–]\s?\d\d?)?(?![\d,.]*\d)                     # June 12
      | \d\d?(?:\s?[-–]\s?\d\d?)?\s(?:of\s)?{_MONTH}                         # 12 June
      | (?:{_LABEL})\s\d+(?![\d,.]*\d|\s?%|\sper)                            # line 3
    )
    | [^\W\d_]-\d+                                                           # F-16
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = re.compile(
    rf"""
    (?<![\w.,])
    (?P<minus>[-−–]|minus\s)?
    (?:(?P<currency>[A-Z]{{0,2}}[{_SIGN}]|(?-i:{"|".join(CURRENCIES)}))\s?)?
    (?P<number>
        (?:\d{{1,3}}(?:,\d{{2,3}})*,\d{{3}}|\d{{1,3}}(?:[\xa0\u2009\u202f]\d{{3}}|\ 000)+|\d{{1,15}})(?!\d)
        (?:\.\d{{1,6}})?[¼½¾]?
      | [¼½¾]
      | (?:(?:half\s)?an?\s(?:{_SCALE})|half[\s-](?:{_SCALE})|{_WORD})\b
        (?:(?:[\s-]|\sand\s)(?:{_WORD}|{_SCALE})\b){{0,9}}(?:\sand\sa\shalf\b)?
    )
    (?:[\s-]?(?P<scale>{_SCALE})s?\b|\s?(?P<short>mn|bn|tn|[mk])\b)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|and|or)\s", re.IGNORECASE)
_PLURAL = re.compile(r"\s(?:people|[^\W\d_]+[^\W\d_s]s)\b")
_BEFORE = 8
"""Code points before a range in which "from" or "between" stands."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at its place in code points; `upto` is the end of a range, `currency` the sign or code before it."""

    value: float
    start: int
    end: int
    upto: float | None = None
    currency: str = ""


def in_words(words: str) -> float | None:
    """Return the value of number words such as "one hundred and twenty", or None where they make no number."""
    total = current = 0.0
    plain = words.removesuffix(" and a half")
    for word in plain.replace("-", " ").split():
        if word in {"a", "an", "and"}:
            continue
        if word == "half":
            current = 0.5
        elif word in _WORDS:
            # "hundred" leaves room for two more digits, "twenty" for one, "twelve" for none.
            room = next((room for room in (100, 10) if current % room == 0), 0)
            if _WORDS[word] >= room:
                return None
            current += _WORDS[word]
        elif _SCALES[word] <= _SCALES["hundred"]:
            current = (current or 1) * _SCALES[word]
        else:
            total, current = total + (current or 1) * _SCALES[word], 0.0
    return total + current + (0.5 if plain != words else 0)


def _value(number: str) -> float | None:
    if number[0].isalpha():
        return in_words(" ".join(number.lower().split()))
    figure = re.sub(r"[,\s]", "", number.rstrip("¼½¾")) or "0"
    return float(figure) + (unicodedata.numeric(number[-1]) if number[-1] in "¼½¾" else 0)


def _read(match: re.Match[str], text: str) -> tuple[Number, float] | None:
    """Return a number and the scale that a word such as "million" gave it."""
    value, end = _value(match["number"]), match.end()
    if value is None:
        return None
    short = (match["short"] or "").lower()
    scale = _SCALES.get((match["scale"] or "").lower(), 1.0)
    if short and (len(short) > 1 or match["currency"] or _PLURAL.match(text, end)):
        scale = _SHORT[short]
    elif short:
        end = match.start("short")  # "$5m" and "5m homes" are millions, a "5m wall" is not
    if match["minus"]:
        value = -value
    return Number(value * scale, match.start(), end, currency=match["currency"] or ""), scale


def _is_range(text: str, first: Number, second: Number) -> bool:
    link = text[first.end : second.start].strip().lower()
    before = text[max(0, first.start - _BEFORE) : first.start].lower().split()[-1:]
    if link == "and":
        return before == ["between"]
    return link != "to" or before != ["from"]  # "from 8 to 9" tells of a change


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text in order; dates, years, times of day, ordinals and labels are none."""
    plain = _COUNTS_NOTHING.sub(lambda match: "\0" * len(match[0]), text)
    found: list[tuple[Number, float]] = []
    for match in _NUMBER.finditer(plain):
        read = _read(match, plain)
        if read is None:
            continue
        number, scale = read
        if found and _RANGE.fullmatch(plain, found[-1][0].end, number.start):
            first, its_scale = found[-1]
            if its_scale == 1:
                first = replace(first, value=first.value * scale)  # the million of "8 to 9 million" is of both
                found[-1] = first, scale
            if first.value < number.value and first.upto is None and _is_range(plain, first, number):
                currency = first.currency or number.currency
                found[-1] = Number(first.value, first.start, number.end, number.value, currency), scale
                continue
        found.append((number, scale))
    return [number for number, _ in found]
