"""The shapes of time expressions, as a table of patterns and the readers of their groups.

Patterns see one sentence at a time and are bounded. What a match means is `timereadings`' part.
"""

import re
from functools import cache

from claimtrack.extraction.intervals import Vague
from claimtrack.extraction.lexicons.calendar_words import MONTHS, NUMBERS, UNITS, WEEKDAYS, SEASONS, DAYTIMES
from claimtrack.extraction.timereadings import (
    Reader,
    future_ref,
    parted,
    read_away,
    read_blurred,
    read_clock,
    read_day_month,
    read_day_of_month,
    read_decade,
    read_every,
    read_full_date,
    read_length,
    read_month,
    read_near_day,
    read_new_year,
    read_numeric_date,
    read_past_ref,
    read_present_ref,
    read_quarter,
    read_season,
    read_stretch,
    read_this_unit,
    read_weekday,
    read_year,
    read_year_end,
)


@cache
def shapes() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Return every shape with its reader, the more telling ones first."""
    month = (
        "(?P<m>"
        + "|".join(
            sorted(
                {name.title() + r"\b\.?" for name in MONTHS} | {name.upper() + r"\b\.?" for name in MONTHS},
                key=len,
                reverse=True,
            )
        )
        + ")"
    )  # noqa: E501
    full_days = "|".join(name.title() for name in WEEKDAYS if name.endswith("day"))
    short_days = "|".join(name.title() + r"\." for name in WEEKDAYS if not name.endswith("day"))
    weekday = rf"(?P<w>{full_days}|{short_days})"
    day, year = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?", r"(?P<y>(?:19|20)\d\d)"
    name_day = rf"(?:(?:{full_days}|{short_days}),?\s+)?"
    count = r"(?P<c>\d{1,4}|(?i:" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"))"
    unit = r"(?P<u>(?i:" + "|".join(sorted(UNITS, key=len, reverse=True)) + r")s?)\b"
    daytime = r"(?:\s+(?P<t>morning|afternoon|evening|night))?"
    part_of = r"(?:(?:the\s+)?(?P<part>(?i:early|late|later|mid|end|beginning|start|middle|close))(?:\s*-\s*|\s+(?:in\s+|of\s+(?:the\s+)?)?))?"
    needs = r"(?<![\w-])"
    rows: list[tuple[str, Reader]] = [
        (rf"{needs}(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b", read_numeric_date),
        (rf"{needs}(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>(?:19|20)\d\d)\b", read_numeric_date),
        (rf"{needs}{name_day}{month}\s+{day},?\s+{year}\b", read_full_date),
        (rf"{needs}{name_day}(?:the\s+)?{day}(?:\s+of)?\s+{month},?\s+{year}\b", read_full_date),
        (rf"{needs}{name_day}{month}\s+{day}\b(?!\s*%|[.,]\d)", read_day_month),
        (rf"{needs}{name_day}(?:the\s+)?{day}(?:\s+of)?\s+{month}(?!\w)", read_day_month),
        (
            rf"{needs}{part_of}(?:(?P<rel>last|next|this)\s+)?{month},?(?:\s+{year}|\s+(?P<of>of)\s+(?:last|this|next)\s+year)?(?!\w)",
            parted(read_month),
        ),  # noqa: E501
        (
            rf"{needs}(?:the\s+)?(?P<part>XX)?(?:(?P<o>(?i:first|second|third|fourth|final|1st|2nd|3rd|4th))[\s-]|(?P<q>XX))(?P<u>(?i:quarter|half))(?!-)(?:\s+of)?(?:\s+(?:{year}|(?P<rel>(?i:this|last|next|the))\s+year))?\b",
            read_quarter,
        ),  # noqa: E501
        (rf"{needs}(?P<u>[QH])(?P<q>[1-4])(?P<o>)(?P<rel>)(?:(?:\s+of)?\s+{year})?\b", read_quarter),
        (
            rf"{needs}{part_of}(?:(?P<rel>(?i:this|last|next|the|coming))\s+)?(?P<s>(?i:spring|summer|autumn|winter)|(?<=the )fall|(?<=this )fall|(?<=last )fall|(?<=next )fall)(?:\s+(?:of\s+)?{year})?\b(?!\s+(?:of|in|from)\b)",
            parted(read_season),
        ),  # noqa: E501
        (
            rf"{needs}(?:(?P<rel>(?i:last|next|this|coming|previous|following))\s+)?{weekday}{daytime}(?!\w)",
            read_weekday,
        ),
        (
            rf"{needs}(?:the\s+)?(?P<n>(?i:day after tomorrow|day before yesterday|today|tonight|yesterday|tomorrow|overnight)){daytime}\b",
            read_near_day,
        ),  # noqa: E501
        (rf"{needs}(?P<n>(?i:this))\s+(?P<t>morning|afternoon|evening)\b", read_near_day),
        (
            rf"{needs}{part_of}(?:(?i:the)\s+)?(?P<rel>(?i:this|last|next|coming|previous|past|current|following))\s+{unit}",
            parted(read_this_unit),
        ),  # noqa: E501
        (
            rf"{needs}(?:(?i:the)\s+)?(?P<part>(?i:end|beginning|start|middle|close))\s+of\s+(?P<rel>the)\s+{unit}",
            parted(read_this_unit),
        ),
        (
            rf"{needs}{part_of}{year}\b(?![%,.]?\d|\s+(?:people|jobs|homes|acres|tonnes|troops|soldiers|men|women|crowns|dollars|euros|cases|units))",
            parted(read_year),
        ),  # noqa: E501
        (rf"{needs}(?:the\s+)?(?P<y>(?:19|20)\d0)s\b", read_decade),
        (rf"{needs}(?i:the\s+year[’']s\s+end|year[\s-]end)\b", read_year_end),
        (rf"{needs}(?:(?i:the)\s+)?New\s+Year(?:[’']s(?:\s+Day)?)?\b", read_new_year),
        (rf"{needs}{count}[\s-]+{unit}\s+(?P<ago>(?i:ago|earlier|before|previously))\b", read_away),
        (rf"{needs}{count}[\s-]+{unit}\s+(?i:later|from\s+now|on)\b", read_away),
        (rf"{needs}(?P<pre>(?i:within|inside|in))\s+(?:the\s+next\s+)?{count}[\s-]+{unit}(?!\s+(?i:of|to))", read_away),
        (
            rf"{needs}(?:(?i:the)\s+)?(?P<rel>(?i:last|past|next|coming|previous|following))\s+{count}[\s-]+{unit}",
            read_stretch,
        ),
        (
            rf"{needs}(?i:in|over|within|during)\s+(?:(?i:the|a\s+matter\s+of)\s+)?(?:(?P<rel>(?i:coming|next|following|recent|past|last))\s+)?(?:few\s+|several\s+)?(?P<u>(?i:hours|days|weeks|months|years|decades))\b",
            read_blurred,
        ),  # noqa: E501
        (
            rf"{needs}(?:(?i:a\s+few|several|some|many)\s+)?(?P<u>(?i:days|weeks|months|years|decades))\s+(?P<ago>(?i:ago|earlier))\b",
            read_blurred,
        ),
        (
            rf"{needs}(?i:the)\s+(?P<rel>(?i:coming|next|following|recent|past|last))\s+(?:few\s+|several\s+)?(?P<u>(?i:days|weeks|months|years))\b",
            read_blurred,
        ),  # noqa: E501
        (rf"{needs}(?<=be )(?P<u>days|weeks|months|years)\b", read_blurred),
        (
            rf"{needs}(?i:soon|shortly|imminently|before\s+long|in\s+due\s+course|in\s+the\s+near\s+future)\b(?!\s+(?:after|before|thereafter))",
            future_ref(Vague.SOON),
        ),  # noqa: E501
        (
            rf"{needs}(?i:eventually|some\s+day|one\s+day|until\s+further\s+notice|in\s+the\s+future|in\s+the\s+foreseeable\s+future)\b",
            future_ref(Vague.OPEN),
        ),  # noqa: E501
        (rf"{needs}(?i:recently|lately|in\s+the\s+past|formerly)\b", read_past_ref),
        (rf"{needs}(?i:currently|at\s+present|at\s+the\s+moment|so\s+far|now)\b", read_present_ref),
        (rf"{needs}(?P<h>\d\d?)(?:[.:](?P<min>\d\d))?\s?(?P<half>[ap]\.m\.|[ap]\.?m\b)", read_clock),
        (rf"{needs}(?P<h>[012]?\d):(?P<min>\d\d)(?P<half>)(?![\d:])", read_clock),
        (
            rf"{needs}(?:(?i:every|each)\s+(?P<u>(?i:day|week|month|quarter|year|hour|morning|night|{full_days})))\b",
            read_every,
        ),
        (rf"{needs}(?P<u>(?i:daily|weekly|monthly|quarterly|yearly|annually|hourly))\b", read_every),
        (
            rf"(?<=\b(?:the|The)\s)(?P<d>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of|century|anniversary|time|year|day|[A-Z]))",
            read_day_of_month,
        ),
        (rf"{needs}{count}[\s-]+{unit}", read_length),
    ]
    return tuple((re.compile(pattern), read) for pattern, read in rows)
