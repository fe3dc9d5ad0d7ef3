"""The revisit queue at work: answering, putting off, and waking what is due."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState, Reason, ReasonKind
from claimtrack.domain.states import Event, ReopenReason, State
from claimtrack.errors import InvalidDataError, MoveNotAllowedError
from claimtrack.store import articles, duplicates, revisits, tracked
from claimtrack.store.tables import ArticleVersion, Claim, RevisitItem
from claimtrack.workflow import asking, chains, events, evidence, review, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

_STANCE = {ItemResolution.SUPPORTS: Stance.SUPPORTS, ItemResolution.CONTRADICTS: Stance.REFUTES}
_WAKES = {ItemResolution.UPDATES, ItemResolution.SUPPORTS, ItemResolution.CONTRADICTS}


@dataclass(frozen=True, slots=True)
class Answered:
    """What answering an item did besides: the evidence it became, and the claim it moved.

    `stands` is the claim that it did this to, where the item's own is a duplicate of it.
    """

    item: str
    claim: str
    stands: str | None
    evidence: str | None
    moved: str | None


def each(session: Session, item_ids: Sequence[int]) -> list[int]:
    """Return the ids once each, and lock all their claims, so that two commands lock rows in the same order.

    Raises:
        UnknownIdError: one of the items is not there.
    """
    wanted = list(dict.fromkeys(item_ids))
    claims = revisits.claims_of(session, wanted)
    chains.lock(session, claims.union(duplicates.standing_for(session, claims).values()))
    return wanted


def _load(session: Session, item_id: int, act: Act, verb: str) -> tuple[RevisitItem, Claim]:
    """Load an item and its claim, the claim first: whoever changes an item has locked its claim."""
    act.check_person(f"{verb} an item")
    (number,) = revisits.claims_of(session, [item_id])
    claim = tracked.get_claim(session, number)
    item = revisits.get_item(session, item_id)
    review.check_version(session, claim, act)
    return item, claim


def _standing(item: RevisitItem) -> str:
    return f"{item.state.value} as {item.resolution.value}" if item.resolution else item.state.value


def _open_item(session: Session, item_id: int, act: Act, verb: str) -> tuple[RevisitItem, Claim]:
    """Load an item that nobody has answered yet, and its claim."""
    item, claim = _load(session, item_id, act, verb)
    if item.state is ItemState.RESOLVED:
        name = public_id(Kind.ITEM, item.id)
        way = f"Take the answer back first: claimtrack revisit reopen {name}"
        raise MoveNotAllowedError(name, _standing(item), verb, ["reopen"], way)
    return item, claim


def resolve(
    session: Session,
    item_id: int,
    resolution: ItemResolution,
    act: Act,
    *,
    desk: Desk,
    attach: bool = True,
) -> Answered:
    """Answer an item.

    `supports` and `contradicts` attach the passage to the claim as evidence, unless `attach` is off; a waiting claim
    wakes when it is updated, supported or contradicted; `reopened` reopens a settled claim, `no_change` stands by it.
    Where the claim is a duplicate, all this is done to the one that stands for it, but nothing is reaffirmed.

    Raises:
        MoveNotAllowedError: the item is answered already, or the claim cannot be reopened.
    """
    item, claim = _open_item(session, item_id, act, f"resolve as {resolution.value}")
    act = act.again()
    if resolution is ItemResolution.NO_CHANGE and claim.state is State.SETTLED:
        if item.state is ItemState.BELOW:
            item.state = ItemState.OPEN
            session.flush()  # reaffirm looks for open items
        verdicts.reaffirm(session, claim.id, act, answers=[item.id])
        return _answered(item, claim, claim, None, "reaffirm")
    stands = _stands_for(session, claim)
    review.touch(session, claim, act)
    revisits.resolve(item, resolution, act.by, act.now, act.note)
    told: dict[str, str] = {"item": public_id(Kind.ITEM, item.id), "resolution": resolution.value}
    if stands is not claim:
        events.note(session, stands, "revisit", act, **told, other=public_id(Kind.CLAIM, claim.id))
        told["stands"] = public_id(Kind.CLAIM, stands.id)
    events.note(session, claim, "revisit", act, **told)
    attached = _attach(session, item, stands, resolution, act, desk) if attach else None
    moved = None
    if resolution is ItemResolution.REOPENED:
        review.reopen(session, stands.id, ReopenReason.NEW_EVIDENCE, act)
        moved = "reopen"
    elif resolution in _WAKES and stands.state is State.WAITING:
        review.wake(session, stands.id, "revisit", act)
        moved = "wake"
    return _answered(item, claim, stands, attached, moved)


def _stands_for(session: Session, claim: Claim) -> Claim:
    """Return the claim that stands for a duplicate, locked, or the claim itself; also where that one is closed."""
    (number,) = duplicates.standing(session, [claim]).values()
    stands = claim if number == claim.id else tracked.get_claim(session, number)
    return claim if stands.state is State.CLOSED else stands


def _answered(item: RevisitItem, claim: Claim, stands: Claim, attached: str | None, moved: str | None) -> Answered:
    other = None if stands is claim else public_id(Kind.CLAIM, stands.id)
    return Answered(public_id(Kind.ITEM, item.id), public_id(Kind.CLAIM, claim.id), other, attached, moved)


def _attach(
    session: Session, item: RevisitItem, claim: Claim, resolution: ItemResolution, act: Act, desk: Desk
) -> str | None:
    stance = _STANCE.get(resolution)
    if stance is None or item.version_id is None or item.passage is None:
        return None
    version = session.get_one(ArticleVersion, item.version_id)
    if evidence.find_same(session, claim.id, evidence.Target(article=version.article_id), stance, item.passage):
        return None  # an answer that was taken back left it there
    url = articles.newest_version(session, version.article_id).article.url
    row = evidence.attach(
        session,
        claim.id,
        evidence.Target(article=version.article_id, url=url),
        stance,
        act,
        desk=desk,
        quote=item.passage,
        ask_again=False,
    )
    return public_id(Kind.EVIDENCE, row.id)


def snooze(session: Session, item_id: int, until: date, act: Act) -> RevisitItem:
    """Put an item off until a day; the first tick from then on brings it back.

    Raises:
        InvalidDataError: the day is not to come.
        MoveNotAllowedError: the item is answered already.
        StaleVersionError: the claim is not at the version that the actor saw.
    """
    if until <= act.now.date():
        raise InvalidDataError(f"{until.isoformat()} is no day to put it off to: it has to be after today.")
    item, claim = _open_item(session, item_id, act, "snooze")
    item.state, item.snoozed_until = ItemState.SNOOZED, until
    review.touch(session, claim, act)
    events.note(session, claim, "snooze", act, item=public_id(Kind.ITEM, item.id), until=until.isoformat())
    return item


@dataclass(frozen=True, slots=True)
class Reopened:
    """An item that is open again, its claim, where the item stood, and whether its answer did something that stays."""

    item: str
    claim: str
    was: str
    stays: bool


def reopen(session: Session, item_id: int, act: Act) -> Reopened:
    """Take an answer back, end a snooze, or ask about what is kept without asking.

    What an answer did besides stays: evidence that was attached, the state of the claim. The answer stays in the
    history.

    Raises:
        MoveNotAllowedError: the item is open already.
        StaleVersionError: the claim is not at the version that the actor saw.
    """
    item, claim = _load(session, item_id, act, "reopen")
    name, was = public_id(Kind.ITEM, item.id), _standing(item)
    if item.state is ItemState.OPEN:
        raise MoveNotAllowedError(name, was, "reopen", ["resolve", "snooze"])
    stays = item.resolution in _WAKES | {ItemResolution.NO_CHANGE, ItemResolution.REOPENED}
    revisits.ask_again(item)
    review.touch(session, claim, act)
    events.note(session, claim, "ask_again", act, item=name, was=was)
    return Reopened(name, public_id(Kind.CLAIM, claim.id), was, stays)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What became due: claims woken, settled claims to look at again, snoozed items that are back."""

    woken: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    back: tuple[str, ...] = ()

    def __add__(self, other: Self) -> Self:
        """Return both together."""
        return replace(self, woken=self.woken + other.woken, due=self.due + other.due, back=self.back + other.back)

    def __bool__(self) -> bool:
        """Tell whether anything became due."""
        return bool(self.woken or self.due or self.back)


