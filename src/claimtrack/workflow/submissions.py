"""Two pairs of eyes: one person submits a verdict, another approves it or gives it back."""

from sqlalchemy.orm import Session

from claimtrack.domain.accounts import actor_key
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import Event
from claimtrack.errors import FourEyesError, IntegrityError, MissingReasonError
from claimtrack.store import reviews, tracked
from claimtrack.store.review_tables import Submission
from claimtrack.store.tables import Claim
from claimtrack.workflow import chains, policy, review, rules
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk


def submit(session: Session, claim_id: int, put: rules.Put, act: Act, *, desk: Desk) -> Claim:
    """Put a verdict forward for somebody else's approval; the same evidence is needed as to settle.

    Raises:
        MoveNotAllowedError: the claim is not in review.
        EvidenceRuleError: evidence is missing and no override is given.
        NotAllowedError: the override takes an editor.
    """
    claim = tracked.get_claim(session, claim_id)
    review.check(session, claim, Event.SUBMIT, act)
    rules.check_day(put, act)
    desk = policy.in_force(session, desk)
    overrode = rules.went_past(session, put, act, {rules.EVIDENCE: rules.lacking(session, claim, put, desk)})
    row = reviews.add_submission(
        session, claim.id, put.verdict, put.rationale, put.override, put.look_again, act.by, act.now
    )
    return review.move(
        session,
        claim,
        Event.SUBMIT,
        act,
        {"submission_id": row.id},
        submission=row.number,
        verdict=put.verdict.value,
        override=put.override,
        overrode=overrode or None,
        look_again=put.look_again.isoformat() if put.look_again else None,
    )


def give_back(session: Session, claim_id: int, act: Act) -> Claim:
    """Return what was submitted, to whoever submitted it; they may also take it back themselves.

    Raises:
        MoveNotAllowedError: nothing is submitted.
        MissingReasonError: no comment is given.
    """
    claim = tracked.get_claim(session, claim_id)
    review.check(session, claim, Event.RETURN, act)
    if not act.note:
        raise MissingReasonError(f"Say what is to be done about {public_id(Kind.CLAIM, claim_id)}: --note TEXT")
    row = _submitted(session, claim)
    return review.move(session, claim, Event.RETURN, act, {"assignee": row.by}, submission=row.number, assignee=row.by)


def approve(session: Session, claim_id: int, act: Act, *, override: str | None = None, desk: Desk) -> Claim:
    """Settle a claim with the verdict that somebody else submitted; the evidence rule is looked at again.

    `override` is the reason for approving one's own, or against the evidence rule.

    Raises:
        MoveNotAllowedError: nothing is submitted.
        FourEyesError: whoever submitted it approves it, and no override is given.
        EvidenceRuleError: the evidence does not carry it any more.
        NotAllowedError: the override takes an editor.
    """
    chains.lock(session, [claim_id])
    claim = tracked.get_claim(session, claim_id)
    review.check(session, claim, Event.APPROVE, act)
    row = _submitted(session, claim)
    put = rules.Put(row.verdict, row.rationale, row.look_again, override)
    rules.check_day(put, act)
    desk = policy.in_force(session, desk)
    lacks = None if row.override is not None else rules.lacking(session, claim, put, desk)
    broken = {rules.FOUR_EYES: _own(claim, row, act), rules.EVIDENCE: lacks}
    overrode = rules.went_past(session, put, act, broken)
    whole = "; ".join(reason for reason in (row.override, put.override) if reason) or None
    verdict = reviews.add_verdict(
        session, claim.id, row.verdict, row.rationale, whole, row.by, act.now, approved_by=act.by
    )
    return review.move(
        session,
        claim,
        Event.APPROVE,
        act,
        {"verdict_id": verdict.id, "wake_on": row.look_again},
        submission=row.number,
        submitted_by=row.by,
        verdict=row.verdict.value,
        rationale=row.rationale,
        override=put.override,
        overrode=overrode or None,
        submitted_override=row.override,
        look_again=row.look_again.isoformat() if row.look_again else None,
    )


def is_by(row: Submission, name: str) -> bool:
    """Tell whether somebody submitted it, under that name or one that differs in case alone."""
    return actor_key(row.by) == actor_key(name)


def _own(claim: Claim, row: Submission, act: Act) -> FourEyesError | None:
    if not is_by(row, act.by):
        return None
    label = public_id(Kind.CLAIM, claim.id)
    return FourEyesError(
        f"{label} was submitted by {row.by}, so that somebody else has to approve it. To take it back: "
        f"claimtrack return {label} --note TEXT. An editor may approve their own with --override WHY."
    )


def _submitted(session: Session, claim: Claim) -> Submission:
    row = reviews.find_submission(session, claim)
    if row is None:  # pragma: no cover - the database has a constraint for it
        raise IntegrityError(f"{public_id(Kind.CLAIM, claim.id)} is submitted, but what was submitted is not there.")
    return row
