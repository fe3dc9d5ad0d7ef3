"""The one door to a claim's state, and the verbs of a reviewer that go through it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from claimtrack.domain.claim import Modality
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.links import Outcome, bears_on_others
from claimtrack.domain.states import (
    MOVES,
    NEEDS_TARGET,
    Event,
    RejectReason,
    ReopenReason,
    Resolution,
    Role,
    State,
    allowed_events,
    check_move,
)
from claimtrack.domain.tracked import status_of
from claimtrack.domain.words import given
from claimtrack.errors import InvalidDataError, MissingReasonError, StaleVersionError
from claimtrack.store import claims, duplicates, history, links, tracked
from claimtrack.store.tables import Claim
from claimtrack.workflow import chains, events, index, merging, rights
from claimtrack.workflow import duplicates as pairs
from claimtrack.workflow.act import Act


def status_label(session: Session, claim: Claim) -> str:
    """Return the status that a person sees."""
    target = public_id(Kind.CLAIM, claim.target_id) if claim.target_id else None
    verdict = tracked.find_verdict(session, claim)
    return status_of(claim.state, verdict, claim.resolution, target, claim.wake_on, claim.reject_reason)


def check_version(session: Session, claim: Claim, act: Act, look: str = "") -> None:
    """Refuse an act on a version that is no longer the newest; `look` is how to look again, where not by `show`.

    Raises:
        StaleVersionError: the claim has changed since; the message says who did what.
    """
    if act.expect_version is None or act.expect_version == claim.version:
        return
    label = public_id(Kind.CLAIM, claim.id)
    last = history.maker_of(session, label, claim.version)
    change = f"{last.by} did {last.event} at {last.at:%Y-%m-%d %H:%M} UTC" if last else "it has no history"
    raise StaleVersionError(label, act.expect_version, claim.version, change, look)


def check(session: Session, claim: Claim, event: Event, act: Act) -> State:
    """Return the state that a move leads to, refusing what the table, the actor or the version forbids.

    Raises:
        StaleVersionError: the claim is not at the version that the actor saw.
        MoveNotAllowedError: the table has no such move.
        InvalidDataError: the machine is to do what only a person may do.
        NotAllowedError: the actor has no right to it.
    """
    check_version(session, claim, act)
    rights.check(session, act, event.value)
    if MOVES[event].least_role is not Role.BOT:
        act.check_person(event.value)
    if event in allowed_events(claim.state):
        return MOVES[event].target
    return check_move(event, claim.state, label=public_id(Kind.CLAIM, claim.id), status=status_label(session, claim))


def touch(session: Session, claim: Claim, act: Act) -> None:
    """Give the claim a new version, because a person changed what others may be looking at."""
    check_version(session, claim, act)
    claim.updated_at = max(act.now, claim.updated_at)
    # Two acts in one instant still are two versions.
    claim.version = claim.version + 1
    session.flush()  # the history event names the new version


def move(
    session: Session,
    claim: Claim,
    event: Event,
    act: Act,
    changes: Mapping[str, Any] | None = None,
    **details: Any,  # noqa: ANN401 - JSON
) -> Claim:
    """Move a claim by the table, and record it.

    `changes` are columns that belong to the new state (a verdict, a day); they are written in the same statement, so
    that one act is one version. `details` are JSON values for the history. What hangs on the claim is asked about,
    and wakes where it waits for it.

    Raises:
        MoveNotAllowedError: the table has no such move.
        StaleVersionError: the claim is not at the version that the actor saw.
        InvalidDataError: the machine is to do what only a person may do.
    """
    target, before = check(session, claim, event, act), claim.state
    stood = outcome(session, claim)
    claim.state = target
    claim.updated_at = max(act.now, claim.updated_at)
    for name, value in (_ended(claim.state) | dict(changes or {})).items():
        setattr(claim, name, value)
    session.flush()  # the history event names the new version
    stream = public_id(Kind.CLAIM, claim.id)
    events.record(session, act, stream, event.value, claim.version, details, before=before, after=claim.state)
    stands = outcome(session, claim)
    if bears_on_others(stood, stands):
        tell(session, claim.id, chains.find(session, claim.id), stood, stands, act)
    return claim


def outcome(session: Session, claim: Claim) -> Outcome:
    """Return where a claim stands for those that hang on it: as the one that stands for it, if it is a duplicate."""
    (stands,) = duplicates.standing(session, [claim]).values()
    first = claim if stands == claim.id else tracked.get_claims(session, [stands])[stands]
    return Outcome(first.state, status_label(session, first))


def tell(
    session: Session,
    claim_id: int,
    hanging: Sequence[chains.Hanging],
    before: Outcome | None,
    after: Outcome,
    act: Act,
) -> None:
    """Ask about what hangs on a claim that changed; what waits for it wakes when it comes to a result.

    `before` is None where they were only linked now.
    """
    for other in chains.waiting(hanging) if after.is_result else ():
        move(session, other, Event.WAKE, act.by_machine(), cause="trigger", other=public_id(Kind.CLAIM, claim_id))
    chains.ask(session, claim_id, hanging, before, after, act)


def _ended(state: State) -> dict[str, Any]:
    """Return the columns that lose their meaning when a claim comes to `state`."""
    ended: dict[str, Any] = {"assignee": None, "wake_on": None, "watch": None, "submission_id": None}
    return ended if state is State.SETTLED else ended | {"verdict_id": None}


_ENDS = frozenset({Event.REJECT, Event.REOPEN, Event.CLOSE, Event.DUPLICATE, Event.RESTORE})
"""Moves of this module that may bear on others."""


def _start(session: Session, claim_id: int, event: Event, act: Act) -> Claim:
    """Load a claim and check the move before anything on the row is set."""
    if event in _ENDS:
        chains.lock(session, [claim_id])
    claim = tracked.get_claim(session, claim_id)
    check(session, claim, event, act)
    return claim


def accept(session: Session, claim_id: int, act: Act) -> Claim:
    """Take a proposal up."""
    return move(session, _start(session, claim_id, Event.ACCEPT, act), Event.ACCEPT, act)


def reject(session: Session, claim_id: int, reason: RejectReason, act: Act) -> Claim:
    """Turn a proposal down; it is remembered and not proposed again."""
    claim = _start(session, claim_id, Event.REJECT, act)
    index.remove_claim(session, claim)
    return move(session, claim, Event.REJECT, act, {"reject_reason": reason}, reason=reason.value)


def take(session: Session, claim_id: int, act: Act) -> Claim:
    """Take a claim into one's own review."""
    claim = _start(session, claim_id, Event.TAKE, act)
    return move(session, claim, Event.TAKE, act, {"assignee": act.by}, assignee=act.by)


