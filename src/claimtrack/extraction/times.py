"""Time expressions in a sentence, with TIMEX3 values and the days they may cover. Standard library only.

When a claim falls due is decided in `dues`; here it is only said what the words mean.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from claimtrack.domain.due import Timex
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.intervals import Direction, Period, add_days
from claimtrack.extraction.lexicons.tense_words import FUTURE_MARKS, PAST_MARKS
from claimtrack.extraction.timereadings import Setting
from claimtrack.extraction.timeshapes import shapes

MAX_SENTENCE = 2000
"""Code points of one sentence that the patterns see."""
_LOOK_BACK = 28
_PREPOSITION = re.compile(
    r"\b(?P<p>by|before|until|till|through|since|from|after|within|inside|in|on|during|at|over|for|ahead of|as of|"
    r"no later than|not later than|no earlier than|no sooner than|not before|between)"
    r"(?:\s+(?:about|around|roughly|the|some|at least))?\s+\Z",
    re.IGNORECASE,
)
_AT_LATEST = re.compile(r"\s+at the (?:very )?(?:latest|earliest)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression: its own span, the span with its preposition, and the period they mean together.

    `relation` is the preposition in lower case, or empty. `base` is the period without it.
    """

    span: Span
    whole: Span
    relation: str
    base: Period
    period: Period

    def timex(self, text: str) -> Timex:
        """Return the expression in TIMEX3 terms."""
        quote = Quote.cut(text, self.span.start, self.span.end)
        return Timex(quote, self.base.type, self.base.value, self.period.start, self.period.end)


@dataclass(frozen=True, slots=True)
class TenseMark:
    """A place from which on, and around which, the text speaks of what was or what will be."""

    position: int
    direction: Direction


@cache
def _tense_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:(?P<future>{FUTURE_MARKS})|(?P<past>{PAST_MARKS}))\b", re.IGNORECASE)


def tense_marks(text: str, span: Span) -> list[TenseMark]:
    """Return where the wording of a sentence turns to the past or the future, without a parse."""
    end = min(span.end, span.start + MAX_SENTENCE)
    return [
        TenseMark(found.start(), "future" if found["future"] else "past")
        for found in _tense_pattern().finditer(text, span.start, end)
    ]


def find_times(text: str, span: Span, anchor: date | None, marks: list[TenseMark] | None = None) -> list[TimeMention]:
    """Return the time expressions of one sentence of `text`, in order, none overlapping.

    `anchor` is the day of publication; without one, only full dates get days. `marks` tell the tense where a parse
    knows it better than the wording does.
    """
    end = min(span.end, span.start + MAX_SENTENCE)
    marks = tense_marks(text, span) if marks is None else marks
    taken: list[tuple[int, int]] = []
    found: list[TimeMention] = []
    for pattern, read in shapes():
        for match in pattern.finditer(text, span.start, end):
            if any(match.start() < stop and start < match.end() for start, stop in taken):
                continue
            relation, begin = _preposition(text, span.start, match.start())
            direction = _direction(marks, match.start(), relation)
            period = read(match, Setting(anchor, direction))
            if period is None:
                continue
            taken.append(match.span())
            found.append(_mention(text, (match.start(), match.end(), begin), relation, period, anchor))
    return sorted(found, key=lambda mention: mention.span)


def _preposition(text: str, sentence_start: int, start: int) -> tuple[str, int]:
    found = _PREPOSITION.search(text, max(sentence_start, start - _LOOK_BACK), start)
    return (" ".join(found["p"].lower().split()), found.start("p")) if found else ("", start)


def _direction(marks: list[TenseMark], position: int, relation: str) -> Direction:
    """Return the direction of the nearest mark before the expression, else of the first one after it."""
    if relation in {"since", "as of"}:
        return "past"
    before = [mark for mark in marks if mark.position <= position]
    if before:
        return before[-1].direction
    return marks[0].direction if marks else "past"


def _mention(
    text: str, places: tuple[int, int, int], relation: str, period: Period, anchor: date | None
) -> TimeMention:
    start, end, begin = places
    words = text[start:end]
    if re.match(r"(?:in|within|inside|over|during)\b", words, re.IGNORECASE):
        relation, begin = words.split()[0].lower(), start
    latest = _AT_LATEST.match(text, end)
    whole = Span(begin, latest.end() if latest else end)
    if latest and latest[0].endswith("earliest"):
        relation = "no earlier than"
    return TimeMention(Span(start, end), whole, relation, period, _related(period, relation, anchor))


def _related(period: Period, relation: str, anchor: date | None) -> Period:
    """Return the period after its preposition: "by Friday" is from the anchor on, "since May" until the anchor."""
    if period.start is None or period.end is None:
        return period
    if relation in {"by", "until", "till", "no later than", "not later than", "through"}:
        begin = anchor if anchor and anchor <= period.end else None
        return replace(period, start=begin)
    if relation in {"before", "ahead of"}:
        last = period.end if period.start == period.end and period.value[4:5] != "-" else add_days(period.start, -1)
        if len(period.value) < len("2025-09-01") and period.start == period.end:
            last = period.end
        return replace(period, start=anchor if anchor and anchor <= last else None, end=last)
    if relation == "since":
        return replace(period, end=anchor if anchor and anchor >= period.start else None)
    if relation in {"from", "no earlier than", "no sooner than", "not before"}:
        return replace(period, end=None)
    if relation == "after":
        return replace(period, start=add_days(period.end, 1), end=None)
    return period
