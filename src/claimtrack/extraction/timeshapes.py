"""The shapes of time expressions, as a table of patterns and the readers of their groups.

Patterns are written with single spaces, which stand for any white space, and are matched between word boundaries and
without regard to case; names of months and days need their capital. They see one sentence at a time and are bounded.
What a match means is told in `timereadings` and `timedistances`.
"""

import re
from functools import cache

from claimtrack.extraction.lexicons.calendar_words import DECADES, REPEATED
from claimtrack.extraction.timedistances import (
    read_away,
    read_bare_length,
    read_blurred,
    read_clock,
    read_every,
    read_length,
    read_reference,
    read_stretch,
)
from claimtrack.extraction.timefiscal import (
    read_ended,
    read_fiscal_year,
    read_quarter,
    read_same_period,
    read_whole_year,
    read_year_before,
)
from claimtrack.extraction.timepieces import (
    A_WEEKDAY,
    A_YEAR,
    AFTER_FOR,
    BEFORE_LAST,
    BLURRING,
    CENTURY,
    COUNT,
    COUNTED,
    DAY,
    DAYTIME,
    DECADE,
    ENDED,
    FULL_DAYS,
    HALF,
    HOLIDAY,
    HOUR,
    MANY,
    MONTH,
    NO_AGE,
    NTH_QUARTER,
    OF_A_YEAR,
    OF_NEXT_YEAR,
    OLD_YEAR,
    ONE_UNIT,
    OPEN,
    PART,
    PAST,
    POINTED,
    PRESENT,
    SEASON,
    SOON,
    SPELLED_YEAR,
    THE_QUARTER,
    TO_DAY,
    UNIT,
    UNITS_LEFT_OPEN,
    WEEKDAY,
    YEAR,
    ZONE,
    any_of,
    needed,
)
from claimtrack.extraction.timepointers import (
    counted_from,
    read_later,
    read_that,
    read_then,
    read_week_of,
    read_weekday_after,
)
from claimtrack.extraction.timereadings import (
    parted,
    read_century,
    read_day_month,
    read_day_of_month,
    read_daytime,
    read_decade,
    read_full_date,
    read_holiday,
    read_month,
    read_near_day,
    read_new_year,
    read_season,
    read_slashed_date,
    read_spelled_year,
    read_this_unit,
    read_weekday,
    read_year,
    read_year_end,
    read_year_now,
    read_years,
)
from claimtrack.extraction.timewords import Reader

_LOOK_BEHIND = re.compile(r"\(\?<[=!][^)]*\)")

Shapes = tuple[tuple[str, Reader], ...]

FROM_DAYS: Shapes = (
    (rf"the week (?:of|beginning|starting|from) (?:(?:on )?{A_WEEKDAY},? )?{MONTH} {DAY}", read_week_of),
    (rf"the week (?:of|beginning|starting|from) (?:(?:on )?{A_WEEKDAY},? )?(?:the )?{DAY} {MONTH}", read_week_of),
    (rf"{COUNT}[ -]{UNIT} (?P<n>from|on|after|before) {WEEKDAY}", counted_from(read_weekday)),
    (rf"{COUNT}[ -]{UNIT} (?P<n>from|after|before) {MONTH} {DAY}(?:,? {YEAR})?", counted_from(read_day_month)),
    (rf"{COUNT}[ -]{UNIT} (?P<n>from|after|before) (?:the )?{DAY} {MONTH}(?:,? {YEAR})?", counted_from(read_day_month)),
)
"""What is counted from a day beside it."""

