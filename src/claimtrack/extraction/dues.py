"""When a forward-looking claim can be checked: what the article states, and the policy's day where it does not.

A date is `stated` only for an explicit day or the end of an explicit period. Policy days are never findings.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from claimtrack.domain.due import Due, DueKind, TimexType
from claimtrack.domain.span import Span
from claimtrack.extraction.intervals import Vague, add_days, add_months
from claimtrack.extraction.times import TimeMention
from claimtrack.extraction.timewords import FROM, NOT_BEFORE

_POLICY = {
    Vague.SOON: ("soon/1", 3),
    Vague.WEEKS: ("coming_weeks/1", 2),
    Vague.MONTHS: ("coming_months/1", 6),
    Vague.YEARS: ("coming_years/1", 12),
    Vague.OPEN: ("open/1", 6),
}
"""Rule name with its version, and months until somebody is to look again."""
_DAYS_RULE, _DAYS = "coming_days/1", 14
_UNDATED_RULE, _UNDATED_MONTHS = "undated/1", 6
_EVENT_RULE, _STATED_RULE = "event/1", "stated/1"

_LOWER_BOUND = NOT_BEFORE | {"after", "since"}
_TOLD_RECENTLY = 7
_LOOK_BACK = 48
_MAX_REACH = 600

_EVENT = r"(?P<event>[^,;]{3,160})"
_TRIGGERS = (
    re.compile(rf"\b(?:an?|\w+)\s+(?:days?|weeks?|months?|years?)\s+after\s+{_EVENT}", re.IGNORECASE),
    re.compile(
        r"(?:(?<!and )(?<!or )(?<!knew )(?<!know )(?<!knows )(?<!ask )(?<!asked )(?<!about )(?<!say )\bwhen"
        r"|\b(?:once|as soon as|after|until|provided(?: that)?|unless|if|following|pending|subject to|conditional on"
        rf"|depending on))\s+{_EVENT}",
        re.IGNORECASE,
    ),
)
_NO_EVENT = re.compile(r"(?:then|that|this|it|now|all|further notice)\b\W*\Z", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:against|than|from|compared|unlike|like)\b[^.;]{0,40}\Z", re.IGNORECASE)
_SET_ASIDE = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:(?:in|on|by|at|until)\s+)?\Z", re.IGNORECASE)
_RULED_OUT = re.compile(r"\brul(?:e[sd]?|ing)\s+out\b", re.IGNORECASE)
_JOINING = "and|or|but|with|as|when|while|if|after|before|from|to|in|on|at|by|for"
_NAMED_YEAR = re.compile(rf"(?:\d{{4}}|(?:this|next) year)[’']s\b|\d{{4}}\s+(?!(?:{_JOINING})\b)[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Window:
    mention: TimeMention
    earliest: date | None
    latest: date


def due_of(text: str, claim: Span, reach: tuple[Span, ...], times: list[TimeMention], anchor: date | None) -> Due:
    """Return when the forward-looking claim at `claim` can be checked.

    `reach` holds the claim and its context; what the claim says itself comes before what the context says. `times` are
    the time expressions of the sentence, those of the statement among them. `anchor` is the day of publication.
    """
    context = tuple(place for place in reach if place != claim)
    for places in ((claim,), context):
        near = [mention for mention in times if any(place.contains(mention.span) for place in places)]
        stated = _stated(text, near, times, anchor)
        if stated is not None:
            phrase = stated.mention.whole.of(text)
            return Due(DueKind.STATED, phrase, stated.earliest, stated.latest, None, _STATED_RULE)
        trigger = _trigger(text, places, near)
        vague = next((found for found in near if found.base.vague not in {None, Vague.PAST, Vague.PRESENT}), None)
        if trigger is not None and (vague is None or vague.base.vague is Vague.OPEN):
            return Due(DueKind.EVENT, trigger, anchor, None, _later(anchor, _UNDATED_MONTHS), _EVENT_RULE, trigger)
        if vague is not None:
            return _vague(text, vague, anchor)
        bound = next((found for found in near if found.relation in _LOWER_BOUND and found.period.start), None)
        if bound is not None and bound.period.start and (anchor is None or bound.period.start > anchor):
            review = _later(bound.period.start, _UNDATED_MONTHS)
            return Due(DueKind.NONE, bound.whole.of(text), bound.period.start, None, review, _UNDATED_RULE)
    return Due(DueKind.NONE, None, anchor, None, _later(anchor, _UNDATED_MONTHS), _UNDATED_RULE)


def _later(day: date | None, months: int) -> date | None:
    return add_months(day, months) if day else None


def _vague(text: str, mention: TimeMention, anchor: date | None) -> Due:
    vague = mention.base.vague or Vague.SOON
    phrase = mention.whole.of(text)
    if vague is Vague.DAYS:
        review = add_days(anchor, _DAYS) if anchor else None
        return Due(DueKind.VAGUE, phrase, anchor, None, review, _DAYS_RULE)
    rule, months = _POLICY[vague]
    return Due(DueKind.VAGUE, phrase, anchor, None, _later(anchor, months), rule)


def _stated(
    text: str, near: Sequence[TimeMention], times: Iterable[TimeMention], anchor: date | None
) -> _Window | None:
    """Return the explicit window among the expressions: the last one that ends on or after the anchor."""
    repeated = any(mention.base.type is TimexType.SET for mention in near)
    windows = [window for mention in near if (window := _window(text, mention, times, anchor))]
    if repeated:
        # "every day at 6 p.m." is no day
        windows = [window for window in windows if window.mention.base.type is not TimexType.TIME]
    if not windows:
        return None
    last, first = windows[-1], windows[0]
    if "at the latest" in text[first.mention.span.end : last.mention.whole.end] and first.earliest:
        # "in the autumn, at the latest by 30 November"
        return _Window(last.mention, first.earliest, last.latest)
    return last


def _window(text: str, mention: TimeMention, times: Iterable[TimeMention], anchor: date | None) -> _Window | None:
    latest = mention.base.end if mention.relation in FROM else mention.period.end
    if latest is None or mention.base.vague is not None or mention.base.type is TimexType.SET:
        return None
    if mention.relation in _LOWER_BOUND or (anchor is not None and latest < anchor) or _is_aside(text, mention, anchor):
        return None
    if anchor and mention.base.start and mention.base.start < anchor and mention.base.end == anchor:
        return None  # last night ends today
    earliest = mention.period.start
    if mention.base.type is TimexType.DURATION and earliest == anchor:
        # So many days run from the statement, where the sentence tells its day.
        told = _told_on(mention, times, anchor)
        if told and earliest and anchor:
            return _Window(mention, told, add_days(latest, (told - anchor).days))
    if earliest and anchor and earliest < anchor:
        earliest = anchor
    return _Window(mention, earliest, latest)


def _is_aside(text: str, mention: TimeMention, anchor: date | None) -> bool:
    """Tell whether the expression is not when it will be: a comparison, what is ruled out, the name of a year."""
    before = text[max(0, mention.whole.start - _LOOK_BACK) : mention.whole.start].replace("\n", ".")
    if _RULED_OUT.search(before) or _SET_ASIDE.search(before):
        return True
    base = mention.base
    if base.start == base.end == anchor and _COMPARED.search(before):
        return True
    return not mention.relation and bool(_NAMED_YEAR.match(text, mention.span.start))


def _told_on(mention: TimeMention, times: Iterable[TimeMention], anchor: date | None) -> date | None:
    days = [
        other.period.start
        for other in times
        if other.span.end <= mention.span.start and other.period.start == other.period.end and other.period.start
    ]
    recent = [day for day in days if anchor and 0 <= (anchor - day).days <= _TOLD_RECENTLY]
    return recent[-1] if recent else None


def _trigger(text: str, places: Iterable[Span], near: Iterable[TimeMention]) -> str | None:
    """Return the words of the event that the claim waits for, unless they are a time expression or only point."""
    dated = [mention.span for mention in near if mention.base.type is not TimexType.SET]
    for place in places:
        end = min(place.end, place.start + _MAX_REACH)
        for pattern in _TRIGGERS:
            for found in pattern.finditer(text, place.start, end):
                event = found.start("event")
                is_date = any(span.start - 8 < event < span.end for span in dated)
                if not is_date and not _NO_EVENT.match(found["event"]):
                    return found[0].strip().rstrip(".”’\"'")
    return None
