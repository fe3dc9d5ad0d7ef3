"""Passages and tracked claims as the two sides of a comparison."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from claimtrack.domain.claim import Polarity
from claimtrack.domain.revisit import Reason, ReasonKind
from claimtrack.matching import Statement, When
from claimtrack.store.matchers import context_of
from claimtrack.store.tables import Claim

_SAID = {Polarity.AS_QUOTED: "positive", Polarity.DENIED: "negative"}


def _stored_when(time: Mapping[str, Any]) -> When:
    earliest, latest = (date.fromisoformat(time[key]) if time.get(key) else None for key in ("earliest", "latest"))
    return When(time["text"], earliest, latest, time.get("value", ""))


def of_claim(claim: Claim, text: str) -> Statement:
    """Return a tracked claim with `text`, its quote where it has one."""
    return Statement(
        text=text,
        wording=claim.text,
        context=context_of(claim),
        speaker=claim.speaker,
        published=claim.published,
        times=tuple(_stored_when(time) for time in claim.times),
        polarity=claim.polarity,
        modality=claim.modality,
    )


def _days(statement: Statement) -> set[tuple[date | None, date | None]]:
    return {(time.earliest, time.latest) for time in statement.times}


def _shown(days: set[tuple[date | None, date | None]]) -> str:
    windows = sorted((str(first or ""), str(last or "")) for first, last in days)
    return ", ".join(first if first == last else f"{first}..{last}" for first, last in windows)


def difference(new: Statement, old: Statement) -> Reason | None:
    """Return what sets two statements of the same words apart: a denial, or the days that their dates mean."""
    if new.polarity is not old.polarity:
        return Reason(ReasonKind.NEGATION, old=_SAID[old.polarity], new=_SAID[new.polarity])
    before, after = _days(old), _days(new)
    if before and after and before != after:
        return Reason(ReasonKind.DATE, old=_shown(before), new=_shown(after))
    return None