def release(session: Session, claim_id: int, act: Act) -> Claim:
    """Give a claim back to the pile."""
    return move(session, _start(session, claim_id, Event.RELEASE, act), Event.RELEASE, act)


def wait(
    session: Session,
    claim_id: int,
    act: Act,
    *,
    until: date | None = None,
    watch: str | None = None,
    criteria: str | None = None,
) -> Claim:
    """Put a claim aside until a day or an event.

    Without `until` and `watch` the claim's own due window gives the day. A forward-looking claim that has no criteria
    yet is settled by what it says itself.

    Raises:
        MissingReasonError: there is neither a day nor a watch.
    """
    claim = _start(session, claim_id, Event.WAIT, act)
    watch, criteria = given(watch, "event to watch for"), given(criteria, "criteria")
    if until is None and watch is None:
        due = claims.due_of(claim)
        until = due.wake_on if due else None
    if until is None and watch is None:
        label = public_id(Kind.CLAIM, claim.id)
        undated = _UNDATED.format(claim.article_id) if claim.article_id and claim.published is None else ""
        raise MissingReasonError(
            f"{label} says no date of its own{undated}. "
            "Name a day (--until 2026-01-31) or what to watch for (--watch TEXT)."
        )
    criteria = criteria or claim.criteria
    if criteria is None and claim.modality is Modality.FORWARD_LOOKING:
        criteria = claim.text
    return move(
        session,
        claim,
        Event.WAIT,
        act,
        {"wake_on": until, "watch": watch, "criteria": criteria},
        until=until.isoformat() if until else None,
        watch=watch,
        criteria=criteria,
    )


_UNDATED = ", and its article, A-{}, has none to count from"


def wake(session: Session, claim_id: int, cause: str, act: Act) -> Claim:
    """Bring a waiting claim back; `cause` is due, revisit or manual."""
    return move(session, _start(session, claim_id, Event.WAKE, act), Event.WAKE, act, cause=cause)


def reopen(session: Session, claim_id: int, reason: ReopenReason, act: Act) -> Claim:
    """Look at a settled claim again; its verdict stays on record but holds no more."""
    claim = _start(session, claim_id, Event.REOPEN, act)
    verdict = tracked.find_verdict(session, claim)
    return move(session, claim, Event.REOPEN, act, reason=reason.value, verdict=verdict.value if verdict else None)


