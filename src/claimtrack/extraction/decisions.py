"""Whether a fact tells of something that is to be by a day: a vote put off, a duty laid on somebody, a delivery due."""

import re

from claimtrack.domain.span import Span
from claimtrack.extraction.lexicons import due_words
from claimtrack.extraction.times import TimeMention
from claimtrack.extraction.timewords import UNTIL

_LOOK_BACK = 160
_INSIDE = r"(?:[^.;]|\.(?=\d))"
_TO_TIME = re.compile(r"\bto\s+(?:the\s+)?\Z|\bfor\s+(?:the\s+)?\Z", re.IGNORECASE)
_PUT_OFF = re.compile(rf"\b(?:{due_words.PUT_OFF})\b{_INSIDE}{{0,80}}\Z", re.IGNORECASE)
_CALLED = re.compile(rf"\b(?:{due_words.CALLED})\s+(?:\w+\s+){{0,5}}\Z", re.IGNORECASE)
_TOLD_TO = re.compile(rf"\b(?:{due_words.OBLIGES})\b{_INSIDE}{{1,80}}\bto\s+[a-z]+\b{_INSIDE}{{0,80}}\Z", re.IGNORECASE)
_GIVEN = re.compile(rf"\b(?:{due_words.GIVES})\b{_INSIDE}{{1,60}}\Z", re.IGNORECASE)
_BOUND_TO = re.compile(rf"\b(?:{due_words.BONDS})\s+to\s+[a-z]+\b{_INSIDE}{{0,100}}\Z", re.IGNORECASE)
_EXPECTED = re.compile(
    rf"(?<!was )(?<!were )(?<!been )(?<!had )\b(?:{due_words.EXPECTED})\s+(?:to\s+[a-z]+\s+(?:\w+\s+){{0,3}})?"
    r"(?:(?:for|in|on|by|at|during)\s+)?(?:the\s+)?\Z",
    re.IGNORECASE,
)
_FORECAST = re.compile(rf"\b(?:{due_words.FORECASTS})\b{_INSIDE}{{0,100}}\Z", re.IGNORECASE)
_STAYS = re.compile(rf"\b(?:{due_words.STAYS})\b{_INSIDE}{{0,60}}\Z", re.IGNORECASE)
DROPPED = re.compile(rf"\b(?:{due_words.DROPPED})\b", re.IGNORECASE)
"""Words for what will not be after all."""


def is_decided(text: str, claim: Span, mention: TimeMention) -> bool:
    """Tell whether the claim says that something is to be by the time that is mentioned, or is moved to it."""
    start = max(claim.start, mention.whole.start - _LOOK_BACK)
    before, relation = text[start : mention.whole.start], mention.relation
    until, to = relation in {"until", "till"}, _TO_TIME.search(before) is not None
    signs = (
        (until or to, _PUT_OFF),
        (until, _GIVEN),
        (relation == "for" or to, _CALLED),
        (relation in UNTIL | {"within", "inside"}, _TOLD_TO),
        (relation in UNTIL | {"within", "inside"}, _BOUND_TO),
        (True, _EXPECTED),
        (relation in {"", "in", "for", "by"}, _FORECAST),
    )
    return any(fits and sign.search(before) for fits, sign in signs)


def lasts_until(text: str, claim: Span, trigger: str) -> bool:
    """Tell whether the claim says that something is put off, or stays as it is, until an event."""
    at = text.find(trigger, claim.start, claim.end)
    before = text[max(claim.start, at - _LOOK_BACK) : max(at, claim.start)]
    return trigger.lower().startswith("until") and bool(_PUT_OFF.search(before) or _STAYS.search(before))
