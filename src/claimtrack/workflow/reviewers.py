"""Who decided what, and how far those agree who looked at the same claim without knowing of each other."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from claimtrack.domain.agreement import Agreement, agreement
from claimtrack.domain.states import Event
from claimtrack.domain.tracked import OpinionRecord
from claimtrack.store import history, opinions


@dataclass(slots=True)
class Reviewer:
    """What one person did, counted in events of the history, and how often blind opinions agreed.

    `opinions` are the blind ones that they gave; `agreement` compares these with the verdicts that they stood beside,
    and `others` does so for each person whose verdict that was. `checked` compares the verdicts that they gave with
    the blind opinions of others.
    """

    name: str
    settled: int = 0
    submitted: int = 0
    approved: int = 0
    returned: int = 0
    overrides: int = 0
    opinions: int = 0
    agreement: Agreement = field(default_factory=lambda: Agreement(0, 0))
    others: dict[str, Agreement] = field(default_factory=dict)
    checked: Agreement = field(default_factory=lambda: Agreement(0, 0))


@dataclass(frozen=True, slots=True)
class ReviewersReport:
    """Everybody who decided anything, by name; blind opinions against verdicts; and the opinions that differ.

    `as_of` is aware UTC. `open_opinions` counts the opinions that were given in view of the verdict, and are compared
    with nothing.
    """

    as_of: datetime
    reviewers: tuple[Reviewer, ...]
    overall: Agreement
    disagreements: tuple[OpinionRecord, ...]
    open_opinions: int


_COUNTED = {
    Event.SETTLE.value: "settled",
    Event.SUBMIT.value: "submitted",
    Event.APPROVE.value: "approved",
    Event.RETURN.value: "returned",
}


def report(session: Session, now: datetime) -> ReviewersReport:
    """Report what each person did, and how far blind opinions agree with the verdicts that they were given beside."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for event in history.decisions(session):
        if event.event in _COUNTED:
            found[event.by][_COUNTED[event.event]] += 1
            found[event.by]["overrides"] += event.overrides
    given = opinions.find_all(session)
    blind = [one for one in given if one.blind]
    names = {*found, *(one.by for one in blind), *(one.given_by for one in blind)}
    return ReviewersReport(
        as_of=now,
        reviewers=tuple(_reviewer(name, found[name], blind) for name in sorted(names, key=str.casefold)),
        overall=_compared(blind),
        disagreements=tuple(one for one in blind if not one.agrees),
        open_opinions=len(given) - len(blind),
    )


def _reviewer(name: str, counts: Counter[str], blind: list[OpinionRecord]) -> Reviewer:
    own = [one for one in blind if one.by == name]
    others = sorted({one.given_by for one in own}, key=str.casefold)
    return Reviewer(
        name,
        **counts,
        opinions=len(own),
        agreement=_compared(own),
        others={other: _compared([one for one in own if one.given_by == other]) for other in others},
        checked=_compared([one for one in blind if one.given_by == name]),
    )


def _compared(found: list[OpinionRecord]) -> Agreement:
    """Return how far the verdicts and the opinions beside them agree."""
    return agreement([(one.given, one.verdict) for one in found])
