"""Where sentences begin and end inside one line; the same with and without a language model.

A line end always ends a sentence. Nothing here looks at what a sentence says.
"""

import re

from claimtrack.domain.span import Span
from claimtrack.extraction.lexicons.abbreviations import (
    AFTER_CLOCK,
    COMPANIES,
    JOINS,
    JOINS_BEFORE_DIGIT,
    MAY_END,
    STARTERS,
    STREET,
    TITLES,
)
from claimtrack.extraction.lexicons.line_words import MONTH, WEEKDAY

# The look-behind keeps a run of marks from being tried again from each of its characters.
# Behind the marks may stand the number of a note or a smiley; a page may have lost the space: "in May.The buses".
_BREAK = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?:\[\d{1,3}\])*(?: [:;]-?[)(](?=\s))?(?=\s|(?<=[a-z]{2}[.!?])[A-Z][a-z]+[ ,])"
)
_MARKER = re.compile(r"\s*(?:[-–—•*·‣▪●]\s+|\(?\d{1,2}[.)]\s+(?=\D))")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]*(?P<word>\w{1,40})?(?P<dash>[-–—])?")
_ADDRESS = re.compile(r"[/@]\S*\Z")
_BRACKETED_WORD = re.compile(r"\S \([\w-]+\.\)\Z")
_LAST_WORD = re.compile(r"[\w.’'-]*\Z")
_DOTTED = re.compile(r"(?:[^\W\d]\.)+[^\W\d]")
_QUOTED_THEN_SPEAKER = re.compile(r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|told|replied|added)\b")
_DAY_BEFORE = re.compile(
    rf"\s*(?i:{WEEKDAY}),? (?i:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}),? \d{{4}}(?=\s+[\"“‘]?[^\W\d_a-z])"
)
MAX_SENTENCE = 4_000
"""Code points of the longest sentence that may claim anything; prose has none of a quarter of it."""
_LOOK_BACK = 24
_LOOK_AHEAD = 120


def split_sentences(text: str, line: Span) -> list[Span]:
    """Return the sentences of one line of `text`, trimmed, in order; a list marker belongs to none of them."""
    marker = _MARKER.match(text, line.start, line.end)
    start = marker.end() if marker else line.start
    found = []
    # A page that lost its line ends: "Friday, May 1, 2026 The ferry stops."
    if day := _DAY_BEFORE.match(text, start, line.end):
        found.append((start, day.end()))
        start = day.end()
    for stop in _BREAK.finditer(text, start, line.end):
        if _ends_sentence(text, start, stop, line.end):
            found.append((start, stop.end()))
            start = stop.end()
    found.append((start, line.end))
    return [span for begin, end in found if (span := trimmed(text, begin, end))]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """Return the span without the white space at its ends, or None when nothing else is there."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _ends_sentence(text: str, start: int, stop: re.Match[str], line_end: int) -> bool:
    following = _NEXT.match(text, stop.end(), line_end)
    if following is None:
        return True
    if not following[0][0].isspace() and _ADDRESS.search(text, max(start, stop.start() - _LOOK_AHEAD), stop.start()):
        return False
    if _BRACKETED_WORD.search(text, max(start, stop.start() - _LOOK_BACK), stop.end()):
        return False  # Gen. (ret.) Kolb
    word = following["word"]
    if not word:
        return not following["dash"]  # A dash goes on: “It stays.” — the mayor
    marks = stop[0]
    if word.islower():
        # "It stops in May. (see the plan)": a bracket that opens behind the stop is no part of the sentence.
        aside = marks == "." and following[0].lstrip().startswith("(")
        return aside and _stop_ends(text, start, stop.start(), word, starts=False)
    if not marks.startswith("."):
        # “Who pays?” Smith asked: the question is part of the reporting sentence.
        quoted = marks[-1] in "\"'”’»"
        if marks == "!" and word in COMPANIES:
            return False
        return not (quoted and _QUOTED_THEN_SPEAKER.match(text, stop.end(), min(stop.end() + _LOOK_AHEAD, line_end)))
    if marks.startswith("..") and text[stop.start() - 1 : stop.start()].isspace():
        return False  # “We just ... I do not know”
    if len(marks) > 1 or stop.start() == start:
        return True
    return _stop_ends(text, start, stop.start(), word)


def _stop_ends(text: str, start: int, stop: int, following: str, *, starts: bool = True) -> bool:
    """Tell whether the single stop at `stop` ends a sentence, given the word behind it, which may start one."""
    before = _LAST_WORD.search(text, max(start, stop - _LOOK_BACK), stop)
    word = before[0] if before else ""
    lower = word.lower()
    capital = word[:1].isupper()
    digit = following[0].isdigit()
    begins = starts and following.lower() in STARTERS
    if lower in JOINS or (capital and lower in TITLES):
        return False
    if lower in {"no", "nos"} or lower in STREET or (digit and lower in JOINS_BEFORE_DIGIT):
        return not digit
    if lower == "st" and capital:
        named = re.search(r"(\w+)\s+\Z", text[max(start, stop - _LOOK_BACK) : stop - len(word)])
        return begins or bool(named and named[1][0].isupper() and not digit)
    if lower in {"a.m", "p.m"}:
        return following.lower() not in AFTER_CLOCK and not digit
    if lower == "etc":
        return starts and not digit
    if (capital and lower in MAY_END) or _DOTTED.fullmatch(lower):
        return begins
    if re.fullmatch(r"[A-Z]", word):
        return begins and not _follows_initial(text, start, stop - 1)
    return True


def _follows_initial(text: str, start: int, position: int) -> bool:
    return bool(re.search(r"\b[A-Z]\.\s*\Z", text[max(start, position - 4) : position]))
