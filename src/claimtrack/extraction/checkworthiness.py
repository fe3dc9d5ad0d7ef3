"""How much there is to check in a claim: a score with its reasons, to order what is looked at first.

It never hides a claim, and it knows nothing of whether the claim is true. Points are added up, each part under a code
that a person can read. What is to come is a part of its own, and never costs anything.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from claimtrack.domain.claim import EditKind, ExtractedClaim, Modality, WorthReason
from claimtrack.domain.due import DueKind, Timex
from claimtrack.extraction.lexicons import worth_words as words
from claimtrack.extraction.standalone import unedited

BASE = 0.3
"""What a claim has without any reason for or against it."""

POINTS: Mapping[str, tuple[float, int]] = {
    "figure": (0.09, 3),
    "measure": (0.04, 2),
    "change": (0.05, 2),
    "name": (0.05, 3),
    "official": (0.04, 2),
    "date": (0.06, 1),
    "event": (0.06, 1),
    "dated_outlook": (0.08, 1),
    "outlook": (0.03, 1),
    "named_speaker": (0.04, 1),
    "hedge": (-0.04, 1),
    "vague": (-0.02, 2),
    "opinion": (-0.07, 2),
    "address": (-0.04, 2),
    "needs_context": (-0.03, 1),
    "short": (-0.04, 1),
}
"""Points for each time that something is found, and how often it counts."""

_SHORT = 7
"""Words of the longest claim that counts as short."""
_MAX_TEXT = 2_000
"""Code points that are read of one claim."""
_NAME = re.compile(r"(?<=[^\s.!?:“\"‘(] )(?:[A-Z][\w’'-]+|[A-Z]{2,})(?:\s(?:of\s|the\s)?[A-Z][\w’'-]+)*")
_NO_NAME = re.compile(
    r"(?:I(?:['’]\w+)?|Mr|Mrs|Ms|Dr|God|January|February|March|April|May|June|July|August|September|"
    r"October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\Z"
)
_SIGN = re.compile(r"[$€£¥₺%]")
_DEFINITE = re.compile(r"\d{4}(?:-\d\d){0,2}(?:T|\Z)")

_IN_BRACKETS = frozenset({EditKind.DATE, EditKind.EXPANSION})

Scored = tuple[float, tuple[WorthReason, ...]]


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    rows = {
        "figure": words.NUMBERS,
        "measure": words.MEASURES,
        "change": words.CHANGES,
        "official": words.OFFICIAL,
        "date": words.DATES,
        "event": words.DONE,
        "outlook": words.FORWARD,
        "hedge": words.HEDGE,
        "vague": words.VAGUE,
        "opinion": words.OPINION,
        "address": words.ADDRESS,
    }
    return {code: re.compile(rf"(?<![\w-])(?:{row})(?![\w-])") for code, row in rows.items()}


def _counts(text: str) -> dict[str, int]:
    """Return how often each thing is found in the words alone."""
    text = text[:_MAX_TEXT]
    lower = text.lower()  # a pattern that has to look at both cases takes five times as long
    found = {code: sum(1 for _ in pattern.finditer(lower)) for code, pattern in _patterns().items()}
    found["measure"] += len(_SIGN.findall(text))
    found["name"] = sum(not _NO_NAME.match(name) for name in _NAME.findall(text))
    found["short"] = int(len(text.split()) <= _SHORT)
    found["dated_outlook"] = int(bool(found["outlook"] and found["date"]))
    return found


def _scored(found: Mapping[str, int]) -> Scored:
    reasons = tuple(
        WorthReason(code, count, round(points * min(count, most), 4))
        for code, (points, most) in POINTS.items()
        if (count := found.get(code, 0))
    )
    return total(reasons), reasons


def total(reasons: Iterable[WorthReason]) -> float:
    """Return the score that reasons add up to, 0.0 to 1.0."""
    return round(min(1.0, max(0.0, BASE + sum(reason.points for reason in reasons))), 2)


def worth_of_text(text: str) -> Scored:
    """Return the score of a sentence by its words alone."""
    return _scored(_counts(text))


def worth_of(claim: ExtractedClaim, times: Sequence[Timex]) -> Scored:
    """Return the score of a claim by its words and by what the article tells about it.

    `times` are those of the extraction that the claim's own are indexes into. What was added in brackets counts
    nothing.
    """
    found = _counts(unedited(claim.text, [edit for edit in claim.edits if edit.kind in _IN_BRACKETS]))
    ahead = claim.modality is Modality.FORWARD_LOOKING
    dated = ahead and claim.due is not None and claim.due.kind is DueKind.STATED
    definite = any(_DEFINITE.match(times[at].value) for at in claim.times)
    speaker = claim.attribution.normalized if claim.attribution else None
    found |= {
        "date": int(definite or bool(found["date"])),
        "outlook": int(ahead),
        "dated_outlook": int(dated),
        "opinion": max(found["opinion"], int(claim.modality is Modality.OPINION)),
        "hedge": len(claim.hedges) or found["hedge"],
        "named_speaker": int(speaker is not None and any(word[:1].isupper() for word in speaker.split())),
        "needs_context": int("needs_context" in claim.flags),
    }
    if speaker and _patterns()["official"].search(speaker.lower()):
        found["official"] += 1
    return _scored(found)