DAYS: Shapes = (
    (rf"(?:(?P<rel>last|this|next) )?{HOLIDAY}(?:,? {YEAR})?", read_holiday),
    (rf"{YEAR}-(?P<m>\d\d)-(?P<d>\d\d)", read_full_date),
    (rf"(?P<d>\d\d?)\.(?P<m>\d\d?)\.{YEAR}", read_full_date),
    (rf"(?P<d>\d\d?)/(?P<m>\d\d?)/{YEAR}", read_slashed_date),
    (rf"{MONTH} {DAY}{TO_DAY}(?:,? {YEAR})?", read_day_month),
    (rf"{DAY}{TO_DAY} {MONTH}(?:,? {YEAR})?", read_day_month),
    (rf"(?:{A_WEEKDAY},? )?{MONTH} {DAY},? {YEAR}", read_full_date),
    (rf"(?:{A_WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH},? {YEAR}", read_full_date),
    (
        rf"(?:{A_WEEKDAY},? )?{MONTH} (?:the )?{DAY}{OF_NEXT_YEAR}?(?![.,]?\d| ?%| per ?cent| million| billion)",
        read_day_month,
    ),
    (rf"(?:{A_WEEKDAY},? )?(?:the )?{DAY}(?: of)? {MONTH}{OF_NEXT_YEAR}?", read_day_month),
    (rf"(?:(?P<rel>last|next|this|coming) )?(?<!previous )(?<!following ){WEEKDAY}{DAYTIME}", read_weekday),
    (
        r"(?:the )?(?P<n>day after tomorrow|day before yesterday|today|tonight|yesterday|tomorrow|overnight)" + DAYTIME,
        read_near_day,
    ),
    (r"(?P<n>this|last) (?P<t>morning|afternoon|evening|night)", read_near_day),
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
    (
        rf"{PART}(?:(?P<rel>this|last|next|the|coming) )?{SEASON}(?:(?: of)? {YEAR})?",
        parted(read_season),
    ),
    (rf"{PART}(?:the )?{DECADE}[’']?s", parted(read_decade)),
    (r"the (?:(?P<part>early|mid|late)[ -])?[’']?(?P<y>[2-9]0)s|(?<=s and )(?P<y4>[2-9]0)s", parted(read_decade)),
    (rf"the (?:(?P<part>early|mid|late)[ -])?(?P<ten>{any_of(list(DECADES))})", parted(read_decade)),
    (rf"{PART}(?:the )?{CENTURY} century", parted(read_century)),
    (rf"{YEAR}[-–/](?P<y3>(?:19|20)\d\d|\d\d)(?![-–/\d])(?! (?:season|edition|vote))", read_years),
    (rf"{PART}{A_YEAR}(?![%,.]?\d|[%-]| (?:{COUNTED}))", parted(read_year)),
    (rf"(?:(?<=in )|(?<=since )|(?<=of )){OLD_YEAR}", read_year),
    (SPELLED_YEAR, read_spelled_year),
)
"""Months, seasons, years, decades and centuries."""

FISCAL: Shapes = (
    (NTH_QUARTER, read_quarter),
    (rf"(?:the )?(?P<o>last) (?P<u>quarter|half) of {OF_A_YEAR}", read_quarter),
    (rf"(?-i:(?P<u>[QH])(?P<q>[1-4]))(?:(?: of)? {YEAR})?(?P<rel>)", read_quarter),
    (rf"(?:the |its |a )?(?:fiscal )?(?P<u>quarter|year){ENDED}", read_ended),
    (rf"(?:the )?{YEAR} (?P<u>quarter)", read_same_period),
    (rf"(?:fiscal(?: year)?[ -]|(?-i:FY) ?){YEAR}(?:[-–/]\d\d)?", read_fiscal_year),
    (r"(?:the )?(?:(?P<rel>this|last|next|latest|most recent|current) )?fiscal year", read_fiscal_year),
)
"""Quarters, halves and business years."""

