"""Whether claims, and what hangs on them, stand in the database as the log tells."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.replay.claim import ToldClaim
from claimtrack.domain.replay.told import Facts, differences
from claimtrack.store.history import seconds, ties
from claimtrack.store.history.chain import AnyRow
from claimtrack.store.history.streams import told_of
from claimtrack.store.tables import Claim, VerdictRow

_BATCH = 500
_COLUMNS = (
    *(Claim.id, Claim.state, Claim.version, Claim.verdict_id, Claim.resolution, Claim.reject_reason, Claim.target_id),
    *(Claim.text, Claim.modality, Claim.polarity, Claim.speaker, Claim.cue, Claim.attributed, Claim.article_id),
    *(Claim.source_url, Claim.published, Claim.flags, Claim.priority, Claim.confidence, Claim.rule),
    *(Claim.due_kind, Claim.due_phrase, Claim.due_earliest, Claim.due_latest, Claim.due_review_by, Claim.due_rule),
    *(Claim.due_trigger, Claim.wake_on, Claim.watch, Claim.assignee, Claim.criteria),
)


def problems(session: Session) -> Iterator[str]:
    """Yield in words where claims differ from what the log tells, in the order of the claims.

    A batch of claims at a time is replayed and compared, however many there are.
    """
    last = 0
    while True:
        query = select(*_COLUMNS).where(Claim.id > last).order_by(Claim.id).limit(_BATCH)
        rows = session.execute(query).all()
        if not rows:
            return
        yield from _batch_problems(session, rows)
        last = rows[-1].id


def _batch_problems(session: Session, rows: Sequence[AnyRow]) -> Iterator[str]:
    numbers = [row.id for row in rows]
    told = {number: ToldClaim(public_id(Kind.CLAIM, number)) for number in numbers}
    for number, event in told_of(session, Kind.CLAIM, numbers):
        told[number].take_in(event)
    verdicts, stored = _verdicts(session, numbers), ties.stored(session, numbers)
    others = seconds.stored(session, numbers)
    for row in rows:
        found = _problem(row, told[row.id], verdicts.get(row.id, []))
        if found:
            yield found
        else:
            yield from ties.problems(told[row.id], stored[row.id])
            found_beside = differences(told[row.id].seconds, others[row.id])
            yield from (f"{told[row.id].name}: {problem}" for problem in found_beside)


def _verdicts(session: Session, numbers: Sequence[int]) -> dict[int, list[AnyRow]]:
    columns = (VerdictRow.id, VerdictRow.claim_id, VerdictRow.verdict, VerdictRow.rationale, VerdictRow.override)
    query = select(*columns, VerdictRow.by, VerdictRow.approved_by).where(VerdictRow.claim_id.in_(numbers))
    found: dict[int, list[AnyRow]] = {}
    for row in session.execute(query.order_by(VerdictRow.claim_id, VerdictRow.number)):
        found.setdefault(row.claim_id, []).append(row)
    return found


def _problem(row: AnyRow, says: ToldClaim, verdicts: Sequence[AnyRow]) -> str | None:
    name, state = says.name, row.state.value
    closed_as = row.resolution or row.reject_reason
    target = public_id(Kind.CLAIM, row.target_id) if row.target_id else None
    if says.stands != state:
        return f"{name} is {state}, but the log says {says.stands or 'nothing of it'}"
    if says.jumps:
        return f"{name}: its versions do not follow each other in the log"
    if says.version != row.version:
        return f"{name} is at version {row.version}, but the log says {says.version}"
    if says.closed_as != (closed_as.value if closed_as else None, target):
        return f"{name}: the way it was closed is not the one that the log has"
    given = [(one.verdict.value, one.rationale, one.override, one.by, one.approved_by) for one in verdicts]
    if says.verdicts != given:
        return f"{name}: its verdicts are not those that the log has"
    if row.verdict_id not in {None, verdicts[-1].id if verdicts else None}:
        return f"{name}: the verdict in force is not its newest"
    return next(differences({name: says.says | says.schedule}, {name: _facts(row)}), None)


def _facts(row: AnyRow) -> Facts:
    """Return what a claim says and waits for, in the form in which the log has it."""
    given = {name: getattr(row, name) for name in ("text", "speaker", "cue", "attributed", "confidence", "rule")}
    waits = {name: getattr(row, name) for name in ("watch", "assignee", "criteria")}
    due = {name: getattr(row, name) for name in ("due_phrase", "due_rule", "due_trigger")}
    days = {name: _day(getattr(row, name)) for name in _DAYS}
    words = {name: _word(getattr(row, name)) for name in ("modality", "polarity", "priority", "due_kind")}
    article = public_id(Kind.ARTICLE, row.article_id) if row.article_id else None
    return (
        given
        | waits
        | due
        | days
        | words
        | {
            "article": article,
            "source": row.source_url,
            "flags": row.flags or None,
        }
    )


_DAYS = ("published", "due_earliest", "due_latest", "due_review_by", "wake_on")


def _day(value: Any) -> str | None:  # noqa: ANN401 - a date or None, as the column has it
    return value.isoformat() if value else None


def _word(value: Any) -> str | None:  # noqa: ANN401 - a member or None, as the column has it
    return value.value if value else None
