"""The revisit queue at work: answering, putting off, and waking what is due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.evidence import Stance
from claimtrack.domain.ids import Kind, public_id
from claimtrack.domain.revisit import Cause, ItemResolution, ItemState
from claimtrack.domain.states import ReopenReason, State
from claimtrack.errors import MoveNotAllowedError
from claimtrack.store import articles, claims, revisits
from claimtrack.store.tables import ArticleVersion, Claim, RevisitItem
from claimtrack.workflow import evidence, review, verdicts
from claimtrack.workflow.act import Act
from claimtrack.workflow.desk import Desk

_STANCE = {ItemResolution.SUPPORTS: Stance.SUPPORTS, ItemResolution.CONTRADICTS: Stance.REFUTES}
_WAKES = {ItemResolution.UPDATES, ItemResolution.SUPPORTS, ItemResolution.CONTRADICTS}


@dataclass(frozen=True, slots=True)
class Answered:
    """What answering an item did besides: the evidence it became, and the claim it moved."""

    item: str
    claim: str
    evidence: str | None
    moved: str | None


def _open_item(session: Session, item_id: int, verb: str) -> RevisitItem:
    item = revisits.get_item(session, item_id)
    if item.state not in {ItemState.OPEN, ItemState.SNOOZED, ItemState.BELOW}:
        shown = f"{item.state.value} as {item.resolution.value}" if item.resolution else item.state.value
        raise MoveNotAllowedError(public_id(Kind.ITEM, item.id), shown, verb, [])
    return item


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

    Raises:
        MoveNotAllowedError: the item is answered already, or the claim cannot be reopened.
    """
    item = _open_item(session, item_id, f"resolve as {resolution.value}")
    claim = claims.get_claim(session, item.claim_id)
    review.check_version(session, claim, act)
    act = act.again()
    if resolution is ItemResolution.NO_CHANGE and claim.state is State.SETTLED:
        if item.state is ItemState.BELOW:
            item.state = ItemState.OPEN
            session.flush()  # reaffirm looks for open items
        verdicts.reaffirm(session, claim.id, act, answers=[item.id])
        return _answered(item, claim, None, "reaffirm")
    revisits.resolve(item, resolution, act.by, act.now, act.note)
    review.note_event(session, claim, "revisit", act, item=public_id(Kind.ITEM, item.id), resolution=resolution.value)
    attached = _attach(session, item, claim, resolution, act, desk) if attach else None
    moved = None
    if resolution is ItemResolution.REOPENED:
        review.reopen(session, claim.id, ReopenReason.NEW_EVIDENCE, act)
        moved = "reopen"
    elif resolution in _WAKES and claim.state is State.WAITING:
        review.wake(session, claim.id, "revisit", act)
        moved = "wake"
    return _answered(item, claim, attached, moved)


def _answered(item: RevisitItem, claim: Claim, attached: str | None, moved: str | None) -> Answered:
    return Answered(public_id(Kind.ITEM, item.id), public_id(Kind.CLAIM, claim.id), attached, moved)


def _attach(
    session: Session, item: RevisitItem, claim: Claim, resolution: ItemResolution, act: Act, desk: Desk
) -> str | None:
    stance = _STANCE.get(resolution)
    if stance is None or item.version_id is None:
        return None
    version = session.get_one(ArticleVersion, item.version_id)
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
    """Put an item off until a day; the first tick from then on brings it back."""
    item = _open_item(session, item_id, "snooze")
    item.state, item.snoozed_until = ItemState.SNOOZED, until
    claim = claims.get_claim(session, item.claim_id)
    review.note_event(session, claim, "snooze", act, item=public_id(Kind.ITEM, item.id), until=until.isoformat())
    return item


@dataclass(frozen=True, slots=True)
class Ticked:
    """What became due: claims woken, settled claims to look at again, snoozed items that are back."""

    woken: tuple[str, ...]
    due: tuple[str, ...]
    back: tuple[str, ...]


def tick(session: Session, act: Act, today: date) -> Ticked:
    """Wake waiting claims whose day has come, ask about settled ones, and bring snoozed items back.

    Running it twice on one day does nothing the second time. It settles and closes nothing.
    """
    act = act.by_machine()
    woken, due = [], []
    for claim_id in claims.due_for_waking(session, today):
        claim = claims.get_claim(session, claim_id)
        wake_on = claim.wake_on
        review.wake(session, claim_id, "due", act)
        _ask(session, claim, act, wake_on, today)
        woken.append(public_id(Kind.CLAIM, claim_id))
    for claim_id in claims.settled_on_or_before(session, today):
        claim = claims.get_claim(session, claim_id)
        if not revisits.has_open(session, claim_id, Cause.DUE):
            wake_on, claim.wake_on = claim.wake_on, None  # the item carries it on, so the day asks once
            session.flush()  # the history names the new version
            _ask(session, claim, act, wake_on, today)
            due.append(public_id(Kind.CLAIM, claim_id))
    back = []
    for item in revisits.snoozed_until(session, today):
        item.state, item.snoozed_until = ItemState.OPEN, None
        back.append(public_id(Kind.ITEM, item.id))
    return Ticked(tuple(woken), tuple(due), tuple(back))


def _ask(session: Session, claim: Claim, act: Act, wake_on: date | None, today: date) -> None:
    """Open the item that says that the day has come."""
    if revisits.has_open(session, claim.id, Cause.DUE):
        return
    item = RevisitItem(
        claim_id=claim.id,
        cause=Cause.DUE,
        why=[{"kind": "date", "old": wake_on.isoformat(), "new": today.isoformat()}] if wake_on else [],
        state=ItemState.OPEN,
        created_at=act.now,
    )
    session.add(item)
    session.flush()  # the history names the item's id
    review.note_event(session, claim, "ask", act, item=public_id(Kind.ITEM, item.id), cause=Cause.DUE.value)
