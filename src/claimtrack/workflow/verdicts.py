"""Settling: a verdict, the rules before it, and standing by it later."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import ItemResolution
from claimtrack.domain.states import Event, State, Verdict
from claimtrack.errors import InvalidDataError, MissingReasonError
from claimtrack.store import reviews, revisits, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import chains, policy, review, rules
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk


def settle(
    session: Session,
    claim_id: int,
    verdict: Verdict,
    act: Act,
    *,
    look_again: date | None = None,
    override: str | None = None,
    desk: Desk,
) -> Claim:
    """Give a claim its verdict; a proposal is accepted on the way, as an event of its own.

    `look_again` is the day on which `tick` asks about it again. `override` is the reason for settling against the
    evidence rule or past four-eyes; it is logged, with the rules that it went past.

    Raises:
        MoveNotAllowedError: the claim's state does not allow it.
        FourEyesError: claims of that priority take two people, and no override is given.
        EvidenceRuleError: evidence is missing and no override is given.
        NotAllowedError: the override takes an editor.
    """
    chains.lock(session, [claim_id])
    claim, put = tracked.get_claim(session, claim_id), rules.Put(verdict, act.note, look_again, override)
    if claim.state is State.PROPOSED:
        review.accept(session, claim_id, act)
        act = act.again()
    review.check(session, claim, Event.SETTLE, act)
    rules.check_day(put, act)
    desk = policy.in_force(session, desk)
    broken = {
        rules.FOUR_EYES: rules.takes_two(claim, verdict, desk),
        rules.EVIDENCE: rules.lacking(session, claim, put, desk),
    }
    overrode = rules.went_past(session, put, act, broken)
    row = reviews.add_verdict(session, claim.id, verdict, act.note, put.override, act.by, act.now)
    return review.move(
        session,
        claim,
        Event.SETTLE,
        act,
        {"verdict_id": row.id, "wake_on": look_again},
        verdict=verdict.value,
        override=put.override,
        overrode=overrode or None,
        look_again=look_again.isoformat() if look_again else None,
    )


def reaffirm(
    session: Session,
    claim_id: int,
    act: Act,
    *,
    answers: Sequence[int] | None = None,
    look_again: date | None = None,
) -> Claim:
    """Stand by a verdict in view of revisit items, all open ones of the claim unless `answers` names them.

    `look_again` is the day on which `tick` asks about it again; without one, a day that is set and has not come stays.

    Raises:
        MissingReasonError: there is no item to answer and no note that says what was looked at.
    """
    claim = tracked.get_claim(session, claim_id)
    review.check(session, claim, Event.REAFFIRM, act)
    label = public_id(Kind.CLAIM, claim.id)
    verdict = tracked.find_verdict(session, claim)
    if verdict is None:  # pragma: no cover - the database has a constraint for it
        raise InvalidDataError(f"{label} has no verdict to stand by.")
    waiting = revisits.unanswered(session, claim.id)
    if answers is not None:
        wrong = set(answers) - {item.id for item in waiting}
        if wrong:
            names = ", ".join(public_id(Kind.ITEM, number) for number in sorted(wrong))
            raise InvalidDataError(f"{names} is no open revisit item of {label}. See: claimtrack revisit list")
        waiting = [item for item in waiting if item.id in answers]
    if not waiting and not act.note:
        raise MissingReasonError(f"{label} has no open revisit item. Say what you looked at: --note TEXT")
    for item in waiting:
        revisits.resolve(item, ItemResolution.NO_CHANGE, act.by, act.now, act.note)
    row = reviews.add_verdict(session, claim.id, verdict, act.note, None, act.by, act.now)
    coming = claim.wake_on if claim.wake_on and claim.wake_on > act.now.date() else None
    look_again = look_again or coming
    return review.move(
        session,
        claim,
        Event.REAFFIRM,
        act,
        {"verdict_id": row.id, "wake_on": look_again},
        verdict=verdict.value,
        look_again=look_again.isoformat() if look_again else None,
        answers=[public_id(Kind.ITEM, item.id) for item in waiting],
    )