def _check_target(session: Session, claim: Claim, target: int) -> None:
    label, seen = public_id(Kind.CLAIM, claim.id), {claim.id}
    if target == claim.id:
        raise InvalidDataError(f"{label} cannot stand for itself. Name another claim, which stands for it from now on.")
    first = last = tracked.get_claim(session, target)
    while last.id not in seen and last.target_id:
        seen.add(last.id)
        last = tracked.get_claim(session, last.target_id)
    if last.id in seen:
        raise InvalidDataError(f"{label} cannot stand for {public_id(Kind.CLAIM, target)} and the other way round.")
    if first.state is State.CLOSED:
        other, stands = public_id(Kind.CLAIM, target), public_id(Kind.CLAIM, last.id)
        which = "the claim that stands" if last.state is State.CLOSED else f"{stands}, which stands for it"
        raise InvalidDataError(f"{other} is closed itself. Name {which}, or bring it back: restore {other}")


def _check_links(session: Session, claim: Claim, target: int) -> None:
    """Refuse to make one of two claims that a reviewer has linked: it would contradict itself, or wait for itself."""
    both = {claim.id, target}
    name, other = public_id(Kind.CLAIM, claim.id), public_id(Kind.CLAIM, target)
    if target in links.contradicting(session, [claim.id]):
        raise InvalidDataError(
            f"{name} and {other} contradict each other by a link, so that they are not one claim. "
            f"End the link first: claimtrack unlink {name} --contradicts {other}"
        )
    if both & links.rests_on(session, both):
        raise InvalidDataError(
            f"One of {name} and {other} waits for the other or depends on it, so that they cannot be one claim. "
            f"See claimtrack link {name} and claimtrack link {other}; claimtrack unlink ends a link."
        )


def close(session: Session, claim_id: int, resolution: Resolution, act: Act, *, target: int | None = None) -> Claim:
    """Close a claim without a verdict; its history, mentions and links stay.

    Raises:
        MissingReasonError: the resolution needs a target.
        InvalidDataError: the target leads back to the claim.
    """
    # Both at once, in the order of their ids, so that two who merge the two into each other do not block each other.
    chains.lock(session, [claim_id] if target is None else [claim_id, target])
    claim = tracked.get_claim(session, claim_id)
    settled = claim.state is State.SETTLED and resolution is Resolution.DUPLICATE
    event = Event.DUPLICATE if settled else Event.CLOSE
    claim = _start(session, claim_id, event, act)
    if target is None and resolution in NEEDS_TARGET:
        raise MissingReasonError(f"{resolution.value} needs the claim that stands instead: --of C-2")
    if target is not None:
        _check_target(session, claim, target)
    if target is not None and resolution is Resolution.DUPLICATE:
        _check_links(session, claim, target)
    if target is not None:
        links.add(session, claim.id, target, resolution, act.by, act.now)
    index.remove_claim(session, claim)
    move(
        session,
        claim,
        event,
        act,
        {"resolution": resolution, "target_id": target},
        resolution=resolution.value,
        target=public_id(Kind.CLAIM, target) if target else None,
    )
    _tell_target(session, claim, target, resolution, "merge", act)
    return claim


def _tell_target(session: Session, claim: Claim, target: int | None, closed_as: object, event: str, act: Act) -> None:
    """Note in the history of the claim that stands that a duplicate was merged into it, or taken out again.

    The items that ask about the two are answered by that, or open again.
    """
    if target is not None and closed_as is Resolution.DUPLICATE:
        stands = tracked.get_claim(session, target)
        merging.follow(session, claim, stands, merged=event == "merge", act=act)
        events.note(session, stands, event, act.again(), other=public_id(Kind.CLAIM, claim.id))


def restore(session: Session, claim_id: int, act: Act) -> Claim:
    """Bring a closed claim back; the links that closed it end.

    Raises:
        MissingReasonError: no reason is given.
    """
    chains.lock(session, [claim_id, *pairs.near(session, claim_id)])
    claim = _start(session, claim_id, Event.RESTORE, act)
    if not act.note:
        raise MissingReasonError("Say why it comes back: --note TEXT")
    closed_as, target = claim.resolution or claim.reject_reason, claim.target_id
    links.end_closing(session, claim.id, act.now)
    ended = {"resolution": None, "reject_reason": None, "target_id": None}
    move(session, claim, Event.RESTORE, act, ended, closed_as=closed_as.value if closed_as else None)
    index.add_claims(session, [claim])
    _tell_target(session, claim, target, closed_as, "unmerge", act)
    pairs.propose(session, [claim], act)  # it, or others, may say something else by now
    return claim


def each(session: Session, claim_ids: Iterable[int], also: Iterable[int] = ()) -> list[int]:
    """Return the ids once each, and lock all the claims, so that two commands lock rows in the same order.

    `also` are the claims that take part in what is done to the others.
    """
    wanted = sorted(set(claim_ids))
    chains.lock(session, {*wanted, *also})
    return wanted


def open_to(claim: Claim) -> tuple[Event, ...]:
    """Return the moves that are open to a claim as it stands."""
    return allowed_events(claim.state)
