"""Verdicts and what was submitted to become one: each decision is a new row."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from claimtrack.domain.states import State, Verdict
from claimtrack.domain.tracked import SubmissionRecord
from claimtrack.store.batches import batches
from claimtrack.store.review_tables import Submission
from claimtrack.store.tables import Claim, VerdictRow


def next_number(session: Session, numbered: Any, claim_id: int) -> int:  # noqa: ANN401 - a table with claim_id and number
    """Return the number of the next row that a claim has in a table."""
    return (session.scalar(select(func.max(numbered.number)).where(numbered.claim_id == claim_id)) or 0) + 1


def add_verdict(
    session: Session,
    claim_id: int,
    verdict: Verdict,
    rationale: str | None,
    override: str | None,
    by: str,
    now: datetime,
    approved_by: str | None = None,
) -> VerdictRow:
    """Add a verdict; the claim's row is what says that it is in force."""
    row = VerdictRow(
        claim_id=claim_id,
        number=next_number(session, VerdictRow, claim_id),
        verdict=verdict,
        rationale=rationale,
        override=override,
        by=by,
        at=now,
        approved_by=approved_by,
    )
    session.add(row)
    session.flush()  # the claim points at the verdict's id
    return row


def add_submission(
    session: Session,
    claim_id: int,
    verdict: Verdict,
    rationale: str | None,
    override: str | None,
    look_again: date | None,
    by: str,
    now: datetime,
) -> Submission:
    """Add a verdict that waits for somebody's approval; the claim's row is what says that it does."""
    row = Submission(
        claim_id=claim_id,
        number=next_number(session, Submission, claim_id),
        verdict=verdict,
        rationale=rationale,
        override=override,
        look_again=look_again,
        by=by,
        at=now,
    )
    session.add(row)
    session.flush()  # the claim points at the submission's id
    return row


def find_submission(session: Session, claim: Claim) -> Submission | None:
    """Return what waits for approval, None for a claim that is not submitted."""
    return session.get(Submission, claim.submission_id) if claim.submission_id is not None else None


def submissions_of(session: Session, claim_id: int) -> list[SubmissionRecord]:
    """Return everything that was ever submitted for a claim, oldest first."""
    query = (
        select(Submission, Claim.submission_id)
        .join(Claim, Claim.id == Submission.claim_id)
        .where(Submission.claim_id == claim_id)
        .order_by(Submission.number)
    )
    return [_record(row, waits=row.id == waiting) for row, waiting in session.execute(query)]


def count_waiting(session: Session, name: str) -> tuple[int, int]:
    """Return how many submitted claims wait that others have submitted, and how many that somebody of that name has."""
    own = case((func.lower(Submission.by) == name.lower(), 1), else_=0)
    query = select(func.count(), func.sum(own)).join(Claim, Claim.submission_id == Submission.id)
    total, mine = session.execute(query.where(Claim.state == State.SUBMITTED)).one()
    return total - (mine or 0), mine or 0


def waiting_for(session: Session, claim_ids: Iterable[int]) -> dict[int, SubmissionRecord]:
    """Return what waits for approval, by claim."""
    found: dict[int, SubmissionRecord] = {}
    for batch in batches(sorted(set(claim_ids))):
        query = select(Submission).join(Claim, Claim.submission_id == Submission.id).where(Claim.id.in_(batch))
        found |= {row.claim_id: _record(row, waits=True) for row in session.scalars(query)}
    return found


def _record(row: Submission, *, waits: bool) -> SubmissionRecord:
    return SubmissionRecord(row.number, row.verdict, row.rationale, row.by, row.at, row.override, row.look_again, waits)
