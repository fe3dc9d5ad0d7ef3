"""Revisit items that merging two claims answers: they ask whether a place where the one is said repeats the other."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy.orm import Session

from claimtrack.domain.ids import Kind, parse_id, public_id
from claimtrack.domain.revisit import Cause, ItemResolution, Relation
from claimtrack.domain.span import Span
from claimtrack.store import duplicates, history, mentions, revisits
from claimtrack.store.tables import Claim, RevisitItem
from claimtrack.workflow import events
from claimtrack.workflow.act import Act

_ANSWER, _ASK_AGAIN = "revisit", "ask_again"
_WAS = f"resolved as {ItemResolution.REPEATS.value}"


def follow(session: Session, claim: Claim, stands: Claim, *, merged: bool, act: Act) -> None:
    """Answer what asks about a claim and the one that it was `merged` into, or ask again.

    Both claims are locked, and merged or taken apart already.
    """
    told = public_id(Kind.CLAIM, claim.id)
    if merged:
        event, facts = _ANSWER, {"resolution": ItemResolution.REPEATS.value, "merged": told}
        items = _asking(session, claim, stands)
        until = {item.id: item.snoozed_until for item in items}
        for item in items:
            revisits.resolve(item, ItemResolution.REPEATS, act.by, act.now, act.note)
    else:
        event, facts = _ASK_AGAIN, {"was": _WAS, "merged": told}
        was_until = _answered(session, claim, stands)
        items = revisits.get_items(session, was_until)
        until = {number: day if day and day > act.now.date() else None for number, day in was_until.items()}
        for item in items:
            revisits.ask_again(item, until[item.id])
    on = {claim.id: claim, stands.id: stands}
    for item in items:
        day = until[item.id]
        more = facts | ({"until": day.isoformat()} if day else {})
        events.note(session, on[item.claim_id], event, act.again(), item=public_id(Kind.ITEM, item.id), **more)


def _asking(session: Session, claim: Claim, stands: Claim) -> list[RevisitItem]:
    """Return the unanswered items on one of two claims at whose place the other is said, or what it stands for."""
    own = {claim.id, *duplicates.merged_into(session, [claim.id])}
    others = {stands.id, *duplicates.merged_into(session, [stands.id])} - own
    return [*_about(session, claim, own, others), *_about(session, stands, others, own)]


def _about(session: Session, asked: Claim, own: set[int], said: set[int]) -> Iterator[RevisitItem]:
    items = [item for item in revisits.unanswered(session, asked.id) if item.cause is Cause.NEW_ARTICLE]
    places = mentions.places_in(session, {item.version_id for item in items if item.version_id})
    for item in items:
        if item.version_id is None or item.start is None or item.end is None:
            continue
        passage = Span(item.start, item.end)
        here = {number for number, place in places[item.version_id] if place.overlaps(passage)}
        # Where the passage holds more, and seems to do more than repeat, it may be the other claim that it asks about.
        if here & said and (item.relation is Relation.REPEATS or here <= own | said):
            yield item


def _answered(session: Session, claim: Claim, stands: Claim) -> dict[int, date | None]:
    """Return the items that merging the claim had answered, and nobody has answered anew since.

    Each comes with the day until which it had been put off.
    """
    merged, other = public_id(Kind.CLAIM, claim.id), public_id(Kind.CLAIM, stands.id)
    last = {  # what became of each item in the end
        event.details["item"]: event
        for event in history.of_streams(session, (merged, other), (_ANSWER, _ASK_AGAIN))
        if "item" in event.details
    }
    return {
        parse_id(Kind.ITEM, name): date.fromisoformat(event.details["until"]) if "until" in event.details else None
        for name, event in last.items()
        if (event.event, event.details.get("merged")) == (_ANSWER, merged)
    }
