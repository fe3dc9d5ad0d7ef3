"""Time expressions in a sentence, with TIMEX3 values and the days they may cover. Standard library only.

When a claim falls due is decided in `dues`; here it is only said what the words mean.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise

from claimtrack.domain.days import add_days
from claimtrack.domain.due import Timex, TimexType
from claimtrack.domain.span import Quote, Span
from claimtrack.extraction.intervals import Direction, Period, day_of, halfway, safe_date
from claimtrack.extraction.tenses import TenseMark, direction_at, is_dated_past, tense_marks
from claimtrack.extraction.timedistances import on_day
from claimtrack.extraction.timereadings import at_daytime
from claimtrack.extraction.timeshapes import needs_of_shapes, shapes
from claimtrack.extraction.timewords import FROM, MAX_SENTENCE, NOT_BEFORE, UNTIL, WHEN, Setting

__all__ = ["TenseMark", "TimeMention", "find_times", "tense_marks"]

_LOOK_BACK = 40
_REMEMBERED = 12
_WEEK = 7
_LONG_PREPOSITIONS = "|".join(sorted(NOT_BEFORE | UNTIL | FROM, key=len, reverse=True))
_PREPOSITION = re.compile(
    rf"\b(?P<p>{_LONG_PREPOSITIONS}|since|after|within|inside|as of|in|on|during|at|over|for|between)"
    r"(?:\s+(?:in|on|by|about|around|roughly|the|some|at least|close of business on|midnight on))?\s+\Z",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"(?:\b(?:not|cannot|never|unlikely|impossible|no|none|nobody|nothing|neither)|n[’']t)\b[^.;,]{0,60}\Z",
    re.IGNORECASE,
)
_AT_BOUND = re.compile(r"\s+at the (?:very )?(?P<bound>latest|earliest)\b", re.IGNORECASE)
_DAYTIME_OF = re.compile(
    r"\b(?:the\s+)?(?P<t>(?a:morning|afternoon|evening|night))\s+(?:of|on)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_DEFINITE = re.compile(r"(?:\b(?:the|its|their|his|her|that|this|of)|[’']s)\s+\Z", re.IGNORECASE)
_CLAUSE_END = re.compile(r";|\s[–—]\s|,\s+(?:but|while|whereas)\b", re.IGNORECASE)
_PART_OF_DAY = re.compile(r"\d{4}-\d\d-\d\dT[A-Z]{2}")
_CLOCK = re.compile(r"T\d\d:\d\d")
_JOINED = re.compile(r"(?:\s+\([^()]{1,20}\))?,?\s+(?:on\s+|at\s+)?(?:about\s+|around\s+)?", re.IGNORECASE)
_RANGE_JOINTS = {
    "between": re.compile(r"\s+and\s+", re.IGNORECASE),
    "from": re.compile(r"\s*(?:\b(?:to|until|till|through)\b|[-–])\s*(?:the\s+end\s+of\s+)?", re.IGNORECASE),
}
_CHANGED = re.compile(
    r"\b(?:moved?|pushed?|put|brought|postponed?|delayed?|changed?|shifted?|slipped|extended?|fell|rose|up|down)\b"
    r"[^.,;]{0,30}\Z",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"\d{4}")
_OWN_PREPOSITION = re.compile(r"(?:in|within|inside|over|during)\b", re.IGNORECASE)


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


def find_times(
    text: str,
    span: Span,
    anchor: date | None,
    marks: list[TenseMark] | None = None,
    earlier: Sequence[TimeMention] = (),
) -> list[TimeMention]:
    """Return the time expressions of one sentence of `text`, in order, none overlapping.

    `anchor` is the day of publication; without one, only full dates get days. `marks` tell the tense where a parse
    knows it better than the wording does. `earlier` are the expressions of the sentences before, which "that day" and
    "the same quarter" point back to.
    """
    end = min(span.end, span.start + MAX_SENTENCE)
    taken = bytearray(end - span.start)
    found: list[TimeMention] = []
    known = [mention.base for mention in earlier[-_REMEMBERED:]]
    lacking = {words for words in needs_of_shapes() if not words.search(text, span.start, end)}
    for needs, pattern, read in shapes():
        if not needs.isdisjoint(lacking):
            continue
        for match in pattern.finditer(text, span.start, end):
            start, stop = match.start() - span.start, match.end() - span.start
            if start == stop or any(taken[start:stop]):
                continue
            if marks is None:
                marks = tense_marks(text, span)
            relation, begin = _preposition(text, span.start, match.start())
            direction, sure = direction_at(
                marks, match.start(), relation, _clause(text, span.start, match.start(), end)
            )
            if direction == "past" and relation in WHEN and is_dated_past(text, span, begin):
                sure = True
            sure = sure and not _names_something(text, span.start, match, relation)
            before = partial(_named_before, known, found, match.start())
            period = read(match, Setting(anchor, direction, relation, sure=sure, before=before))
            if period is None:
                continue
            taken[start:stop] = b"\1" * (stop - start)
            relation = _negated(text, span.start, begin, relation, direction)
            found.append(_mention(text, (match.start(), match.end(), begin), relation, period, anchor))
    return _ranged(text, _joined(text, span, sorted(found, key=lambda mention: mention.span), anchor))


def _named_before(known: list[Period], found: list[TimeMention], position: int) -> list[Period]:
    """Return what was named before a place: in the sentences before, and then in this one."""
    here = sorted((mention for mention in found if mention.span.end <= position), key=lambda mention: mention.span)
    return [*known, *(mention.base for mention in here)]


def _preposition(text: str, sentence_start: int, start: int) -> tuple[str, int]:
    found = _PREPOSITION.search(text, max(sentence_start, start - _LOOK_BACK), start)
    return (" ".join(found["p"].lower().split()), found.start("p")) if found else ("", start)


def _clause(text: str, sentence_start: int, position: int, end: int) -> Span:
    """Return the part of the sentence that holds the expression, as far as punctuation tells."""
    stops = [found.start() for found in _CLAUSE_END.finditer(text, sentence_start, end)]
    before = [stop for stop in stops if stop < position]
    after = [stop for stop in stops if stop >= position]
    return Span(before[-1] if before else sentence_start, after[0] if after else end)


def _names_something(text: str, sentence_start: int, match: re.Match[str], relation: str) -> bool:
    """Tell whether the expression is part of a name, as in "the May 1 letter" and "the fine of 4 February"."""
    if not relation and match[0][:4].lower() == "the ":
        return True
    return bool(_DEFINITE.search(text, max(sentence_start, match.start() - _LOOK_BACK), match.start()))


def _negated(text: str, sentence_start: int, begin: int, relation: str, direction: Direction) -> str:
    """Return the relation as it is after a "not": what will not open before May opens in May or later."""
    if relation not in {"before", "until", "till"} or direction == "past":
        return relation
    return "not before" if _NEGATED.search(text, max(sentence_start, begin - 2 * _LOOK_BACK), begin) else relation


def _mention(
    text: str, places: tuple[int, int, int], relation: str, period: Period, anchor: date | None
) -> TimeMention:
    start, end, begin = places
    if own := _OWN_PREPOSITION.match(text, start, end):
        relation, begin = own[0].lower(), start
    bound = _AT_BOUND.match(text, end)
    if bound and bound["bound"].lower() == "earliest":
        relation = "no earlier than"
    whole = Span(begin, bound.end() if bound else end)
    return TimeMention(Span(start, end), whole, relation, period, _related(period, relation, anchor))


def _related(period: Period, relation: str, anchor: date | None) -> Period:
    """Return the period after its preposition: "by Friday" is from the anchor on, "since May" until the anchor."""
    if period.start is None or period.end is None:
        return period
    if relation in UNTIL:
        end = halfway(period) or period.end
        if relation in {"before", "ahead of"} and (period.start < period.end or _one_day(period)):
            end = add_days(period.start, -1)
        return replace(period, start=anchor if anchor and anchor <= end else None, end=end)
    if relation == "since":
        return replace(period, end=anchor if anchor and anchor >= period.start else None)
    if relation in FROM and "/" in period.value:
        return period  # "from 3 to 7 May"
    if relation in NOT_BEFORE | FROM:
        return replace(period, end=None)
    if relation == "after":
        return replace(period, start=add_days(period.end, 1), end=None)
    return period


def _one_day(period: Period) -> bool:
    """Tell whether the period is one day, and not the very end of a longer one."""
    return period.part is None and period.start == period.end


def _joined(text: str, sentence: Span, mentions: list[TimeMention], anchor: date | None) -> list[TimeMention]:
    """Put a time of day and the day beside it together: "6 p.m. Friday", "Sept. 5 at 11 a.m.", "the night of 2 May"."""
    found: list[TimeMention] = []
    for mention in mentions:
        before = found[-1] if found else None
        current = _with_daytime(text, before.span.end if before else sentence.start, mention, anchor)
        pair = _pair(text, before, current) if before else None
        if before is None or pair is None:
            found.append(current)
            continue
        clock, day = pair
        base = on_day(clock.base, day.base)
        apart = "," in text[before.span.end : current.span.start] and before is clock
        if apart:
            found[-1] = replace(clock, base=base, period=base)
            found.append(current)
            continue
        period = _related(base, before.relation, anchor)
        span, whole = Span(before.span.start, current.span.end), Span(before.whole.start, current.whole.end)
        found[-1] = TimeMention(span, whole, before.relation, base, period)
    return found


def _ranged(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """Give both ends of "from 3 May to 7 June" and "between 2026 and 2028" the whole range."""
    found = list(mentions)
    for at, (first, last) in enumerate(pairwise(mentions)):
        joint = _RANGE_JOINTS.get(first.relation)
        if joint is None or not joint.fullmatch(text, first.span.end, last.span.start):
            continue
        if _CHANGED.search(text, max(0, first.whole.start - _LOOK_BACK), first.whole.start):
            continue
        start = _in_same_year(text, first, last)
        until = _in_same_week(last, start)
        end = until.base.end
        if start and end and start <= end:
            found[at] = replace(first, period=replace(first.period, start=start, end=end))
            whole = Span(first.whole.start, until.whole.end)
            found[at + 1] = replace(until, whole=whole, period=replace(until.period, start=start, end=end))
    return found


def _in_same_year(text: str, first: TimeMention, last: TimeMention) -> date | None:
    """Return the first day of a range, in the year that only its end tells."""
    start, end = first.base.start, last.base.start
    if (
        start is None
        or end is None
        or _HAS_YEAR.search(first.span.of(text))
        or not _HAS_YEAR.search(last.span.of(text))
    ):
        return start
    years = (safe_date(year, start.month, start.day) for year in (end.year, end.year - 1))
    return next((day for day in years if day and day <= end), None)


def _in_same_week(last: TimeMention, start: date | None) -> TimeMention:
    """Return the end of "from Monday to Wednesday", moved to the week in which the range begins."""
    day = last.base.start
    if start is None or day is None or not _is_day(last) or not 0 < (start - day).days < _WEEK:
        return last
    base = day_of(add_days(day, _WEEK))
    return replace(last, base=base, period=base)


def _with_daytime(text: str, free: int, mention: TimeMention, anchor: date | None) -> TimeMention:
    """Return the day with "the night of" before it, which may begin at `free` at the earliest."""
    if not _is_day(mention):
        return mention
    found = _DAYTIME_OF.search(text, max(free, mention.span.start - _LOOK_BACK), mention.span.start)
    if found is None:
        return mention
    relation, begin = _preposition(text, free, found.start())
    base = at_daytime(mention.base, found["t"].lower())
    span = Span(found.start(), mention.span.end)
    return TimeMention(span, Span(begin, span.end), relation, base, _related(base, relation, anchor))


def _pair(text: str, first: TimeMention, second: TimeMention) -> tuple[TimeMention, TimeMention] | None:
    """Return clock and day, in this order, of two neighbours that belong together."""
    if not _JOINED.fullmatch(text, first.span.end, second.span.start):
        return None
    first, second = (_whole_day(mention) for mention in (first, second))
    if _is_clock(first) and _is_day(second):
        return first, second
    return (second, first) if _is_day(first) and _is_clock(second) else None


def _whole_day(mention: TimeMention) -> TimeMention:
    """Return the day of "tonight" and of "Friday morning", which the clock tells better; else the same."""
    base = mention.base
    if not _PART_OF_DAY.fullmatch(base.value) or base.start is None:
        return mention
    return replace(mention, base=day_of(base.start))


def _is_clock(mention: TimeMention) -> bool:
    return mention.base.type is TimexType.TIME and bool(_CLOCK.search(mention.base.value))


def _is_day(mention: TimeMention) -> bool:
    base = mention.base
    return (
        base.type is TimexType.DATE
        and base.start is not None
        and len(base.value) == len("2025-09-01")
        and _one_day(base)
    )
