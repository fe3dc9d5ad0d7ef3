"""Days that are counted from an event: "30 days after signature", where the text tells the day of the signing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.domain.span import Span
from claimtrack.extraction.intervals import add_working_days, shift
from claimtrack.extraction.timepieces import COUNT, UNIT
from claimtrack.extraction.times import TimeMention
from claimtrack.extraction.timewords import count_of, unit_code, word_of

_COUNTED = rf"(?P<within>within )?(?a:{COUNT}[ -]{UNIT}) (?:after|of|from|following)"
_EVENT = r"(?:the |its |their |his |her )?(?P<noun>[a-z]{5,20})"
_AFTER = re.compile(rf"(?<![\w-]){_COUNTED} {_EVENT}\b".replace(" ", r"\s+"), re.IGNORECASE)
_ENDINGS = re.compile(
    r"(?:ification|ication|ations?|itions?|tions?|sions?|atures?|ments?|ures?|ings?|als?|ances?|ery|y|e|s)\Z"
)
_SHORTEST_STEM = 4
_MEMORY = 600
_APART = 100
_MAX_REACH = 600


@dataclass(frozen=True, slots=True)
class Window:
    """A stated window: its place, its words, and the first and last day."""

    place: Span
    phrase: str
    earliest: date | None
    latest: date


def counted_from_event(
    text: str, places: Sequence[Span], times: Sequence[TimeMention], anchor: date | None
) -> Window | None:
    """Return the window of "30 days after signature", if a verb of the same stem stands near a single day before it."""
    for place in places:
        for found in _AFTER.finditer(text, place.start, min(place.end, place.start + _MAX_REACH)):
            told = _day_of(text, found, times)
            latest = _later(found, told) if told else None
            if told is None or latest is None or (anchor and latest < anchor):
                continue
            within = bool(word_of(found, "within"))
            return Window(Span(found.start(), found.end()), found[0], told if within else latest, latest)
    return None


def _later(found: re.Match[str], day: date) -> date | None:
    unit, count = unit_code(found), count_of(found)
    if word_of(found, "k") in {"working", "business", "trading"}:
        return add_working_days(day, count)
    return shift(day, unit, count)


def _day_of(text: str, found: re.Match[str], times: Sequence[TimeMention]) -> date | None:
    """Return the only day that is told beside the event, in the nearest sentence before that tells of it."""
    stem = _ENDINGS.sub("", found["noun"].lower())
    if len(stem) < _SHORTEST_STEM:
        return None
    start = max(0, found.start() - _MEMORY)
    events = list(re.finditer(rf"\b{re.escape(stem)}\w{{0,9}}", text[start : found.start()], re.IGNORECASE))
    for event in reversed(events):
        place = Span(start + event.start(), start + event.end())
        beside = [mention.period for mention in times if _beside(text, place, mention.span)]
        days = {period.start for period in beside if period.start and period.start == period.end}
        if len(days) == 1:
            return days.pop()
    return None


def _beside(text: str, event: Span, time: Span) -> bool:
    first, last = sorted((event, time))
    between = text[first.end : last.start]
    return len(between) <= _APART and not re.search(r"[.;!?]\s|\n", between)
