"""The shapes of time expressions, as a table of patterns and the readers of their groups.

Patterns are written with single spaces, which stand for any white space, and are matched between word boundaries and
without regard to case; names of months and days need their capital. They see one sentence at a time and are bounded.
What a match means is told in `timereadings` and `timedistances`.
"""

import re
from functools import cache

from claimtrack.extraction.intervals import Vague
from claimtrack.extraction.lexicons.calendar_words import HOLIDAYS, MONTHS, NUMBERS, ORDINALS, REPEATED, UNITS, WEEKDAYS
from claimtrack.extraction.timedistances import (
    future_ref,
    read_away,
    read_bare_length,
    read_blurred,
    read_clock,
    read_every,
    read_length,
    read_past_ref,
    read_present_ref,
    read_stretch,
)
from claimtrack.extraction.timereadings import (
    parted,
    read_day_month,
    read_day_of_month,
    read_daytime,
    read_decade,
    read_full_date,
    read_holiday,
    read_month,
    read_near_day,
    read_new_year,
    read_quarter,
    read_season,
    read_slashed_date,
    read_this_unit,
    read_weekday,
    read_year,
    read_year_end,
)
from claimtrack.extraction.timewords import Reader

_LOOK_BEHIND = re.compile(r"\(\?<[=!][^)]*\)")

Shapes = tuple[tuple[str, Reader], ...]


