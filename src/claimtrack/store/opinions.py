"""Second opinions, and the claims that may still be given one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import State, Verdict
from claimtrack.domain.tracked import OpinionRecord
from claimtrack.store.review_tables import Opinion, Submission
from claimtrack.store.reviews import next_number
from claimtrack.store.tables import Claim, VerdictRow

_PAGE = 50


def add(
    session: Session, claim: Claim, verdict: Verdict, rationale: str | None, by: str, now: datetime, *, blind: bool
) -> Opinion:
    """Add an opinion beside the verdict in force, or beside what is submitted."""
    row = Opinion(
        claim_id=claim.id,
        number=next_number(session, Opinion, claim.id),
        verdict=verdict,
        rationale=rationale,
        by=by,
        at=now,
        blind=blind,
        verdict_id=claim.verdict_id,
        submission_id=claim.submission_id,
    )
    session.add(row)
    session.flush()  # the history names its number
    return row


def _records() -> Select[Any]:
    columns: list[Any] = [Opinion]
    for of, name in (("verdict", "given"), ("by", "given_by"), ("number", "beside_number")):
        columns.append(func.coalesce(getattr(VerdictRow, of), getattr(Submission, of)).label(name))
    query = select(*columns).outerjoin(VerdictRow, VerdictRow.id == Opinion.verdict_id)
    return query.outerjoin(Submission, Submission.id == Opinion.submission_id)


def _record(row: Any) -> OpinionRecord:  # noqa: ANN401 - SQLAlchemy's untyped row
    found: Opinion = row.Opinion
    return OpinionRecord(
        claim=public_id(Kind.CLAIM, found.claim_id),
        number=found.number,
        verdict=found.verdict,
        rationale=found.rationale,
        by=found.by,
        at=found.at,
        blind=found.blind,
        given=Verdict(row.given),
        given_by=row.given_by,
        beside="verdict" if found.verdict_id is not None else "submission",
        beside_number=row.beside_number,
    )


def of_claim(session: Session, claim_id: int) -> list[OpinionRecord]:
    """Return every opinion on a claim, oldest first."""
    query = _records().where(Opinion.claim_id == claim_id).order_by(Opinion.number)
    return [_record(row) for row in session.execute(query)]


def find_all(session: Session) -> list[OpinionRecord]:
    """Return all opinions, oldest first."""
    return [_record(row) for row in session.execute(_records().order_by(Opinion.id))]


def find_open(session: Session, name: str, *, given: bool) -> Iterator[int]:
    """Yield the claims that are submitted or settled and that nobody of that name took part in, by their rows.

    What is submitted comes first, and of what is settled the newest claim. `given` asks for those whose verdict has an
    opinion already, otherwise for those that have none. Names are compared as the database does; see `actor_key`.
    """
    for state in (State.SUBMITTED, State.SETTLED):
        last: int | None = None
        while True:
            # By the key, so that no page is read twice.
            query = select(Claim.id).where(Claim.state == state, *_untouched(name), _has_opinion() == given)
            query = query if last is None else query.where(Claim.id < last)
            found = session.scalars(query.order_by(Claim.id.desc()).limit(_PAGE)).all()
            if not found:
                break
            yield from found
            last = found[-1]


def _untouched(name: str) -> list[ColumnElement[bool]]:
    same = name.lower()
    took_part = [
        exists(select(VerdictRow.id).where(VerdictRow.claim_id == Claim.id, _named(same, VerdictRow.by))),
        exists(select(VerdictRow.id).where(VerdictRow.claim_id == Claim.id, _named(same, VerdictRow.approved_by))),
        exists(select(Submission.id).where(Submission.claim_id == Claim.id, _named(same, Submission.by))),
        exists(select(Opinion.id).where(Opinion.claim_id == Claim.id, _named(same, Opinion.by))),
    ]
    return [~one for one in took_part]


def _named(same: str, column: Any) -> ColumnElement[bool]:  # noqa: ANN401 - a column of names
    return func.lower(column) == same


def _has_opinion() -> ColumnElement[Any]:
    beside = or_(Opinion.verdict_id == Claim.verdict_id, Opinion.submission_id == Claim.submission_id)
    return case((exists(select(Opinion.id).where(Opinion.claim_id == Claim.id, beside)), True), else_=False)