def _names(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(public_id(Kind.CLAIM, claim.id) for claim in claims)


def wake_next(session: Session, act: Act, today: date) -> Ticked:
    """Wake the next waiting claims whose day has come."""
    rows, act = tracked.due_for_waking(session, today), act.by_machine()
    asked = revisits.having_open(session, [claim.id for claim in rows], Cause.DUE)
    days = {claim.id: claim.wake_on.isoformat() for claim in rows if claim.wake_on}
    for claim in rows:
        review.move(session, claim, Event.WAKE, act, cause="due")
    _ask(session, [claim for claim in rows if claim.id not in asked], days, act, today)
    return Ticked(woken=_names(rows))


def look_again_next(session: Session, act: Act, today: date) -> Ticked:
    """Ask about the next settled claims that have reached their day to look again."""
    rows, act = tracked.due_again(session, today), act.by_machine()
    days = {claim.id: claim.wake_on.isoformat() for claim in rows if claim.wake_on}
    for claim in rows:
        claim.wake_on = None  # the item carries it on, so that the day asks once
    session.flush()  # the history names the new versions
    _ask(session, rows, days, act, today)
    return Ticked(due=_names(rows))


def _ask(session: Session, rows: list[Claim], days: dict[int, str], act: Act, today: date) -> None:
    """Open the items that say that the day has come."""
    questions = []
    for claim in rows:
        why = Reason(ReasonKind.DATE, old=days[claim.id], new=today.isoformat())
        questions.append(asking.Question(claim, Cause.DUE, (why,)))
    asking.ask(session, questions, act)


def bring_back(session: Session, act: Act, today: date) -> Ticked:
    """Let the snoozed items ask again whose day has come."""
    claims = tracked.lock_claims(session, revisits.claims_put_off(session, today))
    by_claim: dict[int, list[str]] = defaultdict(list)
    for item in revisits.put_off(session, claims, today):
        item.state, item.snoozed_until = ItemState.OPEN, None
        by_claim[item.claim_id].append(public_id(Kind.ITEM, item.id))
    for number, items in by_claim.items():
        events.note(session, claims[number], "back", act.by_machine(), items=items)
    back = sorted((item for items in by_claim.values() for item in items), key=lambda name: int(name[2:]))
    return Ticked(back=tuple(back))


TICK = (wake_next, look_again_next, bring_back)
"""What a tick does: each again and again, until nothing is left, and each time in a transaction of its own.

Locks are taken in the order of the claims' ids, which begins anew with each of them. Running all of it twice on one
day does nothing the second time, and it settles and closes nothing.
"""
