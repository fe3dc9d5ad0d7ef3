"""The day in a newspaper's own head line and in a dateline: "The Daily Herald, Friday 6 November 2026", "ULMET, ... -".

Both are read at the top of an article only, and only with their year; lines that are nothing but a date are `dates`'.
"""

import re
from datetime import date
from functools import cache

from claimtrack.reading.dates import DATE, find_dates

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_CAPITALS = rf"{_UPPER}(?:[.’'-]?{_UPPER})*\.?"
_NAME = rf"{_UPPER}[\w.’'-]*"
_REGION = rf"(?:, {_NAME}(?: {_NAME}){{0,2}}){{0,2}}"
_PLACE = (
    rf"(?:(?P<capitals>{_UPPER}(?=[.’'-]?{_UPPER}){_CAPITALS}(?: {_CAPITALS}){{0,4}}(?![\w’'-]))"
    rf"|{_NAME}(?: (?:(?:de|del|la|el|al|upon|on|am) )?{_NAME}){{0,2}}){_REGION}"
)
_WEEKDAY = r"(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\.?,? )?"
_AGENCY = rf"(?: ?\([\w. /&’'-]{{2,40}}\)| ?/[\w. &-]{{2,30}}/|,? {_UPPER}{{2,8}})?"
_DASH = r"(?: ?[—–] ?| ?-- ?| - )"
_TEXT = r"[\"'“‘«(\[]*(?:[^\W\d_]|[$€£]|\d[\d,.]*%? [a-z])"
_NO_PLACE = re.compile(
    r"(?:photo|image|picture|file|caption|graphic|video|born|died|updated?|published|posted|issued|corrected|event|deadline"
    r"|mr|mrs|ms|dr|prof|president|mayor|minister|on|in|at|by|since|until|from|after|before|the)\b",
    re.IGNORECASE,
)
_PAPERS = (
    r"Advertiser|Advocate|Argus|Banner|Beacon|Bee|Bugle|Bulletin|Chronicle|Citizen|Clarion|Courier|Daily|Dispatch|Echo"
    r"|Enquirer|Evening|Examiner|Express|Gazette|Globe|Guardian|Herald|Independent|Inquirer|Journal|Ledger|Mail|Mercury"
    r"|Messenger|Mirror|Monitor|Morning|News|Observer|Post|Press|Record|Register|Reporter|Review|Sentinel|Standard|Star"
    r"|Sunday|Telegram|Telegraph|Times|Today|Tribune|Weekly|World"
)
_MASTHEAD = rf"(?=.*\b(?:{_PAPERS}|{_PAPERS.upper()})\b)(?:(?:{_NAME}|of|the|and|de|&) ){{0,7}}{_NAME}"
_ISSUE = r"(?:,? ?[|·–—-]? ?(?i:vol(?:ume)?|no|nr|issue|edition|page|p)\.? ?[\dIVXLC]+)*"
_HEAD_LINES = 2
_LEAD_LINES = 12
_LEAD_PARAGRAPHS = 2
_PARAGRAPH_WORDS = 12
_LONGEST = 160
"""Code points among which a dateline ends."""
_TOLD_BEFORE = 1990


@cache
def _dateline() -> re.Pattern[str]:
    day = rf"{_WEEKDAY}(?P<day>{DATE})"
    ends = rf"{_AGENCY}(?:(?:{_DASH}|: )(?={_TEXT})|{_DASH.rstrip()}?$)"
    return re.compile(rf"{_PLACE}{_AGENCY}(?:,|{_DASH})? ?{day}{ends}")


@cache
def _masthead() -> re.Pattern[str]:
    return re.compile(rf"{_MASTHEAD}{_ISSUE}(?:,| ?[|·–—-])? {_WEEKDAY}(?P<day>{DATE}){_ISSUE}\.?")


def masthead_date(lines: list[str]) -> date | None:
    """Return the day in a newspaper's head line, if the first line is one or the second: "Ulmet Herald, 6 May 2026"."""
    heads = (_masthead().fullmatch(line) for line in lines[:_HEAD_LINES] if len(line) <= _LONGEST)
    return next((found for head in heads if head and (found := next(find_dates(head["day"]), None))), None)


def dateline_date(lines: list[str]) -> date | None:
    """Return the day in the dateline of an article: "ULMET, 6 May 2026 (AFP) - The bridge ...".

    It opens one of the first two paragraphs or is a line above them. A place that is not in capitals counts before a
    paragraph, and with a day since 1990: "Ulmet, 4 May 1894 - The fire ..." is more likely told of.
    """
    paragraphs = 0
    for line in lines[:_LEAD_LINES]:
        paragraph = _is_paragraph(line)
        opening = _dateline().match(line if len(line) <= _LONGEST else line[:_LONGEST])
        if opening and not _NO_PLACE.match(line) and (opening["capitals"] or paragraph):
            found = next(find_dates(opening["day"]), None)
            if found and (opening["capitals"] or found.year >= _TOLD_BEFORE):
                return found
        paragraphs += paragraph
        if paragraphs == _LEAD_PARAGRAPHS:
            return None
    return None


def _is_paragraph(line: str) -> bool:
    words = line.split(maxsplit=_PARAGRAPH_WORDS)
    return len(words) > _PARAGRAPH_WORDS or line.rstrip("\"'”’»)]")[-1:] in {".", "!", "?"}