def _any(words: list[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _names(names: list[str], *, short: set[str]) -> str:
    """Return alternatives of names that begin with a capital; short ones may have a stop."""
    written = [form for name in names for form in (name.title(), name.upper())]
    return "(?-i:" + "|".join(rf"{name}\b\.?" if name.lower() in short else rf"{name}\b" for name in written) + ")"


_SHORT_MONTHS = {name for name in MONTHS if len(name) <= len("sept") and name not in {"may", "june", "july"}}
_FULL_DAYS = [name for name in WEEKDAYS if name.endswith("day")]
_SHORT_DAYS = [name for name in WEEKDAYS if not name.endswith("day")]

MONTH = rf"(?P<m>{_names(list(MONTHS), short=_SHORT_MONTHS)})"
DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
TO_DAY = r"(?: ?[-–] ?| (?:to|and|or) )(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<y>(?:19|20)\d\d)"
WEEKDAY = rf"(?P<w>{_names(_FULL_DAYS, short=set())}|(?-i:{'|'.join(name.title() for name in _SHORT_DAYS)})\.)"
OF_NEXT_YEAR = "(?:,? (?:of )?(?P<of>last|this|next) year)"
A_WEEKDAY = WEEKDAY.replace("?P<w>", "?:")
COUNT = rf"(?P<c>\d{{1,6}}|{_any(list(NUMBERS))})"
MANY = COUNT.replace("|an|a)", ")").replace("|a|an)", ")")
UNIT = rf"(?P<u>(?:{_any(list(UNITS))})s?|centuries)"
ONE_UNIT = rf"(?P<u>{_any([unit for unit in UNITS if unit not in {'second', 'minute', 'hour', 'night'}])})"
UNITS_LEFT_OPEN = "(?P<u>hours|days|weeks|months|years|decades)"
DAYTIME = "(?: (?P<t>morning|afternoon|evening|night))?"
PART = (
    r"(?:(?:the )?(?:(?P<part>early|later?|mid|(?:end|beginning|start|middle|close|rest|remainder)(?= of ))"
    r"(?: ?- ?| (?:in |of (?:the )?)?)))?"
)
ORDINAL = _any(list(ORDINALS))
OF_A_YEAR = rf"(?:{YEAR}|(?P<rel>this|last|next|the) year)"
SEASON = r"(?P<s>spring|summer|autumn|winter|(?:(?<=the )|(?<=this )|(?<=last )|(?<=next ))fall)"
ZONE = r"(?: (?P<z>(?-i:UTC|GMT|[ECMP][SD]?T|BST|CES?T|IST)))?"
_BLURRING = "coming|next|following|recent|past|last"
COUNTED = "people|jobs|homes|acres|tonnes|troops|soldiers|men|women|crowns|dollars|euros|pounds|cases|units"

DAYS: Shapes = (
    (rf"{YEAR}-(?P<m>\d\d)-(?P<d>\d\d)", read_full_date),
    (rf"(?P<d>\d\d?)\.(?P<m>\d\d?)\.{YEAR}", read_full_date),
    (rf"(?P<d>\d\d?)/(?P<m>\d\d?)/{YEAR}", read_slashed_date),
    (rf"{MONTH} {DAY}{TO_DAY}(?:,? {YEAR})?", read_day_month),
    (rf"{DAY}{TO_DAY} {MONTH}(?:,? {YEAR})?", read_day_month),
    (rf"(?:{A_WEEKDAY},? )?{MONTH} {DAY},? {YEAR}", read_full_date),
    (rf"(?:{A_WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH},? {YEAR}", read_full_date),
    (rf"(?:{A_WEEKDAY},? )?{MONTH} {DAY}{OF_NEXT_YEAR}?(?![.,]?\d| ?%| per ?cent| million| billion)", read_day_month),
    (rf"(?:{A_WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}{OF_NEXT_YEAR}?", read_day_month),
    (rf"(?:(?P<rel>last|next|this|coming|previous|following) )?{WEEKDAY}{DAYTIME}", read_weekday),
    (
        r"(?:the )?(?P<n>day after tomorrow|day before yesterday|today|tonight|yesterday|tomorrow|overnight)" + DAYTIME,
        read_near_day,
    ),
    (r"(?P<n>this|last) (?P<t>morning|afternoon|evening|night)", read_near_day),
    (rf"(?P<n>{_any([day.replace('’', '[’' + chr(39) + ']') for day in HOLIDAYS])})", read_holiday),
    (r"(?:the )?(?-i:New Year)(?:[’']s)?|the new year", read_new_year),
    (
        r"(?<=the )(?P<d>[0-3]?\d)(?:st|nd|rd|th)(?! (?:of|century|anniversary|time|year|day|(?-i:[A-Z])))",
        read_day_of_month,
    ),
)
"""Days of the calendar, the fuller ones first."""

PERIODS: Shapes = (
    (
        rf"{PART}(?:(?P<rel>last|next|this) )?{MONTH}(?:,? {YEAR}|{OF_NEXT_YEAR})?",
        parted(read_month),
    ),
    (rf"(?:the )?(?P<o>{ORDINAL})[ -](?P<u>quarter|half)(?: of)?(?: {OF_A_YEAR})?(?!-)", read_quarter),
    (rf"(?-i:(?P<u>[QH])(?P<q>[1-4]))(?:(?: of)? {YEAR})?(?P<rel>)", read_quarter),
    (
        rf"{PART}(?:(?P<rel>this|last|next|the|coming) )?{SEASON}(?:(?: of)? {YEAR})?(?! (?:of|in|from))",
        parted(read_season),
    ),
    (
        rf"{PART}(?:the )?(?P<rel>this|last|next|coming|previous|past|current|following) {ONE_UNIT}",
        parted(read_this_unit),
    ),
    (
        rf"(?:the )?(?P<part>end|beginning|start|middle|close|rest|remainder) of (?P<rel>the) {ONE_UNIT}",
        parted(read_this_unit),
    ),
    (r"(?P<rel>the) (?P<u>weekend)", read_this_unit),
    (rf"{PART}(?<![$€£/.]){YEAR}(?![%,.]?\d|[%-]| (?:{COUNTED}))", parted(read_year)),
    (r"(?:the )?(?P<y>(?:19|20)\d0)s", read_decade),
    (r"(?:(?<=the )|(?<=s and ))[’']?(?P<y>[2-9]0)s", read_decade),
    (r"(?:the )?year[’']s end|year[ -]end|the turn of the year", read_year_end),
)
"""Months, quarters, seasons, years and what is next or last of them."""

DISTANCES: Shapes = (
    (rf"{COUNT}[ -]{UNIT} (?P<ago>ago|earlier|previously)", read_away),
    (rf"{COUNT}[ -]{UNIT} (?:later|from now|on(?=[,.;]|$))", read_away),
    (rf"(?P<pre>(?:within|inside|in)(?: the next)?) {COUNT}[ -]{UNIT}(?! (?:of|to))", read_away),
    (rf"(?:the )?(?P<rel>last|past|next|coming|previous|following) {COUNT}[ -]{UNIT}", read_stretch),
)
"""So much before or after a day, or up to it."""

BLURRED: Shapes = (
    (rf"(?:(?:in|over|within|during) )?the (?P<rel>{_BLURRING}) (?:few |several )?{UNITS_LEFT_OPEN}", read_blurred),
    (rf"(?:in|over|within|during) (?P<rel>coming|recent|past) {UNITS_LEFT_OPEN}", read_blurred),
    (rf"(?:in|over) the {UNITS_LEFT_OPEN} (?:to come|ahead)", read_blurred),
    (rf"(?:within|inside|in) (?:a matter of |a few |several )?{UNITS_LEFT_OPEN}", read_blurred),
    (rf"(?:a few |several |some |many )?{UNITS_LEFT_OPEN} (?P<ago>ago|earlier)", read_blurred),
    (rf"(?<=be ){UNITS_LEFT_OPEN}", read_blurred),
    (rf"(?<=for )(?:many |several |some )?{UNITS_LEFT_OPEN}", read_bare_length),
    (rf"{UNITS_LEFT_OPEN}-long", read_bare_length),
    (
        r"(?<!too )(?<!how )(?<!as )(?:very )?soon(?! (?:after|before|thereafter|as))|as soon as possible",
        future_ref(Vague.SOON),
    ),
    (r"shortly(?! (?:after|before|thereafter))|imminently|before long|in due course", future_ref(Vague.SOON)),
    (r"in the (?:very )?(?:near|immediate) future|in the short term", future_ref(Vague.SOON)),
    (r"eventually|some day|until further notice|at a later (?:date|stage)|at some point", future_ref(Vague.OPEN)),
    (r"in the (?:foreseeable )?future|(?:the|in the) long(?:er)? (?:term|run)", future_ref(Vague.OPEN)),
    (r"recent(?:ly)?|lately|formerly|(?:in )?the past(?! (?:\d|year|week|month))", read_past_ref),
    (r"current(?:ly)?|ongoing|at present|at the moment|so far|now(?:adays)?|these days", read_present_ref),
)
"""Words that leave the day open."""

HOURS: Shapes = (
    (rf"(?P<h>\d\d?)(?:[.:](?P<min>\d\d))? ?(?P<half>[ap]\.m\.|[ap]\.?m\b){ZONE}", read_clock),
    (rf"(?P<h>[012]?\d):(?P<min>\d\d)(?![\d:]){ZONE}", read_clock),
    (r"(?:the )?(?P<t>dawn|morning|afternoon|evening|nightfall)", read_daytime),
    (r"(?P<t>noon|midday|midnight)(?P<min>)", read_clock),
)
"""Times of day."""

REPEATS: Shapes = (
    (rf"(?:every|each) {COUNT} {UNIT}", read_every),
    (rf"(?:every|each) (?P<u>day|week|month|quarter|year|hour|morning|night|{'|'.join(_FULL_DAYS)})", read_every),
    (rf"(?<=on )(?P<u>{'|'.join(_FULL_DAYS)})s", read_every),
    (rf"(?P<u>{'|'.join(REPEATED)})", read_every),
)
"""What comes again and again."""

LENGTHS: Shapes = (
    (rf"{MANY}[ -]{UNIT}", read_length),
    (rf"{COUNT} {UNIT}(?= (?:after|before))", read_length),
    (rf"(?:(?<=for )|(?<=in )|(?<=within )|(?<=over )|(?<=than )|(?<=about )|(?<=after )){COUNT} {UNIT}", read_length),
)
"""How long, and not when: tried when nothing else fits."""


@cache
def shapes() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Return every shape with its reader, the more telling ones first."""
    rows = (*REPEATS, *DAYS, *PERIODS, *DISTANCES, *BLURRED, *HOURS, *LENGTHS)
    return tuple((_compiled(pattern), read) for pattern, read in rows)


def _compiled(pattern: str) -> re.Pattern[str]:
    spaced = _LOOK_BEHIND.sub(lambda found: found[0].replace(" ", r"\s"), pattern)
    spaced = spaced.replace("[ -]", r"[\s-]").replace(" ?", r"\s?").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w-])(?<!\d[.,])(?a:{spaced})(?!\w)", re.IGNORECASE)
