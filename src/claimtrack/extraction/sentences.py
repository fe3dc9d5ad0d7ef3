"""Where sentences begin and end inside one line; the same with and without a language model.

A line end always ends a sentence. Nothing here looks at what a sentence says.
"""

import re

from claimtrack.domain.span import Span
from claimtrack.extraction.lexicons.abbreviations import (
    AFTER_CLOCK,
    ALWAYS_JOINS,
    JOINS_BEFORE_DIGIT,
    MAY_END,
    STARTERS,
    STREET,
)

_BREAK = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)")
_MARKER = re.compile(r"\s*(?:[-–—•*·‣▪●]\s+|\(?\d{1,2}[.)]\s+(?=\D))")
_NEXT = re.compile(r"\s+[\"'“‘«(\[]*(\w+)?")
_LAST_WORD = re.compile(r"[\w.’'-]*\Z")
_QUOTED_THEN_SPEAKER = re.compile(r"\s+(?:[A-Z][\w.’'-]*\s+){1,4}(?:said|says|asked|asks|wrote|told|replied|added)\b")
_LOOK_BACK = 24
_LOOK_AHEAD = 120


def split_sentences(text: str, line: Span) -> list[Span]:
    """Return the sentences of one line of `text`, trimmed, in order; a list marker belongs to none of them."""
    marker = _MARKER.match(text, line.start, line.end)
    start = marker.end() if marker else line.start
    found = []
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
    word = (following and following[1]) or ""
    if not word:
        return True
    if word[0].islower():
        return False
    marks = stop[0]
    if not marks.startswith("."):
        # “Who pays?” Smith asked: the question is part of the reporting sentence.
        quoted = marks[-1] in "\"'”’»"
        return not (quoted and _QUOTED_THEN_SPEAKER.match(text, stop.end(), min(stop.end() + _LOOK_AHEAD, line_end)))
    if len(marks) > 1 or stop.start() == start:
        return True
    return _stop_ends(text, start, stop.start(), word)


def _stop_ends(text: str, start: int, stop: int, following: str) -> bool:
    """Tell whether the single stop at `stop` ends a sentence, given the word that follows it."""
    before = _LAST_WORD.search(text, max(start, stop - _LOOK_BACK), stop)
    word = before[0] if before else ""
    lower = word.lower()
    begins = following.lower() in STARTERS
    if lower in {"no", "nos"}:
        return not following[0].isdigit()
    if lower in ALWAYS_JOINS:
        return False
    if lower in JOINS_BEFORE_DIGIT and following[0].isdigit():
        return False
    if lower in STREET:
        return not following[0].isdigit()
    if lower == "st":
        named = re.search(r"(\w+)\s+\Z", text[max(start, stop - _LOOK_BACK) : stop - len(word)])
        return begins or bool(named and named[1][0].isupper() and not following[0].isdigit())
    if lower in {"a.m", "p.m"}:
        return following.lower() not in AFTER_CLOCK and not following[0].isdigit()
    if lower in MAY_END or re.fullmatch(r"(?:\w\.)+\w", lower):
        return begins
    if re.fullmatch(r"[A-Z]", word):
        return begins and not _follows_initial(text, start, stop - 1)
    return True


def _follows_initial(text: str, start: int, position: int) -> bool:
    return bool(re.search(r"\b[A-Z]\.\s*\Z", text[max(start, position - 4) : position]))
