"""Parts that the patterns of time expressions are put together from. A single space stands for any white space."""

import re
from collections.abc import Iterable

from claimtrack.extraction.lexicons.calendar_words import (
    EASTER_DAYS,
    HOLIDAYS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    TENS,
    UNITS,
    WEEKDAYS,
    WEEKDAYS_OF_MONTHS,
)


def any_of(words: Iterable[str]) -> str:
    """Return the words as alternatives, the longer ones first."""
    return "|".join(sorted(words, key=len, reverse=True))


def names_of(names: list[str], *, short: set[str]) -> str:
    """Return alternatives of names that begin with a capital; short ones may have a stop."""
    written = [form for name in names for form in (name.title(), name.upper())]
    return "(?-i:" + "|".join(rf"{name}\b\.?" if name.lower() in short else rf"{name}\b" for name in written) + ")"


_HOLIDAYS = (*HOLIDAYS, *EASTER_DAYS, *WEEKDAYS_OF_MONTHS)
HOLIDAY = "(?-i:(?=[A-Z]))(?P<n>" + any_of(day.replace("’", "[’']").replace(".", r"\.") for day in _HOLIDAYS) + ")"
_SHORT_MONTHS = {name for name in MONTHS if len(name) <= len("sept") and name not in {"may", "june", "july"}}
FULL_DAYS = [name for name in WEEKDAYS if name.endswith("day")]
_SHORT_DAYS = [name for name in WEEKDAYS if not name.endswith("day")]

MONTH = rf"(?P<m>{names_of(list(MONTHS), short=_SHORT_MONTHS)})"
DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
TO_DAY = r"(?: ?[-–] ?| (?:to|and|or) )(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<y>(?:19|20)\d\d)"
A_YEAR = rf"(?<![$€£/.]){YEAR}"
OLD_YEAR = r"(?P<y>1[5-8]\d\d)"
DECADE = r"(?P<y>(?:1[5-9]|20)\d0)"
CENTURY = r"(?P<c>1\d|2[01])(?:th|st)"
HOUR = r"(?P<h>[012]?\d)"
WEEKDAY = rf"(?P<w>{names_of(FULL_DAYS, short=set())}|(?-i:{'|'.join(name.title() for name in _SHORT_DAYS)})\.)"
OF_NEXT_YEAR = "(?:,? (?:of )?(?P<of>last|this|next) year)"
A_WEEKDAY = WEEKDAY.replace("?P<w>", "?:")
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_WORDS = any_of([word for word in NUMBERS if word not in {"a", "an"}])
_NUMBER = rf"(?:{any_of(list(TENS))})(?:[ -](?:{_ONES}))?|{_WORDS}"
LEAST = rf"(?:(?P<least>\d{{1,6}}(?=[-–]\d| (?:to|or) )|(?:{_NUMBER})(?= (?:to|or) ))(?: (?:to|or) |[-–]))?"
COUNT = rf"(?:{LEAST}(?P<c>\d{{1,6}}|{_NUMBER})|(?P<one>an?))"
MANY = rf"{LEAST}(?P<c>\d{{1,6}}|{_NUMBER})"
_NOT_COUNTED = r"(?!-| (?:per ?cent|people|million|thousand|[a-z]+s\b))"
SPELLED_YEAR = rf"(?P<c>nineteen|twenty) (?P<c2>(?:{any_of(list(TENS))})(?:[ -](?:{_ONES}))?){_NOT_COUNTED}"
KIND = "(?:(?P<k>working|business|trading)|more|additional|further|calendar|consecutive|straight)"
UNIT = rf"(?:{KIND} )?(?P<u>(?:{any_of(list(UNITS))})s?|centuries)"
NO_AGE = "(?![ -]olds?)"
HALF = r"(?P<half> (?:1/2|and a half)|½)"
ONE_UNIT = rf"(?P<u>{any_of([unit for unit in UNITS if unit not in {'second', 'minute', 'hour', 'night'}])})"
UNITS_LEFT_OPEN = "(?P<u>hours|days|weeks|months|years|decades)"
DAYTIME = "(?: (?P<t>morning|afternoon|evening|night))?"
PART = (
    r"(?:(?:the )?(?:(?P<part>early|later?|mid|(?:end|beginning|start|middle|close|rest|remainder)(?= of )|end(?=-))"
    r"(?: ?- ?| (?:in |of (?:the )?)?)))?"
)
ORDINAL = any_of([word for word in ORDINALS if word != "last"])
OF_A_YEAR = rf"(?:{YEAR}|(?P<rel>this|last|next|the) year)"
_YEAR_AGO = r"(?:same |comparable )?year[ -](?:ago|earlier)"
OF_WHICH_YEAR = rf"(?:(?P<y2>(?:19|20)\d\d)(?:[’'](?:s )| )|(?P<rel2>this|last|next) year[’']s |(?P<ago>{_YEAR_AGO}) )?"
ENDED = rf"(?= (?:that )?(?:ended|ending|to) (?:on )?(?:\d\d? )?{MONTH}(?: \d\d?)?(?:,? {YEAR})?)"
BEFORE_LAST = r"(?: (?:of )?(?:the )?last year| a year (?:ago|earlier|before)| the year before)?"
NTH_QUARTER = (
    rf"(?:the )?{OF_WHICH_YEAR}(?:fiscal[ -])?(?P<o>{ORDINAL})[ -](?:fiscal[ -])?(?P<u>quarter|half)"
    rf"(?:,?(?: of)? (?:fiscal (?:year )?)?{OF_A_YEAR})?(?!-)"
)
THE_QUARTER = rf"(?P<u>quarter|period|month){BEFORE_LAST}"
POINTED = "day|night|morning|afternoon|evening|week|month|year"
SEASON = r"(?P<s>spring|summer|autumn|winter|(?:(?<=the )|(?<=this )|(?<=last )|(?<=next ))fall)"
ZONE = r"(?: (?P<z>(?-i:UTC|GMT|[ECMP][SD]?T|BST|CES?T|IST)))?"
_TOLD = "after|before|thereafter|as|afterwards?|became|began|came|went|turned|followed|found|spread|discovered"
SOON = (
    r"(?:very )?soon(?<!too soon)(?<!how soon)(?<!as soon)(?<!was soon)(?<!were soon)(?<!had soon)(?<!has soon)"
    rf"(?! (?:{_TOLD})\b)|as soon as possible|one day soon"
    r"|shortly(?! (?:after|before|thereafter))|imminently|before long|in due course"
    r"|in the (?:very )?(?:near|immediate) future|in the short term"
)
OPEN = (
    r"(?:(?<=will )|(?<=may )|(?<=could )|(?<=might ))one day|some day|until further notice"
    r"|at a later (?:date|stage)|at some point|in the (?:foreseeable )?future|(?:the|in the) long(?:er)? (?:term|run)"
)
PAST = r"recent(?:ly)?|lately|formerly|(?:in )?the past(?! (?:\d|year|week|month))|(?-i:Previously)"
PRESENT = r"current(?:ly)?|ongoing|at present|at the moment|now(?:adays)?|these days"
AFTER_FOR = "|".join(f"(?<={word} )" for word in "for in within over than about after".split())
BLURRING = "coming|next|following|recent|past|last"
COUNTED = "people|jobs|homes|acres|tonnes|troops|soldiers|men|women|crowns|dollars|euros|pounds|cases|units"