POINTERS: Shapes = (
    (rf"(?:the )?(?P<same>same|comparable|corresponding|like|latest|most recent) {THE_QUARTER}", read_same_period),
    (
        rf"(?:the )?(?P<same>(?:comparable )?year[ -](?:ago|earlier)|(?:comparable )?prior[ -]year) {THE_QUARTER}",
        read_same_period,
    ),
    (r"(?:last|this) year[’'](?P<same>s) (?P<u>quarter|period)", read_same_period),
    (rf"(?:the|that) (?P<u>quarter)(?P<same>)(?! (?:of|to|that|who)){BEFORE_LAST}", read_same_period),
    (r"(?:a|one) year (?:ago|earlier|before|previously)|(?:the )?year[ -](?:ago|earlier)", read_year_before),
    (rf"(?:later |earlier )?(?P<n>that) (?P<u>{POINTED})", read_that),
    (rf"the (?P<n>next|following|previous|same) (?P<u>{POINTED})", read_that),
    (r"the (?P<u>day|night|month|year) (?P<n>after|before)(?=[,.;]|$)", read_that),
    (rf"the (?P<n>following|previous) {WEEKDAY}{DAYTIME}", read_weekday_after),
    (rf"{COUNT}[ -]{UNIT} (?P<n>later|earlier)", read_later),
    (r"(?:(?<=until )|(?<=till )|(?<=by ))then", read_then),
)
"""What is told from a day or a period that was named before."""

UNITS_AROUND: Shapes = (
    (
        rf"{PART}(?:the )?(?P<rel>this|last|next|coming|previous|past|current|following) {ONE_UNIT}",
        parted(read_this_unit),
    ),
    (
        rf"(?:the )?(?P<part>end|beginning|start|middle|close|rest|remainder) of (?P<rel>the) {ONE_UNIT}",
        parted(read_this_unit),
    ),
    (r"(?P<rel>the) (?P<u>weekend)", read_this_unit),
    (r"(?:the )?year[’']s (?P<part>end)|the turn of the year", parted(read_year_now)),
    (rf"(?:later|earlier) in (?P<rel>the) {ONE_UNIT}", read_this_unit),
    (r"(?P<rel>the) (?P<u>week|weekend|month|quarter|year) (?P<after>after next)", read_this_unit),
    (rf"year[ -]end(?: {YEAR})?", read_year_end),
    (r"(?<=for )the (?:full |whole |entire )(?P<u>year)|(?<=for )the (?P<u2>year)(?=[,.;]|$)", read_whole_year),
)
"""What is this, next or last of a unit of the calendar."""

DISTANCES: Shapes = (
    (rf"{COUNT}[ -]{UNIT} (?P<ago>ago|earlier|previously)", read_away),
    (rf"{COUNT}[ -]{UNIT} (?:from now|on(?=[,.;]|$))", read_away),
    (rf"(?P<pre>(?:within|inside|in)(?: the next)?) {COUNT}[ -]{UNIT}(?! (?:of|to))", read_away),
    (rf"(?:the )?(?P<rel>last|past|next|coming|previous|following) {COUNT}[ -]{UNIT}", read_stretch),
)
"""So much before or after a day, or up to it."""

BLURRED: Shapes = (
    (
        rf"(?:(?:in|over|within|during) )?the (?P<rel>{BLURRING}) (?:few |several |couple of )?{UNITS_LEFT_OPEN}",
        read_blurred,
    ),
    (
        rf"(?:(?:in|over|within|during) )?(?P<rel>recent) {UNITS_LEFT_OPEN}(?: and (?:weeks|months|years))?",
        read_blurred,
    ),
    (rf"(?:in|over|within|during) (?P<rel>coming|past) {UNITS_LEFT_OPEN}", read_blurred),
    (rf"(?:in|over) the {UNITS_LEFT_OPEN} (?:to come|ahead)", read_blurred),
    (rf"(?:within|inside|in) (?:a matter of |a few |several )?{UNITS_LEFT_OPEN}", read_blurred),
    (rf"(?:a few |several |some |many )?{UNITS_LEFT_OPEN} (?P<ago>ago|earlier)", read_blurred),
    (rf"(?<=be ){UNITS_LEFT_OPEN}", read_blurred),
    (
        rf"(?:(?<=for )(?:at least |about |almost |nearly )?)(?:many |several |some |a few )?{UNITS_LEFT_OPEN}",
        read_bare_length,
    ),
    (rf"(?:many |several |some |a few |a couple of )?{UNITS_LEFT_OPEN} (?:later|after(?= [.,;]))", read_bare_length),
    (rf"{UNITS_LEFT_OPEN}-long", read_bare_length),
    (rf"(?P<soon>{SOON})|(?P<open>{OPEN})|(?P<past>{PAST})|(?P<present>{PRESENT})", read_reference),
)
"""Words that leave the day open."""

