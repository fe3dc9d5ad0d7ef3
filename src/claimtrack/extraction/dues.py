"""When a forward-looking claim can be checked: what the article states, and the policy's day where it does not.

A date is `stated` only for an explicit day or the end of an explicit period. Policy days are never findings.
"""

import re
from dataclasses import dataclass
from datetime import date

from claimtrack.domain.due import Due, DueKind, TimexType
from claimtrack.domain.span import Span
from claimtrack.extraction.intervals import Vague, add_days, add_months
from claimtrack.extraction.times import TimeMention

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

_TRIGGER = re.compile(
    r"\b(?:once|as soon as|after|until|when|provided(?: that)?|unless|if|only if|following|pending|subject to|"
    r"conditional on|depending on)\s+(?P<event>[^,;]{3,160})",
    re.IGNORECASE,
)
_RELATED_EVENT = re.compile(
    r"\b(?:an?|\w+)\s+(?:days?|weeks?|months?|years?)\s+after\s+(?P<event>[^,;]{3,160})", re.IGNORECASE
)
_LOWER_BOUND = frozenset({"from", "after", "since", "no earlier than", "no sooner than", "not before"})


@dataclass(frozen=True, slots=True)
class _Window:
    mention: TimeMention
    earliest: date | None
    latest: date


def due_of(text: str, claim: Span, reach: tuple[Span, ...], times: list[TimeMention], anchor: date | None) -> Due:
    """Return when the forward-looking claim at `claim` can be checked.

    `reach` holds the claim and its context: the places whose time expressions are about the event itself and not about
    the statement. `anchor` is the day of publication.
    """
    near = [mention for mention in times if any(place.contains(mention.span) for place in reach)]
    stated = _stated(near, anchor)
    trigger = _trigger(text, reach, near)
    if stated is not None:
        phrase = stated.mention.whole.of(text)
        return Due(DueKind.STATED, phrase, stated.earliest, stated.latest, None, _STATED_RULE)
    vague = next((m for m in near if m.base.vague not in {None, Vague.PAST, Vague.PRESENT}), None)
    if trigger is not None and (vague is None or vague.base.vague is Vague.OPEN):
        review = add_months(anchor, _UNDATED_MONTHS) if anchor else None
        return Due(DueKind.EVENT, trigger, anchor, None, review, _EVENT_RULE, trigger=trigger)
    if vague is not None:
        return _vague(text, vague, anchor)
    earliest = next((m.period.start for m in near if m.relation in _LOWER_BOUND and m.period.start), anchor)
    review = add_months(max(earliest or anchor, anchor), _UNDATED_MONTHS) if anchor else None
    return Due(DueKind.NONE, None, earliest, None, review, _UNDATED_RULE)


def _vague(text: str, mention: TimeMention, anchor: date | None) -> Due:
    vague = mention.base.vague or Vague.SOON
    phrase = mention.whole.of(text)
    if vague is Vague.DAYS:
        review = add_days(anchor, _DAYS) if anchor else None
        return Due(DueKind.VAGUE, phrase, anchor, None, review, _DAYS_RULE)
    rule, months = _POLICY[vague]
    return Due(DueKind.VAGUE, phrase, anchor, None, add_months(anchor, months) if anchor else None, rule)


def _stated(near: list[TimeMention], anchor: date | None) -> _Window | None:
    """Return the explicit window among the expressions: the last one that ends on or after the anchor."""
    windows = []
    for mention in near:
        latest = mention.period.end
        if mention.base.vague is not None or mention.base.type is TimexType.SET:
            continue
        if mention.relation == "from" and mention.base.end and mention.base.start != mention.base.end:
            latest = mention.base.end
        elif mention.relation == "from":
            latest = mention.base.end
        if latest is None or (anchor is not None and latest < anchor):
            continue
        if mention.relation in _LOWER_BOUND - {"from"}:
            continue
        windows.append(_Window(mention, mention.period.start, latest))
    return windows[-1] if windows else None


def _trigger(text: str, reach: tuple[Span, ...], near: list[TimeMention]) -> str | None:
    """Return the words of the event that the claim waits for, unless they are a time expression."""
    for place in reach:
        for pattern in (_RELATED_EVENT, _TRIGGER):
            found = pattern.search(text, place.start, min(place.end, place.start + 600))
            if found and not any(mention.span.start - found.start("event") in range(8) for mention in near):
                return found[0].strip().rstrip(".”’\"'")
    return None
