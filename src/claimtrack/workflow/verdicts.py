"""Settling: a verdict, the evidence rule before it, and standing by it later."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Evidence, what_is_missing
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import ItemResolution
from claimtrack.domain.states import Event, Role, State, Verdict
from claimtrack.domain.words import given
from claimtrack.errors import EvidenceRuleError, InvalidDataError, MissingReasonError
from claimtrack.store import evidence, reviews, revisits, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import chains, origins, review, rights
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

_REMEDY = {
    Verdict.CONFIRMED: "Add one: claimtrack evidence add {label} URL --stance supports",
    Verdict.REFUTED: "Add one: claimtrack evidence add {label} URL --stance refutes",
    Verdict.DISPUTED: "Add it: claimtrack evidence add {label} URL --stance supports|refutes",
    Verdict.PARTLY_CONFIRMED: "Add evidence, and say which part with --note TEXT.",
    Verdict.UNVERIFIABLE: "Say so with --note TEXT --look-again 2026-12-31.",
}


def check_evidence(
    session: Session,
    claim: Claim,
    verdict: Verdict,
    *,
    note: str | None,
    look_again: date | None,
    desk: Desk,
) -> None:
    """Refuse a verdict that the linked evidence does not carry.

    Raises:
        EvidenceRuleError: it says what is missing and how to add it.
    """
    records = evidence.of_claim(session, claim.id)
    lacks = what_is_missing(
        verdict,
        [Evidence(record.stance, record.origin) for record in records],
        own_origins=origins.of_claim(session, claim, desk.outlets),
        priority=claim.priority,
        note=note,
        look_again=look_again is not None,
        policy=desk.evidence,
    )
    if lacks:
        label = public_id(Kind.CLAIM, claim.id)
        raise EvidenceRuleError(label, verdict.value, lacks, _REMEDY[verdict].format(label=label))


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
    evidence rule; it is logged.

    Raises:
        MoveNotAllowedError: the claim's state does not allow it.
        EvidenceRuleError: evidence is missing and no override is given.
        NotAllowedError: the override takes an editor.
    """
    chains.lock(session, [claim_id])
    claim, override = tracked.get_claim(session, claim_id), given(override, "reason for the override")
    if claim.state is State.PROPOSED:
        review.accept(session, claim_id, act)
        act = act.again()
    review.check(session, claim, Event.SETTLE, act)
    if verdict is Verdict.UNVERIFIABLE and look_again is not None and look_again <= act.now.date():
        raise InvalidDataError(f"{look_again.isoformat()} is no day to look again: it has to be after today.")
    if override is not None:
        rights.require(session, act, Role.EDITOR, "settle against the evidence rule")
    else:
        check_evidence(session, claim, verdict, note=act.note, look_again=look_again, desk=desk)
    row = reviews.add_verdict(session, claim.id, verdict, act.note, override, act.by, act.now)
    return review.move(
        session,
        claim,
        Event.SETTLE,
        act,
        {"verdict_id": row.id, "wake_on": look_again},
        verdict=verdict.value,
        override=override,
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
