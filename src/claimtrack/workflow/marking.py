"""The short way: `mark C-7 confirmed` and `mark C-7 pending` in the user's own words."""

from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.states import ReopenReason, State, Verdict
from claimtrack.errors import MoveNotAllowedError
from claimtrack.store import revisits, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import chains, evidence, review, rules, submissions, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

_STANCE = {
    Verdict.CONFIRMED: Stance.SUPPORTS,
    Verdict.PARTLY_CONFIRMED: Stance.SUPPORTS,
    Verdict.REFUTED: Stance.REFUTES,
}


def mark(
    session: Session,
    claim_id: int,
    verdict: Verdict,
    act: Act,
    *,
    desk: Desk,
    sources: tuple[evidence.Target, ...] = (),
    look_again: date | None = None,
    override: str | None = None,
) -> Claim:
    """Settle a claim, attaching `sources` as evidence of the verdict's stance first."""
    _attach(session, claim_id, verdict, act, sources, desk)
    return verdicts.settle(session, claim_id, verdict, act.again(), desk=desk, look_again=look_again, override=override)


def submit(
    session: Session,
    claim_id: int,
    verdict: Verdict,
    act: Act,
    *,
    desk: Desk,
    sources: tuple[evidence.Target, ...] = (),
    look_again: date | None = None,
    override: str | None = None,
) -> Claim:
    """Submit a verdict for approval, attaching `sources` as evidence of its stance first."""
    _attach(session, claim_id, verdict, act, sources, desk)
    put = rules.Put(verdict, act.note, look_again, override)
    return submissions.submit(session, claim_id, put, act.again(), desk=desk)


def _attach(
    session: Session, claim_id: int, verdict: Verdict, act: Act, sources: tuple[evidence.Target, ...], desk: Desk
) -> None:
    chains.lock(session, [claim_id])
    review.check_version(session, tracked.get_claim(session, claim_id), act)
    for target in sources:
        stance = _STANCE.get(verdict, Stance.CONTEXT)
        evidence.attach(session, claim_id, target, stance, act.again(), desk=desk, ask_again=False)


def mark_pending(session: Session, claim_id: int, act: Act, *, reason: ReopenReason | None = None) -> Claim:
    """Put a claim back on the pile: accept, release, wake, reopen or restore, whichever applies.

    A settled claim is reopened for `reason`; without one it is new evidence when an item asks about it, else an error
    of ours.

    Raises:
        MoveNotAllowedError: the claim is pending already, or submitted.
    """
    chains.lock(session, [claim_id])
    claim = tracked.get_claim(session, claim_id)
    review.check_version(session, claim, act)
    if claim.state is State.PROPOSED:
        return review.accept(session, claim_id, act)
    if claim.state is State.IN_REVIEW:
        return review.release(session, claim_id, act)
    if claim.state is State.WAITING:
        return review.wake(session, claim_id, "manual", act)
    if claim.state is State.SETTLED:
        asked = bool(revisits.unanswered(session, claim_id))
        given = reason or (ReopenReason.NEW_EVIDENCE if asked else ReopenReason.ERROR)
        return review.reopen(session, claim_id, given, act)
    if claim.state is State.CLOSED:
        return review.restore(session, claim_id, act)
    label = public_id(Kind.CLAIM, claim_id)
    way = f"Take the verdict back first: claimtrack return {label} --note TEXT"
    raise MoveNotAllowedError(
        label,
        review.status_label(session, claim),
        "mark pending",
        [event.value for event in review.open_to(claim)],
        way if claim.state is State.SUBMITTED else "",
    )
