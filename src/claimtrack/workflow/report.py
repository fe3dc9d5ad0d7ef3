"""What is open, what is due, and what needs somebody now."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from claimtrack.domain.duepolicy import DayBy, LookDay, look_day
from claimtrack.domain.duplicates import PairRecord
from claimtrack.domain.ids import Kind, parse_id, public_id
from claimtrack.domain.states import State
from claimtrack.domain.tracked import ClaimRecord, RevisitRecord, SubmissionRecord
from claimtrack.store import claims, duplicates, reviews
from claimtrack.store import queue as items
from claimtrack.store.claims import ClaimFilter

SOON = timedelta(days=28)


@dataclass(frozen=True, slots=True)
class OpenReport:
    """Every open claim, oldest first, and how many claims have each status; `as_of` is aware UTC."""

    as_of: datetime
    total: int
    claims: tuple[ClaimRecord, ...]
    counts: dict[str, int]


def open_report(session: Session, now: datetime) -> OpenReport:
    """Report the claims that are neither settled nor closed."""
    found = claims.find_claims(session, ClaimFilter(open=True))
    found.sort(key=lambda claim: (claim.created, int(claim.id[2:])))
    return OpenReport(as_of=now, total=len(found), claims=tuple(found), counts=claims.count_by_status(session))


@dataclass(frozen=True, slots=True)
class DueClaim:
    """A claim with the day it asks for, and who named that day."""

    claim: ClaimRecord
    look: LookDay

    @property
    def day(self) -> date:
        """Return the day alone."""
        return self.look.day

    @property
    def stated(self) -> bool:
        """Tell whether the article states the day."""
        return self.look.by is DayBy.STATED


@dataclass(frozen=True, slots=True)
class DueReport:
    """Open claims by the day they ask for: past it, on it, and in the time to come."""

    as_of: datetime
    until: date
    overdue: tuple[DueClaim, ...]
    today: tuple[DueClaim, ...]
    coming: tuple[DueClaim, ...]

    @property
    def total(self) -> int:
        """Return how many claims the report names."""
        return len(self.overdue) + len(self.today) + len(self.coming)


def _day(claim: ClaimRecord) -> DueClaim | None:
    look = look_day(claim.due, claim.wake_on)
    return DueClaim(claim, look) if look else None


def due_report(session: Session, now: datetime, ahead: timedelta = SOON) -> DueReport:
    """Report the open claims whose day has passed, is today, or comes within `ahead`."""
    today, until = now.date(), now.date() + ahead
    wanted = ClaimFilter(open=True, due_before=until + timedelta(days=1))
    found = [due for claim in claims.find_claims(session, wanted, by="day") if (due := _day(claim))]
    return DueReport(
        as_of=now,
        until=until,
        overdue=tuple(due for due in found if due.day < today),
        today=tuple(due for due in found if due.day == today),
        coming=tuple(due for due in found if today < due.day <= until),
    )


@dataclass(frozen=True, slots=True)
class Queue:
    """What needs me now: each part with its whole count and its first entries; of `revisit`, the first claims.

    `to_approve` is what others have submitted, `submitted` what I have; `waiting` says of both what, by claim.
    """

    due: tuple[DueClaim, ...]
    due_total: int
    revisit: tuple[RevisitRecord, ...]
    revisit_total: int
    revisit_claims: int
    alike: tuple[PairRecord, ...]
    alike_total: int
    triage: tuple[ClaimRecord, ...]
    triage_total: int
    mine: tuple[ClaimRecord, ...]
    mine_total: int
    to_approve: tuple[ClaimRecord, ...]
    to_approve_total: int
    submitted: tuple[ClaimRecord, ...]
    submitted_total: int
    waiting: dict[str, SubmissionRecord]


def queue(session: Session, by: str, now: datetime, limit: int | None = 10) -> Queue:
    """Return what is due, touched by new articles, perhaps one, to triage, to approve, and what `by` is at.

    What is to triage comes in the order of its worth, the oldest first of equals; nothing is left out for it.
    """
    due = ClaimFilter(open=True, due_before=now.date() + timedelta(days=1))
    pressing = claims.find_claims(session, due, limit=limit, by="day")
    triage, mine = ClaimFilter(state=State.PROPOSED), ClaimFilter(state=State.IN_REVIEW, assignee=by)
    of_others, of_mine = reviews.count_waiting(session, by)
    others, own = ClaimFilter(submitted_not_by=by), ClaimFilter(submitted_by=by)
    to_approve = claims.find_claims(session, others, limit=limit) if of_others else []
    submitted = claims.find_claims(session, own, limit=limit) if of_mine else []
    waiting = reviews.waiting_for(session, [parse_id(Kind.CLAIM, one.id) for one in (*to_approve, *submitted)])
    asking, asked = items.count_items(session)
    return Queue(
        due=tuple(found for claim in pressing if (found := _day(claim))),
        due_total=claims.count_claims(session, due),
        revisit=tuple(items.find_items(session, today=now.date(), limit=limit)),
        revisit_total=asking,
        revisit_claims=asked,
        alike=tuple(duplicates.find_pairs(session, limit=limit)),
        alike_total=duplicates.count_pairs(session),
        triage=tuple(claims.find_claims(session, triage, limit=limit, by="worth")),
        triage_total=claims.count_claims(session, triage),
        mine=tuple(claims.find_claims(session, mine, limit=limit)),
        mine_total=claims.count_claims(session, mine),
        to_approve=tuple(to_approve),
        to_approve_total=of_others,
        submitted=tuple(submitted),
        submitted_total=of_mine,
        waiting={public_id(Kind.CLAIM, number): found for number, found in waiting.items()},
    )