HOURS: Shapes = (
    (rf"{HOUR}(?:[.:](?P<min>\d\d))? ?(?P<half>[ap]\.m\.|[ap]\.?m\b){ZONE}", read_clock),
    (rf"{HOUR}:(?P<min>\d\d)(?![\d:]){ZONE}", read_clock),
    (r"(?:the )?(?P<t>dawn|morning|afternoon|evening|nightfall)", read_daytime),
    (r"(?P<t>(?<!high )noon|midday|midnight)(?P<min>)", read_clock),
)
"""Times of day."""

REPEATS: Shapes = (
    (rf"(?:every|each) {COUNT} {UNIT}", read_every),
    (rf"(?:every|each) (?P<u>day|week|month|quarter|year|hour|morning|night|{'|'.join(FULL_DAYS)})", read_every),
    (rf"(?<=on )(?P<u>{'|'.join(FULL_DAYS)})s", read_every),
    (r"(?P<u>quarterly)(?! [a-z])", read_every),
    (rf"(?P<u>{any_of(word for word in REPEATED if word != 'quarterly')})(?! (?-i:[A-Z]))", read_every),
)
"""What comes again and again."""

LENGTHS: Shapes = (
    (rf"{COUNT}{HALF}[ -]{UNIT}{NO_AGE}", read_length),
    (rf"{COUNT} {UNIT}{HALF}", read_length),
    (rf"(?P<half>half)[ -](?:an?[ -])?(?P<u>year|hour|minute|day){NO_AGE}", read_length),
    (rf"{MANY}[ -]{UNIT}{NO_AGE}", read_length),
    (rf"{COUNT} {UNIT}(?= (?:after|before))", read_length),
    (rf"(?:{AFTER_FOR}){COUNT} {UNIT}{NO_AGE}(?! of)", read_length),
)
"""How long, and not when: tried when nothing else fits."""


@cache
def shapes() -> tuple[tuple[frozenset[re.Pattern[str]], re.Pattern[str], Reader], ...]:
    """Return what each shape needs, the shape and its reader, the more telling ones first."""
    rows = (
        *REPEATS,
        *FROM_DAYS,
        *DAYS,
        *FISCAL,
        *PERIODS,
        *POINTERS,
        *UNITS_AROUND,
        *DISTANCES,
        *BLURRED,
        *HOURS,
        *LENGTHS,
    )
    return tuple((needed(pattern), _compiled(pattern), read) for pattern, read in rows)


@cache
def needs_of_shapes() -> frozenset[re.Pattern[str]]:
    """Return all that any shape needs."""
    return frozenset(words for needs, _, _ in shapes() for words in needs)


def _compiled(pattern: str) -> re.Pattern[str]:
    spaced = _LOOK_BEHIND.sub(lambda found: found[0].replace(" ", r"\s"), pattern)
    spaced = spaced.replace("[ -]", r"[\s-]").replace(" ?", r"\s?").replace(" ", r"\s+")
    # Every expression begins with a letter or a figure: the plain boundary is the quicker thing to fail on.
    return re.compile(rf"\b(?<![\w-])(?<!\d[.,])(?a:{spaced})(?!\w)", re.IGNORECASE)