_UNIT_WORDS = re.compile("|".join([*UNITS, "centuries", "period"]), re.IGNORECASE)
_FIGURE = re.compile(r"[0-9]")
_NEEDS = (
    *((part, _FIGURE) for part in (DAY, A_YEAR, OLD_YEAR, DECADE, CENTURY, HOUR)),
    (MONTH, re.compile("|".join(f"{name[:3].title()}|{name[:3].upper()}" for name in MONTHS))),
    (WEEKDAY, re.compile(rf"(?:{'|'.join(name.title() for name in _SHORT_DAYS)}|(?:{'|'.join(FULL_DAYS).upper()}))")),
    (UNIT, _UNIT_WORDS),
    (ONE_UNIT, _UNIT_WORDS),
    (UNITS_LEFT_OPEN, _UNIT_WORDS),
    (THE_QUARTER, _UNIT_WORDS),
    (NTH_QUARTER, re.compile("quarter|half", re.IGNORECASE)),
    (SEASON, re.compile("spring|summer|autumn|winter|fall", re.IGNORECASE)),
    (SPELLED_YEAR, re.compile("nineteen|twenty", re.IGNORECASE)),
    *((part, _FIGURE) for part in ("(?P<q>[1-4])", r"(?P<d>\d\d?)", "(?P<y>[2-9]0)", "FY)")),
    ("current) )?fiscal", re.compile("fiscal", re.IGNORECASE)),
    (POINTED, re.compile(rf"{_UNIT_WORDS.pattern}|morning|afternoon|evening", re.IGNORECASE)),
    ("|yesterday|", re.compile("day|night|morrow", re.IGNORECASE)),
    (HOLIDAY, re.compile("|".join({word for day in _HOLIDAYS for word in day.split()[:1]}), re.IGNORECASE)),
)


def needed(pattern: str) -> frozenset[re.Pattern[str]]:
    """Return what a sentence must hold before the pattern is worth trying: the words of the parts that it cannot lack.

    The parts are looked for as they are written. None of them stands in an optional group, or beside an alternative
    that could do without its words, in any pattern.
    """
    return frozenset(words for part, words in _NEEDS if part in pattern)
