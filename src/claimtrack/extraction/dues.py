"""When a forward-looking claim can be checked: what the article states, and the policy's day where it does not.

A date is `stated` only for an explicit day or the end of an explicit period. Policy days are never findings.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from claimtrack.domain.days import add_days
from claimtrack.domain.due import Due, DueKind, TimexType
from claimtrack.domain.duepolicy import DuePolicy, DueRow
from claimtrack.domain.span import Span
from claimtrack.extraction.decisions import DROPPED, is_decided, lasts_until
from claimtrack.extraction.duecounts import Window, counted_from_event
from claimtrack.extraction.intervals import Vague
from claimtrack.extraction.lexicons import due_words, tense_words
from claimtrack.extraction.times import TimeMention
from claimtrack.extraction.timewords import FROM, NOT_BEFORE, UNTIL_EVENT

_STATED_RULE = "stated/1"
DEFAULT_POLICY = DuePolicy()

_LOWER_BOUND = NOT_BEFORE | {"after", "since"}
_FIRST_OF_THEM = re.compile(r",\s+(?:with\s+)?(?:the|its|their|an?|some)\s[^,;.]{1,30}\s(?:starting|beginning)\s+\Z")
_SEASON = re.compile(r"\d{4}-(?:SP|SU|FA|WI)")
_WITHIN = {"within", "inside", "in"}
_TOLD_RECENTLY = 7
_LOOK_BACK = 48
_FAR_BACK = 160
_MAX_REACH = 600

_EVENT = r"(?P<event>(?:[^,;]|(?<=\d),(?=\d)){3,160})"
_CONDITION = re.compile(
    r"(?:if|once|when|as soon as|provided|unless|pending|subject to|conditional on|depending on)\b",
    re.IGNORECASE,
)
_TRIGGERS = (
    re.compile(rf"\b(?:an?|\w+)\s+(?:days?|weeks?|months?|years?)\s+after\s+{_EVENT}", re.IGNORECASE),
    re.compile(
        rf"\b(?:within|inside)\s+(?:an?|[\w-]+)\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?)\s+(?:of|from)\s+{_EVENT}",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:(?<!and )(?<!or )(?<!knew )(?<!know )(?<!knows )(?<!ask )(?<!asked )(?<!about )(?<!say )\bwhen"
        r"|\b(?:once|as soon as|after|until|provided(?: that)?|unless|if|following|pending|subject to|conditional on"
        rf"|depending on))\s+{_EVENT}",
        re.IGNORECASE,
    ),
)
_NO_EVENT = re.compile(r"then\b|(?:that|this|it|now|all|further notice)\b\W*\Z", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:against|than|from|compared|unlike|like)\b[^.;]{0,40}\Z", re.IGNORECASE)
_SET_ASIDE = re.compile(r"\b(?:not|instead\s+of|rather\s+than)\s+(?:(?:in|on|by|at|until)\s+)?\Z", re.IGNORECASE)
_FROM_FIGURE = re.compile(
    r"\bfrom\s+(?:about\s+|around\s+|some\s+)?[$€£]?\d[\d.,]*\s?(?:%|per ?cent|[mb]illion|[a-z]+s\b)?\s+\Z"
)
_RULED_OUT = re.compile(r"\brul(?:e[sd]?|ing)\s+out\b", re.IGNORECASE)
_JOINING = "and|or|but|with|as|when|while|if|after|before|from|to|in|on|at|by|for"
_NAMED_YEAR = re.compile(rf"\d{{4}}\s+(?!(?:{_JOINING})\b)[a-z]", re.IGNORECASE)
_YEAR_OF = re.compile(r"(?:\d{4}|(?:this|next) year)[’']s\b", re.IGNORECASE)
_SUPERLATIVE = re.compile(r"\b(?:\w{2,}est|best|worst|most|least|record|average|normal|typical)\s+\Z", re.IGNORECASE)
_STARTING = re.compile(r",\s+(?:starting|beginning)\s+\Z", re.IGNORECASE)
_BESIDE = re.compile(
    rf",\s+(?:for|ahead of|before|at)\s+(?:an?|the|its|their|this)\s+(?:[\w-]+\s+){{1,3}}"
    rf"(?:{due_words.EXPECTED}|set)\s+(?:(?:for|in|on)\s+)?\Z",
    re.IGNORECASE,
)
_PUTS_OFF = re.compile(
    rf"\b(?:to|will|would|can|could|may|might|shall|should|must|not)\s+(?:\w+ly\s+)?(?:{due_words.PUTS_OFF})\b(?:[^.;]|\.(?=\d)){{0,80}}\Z",
    re.IGNORECASE,
)
_DECIDED_TO = re.compile(
    rf"\b(?:{due_words.OBLIGES})\s[^.;]{{0,60}}?\bto\s+(?:\w+ly\s+)?(?:{due_words.PUTS_OFF})\b", re.IGNORECASE
)
_MOVED_FROM = re.compile(rf"\b(?:{due_words.PUT_OFF})\s+(?:\w+\s+){{0,3}}\Z", re.IGNORECASE)
_GIVEN_UP = re.compile(
    rf"\bhad\s+(?:been\s+)?(?:\w+ly\s+)?(?:{due_words.UNMET})\s+to\b"
    rf"|\b(?:was|were)\s+(?:\w+ly\s+)?(?:{tense_words.PLANNED})\b[^.;]{{1,160}}\b(?:but|until|before)\b[^.;]{{1,120}}"
    rf"\b(?:{due_words.DROPPED})\b",
    re.IGNORECASE,
)


def due_of(
    text: str,
    reach: tuple[Span, ...],
    times: list[TimeMention],
    anchor: date | None,
    policy: DuePolicy = DEFAULT_POLICY,
    earlier: Sequence[TimeMention] = (),
) -> Due:
    """Return when a forward-looking claim can be checked.

    `reach` holds the claim and then its context; what the claim says itself comes before what the context says.
    `times` are the time expressions of the sentence, those of the statement among them; `earlier` those of the
    sentences before, for what is counted from an event that they date. `anchor` is the day of publication. `policy`
    sets the day to look again where the article names none.
    """
    if _GIVEN_UP.search(text, reach[0].start, min(reach[0].end, reach[0].start + _MAX_REACH)):
        return _left_open(DueKind.NONE, None, anchor, DueRow.UNDATED, policy)
    for places in (reach[:1], reach[1:]):
        near = [mention for mention in times if any(place.contains(mention.span) for place in places)]
        trigger = _trigger(text, places, near)
        if trigger is not None and _CONDITION.match(trigger):
            near = [mention for mention in near if not _is_length_from(mention, anchor)]
        stated = _stated(text, near, times, anchor) or counted_from_event(text, places, [*earlier, *times], anchor)
        if stated is not None:
            return Due(DueKind.STATED, stated.phrase, stated.earliest, stated.latest, None, _STATED_RULE)
        vague = next((found for found in near if found.base.vague not in {None, Vague.PAST, Vague.PRESENT}), None)
        if trigger is not None and (vague is None or vague.base.vague is Vague.OPEN):
            return _left_open(DueKind.EVENT, trigger, anchor, DueRow.EVENT, policy)
        if vague is not None and vague.base.vague is not None:
            return _left_open(DueKind.VAGUE, vague.whole.of(text), anchor, DueRow(vague.base.vague.value), policy)
        bound = next((found for found in near if _is_bound(text, found) and found.period.start), None)
        if bound is not None and bound.period.start and (anchor is None or bound.period.start > anchor):
            return _left_open(DueKind.NONE, bound.whole.of(text), bound.period.start, DueRow.UNDATED, policy)
    return _left_open(DueKind.NONE, None, anchor, DueRow.UNDATED, policy)


def due_of_decision(
    text: str, claim: Span, times: list[TimeMention], anchor: date | None, policy: DuePolicy = DEFAULT_POLICY
) -> Due | None:
    """Return the day to come by which a fact says that something is to be, or until what; None where it says neither.

    "The vote was put off until 14 April" is a fact, and so is "The court told it to pay by 30 June"; both have a day.
    """
    if anchor is None or DROPPED.search(text, claim.start, min(claim.end, claim.start + _MAX_REACH)):
        return None
    near = [mention for mention in times if claim.contains(mention.span) and is_decided(text, claim, mention)]
    stated = _stated(text, near, times, anchor)
    if stated is not None:
        return Due(DueKind.STATED, stated.phrase, stated.earliest, stated.latest, None, _STATED_RULE)
    trigger = _trigger(text, [claim], times)
    if trigger is not None and lasts_until(text, claim, trigger):
        return _left_open(DueKind.EVENT, trigger, anchor, DueRow.EVENT, policy)
    return None


def _left_open(kind: DueKind, phrase: str | None, first: date | None, row: DueRow, policy: DuePolicy) -> Due:
    trigger = phrase if kind is DueKind.EVENT else None
    return Due(kind, phrase, first, None, policy.review(row, first), policy.rule(row), trigger)


def _stated(text: str, near: Sequence[TimeMention], times: Iterable[TimeMention], anchor: date | None) -> Window | None:
    """Return the explicit window among the expressions: the last one that ends on or after the anchor."""
    if any(mention.base.type is TimexType.SET for mention in near):
        # "every day at 6 p.m." is no day
        near = [mention for mention in near if mention.base.type is not TimexType.TIME]
    windows = [window for mention in near if (window := _window(text, mention, times, anchor))]
    if not windows:
        return None
    leading = [window for window in windows if not _is_second(text, window)]
    windows = leading or windows
    last, first = windows[-1], windows[0]
    if "at the latest" in text[first.place.end : last.place.end] and first.earliest:
        # "in the autumn, at the latest by 30 November"
        return replace(last, earliest=first.earliest)
    return last


def _window(text: str, mention: TimeMention, times: Iterable[TimeMention], anchor: date | None) -> Window | None:
    latest = mention.base.end if mention.relation in FROM else mention.period.end
    if latest is None or mention.base.vague is not None or mention.base.type is TimexType.SET:
        return None
    if _is_bound(text, mention) or (anchor is not None and latest < anchor) or _is_aside(text, mention, anchor):
        return None
    if anchor and mention.base.start and mention.base.start < anchor and mention.base.end == anchor:
        return None  # last night ends today
    earliest = mention.period.start
    if mention.base.type is TimexType.DURATION and earliest == anchor:
        # So many days run from the statement, where the sentence tells its day.
        told = _told_on(mention, times, anchor)
        if told and earliest and anchor:
            return Window(mention.whole, mention.whole.of(text), told, add_days(latest, (told - anchor).days))
    if earliest and anchor and earliest < anchor:
        earliest = anchor
    return Window(mention.whole, mention.whole.of(text), earliest, latest)


def _is_bound(text: str, mention: TimeMention) -> bool:
    """Tell whether the expression is only the first day that is possible: ", the first of them starting in May"."""
    before = text[max(0, mention.whole.start - _LOOK_BACK) : mention.whole.start]
    return mention.relation in _LOWER_BOUND or bool(_FIRST_OF_THEM.search(before))


def _is_aside(text: str, mention: TimeMention, anchor: date | None) -> bool:
    """Tell whether the expression is not when it will be: a comparison, what is ruled out, the name of a year."""
    before = text[max(0, mention.whole.start - _LOOK_BACK) : mention.whole.start].replace("\n", ".")
    if UNTIL_EVENT.search(text, max(0, mention.span.start - 2 * _LOOK_BACK), mention.span.start):
        return True
    if _RULED_OUT.search(before) or _SET_ASIDE.search(before) or _FROM_FIGURE.search(before):
        return True
    base = mention.base
    far = text[max(0, mention.whole.start - _FAR_BACK) : mention.whole.start].replace("\n", ".")
    if mention.relation in FROM and _MOVED_FROM.search(before):
        return True  # "moved from 14 December" tells the day that no longer holds
    if mention.relation in {"until", "till"} and _PUTS_OFF.search(far) and not _DECIDED_TO.search(far):
        return True  # what will put something off does so before that day
    if _SEASON.fullmatch(base.value) and mention.relation == "for":
        return True  # "will close for the winter" tells how long
    if not mention.relation and _SUPERLATIVE.search(before):
        return True
    if base.start == base.end == anchor and _COMPARED.search(before):
        return True
    start = mention.span.start
    return bool(_YEAR_OF.match(text, start) or (not mention.relation and _NAMED_YEAR.match(text, start)))


def _is_length_from(mention: TimeMention, anchor: date | None) -> bool:
    """Tell whether the expression is so many days that could run from a condition as well as from publication."""
    return mention.base.type is TimexType.DURATION and mention.base.start == anchor and mention.relation in _WITHIN


def _is_second(text: str, window: Window) -> bool:
    """Tell whether the window is only a start, or the day of something beside: ", for a vote expected next week"."""
    before = text[max(0, window.place.start - 2 * _LOOK_BACK) : window.place.start]
    return bool(_STARTING.search(before) or _BESIDE.search(before))


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
