"""Submissions and second opinions in the database, in the form in which the log has them."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.replay.seconds import opinion_name, submission_name
from claimtrack.domain.replay.told import Facts, Things
from claimtrack.store.history.chain import AnyRow
from claimtrack.store.review_tables import Opinion, Submission
from claimtrack.store.tables import VerdictRow


def stored(session: Session, numbers: Sequence[int]) -> dict[int, Things]:
    """Return what was submitted for each of several claims, and the opinions on it."""
    found: dict[int, Things] = defaultdict(dict)
    for submission in session.scalars(select(Submission).where(Submission.claim_id.in_(numbers))):
        day = submission.look_again.isoformat() if submission.look_again else None
        facts = _facts(submission) | {"override": submission.override, "look_again": day}
        found[submission.claim_id][submission_name(submission.number)] = facts
    beside = select(Opinion, VerdictRow.number.label("verdict_number"), Submission.number.label("submission_number"))
    beside = beside.outerjoin(VerdictRow, VerdictRow.id == Opinion.verdict_id)
    beside = beside.outerjoin(Submission, Submission.id == Opinion.submission_id)
    for row in session.execute(beside.where(Opinion.claim_id.in_(numbers))):
        opinion: Opinion = row.Opinion
        facts = _facts(opinion) | {"blind": opinion.blind, "beside": _beside(row)}
        found[opinion.claim_id][opinion_name(opinion.number)] = facts
    session.expunge_all()
    return found


def _beside(row: AnyRow) -> str:
    if row.verdict_number is not None:
        return f"verdict {row.verdict_number}"
    return submission_name(row.submission_number)


def _facts(row: Submission | Opinion) -> Facts:
    return {"verdict": row.verdict.value, "rationale": row.rationale, "by": row.by}
