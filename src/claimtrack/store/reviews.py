"""Verdicts: each decision is a new row."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from claimtrack.domain.states import Verdict
from claimtrack.store.tables import VerdictRow


def add_verdict(
    session: Session,
    claim_id: int,
    verdict: Verdict,
    rationale: str | None,
    override: str | None,
    by: str,
    now: datetime,
) -> VerdictRow:
    """Add a verdict; the claim's row is what says that it is in force."""
    number = session.scalar(select(func.max(VerdictRow.number)).where(VerdictRow.claim_id == claim_id)) or 0
    row = VerdictRow(
        claim_id=claim_id,
        number=number + 1,
        verdict=verdict,
        rationale=rationale,
        override=override,
        by=by,
        at=now,
    )
    session.add(row)
    session.flush()  # the claim points at the verdict's id
    return row
