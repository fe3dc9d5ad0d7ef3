"""What the lines around a line say about it: lists, link sections, comments and what trails after the last sentence.

`lines` judges each line by itself first; nothing here reads more of a line than its ends.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from claimtrack.domain.article import LineKind
from claimtrack.extraction.authors import may_be_biography
from claimtrack.extraction.lexicons.line_words import CLOCK, MONTH, WEEKDAY

BULLET = re.compile(r"^[-–—•*·‣▪●] +")
CLOSERS = "\"'”’»)]"
END_MARKS = (".", "!", "?", ":", ";", ",", "…")

_BODY, _HEADING = LineKind.BODY, LineKind.HEADING
_TEXT = frozenset({_BODY, _HEADING})
_TEASER_WORDS = 25
_LINK_WORDS = 40
_LAST_PARAGRAPHS = 2
_LIST_WORDS = 4
_COMMENTS_BEGIN = re.compile(
    r"^(?:\d+ (?:thoughts|responses|replies) (?:on|to)|leave a|top rated)\b|(?:said|says|wrote):$", re.IGNORECASE
)
_NEAR_LINES = 6
_CORRECTION = re.compile(r"(?:correction|clarification|editor[’']s note)s?\b", re.IGNORECASE)
_PULLED = re.compile(r"[“\"‘'«](?P<words>[^“”\"«»]{12,300})[”\"’'»](?: ?[-–—] ?.{2,60})?$")
_MOST_PULLED = 50
_SCHEDULED = re.compile(
    rf"(?i:(?:{WEEKDAY},? )?(?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?|{CLOCK}"
    r"|\d{1,2}(?:st|nd|rd|th)? \w+) ?(?:--?|[–—:|]) ?\S"
)
_FEWEST_SCHEDULED = 3
_REPEATED_WORDS = 8
_BEHIND_THE_END = CLOSERS + " \ufe0f"
_SYMBOLS = frozenset({"So", "Sk"})
"""Unicode's categories of emoji and of the colours of their skin; U+FE0F above is what makes a sign one of them."""


def ending(text: str) -> str:
    """Return the line without the closing marks and the emoji behind its end mark."""
    end = len(text)
    while end and (text[end - 1] in _BEHIND_THE_END or unicodedata.category(text[end - 1]) in _SYMBOLS):
        end -= 1
    return text[:end]


@dataclass(slots=True)
class Row:
    """One line with its white space collapsed, its kind so far, and whether the source says that it is a heading."""

    text: str
    kind: LineKind
    marked: bool = False

    @property
    def closed(self) -> bool:
        """Tell whether the line ends as a sentence does."""
        return ending(self.text).endswith(END_MARKS)

    @property
    def words(self) -> int:
        """Return the number of words."""
        return len(self.text.split())


def mend(rows: list[Row]) -> list[LineKind]:
    """Return the kinds of the lines of one article, each seen with its neighbours."""
    _lists(rows)
    _schedules(rows)
    _link_sections(rows)
    _comments(rows)
    _trailing_links(rows)
    _last_paragraphs(rows)
    _pull_quotes(rows)
    _repeats(rows)
    _idle_headings(rows)
    return [row.kind for row in rows]


def _lists(rows: list[Row]) -> None:
    """Take short lines after a colon as the items of a list that lost its bullets."""
    for index, row in enumerate(rows):
        if row.kind is not _BODY or not row.text.endswith(":"):
            continue
        items = []
        for item in rows[index + 1 :]:
            if item.kind is not _HEADING or item.marked or item.text.isupper() or item.words < _LIST_WORDS:
                break
            items.append(item)
        if len(items) > 1:
            for item in items:
                item.kind = _BODY


def _schedules(rows: list[Row]) -> None:
    """Take three lines or more in a row that begin with a day, an hour or a number as a list, not as headings."""
    for scheduled, run in groupby(rows, lambda row: row.kind in _TEXT and bool(_SCHEDULED.match(row.text))):
        items = list(run)
        if scheduled and len(items) >= _FEWEST_SCHEDULED:
            for item in items:
                item.kind = _HEADING if item.marked else _BODY


def _link_sections(rows: list[Row]) -> None:
    """Take the headlines under "Related stories" for what they are, up to the next paragraph."""
    under = False
    for row in rows:
        if row.kind is LineKind.RELATED_LINK:
            under = row.words <= _LIST_WORDS
        elif row.kind is _BODY and row.closed:
            under = False
        elif under and row.kind in _TEXT and not row.marked and row.words <= _TEASER_WORDS:
            row.kind = LineKind.RELATED_LINK


def _comments(rows: list[Row]) -> None:
    """Take what follows the head of the comments as comments.

    A mere count of them, or an invitation to join, is a head only below most of the text and with a second one near.
    """
    total = sum(row.kind is _BODY for row in rows)
    above, under = 0, False
    for index, row in enumerate(rows):
        if row.kind is LineKind.COMMENT and above and not under:
            near = any(
                other.kind is LineKind.COMMENT and other.text != row.text  # the same twice is a button
                for other in rows[index + 1 : index + _NEAR_LINES]
            )
            under = bool(_COMMENTS_BEGIN.search(row.text)) or (above > total / 2 and near)
        above += row.kind is _BODY
        if under and row.kind in _TEXT:
            row.kind = LineKind.COMMENT


def _trailing_links(rows: list[Row]) -> None:
    """Take long lines without an end mark, after the last sentence and other furniture, as links."""
    last = max((index for index, row in enumerate(rows) if row.kind is _BODY and row.closed), default=len(rows))
    furniture = False
    for row in rows[last + 1 :]:
        furniture = furniture or row.kind is not _BODY
        if furniture and row.kind is _BODY and row.words <= _LINK_WORDS and not BULLET.match(row.text):
            row.kind = LineKind.RELATED_LINK


def _last_paragraphs(rows: list[Row]) -> None:
    """Take the very last paragraphs as biographies when they read like one."""
    paragraphs = [row for row in rows if row.kind is _BODY and not _CORRECTION.match(row.text)]
    for row in paragraphs[: -_LAST_PARAGRAPHS - 1 : -1]:
        if not may_be_biography(row.text):
            return
        row.kind = LineKind.AUTHOR_BIO


def _pull_quotes(rows: list[Row]) -> None:
    """Take a quotation that stands alone and repeats the body as ornament."""
    alone = (row for row in rows if row.kind in _TEXT and not row.marked)
    pulled = [(row, found["words"]) for row in alone if (found := _PULLED.match(row.text))]
    for row, quoted in pulled[:_MOST_PULLED]:
        words = quoted.rstrip(".,!?…")
        if any(len(other.text) > len(row.text) and words in other.text for other in rows if other is not row):
            row.kind = LineKind.OTHER


def _repeats(rows: list[Row]) -> None:
    """Take a paragraph that stands there again as ornament, such as the caption of each picture of a gallery."""
    seen: set[str] = set()
    for row in rows:
        if row.kind is _BODY and row.text in seen and row.words >= _REPEATED_WORDS:
            row.kind = LineKind.OTHER
        elif row.kind is _BODY:
            seen.add(row.text)


def _idle_headings(rows: list[Row]) -> None:
    """Take short lines that no text follows as furniture, not as headings."""
    followed = False
    for row in reversed(rows):
        if row.kind is _BODY:
            followed = True
        elif row.kind is _HEADING and not row.marked and not followed:
            row.kind = LineKind.OTHER
